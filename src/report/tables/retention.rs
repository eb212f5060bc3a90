//! Retention: what becomes of data at each place, when, and on which ground.

use super::{Form, Table, called, cell, none, optional, undeclared};
use crate::report::results::{Ending, EndingAction, Recipient, Store};
use crate::report::words::Words;

const FORM: Form = Form {
    id: "retention",
    name: ["Retention", "保存期限"],
    title: ["Retention", "保存期限清单"],
    note: [
        "What becomes of data at each place where they rest. A place that does not say it has a row that says \
         so. Delays are counted from the event.",
        "各存储位置中的个人信息如何终止保存。未声明终止规则的位置在表中注明。期限自所列事件发生时起算。",
    ],
    columns: &[
        ["Place", "存储位置"],
        ["What it is", "类别"],
        ["Data", "个人信息"],
        ["What happens", "处置方式"],
        ["When", "时间"],
        ["Ground", "依据"],
    ],
};

pub(super) fn table(words: &Words) -> Table {
    let inventory = &words.workspace.inventory;
    let stores = inventory.stores.iter().flat_map(|store| rows(words, &Place::of_store(words, store)));
    let holding = inventory.recipients.iter().filter(|one| !one.holds.is_empty() || !one.endings.is_empty());
    let recipients = holding.flat_map(|one| rows(words, &Place::of_recipient(words, one)));
    FORM.filled(words, stores.chain(recipients).collect())
}

/// A place where data rest.
struct Place<'a> {
    name: &'a str,
    kind: String,
    holds: &'a [String],
    endings: &'a [Ending],
    keeps_nothing: bool,
}

impl<'a> Place<'a> {
    fn of_store(words: &Words, store: &'a Store) -> Self {
        let kind = match &store.backup_of {
            Some(of) => words.say(["backup of {0}", "{0}的备份"], &[&words.called(of)]),
            None => words.of(["our store", "我方存储"]),
        };
        let Store { head, holds, endings, keeps_nothing, .. } = store;
        Self { name: &head.name, kind, holds, endings, keeps_nothing: *keeps_nothing }
    }

    fn of_recipient(words: &Words, recipient: &'a Recipient) -> Self {
        let Recipient { head, holds, endings, keeps_nothing, .. } = recipient;
        let kind = super::processing::roles(words, recipient);
        Self { name: &head.name, kind, holds, endings, keeps_nothing: *keeps_nothing }
    }
}

fn rows(words: &Words, place: &Place) -> Vec<Vec<String>> {
    let row = |data: String, what: String, when: String, ground: String| {
        vec![words.named(place.name), place.kind.clone(), data, what, when, ground]
    };
    let held = || none(words, called(words, place.holds.iter()));
    let blank = || "–".to_owned();
    if place.keeps_nothing {
        return vec![row(
            held(),
            words.of(["keeps nothing: data only pass through", "不留存，仅经过"]),
            blank(),
            blank(),
        )];
    }
    if place.endings.is_empty() {
        return vec![row(held(), undeclared(words), undeclared(words), blank())];
    }
    let line = |ending: &Ending| {
        let data = if ending.data.is_empty() { held() } else { called(words, ending.data.iter()) };
        let ground = ending.under.as_ref().map_or_else(blank, |claim| words.named(claim));
        row(data, what(words, ending), when(words, ending), ground)
    };
    place.endings.iter().map(line).collect()
}

fn what(words: &Words, ending: &Ending) -> String {
    match ending.action {
        EndingAction::Delete => words.of(["deleted", "删除"]),
        EndingAction::Keep => words.of(["kept", "继续保存"]),
        EndingAction::Apply => {
            let transform = optional(words, ending.transform.as_ref().map(|name| words.called(name)).as_ref());
            words.say(["made over by {0}", "经“{0}”处理"], &[&transform])
        }
    }
}

fn when(words: &Words, ending: &Ending) -> String {
    let events = words.terms("event", &ending.events);
    match ending.within {
        Some(within) => words.say(["within {0} of {1}", "{1}后 {0}内"], &[&words.duration(within), &events]),
        None => words.say(["after {0}", "{0}之后"], &[&events]),
    }
}

/// How storage ends at several places, those that say the same in one line.
pub(super) fn together(words: &Words, stores: &[&Store], recipients: &[&Recipient]) -> String {
    let stores = stores.iter().map(|store| (&store.head.name, &store.endings, store.keeps_nothing));
    let recipients = recipients.iter().filter(|one| !one.holds.is_empty());
    let recipients = recipients.map(|one| (&one.head.name, &one.endings, one.keeps_nothing));
    let mut groups: Vec<(String, Vec<&String>)> = Vec::new();
    for (name, endings, keeps_nothing) in stores.chain(recipients) {
        let said =
            if keeps_nothing { words.of(["nothing is kept", "不留存"]) } else { endings_said(words, endings) };
        match groups.iter_mut().find(|(other, _)| *other == said) {
            Some((_, names)) => names.push(name),
            None => groups.push((said, vec![name])),
        }
    }
    let line = |(said, names): (String, Vec<&String>)| {
        words.say(["{0}: {1}", "{0}：{1}"], &[&called(words, names.into_iter()), &said])
    };
    groups.into_iter().map(line).collect::<Vec<String>>().join("\n")
}

fn endings_said(words: &Words, endings: &[Ending]) -> String {
    let said = |ending: &Ending| {
        let data = called(words, ending.data.iter());
        let line = words.say(["{0} {1}", "{1}{0}"], &[&what(words, ending), &when(words, ending)]);
        if data.is_empty() { line } else { words.say(["{0} {1}", "{0}{1}"], &[&data, &line]) }
    };
    cell(words, endings.iter().map(said).collect::<Vec<String>>().join(words.language.of(["; ", "；"])))
}
