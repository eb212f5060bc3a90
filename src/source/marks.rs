//! A mark for each line, by which whoever follows findings over time knows the line again though it has moved: the hash
//! that GitHub's code scanning makes of it as `primaryLocationLineHash`.

use rustc_hash::FxHashMap;

/// How many characters from the start of a line on are in its hash; blanks do not count.
const BLOCK: usize = 100;
const FACTOR: u64 = 37;
/// Stands for the end of the text.
const END: u16 = u16::MAX;

/// The marks of all lines: the hash in hexadecimal, a colon, and which line with this hash it is.
pub(super) fn marks(text: &str) -> Vec<String> {
    let units = units(text);
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    let mut mark = |start: usize| {
        let hash = hash(&units[start..]);
        let number = seen.entry(hash).or_default();
        *number += 1;
        format!("{hash:x}:{number}")
    };
    starts(&units).map(&mut mark).collect()
}

/// The units of UTF-16 without blanks, every line break as one `\n`, and a sign for the end.
fn units(text: &str) -> Vec<u16> {
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut after_return = false;
    for unit in text.encode_utf16() {
        let is_return = unit == u16::from(b'\r');
        let is_feed = unit == u16::from(b'\n');
        let is_blank = unit == u16::from(b' ') || unit == u16::from(b'\t');
        if !(is_blank || is_feed && after_return) {
            units.push(if is_return { u16::from(b'\n') } else { unit });
        }
        after_return = is_return;
    }
    units.push(END);
    units
}

/// Where lines start.
fn starts(units: &[u16]) -> impl Iterator<Item = usize> {
    let breaks = units.iter().enumerate().filter(|(_, unit)| **unit == u16::from(b'\n'));
    std::iter::once(0).chain(breaks.map(|(place, _)| place + 1))
}

/// What follows is taken as zeros where the text ends.
fn hash(units: &[u16]) -> u64 {
    let following = units.iter().copied().chain(std::iter::repeat(0)).take(BLOCK);
    following.fold(0, |hash, unit| hash.wrapping_mul(FACTOR).wrapping_add(u64::from(unit)))
}

#[cfg(test)]
mod tests {
    use super::marks;

    /// The vectors by which code scanning tests its own.
    #[test]
    fn lines_are_marked_as_code_scanning_marks_them() {
        let greetings = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(marks(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            marks(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        assert_eq!(
            marks(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
            [
                "8b7cf3e952e7aeb2:1",
                "b1ae1287ec4718d9:1",
                "bff680108adb0fcc:1",
                "c6805c5e1288b612:1",
                "b86d3392aea1be30:1",
                "e6ceba753e1a442:1",
            ]
        );
        for text in [
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
            " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
        ] {
            assert_eq!(marks(text), greetings, "{text:?}");
        }
        assert_eq!(
            marks(&"Lorem ipsum dolor sit amet.\n".repeat(10)),
            [
                "a7f2ff13bc495cf2:1",
                "a7f2ff13bc495cf2:2",
                "a7f2ff13bc495cf2:3",
                "a7f2ff13bc495cf2:4",
                "a7f2ff13bc495cf2:5",
                "a7f2ff13bc495cf2:6",
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ]
        );
    }
}
