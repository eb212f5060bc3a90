//! The signs of a text that the grammar refuses: strings end with their line, and what is no sign of the language is
//! replaced, byte for byte, by what was probably meant. So places stay what they are, and the rest can still be read.

/// What a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    String,
    Comma,
    Colon,
    Open,
    Close,
    Comment,
    LineEnd,
}

/// A sign and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What is wrong with a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// A string that does not end on its line.
    Unclosed,
    /// A sign that looks like this one of the language.
    Typographic(char, Plain),
    /// A sign that the language does not have.
    Strange(char),
    /// A sign that shows nothing, such as a control character.
    Hidden(char),
}

/// The sign of the language that a typographic one stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    Comma,
    Colon,
    Open,
    Close,
    Hash,
    Quote,
    /// `-`, `.` or `/`: part of a word.
    Joint(u8),
    Blank,
}

/// A text's signs.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) tokens: Vec<Token>,
    /// The text with every slip mended, of equal length.
    pub(super) mended: Vec<u8>,
    /// The slips and where they stand, in the order of the text.
    pub(super) slips: Vec<(std::ops::Range<usize>, Slip)>,
}

/// Whether a character shows nothing, or turns the direction of the text around it: readers would see another text
/// than the checker does.
pub(super) fn is_hidden(sign: char) -> bool {
    (sign.is_control() && !matches!(sign, '\n' | '\r' | '\t'))
        || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether some character of a text is hidden; quick for those that have none.
pub(super) fn has_hidden(text: &str) -> bool {
    let suspicious =
        |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || matches!(byte, 0x7f | 0xc2 | 0xe2);
    let any_suspicious = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | suspicious(*byte));
    text.as_bytes().chunks(4096).any(any_suspicious) && text.chars().any(is_hidden)
}

fn plain(sign: char) -> Option<Plain> {
    Some(match sign {
        '，' | '、' | '﹐' | '､' | '،' => Plain::Comma,
        '：' | '﹕' | '∶' => Plain::Colon,
        '｛' | '﹛' => Plain::Open,
        '｝' | '﹜' => Plain::Close,
        '＃' | '﹟' => Plain::Hash,
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '‘' | '’' | '「' | '」' | '『' | '』' => {
            Plain::Quote
        }
        '－' | '–' | '—' | '−' | '‐' | '‑' | '‒' | '﹣' => Plain::Joint(b'-'),
        '．' => Plain::Joint(b'.'),
        '／' => Plain::Joint(b'/'),
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' => Plain::Blank,
        sign if sign.is_whitespace() && !sign.is_ascii() => Plain::Blank,
        _ => return None,
    })
}

fn is_word_sign(sign: char) -> bool {
    matches!(sign, '-' | '.' | '/') || pest::unicode::XID_CONTINUE(sign)
}

/// Finds the signs of `text`.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner =
        Scanner { text, at: 0, line_end: 0, scan: Scan { mended: text.as_bytes().to_vec(), ..Scan::default() } };
    while let Some(sign) = scanner.peek() {
        scanner.sign(sign);
    }
    scanner.scan.slips.sort_by_key(|(range, _)| range.start);
    scanner.scan
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Where the line of `at` ends, if it was looked for already.
    line_end: usize,
    scan: Scan,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn line_end(&mut self) -> usize {
        if self.line_end <= self.at {
            self.line_end = self.text[self.at..].find('\n').map_or(self.text.len(), |length| self.at + length);
        }
        self.line_end
    }

    fn push(&mut self, kind: Kind, end: usize) {
        self.scan.tokens.push(Token { kind, start: self.at, end });
        self.at = end;
    }

    fn sign(&mut self, sign: char) {
        let end = self.at + sign.len_utf8();
        match sign {
            ' ' | '\t' | '\r' => self.at = end,
            '\n' => self.push(Kind::LineEnd, end),
            '#' => self.comment(),
            '"' => self.string(),
            ',' => self.push(Kind::Comma, end),
            ':' => self.push(Kind::Colon, end),
            '{' => self.push(Kind::Open, end),
            '}' => self.push(Kind::Close, end),
            sign if is_word_sign(sign) => self.word(),
            sign => self.slip(sign, end),
        }
    }

    fn slip(&mut self, sign: char, end: usize) {
        if is_hidden(sign) {
            self.blank_slip(end, Slip::Hidden(sign));
            return self.at = end;
        }
        let Some(plain) = plain(sign) else {
            self.blank_slip(end, Slip::Strange(sign));
            return self.at = end;
        };
        let slip = Slip::Typographic(sign, plain);
        let (kind, byte) = match plain {
            Plain::Comma => (Kind::Comma, b','),
            Plain::Colon => (Kind::Colon, b':'),
            Plain::Open => (Kind::Open, b'{'),
            Plain::Close => (Kind::Close, b'}'),
            Plain::Blank => {
                self.blank_slip(end, slip);
                return self.at = end;
            }
            Plain::Joint(_) => return self.word(),
            Plain::Hash => {
                self.blank_slip(end, slip);
                self.scan.mended[self.at] = b'#';
                return self.comment();
            }
            Plain::Quote => return self.typographic_string(sign),
        };
        self.blank_slip(end, slip);
        self.scan.mended[self.at] = byte;
        self.push(kind, end);
    }

    /// Notes a slip from here to `end` and blanks it.
    fn blank_slip(&mut self, end: usize, slip: Slip) {
        self.scan.slips.push((self.at..end, slip));
        self.scan.mended[self.at..end].fill(b' ');
    }

    fn comment(&mut self) {
        let end = self.line_end();
        self.hidden_within(self.at, end);
        self.push(Kind::Comment, end);
    }

    fn hidden_within(&mut self, start: usize, end: usize) {
        for (offset, sign) in self.text[start..end].char_indices().filter(|(_, sign)| is_hidden(*sign)) {
            let range = start + offset..start + offset + sign.len_utf8();
            self.scan.mended[range.clone()].fill(b' ');
            self.scan.slips.push((range, Slip::Hidden(sign)));
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut end = start;
        for sign in self.text[start..].chars() {
            let after = end + sign.len_utf8();
            match plain(sign) {
                _ if is_word_sign(sign) => {}
                Some(plain @ Plain::Joint(byte)) => {
                    self.scan.slips.push((end..after, Slip::Typographic(sign, plain)));
                    self.scan.mended[end..after].fill(byte);
                }
                Some(_) | None => break,
            }
            end = after;
        }
        self.push(Kind::Word, end);
    }

    fn string(&mut self) {
        let line_end = self.line_end();
        let mut signs = self.text[self.at..line_end].char_indices().skip(1);
        while let Some((offset, sign)) = signs.next() {
            match sign {
                '"' => {
                    self.hidden_within(self.at, self.at + offset);
                    return self.push(Kind::String, self.at + offset + 1);
                }
                '\\' => drop(signs.next()),
                _ => {}
            }
        }
        let inner = &self.text[self.at + 1..line_end];
        match inner.char_indices().find(|(_, sign)| plain(*sign) == Some(Plain::Quote)) {
            Some((offset, sign)) => self.close_typographically(self.at + 1 + offset, sign),
            None => self.unclosed(line_end),
        }
    }

    /// A string that opens with `opening`, which is no `"`.
    fn typographic_string(&mut self, opening: char) {
        let inner = self.at + opening.len_utf8();
        let line_end = self.line_end();
        let closes = |sign: char| sign == '"' || plain(sign) == Some(Plain::Quote);
        let Some((offset, closing)) = self.text[inner..line_end].char_indices().find(|(_, sign)| closes(*sign)) else {
            return self.unclosed(line_end);
        };
        self.scan.slips.push((self.at..inner, Slip::Typographic(opening, Plain::Quote)));
        self.quote(self.at, inner + offset + closing.len_utf8());
    }

    fn close_typographically(&mut self, at: usize, sign: char) {
        let end = at + sign.len_utf8();
        self.scan.slips.push((at..end, Slip::Typographic(sign, Plain::Quote)));
        self.quote(self.at, end);
    }

    /// Makes a plain string of what stands between two places, and takes it.
    fn quote(&mut self, start: usize, end: usize) {
        self.hidden_within(start, end);
        let last = self.text[start..end].chars().next_back().map_or(1, char::len_utf8);
        let bytes = &mut self.scan.mended[start..end];
        let length = bytes.len();
        bytes[length - last..].fill(b' ');
        bytes.iter_mut().filter(|byte| matches!(byte, b'"' | b'\\')).for_each(|byte| *byte = b' ');
        let first = self.text[start..end].chars().next().map_or(1, char::len_utf8);
        bytes[..first.min(length)].fill(b' ');
        bytes[0] = b'"';
        bytes[length - 1] = b'"';
        self.push(Kind::String, end);
    }

    /// A string without an end: it ends with its line, but leaves out a brace there.
    fn unclosed(&mut self, line_end: usize) {
        let line = self.text[self.at..line_end].trim_end();
        let line = line.strip_suffix(['{', '}']).unwrap_or(line).trim_end();
        let end = self.at + line.len();
        let opening = self.at + line.chars().next().map_or(0, char::len_utf8);
        self.scan.slips.push((self.at..opening, Slip::Unclosed));
        if line.chars().nth(1).is_some() {
            self.quote(self.at, end);
        } else {
            self.scan.mended[self.at..opening].fill(b' ');
            self.at = opening;
        }
    }
}
