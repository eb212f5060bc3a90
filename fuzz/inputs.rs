//! What is done with each hostile input, by the fuzzer and by the seeded runs of the test suite alike: read it as whoever wrote
//! it would have it read, ask everything that can be asked of it, and hold what must be so whatever it is.

use std::sync::OnceLock;

use candor::analysis::{Analysis, Options, analyze, weigh_together};
use candor::diagnostic::Language;
use candor::explain::why::{Question, why};
use candor::explain::{self, Declared, Scene};
use candor::format::format;
use candor::policy::facts::Kind;
use candor::policy::pack::{ClauseId, Pack};
use candor::policy::{embedded, load, read_back, without_examples};
use candor::report::results::{self, Results};
use candor::report::{Filed, Format, Input, Remarks, Run, Skipped, Style, Workspace, render};
use candor::source::{FileId, Sources};
use candor::syntax::parse;
use candor::syntax::tree::Tree;
use candor::syntax::value::Date;
use candor::{audit, configuration, trial};

/// A text larger than this only costs time: the limits that hold for files are tried by tests of their own.
const LARGEST: usize = 64 << 10;

const TODAY: Date = Date { year: 2026, month: 6, day: 1 };

/// A flow file: it is read, laid out, analysed, read back, and reported in every format.
pub(crate) fn flows(text: &str) {
    if text.len() > LARGEST {
        return;
    }
    let mut sources = Sources::new();
    let file = sources.add("input.candor", text);
    let parsed = parse(&sources, file);
    if let Some(laid_out) = format(&sources, &parsed.tree) {
        stays(&laid_out);
    }
    let pack = first_pack();
    let analysis = analyze(&sources, pack, &Options { as_of: Some(TODAY), keep: true, ..Options::default() });
    let trees: [Tree; 1] = [parsed.tree];
    let declared = Declared::new(&sources, &trees);
    for name in declared.names() {
        for language in [Language::English, Language::Chinese] {
            assert!(explain::declaration(&sources, &declared, name, language).is_some(), "`{name}` is not read back");
        }
    }
    why_of_all(&sources, &declared, pack, &analysis);
    let workspace = Workspace {
        folder: "",
        sources: &sources,
        pack,
        analysis: &analysis,
        skipped: Skipped::default(),
        off: &[],
        comparison: None,
    };
    let remarks = [Remarks { folder: "", sources: &sources, diagnostics: &analysis.diagnostics }];
    let input = Input { remarks: &remarks, workspaces: &[workspace], as_of: Some(TODAY), ..Input::default() };
    let run = Run::new(input);
    let _ = run.render(Format::Human, &Style::default());
    let saved = run.render(Format::Filed(Filed::Json), &Style::default());
    let again = read_results(&String::from_utf8_lossy(&saved)).expect("what was saved is read again");
    assert!(render(Filed::Json, &again, &Style::default()) == saved, "what is read again is something else");
}

/// Of everything that is declared it can be asked why it is, or is no finding.
fn why_of_all(sources: &Sources, declared: &Declared, pack: &Pack, analysis: &Analysis) {
    let options = Options { as_of: Some(TODAY), ..Options::default() };
    let names: Vec<String> = declared.names().map(str::to_owned).collect();
    for weighing in weigh_together(sources, &[pack], &options, &names) {
        let weighing = &weighing;
        let question = Question {
            names: &names,
            sources,
            folder: "",
            declared,
            pack,
            analysis,
            weighing,
            as_of: None,
            verbose: true,
        };
        assert!(!why(&question).is_empty(), "nothing is told");
    }
}

/// Saved results: if they are read at all, every report can be made of them.
pub(crate) fn results(text: &str) {
    if text.len() > 4 * LARGEST {
        return;
    }
    if let Some(results) = read_results(text) {
        for filed in Filed::words().filter_map(Filed::from_word) {
            let _ = render(filed, &results, &Style::default());
        }
    }
}

fn read_results(text: &str) -> Option<Results> {
    let mut sources = Sources::new();
    let file = sources.add("results.json", text);
    results::read(&sources, file).ok()
}

/// What is laid out once is laid out for good.
fn stays(laid_out: &str) {
    let mut sources = Sources::new();
    let file = sources.add("input.candor", laid_out);
    let parsed = parse(&sources, file);
    assert!(parsed.diagnostics.is_empty(), "the layout breaks what was whole: {:?}", parsed.diagnostics);
    assert_eq!(format(&sources, &parsed.tree).as_deref(), Some(laid_out), "the layout changes when it is made again");
}

fn first_pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let mut sources = Sources::new();
        let (_, files) = embedded().iter().find(|(id, _)| *id == "01ai-platform").expect("the pack is carried");
        let files: Vec<FileId> =
            files.iter().map(|(path, text)| sources.add(*path, without_examples(text).to_string())).collect();
        load(&sources, &files).pack.expect("the pack loads")
    })
}

/// A small pack whose files an input may stand for.
const LIBRARY: &[(&str, &str)] = &[
    ("pack.yaml", include_str!("../docs/library/pack/pack.yaml")),
    ("vocabulary.yaml", include_str!("../docs/library/pack/vocabulary.yaml")),
    ("clauses.yaml", include_str!("../docs/library/pack/clauses.yaml")),
    ("tables.yaml", include_str!("../docs/library/pack/tables.yaml")),
    ("patterns.yaml", include_str!("../docs/library/pack/patterns.yaml")),
    ("rules/others.yaml", include_str!("../docs/library/pack/rules/others.yaml")),
    ("rules/loans.yaml", include_str!("../docs/library/pack/rules/loans.yaml")),
    ("world.candor", include_str!("../docs/library/pack/world.candor")),
];

/// A file of a pack: which one, its first line says (`tables.yaml`); any other line is a file of rules. A pack that loads is
/// tried on its own world, audited and told.
pub(crate) fn pack(text: &str) {
    if text.len() > LARGEST {
        return;
    }
    let (name, body) = text.split_once('\n').unwrap_or(("", text));
    let stands_for = LIBRARY.iter().map(|(known, _)| *known).find(|known| *known == name).unwrap_or("rules/more.yaml");
    let mut sources = Sources::new();
    let mut files: Vec<FileId> = Vec::new();
    for (known, own) in LIBRARY.iter().filter(|(known, _)| *known != stands_for) {
        files.push(sources.add(*known, *own));
    }
    files.push(sources.add(stands_for, body));
    let loaded = load(&sources, &files);
    for said in &loaded.diagnostics {
        points_into(&sources, said.span());
    }
    let Some(pack) = loaded.pack else { return };
    let scene = loaded.world.map(|world| Scene { sources: &sources, world });
    for language in [Language::English, Language::Chinese] {
        for rule in &pack.rules {
            let _ = read_back(&pack, rule, language);
            let _ = explain::rule(&pack, rule, scene, language);
        }
        for index in 0..pack.clauses.len() {
            let _ = explain::clause(&pack, ClauseId(index as u32), language);
        }
    }
    let _ = (audit::coverage(&pack), audit::lint(&pack, &sources, loaded.world));
    if let Some(world) = loaded.world {
        let _ = (trial::run(&pack, &sources, world), trial::coverage(&pack, &sources, world));
        let mut flows = Sources::new();
        flows.add("world.candor", sources.file(world).text.as_str());
        let analysis = analyze(&flows, &pack, &Options { as_of: Some(TODAY), keep: true, ..Options::default() });
        let trees: Vec<Tree> = flows.files().map(|(file, _)| parse(&flows, file).tree).collect();
        why_of_all(&flows, &Declared::new(&flows, &trees), &pack, &analysis);
    }
}

fn points_into(sources: &Sources, span: Option<candor::source::Span>) {
    if let Some(span) = span {
        let text = &sources.file(span.file).text;
        assert!(text.get(span.range()).is_some(), "{span:?} is no range of its file");
    }
}

/// A sentence of a rule, about things of the kind that is its first word, or else about flows.
pub(crate) fn sentence(text: &str) {
    if text.len() > 4 << 10 || text.contains(['\n', '\r']) {
        return;
    }
    let quoted = text.replace('\'', "''");
    let first = text.split([' ', '.']).next().and_then(Kind::from_name).filter(|kind| *kind != Kind::Row);
    let kind = first.unwrap_or(Kind::Flow).name();
    let rule = format!(
        "rules/more.yaml\ngroup: more\nrules:\n- id: more/one\n  title: One\n  about: safety\n  clauses: [6-a]\n  \
         for each: {kind}\n  must:\n    - '{quoted}'\n  message: m\n  why: w\n  fix: f\n"
    );
    pack(&rule);
}

/// A `candor.yaml`.
pub(crate) fn configuration(text: &str) {
    if text.len() > LARGEST {
        return;
    }
    let mut sources = Sources::new();
    let file = sources.add(configuration::FILE_NAME, text);
    let (_, diagnostics) = configuration::read(&sources, file);
    for said in &diagnostics {
        points_into(&sources, said.span());
    }
}
