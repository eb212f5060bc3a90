//! How much room text takes, by the width of its characters: an estimate, since nobody knows the reader's fonts.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A size of type.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    /// Of titles in boxes.
    Title,
    /// Of everything small.
    Small,
}

impl Type {
    /// The width of a narrow character in tenths of a unit, rather too wide than too narrow.
    fn cell(self) -> i32 {
        match self {
            Self::Title => 74,
            Self::Small => 62,
        }
    }

    /// How wide a text is.
    pub(super) fn width(self, text: &str) -> i32 {
        let cells = i32::try_from(text.width()).unwrap_or(i32::MAX / 100);
        (cells * self.cell() + 9) / 10
    }

    /// A text in so many lines at most, none wider than `width`. What does not fit ends in an ellipsis.
    pub(super) fn wrapped(self, text: &str, width: i32, most: usize) -> Vec<String> {
        let room = usize::try_from(width * 10 / self.cell()).unwrap_or_default().max(2);
        let mut lines = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() && lines.len() < most {
            let last = lines.len() + 1 == most;
            let (line, after) = if last { (rest, "") } else { broken(rest, room) };
            lines.push(cut(line, room));
            rest = after.trim_start();
        }
        lines
    }
}

/// The longest start of a text that fits, up to a blank or between wide characters, and the rest.
fn broken(text: &str, room: usize) -> (&str, &str) {
    let mut used = 0;
    let mut end = None;
    for (place, character) in text.char_indices() {
        let width = character.width().unwrap_or_default();
        if character == ' ' || width > 1 {
            end = Some(place).filter(|place| *place > 0).or(end);
        }
        used += width;
        if used > room {
            return text.split_at(end.unwrap_or(place));
        }
    }
    (text, "")
}

/// A line that fits, with an ellipsis where it had to be cut.
fn cut(line: &str, room: usize) -> String {
    let line = line.trim_end();
    if line.width() <= room {
        return line.to_owned();
    }
    let mut used = 1;
    let fits = |character: &char| {
        used += character.width().unwrap_or_default();
        used <= room
    };
    let start: String = line.chars().take_while(fits).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::Type;

    #[test]
    fn text_is_broken_where_a_person_would() {
        assert_eq!(
            Type::Title.wrapped("Account database of developers", 145, 2),
            ["Account database of", "developers"]
        );
        assert_eq!(Type::Title.wrapped("用户账户数据库与备份", 75, 2), ["用户账户数", "据库与备份"]);
        assert_eq!(Type::Title.wrapped("Donaudampfschifffahrt", 75, 1), ["Donaudamp…"]);
        assert_eq!(Type::Title.wrapped("", 70, 2), Vec::<String>::new());
    }
}
