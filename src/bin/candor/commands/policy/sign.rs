//! `candor policy sign`: puts a name under rules as they stand.

use candor::diagnostic::did_you_mean;
use candor::policy::fingerprint;
use candor::policy::pack::Pack;
use candor::policy::rule::Rule;
use candor::policy::signature::{self, Signature};

use crate::Status;
use crate::arguments::{Manner, Sign};
use crate::checking::today;
use crate::commands::packs_here;
use crate::output;
use crate::packs::{Loaded, Packs};
use crate::reading::problem;

/// Runs the command. Either all rules are signed or none.
pub(crate) fn run(arguments: &Sign, manner: &Manner) -> Status {
    if arguments.by.trim().is_empty() {
        return refuse("a signature needs a name: --by NAME");
    }
    let (packs, status) = packs_here(arguments.pack.as_slice(), &[], manner);
    if status != Status::Clean {
        return status;
    }
    match sign(&packs, arguments) {
        Ok(text) => output::print_or_say(&text),
        Err(message) => refuse(&message),
    }
}

fn refuse(message: &str) -> Status {
    output::talk(message);
    Status::Incomplete
}

fn sign(packs: &Packs, arguments: &Sign) -> Result<String, String> {
    let (loaded, pack) = signable(packs)?;
    let rules = asked(pack, &arguments.rules)?;
    let on = arguments.on.or_else(today).ok_or("the clock tells no day; say one with --on DATE")?;
    let folder = loaded.place().ok_or_else(|| embedded(&pack.id))?;
    let by = arguments.by.trim();
    let replaced = |old: &&Signature| !(old.by == by && rules.iter().any(|rule| rule.id == old.rule));
    let mut signatures: Vec<Signature> = pack.signatures.iter().filter(replaced).cloned().collect();
    signatures.extend(rules.iter().map(|rule| Signature {
        rule: rule.id.clone(),
        hash: fingerprint(pack, rule),
        by: by.to_owned(),
        on,
        span: rule.span,
    }));
    let file = format!("{}/signatures.yaml", loaded.folder);
    output::write_file(&folder.join("signatures.yaml"), &signature::write(&signatures))
        .map_err(|error| format!("`{file}` cannot be written: {}", problem(&error)))?;
    let lines: String = rules.iter().map(|rule| format!("  {}: {}\n", rule.id, rule.title)).collect();
    Ok(format!("{by} has signed in {file}\n{lines}"))
}

/// The one pack that can be meant.
fn signable(packs: &Packs) -> Result<(&Loaded, &Pack), String> {
    let mut usable = packs.loaded.iter().filter_map(|loaded| Some((loaded, loaded.pack.as_deref()?)));
    let mut in_folders = usable.clone().filter(|(loaded, _)| loaded.place().is_some());
    match (in_folders.next(), in_folders.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err("say which pack is signed: --pack FOLDER".to_owned()),
        (None, _) => Err(usable.next().map_or_else(
            || "there is no pack here to sign; say which one: --pack FOLDER".to_owned(),
            |(_, pack)| embedded(&pack.id),
        )),
    }
}

fn embedded(id: &str) -> String {
    format!("`{id}` is embedded in the program and cannot be signed there; name its folder: --pack FOLDER")
}

/// The rules asked for, by id or by group, each once.
fn asked<'p>(pack: &'p Pack, names: &[String]) -> Result<Vec<&'p Rule>, String> {
    let mut rules: Vec<&Rule> = Vec::new();
    for name in names {
        let named = |rule: &&Rule| rule.id == *name || rule.id.split('/').next() == Some(name.as_str());
        let found: Vec<&Rule> = pack.rules.iter().filter(named).collect();
        if found.is_empty() {
            let near = did_you_mean(name, pack.rules.iter().map(|rule| rule.id.as_str()));
            let help =
                near.map_or_else(|| "`candor rules` lists the rules".to_owned(), |near| near.english().to_owned());
            return Err(format!("`{}` has no rule and no group `{name}`; {help}", pack.id));
        }
        for rule in found {
            if !rules.iter().any(|known| known.id == rule.id) {
                rules.push(rule);
            }
        }
    }
    Ok(rules)
}
