//! `candor graph`: draws the data map, whole or around one item.

use candor::diagnostic::did_you_mean;
use candor::report::map::{self, Around, Options};
use candor::report::results::Workspace;

use super::check;
use crate::arguments::{Check, Graph, Manner};
use crate::{Status, output};

/// Runs the command.
pub(crate) fn run(arguments: &Graph, manner: &Manner) -> Status {
    let folder = arguments.folder.iter().cloned().collect();
    let check = Check { paths: folder, packs: arguments.packs.clone(), ..Check::default() };
    let (results, status) = check::results(&check, manner);
    let Some(workspace) = results.workspaces.first() else { return status.max(Status::Incomplete) };
    if let Some(other) = results.workspaces.iter().find(|other| other.folder != workspace.folder) {
        let (one, other) = (&workspace.folder, &other.folder);
        output::talk(&format!("`{one}` and `{other}` are separate workspaces; `--in` chooses one"));
        return Status::Incomplete;
    }
    let options = match around(arguments, workspace) {
        Ok(options) => options,
        Err(message) => {
            output::talk(&message);
            return Status::Incomplete;
        }
    };
    let drawn = map::render(arguments.format, workspace, &options, arguments.lang);
    status.max(match &arguments.out {
        Some(path) => output::file_or_say(path, &drawn),
        None => output::print_or_say(&drawn),
    })
}

/// Finds the item by its full name or, where only one ends so, by the last part.
fn around(arguments: &Graph, workspace: &Workspace) -> Result<Options, String> {
    let Some(item) = &arguments.item else { return Ok(Options::default()) };
    let names: Vec<&str> = workspace.inventory.heads().map(|(_, head)| head.name.as_str()).collect();
    let last = |name: &str| name.rsplit('.').next() == Some(item);
    let found: Vec<&str> = match names.iter().find(|name| **name == item) {
        Some(name) => vec![name],
        None => names.iter().copied().filter(|name| last(name)).collect(),
    };
    match found.as_slice() {
        [one] => Ok(Options { around: Some(Around { item: (*one).to_owned(), steps: arguments.around.into() }) }),
        [] => {
            let short = names.iter().filter_map(|name| name.rsplit('.').next());
            let near = did_you_mean(item, names.iter().copied().chain(short));
            let help =
                near.map_or_else(|| "it is the name of a declaration".to_owned(), |near| near.english().to_owned());
            Err(format!("there is no declaration `{item}`; {help}"))
        }
        several => Err(format!("`{item}` can be `{}`; say the whole name", several.join("` or `"))),
    }
}
