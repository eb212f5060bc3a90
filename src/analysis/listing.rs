//! How findings are listed once some of them are set apart at a gate.

use super::Analysis;
use crate::check::finding::Listed;

impl Analysis {
    /// Lists apart what is news and what is not: nothing new stands under what was there before, where nobody sees it.
    pub fn list_news_apart(&mut self) {
        let is_news = |place: usize| self.findings[place].standing.is_news();
        let mut listed = Vec::with_capacity(self.listed.len());
        for one in &self.listed {
            let members = || std::iter::once(&one.shown).chain(&one.same).chain(&one.under).copied();
            let news: Vec<usize> = members().filter(|place| is_news(*place)).collect();
            if news.is_empty() || news.len() == members().count() {
                listed.push(one.clone());
                continue;
            }
            listed.extend(self.list(&news));
            listed.extend(self.list(&members().filter(|place| !is_news(*place)).collect::<Vec<_>>()));
        }
        listed.sort_by_key(|one| {
            let finding = &self.findings[one.shown];
            std::cmp::Reverse((is_news(one.shown), finding.waived.is_none(), finding.severity))
        });
        self.listed = listed;
    }

    /// Members of one listing, the gravest of them shown.
    fn list(&self, members: &[usize]) -> Option<Listed> {
        let weight = |place: &&usize| self.findings[**place].severity;
        // The first of those that weigh the same, as they were listed.
        let shown = *members.iter().rev().max_by_key(weight)?;
        let others = members.iter().copied().filter(|place| *place != shown);
        let is_same = |place: &usize| self.findings[*place].rule == self.findings[shown].rule;
        let (same, under) = others.partition(is_same);
        Some(Listed { shown, same, under })
    }
}
