//! The sentences that a compiled rule means, quantifiers spelt out: what a lawyer signs is what runs.

use super::facts::{Kind, Scale, Type};
use super::pack::{ClauseId, Pack};
use super::rule::{
    Barrier, Cites, Comparison, Condition, Exception, Excuse, Operand, Part, Predicate, Quantifier, Range, Reference,
    Root, Rule, Step, Test, Variable,
};
use crate::syntax::value::{Time, Unit};

/// What a rule means, in words: its parts one after another.
pub fn read_back(pack: &Pack, rule: &Rule) -> String {
    let parts: Vec<String> =
        rule.parts.iter().map(|part| Teller { pack, variables: &part.variables }.part(part)).collect();
    parts.join("\n\n")
}

/// What a single sentence asks for, without naming again what it is about: `citation law`.
pub(crate) fn demand(pack: &Pack, variables: &[Variable], condition: &Condition) -> String {
    let teller = Teller { pack, variables };
    match condition {
        Condition::Simple { predicate: Predicate::Has { step, test }, .. } => teller.wanted(*step, test),
        Condition::Simple { predicate: Predicate::States { step, negated: false }, .. } => {
            teller.noun(*step).to_owned()
        }
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
    Teller { pack, variables }.sentence(condition)
}

/// A named exception in words.
pub(crate) fn exception(pack: &Pack, exception: &Exception) -> String {
    let range = Range::Kinds { kinds: vec![exception.of], common: exception.of };
    let variables = [Variable { name: exception.of.name().to_owned(), range }];
    let mut out = String::new();
    let teller = Teller { pack, variables: &variables };
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
    Teller { pack, variables: &claim() }.joined(conditions, "and")
}

/// What a fact is compared with, in words.
pub(crate) fn operand(pack: &Pack, variables: &[Variable], of_type: Option<Type>, operand: &Operand) -> String {
    Teller { pack, variables }.operand(operand, of_type)
}

/// What a reference names, in words.
pub(crate) fn spoken(pack: &Pack, variables: &[Variable], reference: &Reference) -> String {
    Teller { pack, variables }.reference(reference)
}

/// A length of time in words.
pub(crate) fn time(time: Time) -> String {
    let unit = match time.unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    format!("{} {unit}{}", time.count, if time.count == 1 { "" } else { "s" })
}

struct Teller<'p> {
    pack: &'p Pack,
    variables: &'p [Variable],
}

impl Teller<'_> {
    fn part(&self, part: &Part) -> String {
        let mut out = self.ranges();
        self.list(&mut out, "where", &part.when);
        self.list(&mut out, "it must be that", &part.must);
        for condition in &part.must_not {
            let forbidden = match condition {
                Condition::Reaches { from, to, barriers, .. } if !barriers.is_empty() => {
                    format!("every path {} passes {}", self.path(from, to), self.barriers(barriers))
                }
                other => format!("it is never so that {}", self.sentence(other)),
            };
            out.push_str(&format!("\nit must be that\n- {forbidden}"));
        }
        for excuse in &part.unless {
            self.excuse(&mut out, part, excuse);
        }
        self.list(&mut out, "it weighs as an error where it is certain that", &part.error_when);
        out.push_str(&self.citation(part));
        out
    }

    fn ranges(&self) -> String {
        let each = self.variables.iter().map(|variable| match &variable.range {
            Range::Kinds { common: common @ (Kind::System | Kind::Policy), .. } => format!("the {}", common.name()),
            Range::Kinds { .. } | Range::Fact { .. } | Range::Rows { .. } => format!("every {}", self.range(variable)),
        });
        format!("for {}", each.collect::<Vec<_>>().join(", and for "))
    }

    fn range(&self, variable: &Variable) -> String {
        match &variable.range {
            Range::Kinds { kinds, .. } => {
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
                named(&kinds.join(" or "), &variable.name)
            }
            Range::Fact { fact, of, clauses } => {
                let noun = format!("{} of {}", fact.name(), self.reference(of));
                named(&self.chosen(&noun, fact.of_type(), clauses), &variable.name)
            }
            Range::Rows { table, clauses } => {
                let noun = format!("row of `{}`", self.pack.table_of(*table).name);
                named(&self.chosen(&noun, Type::Rows(""), clauses), &variable.name)
            }
        }
    }

    /// Rows are those of the rule's clauses alone.
    fn chosen(&self, noun: &str, of_type: Type, clauses: &[ClauseId]) -> String {
        match of_type {
            Type::Rows(_) if !clauses.is_empty() => format!("{noun} for {}", self.clauses(clauses)),
            _ => noun.to_owned(),
        }
    }

    fn clauses(&self, clauses: &[ClauseId]) -> String {
        let ids: Vec<&str> = clauses.iter().map(|id| self.pack.clause_of(*id).id.as_str()).collect();
        ids.join(", ")
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
        let (exception, head) = match excuse {
            Excuse::Named { exception, variable } => {
                let exception = &self.pack.exceptions[usize::from(*exception)];
                let excused = &part.variables[usize::from(*variable)];
                let variables = [Variable { name: excused.name.clone(), range: excused.range.clone() }];
                let head = format!("unless, by `{}` ({})", exception.name, self.clauses(&exception.clauses));
                Teller { pack: self.pack, variables: &variables }.list(out, &head, &exception.when);
                return;
            }
            Excuse::Own(exception) => {
                (exception, format!("unless, by `{}` ({})", exception.name, self.clauses(&exception.clauses)))
            }
        };
        self.list(out, &head, &exception.when);
    }

    fn citation(&self, part: &Part) -> String {
        let clause = match part.cites {
            Cites::Clause(clause) => self.pack.clause_of(clause).id.clone(),
            Cites::Row(variable) => format!("the clause of {}", self.variable(variable)),
        };
        match part.severity {
            Some(severity) => format!("\na finding cites {clause}, with the severity {}", severity.word()),
            None => format!("\na finding cites {clause}, with the severity of the clause"),
        }
    }

    fn variable(&self, number: u8) -> String {
        let name = self.variables.get(usize::from(number)).map_or("thing", |variable| variable.name.as_str());
        format!("the {name}")
    }

    fn reference(&self, reference: &Reference) -> String {
        let root = match reference.root {
            Root::Variable(number) => self.variable(number),
            Root::System => "the system".to_owned(),
            Root::Policy => "the policy".to_owned(),
        };
        reference.steps.iter().fold(root, |of, step| format!("the {} of {of}", self.noun(*step)))
    }

    /// A fact by its name; a column, whose name is the pack's own, in backticks.
    fn noun(&self, step: Step) -> String {
        match step {
            Step::Fact(fact) => fact.name().to_owned(),
            Step::Column(table, column) => {
                format!("`{}`", self.pack.table_of(table).columns[usize::from(column)].0)
            }
        }
    }

    fn of_type(&self, step: Step) -> Type {
        match step {
            Step::Fact(fact) => fact.of_type(),
            Step::Column(table, column) => self.pack.table_of(table).columns[usize::from(column)].1,
        }
    }

    fn sentence(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(conditions) => self.joined(conditions, "and"),
            Condition::Any(conditions) => self.joined(conditions, "or"),
            Condition::Not(condition) => format!("it is not so that {}", self.sentence(condition)),
            Condition::Simple { subject, predicate, .. } => self.said(&self.reference(subject), predicate),
            Condition::Reaches { from, to, barriers, .. } => {
                let free =
                    if barriers.is_empty() { String::new() } else { format!(" without {}", self.barriers(barriers)) };
                format!("a path leads {}{free}", self.path(from, to))
            }
            Condition::Quantified { quantifier, noun, of, that, predicate, .. } => {
                let all = format!("{} of {}", self.noun(*noun), self.reference(of));
                let that = that.as_ref().map(|that| relative(&self.said("it", that))).unwrap_or_default();
                let predicate = self.said("it", predicate);
                match quantifier {
                    Quantifier::Every => format!("for every {all}{that}, {predicate}"),
                    Quantifier::Some => format!("there is some {all}{that}, and {predicate}"),
                    Quantifier::No => format!("there is no {all}{that} so that {predicate}"),
                }
            }
        }
    }

    fn joined(&self, conditions: &[Condition], joint: &str) -> String {
        let sentences: Vec<String> = conditions
            .iter()
            .map(|condition| match condition {
                Condition::All(_) | Condition::Any(_) => format!("({})", self.sentence(condition)),
                Condition::Not(_)
                | Condition::Quantified { .. }
                | Condition::Reaches { .. }
                | Condition::Simple { .. } => self.sentence(condition),
            })
            .collect();
        sentences.join(&format!(", {joint} "))
    }

    fn path(&self, from: &Reference, to: &Reference) -> String {
        format!("from what {} lands to {}", self.reference(from), self.reference(to))
    }

    fn barriers(&self, barriers: &[Barrier]) -> String {
        let barrier = |barrier: &Barrier| match barrier {
            Barrier::Transform(term) => {
                format!("a proven transform of the class `{}`", self.pack.vocabulary.name(*term))
            }
            Barrier::Exception(exception) => {
                format!("a flow that `{}` excuses", self.pack.exceptions[usize::from(*exception)].name)
            }
        };
        barriers.iter().map(barrier).collect::<Vec<_>>().join(" or ")
    }

    fn said(&self, subject: &str, predicate: &Predicate) -> String {
        let not = |negated: &bool| if *negated { "not " } else { "" };
        match predicate {
            Predicate::Has { step, test } => self.has(subject, *step, test),
            Predicate::HasNo { step, test: Test::Exists } => format!("{subject} has no {}", self.noun(*step)),
            Predicate::HasNo { step, test: Test::OneOf(operands) } if self.is_many(*step) => {
                let values = self.operands(operands, Some(self.of_type(*step)));
                format!("no {} of {subject} is {values}", self.noun(*step))
            }
            Predicate::HasNo { step, test } => format!("it is not so that {}", self.has(subject, *step, test)),
            Predicate::IsA { negated, values } => {
                format!("{subject} is {}of the class {}", not(negated), self.operands(values, None))
            }
            Predicate::Is { negated, step } => format!("{subject} is {}{}", not(negated), self.noun(*step)),
            Predicate::Time { future: true } => format!("{subject} lies in the future"),
            Predicate::Time { future: false } => format!("{subject} has come"),
            Predicate::States { negated, step } => {
                format!("{} is {}declared", of(&self.noun(*step), subject), not(negated))
            }
        }
    }

    fn has(&self, subject: &str, step: Step, test: &Test) -> String {
        let noun = self.noun(step);
        let of_type = self.of_type(step);
        let values = |operands: &[Operand]| self.operands(operands, Some(of_type));
        match test {
            Test::Exists => format!("{subject} has some {noun}"),
            Test::OneOf(operands) if self.is_many(step) => format!("some {noun} of {subject} is {}", values(operands)),
            Test::OneOf(operands) => format!("{} is {}", of(&noun, subject), values(operands)),
            Test::AllOf(operands) => {
                let each = operands.iter().map(|operand| match operand {
                    Operand::Reference(reference) => self.reference(reference),
                    Operand::Terms(..) | Operand::Step(_) | Operand::Time(_) | Operand::Text(_) => {
                        self.operand(operand, Some(of_type))
                    }
                });
                format!("{subject} has some {noun} below each of {}", each.collect::<Vec<_>>().join(", "))
            }
            Test::Within(operands) => format!("whatever {noun} {subject} has is {}", values(operands)),
            Test::Compare(comparison, operand) => {
                let value = self.operand(operand, Some(of_type));
                format!("{} is {} {value}", of(&noun, subject), comparison_word(*comparison))
            }
        }
    }

    fn is_many(&self, step: Step) -> bool {
        matches!(self.of_type(step), Type::Set(_) | Type::Many(_) | Type::Rows(_))
    }

    /// What is wanted of a fact, as short as it can be said.
    fn wanted(&self, step: Step, test: &Test) -> String {
        let noun = self.noun(step);
        let values = |operands: &[Operand]| self.operands(operands, Some(self.of_type(step)));
        match test {
            Test::Exists => noun,
            Test::OneOf(operands) | Test::Within(operands) => format!("{noun} {}", values(operands)),
            Test::AllOf(operands) => format!("{noun} {}", values(operands)),
            Test::Compare(comparison, operand) => {
                format!("{noun} {} {}", comparison_word(*comparison), values(std::slice::from_ref(operand)))
            }
        }
    }

    fn operands(&self, operands: &[Operand], of_type: Option<Type>) -> String {
        operands.iter().map(|operand| self.operand(operand, of_type)).collect::<Vec<_>>().join(" or ")
    }

    fn operand(&self, operand: &Operand, of_type: Option<Type>) -> String {
        match operand {
            Operand::Terms(term, _) => format!("`{}`", self.pack.vocabulary.name(*term)),
            Operand::Step(step) => format!("`{}`", step_word(of_type, *step)),
            Operand::Time(length) => time(*length),
            Operand::Text(text) => format!("\"{text}\""),
            Operand::Reference(reference) => {
                let several = matches!(self.last_type(reference), Some(Type::Set(_) | Type::Many(_) | Type::Rows(_)));
                let among = if several { "among " } else { "" };
                format!("{among}{}", self.reference(reference))
            }
        }
    }

    fn last_type(&self, reference: &Reference) -> Option<Type> {
        reference.steps.last().map(|step| self.of_type(*step))
    }
}

fn of(noun: &str, subject: &str) -> String {
    if subject == "it" { format!("its {noun}") } else { format!("the {noun} of {subject}") }
}

/// A sentence about `it`, as a clause after its noun.
fn relative(sentence: &str) -> String {
    match sentence.strip_prefix("it ") {
        Some(rest) => format!(" that {rest}"),
        None => format!(" of which {sentence}"),
    }
}

fn named(noun: &str, variable: &str) -> String {
    if noun == variable { noun.to_owned() } else { format!("{noun} (the {variable})") }
}

fn comparison_word(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::AtMost => "at most",
        Comparison::AtLeast => "at least",
        Comparison::Under => "under",
        Comparison::Over => "over",
    }
}

/// A step of the scale that a fact is measured on.
pub(crate) fn step_word(of_type: Option<Type>, step: u8) -> &'static str {
    let scale: Option<Scale> = match of_type {
        Some(Type::Scale(scale)) => Some(scale),
        _ => None,
    };
    scale.and_then(|scale| scale.steps().get(usize::from(step)).copied()).unwrap_or("?")
}
