//! The built program in scratch folders: exit codes, files that are hostile or careless, and what it leaves behind.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use candor::report::Filed;
use tempfile::TempDir;

/// A folder that goes when the test ends.
pub(crate) struct Scratch(TempDir);

impl Scratch {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a scratch folder can be made"))
    }

    /// With the files of `candor init`.
    pub(crate) fn initialised() -> Self {
        let scratch = Self::new();
        assert_eq!(scratch.run(&["init"]).code, 0);
        scratch
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders can be made");
        fs::write(path, bytes).expect("a file can be written");
        self
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("the file is there")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(program());
        command.args(arguments).current_dir(self.path());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().expect("the program starts"))
    }

    fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut pipe = child.stdin.take().expect("stdin is a pipe");
        // The program may stop reading early, for one that is too large.
        let _ = pipe.write_all(stdin);
        drop(pipe);
        Run::of(child.wait_with_output().expect("the program ends"))
    }

    /// Runs lines of a shell in which `candor` is the built program.
    pub(crate) fn shell(&self, script: &str) -> Run {
        let folder = program().parent().expect("the program lies in a folder").to_owned();
        let path = std::env::join_paths(
            std::iter::once(folder).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        );
        let mut command = Command::new("sh");
        command.args(["-c", script]).current_dir(self.path()).env("PATH", path.expect("paths join"));
        Run::of(command.output().expect("a shell starts"))
    }
}

/// Runs the program at the root of the repository.
pub(crate) fn here(arguments: &[&str]) -> Run {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    Run::of(command.output().expect("the program starts"))
}

fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_candor"))
}

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
        let run = Self {
            code: output.status.code().expect("no signal ended the program"),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert!(!run.err.contains("panicked"), "{run:?}");
        assert!(!(run.out.clone() + &run.err).to_lowercase().contains("compliant"), "{run:?}");
        run
    }

    /// The codes of diagnostics on stdout and stderr, each once.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let said = [&self.out, &self.err].into_iter().flat_map(|text| text.split("error[").skip(1));
        let mut codes: Vec<&str> = said
            .filter_map(|rest| rest.split_once(']'))
            .map(|(code, _)| code)
            .filter(|code| candor::diagnostic::Code::from_id(code).is_some())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    #[track_caller]
    pub(crate) fn expect(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        for word in words {
            assert!(self.out.contains(word) || self.err.contains(word), "`{word}` in {self:?}");
        }
        self
    }
}

const CHECK: &[&str] = &["check", "--as-of", "2026-04-01"];

#[test]
fn what_init_writes_is_checked_without_an_error() {
    let scratch = Scratch::initialised();
    scratch.run(CHECK).expect(0, &["no finding under the"]);
    assert_eq!(scratch.run(&["fmt", "--check"]).code, 0);
}

#[test]
fn init_writes_over_nothing() {
    let scratch = Scratch::new();
    scratch.write("flows/registration.candor", "# mine\n");
    scratch.run(&["init"]).expect(2, &["exists already"]);
    assert_eq!(scratch.read("flows/registration.candor"), "# mine\n");
    assert!(!scratch.path().join("candor.yaml").exists());
}

#[test]
fn no_command_is_check() {
    let scratch = Scratch::initialised();
    assert_eq!(scratch.run(&["--as-of", "2026-04-01"]).out, scratch.run(CHECK).out);
    assert_eq!(scratch.run(&["flows", "--as-of", "2026-04-01"]).out, scratch.run(CHECK).out);
}

#[test]
fn a_wrong_flag_or_word_is_two_and_suggests() {
    let scratch = Scratch::initialised();
    scratch.run(&["check", "--formt", "json"]).expect(2, &["--format"]);
    scratch.run(&["check", "--format", "jsn"]).expect(2, &["did you mean `json`?"]);
    scratch.run(&["check", "--as-of", "2026-02-30"]).expect(2, &["the day must exist"]);
    scratch.run(&["check", "--fail-on", "warnin"]).expect(2, &["did you mean `warning`?"]);
    scratch.run(&["explian"]).expect(2, &["did you mean `explain`?"]);
    scratch.run(&["--format", "json", "rules"]).expect(2, &["stand after it"]);
    scratch.run(&["explain", "syntax/unexpected-txt"]).expect(2, &["did you mean `syntax/unexpected-text`?"]);
}

#[test]
fn a_syntax_error_is_two_and_the_rest_is_still_checked() {
    let scratch = Scratch::initialised();
    scratch.write("flows/more.candor", "store a {\n  open-too nobody\n}\n");
    let run = scratch.run(CHECK).expect(2, &["not everything was checked"]);
    assert!(run.codes().iter().all(|code| code.starts_with("syntax/")), "{run:?}");
    for format in ["concise", "json"] {
        assert_eq!(scratch.run(&["check", "--format", format]).code, 2);
    }
}

/// A purpose that nobody was told of.
const ADVERTISING: &str = "purpose advertise \"Advertise\" {\n  needs mobile\n  lasts 30 days\n}\n\nuse ads {\n  from accounts\n  data mobile\n  for  advertise\n}\n";

#[test]
fn a_finding_is_one_unless_the_gate_lets_it_through() {
    let scratch = Scratch::initialised();
    scratch.write("flows/ads.candor", ADVERTISING);
    let run = scratch.run(CHECK).expect(1, &["violates clause", "flows/ads.candor"]);
    assert_eq!(run.codes(), [""; 0]);
    for format in ["concise", "json"] {
        assert_eq!(scratch.run(&["check", "--format", format]).code, 1);
    }
    scratch.run(&["check", "--fail-on", "never"]).expect(0, &["violates clause"]);
}

#[test]
fn warnings_fail_a_run_only_where_they_are_asked_to() {
    let scratch = Scratch::initialised();
    let text = scratch.read("flows/rights.candor");
    let (kept, _) = text.split_once("plan closing").expect("there is a plan for the end of the service");
    scratch.write("flows/rights.candor", kept);
    scratch.run(CHECK).expect(0, &["warning[shutdown/plan-present]"]);
    scratch.run(&["check", "--fail-on", "warning"]).expect(1, &[]);
    scratch.write("candor.yaml", "fail-on: warning\n");
    scratch.run(CHECK).expect(1, &[]);
    scratch.run(&["check", "--fail-on", "error"]).expect(0, &[]);
    scratch.write("candor.yaml", "severity: {shutdown/plan-present: error}\n");
    scratch.run(CHECK).expect(1, &["error[shutdown/plan-present]"]);
    scratch.write("candor.yaml", "severity: {shutdown/plan-present: {off: \"written elsewhere\"}}\n");
    scratch
        .run(CHECK)
        .expect(0, &["rule `shutdown/plan-present` is switched off (written elsewhere); 1 finding left out"]);
}

#[test]
fn paths_filter_the_report_and_not_the_analysis() {
    let scratch = Scratch::initialised();
    scratch.write("flows/ads.candor", ADVERTISING);
    scratch.run(&["check", "flows/ads.candor"]).expect(1, &["flows/ads.candor"]);
    scratch.run(&["check", "flows/rights.candor"]).expect(0, &["no finding"]);
    // The way on which the datum got there begins in this file.
    scratch.run(&["check", "flows/registration.candor"]).expect(1, &["flows/ads.candor"]);
    scratch.write("flows/broken.candor", "store a {\n");
    scratch.run(&["check", "flows/rights.candor"]).expect(2, &["flows/broken.candor"]);
    scratch.run(&["check", "docs"]).expect(2, &["workspace/nothing-to-check"]);
}

#[test]
fn nothing_to_check_is_two_unless_allowed() {
    let scratch = Scratch::new();
    scratch.run(CHECK).expect(2, &["workspace/nothing-to-check"]);
    scratch.run(&["check", "--allow-empty"]).expect(0, &[]);
    scratch.write("candor.yaml", "");
    scratch.run(CHECK).expect(2, &["workspace/nothing-to-check"]);
}

#[test]
fn reports_are_written_whole_and_beside_the_one_on_stdout() {
    let scratch = Scratch::initialised();
    let json = ["check", "--as-of", "2026-04-01", "--report", "json=out/a.json"];
    scratch.run(&json).expect(2, &["cannot be written to `out/a.json`"]);
    fs::create_dir(scratch.path().join("out")).expect("a folder can be made");
    scratch.run(&[&json[..], &["--report", "concise=out/b.txt", "--format", "json"]].concat()).expect(0, &[]);
    assert_eq!(scratch.read("out/a.json"), scratch.run(&["check", "--as-of", "2026-04-01", "--format", "json"]).out);
    let names: Vec<_> = fs::read_dir(scratch.path().join("out")).expect("it is there").collect();
    assert_eq!(names.len(), 2, "nothing else is left behind");
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let scratch = Scratch::initialised();
    scratch.write("flows/more.candor", "store a {\n  open-too nobody\n}\nstore b {\n");
    for format in ["human", "concise", "json"] {
        let run = || scratch.run(&["check", "--as-of", "2026-04-01", "--format", format]).out;
        assert_eq!(run(), run());
    }
}

#[test]
fn no_absolute_path_is_in_any_output() {
    let scratch = Scratch::initialised();
    scratch.write("flows/more.candor", "store a {\n  open-too nobody\n}\n");
    let folder = scratch.path().to_string_lossy().into_owned();
    for format in ["human", "concise", "json"] {
        let run = scratch.run(&["check", "--format", format]);
        assert!(!run.out.contains(&folder), "{run:?}");
    }
}

#[test]
fn a_text_that_is_none_is_named_with_its_place() {
    let scratch = Scratch::initialised();
    scratch.write("flows/a.candor", b"# \xff\n").write("flows/b.candor", b"store\0b\n");
    scratch.write("flows/c.candor", b"\xff\xfes\0t\0");
    let run = scratch.run(&["check", "--format", "concise"]).expect(
        2,
        &[
            "`flows/a.candor` is not a text in UTF-8: the byte 0xff at line 1, column 3",
            "`flows/b.candor` is not a text in UTF-8: it looks like a binary file (a NUL at line 1, column 6)",
            "`flows/c.candor` is not a text in UTF-8: it begins like UTF-16",
        ],
    );
    assert_eq!(run.codes(), ["workspace/not-text"]);
}

#[test]
fn a_huge_file_is_not_read() {
    let scratch = Scratch::initialised();
    let file = fs::File::create(scratch.path().join("flows/huge.candor")).expect("a file can be made");
    file.set_len(1 << 30).expect("a sparse file can be made");
    scratch.run(CHECK).expect(2, &["`flows/huge.candor` has 1024 MiB"]);
}

#[test]
fn a_long_line_is_shown_in_part() {
    let scratch = Scratch::initialised();
    scratch.write("flows/long.candor", format!("store a {}\n", "长 ".repeat(50_000)));
    let run = scratch.run(CHECK).expect(2, &[]);
    assert!(run.out.len() < 20_000, "{}", run.out.len());
}

#[test]
fn deep_nesting_ends() {
    let scratch = Scratch::initialised();
    scratch.write("flows/deep.candor", "store a {".repeat(50_000));
    scratch.run(CHECK).expect(2, &["syntax/"]);
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    let scratch = Scratch::initialised();
    let plain = scratch.run(CHECK);
    let text = scratch.read("flows/registration.candor").replace('\n', "\r\n");
    scratch.write("flows/registration.candor", format!("\u{feff}{text}"));
    assert_eq!(scratch.run(CHECK).out, plain.out);
    scratch.run(&["fmt"]).expect(0, &[]);
    assert!(!scratch.read("flows/registration.candor").contains(['\r', '\u{feff}']));
}

#[test]
fn a_path_may_hold_blanks_and_any_script() {
    let scratch = Scratch::initialised();
    scratch.write("flows/用户 数据/a b.candor", "store a {\n  open-too nobody\n}\n");
    let run = scratch.run(&["check", "--format", "concise"]);
    assert!(run.out.contains("flows/用户 数据/a b.candor:2:3: error["), "{run:?}");
}

#[test]
fn hidden_and_ignored_files_are_not_read_and_counted() {
    let scratch = Scratch::initialised();
    let broken = "store a {\n";
    scratch.write(".hidden/a.candor", broken).write("out/b.candor", broken).write("flows/keep/c.candor", "# c\n");
    scratch.write(".gitignore", "/out/\n*.tmp.candor\n!kept.tmp.candor\n").write("flows/d.tmp.candor", broken);
    scratch.write("flows/deep/.gitignore", "e.candor\n").write("flows/deep/e.candor", broken);
    fs::create_dir(scratch.path().join(".git")).expect("a folder can be made");
    scratch.run(&["check", "-v"]).expect(0, &["4 hidden, 3 ignored by git"]);
}

#[test]
fn outside_of_a_repository_nothing_is_ignored() {
    let scratch = Scratch::initialised();
    scratch.write("out/b.candor", "store a {\n").write(".gitignore", "/out/\n");
    assert_eq!(scratch.run(CHECK).code, 2);
}

#[test]
fn include_and_exclude_choose_flow_files() {
    let scratch = Scratch::initialised();
    scratch.write("drafts/a.candor", "store a {\n").write("flows/old/b.candor", "store b {\n");
    scratch.write("candor.yaml", "include: [\"flows/**\"]\nexclude: [\"flows/old/\"]\n");
    scratch.run(&["check", "-v"]).expect(0, &["2 left out by the configuration"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::initialised();
    symlink("..", scratch.path().join("flows/round")).expect("a link can be made");
    symlink("/etc/passwd", scratch.path().join("flows/other")).expect("a link can be made");
    scratch.run(&["check", "-v"]).expect(0, &["2 symbolic links"]);
    symlink("/etc/passwd", scratch.path().join("flows/other.candor")).expect("a link can be made");
    scratch.run(&["check"]).expect(2, &["`flows/other.candor` is a symbolic link, and links are not followed"]);
    scratch.write("candor.yaml", "exclude: [\"flows/other.candor\"]\n");
    scratch.run(&["check"]).expect(0, &[]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::initialised();
    let folder = scratch.path().join("flows/secret");
    fs::create_dir(&folder).expect("a folder can be made");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    if fs::read_dir(&folder).is_ok() {
        eprintln!("skipped: this user may read every folder, so none can be unreadable");
        return;
    }
    scratch.run(CHECK).expect(2, &["`flows/secret` cannot be read: permission denied"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("permissions can be set");
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let scratch = Scratch::initialised();
    for index in 0..200 {
        scratch.write(&format!("flows/f{index}.candor"), "store a {\n  open-too nobody\n}\n");
    }
    let mut command = scratch.command(CHECK);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_is_two() {
    let scratch = Scratch::initialised();
    let full = fs::File::options().write(true).open("/dev/full").expect("the device is there");
    let output = scratch.command(CHECK).stdout(full).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing can be written to stdout: no space left"));
}

#[test]
fn hostile_yaml_is_refused_at_its_place() {
    let scratch = Scratch::initialised();
    let bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned()
        + &('b'..='j')
            .map(|name| {
                let before = char::from(name as u8 - 1);
                format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(", "))
            })
            .collect::<String>();
    scratch.write("candor.yaml", bomb);
    scratch.run(CHECK).expect(2, &["workspace/"]);
    scratch.write("candor.yaml", "exclude: [a]\nexclude: [b]\n");
    scratch.run(CHECK).expect(2, &["`exclude` stands twice", "candor.yaml:2:1"]);
    scratch.write("candor.yaml", "[".repeat(20_000));
    scratch.run(CHECK).expect(2, &["workspace/unreadable-configuration"]);
}

#[test]
fn several_workspaces_are_checked_in_one_run() {
    let scratch = Scratch::new();
    for folder in ["one", "two"] {
        assert_eq!(scratch.run(&["init", folder]).code, 0);
    }
    scratch.write("two/flows/more.candor", "store a {\n  open-too nobody\n}\n");
    let run = scratch.run(&["check", "--format", "json"]).expect(2, &["\"folder\": \"one\"", "\"folder\": \"two\""]);
    assert!(run.out.contains("\"path\": \"two/flows/more.candor\""), "{run:?}");
    scratch.run(&["check", "one"]).expect(0, &[]);
    scratch.run(&["check", "two/flows"]).expect(2, &["two/flows/more.candor"]);
}

#[test]
fn stdin_stands_for_a_file_or_alone() {
    let scratch = Scratch::initialised();
    let broken = b"store a {\n  open-too nobody\n}\n";
    let run = scratch.run_with(&["check", "-", "--stdin-filename", "flows/new.candor", "--format", "concise"], broken);
    assert!(run.code == 2 && run.out.contains("flows/new.candor:2:3: error["), "{run:?}");
    let system = b"system s {\n  policy 01ai-platform\n  operator \"We\"\n}\n";
    scratch.run_with(&["check", "-"], system).expect(1, &["1 file", "stdin.candor:1:8"]);
    scratch.run_with(&["check", "-"], &vec![b'#'; 17 << 20]).expect(2, &["workspace/oversized-file"]);
}

#[test]
fn fmt_reads_stdin_and_writes_stdout() {
    let scratch = Scratch::new();
    let run = scratch.run_with(&["fmt", "-"], b"store   a\n").expect(0, &[]);
    assert_eq!(run.out, "store a\n");
    let run = scratch.run_with(&["fmt", "-", "--stdin-filename", "x.candor"], b"store   {\n");
    assert!(run.code == 2 && run.out.is_empty() && run.err.contains("x.candor:1"), "{run:?}");
}

#[test]
fn fmt_shows_or_makes_the_change() {
    let scratch = Scratch::initialised();
    scratch.write("flows/a.candor", "store   a\n");
    scratch.run(&["fmt", "--check"]).expect(1, &["flows/a.candor\n"]);
    scratch.run(&["fmt", "--diff"]).expect(1, &["-store   a\n+store a\n"]);
    assert_eq!(scratch.read("flows/a.candor"), "store   a\n");
    scratch.run(&["fmt"]).expect(0, &[]);
    assert_eq!(scratch.read("flows/a.candor"), "store a\n");
    scratch.run(&["fmt", "--check"]).expect(0, &[]);
}

/// A report made from results is the one that the run itself has made, byte for byte.
#[test]
fn reports_are_rendered_again() {
    let scratch = Scratch::initialised();
    scratch.write("flows/第 一.candor", "data 手机 { sensitive no }\nstore 🙂 { open-to nobody }\n");
    scratch.run(&["check", "--as-of", "2026-04-01", "--report", "json=results.json", "-q"]);
    let bytes = |path: &str| fs::read(scratch.path().join(path)).expect("the report is there");
    for format in Filed::words() {
        let in_file = format!("{format}=in-file");
        let first = ["check", "--as-of", "2026-04-01", "--format", format, "--report", &in_file];
        let printed = scratch.command(&first).output().expect("the program starts");
        let render = ["report", "render", "results.json", "--to", format];
        let again = scratch.command(&render).output().expect("the program starts");
        assert_eq!(again.status.code(), Some(0), "{format}");
        assert!(again.stdout == printed.stdout, "{format}");
        scratch.run(&[&render[..], &["--out", "again"]].concat()).expect(0, &[]);
        assert!(bytes("again") == bytes("in-file"), "{format}");
    }
    scratch.run(&["report", "render", "results.json", "--to", "human"]).expect(2, &["only `candor check` has at hand"]);
}

#[test]
fn what_are_no_results_is_told() {
    let scratch = Scratch::initialised();
    scratch.run(&["check", "--report", "json=results.json", "-q"]);
    let results = scratch.read("results.json");
    let deep = "[".repeat(100_000);
    let render = |text: &str| scratch.run_with(&["report", "render", "-", "--to", "concise"], text.as_bytes());
    render(&results).expect(0, &[]);
    render("").expect(2, &["workspace/unreadable-results", "EOF"]);
    render("{\n  \"version\": 手}").expect(2, &["expected value", "stdin:2:14"]);
    render(&deep).expect(2, &["workspace/unreadable-results"]);
    render(&results.replacen("\"version\": 1", "\"version\": 2", 1)).expect(2, &["version 2"]);
    render(&results.replacen("\"verdict\"", "\"verdicts\"", 1)).expect(2, &["missing field `verdict`"]);
    render(&results.replacen("\"severity\": \"lint\"", "\"severity\": \"mild\"", 1))
        .expect(2, &["`mild` is no severity"]);
    scratch.run(&["report", "render", "nowhere.json", "--to", "json"]).expect(2, &["workspace/unreadable-path"]);
}

#[test]
fn colour_follows_flag_and_environment() {
    let scratch = Scratch::initialised();
    scratch.write("flows/a.candor", "store a {\n  open-too nobody\n}\n");
    assert!(!scratch.run(CHECK).out.contains('\u{1b}'));
    assert!(scratch.run(&["check", "--color", "always"]).out.contains('\u{1b}'));
    let forced = scratch.command(CHECK).env("CLICOLOR_FORCE", "1").output().expect("the program starts");
    assert!(forced.stdout.contains(&0x1b));
    let plain = scratch.command(CHECK).env("NO_COLOR", "1").output().expect("the program starts");
    assert!(!plain.stdout.contains(&0x1b));
}

/// The commands on the pages of `workspace/…` bring about that code and no other; those after "Instead" bring about none.
#[cfg(unix)]
#[test]
fn pages_about_workspaces_say_what_happens() {
    for code in candor::diagnostic::Code::ALL.iter().filter(|code| code.id().starts_with("workspace/")) {
        let (example, instead) = code.page().split_once("## Instead").expect("a page says what to do instead");
        let script = |part: &str| {
            let (_, rest) = part.rsplit_once("```sh\n").expect("a part has commands");
            rest.split("```").next().map(str::to_owned).expect("the commands end")
        };
        if code.page().contains("git init") && !super::staged::has_git() {
            continue;
        }
        let run = Scratch::new().shell(&script(example));
        assert_eq!((run.code, run.codes()), (2, vec![code.id()]), "{run:?}");
        let run = Scratch::new().shell(&script(instead));
        assert_eq!((run.code, run.codes()), (0, vec![]), "{run:?}");
    }
}
