//! What a pack says in its own language and not in another that it names.

use super::{Matter, Remark};
use crate::diagnostic::Language;
use crate::model::language;
use crate::model::vocabulary::TermKind;
use crate::policy::facts::Type;
use crate::policy::is_engine_table;
use crate::policy::pack::{Cell, Clause, Pack, TextGap};
use crate::policy::rule::{Message, Piece, Rule};
use crate::policy::texts::{Told, exceptions};

/// Every text that a language of the pack lacks, and every message that names less than the original.
pub(super) fn untranslated(pack: &Pack) -> Vec<Remark> {
    let others = pack.languages.iter().filter(|language| **language != pack.language());
    others.flat_map(|language| of_language(pack, *language)).collect()
}

fn of_language(pack: &Pack, language: Language) -> Vec<Remark> {
    let lacking = Lacking { pack, told: pack.told(language), language };
    if !pack.texts.iter().any(|texts| texts.language == language) {
        return vec![lacking.remark(&pack.id, "any text")];
    }
    let mut remarks = Vec::new();
    if lacking.told.title().is_none() {
        remarks.push(lacking.remark("pack.yaml", "the title"));
    }
    remarks.extend(pack.clauses.iter().flat_map(|clause| lacking.clause(clause)));
    remarks.extend(pack.rules.iter().flat_map(|rule| lacking.rule(rule)));
    remarks.extend(pack.gaps.iter().filter_map(|gap| lacking.gap(gap)));
    let names = exceptions(pack).filter(|name| lacking.told.exception(name).is_none());
    remarks.extend(names.map(|name| lacking.remark(name, "a name for the exception")));
    remarks.extend(lacking.terms());
    remarks.extend(lacking.phrases());
    remarks
}

struct Lacking<'p> {
    pack: &'p Pack,
    told: Told<'p>,
    language: Language,
}

impl<'p> Lacking<'p> {
    fn remark(&self, subject: &str, what: &str) -> Remark {
        Remark::new(Matter::Untranslated, subject, format!("`{}` lacks {what}", self.language.code()))
    }

    fn clause(&self, clause: &'p Clause) -> Vec<Remark> {
        let lacks = [
            (self.told.statement(clause).is_none(), "the statement"),
            (clause.scope.is_some() && self.told.scope(clause).is_none(), "the scope"),
            (clause.human.is_some() && self.told.human(clause).is_none(), "the reason why a person must judge"),
        ];
        let lacking = lacks.into_iter().filter(|(lacks, _)| *lacks);
        lacking.map(|(_, what)| self.remark(&clause.id, what).at(clause.span)).collect()
    }

    /// A place that is given by numbers alone reads the same in every language.
    fn gap(&self, gap: &'p TextGap) -> Option<Remark> {
        let in_words = gap.place.contains(|sign: char| sign.is_ascii_lowercase());
        if self.told.gap(gap).is_none() {
            return Some(self.remark(&gap.id, "the gap"));
        }
        (in_words && self.told.place(gap).is_none()).then(|| self.remark(&gap.id, "the place of the gap"))
    }

    fn rule(&self, rule: &'p Rule) -> Vec<Remark> {
        if self.told.rule_title(rule).is_none() {
            return vec![self.remark(&rule.id, "the texts of the rule").at(rule.span)];
        }
        let parts = rule.parts.iter().enumerate().flat_map(|(at, part)| {
            let messages =
                [("message", &part.message, self.told.message(rule, at)), ("fix", &part.fix, self.told.fix(rule, at))];
            messages.into_iter().filter_map(move |(what, own, told)| {
                let lacks = lacks(own, told)?;
                Some(self.remark(&rule.id, &format!("a {what}{lacks}")).at(part.span))
            })
        });
        parts.collect()
    }

    fn terms(&self) -> Vec<Remark> {
        let vocabulary = &self.pack.vocabulary;
        let policys = vocabulary.sorts().filter(|(_, sort)| !language::is_closed(&sort.name));
        let terms = policys.flat_map(|(id, sort)| vocabulary.all_names(id).map(move |name| (id, sort, name)));
        let unnamed = terms.filter_map(|(id, sort, name)| {
            let term = vocabulary.find(id, name)?;
            let counts = matches!(vocabulary.term(term).kind, TermKind::Leaf | TermKind::Inner);
            (counts && self.told.term(term).is_none())
                .then(|| self.remark(name, &format!("a name for the {}", sort.name)))
        });
        unnamed.collect()
    }

    /// Texts in the pack's own tables; the number of a gap is no text.
    fn phrases(&self) -> Vec<Remark> {
        let mut remarks: Vec<Remark> = Vec::new();
        for table in self.pack.tables.iter().filter(|table| !is_engine_table(&table.name)) {
            let texts = table.columns.iter().enumerate().filter(|(_, (_, of_type))| matches!(of_type, Type::Text));
            let cells = texts.flat_map(|(at, _)| table.rows.iter().filter_map(move |row| row.cells.get(at)));
            for cell in cells {
                let Cell::Text(text) = cell else { continue };
                let is_gap = self.pack.gaps.iter().any(|gap| gap.id == *text);
                let remark = self.remark(text, &format!("this text of `{}`", table.name));
                if !is_gap && self.told.phrase(text).is_none() && !remarks.contains(&remark) {
                    remarks.push(remark);
                }
            }
        }
        remarks
    }
}

/// What a translated message lacks: itself, or something that the original names.
fn lacks(own: &Message, told: Option<&Message>) -> Option<&'static str> {
    let Some(told) = told else { return Some("") };
    let has = |piece: &Piece| match piece {
        Piece::Text(_) => true,
        Piece::Reference(reference) => {
            told.pieces.iter().any(|other| matches!(other, Piece::Reference(other) if other == reference))
        }
        Piece::Path => told.pieces.iter().any(|other| matches!(other, Piece::Path)),
        Piece::Missing => told.pieces.iter().any(|other| matches!(other, Piece::Missing)),
    };
    (!own.pieces.iter().all(has)).then_some(" that names all that the original names")
}
