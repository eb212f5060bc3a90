//! All files of a pack, in the order in which they lean on each other.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;

use super::clauses::{self, ClausesFile};
use super::examples;
use super::header::{self, PackFile};
use super::pack::Pack;
use super::patterns::{self, Patterns, PatternsFile};
use super::reader::{Known, Reader};
use super::rule::{Range, Rule};
use super::rules::{self, RulesFile};
use super::signature::{self, SignaturesFile};
use super::tables::{self, TablesFile};
use super::texts::Texts;
use super::translation::{self, TranslationFile};
use super::vocabulary::{self, VocabularyFile};
use super::{errors, part, yaml};
use crate::diagnostic::{self, Diagnostic, Language, Severity};
use crate::source::{FileId, Sources};

/// What came of loading a pack.
#[derive(Debug)]
pub struct Loaded {
    /// The pack, if no error was found in it.
    pub pack: Option<Pack>,
    /// What was found, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The pack's clean world, if it has one.
    pub world: Option<FileId>,
}

/// Loads a pack from its files. Each file is known by the end of its path; as many mistakes as possible are reported at
/// once.
pub fn load(sources: &Sources, files: &[FileId]) -> Loaded {
    let mut loading = Loading { sources, diagnostics: Vec::new() };
    let found = loading.sort(files);
    let pack = loading.pack(&found);
    let mut diagnostics = loading.diagnostics;
    diagnostic::sort(&mut diagnostics);
    let faulty = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Loaded { pack: pack.filter(|_| !faulty), diagnostics, world: found.world }
}

/// The files of a pack, by what they hold.
#[derive(Default)]
struct Found {
    pack: Option<FileId>,
    vocabulary: Option<FileId>,
    clauses: Option<FileId>,
    tables: Option<FileId>,
    patterns: Option<FileId>,
    signatures: Option<FileId>,
    rules: Vec<FileId>,
    /// Each with the code of its language.
    translations: Vec<(String, FileId)>,
    world: Option<FileId>,
}

/// What the files beside the rules say, each with the file.
struct Lists {
    header: Option<(FileId, PackFile)>,
    vocabulary: Option<(FileId, VocabularyFile)>,
    clauses: Option<(FileId, ClausesFile)>,
    tables: Option<(FileId, TablesFile)>,
    patterns: Option<(FileId, PatternsFile)>,
}

struct Loading<'s> {
    sources: &'s Sources,
    diagnostics: Vec<Diagnostic>,
}

impl<'s> Loading<'s> {
    fn sort(&mut self, files: &[FileId]) -> Found {
        let mut found = Found::default();
        for file in files {
            let path = self.sources.file(*file).path.as_str();
            let mut parts = path.rsplit('/');
            let slot = match (parts.next().unwrap_or_default(), parts.next()) {
                (name, Some("rules")) if name.ends_with(".yaml") => {
                    found.rules.push(*file);
                    continue;
                }
                (name, Some(code)) if name.ends_with(".yaml") && parts.next() == Some("languages") => {
                    found.translations.push((code.to_owned(), *file));
                    continue;
                }
                ("pack.yaml", _) => &mut found.pack,
                ("vocabulary.yaml", _) => &mut found.vocabulary,
                ("clauses.yaml", _) => &mut found.clauses,
                ("tables.yaml", _) => &mut found.tables,
                ("patterns.yaml", _) => &mut found.patterns,
                ("signatures.yaml", _) => &mut found.signatures,
                ("world.candor", _) => &mut found.world,
                (name, _) => {
                    self.diagnostics.extend(errors::unknown_file(*file, path, name));
                    continue;
                }
            };
            if slot.replace(*file).is_some() {
                self.diagnostics.push(errors::repeated_file(*file, path));
            }
        }
        found.rules.sort_by_key(|file| &self.sources.file(*file).path);
        found.translations.sort_by_key(|(_, file)| &self.sources.file(*file).path);
        found
    }

    fn read<T: DeserializeOwned>(&mut self, file: Option<FileId>) -> Option<(FileId, T)> {
        let file = file?;
        let read = yaml::read(self.sources, file);
        self.keep(file, read)
    }

    fn keep<T>(&mut self, file: FileId, read: Result<T, Diagnostic>) -> Option<(FileId, T)> {
        match read {
            Ok(value) => Some((file, value)),
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    fn demand<T: DeserializeOwned>(&mut self, file: Option<FileId>, name: &str) -> Option<(FileId, T)> {
        if file.is_none() {
            self.diagnostics.push(errors::missing_file(name));
        }
        self.read(file)
    }

    fn lists(&mut self, found: &Found) -> Lists {
        Lists {
            header: self.demand(found.pack, "pack.yaml"),
            vocabulary: self.demand(found.vocabulary, "vocabulary.yaml"),
            clauses: self.demand(found.clauses, "clauses.yaml"),
            tables: self.read(found.tables),
            patterns: self.read(found.patterns),
        }
    }

    fn reader<'r>(&'r mut self, known: &'r Known, file: FileId) -> Reader<'r> {
        let source = &self.sources.file(file).text;
        Reader { known, file, source, diagnostics: &mut self.diagnostics }
    }

    /// Every file is read before anything is resolved: names in one that cannot be read would all seem unknown.
    fn pack(&mut self, found: &Found) -> Option<Pack> {
        let sources = self.sources;
        let rule_files = || -> Vec<(FileId, Result<RulesFile, Diagnostic>)> {
            found.rules.par_iter().map(|file| (*file, yaml::read(sources, *file))).collect()
        };
        let (lists, rules) = rayon::join(|| self.lists(found), rule_files);
        let Lists { header, vocabulary, clauses, tables, patterns } = lists;
        let rules: Vec<_> = rules.into_iter().map(|(file, read)| self.keep(file, read)).collect();
        let unread = found.tables.is_some() && tables.is_none() || found.patterns.is_some() && patterns.is_none();
        if unread {
            return None;
        }
        let complete = rules.iter().all(Option::is_some);
        let mut rules: Vec<(FileId, RulesFile)> = rules.into_iter().flatten().collect();
        let (file, said) = vocabulary?;
        let mut known = self.words(file, &said);
        self.clauses(&mut known, &clauses?);
        if let Some((file, said)) = &tables {
            self.tables(&mut known, *file, said);
        } else {
            known.pack.tables = tables::columns(&mut self.reader(&known, file), &TablesFile::default());
        }
        let (file, said) = header?;
        let (patterns_file, patterns) = patterns.unwrap_or((file, PatternsFile::default()));
        self.patterns(&mut known, patterns_file, &patterns);
        let head = header::read(&mut self.reader(&known, file), &said);
        head.fill(&said, &mut known.pack);
        let source = &self.sources.file(patterns_file).text;
        known.pack.rules = self.rules(&known, &Patterns { said: &patterns, file: patterns_file, source }, &mut rules);
        if let Some((file, said)) = self.read::<SignaturesFile>(found.signatures) {
            known.pack.signatures = signature::signatures(&mut self.reader(&known, file), &said);
        }
        if complete {
            self.check_tables(&known.pack);
            known.pack.texts = self.translations(&known, &found.translations);
        }
        Some(known.pack)
    }

    /// Translations are read last: they name what all other files say.
    fn translations(&mut self, known: &Known, files: &[(String, FileId)]) -> Vec<Texts> {
        let sources = self.sources;
        let read: Vec<_> = files.par_iter().map(|(code, file)| (code, *file, yaml::read(sources, *file))).collect();
        let mut all: Vec<Texts> = Vec::new();
        for (code, file, read) in read {
            let language = Language::from_word(code).filter(|language| known.pack.languages.contains(language));
            let Some(language) = language else {
                self.diagnostics.push(errors::unnamed_language(file, code, &known.pack.languages));
                continue;
            };
            let Some((_, said)) = self.keep::<TranslationFile>(file, read) else { continue };
            let place = all.iter().position(|texts| texts.language == language).unwrap_or(all.len());
            if place == all.len() {
                all.push(Texts { language, ..Texts::default() });
            }
            translation::read(&mut self.reader(known, file), &known.pack, &said, &mut all[place]);
        }
        all
    }

    fn words(&mut self, file: FileId, said: &VocabularyFile) -> Known {
        let vocabulary = vocabulary::build(file, said, &mut self.diagnostics);
        let mut known = Known { pack: Pack::new(vocabulary), clause_ids: FxHashMap::default() };
        let mut reader = self.reader(&known, file);
        let terms = vocabulary::term_facts(&mut reader, said);
        let bands = vocabulary::bands(&mut reader, said);
        let same_as = vocabulary::same_as(&mut reader, said);
        known.pack.same_as = same_as;
        known.pack.terms = terms;
        known.pack.bands = bands;
        known
    }

    fn clauses(&mut self, known: &mut Known, (file, said): &(FileId, ClausesFile)) {
        clauses::number(known, *file, said, &mut self.diagnostics);
        let mut reader = self.reader(known, *file);
        let clauses = clauses::clauses(&mut reader, said);
        let gaps = clauses::gaps(&mut reader, said);
        known.pack.clauses = clauses;
        known.pack.gaps = gaps;
    }

    fn tables(&mut self, known: &mut Known, file: FileId, said: &TablesFile) {
        known.pack.tables = tables::columns(&mut self.reader(known, file), said);
        for (index, rows) in tables::rows(&mut self.reader(known, file), said) {
            known.pack.tables[index].rows = rows;
        }
    }

    fn patterns(&mut self, known: &mut Known, file: FileId, said: &PatternsFile) {
        let mut reader = self.reader(known, file);
        let exceptions = patterns::exceptions(&mut reader, said);
        let precedence = patterns::precedence(&mut reader, said);
        known.pack.exceptions = exceptions;
        known.pack.precedence = precedence;
        for (_, pattern) in &said.patterns.0 {
            part::check_pattern(&mut self.reader(known, file), pattern);
        }
    }

    fn rules(&mut self, known: &Known, patterns: &Patterns, files: &mut [(FileId, RulesFile)]) -> Vec<Rule> {
        let named: Vec<_> = files.iter().flat_map(|(file, said)| examples::named_rules(*file, said)).collect();
        let mut rules = Vec::new();
        for (file, said) in files {
            rules.extend(rules::rules(&mut self.reader(known, *file), patterns, said));
        }
        rules.sort_by(|left, right| left.id.cmp(&right.id));
        for pair in rules.windows(2) {
            if pair[0].id == pair[1].id {
                self.diagnostics.push(errors::repeated_name(
                    pair[1].span,
                    errors::RULE,
                    &pair[1].id,
                    Some(pair[0].span),
                ));
            }
        }
        let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        examples::check_named(&named, &ids, &mut self.diagnostics);
        rules
    }

    /// A row of a pack's own table that no rule ranges over would check nothing.
    fn check_tables(&mut self, pack: &Pack) {
        for (index, table) in pack.tables.iter().enumerate() {
            if super::engine::columns(&table.name).is_some() {
                continue;
            }
            let ranged = |range: &Range| match range {
                Range::Rows { table, .. } => usize::from(table.0) == index,
                Range::Kinds { .. } | Range::Fact { .. } => false,
            };
            let parts = pack.rules.iter().flat_map(|rule| &rule.parts);
            let variables = parts.flat_map(|part| &part.variables).filter(|variable| ranged(&variable.range));
            let used: Vec<_> = variables
                .flat_map(|variable| match &variable.range {
                    Range::Rows { clauses, .. } => clauses.as_slice(),
                    Range::Kinds { .. } | Range::Fact { .. } => &[],
                })
                .collect();
            for row in table.rows.iter().filter(|row| !used.contains(&&row.clause)) {
                let clause = &pack.clause_of(row.clause).id;
                self.diagnostics.push(errors::row_without_rule(row.span, clause, &table.name));
            }
        }
    }
}
