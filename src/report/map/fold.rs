//! Makes a map readable that has too many boxes: what stands in one module and one lane becomes one box, and if even
//! these are too many, the least busy of a lane do.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::Mark;
use super::picture::{Arrow, Lane, Node, Picture};
use crate::report::results::Flow;
use crate::report::words::Words;

/// The most boxes that a person can find their way among.
const MOST: usize = 150;

/// Folds what is too much.
pub(super) fn fold<'a>(picture: Picture<'a>, words: &Words) -> Picture<'a> {
    if picture.nodes.len() <= MOST {
        return picture;
    }
    let modules = joined(picture, |node| module(&node.name).map(str::to_owned), words);
    if modules.nodes.len() <= MOST {
        return modules;
    }
    let rest = least_busy(&modules);
    let of_rest = |node: &Node| rest.contains(&node.name).then(String::new);
    joined(modules, of_rest, words)
}

fn module(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(module, _)| module)
}

/// The boxes that are one too many: without a finding first, then with the fewest flows.
fn least_busy(picture: &Picture) -> BTreeSet<String> {
    let mut flows = vec![0; picture.nodes.len()];
    for arrow in &picture.arrows {
        for end in [arrow.from, arrow.to] {
            if let Some(flows) = flows.get_mut(end) {
                *flows += arrow.flows.len();
            }
        }
    }
    let mut by_weight: Vec<(&Node, usize)> = picture.nodes.iter().zip(flows).collect();
    by_weight.sort_by_key(|(node, flows)| std::cmp::Reverse((node.mark.is_some(), *flows)));
    let kept = MOST - Lane::ALL.len();
    by_weight.into_iter().skip(kept).map(|(node, _)| node.name.clone()).collect()
}

/// Joins the boxes of a lane for which `key` says the same.
fn joined<'a>(picture: Picture<'a>, key: impl Fn(&Node) -> Option<String>, words: &Words) -> Picture<'a> {
    let mut groups: BTreeMap<(Lane, Option<String>, usize), Vec<Node>> = BTreeMap::new();
    let mut group_of = Vec::new();
    for (index, node) in picture.nodes.into_iter().enumerate() {
        let key = key(&node);
        let alone = if key.is_some() { usize::MAX } else { index };
        let group = (node.lane, key, alone);
        group_of.push(group.clone());
        groups.entry(group).or_default().push(node);
    }
    let numbers: BTreeMap<_, usize> = groups.keys().cloned().zip(0..).collect();
    let number = |old: usize| group_of.get(old).and_then(|group| numbers.get(group)).copied();
    let arrows = rejoined(picture.arrows, number);
    let nodes = groups.into_iter().filter_map(|((_, key, _), nodes)| folded(nodes, key.as_deref(), words)).collect();
    Picture { nodes, arrows }
}

/// One box for several, or the box itself where it is alone.
fn folded(nodes: Vec<Node>, key: Option<&str>, words: &Words) -> Option<Node> {
    let members = nodes.iter().map(|node| node.members).sum();
    let mark = nodes.iter().map(|node| node.mark).fold(None, Mark::both);
    let alone = nodes.len() == 1;
    let first = nodes.into_iter().next()?;
    if alone {
        return Some(first);
    }
    let detail = words.count(members, ["{0} place", "{0} 处"], ["{0} places", "{0} 处"]);
    let rest = words.of(["all others", "其余"]);
    let title = key.filter(|key| !key.is_empty()).map_or(rest, str::to_owned);
    Some(Node { name: title.clone(), title, detail, lane: first.lane, mark, members })
}

fn rejoined<'a>(arrows: Vec<Arrow<'a>>, number: impl Fn(usize) -> Option<usize>) -> Vec<Arrow<'a>> {
    let mut bundles: BTreeMap<(usize, usize), (Vec<&'a Flow>, Option<Mark>)> = BTreeMap::new();
    for arrow in arrows {
        let (Some(from), Some(to)) = (number(arrow.from), number(arrow.to)) else { continue };
        if from != to {
            let (flows, mark) = bundles.entry((from, to)).or_default();
            flows.extend(arrow.flows);
            *mark = Mark::both(*mark, arrow.mark);
        }
    }
    let arrow = |((from, to), (mut flows, mark)): (_, (Vec<&'a Flow>, _))| {
        flows.sort_by(|left, right| left.head.name.cmp(&right.head.name));
        flows.dedup_by(|left, right| left.head.name == right.head.name);
        Arrow { from, to, flows, mark }
    };
    bundles.into_iter().map(arrow).collect()
}
