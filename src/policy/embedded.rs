//! The packs that the program carries with it.

/// A pack that the program carries: its id, and each of its files by its path within the pack's folder.
pub type Embedded = (&'static str, &'static [(&'static str, &'static str)]);

macro_rules! pack {
    ($id:literal: $($path:literal)+) => {
        ($id, &[$(($path, include_str!(concat!("../../policies/", $id, "/", $path)))),+])
    };
}

const PACKS: &[Embedded] = &[
    pack!("01ai-platform":
    "pack.yaml"
    "vocabulary.yaml"
    "clauses.yaml"
    "tables.yaml"
    "patterns.yaml"
    "rules/authentication.yaml"
    "rules/classification.yaml"
    "rules/collection.yaml"
    "rules/consent.yaml"
    "rules/cookies.yaml"
    "rules/deidentification.yaml"
    "rules/dialogue.yaml"
    "rules/disclosure.yaml"
    "rules/exceptions.yaml"
    "rules/incident.yaml"
    "rules/minors.yaml"
    "rules/necessity.yaml"
    "rules/policy-text.yaml"
    "rules/processors.yaml"
    "rules/purpose.yaml"
    "rules/response.yaml"
    "rules/retention.yaml"
    "rules/rights.yaml"
    "rules/security.yaml"
    "rules/sharing.yaml"
    "rules/shutdown.yaml"
    "rules/storage.yaml"
    "rules/transfer.yaml"
    "signatures.yaml"
    "languages/zh/clauses.yaml"
    "languages/zh/rules.yaml"
    "languages/zh/vocabulary.yaml"
    "world.candor"
    ),
    pack!("pipl":
    "pack.yaml"
    "vocabulary.yaml"
    "clauses.yaml"
    "tables.yaml"
    "patterns.yaml"
    "rules/abroad.yaml"
    "rules/basis.yaml"
    "rules/consent.yaml"
    "rules/decisions.yaml"
    "rules/duties.yaml"
    "rules/incident.yaml"
    "rules/notice.yaml"
    "rules/others.yaml"
    "rules/public.yaml"
    "rules/purpose.yaml"
    "rules/retention.yaml"
    "rules/rights.yaml"
    "rules/scope.yaml"
    "rules/sensitive.yaml"
    "languages/zh/clauses.yaml"
    "languages/zh/rules.yaml"
    "languages/zh/vocabulary.yaml"
    "world.candor"
    ),
];

/// All packs that the program carries.
pub fn embedded() -> &'static [Embedded] {
    PACKS
}

/// The text of a rules file with blanks where its examples stand. A check needs no examples, and those of the carried
/// packs are tried when the program is built; reading them would take longer than all the rest of a pack. Every other
/// word keeps its place.
pub fn without_examples(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut examples: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let is_empty = line.trim().is_empty();
        if examples.is_some_and(|depth| !is_empty && indent <= depth) {
            examples = None;
        }
        if examples.is_none() && line.trim() == "examples:" {
            examples = Some(indent);
        }
        match examples {
            Some(_) => blanked.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' })),
            None => blanked.push_str(line),
        }
    }
    blanked
}
