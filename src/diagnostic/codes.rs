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
    /// A waiver says nothing of its owner or its reason.
    EmptyReason "model/empty-reason" Error Unchecked;

    // policy: the files of a pack
    /// A pack lacks one of its files, or holds one that belongs to none.
    PackFiles "pack/unexpected-files" Error Unchecked;
    /// A file of a pack cannot be read as YAML.
    PackYaml "pack/unreadable-yaml" Error Unchecked;
    /// A key stands where no such key belongs.
    PackUnknownKey "pack/unknown-key" Error Unchecked;
    /// A key that is needed is missing.
    PackMissingKey "pack/missing-key" Error Unchecked;
    /// A value is not of the form that its key takes.
    PackWrongValue "pack/wrong-value" Error Unchecked;
    /// A term is named that the vocabulary does not have.
    PackUnknownTerm "pack/unknown-term" Error Unchecked;
    /// A clause is named that the pack does not have.
    PackUnknownClause "pack/unknown-clause" Error Unchecked;
    /// A sentence speaks of a fact that the kind of thing does not have.
    PackUnknownFact "pack/unknown-fact" Error Unchecked;
    /// A kind, variable, sort, table, column, pattern, exception or rule is named that does not exist.
    PackUnknownName "pack/unknown-name" Error Unchecked;
    /// Two things of one kind have the same name.
    PackRepeatedName "pack/repeated-name" Error Unchecked;
    /// A name means both a variable and a term.
    PackAmbiguousName "pack/ambiguous-name" Error Unchecked;
    /// A sentence cannot be read.
    PackUnreadableSentence "pack/unreadable-sentence" Error Unchecked;
    /// `and` and `or` stand side by side without brackets.
    PackMixedAndOr "pack/mixed-and-or" Error Unchecked;
    /// A comma of YAML cut a list of a sentence in two.
    PackCutList "pack/cut-list" Error Unchecked;
    /// A sentence says of a fact what cannot be said of values of its type.
    PackUnfitType "pack/unfit-type" Error Unchecked;
    /// The ages of the bands leave some out, or overlap.
    PackUnevenBands "pack/uneven-bands" Error Unchecked;
    /// It is not clear which clause a finding would cite.
    PackUnclearCitation "pack/unclear-citation" Error Unchecked;
    /// A rule ranges over the rows of a clause, and the table has none.
    PackClauseWithoutRow "pack/clause-without-row" Error Unchecked;
    /// A row of a pack's own table belongs to a clause that no rule checks by it.
    PackRowWithoutRule "pack/row-without-rule" Error Unchecked;
    /// A rule changes what its pattern says.
    PackChangedPattern "pack/changed-pattern" Error Unchecked;
    /// A named exception excuses a kind of thing of which the rule has no variable, or several.
    PackMisplacedException "pack/misplaced-exception" Error Unchecked;
    /// A rule says that it is about safety or liveness, and its sentences say the other.
    PackContradictedPolarity "pack/contradicted-polarity" Error Unchecked;
    /// A ground asks for something that grounds decide.
    PackCircularGround "pack/circular-ground" Error Unchecked;
    /// An example expects something of its rule that the rule can never give.
    PackImpossibleExample "pack/impossible-example" Error Unchecked;
    /// A rule has no example that breaks it, or none that does not.
    PackMissingExample "pack/missing-example" Warning Finding;
    // workspace: its configuration, and the files that the program was to read
    /// The configuration is not YAML, or not of the form that its keys ask for.
    WorkspaceUnreadableConfiguration "workspace/unreadable-configuration" Error Unchecked;
    /// The configuration has a key that means nothing.
    WorkspaceUnknownKey "workspace/unknown-key" Error Unchecked;
    /// The configuration weighs a rule that no policy in use has.
    WorkspaceUnknownRule "workspace/unknown-rule" Error Unchecked;
    /// The configuration switches a rule off without a reason.
    WorkspaceUnexplainedOff "workspace/unexplained-off" Error Unchecked;
    /// A policy is named that is neither embedded nor a folder with a pack.
    WorkspaceUnknownPolicy "workspace/unknown-policy" Error Unchecked;
    /// A path on the command line does not exist.
    WorkspaceMissingPath "workspace/missing-path" Error Unchecked;
    /// A file or a folder cannot be read.
    WorkspaceUnreadablePath "workspace/unreadable-path" Error Unchecked;
    /// A file is not a text in UTF-8.
    WorkspaceNotText "workspace/not-text" Error Unchecked;
    /// A file is larger than people write them.
    WorkspaceOversizedFile "workspace/oversized-file" Error Unchecked;
    /// There is no flow file where one was looked for.
    WorkspaceNothingToCheck "workspace/nothing-to-check" Error Unchecked;
    /// A file is not the results of a run, or results in a form that is not known.
    WorkspaceUnreadableResults "workspace/unreadable-results" Error Unchecked;
    /// A file of decisions cannot be read.
    WorkspaceUnreadableDecisions "workspace/unreadable-decisions" Error Unchecked;
    /// Something needs git, or a repository of git, and there is none.
    WorkspaceNoRepository "workspace/no-repository" Error Unchecked;
    /// A revision is named that this clone does not have.
    WorkspaceUnknownRevision "workspace/unknown-revision" Error Unchecked;
    // gate: what counts
    /// A baseline is missing, or a line of it is no entry.
    UnreadableBaseline "gate/unreadable-baseline" Error Unchecked;
    /// An entry of the baseline holds no finding any more.
    StaleBaseline "gate/stale-baseline" Warning Finding;
    // check: claims, waivers and evidence
    /// A flow's verb is not for recipients of such a class.
    WrongPair "check/wrong-pair" Error Finding;
    /// A claim serves nothing.
    UnusedClaim "check/unused-claim" Warning Finding;
    /// A claim changes no verdict.
    IdleClaim "check/idle-claim" Warning Finding;
    /// A claim serves more than one thing.
    SharedClaim "check/shared-claim" Error Finding;
    /// A claim names a clause that is no exception and no ground.
    ClaimWithoutGround "check/claim-without-ground" Error Finding;
    /// A claim names a ground that is for something else.
    ClaimOutOfScope "check/claim-out-of-scope" Error Finding;
    /// A claim does not show what its ground demands.
    UnmetClaim "check/unmet-claim" Error Finding;
    /// A flow reads data that no collection explains.
    UnexplainedData "check/unexplained-data" Warning Finding;
    /// Data are collected that no later flow needs.
    DeadCollection "check/dead-collection" Info Finding;
    /// A document that is named does not exist.
    MissingDocument "check/missing-document" Warning Finding;
    /// Something is said to have been done on a day that has not come.
    FutureDate "check/future-date" Error Finding;
    /// A measure is due.
    OverdueMeasure "check/overdue-measure" Warning Finding;
    /// A waiver is over.
    ExpiredWaiver "check/expired-waiver" Error Finding;
    /// A waiver covers no finding.
    UnusedWaiver "check/unused-waiver" Warning Finding;
}

impl Code {
    /// The code of an id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id() == id)
    }
}
