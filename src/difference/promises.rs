//! What declarations of promises say: what people are asked, told and may demand, what is claimed instead, and what is planned.

use super::Topic;
use super::aspect::{Aspect, More, narrows, widens};
use super::extent::{Extent, Set};
use super::side::{LINES, Side, day, documents, length, on};
use crate::model::vocabulary::TermId;
use crate::model::{Claim, Consent, Notice, Plan, Right, Text, Waiver};
use crate::syntax::words::ClauseWord;

impl Side<'_> {
    pub(super) fn consent(&self, consent: &Consent) -> Vec<Aspect> {
        let strength = Extent::Level(u64::from(consent.strength), self.vocabulary.name(consent.class).to_owned());
        let asked_by = consent.asked_by.map_or("", |by| self.name(&self.model.recipients[by.index()].head));
        let given_by = if consent.guardian { "guardian" } else { "the person" };
        let [data, purposes, recipients] = self.covered(&consent.covers);
        vec![
            Aspect::class(Topic::Consent, More::Narrows, strength),
            widens(Topic::Consent, ClauseWord::From, self.named(self.subjects(&[consent.from]))),
            widens(Topic::Consent, ClauseWord::Covers, data),
            widens(Topic::Consent, ClauseWord::Covers, purposes).renamed("covers for"),
            widens(Topic::Consent, ClauseWord::Covers, recipients).renamed("covers to"),
            widens(Topic::Consent, ClauseWord::Covers, self.cover_lines(&consent.covers)).renamed(LINES),
            widens(Topic::Consent, ClauseWord::AskedBy, Extent::Text(asked_by.to_owned())),
            narrows(
                Topic::Consent,
                ClauseWord::GivenBy,
                Extent::Level(u64::from(consent.guardian), given_by.to_owned()),
            ),
        ]
    }

    pub(super) fn notice(&self, notice: &Notice) -> Vec<Aspect> {
        let [data, purposes, recipients] = self.covered(&notice.covers);
        vec![
            narrows(Topic::Consent, ClauseWord::Tells, self.terms(&notice.tells)),
            narrows(Topic::Consent, ClauseWord::Covers, data),
            narrows(Topic::Consent, ClauseWord::Covers, purposes).renamed("covers for"),
            narrows(Topic::Consent, ClauseWord::Covers, recipients).renamed("covers to"),
            narrows(Topic::Consent, ClauseWord::Covers, self.cover_lines(&notice.covers)).renamed(LINES),
            widens(Topic::Consent, ClauseWord::Effective, effective(notice)),
        ]
    }

    pub(super) fn claim(&self, claim: &Claim) -> Vec<Aspect> {
        let said = |text: Option<&Text>| Extent::Text(text.map(|text| text.text.to_string()).unwrap_or_default());
        vec![
            Aspect::class(Topic::Consent, More::Widens, Extent::Text(claim.clause.to_string())),
            widens(Topic::Consent, ClauseWord::Because, said(claim.because.as_ref())),
            widens(Topic::Consent, ClauseWord::Necessary, said(claim.necessary.iter().flatten().next())),
            widens(Topic::Consent, ClauseWord::Issuer, said(claim.issuer.as_ref())),
            narrows(Topic::Consent, ClauseWord::Dated, on(claim.dated.as_ref())),
            narrows(Topic::Consent, ClauseWord::Evidence, documents(&claim.evidence)),
            narrows(Topic::Consent, ClauseWord::Cites, self.terms(&claim.cites)),
        ]
    }

    pub(super) fn right(&self, right: &Right) -> Vec<Aspect> {
        let listed = |terms: Option<&[TermId]>| terms.map_or(Extent::Open, |terms| self.terms(terms));
        let mut refuses = Set::default();
        right.refuses.iter().for_each(|refusal| refuses.add_name(&refusal.case.text, None));
        let mut aspects = vec![
            Aspect::class(Topic::Consent, More::Narrows, self.terms(&[right.class])),
            narrows(Topic::Consent, ClauseWord::Channel, self.terms(&right.channels)),
            narrows(Topic::Consent, ClauseWord::Covers, self.selected(&right.covers)),
            widens(Topic::Consent, ClauseWord::Within, length(right.within)),
            widens(Topic::Consent, ClauseWord::Fee, listed(right.fee.as_deref())),
            widens(Topic::Consent, ClauseWord::Verifies, listed(right.verifies.as_deref())),
            narrows(Topic::Consent, ClauseWord::Grounds, self.terms(&right.grounds)),
            widens(Topic::Consent, ClauseWord::Refuses, Extent::Set(refuses)),
        ];
        aspects.extend(self.halts(&right.halts));
        aspects
    }

    pub(super) fn plan(&self, plan: &Plan) -> Vec<Aspect> {
        let report = plan.reports_to.as_ref();
        let mut aspects = vec![
            Aspect::class(Topic::Safeguards, More::Widens, self.words(&[plan.class])),
            narrows(Topic::Safeguards, ClauseWord::Tells, self.terms(&plan.tells)),
            narrows(Topic::Safeguards, ClauseWord::Channel, self.terms(&plan.channels)),
            narrows(Topic::Safeguards, ClauseWord::Fallback, self.terms(&plan.fallback)),
            widens(Topic::Safeguards, ClauseWord::Within, length(plan.within)),
            narrows(
                Topic::Safeguards,
                ClauseWord::ReportsTo,
                Extent::Stated(report.map(|report| report.to.text.to_string())),
            ),
            widens(Topic::Safeguards, ClauseWord::ReportsTo, length(report.and_then(|report| report.within)))
                .renamed("reports-to within"),
        ];
        aspects.extend(self.halts(&plan.halts));
        aspects
    }

    pub(super) fn waiver(&self, waiver: &Waiver) -> Vec<Aspect> {
        let on = waiver.on.iter().filter_map(|declaration| self.model.head(*declaration));
        let until = waiver.until.date.map_or(Extent::Open, |date| {
            let days = (u64::from(date.year) * 12 + u64::from(date.month)) * 31 + u64::from(date.day);
            Extent::Level(days, day(date))
        });
        vec![
            Aspect::class(Topic::Safeguards, More::Widens, Extent::Text(waiver.rule.to_string())),
            widens(Topic::Safeguards, ClauseWord::On, self.named(on)),
            widens(Topic::Safeguards, ClauseWord::Until, until),
            widens(Topic::Safeguards, ClauseWord::By, Extent::Text(waiver.by.to_string())),
            widens(Topic::Safeguards, ClauseWord::Because, Extent::Text(waiver.because.to_string())),
        ]
    }
}

/// From when a notice holds; without a day it always did.
fn effective(notice: &Notice) -> Extent {
    let date = notice.effective.as_ref().and_then(|dated| dated.date);
    Extent::Text(date.map(day).unwrap_or_default())
}
