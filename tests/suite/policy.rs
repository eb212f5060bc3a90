//! Policy packs: every pack of the repository loads, and every mistake in one is said plainly.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use candor::diagnostic::Diagnostic;
use candor::policy::{self, Loaded};
use candor::source::{FileId, Sources};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

fn read_folder(folder: &Path) -> (Sources, Vec<FileId>) {
    let mut sources = Sources::new();
    let mut files = Vec::new();
    for path in files_below(folder) {
        let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
        files.push(sources.add(name, std::fs::read_to_string(&path).expect("the file can be read")));
    }
    (sources, files)
}

fn load_folder(folder: &Path) -> (Sources, Loaded) {
    let (sources, files) = read_folder(folder);
    let loaded = policy::load(&sources, &files);
    (sources, loaded)
}

/// Diagnostics as plain text, one a paragraph.
fn plain(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let place = diagnostic.span().map(|span| sources.place(span)).unwrap_or_default();
        let word = diagnostic.severity.word();
        writeln!(out, "{place}: {word}[{}]: {}", diagnostic.code.id(), diagnostic.message).expect("a string");
        for label in &diagnostic.labels {
            let text = sources.text(label.span).lines().next().unwrap_or_default();
            writeln!(out, "  {text:?}: {}", label.text).expect("a string");
        }
        if let Some(help) = &diagnostic.help {
            writeln!(out, "  help: {help}").expect("a string");
        }
    }
    out
}

#[test]
fn every_pack_loads() {
    for entry in std::fs::read_dir(folder("policies")).into_iter().flatten() {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            let (sources, loaded) = load_folder(&path);
            let said = plain(&sources, &loaded.diagnostics);
            assert!(loaded.pack.is_some() && said.is_empty(), "{}:\n{said}", path.display());
        }
    }
}
