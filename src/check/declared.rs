//! Facts that a declaration states outright: notices, measures, transforms, rights, refusals, plans.

use std::borrow::Cow;

use super::facts::{Facts, gap, many, one, open, terms};
use super::world::{Entity, Gaps, Value};
use crate::model::vocabulary::{LeafSet, TermId};
use crate::model::{ClaimId, Cover, DataId, Declaration, PurposeId, Selection};
use crate::policy::facts::Fact;
use crate::syntax::words::{ClauseWord, Keyword};

impl Facts<'_> {
    fn root(&self, sort: &str) -> Option<TermId> {
        self.vocabulary.sort(sort).map(|sort| self.vocabulary.sort_of(sort).root)
    }

    fn data_terms(&self, data: &Selection<DataId>) -> Vec<TermId> {
        match data {
            Selection::All => self.root("data").into_iter().collect(),
            Selection::These(fields) => fields.iter().map(|field| self.model.data[field.index()].class).collect(),
        }
    }

    /// Everything below what is covered: a right that covers a category covers each of its fields.
    fn covered_leaves<'c>(&self, covers: impl Iterator<Item = &'c Selection<DataId>>) -> LeafSet {
        let mut covered = LeafSet::new();
        for term in covers.flat_map(|data| self.data_terms(data)).filter(|term| term.own_index().is_none()) {
            covered.extend(self.vocabulary.leaves(term));
        }
        covered
    }

    fn selected_purposes(&self, purposes: &Selection<PurposeId>) -> Vec<TermId> {
        match purposes {
            Selection::All => self.root("purpose").into_iter().collect(),
            Selection::These(purposes) => self.purpose_terms(purposes),
        }
    }

    pub(super) fn notice_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let notice = &self.model.notices[index as usize];
        match fact {
            Fact::NoticeContent => Value::Terms(Cow::Borrowed(&notice.tells)),
            Fact::NoticeData => terms(notice.covers.iter().flat_map(|cover: &Cover| self.data_terms(&cover.data))),
            Fact::NoticePurposes => {
                terms(notice.covers.iter().flat_map(|cover| self.selected_purposes(&cover.purposes)))
            }
            Fact::NoticeEffective => notice.effective.and_then(|dated| dated.date).map_or(Value::Absent, Value::Date),
            _ => Value::Absent,
        }
    }

    pub(super) fn measure_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let measure = &self.model.measures[index as usize];
        match fact {
            Fact::MeasureCounteredThreat => {
                let of_term = self.pack.terms.get(&measure.class).map(|facts| &facts.against);
                match of_term.filter(|_| measure.against.is_empty()) {
                    Some(against) => Value::Leaves(Cow::Borrowed(against)),
                    None => Value::Terms(Cow::Borrowed(&measure.against)),
                }
            }
            Fact::MeasureEvidence => {
                let evidence = measure.evidence.iter().find(|text| text.is_said());
                open(evidence, gap(Keyword::Measure, index, ClauseWord::Evidence), |text| {
                    Value::Text(Cow::Borrowed(&text.text))
                })
            }
            Fact::MeasureLast => measure.last.and_then(|dated| dated.date).map_or(Value::Absent, Value::Date),
            _ => Value::Absent,
        }
    }

    pub(super) fn transform_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let transform = &self.model.transforms[index as usize];
        let missing = |clause| gap(Keyword::Transform, index, clause);
        match fact {
            Fact::TransformRestorable => open(transform.restorable, missing(ClauseWord::Restorable), |step| {
                Value::Steps { least: step, greatest: step, gaps: Gaps::new() }
            }),
            Fact::TransformEvidence => {
                let evidence = transform.evidence.iter().find(|text| text.is_said());
                open(evidence, missing(ClauseWord::Evidence), |text| Value::Text(Cow::Borrowed(&text.text)))
            }
            _ => Value::Absent,
        }
    }

    pub(super) fn right_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let right = &self.model.rights[index as usize];
        let missing = |clause| gap(Keyword::Right, index, clause);
        match fact {
            Fact::RightChannel => Value::Terms(Cow::Borrowed(&right.channels)),
            Fact::RightObject => {
                let same = self.model.rights.iter().filter(|other| other.class == right.class);
                Value::Leaves(Cow::Owned(self.covered_leaves(same.map(|right| &right.covers))))
            }
            Fact::RightAnswerTime => open(right.within, missing(ClauseWord::Within), Value::Time),
            Fact::RightFee => open(right.fee.as_ref(), missing(ClauseWord::Fee), |fees| terms(fees.iter().copied())),
            Fact::RightIdentityCheck => {
                open(right.verifies.as_ref(), missing(ClauseWord::Verifies), |checks| terms(checks.iter().copied()))
            }
            Fact::RightDeletionGround => Value::Terms(Cow::Borrowed(&right.grounds)),
            Fact::RightRefusal => many((0..right.refuses.len() as u32).map(|refusal| Entity::Refusal(index, refusal))),
            Fact::RightStopEvent => self.stops(&right.halts, Declaration { keyword: Keyword::Right, index }),
            _ => Value::Absent,
        }
    }

    pub(super) fn refusal_fact(&self, right: u32, refusal: u32, fact: Fact) -> Value<'_> {
        let refusal = &self.model.rights[right as usize].refuses[refusal as usize];
        match fact {
            Fact::RefusalClaim => one(refusal.under.and_then(|claim| self.claim_of(claim))),
            _ => Value::Absent,
        }
    }

    fn claim_of(&self, claim: ClaimId) -> Option<Entity> {
        self.claims.of(claim).next().map(Entity::Claim)
    }

    pub(super) fn plan_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let plan = &self.model.plans[index as usize];
        match fact {
            Fact::PlanContent => Value::Terms(Cow::Borrowed(&plan.tells)),
            Fact::PlanChannel => Value::Terms(Cow::Borrowed(&plan.channels)),
            Fact::PlanFallback => Value::Terms(Cow::Borrowed(&plan.fallback)),
            Fact::PlanNoticeTime => open(plan.within, gap(Keyword::Plan, index, ClauseWord::Within), Value::Time),
            Fact::PlanReport => match &plan.reports_to {
                Some(report) => Value::Text(Cow::Borrowed(&report.to.text)),
                None => Value::Absent,
            },
            Fact::PlanStopEvent => self.stops(&plan.halts, Declaration { keyword: Keyword::Plan, index }),
            _ => Value::Absent,
        }
    }
}
