//! The sentence that a compiled rule means, quantifiers spelt out.

use super::pack::Pack;
use super::rule::Rule;

/// What a rule means, in words.
pub fn read_back(_pack: &Pack, rule: &Rule) -> String {
    rule.title.clone()
}
