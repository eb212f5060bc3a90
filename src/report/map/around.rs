//! The part of a map that lies around one item.

use std::collections::BTreeSet;

use super::Around;
use super::marks::Marks;
use super::picture::{Arrow, Picture};
use crate::report::results::{Basis, Flow};

/// Leaves out what lies further away from the item.
pub(super) fn cut<'a>(mut picture: Picture<'a>, around: &Around, marks: &Marks) -> Picture<'a> {
    let item = around.item.as_str();
    let place = picture.nodes.iter().position(|node| node.name == item);
    let near = match place {
        Some(place) => spread(&picture.arrows, BTreeSet::from([place]), around.steps),
        None => {
            let taking_part = taking_part(&picture.arrows, item, marks);
            let ends = taking_part.iter().flat_map(|arrow| [arrow.from, arrow.to]).collect();
            let further = around.steps.saturating_sub(1);
            let near = spread(&picture.arrows, ends, further);
            if further == 0 {
                picture.arrows = taking_part;
            }
            near
        }
    };
    only(picture, &near)
}

/// Places that so many arrows lead to, from some places on, in whatever direction.
fn spread(arrows: &[Arrow], mut near: BTreeSet<usize>, steps: usize) -> BTreeSet<usize> {
    for _ in 0..steps {
        let touching = arrows.iter().filter(|arrow| near.contains(&arrow.from) || near.contains(&arrow.to));
        let ends: Vec<usize> = touching.flat_map(|arrow| [arrow.from, arrow.to]).collect();
        let before = near.len();
        near.extend(ends);
        if near.len() == before {
            break;
        }
    }
    near
}

/// The arrows of the flows that an item takes part in, with these flows alone.
fn taking_part<'a>(arrows: &[Arrow<'a>], item: &str, marks: &Marks) -> Vec<Arrow<'a>> {
    let part = |arrow: &Arrow<'a>| {
        let flows: Vec<&'a Flow> = arrow.flows.iter().copied().filter(|flow| takes_part(flow, item)).collect();
        let mark = marks.of_flows(&flows);
        (!flows.is_empty()).then_some(Arrow { flows, mark, ..*arrow })
    };
    arrows.iter().filter_map(part).collect()
}

fn takes_part(flow: &Flow, item: &str) -> bool {
    let lists = [&flow.data, &flow.lands, &flow.derives, &flow.required, &flow.optional, &flow.about];
    let listed = lists.into_iter().chain(&flow.purposes).flatten().chain(&flow.claims).chain(&flow.feature);
    let named = |bases: &[Basis]| bases.iter().any(|basis| basis.name == item);
    flow.head.name == item
        || listed.into_iter().any(|name| name == item)
        || named(&flow.consents)
        || named(&flow.notices)
        || flow.via.iter().any(|via| via.transform == item)
}

/// The boxes that are near and the arrows between them.
fn only<'a>(picture: Picture<'a>, near: &BTreeSet<usize>) -> Picture<'a> {
    let number = |old: usize| near.iter().position(|one| *one == old);
    let renumbered = |arrow: Arrow<'a>| Some(Arrow { from: number(arrow.from)?, to: number(arrow.to)?, ..arrow });
    let arrows = picture.arrows.into_iter().filter_map(renumbered).collect();
    let nodes = picture.nodes.into_iter().enumerate();
    Picture { nodes: nodes.filter(|(index, _)| near.contains(index)).map(|(_, node)| node).collect(), arrows }
}
