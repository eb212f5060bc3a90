//! The grammar of sentences, and what its parts are called when a sentence cannot be read.

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/rule.pest"]
struct Sentences;

/// A piece of a sentence.
pub(super) type Piece<'i> = Pair<'i, Rule>;

/// The longest sentence that is read, in bytes. Nobody could follow a longer one.
const LONGEST: usize = 1_000;

/// How many brackets a sentence may open: each of them costs the parser some of its stack.
const MOST_BRACKETS: usize = 16;

/// Why a sentence cannot be read.
pub(super) struct Unread {
    /// The byte where reading stopped.
    pub(super) at: usize,
    /// What could stand there.
    pub(super) expected: Vec<[&'static str; 2]>,
}

/// Reads a whole sentence as `rule`.
pub(super) fn parse(rule: Rule, text: &str) -> Result<Pairs<'_, Rule>, Unread> {
    if text.len() > LONGEST {
        let at = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        return Err(Unread { at, expected: vec![["a shorter sentence", "较短的句子"]] });
    }
    if let Some((at, _)) = text.match_indices('(').nth(MOST_BRACKETS) {
        return Err(Unread { at, expected: vec![["fewer brackets", "更少的括号"]] });
    }
    Sentences::parse(rule, text).map_err(|error| {
        let at = match error.location {
            InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
        };
        let rules = match error.variant {
            ErrorVariant::ParsingError { positives, .. } => positives,
            ErrorVariant::CustomError { .. } => Vec::new(),
        };
        let mut expected: Vec<[&'static str; 2]> = rules.into_iter().filter_map(spoken).collect();
        expected.sort_unstable();
        expected.dedup();
        Unread { at, expected }
    })
}

/// Whether a word is one of the grammar's own and so never a name.
pub(super) fn is_keyword(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase()) && Sentences::parse(Rule::name, word).is_err()
}

/// What people call a rule of the grammar; `None` for what is only there for the grammar's sake.
fn spoken(rule: Rule) -> Option<[&'static str; 2]> {
    match rule {
        Rule::kw_and => Some(["`and`", "`and`"]),
        Rule::kw_or => Some(["`or`", "`or`"]),
        Rule::kw_not => Some(["`not`", "`not`"]),
        Rule::kw_no => Some(["`no`", "`no`"]),
        Rule::kw_has => Some(["`has`", "`has`"]),
        Rule::kw_is => Some(["`is`", "`is`"]),
        Rule::kw_reaches => Some(["`reaches`", "`reaches`"]),
        Rule::kw_every => Some(["`every`", "`every`"]),
        Rule::kw_some => Some(["`some`", "`some`"]),
        Rule::kw_within => Some(["`within`", "`within`"]),
        Rule::kw_without => Some(["`without passing`", "`without passing`"]),
        Rule::kw_passing => Some(["`passing`", "`passing`"]),
        Rule::kw_at => Some(["`at most` or `at least`", "`at most` 或 `at least`"]),
        Rule::kw_least => Some(["`least`", "`least`"]),
        Rule::kw_most => Some(["`most`", "`most`"]),
        Rule::kw_under => Some(["`under`", "`under`"]),
        Rule::kw_over => Some(["`over`", "`over`"]),
        Rule::kw_one => Some(["`one of`", "`one of`"]),
        Rule::kw_all => Some(["`all of`", "`all of`"]),
        Rule::kw_of => Some(["`of`", "`of`"]),
        Rule::kw_that => Some(["`that`", "`that`"]),
        Rule::kw_either => Some(["`either`", "`either`"]),
        Rule::kw_states => Some(["`states`", "`states`"]),
        Rule::kw_state => Some(["`state`", "`state`"]),
        Rule::kw_does => Some(["`does not state`", "`does not state`"]),
        Rule::kw_an | Rule::kw_a => Some(["`a`", "`a`"]),
        Rule::kw_the => Some(["`the`", "`the`"]),
        Rule::kw_in => Some(["`in the future` or `in the past`", "`in the future` 或 `in the past`"]),
        Rule::kw_future => Some(["`future`", "`future`"]),
        Rule::kw_past => Some(["`past`", "`past`"]),
        Rule::kw_row => Some(["`row of`", "`row of`"]),
        Rule::EOI => Some(["the end", "结尾"]),
        Rule::close => Some(["`)`", "`)`"]),
        Rule::name | Rule::kind => Some(["a name", "名称"]),
        Rule::reference | Rule::simple => Some(["what the sentence is about", "句子所说的事物"]),
        Rule::count => Some(["a number", "数字"]),
        Rule::unit => Some(["`days`, `months` or another unit of time", "`days`、`months` 或其他时间单位"]),
        Rule::duration | Rule::numbered | Rule::string | Rule::single => Some(["a value", "值"]),
        Rule::negation => Some(["`not (`", "`not (`"]),
        Rule::one_of
        | Rule::all_of
        | Rule::within
        | Rule::compare
        | Rule::comparison
        | Rule::quantifier
        | Rule::quantified
        | Rule::reaches
        | Rule::related
        | Rule::rows
        | Rule::that
        | Rule::states
        | Rule::not_states
        | Rule::has
        | Rule::has_no
        | Rule::in_time
        | Rule::is_a
        | Rule::is_one_of
        | Rule::is_adjective
        | Rule::condition
        | Rule::conjunction
        | Rule::disjunction
        | Rule::WHITESPACE
        | Rule::sentence
        | Rule::range
        | Rule::hole
        | Rule::unary
        | Rule::group
        | Rule::open
        | Rule::clause
        | Rule::barriers
        | Rule::predicate
        | Rule::list
        | Rule::value
        | Rule::word
        | Rule::letter
        | Rule::part
        | Rule::keyword => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Rule, parse};

    #[test]
    fn a_long_sentence_is_cut_between_two_characters() {
        for shift in 0..3 {
            let text = format!("{}{}", "a".repeat(shift), "“".repeat(LONGEST / 2));
            let at = parse(Rule::sentence, &text).err().map(|unread| unread.at);
            assert!(at.is_some_and(|at| at <= LONGEST && text.is_char_boundary(at)), "{at:?}");
        }
    }
}
