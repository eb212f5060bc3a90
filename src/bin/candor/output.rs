//! Where text goes: stdout, stderr, and files that are never left half-written.

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use candor::report::{Format, Style, Verbosity};

use crate::Status;
use crate::arguments::{Colour, Manner};
use crate::reading::problem;

/// Prints to stdout. That the reader has gone away is no failure: nobody is left to be told.
pub(crate) fn print(bytes: &(impl AsRef<[u8]> + ?Sized)) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes.as_ref()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Prints a result, or says why that cannot be done.
pub(crate) fn print_or_say(bytes: &(impl AsRef<[u8]> + ?Sized)) -> Status {
    match print(bytes) {
        Ok(()) => Status::Clean,
        Err(error) => {
            talk(&format!("nothing can be written to stdout: {}", problem(&error)));
            Status::Incomplete
        }
    }
}

/// Prints a report, unless it is no text and a terminal would have to show it.
pub(crate) fn report_or_say(format: Format, report: impl FnOnce() -> Vec<u8>) -> Status {
    if format.is_binary() && io::stdout().is_terminal() {
        talk(&format!(
            "`{}` is no text that a terminal can show; let stdout lead into a file, or name one",
            format.word()
        ));
        return Status::Incomplete;
    }
    print_or_say(&report())
}

/// Says something to the person at the terminal, beside the results. Nothing can be done if even that fails.
pub(crate) fn talk(text: &str) {
    let _ = writeln!(io::stderr().lock(), "candor: {text}");
}

/// Shows a report beside the results.
pub(crate) fn talk_plainly(report: &str) {
    let _ = io::stderr().lock().write_all(report.as_bytes());
}

/// How a report on stdout looks here.
pub(crate) fn style(manner: &Manner) -> Style {
    let colour = match manner.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    let plain = Style::default();
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    let width = terminal.map_or(plain.width, |(width, _)| usize::from(width.0).clamp(40, 120));
    Style { colour, width, verbosity: manner.verbosity(), ..plain }
}

/// How a report in a file looks, wherever it is made.
pub(crate) fn file_style(verbosity: Verbosity) -> Style {
    Style { verbosity, ..Style::default() }
}

/// Writes a file whole or not at all: beside its place first, then renamed.
pub(crate) fn write_file(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> io::Result<()> {
    let beside = beside(path);
    let written = write_new(&beside, bytes.as_ref())
        .and_then(|()| match fs::metadata(path) {
            Ok(old) => fs::set_permissions(&beside, old.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The failure itself is reported; a rest that cannot be taken away either is not worth a second message.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes a report to a file, or says why that cannot be done.
pub(crate) fn file_or_say(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> Status {
    written_or_say(path, write_file(path, bytes))
}

/// Adds a report to what others have written to a file, or says why that cannot be done.
pub(crate) fn append_or_say(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) -> Status {
    let file = fs::File::options().append(true).create(true).open(path);
    written_or_say(path, file.and_then(|mut file| file.write_all(bytes.as_ref())))
}

fn written_or_say(path: &Path, written: io::Result<()>) -> Status {
    match written {
        Ok(()) => Status::Clean,
        Err(error) => {
            talk(&format!("the report cannot be written to `{}`: {}", path.display(), problem(&error)));
            Status::Incomplete
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

/// A list as JSON, for programs.
pub(crate) fn json(list: &impl serde::Serialize) -> String {
    // Texts, numbers, yes and no, and lists of these always have a form in JSON.
    serde_json::to_string_pretty(list).unwrap_or_default() + "\n"
}
