//! What purposes need.

use super::chains::Allowed;
use super::{Known, Value, gap, in_set, steps};
use crate::oracle::spread::names;
use crate::oracle::weigh::Gaps;
use crate::oracle::words::{self, Set, Word};

impl Known<'_> {
    pub(super) fn need(&self, ground: usize) -> Value {
        let flow = self.flow(ground);
        let Some(purposes) = &flow.purposes else { return steps(0, 2, self.missing(ground, "for")) };
        let allowed = match self.grounds[ground].recipient.and_then(|_| self.chain(ground)) {
            Some((_, Allowed::These(purposes))) => Some(purposes),
            _ => None,
        };
        let (field, leaf) = (self.crossing(ground).datum.field, self.grounds[ground].datum);
        let (mut useful, mut stated, mut gaps) = (false, true, Gaps::new());
        for purpose in purposes {
            let class = self.world.purpose_class(*purpose);
            if allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|wide| class.within(*wide))) {
                continue;
            }
            match &self.world.purposes[*purpose].needs {
                Some(needs) if names(self.world, needs, field, leaf) => return steps(2, 2, Gaps::new()),
                Some(_) => {}
                None => {
                    stated = false;
                    gaps.extend(gap(self.world.purposes[*purpose].head.full(), "needs"));
                }
            }
            useful |= self.may_use(*purpose, class, field, leaf);
        }
        let least = usize::from(useful);
        steps(least, if stated { least } else { 2 }, gaps)
    }

    fn may_use(&self, purpose: usize, class: Word, field: usize, leaf: Word) -> bool {
        let world = self.world;
        let told = world.notices.iter().filter(|notice| !notice.head.gone).flat_map(|notice| &notice.covers);
        names(world, &world.purposes[purpose].may_use, field, leaf)
            || self.listed_for_some_leaf(class, leaf)
            || told.into_iter().any(|cover| {
                cover.purposes.as_ref().is_some_and(|list| list.contains(&purpose))
                    && self.covers_data(&cover.data, field, leaf)
            })
    }

    /// A coarse purpose may use what the field lists name for one of its leaves.
    fn listed_for_some_leaf(&self, class: Word, leaf: Word) -> bool {
        if class.own.is_some() {
            return false;
        }
        class.leaves().into_iter().any(|purpose| {
            let mut listed: Set = 0;
            for limit in &self.law.limits {
                let serves = words::union("purpose", &limit.purposes)
                    | words::union("purpose", &limit.also)
                    | words::union("purpose", &limit.once);
                let feature = words::word("feature", limit.feature);
                for row in &self.law.fields {
                    if purpose.set & serves != 0 && feature.within(words::word("feature", row.feature)) {
                        listed |= words::union("data", &row.listed);
                    }
                }
            }
            in_set(leaf, listed)
        })
    }
}
