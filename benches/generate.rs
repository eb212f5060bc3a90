//! A workspace of any size, made up but with a realistic mix: modules with fields, stores, purposes and flows of their own
//! over all verbs, classed under the first pack's words or using these directly. The same numbers give the same text.

use std::fmt::Write;

/// How large a workspace is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Flows, all files together; made up to whole modules.
    pub(crate) flows: usize,
    /// Files.
    pub(crate) files: usize,
}

/// A file: its path and its text.
pub(crate) type File = (String, String);

/// Flows in one module.
const FLOWS_OF_MODULE: usize = 12;

const FIELDS: [&str; 12] = [
    "mobile-phone-number",
    "name",
    "company-name",
    "email",
    "text-input",
    "picture-input",
    "rating",
    "ip-address",
    "location",
    "browser-type",
    "cookies",
    "feedback",
];

const PURPOSES: [&str; 10] = [
    "create-account",
    "login-verification",
    "business-notification",
    "generate-output",
    "continuous-experience",
    "service-quality",
    "ensure-normal-operation",
    "prevent-security-risk",
    "answer-request",
    "model-training",
];

const FEATURES: [&str; 8] = [
    "account-registration",
    "login",
    "dialogue",
    "evaluation",
    "usage-history",
    "stable-operation",
    "security",
    "customer-service",
];

/// Makes a workspace.
pub(crate) fn workspace(size: Size) -> Vec<File> {
    let modules = size.flows.div_ceil(FLOWS_OF_MODULE);
    let files = size.files.clamp(1, modules.max(1));
    let mut made = vec![("platform.candor".to_owned(), PLATFORM.to_owned())];
    // A file has one module, and a module may stand in several files; where there are fewer files than modules, the
    // modules of a file are one.
    for file in 0..files {
        let mut text = format!("module m{file}\n");
        for module in (file..modules).step_by(files) {
            write_module(&mut text, file, module, module >= files);
        }
        made.push((format!("flows/part-{:03}/m{file}.candor", file / 100), text));
    }
    made
}

const PLATFORM: &str = r#"# What all modules share.
system generated-platform "Generated platform" {
  policy   01ai-platform
  operator "Nobody Ltd"
  measures encryption, access-control, training
}

subject account-holder : user "Account holder" {
  age            adult
  account        yes
  accepts-policy before-use
}

subject visitor : user "Visitor" { account no }

store warehouse "Everything that reports are made of" {
  open-to authorised-staff
  delete  within 15 days of purpose-ended, account-cancelled, deletion-request, minor-confirmed, shutdown
}

store warehouse-tape {
  backup-of warehouse
  open-to   nobody
  delete    within 40 days of deletion-request, account-cancelled, minor-confirmed, shutdown
}

recipient cloud : processor "Computing" {
  agreement  "contracts/cloud.pdf"
  limited-to all
  evaluated  2026-01-10
  assessed   2026-01-10
  measures   encryption
  delete     within 5 days of purpose-ended, account-cancelled, deletion-request, shutdown
}

recipient sister : affiliate "Sister company"

recipient watchdog : authority "Regulator"

recipient board : public "Notice board"

transform scrub : deidentify {
  restorable never
  evidence   "docs/scrub.md"
}

transform cover : mask
"#;

/// The declarations of one module. Their names carry the module's number, so that several may share a file.
fn write_module(text: &mut String, file: usize, module: usize, shares_file: bool) {
    let dice = Dice(module as u64);
    let (first, second) = (dice.of(1, &FIELDS), dice.of(2, &FIELDS));
    let (purpose, feature) = (dice.of(3, &PURPOSES), dice.of(4, &FEATURES));
    let own = module;
    let separator = if shares_file { "\n# Part two of the same module.\n" } else { "\n" };
    write(
        text,
        format_args!(
            r#"{separator}data field-{own} : {first} "Field {own}"

data note-{own} "Free note {own}"

group both-{own} {{ data field-{own}, note-{own} }}

purpose work-{own} : {purpose} "Work {own}" {{
  needs   field-{own}
  may-use note-{own}
  lasts   until account-cancelled
}}

purpose study-{own} "Study {own}" {{
  needs score-{own}
  lasts {days} days
}}

data score-{own} "Score {own}"

feature part-{own} : {feature} {{
  basic    no
  requires nothing
}}

store shelf-{own} "Shelf {own}" {{
  open-to authorised-staff
  delete  within 15 days of purpose-ended, account-cancelled, deletion-request, minor-confirmed, shutdown
}}

consent agreed-{own} : choice "Switch {own}" {{
  from   account-holder
  covers score-{own} for study-{own}
  covers field-{own} for work-{own} to sister
}}

notice told-{own} {{
  tells     purpose, method, scope
  covers    both-{own} for work-{own} to cloud
  effective 2026-01-01
}}

"#,
            days = 10 + dice.number(5) % 300,
        ),
    );
    write_flows(text, file, own, second);
}

fn write_flows(text: &mut String, file: usize, own: usize, second: &str) {
    let before = neighbour(file, own);
    write(
        text,
        format_args!(
            r#"collect form-{own} "Form {own}" {{
  feature  part-{own}
  from     account-holder
  into     shelf-{own}
  means    form
  required field-{own}
  optional note-{own}
  for      work-{own}
  notice   told-{own} before
}}

collect log-{own} {{
  feature  part-{own}
  from     visitor
  into     shelf-{own}
  means    automatic
  optional {second}
  for      ensure-normal-operation
}}

use work-on-{own} {{
  feature part-{own}
  from    shelf-{own}
  data    field-{own}
  for     work-{own}
}}

use score-from-{own} {{
  from    shelf-{own}
  into    shelf-{own}
  data    both-{own}
  derives score-{own}
  for     study-{own}
  basis   consent agreed-{own} before
  stop    within 1 day of withdrawal
}}

use learn-{own} {{
  from shelf-{own}
  data note-{own}
  for  model-training
  via  scrub on note-{own}
}}

use report-{own} {{
  from shelf-{own}
  into warehouse
  data score-{own}
  for  study-{own}
}}

use fetch-{own} {{
  from {before}
  into shelf-{own}
  data {second}
  for  service-quality
}}

display desk-{own} {{
  from    shelf-{own}
  data    field-{own}
  for     work-{own}
  via     cover
  open-to authorised-staff
}}

display mine-{own} {{
  from    shelf-{own}
  data    both-{own}
  for     work-{own}
  open-to owner
}}

entrust compute-{own} {{
  from   shelf-{own}
  to     cloud
  data   both-{own}
  for    work-{own}
  notice told-{own} before
}}

share with-sister-{own} {{
  from  shelf-{own}
  to    sister
  data  field-{own}
  for   work-{own}
  basis consent agreed-{own} before
  stop  within 1 day of withdrawal
}}

"#
        ),
    );
    let last = match own % 10 {
        0 => format!(
            "disclose post-{own} {{\n  from shelf-{own}\n  to   board\n  data score-{own}\n  for  study-{own}\n}}\n"
        ),
        1..4 => format!(
            "share ask-{own} {{\n  from shelf-{own}\n  to   watchdog\n  data field-{own}\n  for  work-{own}\n}}\n"
        ),
        _ => format!("use count-{own} {{\n  from shelf-{own}\n  data score-{own}\n  for  study-{own}\n}}\n"),
    };
    text.push_str(&last);
}

/// The store from which a module fetches: of the module before it, in its own file where they share one.
fn neighbour(file: usize, own: usize) -> String {
    match own.checked_sub(1) {
        Some(before) if file > 0 => format!("m{}.shelf-{before}", file - 1),
        Some(_) | None => format!("shelf-{own}"),
    }
}

fn write(text: &mut String, arguments: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(arguments);
}

/// Numbers that look thrown and never change.
struct Dice(u64);

impl Dice {
    fn number(&self, throw: u64) -> u64 {
        let mixed = (self.0 * 31 + throw + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33
    }

    fn of<'a>(&self, throw: u64, words: &[&'a str]) -> &'a str {
        words[self.number(throw) as usize % words.len()]
    }
}
