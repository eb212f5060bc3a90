//! All declarations of a workspace by their full names.

use std::collections::BTreeMap;

use crate::source::{Sources, normalised};
use crate::syntax::tree::{Item, Tree};

/// The declarations of some trees, by full name; of several with one name, the first.
#[derive(Debug)]
pub struct Declared<'a> {
    items: BTreeMap<String, (&'a Tree, &'a Item)>,
    labels: BTreeMap<String, String>,
}

impl<'a> Declared<'a> {
    /// Those of `trees`, which were read from `sources`.
    pub fn new(sources: &Sources, trees: &'a [Tree]) -> Self {
        let mut declared = Self { items: BTreeMap::new(), labels: BTreeMap::new() };
        for tree in trees {
            let text = sources.file(tree.file).text.as_str();
            for item in &tree.items {
                let name = full_name(tree, text, item.name.text(text));
                if let Some(label) = item.label {
                    declared
                        .labels
                        .entry(name.clone())
                        .or_insert_with(|| crate::syntax::unquoted(label.text(text)).into_owned());
                }
                declared.items.entry(name).or_insert((tree, item));
            }
        }
        declared
    }

    /// The declaration of a full name.
    pub fn find(&self, name: &str) -> Option<(&'a Tree, &'a Item)> {
        self.items.get(normalised(name).as_ref()).copied()
    }

    /// All full names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.items.keys().map(String::as_str)
    }

    /// The label of a name as it stands in a tree: of the tree's own module first.
    pub(super) fn label(&self, tree: &Tree, text: &str, name: &str) -> Option<&str> {
        let own = full_name(tree, text, name);
        self.labels.get(&own).or_else(|| self.labels.get(normalised(name).as_ref())).map(String::as_str)
    }
}

fn full_name(tree: &Tree, text: &str, name: &str) -> String {
    let module = tree.module.map(|module| format!("{}.", normalised(module.text(text)))).unwrap_or_default();
    module + &normalised(name)
}
