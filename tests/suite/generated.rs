//! The workspaces that the benches run on say what they mean: they are read and resolved without a word.

#[path = "../../benches/generate.rs"]
pub(crate) mod generate;

use candor::model::{Policy, resolve};
use candor::policy::{embedded, load};
use candor::source::{FileId, Sources};
use candor::syntax::parse;
use generate::Size;

#[test]
fn a_generated_workspace_is_in_order() {
    let mut texts = Sources::new();
    let files: Vec<FileId> = embedded()[0].1.iter().map(|(path, text)| texts.add(*path, *text)).collect();
    let pack = load(&texts, &files).pack.expect("the pack loads");
    for (flows, files) in [(1, 1), (500, 7), (600, 100)] {
        let mut sources = Sources::new();
        for (path, text) in generate::workspace(Size { flows, files }) {
            sources.add(path, text);
        }
        let parsed: Vec<_> = sources.files().map(|(file, _)| parse(&sources, file)).collect();
        let policy =
            Policy { id: &pack.id, vocabulary: &pack.vocabulary, bands: &pack.bands, clauses: &[], rules: &[] };
        let (trees, mut said): (Vec<_>, Vec<_>) = parsed.into_iter().map(|one| (one.tree, one.diagnostics)).unzip();
        said.push(resolve(&sources, &trees, policy).diagnostics);
        let said: Vec<String> = said
            .iter()
            .flatten()
            .map(|one| {
                format!("{}: {}", one.span().map_or(String::new(), |span| sources.place(span)), one.message.english())
            })
            .collect();
        assert!(said.is_empty(), "{said:#?}");
    }
}
