//! From hits to findings: names, places, paths, missing facts, identities.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::about::{About, missing_fact, names, place_name, place_of, primary};
use super::demands::{bound, cited, clauses_about, facts_of, follow, path_sentence};
use super::facts::Facts;
use super::finding::{Finding, MissingFact, PathStep, Told, Verdict};
use super::places::Places;
use super::run::{Binding, Given, Hit, verdict};
use super::world::{Entity, Gap, Gaps, World};
use super::{identity, message};
use crate::diagnostic::{Language, Severity, Standing, Text, say};
use crate::policy::facts::Fact;
use crate::policy::rule::{Condition, Message, Part, Predicate, Rule, Step};
use crate::source::Span;
use crate::syntax::words::ClauseWord;

/// Findings, and for each what caused it, for the listing.
pub(super) struct Findings {
    pub(super) list: Vec<Finding>,
    pub(super) causes: Vec<String>,
}

/// Hits of one declared word: the same rule, part and binding but for leaves.
struct Group<'h> {
    hits: Vec<&'h Hit>,
    verdict: Verdict,
    gaps: Gaps,
    /// Only some leaves are hit.
    partial: bool,
}

/// Makes findings of hits, in the order of names.
pub(super) fn findings(facts: &Facts<'_>, given: Given<'_>, hits: &[Hit]) -> Findings {
    let groups = groups(facts, hits);
    let places = Places::new(given.sources, given.trees);
    let make = |group: &Group<'_>| Maker { facts, given, group, places: &places }.finding();
    let mut made: Vec<(Finding, String)> = groups.par_iter().map(make).collect();
    made.par_sort_by(|(left, _), (right, _)| order(left).cmp(&order(right)));
    made.dedup_by(|(later, _), (earlier, _)| {
        let same = later.id == earlier.id && later.message == earlier.message;
        if same {
            merge(earlier, later);
        }
        same
    });
    let (list, causes) = made.into_iter().unzip();
    Findings { list, causes }
}

/// Two findings that say the same of what only people behind the data tell apart are one: the graver counts, and what
/// would decide either is missing.
fn merge(kept: &mut Finding, other: &mut Finding) {
    kept.severity = kept.severity.max(other.severity);
    match kept.verdict.cmp(&other.verdict) {
        Ordering::Greater => {}
        Ordering::Less => {
            kept.verdict = other.verdict;
            kept.missing = std::mem::take(&mut other.missing);
            kept.only_for = std::mem::take(&mut other.only_for);
        }
        Ordering::Equal => {
            kept.missing.append(&mut other.missing);
            kept.missing.sort();
            kept.missing.dedup();
            kept.only_for.append(&mut other.only_for);
            kept.only_for.sort();
            kept.only_for.dedup();
        }
    }
}

fn order(finding: &Finding) -> impl Ord + '_ {
    let what = (&finding.datum, &finding.purpose, &finding.recipient, &finding.origin);
    (&finding.place, &finding.rule, &finding.clause, what, &finding.message, &finding.id)
}

/// A ground flow's group begins here.
pub(super) fn first_of_group(facts: &Facts<'_>, flow: u32) -> u32 {
    let group = facts.ground(flow).group;
    let mut first = flow;
    while first > 0 && facts.ground(first - 1).group == group {
        first -= 1;
    }
    first
}

fn group_size(facts: &Facts<'_>, flow: u32) -> usize {
    let first = first_of_group(facts, flow);
    let group = facts.ground(flow).group;
    facts.grounds[first as usize..].iter().take_while(|ground| ground.group == group).count()
}

/// A binding whatever the leaves.
fn declared(facts: &Facts<'_>, binding: &Binding) -> Binding {
    let whatever = |thing: &Entity| match *thing {
        Entity::Flow(flow) => Entity::Flow(first_of_group(facts, flow)),
        Entity::Claim(index) => {
            let claimed = facts.claims.get(index);
            let same = |other: u32| {
                let other = facts.claims.get(other);
                let group = |flow: Option<u32>| flow.map(|flow| facts.ground(flow).group);
                other.claim == claimed.claim && group(other.flow) == group(claimed.flow)
            };
            let mut first = index;
            while first > 0 && same(first - 1) {
                first -= 1;
            }
            Entity::Claim(first)
        }
        Entity::Datum(facet, _) => Entity::Data(facts.field(facet).0),
        other => other,
    };
    binding.iter().map(whatever).collect()
}

fn leaf_count(facts: &Facts<'_>, binding: &Binding) -> usize {
    let sizes = binding.iter().map(|thing| match *thing {
        Entity::Flow(flow) => group_size(facts, flow),
        Entity::Claim(index) => facts.claims.get(index).flow.map_or(1, |flow| group_size(facts, flow)),
        _ => 1,
    });
    sizes.product()
}

fn without_rows(binding: &Binding) -> Binding {
    binding.iter().filter(|thing| !matches!(thing, Entity::Row(..))).copied().collect()
}

/// Groups hits by what was declared. If every leaf of a declared word is hit for certain, it violates; if only some are,
/// it may.
fn groups<'h>(facts: &Facts<'_>, hits: &'h [Hit]) -> Vec<Group<'h>> {
    let mut at: FxHashMap<(u32, u32, Binding), usize> = FxHashMap::default();
    let mut grouped: Vec<Vec<&Hit>> = Vec::new();
    let mut certain: FxHashMap<(u32, u32, Binding), FxHashSet<Binding>> = FxHashMap::default();
    for hit in hits {
        let key = declared(facts, &hit.binding);
        if hit.doubt.is_none() {
            let leaves = certain.entry((hit.rule, hit.part, without_rows(&key))).or_default();
            leaves.insert(without_rows(&hit.binding));
        }
        let next = grouped.len();
        let place = *at.entry((hit.rule, hit.part, key)).or_insert(next);
        if place == next {
            grouped.push(Vec::new());
        }
        grouped[place].push(hit);
    }
    let group = |hits: Vec<&'h Hit>| {
        let key = without_rows(&declared(facts, &hits[0].binding));
        let all = leaf_count(facts, &key);
        let hit = certain.get(&(hits[0].rule, hits[0].part, key)).map_or(0, FxHashSet::len);
        let mut gaps = Gaps::new();
        for doubt in hits.iter().filter_map(|hit| hit.doubt.as_ref()) {
            super::facts::join(&mut gaps, doubt);
        }
        let some = hits.iter().any(|hit| verdict(hit) == Verdict::Violates);
        let verdict = if some && hit >= all { Verdict::Violates } else { Verdict::MayViolate };
        Group { partial: some && hit < all, hits, verdict, gaps }
    };
    grouped.into_iter().map(group).collect()
}

struct Maker<'a> {
    facts: &'a Facts<'a>,
    given: Given<'a>,
    group: &'a Group<'a>,
    places: &'a Places<'a>,
}

impl Maker<'_> {
    fn finding(&self) -> (Finding, String) {
        let hit = self.group.hits[0];
        let pack = self.given.pack;
        let rule = &pack.rules[hit.rule as usize];
        let part = &rule.parts[hit.part as usize];
        let binding = hit.binding.as_slice();
        let thing = primary(binding).unwrap_or(Entity::System);
        let about = binding.iter().rev().find_map(|thing| About::of(self.facts, *thing)).unwrap_or_default();
        let path = self.path(part, binding, thing);
        let clause = cited(pack, part, binding);
        let own = self.words(part, [&part.message, &part.fix], binding, &path, pack.language());
        let place = place_name(self.facts, thing);
        let mut finding = Finding {
            id: String::new(),
            rule: rule.id.clone(),
            clause: clause.to_owned(),
            verdict: self.group.verdict,
            severity: self.severity(part, clause),
            waived: None,
            standing: Standing::default(),
            message: own.message,
            fix: own.fix,
            told: self.told(rule, hit.part as usize, binding, &path),
            span: self.span(part, thing),
            label: self.label(thing, &about),
            place,
            binding: names(self.facts, part, binding),
            datum: about.datum,
            origin: about.origin,
            purpose: about.purpose,
            recipient: about.recipient,
            only_for: if self.group.partial { self.only_for() } else { Vec::new() },
            path,
            missing: self.missing(part),
            because: self.because(part, binding, clause),
            bounds: rule.rests_on.iter().map(|clause| pack.clause_of(*clause).id.clone()).collect(),
        };
        finding.id = identity::of_finding(&finding, about.store.as_deref());
        let cause = self.cause(part, thing, &finding.place);
        (finding, cause)
    }

    /// What is said in each language that the pack was loaded with.
    fn told(&self, rule: &Rule, part: usize, binding: &[Entity], path: &[PathStep]) -> Vec<Told> {
        let languages = self.given.pack.texts.iter().map(|texts| texts.language);
        let told = languages.filter_map(|language| {
            let told = self.given.pack.told(language);
            let messages = [told.message(rule, part)?, told.fix(rule, part)?];
            Some(self.words(&rule.parts[part], messages, binding, path, language))
        });
        told.collect()
    }

    fn words(
        &self,
        part: &Part,
        [message, fix]: [&Message; 2],
        binding: &[Entity],
        path: &[PathStep],
        language: Language,
    ) -> Told {
        let pack = self.given.pack;
        let missing = message::failing(self.facts, pack, part, binding, language);
        let words = message::Words { language, path: &way(path), missing: &missing, spelt: false };
        let render = |message, words: &message::Words| message::render(self.facts, pack, message, binding, words);
        let fix = render(fix, &message::Words { spelt: true, ..words });
        Told { language, message: render(message, &words), fix }
    }

    fn severity(&self, part: &Part, clause: &str) -> Severity {
        let of_clause = || self.given.pack.clause(clause).map(|id| self.given.pack.clause_of(id).severity);
        match self.group.hits.iter().any(|hit| hit.raised) {
            true => Severity::Error,
            false => part.severity.or_else(of_clause).unwrap_or(Severity::Error),
        }
    }

    fn path(&self, part: &Part, binding: &[Entity], thing: Entity) -> Vec<PathStep> {
        match part.must.iter().chain(&part.must_not).find_map(path_sentence) {
            Some((from, to, barriers)) => match (bound(from, binding), bound(to, binding)) {
                (Some(from), Some(to)) => self.facts.way_between(from, to, barriers),
                _ => self.facts.way_to(thing),
            },
            None => self.facts.way_to(thing),
        }
    }

    /// Where a finding points: at the clause of the declaration that the first failing demand is about, else at its name.
    fn span(&self, part: &Part, thing: Entity) -> Option<Span> {
        let declaration = place_of(self.facts, thing)?;
        let wanted = clauses_about(part);
        let found = wanted.iter().find_map(|word| self.places.clause(self.facts, declaration, *word, thing));
        found.or_else(|| self.facts.model.head(declaration)?.span)
    }

    fn label(&self, thing: Entity, about: &About) -> Text {
        match (thing, &about.datum, &about.purpose) {
            (Entity::Flow(_), Some(datum), Some(purpose)) => {
                say!(["`{datum}` for `{purpose}`", "`{datum}`，目的为 `{purpose}`"])
            }
            (Entity::Flow(_) | Entity::Holding(_), Some(datum), _) => Text::quoted(datum),
            _ => Text::default(),
        }
    }

    /// The leaves of a coarse word that are hit, where not all are.
    fn only_for(&self) -> Vec<String> {
        let mut leaves = Vec::new();
        for hit in self.group.hits.iter().filter(|hit| hit.doubt.is_none()) {
            for thing in &hit.binding {
                let flow = match *thing {
                    Entity::Flow(flow) => Some(flow),
                    Entity::Claim(claim) => self.facts.claims.get(claim).flow,
                    _ => None,
                };
                leaves.extend(flow.into_iter().flat_map(|flow| self.leaves(flow)));
            }
        }
        leaves.sort();
        leaves.dedup();
        leaves
    }

    fn leaves(&self, flow: u32) -> Vec<String> {
        let facts = self.facts;
        let ground = facts.ground(flow);
        let first = facts.ground(first_of_group(facts, flow));
        let last = &facts.grounds[(first_of_group(facts, flow) as usize) + group_size(facts, flow) - 1];
        let mut leaves = Vec::new();
        if first.datum_leaf != last.datum_leaf {
            leaves.push(facts.term_name(ground.datum_leaf).into_owned());
        }
        if let super::ground::Aim::Of(_, leaf) = ground.aim
            && first.aim != last.aim
        {
            leaves.push(facts.term_name(leaf).into_owned());
        }
        leaves
    }

    /// The facts that would decide a doubt; of what a violation demands to be stated, the clauses that are left out.
    fn missing(&self, part: &Part) -> Vec<MissingFact> {
        let fact = |gap: &Gap| missing_fact(self.facts, gap);
        match self.group.verdict {
            Verdict::Violates => self.unstated(part),
            Verdict::MayViolate => {
                let mut missing: Vec<MissingFact> = self.group.gaps.iter().map(fact).collect();
                missing.sort();
                missing.dedup();
                missing
            }
        }
    }

    fn unstated(&self, part: &Part) -> Vec<MissingFact> {
        let binding = &self.group.hits[0].binding;
        let demanded = part.must.iter().filter_map(|condition| match condition {
            Condition::Simple {
                subject,
                predicate: Predicate::States { negated: false, step: Step::Fact(fact) },
                ..
            } => Some((follow(self.facts, subject, binding)?, *fact)),
            _ => None,
        });
        let missing = demanded.filter(|(thing, fact)| !self.facts.states(*thing, *fact)).filter_map(|(thing, fact)| {
            let clause = fact.how().split(", ").find_map(ClauseWord::from_text)?;
            let head = self.facts.model.head(self.facts.declaration(thing)?)?;
            let declaration = head.name.to_string();
            Some(MissingFact { declaration, clause: clause.text(), event: None, span: head.span })
        });
        missing.collect()
    }

    /// The clauses of the rows that a finding rests on beside the one that it cites.
    fn because(&self, part: &Part, binding: &[Entity], cited: &str) -> Vec<String> {
        let pack = self.given.pack;
        let clause = |table, row: u32| pack.clause_of(pack.table_of(table).rows[row as usize].clause).id.clone();
        let mut clauses: Vec<String> = binding
            .iter()
            .filter_map(|thing| match thing {
                Entity::Row(table, row) => Some(clause(*table, *row)),
                _ => None,
            })
            .collect();
        let listed = |fact: &Fact| matches!(fact, Fact::FlowGranted | Fact::FlowListedPurposes | Fact::FlowLimit);
        if facts_of(part).iter().any(listed) {
            for thing in binding {
                if let Entity::Flow(flow) = thing {
                    clauses.extend(self.facts.limits(*flow).map(|row| clause(self.facts.tables.limits_id, row)));
                }
            }
        }
        clauses.retain(|clause| clause != cited);
        clauses.sort();
        clauses.dedup();
        clauses
    }

    /// What caused a finding: another declaration that the failing demand is about (a subject who never accepted the
    /// policy), else the declaration itself.
    fn cause(&self, part: &Part, thing: Entity, place: &str) -> String {
        let hit = self.group.hits[0];
        let through = part.must.iter().filter_map(|condition| match condition {
            Condition::Simple { subject, .. } if !subject.steps.is_empty() => Some(subject),
            _ => None,
        });
        let mut reached = through.filter_map(|reference| follow(self.facts, reference, &hit.binding));
        let other = reached.find_map(|other| match other {
            Entity::Recipient(_) | Entity::Subject(_) | Entity::Transform(_) if other != thing => {
                self.facts.declaration(other)
            }
            _ => None,
        });
        other.map_or_else(|| place.to_owned(), |declaration| self.facts.model.name(declaration).to_owned())
    }
}

fn way(path: &[PathStep]) -> String {
    path.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(" → ")
}
