//! An example as flow text: what its change makes of the declarations that it touches.

use crate::format;
use crate::policy::rule::Example;
use crate::source::{FileId, Sources};
use crate::syntax::parse;
use crate::trial;

/// A pack's clean world, to show examples in.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The files of the pack.
    pub sources: &'a Sources,
    /// The file with the world.
    pub world: FileId,
}

/// The declarations that an example speaks of, as they stand after its change. Without a scene, the change alone.
pub(super) fn flow_text(scene: Option<Scene>, example: &Example) -> String {
    let touched = touched(example);
    let amended = scene.and_then(|scene| trial::amended(scene.sources, scene.world, example));
    let text = amended.as_deref().unwrap_or(&example.change);
    let shown = laid_out(text, &touched);
    let gone: Vec<&String> = touched.iter().filter(|name| !shown.names.contains(name)).collect();
    let gone: String = gone.iter().map(|name| format!("# without `{name}`\n")).collect();
    gone + &shown.text
}

/// The names that an example drops or changes; where it does neither, those that its verdict is about.
fn touched(example: &Example) -> Vec<String> {
    let mut sources = Sources::new();
    let file = sources.add("change.candor", example.change.as_str());
    let tree = parse(&sources, file).tree;
    let dropped = example.drop.iter().map(|name| name.split('.').next().unwrap_or_default().to_owned());
    let changed = tree.items.iter().map(|item| item.name.text(&example.change).to_owned());
    let mut names: Vec<String> = dropped.chain(changed).collect();
    if names.is_empty() {
        names.extend(example.expect.binding.iter().map(|(_, name)| name.clone()));
    }
    names.dedup();
    names
}

struct Shown {
    text: String,
    names: Vec<String>,
}

/// The declarations of some names, in the order of the text and in the one layout.
fn laid_out(text: &str, names: &[String]) -> Shown {
    let mut sources = Sources::new();
    let file = sources.add("world.candor", text);
    let tree = parse(&sources, file).tree;
    let mut shown = Shown { text: String::new(), names: Vec::new() };
    for item in &tree.items {
        let name = item.name.text(text);
        if names.iter().any(|wanted| wanted == name) {
            if !shown.text.is_empty() {
                shown.text.push('\n');
            }
            let mut alone = Sources::new();
            let file = alone.add("world.candor", item.span.text(text));
            let parsed = parse(&alone, file);
            shown.text += &format::format(&alone, &parsed.tree).unwrap_or_else(|| item.span.text(text).to_owned());
            shown.names.push(name.to_owned());
        }
    }
    shown
}
