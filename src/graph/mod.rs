//! Model to flow graph, labels and paths. The only place that names petgraph.
//!
//! What a place holds is a set of facets: a field, the collection it came from, the transforms it went through and the
//! consents it was taken under. Every flow is a function on facets, lifted to sets, so the least fixpoint is the union
//! over all paths, and each facet's arrival at each place has a shortest path of its own.

mod adjacency;
mod facet;
mod spread;

use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

pub(crate) use adjacency::Adjacency;
pub use facet::{ANONYMOUS, Facet, FacetId, Facets, Interval, Origin, OriginId, identifiability};
pub use spread::{Arrival, ArrivalId, Crossing, CrossingId};

use crate::model::vocabulary::Vocabulary;
use crate::model::{FlowId, Model, Place, RecipientId, StoreId};

/// A node of the flow graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// People, from whom collections come and to whom displays go.
    People,
    /// A store or a recipient.
    Place(Place),
}

/// An edge of the flow graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// A declared flow.
    Flow(FlowId),
    /// A backup receives all that its store holds.
    Backup(StoreId),
}

/// The flows of a workspace, and what they carry.
#[derive(Debug)]
pub struct Graph {
    /// Places and flows, without what they carry.
    pub places: DiGraph<Node, Edge>,
    /// All facets.
    pub facets: Facets,
    /// What arrives where, first arrivals only, in the order of shortest paths.
    pub arrivals: Vec<Arrival>,
    /// What each flow carries from where to where.
    pub crossings: Vec<Crossing>,
    /// What the crossings land, crossing by crossing.
    landings: Vec<ArrivalId>,
    /// The crossings that bring each arrival, the first of them the last step of its shortest path.
    incoming: Adjacency<CrossingId>,
    /// The crossings that leave each arrival.
    outgoing: Adjacency<CrossingId>,
    held: Held,
}

/// What arrives at each place.
#[derive(Debug)]
struct Held {
    stores: usize,
    arrivals: Adjacency<ArrivalId>,
}

impl Held {
    fn new(model: &Model, arrivals: &[Arrival]) -> Self {
        let stores = model.stores.len();
        let count = stores + model.recipients.len();
        let pairs = arrivals.iter().enumerate();
        let pairs = pairs.map(|(index, arrival)| (number(stores, arrival.place), ArrivalId(index as u32)));
        Self { stores, arrivals: Adjacency::new(count, ArrivalId(0), pairs) }
    }

    fn at(&self, place: Place) -> &[ArrivalId] {
        self.arrivals.of(number(self.stores, place))
    }
}

/// The number of a place: stores come first, recipients after them.
fn number(stores: usize, place: Place) -> usize {
    match place {
        Place::Store(store) => store.index(),
        Place::Recipient(recipient) => stores + recipient.index(),
    }
}

/// Builds the flow graph of a model and lets the data spread to its least fixpoint.
pub fn build(model: &Model, vocabulary: &Vocabulary) -> Graph {
    let (spread, places) = rayon::join(|| spread::spread(model, vocabulary), || places(model));
    let count = spread.arrivals.len();
    let crossings = &spread.crossings;
    let ids = || (0..crossings.len() as u32).map(CrossingId);
    let landings = |id| landings(crossings, &spread.landings, id);
    let incoming = ids().flat_map(|id| landings(id).iter().map(move |to| (to.index(), id)));
    let outgoing = ids().filter_map(|id| crossings[id.index()].from.map(|from| (from.index(), id)));
    let ((incoming, outgoing), held) = rayon::join(
        || (Adjacency::new(count, CrossingId(0), incoming), Adjacency::new(count, CrossingId(0), outgoing)),
        || Held::new(model, &spread.arrivals),
    );
    Graph {
        places,
        incoming,
        outgoing,
        facets: spread.facets,
        arrivals: spread.arrivals,
        crossings: spread.crossings,
        landings: spread.landings,
        held,
    }
}

/// The piece of the list of all landings that is one crossing's: it ends where the next one's begins.
fn landings<'a>(crossings: &[Crossing], all: &'a [ArrivalId], id: CrossingId) -> &'a [ArrivalId] {
    let start = crossings[id.index()].first_landing as usize;
    let end = crossings.get(id.index() + 1).map_or(all.len(), |next| next.first_landing as usize);
    &all[start..end]
}

/// The graph of places and declared flows.
fn places(model: &Model) -> DiGraph<Node, Edge> {
    let mut graph = DiGraph::with_capacity(model.stores.len() + model.recipients.len() + 1, model.flows.len());
    let people = graph.add_node(Node::People);
    let mut nodes: FxHashMap<Place, NodeIndex> = FxHashMap::default();
    let stores = (0..model.stores.len() as u32).map(|index| Place::Store(StoreId(index)));
    let recipients = (0..model.recipients.len() as u32).map(|index| Place::Recipient(RecipientId(index)));
    for place in stores.chain(recipients) {
        nodes.insert(place, graph.add_node(Node::Place(place)));
    }
    for (id, flow) in model.flows() {
        let from = flow.from.iter().map(|place| nodes[place]).chain(flow.asked().subjects.first().map(|_| people));
        let lands: Vec<NodeIndex> = spread::landing(flow).iter().map(|place| nodes[place]).collect();
        for from in from {
            let to = if spread::stays(flow) { vec![from] } else { lands.clone() };
            for to in to {
                graph.add_edge(from, to, Edge::Flow(id));
            }
        }
    }
    for (index, store) in model.stores.iter().enumerate() {
        if let Some(of) = store.backup_of {
            let store = StoreId(index as u32);
            graph.add_edge(nodes[&Place::Store(of)], nodes[&Place::Store(store)], Edge::Backup(store));
        }
    }
    graph
}

impl Graph {
    /// What arrives at a place.
    pub fn at(&self, place: Place) -> &[ArrivalId] {
        self.held.at(place)
    }

    /// What is known of an arrival.
    pub fn arrival(&self, id: ArrivalId) -> &Arrival {
        &self.arrivals[id.index()]
    }

    /// What is known of a crossing.
    pub fn crossing(&self, id: CrossingId) -> &Crossing {
        &self.crossings[id.index()]
    }

    /// What a crossing lands; nothing where it is only shown or used.
    pub fn landings(&self, id: CrossingId) -> &[ArrivalId] {
        landings(&self.crossings, &self.landings, id)
    }

    /// The crossings that bring an arrival.
    pub fn incoming(&self, id: ArrivalId) -> &[CrossingId] {
        self.incoming.of(id.index())
    }

    /// The crossings that leave an arrival.
    pub fn outgoing(&self, id: ArrivalId) -> &[CrossingId] {
        self.outgoing.of(id.index())
    }

    /// The arrivals in backups that an arrival in a store brings along.
    pub fn copies(&self, id: ArrivalId) -> &[ArrivalId] {
        &self.arrivals[id.index()].copies
    }

    /// The shortest way to an arrival: flows and the arrivals they bring, from the collection on. A backup's copy has no
    /// flow. What no collection explains begins where it rests.
    pub fn way(&self, id: ArrivalId) -> Vec<(Option<FlowId>, ArrivalId)> {
        let mut way = Vec::new();
        let mut at = Some(id);
        while let Some(arrival) = at {
            let known = self.arrival(arrival);
            let flow = known.by.map(|crossing| self.crossing(crossing).flow);
            way.push((flow, arrival));
            at = known.by.map_or(known.copy_of, |crossing| self.crossing(crossing).from);
        }
        way.reverse();
        way
    }
}
