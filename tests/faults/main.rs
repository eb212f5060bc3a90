//! Every deliberate fault of the engine must be killed by a named property of the sixteen. A fault holds for the whole
//! process, so one is switched on after another, and only the properties that are named for it are asked.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what it takes for granted, and fails by panicking")]

#[path = "../suite/oracle/mod.rs"]
#[expect(dead_code, reason = "the suite asks it more than this")]
mod oracle;
#[path = "../suite/properties/mod.rs"]
#[expect(dead_code, reason = "the suite tells more of them than this")]
mod properties;

use candor::fault::Fault;

use properties::text::joined;
use properties::world::World;
use properties::{PROPERTIES, Stage, stages};
use rayon::prelude::*;

/// The properties that kill a fault, the quickest first.
fn killers(fault: Fault) -> &'static [u8] {
    match fault {
        Fault::AllowByOverlap => &[10, 5],
        Fault::ForbidDropped => &[10, 6],
        Fault::UnknownPasses => &[10, 8, 5],
        Fault::ExceptionByDoubt => &[10, 8],
        Fault::OneLeafOnly | Fault::FirstRecipientOnly => &[10, 5],
        Fault::ClaimInherited => &[7, 8, 11],
        Fault::ClaimOutOfScope => &[10, 8],
        Fault::ConsentInherited => &[10, 7, 8],
        Fault::ConsentAfterwards | Fault::ConsentOfAnother => &[10, 8],
        Fault::ConsentForOthers | Fault::EvidenceNotAsked => &[8],
        Fault::DeidentifiedIsAnonymous | Fault::TransformOnSiblings => &[10, 3],
        Fault::RelinkForgotten => &[10, 11],
        Fault::MaskPublished => &[8],
        Fault::BackEdgeIgnored => &[10, 4, 9, 11, 1],
        Fault::BackupForgotten => &[10, 4, 9, 11],
        Fault::BarrierByDoubt => &[10, 8],
        Fault::LongWitness => &[9],
        Fault::UnknownAgeIsAdult | Fault::DelayIgnored => &[10, 5],
        Fault::GeneralLineFirst => &[10, 3],
        Fault::AgreementNotAsked => &[8],
    }
}

#[test]
fn every_fault_is_killed_by_a_named_property() {
    let stages = stages();
    let mut told = String::new();
    for fault in Fault::ALL {
        told += &format!("{fault:?}: {}\n", fault.summary());
        for number in killers(*fault) {
            let by = killed(*fault, *number, &stages);
            println!("{fault:?} {number} {by:?}");
            told += &by.unwrap_or_else(|| format!("  NOT KILLED by {number}\n"));
        }
    }
    insta::assert_snapshot!(told);
    assert!(!told.contains("NOT KILLED"), "{told}");
}

/// What a property says first with a fault switched on.
fn killed(fault: Fault, number: u8, stages: &[Stage]) -> Option<String> {
    let property = PROPERTIES.iter().find(|property| property.number == number)?;
    let anew: Vec<Stage> = stages.iter().map(anew).collect();
    Fault::switch(Some(fault));
    let breach = (property.cases)(&anew).par_iter().find_map_first(|case| case().breaches.into_iter().next());
    Fault::switch(None);
    Some(format!("  {number} {}: {}\n", property.name, breach?.told()))
}

/// The same worlds, of which nothing is known yet.
fn anew(stage: &Stage) -> Stage {
    let worlds = stage.worlds.iter().map(|world| World::new(world.name.clone(), &joined(&world.blocks)));
    Stage { pack: stage.pack.clone(), worlds: worlds.collect() }
}
