//! Plain reachability, brute force and without any of the engine's code: which datum of which collection comes to which
//! place, and in how many hops. Transforms and consents play no part in it.

use std::collections::{BTreeMap, VecDeque};

use candor::analysis::Kept;
use candor::check::finding::{Finding, PathStep};
use candor::model::{DataId, Flow, FlowId, Place};
use candor::syntax::words::Keyword;

/// A datum of a collection at a place.
type State = (Place, DataId, Option<FlowId>);

/// All that is reached.
pub(crate) struct Roads<'k> {
    kept: &'k Kept,
    places: BTreeMap<&'k str, Place>,
    fields: BTreeMap<&'k str, DataId>,
    flows: BTreeMap<&'k str, FlowId>,
    hops: BTreeMap<State, usize>,
}

impl<'k> Roads<'k> {
    pub(crate) fn new(kept: &'k Kept) -> Self {
        let model = &kept.model;
        let stores = (0..model.stores.len()).map(|at| Place::Store(candor::model::StoreId(at as u32)));
        let recipients = (0..model.recipients.len()).map(|at| Place::Recipient(candor::model::RecipientId(at as u32)));
        let places = stores.chain(recipients).map(|place| (&*model.place_head(place).name, place)).collect();
        let data = model.data.iter().enumerate().filter(|(_, data)| data.head.span.is_some());
        let fields = data.map(|(at, data)| (&*data.head.name, DataId(at as u32))).collect();
        let flows = model.flows.iter().enumerate().map(|(at, flow)| (&*flow.head.name, FlowId(at as u32))).collect();
        let mut roads = Self { kept, places, fields, flows, hops: BTreeMap::new() };
        roads.hops = roads.from(roads.collected());
        roads
    }

    fn collected(&self) -> Vec<State> {
        let collects =
            self.flows.values().map(|id| (*id, self.flow(*id))).filter(|(_, flow)| flow.verb == Keyword::Collect);
        let of = |(id, flow): (FlowId, &'k Flow)| {
            let places = flow.into.iter().flatten().copied();
            places.flat_map(move |place| taken(flow).map(move |field| (place, field, Some(id))))
        };
        collects.flat_map(of).collect()
    }

    fn flow(&self, id: FlowId) -> &'k Flow {
        &self.kept.model.flows[id.index()]
    }

    /// Everything that is reached from some states, breadth first.
    fn from(&self, first: Vec<State>) -> BTreeMap<State, usize> {
        let mut hops: BTreeMap<State, usize> = first.iter().map(|state| (*state, 1)).collect();
        let mut queue: VecDeque<State> = first.into();
        while let Some(state) = queue.pop_front() {
            let next = hops[&state] + 1;
            for after in self.after(state) {
                hops.entry(after).or_insert_with(|| {
                    queue.push_back(after);
                    next
                });
            }
        }
        hops
    }

    fn after(&self, (place, field, origin): State) -> Vec<State> {
        let backups = self.places.values().filter(|backup| self.is_backup(**backup, place));
        let mut after: Vec<State> = backups.map(|backup| (*backup, field, origin)).collect();
        for flow in self.kept.model.flows.iter().filter(|flow| self.reads(flow, place, field)) {
            let landed = lands(flow, place);
            after.extend(
                landed.iter().flat_map(|into| becomes(flow, field).into_iter().map(|field| (*into, field, origin))),
            );
        }
        after
    }

    fn is_backup(&self, backup: Place, of: Place) -> bool {
        match (backup, of) {
            (Place::Store(backup), Place::Store(of)) => self.kept.model.stores[backup.index()].backup_of == Some(of),
            _ => false,
        }
    }

    /// Whether a flow reads a datum at a place; a term of the policy names every datum of that kind.
    fn reads(&self, flow: &Flow, place: Place, field: DataId) -> bool {
        let data = &self.kept.model.data;
        let class = data[field.index()].class;
        let names = |named: &DataId| {
            let term = &data[named.index()];
            *named == field || term.head.span.is_none() && self.kept.vocabulary.within(class, term.class)
        };
        flow.verb != Keyword::Collect && flow.from.contains(&place) && (flow.all_data || flow.data.iter().any(names))
    }

    /// Whether a flow reads a datum that a collection brought to where it reads.
    pub(crate) fn is_reached(&self, flow: &str, datum: &str, origin: &str) -> bool {
        let (Some(id), Some(field), Some(origin)) =
            (self.flows.get(flow), self.fields.get(datum), self.flows.get(origin))
        else {
            return false;
        };
        let flow = self.flow(*id);
        let there = |place: &Place| self.hops.contains_key(&(*place, *field, Some(*origin)));
        id == origin || flow.from.iter().any(|place| there(place) && self.reads(flow, *place, *field))
    }

    /// What is wrong with the way of a finding: a step that no flow takes, or that there is a shorter way.
    pub(crate) fn wrong(&self, finding: &Finding) -> Option<String> {
        let shown = || finding.path.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(" → ");
        if let Some(step) = finding.path.windows(2).find(|pair| !self.follows(&pair[0], &pair[1])) {
            return Some(format!("{} does not follow {} in {}", step[1].name, step[0].name, shown()));
        }
        let origin = finding.origin.as_deref().and_then(|origin| self.flows.get(origin).copied());
        let way = match finding.path.iter().rposition(|step| step.name == finding.place) {
            Some(last) if self.flows.contains_key(finding.place.as_str()) => &finding.path[..last],
            _ => &finding.path[..],
        };
        let last = way.last()?;
        let state = (*self.places.get(last.name.as_str())?, *self.fields.get(last.datum.as_str())?, origin);
        let shortest = self.hops.get(&state)?;
        let taken = way.iter().filter(|step| self.places.contains_key(step.name.as_str())).count();
        (taken != *shortest).then(|| format!("{taken} hops, and {shortest} will do: {}", shown()))
    }

    /// What is wrong with a way from one flow to another: that there is a shorter one.
    pub(crate) fn wrong_between(&self, finding: &Finding, first: &str) -> Option<String> {
        let start = finding.path.iter().position(|step| step.name == first)?;
        let between = &finding.path[start + 1..];
        let end = between.iter().rposition(|step| step.name == finding.place)?;
        let between = &between[..end];
        let begin = between.first()?;
        let at = |step: &PathStep| {
            Some((*self.places.get(step.name.as_str())?, *self.fields.get(step.datum.as_str())?, None))
        };
        let field = *self.fields.get(begin.datum.as_str())?;
        let flow = self.flow(*self.flows.get(first)?);
        let landed = flow.into.iter().flatten().map(|place| (*place, field, None)).collect();
        let shortest = *self.from(landed).get(&at(between.last()?)?)?;
        let taken = between.iter().filter(|step| self.places.contains_key(step.name.as_str())).count();
        (taken != shortest).then(|| format!("{taken} hops from {first}, and {shortest} will do"))
    }

    fn follows(&self, before: &PathStep, after: &PathStep) -> bool {
        let place = |step: &PathStep| self.places.get(step.name.as_str()).copied();
        let flow = |step: &PathStep| self.flows.get(step.name.as_str()).map(|id| self.flow(*id));
        let Some(field) = self.fields.get(before.datum.as_str()) else { return false };
        match (place(before), flow(before), place(after), flow(after)) {
            (Some(from), _, _, Some(flow)) => self.reads(flow, from, *field),
            (Some(of), _, Some(backup), _) => self.is_backup(backup, of),
            (_, Some(flow), Some(into), _) => {
                flow.verb == Keyword::Collect && flow.into.iter().flatten().any(|it| *it == into)
                    || flow.from.iter().any(|from| lands(flow, *from).contains(&into))
            }
            _ => false,
        }
    }
}

fn taken(flow: &Flow) -> impl Iterator<Item = DataId> + '_ {
    flow.asked().required.iter().chain(&flow.asked().optional).chain(&flow.data).copied()
}

/// Where what a flow reads at a place comes to rest.
fn lands(flow: &Flow, from: Place) -> Vec<Place> {
    match (flow.verb, &flow.into) {
        (Keyword::Use, None) => vec![from],
        (Keyword::Use | Keyword::Collect, Some(into)) => into.to_vec(),
        _ => flow.to.iter().map(|recipient| Place::Recipient(*recipient)).collect(),
    }
}

fn becomes(flow: &Flow, field: DataId) -> Vec<DataId> {
    if flow.seldom().derives.is_empty() { vec![field] } else { flow.seldom().derives.to_vec() }
}
