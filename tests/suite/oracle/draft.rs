//! Policy packs by chance: tables, exceptions, and rules whose sentences fit the types of what they speak of.

use super::dice::Dice;
use super::law::{
    Barrier, Comparison, Condition, Exception, FieldRow, GroundRow, Kind, Law, LimitRow, Operand, Predicate,
    Quantifier, Range, ReceiverRow, Reference, Rule, SensitiveRow, Serves, Test, Type, Variable, facts_of,
};
use super::words;

pub(super) fn law(dice: &mut Dice) -> Law {
    let mut law = Law { scoped: dice.chance(50), allowance: dice.pick(&[10, 30]), ..Law::default() };
    tables(dice, &mut law);
    law.grounds = grounds();
    law.exceptions = exceptions(dice);
    for number in 0..dice.between(3, 5) {
        let rule = rule(dice, &law, number);
        law.rules.push(rule);
    }
    law
}

/// A pack that says as little as it can.
pub(super) fn plain() -> Law {
    let told = Predicate::Has("explanation", Test::OneOf(vec![Operand::Word("content", "purpose")]));
    Law {
        allowance: 30,
        protection: vec![vec!["encryption"]],
        grounds: grounds(),
        exceptions: vec![
            Exception { name: "explained-and-agreed", when: vec![says(told), says(agreed(1))] },
            Exception { name: "lifted", when: vec![says(agreed(2))] },
        ],
        ..Law::default()
    }
}

fn agreed(strength: usize) -> Predicate {
    Predicate::Has("consent", Test::Compare(Comparison::AtLeast, strength, super::law::CONSENT))
}

fn named(dice: &mut Dice, sort: &str, most: usize) -> Vec<&'static str> {
    let mut words = words::declarable(sort);
    words.retain(|word| !word.starts_with("any-"));
    dice.some(&words, 1, most)
}

fn tables(dice: &mut Dice, law: &mut Law) {
    for _ in 0..dice.between(1, 2) {
        law.protection.push(dice.some(&words::declarable("measure"), 1, 2));
    }
    for _ in 0..dice.between(1, 4) {
        law.limits.push(LimitRow {
            feature: dice.pick(&words::declarable("feature")),
            data: dice.maybe(50, |dice| named(dice, "data", 3)),
            means: dice.maybe(25, |dice| named(dice, "means", 1)),
            actions: dice.maybe(30, |dice| dice.some(&["collect", "use", "display", "entrust", "share"], 1, 4)),
            purposes: named(dice, "purpose", 2),
            also: if dice.chance(30) { named(dice, "purpose", 1) } else { Vec::new() },
            once: if dice.chance(40) { named(dice, "purpose", 1) } else { Vec::new() },
        });
    }
    for _ in 0..dice.between(0, 2) {
        law.fields.push(FieldRow {
            feature: dice.pick(&words::declarable("feature")),
            about: dice.maybe(50, |dice| named(dice, "data", 3)),
            listed: named(dice, "data", 3),
        });
    }
    for _ in 0..dice.between(0, 2) {
        law.receivers.push(ReceiverRow {
            receiver: dice.pick(&["processor", "affiliate", "third-party", "outside"]),
            data: dice.maybe(50, |dice| named(dice, "data", 3)),
            purposes: named(dice, "purpose", 2),
        });
    }
    for _ in 0..dice.between(0, 2) {
        law.sensitive.push(SensitiveRow {
            data: dice.maybe(60, |dice| named(dice, "data", 2)),
            age: dice.maybe(60, |dice| dice.some(&["child", "minor", "adult"], 1, 1)),
        });
    }
}

fn of(variable: usize, steps: &[&'static str]) -> Reference {
    Reference { variable, steps: steps.to_vec() }
}

fn says(predicate: Predicate) -> Condition {
    Condition::Simple(of(0, &[]), predicate)
}

fn law_cited() -> Condition {
    says(Predicate::Has("citation", Test::OneOf(vec![Operand::Word("cite", "law")])))
}

fn grounds() -> Vec<GroundRow> {
    let row = |ground, actions: &[&'static str], when| GroundRow {
        ground,
        serves: Serves::Flow,
        actions: actions.to_vec(),
        by_consent: None,
        counterpart: None,
        when,
    };
    vec![
        row("2.1", &["use", "collect"], vec![law_cited()]),
        row("2.2", &["use", "display"], vec![says(Predicate::Has("necessity", Test::Exists))]),
        GroundRow { by_consent: Some(2), ..row("3.1", &["share", "disclose", "use"], Vec::new()) },
        GroundRow {
            counterpart: Some("2.1"),
            ..row("3.2", &["share"], vec![says(Predicate::Has("reason", Test::Exists))])
        },
        GroundRow { serves: Serves::Keeping, ..row("4.1", &[], vec![law_cited()]) },
    ]
}

/// One exception that the engine knows by name, and one of chance.
fn exceptions(dice: &mut Dice) -> Vec<Exception> {
    let grounded = Predicate::Has("ground", Test::OneOf(vec![Operand::Word("ground", "exceptions")]));
    let lifted = if dice.chance(50) { agreed(dice.pick(&[1, 2, 3])) } else { grounded };
    let mut exceptions = plain().exceptions;
    exceptions[1].when = vec![says(lifted)];
    exceptions
}

const FIRST: &[&[Kind]] = &[
    &[Kind::Flow],
    &[Kind::Flow],
    &[Kind::Use],
    &[Kind::Use],
    &[Kind::Collect],
    &[Kind::Collect, Kind::Use],
    &[Kind::Provision],
    &[Kind::Entrust, Kind::Share],
    &[Kind::Display],
    &[Kind::Holding],
    &[Kind::Holding],
    &[Kind::Store],
    &[Kind::Recipient],
    &[Kind::Claim],
    &[Kind::Subject],
    &[Kind::Transform],
    &[Kind::System],
];

fn rule(dice: &mut Dice, law: &Law, number: usize) -> Rule {
    let name = format!("oracle/rule-{number}");
    if dice.chance(20) {
        return path_rule(dice, law, name);
    }
    let kinds = dice.pick(FIRST);
    let mut variables = vec![Variable { name: "thing", range: Range::Kinds(kinds.to_vec()) }];
    let kind = common(kinds);
    let mut scope = vec![kind];
    if kind.is_a(Kind::Flow) && dice.chance(20) {
        variables.push(Variable { name: "row", range: Range::Limits(0) });
    } else if kind == Kind::Store && dice.chance(40) {
        variables.push(Variable { name: "row", range: Range::Protection });
    } else if dice.chance(25) {
        let reachable: Vec<(&str, Kind)> = facts_of(kind)
            .filter_map(|(fact, of_type)| match of_type {
                Type::One(kind) | Type::Many(kind) if kind != Kind::Datum => Some((fact, kind)),
                _ => None,
            })
            .collect();
        if !reachable.is_empty() {
            let (fact, kind) = dice.pick(&reachable);
            variables.push(Variable { name: "other", range: Range::Fact(fact, 0) });
            scope.push(kind);
        }
    }
    let draw = Draw { law, variables: &variables, kinds: &scope };
    let mut rule = Rule {
        name,
        when: draw.some(dice, 0, 2),
        must: draw.some(dice, 0, 2),
        must_not: Vec::new(),
        unless: Vec::new(),
        own: None,
        variables: variables.clone(),
    };
    if rule.must.is_empty() || dice.chance(30) {
        rule.must_not = draw.some(dice, 1, 2);
    }
    let flows = scope.iter().filter(|kind| kind.is_a(Kind::Flow)).count();
    match dice.below(10) {
        0..3 if flows == 1 => rule.unless = dice.some(&[0, 1], 1, 2),
        3 => rule.own = Some(draw.some(dice, 1, 2)),
        _ => {}
    }
    rule
}

fn common(kinds: &[Kind]) -> Kind {
    match kinds {
        [kind] => *kind,
        [Kind::Entrust, _] => Kind::Provision,
        _ => Kind::Flow,
    }
}

/// A rule about ways.
fn path_rule(dice: &mut Dice, law: &Law, name: String) -> Rule {
    let first = dice.pick(&[Kind::Collect, Kind::Collect, Kind::Use, Kind::Flow]);
    let second = dice.pick(&[Kind::Use, Kind::Provision, Kind::Display, Kind::Holding, Kind::Holding]);
    let variables = vec![
        Variable { name: "thing", range: Range::Kinds(vec![first]) },
        Variable { name: "other", range: Range::Kinds(vec![second]) },
    ];
    let barriers = match dice.below(4) {
        0 => Vec::new(),
        1 => vec![Barrier::Class(dice.pick(&["anonymise", "deidentify", "aggregate", "mask"]))],
        2 => vec![Barrier::Class("anonymise"), Barrier::Class("deidentify")],
        _ => vec![Barrier::Class("anonymise"), Barrier::Exception(1)],
    };
    let path = Condition::Reaches(of(0, &[]), of(1, &[]), barriers);
    let kinds = [first, second];
    let draw = Draw { law, variables: &variables, kinds: &kinds };
    let when = draw.some(dice, 0, 2);
    let (must, must_not) = match dice.below(6) {
        0 => (vec![path], Vec::new()),
        1 => (vec![Condition::Not(Box::new(path))], Vec::new()),
        2 => (Vec::new(), vec![Condition::All(vec![path, draw.condition(dice, 1)])]),
        _ => (Vec::new(), vec![path]),
    };
    Rule { name, when, must, must_not, unless: Vec::new(), own: None, variables: variables.clone() }
}

/// What sentences are drawn from.
struct Draw<'d> {
    law: &'d Law,
    variables: &'d [Variable],
    kinds: &'d [Kind],
}

impl Draw<'_> {
    fn some(&self, dice: &mut Dice, least: usize, most: usize) -> Vec<Condition> {
        (0..dice.between(least, most)).map(|_| self.condition(dice, 2)).collect()
    }

    fn condition(&self, dice: &mut Dice, depth: usize) -> Condition {
        match dice.below(if depth == 0 { 8 } else { 12 }) {
            0..6 => self.simple(dice),
            6 | 7 => self.quantified(dice).unwrap_or_else(|| self.simple(dice)),
            8 => Condition::Not(Box::new(self.condition(dice, depth - 1))),
            9 => Condition::All((0..2).map(|_| self.condition(dice, depth - 1)).collect()),
            _ => Condition::Any((0..2).map(|_| self.condition(dice, depth - 1)).collect()),
        }
    }

    /// A variable, or a thing that it leads to.
    fn subject(&self, dice: &mut Dice) -> (Reference, Kind) {
        let variable = dice.below(self.kinds.len());
        let mut kind = self.kinds[variable];
        let mut steps = Vec::new();
        while steps.len() < 2 && dice.chance(45) {
            let single: Vec<(&str, Kind)> = facts_of(kind)
                .filter_map(|(fact, of_type)| match of_type {
                    Type::One(kind) => Some((fact, kind)),
                    _ => None,
                })
                .collect();
            if single.is_empty() {
                break;
            }
            let (fact, next) = dice.pick(&single);
            steps.push(fact);
            kind = next;
        }
        (Reference { variable, steps }, kind)
    }

    fn simple(&self, dice: &mut Dice) -> Condition {
        let (subject, kind) = self.subject(dice);
        let predicate = self.predicate(dice, kind);
        Condition::Simple(subject, predicate)
    }

    fn quantified(&self, dice: &mut Dice) -> Option<Condition> {
        let (subject, kind) = self.subject(dice);
        let many: Vec<(&str, Kind)> = facts_of(kind)
            .filter_map(|(fact, of_type)| match of_type {
                Type::Many(kind) => Some((fact, kind)),
                _ => None,
            })
            .collect();
        if many.is_empty() {
            return None;
        }
        let (noun, member) = dice.pick(&many);
        let quantifier = dice.pick(&[Quantifier::Every, Quantifier::Some, Quantifier::No]);
        let that = dice.maybe(30, |dice| self.predicate(dice, member));
        Some(Condition::Quantified(quantifier, noun, subject, that, self.predicate(dice, member)))
    }

    fn predicate(&self, dice: &mut Dice, kind: Kind) -> Predicate {
        if let Some(sort) = kind.sort().filter(|_| dice.chance(15)) {
            return Predicate::IsA(dice.chance(30), self.operands(dice, sort, 2));
        }
        let facts: Vec<(&str, Type)> = facts_of(kind).collect();
        if facts.is_empty() {
            let sort = kind.sort().unwrap_or("action");
            return Predicate::IsA(dice.chance(30), self.operands(dice, sort, 2));
        }
        let (fact, of_type) = dice.pick(&facts);
        if dice.chance(5) {
            return Predicate::States(dice.chance(40), fact);
        }
        let test = match of_type {
            Type::Bool => return Predicate::Is(dice.chance(35), fact),
            Type::Text => Test::Exists,
            Type::Scale(scale) => {
                let signs =
                    [Comparison::AtMost, Comparison::AtLeast, Comparison::Under, Comparison::Over, Comparison::Exactly];
                Test::Compare(dice.pick(&signs), dice.below(scale.len()), scale)
            }
            Type::Words(sort) => self.set_test(dice, sort),
            Type::One(kind) | Type::Many(kind) => match kind.sort() {
                Some(sort) if dice.chance(75) => self.set_test(dice, sort),
                _ => Test::Exists,
            },
        };
        let may_deny = !matches!(test, Test::AllOf(_) | Test::Within(_) | Test::Compare(..));
        if may_deny && dice.chance(20) { Predicate::HasNo(fact, test) } else { Predicate::Has(fact, test) }
    }

    fn set_test(&self, dice: &mut Dice, sort: &'static str) -> Test {
        match dice.below(10) {
            0 => Test::Exists,
            1..5 => Test::OneOf(self.operands(dice, sort, 3)),
            5 => Test::AllOf(self.operands(dice, sort, 2)),
            _ => Test::Within(self.operands(dice, sort, 3)),
        }
    }

    /// Words of a sort, or what another fact of that sort holds.
    fn operands(&self, dice: &mut Dice, sort: &'static str, most: usize) -> Vec<Operand> {
        if dice.chance(20)
            && let Some(value) = self.value(dice, sort)
        {
            return vec![value];
        }
        let words = words::terms(sort);
        dice.some(&words, 1, most).into_iter().map(|word| Operand::Word(sort, word)).collect()
    }

    fn value(&self, dice: &mut Dice, sort: &'static str) -> Option<Operand> {
        let mut values = Vec::new();
        for (variable, kind) in self.kinds.iter().enumerate() {
            for (fact, of_type) in facts_of(*kind) {
                if of_type == Type::Words(sort) {
                    values.push(Operand::Value(of(variable, &[fact])));
                }
            }
        }
        for (variable, known) in self.variables.iter().enumerate() {
            match (&known.range, sort) {
                (Range::Protection, "measure") => values.push(Operand::Column(variable, "measures")),
                (Range::Limits(_), "purpose") => {
                    values.push(Operand::Column(variable, "purposes"));
                    if self.law.limits.iter().any(|row| !row.also.is_empty()) {
                        values.push(Operand::Column(variable, "also"));
                    }
                }
                _ => {}
            }
        }
        if values.is_empty() { None } else { Some(values.swap_remove(dice.below(values.len()))) }
    }
}
