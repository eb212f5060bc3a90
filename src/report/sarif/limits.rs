//! What code scanning takes: more results in a run, or a larger file, and it refuses the whole.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// The most results of one run.
const RESULTS: usize = 25_000;

/// The most bytes of a file, compressed as it is sent.
const BYTES: usize = 10_000_000;

/// The largest log that code scanning takes, made by `log` from how many results a run may have.
pub(super) fn within(log: impl Fn(usize) -> String) -> String {
    let mut most = RESULTS;
    loop {
        let text = log(most);
        let size = compressed(&text);
        if size <= BYTES || most == 0 {
            return text;
        }
        // A little below what should fit, since results differ in size.
        most = (most as f64 * 0.9 * BYTES as f64 / size as f64) as usize;
    }
}

/// How large a text is when it is compressed; one that is small enough anyway is not compressed.
fn compressed(text: &str) -> usize {
    if text.len() <= BYTES {
        return text.len();
    }
    let mut encoder = GzEncoder::new(Counter(0), Compression::fast());
    // A counter takes everything.
    let written = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
    written.map_or(usize::MAX, |counter| counter.0)
}

/// Counts what is written to it.
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, RESULTS, compressed, within};

    /// Digits that do not compress below half of their size.
    fn noise(length: usize) -> String {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'0' + (state >> 60) as u8 % 10)
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(within(|most| most.to_string()), RESULTS.to_string());
    }

    #[test]
    fn what_is_too_large_is_cut_until_it_fits() {
        let text = within(|most| noise(most * 1_500));
        assert!(compressed(&text) <= BYTES && text.len() > BYTES, "{}", text.len());
    }
}
