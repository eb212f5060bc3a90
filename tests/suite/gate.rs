//! What counts at a gate: identities that survive, baselines that absorb nothing else, and what a change adds.

use std::collections::{BTreeMap, BTreeSet};

use candor::analysis::{self, Options, analyze};
use candor::check::identity;
use candor::diagnostic::Consequence;
use candor::format::format;
use candor::gate::pair;
use candor::policy::pack::Pack;
use candor::source::Sources;
use candor::syntax::value::Date;

use super::check::first_pack;
use super::docs::page::place;
use super::program::Scratch;
use super::staged;

const TODAY: Date = Date { year: 2026, month: 4, day: 1 };

/// The flow files of an example, by path.
fn example(name: &str) -> BTreeMap<String, String> {
    let folder = place(&format!("examples/{name}"));
    let files = walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok);
    let flows = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "candor"));
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&folder).expect("it lies below").to_string_lossy().into_owned();
        (path, std::fs::read_to_string(entry.path()).expect("the file can be read"))
    };
    flows.map(read).collect()
}

fn analysed(files: &BTreeMap<String, String>, pack: &Pack) -> analysis::Analysis {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.add(path.clone(), text.clone());
    }
    analyze(&sources, pack, &Options { as_of: Some(TODAY), ..Options::default() })
}

/// The identities of all that counts, with what they are about.
fn identities(files: &BTreeMap<String, String>, pack: &Pack) -> BTreeSet<(String, String)> {
    let analysis = analysed(files, pack);
    let unchecked = analysis.diagnostics.iter().filter(|said| said.code.consequence() == Consequence::Unchecked);
    assert_eq!(unchecked.map(|said| said.message.english()).collect::<Vec<_>>(), [""; 0]);
    let found = analysis.findings.iter().map(|finding| (finding.id.clone(), finding.message.clone()));
    let said =
        analysis.diagnostics.iter().map(|said| (identity::of_diagnostic(said), said.message.english().to_owned()));
    found.chain(said).collect()
}

/// The declarations of a file, each with its comments above it, after the line that names its module.
fn declarations(text: &str) -> (String, Vec<String>) {
    let mut head = String::new();
    let mut blocks: Vec<String> = Vec::new();
    for block in text.split("\n\n").map(|block| format!("{}\n\n", block.trim_end())) {
        let begins = block.lines().any(|line| line.starts_with(|letter: char| letter.is_alphabetic()));
        match blocks.last_mut() {
            None if block.contains("module ") => head += &block,
            Some(last) if !begins => *last += &block,
            Some(_) | None => blocks.push(block),
        }
    }
    (head, blocks)
}

type Rewriting = fn(BTreeMap<String, String>) -> BTreeMap<String, String>;

/// Ways of writing the same down.
const REWRITINGS: &[(&str, Rewriting)] = &[
    ("another layout", |files| {
        let squeezed = |text: String| text.lines().map(|line| format!("{}\n", line.trim_start())).collect();
        files.into_iter().map(|(path, text)| (path, squeezed(text))).collect()
    }),
    ("the one layout", |files| {
        let mut sources = Sources::new();
        files.iter().for_each(|(path, text)| _ = sources.add(path.clone(), text.clone()));
        let laid_out = |tree| format(&sources, &tree).expect("it can be laid out");
        let texts: Vec<String> = analysis::read(&sources).0.into_iter().map(laid_out).collect();
        files.into_keys().zip(texts).collect()
    }),
    ("CRLF, and a mark before it", |files| {
        files.into_iter().map(|(path, text)| (path, format!("\u{feff}{}", text.replace('\n', "\r\n")))).collect()
    }),
    ("lines above", |files| files.into_iter().map(|(path, text)| (path, format!("# one\n# two\n\n{text}"))).collect()),
    ("other names of files", |files| {
        let count = files.len();
        let renamed = files.into_values().enumerate();
        renamed.map(|(number, text)| (format!("new/{} 数据.candor", count - number), text)).collect()
    }),
    ("another order of declarations", |files| {
        let turned = |text: String| {
            let (head, mut blocks) = declarations(&text);
            blocks.reverse();
            head + &blocks.concat()
        };
        files.into_iter().map(|(path, text)| (path, turned(text))).collect()
    }),
    ("a file for each declaration", |files| {
        let mut split = BTreeMap::new();
        for (path, text) in files {
            let (head, blocks) = declarations(&text);
            for (number, block) in blocks.into_iter().enumerate() {
                split.insert(format!("{number:03}-{path}"), format!("{head}{block}"));
            }
        }
        split
    }),
    ("other labels", |files| {
        let relabelled =
            |text: String| text.replace(" \"", " \"so-called ").replace("so-called contracts/", "contracts/");
        let evidence = |line: &str| {
            ["evidence", "agreement", "operator", "cites", "schema"].iter().any(|word| line.contains(word))
        };
        let by_line = |text: String| -> String {
            let line = |line: &str| match line.ends_with('{') && !evidence(line) {
                true => relabelled(line.to_owned()),
                false => line.to_owned(),
            };
            text.lines().map(|one| line(one) + "\n").collect()
        };
        files.into_iter().map(|(path, text)| (path, by_line(text))).collect()
    }),
];

#[test]
fn an_identity_survives_whatever_changes_no_name() {
    let pack = first_pack();
    for name in ["drifted-platform", "01ai-platform"] {
        let files = example(name);
        let before: BTreeSet<String> = identities(&files, &pack).into_iter().map(|(id, _)| id).collect();
        for (rewriting, rewrite) in REWRITINGS {
            let after: BTreeSet<String> =
                identities(&rewrite(files.clone()), &pack).into_iter().map(|(id, _)| id).collect();
            assert_eq!(before, after, "{name} with {rewriting}");
        }
    }
}

#[test]
fn no_two_findings_share_an_identity() {
    let pack = first_pack();
    let analysis = analysed(&example("drifted-platform"), &pack);
    let mut known = BTreeMap::new();
    for finding in &analysis.findings {
        let other = known.insert(finding.id.clone(), finding.message.clone());
        assert_eq!(other, None, "{finding:?}");
    }
    let said: Vec<String> = analysis.diagnostics.iter().map(identity::of_diagnostic).collect();
    assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len());
}

/// Identities then, identities now, and the counterparts of these.
type Pairing<'a> = (&'a [&'a str], &'a [&'a str], &'a [Option<usize>]);

#[test]
fn pairs_are_of_one_each_and_the_same_comes_first() {
    let id = |fault: char, way: char| fault.to_string().repeat(identity::FAULT) + &way.to_string().repeat(4);
    let (a1, a2, a3, b1) = (id('a', '1'), id('a', '2'), id('a', '3'), id('b', '1'));
    let cases: &[Pairing] = &[
        (&[&a1], &[&a1], &[Some(0)]),
        (&[&a1], &[&b1], &[None]),
        (&[&a1], &[&a2], &[Some(0)]),
        (&[&a1], &[&a2, &a1], &[None, Some(0)]),
        (&[&a1, &a2], &[&a3, &a2], &[Some(0), Some(1)]),
        (&[&a1], &[&a2, &a3], &[Some(0), None]),
        (&[&a1, &a1], &[&a1, &a1, &a1], &[Some(0), Some(1), None]),
    ];
    for (then, now, pairs) in cases {
        assert_eq!(pair(then, now), *pairs, "{then:?} {now:?}");
    }
}

/// Says nothing to people, and asks for a purpose that nobody was told of.
const ADS: &str = "purpose advertise \"Advertise\" {\n  needs mobile\n  lasts 30 days\n}\n\nuse ads {\n  from accounts\n  data mobile\n  for  advertise\n}\n";

fn more_ads(name: &str) -> String {
    format!("\nuse {name} {{\n  from accounts\n  data mobile\n  for  advertise\n}}\n")
}

const CHECK: &[&str] = &["check", "--as-of", "2026-04-01"];

/// A workspace of `candor init` that asks for a purpose nobody was told of, with a baseline that holds this.
fn with_baseline() -> Scratch {
    let scratch = Scratch::initialised();
    scratch.write("flows/ads.candor", ADS);
    scratch.run(CHECK).expect(1, &["ads"]);
    let run = scratch.run(&["baseline", "create", "--as-of", "2026-04-01"]);
    run.expect(0, &["`candor.baseline` holds", "`baseline: candor.baseline` in `candor.yaml`"]);
    let configuration = scratch.read("candor.yaml");
    scratch.write("candor.yaml", format!("{configuration}baseline: candor.baseline\n"));
    scratch
}

#[test]
fn what_a_baseline_holds_does_not_count_and_can_be_shown() {
    let scratch = with_baseline();
    scratch.run(CHECK).expect(0, &["no finding", "in the baseline"]);
    assert!(!scratch.run(CHECK).out.contains("ads.candor"));
    scratch.run(&[CHECK, &["-v"]].concat()).expect(0, &["flows/ads.candor", "(in the baseline"]);
    let json = scratch.run(&[CHECK, &["--format", "json"]].concat()).expect(0, &["\"baselined\": true"]).out;
    assert!(!json.contains("\"baselined\": 0"), "they stay counted");
    let other = scratch.run(&[CHECK, &["--baseline", "none.baseline"]].concat());
    other.expect(2, &["error[gate/unreadable-baseline]", "there is no baseline `none.baseline`"]);
}

#[test]
fn a_baseline_is_sorted_and_says_what_it_holds() {
    let scratch = with_baseline();
    let text = scratch.read("candor.baseline");
    let entries: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(entries.is_sorted() && !entries.is_empty(), "{text}");
    assert!(entries.iter().all(|line| line.len() > 24 && line.contains("  # ")), "{text}");
    assert!(text.contains("] ads, mobile, advertise"), "{text}");
    scratch.run(&["baseline", "create"]).expect(2, &["exists already"]);
    scratch.run(&["baseline", "update", "--as-of", "2026-04-01"]).expect(0, &["(0 added, 0 taken out)"]);
    assert_eq!(scratch.read("candor.baseline"), text);
}

#[test]
fn a_baseline_absorbs_nothing_that_is_added_elsewhere() {
    let scratch = with_baseline();
    scratch.write("flows/ads.candor", format!("{ADS}{}", more_ads("banners")));
    let run = scratch.run(&[CHECK, &["--format", "concise"]].concat()).expect(1, &["banners"]);
    assert!(!run.out.contains("`ads`"), "{run:?}");
    // The same in other files and another order is the same.
    scratch.write("flows/ads.candor", "# moved\n").write("flows/z.candor", format!("# here\n\n{ADS}"));
    scratch.run(CHECK).expect(0, &["in the baseline"]);
}

/// Data on their way over a second store.
const ARCHIVE: &str = "store archive { open-to authorised-staff }\n\nuse file-away {\n  from accounts\n  into archive\n  data mobile, full-name\n  for  run-account\n}\n";

#[test]
fn a_shortcut_makes_no_other_finding_of_one() {
    let scratch = with_baseline();
    let ads = more_ads("banners").replace("accounts", "archive");
    scratch.write("flows/archive.candor", format!("{ARCHIVE}{ads}"));
    scratch.run(&["baseline", "update", "--as-of", "2026-04-01"]).expect(0, &[" added"]);
    let ways = |run: super::program::Run| run.out.lines().filter(|line| line.contains("`file-away`")).count();
    assert!(ways(scratch.run(&[CHECK, &["-v"]].concat())) > 0, "the way leads over the archive");
    let text = scratch.read("flows/registration.candor");
    assert!(text.contains("  into     accounts\n"), "{text}");
    scratch.write("flows/registration.candor", text.replace("  into     accounts\n", "  into     accounts, archive\n"));
    let run = scratch.run(CHECK).expect(0, &["in the baseline"]);
    assert!(!run.out.contains("holds no finding"), "{run:?}");
}

#[test]
fn what_has_become_certain_is_held_no_more() {
    let scratch = with_baseline();
    let text = scratch.read("flows/registration.candor");
    let line = text.lines().find(|line| line.starts_with("  open-to ")).expect("a store says who opens it");
    scratch.write("flows/registration.candor", text.replace(line, "  # nobody said who"));
    scratch.run(&["baseline", "update", "--as-of", "2026-04-01"]).expect(0, &[" added"]);
    assert!(scratch.read("candor.baseline").contains(" may-violate  # "));
    scratch.run(CHECK).expect(0, &[]);
    scratch.write("flows/registration.candor", text.replace(line, "  open-to all-staff"));
    scratch.run(CHECK).expect(1, &["has become certain, so it counts again"]);
}

#[test]
fn what_is_mended_leaves_a_stale_entry_that_is_pruned() {
    let scratch = with_baseline();
    scratch.write("flows/ads.candor", "# mended\n");
    scratch.run(CHECK).expect(
        0,
        &["warning[gate/stale-baseline]", "entries of the baseline hold no finding any more", "candor.baseline:"],
    );
    scratch.run(&["baseline", "prune", "--as-of", "2026-04-01"]).expect(0, &["taken out)"]);
    assert!(!scratch.run(CHECK).out.contains("gate/stale-baseline"));
    // Pruning adds nothing.
    scratch.write("flows/ads.candor", ADS);
    scratch.run(&["baseline", "prune", "--as-of", "2026-04-01"]).expect(0, &["(0 taken out)"]);
    scratch.run(CHECK).expect(1, &["ads"]);
}

#[test]
fn nothing_is_written_down_where_not_all_could_be_checked() {
    let scratch = with_baseline();
    let text = scratch.read("candor.baseline");
    scratch.write("flows/ads.candor", "use ads {\n");
    for command in ["update", "prune"] {
        scratch.run(&["baseline", command]).expect(2, &["syntax/unclosed-brace", "no baseline is written"]);
        assert_eq!(scratch.read("candor.baseline"), text);
    }
}

#[test]
fn a_line_that_is_no_entry_is_said() {
    let scratch = with_baseline();
    scratch.write("candor.baseline", "# ok\n\n  everything\n");
    let run = scratch.run(&[CHECK, &["--format", "concise"]].concat());
    run.expect(2, &["candor.baseline:3:3: error[gate/unreadable-baseline] `everything` is no entry"]);
}

const WAIVER: &str = "\nwaiver for-now : purpose/purpose-listed {\n  on      ads\n  until   2026-04-20\n  by      \"A. Lawyer\"\n  because \"the campaign ends in April\"\n}\n";

#[test]
fn waivers_are_listed_with_all_that_a_reader_asks() {
    let scratch = Scratch::initialised();
    scratch.run(&["waivers", "list"]).expect(0, &["no waiver"]);
    scratch.write("flows/ads.candor", format!("{ADS}{WAIVER}"));
    let list = |more: &[&str], day: &str| scratch.run(&[&["waivers", "list", "--as-of", day], more].concat());
    list(&[], "2026-04-01").expect(
        0,
        &[
            "flows/ads.candor:12:8: `for-now` until 2026-04-20 (19 days left)",
            "waives purpose/purpose-listed on ads",
            "by A. Lawyer: the campaign ends",
            "covers error[",
        ],
    );
    list(&["--expiring-in", "2w"], "2026-04-01").expect(0, &["no waiver ends by then"]);
    list(&["--expiring-in", "30d"], "2026-04-01").expect(0, &["for-now"]);
    list(&["--expiring-in", "1d"], "2026-05-01").expect(0, &["(over for 11 days)"]);
    list(&["--expiring-in", "soon"], "2026-05-01").expect(2, &["like 30d or 6w"]);
    let json = list(&["--format", "json"], "2026-04-01").expect(0, &["\"days_left\": 19", "\"by\": \"A. Lawyer\""]);
    assert!(json.out.starts_with("{\n  \"version\": 1,"), "{json:?}");
}

const SINCE: &[&str] = &["check", "--as-of", "2026-04-01", "--diff-base=main"];

/// A repository whose main branch asks for a purpose nobody was told of, with another branch checked out.
fn with_branch() -> Option<Scratch> {
    let scratch = staged::initialised()?;
    scratch.write("flows/ads.candor", ADS).commit("ads");
    scratch.git(&["checkout", "--quiet", "-b", "topic"]);
    Some(scratch)
}

#[test]
fn what_was_there_before_fails_no_change() {
    let Some(scratch) = with_branch() else { return };
    scratch.run(CHECK).expect(1, &[]);
    scratch.run(SINCE).expect(0, &["against `main`", "unchanged", "do not come from this change"]);
    scratch.write("flows/ads.candor", format!("# above\n\n{ADS}"));
    scratch.run(SINCE).expect(0, &[]);
    scratch.run(&[SINCE, &["-v"]].concat()).expect(0, &["(unchanged)"]);
}

#[test]
fn what_a_change_adds_fails_it_and_what_it_mends_is_told() {
    let Some(scratch) = with_branch() else { return };
    scratch.write("flows/more.candor", more_ads("banners"));
    let run = scratch.run(&[SINCE, &["--format", "concise"]].concat()).expect(1, &["banners"]);
    assert!(!run.out.contains("`ads`"), "{run:?}");
    scratch.run(SINCE).expect(1, &["new"]);
    scratch
        .run(&[SINCE, &["--format", "json"]].concat())
        .expect(1, &["\"change\": \"new\"", "\"change\": \"unchanged\""]);
    scratch.write("flows/more.candor", "# none\n").write("flows/ads.candor", "# mended\n");
    scratch.run(SINCE).expect(0, &["fixed"]);
    scratch.run(&[SINCE, &["-v"]].concat()).expect(0, &["fixed: purpose/purpose-listed about ads, mobile, advertise"]);
    // What main has learnt since then is not this change's.
    scratch.commit("mended").git(&["checkout", "--quiet", "main"]);
    scratch.write("flows/other.candor", more_ads("posters")).commit("posters");
    scratch.git(&["checkout", "--quiet", "topic"]);
    scratch.run(SINCE).expect(0, &["fixed"]);
}

#[test]
fn what_becomes_unknown_fails_a_change() {
    let Some(scratch) = with_branch() else { return };
    let text = scratch.read("flows/registration.candor");
    let (before, after) = text.split_once("  open-to ").expect("a store says who opens it");
    let (_, after) = after.split_once('\n').expect("a line ends");
    scratch.write("flows/registration.candor", format!("{before}{after}"));
    scratch.run(&[SINCE, &["--fail-on", "warning"]].concat()).expect(1, &["(newly unknown)", "newly unknown"]);
}

#[test]
fn waivers_and_a_change() {
    let Some(scratch) = with_branch() else { return };
    scratch.write("flows/ads.candor", format!("{ADS}{WAIVER}")).commit("waived");
    scratch.git(&["branch", "--force", "main"]);
    scratch.run(SINCE).expect(0, &[]);
    let later = ["check", "--as-of", "2026-05-01", "--diff-base=main"];
    scratch.run(&later).expect(0, &["(whose waiver is over)", "1 whose waiver is over"]);
    scratch.write("flows/ads.candor", ADS);
    scratch.run(SINCE).expect(1, &["(no longer waived)"]);
}

#[test]
fn a_change_of_the_configuration_is_seen() {
    let Some(scratch) = with_branch() else { return };
    scratch.write("candor.yaml", "severity: {purpose/purpose-listed: {off: \"not ours\"}}\n");
    let run = scratch.run(&[SINCE, &["-v"]].concat()).expect(0, &["is switched off (not ours)"]);
    assert!(!run.out.contains("fixed: purpose/purpose-listed"), "{run:?}");
}

#[test]
fn a_new_workspace_is_new_and_what_is_staged_can_be_compared() {
    let Some(scratch) = with_branch() else { return };
    assert_eq!(scratch.run(&["init", "second"]).code, 0);
    scratch.write("second/flows/ads.candor", ADS);
    scratch.run(&[SINCE, &["second"]].concat()).expect(1, &["new"]);
    scratch.run(&[SINCE, &["--staged"]].concat()).expect(0, &[]);
    scratch.git(&["add", "second"]);
    scratch.run(&[SINCE, &["--staged"]].concat()).expect(1, &["second/flows/ads.candor"]);
}

#[test]
fn a_base_that_could_not_be_read_is_told() {
    let Some(scratch) = with_branch() else { return };
    scratch.write("flows/broken.candor", "store a {\n").commit("broken");
    scratch.git(&["branch", "--force", "main"]);
    scratch.write("flows/broken.candor", "# mended\n");
    scratch.run(SINCE).expect(0, &["not all of it could be checked"]);
}

#[test]
fn the_base_is_named_by_the_system_around() {
    let Some(scratch) = with_branch() else { return };
    let told = |variable: &str, value: &str| {
        let mut command = scratch.command(&["check", "--as-of", "2026-04-01", "--diff-base"]);
        // The test itself may run at a gate.
        for gate in ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "GITHUB_BASE_REF"] {
            command.env_remove(gate);
        }
        super::program::Run::of(command.env(variable, value).output().expect("the program starts"))
    };
    told("CHANGE_TARGET", "").expect(2, &["nothing says what the change is held against", "--diff-base=origin/main"]);
    let commit = scratch.git(&["rev-parse", "main"]);
    told("CI_MERGE_REQUEST_DIFF_BASE_SHA", &commit).expect(0, &["against"]);
    told("GITHUB_BASE_REF", "main").expect(2, &["git fetch origin +refs/heads/main:refs/remotes/origin/main"]);
    scratch.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    told("GITHUB_BASE_REF", "main").expect(0, &["against `origin/main`"]);
    told("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main").expect(0, &["against `origin/main`"]);
}

#[test]
fn a_shallow_clone_is_told_how_to_get_history() {
    let Some(scratch) = with_branch() else { return };
    scratch.write("flows/more.candor", more_ads("banners")).commit("more");
    let from = format!("file://{}", scratch.path().display());
    let clone = Scratch::new();
    clone.git(&["clone", "--quiet", "--depth", "1", "--no-single-branch", "--branch", "topic", &from, "."]);
    let since = ["check", "--as-of", "2026-04-01", "--diff-base", "origin/main"];
    clone
        .run(&since)
        .expect(2, &["error[workspace/unknown-revision]", "this clone is shallow: `git fetch --unshallow`"]);
    clone.git(&["fetch", "--quiet", "--unshallow"]);
    clone.run(&since).expect(1, &["banners"]);
    let option = clone.run(&["check", "--diff-base=--upload-pack=x"]);
    option.expect(2, &["this clone has no revision `--upload-pack=x`"]);
}

#[test]
fn what_a_new_version_of_the_policy_finds_is_called_so() {
    let Some(scratch) = Scratch::repository() else { return };
    for file in walkdir::WalkDir::new(place("docs/library")).into_iter().filter_map(Result::ok) {
        if file.file_type().is_file() {
            let path =
                file.path().strip_prefix(place("docs/library")).expect("it lies below").to_string_lossy().into_owned();
            scratch.write(&path, std::fs::read(file.path()).expect("the file can be read"));
        }
    }
    let rules = scratch.read("pack/rules/card.yaml");
    let (start, rest) = rules.split_once("- id: card/two-fields").expect("the rule is there");
    let (_, rest) = rest.split_once("- id: card/purposes").expect("another rule follows");
    scratch.write("pack/rules/card.yaml", format!("{start}- id: card/purposes{rest}"));
    scratch.commit("first").git(&["checkout", "--quiet", "-b", "topic"]);
    let since = ["check", "product", "--as-of", "2026-06-01", "--diff-base=main"];
    // Other words change no rule.
    let texts = scratch.read("pack/rules/loans.yaml");
    scratch.write("pack/rules/loans.yaml", texts.replace("What somebody reads says", "Reading says"));
    scratch.run(&since).expect(0, &["unchanged"]);
    scratch.write("pack/rules/card.yaml", rules);
    let run = scratch.run(&since).expect(1, &["1 rule of the policy changed", "(by a change of the policy)"]);
    assert!(run.out.contains("card/two-fields") && !run.out.contains("loans/purposes"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_hook_sees_what_the_commit_will_hold() {
    use std::os::unix::fs::PermissionsExt;
    let Some(scratch) = staged::initialised() else { return };
    let program = env!("CARGO_BIN_EXE_candor");
    scratch.write(
        ".git/hooks/pre-commit",
        format!("#!/bin/sh\nexec '{program}' check --staged -q --as-of 2026-04-01 >&2\n"),
    );
    let hook = scratch.path().join(".git/hooks/pre-commit");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("a hook can be made");
    scratch.write("flows/ads.candor", ADS);
    scratch.write("flows/more.candor", "# nothing\n").git(&["add", "flows/more.candor"]);
    // Git gives a hook an index of its own for a commit of some paths.
    scratch.git(&["commit", "--quiet", "--message", "more", "--", "flows/more.candor"]);
    scratch.git(&["add", "flows/ads.candor"]);
    let refused = std::process::Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "ads"])
        .current_dir(scratch.path())
        .output()
        .expect("git starts");
    assert!(!refused.status.success(), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("flows/ads.candor"), "{refused:?}");
    scratch.write("flows/more.candor", "# something\n");
    scratch.git(&["commit", "--quiet", "--message", "more", "--", "flows/more.candor"]);
}
