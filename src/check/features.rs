//! Features: what each needs, and what a person loses who withholds a datum.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::{Facts, gap, join, open};
use super::world::{Entity, Gaps, Value};
use crate::model::vocabulary::TermId;
use crate::model::{DataId, FeatureId, Model};
use crate::policy::facts::Fact;
use crate::syntax::words::{ClauseWord, Keyword};

/// Which features hang on which.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// The features that require each feature, closed: those that require one of these too.
    dependents: FxHashMap<FeatureId, Vec<FeatureId>>,
    /// The features that require each declared field.
    by_field: FxHashMap<DataId, Vec<FeatureId>>,
    /// The features that require all data below a term.
    by_term: Vec<(TermId, FeatureId)>,
    /// Declared features that do not say what they require, and all that may hang on them.
    silent: Vec<FeatureId>,
    /// What would say it.
    silent_gaps: Gaps,
    used: FxHashSet<u32>,
}

impl Features {
    pub(super) fn new(model: &Model) -> Self {
        let mut features = Self {
            dependents: dependents(model),
            used: model.flows.iter().filter_map(|flow| flow.feature).map(|feature| feature.0).collect(),
            ..Self::default()
        };
        for (index, feature) in model.features.iter().enumerate() {
            let id = FeatureId(index as u32);
            let required = feature.requires.iter().flat_map(|requires| &requires.data);
            for field in required {
                let data = &model.data[field.index()];
                features.by_field.entry(*field).or_default().push(id);
                if data.head.span.is_none() && data.class.own_index().is_none() {
                    features.by_term.push((data.class, id));
                }
            }
            if feature.requires.is_none() && !feature.head.faulty {
                features.silent.push(id);
                join(&mut features.silent_gaps, &gap(Keyword::Feature, id.0, ClauseWord::Requires));
            }
        }
        features
    }

    /// Whether some flow serves the feature.
    pub(super) fn is_used(&self, feature: u32) -> bool {
        self.used.contains(&feature)
    }
}

/// For each feature that others require, all that hang on it.
fn dependents(model: &Model) -> FxHashMap<FeatureId, Vec<FeatureId>> {
    let mut direct: FxHashMap<FeatureId, Vec<FeatureId>> = FxHashMap::default();
    for (index, feature) in model.features.iter().enumerate() {
        for required in feature.requires.iter().flat_map(|requires| &requires.features) {
            direct.entry(*required).or_default().push(FeatureId(index as u32));
        }
    }
    let closed = |feature: &FeatureId| {
        let mut found = FxHashSet::default();
        let mut waiting = vec![*feature];
        while let Some(at) = waiting.pop() {
            let hanging = direct.get(&at).into_iter().flatten();
            waiting.extend(hanging.copied().filter(|other| other != feature && found.insert(*other)));
        }
        let mut found: Vec<FeatureId> = found.into_iter().collect();
        found.sort_unstable();
        found
    };
    direct.keys().map(|feature| (*feature, closed(feature))).collect()
}

impl Facts<'_> {
    /// The features lost by withholding what a collection asks: its own if the datum is required, those that require the
    /// datum, and all that require one of these. Without `with_own`, those beyond the function that collects.
    pub(super) fn lost_features(&self, flow: u32, with_own: bool) -> Value<'_> {
        let declared = self.flow(flow);
        let field = self.field(self.crossing(flow).datum.0);
        let mut lost: Vec<FeatureId> = self.requiring(field, flow).collect();
        let mut possible = self.features.silent.clone();
        let mut gaps = self.features.silent_gaps.clone();
        if let Some(own) = declared.feature {
            match (declared.asked().required.contains(&field), declared.asked().optional.contains(&field)) {
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
        let by_field = self.features.by_field.get(&field).into_iter().flatten().copied();
        let terms = self.features.by_term.iter().filter(move |(term, _)| self.vocabulary.within(leaf, *term));
        by_field.chain(terms.map(|(_, feature)| *feature))
    }

    fn closed(&self, features: Vec<FeatureId>, without: Option<FeatureId>) -> Vec<Entity> {
        let beyond = features.iter().filter_map(|feature| self.features.dependents.get(feature)).flatten().copied();
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
