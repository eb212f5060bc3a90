//! All that is said about workspaces: their configuration, and the files that the program was to read.

use crate::diagnostic::{Code, Diagnostic, Text, did_you_mean, say};
use crate::source::Span;

/// What the reader of YAML says of a pack's file, said of a configuration.
pub(super) fn of_configuration(diagnostic: Diagnostic) -> Diagnostic {
    if diagnostic.code == Code::PackUnknownKey {
        return Diagnostic { code: Code::WorkspaceUnknownKey, ..diagnostic };
    }
    Diagnostic { code: Code::WorkspaceUnreadableConfiguration, ..diagnostic }.help([
        "`candor explain workspace/unreadable-configuration` shows every key with an example",
        "每个键及其示例见 `candor explain workspace/unreadable-configuration`",
    ])
}

/// A word where only some words can stand.
pub(super) fn unknown_word(word: &str, span: Span, known: &[&'static str]) -> Diagnostic {
    let message = say!(["`{word}` means nothing here", "`{word}` 在此没有意义"]);
    expected_word(message, ["unknown word", "未知的词"], span, known)
        .maybe_help(did_you_mean(word, known.iter().copied()))
}

/// Something that is no word stands where only some words can stand.
pub(super) fn no_word(span: Span, known: &[&'static str]) -> Diagnostic {
    expected_word(["this means nothing here", "此处的内容没有意义"], ["no such word", "不是所需的词"], span, known)
}

fn expected_word(message: impl Into<Text>, label: [&str; 2], span: Span, known: &[&'static str]) -> Diagnostic {
    let words = Text::names(known.iter().copied());
    Diagnostic::new(Code::WorkspaceUnreadableConfiguration, message)
        .at(span, label)
        .help(say!(["it can be {words}", "可以是 {words}"], words))
}

/// A rule is switched off without a reason.
pub(super) fn unexplained_off(rule: &str, span: Span) -> Diagnostic {
    let message = say!(["rule `{rule}` is switched off without a reason", "停用规则 `{rule}` 而未写明理由"]);
    Diagnostic::new(Code::WorkspaceUnexplainedOff, message).at(span, ["no reason", "没有理由"]).help([
        "write `{off: the reason}`; the reason stands in every report",
        "写作 `{off: 理由}`；理由会列入每份报告",
    ])
}

/// A rule that no pack in use has.
pub(super) fn unknown_rule(rule: &str, span: Span, known: &[&str]) -> Diagnostic {
    let message = say!(["no policy in use has a rule `{rule}`", "所用的政策都没有规则 `{rule}`"]);
    Diagnostic::new(Code::WorkspaceUnknownRule, message)
        .at(span, ["unknown rule", "未知的规则"])
        .help(["`candor rules` lists them", "`candor rules` 列出全部规则"])
        .maybe_help(did_you_mean(rule, known.iter().copied()))
}

/// A glob that cannot be read; the problem is told by who reads globs.
pub fn unreadable_glob(glob: &str, problem: &str, span: Span) -> Diagnostic {
    let message = say!(["the pattern `{glob}` cannot be read: {problem}", "无法读取模式 `{glob}`：{problem}"]);
    Diagnostic::new(Code::WorkspaceUnreadableConfiguration, message).at(span, ["here", "此处"]).help([
        "`*` stands for any part of one name, `**` for any folders",
        "`*` 代表名称中的任意部分，`**` 代表任意文件夹",
    ])
}

/// A pack that is neither embedded nor a folder.
pub fn unknown_policy(policy: &str, known: &[&str]) -> Diagnostic {
    let words = Text::names(known.iter().copied());
    let message = say!(["no policy `{policy}` is known", "没有已知的政策 `{policy}`"]);
    Diagnostic::new(Code::WorkspaceUnknownPolicy, message)
        .help(say!(
            [
                "name a folder with a `pack.yaml`, or one of {words}",
                "写明含有 `pack.yaml` 的文件夹，或下列之一：{words}"
            ],
            words
        ))
        .maybe_help(did_you_mean(policy, known.iter().copied()))
}

/// What is wrong with a policy, said where a configuration or a system names it.
pub fn named_here(diagnostic: Diagnostic, span: Span) -> Diagnostic {
    diagnostic.at(span, ["no such policy", "没有这一政策"])
}

/// A pack was asked for, and the system follows another.
pub fn unfollowed_policy(asked: &str, followed: &str, span: Span) -> Diagnostic {
    let message = say!([
        "the system follows `{followed}`, and `{asked}` was asked for",
        "系统遵守 `{followed}`，而要求按 `{asked}` 检查",
    ]);
    Diagnostic::new(Code::WorkspaceUnknownPolicy, message)
        .at(span, ["the policy it follows", "系统所遵守的政策"])
        .help(say!(["name `{asked}` here, or do not ask for it", "在此写明 `{asked}`，或不作此要求"]))
}

/// Something needs git, and there is none.
pub fn no_git(wanted: &Text) -> Diagnostic {
    let message =
        say!(["{wanted} needs the program `git`, and there is none", "{wanted} 需要程序 `git`，而没有找到它"], wanted);
    Diagnostic::new(Code::WorkspaceNoRepository, message)
        .help(["install git, or check what lies on the disk", "安装 git，或检查磁盘上的文件"])
}

/// Something needs a repository, and the program stands in none.
pub fn no_repository(wanted: &Text) -> Diagnostic {
    let message =
        say!(["{wanted} needs a git repository, and this is none", "{wanted} 需要 git 仓库，而此处不是"], wanted);
    Diagnostic::new(Code::WorkspaceNoRepository, message).help([
        "run candor inside of the repository, or check what lies on the disk",
        "在仓库之内运行 candor，或检查磁盘上的文件",
    ])
}

/// Git does not read a repository of somebody else.
pub fn untrusted_repository() -> Diagnostic {
    let message = [
        "git does not trust this repository: its folder belongs to somebody else",
        "git 不信任这一仓库：其文件夹属于他人",
    ];
    Diagnostic::new(Code::WorkspaceNoRepository, message).help([
        "`git config --global --add safe.directory \"$PWD\"` says that it may",
        "用 `git config --global --add safe.directory \"$PWD\"` 予以准许",
    ])
}

/// A revision that this clone does not have.
pub fn unknown_revision(name: &str, fetching: &str) -> Diagnostic {
    let message = say!(["this clone has no revision `{name}`", "这一克隆中没有版本 `{name}`"]);
    Diagnostic::new(Code::WorkspaceUnknownRevision, message).help(say!([
        "name a branch, a tag or a commit; `{fetching}` brings what is missing",
        "写明分支、标签或提交；`{fetching}` 会取来缺少的部分",
    ]))
}

/// Two revisions whose common past is not here.
pub fn no_shared_history(name: &str, shallow: bool) -> Diagnostic {
    let message = say!([
        "`{name}` and what is checked out have no commit in common here",
        "`{name}` 与当前检出的内容在此没有共同的提交",
    ]);
    let help = match shallow {
        true => [
            "this clone is shallow: `git fetch --unshallow` brings its history",
            "这是浅克隆：`git fetch --unshallow` 会取来其历史",
        ],
        false => ["name the revision at which the change began", "写明变更开始时的版本"],
    };
    Diagnostic::new(Code::WorkspaceUnknownRevision, message).help(help)
}

/// Nobody says what a change is held against.
pub fn no_base(variables: &[&str]) -> Diagnostic {
    let words = Text::names(variables.iter().copied());
    let message = ["nothing says what the change is held against", "没有写明变更与什么相比"];
    Diagnostic::new(Code::WorkspaceUnknownRevision, message).help(say!(
        [
            "name a revision (`--diff-base=origin/main`), or set one of {words}",
            "写明版本（`--diff-base=origin/main`），或设置下列之一：{words}"
        ],
        words
    ))
}

/// One baseline is named, and there are several workspaces.
pub fn one_baseline_for_several(workspaces: usize) -> Diagnostic {
    let message = say!([
        "`--baseline` names one file, and {workspaces} workspaces are checked",
        "`--baseline` 只写明一个文件，而受检查的工作区有{workspaces}个",
    ]);
    Diagnostic::new(Code::UnreadableBaseline, message)
        .help(["say `baseline:` in the `candor.yaml` of each", "在各自的 `candor.yaml` 中写明 `baseline:`"])
}

/// A path that the repository does not keep, where what it keeps is asked for.
pub fn outside_repository(path: &str) -> Diagnostic {
    let message = say!(["`{path}` is not kept by this repository", "`{path}` 不在这一仓库之中"]);
    Diagnostic::new(Code::WorkspaceMissingPath, message)
        .help(["run candor inside of the repository that keeps it", "在其所在的仓库之内运行 candor"])
}

/// A path on the command line that does not exist.
pub fn missing_path(path: &str, commands: &[&str]) -> Diagnostic {
    let near = did_you_mean(path, commands.iter().copied());
    Diagnostic::new(
        Code::WorkspaceMissingPath,
        say!(["there is no file or folder `{path}`", "没有文件或文件夹 `{path}`"]),
    )
    .maybe_help(near.map(|near| say!(["for a command: {near}", "若是命令：{near}"], near)))
}

/// Why a file or a folder cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Something else than a file lies there.
    NoFile,
    /// It was listed, and is gone.
    Gone,
    /// Its links lead back to where they are.
    Circle,
    /// Git keeps several versions of it, of which somebody has to make one.
    Unmerged,
    /// Git does not give it, for what reason ever.
    Withheld(String),
    /// The operating system says why, in its own words.
    System(String),
}

impl Unreadable {
    fn text(&self) -> Text {
        match self {
            Self::NoFile => ["it is no file", "它不是文件"].into(),
            Self::Gone => ["it is not there", "它不存在"].into(),
            Self::Circle => ["its links run in a circle", "其中的链接首尾相连"].into(),
            Self::Unmerged => ["it is not merged yet", "它尚未合并"].into(),
            Self::Withheld(why) => say!(["git does not give it: {why}", "git 未能给出它：{why}"]),
            Self::System(words) => Text::verbatim(words),
        }
    }
}

/// Why a file is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// It begins as texts in UTF-16 do.
    Utf16,
    /// A NUL stands at a line and a column.
    Binary(usize, usize),
    /// A byte that no text in UTF-8 has there stands at a line and a column.
    Byte(u8, usize, usize),
}

impl NotText {
    fn text(self) -> Text {
        match self {
            Self::Utf16 => ["it begins like UTF-16", "它的开头像是 UTF-16"].into(),
            Self::Binary(line, column) => say!([
                "it looks like a binary file (a NUL at line {line}, column {column})",
                "它像是二进制文件（第{line}行第{column}列有 NUL）",
            ]),
            Self::Byte(byte, line, column) => say!([
                "the byte 0x{byte:02x} at line {line}, column {column}",
                "第{line}行第{column}列的字节 0x{byte:02x}",
            ]),
        }
    }
}

/// A folder or a file that the system does not let the program read.
pub fn unreadable_path(path: &str, why: &Unreadable) -> Diagnostic {
    let problem = why.text();
    let message = say!(["`{path}` cannot be read: {problem}", "无法读取 `{path}`：{problem}"], problem);
    Diagnostic::new(Code::WorkspaceUnreadablePath, message)
        .help(["make it readable, or exclude it in `candor.yaml`", "使其可读，或在 `candor.yaml` 中排除它"])
}

/// A link with the name of a file that would be read: what it leads to may lie anywhere, so it is not followed.
pub fn unfollowed_link(path: &str) -> Diagnostic {
    let message =
        say!(["`{path}` is a symbolic link, and links are not followed", "`{path}` 是符号链接，而链接不会被跟随",]);
    Diagnostic::new(Code::WorkspaceUnreadablePath, message).help([
        "put the file itself there, or exclude the link in `candor.yaml`",
        "将文件本身放在那里，或在 `candor.yaml` 中排除该链接",
    ])
}

/// A submodule of which the repository keeps a commit that is not at hand.
pub fn unfetched_module(path: &str) -> Diagnostic {
    let message = say!([
        "`{path}` cannot be read: the commit that git keeps of this submodule is not there",
        "无法读取 `{path}`：git 所记录的该子模块的提交不在此处",
    ]);
    Diagnostic::new(Code::WorkspaceUnreadablePath, message)
        .help(say!(["run `git submodule update --init {path}`", "运行 `git submodule update --init {path}`"]))
}

/// A pack by which nothing would be checked.
pub fn pack_without_rules(pack: &str) -> Diagnostic {
    let message = say!([
        "the pack `{pack}` has no rule, so nothing would be checked by it",
        "规则包 `{pack}` 没有规则，因此不会检查任何事项",
    ]);
    Diagnostic::new(Code::PackFiles, message)
        .help(["rules stand in `rules/`, one file a group", "规则位于 `rules/`，每组一个文件"])
}

/// A file that is no text.
pub fn not_text(path: &str, why: NotText) -> Diagnostic {
    let problem = why.text();
    let message = say!(["`{path}` is not a text in UTF-8: {problem}", "`{path}` 不是 UTF-8 文本：{problem}"], problem);
    Diagnostic::new(Code::WorkspaceNotText, message)
        .help(["save it as UTF-8, or exclude it in `candor.yaml`", "另存为 UTF-8，或在 `candor.yaml` 中排除它"])
}

/// A file that is too large to be one that people write.
pub fn oversized_file(path: &str, size: u64, limit: u64) -> Diagnostic {
    let [size, limit] = [size, limit].map(|bytes| bytes.div_ceil(1 << 20));
    let message = say!([
        "`{path}` has {size} MiB, and more than {limit} MiB are not read",
        "`{path}` 有 {size} MiB，超过 {limit} MiB 的文件不予读取",
    ]);
    Diagnostic::new(Code::WorkspaceOversizedFile, message)
        .help(["split it into several files; that changes no result", "拆分为多个文件；结果不会因此改变"])
}

/// No flow file where one was looked for.
pub fn nothing_to_check(place: &str) -> Diagnostic {
    let message = say!(["there is no flow file to check in `{place}`", "`{place}` 中没有可检查的数据流文件"]);
    Diagnostic::new(Code::WorkspaceNothingToCheck, message).help([
        "flow files end in `.candor`; `candor init` writes a first one, `--allow-empty` accepts that there is none",
        "数据流文件以 `.candor` 结尾；`candor init` 会写出第一个，`--allow-empty` 表示可以没有",
    ])
}
