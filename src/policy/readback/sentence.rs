//! Single sentences in words.

use super::{Teller, step_word, time};
use crate::diagnostic::Language;
use crate::model::vocabulary::TermId;
use crate::policy::facts::Type;
use crate::policy::rule::{
    Barrier, Comparison, Condition, Operand, Predicate, Quantifier, Reference, Root, Step, Test,
};

pub(super) const AND: [&str; 2] = [", and ", "，且"];
const OR: [&str; 2] = [", or ", "，或"];
const IT: [&str; 2] = ["it", "其"];
const NOT_SO: [&str; 2] = ["it is not so that {0}", "并非{0}"];

impl Teller<'_> {
    pub(super) fn variable(&self, number: u8) -> String {
        let name = self.variables.get(usize::from(number)).map_or("thing", |variable| variable.name.as_str());
        self.say(["the {0}", "该{0}"], &[&self.called(name)])
    }

    pub(super) fn reference(&self, reference: &Reference) -> String {
        let root = match reference.root {
            Root::Variable(number) => self.variable(number),
            Root::System => self.language.of(["the system", "本系统"]).to_owned(),
            Root::Policy => self.language.of(["the policy", "本政策"]).to_owned(),
        };
        reference
            .steps
            .iter()
            .fold(root, |of, step| self.say(["the {0} of {1}", "{1}的{0}"], &[&self.noun(*step), &of]))
    }

    /// A fact by its name; a column, whose name is the pack's own, in backticks.
    pub(super) fn noun(&self, step: Step) -> String {
        match step {
            Step::Fact(fact) => fact.noun(self.language).to_owned(),
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

    pub(super) fn sentence(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(conditions) => self.joined(conditions, AND),
            Condition::Any(conditions) => self.joined(conditions, OR),
            Condition::Not(condition) => self.say(NOT_SO, &[&self.sentence(condition)]),
            Condition::Simple { subject, predicate, .. } => self.said(&self.reference(subject), predicate),
            Condition::Reaches { from, to, barriers, .. } if barriers.is_empty() => {
                self.say(["a path leads {0}", "有{0}的途径"], &[&self.path(from, to)])
            }
            Condition::Reaches { from, to, barriers, .. } => {
                let wordings = ["a path leads {0} without {1}", "有{0}、且不经过{1}的途径"];
                self.say(wordings, &[&self.path(from, to), &self.barriers(barriers)])
            }
            Condition::Quantified { quantifier, noun, of, that, predicate, .. } => {
                let all = self.owned("", &self.noun(*noun), &self.reference(of));
                let that = that.as_ref().map(|that| self.relative(that)).unwrap_or_default();
                let predicate = self.said(self.language.of(IT), predicate);
                let wordings = match quantifier {
                    Quantifier::Every => ["for every {0}{1}, {2}", "对每一{0}{1}，{2}"],
                    Quantifier::Some => ["there is some {0}{1}, and {2}", "有{0}{1}，且{2}"],
                    Quantifier::No => ["there is no {0}{1} so that {2}", "没有任何{0}{1}使{2}"],
                };
                self.say(wordings, &[&all, &that, &predicate])
            }
        }
    }

    /// A sentence about `it`, as a clause after its noun.
    fn relative(&self, predicate: &Predicate) -> String {
        let sentence = self.said(self.language.of(IT), predicate);
        match (self.language, sentence.strip_prefix("it ")) {
            (Language::Chinese, _) => format!("（{sentence}）"),
            (Language::English, Some(rest)) => format!(" that {rest}"),
            (Language::English, None) => format!(" of which {sentence}"),
        }
    }

    pub(super) fn joined(&self, conditions: &[Condition], joint: [&str; 2]) -> String {
        let sentences: Vec<String> = conditions
            .iter()
            .map(|condition| match condition {
                Condition::All(_) | Condition::Any(_) => self.say(["({0})", "（{0}）"], &[&self.sentence(condition)]),
                Condition::Not(_)
                | Condition::Quantified { .. }
                | Condition::Reaches { .. }
                | Condition::Simple { .. } => self.sentence(condition),
            })
            .collect();
        sentences.join(self.language.of(joint))
    }

    pub(super) fn path(&self, from: &Reference, to: &Reference) -> String {
        let wordings = ["from what {0} lands to {1}", "从{0}所得到{1}"];
        self.say(wordings, &[&self.reference(from), &self.reference(to)])
    }

    pub(super) fn barriers(&self, barriers: &[Barrier]) -> String {
        let barrier = |barrier: &Barrier| match barrier {
            Barrier::Transform(term) => {
                let wordings = ["a proven transform of the class {0}", "有证据证明的{0}变换"];
                self.say(wordings, &[&self.term(*term)])
            }
            Barrier::Exception(exception) => {
                let name = &self.pack.exceptions[usize::from(*exception)].name;
                self.say(["a flow that `{0}` excuses", "`{0}`所允许的数据流"], &[name])
            }
        };
        barriers.iter().map(barrier).collect::<Vec<_>>().join(self.language.of([" or ", "或"]))
    }

    fn said(&self, subject: &str, predicate: &Predicate) -> String {
        match predicate {
            Predicate::Has { step, test } => self.has(subject, *step, test),
            Predicate::HasNo { step, test: Test::Exists } => {
                self.say(["{0} has no {1}", "{0}没有{1}"], &[subject, &self.noun(*step)])
            }
            Predicate::HasNo { step, test: Test::OneOf(operands) } if self.is_many(*step) => {
                let values = self.operands(operands, Some(self.of_type(*step)));
                let wordings = ["no {0} is {1}", "{0}都不是{1}"];
                self.say(wordings, &[&self.owned("", &self.noun(*step), subject), &values])
            }
            Predicate::HasNo { step, test } => self.say(NOT_SO, &[&self.has(subject, *step, test)]),
            Predicate::IsA { negated, values } => {
                let not = self.not(*negated, ["not ", "不"]);
                let wordings = ["{0} is {1}of the class {2}", "{0}{1}属于{2}"];
                self.say(wordings, &[subject, not, &self.operands(values, None)])
            }
            Predicate::Is { negated, step } => {
                let not = self.not(*negated, ["not ", "并非"]);
                self.say(["{0} is {1}{2}", "{0}{1}{2}"], &[subject, not, &self.noun(*step)])
            }
            Predicate::Time { future: true } => self.say(["{0} lies in the future", "{0}尚未到来"], &[subject]),
            Predicate::Time { future: false } => self.say(["{0} has come", "{0}已经到来"], &[subject]),
            Predicate::States { negated, step } => {
                let of = self.of(&self.noun(*step), subject);
                let wordings = if *negated {
                    ["{0} is not declared", "{0}未声明"]
                } else {
                    ["{0} is declared", "{0}已声明"]
                };
                self.say(wordings, &[&of])
            }
        }
    }

    fn not(&self, negated: bool, word: [&'static str; 2]) -> &'static str {
        if negated { self.language.of(word) } else { "" }
    }

    fn of(&self, noun: &str, subject: &str) -> String {
        match self.language {
            Language::English if subject == "it" => format!("its {noun}"),
            Language::English | Language::Chinese => self.owned("the ", noun, subject),
        }
    }

    /// A fact of something.
    fn owned(&self, article: &str, noun: &str, owner: &str) -> String {
        match self.language {
            Language::English => format!("{article}{noun} of {owner}"),
            Language::Chinese if noun.starts_with('所') => format!("{owner}{noun}"),
            Language::Chinese => format!("{owner}的{noun}"),
        }
    }

    fn has(&self, subject: &str, step: Step, test: &Test) -> String {
        let noun = self.noun(step);
        let of_type = self.of_type(step);
        let values = |operands: &[Operand]| self.operands(operands, Some(of_type));
        match test {
            Test::Exists => self.say(["{0} has some {1}", "{0}具有{1}"], &[subject, &noun]),
            Test::OneOf(operands) if self.is_many(step) => {
                let all = self.owned("", &noun, subject);
                self.say(["some {0} is {1}", "{0}中有{1}"], &[&all, &values(operands)])
            }
            Test::OneOf(operands) => {
                self.say(["{0} is {1}", "{0}是{1}"], &[&self.of(&noun, subject), &values(operands)])
            }
            Test::AllOf(operands) => {
                let each: Vec<String> = operands.iter().map(|operand| self.each(operand, of_type)).collect();
                let wordings = ["{0} has some {1} below each of {2}", "{3}涵盖{2}中的每一项"];
                self.say(wordings, &[subject, &noun, &self.language.list(&each), &self.owned("", &noun, subject)])
            }
            Test::Within(operands) => {
                let wordings = ["whatever {1} {0} has is {2}", "{3}均为{2}"];
                self.say(wordings, &[subject, &noun, &values(operands), &self.owned("", &noun, subject)])
            }
            Test::Compare(comparison, operand) => {
                let value = self.operand(operand, Some(of_type));
                let comparison = self.language.of(comparison_word(*comparison));
                self.say(["{0} is {1} {2}", "{0}{1}{2}"], &[&self.of(&noun, subject), comparison, &value])
            }
        }
    }

    fn each(&self, operand: &Operand, of_type: Type) -> String {
        match operand {
            Operand::Reference(reference) => self.reference(reference),
            Operand::Terms(..) | Operand::Step(_) | Operand::Time(_) | Operand::Text(_) => {
                self.operand(operand, Some(of_type))
            }
        }
    }

    fn is_many(&self, step: Step) -> bool {
        matches!(self.of_type(step), Type::Set(_) | Type::Many(_) | Type::Rows(_))
    }

    /// What is wanted of a fact, as short as it can be said.
    pub(super) fn wanted(&self, step: Step, test: &Test) -> String {
        let noun = self.noun(step);
        let values = |operands: &[Operand]| self.operands(operands, Some(self.of_type(step)));
        match test {
            Test::Exists => noun,
            Test::OneOf(operands) | Test::Within(operands) | Test::AllOf(operands) => {
                self.say(["{0} {1}", "{0}为{1}"], &[&noun, &values(operands)])
            }
            Test::Compare(comparison, operand) => {
                let comparison = self.language.of(comparison_word(*comparison));
                self.say(["{0} {1} {2}", "{0}{1}{2}"], &[&noun, comparison, &values(std::slice::from_ref(operand))])
            }
        }
    }

    fn operands(&self, operands: &[Operand], of_type: Option<Type>) -> String {
        let operands: Vec<String> = operands.iter().map(|operand| self.operand(operand, of_type)).collect();
        operands.join(self.language.of([" or ", "或"]))
    }

    pub(super) fn operand(&self, operand: &Operand, of_type: Option<Type>) -> String {
        match operand {
            Operand::Terms(term, _) => self.term(*term),
            Operand::Step(step) => self.say(["`{0}`", "“{0}”"], &[step_word(of_type, *step, self.language)]),
            Operand::Time(length) => time(*length, self.language),
            Operand::Text(text) => self.say(["\"{0}\"", "“{0}”"], &[text]),
            Operand::Reference(reference) => {
                let several = matches!(self.last_type(reference), Some(Type::Set(_) | Type::Many(_) | Type::Rows(_)));
                let wordings = if several { ["among {0}", "{0}之一"] } else { ["{0}", "{0}"] };
                self.say(wordings, &[&self.reference(reference)])
            }
        }
    }

    /// A term in backticks, as flows spell it; in another language what it is called there, in quotes.
    fn term(&self, term: TermId) -> String {
        let translated = self.language != self.pack.language();
        let called = translated.then(|| self.pack.told(self.language).term(term)).flatten();
        let own = || format!("`{}`", self.pack.vocabulary.name(term));
        called.map_or_else(own, |label| self.say(["\"{0}\"", "“{0}”"], &[&label]))
    }

    fn last_type(&self, reference: &Reference) -> Option<Type> {
        reference.steps.last().map(|step| self.of_type(*step))
    }
}

fn comparison_word(comparison: Comparison) -> [&'static str; 2] {
    match comparison {
        Comparison::AtMost => ["at most", "不超过"],
        Comparison::AtLeast => ["at least", "不低于"],
        Comparison::Under => ["under", "低于"],
        Comparison::Over => ["over", "超过"],
    }
}
