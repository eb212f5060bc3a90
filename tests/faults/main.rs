//! Every deliberate fault of the engine must be noticed. The oracle of the test suite is asked about the same cases with each
//! fault switched on, one after another, since a fault holds for the whole process.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what it takes for granted, and fails by panicking")]

#[path = "../suite/oracle/mod.rs"]
#[expect(dead_code, reason = "the suite asks it more than this")]
mod oracle;

use candor::fault::Fault;
use candor::policy::pack::Pack;

use oracle::{Question, questions};

/// How many packs are drawn, each with a few workspaces.
const PACKS: u64 = 400;

#[test]
fn every_fault_is_noticed() {
    let asked: Vec<(Pack, Vec<Question>)> = (0..PACKS).map(questions).collect();
    assert!(noticed_in(&asked).is_none(), "without a fault engine and oracle differ");
    let mut told = String::new();
    for fault in Fault::ALL {
        Fault::switch(Some(*fault));
        let seen = noticed_in(&asked);
        Fault::switch(None);
        println!("{fault:?}: {seen:?}");
        let by = if seen.is_some() { "noticed by the oracle" } else { "NOT NOTICED" };
        told += &format!("{fault:?}: {by}\n  {}\n", fault.summary());
    }
    insta::assert_snapshot!(told);
    assert!(!told.contains("NOT NOTICED"), "{told}");
}

/// After how many cases the engine says something else than the oracle.
fn noticed_in(asked: &[(Pack, Vec<Question>)]) -> Option<usize> {
    let all = asked.iter().flat_map(|(pack, questions)| questions.iter().map(move |question| (pack, question)));
    let mut cases = all.enumerate();
    cases
        .find(|(_, (pack, question))| question.ask(pack).as_ref() != Ok(&question.expected.lines))
        .map(|(at, _)| at + 1)
}
