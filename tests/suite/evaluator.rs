//! The evaluator's table of truths, in a world of a few things whose facts are set by hand.

use std::borrow::Cow;
use std::collections::BTreeMap;

use candor::check::evaluate::{self, Judgement};
use candor::check::message::{self, Words};
use candor::check::walk;
use candor::check::world::{Entity, Gap, Gaps, Truth, Value, World};
use candor::diagnostic::Language;
use candor::model::Declaration;
use candor::model::vocabulary::{LeafSet, TermId};
use candor::policy::facts::{Fact, Kind};
use candor::policy::pack::{Cell, Pack, TableId};
use candor::policy::rule::{Barrier, Condition};
use candor::syntax::value::{Date, Time, Unit};
use candor::syntax::words::{ClauseWord, Keyword};

use super::policy::load_block;

const USE: Entity = Entity::Flow(0);
const SHARE: Entity = Entity::Flow(1);
const RIGHT: Entity = Entity::Right(0);
const STORE: Entity = Entity::Store(0);

/// Things with the facts that a test sets; a fact that is not set is absent.
struct Toy<'p> {
    pack: &'p Pack,
    facts: BTreeMap<(Entity, Fact), Value<'static>>,
    classes: BTreeMap<Entity, Value<'static>>,
    today: Option<Date>,
}

impl<'p> Toy<'p> {
    fn new(pack: &'p Pack) -> Self {
        Self { pack, facts: BTreeMap::new(), classes: BTreeMap::new(), today: None }
    }

    fn term(&self, sort: &str, name: &str) -> TermId {
        let vocabulary = &self.pack.vocabulary;
        vocabulary.find(vocabulary.sort(sort).expect("a sort"), name).expect("a term")
    }

    fn terms(&self, sort: &str, names: &[&str]) -> Value<'static> {
        Value::Terms(Cow::Owned(names.iter().map(|name| self.term(sort, name)).collect()))
    }

    fn leaves(&self, sort: &str, names: &[&str]) -> LeafSet {
        let mut leaves = LeafSet::new();
        names.iter().for_each(|name| leaves.extend(self.pack.vocabulary.leaves(self.term(sort, name))));
        leaves
    }

    fn set(&mut self, thing: Entity, fact: Fact, value: Value<'static>) {
        self.facts.insert((thing, fact), value);
    }
}

impl World for Toy<'_> {
    fn things(&self, kind: Kind) -> Cow<'_, [Entity]> {
        let all = [USE, SHARE, RIGHT, STORE];
        Cow::Owned(all.into_iter().filter(|thing| self.kind(*thing).is_a(kind)).collect())
    }

    fn kind(&self, thing: Entity) -> Kind {
        match thing {
            USE => Kind::Use,
            Entity::Flow(_) => Kind::Share,
            Entity::Right(_) => Kind::Right,
            Entity::Store(_) => Kind::Store,
            Entity::Datum(..) => Kind::Datum,
            Entity::Claim(_) => Kind::Claim,
            Entity::Recipient(_) => Kind::Recipient,
            _ => Kind::System,
        }
    }

    fn is_in_scope(&self, _: Entity) -> bool {
        false
    }

    fn class(&self, thing: Entity) -> Value<'_> {
        self.classes.get(&thing).cloned().unwrap_or(Value::Absent)
    }

    fn fact(&self, thing: Entity, fact: Fact) -> Value<'_> {
        self.facts.get(&(thing, fact)).cloned().unwrap_or(Value::Absent)
    }

    fn column(&self, row: Entity, column: u16) -> Value<'_> {
        let Entity::Row(table, index) = row else { return Value::Absent };
        match &self.pack.table_of(table).rows[index as usize].cells[usize::from(column)] {
            Cell::Set(terms, _) => Value::Terms(Cow::Borrowed(terms)),
            Cell::Term(term) => Value::Terms(Cow::Owned(vec![*term])),
            _ => Value::Absent,
        }
    }

    fn states(&self, thing: Entity, fact: Fact) -> bool {
        !matches!(self.fact(thing, fact), Value::Absent | Value::Unknown(_))
    }

    fn reaches(&self, _: Entity, _: Entity, barriers: &[Barrier]) -> Truth {
        if barriers.is_empty() { Truth::True } else { Truth::False }
    }

    fn today(&self) -> Option<Date> {
        self.today
    }

    fn name(&self, thing: Entity) -> Cow<'_, str> {
        Cow::Owned(format!("{thing:?}"))
    }

    fn term_name(&self, term: TermId) -> Cow<'_, str> {
        Cow::Borrowed(self.pack.vocabulary.name(term))
    }
}

/// A pack whose exceptions are the sentences, one each, all about things of one kind.
fn pack_of(kind: &str, sentences: &[&str]) -> Pack {
    let mut block = "# patterns.yaml\nexceptions:\n".to_owned();
    for (index, sentence) in sentences.iter().enumerate() {
        block += &format!("  s{index}:\n    of: {kind}\n    clauses: [1-c]\n    when:\n      - {sentence}\n");
    }
    let (sources, loaded) = load_block(&block);
    loaded.pack.unwrap_or_else(|| panic!("{}", super::policy::plain(&sources, &loaded.diagnostics)))
}

fn condition(pack: &Pack, index: usize) -> &Condition {
    &pack.exceptions[index].when[0]
}

fn gap(clause: ClauseWord) -> Gap {
    Gap { declaration: Declaration { keyword: Keyword::Use, index: 0 }, clause, event: None }
}

fn gaps(clauses: &[ClauseWord]) -> Gaps {
    clauses.iter().map(|clause| gap(*clause)).collect()
}

/// `+`, `-` or `?`.
fn sign(truth: &Truth) -> char {
    match truth {
        Truth::True => '+',
        Truth::False => '-',
        Truth::Unknown(_) => '?',
    }
}

/// Evaluates each sentence of `thing` after `set` has said its facts, and compares the signs.
fn check(kind: &str, thing: Entity, set: impl Fn(&mut Toy), expected: &[(&str, char)]) {
    let sentences: Vec<&str> = expected.iter().map(|(sentence, _)| *sentence).collect();
    let pack = pack_of(kind, &sentences);
    let mut world = Toy::new(&pack);
    set(&mut world);
    for (index, (sentence, expected)) in expected.iter().enumerate() {
        let truth = evaluate::truth(&world, &pack, condition(&pack, index), &[thing]);
        assert_eq!(sign(&truth), *expected, "{sentence}: {truth:?}");
    }
}

#[test]
fn terms_are_inside_outside_or_across() {
    let set = |world: &mut Toy| {
        let declared = world.terms("purpose", &["improvement"]);
        world.set(USE, Fact::FlowPurpose, declared);
    };
    check(
        "use",
        USE,
        set,
        &[
            ("use has purpose", '+'),
            ("use has purpose improvement", '+'),
            ("use has purpose any-purpose", '+'),
            ("use has purpose service", '-'),
            ("use has purpose training", '?'),
            ("use has purpose one of training, statistics, other-improvement", '+'),
            ("use has purpose one of training, statistics", '?'),
            ("use has purpose within improvement, service", '+'),
            ("use has purpose within training", '?'),
            ("use has purpose within service", '-'),
            ("use has no purpose service", '+'),
            ("use has no purpose training", '?'),
            ("use states purpose", '+'),
            ("not (use has purpose training)", '?'),
            ("use has purpose training or use has purpose improvement", '+'),
            ("use has purpose training and use has purpose service", '-'),
        ],
    );
}

#[test]
fn nothing_is_definite_and_the_unsaid_is_unknown() {
    let set = |world: &mut Toy| {
        world.set(USE, Fact::FlowPurpose, Value::Unknown(gaps(&[ClauseWord::For])));
        world.set(USE, Fact::FlowExplanation, Value::Terms(Cow::Owned(Vec::new())));
        world.set(USE, Fact::FlowInChain, Value::Unknown(Gaps::new()));
        world.set(USE, Fact::FlowFeature, Value::Unknown(gaps(&[ClauseWord::Feature])));
    };
    check(
        "use",
        USE,
        set,
        &[
            ("use has purpose", '?'),
            ("use has purpose service", '?'),
            ("use has purpose within service", '?'),
            ("use has no purpose service", '?'),
            ("use states purpose", '-'),
            ("use does not state purpose", '+'),
            ("use has explanation", '-'),
            ("use has explanation purpose", '-'),
            ("use has explanation within purpose", '+'),
            ("use has explanation all of purpose", '-'),
            ("use has no explanation purpose", '+'),
            ("use is in-chain", '?'),
            ("use is not in-chain", '?'),
            ("use is unrestricted", '-'),
            ("use is not unrestricted", '+'),
            ("use.feature is listed", '?'),
            ("use.feature has basic", '?'),
        ][..16],
    );
}

#[test]
fn an_absent_thing_makes_only_negative_sentences_true() {
    check(
        "use",
        USE,
        |_| {},
        &[
            ("use.recipient is a processor", '-'),
            ("use.recipient is not a processor", '+'),
            ("use.recipient has limited-to", '-'),
            ("use.recipient has no limited-to", '+'),
            ("use.recipient has limited-to within service", '-'),
            ("use.recipient is unlimited", '-'),
            ("use.recipient is not unlimited", '+'),
            ("use.recipient states limited-to", '-'),
            ("use.recipient does not state limited-to", '+'),
            ("use.recipient.evaluation is in the past", '-'),
            ("some use of use.recipient has purpose", '-'),
            ("no use of use.recipient has purpose", '+'),
            ("use.source.store is a backup", '-'),
        ],
    );
}

#[test]
fn scales_are_intervals() {
    let set = |world: &mut Toy| {
        let steps = |least, greatest| Value::Steps { least, greatest, gaps: gaps(&[ClauseWord::Via]) };
        world.set(USE, Fact::FlowConsent, steps(2, 2));
        world.set(USE, Fact::FlowNeed, steps(1, 2));
    };
    check(
        "use",
        USE,
        set,
        &[
            ("use has consent at least choice", '+'),
            ("use has consent at least explicit", '-'),
            ("use has consent under explicit", '+'),
            ("use has consent over general", '+'),
            ("use has consent over choice", '-'),
            ("use has consent one of general, choice", '+'),
            ("use has consent explicit", '-'),
            ("use has need at least useful", '+'),
            ("use has need at least necessary", '?'),
            ("use has need at most none", '-'),
            ("use has need under necessary", '?'),
            ("use has need one of none, useful", '?'),
        ],
    );
}

#[test]
fn lengths_of_time_compare_where_they_certainly_do() {
    let within = |count, unit| {
        move |world: &mut Toy| {
            world.set(RIGHT, Fact::RightAnswerTime, Value::Time(Time { count, unit }));
        }
    };
    check(
        "right",
        RIGHT,
        within(1, Unit::Month),
        &[
            ("right has answer-time at most 31 days", '+'),
            ("right has answer-time at most 30 days", '?'),
            ("right has answer-time at most 27 days", '-'),
            ("right has answer-time under 1 year", '+'),
            ("right has answer-time at least 1 month", '+'),
            ("right has answer-time over 700 hours", '?'),
        ],
    );
    check(
        "right",
        RIGHT,
        within(12, Unit::Month),
        &[("right has answer-time at most 1 year", '+'), ("right has answer-time over 1 year", '-')],
    );
    check(
        "right",
        RIGHT,
        |_| {},
        &[
            ("right has answer-time at most 1 year", '-'),
            ("right has answer-time over 1 year", '-'),
            ("not (right has answer-time at most 1 year)", '+'),
        ],
    );
}

#[test]
fn events_are_open_member_by_member() {
    let pack = pack_of(
        "right",
        &[
            "right has stop-event withdrawal",
            "right has stop-event shutdown",
            "right has stop-event last-use",
            "right has stop-event one of shutdown, withdrawal",
            "right has stop-event one of shutdown, last-use",
            "right has stop-event all of withdrawal, last-use",
            "right has stop-event",
        ],
    );
    let mut world = Toy::new(&pack);
    let within = world.leaves("event", &["withdrawal"]);
    let outside = world.leaves("event", &["shutdown"]);
    let all = world.leaves("event", &["event"]);
    let open = all.iter().filter(|event| !within.contains(*event) && !outside.contains(*event)).collect();
    world.set(RIGHT, Fact::RightStopEvent, Value::Members { within, open, gaps: gaps(&[ClauseWord::Stop]) });
    let truths: Vec<Truth> = (0..7).map(|at| evaluate::truth(&world, &pack, condition(&pack, at), &[RIGHT])).collect();
    assert_eq!(truths.iter().map(sign).collect::<String>(), "+-?+??+");
    let asked = Gap { event: Some(world.term("event", "last-use")), ..gap(ClauseWord::Stop) };
    assert_eq!(truths[2], Truth::Unknown(Gaps::from_iter([asked])));
}

#[test]
fn days_compare_with_today_if_there_is_one() {
    let day = |day| Date { year: 2026, month: 1, day };
    let sentences = ["use.recipient.evaluation is in the past", "use.recipient.evaluation is in the future"];
    let pack = pack_of("use", &sentences);
    for (today, expected) in [(Some(15), "+-"), (Some(14), "-+"), (None, "??")] {
        let mut world = Toy::new(&pack);
        world.today = today.map(day);
        world.set(USE, Fact::FlowRecipient, Value::One(Entity::Recipient(0)));
        world.set(Entity::Recipient(0), Fact::RecipientEvaluation, Value::Date(day(15)));
        let truths = (0..2).map(|at| sign(&evaluate::truth(&world, &pack, condition(&pack, at), &[USE])));
        assert_eq!(truths.collect::<String>(), expected);
    }
}

#[test]
fn a_workspaces_own_word_is_the_same_as_itself_alone() {
    let sentences =
        ["use has purpose within use.granted", "use has purpose other-any-purpose", "use has purpose service"];
    let pack = pack_of("use", &sentences);
    let purpose = pack.vocabulary.sort("purpose").expect("a sort");
    for (granted, expected) in [(1, "++-"), (2, "-+-")] {
        let mut world = Toy::new(&pack);
        world.set(USE, Fact::FlowPurpose, Value::Terms(Cow::Owned(vec![TermId::own(purpose, 1)])));
        world.set(USE, Fact::FlowGranted, Value::Terms(Cow::Owned(vec![TermId::own(purpose, granted)])));
        let truths = (0..3).map(|at| sign(&evaluate::truth(&world, &pack, condition(&pack, at), &[USE])));
        assert_eq!(truths.collect::<String>(), expected);
    }
}

#[test]
fn unknown_names_the_fewest_facts_that_would_decide() {
    let sentences = [
        "use has purpose service and use is in-chain",
        "(use has purpose service and use is in-chain) or use has need at least necessary",
        "use is in-chain or use has purpose service",
    ];
    let pack = pack_of("use", &sentences);
    let mut world = Toy::new(&pack);
    world.set(USE, Fact::FlowPurpose, Value::Unknown(gaps(&[ClauseWord::For])));
    world.set(USE, Fact::FlowInChain, Value::Unknown(gaps(&[ClauseWord::Agreement])));
    world.set(USE, Fact::FlowNeed, Value::Unknown(gaps(&[ClauseWord::Needs])));
    let found = |at| evaluate::truth(&world, &pack, condition(&pack, at), &[USE]);
    let mut both = gaps(&[ClauseWord::Agreement, ClauseWord::For]);
    both.sort_unstable();
    assert_eq!(found(0), Truth::Unknown(both));
    assert_eq!(found(1), Truth::Unknown(gaps(&[ClauseWord::Needs])));
    assert_eq!(found(2), Truth::Unknown(gaps(&[ClauseWord::Agreement])));
}

const RULES: &str = r#"# tables.yaml
tables:
  protection:
    columns: {measures: set measure}
    rows:
      - {clause: 1-b, measures: [encryption, access-control]}
# patterns.yaml
exceptions:
  asked-first: {of: flow, clauses: [1-c], when: ["flow has consent at least explicit"]}
# rules/toy.yaml
group: toy
rules:
  - id: toy/pairs
    title: Pairs
    about: safety
    severity: lint
    clauses: [1-a]
    for each: {use: use, share: share}
    when:
      - use has purpose improvement
      - share has receiver third-party
      - share has purpose one of use.purposes
    must not: [use reaches share]
    message: "{share} gives what {use} made"
    why: because
    fix: nothing
  - id: toy/purposes
    title: Purposes
    about: safety
    severity: lint
    clauses: [1-a]
    for each: use
    when: [use has need at least useful]
    must: [use has purpose within service]
    unless: [asked-first]
    error when: [use is unrestricted]
    message: "{use} serves {use.purpose} ({use.need})"
    why: because
    fix: nothing
  - id: toy/stores
    title: Stores
    about: liveness
    severity: lint
    clauses: [1-b]
    for each: {store: store, row: row of protection}
    must: [store has measures all of row.measures]
    message: "{store} lacks {missing}"
    why: because
    fix: nothing
"#;

fn toy_pack() -> Pack {
    let (sources, loaded) = load_block(RULES);
    loaded.pack.unwrap_or_else(|| panic!("{}", super::policy::plain(&sources, &loaded.diagnostics)))
}

#[test]
fn a_part_is_judged_by_the_table() {
    let pack = toy_pack();
    let part = &pack.rule("toy/purposes").expect("the rule").parts[0];
    let judged = |need: u8, purpose: Option<&[&str]>, consent: Option<u8>, unrestricted: bool| {
        let mut world = Toy::new(&pack);
        let exact = |step| Value::Steps { least: step, greatest: step, gaps: Gaps::new() };
        world.set(USE, Fact::FlowNeed, exact(need));
        let unknown = Value::Unknown(gaps(&[ClauseWord::For]));
        let purpose = purpose.map_or(unknown, |purpose| world.terms("purpose", purpose));
        world.set(USE, Fact::FlowPurpose, purpose);
        let unknown = Value::Unknown(gaps(&[ClauseWord::Basis]));
        world.set(USE, Fact::FlowConsent, consent.map_or(unknown, exact));
        world.set(USE, Fact::FlowUnrestricted, Value::Bool(unrestricted));
        let judged = evaluate::judge(&world, &pack, part, &[USE]);
        (judged.judgement, judged.raised)
    };
    let may = |clauses: &[ClauseWord]| Judgement::MayViolate { gaps: gaps(clauses) };
    assert_eq!(judged(0, Some(&["training"]), Some(0), true), (Judgement::NotApplicable, false));
    assert_eq!(judged(1, Some(&["support"]), Some(0), true), (Judgement::Complies { vacuous: false }, false));
    assert_eq!(judged(1, Some(&[]), Some(0), true), (Judgement::Complies { vacuous: true }, false));
    assert_eq!(judged(1, Some(&["training"]), Some(0), false), (Judgement::Violates, false));
    assert_eq!(judged(1, Some(&["training"]), Some(0), true), (Judgement::Violates, true));
    assert_eq!(judged(1, Some(&["training"]), Some(3), true), (Judgement::Excused { exception: 0 }, false));
    assert_eq!(judged(1, Some(&["training"]), None, true), (Judgement::Violates, true));
    assert_eq!(judged(1, None, Some(0), true), (may(&[ClauseWord::For]), true));
    assert_eq!(judged(1, None, Some(3), true), (Judgement::Excused { exception: 0 }, false));
}

#[test]
fn bindings_stop_where_a_sentence_fails() {
    let pack = toy_pack();
    let part = &pack.rule("toy/pairs").expect("the rule").parts[0];
    let count = |purpose: &str, receiver: &str, given: &str| {
        let mut world = Toy::new(&pack);
        let purposes = world.terms("purpose", &[purpose]);
        world.set(USE, Fact::FlowPurpose, purposes.clone());
        world.set(USE, Fact::FlowPurposes, purposes);
        let receiver = world.terms("party", &[receiver]);
        world.set(SHARE, Fact::FlowReceiver, receiver);
        let given = world.terms("purpose", &[given]);
        world.set(SHARE, Fact::FlowPurpose, given);
        let mut found = Vec::new();
        walk::bindings(&world, &pack, part, &mut |binding, truth| found.push((binding.to_vec(), sign(truth))));
        found
    };
    assert_eq!(count("training", "third-party", "training"), [(vec![USE, SHARE], '+')]);
    assert_eq!(count("training", "third-party", "improvement"), [(vec![USE, SHARE], '?')]);
    assert_eq!(count("training", "third-party", "support"), []);
    assert_eq!(count("training", "affiliate", "training"), []);
    assert_eq!(count("support", "third-party", "support"), []);
}

#[test]
fn rows_are_those_of_the_rules_clauses() {
    let pack = toy_pack();
    let part = &pack.rule("toy/stores").expect("the rule").parts[0];
    let mut world = Toy::new(&pack);
    let measures = world.terms("measure", &["encryption"]);
    world.set(STORE, Fact::StoreMeasures, measures);
    let mut found = Vec::new();
    walk::bindings(&world, &pack, part, &mut |binding, _| found.push(binding.to_vec()));
    let table = pack.table("protection").expect("the table");
    assert_eq!(found, [vec![STORE, Entity::Row(TableId(table.0), 0)]]);
    assert_eq!(evaluate::judge(&world, &pack, part, &found[0]).judgement, Judgement::Violates);
}

#[test]
fn messages_name_what_they_are_about() {
    let pack = toy_pack();
    let mut world = Toy::new(&pack);
    let measures = world.terms("measure", &["encryption"]);
    world.set(STORE, Fact::StoreMeasures, measures);
    let part = &pack.rule("toy/stores").expect("the rule").parts[0];
    let binding = [STORE, Entity::Row(pack.table("protection").expect("the table"), 0)];
    let missing = message::failing(&world, &pack, part, &binding, Language::English);
    assert_eq!(missing, ["`access-control`"]);
    let words = Words { language: Language::English, path: "", missing: &missing, spelt: false };
    let said = message::render(&world, &pack, &part.message, &binding, &words);
    assert_eq!(said, "`Store(0)` lacks `access-control`");
    let part = &pack.rule("toy/purposes").expect("the rule").parts[0];
    let words = Words { language: Language::English, path: "", missing: &[], spelt: false };
    let said = |world: &Toy| message::render(world, &pack, &part.message, &[USE], &words);
    assert_eq!(said(&world), "`Flow(0)` serves no purpose (no need)");
    world.set(USE, Fact::FlowPurpose, Value::Unknown(gaps(&[ClauseWord::For])));
    world.set(USE, Fact::FlowNeed, Value::Steps { least: 1, greatest: 2, gaps: Gaps::new() });
    assert_eq!(said(&world), "`Flow(0)` serves an undeclared purpose (`useful to necessary`)");
    let purposes = world.terms("purpose", &["training", "support"]);
    world.set(USE, Fact::FlowPurpose, purposes);
    assert_eq!(said(&world), "`Flow(0)` serves `training`, `support` (`useful to necessary`)");
    assert_eq!(message::failing(&world, &pack, part, &[USE], Language::English), ["`training`"]);
}
