//! The frame of the page: its head, its table of contents, its filters, and the sections in their order.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::part::{Part, parts};
use super::text::Pair;
use super::{atlas, claims, clauses, decisions, findings, gaps, provenance, rules, summary, table, waivers, words};
use crate::diagnostic::Language;
use crate::report::results::{ClauseStatus, Results, Verdict};
use crate::report::{map, tables};

/// The page's own, and that of the map in it.
const STYLE: [&str; 2] = [include_str!("style.css"), map::STYLE];
const SCRIPT: &str = include_str!("script.js");

/// A section of a part: its address, its title, how much it holds if that is worth saying, and what it says.
struct Section {
    id: &'static str,
    title: Pair,
    number: Option<usize>,
    body: Markup,
}

pub(super) fn page(results: &Results, language: Language) -> Markup {
    let parts = parts(results, language);
    let sections: Vec<(&Part, Vec<Section>)> = parts.iter().map(|part| (part, sections(part))).collect();
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            (head(results, language))
            body {
                a.skip href="#content" { (language.of(["To the content", "跳到正文"])) }
                div.layout {
                    (contents(language, &sections))
                    main #content {
                        (summary::front(results, language))
                        (filters(language))
                        @for (part, sections) in &sections { (body(part, sections)) }
                        (foot(language))
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// Only the style and the script of this page, by their hashes, and no address at all.
fn head(results: &Results, language: Language) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(&STYLE.concat()),
        hash(SCRIPT)
    );
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="generator" content={ (results.tool.name) " " (results.tool.version) };
            title { (summary::title(results, language)) }
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE.concat())) }
        }
    }
}

/// The style of our pages for a page without a script, and what lets nothing else into it.
pub(in crate::report) fn style() -> Markup {
    let policy =
        format!("default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'", hash(&STYLE.concat()));
    html! {
        meta http-equiv="Content-Security-Policy" content=(policy);
        style { (PreEscaped(STYLE.concat())) }
    }
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

fn sections(part: &Part) -> Vec<Section> {
    let section = |id, title, number, body| Section { id, title, number, body };
    let inventory = &part.workspace.inventory;
    let tables = tables::all(part.workspace, part.language);
    let table = |id| tables.iter().find(|table| table.id == id);
    let told = |id, title| {
        let table = table(id);
        let body = table.map(|table| table::told(part, table)).unwrap_or_default();
        section(id, title, table.map(|table| table.rows.len()), body)
    };
    vec![
        section("overview", ["Overview", "概览"], None, summary::overview(part)),
        section("waivers", ["Waivers", "豁免"], Some(inventory.waivers.len()), waivers::section(part)),
        section("decisions", ["Decisions", "审阅决定"], Some(part.workspace.decisions.len()), decisions::section(part)),
        section("clauses", ["Clause matrix", "条款矩阵"], Some(part.workspace.clauses.len()), clauses::section(part)),
        section("findings", ["Findings", "发现"], Some(findings::number(part)), findings::section(part)),
        section("map", ["Data map", "数据地图"], None, atlas::section(part, table("flows"))),
        section("claims", ["Exceptions claimed", "主张的例外"], Some(inventory.claims.len()), claims::section(part)),
        told("processing", ["Record of processing", "处理活动记录"]),
        told("collected", ["Information collected", "收集的个人信息清单"]),
        told("shared", ["Information given to others", "对外提供的个人信息清单"]),
        told("retention", ["Retention", "保存期限"]),
        told("recipients", ["Recipients and agreements", "接收方与协议"]),
        section(
            "gaps",
            ["What the policy leaves open", "政策未明确之处"],
            Some(part.workspace.gaps.len()),
            gaps::section(part),
        ),
        section("rules", ["Rules", "规则"], Some(part.workspace.rules.len()), rules::section(part)),
        section("provenance", ["Provenance", "来源"], None, provenance::section(part)),
    ]
}

fn body(part: &Part, sections: &[Section]) -> Markup {
    html! {
        @if part.results.workspaces.len() > 1 { p.part id=(part.section("part")) { (summary::called(part)) } }
        @for section in sections {
            section id=(part.section(section.id)) data-section=(section.id) {
                h2 { (part.say(section.title)) }
                (section.body)
            }
        }
    }
}

fn contents(language: Language, parts: &[(&Part, Vec<Section>)]) -> Markup {
    html! {
        nav.contents aria-label=(language.of(["Contents", "目录"])) {
            p.brand { (language.of(["Contents", "目录"])) }
            @for (part, sections) in parts {
                @if parts.len() > 1 { p.part { (summary::called(part)) } }
                ul {
                    @for section in sections {
                        li {
                            a href={ "#" (part.section(section.id)) } {
                                (part.say(section.title))
                                @if let Some(number) = section.number { " " span.number { (number) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Search and filters: the script shows them, since they do nothing without it.
fn filters(language: Language) -> Markup {
    let say = |wording: Pair| language.of(wording);
    let statuses = ClauseStatus::ALL.map(|status| (status.word(), words::status(status).word));
    let severities = words::SEVERITIES.map(|(key, badge)| (key, badge.word));
    let verdicts =
        [Verdict::Violates, Verdict::MayViolate].map(|verdict| (verdict.word(), words::verdict(verdict).word));
    html! {
        form #filters role="search" hidden {
            label.search {
                span { (say(["Search", "搜索"])) }
                input type="search" name="q" autocomplete="off" placeholder=(say(["a word, a clause, a file", "词语、条款或文件"]));
            }
            (choice(language, "severity", ["Weight", "程度"], &severities))
            (choice(language, "verdict", ["Certainty", "确定性"], &verdicts))
            (choice(language, "status", ["Clause", "条款结论"], &statuses))
            label {
                span { (say(["Number", "条款编号"])) }
                input type="text" name="clause" size="7" autocomplete="off" placeholder="2.1";
            }
            label {
                span { (say(["Show", "显示"])) }
                select name="section" { option value="" { (say(["all sections", "全部章节"])) } }
            }
            button type="reset" { (say(["Clear", "清除"])) }
            output role="status" data-shown=(say(["{0} of {1} entries match", "{1}项中有{0}项匹配"])) {}
        }
    }
}

fn choice(language: Language, name: &str, title: Pair, options: &[(&str, Pair)]) -> Markup {
    html! {
        label {
            span { (language.of(title)) }
            select name=(name) {
                option value="" { (language.of(["any", "全部"])) }
                @for (key, word) in options { option value=(key) { (language.of(*word)) } }
            }
        }
    }
}

fn foot(language: Language) -> Markup {
    html! {
        footer {
            p {
                (language.of([
                    "This report says what was declared and what rules made from the policy found in it. It is no legal advice.",
                    "本报告说明所声明的内容，以及依据政策制定的规则在其中的发现。本报告不构成法律意见。",
                ]))
            }
        }
    }
}
