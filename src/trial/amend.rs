//! The clean world with one change: what an example drops, then what it changes clause by clause, then what it adds.

use crate::diagnostic::{Code, Diagnostic};
use crate::policy::rule::Example;
use crate::source::{FileId, Sources};
use crate::syntax::tree::{Clause, Item, Tree, Word};
use crate::syntax::words::ClauseWord;
use crate::syntax::{self, Parsed};

/// A text and its tree.
pub(super) struct World<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its tree.
    pub(super) tree: Tree,
}

/// What becomes of one declaration of the clean world.
#[derive(Debug, Default, Clone)]
struct Fate {
    dropped: bool,
    without: Vec<ClauseWord>,
    amended_by: Vec<usize>,
}

impl<'t> World<'t> {
    /// The clean world of a pack.
    pub(super) fn new(sources: &'t Sources, file: FileId) -> Self {
        Self { text: &sources.file(file).text, tree: syntax::parse(sources, file).tree }
    }

    /// The world's text after an example's change, or why there is none.
    pub(super) fn amended(&self, example: &Example) -> Result<String, Vec<String>> {
        let mut sources = Sources::new();
        let file = sources.add("change.candor", example.change.as_str());
        let Parsed { tree, diagnostics } = syntax::parse(&sources, file);
        let mut faults: Vec<String> = diagnostics.iter().filter(|fault| is_fault(fault)).map(spoken).collect();
        let change = World { text: &example.change, tree };
        let mut fates = vec![Fate::default(); self.tree.items.len()];
        for dropped in &example.drop {
            if !self.drop(dropped, &mut fates) {
                faults.push(format!("`{dropped}` is not in the clean world, so it cannot be dropped"));
            }
        }
        let added = self.amend(&change, &mut fates);
        if faults.is_empty() { Ok(self.written(&change, &fates, &added)) } else { Err(faults) }
    }

    fn name(&self, item: &Item) -> &'t str {
        item.name.text(self.text)
    }

    /// Marks what `declaration` or `declaration.clause` names; false if that is nothing.
    fn drop(&self, dropped: &str, fates: &mut [Fate]) -> bool {
        let clause = dropped.rsplit_once('.').and_then(|(name, word)| Some((name, ClauseWord::from_text(word)?)));
        let name = clause.map_or(dropped, |(name, _)| name);
        let mut found = false;
        for (item, fate) in self.tree.items.iter().zip(fates).filter(|(item, _)| self.name(item) == name) {
            match clause {
                None => fate.dropped = true,
                Some((_, word)) if self.tree.clauses(item).iter().any(|clause| clause.word == word) => {
                    fate.without.push(word);
                }
                Some(_) => continue,
            }
            found = true;
        }
        found
    }

    /// Finds what each changed declaration amends; gives those that amend nothing and so are new.
    fn amend(&self, change: &World, fates: &mut [Fate]) -> Vec<usize> {
        let mut added = Vec::new();
        for (index, new) in change.tree.items.iter().enumerate() {
            let same = |item: &Item| item.keyword == new.keyword && self.name(item) == change.name(new);
            let known = self.tree.items.iter().zip(&mut *fates).find(|(item, fate)| same(item) && !fate.dropped);
            match known {
                Some((_, fate)) => fate.amended_by.push(index),
                None => added.push(index),
            }
        }
        added
    }

    fn written(&self, change: &World, fates: &[Fate], added: &[usize]) -> String {
        let mut out = String::with_capacity(self.text.len() + change.text.len());
        let mut at = 0;
        for (item, fate) in self.tree.items.iter().zip(fates) {
            out.push_str(&self.text[at..item.span.start as usize]);
            at = item.span.end as usize;
            if fate.dropped {
                continue;
            }
            if fate.without.is_empty() && fate.amended_by.is_empty() {
                out.push_str(item.span.text(self.text));
            } else {
                self.write_amended(&mut out, item, fate, change);
            }
        }
        out.push_str(&self.text[at..]);
        for index in added {
            out.push('\n');
            out.push_str(change.tree.items[*index].span.text(change.text));
            out.push('\n');
        }
        out
    }

    /// The last that says a class or a label wins; of clauses, a word that is given again replaces all of that word.
    fn write_amended(&self, out: &mut String, item: &Item, fate: &Fate, change: &World) {
        let amendments = || fate.amended_by.iter().map(|index| &change.tree.items[*index]);
        let classes = amendments().rev().find(|item| !item.classes.is_empty()).map(|item| change.classes(item));
        let label = amendments().rev().find_map(|item| item.label.map(|label| label.text(change.text)));
        out.push_str(item.keyword.text());
        out.push(' ');
        out.push_str(self.name(item));
        let classes = classes.unwrap_or_else(|| self.classes(item));
        if !classes.is_empty() {
            out.push_str(" : ");
            out.push_str(&classes);
        }
        if let Some(label) = label.or(item.label.map(|label| label.text(self.text))) {
            out.push(' ');
            out.push_str(label);
        }
        out.push_str(" {\n");
        let given = |word: ClauseWord| {
            amendments().any(|item| change.tree.clauses(item).iter().any(|clause| clause.word == word))
        };
        for clause in self.tree.clauses(item) {
            if !fate.without.contains(&clause.word) && !given(clause.word) {
                self.write_clause(out, clause);
            }
        }
        for clause in amendments().flat_map(|item| change.tree.clauses(item)) {
            change.write_clause(out, clause);
        }
        out.push('}');
    }

    fn classes(&self, item: &Item) -> String {
        self.tree.classes(item).map(|class| class.text(self.text)).collect::<Vec<_>>().join(", ")
    }

    fn write_clause(&self, out: &mut String, clause: &Clause) {
        let Word { start, end } = self.tree.clause_word(clause);
        out.push_str("  ");
        out.push_str(&self.text[start as usize..end as usize]);
        out.push('\n');
    }
}

/// A change may leave out what the clean world says; whether all is there is seen when the whole is checked.
fn is_fault(diagnostic: &Diagnostic) -> bool {
    !matches!(diagnostic.code, Code::MissingClause | Code::MissingClass)
}

fn spoken(diagnostic: &Diagnostic) -> String {
    format!("the change cannot be read: {}", diagnostic.message.english())
}

#[cfg(test)]
mod tests {
    use super::World;
    use crate::policy::rule::{Example, Expect, Expected};
    use crate::source::{FileId, Sources, Span};

    const CLEAN: &str = "# The world.\nstore box \"A box\" {\n  open-to nobody\n  delete  within 1 day of shutdown\n  \
                         delete  within 2 days of withdrawal # soon\n}\nstore chest {\n  open-to owner\n}\nright mine : copy \"Mine\"\n";

    fn amended(change: &str, drop: &[&str]) -> Result<String, Vec<String>> {
        let mut sources = Sources::new();
        let file = sources.add("world.candor", CLEAN);
        let expect = Expect {
            verdict: Expected::Complies,
            binding: Vec::new(),
            clause: None,
            severity: None,
            path: Vec::new(),
            needs: Vec::new(),
            also: Vec::new(),
        };
        let example = Example {
            name: String::new(),
            change: change.to_owned(),
            drop: drop.iter().map(|name| (*name).to_owned()).collect(),
            expect,
            span: Span::new(FileId(0), 0..0),
        };
        World::new(&sources, file).amended(&example)
    }

    #[test]
    fn nothing_changed_is_the_world() {
        assert_eq!(amended("", &[]), Ok(CLEAN.to_owned()));
    }

    #[test]
    fn a_clause_word_replaces_all_clauses_of_that_word() {
        let text = amended("store box { delete within 9 days of shutdown }", &[]).expect("it can be read");
        assert!(text.contains("store box \"A box\" {\n  open-to nobody\n  delete within 9 days of shutdown\n}"));
        assert!(text.contains("store chest {\n  open-to owner\n}"), "{text}");
    }

    #[test]
    fn a_header_replaces_and_what_is_new_is_added() {
        let text = amended("right mine : delete\nstore barrel { open-to owner }", &[]).expect("it can be read");
        assert!(text.contains("right mine : delete \"Mine\" {\n}"), "{text}");
        assert!(text.ends_with("\nstore barrel { open-to owner }\n"), "{text}");
    }

    #[test]
    fn dropping_comes_first() {
        let text = amended("store box { open-to owner }", &["box.delete", "chest"]).expect("it can be read");
        assert_eq!(text, "# The world.\nstore box \"A box\" {\n  open-to owner\n}\n\nright mine : copy \"Mine\"\n");
        let text = amended("store box { open-to owner }", &["box"]).expect("it can be read");
        assert!(!text.contains("A box") && text.contains("store box { open-to owner }"), "{text}");
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        assert_eq!(amended("", &["box.keep"]).map_err(|faults| faults.len()), Err(1));
        assert_eq!(amended("store box { opn-to owner }", &["barrel"]).map_err(|faults| faults.len()), Err(2));
    }
}
