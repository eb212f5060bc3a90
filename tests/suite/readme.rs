//! What README says about the program is so.

use super::docs::{commands, page, session};

/// The words at the start of the rows of the table below a heading: `| `src` | …` gives `src`.
fn first_cells(text: &str, heading: &str) -> Vec<String> {
    let (_, below) = text.split_once(heading).expect("the heading is there");
    let section = below.split("\n## ").next().unwrap_or_default();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|line| line.split('`').next());
    cells.map(str::to_owned).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn readme_shows_what_the_program_prints() {
    let filled = page::fill(&page::read("README.md"), |name, _| match name {
        "commands" => commands::table(),
        other => panic!("nothing is generated under the name `{other}`"),
    });
    page::holds("README.md", &session::replay(&filled));
}

#[test]
fn readme_names_folders_that_are_there() {
    for folder in first_cells(&page::read("README.md"), "## Where things stand") {
        assert!(page::place(&folder).is_dir(), "there is no folder `{folder}`");
    }
}

#[test]
fn the_exit_codes_are_told_alike() {
    let help = commands::help(&[]).replace('\n', " ");
    assert!(help.contains("0 if everything was checked and nothing reached --fail-on, 1 if something did, 2 if not"));
    let readme = page::read("README.md");
    let told = first_cells(&readme, "### Exit status");
    assert_eq!(told, ["0", "1", "2"]);
    assert!(readme.contains("everything was checked and nothing reached `--fail-on`"));
}
