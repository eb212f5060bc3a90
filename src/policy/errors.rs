//! Everything that is said about the files of a pack, one small function a message.

use super::facts::{Fact, Kind, Scale, Type};
use super::pack::Pack;
use crate::diagnostic::{Code, Diagnostic, Language, did_you_mean};
use crate::model::language;
use crate::model::vocabulary::Vocabulary;
use crate::source::{FileId, Span};

/// What a slot takes.
pub(super) const A_LIST_OF_SENTENCES: &str =
    "a list of sentences, each of which may be a mapping with the one key `any of` or `all of`";

/// What `for each` takes.
pub(super) const A_RANGE: &str = "a kind, a list of kinds, or a mapping of variables to what they range over";

/// What is said of a number with a point that is not quoted.
pub(super) const QUOTE_THE_NUMBER: &str = "words; quote a number with a point";

fn join<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Help that proposes the nearest of some names, or lists them if they are few.
fn suggest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    let listed = (1..=12).contains(&names.len()).then(|| format!("there are {}", join(names.iter().copied())));
    did_you_mean(word, names).or(listed)
}

// Files

pub(super) fn missing_file(name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackFiles, format!("the pack has no `{name}`"))
        .help("a pack has at least `pack.yaml`, `vocabulary.yaml` and `clauses.yaml`")
}

/// Other files than YAML may lie beside a pack; a YAML file that nobody reads is most likely misspelt.
pub(super) fn unknown_file(file: FileId, path: &str, name: &str) -> Option<Diagnostic> {
    let names = ["pack.yaml", "vocabulary.yaml", "clauses.yaml", "tables.yaml", "patterns.yaml", "signatures.yaml"];
    let help = did_you_mean(name, names).unwrap_or_else(|| {
        format!("rules stand in `rules/`, translations in `languages/zh/`, the rest in {}", join(names))
    });
    let yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    yaml.then(|| {
        Diagnostic::new(Code::PackFiles, format!("a pack has no file `{name}`"))
            .at(Span::new(file, 0..0), "")
            .help(help)
    })
}

pub(super) fn repeated_file(file: FileId, path: &str) -> Diagnostic {
    Diagnostic::new(Code::PackFiles, format!("`{path}` is the second file of its name in the pack"))
        .at(Span::new(file, 0..0), "")
}

pub(super) fn too_large(span: Span, largest: usize) -> Diagnostic {
    let message = format!("the file is larger than {} MiB", largest >> 20);
    Diagnostic::new(Code::PackYaml, message).at(span, "").help("split it; rules may stand in many files")
}

pub(super) fn unreadable_yaml(span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::PackYaml, format!("this is no YAML that can be read: {why}")).at(span, "reading stopped here")
}

pub(super) fn over_budget(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PackYaml, "the file grows beyond every honest pack when it is read")
        .at(span, "reading stopped here")
        .help("write it without deep nesting and without many aliases")
}

pub(super) fn repeated_key(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(Code::PackRepeatedName, format!("`{key}` stands twice in one mapping")).at(span, "the second one")
}

pub(super) fn unknown_key(span: Span, key: &str, expected: &[&'static str]) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownKey, format!("there is no key `{key}` here"))
        .at(span, "not a key of this mapping")
        .help(format!("the keys are {}", join(expected.iter().copied())))
        .maybe_help(did_you_mean(key, expected.iter().copied()))
}

pub(super) fn key_of_other_sort(span: Span, key: &str, owner: &str, sort: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownKey, format!("`{key}` can be said of the sort `{owner}`, not of `{sort}`"))
        .at(span, format!("of the sort `{sort}`"))
}

pub(super) fn beside_parts(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownKey, format!("`{key}` stands beside `parts` and belongs to none of them"))
        .at(span, "this rule has parts")
        .help(format!("move `{key}` into the part that it belongs to"))
}

pub(super) fn missing_key(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(Code::PackMissingKey, format!("`{key}` is missing")).at(span, format!("this has no `{key}`"))
}

/// The reader of YAML knows the mapping only by the last key that it read of it.
pub(super) fn missing_key_of_mapping(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(Code::PackMissingKey, format!("`{key}` is missing"))
        .at(span, format!("the mapping that this belongs to has no `{key}`"))
}

pub(super) fn wrong_shape(span: Span, found: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(Code::PackWrongValue, format!("expected {expected}")).at(span, found)
}

pub(super) fn wrong_value(span: Span, found: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(Code::PackWrongValue, format!("`{found}` is not {expected}"))
        .at(span, format!("expected {expected}"))
}

pub(super) fn not_one_of(span: Span, found: &str, words: &[&str]) -> Diagnostic {
    Diagnostic::new(Code::PackWrongValue, format!("`{found}` is not one of {}", join(words.iter().copied())))
        .at(span, "not one of these words")
        .maybe_help(did_you_mean(found, words.iter().copied()))
}

// Vocabulary

pub(super) fn unknown_sort(span: Span, sort: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, format!("there is no sort `{sort}`"))
        .at(span, "not a sort of terms")
        .help(format!("the sorts are {}", join(language::sort_names())))
        .maybe_help(did_you_mean(sort, language::sort_names()))
}

pub(super) fn sort_without_tree(span: Span, sort: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, format!("the vocabulary has no tree for the sort `{sort}`"))
        .at(span, format!("this names a term of `{sort}`"))
        .help(format!("give `{sort}` a tree in `vocabulary.yaml`"))
}

pub(super) fn tree_of_language(span: Span, sort: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownKey, format!("the tree of `{sort}` belongs to the flow language"))
        .at(span, "a pack can add lists to it and nothing else")
}

pub(super) fn many_roots(span: Span, sort: &str) -> Diagnostic {
    Diagnostic::new(Code::PackWrongValue, format!("the tree of `{sort}` has no single root"))
        .at(span, "expected one root with everything else below it")
}

pub(super) fn unknown_term(span: Span, sort: &str, word: &str, vocabulary: &Vocabulary) -> Diagnostic {
    let names = || vocabulary.sort(sort).into_iter().flat_map(|sort| vocabulary.all_names(sort));
    let elsewhere = || {
        let owners = vocabulary.sorts().filter(|(id, _)| vocabulary.find(*id, word).is_some());
        let owners: Vec<&str> = owners.map(|(_, owner)| owner.name.as_str()).collect();
        (!owners.is_empty()).then(|| format!("`{word}` is a term of {}", join(owners)))
    };
    Diagnostic::new(Code::PackUnknownTerm, format!("the sort `{sort}` has no term `{word}`"))
        .at(span, format!("not a term of `{sort}`"))
        .maybe_help(elsewhere().or_else(|| suggest(word, names())))
}

pub(super) fn unknown_step(span: Span, word: &str, scale: Scale) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownTerm, format!("the scale `{}` has no step `{word}`", scale.name()))
        .at(span, "not a step of the scale")
        .help(format!("its steps, least first, are {}", join(scale.steps().iter().copied())))
}

pub(super) fn repeated_name(span: Span, what: &str, name: &str, first: Option<Span>) -> Diagnostic {
    let second = Diagnostic::new(Code::PackRepeatedName, format!("there is already a {what} `{name}`"))
        .at(span, "the second one");
    match first {
        Some(first) => second.at(first, "the first one"),
        None => second,
    }
}

pub(super) fn band_is_no_leaf(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnevenBands, format!("`{name}` has terms below it, so it is no band of its own"))
        .at(span, "not a leaf of the tree of `age`")
}

pub(super) fn uncovered_ages(span: Span, least: u16, greatest: u16) -> Diagnostic {
    Diagnostic::new(Code::PackUnevenBands, format!("no band has the ages {least} to {greatest}"))
        .at(span, "the band below ends before this one begins")
}

pub(super) fn overlapping_ages(span: Span, age: u16) -> Diagnostic {
    Diagnostic::new(Code::PackUnevenBands, format!("two bands have the age {age}"))
        .at(span, "this band begins before the one below it ends")
}

pub(super) fn no_oldest_band(span: Span, age: u16) -> Diagnostic {
    Diagnostic::new(Code::PackUnevenBands, format!("no band has the age {age} and what is over it"))
        .at(span, "these bands have an upper end")
        .help(format!("let the last band be `{age} and over`"))
}

// Clauses, tables and rows

pub(super) fn unknown_clause<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownClause, format!("the pack has no clause `{id}`"))
        .at(span, "not a clause of `clauses.yaml`")
        .maybe_help(suggest(id, ids))
}

fn unknown<'n>(span: Span, what: &str, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, format!("there is no {what} `{name}`"))
        .at(span, format!("no such {what}"))
        .maybe_help(suggest(name, names))
}

pub(super) fn unknown_table<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, "table", name, names)
}

pub(super) fn unknown_column<'n>(
    span: Span,
    table: &str,
    name: &str,
    names: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, format!("the table `{table}` has no column `{name}`"))
        .at(span, "not a column")
        .maybe_help(suggest(name, names))
}

pub(super) fn fixed_columns(span: Span, table: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownKey, format!("the columns of `{table}` and their defaults are fixed"))
        .at(span, "the program itself reads this table")
        .help("give its rows and nothing else")
}

pub(super) fn clause_without_row(span: Span, clause: &str, table: &str) -> Diagnostic {
    Diagnostic::new(Code::PackClauseWithoutRow, format!("the table `{table}` has no row of the clause `{clause}`"))
        .at(span, format!("this ranges over the rows of `{table}`"))
        .help("add a row, or take the clause out of the rule's `clauses`")
}

pub(super) fn row_without_rule(span: Span, clause: &str, table: &str) -> Diagnostic {
    let message = format!("no rule checks the clause `{clause}` by the rows of `{table}`");
    Diagnostic::new(Code::PackRowWithoutRule, message)
        .at(span, "this row checks nothing")
        .help(format!("add `{clause}` to the `clauses` of a rule that ranges over `row of {table}`"))
}

// Rules

pub(super) fn id_outside_group(span: Span, id: &str, group: &str) -> Diagnostic {
    Diagnostic::new(Code::PackWrongValue, format!("`{id}` is not in the group `{group}`"))
        .at(span, format!("expected `{group}/` and a name"))
}

pub(super) fn unknown_pattern<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, "pattern", name, names)
}

pub(super) fn unknown_exception<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, "exception", name, names)
}

pub(super) fn unknown_rule<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, "rule", id, ids)
}

pub(super) fn unknown_kind(span: Span, name: &str) -> Diagnostic {
    unknown(span, "kind of thing", name, Kind::ALL.iter().filter(|kind| **kind != Kind::Row).map(|kind| kind.name()))
}

pub(super) fn unnamed_range(span: Span, range: &str) -> Diagnostic {
    Diagnostic::new(Code::PackWrongValue, format!("`{range}` needs a variable to be bound to"))
        .at(span, "only a kind can stand without a name")
        .help(format!("write it as a mapping, as in `{{row: {range}}}`"))
}

pub(super) fn nothing_in_common(span: Span, kinds: &[&str]) -> Diagnostic {
    let message = format!("{} are special cases of no common kind", join(kinds.iter().copied()));
    Diagnostic::new(Code::PackUnfitType, message).at(span, "a variable has the facts of one kind")
}

pub(super) fn changed_pattern(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(Code::PackChangedPattern, format!("`{key}` changes what the pattern says"))
        .at(span, "like this pattern")
        .help(
            "beside `like`, a rule may say `when`, `unless`, `error when`, `message`, `fix`, `severity` and `clauses`",
        )
}

pub(super) fn no_clause(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PackUnclearCitation, "no clause is named that a finding could cite")
        .at(span, "this has no `clauses`")
}

pub(super) fn many_clauses(span: Span, count: usize) -> Diagnostic {
    Diagnostic::new(Code::PackUnclearCitation, format!("a finding could cite any of {count} clauses"))
        .at(span, "no variable ranges over rows, so one clause must stand here")
        .help("split the rule into `parts` with one clause each")
}

pub(super) fn many_rows(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PackUnclearCitation, "a finding could cite the rows of several variables")
        .at(span, "more than one variable ranges over rows")
}

pub(super) fn misplaced_exception(span: Span, name: &str, of: Kind, count: usize) -> Diagnostic {
    let found = if count == 0 { "no variable of that kind" } else { "several variables of that kind" };
    Diagnostic::new(Code::PackMisplacedException, format!("`{name}` excuses a {}, and the rule has {found}", of.name()))
        .at(span, format!("of the kind `{}`", of.name()))
        .help("write an exception of the rule's own, over its own variables")
}

pub(super) fn contradicted_polarity(span: Span, said: &str, derived: &str) -> Diagnostic {
    Diagnostic::new(
        Code::PackContradictedPolarity,
        format!("the rule says `{said}`, and its sentences say `{derived}`"),
    )
    .at(span, format!("expected `{derived}`"))
    .help("safety: something bad lies on a path; liveness: something required is missing")
}

// Translations

pub(super) fn unnamed_language(file: FileId, code: &str, named: &[Language]) -> Diagnostic {
    let named: Vec<&str> = named.iter().map(|language| language.code()).collect();
    let help = match Language::from_word(code) {
        Some(_) => {
            format!("name it in `pack.yaml`: `languages: [{}]`", [named.as_slice(), &[code]].concat().join(", "))
        }
        None => format!("the languages are {}", join(Language::CODES)),
    };
    Diagnostic::new(Code::PackFiles, format!("`{code}` is no language of the pack"))
        .at(Span::new(file, 0..0), "a translation into it")
        .help(help)
}

pub(super) fn other_parts(span: Span, rule: &str, found: usize, parts: usize) -> Diagnostic {
    Diagnostic::new(Code::PackWrongValue, format!("the translation of `{rule}` has {found} parts, the rule {parts}"))
        .at(span, "expected a part for each of the rule's")
        .help("a part whose message and fix are the rule's own is `{}`")
}

pub(super) fn unknown_gap<'n>(span: Span, id: &str, ids: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, "gap", id, ids)
}

pub(super) fn unknown_phrase(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, format!("no table has the text `{text}`"))
        .at(span, "not a text of `tables.yaml`")
}

// Sentences

pub(super) fn unreadable_sentence(span: Span, word: &str, keyword: bool, expected: &[&str]) -> Diagnostic {
    let found = if keyword { format!("the keyword `{word}`") } else { format!("`{word}`") };
    let diagnostic = Diagnostic::new(Code::PackUnreadableSentence, format!("{found} cannot stand here"))
        .at(span, "not expected here");
    match expected {
        [] => diagnostic,
        _ => diagnostic.help(format!("expected {}", alternatives(expected))),
    }
}

pub(super) fn unfinished_sentence(span: Span, expected: &[&str]) -> Diagnostic {
    let help = if expected.is_empty() { "a sentence".to_owned() } else { alternatives(expected) };
    Diagnostic::new(Code::PackUnreadableSentence, "the sentence is not finished")
        .at(span, "it ends too early")
        .help(format!("expected {help}"))
}

fn alternatives(words: &[&str]) -> String {
    match words {
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
        [] => String::new(),
    }
}

pub(super) fn mixed_and_or(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PackMixedAndOr, "`and` and `or` stand side by side without brackets")
        .at(span, "which of the two binds closer is not said")
        .help("put brackets around one of them, or use two sentences")
}

pub(super) fn cut_list(span: Span, rest: &str) -> Diagnostic {
    Diagnostic::new(Code::PackCutList, format!("a comma cut the sentence before `{rest}` in two"))
        .at(span, "this is the rest of a list, and no sentence")
        .help("inside `[…]`, quote a sentence with a comma, or write one sentence a line")
}

pub(super) fn unknown_variable<'n>(span: Span, name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    unknown(span, "variable", name, names)
}

pub(super) fn ambiguous_name(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackAmbiguousName, format!("`{name}` is both a variable and a term"))
        .at(span, "either could be meant")
        .help("call the variable something else in `for each`")
}

pub(super) fn unknown_fact(span: Span, kind: Kind, name: &str) -> Diagnostic {
    let names: Vec<&str> = Fact::of_kind(kind).map(Fact::name).collect();
    let owner = Fact::ALL.iter().find(|fact| fact.name() == name).map(|fact| fact.kind().name());
    let of_other = owner.map(|owner| format!("`{name}` is a fact of a {owner}"));
    let all = || (!names.is_empty()).then(|| format!("its facts are {}", join(names.iter().copied())));
    let help = did_you_mean(name, names.iter().copied()).or(of_other).or_else(all);
    Diagnostic::new(Code::PackUnknownFact, format!("a {} has no fact `{name}`", kind.name()))
        .at(span, format!("not a fact of a {}", kind.name()))
        .maybe_help(help)
}

pub(super) fn value_has_no_facts(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, "only things and rows have facts").at(span, format!("this is {what}"))
}

pub(super) fn not_many(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, format!("`{name}` does not give several things"))
        .at(span, "expected a fact that gives things or rows")
}

pub(super) fn has_with_adjective(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, format!("`{name}` is yes or no"))
        .at(span, "`has` takes facts with a value")
        .help(format!("write `is {name}` or `is not {name}`"))
}

pub(super) fn adjective_is_a_noun(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, format!("`{name}` is not yes or no"))
        .at(span, "`is` takes facts that are yes or no")
        .help(format!("write `has {name}` and what it is"))
}

pub(super) fn class_without_article(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, format!("`{name}` is a class, and no fact that is yes or no"))
        .at(span, "a class")
        .help(format!("write `is a {name}`"))
}

pub(super) fn scale_without_step(span: Span, name: &str, of_type: Type) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, format!("`{name}` always has a step, so nothing is said of it"))
        .at(span, of_type.spoken())
        .help("compare it: `at most`, `at least`, `under` or `over` a step")
}

pub(super) fn unfit_form(span: Span, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, format!("this cannot be said of `{name}`"))
        .at(span, format!("`{name}` is {what}"))
}

pub(super) fn not_comparable(span: Span, name: &str, what: &str, sign: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, format!("`{name}` cannot be `{sign}` anything"))
        .at(span, format!("`{name}` is {what}"))
        .help("only steps of a scale and lengths of time compare")
}

pub(super) fn unfit_value(span: Span, text: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, format!("`{text}` is not {wanted}")).at(span, format!("expected {wanted}"))
}

pub(super) fn has_no_class(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, "only things of a kind that has classes can be `a` something")
        .at(span, format!("this is {what}"))
}

pub(super) fn not_a_day(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnfitType, "only a day is in the future or in the past")
        .at(span, format!("this is {what}"))
}

pub(super) fn no_end_of_path(span: Span, text: &str, kinds: &[Kind]) -> Diagnostic {
    let kinds = kinds.iter().map(|kind| format!("a {}", kind.name())).collect::<Vec<_>>().join(" or ");
    Diagnostic::new(Code::PackUnfitType, format!("no path can have `{text}` at this end"))
        .at(span, format!("expected {kinds}"))
}

pub(super) fn unknown_barrier(span: Span, name: &str, pack: &Pack) -> Diagnostic {
    let transforms = pack.vocabulary.sort("transform").into_iter().flat_map(|sort| pack.vocabulary.all_names(sort));
    let names = transforms.chain(pack.exceptions.iter().map(|exception| exception.name.as_str()));
    Diagnostic::new(Code::PackUnknownName, format!("`{name}` stops no path"))
        .at(span, "expected a class of transforms or a named exception")
        .maybe_help(did_you_mean(name, names))
}

// Messages

pub(super) fn open_hole(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PackUnreadableSentence, "the hole is not closed").at(span, "expected `}`")
}

pub(super) fn unreadable_hole(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::PackUnreadableSentence, format!("`{text}` names nothing"))
        .at(span, "expected a variable with facts, `path` or `missing`")
}

// Examples

pub(super) fn missing_example(span: Span, rule: &str, verdict: &str) -> Diagnostic {
    Diagnostic::new(Code::PackMissingExample, format!("`{rule}` has no example that expects `{verdict}`"))
        .at(span, "nothing shows what this rule finds and what it lets pass")
}

pub(super) fn not_one_verdict(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PackMissingKey, "the example does not expect exactly one verdict")
        .at(span, "expected one of `violates`, `may violate`, `complies`, `not applicable`")
}

pub(super) fn unknown_binding<'n>(span: Span, word: &str, words: impl Iterator<Item = &'n str>) -> Diagnostic {
    Diagnostic::new(Code::PackUnknownName, format!("the rule binds no `{word}`"))
        .at(span, "not a word of the binding")
        .maybe_help(suggest(word, words))
}

pub(super) fn clause_of_other_rule(span: Span, clause: &str) -> Diagnostic {
    Diagnostic::new(Code::PackImpossibleExample, format!("the rule never cites the clause `{clause}`"))
        .at(span, "not among the rule's `clauses`")
}
