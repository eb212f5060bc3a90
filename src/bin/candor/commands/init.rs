//! `candor init`: writes a first small workspace that checks, or what calls candor; never over what is there.

mod repository;

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::Status;
use crate::arguments::Init;
use crate::output;
use crate::reading::problem;

/// The files, by their place in the folder.
const FILES: [(&str, &str); 5] = [
    ("candor.yaml", include_str!("init/candor.yaml")),
    ("flows/registration.candor", include_str!("init/registration.candor")),
    ("flows/rights.candor", include_str!("init/rights.candor")),
    ("flows/safeguards.candor", include_str!("init/safeguards.candor")),
    ("docs/safeguards.md", include_str!("init/safeguards.md")),
];

/// Runs the command.
pub(crate) fn run(arguments: &Init) -> Status {
    let folder = arguments.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    if let Some(status) = repository::run(arguments, &folder) {
        return status;
    }
    let paths = FILES.map(|(path, _)| folder.join(path));
    if let Some(there) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        output::talk(&format!("`{}` exists already; nothing was written", there.display()));
        return Status::Incomplete;
    }
    for (path, (_, text)) in paths.iter().zip(FILES) {
        if let Err(error) = write_new(path, text) {
            output::talk(&format!("`{}` cannot be written: {}", path.display(), problem(&error)));
            return Status::Incomplete;
        }
        output::talk(&format!("wrote `{}`", path.display()));
    }
    repository::offer(&folder);
    output::talk("`candor check` checks it; `candor explain` tells about rules, clauses and declarations");
    Status::Clean
}

/// Writes a file that must not exist, so that nothing is overwritten even if it comes into being meanwhile.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create_new(path)?;
    match file.write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            let _ = fs::remove_file(path);
            Err(error)
        }
        result => result,
    }
}
