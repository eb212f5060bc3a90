//! All that is said about workspaces: their configuration, and the files that the program was to read.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// What the reader of YAML says of a pack's file, said of a configuration.
pub(super) fn of_configuration(diagnostic: Diagnostic) -> Diagnostic {
    if diagnostic.code == Code::PackUnknownKey {
        return Diagnostic { code: Code::WorkspaceUnknownKey, ..diagnostic };
    }
    Diagnostic { code: Code::WorkspaceUnreadableConfiguration, ..diagnostic }
        .help("`candor explain workspace/unreadable-configuration` shows every key with an example")
}

/// A word where only some words can stand.
pub(super) fn unknown_word(word: &str, span: Span, known: &[&'static str]) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnreadableConfiguration, format!("`{word}` means nothing here"))
        .at(span, "unknown word")
        .maybe_help(did_you_mean(word, known.iter().copied()).or_else(|| Some(one_of("it can be", known))))
}

/// A rule is switched off without a reason.
pub(super) fn unexplained_off(rule: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnexplainedOff, format!("rule `{rule}` is switched off without a reason"))
        .at(span, "no reason")
        .help("write `{off: the reason}`; the reason stands in every report")
}

/// A rule that no pack in use has.
pub(super) fn unknown_rule(rule: &str, span: Span, known: &[&str]) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnknownRule, format!("no policy in use has a rule `{rule}`"))
        .at(span, "unknown rule")
        .maybe_help(did_you_mean(rule, known.iter().copied()).or_else(|| Some("`candor rules` lists them".to_owned())))
}

/// A glob that cannot be read.
pub fn unreadable_glob(glob: &str, problem: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnreadableConfiguration, format!("the pattern `{glob}` cannot be read: {problem}"))
        .at(span, "here")
        .help("`*` stands for any part of one name, `**` for any folders")
}

/// A pack that is neither embedded nor a folder.
pub fn unknown_policy(policy: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnknownPolicy, format!("no policy `{policy}` is known")).maybe_help(
        did_you_mean(policy, known.iter().copied())
            .or_else(|| Some(one_of("name a folder with a `pack.yaml`, or one of", known))),
    )
}

/// A pack was asked for, and the system follows another.
pub fn unfollowed_policy(asked: &str, followed: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WorkspaceUnknownPolicy,
        format!("the system follows `{followed}`, and `{asked}` was asked for"),
    )
    .at(span, "the policy it follows")
    .help(format!("name `{asked}` here, or do not ask for it"))
}

/// Something needs git, and there is none.
pub fn no_git(wanted: &str) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceNoRepository, format!("{wanted} needs the program `git`, and there is none"))
        .help("install git, or check what lies on the disk")
}

/// Something needs a repository, and the program stands in none.
pub fn no_repository(wanted: &str) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceNoRepository, format!("{wanted} needs a git repository, and this is none"))
        .help("run candor inside of the repository, or check what lies on the disk")
}

/// Git does not read a repository of somebody else.
pub fn untrusted_repository() -> Diagnostic {
    let message = "git does not trust this repository: its folder belongs to somebody else";
    Diagnostic::new(Code::WorkspaceNoRepository, message)
        .help("`git config --global --add safe.directory \"$PWD\"` says that it may")
}

/// A revision that this clone does not have.
pub fn unknown_revision(name: &str, fetching: &str) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnknownRevision, format!("this clone has no revision `{name}`"))
        .help(format!("name a branch, a tag or a commit; `{fetching}` brings what is missing"))
}

/// Two revisions whose common past is not here.
pub fn no_shared_history(name: &str, shallow: bool) -> Diagnostic {
    let message = format!("`{name}` and what is checked out have no commit in common here");
    let help = match shallow {
        true => "this clone is shallow: `git fetch --unshallow` brings its history",
        false => "name the revision at which the change began",
    };
    Diagnostic::new(Code::WorkspaceUnknownRevision, message).help(help)
}

/// Nobody says what a change is held against.
pub fn no_base(variables: &[&str]) -> Diagnostic {
    let words: Vec<String> = variables.iter().map(|variable| format!("`{variable}`")).collect();
    Diagnostic::new(Code::WorkspaceUnknownRevision, "nothing says what the change is held against")
        .help(format!("name a revision (`--diff-base=origin/main`), or set one of {}", words.join(", ")))
}

/// One baseline is named, and there are several workspaces.
pub fn one_baseline_for_several(workspaces: usize) -> Diagnostic {
    let message = format!("`--baseline` names one file, and {workspaces} workspaces are checked");
    Diagnostic::new(Code::UnreadableBaseline, message).help("say `baseline:` in the `candor.yaml` of each")
}

/// A path that the repository does not keep, where what it keeps is asked for.
pub fn outside_repository(path: &str) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceMissingPath, format!("`{path}` is not kept by this repository"))
        .help("run candor inside of the repository that keeps it")
}

/// A path on the command line that does not exist.
pub fn missing_path(path: &str, commands: &[&str]) -> Diagnostic {
    let help = did_you_mean(path, commands.iter().copied()).map(|help| format!("for a command: {help}"));
    Diagnostic::new(Code::WorkspaceMissingPath, format!("there is no file or folder `{path}`")).maybe_help(help)
}

/// A folder or a file that the system does not let the program read.
pub fn unreadable_path(path: &str, problem: &str) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnreadablePath, format!("`{path}` cannot be read: {problem}"))
        .help("make it readable, or exclude it in `candor.yaml`")
}

/// A link with the name of a file that would be read: what it leads to may lie anywhere, so it is not followed.
pub fn unfollowed_link(path: &str) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceUnreadablePath, format!("`{path}` is a symbolic link, and links are not followed"))
        .help("put the file itself there, or exclude the link in `candor.yaml`")
}

/// A submodule of which the repository keeps a commit that is not at hand.
pub fn unfetched_module(path: &str) -> Diagnostic {
    let message = format!("`{path}` cannot be read: the commit that git keeps of this submodule is not there");
    Diagnostic::new(Code::WorkspaceUnreadablePath, message).help(format!("run `git submodule update --init {path}`"))
}

/// A pack by which nothing would be checked.
pub fn pack_without_rules(pack: &str) -> Diagnostic {
    Diagnostic::new(Code::PackFiles, format!("the pack `{pack}` has no rule, so nothing would be checked by it"))
        .help("rules stand in `rules/`, one file a group")
}

/// A file that is no text.
pub fn not_text(path: &str, problem: &str) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceNotText, format!("`{path}` is not a text in UTF-8: {problem}"))
        .help("save it as UTF-8, or exclude it in `candor.yaml`")
}

/// A file that is too large to be one that people write.
pub fn oversized_file(path: &str, size: u64, limit: u64) -> Diagnostic {
    let mebibytes = |bytes: u64| bytes.div_ceil(1 << 20);
    let message = format!("`{path}` has {} MiB, and more than {} MiB are not read", mebibytes(size), mebibytes(limit));
    Diagnostic::new(Code::WorkspaceOversizedFile, message).help("split it into several files; that changes no result")
}

/// No flow file where one was looked for.
pub fn nothing_to_check(place: &str) -> Diagnostic {
    Diagnostic::new(Code::WorkspaceNothingToCheck, format!("there is no flow file to check in `{place}`")).help(
        "flow files end in `.candor`; `candor init` writes a first one, `--allow-empty` accepts that there is none",
    )
}

fn one_of(introduction: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("{introduction} {}", words.join(", "))
}
