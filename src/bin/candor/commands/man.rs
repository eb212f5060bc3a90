//! `candor man`: the pages of the manual, from the same words as `--help`.

use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man as Page;

use crate::arguments::{Arguments, Man};
use crate::reading::problem;
use crate::{Status, output};

/// Runs the command.
pub(crate) fn run(arguments: &Man) -> Status {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    match &arguments.out {
        Some(folder) => write_all(folder, &command),
        None => output::print_or_say(&page(&command)),
    }
}

/// Writes a page for the command and for each below it.
fn write_all(folder: &Path, command: &Command) -> Status {
    if let Err(error) = std::fs::create_dir_all(folder) {
        output::talk(&format!("the folder `{}` cannot be made: {}", folder.display(), problem(&error)));
        return Status::Incomplete;
    }
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let written = output::file_or_say(&folder.join(format!("{name}.1")), &page(command));
    let below = command.get_subcommands().filter(|command| !command.is_hide_set());
    below.map(|command| write_all(folder, command)).max().unwrap_or(Status::Clean).max(written)
}

/// The page of one command.
fn page(command: &Command) -> Vec<u8> {
    let mut text = Vec::new();
    // Writing to memory cannot fail.
    let _ = Page::new(command.clone()).render(&mut text);
    text
}
