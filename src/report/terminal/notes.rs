//! What stands below the drawn line: the clause, the way, what is missing, what else the same fault brings, and help.

use miette::GraphicalTheme;
use unicode_width::UnicodeWidthStr;

use super::super::Places;
use super::super::escape::visible;
use crate::check::finding::{Finding, MissingFact, PathStep};
use crate::policy::pack::Pack;

/// How many places of one rule are listed before the rest is only counted.
const LISTED: usize = 8;

/// Notes under one finding.
pub(super) struct Notes<'a> {
    text: String,
    width: usize,
    theme: &'a GraphicalTheme,
}

impl<'a> Notes<'a> {
    pub(super) fn new(width: usize, theme: &'a GraphicalTheme) -> Self {
        Self { text: String::new(), width, theme }
    }

    /// A note: a word, then what it introduces.
    pub(super) fn add(&mut self, word: &str, text: &str) {
        let lines = wrapped(&visible(text), self.width, &format!("  {word}: "), &" ".repeat(4 + word.width()));
        let styled = self.theme.styles.help.style(word).to_string();
        self.text += &lines.replacen(word, &styled, 1);
    }

    /// A line of a list below a note.
    fn item(&mut self, mark: &str, text: &str) {
        self.text += &wrapped(&visible(text), self.width, &format!("    {mark} "), &" ".repeat(5 + mark.width()));
    }

    /// The clause that is broken, in the words of the pack.
    pub(super) fn clause(&mut self, pack: &Pack, id: &str) {
        let statement = pack.clause(id).map(|clause| pack.clause_of(clause).statement.as_str());
        self.add(&format!("clause {id}"), statement.unwrap_or("not in the policy's list of clauses"));
    }

    /// The way on which the datum got there, step by step.
    pub(super) fn path(&mut self, places: Places, path: &[PathStep]) {
        if path.is_empty() {
            return;
        }
        self.add("path", "");
        for (index, step) in path.iter().enumerate() {
            let place = step.span.map(|span| format!(" ({})", places.place(span))).unwrap_or_default();
            let text = format!("{} `{}` with `{}`{place}", step.keyword, step.name, step.datum);
            self.item(&format!("{}.", index + 1), &text);
        }
    }

    /// The facts that would decide it.
    pub(super) fn missing(&mut self, places: Places, facts: &[MissingFact]) {
        if facts.is_empty() {
            return;
        }
        self.add("not declared", "");
        for fact in facts {
            let event = fact.event.as_ref().map(|event| format!(" for `{event}`")).unwrap_or_default();
            let place = fact.span.map(|span| format!(" ({})", places.place(span))).unwrap_or_default();
            self.item("-", &format!("`{}` of `{}`{event}{place}", fact.clause, fact.declaration));
        }
    }

    /// Other findings of the same rule at the same declaration, each thing said once.
    pub(super) fn same(&mut self, places: Places, shown: &Finding, findings: &[Finding], same: &[usize]) {
        let line = |finding: &Finding| {
            let place = finding.span.map(|span| format!(" ({})", places.place(span))).unwrap_or_default();
            format!("{}{place}", finding.message)
        };
        let said = line(shown);
        let mut lines: Vec<String> = Vec::new();
        for other in same.iter().map(|place| line(&findings[*place])) {
            if other != said && !lines.contains(&other) {
                lines.push(other);
            }
        }
        if lines.is_empty() {
            return;
        }
        self.add("also", "");
        for line in lines.iter().take(LISTED) {
            self.item("-", line);
        }
        if lines.len() > LISTED {
            self.item("-", &format!("and {} more", lines.len() - LISTED));
        }
    }

    /// Clauses that the same fault breaks too.
    pub(super) fn under(&mut self, findings: &[Finding], under: &[usize]) {
        let mut clauses: Vec<String> = Vec::new();
        for finding in under.iter().map(|place| &findings[*place]) {
            let named = format!("{} ({})", finding.clause, finding.rule);
            if !clauses.contains(&named) {
                clauses.push(named);
            }
        }
        if !clauses.is_empty() {
            self.add("same fault", &clauses.join(", "));
        }
    }

    /// All notes, with a blank line after them.
    pub(super) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}

/// Words in lines of at most `width` columns: the first begins with `first`, the others with `rest`. A word that is too
/// long for a line stays whole.
pub(super) fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut lines = first.to_owned();
    let mut column = first.width();
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let space = usize::from(!empty);
        if !empty && column + space + word.width() > width {
            lines.push('\n');
            lines.push_str(rest);
            column = rest.width();
        } else if !empty {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += word.width();
        empty = false;
    }
    lines.truncate(lines.trim_end().len());
    lines.push('\n');
    lines
}
