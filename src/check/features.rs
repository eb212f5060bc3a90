//! Features: what each needs, and what a person loses who withholds a datum.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::facts::{Facts, gap, join, open};
use super::world::{Entity, Gaps, Value};
use crate::model::{DataId, FeatureId, Model};
use crate::policy::facts::Fact;
use crate::syntax::words::{ClauseWord, Keyword};

/// Which features hang on which.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// The features that require each feature, closed: those that require one of these too.
    dependents: Vec<Vec<FeatureId>>,
    /// Declared features that do not say what they require.
    silent: Vec<FeatureId>,
    used: FxHashSet<u32>,
}

impl Features {
    pub(super) fn new(model: &Model) -> Self {
        let silent = |(index, feature): (usize, &crate::model::Feature)| {
            let unsaid = feature.requires.is_none() && !feature.head.faulty;
            unsaid.then_some(FeatureId(index as u32))
        };
        Self {
            dependents: (0..model.features.len()).map(|index| dependents(model, FeatureId(index as u32))).collect(),
            silent: model.features.iter().enumerate().filter_map(silent).collect(),
            used: model.flows.iter().filter_map(|flow| flow.feature).map(|feature| feature.0).collect(),
        }
    }

    /// Whether some flow serves the feature.
    pub(super) fn is_used(&self, feature: u32) -> bool {
        self.used.contains(&feature)
    }
}

fn dependents(model: &Model, feature: FeatureId) -> Vec<FeatureId> {
    let mut found = Vec::new();
    let mut waiting = vec![feature];
    while let Some(at) = waiting.pop() {
        for (index, other) in model.features.iter().enumerate() {
            let id = FeatureId(index as u32);
            let requires = other.requires.as_ref().is_some_and(|requires| requires.features.contains(&at));
            if requires && id != feature && !found.contains(&id) {
                found.push(id);
                waiting.push(id);
            }
        }
    }
    found.sort_unstable();
    found
}

impl Facts<'_> {
    /// The features lost by withholding what a collection asks: its own if the datum is required, those that require the
    /// datum, and all that require one of these. Without `with_own`, those beyond the function that collects.
    pub(super) fn lost_features(&self, flow: u32, with_own: bool) -> Value<'_> {
        let declared = self.flow(flow);
        let field = self.field(self.crossing(flow).datum.0);
        let mut lost: Vec<FeatureId> = self.requiring(field, flow).collect();
        let mut possible = self.features.silent.clone();
        let mut gaps = Gaps::new();
        for feature in &possible {
            join(&mut gaps, &gap(Keyword::Feature, feature.0, ClauseWord::Requires));
        }
        if let Some(own) = declared.feature {
            match (declared.required.contains(&field), declared.optional.contains(&field)) {
                (true, _) => lost.push(own),
                (false, true) => {}
                (false, false) => {
                    possible.push(own);
                    join(&mut gaps, &self.flow_gap(flow, ClauseWord::Required));
                }
            }
        }
        let own = declared.feature.filter(|_| !with_own);
        let known = self.closed(lost, own);
        let possible = self.closed(possible, own);
        let possible: Vec<Entity> = possible.into_iter().filter(|feature| !known.contains(feature)).collect();
        if possible.is_empty() {
            return Value::Many(Cow::Owned(known));
        }
        Value::Partly { known, possible, gaps }
    }

    fn requiring(&self, field: DataId, flow: u32) -> impl Iterator<Item = FeatureId> {
        let leaf = self.ground(flow).datum_leaf;
        let features = self.model.features.iter().enumerate();
        features.filter_map(move |(index, feature)| {
            let requires = feature.requires.as_ref()?;
            self.names_data(&requires.data, field, leaf).then_some(FeatureId(index as u32))
        })
    }

    fn closed(&self, features: Vec<FeatureId>, without: Option<FeatureId>) -> Vec<Entity> {
        let beyond = features.iter().flat_map(|feature| &self.features.dependents[feature.index()]).copied();
        let mut all: Vec<FeatureId> = beyond.chain(features.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter().filter(|feature| Some(*feature) != without).map(|feature| Entity::Feature(feature.0)).collect()
    }

    pub(super) fn feature_fact(&self, index: u32, fact: Fact) -> Value<'_> {
        let feature = &self.model.features[index as usize];
        match fact {
            Fact::FeatureListed => Value::Bool(feature.class.own_index().is_none()),
            Fact::FeatureBasic => {
                let said = feature.basic.or_else(|| self.basic_term(feature.class));
                open(said, gap(Keyword::Feature, index, ClauseWord::Basic), Value::Bool)
            }
            _ => Value::Absent,
        }
    }

    fn basic_term(&self, class: crate::model::vocabulary::TermId) -> Option<bool> {
        let mut at = Some(class).filter(|class| class.own_index().is_none());
        while let Some(term) = at {
            if let Some(basic) = self.pack.terms.get(&term).and_then(|facts| facts.basic) {
                return Some(basic);
            }
            at = self.vocabulary.term(term).parent;
        }
        None
    }
}
