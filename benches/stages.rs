//! The stages timed apart, on a generated workspace: `cargo bench --bench stages`.

mod generate;

use candor::analysis::{Options, analyze};
use candor::graph;
use candor::model::{Policy, resolve};
use candor::policy::pack::Pack;
use candor::policy::{embedded, load};
use candor::report::{Filed, Format, Input, Run, Skipped, Style, Workspace};
use candor::source::{FileId, Sources};
use candor::syntax::{parse, tree::Tree};
use divan::{Bencher, counter::BytesCount, counter::ItemsCount};
use generate::Size;

/// Flows, and the files they stand in.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn sources(flows: usize) -> Sources {
    let mut sources = Sources::new();
    for (path, text) in generate::workspace(Size { flows, files: flows / 50 }) {
        sources.add(path, text);
    }
    sources
}

fn pack() -> Pack {
    let mut sources = Sources::new();
    let (_, files) = embedded()[0];
    let files: Vec<FileId> = files.iter().map(|(path, text)| sources.add(*path, *text)).collect();
    load(&sources, &files).pack.unwrap_or_else(|| std::process::exit(2))
}

fn trees(sources: &Sources) -> Vec<Tree> {
    sources.files().map(|(file, _)| parse(sources, file).tree).collect()
}

fn bytes(sources: &Sources) -> usize {
    sources.files().map(|(_, file)| file.text.len()).sum()
}

#[divan::bench(args = SIZES)]
fn reading(bencher: Bencher, flows: usize) {
    let sources = sources(flows);
    bencher.counter(BytesCount::new(bytes(&sources))).bench(|| trees(&sources));
}

#[divan::bench(args = SIZES)]
fn resolving(bencher: Bencher, flows: usize) {
    let (sources, pack) = (sources(flows), pack());
    let trees = trees(&sources);
    let (clauses, rules) = ids(&pack);
    let policy =
        Policy { id: &pack.id, vocabulary: &pack.vocabulary, bands: &pack.bands, clauses: &clauses, rules: &rules };
    bencher.counter(ItemsCount::new(flows)).bench(|| resolve(&sources, &trees, policy));
}

fn ids(pack: &Pack) -> (Vec<&str>, Vec<&str>) {
    let clauses = pack.clauses.iter().map(|clause| clause.id.as_str()).collect();
    (clauses, pack.rules.iter().map(|rule| rule.id.as_str()).collect())
}

#[divan::bench(args = SIZES)]
fn spreading(bencher: Bencher, flows: usize) {
    let (sources, pack) = (sources(flows), pack());
    let trees = trees(&sources);
    let (clauses, rules) = ids(&pack);
    let policy =
        Policy { id: &pack.id, vocabulary: &pack.vocabulary, bands: &pack.bands, clauses: &clauses, rules: &rules };
    let model = resolve(&sources, &trees, policy).model;
    bencher.counter(ItemsCount::new(flows)).bench(|| graph::build(&model, &pack.vocabulary));
}

/// Everything from text to findings; what is left after the stages above is the rules.
#[divan::bench(args = SIZES)]
fn analysis(bencher: Bencher, flows: usize) {
    let (sources, pack) = (sources(flows), pack());
    bencher.counter(ItemsCount::new(flows)).bench(|| analyze(&sources, &pack, &Options::default()));
}

#[divan::bench(args = SIZES)]
fn reporting(bencher: Bencher, flows: usize) {
    let (sources, pack) = (sources(flows), pack());
    let analysis = analyze(&sources, &pack, &Options::default());
    let workspace = Workspace {
        folder: "",
        sources: &sources,
        pack: &pack,
        analysis: &analysis,
        skipped: Skipped::default(),
        off: &[],
    };
    let input = Input { remarks: &[], workspaces: &[workspace], ..Input::default() };
    bencher.bench(|| Run::new(input).render(Format::Filed(Filed::Json), &Style::default()));
}

#[divan::bench]
fn loading_the_pack() -> Pack {
    pack()
}
