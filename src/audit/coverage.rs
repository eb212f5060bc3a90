//! Clause by clause: what stands for it.

use super::excuses_by;
use crate::policy::pack::{CheckKind, Clause, ClauseId, Modality, Pack};
use crate::policy::rule::Rule;

/// What stands for a clause in the first place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Some rule finds a breach of it.
    Enforced,
    /// No rule finds a breach of it by itself; it bounds rules, lifts what they demand, or gives them a row.
    Supporting,
    /// Only a person can judge it.
    Human,
    /// It tells or defines something, and asks for nothing.
    Informative,
    /// Nothing stands for it.
    Uncovered,
}

impl Standing {
    /// All, best first.
    pub const ALL: [Self; 5] = [Self::Enforced, Self::Supporting, Self::Human, Self::Informative, Self::Uncovered];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Enforced => "enforced",
            Self::Supporting => "supporting",
            Self::Human => "human",
            Self::Informative => "informative",
            Self::Uncovered => "uncovered",
        }
    }
}

/// What stands for one clause.
#[derive(Debug, Clone)]
pub struct Covered<'p> {
    /// The clause.
    pub clause: &'p Clause,
    /// What stands for it in the first place.
    pub standing: Standing,
    /// Rules that find a breach of it.
    pub rules: Vec<&'p str>,
    /// Rules that it bounds, or from which it excuses.
    pub supports: Vec<&'p str>,
    /// Tables in which it has a row.
    pub tables: Vec<&'p str>,
    /// What a person must judge all the same.
    pub human: Option<&'p str>,
}

/// Tells of every clause what stands for it, in the order of the policy.
pub fn coverage(pack: &Pack) -> Vec<Covered<'_>> {
    (0..pack.clauses.len() as u32).map(|index| covered(pack, ClauseId(index))).collect()
}

fn covered(pack: &Pack, id: ClauseId) -> Covered<'_> {
    let clause = pack.clause_of(id);
    let ids = |wanted: &dyn Fn(&Rule) -> bool| {
        pack.rules.iter().filter(|rule| wanted(rule)).map(|rule| rule.id.as_str()).collect::<Vec<_>>()
    };
    let rules = ids(&|rule| rule.clauses.contains(&id));
    let supports = ids(&|rule| rule.rests_on.contains(&id) || excuses_by(pack, rule, id));
    let with_row = pack.tables.iter().filter(|table| table.rows.iter().any(|row| row.clause == id));
    let tables: Vec<&str> = with_row.map(|table| table.name.as_str()).collect();
    let standing = if !rules.is_empty() {
        Standing::Enforced
    } else if !supports.is_empty() || !tables.is_empty() {
        Standing::Supporting
    } else if clause.human.is_some() {
        Standing::Human
    } else if is_informative(clause) {
        Standing::Informative
    } else {
        Standing::Uncovered
    };
    Covered { clause, standing, rules, supports, tables, human: clause.human.as_deref() }
}

/// A duty, a ban, an exception or a permission with bounds is never only informative: a rule or a person must see to it.
fn is_informative(clause: &Clause) -> bool {
    match clause.modality {
        Modality::Disclosure | Modality::Definition => true,
        Modality::Permission => clause.check == CheckKind::Text,
        Modality::Obligation | Modality::Prohibition | Modality::Exception => false,
    }
}
