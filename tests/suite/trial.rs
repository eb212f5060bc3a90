//! The examples of every pack come out as they say, and nothing else comes of them.

use std::fmt::Write as _;

use candor::trial;

use super::policy::{folder, load_folder};

#[test]
fn examples_of_every_pack_come_out() {
    for entry in std::fs::read_dir(folder("policies")).into_iter().flatten() {
        let path = entry.expect("the folder can be read").path();
        let (sources, loaded) = load_folder(&path);
        let (Some(pack), Some(world)) = (loaded.pack, loaded.world) else { panic!("{} has no world", path.display()) };
        let trials = trial::run(&pack, &sources, world);
        let mut said = String::new();
        for fault in &trials.world {
            writeln!(said, "clean world: {fault}").expect("a string");
        }
        for trial in trials.trials.iter().filter(|trial| !trial.failures.is_empty()) {
            writeln!(said, "{}: {} ({})", sources.place(trial.span), trial.example, trial.rule).expect("a string");
            for failure in &trial.failures {
                writeln!(said, "  {failure}").expect("a string");
            }
        }
        let failed = trials.trials.iter().filter(|trial| !trial.failures.is_empty()).count();
        assert!(trials.passed(), "{failed} of {} examples failed\n{said}", trials.trials.len());
    }
}
