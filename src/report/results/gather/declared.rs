//! What a workspace declares, list by list.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::things::{Namer, dated, duration, texts};
use crate::analysis::Kept;
use crate::diagnostic::Language;
use crate::graph::Graph;
use crate::model::vocabulary::{LeafSet, TermId};
use crate::model::{
    self, Basis, ClaimId, DataId, Flow, FlowId, Lasts, Limit, Model, Place, RecipientId, StoreId, TransformClass,
};
use crate::policy::pack::{Cell, Pack};
use crate::report;
use crate::report::results::{self, Inventory, TermWords, WaiverState};
use crate::source::Span;

/// Everything that a workspace declares, by name. A term of the policy that it uses without declaring it stands in the
/// list too; one that it does not use does not.
pub(super) fn inventory(workspace: &report::Workspace, kept: &Kept) -> (Inventory, Glossary) {
    let namer = Namer {
        model: &kept.model,
        vocabulary: &kept.vocabulary,
        places: workspace.places(),
        named: Default::default(),
    };
    let taker = Taker { holds: holds(&kept.graph), carried: carried(&kept.graph), namer, workspace };
    let model = &kept.model;
    let mut inventory = Inventory {
        system: model.system.as_ref().map(|system| taker.system(system)),
        subjects: model.subjects.iter().map(|subject| taker.subject(subject)).collect(),
        data: model.data.iter().map(|data| taker.datum(data)).collect(),
        groups: model.groups.iter().map(|group| taker.group(group)).collect(),
        purposes: model.purposes.iter().map(|purpose| taker.purpose(purpose)).collect(),
        features: model.features.iter().map(|feature| taker.feature(feature)).collect(),
        stores: model.stores.iter().enumerate().map(|(index, store)| taker.store(index, store)).collect(),
        recipients: model.recipients.iter().enumerate().map(|(index, one)| taker.recipient(index, one)).collect(),
        transforms: model.transforms.iter().map(|transform| taker.transform(transform)).collect(),
        measures: model.measures.iter().map(|measure| taker.measure(measure)).collect(),
        consents: model.consents.iter().map(|consent| taker.consent(consent)).collect(),
        notices: model.notices.iter().map(|notice| taker.notice(notice)).collect(),
        claims: taker.claims(),
        rights: model.rights.iter().map(|right| taker.right(right)).collect(),
        plans: model.plans.iter().map(|plan| taker.plan(plan)).collect(),
        waivers: model.waivers.iter().map(|waiver| taker.waiver(waiver)).collect(),
        flows: model.flows().map(|(id, flow)| taker.flow(id, flow)).collect(),
    };
    leave_out_unused(&mut inventory);
    let glossary = glossary(workspace.pack, &taker.namer);
    (inventory, glossary)
}

/// What words of the policy mean to people.
type Glossary = BTreeMap<String, TermWords>;

/// What the terms that occur are called. Words of another policy are called by nothing here.
fn glossary(pack: &Pack, namer: &Namer) -> Glossary {
    let (english, chinese) = (pack.told(Language::English), pack.told(Language::Chinese));
    let entry = |term: &TermId| {
        let sort = &namer.vocabulary.sort_of(namer.vocabulary.term(*term).sort).name;
        let words = TermWords { en: english.term(*term)?.into_owned(), zh: chinese.term(*term).map(Cow::into_owned) };
        Some((format!("{sort}/{}", namer.vocabulary.name(*term)), words))
    };
    namer.named.borrow().iter().filter(|term| pack.vocabulary.knows(**term)).filter_map(entry).collect()
}

/// The fields that rest at each place, by number.
fn holds(graph: &Graph) -> FxHashMap<Place, BTreeSet<DataId>> {
    let mut holds: FxHashMap<Place, BTreeSet<DataId>> = FxHashMap::default();
    for arrival in &graph.arrivals {
        holds.entry(arrival.place).or_default().insert(graph.facets.get(arrival.facet).field);
    }
    holds
}

/// The fields that each flow reads and those that land.
fn carried(graph: &Graph) -> FxHashMap<FlowId, [BTreeSet<DataId>; 2]> {
    let mut carried: FxHashMap<FlowId, [BTreeSet<DataId>; 2]> = FxHashMap::default();
    for crossing in &graph.crossings {
        let [read, lands] = carried.entry(crossing.flow).or_default();
        read.insert(graph.facets.get(crossing.datum).field);
        lands.insert(graph.facets.get(crossing.result).field);
    }
    carried
}

struct Taker<'a> {
    namer: Namer<'a>,
    workspace: &'a report::Workspace<'a>,
    holds: FxHashMap<Place, BTreeSet<DataId>>,
    carried: FxHashMap<FlowId, [BTreeSet<DataId>; 2]>,
}

impl Taker<'_> {
    fn model(&self) -> &Model {
        self.namer.model
    }

    fn system(&self, system: &model::System) -> results::System {
        results::System {
            head: self.namer.head(&system.head),
            policy: system.policy.to_string(),
            operator: system.operator.to_string(),
            measures: self.namer.measures(&system.measures),
        }
    }

    fn subject(&self, subject: &model::Subject) -> results::Subject {
        results::Subject {
            head: self.namer.head(&subject.head),
            class: self.namer.term(subject.class),
            age: self.namer.leaves("age", &subject.age),
            age_said: subject.age_said,
            account: subject.account,
            accepts_policy: subject.accepts_policy.map(|term| self.namer.term(term)),
        }
    }

    fn datum(&self, data: &model::Data) -> results::Datum {
        results::Datum {
            head: self.namer.head(&data.head),
            class: self.namer.term(data.class),
            sensitive: self.namer.leaves("age", &self.sensitive(data.class)),
            personal: data.personal,
            schema: texts(&data.schema),
        }
    }

    /// The bands of age for which some leaf of a class is sensitive under the policy.
    fn sensitive(&self, class: TermId) -> LeafSet {
        let mut bands = LeafSet::new();
        for (data, age) in sensitive_rows(self.workspace.pack) {
            if self.namer.vocabulary.leaves(class).meets(data) {
                bands.extend(age);
            }
        }
        bands
    }

    fn group(&self, group: &model::Group) -> results::Group {
        results::Group { head: self.namer.head(&group.head), data: self.namer.data(&group.data) }
    }

    fn purpose(&self, purpose: &model::Purpose) -> results::Purpose {
        let (lasts, until) = match purpose.lasts {
            Some(Lasts::Time(time)) => (Some(duration(time)), None),
            Some(Lasts::Until(event)) => (None, Some(self.namer.term(event))),
            None => (None, None),
        };
        results::Purpose {
            head: self.namer.head(&purpose.head),
            class: self.namer.term(purpose.class),
            needs: purpose.needs.as_ref().map(|data| self.namer.data(data)),
            may_use: self.namer.data(&purpose.may_use),
            lasts,
            until,
        }
    }

    fn feature(&self, feature: &model::Feature) -> results::Feature {
        let requires = feature.requires.clone().unwrap_or_default();
        let features = requires.features.iter().map(|id| self.model().features[id.index()].head.name.to_string());
        results::Feature {
            head: self.namer.head(&feature.head),
            class: self.namer.term(feature.class),
            basic: feature.basic,
            requires_data: self.namer.data(&requires.data),
            requires_features: features.collect(),
        }
    }

    fn holds(&self, place: Place) -> Vec<String> {
        self.holds.get(&place).into_iter().flatten().map(|id| self.namer.datum(*id)).collect()
    }

    fn store(&self, index: usize, store: &model::Store) -> results::Store {
        results::Store {
            head: self.namer.head(&store.head),
            backup_of: store.backup_of.map(|of| self.model().stores[of.index()].head.name.to_string()),
            open_to: self.namer.optional_terms(&store.open_to),
            measures: self.namer.measures(&store.measures),
            endings: self.namer.endings(&store.endings.lines),
            keeps_nothing: store.endings.keeps_nothing,
            region: store.region.as_ref().map(|region| region.text.to_string()),
            holds: self.holds(Place::Store(StoreId(index as u32))),
        }
    }

    fn recipient(&self, index: usize, recipient: &model::Recipient) -> results::Recipient {
        let agreement = |agreement: &model::Agreement| results::Agreement {
            document: agreement.document.text.to_string(),
            with: agreement.with.map(|with| self.namer.recipient(with)),
        };
        let limit = |limit: &Limit| match limit {
            Limit::All => results::Selection::All,
            Limit::Purposes(purposes) => results::Selection::These(self.namer.purposes(purposes)),
        };
        results::Recipient {
            head: self.namer.head(&recipient.head),
            classes: self.namer.terms(&recipient.classes),
            roles: recipient.classes.iter().filter_map(|class| self.role(*class)).collect(),
            agreement: recipient.agreement.as_ref().map(agreement),
            limited_to: recipient.limited_to.as_ref().map(limit),
            authorised: recipient.authorised.as_ref().map(dated),
            evaluated: recipient.evaluated.as_ref().map(dated),
            assessed: recipient.assessed.as_ref().map(dated),
            bound_by_policy: recipient.bound_by_policy,
            measures: recipient.measures.as_ref().map(|measures| self.namer.measures(measures)),
            endings: self.namer.endings(&recipient.endings.lines),
            keeps_nothing: recipient.endings.keeps_nothing,
            region: recipient.region.as_ref().map(|region| region.text.to_string()),
            holds: self.holds(Place::Recipient(RecipientId(index as u32))),
        }
    }

    /// The party of the language that a class is a kind of.
    fn role(&self, class: TermId) -> Option<String> {
        let vocabulary = self.namer.vocabulary;
        let party = vocabulary.sort("party")?;
        let is_kind_of = |role: &&&str| vocabulary.find(party, role).is_some_and(|role| vocabulary.within(class, role));
        ROLES.iter().find(is_kind_of).map(|role| (*role).to_owned())
    }

    fn transform(&self, transform: &model::Transform) -> results::Transform {
        results::Transform {
            head: self.namer.head(&transform.head),
            class: transform_class(transform.class).to_owned(),
            restorable: transform
                .restorable
                .and_then(|step| RESTORABLE.get(usize::from(step)))
                .map(|step| (*step).to_owned()),
            undoes: transform.undoes.map(|id| self.model().transforms[id.index()].head.name.to_string()),
            evidence: texts(&transform.evidence),
        }
    }

    fn measure(&self, measure: &model::Measure) -> results::Measure {
        results::Measure {
            head: self.namer.head(&measure.head),
            class: self.namer.term(measure.class),
            against: self.namer.terms(&measure.against),
            evidence: texts(&measure.evidence),
            last: measure.last.as_ref().map(dated),
            next: measure.next.as_ref().map(dated),
        }
    }

    fn consent(&self, consent: &model::Consent) -> results::Consent {
        results::Consent {
            head: self.namer.head(&consent.head),
            class: self.namer.term(consent.class),
            // A consent that does not say whose it is has been reported, and is of nobody.
            from: self
                .model()
                .subjects
                .get(consent.from.index())
                .map_or_else(String::new, |from| from.head.name.to_string()),
            covers: self.namer.covers(&consent.covers),
            asked_by: consent.asked_by.map(|recipient| self.namer.recipient(recipient)),
            guardian: consent.guardian,
        }
    }

    fn notice(&self, notice: &model::Notice) -> results::Notice {
        results::Notice {
            head: self.namer.head(&notice.head),
            tells: self.namer.terms(&notice.tells),
            covers: self.namer.covers(&notice.covers),
            effective: notice.effective.as_ref().map(dated),
        }
    }

    fn claims(&self) -> Vec<results::Claim> {
        let serves = serves(self.model());
        let claim = |(index, claim): (usize, &model::Claim)| {
            self.claim(claim, serves.get(&ClaimId(index as u32)).map_or(&[][..], Vec::as_slice))
        };
        self.model().claims.iter().enumerate().map(claim).collect()
    }

    fn claim(&self, claim: &model::Claim, serves: &[String]) -> results::Claim {
        let necessary = claim.necessary.as_ref().map(|reason| match reason {
            Some(reason) => reason.text.to_string(),
            None => "no".to_owned(),
        });
        results::Claim {
            head: self.namer.head(&claim.head),
            clause: claim.clause.to_string(),
            because: claim.because.as_ref().map(|text| text.text.to_string()),
            necessary,
            protects: self.namer.optional_terms(&claim.protects),
            cites: self.namer.terms(&claim.cites),
            party: claim.party.map(|party| self.model().subjects[party.index()].head.name.to_string()),
            issuer: claim.issuer.as_ref().map(|text| text.text.to_string()),
            dated: claim.dated.as_ref().map(dated),
            evidence: texts(&claim.evidence),
            serves: serves.to_vec(),
            remarks: self.remarks(&[claim.head.span, Some(claim.clause_span)]),
        }
    }

    /// The codes of what is said at some places.
    fn remarks(&self, spans: &[Option<Span>]) -> Vec<String> {
        let said = self.workspace.analysis.diagnostics.iter();
        let here = said.filter(|said| said.span().is_some_and(|span| spans.contains(&Some(span))));
        here.map(|said| said.code.id().to_owned()).collect::<BTreeSet<String>>().into_iter().collect()
    }

    fn right(&self, right: &model::Right) -> results::Right {
        let refusal = |refusal: &model::Refusal| results::Refusal {
            case: refusal.case.text.to_string(),
            under: refusal.under.map(|claim| self.model().claims[claim.index()].head.name.to_string()),
        };
        results::Right {
            head: self.namer.head(&right.head),
            class: self.namer.term(right.class),
            channels: self.namer.terms(&right.channels),
            covers: self.namer.selected_data(&right.covers),
            within: right.within.map(duration),
            fee: self.namer.optional_terms(&right.fee),
            verifies: self.namer.optional_terms(&right.verifies),
            refuses: right.refuses.iter().map(refusal).collect(),
        }
    }

    fn plan(&self, plan: &model::Plan) -> results::Plan {
        let report = plan.reports_to.as_ref();
        results::Plan {
            head: self.namer.head(&plan.head),
            class: self.namer.term(plan.class),
            tells: self.namer.terms(&plan.tells),
            channels: self.namer.terms(&plan.channels),
            within: plan.within.map(duration),
            reports_to: report.map(|report| report.to.text.to_string()),
            reports_within: report.and_then(|report| report.within).map(duration),
        }
    }

    fn waiver(&self, waiver: &model::Waiver) -> results::Waiver {
        let findings = self.workspace.analysis.findings.iter();
        let covers = findings.filter(|finding| finding.waived.as_deref() == Some(&*waiver.head.name)).count();
        let remarks = self.remarks(&[waiver.head.span, Some(waiver.until.span)]);
        let is_expired = remarks.iter().any(|code| code == crate::diagnostic::Code::ExpiredWaiver.id());
        results::Waiver {
            head: self.namer.head(&waiver.head),
            rule: waiver.rule.to_string(),
            on: waiver.on.iter().map(|declaration| self.model().name(*declaration).to_owned()).collect(),
            until: dated(&waiver.until),
            by: waiver.by.to_string(),
            because: waiver.because.to_string(),
            covers,
            state: match (is_expired, covers) {
                (true, _) => WaiverState::Expired,
                (false, 0) => WaiverState::Unused,
                (false, _) => WaiverState::Active,
            },
        }
    }

    fn flow(&self, id: FlowId, flow: &Flow) -> results::Flow {
        let seldom = flow.seldom();
        let carried = |index: usize| {
            let data = self.carried.get(&id).map(|carried| &carried[index]);
            data.into_iter().flatten().map(|id| self.namer.datum(*id)).collect::<Vec<String>>()
        };
        let to = flow.into.iter().flatten().copied().chain(flow.to.iter().map(|to| Place::Recipient(*to)));
        let to: Vec<Place> = to.collect();
        results::Flow {
            head: self.namer.head(&flow.head),
            verb: flow.verb.text().to_owned(),
            subjects: self.namer.subjects(&flow.asked().subjects),
            about: self.namer.subjects(&seldom.about),
            from: self.namer.places(&flow.from),
            to: self.namer.places(&to),
            required: self.namer.data(&flow.asked().required),
            optional: self.namer.data(&flow.asked().optional),
            data: carried(0),
            lands: carried(1),
            purposes: flow.purposes.as_ref().map(|purposes| self.namer.purposes(purposes)),
            feature: flow.feature.map(|id| self.model().features[id.index()].head.name.to_string()),
            means: self.namer.optional_terms(&flow.asked().means),
            via: seldom.via.iter().map(|via| self.via(via)).collect(),
            derives: self.namer.data(&seldom.derives),
            notices: flow.notices.iter().map(|(notice, before)| self.notice_of(*notice, *before)).collect(),
            consents: flow.bases.iter().filter_map(|basis| self.consent_of(basis)).collect(),
            claims: flow.bases.iter().filter_map(|basis| self.claim_of(basis)).collect(),
            open_to: self.namer.optional_terms(&seldom.open_to),
            event: seldom.event.map(|event| self.namer.term(event)),
            halts: self.namer.halts(&seldom.halts),
        }
    }

    fn via(&self, via: &model::Via) -> results::Via {
        let transform = self.model().transforms[via.transform.index()].head.name.to_string();
        results::Via { transform, on: self.namer.data(&via.on) }
    }

    fn notice_of(&self, notice: model::NoticeId, before: Option<bool>) -> results::Basis {
        results::Basis { name: self.model().notices[notice.index()].head.name.to_string(), before }
    }

    fn consent_of(&self, basis: &Basis) -> Option<results::Basis> {
        match basis {
            Basis::Consent(consent, before) => Some(results::Basis {
                name: self.model().consents[consent.index()].head.name.to_string(),
                before: *before,
            }),
            Basis::Claim(_) => None,
        }
    }

    fn claim_of(&self, basis: &Basis) -> Option<String> {
        match basis {
            Basis::Claim(claim) => Some(self.model().claims[claim.index()].head.name.to_string()),
            Basis::Consent(..) => None,
        }
    }
}

/// The parties that a recipient can be, as the language knows them.
const ROLES: [&str; 7] = ["ourselves", "affiliate", "processor", "third-party", "authority", "successor", "public"];

/// The scale of how far a transform can be undone.
const RESTORABLE: [&str; 4] = ["never", "with-separate-key", "with-key-at-hand", "freely"];

fn transform_class(class: TransformClass) -> &'static str {
    match class {
        TransformClass::Deidentify => "deidentify",
        TransformClass::Anonymise => "anonymise",
        TransformClass::Aggregate => "aggregate",
        TransformClass::Mask => "mask",
        TransformClass::Relink => "relink",
    }
}

/// Which data are sensitive for whom: the rows of the pack's table of that name.
fn sensitive_rows(pack: &Pack) -> Vec<(&LeafSet, &LeafSet)> {
    let Some(table) = pack.table("sensitive").map(|id| pack.table_of(id)) else { return Vec::new() };
    let (Some(data), Some(age)) = (table.column("data"), table.column("age")) else { return Vec::new() };
    let rows = table.rows.iter().filter_map(|row| match (row.cells.get(data), row.cells.get(age)) {
        (Some(Cell::Set(_, data)), Some(Cell::Set(_, age))) => Some((data, age)),
        _ => None,
    });
    rows.collect()
}

/// What relies on each claim, by name: flows, lines about the end of storage, refusals.
fn serves(model: &Model) -> FxHashMap<ClaimId, Vec<String>> {
    let mut serves: FxHashMap<ClaimId, Vec<String>> = FxHashMap::default();
    let mut note = |claim: ClaimId, name: &str| {
        let names = serves.entry(claim).or_default();
        if names.last().is_none_or(|last| last != name) {
            names.push(name.to_owned());
        }
    };
    for flow in &model.flows {
        for basis in &flow.bases {
            if let Basis::Claim(claim) = basis {
                note(*claim, &flow.head.name);
            }
        }
    }
    let stores = model.stores.iter().map(|store| (&store.head, &store.endings));
    let recipients = model.recipients.iter().map(|recipient| (&recipient.head, &recipient.endings));
    for (head, endings) in stores.chain(recipients) {
        for claim in endings.lines.iter().filter_map(|line| line.under) {
            note(claim, &head.name);
        }
    }
    for right in &model.rights {
        for claim in right.refuses.iter().filter_map(|refusal| refusal.under) {
            note(claim, &right.head.name);
        }
    }
    serves
}

/// Leaves out the policy's terms that are neither declared nor named by anything that is.
fn leave_out_unused(inventory: &mut Inventory) {
    let used = used(inventory);
    let keep = |head: &results::Head| head.place.is_some() || used.contains(&head.name);
    inventory.data.retain(|item| keep(&item.head));
    inventory.purposes.retain(|item| keep(&item.head));
    inventory.features.retain(|item| keep(&item.head));
    inventory.measures.retain(|item| keep(&item.head));
}

fn used(inventory: &Inventory) -> FxHashSet<String> {
    let mut used: FxHashSet<String> = FxHashSet::default();
    for flow in &inventory.flows {
        let lists = [&flow.data, &flow.lands, &flow.required, &flow.optional, &flow.derives];
        used.extend(lists.into_iter().flatten().cloned());
        used.extend(flow.purposes.iter().flatten().cloned());
        used.extend(flow.feature.clone());
    }
    let protectors = inventory.stores.iter().map(|store| &store.measures);
    let own = inventory.system.iter().map(|system| &system.measures);
    let others = inventory.recipients.iter().filter_map(|recipient| recipient.measures.as_ref());
    used.extend(protectors.chain(own).chain(others).flatten().cloned());
    let limits = inventory.recipients.iter().filter_map(|recipient| match &recipient.limited_to {
        Some(results::Selection::These(purposes)) => Some(purposes),
        Some(results::Selection::All) | None => None,
    });
    used.extend(limits.flatten().cloned());
    for purpose in &inventory.purposes {
        if purpose.head.place.is_some() {
            used.extend(purpose.needs.iter().flatten().chain(&purpose.may_use).cloned());
        }
    }
    used
}
