//! `candor explain`: tells all about one thing, whatever kind of thing its name is.

use std::path::PathBuf;

use candor::diagnostic::{Code, Language, did_you_mean};
use candor::explain::{self, Declared, Scene};
use candor::policy::pack::ClauseId;
use candor::syntax::parse;
use candor::syntax::tree::Tree;

use crate::Status;
use crate::arguments::{Explain, Manner};
use crate::commands::packs_here;
use crate::output;
use crate::packs::{Loaded, Packs};
use crate::workspace::{self, Here};

/// Runs the command.
pub(crate) fn run(arguments: &Explain, manner: &Manner) -> Status {
    let subject = arguments.subject.as_str();
    if let Some(code) = Code::from_id(subject) {
        return output::print_or_say(code.page());
    }
    let (packs, status) = packs_here(&arguments.packs.policies, &[arguments.tongue.lang], manner);
    let mut told: Vec<String> =
        packs.loaded.iter().filter_map(|loaded| in_pack(loaded, subject, arguments.tongue.lang)).collect();
    let mut names = Vec::new();
    if told.is_empty() {
        told = in_workspaces(subject, arguments.tongue.lang, &mut names);
    }
    if told.is_empty() {
        return unknown(subject, &packs, &names);
    }
    status.max(output::print_or_say(&told.join("\n")))
}

/// The declarations of a name in the workspaces here, by their full names or, where no full name fits, by the last part.
fn in_workspaces(subject: &str, language: Language, names: &mut Vec<String>) -> Vec<String> {
    let Ok(here) = Here::new() else { return Vec::new() };
    let mut told = Vec::new();
    for workspace in workspace::find(&here, &[PathBuf::from(".")], None).workspaces {
        let sources = &workspace.sources;
        let trees: Vec<Tree> = workspace.flows().map(|file| parse(sources, file).tree).collect();
        let declared = Declared::new(sources, &trees);
        let full: Vec<&str> = match declared.find(subject) {
            Some(_) => vec![subject],
            None => declared.names().filter(|name| name.rsplit('.').next() == Some(subject)).collect(),
        };
        told.extend(full.into_iter().filter_map(|name| explain::declaration(sources, &declared, name, language)));
        let short = declared.names().filter_map(|name| name.rsplit_once('.')).map(|(_, last)| last);
        names.extend(declared.names().chain(short).map(str::to_owned));
    }
    told
}

/// A rule or a clause of a pack; of a clause's number without a letter, all that stand below it.
fn in_pack(loaded: &Loaded, subject: &str, language: Language) -> Option<String> {
    let pack = loaded.pack.as_deref()?;
    if let Some(rule) = pack.rule(subject) {
        let scene = loaded.world.map(|world| Scene { sources: &loaded.sources, world });
        return Some(explain::rule(pack, rule, scene, language));
    }
    if let Some(clause) = pack.clause(subject) {
        return Some(explain::clause(pack, clause, language));
    }
    let below = pack
        .clauses
        .iter()
        .enumerate()
        .filter(|(_, clause)| clause.id.strip_prefix(subject).is_some_and(|rest| rest.starts_with('-')));
    let told: Vec<String> = below.map(|(index, _)| explain::clause(pack, ClauseId(index as u32), language)).collect();
    (!told.is_empty()).then(|| told.join("\n"))
}

fn unknown(subject: &str, packs: &Packs, names: &[String]) -> Status {
    let codes = Code::ALL.iter().map(|code| code.id());
    let rules = packs.usable().flat_map(|pack| &pack.rules).map(|rule| rule.id.as_str());
    let clauses = packs.usable().flat_map(|pack| &pack.clauses).map(|clause| clause.id.as_str());
    let near = did_you_mean(subject, codes.chain(rules).chain(clauses).chain(names.iter().map(String::as_str)));
    let help = near.map_or_else(|| "`candor rules` lists the rules".to_owned(), |near| near.english().to_owned());
    output::talk(&format!("there is no code, rule, clause or declaration `{subject}`; {help}"));
    Status::Incomplete
}
