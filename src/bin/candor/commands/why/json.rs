//! The answers as JSON.

use candor::check::evaluate::Judgement;
use candor::check::finding::{Finding, MissingFact, Verdict};
use candor::check::weigh::{
    Allowed, Declared, Judged, Means, Reason, Relied, Said, Seen, Sentence, Silent, Slot, Told,
};
use candor::diagnostic::Diagnostic;
use candor::explain::why::{Question, verdict};
use serde::Serialize;
use serde_json::Value;

use crate::output;

/// All answers, one a policy.
pub(super) fn render<'a>(answers: impl Iterator<Item = &'a Value>) -> String {
    output::json(&super::super::PerPolicy::new(answers))
}

/// One answer.
pub(super) fn value(question: &Question) -> Value {
    let weighing = question.weighing;
    let out = AnswerOut {
        policy: &question.pack.id,
        version: &question.pack.version,
        asked: question.names,
        answer: verdict(question),
        beside_rules: question.beside_rules().into_iter().map(|said| beside_out(question, said)).collect(),
        seen: weighing.seen.iter().map(|seen| seen_out(question, seen)).collect(),
        relied: weighing.relied.iter().map(|relied| relied_out(question, relied)).collect(),
        judged: weighing.judged.iter().map(|judged| judged_out(question, judged)).collect(),
        not_applicable: weighing.silent.iter().map(|silent| silent_out(question, silent)).collect(),
    };
    // Texts, numbers, yes and no, and lists of these always have a form in JSON.
    serde_json::to_value(out).unwrap_or_default()
}

#[derive(Serialize)]
struct AnswerOut<'a> {
    policy: &'a str,
    version: &'a str,
    asked: &'a [String],
    answer: String,
    beside_rules: Vec<BesideOut<'a>>,
    seen: Vec<SeenOut<'a>>,
    relied: Vec<ReliedOut<'a>>,
    judged: Vec<JudgedOut<'a>>,
    not_applicable: Vec<SilentOut<'a>>,
}

/// What candor itself finds, whatever the policy.
#[derive(Serialize)]
struct BesideOut<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    place: Option<String>,
}

fn beside_out<'a>(question: &Question, said: &'a Diagnostic) -> BesideOut<'a> {
    BesideOut {
        code: said.code.id(),
        severity: said.severity.word(),
        message: said.message.english(),
        place: said.span().map(|span| question.place(span)),
    }
}

#[derive(Serialize)]
struct PairOut<'a> {
    variable: &'a str,
    value: &'a str,
}

fn pairs(binding: &[(String, String)]) -> Vec<PairOut<'_>> {
    binding.iter().map(|(variable, value)| PairOut { variable, value }).collect()
}

#[derive(Serialize)]
struct SeenOut<'a> {
    verb: Option<&'static str>,
    binding: Vec<PairOut<'a>>,
    facts: Vec<PairOut<'a>>,
    allowed: Vec<AllowedOut<'a>>,
    ungoverned: Option<SentenceOut<'a>>,
}

fn seen_out<'a>(question: &Question, seen: &'a Seen) -> SeenOut<'a> {
    SeenOut {
        verb: seen.verb,
        binding: pairs(&seen.binding),
        facts: seen.facts.iter().map(|(variable, value)| PairOut { variable, value }).collect(),
        allowed: seen.allowed.iter().map(allowed_out).collect(),
        ungoverned: seen.ungoverned.as_ref().map(|sentence| sentence_out(question, sentence)),
    }
}

#[derive(Serialize)]
struct AllowedOut<'a> {
    clause: &'a str,
    by: &'static str,
    name: &'a str,
}

fn allowed_out(allowed: &Allowed) -> AllowedOut<'_> {
    let (by, name) = match &allowed.by {
        Means::Listing(name) => ("listing", name),
        Means::Claim(name) => ("claim", name),
        Means::Consent(name) => ("consent", name),
    };
    AllowedOut { clause: &allowed.clause, by, name }
}

#[derive(Serialize)]
struct ReliedOut<'a> {
    keyword: &'static str,
    name: &'a str,
    stands: &'static str,
    lacking: &'a [String],
    missing: Vec<MissingOut<'a>>,
}

fn relied_out<'a>(question: &Question, relied: &'a Relied) -> ReliedOut<'a> {
    ReliedOut {
        keyword: relied.keyword,
        name: &relied.name,
        stands: said_word(&relied.stands),
        lacking: &relied.lacking,
        missing: missing(question, &relied.stands),
    }
}

#[derive(Serialize)]
struct JudgedOut<'a> {
    rule: &'a str,
    clause: &'a str,
    binding: Vec<PairOut<'a>>,
    verdict: &'static str,
    lifted_by: Option<&'a str>,
    finding: Option<FoundOut<'a>>,
    sentences: Vec<SentenceOut<'a>>,
}

#[derive(Serialize)]
struct FoundOut<'a> {
    id: &'a str,
    waived: Option<&'a str>,
    message: &'a str,
    fix: &'a str,
    path: Vec<&'a str>,
    missing: Vec<MissingOut<'a>>,
}

fn judged_out<'a>(question: &Question<'a>, judged: &'a Judged) -> JudgedOut<'a> {
    let finding = question.finding_of(judged);
    JudgedOut {
        rule: &judged.rule,
        clause: &judged.clause,
        binding: pairs(&judged.binding),
        verdict: verdict_word(judged, finding),
        lifted_by: judged.lifted_by.as_deref(),
        finding: finding.map(|finding| found_out(question, finding)),
        sentences: judged.sentences.iter().map(|sentence| sentence_out(question, sentence)).collect(),
    }
}

/// What is declared coarsely is judged leaf by leaf: the finding about all of it has the last word.
fn verdict_word(judged: &Judged, finding: Option<&Finding>) -> &'static str {
    match (finding.map(|finding| finding.verdict), &judged.judgement) {
        (Some(Verdict::Violates), _) | (None, Judgement::Violates) => "violates",
        (Some(Verdict::MayViolate), _) | (None, Judgement::MayViolate { .. }) => "may-violate",
        (None, Judgement::Excused { .. }) => "excused",
        (None, Judgement::Complies { vacuous: false }) => "complies",
        (None, Judgement::Complies { vacuous: true }) => "complies-with-nothing-to-check",
        (None, Judgement::NotApplicable) => "not-applicable",
    }
}

fn found_out<'a>(question: &Question, finding: &'a Finding) -> FoundOut<'a> {
    FoundOut {
        id: &finding.id,
        waived: finding.waived.as_deref(),
        message: &finding.message,
        fix: &finding.fix,
        path: finding.path.iter().map(|step| step.name.as_str()).collect(),
        missing: finding.missing.iter().map(|fact| missing_out(question, fact)).collect(),
    }
}

#[derive(Serialize)]
struct SentenceOut<'a> {
    slot: &'static str,
    exception: Option<&'a str>,
    sentence: &'a str,
    holds: &'static str,
    missing: Vec<MissingOut<'a>>,
    facts: Vec<FactOut<'a>>,
}

fn sentence_out<'a>(question: &Question, sentence: &'a Sentence) -> SentenceOut<'a> {
    let (slot, exception) = match &sentence.slot {
        Slot::Scope => ("scope", None),
        Slot::When => ("when", None),
        Slot::Must => ("must", None),
        Slot::MustNot => ("must-not", None),
        Slot::Unless(name) => ("unless", Some(name.as_str())),
    };
    SentenceOut {
        slot,
        exception,
        sentence: &sentence.words,
        holds: said_word(&sentence.said),
        missing: missing(question, &sentence.said),
        facts: sentence.facts.iter().map(|told| fact_out(question, told)).collect(),
    }
}

#[derive(Serialize)]
struct FactOut<'a> {
    fact: &'a str,
    value: &'a str,
    declared: Vec<DeclaredOut<'a>>,
}

#[derive(Serialize)]
struct DeclaredOut<'a> {
    declaration: &'a str,
    clause: &'static str,
    place: String,
}

fn fact_out<'a>(question: &Question, told: &'a Told) -> FactOut<'a> {
    let declared = |declared: &'a Declared| DeclaredOut {
        declaration: &declared.declaration,
        clause: declared.clause,
        place: question.place(declared.span),
    };
    FactOut { fact: &told.fact, value: &told.value, declared: told.declared.iter().map(declared).collect() }
}

#[derive(Serialize)]
struct SilentOut<'a> {
    rule: &'a str,
    reasons: Vec<ReasonOut<'a>>,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    reason: &'static str,
    kinds: &'a [&'static str],
    nothing: Option<&'a str>,
    sentence: Option<SentenceOut<'a>>,
}

fn silent_out<'a>(question: &Question, silent: &'a Silent) -> SilentOut<'a> {
    let reason = |reason: &'a Reason| {
        let plain = ReasonOut { reason: "", kinds: &[], nothing: None, sentence: None };
        match reason {
            Reason::Kinds(kinds) => ReasonOut { reason: "other-kinds", kinds, ..plain },
            Reason::Nothing(what) => ReasonOut { reason: "nothing-there", nothing: Some(what), ..plain },
            Reason::Sentence(one) => {
                ReasonOut { reason: "sentence", sentence: Some(sentence_out(question, one)), ..plain }
            }
            Reason::Alone => ReasonOut { reason: "nothing-to-hold-against", ..plain },
        }
    };
    SilentOut { rule: &silent.rule, reasons: silent.reasons.iter().map(reason).collect() }
}

#[derive(Serialize)]
struct MissingOut<'a> {
    declaration: &'a str,
    clause: &'static str,
    event: Option<&'a str>,
    place: Option<String>,
}

fn missing_out<'a>(question: &Question, fact: &'a MissingFact) -> MissingOut<'a> {
    MissingOut {
        declaration: &fact.declaration,
        clause: fact.clause,
        event: fact.event.as_deref(),
        place: fact.span.map(|span| question.place(span)),
    }
}

fn missing<'a>(question: &Question, said: &'a Said) -> Vec<MissingOut<'a>> {
    match said {
        Said::Unknown(facts) => facts.iter().map(|fact| missing_out(question, fact)).collect(),
        Said::Yes | Said::No => Vec::new(),
    }
}

fn said_word(said: &Said) -> &'static str {
    match said {
        Said::Yes => "yes",
        Said::No => "no",
        Said::Unknown(_) => "unknown",
    }
}
