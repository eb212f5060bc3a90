//! A workspace of any size, made up but like a real one: each file is a service with fields, stores, purposes, a notice, a
//! processor and flows of its own, most of which keep the first pack's promises. One service in forty trains a model on
//! raw text. The same numbers give the same text.

use std::fmt::Write;

/// How large a workspace is to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Flows, all files together; made up to whole files.
    pub(crate) flows: usize,
    /// Files.
    pub(crate) files: usize,
}

/// A file: its path and its text.
pub(crate) type File = (String, String);

/// One service in so many has a fault.
const FAULTY: usize = 40;

/// What a service does with one kind of data: the function, how it comes in, the fields, and the purpose.
struct Duty {
    feature: &'static str,
    means: &'static str,
    fields: [&'static str; 2],
    purpose: &'static str,
}

const DUTIES: [Duty; 3] = [
    Duty { feature: "dialogue", means: "dialog-box", fields: ["said", "picture"], purpose: "answer" },
    Duty { feature: "stable-operation", means: "automatic", fields: ["when", "browser"], purpose: "keep-steady" },
    Duty { feature: "evaluation", means: "form", fields: ["stars", "faults"], purpose: "do-better" },
];

/// Makes a workspace.
pub(crate) fn workspace(size: Size) -> Vec<File> {
    let files = size.files.max(1);
    let each = size.flows.div_ceil(files).max(1);
    let mut made = vec![("platform.candor".to_owned(), PLATFORM.to_owned())];
    for number in 0..files {
        made.push((format!("flows/part-{:03}/service-{number}.candor", number / 100), service(number, each)));
    }
    made
}

fn service(number: usize, flows: usize) -> String {
    let mut text = format!("module service-{number}\n\n{SERVICE}\n");
    for (store, duty) in DUTIES.iter().enumerate() {
        let events = "account-cancelled, deletion-request, minor-confirmed, purpose-ended, shutdown, withdrawal";
        let name = format!("{}-data", duty.purpose);
        let _ = writeln!(text, "store {name} \"Store {store} of service {number}\" {{");
        let _ = writeln!(text, "  open-to authorised-staff\n  delete  within 15 days of {events}\n}}\n");
        let _ = writeln!(text, "store {name}-tape {{\n  backup-of {name}\n  open-to   nobody");
        let _ = writeln!(
            text,
            "  delete    within 25 days of account-cancelled, deletion-request, minor-confirmed, shutdown\n}}\n"
        );
    }
    for flow in 0..flows {
        write_flow(&mut text, number, flow);
    }
    text
}

/// The first three flows collect; of the others a sixth collects too, and the rest use, display and entrust in turn.
fn write_flow(text: &mut String, service: usize, flow: usize) {
    let duty = &DUTIES[(flow + service) % DUTIES.len()];
    let store = format!("{}-data", duty.purpose);
    let data = match (flow / 3) % 3 {
        0 => duty.fields.join(", "),
        field => duty.fields[field - 1].to_owned(),
    };
    let Duty { feature, means, fields, purpose } = duty;
    let faulty = service % FAULTY == FAULTY - 1 && flow == 7;
    let _ = match (flow, flow % 6) {
        _ if faulty => writeln!(
            text,
            "use learn-{flow} \"Learns from what people say\" {{\n  from answer-data\n  data said\n  for  model-training\n}}\n"
        ),
        (0..3, _) | (_, 0) => writeln!(
            text,
            "collect take-{flow} \"Takes {data} in\" {{\n  feature  {feature}\n  from     holder\n  into     {store}\n  \
             means    {means}\n  optional {}\n  for      {purpose}\n  notice   told before\n}}\n",
            fields.join(", ")
        ),
        (_, 1 | 2) => writeln!(
            text,
            "use serve-{flow} \"Serves people, step {flow}\" {{\n  from {store}\n  data {data}\n  for  {purpose}\n}}\n"
        ),
        (_, 3) => writeln!(
            text,
            "display show-{flow} \"Shows to staff\" {{\n  from    {store}\n  data    {data}\n  for     {purpose}\n  \
             open-to authorised-staff\n  via     dots\n}}\n"
        ),
        _ => writeln!(
            text,
            "entrust host-{flow} \"Has the host do it\" {{\n  from   {store}\n  to     host\n  data   {data}\n  \
             for    {purpose}\n  notice told before\n}}\n"
        ),
    };
}

/// What each service declares beside its stores and flows.
const SERVICE: &str = r#"data said : text-input "What people type"
data picture : picture-input "Pictures"
data when : request-date-time "Time of a request"
data browser : browser-type "Browser"
data stars : rating "Stars given"
data faults : error-reasons "What people found wrong"

purpose answer : generate-output "Answer people" {
  needs said, picture
  lasts until account-cancelled
}

purpose keep-steady : ensure-normal-operation "Keep the service running" {
  needs when, browser
  lasts until account-cancelled
}

purpose do-better : improve-output-quality "Answer better" {
  needs stars, faults
  lasts until account-cancelled
}

notice told "Screen before the first use" {
  tells  purpose, method, scope, recipient, others-authorisation
  covers said, picture, when, browser, stars, faults for answer, keep-steady, do-better to host
}

recipient host : processor "Host of this service" {
  agreement  "https://example.org/agreement"
  limited-to answer, keep-steady, do-better
  evaluated  2026-01-10
  assessed   2026-01-10
  measures   encryption
  delete     within 10 days of account-cancelled, deletion-request, minor-confirmed, purpose-ended, shutdown, withdrawal
}
"#;

/// What all services share.
const PLATFORM: &str = r#"system generated-platform "Generated platform" {
  policy   01ai-platform
  operator "Nobody Ltd"
  measures access-control, attack-protection, encryption, physical, training
}

subject holder : user "Account holder" {
  age            adult
  account        yes
  accepts-policy before-use
}

feature chat : dialogue {
  basic    yes
  requires nothing
}

transform dots : mask "Dots instead of letters" { evidence "https://example.org/dots" }

measure locks : physical {
  against  access, damage, disclosure, loss, modification, use
  evidence "https://example.org/locks"
}

notice complaints "Every answer to a request" { tells regulator-complaint }

right see : review {
  channel  email
  covers   all
  within   10 days
  fee      nothing
  verifies identity
}

right mend : correct {
  channel  email
  covers   all
  within   10 days
  fee      nothing
  verifies identity
}

right add : supplement {
  channel  email
  covers   all
  within   10 days
  fee      nothing
  verifies identity
}

right own-copy : copy {
  channel  email
  covers   all
  within   10 days
  fee      nothing
  verifies identity
}

right erase : delete {
  channel  email
  covers   all
  within   10 days
  fee      nothing
  verifies identity
  grounds  no-explicit-consent, serious-breach, unlawful-handling
}

right look-back : manage-history {
  channel  in-product
  covers   all
  within   10 days
  fee      nothing
  verifies identity
}

right leave : cancel-account {
  channel  email
  covers   all
  within   10 days
  fee      nothing
  verifies identity
  stop     within 1 day of account-cancelled
}

right question : ask {
  channel  email
  within   10 days
  fee      nothing
  verifies nothing
}

right of-a-guardian : guardian-notice {
  channel  email
  covers   all
  within   10 days
  fee      nothing
  verifies guardianship
}

plan burglary : incident {
  tells      advice, impact, measures, remedies, situation
  channel    email
  fallback   announcement
  within     12 hours
  reports-to "The regulator"
}

plan last-day : shutdown {
  channel email
  stop    within 3 days of shutdown
}
"#;
