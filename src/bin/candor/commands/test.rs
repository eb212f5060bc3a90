//! `candor test`: tries the examples of policy packs.

use candor::report::{Input, Remarks, Verbosity, concise};
use candor::trial::{self, Covered, Mutation, RuleMutation, Trial, Trials};

use crate::arguments::{Manner, Test};
use crate::commands::packs_here;
use crate::packs::Loaded;
use crate::{Status, output};

/// Runs the command.
pub(crate) fn run(arguments: &Test, manner: &Manner) -> Status {
    let (packs, mut status) = packs_here(&arguments.packs.policies, &[], manner);
    for loaded in &packs.loaded {
        status = status.max(test(loaded, manner));
        if arguments.mutate && status == Status::Clean {
            status = status.max(mutate(loaded, arguments.at_least));
        }
    }
    status
}

fn test(loaded: &Loaded, manner: &Manner) -> Status {
    let Some(pack) = &loaded.pack else { return Status::Incomplete };
    let (advice, advised) = advise(loaded);
    let Some(world) = loaded.world else {
        output::talk(&format!("`{}` has no `world.candor`, so its examples cannot be tried", pack.id));
        return Status::Incomplete;
    };
    let trials = trial::run(pack, &loaded.sources, world);
    let status = if trials.passed() { Status::Clean } else { Status::Found };
    let verdict = verdict(&format!("{} {}", pack.id, pack.version), &trials);
    let coverage = covered(&pack.id, &trial::coverage(pack, &loaded.sources, world), manner.verbosity());
    let text = advice + &told(loaded, &trials) + &verdict + &coverage;
    advised.max(status).max(output::print_or_say(&text))
}

/// What could be better about the pack, one line each. It fails the test, but leaves nothing untried.
fn advise(loaded: &Loaded) -> (String, Status) {
    let remarks = [Remarks { diagnostics: &loaded.advice, ..loaded.remarks() }];
    let input = Input { remarks: &remarks, workspaces: &[], ..Input::default() };
    let status = if loaded.advice.is_empty() { Status::Clean } else { Status::Found };
    (concise(&input), status)
}

/// What did not come out as it should.
fn told(loaded: &Loaded, trials: &Trials) -> String {
    let world = trials.world.iter().map(|fault| format!("{}/world.candor: the clean world: {fault}\n", loaded.folder));
    let failed = trials.trials.iter().filter(|trial| !trial.failures.is_empty()).map(|trial| failure(loaded, trial));
    world.chain(failed).collect()
}

fn failure(loaded: &Loaded, trial: &Trial) -> String {
    let place = format!("{}/{}", loaded.folder, loaded.sources.place(trial.span));
    let failures: String = trial.failures.iter().map(|failure| format!("  {failure}\n")).collect();
    format!("{place}: `{}` of `{}`\n{failures}", trial.example, trial.rule)
}

fn verdict(pack: &str, trials: &Trials) -> String {
    let failed = trials.trials.iter().filter(|trial| !trial.failures.is_empty()).count();
    let all = trials.trials.len();
    match (failed, trials.world.len()) {
        (0, 0) => format!("{pack}: all {all} examples come out as they say\n"),
        (0, _) => format!("{pack}: all {all} examples come out as they say, but the clean world is not clean\n"),
        (failed, _) => format!("{pack}: {failed} of {all} examples do not come out as they say\n"),
    }
}

/// Changes the rules one thing at a time. A pack whose examples fail is not mutated: nothing could be told apart.
fn mutate(loaded: &Loaded, at_least: u32) -> Status {
    let (Some(pack), Some(world)) = (&loaded.pack, loaded.world) else { return Status::Incomplete };
    let mutation = trial::mutate(pack, &loaded.sources, world);
    let survivors: String = mutation.rules.iter().map(|rule| survivors(loaded, rule)).collect();
    let stale: String = mutation
        .stale
        .iter()
        .map(|stale| {
            format!(
                "{}/{}: `{}` explains a survivor that is none: {}\n",
                loaded.folder,
                loaded.sources.place(stale.span),
                stale.rule,
                stale.change
            )
        })
        .collect();
    let status = if mutation.reaches(at_least) { Status::Clean } else { Status::Found };
    status.max(output::print_or_say(&(survivors + &stale + &score(&pack.id, &mutation, at_least))))
}

fn survivors(loaded: &Loaded, rule: &RuleMutation) -> String {
    if rule.survived.is_empty() {
        return String::new();
    }
    let place = rule.span.map(|span| format!("{}/{}: ", loaded.folder, loaded.sources.place(span))).unwrap_or_default();
    let all = rule.killed + rule.survived.len();
    let mut text =
        format!("{place}`{}`: {} of {all} changes killed; no example tells it from\n", rule.rule, rule.killed);
    for survived in &rule.survived {
        let why = survived.why.as_ref().map(|why| format!("\n    explained: {}", why.trim())).unwrap_or_default();
        text.push_str(&format!("  {}{why}\n", survived.change));
    }
    text
}

fn score(pack: &str, mutation: &Mutation, at_least: u32) -> String {
    let (killed, all) = (mutation.killed(), mutation.total());
    let explained = mutation.rules.iter().flat_map(|rule| &rule.survived).filter(|one| one.why.is_some()).count();
    let permille = (killed * 1000).checked_div(all).unwrap_or(1000);
    let percent = format!("{}.{} %", permille / 10, permille % 10);
    let left = all - killed;
    let short = if mutation.reaches(at_least) { String::new() } else { format!(", which is under {at_least} %") };
    format!(
        "{pack}: {killed} of {all} changes killed ({percent}{short}); {left} survive, {explained} of them explained\n"
    )
}

/// How many sentences ever gave each answer; with `-v`, those that never gave one of them.
fn covered(pack: &str, sentences: &[Covered], verbosity: Verbosity) -> String {
    let count = |wanted: fn(&Covered) -> bool| sentences.iter().filter(|sentence| wanted(sentence)).count();
    let (yes, no, open) = (count(|one| one.was_true), count(|one| one.was_false), count(|one| one.was_unknown));
    let all = sentences.len();
    let summary = format!("{pack}: of {all} sentences, {yes} were true in some example, {no} false, {open} unknown\n");
    match verbosity {
        Verbosity::Quiet => String::new(),
        Verbosity::Normal => summary,
        Verbosity::Verbose => sentences.iter().filter_map(never).collect::<String>() + &summary,
    }
}

fn never(sentence: &Covered) -> Option<String> {
    let answers = [("true", sentence.was_true), ("false", sentence.was_false), ("unknown", sentence.was_unknown)];
    let missing: Vec<&str> = answers.into_iter().filter(|(_, seen)| !seen).map(|(answer, _)| answer).collect();
    let Covered { rule, word, sentence, .. } = sentence;
    (!missing.is_empty()).then(|| format!("`{rule}` `{word}` was never {}: {sentence}\n", missing.join(" or ")))
}
