//! What calls candor: the hooks of pre-commit, tried with the real program in a scratch repository; the action and the
//! job for GitLab, whose commands run as scripts; and what `candor init` writes for them.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::docs::page::{place, read};
use super::program::{Run, Scratch};

fn has_pre_commit() -> bool {
    let found = Command::new("pre-commit").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: there is no pre-commit to test with");
    }
    found
}

/// The example that keeps its promises, in a repository whose hooks are those of this one.
fn hooked() -> Option<(Scratch, Scratch)> {
    if !has_pre_commit() {
        return None;
    }
    let hooks = Scratch::repository()?;
    hooks.write(".pre-commit-hooks.yaml", read(".pre-commit-hooks.yaml")).commit("hooks");
    let scratch = Scratch::repository()?;
    let example = place("examples/01ai-platform");
    scratch.shell(&format!("cp -R '{}/.' .", example.display())).expect(0, &[]);
    let configuration = format!(
        "repos:\n  - repo: {}\n    rev: {}\n    hooks:\n      - id: candor-fmt-system\n      - id: candor-system\n        args: [--as-of, '2026-06-01']\n",
        hooks.path().display(),
        hooks.git(&["rev-parse", "HEAD"]),
    );
    scratch.write(".pre-commit-config.yaml", configuration).git(&["add", "--all"]);
    committed(&scratch, "pre-commit install").expect(0, &[]);
    Some((scratch, hooks))
}

/// Runs a line with `candor` on the path, and pre-commit's own files in the scratch folder.
fn committed(scratch: &Scratch, line: &str) -> Run {
    let environment = "export GIT_CONFIG_GLOBAL=/dev/null PRE_COMMIT_HOME=$PWD/.git/pre-commit GIT_AUTHOR_NAME=A \
                       GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org";
    scratch.shell(&format!("{environment}\n{line}"))
}

fn commit(scratch: &Scratch) -> Run {
    committed(scratch, "git add --all && git commit --quiet --message change")
}

/// Puts other words in a file where `old` stands.
fn change(scratch: &Scratch, path: &str, old: &str, new: &str) {
    let text = scratch.read(path);
    assert!(text.contains(old), "{path} says `{old}`");
    scratch.write(path, text.replacen(old, new, 1));
}

#[cfg(unix)]
#[test]
fn pre_commit_stops_what_breaks_the_policy() {
    let Some((scratch, _hooks)) = hooked() else { return };
    commit(&scratch).expect(0, &["candor"]);

    change(&scratch, "improvement.candor", "  via  scrub\n", "");
    let stopped = commit(&scratch).expect(1, &["deidentification/before-improvement", "improvement.candor:31:"]);
    assert!(stopped.err.contains("help: put a de-identifying transform"), "{stopped:?}");
    scratch.git(&["checkout", "--quiet", "HEAD", "--", "."]);

    // A safeguard is taken away in one file; the flow that relied on it stands in another.
    change(
        &scratch,
        "safeguards.candor",
        "with-separate-key\n  evidence   \"docs/scrub.md\"",
        "freely\n  evidence   \"docs/scrub.md\"",
    );
    let stopped = commit(&scratch);
    assert!(stopped.code == 1 && stopped.err.contains("improvement.candor:"), "{stopped:?}");
    scratch.git(&["checkout", "--quiet", "HEAD", "--", "."]);

    scratch.write("broken.candor", "store {\n");
    commit(&scratch).expect(1, &["broken.candor:1", "exit code: 2"]);
    scratch.git(&["rm", "--quiet", "--force", "broken.candor"]);

    scratch.write("spare.candor", "data   nickname:name   \"Nickname\"\n");
    commit(&scratch).expect(1, &["files were modified by this hook"]);
    assert_eq!(scratch.read("spare.candor"), "data nickname : name \"Nickname\"\n");
    commit(&scratch).expect(0, &[]);
}

#[test]
fn every_hook_runs_a_command_that_there_is() {
    let hooks: Vec<Value> = yaml(&read(".pre-commit-hooks.yaml"));
    let ids: Vec<&str> = hooks.iter().filter_map(|hook| hook["id"].as_str()).collect();
    let variants = ["candor", "candor-fmt", "candor-system", "candor-fmt-system", "candor-source", "candor-fmt-source"];
    assert_eq!(ids, variants);
    for hook in &hooks {
        let entry = hook["entry"].as_str().expect("a hook has an entry");
        Scratch::new().shell(&format!("{entry} --help")).expect(0, &["Usage: candor"]);
        assert_eq!((&hook["pass_filenames"], &hook["require_serial"]), (&Value::from(false), &Value::from(true)));
    }
}

fn yaml<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_yaml::from_str(text).expect("it is YAML")
}

/// The commands of the steps of the action.
fn steps() -> Vec<String> {
    let action: Value = yaml(&read("action.yml"));
    let steps = action["runs"]["steps"].as_array().expect("there are steps");
    steps.iter().filter_map(|step| step["run"].as_str()).map(str::to_owned).collect()
}

/// Runs a step as a runner does, with some inputs.
fn step(scratch: &Scratch, script: &str, inputs: &[(&str, &str)]) -> Run {
    scratch.write("step.sh", script);
    let given: String = inputs.iter().map(|(name, value)| format!("export {name}='{value}'\n")).collect();
    let names = ["CANDOR_PATHS", "CANDOR_FAIL_ON", "CANDOR_SARIF", "CANDOR_ARGUMENTS"];
    let empty: String = names.iter().map(|name| format!("export {name}=\n")).collect();
    let runner = "export RUNNER_TEMP=$PWD/temp GITHUB_PATH=$PWD/path GITHUB_STEP_SUMMARY=$PWD/summary.md\n";
    scratch.shell(&format!("{runner}{empty}{given}bash --noprofile --norc -eo pipefail step.sh"))
}

#[cfg(unix)]
#[test]
fn the_action_checks_and_reports() {
    let scratch = Scratch::initialised();
    let steps = steps();
    // Candor is on the path, so nothing is built.
    step(&scratch, &steps[0], &[]).expect(0, &["candor"]);
    let day = ("CANDOR_ARGUMENTS", "--as-of\n2026-04-01");
    let sarif = ("CANDOR_SARIF", "out.sarif");
    step(&scratch, &steps[1], &[day, sarif]).expect(0, &["no finding under the 124 rules"]);
    assert!(scratch.read("out.sarif").starts_with("{\"$schema\""));
    assert!(scratch.read("summary.md").contains("no finding under the 124 rules"));

    scratch.write("flows/spy 1.candor", "use spy {\n  from accounts\n  data mobile\n}\n");
    let run = step(&scratch, &steps[1], &[day, ("CANDOR_PATHS", "flows/spy 1.candor")]);
    assert!(run.code == 1 && run.out.contains("::error file=flows/spy 1.candor,line=1"), "{run:?}");
    assert_eq!(step(&scratch, &steps[1], &[day, ("CANDOR_FAIL_ON", "never")]).code, 0);
    let hostile = step(&scratch, &steps[1], &[day, ("CANDOR_PATHS", "$(touch pwned); `touch pwned`")]);
    assert!(hostile.code == 2 && !scratch.path().join("pwned").exists(), "{hostile:?}");
    assert!(scratch.read("summary.md").matches("<!-- candor -->\n").count() > 1, "summaries are added to each other");
}

#[cfg(unix)]
#[test]
fn the_job_for_gitlab_checks_and_reports() {
    let scratch = Scratch::initialised();
    let template = read("templates/candor.yml");
    let (_, job) = template.split_once("\n---\n").expect("the inputs stand before the job");
    let job: Value = yaml(job);
    let lines: Vec<&str> = job["candor"]["script"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let run = |fail_on: &str| scratch.shell(&format!("set -e\nexport CANDOR_FAIL_ON={fail_on}\n{}", lines.join("\n")));
    scratch.write("flows/spy.candor", "use spy {\n  from accounts\n  data mobile\n}\n");
    run("").expect(1, &["spy"]);
    run("never").expect(0, &["spy"]);
    let reports = &job["candor"]["artifacts"]["reports"];
    for (kind, start) in [("codequality", "[\n"), ("junit", "<?xml")] {
        let path = reports[kind].as_str().expect("the report has a place");
        assert!(scratch.read(path).starts_with(start), "{path}");
    }
}

#[test]
fn init_writes_what_calls_candor() {
    let Some(scratch) = Scratch::repository() else { return };
    scratch
        .run(&["init", "shop"])
        .expect(0, &["this is a git repository", "`--pre-commit` for `.pre-commit-config.yaml`"]);
    scratch.run(&["init", "shop", "--pre-commit", "--github", "--gitlab"]).expect(0, &["wrote `.gitlab-ci.yml`"]);
    for path in [".pre-commit-config.yaml", ".github/workflows/candor.yml", ".gitlab-ci.yml"] {
        let text = scratch.read(path);
        let _: Value = yaml(&text);
        assert!(text.contains(concat!("v", env!("CARGO_PKG_VERSION"))), "{path}: {text}");
    }
    let hooks: Value = yaml(&scratch.read(".pre-commit-config.yaml"));
    assert_eq!(hooks["repos"][0]["hooks"][1]["id"], "candor");
    scratch.write(".gitlab-ci.yml", "# mine\n");
    scratch
        .run(&["init", "--gitlab"])
        .expect(2, &["`.gitlab-ci.yml` exists already; to call candor, add to it", "templates/"]);
    assert_eq!(scratch.read(".gitlab-ci.yml"), "# mine\n");
    Scratch::new().run(&["init", "--github"]).expect(2, &["lies in no git repository"]);
}

#[test]
fn completions_and_manual_name_every_command() {
    let scratch = Scratch::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        scratch.run(&["completions", shell]).expect(0, &["candor", "explain", "as-of"]);
    }
    scratch.run(&["completions", "tcsh"]).expect(2, &["possible values"]);
    scratch.run(&["man"]).expect(0, &[".TH candor", "Exit status"]);
    scratch.run(&["man", "--out", "pages"]).expect(0, &[]);
    let pages: Vec<String> = fs::read_dir(scratch.path().join("pages"))
        .expect("the pages are there")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    for page in ["candor.1", "candor-check.1", "candor-policy-sign.1", "candor-report-render.1"] {
        assert!(pages.contains(&page.to_owned()), "{page} in {pages:?}");
    }
}

#[test]
fn schemas_are_current() {
    let scratch = Scratch::new();
    super::docs::page::holds("schemas/results.json", &candor::report::results::schema());
    assert_eq!(scratch.run(&["schema", "results"]).out, read("schemas/results.json"));
    assert_eq!(scratch.run(&["schema", "configuration"]).out, read("schemas/configuration.json"));
}

/// Each key that the page on the configuration tells of is in the schema, and the program takes no other.
#[test]
fn the_schema_of_the_configuration_has_its_keys() {
    let schema: Value = serde_json::from_str(candor::configuration::SCHEMA).expect("it is JSON");
    let keys: Vec<&String> = schema["properties"].as_object().into_iter().flat_map(serde_json::Map::keys).collect();
    let page = read("docs/configuration.md");
    let mut told: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(key, _)| key).collect();
    told.sort_unstable();
    assert_eq!(keys, told);
    let formats = &schema["properties"]["report"]["properties"]["format"]["enum"];
    assert_eq!(*formats, Value::from(candor::report::Format::words()));
}

#[cfg(target_os = "linux")]
#[test]
fn watching_checks_again_after_a_change() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;

    let scratch = Scratch::initialised();
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    command.args(["check", "--watch", "--as-of", "2026-04-01", "--report", "json=out.json"]);
    let mut child =
        command.current_dir(scratch.path()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut said = BufReader::new(child.stderr.take().expect("stderr is a pipe")).lines();
    let mut next = || said.next().and_then(Result::ok).unwrap_or_default();
    assert_eq!(next(), "candor: watching; ctrl-c ends");
    assert!(scratch.read("out.json").contains("\"verdict\": \"no finding"));
    scratch.write("flows/spy.candor", "use spy {\n  from accounts\n  data mobile\n}\n");
    assert_eq!(next(), "candor: watching; ctrl-c ends");
    let results = scratch.read("out.json");
    child.kill().expect("it can be stopped");
    child.wait().expect("it ends");
    assert!(results.contains("flows/spy.candor"));
}
