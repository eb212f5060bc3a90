//! The one table of codes. A code names what is wrong and reads well after "allow"; its page under `pages/` explains
//! it, and the page's examples run as tests.

use super::Severity;

/// What a diagnostic of a code means for the run's exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// Something could not be read or understood, so not all was checked: exit 2.
    Unchecked,
    /// Everything was checked, and this was found: it counts like a rule's finding of its severity.
    Finding,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident $id:literal $severity:ident $consequence:ident;)+) => {
        /// What kind of thing a diagnostic says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// `stage/name`, stable.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// One sentence: what it means.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),+ }
            }

            /// What it means for the exit status.
            pub fn consequence(self) -> Consequence {
                match self { $(Self::$variant => Consequence::$consequence),+ }
            }

            /// The page that explains it, in Markdown.
            pub fn page(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("pages/", $id, ".md"))),+ }
            }
        }
    };
}

codes! {
    // syntax: the text of a flow file
    /// The file is larger than any flow file needs to be.
    FileTooLarge "syntax/file-too-large" Error Unchecked;
    /// The file is no text.
    BinaryFile "syntax/binary-file" Error Unchecked;
    /// The text holds a sign that shows nothing and may mislead readers.
    HiddenCharacter "syntax/hidden-character" Error Unchecked;
    /// Braces stand within braces beyond all use.
    NestedTooDeep "syntax/nested-too-deep" Error Unchecked;
    /// The file holds more errors than are shown.
    TooManyErrors "syntax/too-many-errors" Error Unchecked;
    /// The text cannot be read as a declaration.
    UnexpectedText "syntax/unexpected-text" Error Unchecked;
    /// A full-width or typographic sign stands for the plain one.
    TypographicSign "syntax/typographic-sign" Error Unchecked;
    /// A string is not closed on its line.
    UnclosedString "syntax/unclosed-string" Error Unchecked;
    /// A string holds a backslash before a sign that needs none.
    UnknownEscape "syntax/unknown-escape" Error Unchecked;
    /// A `{` is not closed.
    UnclosedBrace "syntax/unclosed-brace" Error Unchecked;
    /// A `}` closes nothing.
    UnopenedBrace "syntax/unopened-brace" Error Unchecked;
    /// Braces stand within braces.
    NestedBody "syntax/nested-body" Error Unchecked;
    /// Two things share a line that each need one of their own.
    CrowdedLine "syntax/crowded-line" Error Unchecked;
    /// No declaration begins with the word.
    UnknownDeclaration "syntax/unknown-declaration" Error Unchecked;
    /// A clause stands outside the braces of a declaration.
    ClauseOutside "syntax/clause-outside" Error Unchecked;
    /// The line that names the file's module is malformed, late or a second one.
    MisplacedModule "syntax/misplaced-module" Error Unchecked;
    /// A declaration has no name.
    MissingName "syntax/missing-name" Error Unchecked;
    /// A name holds something that no name holds.
    MalformedName "syntax/malformed-name" Error Unchecked;
    /// A word of the language is used as a name.
    ReservedName "syntax/reserved-name" Error Unchecked;
    /// A declaration lacks the class that it needs.
    MissingClass "syntax/missing-class" Error Unchecked;
    /// A declaration has a class too many.
    SurplusClass "syntax/surplus-class" Error Unchecked;
    /// No clause has the name.
    UnknownClause "syntax/unknown-clause" Error Unchecked;
    /// A clause stands in a declaration that has no such clause.
    MisplacedClause "syntax/misplaced-clause" Error Unchecked;
    /// A clause stands more often than it may.
    RepeatedClause "syntax/repeated-clause" Error Unchecked;
    /// A declaration lacks a clause that it needs.
    MissingClause "syntax/missing-clause" Error Unchecked;
    /// A clause says nothing, or not all that it must.
    MissingValue "syntax/missing-value" Error Unchecked;
    /// A clause says something that it cannot say.
    UnexpectedValue "syntax/unexpected-value" Error Unchecked;
    /// A list lacks a comma.
    MissingComma "syntax/missing-comma" Error Unchecked;
    /// A comma stands where no list goes on.
    SurplusComma "syntax/surplus-comma" Error Unchecked;
    /// A word is none of those that the language knows in its place.
    UnknownWord "syntax/unknown-word" Error Unchecked;
    /// A date or an age is given that cannot be.
    ImpossibleValue "syntax/impossible-value" Error Unchecked;
    // model: names and words
    /// A name is used that no file declares and that is no term of the policy.
    UnknownName "model/unknown-name" Error Unchecked;
    /// A name is used where another kind of thing belongs.
    WrongKind "model/wrong-kind" Error Unchecked;
    /// A class or another word is not one of the policy's terms.
    UnknownTerm "model/unknown-term" Error Unchecked;
    /// Two declarations have the same name.
    DuplicateName "model/duplicate-name" Error Unchecked;
    /// The workspace declares no system.
    NoSystem "model/no-system" Error Unchecked;
    /// The workspace declares more than one system.
    SeveralSystems "model/several-systems" Error Unchecked;
    /// The system is declared under a policy that is not loaded.
    OtherPolicy "model/other-policy" Error Unchecked;
    /// A group contains itself.
    GroupCycle "model/group-cycle" Error Unchecked;
    /// A store is a backup of itself.
    BackupCycle "model/backup-cycle" Error Unchecked;
    /// A claim names a clause that the policy does not have.
    UnknownPolicyClause "model/unknown-clause" Error Unchecked;
    /// A waiver names a rule that the pack does not have.
    UnknownRule "model/unknown-rule" Error Unchecked;
}

impl Code {
    /// The code of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id() == id)
    }
}
