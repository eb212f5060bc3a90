//! The first screen: the verdict, what it rests on, how much was seen, and what to read first.

use maud::{Markup, html};

use super::part::{Part, parts};
use super::text::{Pair, capital, list};
use super::{clauses, decisions, findings, waivers, words};
use crate::diagnostic::Language;
use crate::report::results::{Consequence, Results, Summary};

/// How many findings are named on the first screen.
const FIRST: usize = 5;

/// The title of the page.
pub(super) fn title(results: &Results, language: Language) -> String {
    let parts = parts(results, language);
    let titles: Vec<&str> = parts.iter().map(Part::title).collect();
    format!("{} · {}", language.of(["Report", "报告"]), titles.join(" · "))
}

/// What tells a part from the others.
pub(super) fn called(part: &Part) -> Markup {
    let title = part.title();
    html! { span lang=[part.lang(title)] { (title) } " " small { code dir="auto" { (part.workspace.folder) } } }
}

/// What is said of the whole run.
pub(super) fn front(results: &Results, language: Language) -> Markup {
    html! {
        header.front {
            p.brand {
                (language.of(["What the software does with personal data, held against ", "软件对个人信息的处理，对照"]))
                (list(language, parts(results, language).iter().map(|part| {
                    part.phrase(["{0}", "《{0}》"], &[html! { span lang=[part.lang(part.title())] { (part.title()) } }])
                })))
            }
            h1 { (headline(results, language)) }
            p.verdict { (verdict(results, language)) }
            (tiles(&results.summary, language))
            (obstacles(results, language))
        }
    }
}

/// The verdict in few words; never more than was seen.
fn headline(results: &Results, language: Language) -> Markup {
    let summary = &results.summary;
    let number = summary.errors + summary.warnings + summary.infos;
    let wording = match (results.complete, number) {
        (false, _) => ["Not everything could be checked", "未能完成全部检查"],
        (true, 0) => ["No finding under these rules", "在这些规则下没有发现"],
        (true, 1) => ["One finding under these rules", "在这些规则下有1项发现"],
        (true, _) => ["{0} findings under these rules", "在这些规则下有{0}项发现"],
    };
    super::text::phrase(language, wording, &[html! { (number) }])
}

fn verdict(results: &Results, language: Language) -> Markup {
    match language {
        Language::English => html! { (capital(&results.verdict)) },
        Language::Chinese => chinese_verdict(results),
    }
}

fn chinese_verdict(results: &Results) -> Markup {
    let zh = Language::Chinese;
    let packs = results.workspaces.iter().map(|workspace| {
        let policy = &workspace.policy;
        html! { (policy.id) " " (policy.version) "的" (workspace.rules.len()) "条规则" }
    });
    html! {
        "依据" (list(zh, packs))
        @if let Some(day) = &results.as_of { "，截至" (day) }
        "：" (list(zh, counts(&results.summary).into_iter().map(|(word, number)| html! { (zh.of(word)) (number) "项" })))
    }
}

/// The numbers of the run, each with its word.
fn counts(summary: &Summary) -> [(Pair, usize); 7] {
    [
        (["errors", "错误"], summary.errors),
        (["warnings", "警告"], summary.warnings),
        (["advice", "建议"], summary.infos),
        (["in doubt", "存疑"], summary.undecided),
        (["waived", "已豁免"], summary.waived),
        (["on the policy's text", "政策文本"], summary.lints),
        (["not checked", "未检查"], summary.unchecked),
    ]
}

fn tiles(summary: &Summary, language: Language) -> Markup {
    let classes = ["bad", "warn", "note", "warn", "waived", "text", "bad"];
    html! {
        dl.tiles {
            @for ((word, number), class) in counts(summary).into_iter().zip(classes) {
                div class=(if number == 0 { "zero" } else { class }) {
                    dd { (number) }
                    dt { (language.of(word)) }
                }
            }
        }
    }
}

/// What stood in the way of checking everything.
fn obstacles(results: &Results, language: Language) -> Markup {
    let unchecked: Vec<_> =
        results.diagnostics.iter().filter(|matter| matter.consequence == Consequence::Unchecked).collect();
    html! {
        @if !unchecked.is_empty() {
            section.obstacles {
                h2 { (language.of(["In the way", "妨碍检查的问题"])) }
                ul {
                    @for matter in unchecked {
                        li {
                            @let message = matter.message(language);
                            span lang=[super::text::other_language(message, language)] { bdi { (message) } }
                            @if let Some(mark) = matter.places.first() { " " span.place { (mark.place.path) ":" (mark.place.line) } }
                            @if let Some(help) = matter.help(language) { p.aside { bdi { (help) } } }
                        }
                    }
                }
            }
        }
    }
}

/// What a part was checked against, how its clauses stand, and what to read first.
pub(super) fn overview(part: &Part) -> Markup {
    html! {
        div.overview {
            (clauses_at_a_glance(part))
            (read_first(part))
            (policy(part))
            (scope(part))
        }
        (findings::matters(part))
    }
}

fn clauses_at_a_glance(part: &Part) -> Markup {
    html! {
        section {
            h3 { (part.say(["Clauses", "条款"])) }
            (clauses::bar(part))
            ul.counts {
                @for (status, number) in clauses::counted(part) {
                    li { (words::status(status).show(part.language)) " " span.number { (number) } }
                }
            }
        }
    }
}

fn read_first(part: &Part) -> Markup {
    let first = findings::first(part, FIRST);
    let (pressing, fallen) = (waivers::pressing(part), decisions::fallen(part));
    html! {
        section {
            h3 { (part.say(["To read first", "优先阅读"])) }
            @if pressing > 0 {
                p {
                    a href={ "#" (part.section("waivers")) } {
                        (part.phrase(["Waivers ended or ending soon: {0}", "已到期或即将到期的豁免：{0}"], &[html! { (pressing) }]))
                    }
                }
            }
            @if fallen > 0 {
                p {
                    a href={ "#" (part.section("decisions")) } {
                        (part.phrase(["Decisions that no longer stand: {0}", "不再有效的审阅决定：{0}"], &[html! { (fallen) }]))
                    }
                }
            }
            @if first.is_empty() && part.results.complete { p.none { (part.say(["Nothing is open.", "没有未处理事项。"])) } }
            ol { @for finding in first { li { (part.finding_link(finding)) } } }
        }
    }
}

fn policy(part: &Part) -> Markup {
    let policy = &part.workspace.policy;
    let title = part.title();
    html! {
        section {
            h3 { (part.say(["Policy", "政策"])) }
            dl.facts {
                (fact(part, ["Title", "名称"], html! { span lang=[part.lang(title)] { (title) } }))
                (fact(part, ["Version", "版本"], html! { (policy.version) }))
                @if let Some(day) = &policy.effective { (fact(part, ["Effective", "生效日期"], html! { (day) })) }
                @if let Some(owner) = &policy.owner { (fact(part, ["Kept by", "维护方"], html! { bdi { (owner) } })) }
                @if let Some(hash) = &policy.document_sha256 {
                    (fact(part, ["Document, SHA-256", "文件SHA-256"], html! { code.hash { (hash) } }))
                }
            }
        }
    }
}

/// How much was seen, and what was not checked.
fn scope(part: &Part) -> Markup {
    let (workspace, counts) = (part.workspace, &part.workspace.counts);
    let idle = workspace.rules.iter().filter(|rule| rule.applied == 0).count();
    let number = |number: usize| html! { span.number { (number) } };
    let skipped = workspace.skipped;
    html! {
        section {
            h3 { (part.say(["Scope", "范围"])) }
            dl.facts {
                @if let Some(system) = &workspace.inventory.system {
                    (fact(part, ["System", "系统"], part.names.name(&system.head.name)))
                    (fact(part, ["Run by", "运营方"], html! { bdi { (system.operator) } }))
                }
                @if let Some(day) = &part.results.as_of { (fact(part, ["As of", "截至"], html! { (day) })) }
                (fact(part, ["Files", "文件"], number(counts.files)))
                (fact(part, ["Declarations", "声明"], number(counts.declarations)))
                (fact(part, ["Flows", "流程"], part.phrase(
                    ["{0}, taken apart {1}", "{0}，拆分后{1}"],
                    &[number(counts.flows), number(counts.ground_flows)],
                )))
                (fact(part, ["Information at rest", "存放的信息"], number(counts.holdings)))
                (fact(part, ["Rules applied", "规则适用次数"], number(counts.applied)))
                (fact(part, ["Rules not applied", "未适用的规则"], html! { a href={ "#" (part.section("rules")) } { (number(idle)) } }))
                @if !workspace.silent_stores.is_empty() {
                    (fact(part, ["No flow leaves", "没有流出"], part.declarations(&workspace.silent_stores)))
                }
                @if !workspace.without_counterpart.is_empty() {
                    (fact(part, ["No word in this policy for", "本政策没有对应用语"], part.names.names(&workspace.without_counterpart)))
                }
                @if skipped != Default::default() {
                    (fact(part, ["Not read", "未读取"], part.phrase(
                        ["hidden {0}, ignored {1}, left out {2}, links {3}", "隐藏{0}，忽略{1}，排除{2}，链接{3}"],
                        &[skipped.hidden, skipped.ignored, skipped.excluded, skipped.links].map(|number| html! { (number) }),
                    )))
                }
            }
        }
    }
}

fn fact(part: &Part, word: Pair, value: Markup) -> Markup {
    html! { div { dt { (part.say(word)) } dd { (value) } } }
}
