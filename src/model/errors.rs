//! Everything that resolving says to people.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// A name that nobody declares.
pub(super) fn unknown_name(span: Span, name: &str, noun: &str, candidates: &[std::borrow::Cow<'_, str>]) -> Diagnostic {
    let help = did_you_mean(name, candidates.iter().map(AsRef::as_ref));
    Diagnostic::new(Code::UnknownName, format!("`{name}` is not declared"))
        .at(span, format!("no {noun} of this name"))
        .help(help.unwrap_or_else(|| format!("declare it, or name a {noun} that is declared")))
}

/// A name of something else than what may stand here.
pub(super) fn wrong_kind(span: Span, name: &str, is: &str, noun: &str, declared: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::WrongKind, format!("`{name}` is a {is}, not a {noun}"))
        .at(span, format!("a {noun} is expected here"))
        .help(format!("name a {noun}, or rename one of the two"));
    match declared {
        Some(declared) => diagnostic.at(declared, format!("declared as a {is} here")),
        None => diagnostic,
    }
}

/// A term that the policy does not have.
pub(super) fn unknown_term<'a>(span: Span, word: &str, sort: &str, terms: impl Iterator<Item = &'a str>) -> Diagnostic {
    let terms: Vec<&str> = terms.collect();
    let help = did_you_mean(word, terms.iter().copied()).unwrap_or_else(|| match terms.len() {
        0..=12 => format!("the policy's words are: {}", terms.join(", ")),
        _ => "leave the class out if the policy has no word for it, or see `candor explain` for its words".to_owned(),
    });
    Diagnostic::new(Code::UnknownTerm, format!("the policy has no {sort} called `{word}`"))
        .at(span, "not a term of the policy")
        .help(help)
}

/// One name for two things.
pub(super) fn duplicate_name(first: Span, second: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateName, format!("`{name}` is declared twice"))
        .at(second, "declared again here")
        .at(first, "first declared here")
        .help("rename one of them, or put it into a module of its own")
}

/// No `system` in the workspace.
pub(super) fn no_system(span: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::NoSystem, "no file of this workspace declares a `system`")
        .help("say once whose flows these are: `system NAME \"Title\" { policy …, operator … }`, a clause a line");
    match span {
        Some(span) => diagnostic.at(span, "the workspace's first declaration"),
        None => diagnostic,
    }
}

/// Two systems in one workspace.
pub(super) fn several_systems(first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(Code::SeveralSystems, "a workspace has one `system`, and this is a second one")
        .at(second, "a second system")
        .at(first, "the first one")
        .help("give each system a folder of its own with a `candor.yaml`")
}

/// A system under another policy than the one it is checked against.
pub(super) fn other_policy(span: Span, named: &str, loaded: &str) -> Diagnostic {
    Diagnostic::new(Code::OtherPolicy, format!("the flows are declared under `{named}`, and `{loaded}` is loaded"))
        .at(span, "this policy is not the one loaded")
        .maybe_help(did_you_mean(named, [loaded]))
        .maybe_help(Some(format!("write `policy {loaded}`, or load the pack `{named}` with `policies` in candor.yaml")))
}

/// A group inside itself.
pub(super) fn group_cycle(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::GroupCycle, format!("the group `{name}` contains itself"))
        .at(span, "reached from its own data")
        .help("list the fields themselves in one of the groups")
}

/// A backup of itself.
pub(super) fn backup_cycle(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::BackupCycle, format!("`{name}` is a backup of itself"))
        .at(span, "reached from its own `backup-of`")
        .help("name the live store that it is a copy of")
}

/// A clause that the policy does not have.
pub(super) fn unknown_clause<'a>(span: Span, word: &str, clauses: impl Iterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(Code::UnknownPolicyClause, format!("the policy has no clause `{word}`"))
        .at(span, "not a clause of the policy")
        .maybe_help(did_you_mean(word, clauses))
        .maybe_help(None)
}

/// A rule that the pack does not have.
pub(super) fn unknown_rule<'a>(span: Span, word: &str, rules: impl Iterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(Code::UnknownRule, format!("the pack has no rule `{word}`"))
        .at(span, "a waiver of nothing would hide nothing")
        .help(did_you_mean(word, rules).unwrap_or_else(|| "`candor rules` lists them all".to_owned()))
}

/// A waiver whose owner or reason is an empty text.
pub(super) fn empty_reason(span: Span, waiver: &str, clause: &str) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyReason,
        format!("`{clause}` of the waiver `{waiver}` says nothing, so it waives nothing"),
    )
    .at(span, "an empty text")
    .help("say who decided it and why, or take the waiver out")
}

/// A band of ages that the policy does not have.
pub(super) fn unknown_band<'a>(span: Span, word: &str, bands: impl Iterator<Item = &'a str>) -> Diagnostic {
    let bands: Vec<&str> = bands.collect();
    Diagnostic::new(Code::UnknownTerm, format!("the policy has no age band called `{word}`"))
        .at(span, "not a band of the policy")
        .help(format!("say {}, or years: `under 14`, `12 to 15`, `16 and over`", bands.join(", ")))
}

/// A transform that cannot do what is asked of it here.
pub(super) fn undoes_itself(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongKind, format!("only a transform of class relink undoes another, and `{name}` is none"))
        .at(span, "`undoes` means nothing here")
        .help("take the clause out, or write `: relink`")
}
