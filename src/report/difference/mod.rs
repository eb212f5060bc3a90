//! What a change means, for an engineer at a terminal and for a lawyer.

mod html;
mod human;
mod markdown;
mod sentences;
mod words;

use serde::Serialize;

use crate::difference::{Difference, Direction};

/// What a change means in one workspace.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Told<'a> {
    /// The workspace's folder, with `/`; `.` for here.
    pub folder: &'a str,
    /// What it means.
    #[serde(flatten)]
    pub difference: &'a Difference,
}

/// A change between two states, by workspace.
#[derive(Debug, Clone, Serialize)]
pub struct Changes<'a> {
    /// What it was before, as somebody named it.
    pub before: &'a str,
    /// What it is now.
    pub after: &'a str,
    /// Each workspace of either state.
    pub workspaces: Vec<Told<'a>>,
}

/// For an engineer: every declaration that differs, with what differs in it.
pub fn human(changes: &Changes) -> String {
    human::render(changes)
}

/// For a lawyer: by topic, in sentences.
pub fn markdown(changes: &Changes) -> String {
    markdown::render(changes)
}

/// For a lawyer, as a page of its own.
pub fn html(changes: &Changes) -> String {
    html::render(changes)
}

impl Changes<'_> {
    /// Whether the change does nothing but narrow, in all workspaces.
    fn only_narrows(&self) -> bool {
        let mut differing = self.workspaces.iter().filter(|one| one.difference.direction().is_some()).peekable();
        differing.peek().is_some() && differing.all(|one| one.difference.only_narrows())
    }

    /// What the change comes to, in one line.
    fn verdict(&self) -> String {
        let count = |direction| -> usize { self.workspaces.iter().map(|one| one.difference.count(direction)).sum() };
        let directions = [Direction::Widened, Direction::Narrowed, Direction::Both, Direction::Other];
        let told = directions.into_iter().map(|direction| (count(direction), direction.word()));
        let parts: Vec<String> =
            told.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let does = match self.direction() {
            None => return "what is done with personal data does not change".to_owned(),
            Some(_) if self.only_narrows() => "only narrows what is done with personal data",
            Some(Direction::Widened) => "widens what is done with personal data",
            Some(Direction::Both) => "widens and narrows what is done with personal data",
            Some(Direction::Narrowed | Direction::Other) => "says something else of what is done with personal data",
        };
        format!("this change {does} (declarations: {})", parts.join(", "))
    }

    fn direction(&self) -> Option<Direction> {
        self.workspaces.iter().filter_map(|one| one.difference.direction()).reduce(Direction::and)
    }
}
