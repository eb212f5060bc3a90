//! A policy pack as plain data, and as YAML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::words;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Flow,
    Collect,
    Use,
    Display,
    Provision,
    Entrust,
    Share,
    Transfer,
    Disclose,
    Datum,
    Holding,
    Store,
    Recipient,
    Subject,
    Feature,
    Consent,
    Claim,
    Transform,
    Right,
    System,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Collect => "collect",
            Self::Use => "use",
            Self::Display => "display",
            Self::Provision => "provision",
            Self::Entrust => "entrust",
            Self::Share => "share",
            Self::Transfer => "transfer",
            Self::Disclose => "disclose",
            Self::Datum => "datum",
            Self::Holding => "holding",
            Self::Store => "store",
            Self::Recipient => "recipient",
            Self::Subject => "subject",
            Self::Feature => "feature",
            Self::Consent => "consent",
            Self::Claim => "claim",
            Self::Transform => "transform",
            Self::Right => "right",
            Self::System => "system",
        }
    }

    fn above(self) -> Option<Self> {
        match self {
            Self::Collect | Self::Use | Self::Display | Self::Provision => Some(Self::Flow),
            Self::Entrust | Self::Share | Self::Transfer | Self::Disclose => Some(Self::Provision),
            _ => None,
        }
    }

    pub(super) fn is_a(self, wide: Self) -> bool {
        self == wide || self.above().is_some_and(|above| above.is_a(wide))
    }

    /// The sort that its class is a term of.
    pub(super) fn sort(self) -> Option<&'static str> {
        match self {
            Self::Datum => Some("data"),
            Self::Store => Some("store-kind"),
            Self::Recipient => Some("party"),
            Self::Feature => Some("feature"),
            Self::Consent => Some("consent-class"),
            Self::Transform => Some("transform"),
            Self::Right => Some("right"),
            _ if self.is_a(Self::Flow) => Some("action"),
            _ => None,
        }
    }
}

/// What a fact's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    One(Kind),
    Many(Kind),
    Words(&'static str),
    Scale(&'static [&'static str]),
    Bool,
    Text,
}

pub(super) const IDENTIFIABILITY: &[&str] = &["anonymous", "unlinkable", "de-identified", "identified"];
pub(super) const NEED: &[&str] = &["none", "useful", "necessary"];
pub(super) const DISCLOSURE: &[&str] = &["clear", "vague", "ambiguous", "omitted", "incorrect"];
pub(super) const CONSENT: &[&str] = &["none", "general", "choice", "explicit"];
pub(super) const UNDOING: &[&str] = &["never", "with-separate-key", "with-key-at-hand", "freely"];

/// The facts that the oracle knows.
pub(super) const FACTS: &[(Kind, &str, Type)] = &[
    (Kind::Flow, "datum", Type::One(Kind::Datum)),
    (Kind::Flow, "result", Type::One(Kind::Datum)),
    (Kind::Flow, "source", Type::One(Kind::Holding)),
    (Kind::Flow, "purpose", Type::Words("purpose")),
    (Kind::Flow, "purposes", Type::Words("purpose")),
    (Kind::Flow, "feature", Type::One(Kind::Feature)),
    (Kind::Flow, "subject", Type::One(Kind::Subject)),
    (Kind::Flow, "actor", Type::Words("party")),
    (Kind::Flow, "recipient", Type::One(Kind::Recipient)),
    (Kind::Flow, "receiver", Type::Words("party")),
    (Kind::Flow, "in-chain", Type::Bool),
    (Kind::Flow, "chain-purposes", Type::Words("purpose")),
    (Kind::Flow, "received-purposes", Type::Words("purpose")),
    (Kind::Flow, "successor-bound", Type::Bool),
    (Kind::Flow, "unrestricted", Type::Bool),
    (Kind::Flow, "basis", Type::Words("basis")),
    (Kind::Flow, "claim", Type::Many(Kind::Claim)),
    (Kind::Flow, "ground", Type::Words("ground")),
    (Kind::Flow, "named-consent", Type::Many(Kind::Consent)),
    (Kind::Flow, "consent", Type::Scale(CONSENT)),
    (Kind::Flow, "actor-consent", Type::Scale(CONSENT)),
    (Kind::Flow, "relied-consent", Type::Many(Kind::Consent)),
    (Kind::Flow, "stop-event", Type::Words("event")),
    (Kind::Flow, "notified-before", Type::Bool),
    (Kind::Flow, "explanation", Type::Words("content")),
    (Kind::Flow, "need", Type::Scale(NEED)),
    (Kind::Flow, "disclosed", Type::Scale(DISCLOSURE)),
    (Kind::Flow, "listed-purposes", Type::Words("purpose")),
    (Kind::Flow, "granted", Type::Words("purpose")),
    (Kind::Collect, "demand", Type::Words("demand")),
    (Kind::Collect, "means", Type::Words("means")),
    (Kind::Collect, "collector", Type::Words("party")),
    (Kind::Display, "reader", Type::Words("reader")),
    (Kind::Datum, "origin", Type::One(Kind::Collect)),
    (Kind::Datum, "origin-feature", Type::Words("feature")),
    (Kind::Datum, "origin-means", Type::Words("means")),
    (Kind::Datum, "collection-purposes", Type::Words("purpose")),
    (Kind::Datum, "identifiability", Type::Scale(IDENTIFIABILITY)),
    (Kind::Datum, "age", Type::Words("age")),
    (Kind::Datum, "subject", Type::One(Kind::Subject)),
    (Kind::Datum, "personal", Type::Bool),
    (Kind::Datum, "sensitive", Type::Bool),
    (Kind::Datum, "held-consent", Type::Many(Kind::Consent)),
    (Kind::Datum, "guardian-approved", Type::Bool),
    (Kind::Holding, "datum", Type::One(Kind::Datum)),
    (Kind::Holding, "store", Type::One(Kind::Store)),
    (Kind::Holding, "recipient", Type::One(Kind::Recipient)),
    (Kind::Holding, "holder", Type::Words("party")),
    (Kind::Holding, "end-event", Type::Words("event")),
    (Kind::Holding, "erasure-event", Type::Words("event")),
    (Kind::Holding, "kept-event", Type::Words("event")),
    (Kind::Holding, "deletable", Type::Bool),
    (Kind::Store, "holding", Type::Many(Kind::Holding)),
    (Kind::Store, "personal", Type::Bool),
    (Kind::Store, "sensitive", Type::Bool),
    (Kind::Store, "reader", Type::Words("reader")),
    (Kind::Store, "measures", Type::Words("measure")),
    (Kind::Recipient, "agreement", Type::Text),
    (Kind::Recipient, "limited-to", Type::Words("purpose")),
    (Kind::Recipient, "unlimited", Type::Bool),
    (Kind::Recipient, "duty", Type::Words("purpose")),
    (Kind::Recipient, "authorised", Type::Bool),
    (Kind::Recipient, "bound-by-policy", Type::Bool),
    (Kind::Recipient, "measures", Type::Words("measure")),
    (Kind::Recipient, "use", Type::Many(Kind::Use)),
    (Kind::Subject, "account-holding", Type::Bool),
    (Kind::Subject, "acceptance", Type::Words("acceptance")),
    (Kind::Subject, "age", Type::Words("age")),
    (Kind::Feature, "listed", Type::Bool),
    (Kind::Claim, "flow", Type::One(Kind::Flow)),
    (Kind::Claim, "in-scope", Type::Bool),
    (Kind::Claim, "mis-cited", Type::Bool),
    (Kind::Claim, "met", Type::Bool),
    (Kind::Claim, "reason", Type::Text),
    (Kind::Claim, "necessity", Type::Text),
    (Kind::Claim, "citation", Type::Words("cite")),
    (Kind::Transform, "restorable", Type::Scale(UNDOING)),
    (Kind::Transform, "evidence", Type::Text),
    (Kind::Right, "object", Type::Words("data")),
    (Kind::System, "measures", Type::Words("measure")),
    (Kind::System, "right", Type::Many(Kind::Right)),
    (Kind::System, "flow", Type::Many(Kind::Flow)),
    (Kind::System, "holding", Type::Many(Kind::Holding)),
];

/// The facts of a kind.
pub(super) fn facts_of(kind: Kind) -> impl Iterator<Item = (&'static str, Type)> {
    FACTS.iter().filter(move |(of, ..)| kind.is_a(*of)).map(|(_, name, of_type)| (*name, *of_type))
}

/// A variable of a rule and what it ranges over.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) name: &'static str,
    pub(super) range: Range,
}

#[derive(Debug, Clone)]
pub(super) enum Range {
    Kinds(Vec<Kind>),
    /// A fact of an earlier variable.
    Fact(&'static str, usize),
    /// The rows of `protection`.
    Protection,
    /// The narrowest rows of `purpose-limits` for an earlier variable.
    Limits(usize),
}

/// A variable, and facts from there.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) variable: usize,
    pub(super) steps: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantifier {
    Every,
    Some,
    No,
}

#[derive(Debug, Clone)]
pub(super) enum Condition {
    Simple(Reference, Predicate),
    Quantified(Quantifier, &'static str, Reference, Option<Predicate>, Predicate),
    Reaches(Reference, Reference, Vec<Barrier>),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Barrier {
    Class(&'static str),
    Exception(usize),
}

#[derive(Debug, Clone)]
pub(super) enum Predicate {
    Has(&'static str, Test),
    HasNo(&'static str, Test),
    IsA(bool, Vec<Operand>),
    Is(bool, &'static str),
    States(bool, &'static str),
}

#[derive(Debug, Clone)]
pub(super) enum Test {
    Exists,
    OneOf(Vec<Operand>),
    AllOf(Vec<Operand>),
    Within(Vec<Operand>),
    Compare(Comparison, usize, &'static [&'static str]),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    AtMost,
    AtLeast,
    Under,
    Over,
    Exactly,
}

#[derive(Debug, Clone)]
pub(super) enum Operand {
    Word(&'static str, &'static str),
    Value(Reference),
    /// A column of the row that a variable is bound to.
    Column(usize, &'static str),
}

#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// `oracle/NAME`.
    pub(super) name: String,
    pub(super) variables: Vec<Variable>,
    pub(super) when: Vec<Condition>,
    pub(super) must: Vec<Condition>,
    pub(super) must_not: Vec<Condition>,
    /// Named exceptions, by place.
    pub(super) unless: Vec<usize>,
    /// An exception of the rule's own.
    pub(super) own: Option<Vec<Condition>>,
}

/// A named exception, of flows.
#[derive(Debug, Clone)]
pub(super) struct Exception {
    pub(super) name: &'static str,
    pub(super) when: Vec<Condition>,
}

#[derive(Debug, Clone)]
pub(super) struct LimitRow {
    pub(super) feature: &'static str,
    pub(super) data: Option<Vec<&'static str>>,
    pub(super) means: Option<Vec<&'static str>>,
    pub(super) actions: Option<Vec<&'static str>>,
    pub(super) purposes: Vec<&'static str>,
    pub(super) also: Vec<&'static str>,
    pub(super) once: Vec<&'static str>,
}

#[derive(Debug, Clone)]
pub(super) struct FieldRow {
    pub(super) feature: &'static str,
    pub(super) about: Option<Vec<&'static str>>,
    pub(super) listed: Vec<&'static str>,
}

#[derive(Debug, Clone)]
pub(super) struct ReceiverRow {
    pub(super) receiver: &'static str,
    pub(super) data: Option<Vec<&'static str>>,
    pub(super) purposes: Vec<&'static str>,
}

#[derive(Debug, Clone)]
pub(super) struct SensitiveRow {
    pub(super) data: Option<Vec<&'static str>>,
    pub(super) age: Option<Vec<&'static str>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Serves {
    Flow,
    Keeping,
}

#[derive(Debug, Clone)]
pub(super) struct GroundRow {
    pub(super) ground: &'static str,
    pub(super) serves: Serves,
    pub(super) actions: Vec<&'static str>,
    pub(super) by_consent: Option<usize>,
    pub(super) counterpart: Option<&'static str>,
    pub(super) when: Vec<Condition>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Law {
    pub(super) scoped: bool,
    pub(super) allowance: u32,
    pub(super) protection: Vec<Vec<&'static str>>,
    pub(super) limits: Vec<LimitRow>,
    pub(super) fields: Vec<FieldRow>,
    pub(super) receivers: Vec<ReceiverRow>,
    pub(super) sensitive: Vec<SensitiveRow>,
    pub(super) grounds: Vec<GroundRow>,
    pub(super) exceptions: Vec<Exception>,
    pub(super) rules: Vec<Rule>,
}

/// The scope that a pack has which has one.
pub(super) fn scope() -> [(Kind, Condition); 4] {
    let personal = |steps: &[&'static str]| {
        let of = Reference { variable: 0, steps: steps.to_vec() };
        Condition::Simple(of, Predicate::Is(false, "personal"))
    };
    [
        (Kind::Flow, personal(&["datum"])),
        (Kind::Provision, personal(&["result"])),
        (Kind::Holding, personal(&["datum"])),
        (Kind::Store, personal(&[])),
    ]
}

/// The clause of a row.
pub(super) fn clause(table: &str, row: usize) -> String {
    format!("{table}-{row}")
}

/// The clauses that a rule cites.
fn clauses(law: &Law, rule: &Rule) -> Vec<String> {
    let row = rule.variables.iter().find_map(|variable| match variable.range {
        Range::Protection => Some(("protection", law.protection.len())),
        Range::Limits(_) => Some(("limits", law.limits.len())),
        Range::Kinds(_) | Range::Fact(..) => None,
    });
    match row {
        Some((table, count)) => (0..count).map(|row| clause(table, row)).collect(),
        None => vec!["general".to_owned()],
    }
}

/// The files of a pack, by path.
pub(super) fn files(law: &Law) -> BTreeMap<String, String> {
    BTreeMap::from([
        ("pack.yaml".to_owned(), header(law)),
        ("vocabulary.yaml".to_owned(), vocabulary()),
        ("clauses.yaml".to_owned(), clause_file(law)),
        ("tables.yaml".to_owned(), tables(law)),
        ("patterns.yaml".to_owned(), patterns(law)),
        ("rules/oracle.yaml".to_owned(), rules(law)),
    ])
}

fn header(law: &Law) -> String {
    let mut text =
        format!("id: oracle\ntitle: A policy made by chance\nversion: \"1\"\nallowance: {} days\n", law.allowance);
    if law.scoped {
        text += "scope:\n";
        for (kind, condition) in scope() {
            let _ = writeln!(text, "  {}: [{}]", kind.name(), sentence(law, &[kind.name()], &condition));
        }
    }
    text
}

fn vocabulary() -> String {
    let mut text = String::new();
    for (sort, root, below) in words::POLICY {
        let _ = writeln!(text, "{sort}:\n  tree:\n    {root}:");
        for (word, leaves) in *below {
            match leaves {
                [] => drop(writeln!(text, "      \"{word}\":")),
                _ => drop(writeln!(text, "      \"{word}\": [\"{}\"]", leaves.join("\", \""))),
            }
        }
        for (_, list, members) in words::LISTS.iter().filter(|(of, ..)| of == sort) {
            let _ = writeln!(text, "  lists: {{{list}: [{}]}}", members.join(", "));
        }
        if *sort == "age" {
            text += "  bands: {child: under 14, teen: 14 to 17, adult: 18 and over}\n";
        }
    }
    text
}

fn clause_file(law: &Law) -> String {
    let mut ids = vec!["general".to_owned()];
    let tables = [
        ("protection", law.protection.len()),
        ("limits", law.limits.len()),
        ("fields", law.fields.len()),
        ("receivers", law.receivers.len()),
        ("sensitive", law.sensitive.len()),
    ];
    for (table, count) in tables {
        ids.extend((0..count).map(|row| clause(table, row)));
    }
    ids.extend(law.grounds.iter().map(|row| row.ground.to_owned()));
    let mut text = "clauses:\n".to_owned();
    for id in ids {
        let _ = writeln!(
            text,
            "  - {{id: \"{id}\", statement: It is so., modality: obligation, check: static, severity: error}}"
        );
    }
    text
}

fn set(column: &str, words: &[&str]) -> String {
    format!(", {column}: [{}]", words.join(", "))
}

fn some_set(column: &str, words: &Option<Vec<&'static str>>) -> String {
    words.as_ref().map(|words| set(column, words)).unwrap_or_default()
}

fn tables(law: &Law) -> String {
    let mut text = "tables:\n".to_owned();
    table(&mut text, "protection", "    columns: {measures: set measure}\n", &law.protection, |measures| {
        set("measures", measures)
    });
    table(&mut text, "purpose-limits", "", &law.limits, |row| {
        format!(
            ", feature: {}{}{}{}{}{}{}",
            row.feature,
            some_set("data", &row.data),
            some_set("means", &row.means),
            some_set("actions", &row.actions),
            set("purposes", &row.purposes),
            set("also", &row.also),
            set("once-de-identified", &row.once)
        )
    });
    table(&mut text, "field-lists", "", &law.fields, |row| {
        format!(", feature: {}{}{}", row.feature, some_set("about", &row.about), set("others", &row.listed))
    });
    table(&mut text, "recipient-lists", "", &law.receivers, |row| {
        format!(", receiver: {}{}{}", row.receiver, some_set("data", &row.data), set("purposes", &row.purposes))
    });
    table(&mut text, "sensitive", "", &law.sensitive, |row| {
        format!("{}{}", some_set("data", &row.data), some_set("age", &row.age))
    });
    table(&mut text, "grounds", "", &law.grounds, |row| {
        let mut cells = format!(", ground: \"{}\"", row.ground);
        match row.serves {
            Serves::Keeping => cells += ", serves: keeping",
            Serves::Flow => cells += &set("actions", &row.actions),
        }
        cells += &row.by_consent.map(|step| format!(", by-consent: {}", CONSENT[step])).unwrap_or_default();
        cells += &row.counterpart.map(|ground| format!(", counterpart: \"{ground}\"")).unwrap_or_default();
        if !row.when.is_empty() {
            let when: Vec<String> =
                row.when.iter().map(|one| format!("\"{}\"", sentence(law, &["claim"], one))).collect();
            cells += &format!(", when: [{}]", when.join(", "));
        }
        cells
    });
    text
}

fn table<T>(text: &mut String, name: &str, columns: &str, rows: &[T], cells: impl Fn(&T) -> String) {
    if rows.is_empty() {
        return;
    }
    let _ = write!(text, "  {name}:\n{columns}    rows:\n");
    let stem = match name {
        "purpose-limits" => "limits",
        "field-lists" => "fields",
        "recipient-lists" => "receivers",
        other => other,
    };
    for (index, row) in rows.iter().enumerate() {
        let cells = cells(row);
        let own = cells.strip_prefix(", ground: \"").and_then(|rest| rest.split('"').next());
        let id = own.map_or_else(|| clause(stem, index), str::to_owned);
        let _ = writeln!(text, "      - {{clause: \"{id}\"{cells}}}");
    }
}

fn patterns(law: &Law) -> String {
    let mut text = String::new();
    if law.exceptions.is_empty() {
        return text;
    }
    text += "exceptions:\n";
    for exception in &law.exceptions {
        let _ = writeln!(text, "  {}:\n    of: flow\n    clauses: [general]\n    when:", exception.name);
        slot(&mut text, law, &["flow"], &exception.when, 6);
    }
    text
}

/// The rule that cites every row of `protection`, so that each has one.
const FILLER: &str = "  - id: oracle/every-row
    title: It is so
    about: liveness
    clauses: [CLAUSES]
    for each: {thing: store, row: row of protection}
    must:
      - thing has measures all of row.measures
    message: found
    why: It is so
    fix: mend it
";

fn rules(law: &Law) -> String {
    let mut text = "group: oracle\nrules:\n".to_owned();
    let all: Vec<String> = (0..law.protection.len()).map(|row| clause("protection", row)).collect();
    text += &FILLER.replace("CLAUSES", &all.join(", "));
    for rule in &law.rules {
        let names: Vec<&str> = rule.variables.iter().map(|variable| variable.name).collect();
        let _ = writeln!(
            text,
            "  - id: {}\n    title: It is so\n    about: {}\n    clauses: [{}]\n    for each: {{{}}}",
            rule.name,
            super::about::about(rule),
            clauses(law, rule).join(", "),
            rule.variables.iter().map(|variable| range(&names, variable)).collect::<Vec<_>>().join(", ")
        );
        for (word, conditions) in [("when", &rule.when), ("must", &rule.must), ("must not", &rule.must_not)] {
            if !conditions.is_empty() {
                let _ = writeln!(text, "    {word}:");
                slot(&mut text, law, &names, conditions, 6);
            }
        }
        if !rule.unless.is_empty() {
            let names: Vec<&str> = rule.unless.iter().map(|index| law.exceptions[*index].name).collect();
            let _ = writeln!(text, "    unless: [{}]", names.join(", "));
        } else if let Some(own) = &rule.own {
            text += "    unless:\n      excused:\n        clauses: [general]\n        when:\n";
            slot(&mut text, law, &names, own, 10);
        }
        text += "    message: found\n    why: It is so\n    fix: mend it\n";
    }
    text
}

fn range(names: &[&str], variable: &Variable) -> String {
    let range = match &variable.range {
        Range::Kinds(kinds) => match kinds.as_slice() {
            [kind] => kind.name().to_owned(),
            _ => format!("[{}]", kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ")),
        },
        Range::Fact(fact, of) => format!("{fact} of {}", names[*of]),
        Range::Protection => "row of protection".to_owned(),
        Range::Limits(of) => format!("limit of {}", names[*of]),
    };
    format!("{}: {range}", variable.name)
}

fn slot(text: &mut String, law: &Law, names: &[&str], conditions: &[Condition], indent: usize) {
    for condition in conditions {
        let _ = writeln!(text, "{}- \"{}\"", " ".repeat(indent), sentence(law, names, condition));
    }
}

/// A condition as a sentence, over variables of these names.
pub(super) fn sentence(law: &Law, names: &[&str], condition: &Condition) -> String {
    let joined = |conditions: &[Condition], word: &str| {
        let each: Vec<String> =
            conditions.iter().map(|condition| format!("({})", sentence(law, names, condition))).collect();
        each.join(word)
    };
    match condition {
        Condition::Simple(of, predicate) => format!("{} {}", reference(names, of), said(names, predicate)),
        Condition::Quantified(quantifier, noun, of, that, predicate) => {
            let word = match quantifier {
                Quantifier::Every => "every",
                Quantifier::Some => "some",
                Quantifier::No => "no",
            };
            let that = that.as_ref().map(|that| format!("that {} ", said(names, that))).unwrap_or_default();
            format!("{word} {noun} of {} {that}{}", reference(names, of), said(names, predicate))
        }
        Condition::Reaches(from, to, barriers) => {
            let name = |barrier: &Barrier| match barrier {
                Barrier::Class(class) => *class,
                Barrier::Exception(index) => law.exceptions[*index].name,
            };
            let names_of: Vec<&str> = barriers.iter().map(name).collect();
            let passing = match names_of.as_slice() {
                [] => String::new(),
                [one] => format!(" without passing {one}"),
                many => format!(" without passing either {}", many.join(" or ")),
            };
            format!("{} reaches {}{passing}", reference(names, from), reference(names, to))
        }
        Condition::Not(inner) => format!("not ({})", sentence(law, names, inner)),
        Condition::All(conditions) => joined(conditions, " and "),
        Condition::Any(conditions) => joined(conditions, " or "),
    }
}

fn reference(names: &[&str], reference: &Reference) -> String {
    let mut text = names[reference.variable].to_owned();
    for step in &reference.steps {
        text += ".";
        text += step;
    }
    text
}

fn said(names: &[&str], predicate: &Predicate) -> String {
    let not = |negated: &bool| if *negated { "not " } else { "" };
    match predicate {
        Predicate::Has(fact, asked) => format!("has {fact}{}", test(names, asked)),
        Predicate::HasNo(fact, asked) => format!("has no {fact}{}", test(names, asked)),
        Predicate::IsA(negated, values) => match values.as_slice() {
            [value] => format!("is {}a {}", not(negated), operand(names, value)),
            _ => format!("is {}one of {}", not(negated), operands(names, values)),
        },
        Predicate::Is(negated, fact) => format!("is {}{fact}", not(negated)),
        Predicate::States(false, fact) => format!("states {fact}"),
        Predicate::States(true, fact) => format!("does not state {fact}"),
    }
}

fn operands(names: &[&str], values: &[Operand]) -> String {
    values.iter().map(|value| operand(names, value)).collect::<Vec<_>>().join(", ")
}

fn operand(names: &[&str], value: &Operand) -> String {
    match value {
        Operand::Word(_, word) => (*word).to_owned(),
        Operand::Value(of) => reference(names, of),
        Operand::Column(variable, column) => format!("{}.{column}", names[*variable]),
    }
}

fn test(names: &[&str], test: &Test) -> String {
    match test {
        Test::Exists => String::new(),
        Test::OneOf(values) if values.len() == 1 => format!(" {}", operands(names, values)),
        Test::OneOf(values) => format!(" one of {}", operands(names, values)),
        Test::AllOf(values) => format!(" all of {}", operands(names, values)),
        Test::Within(values) => format!(" within {}", operands(names, values)),
        Test::Compare(comparison, step, scale) => {
            let word = match comparison {
                Comparison::AtMost => " at most",
                Comparison::AtLeast => " at least",
                Comparison::Under => " under",
                Comparison::Over => " over",
                Comparison::Exactly => "",
            };
            format!("{word} {}", scale[*step])
        }
    }
}
