//! Reports: the same hand-made findings in every format, beside the flow file that they are about.

mod formats;
mod map;
mod size;
mod tables;

use candor::analysis::{Analysis, Counts};
use candor::check::finding::{Finding, Listed, MissingFact, PathStep, RuleOutcome, Verdict};
use candor::diagnostic::{Code, Diagnostic, Language, Severity, Standing, Text};
use candor::model::language;
use candor::policy::pack::{CheckKind, Clause, Document, Modality, Pack};
use candor::report::{
    self, Adjustment, Filed, Format, Input, Remarks, Run, Skipped, Style, SwitchedOff, Tally, Verbosity, Wanted,
    Workspace, results,
};
use candor::source::{FileId, Sources, Span};
use candor::syntax::value::{Date, Time, Unit};

const CHAT: &str = "\
# The chat and what becomes of it.
collect 对话 { from user; into dialogues; data 文本 }
use train {
  from dialogues
  data 文本
  for  improvement
}
store dialogues \"Chat store\"
";

const TODAY: Date = Date { year: 2026, month: 4, day: 1 };

/// The span of the `nth` place where `word` stands.
fn span(sources: &Sources, file: FileId, word: &str, nth: usize) -> Span {
    let (start, _) = sources.file(file).text.match_indices(word).nth(nth).expect("the word stands in the text");
    Span::new(file, start as u32..(start + word.len()) as u32)
}

fn pack() -> Pack {
    let nowhere = Span::new(FileId(0), 0..0);
    let clause = |id: &str, statement: &str| Clause {
        id: id.into(),
        statement: statement.into(),
        modality: Modality::Obligation,
        check: CheckKind::Static,
        severity: Severity::Error,
        scope: None,
        exception_of: None,
        human: None,
        hash: None,
        span: nowhere,
    };
    Pack {
        id: "small".into(),
        title: "A small policy".into(),
        version: "2.0.0".into(),
        effective: Some(Date { year: 2025, month: 1, day: 31 }),
        document: Document { title: "Policy".into(), sha256: Some("ab12".into()) },
        owner: None,
        languages: Vec::new(),
        allowance: Time { count: 30, unit: Unit::Day },
        purposes: Default::default(),
        vocabulary: language::vocabulary(),
        terms: Default::default(),
        bands: Vec::new(),
        same_as: Vec::new(),
        clauses: vec![
            clause("1.1-a", "what people write is de-identified before it serves to improve the model"),
            clause("1.2-b", "every store says when it deletes"),
        ],
        tables: Vec::new(),
        exceptions: Vec::new(),
        scope: Vec::new(),
        rules: Vec::new(),
        precedence: Vec::new(),
        gaps: Vec::new(),
        texts: Vec::new(),
        signatures: Vec::new(),
    }
}

fn finding(rule: &str, clause: &str, message: &str, span: Span) -> Finding {
    Finding {
        id: format!("{rule}: {message}"),
        rule: rule.into(),
        clause: clause.into(),
        verdict: Verdict::Violates,
        severity: Severity::Error,
        waived: None,
        standing: Standing::default(),
        message: message.into(),
        fix: "put a transform with evidence before it".into(),
        told: Vec::new(),
        span: Some(span),
        label: Text::verbatim("reads text that still identifies"),
        place: "train".into(),
        binding: vec![("use".into(), "train".into())],
        datum: Some("文本".into()),
        origin: Some("对话".into()),
        purpose: Some("improvement".into()),
        recipient: None,
        only_for: Vec::new(),
        path: Vec::new(),
        missing: Vec::new(),
        because: Vec::new(),
        bounds: Vec::new(),
    }
}

fn step(name: &str, keyword: &'static str, span: Option<Span>) -> PathStep {
    PathStep { name: name.into(), keyword, datum: "文本".into(), span }
}

/// Four findings: one with a path and all that can stand under it, one undecided, one waived, and one that folds away.
fn analysis(sources: &Sources, file: FileId) -> Analysis {
    let train = span(sources, file, "文本", 1);
    let chat = span(sources, file, "对话", 0);
    let store = span(sources, file, "dialogues", 2);
    let rows = vec![
        Finding {
            path: vec![
                step("对话", "collect", Some(chat)),
                step("dialogues", "store", Some(store)),
                step("train", "use", Some(train)),
            ],
            only_for: vec!["teen".into(), "child".into()],
            ..finding("improvement/raw", "1.1-a", "`train` feeds `文本` to `improvement`", train)
        },
        finding("improvement/raw", "1.1-a", "`train` feeds `语音` to `improvement`", train),
        Finding {
            severity: Severity::Warning,
            ..finding("purpose/undeclared", "1.2-b", "`train` has a new purpose", train)
        },
        Finding {
            severity: Severity::Warning,
            verdict: Verdict::MayViolate,
            missing: vec![MissingFact {
                declaration: "dialogues".into(),
                clause: "delete",
                event: Some("account-cancelled".into()),
                span: Some(store),
            }],
            label: Text::default(),
            ..finding("storage/end", "1.2-b", "`dialogues` does not say when it deletes `文本`", store)
        },
        Finding {
            waived: Some("old-tape".into()),
            ..finding("storage/end", "1.2-b", "`dialogues` keeps a tape", store)
        },
    ];
    Analysis {
        waivers: Vec::new(),
        diagnostics: Vec::new(),
        findings: rows,
        listed: vec![
            Listed { shown: 0, same: vec![1], under: vec![2] },
            Listed { shown: 3, same: Vec::new(), under: Vec::new() },
            Listed { shown: 4, same: Vec::new(), under: Vec::new() },
        ],
        rules: ["improvement/raw", "purpose/undeclared", "storage/end", "minors/guardian"]
            .iter()
            .enumerate()
            .map(|(index, rule)| RuleOutcome {
                rule: (*rule).into(),
                applied: 3 - index,
                complies: 0,
                excused: 0,
                behind: Vec::new(),
            })
            .collect(),
        counts: Counts { files: 1, declarations: 3, flows: 2, ground_flows: 2, holdings: 1, applied: 6 },
        silent_stores: vec!["tape".into()],
        applied: Vec::new(),
        without_counterpart: Vec::new(),
        kept: None,
    }
}

const CONCISE: Format = Format::Filed(Filed::Concise);

fn text(format: Format, input: &Input, style: &Style) -> String {
    String::from_utf8(Run::new(*input).render(format, style)).expect("the report is text")
}

struct Scene {
    sources: Sources,
    pack: Pack,
    analysis: Analysis,
    off: Vec<SwitchedOff>,
}

fn scene() -> Scene {
    let mut sources = Sources::new();
    let file = sources.add("flows/chat.candor", CHAT);
    let analysis = analysis(&sources, file);
    Scene { sources, pack: pack(), analysis, off: Vec::new() }
}

impl Scene {
    fn workspace(&self) -> Workspace<'_> {
        Workspace {
            folder: "shop",
            sources: &self.sources,
            pack: &self.pack,
            analysis: &self.analysis,
            skipped: Skipped { hidden: 1, ignored: 2, excluded: 0, links: 1 },
            off: &self.off,
            comparison: None,
        }
    }

    fn results(&self) -> results::Results {
        let workspaces = [self.workspace()];
        results::gather(&Input { workspaces: &workspaces, as_of: Some(TODAY), ..Input::default() })
    }

    fn render(&self, format: Format, verbosity: Verbosity) -> String {
        let workspaces = [self.workspace()];
        let input = Input { remarks: &[], workspaces: &workspaces, as_of: Some(TODAY), ..Input::default() };
        text(format, &input, &Style { verbosity, ..Style::default() })
    }
}

fn snapshot(name: &str, output: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../cases/report");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, format!("{CHAT}\n──────── {name}\n{output}")));
}

/// What a page says, a tag a line.
fn page(language: Language) -> String {
    let scene = scene();
    let workspaces = [scene.workspace()];
    let input = Input { workspaces: &workspaces, as_of: Some(TODAY), ..Input::default() };
    let page = text(Format::Filed(Filed::Html), &input, &Style { language, ..Style::default() });
    let (_, main) = page.split_once("<main").expect("there is a page");
    main.split("<footer").next().unwrap_or_default().replace("><", ">\n<")
}

#[test]
fn a_reviewer_reads_it_in_english_and_in_chinese() {
    snapshot("html", &page(Language::English));
    snapshot("html-zh", &page(Language::Chinese));
}

#[test]
fn human() {
    snapshot("human", &scene().render(Format::Human, Verbosity::Normal));
}

#[test]
fn human_verbose_ends_with_names() {
    let text = scene().render(Format::Human, Verbosity::Verbose);
    assert!(text.contains("1 of 4 rules found nothing to apply to: minors/guardian"), "{text}");
    assert!(text.contains("1 hidden, 2 ignored by git"), "{text}");
}

#[test]
fn human_quiet_has_no_ending() {
    let text = scene().render(Format::Human, Verbosity::Quiet);
    assert!(!text.contains("under the 0 rules"), "{text}");
}

#[test]
fn concise() {
    snapshot("concise", &scene().render(CONCISE, Verbosity::Normal));
}

#[test]
fn json() {
    let text = scene().render(Format::Filed(Filed::Json), Verbosity::Normal);
    serde_json::from_str::<serde_json::Value>(&text).expect("the report is JSON");
    snapshot("json", &text);
}

#[test]
fn colours_only_where_asked_for() {
    let scene = scene();
    let workspaces = [scene.workspace()];
    let input = Input { remarks: &[], workspaces: &workspaces, ..Input::default() };
    let plain = text(Format::Human, &input, &Style::default());
    let coloured = text(Format::Human, &input, &Style { colour: true, ..Style::default() });
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains('\u{1b}'));
}

#[test]
fn columns_count_characters() {
    let text = scene().render(CONCISE, Verbosity::Normal);
    assert!(text.starts_with("shop/flows/chat.candor:5:8: error[improvement/raw]"), "{text}");
    let text = scene().render(Format::Human, Verbosity::Normal);
    assert!(text.contains("shop/flows/chat.candor:5:8"), "{text}");
    assert!(text.contains("1. collect `对话` with `文本` (shop/flows/chat.candor:2:9)"), "{text}");
}

#[test]
fn nothing_a_file_says_reaches_the_terminal_raw() {
    let mut sources = Sources::new();
    let file = sources.add("a\u{1b}[2J.candor", "store a\u{1b}[31m\u{202e} {\u{9b}\r bad }\n");
    let diagnostic = Diagnostic::new(Code::UnexpectedText, Text::verbatim("found `\u{1b}]0;x\u{7}`"))
        .at(Span::new(file, 6..7), Text::verbatim("here \u{8}"))
        .help(Text::verbatim("not \u{1b}[31m"));
    let remarks = [Remarks { folder: "", sources: &sources, diagnostics: &[diagnostic] }];
    let input = Input { remarks: &remarks, workspaces: &[], ..Input::default() };
    for format in [Format::Human, CONCISE] {
        let text = text(format, &input, &Style::default());
        let raw = |character: char| (character.is_control() && character != '\n') || character == '\u{202e}';
        assert!(!text.contains(raw), "{text:?}");
    }
}

#[test]
fn labels_in_another_file_are_named_below() {
    let mut sources = Sources::new();
    let first = sources.add("a.candor", "store a\n");
    let second = sources.add("b.candor", "store a\n");
    let diagnostic = Diagnostic::new(Code::DuplicateName, Text::verbatim("`a` is declared twice"))
        .at(Span::new(second, 6..7), Text::verbatim("again here"))
        .at(Span::new(first, 6..7), Text::verbatim("first here"));
    let remarks = [Remarks { folder: "", sources: &sources, diagnostics: &[diagnostic] }];
    let input = Input { remarks: &remarks, workspaces: &[], ..Input::default() };
    let text = text(Format::Human, &input, &Style::default());
    assert!(text.contains("b.candor:1:7"), "{text}");
    assert!(text.contains("see: first here (a.candor:1:7)"), "{text}");
}

/// A diagnostic at every place of a text, and over every two places, is drawn without a panic.
#[test]
fn any_span_can_be_drawn() {
    let long = format!("x {} y", "长".repeat(2_000));
    for text in ["", "\n", "a", "a\r\nb\r\n", "手机\n\n  号", "\t\u{1b}\n🙂", long.as_str()] {
        let mut sources = Sources::new();
        let file = sources.add("a.candor", text);
        let places: Vec<usize> = (0..=text.len()).filter(|place| text.is_char_boundary(*place)).collect();
        for start in places.iter().step_by(1 + places.len() / 40) {
            for end in places.iter().filter(|end| *end >= start).step_by(1 + places.len() / 40) {
                let first = Span::new(file, *start as u32..*end as u32);
                let second = Span::new(file, 0..text.len() as u32);
                let diagnostic = Diagnostic::new(Code::UnexpectedText, Text::verbatim("bad"))
                    .at(first, Text::verbatim("one"))
                    .at(second, Text::verbatim("two"));
                let remarks = [Remarks { folder: "", sources: &sources, diagnostics: &[diagnostic] }];
                let input = Input { remarks: &remarks, workspaces: &[], ..Input::default() };
                let drawn = report::human(&input, &Style::default());
                assert!(!drawn.contains("Failed to read"), "{drawn}");
                assert!(drawn.len() < 10_000, "{} {first:?}\n{drawn}", drawn.len());
            }
        }
    }
}

#[test]
fn a_tally_counts_unfolded_and_leaves_waived_out() {
    let scene = scene();
    let workspaces = [scene.workspace()];
    let tally = Tally::of(&Input { remarks: &[], workspaces: &workspaces, ..Input::default() });
    assert_eq!((tally.errors, tally.warnings, tally.undecided, tally.waived), (2, 2, 1, 1));
}

#[test]
fn selecting_a_path_keeps_what_its_files_take_part_in() {
    let mut scene = scene();
    let elsewhere = ["flows/other.candor".to_owned()];
    report::select(&mut scene.analysis, &scene.sources, Wanted { paths: &elsewhere });
    assert!(scene.analysis.findings.is_empty() && scene.analysis.listed.is_empty());
}

#[test]
fn switching_off_a_rule_shows_what_stood_under_it() {
    let mut scene = scene();
    let off = [Adjustment::Off("improvement/raw".into(), "we are told not to".into())];
    scene.off = report::adjust(&mut scene.analysis, &off);
    assert_eq!(scene.off[0].findings, 2);
    let rules: Vec<&str> =
        scene.analysis.listed.iter().map(|listed| scene.analysis.findings[listed.shown].rule.as_str()).collect();
    assert_eq!(rules, ["storage/end", "purpose/undeclared", "storage/end"]);
    let text = scene.render(Format::Human, Verbosity::Normal);
    assert!(
        text.contains("rule `improvement/raw` is switched off (we are told not to); 2 findings left out"),
        "{text}"
    );
}

#[test]
fn nothing_stands_under_what_weighs_less() {
    let mut scene = scene();
    let lighter = [Adjustment::Severity("improvement/raw".into(), Severity::Info)];
    report::adjust(&mut scene.analysis, &lighter);
    let shown: Vec<Severity> =
        scene.analysis.listed.iter().map(|listed| scene.analysis.findings[listed.shown].severity).collect();
    assert_eq!(shown, [Severity::Error, Severity::Warning, Severity::Warning, Severity::Info]);
}
