//! The pack's engine tables, with their columns in hand: what the derived facts are computed from.

use rustc_hash::FxHashMap;

use crate::model::vocabulary::{LeafSet, TermId};
use crate::policy::pack::{Cell, Pack, Row, TableId};
use crate::policy::rule::Condition;

/// A row of `purpose-limits`.
pub(super) struct LimitRow<'p> {
    pub(super) feature: TermId,
    pub(super) data: &'p LeafSet,
    /// `None` where the row is about every means.
    pub(super) means: Option<&'p LeafSet>,
    pub(super) actions: &'p LeafSet,
    pub(super) purposes: &'p LeafSet,
    pub(super) also: &'p LeafSet,
    pub(super) once_deidentified: &'p LeafSet,
}

/// A row of `field-lists`.
pub(super) struct FieldRow<'p> {
    pub(super) feature: TermId,
    pub(super) about: &'p LeafSet,
    pub(super) listed: LeafSet,
}

/// A row of `recipient-lists`.
pub(super) struct RecipientRow<'p> {
    pub(super) receiver: TermId,
    pub(super) data: &'p LeafSet,
    pub(super) purposes: &'p LeafSet,
}

/// A row of `refusal-terms`.
pub(super) struct RefusalRow<'p> {
    pub(super) feature: TermId,
    pub(super) data: &'p LeafSet,
}

/// What a ground serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Serves {
    /// Flows.
    Flow,
    /// Lines that keep data.
    Keeping,
    /// Refusals of a right.
    Refusal,
}

/// A row of `grounds`.
pub(super) struct GroundRow<'p> {
    pub(super) ground: TermId,
    pub(super) actions: &'p LeafSet,
    pub(super) by_consent: Option<u8>,
    pub(super) counterpart: Option<TermId>,
    pub(super) serves: Serves,
    pub(super) when: &'p [Condition],
}

/// A row of `sensitive`.
pub(super) struct SensitiveRow<'p> {
    pub(super) data: &'p LeafSet,
    pub(super) age: &'p LeafSet,
}

/// All engine tables of a pack. A table that the pack leaves out has no row.
pub(super) struct Tables<'p> {
    pub(super) limits_id: TableId,
    pub(super) limits: Vec<LimitRow<'p>>,
    pub(super) fields_id: TableId,
    pub(super) fields: Vec<FieldRow<'p>>,
    pub(super) recipients: Vec<RecipientRow<'p>>,
    pub(super) refusals_id: TableId,
    pub(super) refusals: Vec<RefusalRow<'p>>,
    pub(super) grounds_id: TableId,
    pub(super) grounds: Vec<GroundRow<'p>>,
    pub(super) sensitive: Vec<SensitiveRow<'p>>,
    /// The row of each ground.
    pub(super) ground_rows: FxHashMap<TermId, u32>,
    /// For each leaf of purposes, the data that field lists name for a feature that may serve it.
    pub(super) listed_for: Vec<LeafSet>,
    /// All purposes that the policy names.
    pub(super) purposes: LeafSet,
}

static EMPTY: LeafSet = LeafSet::EMPTY;

struct Columns<'p> {
    id: TableId,
    names: Vec<&'p str>,
    rows: &'p [Row],
}

impl<'p> Columns<'p> {
    fn of(pack: &'p Pack, table: &str) -> Self {
        let Some(id) = pack.table(table) else { return Self { id: TableId(u16::MAX), names: Vec::new(), rows: &[] } };
        let found = pack.table_of(id);
        Self { id, names: found.columns.iter().map(|(name, _)| name.as_str()).collect(), rows: &found.rows }
    }

    fn cell(&self, row: &'p Row, column: &str) -> &'p Cell {
        let at = self.names.iter().position(|name| *name == column);
        at.and_then(|at| row.cells.get(at)).unwrap_or(&Cell::Nothing)
    }

    fn set(&self, row: &'p Row, column: &str) -> &'p LeafSet {
        self.some_set(row, column).unwrap_or(&EMPTY)
    }

    fn some_set(&self, row: &'p Row, column: &str) -> Option<&'p LeafSet> {
        match self.cell(row, column) {
            Cell::Set(_, leaves) => Some(leaves),
            _ => None,
        }
    }

    fn term(&self, row: &'p Row, column: &str) -> Option<TermId> {
        match self.cell(row, column) {
            Cell::Term(term) => Some(*term),
            _ => None,
        }
    }
}

impl<'p> Tables<'p> {
    pub(super) fn new(pack: &'p Pack) -> Self {
        let limits = Columns::of(pack, "purpose-limits");
        let fields = Columns::of(pack, "field-lists");
        let recipients = Columns::of(pack, "recipient-lists");
        let refusals = Columns::of(pack, "refusal-terms");
        let grounds = Columns::of(pack, "grounds");
        let sensitive = Columns::of(pack, "sensitive");
        let mut tables = Self {
            limits_id: limits.id,
            limits: limits.rows.iter().filter_map(|row| limit_row(&limits, row)).collect(),
            fields_id: fields.id,
            fields: fields.rows.iter().filter_map(|row| field_row(&fields, row)).collect(),
            recipients: recipients.rows.iter().filter_map(|row| recipient_row(&recipients, row)).collect(),
            refusals_id: refusals.id,
            refusals: refusals.rows.iter().filter_map(|row| refusal_row(&refusals, row)).collect(),
            grounds_id: grounds.id,
            grounds: grounds.rows.iter().filter_map(|row| ground_row(&grounds, row)).collect(),
            sensitive: sensitive.rows.iter().map(|row| sensitive_row(&sensitive, row)).collect(),
            ground_rows: FxHashMap::default(),
            listed_for: Vec::new(),
            purposes: pack.purposes.clone(),
        };
        tables.ground_rows = tables.grounds.iter().enumerate().map(|(index, row)| (row.ground, index as u32)).collect();
        tables.collect_purposes();
        tables.listed_for = tables.listed_for(pack);
        tables
    }

    fn collect_purposes(&mut self) {
        for row in &self.limits {
            for set in [row.purposes, row.also, row.once_deidentified] {
                self.purposes.extend(set);
            }
        }
        for row in &self.recipients {
            self.purposes.extend(row.purposes);
        }
    }

    fn listed_for(&self, pack: &Pack) -> Vec<LeafSet> {
        let vocabulary = &pack.vocabulary;
        let Some(sort) = vocabulary.sort("purpose") else { return Vec::new() };
        let mut listed = vec![LeafSet::new(); vocabulary.sort_of(sort).leaves.len()];
        for limit in &self.limits {
            let same_feature = |row: &&FieldRow<'_>| vocabulary.within(limit.feature, row.feature);
            for row in self.fields.iter().filter(same_feature) {
                let sets = [limit.purposes, limit.also, limit.once_deidentified];
                for purpose in sets.into_iter().flat_map(LeafSet::iter) {
                    listed[purpose as usize].extend(&row.listed);
                }
            }
        }
        listed
    }
}

fn limit_row<'p>(columns: &Columns<'p>, row: &'p Row) -> Option<LimitRow<'p>> {
    Some(LimitRow {
        feature: columns.term(row, "feature")?,
        data: columns.set(row, "data"),
        means: columns.some_set(row, "means"),
        actions: columns.set(row, "actions"),
        purposes: columns.set(row, "purposes"),
        also: columns.set(row, "also"),
        once_deidentified: columns.set(row, "once-de-identified"),
    })
}

fn field_row<'p>(columns: &Columns<'p>, row: &'p Row) -> Option<FieldRow<'p>> {
    let mut listed = columns.set(row, "required").clone();
    listed.extend(columns.set(row, "optional"));
    listed.extend(columns.set(row, "others"));
    Some(FieldRow { feature: columns.term(row, "feature")?, about: columns.set(row, "about"), listed })
}

fn recipient_row<'p>(columns: &Columns<'p>, row: &'p Row) -> Option<RecipientRow<'p>> {
    Some(RecipientRow {
        receiver: columns.term(row, "receiver")?,
        data: columns.set(row, "data"),
        purposes: columns.set(row, "purposes"),
    })
}

fn refusal_row<'p>(columns: &Columns<'p>, row: &'p Row) -> Option<RefusalRow<'p>> {
    Some(RefusalRow { feature: columns.term(row, "feature")?, data: columns.set(row, "data") })
}

fn ground_row<'p>(columns: &Columns<'p>, row: &'p Row) -> Option<GroundRow<'p>> {
    let serves = match columns.cell(row, "serves") {
        Cell::Text(text) if text == "keeping" => Serves::Keeping,
        Cell::Text(text) if text == "refusal" => Serves::Refusal,
        _ => Serves::Flow,
    };
    Some(GroundRow {
        ground: columns.term(row, "ground")?,
        actions: columns.set(row, "actions"),
        by_consent: match columns.cell(row, "by-consent") {
            Cell::Step(step) => Some(*step),
            _ => None,
        },
        counterpart: columns.term(row, "counterpart"),
        serves,
        when: match columns.cell(row, "when") {
            Cell::Conditions(conditions) => conditions,
            _ => &[],
        },
    })
}

fn sensitive_row<'p>(columns: &Columns<'p>, row: &'p Row) -> SensitiveRow<'p> {
    SensitiveRow { data: columns.set(row, "data"), age: columns.set(row, "age") }
}
