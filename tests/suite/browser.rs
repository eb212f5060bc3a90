//! The legal report in a real browser, where one is there: `tests/browser/report.mjs` looks at it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::Scratch;

/// Labels that would run a script, end a script, or turn a line round, if anything could.
const HOSTILE: &str = concat!(
    r#"
store strange "</script><script>alert(1)</script><img src=x onerror=alert(2)>" {
  open-to nobody
}

"#,
    "store turned \"abc\u{202e}fed \u{2066}x\" {\n",
    r#"  open-to nobody
}

store quoted "\" onclick=alert(3) x=' &lt;b&gt; <!-- ]]>" {
  open-to nobody
}
"#
);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Where the first of some programs lies.
fn found(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// What the test needs, or why it cannot run.
fn tools() -> Result<PathBuf, &'static str> {
    found(&["node"]).ok_or("there is no node")?;
    let modules = root().join("tests/browser/node_modules");
    if !modules.join("playwright-core").is_dir() || !modules.join("axe-core").is_dir() {
        return Err("`npm ci` has not been run in tests/browser");
    }
    found(&["chromium", "chromium-browser", "google-chrome"]).ok_or("there is no Chromium")
}

fn report(scratch: &Scratch, workspace: &Path, name: &str, language: &str) {
    let workspace = workspace.to_string_lossy();
    let report = format!("html={name}");
    let run = scratch.run(&["check", "--as-of", "2026-04-01", "--lang", language, "--report", &report, &workspace]);
    assert!(scratch.path().join(name).is_file(), "{run:?}");
}

#[test]
fn the_legal_report_works_in_a_browser() {
    let browser = match tools() {
        Ok(browser) => browser,
        Err(reason) => {
            println!("left out: the legal report in a browser, since {reason}");
            return;
        }
    };
    let scratch = Scratch::new();
    report(&scratch, &root().join("examples/drifted-platform"), "drifted.html", "en");
    report(&scratch, &root().join("examples/01ai-platform"), "clean.html", "zh");
    assert_eq!(scratch.run(&["init", "hostile"]).code, 0);
    scratch.write("hostile/strange.candor", HOSTILE);
    report(&scratch, &scratch.path().join("hostile"), "hostile.html", "en");
    let page = scratch.read("hostile.html");
    assert_eq!(page.matches("</script>").count(), 1, "a label ends a script");
    assert!(page.contains("abc\\u{202e}fed"), "what turns a line round is not written out");

    let mut command = Command::new("node");
    command.arg(root().join("tests/browser/report.mjs")).arg(browser);
    command.args(["drifted.html", "clean.html", "hostile.html"].map(|name| scratch.path().join(name)));
    let run = command.output().expect("node starts");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
}
