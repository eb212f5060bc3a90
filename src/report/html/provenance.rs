//! Where each fact comes from: the commit, the files with their hashes, and each declaration's line.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::part::Part;
use super::text::Pair;
use crate::report::results::{Head, Place};

pub(super) fn section(part: &Part) -> Markup {
    let (results, policy) = (part.results, &part.workspace.policy);
    let code = |text: &str| html! { code.hash { (text) } };
    html! {
        dl.facts {
            (fact(part, ["Made by", "生成工具"], html! { (results.tool.name) " " (results.tool.version) }))
            @if let Some(commit) = &results.commit {
                (fact(part, ["Commit", "提交"], html! {
                    (code(&commit.id))
                    @if commit.changed { (part.say([" with changes that are not in it", "（含未提交的修改）"])) }
                }))
            }
            (fact(part, ["Folder", "目录"], html! { code dir="auto" { (part.workspace.folder) } }))
            (fact(part, ["Policy", "政策"], html! { code { (policy.id) } " " (policy.version) }))
            @if let Some(hash) = &policy.document_sha256 {
                (fact(part, ["Published document, SHA-256", "已发布文件的SHA-256"], code(hash)))
            }
            (fact(part, ["Rules, fingerprint", "规则指纹"], code(&policy.fingerprint)))
        }
        h3 { (part.say(["Files and what they declare", "文件及其声明"])) }
        (files(part))
    }
}

fn fact(part: &Part, word: Pair, value: Markup) -> Markup {
    html! { div { dt { (part.say(word)) } dd { (value) } } }
}

/// Every declaration, in the order of its file.
fn files(part: &Part) -> Markup {
    let mut declared: BTreeMap<&str, Vec<(&Place, &'static str, &Head)>> = BTreeMap::new();
    for (keyword, head) in part.workspace.inventory.heads() {
        if let Some(place) = &head.place {
            declared.entry(&place.path).or_default().push((place, keyword, head));
        }
    }
    for heads in declared.values_mut() {
        heads.sort_by_key(|(place, ..)| (place.line, place.column));
    }
    html! {
        @for input in &part.workspace.inputs {
            @let heads = declared.get(input.path.as_str()).map(Vec::as_slice).unwrap_or_default();
            details.file {
                summary { bdi { (part.inside(&input.path)) } " " small { (number(part, heads.len())) } }
                p { code.hash { (input.sha256) } }
                ul.declared { @for (place, keyword, head) in heads { (declaration(part, place, keyword, head)) } }
            }
        }
    }
}

fn number(part: &Part, number: usize) -> Markup {
    let wording = if number == 1 { ["1 declaration", "1项声明"] } else { ["{0} declarations", "{0}项声明"] };
    part.phrase(wording, &[html! { (number) }])
}

fn declaration(part: &Part, place: &Place, keyword: &str, head: &Head) -> Markup {
    let id = (keyword == "flow").then(|| part.address("flow", &head.name));
    if part.is_large() {
        let own = head.name.rsplit('.').next().unwrap_or(&head.name);
        return html! { li id=[id] { (place.line) " " (own) } };
    }
    html! {
        li id=[id] {
            span.number { (place.line) } " "
            code dir="auto" { (head.name) }
            @if let Some(label) = &head.label { " " bdi lang=[part.lang(label)] { (label) } }
        }
    }
}
