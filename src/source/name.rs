//! Names are compared in Unicode normalisation form C, so that the same word typed on two keyboards is one name.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `name` in normalisation form C (Unicode Standard Annex 15); borrowed where it already is.
pub fn normalised(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfc_quick(name.chars()) == IsNormalized::Yes {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.nfc().collect())
    }
}
