//! candor holds what software does with personal data against what its privacy policy promised.
//!
//! Flow files say what a system does; a policy pack says what was promised. The library takes both as texts and gives
//! back findings, each with the clause it breaks and the way on which the data got there.
//!
//! # The road of the data
//!
//! ```text
//!      grammar/flow.pest                      policies/*/ (YAML)
//!             |                                      |
//!  source <- diagnostic <- syntax <- model <- graph  policy
//!                            |                  \    /
//!                          format               check
//!                                                 |
//!                                             analysis
//!                                       /      /      \      \
//!                           trial  audit  explain  gate  difference  report  configuration
//!                                       \      \      /      /
//!                                          bin/candor
//! ```
//!
//! A stage is one folder with one verb; everything else in it is private.
//!
//! | stage | what it owns | its verb |
//! |---|---|---|
//! | [`fault`] | deliberate faults, for tests alone; the only stage that does nothing | [`fault::Fault`] |
//! | [`source`] | files as text, spans, line and column; the library's only view of the outside | [`source::Sources`] |
//! | [`diagnostic`] | what is said to people; the one table of codes; the nearest name | [`diagnostic::Diagnostic`] |
//! | [`syntax`] | text to tree | [`syntax::parse`] |
//! | [`format`](mod@format) | tree to canonical text | [`format::format`] |
//! | [`model`] | trees to a resolved model with typed ids | [`model::resolve`] |
//! | [`graph`] | model to flow graph, facets and paths | [`graph::build`] |
//! | [`policy`] | YAML to a typed pack: vocabulary, clauses, tables, rules | [`policy::load`] |
//! | [`check`] | graph and pack to findings, with witnesses | `run` |
//! | [`analysis`] | the whole pipeline as one function, for one policy or several | [`analysis::analyze`] |
//! | [`trial`] | a pack's own examples, each held against what it expects | `run` |
//! | [`audit`] | what stands for each clause, what has no effect, what the published document says now | one function each |
//! | [`explain`] | rules, clauses and declarations in words | one function each |
//! | [`gate`] | what a baseline holds, what a change adds | one function each |
//! | [`difference`] | what a change of flows means, widened or narrowed | [`difference::difference`] |
//! | [`report`] | analysis to bytes, one file a format | [`report::render`] |
//! | [`configuration`] | `candor.yaml` | [`configuration::read`] |
//!
//! The program in `src/bin/candor` does what is left: everything that touches process, disk, clock or terminal.
//!
//! # Invariants, each held by a test
//!
//! 1. A stage names only stages before it in the list below, and each outside crate has its owners, named in
//!    `Cargo.toml`. Inside one crate the compiler holds neither, so `tests/suite/architecture.rs` does.
//! 2. The library never touches disk, clock, environment, network or terminal: clippy's `disallowed-methods` is denied
//!    here. An editor's unsaved text and a test both just fill a [`source::Sources`].
//! 3. A user's mistake is a [`diagnostic::Diagnostic`], never a `Result` that stops the stage, never a panic. A stage
//!    returns its value and its diagnostics, and goes on.
//! 4. There is one [`diagnostic::Diagnostic`] and one [`check::finding::Finding`] from parser to report. Renderers are
//!    leaves, with output types of their own.
//! 5. The same input gives the same bytes: no hash order, no clock and no absolute path is in any output.
//! 6. A span always points into a file of its [`source::Sources`]; a citation always points to a clause of the pack.
//!
//! Deliberately absent: a second evaluator, a plug-in interface, a global state, and any knowledge of one policy. What a
//! policy promises stands in its pack alone; a second pack asks for no change here.
#![deny(clippy::disallowed_methods)]

pub mod fault;
pub mod source;
pub mod diagnostic;
pub mod syntax;
pub mod format;
pub mod model;
pub mod graph;
pub mod policy;
pub mod check;
pub mod analysis;
pub mod trial;
pub mod audit;
pub mod explain;
pub mod gate;
pub mod difference;
pub mod report;
pub mod configuration;
