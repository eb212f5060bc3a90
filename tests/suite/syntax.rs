//! Flow files to trees and messages.

use candor::source::Sources;
use candor::syntax::parse;

#[test]
fn samples() {
    for path in ["sample-registration", "sample-bikes"] {
        let mut sources = Sources::new();
        let text = std::fs::read_to_string(format!("tests/cases/syntax/{path}.candor")).unwrap();
        let file = sources.add(path, text);
        let parsed = parse(&sources, file);
        for d in &parsed.diagnostics { println!("{} {} {:?}", sources.place(d.span().unwrap()), d.message, d.help); }
        assert!(parsed.diagnostics.is_empty());
        println!("{} items {} clauses {} comments", parsed.tree.items.len(), parsed.tree.clauses.len(), parsed.tree.comments.len());
        for item in &parsed.tree.items { for c in parsed.tree.clauses(item) { println!("{:?}", parsed.tree.value(&sources.file(file).text, item, c)); } }
    }
}
