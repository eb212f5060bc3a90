//! The map for programs.

use serde::Serialize;

use super::marks::Mark;
use super::picture::Picture;
use crate::report::results::Verdict;

#[derive(Serialize)]
struct Listed<'a> {
    /// Of the form; it grows when a key changes its meaning or goes.
    version: u32,
    nodes: Vec<ListedNode<'a>>,
    arrows: Vec<ListedArrow<'a>>,
}

#[derive(Serialize)]
struct ListedNode<'a> {
    name: &'a str,
    title: &'a str,
    detail: &'a str,
    lane: &'a str,
    /// How many places it stands for.
    members: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Found>,
}

#[derive(Serialize)]
struct ListedArrow<'a> {
    from: &'a str,
    to: &'a str,
    /// The names of the flows; none is a backup.
    flows: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Found>,
}

#[derive(Serialize)]
struct Found {
    verdict: Verdict,
    /// How many are about it; the others only lead over it.
    about: usize,
}

impl From<Mark> for Found {
    fn from(Mark { verdict, about }: Mark) -> Self {
        Self { verdict, about }
    }
}

pub(super) fn list(picture: &Picture) -> String {
    let name = |index: usize| picture.nodes.get(index).map(|node| node.name.as_str()).unwrap_or_default();
    let nodes = picture.nodes.iter().map(|node| ListedNode {
        name: &node.name,
        title: &node.title,
        detail: &node.detail,
        lane: node.lane.word(),
        members: node.members,
        findings: node.mark.map(Found::from),
    });
    let arrows = picture.arrows.iter().map(|arrow| ListedArrow {
        from: name(arrow.from),
        to: name(arrow.to),
        flows: arrow.flows.iter().map(|flow| flow.head.name.as_str()).collect(),
        findings: arrow.mark.map(Found::from),
    });
    let listed = Listed { version: 1, nodes: nodes.collect(), arrows: arrows.collect() };
    // Texts, numbers and lists of these always have a form in JSON.
    serde_json::to_string_pretty(&listed).unwrap_or_default() + "\n"
}
