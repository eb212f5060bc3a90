//! What `candor why` is asked about: declarations, terms of the policy, and rules and clauses that narrow the answer.

use candor::check::weigh::Weighing;
use candor::diagnostic::did_you_mean;
use candor::explain::Declared;
use candor::policy::pack::Pack;
use candor::policy::rule::Rule;
use candor::source::normalised;

/// What is asked about.
#[derive(Default)]
pub(super) struct Subject {
    /// Things, by full name.
    pub(super) names: Vec<String>,
    /// Rules and clauses, by id.
    narrowing: Vec<String>,
}

/// A word that nothing is called, or several things.
pub(super) struct Unknown(String);

impl Unknown {
    /// What to say about it.
    pub(super) fn message(self) -> String {
        self.0
    }
}

impl Subject {
    /// Finds what words mean.
    pub(super) fn find(words: &[String], declared: &Declared, packs: &[&Pack]) -> Result<Self, Unknown> {
        let mut subject = Self::default();
        for word in words {
            if let Some(name) = named(word, declared)? {
                subject.names.push(name);
            } else if packs.iter().any(|pack| is_rule_or_clause(pack, word)) {
                subject.narrowing.push(word.clone());
            } else if packs.iter().any(|pack| is_term(pack, word)) {
                subject.names.push(word.clone());
            } else {
                return Err(unknown(word, declared, packs));
            }
        }
        subject.names.dedup();
        Ok(subject)
    }

    /// Whether the answer is narrowed.
    pub(super) fn is_narrow(&self) -> bool {
        !self.narrowing.is_empty()
    }

    /// Leaves only what concerns the rules and clauses asked about.
    pub(super) fn narrow(&self, pack: &Pack, weighing: &mut Weighing) {
        if !self.is_narrow() {
            return;
        }
        let asked = |id: &str| self.narrowing.iter().any(|word| is_below(id, word));
        let of_rule = |rule: &Rule| {
            let mut clauses = rule.clauses.iter().chain(&rule.rests_on);
            asked(&rule.id) || clauses.any(|clause| asked(&pack.clause_of(*clause).id))
        };
        let wanted = |id: &str| pack.rule(id).is_some_and(of_rule);
        weighing.judged.retain(|judged| wanted(&judged.rule));
        weighing.silent.retain(|silent| wanted(&silent.rule));
    }
}

/// The full name of a declaration, of which a word is the name or the last part.
fn named(word: &str, declared: &Declared) -> Result<Option<String>, Unknown> {
    let word = normalised(word);
    if declared.find(&word).is_some() {
        return Ok(Some(word.into_owned()));
    }
    let ending: Vec<&str> = declared.names().filter(|name| name.rsplit('.').next() == Some(&word)).collect();
    match ending.as_slice() {
        [] => Ok(None),
        [name] => Ok(Some((*name).to_owned())),
        several => {
            let names: Vec<String> = several.iter().map(|name| format!("`{name}`")).collect();
            Err(Unknown(format!("several things are called `{word}`: say which of {}", names.join(", "))))
        }
    }
}

/// Whether an id is a word, or a clause below the number that the word is.
fn is_below(id: &str, word: &str) -> bool {
    id == word || id.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'))
}

fn is_rule_or_clause(pack: &Pack, word: &str) -> bool {
    pack.rule(word).is_some() || pack.clauses.iter().any(|clause| is_below(&clause.id, word))
}

fn is_term(pack: &Pack, word: &str) -> bool {
    let sorts = ["data", "purpose", "feature"].into_iter().filter_map(|sort| pack.vocabulary.sort(sort));
    sorts.into_iter().any(|sort| pack.vocabulary.find(sort, word).is_some())
}

fn unknown(word: &str, declared: &Declared, packs: &[&Pack]) -> Unknown {
    let rules = packs.iter().flat_map(|pack| &pack.rules).map(|rule| rule.id.as_str());
    let clauses = packs.iter().flat_map(|pack| &pack.clauses).map(|clause| clause.id.as_str());
    let short = declared.names().filter_map(|name| name.rsplit_once('.')).map(|(_, last)| last);
    let near = did_you_mean(word, declared.names().chain(short).chain(rules).chain(clauses));
    let help = near.map_or_else(
        || "name a flow, a datum, a store, a recipient, a rule or a clause".to_owned(),
        |near| near.english().to_owned(),
    );
    Unknown(format!("nothing here is called `{word}`; {help}"))
}
