//! Why something is no finding, or is one: what allows it, what it relies on, which rules held and by what, which did not
//! apply, and for each finding how it comes about and what would resolve it.

mod findings;
mod held;
mod silent;
mod words;

use std::collections::BTreeMap;

use self::words::{bound, count, merged};
use super::{Declared, clause_line, day, declaration, section};
use crate::analysis::Analysis;
use crate::check::evaluate::Judgement;
use crate::check::finding::{Finding, Verdict};
use crate::check::weigh::{Judged, Means, Relied, Said, Weighing};
use crate::diagnostic::{Consequence, Diagnostic, Language};
use crate::policy::pack::Pack;
use crate::source::{Sources, Span};
use crate::syntax::value::Date;

/// What is asked about, and what is known of it under one policy.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The full names of what is asked about.
    pub names: &'a [String],
    /// The texts of the workspace.
    pub sources: &'a Sources,
    /// The way to its folder; empty for here.
    pub folder: &'a str,
    /// Its declarations.
    pub declared: &'a Declared<'a>,
    /// The policy.
    pub pack: &'a Pack,
    /// What was found.
    pub analysis: &'a Analysis,
    /// What was weighed of the things asked about.
    pub weighing: &'a Weighing,
    /// The day that counts as today.
    pub as_of: Option<Date>,
    /// Whether everything is told one by one.
    pub verbose: bool,
}

impl<'a> Question<'a> {
    /// The finding that a judgement became; `None` where it became none.
    pub fn finding_of(&self, judged: &Judged) -> Option<&'a Finding> {
        let hit = matches!(judged.judgement, Judgement::Violates | Judgement::MayViolate { .. });
        let same = |finding: &&Finding| {
            finding.rule == judged.rule && finding.clause == judged.clause && finding.binding == judged.binding
        };
        self.analysis.findings.iter().find(same).filter(|_| hit)
    }

    /// The judgements that became findings, with these.
    pub fn found(&self) -> Vec<(&'a Judged, &'a Finding)> {
        self.weighing.judged.iter().filter_map(|judged| Some((judged, self.finding_of(judged)?))).collect()
    }

    /// What candor itself finds, whatever the policy, about all that is asked about, or about what it relies on.
    pub fn beside_rules(&self) -> Vec<&'a Diagnostic> {
        let relied = &self.weighing.relied;
        let is_about = |said: &&Diagnostic| {
            self.names.iter().all(|name| said.about.contains(name))
                || relied.iter().any(|relied| said.about.contains(&relied.name))
        };
        let found = self.analysis.diagnostics.iter().filter(|said| said.code.consequence() == Consequence::Finding);
        found.filter(is_about).collect()
    }

    /// A place for readers: `folder/path:line:column`.
    pub fn place(&self, span: Span) -> String {
        let place = self.sources.place(span);
        if self.folder.is_empty() { place } else { format!("{}/{place}", self.folder) }
    }

    /// The judgements of one kind that became no finding.
    fn unfound(&self, wanted: fn(&Judgement) -> bool) -> Vec<&'a Judged> {
        let judged = self.weighing.judged.iter();
        judged.filter(|judged| wanted(&judged.judgement) && self.finding_of(judged).is_none()).collect()
    }
}

/// The answer in one sentence.
pub fn verdict(question: &Question) -> String {
    let weighing = question.weighing;
    let found = question.found();
    let counted = |wanted: &dyn Fn(&Finding) -> bool| found.iter().filter(|(_, finding)| wanted(finding)).count();
    let waived = counted(&|finding| finding.waived.is_some());
    let violates = counted(&|finding| finding.waived.is_none() && finding.verdict == Verdict::Violates);
    let open = counted(&|finding| finding.waived.is_none() && finding.verdict == Verdict::MayViolate);
    let mut parts = Vec::new();
    if violates > 0 {
        parts.push(format!("{} a clause", verb(violates, "violates", "violate")));
    }
    if open > 0 {
        parts.push(format!(
            "{} a clause, for want of facts that nobody declared",
            verb(open, "may violate", "may violate")
        ));
    }
    if waived > 0 {
        parts.push(verb(waived, "is waived", "are waived"));
    }
    let beside = question.beside_rules().len();
    if beside > 0 {
        parts.push(format!("{} found beside the rules of the policy", verb(beside, "is", "are")));
    }
    let found = if parts.is_empty() { "no finding".to_owned() } else { format!("findings: {}", parts.join("; ")) };
    let rules = rules(weighing.judged.iter());
    let silent = match weighing.silent.len() {
        0 => String::new(),
        some => format!("; {} did not apply", count(some, "rule")),
    };
    match rules {
        0 if weighing.seen.is_empty() && question.names.len() > 1 => {
            format!("{found}: no flow and no datum at rest is about all of these together{silent}")
        }
        0 if beside > 0 => format!("{found}; no rule applied{silent}"),
        0 => format!("{found}, since no rule applied{silent}"),
        some => format!("{found}; {} applied{silent}", count(some, "rule")),
    }
}

fn verb(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn rules<'j>(judged: impl Iterator<Item = &'j Judged>) -> usize {
    judged.map(|judged| judged.rule.as_str()).collect::<std::collections::BTreeSet<&str>>().len()
}

/// Tells all.
pub fn why(question: &Question) -> String {
    let Question { names, pack, weighing, .. } = question;
    let named: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let as_of = question.as_of.map(|date| format!(", as of {}", day(date))).unwrap_or_default();
    let mut text = format!("why {}, under {} {}{as_of}\n", named.join(" and "), pack.id, pack.version);
    section(&mut text, "the answer", [verdict(question)]);
    section(&mut text, "what is declared", names.iter().filter_map(|name| paragraph(question, name)));
    findings::tell(&mut text, question);
    let beside = question.beside_rules();
    section(
        &mut text,
        "found beside the rules of the policy",
        beside.into_iter().map(|said| found_beside(question, said)),
    );
    section(&mut text, "what leaves the policy: no rule judges it", ungoverned(question));
    section(&mut text, "what the policy judges", seen(question));
    section(&mut text, "clauses that allow it", allowed(question));
    section(&mut text, "what it relies on", weighing.relied.iter().map(|relied| relied_on(question, relied)));
    held::tell(&mut text, question);
    silent::tell(&mut text, question);
    text
}

/// What candor itself finds, with its place and what to do about it.
fn found_beside(question: &Question, said: &Diagnostic) -> String {
    let place = said.span().map(|span| format!(" ({})", question.place(span))).unwrap_or_default();
    let help = said.help.as_ref().map(|help| format!("\n  what would resolve it: {}", help.english()));
    format!(
        "{} [{}]: {}{place}{}",
        said.severity.word(),
        said.code.id(),
        said.message.english(),
        help.unwrap_or_default()
    )
}

/// A declaration in words, below its keyword, name and place.
fn paragraph(question: &Question, name: &str) -> Option<String> {
    let told = declaration(question.sources, question.declared, name, Language::English)?;
    let (tree, item) = question.declared.find(name)?;
    let place = question.place(tree.span(item.name));
    let lines: Vec<&str> = told.lines().skip(1).filter(|line| !line.is_empty()).collect();
    Some(format!("{} `{name}` ({place})\n  {}", item.keyword.text(), lines.join("\n  ")))
}

/// How many lines of one list are told before the rest is counted.
const TOLD: usize = 12;

fn cut(question: &Question, mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(TOLD);
    if more > 0 && !question.verbose {
        lines.truncate(TOLD);
        lines.push(format!("and {more} more (-v tells them)"));
    }
    lines
}

fn seen(question: &Question) -> Vec<String> {
    let governed = question.weighing.seen.iter().filter(|seen| seen.ungoverned.is_none());
    let told = governed.map(|seen| {
        let facts: Vec<String> = seen.facts.iter().map(|(fact, value)| format!("{fact} {value}")).collect();
        (bound(&seen.binding, question.names), (seen.verb, facts.join("; ")))
    });
    let lines = merged(told).into_iter().map(|(place, (verb, facts))| match verb {
        Some(verb) => format!("- {verb} {place}: {facts}"),
        None => format!("- at rest {place}: {facts}"),
    });
    cut(question, lines.collect())
}

fn ungoverned(question: &Question) -> Vec<String> {
    let outside = question.weighing.seen.iter().filter_map(|seen| {
        let sentence = words::sentences(question, &[("it is not so that", seen.ungoverned.as_ref()?)]).join("");
        Some((bound(&seen.binding, question.names), (seen.verb, sentence)))
    });
    let lines = merged(outside).into_iter().map(|(place, (verb, since))| {
        format!("- {} {place}: {}", verb.unwrap_or("at rest"), since.replace('\n', "\n  "))
    });
    cut(question, lines.collect())
}

/// Each clause that allows something, with what it allows and by what.
fn allowed(question: &Question) -> Vec<String> {
    let mut by_clause: BTreeMap<&str, Vec<(words::Bound, &Means)>> = BTreeMap::new();
    for seen in question.weighing.seen.iter().filter(|seen| seen.ungoverned.is_none()) {
        for allowed in &seen.allowed {
            let bound = bound(&seen.binding, question.names);
            by_clause.entry(&allowed.clause).or_default().push((bound, &allowed.by));
        }
    }
    let of_clause = |(clause, allows): (&str, Vec<(words::Bound, &Means)>)| {
        let told = question.pack.clause(clause).map(|id| clause_line(question.pack, id, Language::English));
        let lines = merged(allows).into_iter().map(|(place, by)| format!("  - {place}: {}", means(by)));
        let lines = cut(question, lines.collect()).join("\n");
        format!("{}\n{lines}", told.unwrap_or_else(|| clause.to_owned()))
    };
    by_clause.into_iter().map(of_clause).collect()
}

fn means(by: &Means) -> String {
    match by {
        Means::Listing(table) => format!("the policy lists it (`{table}`)"),
        Means::Claim(claim) => format!("by the claim `{claim}`, which is met"),
        Means::Consent(consent) => format!("by the consent `{consent}`, asked before"),
    }
}

fn relied_on(question: &Question, relied: &Relied) -> String {
    let stands = match &relied.stands {
        Said::Yes => "it holds for all of this".to_owned(),
        Said::No => format!("it does not hold for all of this: {}", relied.lacking.join("; ")),
        Said::Unknown(missing) => {
            let facts: Vec<String> = missing.iter().map(|fact| words::missing(question, fact)).collect();
            format!("whether it holds is open; not declared: {}", facts.join(", "))
        }
    };
    match paragraph(question, &relied.name) {
        Some(told) => format!("{told}\n  {stands}"),
        None => format!("{} `{}`: {stands}", relied.keyword, relied.name),
    }
}
