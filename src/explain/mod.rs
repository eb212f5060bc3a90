//! What `candor explain` and an editor's hover tell: a rule, a clause of the policy, a declaration, in words.

mod clause;
mod declaration;
mod example;
mod rule;
pub mod why;

pub use clause::clause;
pub use declaration::{Declared, declaration};
pub use example::Scene;
pub use rule::{rule, title_line};

use self::rule::exception_name;
use crate::diagnostic::Language;
use crate::policy::pack::{CheckKind, Clause, ClauseId, Pack};
use crate::syntax::value::Date;

/// A heading, and below it lines that are set in.
fn section(text: &mut String, heading: &str, lines: impl IntoIterator<Item = String>) {
    let mut lines = lines.into_iter().filter(|line| !line.is_empty()).peekable();
    if lines.peek().is_none() {
        return;
    }
    text.push_str(&format!("\n{heading}\n"));
    for line in lines.flat_map(|lines| lines.lines().map(str::to_owned).collect::<Vec<_>>()) {
        text.push_str(format!("  {line}").trim_end());
        text.push('\n');
    }
}

/// `2.8.1-b (prohibition, error): statement`.
fn clause_line(pack: &Pack, id: ClauseId, language: Language) -> String {
    let clause = pack.clause_of(id);
    let statement = pack.told(language).statement(clause).unwrap_or(&clause.statement);
    let (modality, weight) = (clause.modality.called(language), clause.severity.called(language));
    language.say(["{0} ({1}, {2}): {3}", "{0}（{1}，{2}）：{3}"], &[&clause.id, modality, weight, statement])
}

fn checked_by(pack: &Pack, clause: &Clause, language: Language) -> String {
    let how = language.of(match clause.check {
        CheckKind::Static => ["the program decides it from the declared flows", "由程序根据所声明的数据流判定"],
        CheckKind::Evidence => [
            "the program sees only that what it asks for is declared, with evidence",
            "程序只能看到所要求的事项是否已经声明并附有证据",
        ],
        CheckKind::Process => [
            "the program sees the declared step and its deadline, not whether it is kept",
            "程序能看到所声明的步骤及其期限，看不到是否得到遵守",
        ],
        CheckKind::Text => ["it is about the policy's own text", "针对政策文本本身"],
    });
    let Some(own) = clause.human.as_deref() else { return how.to_owned() };
    let reason = pack.told(language).human(clause).unwrap_or(own);
    language.say(["{0}; a person must judge the rest: {1}", "{0}；其余须由人判断：{1}"], &[how, reason])
}

/// `YYYY-MM-DD`.
fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
