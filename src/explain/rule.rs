//! A rule: what its compiled tree means, what it stands on, what excuses from it, what to avoid and what to do instead,
//! and who has signed it.

use super::example::{Scene, flow_text};
use super::{clause_line, day, section};
use crate::diagnostic::Language;
use crate::policy::facts::Fact;
use crate::policy::pack::{Cell, ClauseId, Pack};
use crate::policy::polarity::{Dimension, Movement, movement as movement_of};
use crate::policy::readback::{demand, spoken};
use crate::policy::rule::{
    About, Condition, Example, Exception, Excuse, Expected, Operand, Part, Piece, Predicate, Rule, Step, Test, Variable,
};
use crate::policy::signature::Signature;
use crate::policy::texts::Told;
use crate::policy::{fingerprint, read_back};

/// `group/name: title`.
pub fn title_line(pack: &Pack, rule: &Rule, language: Language) -> String {
    let title = pack.told(language).rule_title(rule).unwrap_or(&rule.title);
    language.say(["{0}: {1}", "{0}：{1}"], &[&rule.id, title])
}

/// Tells all about a rule. With a scene, its examples are shown as they stand in the pack's clean world.
pub fn rule(pack: &Pack, rule: &Rule, scene: Option<Scene>, language: Language) -> String {
    let mut text = format!("{}\n", title_line(pack, rule, language));
    let mut tell = |heading: [&'static str; 2], lines: Vec<String>| section(&mut text, language.of(heading), lines);
    let teller = Teller { pack, rule, language };
    let lines = |clauses: &[ClauseId]| clauses.iter().map(|id| clause_line(pack, *id, language)).collect::<Vec<_>>();
    tell(["it means", "含义"], vec![read_back(pack, rule, language)]);
    tell(["clauses that a finding cites", "发现所引用的条款"], lines(&rule.clauses));
    tell(["clauses that bound it", "为其划定界限的条款"], lines(&rule.rests_on));
    tell(["why", "理由"], vec![pack.told(language).why(rule).unwrap_or(&rule.why).to_owned()]);
    tell(["what to do", "如何处理"], distinct(rule.parts.iter().enumerate().map(|(at, part)| teller.fix(at, part))));
    tell(["what excuses from it", "免责情形"], distinct(rule.parts.iter().flat_map(|part| teller.excuses(part))));
    tell(["how its findings move", "发现如何变动"], polarity(pack, rule, language));
    tell(["avoid", "应避免"], pair(rule, scene, Expected::Violates));
    tell(["prefer", "宜采用"], pair(rule, scene, Expected::Complies));
    tell(["examples", "示例"], rule.examples.iter().map(|one| example(one, language)).collect());
    tell(["signed", "签署"], signed(pack, rule, language));
    text
}

fn distinct(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept = Vec::new();
    for line in lines {
        if !kept.contains(&line) {
            kept.push(line);
        }
    }
    kept
}

/// Whether it is about something bad or something missing, and what more handling, or less against it, does to what it
/// finds.
fn polarity(pack: &Pack, rule: &Rule, language: Language) -> Vec<String> {
    let about = |part: &Part| {
        language.of(match part.about {
            About::Safety => ["something bad that lies on a path", "关于路径上存在的不当情形"],
            About::Liveness => ["something required that is missing", "关于缺失的必备事项"],
        })
    };
    let abouts = distinct(rule.parts.iter().map(|part| about(part).to_owned()));
    let moved = |(movement, wordings): (Movement, [&'static str; 2])| {
        let moves = |dimension: &&Dimension| movement_of(pack, rule, **dimension) == movement;
        let dimensions: Vec<&str> = Dimension::ALL.iter().filter(moves).map(|it| it.called(language)).collect();
        (!dimensions.is_empty()).then(|| language.say(wordings, &[&language.list(&dimensions)]))
    };
    let wordings = [
        (Movement::Grows, ["{0}: may bring findings, never takes one away", "{0}：可能带来发现，不会消除发现"]),
        (Movement::Shrinks, ["{0}: may take findings away, never brings one", "{0}：可能消除发现，不会带来发现"]),
        (Movement::Both, ["{0}: may do either", "{0}：两者都可能"]),
    ];
    abouts.into_iter().chain(wordings.into_iter().filter_map(moved)).collect()
}

/// What a named exception is called: as the pack names it, with its name in another language beside it.
pub(super) fn exception_name(told: Told, name: &str) -> String {
    match (told.language(), told.exception(name)) {
        (Language::Chinese, Some(label)) => format!("`{name}`（{label}）"),
        (Language::English, _) | (Language::Chinese, None) => format!("`{name}`"),
    }
}

struct Teller<'p> {
    pack: &'p Pack,
    rule: &'p Rule,
    language: Language,
}

impl Teller<'_> {
    /// What to do, in general: where a finding names a thing, the words for such a thing.
    fn fix(&self, at: usize, part: &Part) -> String {
        let piece = |piece: &Piece, language| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Reference(reference) => spoken(self.pack, &part.variables, reference, language),
            Piece::Path => language.of(["its path", "其途径"]).to_owned(),
            Piece::Missing => language.of(["what is missing", "所缺事项"]).to_owned(),
        };
        match self.pack.told(self.language).fix(self.rule, at) {
            Some(fix) => fix.pieces.iter().map(|it| piece(it, self.language)).collect(),
            None => part.fix.pieces.iter().map(|it| piece(it, Language::English)).collect(),
        }
    }

    /// Each exception of a part, the clauses that it stands on, and what it asks to be declared.
    fn excuses(&self, part: &Part) -> Vec<String> {
        let excuse = |excuse: &Excuse| match excuse {
            Excuse::Named { exception, variable } => {
                let exception = &self.pack.exceptions[usize::from(*exception)];
                let excused = &part.variables[usize::from(*variable)];
                let variables = [Variable { name: excused.name.clone(), range: excused.range.clone() }];
                self.exception(&variables, exception)
            }
            Excuse::Own(exception) => self.exception(&part.variables, exception),
        };
        part.unless.iter().map(excuse).collect()
    }

    fn exception(&self, variables: &[Variable], exception: &Exception) -> String {
        let ids = |clauses: &[ClauseId]| {
            let ids: Vec<&str> = clauses.iter().map(|id| self.pack.clause_of(*id).id.as_str()).collect();
            self.language.list(&ids)
        };
        let name = exception_name(self.pack.told(self.language), &exception.name);
        let head = ["{0} ({1}), which must certainly hold:", "{0}（{1}），且下列事项须确定成立："];
        let mut text = self.language.say(head, &[&name, &ids(&exception.clauses)]);
        for condition in &exception.when {
            text += &format!("\n- {}", demand(self.pack, variables, condition, self.language));
            let claims = grounds(self.pack, condition);
            if !claims.is_empty() {
                text += &self.language.say(["\n  by a claim under {0}", "\n  依{0}提出主张"], &[&ids(&claims)]);
            }
        }
        text
    }
}

/// The clauses of the grounds that a sentence asks for, if it asks for a ground.
fn grounds(pack: &Pack, condition: &Condition) -> Vec<ClauseId> {
    let Condition::Simple { predicate: Predicate::Has { step, test: Test::OneOf(operands) }, .. } = condition else {
        return Vec::new();
    };
    if *step != Step::Fact(Fact::FlowGround) {
        return Vec::new();
    }
    let Some(table) = pack.table("grounds").map(|id| pack.table_of(id)) else { return Vec::new() };
    let Some(column) = table.column("ground") else { return Vec::new() };
    let wanted = |cell: &Cell| {
        operands.iter().any(|operand| match (operand, cell) {
            (Operand::Terms(_, leaves), Cell::Term(term)) => pack.vocabulary.leaves(*term).within(leaves),
            _ => false,
        })
    };
    let mut clauses: Vec<ClauseId> = Vec::new();
    for row in table.rows.iter().filter(|row| wanted(&row.cells[column])) {
        if !clauses.contains(&row.clause) {
            clauses.push(row.clause);
        }
    }
    clauses
}

/// The first example of a verdict, as flow text.
fn pair(rule: &Rule, scene: Option<Scene>, verdict: Expected) -> Vec<String> {
    let first = rule.examples.iter().find(|example| example.expect.verdict == verdict);
    first.map(|example| vec![format!("# {}", example.name), flow_text(scene, example)]).unwrap_or_default()
}

fn example(example: &Example, language: Language) -> String {
    let verdict = language.of(match example.expect.verdict {
        Expected::Complies => ["no finding", "无发现"],
        Expected::Violates => ["a finding", "有发现"],
        Expected::MayViolate => ["undecided", "无法判定"],
        Expected::NotApplicable => ["does not apply", "不适用"],
    });
    let needs = match example.expect.needs.as_slice() {
        [] => String::new(),
        needs => language.say([" (not declared: {0})", "（未声明：{0}）"], &[&language.list(needs)]),
    };
    language.say(["{0}: {1}{2}", "{0}：{1}{2}"], &[verdict, &example.name, &needs])
}

/// Who has signed it, and whether that still holds.
fn signed(pack: &Pack, rule: &Rule, language: Language) -> Vec<String> {
    let hash = fingerprint(pack, rule);
    let line = |(signature, stands): (&Signature, bool)| {
        let wordings = if stands {
            ["by {0} on {1}", "{0}于{1}签署"]
        } else {
            [
                "by {0} on {1}, but the rule has changed since: the signature is stale",
                "{0}于{1}签署，但规则此后已改动：签署失效",
            ]
        };
        language.say(wordings, &[&signature.by, &day(signature.on)])
    };
    let mut lines: Vec<String> = pack.signatures_of(rule).into_iter().map(line).collect();
    if lines.is_empty() {
        lines.push(language.of(["by nobody", "无人签署"]).to_owned());
    }
    lines.push(language.say(["what it means has the hash {0}", "其含义的散列值为{0}"], &[&hash]));
    lines
}
