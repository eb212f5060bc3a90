//! Workspaces by chance: layered flows with some that lead back, and a share of everything that the language can say.

use super::dice::Dice;
use super::words;
use super::world::{
    Action, Basis, Claim, Consent, Cover, Feature, Field, Flow, Head, Lasts, Limit, Line, Notice, Place, Purpose,
    Recipient, Right, Store, Subject, Transform, Verb, When, World,
};

const EVENTS: [&str; 6] =
    ["collection", "purpose-ended", "withdrawal", "deletion-request", "account-cancelled", "shutdown"];

pub(super) fn world(dice: &mut Dice) -> World {
    let mut world = World { measures: dice.some(&words::declarable("measure"), 0, 1), ..World::default() };
    subjects(dice, &mut world);
    data(dice, &mut world);
    transforms(dice, &mut world);
    recipients(dice, &mut world);
    purposes(dice, &mut world);
    features(dice, &mut world);
    said(dice, &mut world);
    places(dice, &mut world);
    flows(dice, &mut world);
    world
}

/// Names in their order, some of them in modules.
fn heads(dice: &mut Dice, stem: &str, count: usize) -> Vec<Head> {
    let mut heads: Vec<Head> = (0..count)
        .map(|index| {
            let letter = dice.pick(&["a", "b", "c", "d"]);
            let module = dice.pick(&[None, None, Some("one"), Some("two")]);
            Head { module, name: format!("{letter}-{stem}-{index}"), gone: false }
        })
        .collect();
    heads.sort_by_key(Head::full);
    heads
}

/// Terms that are used as they are, in the policy's order.
fn terms(dice: &mut Dice, sort: &str, most: usize) -> Vec<&'static str> {
    dice.some(&words::declarable(sort), 0, most)
}

fn bare(name: &str) -> Head {
    Head { module: None, name: name.to_owned(), gone: false }
}

fn indices<T>(list: &[T]) -> Vec<usize> {
    (0..list.len()).collect()
}

fn subjects(dice: &mut Dice, world: &mut World) {
    let count = dice.between(1, 2);
    for head in heads(dice, "subject", count) {
        world.subjects.push(Subject {
            head,
            age: dice.maybe(60, |dice| dice.some(&["child", "teen", "adult"], 1, 2)),
            account: dice.maybe(60, |dice| dice.chance(50)),
            accepts: dice.maybe(70, |dice| dice.pick(&["before-use", "before-use", "after-use", "never"])),
        });
    }
}

fn class(dice: &mut Dice, sort: &str) -> Option<&'static str> {
    dice.maybe(85, |dice| dice.pick(&words::declarable(sort)))
}

fn data(dice: &mut Dice, world: &mut World) {
    let count = dice.between(1, 3);
    for head in heads(dice, "field", count) {
        let class = class(dice, "data").filter(|class| *class != "any-data");
        world.data.push(Field { head, class, declared: true });
    }
    for term in terms(dice, "data", 1) {
        world.data.push(Field { head: bare(term), class: Some(term), declared: false });
    }
}

fn transforms(dice: &mut Dice, world: &mut World) {
    let count = dice.between(0, 2);
    for head in heads(dice, "change", count) {
        let class = dice.pick(&["deidentify", "anonymise", "aggregate", "mask", "relink", "anonymise"]);
        let keyed = !matches!(class, "mask" | "relink");
        world.transforms.push(Transform {
            head,
            class,
            restorable: if keyed { dice.maybe(80, |dice| dice.pick(&[0, 0, 1, 2, 3])) } else { None },
            undoes: None,
            evidence: dice.chance(75),
        });
    }
    for index in indices(&world.transforms) {
        if world.transforms[index].class == "relink" {
            let others: Vec<usize> = indices(&world.transforms).into_iter().filter(|other| *other != index).collect();
            world.transforms[index].undoes = dice.some(&others, 0, 1).first().copied();
        }
    }
}

fn recipients(dice: &mut Dice, world: &mut World) {
    let count = dice.between(0, 3);
    let classes = ["processor", "processor", "affiliate", "third-party", "authority", "successor", "public"];
    for head in heads(dice, "party", count) {
        let mut of = dice.some(&classes, 1, 2);
        of.dedup();
        world.recipients.push(Recipient {
            head,
            classes: of,
            authorised: dice.maybe(40, |dice| dice.chance(60)),
            bound: dice.maybe(50, |dice| dice.chance(50)),
            measures: dice.maybe(50, |dice| dice.some(&words::declarable("measure"), 1, 2)),
            keeps_nothing: dice.chance(15),
            ..Recipient::default()
        });
    }
    for index in indices(&world.recipients) {
        let others: Vec<usize> = indices(&world.recipients).into_iter().filter(|other| *other != index).collect();
        let with = dice.maybe(40, |dice| dice.some(&others, 0, 1).first().copied());
        world.recipients[index].agreement = dice.maybe(75, |_| with.flatten());
    }
}

fn purposes(dice: &mut Dice, world: &mut World) {
    let count = dice.between(0, 2);
    for head in heads(dice, "aim", count) {
        let class = class(dice, "purpose").filter(|class| *class != "any-purpose");
        let fields = indices(&world.data);
        world.purposes.push(Purpose {
            head,
            class,
            declared: true,
            needs: dice.maybe(60, |dice| dice.some(&fields, 0, 2)),
            may_use: if dice.chance(30) { dice.some(&fields, 1, 1) } else { Vec::new() },
            lasts: dice.maybe(60, |dice| match dice.chance(50) {
                true => Lasts::Days(dice.pick(&[10, 30, 90])),
                false => Lasts::Until(dice.pick(&EVENTS)),
            }),
        });
    }
    let mut used = terms(dice, "purpose", 2);
    used.retain(|term| *term != "any-purpose" || dice.chance(30));
    if used.is_empty() && world.purposes.is_empty() {
        used.push("deliver");
    }
    for term in used {
        let (head, class) = (bare(term), Some(term));
        world.purposes.push(Purpose { head, class, ..Purpose::default() });
    }
    for index in indices(&world.recipients) {
        let purposes = indices(&world.purposes);
        world.recipients[index].limited_to = dice.maybe(70, |dice| match dice.chance(25) {
            true => Limit::All,
            false => Limit::These(dice.some(&purposes, 1, 2)),
        });
    }
}

fn features(dice: &mut Dice, world: &mut World) {
    let count = dice.between(0, 1);
    for head in heads(dice, "function", count) {
        let class = class(dice, "feature");
        world.features.push(Feature { head, class, declared: true });
    }
    for term in terms(dice, "feature", 1) {
        world.features.push(Feature { head: bare(term), class: Some(term), declared: false });
    }
}

fn cover(dice: &mut Dice, world: &World) -> Cover {
    let (fields, purposes, recipients) = (indices(&world.data), indices(&world.purposes), indices(&world.recipients));
    Cover {
        data: dice.maybe(60, |dice| dice.some(&fields, 1, 2)),
        purposes: dice.maybe(75, |dice| dice.some(&purposes, 0, 2)),
        to: if dice.chance(60) { dice.some(&recipients, 1, 2) } else { Vec::new() },
    }
}

fn said(dice: &mut Dice, world: &mut World) {
    let count = dice.between(0, 2);
    for head in heads(dice, "yes", count) {
        let covers = (0..dice.between(1, 2)).map(|_| cover(dice, world)).collect();
        let recipients = indices(&world.recipients);
        world.consents.push(Consent {
            head,
            strength: dice.between(1, 3) as u8,
            from: dice.below(world.subjects.len()),
            covers,
            asked_by: if dice.chance(25) { dice.some(&recipients, 0, 1).first().copied() } else { None },
            guardian: dice.chance(20),
        });
    }
    let count = dice.between(0, 1);
    for head in heads(dice, "word", count) {
        let covers = (0..dice.between(0, 2)).map(|_| cover(dice, world)).collect();
        world.notices.push(Notice { head, tells: dice.some(&words::declarable("content"), 1, 2), covers });
    }
    let count = dice.between(0, 2);
    for head in heads(dice, "plea", count) {
        world.claims.push(Claim {
            head,
            clause: dice.pick(&["2.1", "2.1", "2.2", "3.2", "4.1", "general"]),
            because: dice.chance(60),
            necessary: dice.maybe(60, |dice| dice.chance(70)),
            cites: if dice.chance(70) { dice.some(&["law", "law", "rule", "order"], 1, 1) } else { Vec::new() },
        });
    }
    let count = dice.between(0, 1);
    for head in heads(dice, "right", count) {
        let fields = indices(&world.data);
        world.rights.push(Right {
            head,
            class: dice.pick(&["delete", "copy"]),
            covers: dice.maybe(70, |dice| dice.some(&fields, 1, 2)),
        });
    }
}

fn lines(dice: &mut Dice, world: &World) -> Vec<Line> {
    let (fields, transforms, claims) = (indices(&world.data), indices(&world.transforms), indices(&world.claims));
    let line = |dice: &mut Dice| {
        let days = dice.pick(&[5, 20, 60, 200]);
        let action = match dice.below(5) {
            0 => Action::Keep,
            1 if !transforms.is_empty() => Action::Apply(dice.pick(&transforms), days),
            _ => Action::Delete(days),
        };
        Line {
            action,
            data: if dice.chance(35) { dice.some(&fields, 1, 2) } else { Vec::new() },
            events: dice.some(&EVENTS, 1, 3),
            under: if dice.chance(25) { dice.some(&claims, 0, 1).first().copied() } else { None },
        }
    };
    (0..dice.between(0, 3)).map(|_| line(dice)).collect()
}

fn places(dice: &mut Dice, world: &mut World) {
    let count = dice.between(1, 4);
    for head in heads(dice, "store", count) {
        let lines = lines(dice, world);
        world.stores.push(Store {
            head,
            backup_of: None,
            open_to: dice.maybe(60, |dice| dice.some(&["owner", "authorised-staff", "all-staff"], 1, 2)),
            measures: dice.some(&words::declarable("measure"), 0, 2),
            keeps_nothing: dice.chance(8),
            lines,
        });
    }
    for index in 1..world.stores.len() {
        if dice.chance(25) {
            world.stores[index].backup_of = Some(dice.below(index));
        }
    }
    for index in indices(&world.recipients) {
        let lines = lines(dice, world);
        world.recipients[index].lines = lines;
    }
}

fn when(dice: &mut Dice) -> When {
    dice.pick(&[Some(true), Some(true), Some(true), Some(false), None])
}

fn flows(dice: &mut Dice, world: &mut World) {
    let collects = dice.between(1, 2);
    let others = dice.between(1, 5);
    let mut verbs = vec![Verb::Collect; collects];
    for _ in 0..others {
        let outward = [Verb::Entrust, Verb::Entrust, Verb::Share, Verb::Transfer, Verb::Disclose];
        let verb = match dice.below(100) {
            0..55 => Verb::Use,
            55..65 => Verb::Display,
            _ if world.recipients.is_empty() => Verb::Use,
            _ => dice.pick(&outward),
        };
        verbs.push(verb);
    }
    let heads = heads(dice, "flow", verbs.len());
    for head in heads {
        let verb = verbs.remove(dice.below(verbs.len()));
        let flow = flow(dice, world, head, verb);
        world.flows.push(flow);
    }
    // A second collection that says the same of other data is one origin with the first.
    if dice.chance(15) {
        let collects: Vec<usize> =
            indices(&world.flows).into_iter().filter(|index| world.flows[*index].verb == Verb::Collect).collect();
        if let [first, second] = collects.as_slice() {
            let same = world.flows[*first].clone();
            let other = &world.flows[*second];
            let (head, into) = (other.head.clone(), other.into.clone());
            let (required, optional, data) = (other.required.clone(), other.optional.clone(), other.data.clone());
            world.flows[*second] = Flow { head, into, required, optional, data, ..same };
        }
    }
}

fn flow(dice: &mut Dice, world: &World, head: Head, verb: Verb) -> Flow {
    let purposes = indices(&world.purposes);
    let claims = indices(&world.claims);
    let mut flow = Flow {
        head,
        verb,
        subjects: Vec::new(),
        about: Vec::new(),
        from: Vec::new(),
        into: None,
        to: Vec::new(),
        required: Vec::new(),
        optional: Vec::new(),
        data: Vec::new(),
        all: false,
        purposes: dice.maybe(88, |dice| if dice.chance(5) { Vec::new() } else { dice.some(&purposes, 1, 2) }),
        feature: None,
        means: None,
        notices: Vec::new(),
        bases: Vec::new(),
        via: Vec::new(),
        derives: Vec::new(),
        open_to: None,
        halts: Vec::new(),
    };
    match verb {
        Verb::Collect => collect(dice, world, &mut flow),
        _ => onward(dice, world, &mut flow),
    }
    if dice.chance(if verb == Verb::Collect { 80 } else { 20 }) {
        flow.feature = dice.some(&indices(&world.features), 0, 1).first().copied();
    }
    if dice.chance(35) {
        flow.notices =
            dice.some(&indices(&world.notices), 0, 1).into_iter().map(|notice| (notice, when(dice))).collect();
    }
    if dice.chance(45) {
        flow.bases = dice
            .some(&indices(&world.consents), 1, 2)
            .into_iter()
            .map(|consent| Basis::Consent(consent, when(dice)))
            .collect();
    }
    if dice.chance(25) {
        flow.bases.extend(dice.some(&claims, 0, 1).into_iter().map(Basis::Claim));
    }
    if dice.chance(35) {
        let fields = indices(&world.data);
        for transform in dice.some(&indices(&world.transforms), 0, 2) {
            let on = if dice.chance(50) { Vec::new() } else { dice.some(&fields, 1, 2) };
            flow.via.push((transform, on));
        }
    }
    if dice.chance(25) {
        flow.halts.push((true, vec![dice.pick(&["withdrawal", "deletion-request"])]));
    }
    if dice.chance(15) {
        flow.halts.push((false, vec!["account-cancelled"]));
    }
    flow
}

fn collect(dice: &mut Dice, world: &World, flow: &mut Flow) {
    let subjects = indices(&world.subjects);
    let recipients = indices(&world.recipients);
    if dice.chance(12) && !recipients.is_empty() {
        flow.from = vec![Place::Recipient(dice.pick(&recipients))];
        flow.about = dice.some(&subjects, 0, 1);
    } else {
        flow.subjects = dice.some(&subjects, 1, 2);
        if dice.chance(15) {
            flow.about = dice.some(&subjects, 1, 1);
        }
    }
    let stores: Vec<Place> = indices(&world.stores).into_iter().map(Place::Store).collect();
    flow.into = Some(match dice.below(10) {
        0 => Vec::new(),
        1 if !recipients.is_empty() => vec![Place::Recipient(dice.pick(&recipients))],
        _ => dice.some(&stores, 1, 2),
    });
    for field in dice.some(&indices(&world.data), 1, 3) {
        match dice.below(5) {
            0 | 1 => flow.required.push(field),
            2 | 3 => flow.optional.push(field),
            _ => flow.data.push(field),
        }
    }
    flow.means = dice.maybe(75, |dice| dice.some(&words::declarable("means"), 1, 1));
}

fn onward(dice: &mut Dice, world: &World, flow: &mut Flow) {
    let fields = indices(&world.data);
    let recipients = indices(&world.recipients);
    let stores: Vec<Place> = indices(&world.stores).into_iter().map(Place::Store).collect();
    let parties: Vec<Place> = recipients.iter().copied().map(Place::Recipient).collect();
    flow.from = match dice.chance(25) && !parties.is_empty() {
        true => dice.some(&parties, 1, 1),
        false => dice.some(&stores, 1, 2),
    };
    match dice.chance(25) {
        true => flow.all = true,
        false => flow.data = dice.some(&fields, 1, 2),
    }
    match flow.verb {
        Verb::Use => {
            flow.into = match dice.below(10) {
                0..4 => None,
                4 => Some(Vec::new()),
                5 if !parties.is_empty() => Some(dice.some(&parties, 1, 1)),
                _ => Some(dice.some(&stores, 1, 2)),
            };
            if dice.chance(25) {
                flow.derives = dice.some(&fields, 1, 1);
            }
        }
        Verb::Display => {
            flow.open_to = Some(dice.some(&["owner", "authorised-staff", "all-staff"], 1, 2));
        }
        _ => flow.to = dice.some(&recipients, 1, 2),
    }
}
