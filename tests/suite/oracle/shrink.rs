//! Smaller cases that fail in the same way: whatever can be left out is left out.

use super::law::{Condition, Law, Rule};
use super::world::{Flow, Head, Line, World};

/// A case: a workspace and a pack.
#[derive(Debug, Clone, Default)]
pub(super) struct Case {
    pub(super) world: World,
    pub(super) law: Law,
}

/// A case that `fails` and of which nothing more can be left out.
pub(super) fn shrink(mut case: Case, fails: impl Fn(&Case) -> bool) -> Case {
    loop {
        let mut step = 0;
        let mut smaller = false;
        while let Some(reduced) = reduced(&case, step) {
            match fails(&reduced) {
                true => (case, smaller) = (reduced, true),
                false => step += 1,
            }
        }
        if !smaller {
            return case;
        }
    }
}

/// Counts down to the one change that is wanted.
struct Step {
    left: usize,
    done: bool,
}

impl Step {
    /// Whether this is the change to make.
    fn here(&mut self) -> bool {
        if self.done {
            return false;
        }
        if self.left == 0 {
            self.done = true;
            return true;
        }
        self.left -= 1;
        false
    }

    fn drop_one<T>(&mut self, list: &mut Vec<T>) {
        for index in 0..list.len() {
            if self.here() {
                list.remove(index);
                return;
            }
        }
    }

    fn drop_some<T>(&mut self, said: &mut Option<T>) {
        if said.is_some() && self.here() {
            *said = None;
        }
    }

    fn unset(&mut self, said: &mut bool) {
        if *said && self.here() {
            *said = false;
        }
    }

    fn remove(&mut self, head: &mut Head) {
        if !head.gone && self.here() {
            head.gone = true;
        }
    }
}

/// The case with one thing less; `None` once there is nothing more to leave out.
fn reduced(case: &Case, number: usize) -> Option<Case> {
    let mut case = case.clone();
    let mut step = Step { left: number, done: false };
    law(&mut case.law, &mut step);
    world(&mut case.world, &mut step);
    step.done.then_some(case)
}

fn law(law: &mut Law, step: &mut Step) {
    step.drop_one(&mut law.rules);
    step.unset(&mut law.scoped);
    for rule in &mut law.rules {
        sentences(rule, step);
    }
    step.drop_one(&mut law.limits);
    step.drop_one(&mut law.fields);
    step.drop_one(&mut law.receivers);
    step.drop_one(&mut law.sensitive);
    for row in &mut law.limits {
        step.drop_some(&mut row.data);
        step.drop_some(&mut row.means);
        step.drop_some(&mut row.actions);
        step.drop_one(&mut row.also);
        step.drop_one(&mut row.once);
    }
}

fn sentences(rule: &mut Rule, step: &mut Step) {
    step.drop_one(&mut rule.when);
    if rule.must.len() + rule.must_not.len() > 1 {
        step.drop_one(&mut rule.must);
        step.drop_one(&mut rule.must_not);
    }
    step.drop_one(&mut rule.unless);
    step.drop_some(&mut rule.own);
    for list in [&mut rule.when, &mut rule.must, &mut rule.must_not] {
        for condition in list {
            simpler(condition, step);
        }
    }
}

fn simpler(condition: &mut Condition, step: &mut Step) {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            for index in 0..conditions.len() {
                if step.here() {
                    *condition = conditions.swap_remove(index);
                    return;
                }
            }
            conditions.iter_mut().for_each(|inner| simpler(inner, step));
        }
        Condition::Not(inner) => simpler(inner, step),
        Condition::Quantified(_, _, _, that, _) => step.drop_some(that),
        Condition::Reaches(_, _, barriers) => step.drop_one(barriers),
        Condition::Simple(..) => {}
    }
}

fn world(world: &mut World, step: &mut Step) {
    for flow in &mut world.flows {
        step.remove(&mut flow.head);
    }
    world.flows.iter_mut().filter(|flow| !flow.head.gone).for_each(|said| flow(said, step));
    macro_rules! remove {
        ($($list:ident)+) => { $(world.$list.iter_mut().for_each(|it| step.remove(&mut it.head));)+ };
    }
    remove!(rights claims notices consents recipients transforms stores features purposes data subjects);
    for store in &mut world.stores {
        step.drop_some(&mut store.backup_of);
        step.drop_some(&mut store.open_to);
        step.drop_one(&mut store.measures);
        step.unset(&mut store.keeps_nothing);
        lines(&mut store.lines, step);
    }
    for recipient in &mut world.recipients {
        step.drop_some(&mut recipient.agreement);
        step.drop_some(&mut recipient.limited_to);
        step.drop_some(&mut recipient.authorised);
        step.drop_some(&mut recipient.bound);
        step.drop_some(&mut recipient.measures);
        step.unset(&mut recipient.keeps_nothing);
        lines(&mut recipient.lines, step);
        if recipient.classes.len() > 1 {
            step.drop_one(&mut recipient.classes);
        }
    }
    for subject in &mut world.subjects {
        step.drop_some(&mut subject.age);
        step.drop_some(&mut subject.account);
        step.drop_some(&mut subject.accepts);
    }
    for purpose in &mut world.purposes {
        step.drop_some(&mut purpose.needs);
        step.drop_one(&mut purpose.may_use);
        step.drop_some(&mut purpose.lasts);
    }
    for consent in &mut world.consents {
        if consent.covers.len() > 1 {
            step.drop_one(&mut consent.covers);
        }
        step.drop_some(&mut consent.asked_by);
        step.unset(&mut consent.guardian);
    }
    for notice in &mut world.notices {
        step.drop_one(&mut notice.covers);
    }
    step.drop_one(&mut world.measures);
}

fn lines(lines: &mut Vec<Line>, step: &mut Step) {
    step.drop_one(lines);
    for line in lines {
        step.drop_one(&mut line.data);
        step.drop_some(&mut line.under);
        if line.events.len() > 1 {
            step.drop_one(&mut line.events);
        }
    }
}

fn flow(flow: &mut Flow, step: &mut Step) {
    step.drop_some(&mut flow.feature);
    step.drop_some(&mut flow.means);
    step.drop_one(&mut flow.notices);
    step.drop_one(&mut flow.bases);
    step.drop_one(&mut flow.via);
    step.drop_one(&mut flow.derives);
    step.drop_one(&mut flow.halts);
    step.drop_one(&mut flow.about);
    for (_, on) in &mut flow.via {
        step.drop_one(on);
    }
    for list in [&mut flow.from, flow.into.as_mut().unwrap_or(&mut Vec::new())] {
        if list.len() > 1 {
            step.drop_one(list);
        }
    }
    if flow.subjects.len() > 1 {
        step.drop_one(&mut flow.subjects);
    }
    if flow.to.len() > 1 {
        step.drop_one(&mut flow.to);
    }
    if flow.required.len() + flow.optional.len() + flow.data.len() > 1 {
        step.drop_one(&mut flow.required);
        step.drop_one(&mut flow.optional);
        step.drop_one(&mut flow.data);
    }
    if let Some(purposes) = &mut flow.purposes
        && purposes.len() > 1
    {
        step.drop_one(purposes);
    }
}
