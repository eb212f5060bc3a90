//! Files of a pack.
#![no_main]

#[path = "../inputs.rs"]
#[expect(dead_code, reason = "each target tries one kind of input")]
mod inputs;

libfuzzer_sys::fuzz_target!(|text: &str| inputs::pack(text));
