//! What is known of data on their way.

use super::{Known, Thing, Value, gap, in_set, open, set, words_of};
use crate::oracle::spread::Facet;
use crate::oracle::weigh::{Gaps, Truth};
use crate::oracle::words::{self, Word};

impl Known<'_> {
    fn age(&self, subject: Option<usize>) -> Word {
        let all = ["child", "teen", "adult"];
        let said = subject.and_then(|subject| self.world.subjects[subject].age.as_deref());
        words::leaf("age", words::union("age", said.unwrap_or(&all)))
    }

    /// The bands as a value. Where it is nobody's datum, what would say whose it is is missing.
    pub(super) fn bands(&self, subject: Option<usize>, nobody: Gaps) -> Value {
        let bands = self.age(subject);
        match subject.map(|subject| &self.world.subjects[subject]) {
            Some(subject) if subject.age.is_some() => Value::Leaves(bands),
            Some(subject) => Value::AnyOf(bands, gap(subject.head.full(), "age")),
            None => Value::AnyOf(bands, nobody),
        }
    }

    /// The least and the greatest step, and what leaves it open.
    pub(crate) fn identifiability(&self, facet: &Facet) -> (usize, usize, Gaps) {
        let (mut least, mut greatest, mut gaps) = (3, 3, Gaps::new());
        for transform in &facet.transforms {
            let (low, high) = self.lowered(*transform);
            least = least.min(low);
            greatest = greatest.min(high);
            gaps.extend(self.lacking(*transform));
        }
        (least, greatest, if least == greatest { Gaps::new() } else { gaps })
    }

    /// What a transform leaves open about itself.
    fn lacking(&self, transform: usize) -> Gaps {
        let known = &self.world.transforms[transform];
        let mut gaps = Gaps::new();
        if known.restorable.is_none() && !matches!(known.class, "mask" | "relink") {
            gaps.extend(gap(known.head.full(), "restorable"));
        }
        if !known.evidence {
            gaps.extend(gap(known.head.full(), "evidence"));
        }
        gaps
    }

    pub(super) fn lowered(&self, transform: usize) -> (usize, usize) {
        let known = &self.world.transforms[transform];
        let promised = match known.class {
            "anonymise" | "aggregate" => 0,
            _ => 1,
        };
        let (low, high) = match (known.class, known.restorable) {
            ("relink", _) => (3, 3),
            ("mask", _) | (_, Some(1)) => (2, 2),
            (_, Some(0)) => (promised, promised),
            (_, Some(_)) => (3, 3),
            (_, None) => (promised, 3),
        };
        (low, if known.evidence { high } else { 3 })
    }

    /// Whether a transform certainly does what its class says.
    pub(crate) fn does_what_it_says(&self, transform: usize) -> Truth {
        let promised = match self.world.transforms[transform].class {
            "relink" => return Truth::False,
            "anonymise" | "aggregate" => 0,
            _ => 2,
        };
        let (least, greatest) = self.lowered(transform);
        match (greatest <= promised, least > promised) {
            (true, _) => Truth::True,
            (false, true) => Truth::False,
            (false, false) => Truth::Unknown(self.lacking(transform)),
        }
    }

    pub(super) fn personal(&self, facet: &Facet) -> bool {
        self.identifiability(facet).1 > 0
    }

    pub(super) fn sensitive(&self, facet: &Facet, leaf: Word) -> Truth {
        let age = self.age(facet.subject).set;
        let mut truth = Truth::False;
        for row in &self.law.sensitive {
            let (data, ages) = (set(&row.data, "data"), set(&row.age, "age"));
            let kind = match (in_set(leaf, data), leaf.set & data != 0) {
                (true, _) => Truth::True,
                (false, true) => Truth::Unknown(Gaps::new()),
                (false, false) => Truth::False,
            };
            let band = match (age & !ages == 0, age & ages != 0, facet.subject) {
                (true, ..) => Truth::True,
                (false, false, _) => Truth::False,
                (false, true, Some(subject)) => Truth::Unknown(gap(self.world.subjects[subject].head.full(), "age")),
                (false, true, None) => Truth::Unknown(gap(self.world.data[facet.field].head.full(), "sensitive")),
            };
            truth = truth.or(kind.and(band));
        }
        truth
    }

    pub(super) fn datum_fact(&self, facet: &Facet, leaf: Word, fact: &str) -> Value {
        let world = self.world;
        let collection = self.collection(facet);
        let said = collection.map(|flow| &world.flows[flow]);
        let missing = |clause| {
            let field = || world.data[facet.field].head.full();
            gap(said.map_or_else(field, |flow| flow.head.full()), clause)
        };
        match fact {
            "origin" => {
                let of = |ground: &usize| {
                    let crossing = self.crossing(*ground);
                    let asked = (&crossing.datum.origin, crossing.datum.subject);
                    Some(crossing.flow) == collection && asked == (&facet.origin, facet.subject)
                };
                let taken: Vec<usize> = (0..self.grounds.len()).filter(of).collect();
                let own = taken.iter().find(|ground| self.crossing(**ground).datum.field == facet.field);
                own.or(taken.first()).map_or(Value::Absent, |ground| Value::One(Thing::Flow(*ground)))
            }
            "origin-feature" => open(said.and_then(|flow| flow.feature), missing("feature"), |feature| {
                Value::Words(vec![world.feature_class(feature)])
            }),
            "origin-means" => {
                open(said.and_then(|flow| flow.means.as_ref()), missing("means"), |means| words_of("means", means))
            }
            "collection-purposes" => open(said.and_then(|flow| flow.purposes.as_ref()), missing("for"), |purposes| {
                Value::Words(self.purpose_words(purposes))
            }),
            "identifiability" => {
                let (least, greatest, gaps) = self.identifiability(facet);
                Value::Steps(least, greatest, gaps)
            }
            "age" => self.bands(facet.subject, missing("about")),
            "subject" => facet.subject.map_or(Value::Absent, |subject| Value::One(Thing::Subject(subject))),
            "personal" => Value::Bool(self.personal(facet)),
            "sensitive" => match self.sensitive(facet, leaf) {
                Truth::Unknown(gaps) => Value::Unknown(gaps),
                truth => Value::Bool(truth == Truth::True),
            },
            "held-consent" => Value::Many(facet.consents.iter().map(|consent| Thing::Consent(*consent)).collect()),
            _ => Value::Bool(facet.consents.iter().any(|consent| world.consents[*consent].guardian)),
        }
    }
}
