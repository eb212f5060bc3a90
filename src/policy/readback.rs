//! The sentences that a compiled rule means, quantifiers spelt out: what a lawyer signs is what runs.

mod sentence;

use super::facts::{Kind, Scale, Type};
use super::pack::{ClauseId, Pack};
use super::rule::{Cites, Condition, Exception, Excuse, Operand, Part, Predicate, Range, Reference, Rule, Variable};
use crate::diagnostic::Language;
use crate::syntax::value::{Time, Unit};
use sentence::AND;

/// What a rule means, in words: its parts one after another.
pub fn read_back(pack: &Pack, rule: &Rule, language: Language) -> String {
    let parts: Vec<String> =
        rule.parts.iter().map(|part| Teller { pack, variables: &part.variables, language }.part(part)).collect();
    parts.join("\n\n")
}

/// What a single sentence asks for, without naming again what it is about: `citation law`.
pub(crate) fn demand(pack: &Pack, variables: &[Variable], condition: &Condition, language: Language) -> String {
    let teller = Teller { pack, variables, language };
    match condition {
        Condition::Simple { predicate: Predicate::Has { step, test }, .. } => teller.wanted(*step, test),
        Condition::Simple { predicate: Predicate::States { step, negated: false }, .. } => teller.noun(*step),
        Condition::Simple { .. }
        | Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::Quantified { .. }
        | Condition::Reaches { .. } => teller.sentence(condition),
    }
}

/// A sentence in words.
pub(crate) fn sentence(pack: &Pack, variables: &[Variable], condition: &Condition) -> String {
    Teller { pack, variables, language: Language::English }.sentence(condition)
}

/// A named exception in words.
pub(crate) fn exception(pack: &Pack, exception: &Exception) -> String {
    let range = Range::Kinds { kinds: vec![exception.of], common: exception.of };
    let variables = [Variable { name: exception.of.name().to_owned(), range }];
    let mut out = String::new();
    let teller = Teller { pack, variables: &variables, language: Language::English };
    teller.list(&mut out, &teller.clauses(&exception.clauses), &exception.when);
    out
}

/// The one variable of sentences about a claim.
pub(crate) fn claim() -> [Variable; 1] {
    let range = Range::Kinds { kinds: vec![Kind::Claim], common: Kind::Claim };
    [Variable { name: Kind::Claim.name().to_owned(), range }]
}

/// Sentences about a claim in words.
pub(crate) fn of_claim(pack: &Pack, conditions: &[Condition]) -> String {
    Teller { pack, variables: &claim(), language: Language::English }.joined(conditions, AND)
}

/// What a fact is compared with, in words.
pub(crate) fn operand(pack: &Pack, variables: &[Variable], of_type: Option<Type>, operand: &Operand) -> String {
    Teller { pack, variables, language: Language::English }.operand(operand, of_type)
}

/// What a reference names, in words.
pub(crate) fn spoken(pack: &Pack, variables: &[Variable], reference: &Reference, language: Language) -> String {
    Teller { pack, variables, language }.reference(reference)
}

/// A length of time in words.
pub(crate) fn time(time: Time, language: Language) -> String {
    let unit = match time.unit {
        Unit::Hour => [" hour", "小时"],
        Unit::Day => [" day", "日"],
        Unit::Month => [" month", "个月"],
        Unit::Year => [" year", "年"],
    };
    let plural = if time.count == 1 { "" } else { language.of(["s", ""]) };
    format!("{}{}{plural}", time.count, language.of(unit))
}

struct Teller<'p> {
    pack: &'p Pack,
    variables: &'p [Variable],
    language: Language,
}

impl Teller<'_> {
    /// One of two wordings, English first.
    fn say(&self, wordings: [&str; 2], parts: &[&str]) -> String {
        self.language.say(wordings, parts)
    }

    fn part(&self, part: &Part) -> String {
        let mut out = self.ranges();
        let must = self.language.of(["it must be that", "必须"]);
        self.list(&mut out, self.language.of(["where", "在下列情形下"]), &part.when);
        self.list(&mut out, must, &part.must);
        for condition in &part.must_not {
            out.push_str(&format!("\n{must}\n- {}", self.forbidden(condition)));
        }
        for excuse in &part.unless {
            self.excuse(&mut out, part, excuse);
        }
        let graver = ["it weighs as an error where it is certain that", "确有下列情形的，按错误计"];
        self.list(&mut out, self.language.of(graver), &part.error_when);
        out.push_str(&self.citation(part));
        out
    }

    fn forbidden(&self, condition: &Condition) -> String {
        match condition {
            Condition::Reaches { from, to, barriers, .. } if !barriers.is_empty() => {
                let wordings = ["every path {0} passes {1}", "{0}的每条途径都经过{1}"];
                self.say(wordings, &[&self.path(from, to), &self.barriers(barriers)])
            }
            other => self.say(["it is never so that {0}", "不得有：{0}"], &[&self.sentence(other)]),
        }
    }

    fn ranges(&self) -> String {
        let each = self.variables.iter().map(|variable| match &variable.range {
            Range::Kinds { common: common @ (Kind::System | Kind::Policy), .. } => {
                self.say(["the {0}", "{0}"], &[common.noun(self.language)])
            }
            Range::Kinds { .. } | Range::Fact { .. } | Range::Rows { .. } => self.every(variable),
        });
        let each: Vec<String> = each.collect();
        self.say(["for {0}", "对{0}"], &[&each.join(self.language.of([", and for ", "，并对"]))])
    }

    fn every(&self, variable: &Variable) -> String {
        match &variable.range {
            Range::Kinds { kinds, .. } => {
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.noun(self.language)).collect();
                let noun = self.named(&kinds.join(self.language.of([" or ", "或"])), &variable.name);
                self.say(["every {0}", "每一{0}"], &[&noun])
            }
            Range::Fact { fact, of, clauses } => {
                let parts = [fact.noun(self.language), &self.reference(of)];
                let noun = self.say(["every {0} of {1}", "{1}的每一{0}"], &parts);
                self.named(&self.chosen(&noun, fact.of_type(), clauses), &variable.name)
            }
            Range::Rows { table, clauses } => {
                let noun = self.say(["every row of `{0}`", "`{0}`的每一行"], &[&self.pack.table_of(*table).name]);
                self.named(&self.chosen(&noun, Type::Rows(""), clauses), &variable.name)
            }
        }
    }

    /// Rows are those of the rule's clauses alone.
    fn chosen(&self, noun: &str, of_type: Type, clauses: &[ClauseId]) -> String {
        match of_type {
            Type::Rows(_) if !clauses.is_empty() => {
                self.say(["{0} for {1}", "{0}（限{1}）"], &[noun, &self.clauses(clauses)])
            }
            _ => noun.to_owned(),
        }
    }

    fn named(&self, noun: &str, variable: &str) -> String {
        if noun == variable || noun == self.called(variable) {
            return noun.to_owned();
        }
        self.say(["{0} (the {1})", "{0}（下称{1}）"], &[noun, &self.called(variable)])
    }

    /// A variable by the kind that it is named after, or by the name that its author gave it.
    fn called(&self, variable: &str) -> String {
        match (self.language, Kind::from_name(variable)) {
            (Language::English, _) => variable.to_owned(),
            (Language::Chinese, Some(kind)) => kind.noun(self.language).to_owned(),
            (Language::Chinese, None) => format!("`{variable}`"),
        }
    }

    fn clauses(&self, clauses: &[ClauseId]) -> String {
        let ids: Vec<&str> = clauses.iter().map(|id| self.pack.clause_of(*id).id.as_str()).collect();
        self.language.list(&ids)
    }

    fn list(&self, out: &mut String, head: &str, conditions: &[Condition]) {
        if conditions.is_empty() {
            return;
        }
        out.push_str(&format!("\n{head}"));
        for condition in conditions {
            out.push_str(&format!("\n- {}", self.sentence(condition)));
        }
    }

    fn excuse(&self, out: &mut String, part: &Part, excuse: &Excuse) {
        let head = |exception: &Exception| {
            let wordings = ["unless, by `{0}` ({1})", "除非，依`{0}`（{1}）"];
            self.say(wordings, &[&exception.name, &self.clauses(&exception.clauses)])
        };
        match excuse {
            Excuse::Named { exception, variable } => {
                let exception = &self.pack.exceptions[usize::from(*exception)];
                let excused = &part.variables[usize::from(*variable)];
                let variables = [Variable { name: excused.name.clone(), range: excused.range.clone() }];
                let teller = Teller { variables: &variables, ..*self };
                teller.list(out, &head(exception), &exception.when);
            }
            Excuse::Own(exception) => self.list(out, &head(exception), &exception.when),
        }
    }

    fn citation(&self, part: &Part) -> String {
        let clause = match part.cites {
            Cites::Clause(clause) => self.pack.clause_of(clause).id.clone(),
            Cites::Row(variable) => self.say(["the clause of {0}", "{0}的条款"], &[&self.variable(variable)]),
        };
        let severity = match part.severity {
            Some(severity) => severity.called(self.language),
            None => self.language.of(["of the clause", "同该条款"]),
        };
        self.say(["\na finding cites {0}, with the severity {1}", "\n发现引用{0}，严重程度：{1}"], &[&clause, severity])
    }
}

/// A step of the scale that a fact is measured on.
pub(crate) fn step_word(of_type: Option<Type>, step: u8, language: Language) -> &'static str {
    let scale: Option<Scale> = match of_type {
        Some(Type::Scale(scale)) => Some(scale),
        _ => None,
    };
    scale.map_or("?", |scale| scale.step(step, language))
}
