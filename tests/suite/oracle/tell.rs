//! What a run says, line by line: once from the oracle, once from the engine.

use std::collections::{BTreeMap, BTreeSet};

use candor::analysis::Analysis;
use candor::check::finding::{Finding, Verdict};

use super::know::{Known, Thing, Value};
use super::law::{self, Barrier, Condition, Kind, Range, Reference, Rule};
use super::spread::By;
use super::weigh::{self, Gaps, Judgement};
use super::words;
use super::world::Place;

/// What a run says.
pub(crate) type Lines = BTreeSet<String>;

// ---- the engine

/// What the engine's findings and counts say.
pub(super) fn engine(analysis: &Analysis) -> Lines {
    let mut lines: Lines = analysis.findings.iter().map(finding).collect();
    for rule in &analysis.rules {
        lines.insert(counts(&rule.rule, rule.applied, rule.complies, rule.excused));
    }
    lines.insert(sizes(analysis.counts.ground_flows, analysis.counts.holdings));
    lines
}

fn finding(finding: &Finding) -> String {
    let event = |event: &Option<String>| event.as_ref().map(|event| format!(" ({event})")).unwrap_or_default();
    let missing = finding.missing.iter().map(|gap| format!("{}.{}{}", gap.declaration, gap.clause, event(&gap.event)));
    let binding = finding.binding.iter().map(|(name, thing)| format!("{name} = {thing}"));
    let about = About {
        rule: finding.rule.clone(),
        clause: finding.clause.clone(),
        binding: binding.collect(),
        what: [&finding.datum, &finding.origin, &finding.purpose, &finding.recipient].map(Clone::clone),
        path: finding.path.iter().map(|step| step.name.clone()).collect(),
    };
    let violates = finding.verdict == Verdict::Violates;
    about.told(&Said { violates, missing: missing.collect(), only_for: finding.only_for.iter().cloned().collect() })
}

fn counts(rule: &str, applied: usize, complies: usize, excused: usize) -> String {
    format!("{rule} applies {applied} times, {complies} comply, {excused} are excused")
}

fn sizes(grounds: usize, holdings: usize) -> String {
    format!("{grounds} ground flows, {holdings} holdings")
}

/// What a finding is about: findings that agree in all of it are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct About {
    rule: String,
    clause: String,
    binding: Vec<String>,
    /// The datum, its origin, the purpose and the recipient.
    what: [Option<String>; 4],
    path: Vec<String>,
}

/// What a finding says of it.
#[derive(Debug, Clone, Default)]
struct Said {
    violates: bool,
    missing: BTreeSet<String>,
    only_for: BTreeSet<String>,
}

impl Said {
    /// What two say of the same: the graver counts.
    fn join(&mut self, other: Self) {
        match (self.violates, other.violates) {
            (false, true) => *self = other,
            (true, false) => {}
            (false, false) | (true, true) => {
                self.missing.extend(other.missing);
                self.only_for.extend(other.only_for);
            }
        }
    }
}

impl About {
    fn told(&self, said: &Said) -> String {
        let verdict = if said.violates { "violates" } else { "may violate" };
        let mut text = format!("{} {verdict} {}: {}", self.rule, self.clause, self.binding.join(", "));
        for (word, name) in ["datum", "from", "for", "to"].iter().zip(&self.what) {
            text += &name.as_ref().map(|name| format!("; {word} {name}")).unwrap_or_default();
        }
        // What a breach leaves unsaid is told beside it, and decides nothing.
        let nothing = BTreeSet::new();
        let missing = if said.violates { &nothing } else { &said.missing };
        for (word, list) in [("missing", missing), ("only for", &said.only_for)] {
            if !list.is_empty() {
                text += &format!("; {word} {}", list.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
            }
        }
        if !self.path.is_empty() {
            text += &format!("; by {}", self.path.join(" → "));
        }
        text
    }
}

// ---- the oracle

/// What comes of a run, as the design defines it.
pub(crate) struct Expected {
    pub(crate) lines: Lines,
    /// How many bindings were looked at.
    pub(crate) bindings: usize,
    pub(crate) findings: usize,
    /// How many steps the longest way has.
    pub(crate) longest: usize,
}

/// A judgement that is not plain compliance: the binding, and what is missing where it only may violate.
struct Hit {
    binding: Vec<Thing>,
    doubt: Option<Gaps>,
}

pub(super) fn oracle(known: &Known<'_>) -> Expected {
    let mut expected = Expected { lines: Lines::new(), bindings: 0, findings: 0, longest: 0 };
    let filler = filler();
    let rules = (!known.law.protection.is_empty()).then_some(&filler).into_iter().chain(&known.law.rules);
    for rule in rules {
        tell_rule(known, rule, &mut expected);
    }
    let holdings =
        known.things(Kind::Holding).into_iter().filter(|it| weigh::in_scope(known, it) != weigh::Truth::False);
    expected.lines.insert(sizes(known.grounds.len(), holdings.count()));
    expected
}

/// The rule that every pack has, so that each row of `protection` has one.
fn filler() -> Rule {
    let must = Condition::Simple(
        Reference { variable: 0, steps: Vec::new() },
        law::Predicate::Has("measures", law::Test::AllOf(vec![law::Operand::Column(1, "measures")])),
    );
    Rule {
        name: "oracle/every-row".to_owned(),
        variables: vec![
            law::Variable { name: "thing", range: Range::Kinds(vec![Kind::Store]) },
            law::Variable { name: "row", range: Range::Protection },
        ],
        when: Vec::new(),
        must: vec![must],
        must_not: Vec::new(),
        unless: Vec::new(),
        own: None,
    }
}

fn tell_rule(known: &Known<'_>, rule: &Rule, expected: &mut Expected) {
    let mut bindings: Vec<Vec<Thing>> = vec![Vec::new()];
    for variable in &rule.variables {
        let grow = |binding: Vec<Thing>| {
            let things = things(known, &variable.range, &binding);
            things.into_iter().map(move |thing| binding.iter().cloned().chain([thing]).collect::<Vec<Thing>>())
        };
        bindings = bindings.into_iter().flat_map(grow).collect();
    }
    let (mut applied, mut complies, mut excused) = (0, 0, 0);
    let mut hits = Vec::new();
    expected.bindings += bindings.len();
    for binding in bindings {
        match weigh::judge(known, rule, &binding) {
            Judgement::NotApplicable => continue,
            Judgement::Complies => complies += 1,
            Judgement::Excused => excused += 1,
            Judgement::Violates => hits.push(Hit { binding, doubt: None }),
            Judgement::MayViolate(gaps) => hits.push(Hit { binding, doubt: Some(gaps) }),
        }
        applied += 1;
    }
    expected.lines.insert(counts(&rule.name, applied, complies, excused));
    let mut groups: BTreeMap<Vec<Thing>, Vec<&Hit>> = BTreeMap::new();
    let mut certain: BTreeMap<Vec<Thing>, BTreeSet<Vec<Thing>>> = BTreeMap::new();
    for hit in &hits {
        let key = declared(known, &hit.binding);
        if hit.doubt.is_none() {
            certain.entry(without_rows(&key)).or_default().insert(without_rows(&hit.binding));
        }
        groups.entry(key).or_default().push(hit);
    }
    let mut found: BTreeMap<About, Said> = BTreeMap::new();
    for (key, hits) in groups {
        let hit = certain.get(&without_rows(&key)).map_or(0, BTreeSet::len);
        tell(known, rule, &hits, hit, &mut found);
    }
    expected.findings += found.len();
    expected.longest = found.keys().map(|about| about.path.len()).fold(expected.longest, usize::max);
    expected.lines.extend(found.iter().map(|(about, said)| about.told(said)));
}

fn things(known: &Known<'_>, range: &Range, binding: &[Thing]) -> Vec<Thing> {
    match range {
        Range::Kinds(kinds) => weigh::range(known, kinds),
        Range::Fact(fact, of) => match known.fact(&binding[*of], fact) {
            Value::One(thing) => vec![thing],
            Value::Many(things) => things,
            _ => Vec::new(),
        },
        Range::Protection => (0..known.law.protection.len()).map(|row| Thing::Row("protection", row)).collect(),
        Range::Limits(of) => match binding[*of] {
            Thing::Flow(ground) => known.limits(ground).into_iter().map(|row| Thing::Row("limits", row)).collect(),
            _ => Vec::new(),
        },
    }
}

fn size(known: &Known<'_>, ground: usize) -> usize {
    known.grounds.iter().filter(|other| other.first == known.grounds[ground].first).count()
}

/// A binding whatever the leaves of what was declared.
fn declared(known: &Known<'_>, binding: &[Thing]) -> Vec<Thing> {
    let whatever = |thing: &Thing| match thing {
        Thing::Flow(ground) => Thing::Flow(known.grounds[*ground].first),
        Thing::Claim(claim, Some(ground)) => Thing::Claim(*claim, Some(known.grounds[*ground].first)),
        other => other.clone(),
    };
    binding.iter().map(whatever).collect()
}

fn without_rows(binding: &[Thing]) -> Vec<Thing> {
    binding.iter().filter(|thing| !matches!(thing, Thing::Row(..))).cloned().collect()
}

fn tell(known: &Known<'_>, rule: &Rule, hits: &[&Hit], certain: usize, found: &mut BTreeMap<About, Said>) {
    let binding = &hits[0].binding;
    let sizes = binding.iter().map(|thing| match thing {
        Thing::Flow(ground) | Thing::Claim(_, Some(ground)) => size(known, *ground),
        _ => 1,
    });
    let all: usize = sizes.product();
    let some = hits.iter().any(|hit| hit.doubt.is_none());
    let only_for = if some && certain < all { leaves(known, hits) } else { BTreeSet::new() };
    let missing = hits.iter().filter_map(|hit| hit.doubt.as_ref()).flatten();
    let event = |event: Option<&str>| event.map(|event| format!(" ({event})")).unwrap_or_default();
    let missing = missing.map(|gap| format!("{}.{}{}", gap.declaration, gap.clause, event(gap.event)));
    let path = path(known, rule, binding);
    let about = About {
        rule: rule.name.clone(),
        clause: clause(binding),
        binding: names(known, rule, binding),
        what: binding.iter().rev().find_map(|thing| what(known, thing)).unwrap_or_default(),
        path,
    };
    let said = Said { violates: some && certain >= all, missing: missing.collect(), only_for };
    found.entry(about).and_modify(|known| known.join(said.clone())).or_insert(said);
}

fn clause(binding: &[Thing]) -> String {
    let row = binding.iter().find_map(|thing| match thing {
        Thing::Row(table, row) => Some(law::clause(table, *row)),
        _ => None,
    });
    row.unwrap_or_else(|| "general".to_owned())
}

/// The leaves of coarse words that break a rule, where not all do.
fn leaves(known: &Known<'_>, hits: &[&Hit]) -> BTreeSet<String> {
    let mut leaves = BTreeSet::new();
    let certain = hits.iter().filter(|hit| hit.doubt.is_none());
    for thing in certain.flat_map(|hit| &hit.binding) {
        let (Thing::Flow(ground) | Thing::Claim(_, Some(ground))) = thing else { continue };
        let known_ground = &known.grounds[*ground];
        if known.world.class_of(known.crossing(*ground).datum.field).leaves().len() > 1 {
            leaves.insert(words::name(known_ground.datum).to_owned());
        }
        if let super::know::Aim::Of(purpose, leaf) = known_ground.aim
            && known.world.purpose_class(purpose).leaves().len() > 1
        {
            leaves.insert(words::name(leaf).to_owned());
        }
    }
    leaves
}

/// What a binding is called: the variables, then what a flow or a holding among them is about, then the place.
fn names(known: &Known<'_>, rule: &Rule, binding: &[Thing]) -> Vec<String> {
    let mut names: Vec<String> = rule
        .variables
        .iter()
        .zip(binding)
        .map(|(variable, thing)| format!("{} = {}", variable.name, name(known, thing)))
        .collect();
    let mut add = |word: &str, name: Option<String>| names.extend(name.map(|name| format!("{word} = {name}")));
    let field = |field: usize| Some(known.world.data[field].head.full());
    let about = binding.iter().find_map(|thing| match thing {
        Thing::Flow(ground) | Thing::Claim(_, Some(ground)) => Some((Some(*ground), None)),
        Thing::Holding(holding) => Some((None, Some(*holding))),
        _ => None,
    });
    match about {
        Some((Some(ground), _)) => {
            let crossing = known.crossing(ground);
            add("flow", Some(known.flow(ground).head.full()));
            add("datum", field(crossing.datum.field));
            add("result", field(crossing.result.field));
            add("origin", known.collection_name(&crossing.datum));
            add("purpose", weigh::purpose_name(known, ground));
            let recipient = known.grounds[ground].recipient;
            add("recipient", recipient.map(|recipient| known.world.recipients[recipient].head.full()));
        }
        Some((_, Some(holding))) => {
            let arrival = &known.spread.arrivals[holding];
            add("datum", field(arrival.facet.field));
            add("origin", known.collection_name(&arrival.facet));
            let word = match arrival.place {
                Place::Store(_) => "store",
                Place::Recipient(_) => "recipient",
            };
            add(word, Some(known.world.place_name(arrival.place)));
        }
        _ => {}
    }
    if let Some(thing) = primary(binding) {
        add("place", Some(place_name(known, thing)));
    }
    names
}

/// The datum, its origin, the purpose and the recipient that a thing is about.
fn what(known: &Known<'_>, thing: &Thing) -> Option<[Option<String>; 4]> {
    let field = |field: usize| Some(known.world.data[field].head.full());
    let party = |party: usize| known.world.recipients[party].head.full();
    match thing {
        Thing::Flow(ground) | Thing::Claim(_, Some(ground)) => {
            let datum = &known.crossing(*ground).datum;
            let to = known.grounds[*ground].recipient.map(party);
            let purpose = weigh::purpose_name(known, *ground);
            Some([field(datum.field), known.collection_name(datum), purpose, to])
        }
        Thing::Holding(holding) => {
            let arrival = &known.spread.arrivals[*holding];
            let at = match arrival.place {
                Place::Store(_) => None,
                Place::Recipient(index) => Some(party(index)),
            };
            Some([field(arrival.facet.field), known.collection_name(&arrival.facet), None, at])
        }
        _ => None,
    }
}

/// The thing that a finding is about: of two flows the one that the data reach.
fn primary(binding: &[Thing]) -> Option<&Thing> {
    let flow = binding.iter().rev().find(|thing| matches!(thing, Thing::Flow(_)));
    flow.or_else(|| binding.iter().find(|thing| !matches!(thing, Thing::Row(..))))
}

fn place_name(known: &Known<'_>, thing: &Thing) -> String {
    match thing {
        Thing::Claim(_, Some(ground)) => known.flow(*ground).head.full(),
        Thing::Holding(holding) => known.world.place_name(known.spread.arrivals[*holding].place),
        Thing::System => "system".to_owned(),
        other => name(known, other),
    }
}

fn name(known: &Known<'_>, thing: &Thing) -> String {
    let world = known.world;
    match thing {
        Thing::Flow(ground) => known.flow(*ground).head.full(),
        Thing::Datum(facet, _) => world.data[facet.field].head.full(),
        Thing::Holding(holding) => {
            let arrival = &known.spread.arrivals[*holding];
            let word = match arrival.place {
                Place::Store(_) => "in",
                Place::Recipient(_) => "at",
            };
            format!("{} {word} {}", world.data[arrival.facet.field].head.full(), world.place_name(arrival.place))
        }
        Thing::Store(index) => world.stores[*index].head.full(),
        Thing::Recipient(index) => world.recipients[*index].head.full(),
        Thing::Subject(index) => world.subjects[*index].head.full(),
        Thing::Feature(index) => world.features[*index].head.full(),
        Thing::Consent(index) => world.consents[*index].head.full(),
        Thing::Claim(index, _) => world.claims[*index].head.full(),
        Thing::Transform(index) => world.transforms[*index].head.full(),
        Thing::Right(index) => world.rights[*index].head.full(),
        Thing::System => "whole".to_owned(),
        Thing::Row("protection", row) => known.law.protection[*row].join(", "),
        Thing::Row(_, row) => known.law.limits[*row].feature.to_owned(),
    }
}

// ---- ways

/// A step: a declaration, and the datum on the way there.
type Step = (String, usize);

fn path(known: &Known<'_>, rule: &Rule, binding: &[Thing]) -> Vec<String> {
    let sentence = rule.must.iter().chain(&rule.must_not).find_map(path_sentence);
    let steps = match sentence {
        Some((from, to, barriers)) => way_between(known, &binding[from], &binding[to], barriers),
        None => primary(binding).map(|thing| way_to(known, thing)).unwrap_or_default(),
    };
    steps.into_iter().map(|(name, _)| name).collect()
}

fn path_sentence(condition: &Condition) -> Option<(usize, usize, &[Barrier])> {
    match condition {
        Condition::Reaches(from, to, barriers) => Some((from.variable, to.variable, barriers)),
        Condition::All(conditions) | Condition::Any(conditions) => conditions.iter().find_map(path_sentence),
        Condition::Not(inner) => path_sentence(inner),
        Condition::Simple(..) | Condition::Quantified(..) => None,
    }
}

fn way_to(known: &Known<'_>, thing: &Thing) -> Vec<Step> {
    match thing {
        Thing::Flow(ground) | Thing::Claim(_, Some(ground)) => {
            let from = known.crossing(*ground).from;
            let mut way = from.map(|from| way_of(known, from)).unwrap_or_default();
            way.extend(end(known, *ground));
            way
        }
        Thing::Holding(holding) => way_of(known, *holding),
        _ => Vec::new(),
    }
}

/// The flow itself, and who gets what it carries.
fn end(known: &Known<'_>, ground: usize) -> Vec<Step> {
    let field = known.crossing(ground).result.field;
    let mut end = vec![(known.flow(ground).head.full(), field)];
    if let Some(recipient) = known.grounds[ground].recipient {
        end.push((known.world.recipients[recipient].head.full(), field));
    }
    end
}

fn way_of(known: &Known<'_>, arrival: usize) -> Vec<Step> {
    let here = &known.spread.arrivals[arrival];
    let place = (known.world.place_name(here.place), here.facet.field);
    let (mut way, flow) = match here.by {
        By::Nothing => (Vec::new(), None),
        By::Copy(of) => (way_of(known, of), None),
        By::Crossing(crossing) => {
            let crossing = &known.spread.crossings[crossing];
            let flow = (known.world.flows[crossing.flow].head.full(), here.facet.field);
            (crossing.from.map(|from| way_of(known, from)).unwrap_or_default(), Some(flow))
        }
    };
    way.extend(flow);
    way.push(place);
    way
}

fn way_between(known: &Known<'_>, from: &Thing, to: &Thing, barriers: &[Barrier]) -> Vec<Step> {
    let mut way = way_to(known, from);
    let mut seen = BTreeSet::new();
    for (crossing, arrival) in weigh::reach(known, from, to, barriers).1 {
        let here = &known.spread.arrivals[arrival];
        if let Some(crossing) = crossing {
            let flow = known.spread.crossings[crossing].flow;
            way.push((known.world.flows[flow].head.full(), here.facet.field));
        }
        if seen.insert(arrival) {
            way.push((known.world.place_name(here.place), here.facet.field));
        }
    }
    if let Thing::Flow(ground) = to {
        way.extend(end(known, *ground));
    }
    way.dedup();
    way
}
