//! A file that the grammar refuses, cut into declarations, each mended and read alone: one broken declaration costs one
//! error, and its keyword and name stay known.

use std::ops::Range;

use super::build::Builder;
use super::errors;
use super::header::Sign;
use super::parse::{Slice, parse};
use super::scan::{Kind, Scan, Token, scan};
use super::tree::{Atom, Word};
use super::words::{ClauseWord, Keyword};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// How many braces may stand within one another before a file is refused.
const DEEPEST: usize = 16;

/// How the signs of a declaration do not fit together. Places are indices of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// A `{` that nothing closes, and where something else begins.
    Unclosed(usize, Option<usize>),
    /// Clauses follow a first line without `{`.
    NeverOpened(usize),
    /// A `}` with a clause below it.
    ClosedEarly(usize, usize),
    /// A `}` that closes nothing.
    Surplus(usize),
    /// A `{` within braces.
    Nested(usize),
    /// A declaration that begins on the line of another.
    Crowded(usize),
    /// Something of the first line that stands on another line, or after the braces.
    Scattered(usize),
    /// A colon between braces.
    Colon(usize),
    /// A clause that begins with something that is no word.
    NoKey(usize),
    /// Text that belongs to no declaration.
    Stray(usize),
}

/// A piece of the file: a declaration with all that follows it, or text that is none.
#[derive(Debug, Clone)]
struct Piece {
    tokens: Range<usize>,
    is_declaration: bool,
    fault: Option<Break>,
}

/// Reads a text that the grammar refuses.
pub(super) fn recover(file: FileId, text: &str, builder: &mut Builder<'_>) {
    let Scan { tokens, mut mended, slips } = scan(text);
    let pieces = match Cutter::new(text, &tokens).cut() {
        Ok(pieces) => pieces,
        Err(deep) => return builder.report(errors::nested_too_deep(span(file, &tokens[deep]), DEEPEST)),
    };
    for piece in &pieces {
        mend(piece, &tokens, &mut mended);
    }
    let mended = String::from_utf8_lossy(&mended);
    let starts = pieces.iter().map(|piece| tokens[piece.tokens.start].start);
    let ends: Vec<usize> = starts.skip(1).chain([text.len()]).collect();
    let slip_in = |range: Range<usize>| {
        let first = slips.partition_point(|(at, _)| at.start < range.start);
        let slip = slips.get(first).filter(|(at, _)| at.start < range.end)?;
        Some(errors::slip(Span::new(file, slip.0.start as u32..slip.0.end as u32), slip.1))
    };
    let first = pieces.first().map_or(text.len(), |piece| tokens[piece.tokens.start].start);
    let mut reader = Reader { file, text, tokens: &tokens, mended: &mended, builder };
    reader.preamble(first, slip_in(0..first));
    for (piece, end) in pieces.iter().zip(ends) {
        let range = tokens[piece.tokens.start].start..end;
        reader.piece(piece, range.clone(), slip_in(range));
    }
}

fn span(file: FileId, token: &Token) -> Span {
    Span::new(file, token.start as u32..token.end as u32)
}

/// Cuts a file into pieces.
struct Cutter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    pieces: Vec<Piece>,
    /// The braces that are open, as indices of their tokens.
    open: Vec<usize>,
    /// Whether the braces of the piece have been closed.
    closed: Option<usize>,
    /// Whether a line that looks like a declaration is one even between braces, because some brace is missing.
    strict: bool,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens, pieces: Vec::new(), open: Vec::new(), closed: None, strict: false }
    }

    /// The pieces, or the brace that stands too deep.
    fn cut(mut self) -> Result<Vec<Piece>, usize> {
        let is_deep = self.run(0).is_err();
        if self.open.is_empty() && !is_deep {
            return Ok(self.pieces);
        }
        if let Some(last) = self.pieces.pop() {
            self.open.clear();
            self.closed = None;
            self.strict = true;
            self.run(last.tokens.start)?;
            if let Some(brace) = self.open.first().copied() {
                self.fault(Break::Unclosed(brace, None));
            }
        }
        Ok(self.pieces)
    }

    /// Cuts from a token on, or stops at a brace that stands too deep.
    fn run(&mut self, from: usize) -> Result<(), usize> {
        for at in from..self.tokens.len() {
            if self.open.is_empty() {
                self.outside(at)
            } else {
                self.inside(at)
            }
            if self.open.len() > DEEPEST {
                return Err(at);
            }
            if let Some(piece) = self.pieces.last_mut() {
                piece.tokens.end = at + 1;
            }
        }
        Ok(())
    }

    fn kind(&self, at: usize) -> Kind {
        self.tokens[at].kind
    }

    fn word(&self, at: usize) -> &'a str {
        let token = &self.tokens[at];
        if token.kind == Kind::Word { &self.text[token.start..token.end] } else { "" }
    }

    fn is_first_on_line(&self, at: usize) -> bool {
        at == 0 || self.kind(at - 1) == Kind::LineEnd
    }

    /// The kind of the sign before, line ends and comments aside.
    fn sign_before(&self, at: usize) -> Option<Kind> {
        let kinds = self.tokens[..at].iter().rev().map(|token| token.kind);
        kinds.into_iter().find(|kind| !matches!(kind, Kind::LineEnd | Kind::Comment))
    }

    /// How far the line of a token is indented.
    fn indentation(&self, at: usize) -> usize {
        let start = self.text[..self.tokens[at].start].rfind('\n').map_or(0, |newline| newline + 1);
        let line = &self.text[start..self.tokens[at].start];
        line.len() - line.trim_start_matches([' ', '\t']).len()
    }

    fn header_indentation(&self) -> Option<usize> {
        let piece = self.pieces.last().filter(|piece| piece.is_declaration)?;
        Some(self.indentation(piece.tokens.start))
    }

    /// Keeps what is wrong with the piece, unless something is known already.
    fn fault(&mut self, fault: Break) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.fault.get_or_insert(fault);
        }
    }

    fn begin(&mut self, at: usize, is_declaration: bool) {
        self.pieces.push(Piece { tokens: at..at + 1, is_declaration, fault: None });
        self.open.clear();
        self.closed = None;
    }

    /// A sign outside all braces.
    fn outside(&mut self, at: usize) {
        match self.kind(at) {
            Kind::LineEnd | Kind::Comment => {}
            Kind::Word => self.word_outside(at),
            Kind::Open => {
                self.scattered(at);
                self.open.push(at);
            }
            Kind::Close => self.close_outside(at),
            Kind::String | Kind::Comma | Kind::Colon => self.scattered(at),
        }
    }

    fn word_outside(&mut self, at: usize) {
        let is_keyword = Keyword::from_text(self.word(at)).is_some();
        let goes_on = self.sign_before(at) == Some(Kind::Comma) && self.closed.is_none() && !is_keyword;
        if self.pieces.is_empty() {
            self.begin(at, true);
        } else if self.is_first_on_line(at) && self.is_stray_clause(at) {
            let opened = self.closed;
            self.fault(opened.map_or(Break::NeverOpened(at), |close| Break::ClosedEarly(close, at)));
        } else if self.is_first_on_line(at) && !goes_on {
            self.begin(at, true);
        } else if is_keyword && self.kind(at - 1) == Kind::Close {
            self.begin(at, true);
            self.fault(Break::Crowded(at));
        } else if self.closed.is_some() {
            self.fault(Break::Scattered(at));
        }
    }

    /// Whether a line that begins outside braces is a clause of the declaration above.
    fn is_stray_clause(&self, at: usize) -> bool {
        let deeper = self.header_indentation().is_some_and(|header| self.indentation(at) > header);
        let follows_one = self.pieces.last().is_some_and(|piece| {
            let fault = piece.fault;
            matches!(
                fault,
                Some(Break::NeverOpened(_) | Break::ClosedEarly(..) | Break::Surplus(_) | Break::Scattered(_))
            )
        });
        deeper && (follows_one || ClauseWord::from_text(self.word(at)).is_some())
    }

    fn close_outside(&mut self, at: usize) {
        if self.pieces.is_empty() {
            self.begin(at, false);
            return self.fault(Break::Stray(at));
        }
        self.fault(Break::Surplus(at));
        self.closed = Some(at);
    }

    /// A sign that belongs on a first line; `at` may be another one.
    fn scattered(&mut self, at: usize) {
        if self.pieces.is_empty() {
            self.begin(at, false);
            self.fault(Break::Stray(at));
        } else if self.closed.is_some() || self.is_first_on_line(at) {
            self.fault(Break::Scattered(at));
        }
    }

    /// A sign between braces.
    fn inside(&mut self, at: usize) {
        match self.kind(at) {
            Kind::LineEnd | Kind::Comment => {}
            Kind::Open => self.open.push(at),
            Kind::Close => self.close(at),
            Kind::Colon => self.fault(Break::Colon(at)),
            Kind::String | Kind::Comma => {
                let begins = self.kind(at - 1) == Kind::Open
                    || (self.is_first_on_line(at) && self.sign_before(at) != Some(Kind::Comma));
                if begins {
                    self.fault(Break::NoKey(at));
                }
            }
            Kind::Word if self.strict && self.is_first_on_line(at) && self.looks_like_a_declaration(at) => {
                let brace = self.open[0];
                self.fault(Break::Unclosed(brace, Some(at)));
                self.begin(at, true);
            }
            Kind::Word => {}
        }
    }

    /// Closes the innermost brace, or, where the column says so, an outer one: then the inner one was left open.
    fn close(&mut self, at: usize) {
        let outer = if self.strict && self.is_first_on_line(at) {
            let column = self.indentation(at);
            let outer = &self.open[..self.open.len() - 1];
            outer.iter().rposition(|brace| self.indentation_of_line(*brace) == column)
        } else {
            None
        };
        if let Some(outer) = outer {
            self.fault(Break::Unclosed(self.open[outer + 1], Some(at)));
            self.open.truncate(outer);
        } else if let Some(brace) = self.open.pop().filter(|_| !self.open.is_empty()) {
            self.fault(Break::Nested(brace));
        }
        if self.open.is_empty() {
            self.closed = Some(at);
        }
    }

    /// How far the line is indented on which a token stands somewhere.
    fn indentation_of_line(&self, at: usize) -> usize {
        let first = (0..=at).rev().find(|at| self.is_first_on_line(*at)).unwrap_or(at);
        self.indentation(first)
    }

    /// Whether a line between braces can be the first line of a declaration.
    fn looks_like_a_declaration(&self, at: usize) -> bool {
        if self.header_indentation().is_some_and(|header| self.indentation(at) > header) {
            return false;
        }
        let line = self.tokens[at..].iter().take_while(|token| !matches!(token.kind, Kind::LineEnd | Kind::Comment));
        let kinds: Vec<Kind> = line.map(|token| token.kind).take(32).collect();
        let has_header = kinds.iter().any(|kind| matches!(kind, Kind::Open | Kind::Colon));
        let may_be_a_clause = ClauseWord::from_text(self.word(at)).is_some();
        match Keyword::from_text(self.word(at)) {
            Some(_) if may_be_a_clause => has_header || kinds.get(2) == Some(&Kind::String),
            Some(_) => kinds.get(1) == Some(&Kind::Word),
            None => kinds.last() == Some(&Kind::Open),
        }
    }
}

/// Blanks what keeps a piece from being read, in place.
fn mend(piece: &Piece, tokens: &[Token], mended: &mut [u8]) {
    let mut blank = |at: usize, sign: u8| {
        let token = &tokens[at];
        mended[token.start..token.end].fill(b' ');
        mended[token.start] = sign;
    };
    let range = piece.tokens.clone();
    let kind = |at: usize| tokens[at].kind;
    let is_sign = |at: &usize| !matches!(kind(*at), Kind::LineEnd | Kind::Comment);
    let last = range.clone().rev().find(is_sign).unwrap_or(range.start);
    let mut body = range.clone().find(|at| kind(*at) == Kind::Open);
    if let Some(Break::NeverOpened(clause)) = piece.fault {
        let line = range.clone().rev().filter(|at| *at < clause).take_while(|at| !is_sign(at)).last();
        let before_body = body.is_none_or(|open| clause < open);
        if let (true, Some(line_end)) = (before_body, line) {
            blank(line_end, b'{');
            body = Some(line_end);
        }
    }
    let header_end = body.unwrap_or(last);
    let (mut after_comma, mut begins_clause) = (false, false);
    for at in range {
        match kind(at) {
            Kind::LineEnd | Kind::Comment if at < header_end && !after_comma => blank(at, b' '),
            Kind::Open if Some(at) != body => blank(at, b' '),
            Kind::Close if at != last || body.is_none() => blank(at, b' '),
            Kind::Colon if at > header_end => blank(at, b' '),
            Kind::String | Kind::Comma if at > header_end && begins_clause => blank(at, b' '),
            Kind::LineEnd
            | Kind::Comment
            | Kind::Open
            | Kind::Close
            | Kind::Colon
            | Kind::String
            | Kind::Comma
            | Kind::Word => {}
        }
        match kind(at) {
            Kind::LineEnd | Kind::Comment => begins_clause |= !after_comma,
            Kind::Open | Kind::Close => (after_comma, begins_clause) = (false, true),
            Kind::Comma if begins_clause && at > header_end => {}
            Kind::Comma => (after_comma, begins_clause) = (true, false),
            Kind::Word | Kind::String | Kind::Colon => (after_comma, begins_clause) = (false, false),
        }
    }
}

/// Of two things wrong with a declaration the one to speak of: the first, but a sign before a brace that is missing,
/// because most often the sign hides the brace.
fn first_cause(slip: Option<Diagnostic>, broken: Option<Diagnostic>) -> Option<Diagnostic> {
    match (slip, broken) {
        (Some(slip), Some(broken)) if broken.code != Code::UnclosedBrace && broken.span() < slip.span() => Some(broken),
        (slip, broken) => slip.or(broken),
    }
}

/// Gives the pieces to the builder.
struct Reader<'a, 'b, 'c> {
    file: FileId,
    text: &'a str,
    tokens: &'a [Token],
    mended: &'a str,
    builder: &'b mut Builder<'c>,
}

impl Reader<'_, '_, '_> {
    /// What stands before the first piece: comments and blank lines.
    fn preamble(&mut self, end: usize, slip: Option<Diagnostic>) {
        if let Some(slip) = slip {
            self.builder.report(slip);
        }
        let mut slice = Slice { text: &self.mended[..end], base: 0, mended: true, fault: None };
        if parse(&mut slice, self.builder).is_err() {
            self.builder.report(errors::unreadable(self.at(0), &[]));
        }
    }

    fn at(&self, offset: usize) -> Span {
        let start = (0..=offset).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let end = self.text[start..].chars().next().map_or(start, |sign| start + sign.len_utf8());
        Span::new(self.file, start as u32..end as u32)
    }

    fn piece(&mut self, piece: &Piece, range: Range<usize>, slip: Option<Diagnostic>) {
        let broken = piece.fault.map(|fault| errors::broken(self.file, self.text, self.tokens, fault));
        let fault = first_cause(slip, broken);
        if !piece.is_declaration {
            fault.into_iter().for_each(|fault| self.builder.report(fault));
            return;
        }
        if self.builder.is_full() && (fault.is_some() || !self.has_keyword(piece)) {
            return self.bare(piece, fault);
        }
        let is_open = self.is_open(piece);
        let closed;
        let text = if is_open {
            closed = format!("{}\n}}", &self.mended[range.clone()]);
            closed.as_str()
        } else {
            &self.mended[range.clone()]
        };
        let mut slice = Slice { text, base: range.start, mended: true, fault };
        if let Err(refusal) = parse(&mut slice, self.builder) {
            let fault = slice.fault.unwrap_or_else(|| errors::unreadable(self.at(refusal.at), &refusal.expected));
            self.bare(piece, Some(fault));
        }
    }

    fn has_keyword(&self, piece: &Piece) -> bool {
        let first = self.tokens[piece.tokens.start];
        Keyword::from_text(&self.text[first.start..first.end]).is_some()
    }

    /// Whether the mended piece lacks its closing brace.
    fn is_open(&self, piece: &Piece) -> bool {
        let signs = |sign: u8| {
            let tokens = &self.tokens[piece.tokens.clone()];
            tokens.iter().any(|token| {
                token.kind != Kind::String && token.kind != Kind::Comment && self.mended.as_bytes()[token.start] == sign
            })
        };
        signs(b'{') && !signs(b'}')
    }

    /// A declaration of which only the first two words are known.
    fn bare(&mut self, piece: &Piece, fault: Option<Diagnostic>) {
        let mut words = self.tokens[piece.tokens.clone()].iter().filter(|token| token.kind == Kind::Word);
        let mut word = || words.next().map(|token| Word { start: token.start as u32, end: token.end as u32 });
        let (Some(keyword), name) = (word(), word()) else { return };
        self.builder.declaration(keyword, fault);
        if let Some(name) = name {
            self.builder.sign(Sign::Atom(Atom::Word(name)));
        }
        self.builder.declaration_end();
    }
}
