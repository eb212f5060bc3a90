//! For an engineer at a terminal. The only place that names miette, which draws the line and what is marked on it; below
//! it stand the clause, the way on which the datum got there, and what to do.

mod notes;
mod snippet;

use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan};

use self::notes::Notes;
use self::snippet::{Snippet, drawable};
use super::escape::visible;
use super::{Input, Places, Style, Verbosity, Workspace, apart, summary};
use crate::check::finding::{Finding, Listed, Verdict};
use crate::diagnostic::{Diagnostic, Label, Severity};

pub(super) fn render(input: &Input, style: &Style) -> String {
    let page = Page::new(style);
    let mut text = String::new();
    for (places, diagnostic) in input.obstacles() {
        text += &page.diagnostic(places, diagnostic);
    }
    for workspace in input.workspaces {
        for (listed, finding) in workspace.shown(style.verbosity) {
            text += &page.finding(workspace, &input.of_policy(workspace), listed, finding);
        }
    }
    for (places, diagnostic) in input.asides(style.verbosity) {
        text += &page.diagnostic(places, diagnostic);
    }
    if style.verbosity > Verbosity::Quiet {
        text += &page.ending(input, style.verbosity == Verbosity::Verbose);
    }
    text
}

/// How this report is drawn.
struct Page {
    handler: GraphicalReportHandler,
    theme: GraphicalTheme,
    width: usize,
}

impl Page {
    fn new(style: &Style) -> Self {
        let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme.clone()).with_width(style.width).with_context_lines(1);
        Self { handler, theme, width: style.width }
    }

    fn diagnostic(&self, places: Places, diagnostic: &Diagnostic) -> String {
        let heading = format!("{}[{}]", diagnostic.severity.word(), diagnostic.code.id());
        let mut text =
            self.draw(places, &heading, diagnostic.severity, diagnostic.message.english(), &diagnostic.labels);
        let mut notes = Notes::new(self.width, &self.theme);
        let main = diagnostic.span().map(|span| span.file);
        for label in diagnostic.labels.iter().filter(|label| Some(label.span.file) != main) {
            notes.add("see", &format!("{} ({})", label.text.english(), places.place(label.span)));
        }
        if let Some(help) = &diagnostic.help {
            notes.add("help", help.english());
        }
        text += &notes.finish();
        text
    }

    fn finding(&self, workspace: &Workspace, of_policy: &str, listed: &Listed, finding: &Finding) -> String {
        let verdict = match finding.verdict {
            Verdict::Violates => "violates",
            Verdict::MayViolate => "may violate",
        };
        let words: Vec<&str> = finding.waived.iter().map(|_| "waived").chain(apart(finding.standing)).collect();
        let apart = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        let (severity, rule, clause) = (finding.severity.word(), &finding.rule, &finding.clause);
        let heading = format!("{severity}[{rule}] {verdict} clause {clause}{of_policy}{apart}");
        let label = finding.span.map(|span| Label { span, text: finding.label.clone() });
        let (places, label) = (workspace.places(), label.as_slice());
        let mut text = self.draw(places, &heading, finding.severity, &finding.message, label);
        text += &self.finding_notes(workspace, listed, finding);
        text
    }

    fn finding_notes(&self, workspace: &Workspace, listed: &Listed, finding: &Finding) -> String {
        let places = workspace.places();
        let mut notes = Notes::new(self.width, &self.theme);
        notes.clause(workspace.pack, &finding.clause);
        notes.path(places, &finding.path);
        if !finding.only_for.is_empty() {
            notes.add("only for", &finding.only_for.join(", "));
        }
        notes.missing(places, &finding.missing);
        notes.same(places, finding, &workspace.analysis.findings, &listed.same);
        notes.under(&workspace.analysis.findings, &listed.under);
        if let Some(waiver) = &finding.waived {
            notes.add("waived", &format!("by `{waiver}`; it does not count"));
        }
        notes.add("help", &finding.fix);
        notes.finish()
    }

    /// Heading, message, and the lines of the first label's file with what is marked on them.
    fn draw(&self, places: Places, heading: &str, severity: Severity, message: &str, labels: &[Label]) -> String {
        let main = labels.first().map(|label| label.span.file);
        let here = labels.iter().filter(|label| Some(label.span.file) == main).enumerate();
        let labels: Vec<_> = here.map(|(index, label)| drawable(places.sources, label, index == 0)).collect();
        let snippet = |file| Snippet::new(visible(&places.path(file)).into_owned(), places.sources.file(file), &labels);
        let drawn = Drawn {
            heading: visible(heading).into_owned(),
            severity,
            message: visible(message).into_owned(),
            snippet: main.map(snippet),
            labels: labels.clone(),
        };
        let mut text = String::new();
        // Writing to a string cannot fail, and a snippet reads any span of its own file.
        let _ = self.handler.render_report(&mut text, &drawn);
        text
    }

    fn ending(&self, input: &Input, verbose: bool) -> String {
        let mut text = String::new();
        for line in summary::remarks(input, verbose) {
            text += &notes::wrapped(&visible(&line), self.width, "", "  ");
        }
        text + &notes::wrapped(&visible(&summary::verdict(input)), self.width, "", "  ")
    }
}

/// What miette draws.
#[derive(Debug)]
struct Drawn<'a> {
    heading: String,
    severity: Severity,
    message: String,
    labels: Vec<LabeledSpan>,
    snippet: Option<Snippet<'a>>,
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Drawn<'_> {}

impl miette::Diagnostic for Drawn<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.heading))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info | Severity::Lint => miette::Severity::Advice,
        })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.snippet.as_ref().map(|snippet| snippet as &dyn miette::SourceCode)
    }
}
