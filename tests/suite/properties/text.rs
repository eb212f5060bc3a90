//! A workspace's text as declarations that can be changed, taken away and added.

/// A declaration: its lines, the comments before it among them.
#[derive(Debug, Clone)]
pub(super) struct Block(Vec<String>);

/// The declarations of a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        lines.push(line.to_owned());
        let declares = !line.is_empty() && !line.starts_with([' ', '#', '}']);
        if line.starts_with('}') || declares && !line.split(" #").next().unwrap_or(line).trim_end().ends_with('{') {
            blocks.push(Block(std::mem::take(&mut lines)));
        }
    }
    blocks
}

/// Declarations as a text again.
pub(super) fn joined(blocks: &[Block]) -> String {
    blocks.iter().flat_map(|block| &block.0).map(|line| format!("{line}\n")).collect()
}

impl Block {
    fn head(&self) -> usize {
        self.0.iter().position(|line| !line.is_empty() && !line.starts_with(['#', ' '])).unwrap_or(0)
    }

    /// The keyword that it begins with.
    pub(super) fn keyword(&self) -> &str {
        self.0.get(self.head()).and_then(|line| line.split(' ').next()).unwrap_or("")
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        self.0.get(self.head()).and_then(|line| line.split(' ').nth(1)).unwrap_or("")
    }

    pub(super) fn is_flow(&self) -> bool {
        self.keyword() == "collect" || self.is_onward()
    }

    pub(super) fn is_onward(&self) -> bool {
        ["use", "display", "entrust", "share", "transfer", "disclose"].contains(&self.keyword())
    }

    /// The same with a body of one clause a line.
    fn open(&self) -> Self {
        let at = self.head();
        let mut lines = self.0.clone();
        let line = lines[at].trim_end().to_owned();
        match line.split_once(" {") {
            Some((head, body)) if !body.trim().is_empty() => {
                let clause = body.trim().trim_end_matches('}').trim().to_owned();
                lines.splice(at..=at, [format!("{head} {{"), format!("  {clause}"), "}".to_owned()]);
            }
            Some(_) => {}
            None => drop(lines.splice(at..=at, [format!("{line} {{"), "}".to_owned()])),
        }
        Self(lines)
    }

    /// The same without the clauses that begin so; with what continues them.
    pub(super) fn without(&self, clause: &str) -> Self {
        let mut lines = Vec::new();
        let mut dropping = false;
        for line in self.open().0 {
            let begins = line.trim_start().starts_with(clause) && line.starts_with(' ');
            let continues = dropping && !line.starts_with('}');
            if begins || continues {
                dropping = line.trim_end().ends_with(',');
            } else {
                dropping = false;
                lines.push(line);
            }
        }
        Self(lines)
    }

    /// The same with one clause more.
    pub(super) fn with(&self, clause: &str) -> Self {
        let mut lines = self.open().0;
        let end = lines.iter().rposition(|line| line.starts_with('}')).unwrap_or(lines.len());
        lines.insert(end, format!("  {clause}"));
        Self(lines)
    }

    pub(super) fn says(&self, clause: &str) -> bool {
        self.open().0.iter().any(|line| line.starts_with(' ') && line.trim_start().starts_with(clause))
    }

    /// The same with every time of an end so long that nobody lives to see it.
    pub(super) fn endless(&self) -> Self {
        let longer = |line: String| {
            let clause = line.trim_start();
            let ends = clause.starts_with("delete") || clause.starts_with("apply");
            let Some((before, after)) = line.split_once("within ").filter(|_| ends) else { return line };
            let rest = after.split_once(" of ").map_or("", |(_, rest)| rest);
            format!("{before}within 99 years of {rest}")
        };
        Self(self.open().0.into_iter().map(longer).collect())
    }
}
