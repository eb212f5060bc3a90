//! What is drawn, before it has a place: boxes in lanes, and arrows between them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::marks::{Mark, Marks};
use super::{Options, around, fold};
use crate::report::results::{Flow, Inventory, Recipient, Store, Subject};
use crate::report::words::Words;

/// Whose a place is, nearest to the person and to us first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Lane {
    People,
    Ours,
    Partners,
    Others,
    Authorities,
    Public,
}

impl Lane {
    pub(super) const ALL: [Self; 6] =
        [Self::People, Self::Ours, Self::Partners, Self::Others, Self::Authorities, Self::Public];

    /// Its title.
    pub(super) fn title(self) -> [&'static str; 2] {
        match self {
            Self::People => ["People", "个人"],
            Self::Ours => ["Our stores", "我方存储"],
            Self::Partners => ["Affiliates and processors", "关联方与受托人"],
            Self::Others => ["Third parties and successors", "第三方与承继方"],
            Self::Authorities => ["Authorities", "国家机关"],
            Self::Public => ["The public", "公众"],
        }
    }

    /// The word for programs.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Ours => "ours",
            Self::Partners => "partners",
            Self::Others => "third-parties",
            Self::Authorities => "authorities",
            Self::Public => "public",
        }
    }

    /// The column in which it stands: everybody outside shares the last.
    pub(super) fn column(self) -> usize {
        match self {
            Self::People => 0,
            Self::Ours => 1,
            Self::Partners | Self::Others | Self::Authorities | Self::Public => 2,
        }
    }

    fn of_role(role: &str) -> Self {
        match role {
            "ourselves" => Self::Ours,
            "affiliate" | "processor" => Self::Partners,
            "authority" => Self::Authorities,
            "public" => Self::Public,
            _ => Self::Others,
        }
    }

    /// Where a recipient stands: by the role that is furthest from us.
    fn of(recipient: &Recipient) -> Self {
        recipient.roles.iter().map(|role| Self::of_role(role)).max().unwrap_or(Self::Others)
    }
}

/// A box.
#[derive(Debug)]
pub(super) struct Node {
    /// The full name of the declaration, or the name of what is folded.
    pub(super) name: String,
    /// What people call it.
    pub(super) title: String,
    /// What is said below the title.
    pub(super) detail: String,
    pub(super) lane: Lane,
    /// The finding that it is about, or whose path it lies on.
    pub(super) mark: Option<Mark>,
    /// What the box stands for; one for a declaration, more for what is folded.
    pub(super) members: usize,
}

/// Flows from one box to another.
#[derive(Debug)]
pub(super) struct Arrow<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The flows; none is a backup.
    pub(super) flows: Vec<&'a Flow>,
    pub(super) mark: Option<Mark>,
}

/// What is drawn.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub(super) nodes: Vec<Node>,
    pub(super) arrows: Vec<Arrow<'a>>,
}

/// The map of a workspace, or the part of it that is asked for.
pub(super) fn picture<'a>(words: &Words<'a>, options: &Options) -> Picture<'a> {
    let inventory = &words.workspace.inventory;
    let marks = Marks::of(words.workspace);
    let whole = Picture { nodes: nodes(words, &marks), arrows: Vec::new() };
    let whole = connected(whole, inventory, &marks);
    match &options.around {
        Some(around) => fold::fold(around::cut(whole, around, &marks), words),
        None => fold::fold(whole, words),
    }
}

fn nodes(words: &Words, marks: &Marks) -> Vec<Node> {
    let inventory = &words.workspace.inventory;
    let inside = inside(inventory);
    let uses = |name: &str| inside.get(name).map(Vec::as_slice).unwrap_or_default();
    let people = inventory.subjects.iter().map(|subject| person(words, subject));
    let stores = inventory.stores.iter().map(|one| store(words, one, uses(&one.head.name).len()));
    let others = inventory.recipients.iter().map(|one| recipient(words, one));
    let mut nodes: Vec<Node> = people.chain(stores).chain(others).collect();
    for node in &mut nodes {
        node.mark = Mark::both(marks.of_name(&node.name), marks.of_flows(uses(&node.name)));
    }
    nodes
}

/// The flows that use what rests at a place without taking it anywhere: no arrow shows them, so the place does.
fn inside(inventory: &Inventory) -> FxHashMap<&str, Vec<&Flow>> {
    let mut inside: FxHashMap<&str, Vec<&Flow>> = FxHashMap::default();
    for flow in &inventory.flows {
        for place in flow.from.iter().filter(|place| flow.to.is_empty() || flow.to.contains(place)) {
            inside.entry(place.as_str()).or_default().push(flow);
        }
    }
    inside
}

fn node(words: &Words, name: &str, lane: Lane, detail: &[String]) -> Node {
    let detail: Vec<&str> = detail.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    Node { name: name.to_owned(), title: words.called(name), detail: detail.join(" · "), lane, mark: None, members: 1 }
}

fn person(words: &Words, subject: &Subject) -> Node {
    let name = &subject.head.name;
    let age = if subject.age_said { words.terms("age", &subject.age) } else { String::new() };
    let is_asked = words.workspace.inventory.flows.iter().any(|flow| flow.subjects.contains(name));
    let asked = if is_asked { String::new() } else { words.of(["not asked", "未直接收集"]) };
    node(words, name, Lane::People, &[words.term("subject-role", &subject.class), age, asked])
}

fn store(words: &Words, store: &Store, uses: usize) -> Node {
    let uses = if uses == 0 {
        String::new()
    } else {
        words.count(uses, ["{0} use", "{0} 项使用"], ["{0} uses", "{0} 项使用"])
    };
    node(words, &store.head.name, Lane::Ours, &[held(words, &store.holds), uses, region(words, &store.region)])
}

fn recipient(words: &Words, recipient: &Recipient) -> Node {
    let classes = words.terms("party", &recipient.classes);
    let detail = [classes, held(words, &recipient.holds), region(words, &recipient.region)];
    node(words, &recipient.head.name, Lane::of(recipient), &detail)
}

/// How much rests at a place, and how much of it is sensitive.
fn held(words: &Words, holds: &[String]) -> String {
    if holds.is_empty() {
        return String::new();
    }
    let sensitive = holds.iter().filter(|name| words.is_sensitive(name)).count();
    let fields = words.count(holds.len(), ["{0} field", "{0} 项信息"], ["{0} fields", "{0} 项信息"]);
    if sensitive == 0 {
        return fields;
    }
    words.say(["{0}, {1} sensitive", "{0}，敏感 {1} 项"], &[&fields, &sensitive.to_string()])
}

fn region(words: &Words, region: &Option<String>) -> String {
    region.as_ref().map(|region| words.say(["in {0}", "位于 {0}"], &[region])).unwrap_or_default()
}

/// Draws the arrows in.
fn connected<'a>(picture: Picture<'a>, inventory: &'a Inventory, marks: &Marks) -> Picture<'a> {
    let places: FxHashMap<&str, usize> =
        picture.nodes.iter().enumerate().map(|(index, node)| (node.name.as_str(), index)).collect();
    let mut bundles: BTreeMap<(usize, usize), Vec<&Flow>> = BTreeMap::new();
    for flow in &inventory.flows {
        let from = flow.subjects.iter().chain(&flow.from).filter_map(|name| places.get(name.as_str()));
        for from in from {
            for to in flow.to.iter().filter_map(|name| places.get(name.as_str())).filter(|to| *to != from) {
                bundles.entry((*from, *to)).or_default().push(flow);
            }
        }
    }
    for store in &inventory.stores {
        let of = store.backup_of.as_ref().and_then(|of| places.get(of.as_str()));
        if let (Some(from), Some(to)) = (of, places.get(store.head.name.as_str())) {
            bundles.entry((*from, *to)).or_default();
        }
    }
    let arrow = |((from, to), flows): (_, Vec<&'a Flow>)| {
        let mark = marks.of_flows(&flows);
        Arrow { from, to, flows, mark }
    };
    let arrows = bundles.into_iter().map(arrow).collect();
    Picture { nodes: picture.nodes, arrows }
}
