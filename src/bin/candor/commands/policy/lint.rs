//! `candor policy lint`: what the policy's author and its lawyers should look at. It fails no build.

use candor::audit::{self, Matter, Remark};
use candor::diagnostic::Language;
use candor::policy::pack::Pack;
use serde::Serialize;

use crate::Status;
use crate::arguments::{Lint, ListFormat, Manner};
use crate::commands::PerPolicy;
use crate::commands::packs_here;
use crate::output;
use crate::packs::Loaded;

/// What was remarked on one pack.
struct Looked<'a> {
    loaded: &'a Loaded,
    pack: &'a Pack,
    remarks: Vec<Remark>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Lint, manner: &Manner) -> Status {
    let (packs, status) = packs_here(&arguments.packs.policies, &Language::ALL, manner);
    let looked: Vec<Looked> = packs.loaded.iter().filter_map(look).collect();
    let text = match arguments.form.format {
        ListFormat::Human => looked.iter().map(told).collect::<Vec<_>>().join("\n"),
        ListFormat::Json => json(&looked),
    };
    status.max(output::print_or_say(&text))
}

fn look(loaded: &Loaded) -> Option<Looked<'_>> {
    let pack = loaded.pack.as_deref()?;
    Some(Looked { loaded, pack, remarks: audit::lint(pack, &loaded.sources, loaded.world) })
}

fn told(looked: &Looked) -> String {
    let pack = looked.pack;
    let mut text = format!("{} {}: {}\n", pack.id, pack.version, pack.title);
    for matter in Matter::ALL {
        let remarks: Vec<&Remark> = looked.remarks.iter().filter(|remark| remark.matter == matter).collect();
        if !remarks.is_empty() {
            text += &format!("\n{} ({})\n", matter.heading(), remarks.len());
            text.extend(remarks.into_iter().map(|remark| item(looked.loaded, remark)));
        }
    }
    text += &advice(looked.loaded);
    if looked.remarks.is_empty() && looked.loaded.advice.is_empty() {
        text += "nothing to remark\n";
    }
    text
}

fn item(loaded: &Loaded, remark: &Remark) -> String {
    let place = place(loaded, remark).map(|place| format!(" ({place})")).unwrap_or_default();
    let treatment = remark.treatment.as_ref().map(|treatment| format!("    the pack: {treatment}\n"));
    format!("  {}  {}{place}\n{}", remark.subject, remark.message, treatment.unwrap_or_default())
}

fn place(loaded: &Loaded, remark: &Remark) -> Option<String> {
    Some(format!("{}/{}", loaded.folder, loaded.sources.place(remark.span?)))
}

/// What was said about the pack's rules when it was loaded, and stands in nobody's way.
fn advice(loaded: &Loaded) -> String {
    if loaded.advice.is_empty() {
        return String::new();
    }
    let line = |said: &candor::diagnostic::Diagnostic| {
        let place = said.span().map(|span| format!(" ({}/{})", loaded.folder, loaded.sources.place(span)));
        format!("  {}{}\n", said.message.english(), place.unwrap_or_default())
    };
    format!("\nrules without proof ({})\n", loaded.advice.len()) + &loaded.advice.iter().map(line).collect::<String>()
}

#[derive(Serialize)]
struct Policy<'a> {
    id: &'a str,
    version: &'a str,
    remarks: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    matter: &'static str,
    subject: &'a str,
    message: &'a str,
    treatment: Option<&'a str>,
    place: Option<String>,
}

fn json(looked: &[Looked]) -> String {
    let policies = looked.iter().map(|looked| Policy {
        id: &looked.pack.id,
        version: &looked.pack.version,
        remarks: looked.remarks.iter().map(|remark| listed(looked.loaded, remark)).collect(),
    });
    output::json(&PerPolicy::new(policies))
}

fn listed<'a>(loaded: &Loaded, remark: &'a Remark) -> Listed<'a> {
    Listed {
        matter: remark.matter.word(),
        subject: &remark.subject,
        message: &remark.message,
        treatment: remark.treatment.as_deref(),
        place: place(loaded, remark),
    }
}
