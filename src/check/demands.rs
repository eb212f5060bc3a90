//! What a part of a rule asks for, and which clause it cites.

use super::facts::Facts;
use super::world::{Entity, Value, World};
use crate::policy::facts::{Fact, Kind};
use crate::policy::pack::Pack;
use crate::policy::rule::{Barrier, Cites, Condition, Part, Predicate, Reference, Root, Step};
use crate::syntax::words::ClauseWord;

/// The clause that a finding at a binding cites.
pub(super) fn cited<'p>(pack: &'p Pack, part: &Part, binding: &[Entity]) -> &'p str {
    match part.cites {
        Cites::Clause(clause) => &pack.clause_of(clause).id,
        Cites::Row(variable) => match binding.get(usize::from(variable)) {
            Some(Entity::Row(table, row)) => &pack.clause_of(pack.table_of(*table).rows[*row as usize].clause).id,
            _ => "",
        },
    }
}

pub(super) fn follow(facts: &Facts<'_>, reference: &Reference, binding: &[Entity]) -> Option<Entity> {
    let mut thing = bound(reference, binding)?;
    for step in &reference.steps {
        let Step::Fact(fact) = step else { return None };
        let Value::One(next) = facts.fact(thing, *fact) else { return None };
        thing = next;
    }
    Some(thing)
}

/// The thing that a reference begins with.
pub(super) fn bound(reference: &Reference, binding: &[Entity]) -> Option<Entity> {
    match reference.root {
        Root::Variable(variable) => binding.get(usize::from(variable)).copied(),
        Root::System => Some(Entity::System),
        Root::Policy => Some(Entity::Policy),
    }
}

pub(super) fn path_sentence(condition: &Condition) -> Option<(&Reference, &Reference, &[Barrier])> {
    match condition {
        Condition::Reaches { from, to, barriers, .. } => Some((from, to, barriers)),
        Condition::All(conditions) | Condition::Any(conditions) => conditions.iter().find_map(path_sentence),
        Condition::Not(condition) => path_sentence(condition),
        Condition::Quantified { .. } | Condition::Simple { .. } => None,
    }
}

/// The facts that a part's demands ask for, in their order.
pub(super) fn facts_of(part: &Part) -> Vec<Fact> {
    let mut facts = Vec::new();
    for condition in part.must.iter().chain(&part.must_not) {
        collect_facts(condition, &mut facts);
    }
    facts
}

fn collect_facts(condition: &Condition, facts: &mut Vec<Fact>) {
    let mut add = |predicate: &Predicate| match predicate {
        Predicate::Has { step: Step::Fact(fact), .. }
        | Predicate::HasNo { step: Step::Fact(fact), .. }
        | Predicate::Is { step: Step::Fact(fact), .. }
        | Predicate::States { step: Step::Fact(fact), .. } => facts.push(*fact),
        Predicate::Has { .. }
        | Predicate::HasNo { .. }
        | Predicate::Is { .. }
        | Predicate::States { .. }
        | Predicate::IsA { .. }
        | Predicate::Time { .. } => {}
    };
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|condition| collect_facts(condition, facts));
        }
        Condition::Not(condition) => collect_facts(condition, facts),
        Condition::Quantified { predicate, .. } => add(predicate),
        Condition::Simple { predicate, .. } => add(predicate),
        Condition::Reaches { .. } => {}
    }
}

/// The clauses of a declaration that a part's demands are about: those that declare their facts, and for facts of a
/// datum the clauses that name it.
pub(super) fn clauses_about(part: &Part) -> Vec<ClauseWord> {
    let mut words = Vec::new();
    for fact in facts_of(part) {
        let of_datum = matches!(
            fact,
            Fact::FlowDatum | Fact::FlowResult | Fact::FlowNeed | Fact::CollectDemand | Fact::CollectLostFeature
        ) || fact.kind() == Kind::Datum;
        let of_purpose = matches!(fact, Fact::FlowPurpose | Fact::FlowPurposes);
        if of_datum {
            words.extend([ClauseWord::Required, ClauseWord::Optional, ClauseWord::Data]);
        } else if of_purpose {
            words.push(ClauseWord::For);
        } else {
            words.extend(fact.how().split(", ").filter_map(ClauseWord::from_text));
        }
    }
    words
}
