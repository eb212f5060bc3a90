//! Places: short regions whose columns count units of UTF-16.

use serde_json::{Value, json};

use crate::report::escape::uri;
use crate::report::results::Place;

/// A place in a file. A region of several lines is shown as its first.
pub(super) fn physical(place: &Place) -> Value {
    let columns = place.in_utf16();
    let mut region = json!({"startLine": place.line, "startColumn": columns.column});
    if place.end_line == place.line {
        region["endLine"] = json!(place.end_line);
        region["endColumn"] = json!(columns.end_column);
    }
    json!({"artifactLocation": {"uri": uri(&place.path)}, "region": region})
}

/// A place with what stands there.
pub(super) fn location(place: &Place, text: &str) -> Value {
    json!({"physicalLocation": physical(place), "message": {"text": plain(text)}})
}

/// A file as a whole.
pub(super) fn file(path: &str) -> Value {
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(path)}, "region": {"startLine": 1, "startColumn": 1}}})
}

/// The text of a message: brackets in it are no links.
pub(super) fn plain(text: &str) -> String {
    crate::report::escape::visible(text).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}
