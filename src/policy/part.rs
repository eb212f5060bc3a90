//! One part of a rule: its pattern if it has one, its variables, its sentences, its exceptions and what it cites.

use serde::Deserialize;

use super::facts::Kind;
use super::pack::ClauseId;
use super::patterns::{Pattern, Patterns};
use super::reader::Reader;
use super::rule::{About, Cites, Condition, Exception, Excuse, Message, Part, Range, Variable};
use super::rules::{self, ForEach, OwnException, Ranged, Unless};
use super::sentence::{self, Subject};
use super::yaml::{Given, Keyed, Sentences, Word};
use super::{clauses, errors, polarity};
use crate::diagnostic::Severity;
use crate::source::Span;

/// What a part says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartEntry {
    #[serde(default)]
    pub(super) clauses: Given<Vec<Word>>,
    #[serde(default)]
    pub(super) about: Given<Word>,
    #[serde(default)]
    pub(super) severity: Given<Word>,
    #[serde(default)]
    pub(super) like: Given<Word>,
    #[serde(default, rename = "for each")]
    pub(super) for_each: Given<ForEach>,
    #[serde(default)]
    pub(super) when: Given<Sentences>,
    #[serde(default)]
    pub(super) must: Given<Sentences>,
    #[serde(default, rename = "must not")]
    pub(super) must_not: Given<Sentences>,
    #[serde(default)]
    pub(super) unless: Given<Unless>,
    #[serde(default, rename = "error when")]
    pub(super) error_when: Given<Sentences>,
    #[serde(default)]
    pub(super) message: Given<Word>,
    #[serde(default)]
    pub(super) fix: Given<Word>,
}

/// What a part takes from its rule where it does not say it itself.
pub(super) struct Inherited<'r> {
    /// The rule's id.
    pub(super) id: &'r Word,
    /// Its clauses.
    pub(super) clauses: Option<Vec<Word>>,
    /// Safety or liveness.
    pub(super) about: Option<Word>,
    /// Its severity.
    pub(super) severity: Option<Word>,
    /// Its message.
    pub(super) message: Option<Word>,
    /// Its fix.
    pub(super) fix: Option<Word>,
}

/// A part, and all clauses that its findings may cite.
pub(super) struct Read {
    /// The part.
    pub(super) part: Part,
    /// The clauses.
    pub(super) clauses: Vec<ClauseId>,
}

/// Reads a part; `None` where so much is wrong that nothing more can be said of it.
pub(super) fn read(reader: &mut Reader, patterns: &Patterns, entry: &PartEntry, rule: &Inherited) -> Option<Read> {
    let at = entry.place(reader, rule);
    let before = reader.diagnostics.len();
    let pattern = match &entry.like.0 {
        Some(name) => Some(find_pattern(reader, patterns, name)?),
        None => None,
    };
    if pattern.is_some() {
        entry.refuse_changes(reader, rule, at);
    }
    let words = entry.clauses.0.as_ref().or(rule.clauses.as_ref()).map(Vec::as_slice).unwrap_or_default();
    let clauses = reader.clauses(words);
    let (mut variables, scope) = match (pattern, &entry.for_each.0) {
        (Some(pattern), _) => self::variables(&mut patterns.reader(reader), &pattern.for_each)?,
        (None, Some(for_each)) => self::variables(reader, for_each)?,
        (None, None) => return reader.fail(errors::missing_key(at, "for each")),
    };
    // Whatever is wrong with the clauses was reported, so the pack is refused; the sentences are still checked.
    let complete = clauses.len() == words.len();
    let cites = complete.then(|| cites(reader, &mut variables, &scope, &clauses, at)).flatten();
    let cites = cites.unwrap_or(Cites::Clause(ClauseId(0)));
    let mut part = entry.compile(reader, rule, (variables, &scope), cites, at);
    match pattern {
        Some(pattern) => share(&mut patterns.reader(reader), pattern, &scope, &mut part),
        None => entry.check_demands(reader, rule, at),
    }
    // Where a sentence was refused, the others do not say what the part is about.
    if let Some(about) = entry.said_about(rule).filter(|_| pattern.is_none() && reader.diagnostics.len() == before) {
        polarity::check(reader, about, (&part.variables, &part.must, &part.must_not));
    }
    Some(Read { part, clauses })
}

fn find_pattern<'p>(reader: &mut Reader, patterns: &'p Patterns, name: &Word) -> Option<&'p Pattern> {
    let found = patterns.said.patterns.0.iter().find(|(pattern, _)| pattern.text == name.text);
    match found {
        Some((_, pattern)) => Some(pattern),
        None => {
            let names = patterns.said.patterns.0.iter().map(|(pattern, _)| pattern.text.as_str());
            reader.fail(errors::unknown_pattern(reader.span(name), &name.text, names))
        }
    }
}

impl PartEntry {
    /// The first word of the part that can be pointed at.
    fn place(&self, reader: &Reader, rule: &Inherited) -> Span {
        let first = [&self.like, &self.message, &self.about].into_iter().find_map(|word| word.0.as_ref());
        reader.span(first.unwrap_or(rule.id))
    }

    /// A pattern's text is the same wherever it is used, or its name would mean nothing.
    fn refuse_changes(&self, reader: &mut Reader, rule: &Inherited, at: Span) {
        let given = [
            ("about", self.about.0.is_some() || rule.about.is_some()),
            ("for each", self.for_each.0.is_some()),
            ("must", self.must.0.is_some()),
            ("must not", self.must_not.0.is_some()),
        ];
        for (key, _) in given.iter().filter(|(_, given)| *given) {
            reader.diagnostics.push(errors::changed_pattern(at, key));
        }
    }

    fn compile(
        &self,
        reader: &mut Reader,
        rule: &Inherited,
        (variables, scope): (Vec<Variable>, &[sentence::Variable]),
        cites: Cites,
        at: Span,
    ) -> Part {
        Part {
            about: self.about(reader, rule).unwrap_or(About::Safety),
            variables,
            when: slot(reader, scope, &self.when),
            must: slot(reader, scope, &self.must),
            must_not: slot(reader, scope, &self.must_not),
            unless: self.unless.0.as_ref().map(|unless| excuses(reader, scope, unless)).unwrap_or_default(),
            error_when: slot(reader, scope, &self.error_when),
            message: text(reader, scope, self.message.0.as_ref().or(rule.message.as_ref())),
            fix: text(reader, scope, self.fix.0.as_ref().or(rule.fix.as_ref())),
            cites,
            severity: self.severity(reader, rule),
            span: at,
        }
    }

    /// A part of its own must demand something, and say what kind of demand it is.
    fn check_demands(&self, reader: &mut Reader, rule: &Inherited, at: Span) {
        if self.must.0.is_none() && self.must_not.0.is_none() {
            reader.diagnostics.push(errors::missing_key(at, "must"));
        }
        if self.about.0.is_none() && rule.about.is_none() {
            reader.diagnostics.push(errors::missing_key(at, "about"));
        }
    }

    fn about(&self, reader: &mut Reader, rule: &Inherited) -> Option<About> {
        about(reader, self.said_about(rule)?)
    }

    fn said_about<'e>(&'e self, rule: &'e Inherited) -> Option<&'e Word> {
        self.about.0.as_ref().or(rule.about.as_ref())
    }

    fn severity(&self, reader: &mut Reader, rule: &Inherited) -> Option<Severity> {
        let word = self.severity.0.as_ref().or(rule.severity.as_ref())?;
        reader.choice(word, Severity::from_word, clauses::SEVERITIES)
    }
}

/// Puts a pattern's sentences before the part's own.
fn share(reader: &mut Reader, pattern: &Pattern, scope: &[sentence::Variable], part: &mut Part) {
    part.when.splice(0..0, sentence::conditions(reader, scope, &pattern.when));
    part.must = sentence::conditions(reader, scope, &pattern.must);
    part.must_not = sentence::conditions(reader, scope, &pattern.must_not);
    part.about = about(reader, &pattern.about).unwrap_or(About::Safety);
}

fn about(reader: &mut Reader, word: &Word) -> Option<About> {
    reader.choice(word, About::from_word, &["safety", "liveness"])
}

fn slot(reader: &mut Reader, scope: &[sentence::Variable], said: &Given<Sentences>) -> Vec<Condition> {
    said.0.as_ref().map(|said| sentence::conditions(reader, scope, said)).unwrap_or_default()
}

fn text(reader: &mut Reader, scope: &[sentence::Variable], word: Option<&Word>) -> Message {
    word.map_or_else(rules::no_message, |word| sentence::message(reader, scope, word))
}

/// The variables of `for each`, resolved in order, and what sentences see of them.
fn variables(reader: &mut Reader, said: &ForEach) -> Option<(Vec<Variable>, Vec<sentence::Variable>)> {
    let mut variables = Vec::new();
    let mut scope: Vec<sentence::Variable> = Vec::new();
    let mut add = |name: String, range: Range, subject: Subject, scope: &mut Vec<sentence::Variable>| {
        variables.push(Variable { name: name.clone(), range });
        scope.push(sentence::Variable { name, subject });
    };
    match said {
        ForEach::Kinds(words) => {
            let (range, kind) = kinds(reader, words)?;
            add(kind.name().to_owned(), range, Subject::Thing(kind), &mut scope);
        }
        ForEach::Variables(entries) => {
            for (name, ranged) in entries {
                let (range, subject) = match ranged {
                    Ranged::One(word) => sentence::range(reader, &scope, word)?,
                    Ranged::Kinds(words) => kinds(reader, words).map(|(range, kind)| (range, Subject::Thing(kind)))?,
                };
                add(name.text.clone(), range, subject, &mut scope);
            }
        }
    }
    Some((variables, scope))
}

fn kinds(reader: &mut Reader, words: &[Word]) -> Option<(Range, Kind)> {
    if let [word] = words
        && word.text.contains(' ')
    {
        return reader.fail(errors::unnamed_range(reader.span(word), &word.text));
    }
    let kinds: Vec<Option<Kind>> = words.iter().map(|word| super::patterns::kind(reader, word)).collect();
    let kinds = kinds.into_iter().collect::<Option<Vec<_>>>()?;
    let common = kinds.iter().copied().map(Some).reduce(|left, right| nearest_common(left?, right?));
    match common.flatten() {
        Some(common) => Some((Range::Kinds { kinds, common }, common)),
        None => {
            let at = words.first().map(|word| reader.span(word))?;
            reader.fail(errors::nothing_in_common(at, &words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>()))
        }
    }
}

fn nearest_common(left: Kind, right: Kind) -> Option<Kind> {
    std::iter::successors(Some(left), |kind| kind.general()).find(|kind| right.is_a(*kind))
}

/// What a finding cites: the row, where a variable ranges over rows, else the one clause of the part.
fn cites(
    reader: &mut Reader,
    variables: &mut [Variable],
    scope: &[sentence::Variable],
    clauses: &[ClauseId],
    at: Span,
) -> Option<Cites> {
    let rows: Vec<usize> = (0..scope.len()).filter(|at| matches!(scope[*at].subject, Subject::Row(_))).collect();
    match (rows.as_slice(), clauses) {
        (_, []) => reader.fail(errors::no_clause(at)),
        ([], [clause]) => Some(Cites::Clause(*clause)),
        ([], _) => reader.fail(errors::many_clauses(at, clauses.len())),
        ([row], _) => {
            if let Subject::Row(table) = scope[*row].subject {
                check_rows(reader, table, clauses, at);
            }
            keep_clauses(&mut variables[*row].range, clauses);
            Some(Cites::Row(*row as u8))
        }
        _ => reader.fail(errors::many_rows(at)),
    }
}

fn check_rows(reader: &mut Reader, table: super::pack::TableId, clauses: &[ClauseId], at: Span) {
    let table = reader.known.pack.table_of(table);
    for clause in clauses {
        if !table.rows.iter().any(|row| row.clause == *clause) {
            let clause = &reader.known.pack.clause_of(*clause).id;
            reader.diagnostics.push(errors::clause_without_row(at, clause, &table.name));
        }
    }
}

fn keep_clauses(range: &mut Range, wanted: &[ClauseId]) {
    match range {
        Range::Kinds { .. } => {}
        Range::Fact { clauses, .. } | Range::Rows { clauses, .. } => *clauses = wanted.to_vec(),
    }
}

fn excuses(reader: &mut Reader, scope: &[sentence::Variable], unless: &Unless) -> Vec<Excuse> {
    match unless {
        Unless::Named(names) => names.iter().filter_map(|name| named(reader, scope, name)).collect(),
        Unless::Own(Keyed(entries)) => {
            entries.iter().filter_map(|(name, entry)| own(reader, scope, name, entry)).collect()
        }
    }
}

fn named(reader: &mut Reader, scope: &[sentence::Variable], name: &Word) -> Option<Excuse> {
    let known = reader.known;
    let at = reader.span(name);
    let Some(index) = known.pack.exceptions.iter().position(|exception| exception.name == name.text) else {
        let names = known.pack.exceptions.iter().map(|exception| exception.name.as_str());
        return reader.fail(errors::unknown_exception(at, &name.text, names));
    };
    let of = known.pack.exceptions[index].of;
    let excused = |variable: &sentence::Variable| matches!(variable.subject, Subject::Thing(kind) if kind.is_a(of));
    let variables: Vec<usize> = (0..scope.len()).filter(|at| excused(&scope[*at])).collect();
    match variables.as_slice() {
        [variable] => Some(Excuse::Named { exception: index as u16, variable: *variable as u8 }),
        other => reader.fail(errors::misplaced_exception(at, &name.text, of, other.len())),
    }
}

fn own(reader: &mut Reader, scope: &[sentence::Variable], name: &Word, entry: &OwnException) -> Option<Excuse> {
    let of = match scope.first()?.subject {
        Subject::Thing(kind) => kind,
        Subject::Row(_) => Kind::Row,
    };
    Some(Excuse::Own(Exception {
        name: name.text.clone(),
        of,
        clauses: reader.clauses(&entry.clauses),
        when: sentence::conditions(reader, scope, &entry.when),
        span: reader.span(name),
    }))
}

/// Compiles a pattern for its own sake, so that a mistake in it is reported whether or not a rule uses it.
pub(super) fn check_pattern(reader: &mut Reader, pattern: &Pattern) {
    about(reader, &pattern.about);
    let before = reader.diagnostics.len();
    if let Some((variables, scope)) = variables(reader, &pattern.for_each) {
        let [_, must, must_not] =
            [&pattern.when, &pattern.must, &pattern.must_not].map(|said| sentence::conditions(reader, &scope, said));
        if reader.diagnostics.len() == before {
            polarity::check(reader, &pattern.about, (&variables, &must, &must_not));
        }
    }
}
