//! What is staged, in scratch repositories of real git.

use std::process::Command;

use super::program::{Run, Scratch};

/// Whether there is a git to test with; says it if not.
pub(crate) fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: there is no git to test with");
    }
    found
}

impl Scratch {
    /// A repository; `None` without git.
    pub(crate) fn repository() -> Option<Self> {
        let scratch = has_git().then(Self::new)?;
        scratch.git(&["init", "--quiet", "--initial-branch", "main"]);
        Some(scratch)
    }

    /// Runs git, whatever the user's settings are, and gives what it prints.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]);
        command.args(arguments).current_dir(self.path()).env("GIT_CONFIG_GLOBAL", "/dev/null");
        let output = command.output().expect("git starts");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Commits everything there is.
    pub(crate) fn commit(&self, message: &str) -> &Self {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
        self
    }
}

/// A repository with the files of `candor init`, all committed.
pub(crate) fn initialised() -> Option<Scratch> {
    let scratch = Scratch::repository()?;
    assert_eq!(scratch.run(&["init"]).code, 0);
    scratch.commit("first");
    Some(scratch)
}

const STAGED: &[&str] = &["check", "--staged", "--as-of", "2026-04-01"];
const DISK: &[&str] = &["check", "--as-of", "2026-04-01"];
const BROKEN: &str = "store a {\n  open-too nobody\n}\n";

#[test]
fn what_is_staged_is_checked_and_not_what_lies_on_the_disk() {
    let Some(scratch) = initialised() else { return };
    assert_eq!(scratch.run(STAGED).expect(0, &[]).out, scratch.run(DISK).out);
    scratch.write("flows/用户 数据/a b.candor", BROKEN);
    scratch.run(DISK).expect(2, &["flows/用户 数据/a b.candor:2:3"]);
    scratch.run(STAGED).expect(0, &["3 files"]);
    scratch.git(&["add", "flows"]);
    scratch.run(STAGED).expect(2, &["flows/用户 数据/a b.candor:2:3"]);
    scratch.write("flows/用户 数据/a b.candor", "# mended\n");
    scratch.run(DISK).expect(0, &[]);
    scratch.run(STAGED).expect(2, &["flows/用户 数据/a b.candor:2:3"]);
    scratch.git(&["rm", "--quiet", "--force", "--cached", "flows/用户 数据/a b.candor"]);
    scratch.run(STAGED).expect(0, &["3 files"]);
}

#[test]
fn configuration_and_packs_are_read_as_they_are_staged() {
    let Some(scratch) = initialised() else { return };
    scratch.write("candor.yaml", "policy: x\n");
    scratch.run(DISK).expect(2, &["workspace/unknown-key"]);
    scratch.run(STAGED).expect(0, &[]);
    scratch.git(&["add", "candor.yaml"]);
    scratch.write("candor.yaml", "");
    scratch.run(STAGED).expect(2, &["workspace/unknown-key"]);

    scratch.write("candor.yaml", "policies: [packs/mine]\n");
    scratch.write("packs/mine/pack.yaml", "id: [\n").git(&["add", "."]);
    scratch.git(&["rm", "--quiet", "-r", "--cached", "packs"]);
    scratch.run(STAGED).expect(2, &["workspace/unknown-policy"]);
    scratch.git(&["add", "packs"]);
    scratch.run(STAGED).expect(2, &["packs/mine/pack.yaml"]);
}

#[test]
fn a_submodule_is_read_as_the_commit_that_is_staged_of_it() {
    let (Some(shared), Some(scratch)) = (Scratch::repository(), initialised()) else { return };
    shared.write("flows/shared.candor", BROKEN).write("pack/pack.yaml", "id: [\n").commit("shared");
    let from = shared.path().to_string_lossy();
    scratch.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &from, "shared"]);
    scratch.run(STAGED).expect(2, &["shared/flows/shared.candor:2:3"]);

    scratch.write("shared/flows/shared.candor", "# mended\n");
    scratch.run(DISK).expect(0, &[]);
    scratch.run(STAGED).expect(2, &["shared/flows/shared.candor:2:3"]);
    scratch.git(&["-C", "shared", "commit", "--quiet", "--all", "--message", "mended"]);
    scratch.run(STAGED).expect(2, &["shared/flows/shared.candor:2:3"]);
    scratch.git(&["add", "shared"]);
    scratch.run(STAGED).expect(0, &["4 files"]);

    scratch.write("candor.yaml", "policies: [shared/pack]\n").git(&["add", "candor.yaml"]);
    scratch.write("shared/pack/pack.yaml", "id: mine\n");
    scratch.run(STAGED).expect(2, &["shared/pack/pack.yaml:1:5"]);
    scratch.git(&["rm", "--quiet", "--force", "candor.yaml"]);

    // A commit that nobody has here.
    scratch.git(&["update-index", "--cacheinfo", &format!("160000,{},shared", "1".repeat(40))]);
    scratch.run(STAGED).expect(2, &["`shared` cannot be read", "git submodule update --init shared"]);
    // What is not checked out holds nothing, as on the disk.
    scratch.git(&["submodule", "--quiet", "deinit", "--force", "shared"]);
    scratch.run(STAGED).expect(0, &["3 files"]);
}

#[test]
fn a_document_that_is_not_staged_is_missing() {
    let Some(scratch) = initialised() else { return };
    scratch.git(&["rm", "--quiet", "--cached", "docs/safeguards.md"]);
    scratch.run(STAGED).expect(0, &["check/missing-document"]);
    assert!(!scratch.run(DISK).out.contains("check/missing-document"));
}

#[test]
fn paths_narrow_what_is_told_of_what_is_staged() {
    let Some(scratch) = initialised() else { return };
    scratch.write("flows/more.candor", "waiver w : storage/encryption {\n  on nothing-here\n}\n");
    scratch.git(&["add", "flows"]);
    scratch.run(&[STAGED, &["flows"]].concat()).expect(2, &["flows/more.candor"]);
    scratch.run(&[STAGED, &["elsewhere"]].concat()).expect(2, &["workspace/missing-path"]);
    let below = scratch.command(STAGED).current_dir(scratch.path().join("flows")).output();
    Run::of(below.expect("the program starts")).expect(2, &["../flows/more.candor:1:1"]);
}

#[test]
fn several_workspaces_are_found_in_what_is_staged() {
    let Some(scratch) = Scratch::repository() else { return };
    for folder in ["one", "two"] {
        assert_eq!(scratch.run(&["init", folder]).code, 0);
    }
    scratch.git(&["add", "."]);
    let run = scratch.run(&[STAGED, &["--format", "json"]].concat());
    run.expect(0, &["\"folder\": \"one\"", "\"folder\": \"two\""]);
}

#[test]
fn what_a_merge_left_open_is_said() {
    let Some(scratch) = initialised() else { return };
    for (branch, text) in [("one", "# one\n"), ("two", "# two\n")] {
        scratch.git(&["checkout", "--quiet", "-b", branch, "main"]);
        scratch.write("flows/both.candor", text).commit(branch);
    }
    let merge = Command::new("git").args(["merge", "one"]).current_dir(scratch.path()).output();
    assert!(!merge.expect("git starts").status.success());
    scratch.run(STAGED).expect(2, &["`flows/both.candor` cannot be read: it is not merged yet"]);
}

#[cfg(unix)]
#[test]
fn links_that_are_staged_are_not_followed() {
    let Some(scratch) = initialised() else { return };
    std::os::unix::fs::symlink("rights.candor", scratch.path().join("flows/link.candor")).expect("a link can be made");
    scratch.git(&["add", "flows"]);
    scratch.run(STAGED).expect(2, &["`flows/link.candor` is a symbolic link, and links are not followed"]);
}

#[test]
fn without_a_repository_or_git_it_is_two() {
    let scratch = Scratch::initialised();
    scratch.run(STAGED).expect(2, &["error[workspace/no-repository]", "`--staged` needs"]);
    let without = scratch.command(STAGED).env("PATH", "").output();
    Run::of(without.expect("the program starts")).expect(2, &["needs the program `git`"]);
    scratch.run(&["fmt", "--check", "--staged"]).expect(2, &["workspace/no-repository"]);
}

#[test]
fn layout_is_held_for_what_is_staged() {
    let Some(scratch) = initialised() else { return };
    scratch.write("flows/a.candor", "store   a\n").git(&["add", "flows"]);
    scratch.write("flows/a.candor", "store a\n");
    scratch.run(&["fmt", "--check"]).expect(0, &[]);
    scratch.run(&["fmt", "--check", "--staged"]).expect(1, &["flows/a.candor\n"]);
    scratch.run(&["fmt", "--diff", "--staged"]).expect(1, &["-store   a\n+store a\n"]);
    scratch.run(&["fmt", "--staged"]).expect(2, &["--check"]);
    assert_eq!(scratch.read("flows/a.candor"), "store a\n");
}
