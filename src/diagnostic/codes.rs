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
    /// The text cannot be read as a declaration.
    UnexpectedText "syntax/unexpected-text" Error Unchecked;
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
    UnknownClause "model/unknown-clause" Error Unchecked;
    /// A waiver names a rule that the pack does not have.
    UnknownRule "model/unknown-rule" Error Unchecked;
}

impl Code {
    /// The code of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id() == id)
    }
}
