//! pest's tokens to the builder's events.

use std::num::NonZeroUsize;
use std::sync::Once;

use pest::{Parser, Token};

use super::LARGEST;
use super::build::Builder;
use super::header::Sign;
use super::tree::{Atom, Word};
use crate::diagnostic::Diagnostic;

/// The parser that pest makes of the grammar.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/flow.pest"]
struct Flow;

/// How often pest may call a rule for each byte of the largest file. The grammar needs 1.1 calls a byte, at worst 8.5.
const CALLS_A_BYTE: usize = 16;

/// pest's limit is one for the whole process, so it is set once, and always to the same number.
fn limit_calls() {
    static LIMIT: Once = Once::new();
    LIMIT.call_once(|| pest::set_call_limit(NonZeroUsize::new(CALLS_A_BYTE * LARGEST)));
}

/// A text that is read as a file, and where it stands in the file's own text.
pub(super) struct Slice<'a> {
    /// What is read: the file's text, or a mended piece of it.
    pub(super) text: &'a str,
    /// Where it begins in the file's text.
    pub(super) base: usize,
    /// Whether signs of the file's text may be wider than in what is read.
    pub(super) mended: bool,
    /// What is already known to be wrong with the declaration in it.
    pub(super) fault: Option<Diagnostic>,
}

/// Why a slice cannot be read.
pub(super) struct Refusal {
    /// Where, in the file's text.
    pub(super) at: usize,
    /// What could have stood there.
    pub(super) expected: Vec<[&'static str; 2]>,
}

/// Reads a slice into `builder`. Of a slice that is refused nothing is built.
pub(super) fn parse(slice: &mut Slice<'_>, builder: &mut Builder<'_>) -> Result<(), Refusal> {
    limit_calls();
    let pairs = Flow::parse(Rule::file, slice.text).map_err(|error| refusal(slice.base, &error))?;
    let mut start = 0;
    for token in pairs.tokens() {
        match token {
            Token::Start { rule, pos } => {
                start = (slice.base + pos.pos()) as u32;
                if rule == Rule::body {
                    builder.body();
                }
            }
            Token::End { rule, pos } => {
                let end = slice.base + pos.pos();
                let end = if slice.mended { builder.boundary(end) } else { end };
                event(builder, rule, Word { start, end: end as u32 }, &mut slice.fault);
            }
        }
    }
    Ok(())
}

/// What the end of a rule means for the tree.
fn event(builder: &mut Builder<'_>, rule: Rule, word: Word, fault: &mut Option<Diagnostic>) {
    match rule {
        Rule::keyword => builder.declaration(word, fault.take()),
        Rule::word => builder.sign(Sign::Atom(Atom::Word(word))),
        Rule::string => builder.sign(Sign::Atom(Atom::String(word))),
        Rule::comma => builder.sign(Sign::Atom(Atom::Comma(word))),
        Rule::colon => builder.sign(Sign::Colon(word)),
        Rule::key => builder.clause(word),
        Rule::body => builder.body_end(word.end),
        Rule::declaration => builder.declaration_end(),
        Rule::comment => builder.comment(word),
        Rule::clause | Rule::header | Rule::plain | Rule::file | Rule::EOI => {}
    }
}

fn refusal(base: usize, error: &pest::error::Error<Rule>) -> Refusal {
    let at = match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => base + at,
    };
    let mut expected: Vec<[&'static str; 2]> = match &error.variant {
        pest::error::ErrorVariant::ParsingError { positives, .. } => positives.iter().copied().map(name).collect(),
        pest::error::ErrorVariant::CustomError { .. } => Vec::new(),
    };
    expected.dedup();
    Refusal { at, expected }
}

/// What a rule is called when people are spoken to, in each language.
fn name(rule: Rule) -> [&'static str; 2] {
    match rule {
        Rule::comment => ["a comment", "注释"],
        Rule::plain | Rule::string => ["a string", "字符串"],
        Rule::word => ["a word", "词"],
        Rule::comma => ["a comma", "逗号"],
        Rule::colon => ["a colon", "冒号"],
        Rule::keyword | Rule::header | Rule::declaration => ["a declaration", "声明"],
        Rule::key | Rule::clause => ["a clause", "子句"],
        Rule::body => ["braces", "花括号"],
        Rule::file => ["a flow file", "数据流文件"],
        Rule::EOI => ["the end of the file", "文件末尾"],
    }
}
