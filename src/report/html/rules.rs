//! Which rules were applied, and which were not: not applicable is not passed.

use maud::{Markup, html};

use super::part::Part;
use super::text::Pair;
use crate::report::results::Rule;

pub(super) fn section(part: &Part) -> Markup {
    let rules = &part.workspace.rules;
    let of = |wanted: fn(&Rule) -> bool| rules.iter().filter(|rule| wanted(rule)).collect::<Vec<&Rule>>();
    let off = of(|rule| rule.off.is_some());
    let idle = of(|rule| rule.off.is_none() && rule.applied == 0);
    let applied = of(|rule| rule.off.is_none() && rule.applied > 0);
    html! {
        @if !off.is_empty() {
            h3 { (part.say(["Switched off", "已关闭"])) }
            ul.entries {
                @for rule in off {
                    li id=(part.address("rule", &rule.id)) {
                        (title(part, rule)) (part.say([": ", "："])) bdi { (rule.off.as_deref().unwrap_or_default()) }
                    }
                }
            }
        }
        @if !idle.is_empty() {
            h3 { (heading(part, ["Found nothing to apply to: {0}", "没有可适用的对象：{0}"], idle.len())) }
            ul.entries { @for rule in idle { li id=(part.address("rule", &rule.id)) { (title(part, rule)) } } }
        }
        h3 { (heading(part, ["Applied: {0}", "已适用：{0}"], applied.len())) }
        (table(part, &applied))
    }
}

fn heading(part: &Part, wording: Pair, number: usize) -> Markup {
    part.phrase(wording, &[html! { (number) }])
}

fn title(part: &Part, rule: &Rule) -> Markup {
    let title = part.rule_title(rule);
    html! {
        span lang=[part.lang(title)] { (title) } " "
        small { (part.clause_links(&rule.clauses)) " " code { (rule.id) } }
    }
}

fn table(part: &Part, rules: &[&Rule]) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(part.say(["Rules applied", "已适用的规则"])) {
            table {
                thead {
                    tr {
                        th scope="col" { (part.say(["Rule", "规则"])) }
                        th.number scope="col" { (part.say(["Applied", "适用"])) }
                        th.number scope="col" { (part.say(["Hold", "成立"])) }
                        th.number scope="col" { (part.say(["Excused", "例外"])) }
                        th scope="col" { (part.say(["Signed", "签署"])) }
                        th scope="col" { (part.say(["Version", "版本"])) }
                    }
                }
                tbody {
                    @for rule in rules {
                        tr id=(part.address("rule", &rule.id)) {
                            td { (title(part, rule)) }
                            td.number { (rule.applied) }
                            td.number { (rule.complies) }
                            td.number { (rule.excused) }
                            td { (part.say(signed(&rule.sign_off))) }
                            td { code title=(rule.fingerprint) { (rule.fingerprint.get(..12).unwrap_or(&rule.fingerprint)) } }
                        }
                    }
                }
            }
        }
    }
}

fn signed(word: &str) -> Pair {
    match word {
        "signed" => ["signed", "已签署"],
        "stale" => ["changed since it was signed", "签署后已变更"],
        _ => ["not signed", "未签署"],
    }
}
