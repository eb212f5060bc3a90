//! pest's tokens to the builder's events. The only file that names pest for flow files.

use pest::{Parser, Token};

use super::build::Builder;
use super::header::Sign;
use super::tree::{Atom, Word};

/// The parser that pest makes of the grammar.
#[derive(pest_derive::Parser)]
#[grammar = "../grammar/flow.pest"]
struct Flow;

/// Reads `text` as a whole file into `builder`. Gives the byte at which it cannot be read further, before anything
/// was built.
pub(super) fn parse(text: &str, builder: &mut Builder<'_>) -> Result<(), usize> {
    let pairs = Flow::parse(Rule::file, text).map_err(|error| place(&error))?;
    let mut start = 0;
    for token in pairs.tokens() {
        match token {
            Token::Start { rule, pos } => {
                start = pos.pos() as u32;
                if rule == Rule::body {
                    builder.body();
                }
            }
            Token::End { rule, pos } => event(builder, rule, Word { start, end: pos.pos() as u32 }),
        }
    }
    Ok(())
}

/// What the end of a rule means for the tree.
fn event(builder: &mut Builder<'_>, rule: Rule, word: Word) {
    match rule {
        Rule::keyword => builder.declaration(word, None),
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

fn place(error: &pest::error::Error<Rule>) -> usize {
    match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
    }
}
