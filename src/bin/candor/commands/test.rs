//! `candor test`: tries the examples of policy packs.

use candor::report::{self, Format, Input, Remarks, Style};
use candor::trial::{self, Trial, Trials};

use crate::arguments::{Manner, Test};
use crate::commands::packs_here;
use crate::packs::Loaded;
use crate::{Status, output};

/// Runs the command.
pub(crate) fn run(arguments: &Test, manner: &Manner) -> Status {
    let (packs, mut status) = packs_here(&arguments.policies, manner);
    for loaded in &packs.loaded {
        status = status.max(test(loaded));
    }
    status
}

fn test(loaded: &Loaded) -> Status {
    let Some(pack) = &loaded.pack else { return Status::Incomplete };
    let (advice, advised) = advise(loaded);
    let Some(world) = loaded.world else {
        output::talk(&format!("`{}` has no `world.candor`, so its examples cannot be tried", pack.id));
        return Status::Incomplete;
    };
    let trials = trial::run(pack, &loaded.sources, world);
    let status = if trials.passed() { Status::Clean } else { Status::Found };
    let verdict = verdict(&format!("{} {}", pack.id, pack.version), &trials);
    let text = advice + &told(loaded, &trials) + &verdict;
    advised.max(status).max(output::print_or_say(&text))
}

/// What could be better about the pack, one line each. It fails the test, but leaves nothing untried.
fn advise(loaded: &Loaded) -> (String, Status) {
    let remarks = [Remarks { diagnostics: &loaded.advice, ..loaded.remarks() }];
    let input = Input { remarks: &remarks, workspaces: &[], as_of: None };
    let status = if loaded.advice.is_empty() { Status::Clean } else { Status::Found };
    (report::render(Format::Concise, &input, &Style::default()), status)
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
