//! `candor rules`: lists the rules of the policies.

use candor::diagnostic::Language;
use candor::explain;
use candor::policy::pack::{ClauseId, Pack};
use candor::policy::rule::Rule;
use candor::policy::signature::SignOff;
use serde::Serialize;

use crate::Status;
use crate::arguments::{ListFormat, Manner, Rules};
use crate::commands::PerPolicy;
use crate::commands::packs_here;
use crate::output;

/// Runs the command.
pub(crate) fn run(arguments: &Rules, manner: &Manner) -> Status {
    let (packs, status) = packs_here(&arguments.policies, &[arguments.tongue.lang], manner);
    let language = arguments.tongue.lang;
    let text = match arguments.form.format {
        ListFormat::Human => packs.usable().map(|pack| list(pack, language)).collect::<Vec<_>>().join("\n"),
        ListFormat::Json => json(packs.usable(), language),
    };
    status.max(output::print_or_say(&text))
}

fn list(pack: &Pack, language: Language) -> String {
    let rules: String = pack.rules.iter().map(|rule| line(pack, rule, language)).collect();
    let wordings = ["{0} {1} ({2} rules)\n{3}", "{0} {1}（{2}条规则）\n{3}"];
    language.say(wordings, &[&pack.id, &pack.version, &pack.rules.len().to_string(), &rules])
}

fn line(pack: &Pack, rule: &Rule, language: Language) -> String {
    let state = match pack.sign_off(rule) {
        SignOff::Unsigned => ["", ""],
        SignOff::Signed => [" (signed)", "（已签署）"],
        SignOff::Stale => [" (changed since it was signed)", "（签署后已改动）"],
    };
    format!("  {}{}\n", explain::title_line(pack, rule, language), language.of(state))
}

#[derive(Serialize)]
struct Policy<'a> {
    id: &'a str,
    version: &'a str,
    rules: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    clauses: Vec<&'a str>,
    rests_on: Vec<&'a str>,
    sign_off: &'static str,
}

fn json<'a>(packs: impl Iterator<Item = &'a Pack>, language: Language) -> String {
    let policy = |pack: &'a Pack| Policy {
        id: &pack.id,
        version: &pack.version,
        rules: pack.rules.iter().map(|rule| listed(pack, rule, language)).collect(),
    };
    let list = PerPolicy::new(packs.map(policy));

    output::json(&list)
}

fn listed<'a>(pack: &'a Pack, rule: &'a Rule, language: Language) -> Listed<'a> {
    let ids = |clauses: &[ClauseId]| clauses.iter().map(|clause| pack.clause_of(*clause).id.as_str()).collect();
    Listed {
        id: &rule.id,
        title: pack.told(language).rule_title(rule).unwrap_or(&rule.title),
        clauses: ids(&rule.clauses),
        rests_on: ids(&rule.rests_on),
        sign_off: pack.sign_off(rule).word(),
    }
}
