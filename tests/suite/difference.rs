//! What a change means: each case takes lines of one workspace for others, and shows what that widens or narrows.

use candor::analysis;
use candor::difference::{Difference, State, difference};
use candor::model::Resolved;
use candor::policy::pack::Pack;
use candor::report::difference::{Changes, Told, html, human, markdown};
use candor::source::Sources;

use super::check::first_pack;
use super::policy::plain;
use super::program::Scratch;
use super::staged;

const BASE: &str = include_str!("../cases/difference/base.candor");
const CHANGES: &str = include_str!("../cases/difference/changes.txt");

fn resolved(text: &str, pack: &Pack) -> Resolved {
    let mut sources = Sources::new();
    sources.add("case.candor", text);
    let (trees, mut said) = analysis::read(&sources);
    let mut resolved = analysis::resolve_against(&sources, &trees, pack);
    said.append(&mut resolved.diagnostics);
    assert_eq!(plain(&sources, &said), "", "{text}");
    resolved
}

/// The base with each run of `-` lines replaced by the `+` lines that follow it; what replaces nothing is added at the end.
fn changed(change: &str) -> String {
    let mut text = BASE.to_owned();
    let (mut gone, mut there) = (String::new(), String::new());
    for line in change.lines().chain(["- "]) {
        if line.starts_with('-') && !there.is_empty() {
            replace(&mut text, &mut gone, &mut there);
        }
        let rest = line.get(2..).unwrap_or_default();
        match line.chars().next() {
            Some('-') => gone += &format!("{rest}\n"),
            Some('+') => there += &format!("{rest}\n"),
            _ => {}
        }
    }
    gone.truncate(gone.len() - 1);
    replace(&mut text, &mut gone, &mut there);
    text
}

fn replace(text: &mut String, gone: &mut String, there: &mut String) {
    if gone.is_empty() {
        text.push_str(there);
    } else {
        let place = format!("\n{gone}");
        assert!(text.contains(&place), "the base has no such lines: {gone}");
        *text = text.replacen(&place, &format!("\n{there}"), 1);
    }
    gone.clear();
    there.clear();
}

fn meant(before: &Resolved, after: &Resolved, pack: &Pack) -> Difference {
    difference(
        State { model: &before.model, vocabulary: &pack.vocabulary },
        State { model: &after.model, vocabulary: &pack.vocabulary },
    )
}

fn told(difference: &Difference, render: fn(&Changes) -> String) -> String {
    render(&Changes { before: "before", after: "after", workspaces: vec![Told { folder: ".", difference }] })
}

#[test]
fn each_change_means_what_it_should() {
    let pack = first_pack();
    let before = resolved(BASE, &pack);
    let mut shown = String::new();
    for case in CHANGES.split("== ").skip(1) {
        let (_, change) = case.split_once('\n').expect("a case has a title");
        let after = resolved(&changed(change), &pack);
        let text = told(&meant(&before, &after, &pack), human);
        let (_, text) = text.split_once('\n').expect("the first line names both sides");
        shown += &format!("== {}\n{text}\n", case.trim_end());
        // The way back narrows what the way there widens.
        let (there, back) = (meant(&before, &after, &pack), meant(&after, &before, &pack));
        let turned = [candor::difference::Direction::Widened, candor::difference::Direction::Narrowed];
        assert_eq!(there.count(turned[0]), back.count(turned[1]), "{case}");
        assert_eq!(there.count(turned[1]), back.count(turned[0]), "{case}");
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../cases/difference");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("changes", shown));
}

#[test]
fn a_lawyer_reads_it_by_topic() {
    let pack = first_pack();
    let before = resolved(BASE, &pack);
    let wanted =
        ["another verb", "kept longer", "weaker consent", "a flow is new", "a store is called", "a flow is gone"];
    let cases = CHANGES.split("== ").filter(|case| wanted.iter().any(|title| case.starts_with(title)));
    let mut shown = String::new();
    for case in cases {
        let (title, change) = case.split_once('\n').expect("a case has a title");
        let text = told(&meant(&before, &resolved(&changed(change), &pack), &pack), markdown);
        shown += &format!("===== {title}\n{text}\n");
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../cases/difference");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("markdown", shown));
}

/// The words of a page, without its head and its tags.
fn words(page: &str) -> String {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    let outside = body.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    outside.collect::<String>().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
}

/// The page says what the Markdown says: every sentence of it, whatever marks it up.
#[test]
fn the_page_says_the_same() {
    let pack = first_pack();
    let before = resolved(BASE, &pack);
    let bare = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let mut cases = 0;
    for (title, change) in CHANGES.split("== ").filter_map(|case| case.split_once('\n')) {
        let difference = meant(&before, &resolved(&changed(change), &pack), &pack);
        assert_eq!(bare(&words(&told(&difference, html))), bare(&told(&difference, markdown)), "{title}");
        cases += 1;
    }
    assert!(cases > 40, "{cases}");
}

#[test]
fn nothing_a_label_says_is_markup() {
    let pack = first_pack();
    let before = resolved(BASE, &pack);
    let change = "+ store odd \"[a](http://b) *c* <script> | `d\" { open-to nobody }\n";
    let text = told(&meant(&before, &resolved(&changed(change), &pack), &pack), markdown);
    assert!(!text.contains("[a]") && !text.contains("<script>") && !text.contains("*c*"), "{text}");
    let page = told(&meant(&before, &resolved(&changed(change), &pack), &pack), html);
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>"), "{page}");
}

#[test]
fn revisions_and_folders_are_compared() {
    let Some(scratch) = staged::initialised() else { return };
    let text = scratch.read("flows/registration.candor");
    scratch.write("flows/registration.candor", text.replace("within 15 days", "within 45 days")).commit("longer");
    scratch
        .run(&["diff", "HEAD~1"])
        .expect(0, &["from `HEAD~1` to what lies on the disk", "15 days -> 45 days (widened)", "this change widens"]);
    scratch.run(&["diff", "HEAD", "HEAD~1"]).expect(0, &["45 days -> 15 days (narrowed)", "this change only narrows"]);
    scratch.run(&["diff", "HEAD"]).expect(0, &["does not change"]);
    scratch
        .run(&["diff", "HEAD~1", "--format", "markdown"])
        .expect(0, &["# What a change does with personal data", "45 days instead of 15 days"]);
    let json = scratch.run(&["diff", "HEAD~1", "--format", "json"]).expect(0, &["\"direction\": \"widened\""]);
    assert!(json.out.starts_with("{\n  \"version\": 1,"), "{json:?}");
    scratch.run(&["diff", "nowhere"]).expect(2, &["workspace/unknown-revision"]);

    scratch.git(&["checkout", "--quiet", "-b", "topic", "HEAD~1"]);
    scratch.write("flows/more.candor", "data shoe-size \"Shoe size\"\n").commit("more");
    scratch.run(&["diff", "main"]).expect(0, &["+ data shoe-size", "45 days -> 15 days"]);
    let since = scratch.run(&["diff", "main", "--merge-base"]).expect(0, &["+ data shoe-size"]);
    assert!(!since.out.contains("15 days"), "{since:?}");
    let since = scratch.run(&["diff", "main", "topic", "--merge-base"]).expect(0, &["+ data shoe-size"]);
    assert!(!since.out.contains("15 days"), "{since:?}");
}

#[test]
fn folders_need_no_repository() {
    let scratch = Scratch::new();
    for folder in ["old", "new"] {
        assert_eq!(scratch.run(&["init", folder]).code, 0);
    }
    scratch.run(&["diff", "old", "new"]).expect(0, &["does not change"]);
    scratch.write("new/flows/more.candor", "data shoe-size \"Shoe size\"\n");
    scratch.run(&["diff", "old", "./new"]).expect(0, &["+ data shoe-size “Shoe size” (widened)"]);
    scratch.write("new/flows/broken.candor", "store a {\n");
    scratch.run(&["diff", "old", "new"]).expect(2, &["syntax/unclosed-brace", "+ data shoe-size"]);
    scratch.run(&["diff", "old", "nowhere"]).expect(2, &["workspace/no-repository"]);
}
