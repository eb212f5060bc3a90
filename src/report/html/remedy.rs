//! What would resolve a finding: a change of the software, or the smallest change of the policy that would cover it.

use maud::{Markup, html};

use super::part::Part;
use super::text::Pair;
use crate::report::results::{Clause, Finding, Listed};

pub(super) fn show(part: &Part, listed: &Listed, finding: &Finding) -> Markup {
    let fix = part.fix(finding);
    html! {
        div.remedies {
            div {
                h5 { (part.say(["Change the software", "修改软件"])) }
                p lang=[part.lang(fix)] { (part.names.prose(fix)) }
            }
            @if let Some(clause) = part.clause(&finding.clause) {
                div.proposal {
                    h5 {
                        (part.say(["Or change the policy", "或修改政策"])) " "
                        small { (part.say(["proposal for counsel", "供法律顾问参考"])) }
                    }
                    p { (amendment(part, listed, finding, clause)) }
                }
            }
        }
    }
}

/// The smallest amendment: this clause, for this datum, purpose and recipient, and no other.
fn amendment(part: &Part, listed: &Listed, finding: &Finding, clause: &Clause) -> Markup {
    let others = other_clauses(part, listed, finding);
    html! {
        (part.phrase(wording(clause), &[part.clause_link(&clause.id), matter(part, finding)]))
        @if !others.is_empty() {
            " " (part.phrase(
                ["The same would have to be said in {0}.", "{0}也须作相同修改。"],
                &[part.clause_links(&others)],
            ))
        }
        @if !is_own(part) {
            " " (part.say([
                "This text is not the policy that the system names as its own: whether it can be changed at all is for counsel.",
                "该文本并非系统声明所遵循的政策：能否修改须由法律顾问判断。",
            ]))
        }
    }
}

/// What kind of change a clause needs follows from its kind.
fn wording(clause: &Clause) -> Pair {
    match clause.modality.as_str() {
        "prohibition" => ["Clause {0} would have to except {1}.", "条款{0}须将{1}列为例外。"],
        "obligation" => ["The duty of clause {0} would have to leave out {1}.", "条款{0}的义务须排除{1}。"],
        "exception" => ["The exception of clause {0} would have to extend to {1}.", "条款{0}的例外须扩及{1}。"],
        _ => ["Clause {0} would have to name {1}.", "条款{0}须载明{1}。"],
    }
}

/// What the amendment is about: the datum, the purpose and the recipient as far as the finding has them.
fn matter(part: &Part, finding: &Finding) -> Markup {
    let declaration = part.names.quoted(&finding.declaration);
    let about = match &finding.datum {
        Some(datum) => part.phrase(["{0}, as {1} has it", "{0}（见{1}）"], &[part.names.quoted(datum), declaration]),
        None => declaration,
    };
    let purpose = finding.purpose.as_ref().map(|name| (["for {0}", "目的为{0}"], part.names.quoted(name)));
    let recipient = finding.recipient.as_ref().map(|name| (["given to {0}", "接收方为{0}"], part.names.quoted(name)));
    let only =
        (!finding.only_for.is_empty()).then(|| (["only for {0}", "仅限于{0}"], part.names.names(&finding.only_for)));
    html! {
        (about)
        @for (wording, value) in [purpose, recipient, only].into_iter().flatten() {
            (part.say([", ", "，"])) (part.phrase(wording, &[value]))
        }
    }
}

/// Other clauses that the same fault breaks, each once.
fn other_clauses<'a>(part: &Part<'a>, listed: &Listed, finding: &Finding) -> Vec<&'a str> {
    let under = listed.under.iter().filter_map(|id| part.finding(id));
    let mut clauses: Vec<&str> = Vec::new();
    for clause in under.map(|other| other.clause.as_str()).filter(|clause| *clause != finding.clause) {
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    clauses
}

/// Whether the policy is the one that the system says it follows.
fn is_own(part: &Part) -> bool {
    let system = part.workspace.inventory.system.as_ref();
    system.is_none_or(|system| system.policy == part.workspace.policy.id)
}
