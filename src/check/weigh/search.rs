//! Every binding of every rule that concerns what is asked about, judged; and of the rules that apply to none, what kept
//! them away.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::asked::{Asked, Mask};
use super::sentence::Teller;
use super::{Judged, Reason, Silent, Slot};
use crate::check::about::names;
use crate::check::demands::cited;
use crate::check::evaluate::{Judgement, exception_of, in_scope, judge_applied, truth};
use crate::check::facts::Facts;
use crate::check::walk::{Walk, variables_of};
use crate::check::world::{Entity, Truth};
use crate::policy::facts::{Kind, Type};
use crate::policy::rule::{Condition, Part, Range, Rule};

type Binding = SmallVec<[Entity; 4]>;

/// Judges all rules of the pack.
pub(super) fn search(teller: &Teller<'_>, asked: &Asked<'_>) -> (Vec<Judged>, Vec<Silent>) {
    let mut judged = Vec::new();
    let mut silent = Vec::new();
    for rule in &teller.facts.pack.rules {
        let before = judged.len();
        let mut reasons: Vec<Reason> = Vec::new();
        for part in &rule.parts {
            let mut search = Search::new(teller, asked, rule, part);
            search.grow(&mut Binding::new(), 0, &Truth::True);
            for reason in search.reasons() {
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
            judged.append(&mut search.judged);
        }
        if judged.len() == before {
            silent.push(Silent { rule: rule.id.clone(), reasons });
        }
    }
    (judged, silent)
}

/// The search for the bindings of one part.
struct Search<'a> {
    teller: &'a Teller<'a>,
    asked: &'a Asked<'a>,
    walk: Walk<'a, Facts<'a>>,
    rule: &'a Rule,
    part: &'a Part,
    /// Things that concern something asked about, for a variable whose things depend on no other.
    concerned: FxHashMap<usize, Vec<Entity>>,
    judged: Vec<Judged>,
    /// Judgements by what they are bound to: those of the leaves of one declared word are one, and the worst is told.
    known: FxHashMap<Vec<(String, String)>, usize>,
    reasons: Vec<Reason>,
    /// Sentences that are already among the reasons.
    failed: Vec<*const Condition>,
}

impl<'a> Search<'a> {
    fn new(teller: &'a Teller<'a>, asked: &'a Asked<'a>, rule: &'a Rule, part: &'a Part) -> Self {
        Self {
            teller,
            asked,
            walk: Walk::new(teller.facts, teller.facts.pack, part),
            rule,
            part,
            concerned: FxHashMap::default(),
            judged: Vec::new(),
            known: FxHashMap::default(),
            reasons: Vec::new(),
            failed: Vec::new(),
        }
    }

    fn grow(&mut self, binding: &mut Binding, mask: Mask, applies: &Truth) {
        let at = binding.len();
        let Some(variable) = self.part.variables.get(at) else { return self.judge(binding, applies) };
        let last = at + 1 == self.part.variables.len();
        let things = self.candidates(binding, mask, last);
        if things.is_empty() && mask == self.asked.all() && matches!(variable.range, Range::Fact { .. }) {
            self.because(Reason::Nothing(self.teller.range(self.part, variable)));
        }
        for thing in things {
            let mask = mask | self.asked.mask(thing);
            if last && mask != self.asked.all() {
                continue;
            }
            binding.push(thing);
            let truth = self.applies(binding, mask);
            if truth != Truth::False {
                self.grow(binding, mask, &applies.clone().and(truth));
            }
            binding.pop();
        }
    }

    /// What the next variable can be bound to. Where only things that are asked about can matter any more, those.
    fn candidates(&mut self, binding: &[Entity], mask: Mask, last: bool) -> Vec<Entity> {
        let at = binding.len();
        let range = &self.part.variables[at].range;
        let all = |search: &Self| search.walk.range(range, binding).into_owned();
        let independent = matches!(range, Range::Kinds { .. });
        if !(last && independent && mask != self.asked.all()) {
            return all(self);
        }
        if let Some(known) = self.concerned.get(&at) {
            return known.clone();
        }
        let mut concerned = all(self);
        concerned.retain(|thing| self.asked.mask(*thing) != 0);
        self.concerned.insert(at, concerned.clone());
        concerned
    }

    /// Whether the newest thing is within the policy, and the sentences that can now be asked hold.
    fn applies(&mut self, binding: &[Entity], mask: Mask) -> Truth {
        let (facts, pack) = (self.teller.facts, self.teller.facts.pack);
        let at = binding.len() - 1;
        let concerns = mask == self.asked.all();
        let mut applies = in_scope(facts, pack, binding[at]);
        if applies == Truth::False && concerns {
            let outside = self.teller.out_of_scope(binding[at]);
            outside.into_iter().for_each(|sentence| self.because(Reason::Sentence(sentence)));
        }
        for condition in self.part.when.iter().filter(|condition| last_variable(condition) == at) {
            if applies == Truth::False {
                break;
            }
            applies = applies.and(truth(facts, pack, condition, binding));
            if applies == Truth::False && concerns && !self.failed.contains(&std::ptr::from_ref(condition)) {
                self.failed.push(condition);
                let sentence = self.teller.sentence(Slot::When, &self.part.variables, condition, binding);
                self.because(Reason::Sentence(sentence));
            }
        }
        applies
    }

    fn judge(&mut self, binding: &[Entity], applies: &Truth) {
        let facts = self.teller.facts;
        let judgement = judge_applied(facts, facts.pack, self.part, binding, applies.clone()).judgement;
        let bound = names(facts, self.part, binding);
        let worse = |known: &Judged| weight(&judgement) > weight(&known.judgement);
        let place = self.known.get(&bound).copied();
        if place.is_some_and(|place| !worse(&self.judged[place])) {
            return;
        }
        let judged = Judged {
            rule: self.rule.id.clone(),
            clause: cited(facts.pack, self.part, binding).to_owned(),
            binding: bound.clone(),
            lifted_by: match &judgement {
                Judgement::Excused { exception } => {
                    let excuse = self.part.unless.get(*exception);
                    excuse.map(|excuse| exception_of(facts.pack, excuse).name.clone())
                }
                _ => None,
            },
            sentences: self.teller.sentences(self.part, binding, &judgement),
            judgement,
        };
        match place {
            Some(place) => self.judged[place] = judged,
            None => {
                self.known.insert(bound, self.judged.len());
                self.judged.push(judged);
            }
        }
    }

    fn because(&mut self, reason: Reason) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    /// Why nothing was judged; nothing if something was.
    fn reasons(&mut self) -> Vec<Reason> {
        if !self.judged.is_empty() || !self.reasons.is_empty() {
            return std::mem::take(&mut self.reasons);
        }
        let kinds: Vec<Kind> = self.part.variables.iter().flat_map(|variable| kinds_of(&variable.range)).collect();
        match self.asked.has_any(&kinds) {
            true => vec![Reason::Alone],
            false => vec![Reason::Kinds(kinds.iter().map(|kind| kind.name()).collect())],
        }
    }
}

fn kinds_of(range: &Range) -> Vec<Kind> {
    match range {
        Range::Kinds { kinds, .. } => kinds.clone(),
        Range::Fact { fact, .. } => match fact.of_type() {
            Type::Entity(kind) | Type::Many(kind) => vec![kind],
            _ => Vec::new(),
        },
        Range::Rows { .. } => Vec::new(),
    }
}

/// The variable after which a sentence can be asked.
fn last_variable(condition: &Condition) -> usize {
    variables_of(condition).checked_ilog2().unwrap_or(0) as usize
}

/// The worse, the more.
fn weight(judgement: &Judgement) -> u8 {
    match judgement {
        Judgement::NotApplicable => 0,
        Judgement::Complies { .. } => 1,
        Judgement::Excused { .. } => 2,
        Judgement::MayViolate { .. } => 3,
        Judgement::Violates => 4,
    }
}
