//! A workspace's text as declarations that can be changed, taken away and added.

/// A declaration: its lines, the comments before it among them.
#[derive(Debug, Clone)]
pub(crate) struct Block(Vec<String>);

/// The declarations of a text.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        lines.push(narrow(line));
        let declares = !line.is_empty() && !line.starts_with([' ', '#', '}']);
        if line.starts_with('}') || declares && !line.split(" #").next().unwrap_or(line).trim_end().ends_with('{') {
            blocks.push(Block(std::mem::take(&mut lines)));
        }
    }
    blocks
}

/// What a clause says before the claim that it stands on, and the claim.
fn under(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix(' ').and(line.rsplit_once(" under "))
}

/// A line without the blanks that align it.
fn narrow(line: &str) -> String {
    let indent = if line.starts_with(' ') { "  " } else { "" };
    format!("{indent}{}", line.split_whitespace().collect::<Vec<&str>>().join(" "))
}

/// Declarations as a text again.
pub(crate) fn joined(blocks: &[Block]) -> String {
    blocks.iter().flat_map(|block| &block.0).map(|line| format!("{line}\n")).collect()
}

impl Block {
    /// The declaration of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(text.lines().map(str::to_owned).collect())
    }

    fn head(&self) -> usize {
        self.0.iter().position(|line| !line.is_empty() && !line.starts_with(['#', ' '])).unwrap_or(0)
    }

    /// The keyword that it begins with.
    pub(crate) fn keyword(&self) -> &str {
        self.0.get(self.head()).and_then(|line| line.split(' ').next()).unwrap_or("")
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        self.0.get(self.head()).and_then(|line| line.split(' ').nth(1)).unwrap_or("")
    }

    pub(crate) fn is_flow(&self) -> bool {
        self.keyword() == "collect" || self.is_onward()
    }

    pub(crate) fn is_collect(&self) -> bool {
        self.keyword() == "collect"
    }

    /// The data that a collection takes.
    pub(crate) fn collected(&self) -> Vec<String> {
        ["required", "optional", "data"].iter().flat_map(|word| self.names(word)).collect()
    }

    pub(crate) fn is_onward(&self) -> bool {
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
    pub(crate) fn without(&self, clause: &str) -> Self {
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
    pub(crate) fn with(&self, clause: &str) -> Self {
        let mut lines = self.open().0;
        let end = lines.iter().rposition(|line| line.starts_with('}')).unwrap_or(lines.len());
        lines.insert(end, format!("  {clause}"));
        Self(lines)
    }

    /// The same with a clause in place of all that begin with its word.
    pub(crate) fn saying(&self, word: &str, value: &str) -> Self {
        self.without(&format!("{word} ")).with(&format!("{word} {value}"))
    }

    /// What the clauses of a word say, each without the word, on one line.
    pub(crate) fn values(&self, word: &str) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        let mut going_on = false;
        for line in self.open().0.iter().filter(|line| line.starts_with(' ')) {
            let line = line.split(" #").next().unwrap_or(line).trim();
            match line.strip_prefix(word).filter(|rest| rest.starts_with(' ')) {
                Some(rest) => values.push(rest.trim().to_owned()),
                None if going_on => values.last_mut().into_iter().for_each(|value| *value += &format!(" {line}")),
                None => continue,
            }
            going_on = line.ends_with(',');
        }
        values
    }

    /// The names in a list that the first clause of a word gives.
    pub(crate) fn names(&self, word: &str) -> Vec<String> {
        let value = self.values(word).into_iter().next().unwrap_or_default();
        value.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    }

    /// The claims that its ends and its refusals stand on.
    pub(crate) fn claims(&self) -> Vec<String> {
        self.open().0.iter().filter_map(|line| under(line)).map(|(_, claim)| claim.to_owned()).collect()
    }

    /// The same without them.
    pub(crate) fn without_claims(&self) -> Self {
        let bare = |line: String| under(&line).map(|(said, _)| said.to_owned()).unwrap_or(line);
        Self(self.open().0.into_iter().map(bare).collect())
    }

    /// The same by another name.
    pub(crate) fn called(&self, name: &str) -> Self {
        let at = self.head();
        let mut lines = self.0.clone();
        lines[at] = lines[at].replacen(&format!(" {}", self.name()), &format!(" {name}"), 1);
        Self(lines)
    }

    /// The same of another class.
    pub(crate) fn of_class(&self, class: &str) -> Self {
        let at = self.head();
        let mut lines = self.0.clone();
        let line = &lines[at];
        let begin = line.find(" : ").map(|begin| begin + 3);
        let rest = begin.map(|begin| line[begin..].find([' ', '{', '"']).map_or("", |end| &line[begin + end..]));
        if let (Some(begin), Some(rest)) = (begin, rest) {
            lines[at] = format!("{}{class}{rest}", &line[..begin]);
        }
        Self(lines)
    }

    /// Its first class.
    pub(crate) fn class(&self) -> &str {
        let line = self.0.get(self.head()).map_or("", |line| line.as_str());
        let rest = line.split_once(" : ").map_or("", |(_, rest)| rest);
        rest.split([' ', ',', '{', '"']).next().unwrap_or("")
    }

    pub(crate) fn says(&self, clause: &str) -> bool {
        self.open().0.iter().any(|line| line.starts_with(' ') && line.trim_start().starts_with(clause))
    }

    /// The same with every time of an end so long that nobody lives to see it. Any time after collection is an end that
    /// is said, so what was to end then is kept.
    pub(crate) fn endless(&self) -> Self {
        let longer = |line: String| {
            let clause = line.trim_start();
            let ends = clause.starts_with("delete") || clause.starts_with("apply");
            let Some((before, after)) = line.split_once("within ").filter(|_| ends) else { return line };
            let rest = after.split_once(" of ").map_or("", |(_, rest)| rest);
            match rest.contains("collection") && clause.starts_with("delete") {
                true => format!("{}after {rest}", before.replacen("delete", "keep", 1)),
                false => format!("{before}within 99 years of {rest}"),
            }
        };
        Self(self.open().0.into_iter().map(longer).collect())
    }
}
