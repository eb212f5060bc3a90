//! A comment on a pull request: the verdict, what the change adds, the findings, and the rest folded away.

mod finding;
mod rest;

use super::escape::markdown;
use super::results::{Change, Finding, Results, Workspace};
use super::words::{Words, headline};
use crate::diagnostic::{Language, Severity};

/// How long a comment may be: GitHub takes 65,536 characters, and counts as UTF-16 does. Some are left for what says what
/// was cut.
pub(super) const COMMENT: usize = 65_536 - 1_500;

/// How long what stands on the page of a run may be: GitHub shows a mebibyte, and a unit of UTF-16 has at most three bytes.
pub(super) const SUMMARY: usize = (1 << 20) / 3 - 1_500;

/// By this a program finds the comment that it wrote before, to write it anew.
const MARK: &str = "<!-- candor -->";

/// Makes the comment, no longer than `longest`.
pub(super) fn render(results: &Results, language: Language, longest: usize) -> String {
    let mut page = Page { text: format!("{MARK}\n"), length: 0, left: 0 };
    page.text += &format!("## {}\n\n", safe(&headline(results, language)));
    page.text += &rest::obstacles(results, language);
    page.length = length(&page.text);
    let rest: Vec<String> = results.workspaces.iter().map(|workspace| workspace_rest(workspace, language)).collect();
    let reserved: usize = rest.iter().map(|text| length(text)).sum();
    for workspace in &results.workspaces {
        findings(&mut page, results, workspace, language, longest.saturating_sub(reserved));
    }
    if page.left > 0 {
        let wordings = [
            "**Not shown here: {0} more.** The comment is as long as it may be; a report as `html`, `xlsx` or `json` has all.",
            "**此处未显示其余 {0} 项。**评论已达长度上限，`html`、`xlsx` 或 `json` 格式的报告包含全部内容。",
        ];
        page.text += &format!("{}\n\n", language.say(wordings, &[&page.left.to_string()]));
    }
    for text in rest {
        if length(&page.text) + length(&text) <= longest {
            page.text += &text;
        }
    }
    page.text
}

/// What is written so far.
struct Page {
    text: String,
    length: usize,
    /// How many findings found no room.
    left: usize,
}

impl Page {
    /// Writes a part if it finds room; from the first one on that does not, none does, so that the order stays.
    fn push(&mut self, part: &str, room: usize) {
        let length = length(part);
        if self.left > 0 || self.length + length > room {
            self.left += 1;
            return;
        }
        self.text += part;
        self.length += length;
    }

    fn title(&mut self, title: &str) {
        self.text += title;
        self.length += length(title);
    }
}

/// The length of a text as GitHub counts it.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The findings: those that the change brings first, then the others.
fn findings(page: &mut Page, results: &Results, workspace: &Workspace, language: Language, room: usize) {
    let words = Words::new(workspace, language);
    let shown: Vec<&Finding> = workspace
        .listed()
        .into_iter()
        .filter(|finding| finding.severity() > Severity::Lint && !finding.is_covered())
        .collect();
    if results.workspaces.len() > 1 {
        page.title(&format!("### {} · {}\n\n", safe(&workspace.folder), safe(workspace.policy.title(language))));
    }
    let compared = shown.iter().any(|finding| finding.change.is_some());
    let (new, known): (Vec<&Finding>, Vec<&Finding>) =
        shown.into_iter().partition(|finding| !matches!(finding.change, None | Some(Change::Unchanged)));
    if compared {
        section(page, &words, ["What this change adds", "本次变更新增"], &new, room);
        folded(page, &words, &known, room);
    } else {
        section(page, &words, ["Findings", "发现"], &known, room);
    }
}

fn section(page: &mut Page, words: &Words, title: [&'static str; 2], findings: &[&Finding], room: usize) {
    if !findings.is_empty() {
        page.title(&format!("### {} ({})\n\n", words.of(title), findings.len()));
        for finding in findings {
            // What finds no room is not even told: there may be very many.
            match page.left > 0 {
                true => page.left += 1,
                false => page.push(&finding::told(finding, words), room),
            }
        }
    }
}

/// What the change did not bring, a line each, folded away.
fn folded(page: &mut Page, words: &Words, findings: &[&Finding], room: usize) {
    if findings.is_empty() {
        return;
    }
    let title = words.of(["Known before", "此前已知"]);
    page.title(&format!("<details><summary>{title} ({})</summary>\n\n", findings.len()));
    for finding in findings {
        page.push(&finding::line(finding, words), room);
    }
    page.title("\n</details>\n\n");
}

fn workspace_rest(workspace: &Workspace, language: Language) -> String {
    rest::told(&Words::new(workspace, language))
}

/// A text as it stands in a comment: nothing in it is markup, names nobody, and leads nowhere. Between backticks, nothing
/// of this kind has a meaning; outside of them, an empty comment stands after each sign that a forge would make a link of.
fn safe(text: &str) -> String {
    let escaped = markdown(text);
    let mut safe = String::with_capacity(escaped.len() + 16);
    let mut is_code = false;
    let mut characters = escaped.chars().peekable();
    while let Some(character) = characters.next() {
        is_code ^= character == '`' && !safe.ends_with('\\');
        safe.push(character);
        let is_address = character == ':' && characters.peek() == Some(&'/');
        if !is_code && (is_address || "@#!$%&~^".contains(character)) {
            safe.push_str("<!-- -->");
        }
    }
    safe
}

/// The same in a cell of a table.
fn cell(text: &str) -> String {
    safe(text).replace("\\|", "|").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::{cell, safe};

    #[test]
    fn text_names_nobody_and_leads_nowhere() {
        assert_eq!(safe("ask @octocat about #12"), "ask @<!-- -->octocat about \\#<!-- -->12");
        assert_eq!(safe("`@octocat` http://a"), "`@octocat` http:<!-- -->//a");
        assert_eq!(safe("<img src=x>"), "\\<img src=x\\>");
        assert_eq!(safe("a ` @b"), "a \\` @<!-- -->b");
        assert_eq!(cell("`a|b` | c"), "`a\\|b` \\| c");
    }
}
