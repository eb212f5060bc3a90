//! The declarations that the ground flows and the data at rest rely on: consents, claims, notices, transforms, agreements.

use std::collections::BTreeMap;

use super::asked::Asked;
use super::sentence::LANGUAGE;
use super::{Relied, Said};
use crate::check::about::{About, missing_fact};
use crate::check::claims::CONSENT_INSTEAD;
use crate::check::facts::Facts;
use crate::check::world::{Entity, Gaps, Truth};
use crate::model::{Basis, ConsentId, Declaration, NoticeId};
use crate::policy::readback;
use crate::syntax::words::Keyword;

/// What is known of each declaration so far.
type Found = BTreeMap<(Keyword, u32), (Truth, Vec<String>)>;

/// What the things asked about rely on, each declaration once.
pub(super) fn relied(facts: &Facts<'_>, asked: &Asked<'_>) -> Vec<Relied> {
    let mut found = Found::new();
    for flow in asked.flows() {
        of_flow(facts, flow, &mut found);
    }
    let told = |((keyword, index), (truth, lacking)): ((Keyword, u32), (Truth, Vec<String>))| Relied {
        keyword: keyword.text(),
        name: facts.model.name(Declaration { keyword, index }).to_owned(),
        stands: match truth {
            Truth::True => Said::Yes,
            Truth::False => Said::No,
            Truth::Unknown(gaps) => Said::Unknown(gaps.iter().map(|gap| missing_fact(facts, gap)).collect()),
        },
        lacking,
    };
    found.into_iter().map(told).collect()
}

/// For several ground flows, a declaration stands only if it stands for all.
fn add(found: &mut Found, keyword: Keyword, index: u32, truth: Truth, lacking: Vec<String>) {
    let (known, words) = found.entry((keyword, index)).or_insert((Truth::True, Vec::new()));
    *known = std::mem::replace(known, Truth::True).and(truth);
    for word in lacking {
        if !words.contains(&word) {
            words.push(word);
        }
    }
}

fn of_flow(facts: &Facts<'_>, flow: u32, found: &mut Found) {
    let declared = facts.flow(flow);
    for basis in &declared.bases {
        if let Basis::Consent(consent, before) = *basis {
            let (truth, lacking) = consented(facts, flow, consent, before);
            add(found, Keyword::Consent, consent.0, truth, lacking);
        }
    }
    for claim in facts.claims_of(flow) {
        let Entity::Claim(index) = claim else { continue };
        let (truth, lacking) = claimed(facts, index);
        add(found, Keyword::Claim, facts.claims.get(index).claim.0, truth, lacking);
    }
    for (notice, before) in &declared.notices {
        let (truth, lacking) = told(facts, flow, *notice, *before);
        add(found, Keyword::Notice, notice.0, truth, lacking);
    }
    for via in &declared.seldom().via {
        let truth = facts.does_what_it_says(via.transform);
        let lacking = match &truth {
            Truth::False => vec!["it does not do what its class says".to_owned()],
            Truth::True | Truth::Unknown(_) => Vec::new(),
        };
        add(found, Keyword::Transform, via.transform.0, truth, lacking);
    }
    let recipient = facts.ground(flow).recipient;
    if let Some(recipient) = recipient.filter(|id| facts.model.recipients[id.index()].agreement.is_some()) {
        add(found, Keyword::Recipient, recipient.0, Truth::True, Vec::new());
    }
}

fn timed(truth: Truth, before: Option<bool>, unsaid: Gaps, late: &str) -> (Truth, Vec<String>) {
    match before {
        Some(true) => (truth, Vec::new()),
        Some(false) => (Truth::False, vec![late.to_owned()]),
        None => (truth.and(Truth::Unknown(unsaid)), Vec::new()),
    }
}

fn consented(facts: &Facts<'_>, flow: u32, consent: ConsentId, before: Option<bool>) -> (Truth, Vec<String>) {
    let by_actor = facts.model.consents[consent.index()].asked_by.is_some();
    let covers = facts.consent_covers(flow, consent, by_actor);
    let named = |lacking: &mut Vec<String>| lacking.push(format!("it does not cover {}", ground(facts, flow)));
    let unsaid = facts.flow_gap(flow, crate::syntax::words::ClauseWord::Basis);
    let uncovered = covers == Truth::False;
    let (truth, mut lacking) = timed(covers, before, unsaid, "it is asked only afterwards");
    if uncovered {
        named(&mut lacking);
    }
    (truth, lacking)
}

fn told(facts: &Facts<'_>, flow: u32, notice: NoticeId, before: Option<bool>) -> (Truth, Vec<String>) {
    let covers = facts.notice_covers(flow, notice);
    let uncovered = covers == Truth::False;
    let unsaid = facts.flow_gap(flow, crate::syntax::words::ClauseWord::Notice);
    let (truth, mut lacking) = timed(covers, before, unsaid, "it is shown only afterwards");
    if uncovered {
        lacking.push(format!("it does not cover {}", ground(facts, flow)));
    }
    (truth, lacking)
}

fn claimed(facts: &Facts<'_>, index: u32) -> (Truth, Vec<String>) {
    let Some(row) = facts.row_of(index) else {
        return (Truth::False, vec!["its clause is no ground of this policy".to_owned()]);
    };
    let about = readback::claim();
    let unmet = facts.unmet(index, row).map(|sentence| readback::demand(facts.pack, &about, sentence, LANGUAGE));
    let mut lacking: Vec<String> = unmet.map(|demand| format!("it lacks {demand}")).collect();
    if row.by_consent.is_some() {
        lacking.push(format!("it lacks {}", LANGUAGE.of(CONSENT_INSTEAD)));
    }
    if !facts.in_scope(index) {
        lacking.push("its ground is not for what it serves".to_owned());
    }
    if facts.claims.served[facts.claims.get(index).claim.index()].len() > 1 {
        lacking.push("it serves more than one thing".to_owned());
    }
    (Truth::from(lacking.is_empty()), lacking)
}

/// A ground flow by its datum, purpose and recipient.
fn ground(facts: &Facts<'_>, flow: u32) -> String {
    let thing = Entity::Flow(flow);
    let about = About::of(facts, thing).unwrap_or_default();
    let mut words = about.datum.map(|datum| format!("`{datum}`")).unwrap_or_default();
    if let Some(purpose) = about.purpose {
        words += &format!(" for `{purpose}`");
    }
    if let Some(recipient) = about.recipient {
        words += &format!(" to `{recipient}`");
    }
    words
}
