//! Sentences at a binding: what they say, whether it is so, the facts that they speak of and where these are declared.

use super::{Declared, Said, Sentence, Slot, Told};
use crate::check::about::{missing_fact, place_of};
use crate::check::evaluate::{Evaluator, Judgement, exception_of, truth};
use crate::check::facts::Facts;
use crate::check::message;
use crate::check::places::Places;
use crate::check::world::{Entity, Truth, Value, World};
use crate::diagnostic::Language;
use crate::graph::FacetId;
use crate::model::Declaration;
use crate::policy::facts::{Fact, Kind, Type};
use crate::policy::readback;
use crate::policy::rule::{Condition, Excuse, Operand, Part, Predicate, Range, Reference, Root, Step, Test, Variable};
use crate::syntax::words::{ClauseWord, Keyword};

/// The language in which everything here is told.
pub(super) const LANGUAGE: Language = Language::English;

/// A declaration, and clauses of it that declare a fact.
type Origin = (Declaration, Vec<ClauseWord>);

/// Tells of sentences.
pub(super) struct Teller<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) places: &'a Places<'a>,
}

impl Teller<'_> {
    /// What a variable ranges over, in words.
    pub(super) fn range(&self, part: &Part, variable: &Variable) -> String {
        match &variable.range {
            Range::Fact { fact, of, .. } => {
                let of = readback::spoken(self.facts.pack, &part.variables, of, LANGUAGE);
                match fact.of_type() {
                    Type::Rows(table) => format!("row of `{table}` about {of}"),
                    _ => format!("{} of {of}", fact.name()),
                }
            }
            Range::Kinds { common, .. } => common.name().to_owned(),
            Range::Rows { table, .. } => format!("row of `{}`", self.facts.pack.table_of(*table).name),
        }
    }

    /// The sentences of a part; those of its exceptions only where a demand is not certainly met.
    pub(super) fn sentences(&self, part: &Part, binding: &[Entity], judgement: &Judgement) -> Vec<Sentence> {
        let of = |slot: Slot, conditions: &[Condition]| -> Vec<Sentence> {
            let told = conditions.iter().map(|one| self.sentence(slot.clone(), &part.variables, one, binding));
            told.collect()
        };
        let mut sentences = of(Slot::When, &part.when);
        sentences.extend(of(Slot::Must, &part.must));
        sentences.extend(of(Slot::MustNot, &part.must_not));
        if !matches!(judgement, Judgement::Complies { .. } | Judgement::NotApplicable) {
            sentences.extend(part.unless.iter().flat_map(|excuse| self.exception(part, excuse, binding)));
        }
        sentences
    }

    fn exception(&self, part: &Part, excuse: &Excuse, binding: &[Entity]) -> Vec<Sentence> {
        let exception = exception_of(self.facts.pack, excuse);
        let slot = Slot::Unless(exception.name.clone());
        let (variables, binding) = match excuse {
            Excuse::Own(_) => (part.variables.as_slice(), binding),
            Excuse::Named { variable, .. } => {
                let at = usize::from(*variable);
                (part.variables.get(at..=at).unwrap_or_default(), binding.get(at..=at).unwrap_or_default())
            }
        };
        exception.when.iter().map(|one| self.sentence(slot.clone(), variables, one, binding)).collect()
    }

    pub(super) fn sentence(
        &self,
        slot: Slot,
        variables: &[Variable],
        condition: &Condition,
        binding: &[Entity],
    ) -> Sentence {
        let mut facts = Vec::new();
        self.collect(variables, condition, binding, &mut facts);
        Sentence {
            slot,
            words: readback::sentence(self.facts.pack, variables, condition),
            said: self.said(truth(self.facts, self.facts.pack, condition, binding)),
            facts,
        }
    }

    fn said(&self, truth: Truth) -> Said {
        match truth {
            Truth::True => Said::Yes,
            Truth::False => Said::No,
            Truth::Unknown(gaps) => Said::Unknown(gaps.iter().map(|gap| missing_fact(self.facts, gap)).collect()),
        }
    }

    /// The sentence of the pack's scope that a thing does not meet.
    pub(super) fn out_of_scope(&self, thing: Entity) -> Option<Sentence> {
        let (kind, binding) = (self.facts.kind(thing), [thing]);
        let of_kind = self.facts.pack.scope.iter().filter(|(scoped, _)| kind.is_a(*scoped));
        let variable = |kind: Kind| {
            [Variable { name: kind.name().to_owned(), range: Range::Kinds { kinds: vec![kind], common: kind } }]
        };
        let told = of_kind.flat_map(|(kind, conditions)| conditions.iter().map(move |condition| (*kind, condition)));
        let mut told = told.map(|(kind, condition)| self.sentence(Slot::Scope, &variable(kind), condition, &binding));
        told.find(|sentence| sentence.said == Said::No)
    }

    /// All facts that a sentence speaks of, each once.
    fn collect(&self, variables: &[Variable], condition: &Condition, binding: &[Entity], facts: &mut Vec<Told>) {
        let mut add = |told: Told| {
            if !facts.contains(&told) {
                facts.push(told);
            }
        };
        match condition {
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().for_each(|one| self.collect(variables, one, binding, facts));
            }
            Condition::Not(condition) => self.collect(variables, condition, binding, facts),
            Condition::Quantified { noun, of, .. } => add(self.told(variables, &followed(of, *noun), binding)),
            Condition::Reaches { from, to, barriers, .. } => {
                let evaluator = Evaluator::new(self.facts, self.facts.pack, binding);
                if let (Value::One(from), Value::One(to)) = (evaluator.follow(from), evaluator.follow(to)) {
                    let way = match self.facts.reaches(from, to, barriers) {
                        Truth::False => "none".to_owned(),
                        Truth::True | Truth::Unknown(_) => {
                            let way = self.facts.way_between(from, to, barriers);
                            way.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(" → ")
                        }
                    };
                    add(Told { fact: "the path".to_owned(), value: way, declared: Vec::new() });
                }
            }
            Condition::Simple { subject, predicate, .. } => {
                match predicate {
                    Predicate::Has { step, .. } | Predicate::HasNo { step, .. } | Predicate::States { step, .. } => {
                        add(self.told(variables, &followed(subject, *step), binding));
                    }
                    Predicate::Is { step, .. } => add(self.whether(variables, subject, *step, binding)),
                    Predicate::IsA { .. } => add(self.class(variables, subject, binding)),
                    Predicate::Time { .. } => add(self.told(variables, subject, binding)),
                }
                for other in compared_with(predicate) {
                    add(self.told(variables, other, binding));
                }
            }
        }
    }

    fn told(&self, variables: &[Variable], reference: &Reference, binding: &[Entity]) -> Told {
        Told {
            fact: readback::spoken(self.facts.pack, variables, reference, LANGUAGE),
            value: message::value(self.facts, self.facts.pack, reference, binding, LANGUAGE),
            declared: self.declared(reference, binding),
        }
    }

    /// A fact that is yes or no.
    fn whether(&self, variables: &[Variable], subject: &Reference, step: Step, binding: &[Entity]) -> Told {
        let told = self.told(variables, &followed(subject, step), binding);
        let adjective = match step {
            Step::Fact(fact) => fact.name(),
            Step::Column(..) => return told,
        };
        let subject = readback::spoken(self.facts.pack, variables, subject, LANGUAGE);
        Told { fact: format!("whether {subject} is {adjective}"), ..told }
    }

    fn class(&self, variables: &[Variable], reference: &Reference, binding: &[Entity]) -> Told {
        let evaluator = Evaluator::new(self.facts, self.facts.pack, binding);
        let value = match evaluator.follow(reference) {
            Value::One(thing) => match self.facts.class(thing) {
                Value::Terms(terms) => message::terms(self.facts, self.facts.pack, &terms, LANGUAGE),
                _ => "none".to_owned(),
            },
            Value::Unknown(_) => "not declared".to_owned(),
            _ => "none".to_owned(),
        };
        let spoken = readback::spoken(self.facts.pack, variables, reference, LANGUAGE);
        Told { fact: format!("the class of {spoken}"), value, declared: self.declared(reference, binding) }
    }

    /// The clauses that declare the last fact of a reference.
    fn declared(&self, reference: &Reference, binding: &[Entity]) -> Vec<Declared> {
        let Some((Step::Fact(fact), before)) = reference.steps.split_last() else { return Vec::new() };
        let owner = Reference { root: reference.root, steps: before.to_vec() };
        let evaluator = Evaluator::new(self.facts, self.facts.pack, binding);
        let Value::One(owner) = evaluator.follow(&owner) else { return Vec::new() };
        let mut declared: Vec<Declared> = Vec::new();
        for (declaration, words) in self.origins(owner, *fact) {
            for word in words {
                let place = self.places.clause(self.facts, declaration, word, owner);
                declared.extend(place.map(|span| Declared {
                    declaration: self.facts.model.name(declaration).to_owned(),
                    clause: word.text(),
                    span,
                }));
            }
        }
        declared.dedup();
        declared
    }

    /// The declarations that a fact comes from. What is computed is led back to what it is computed from.
    fn origins(&self, owner: Entity, fact: Fact) -> Vec<Origin> {
        use ClauseWord as C;
        let own = |words: Vec<C>| place_of(self.facts, owner).map(|declaration| (declaration, words));
        let from = |origins: Vec<Option<Origin>>| origins.into_iter().flatten().collect();
        match fact {
            Fact::FlowConsent => from(vec![own(vec![C::Basis]), self.subject(owner, C::AcceptsPolicy)]),
            Fact::FlowActorConsent | Fact::FlowGround => from(vec![own(vec![C::Basis])]),
            Fact::ClaimMet => from(vec![self.claim(owner)]),
            Fact::FlowExplanation => from(vec![own(vec![C::Notice])]),
            Fact::FlowNeed => from(vec![own(vec![C::For])]),
            Fact::FlowReceiver | Fact::FlowInChain | Fact::FlowChainPurposes => {
                from(vec![self.recipient(owner, vec![C::Agreement, C::LimitedTo, C::Authorised])])
            }
            Fact::FlowGranted | Fact::FlowListedPurposes => {
                from(vec![self.collection(owner, vec![C::Feature, C::For])])
            }
            Fact::CollectLostFeature | Fact::CollectFurtherLoss => from(vec![own(vec![C::Required, C::Optional])]),
            Fact::DatumOriginFeature => from(vec![self.collection(owner, vec![C::Feature])]),
            Fact::DatumOriginMeans => from(vec![self.collection(owner, vec![C::Means])]),
            Fact::DatumCollectionPurposes => from(vec![self.collection(owner, vec![C::For])]),
            Fact::DatumIdentifiability | Fact::DatumPersonal => self.transforms(owner),
            Fact::DatumAge | Fact::DatumSensitive => from(vec![self.subject(owner, C::Age)]),
            Fact::HoldingEndEvent | Fact::HoldingErasureEvent | Fact::HoldingKeptEvent => {
                from(vec![own(vec![C::Delete, C::Apply, C::Keep])])
            }
            _ => from(vec![own(fact.how().split([',', ' ']).filter_map(C::from_text).collect())]),
        }
    }

    fn facet(&self, owner: Entity) -> Option<u32> {
        match owner {
            Entity::Flow(flow) => Some(self.facts.crossing(flow).datum.0),
            Entity::Datum(facet, _) => Some(facet),
            Entity::Holding(holding) => Some(self.facts.graph.arrival(crate::graph::ArrivalId(holding)).facet.0),
            _ => None,
        }
    }

    fn subject(&self, owner: Entity, word: ClauseWord) -> Option<Origin> {
        let subject = self.facts.graph.facets.origin_of(FacetId(self.facet(owner)?)).subject?;
        Some((Declaration { keyword: Keyword::Subject, index: subject.0 }, vec![word]))
    }

    fn collection(&self, owner: Entity, words: Vec<ClauseWord>) -> Option<Origin> {
        let (id, _) = self.facts.collection(self.facet(owner)?)?;
        Some((self.facts.model.flow_declaration(id), words))
    }

    fn recipient(&self, owner: Entity, words: Vec<ClauseWord>) -> Option<Origin> {
        let Entity::Flow(flow) = owner else { return None };
        let recipient = self.facts.ground(flow).recipient?;
        Some((Declaration { keyword: Keyword::Recipient, index: recipient.0 }, words))
    }

    fn claim(&self, owner: Entity) -> Option<Origin> {
        use ClauseWord as C;
        let words = [
            C::Because,
            C::Link,
            C::Necessary,
            C::Protects,
            C::Asking,
            C::Cites,
            C::Party,
            C::Issuer,
            C::Dated,
            C::Evidence,
        ];
        Some((self.facts.declaration(owner)?, words.to_vec()))
    }

    fn transforms(&self, owner: Entity) -> Vec<Origin> {
        let facet = self.facet(owner).map(|facet| self.facts.graph.facets.get(FacetId(facet)));
        let transforms = facet.into_iter().flat_map(|facet| facet.transforms.iter());
        let origin = |id: &crate::model::TransformId| {
            let declaration = Declaration { keyword: Keyword::Transform, index: id.0 };
            (declaration, vec![ClauseWord::Restorable, ClauseWord::Evidence])
        };
        transforms.map(origin).collect()
    }
}

fn followed(of: &Reference, step: Step) -> Reference {
    let steps = of.steps.iter().copied().chain([step]).collect();
    Reference { root: of.root, steps }
}

/// What a predicate compares with, but what the policy or a list of it says for all.
fn compared_with(predicate: &Predicate) -> Vec<&Reference> {
    let operands: &[Operand] = match predicate {
        Predicate::Has { test, .. } | Predicate::HasNo { test, .. } => match test {
            Test::Exists => &[],
            Test::OneOf(operands) | Test::AllOf(operands) | Test::Within(operands) => operands,
            Test::Compare(_, operand) => std::slice::from_ref(operand),
        },
        Predicate::IsA { values, .. } => values,
        Predicate::Is { .. } | Predicate::Time { .. } | Predicate::States { .. } => &[],
    };
    let references = operands.iter().filter_map(|operand| match operand {
        Operand::Reference(reference) => Some(reference),
        Operand::Terms(..) | Operand::Step(_) | Operand::Time(_) | Operand::Text(_) => None,
    });
    references.filter(|reference| reference.root != Root::Policy).collect()
}
