//! The data map: its forms, and that nothing in it lies over anything else.

use candor::diagnostic::Language;
use candor::report::map::{Around, Drawing, Options, render, svg};
use candor::report::results::{Results, Workspace};

use super::tables::{SHOP, hostile, is_well_formed, results, snapshot};

fn whole(workspace: &Workspace) -> String {
    svg(workspace, &Options::default(), Language::English)
}

#[test]
fn the_map_in_each_form() {
    let results = results(SHOP);
    for drawing in Drawing::ALL {
        let drawn = render(drawing, &results.workspaces[0], &Options::default(), Language::English);
        snapshot(&format!("map-{}", drawing.word()), &drawn);
    }
    snapshot("map-zh", &svg(&results.workspaces[0], &Options::default(), Language::Chinese));
}

#[test]
fn the_map_around_an_item() {
    let results = results(SHOP);
    let boxes = |item: &str, steps: usize| {
        let options = Options { around: Some(Around { item: item.to_owned(), steps }) };
        let drawn = render(Drawing::Json, &results.workspaces[0], &options, Language::English);
        let map: serde_json::Value = serde_json::from_str(&drawn).expect("the map is JSON");
        let nodes = map["nodes"].as_array().expect("there are boxes");
        nodes.iter().filter_map(|node| node["name"].as_str()).collect::<Vec<&str>>().join(" ")
    };
    assert_eq!(boxes("host", 1), "accounts host");
    assert_eq!(boxes("host", 2), "user accounts tapes court host");
    assert_eq!(boxes("to-court", 1), "accounts court");
    assert_eq!(boxes("own-study", 1), "");
    assert_eq!(boxes("voice", 1), "user accounts");
}

#[test]
fn hostile_text_stays_text_in_a_map() {
    let results = hostile();
    let drawn = render(Drawing::Svg, &results.workspaces[0], &Options::default(), Language::English);
    assert!(is_well_formed(&drawn), "{drawn}");
    assert!(!drawn.contains("<script"), "{drawn}");
    let dot = render(Drawing::Dot, &results.workspaces[0], &Options::default(), Language::English);
    let quotes = |line: &str| line.replace("\\\\", "").replace("\\\"", "").matches('"').count() % 2;
    assert!(dot.lines().all(|line| quotes(line) == 0), "{dot}");
    let mermaid = render(Drawing::Mermaid, &results.workspaces[0], &Options::default(), Language::English);
    assert!(!mermaid.contains("<script") && !mermaid.contains("<img"), "{mermaid}");
}

/// A box on the plane: left, top, right, bottom.
type Area = [i32; 4];

fn number(tag: &str, name: &str) -> i32 {
    let (_, rest) = tag.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("`{tag}` has no `{name}`"));
    rest.split('"').next().and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("`{name}` in `{tag}`"))
}

/// What follows a tag, up to the next one.
fn tags<'a>(drawn: &'a str, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    drawn.match_indices(start).map(|(place, _)| {
        let (tag, rest) = drawn[place..].split_once('>').expect("a tag ends");
        (tag, rest.split('<').next().unwrap_or_default())
    })
}

fn boxes(drawn: &str) -> Vec<Area> {
    let groups = drawn.split("<g class=\"box").skip(1);
    let one = |group: &str| {
        let (tag, _) = tags(group, "<rect").next().expect("a box has a border");
        let (x, y) = (number(tag, "x"), number(tag, "y"));
        [x, y, x + number(tag, "width"), y + number(tag, "height")]
    };
    groups.map(one).collect()
}

/// The words at arrows, as large as the drawing takes them to be at least.
fn labels(drawn: &str) -> Vec<Area> {
    let groups: Vec<&str> =
        drawn.split("<g class=\"flow").skip(1).filter(|group| group.contains("class=\"head\"")).collect();
    let one = |(tag, words): (&str, &str)| {
        let (x, y) = (number(tag, "x"), number(tag, "y"));
        let width = i32::try_from(words.chars().count()).expect("words are few") * 6;
        let left = if tag.contains("\"end\"") { x - width } else { x };
        [left, y - 9, left + width, y + 2]
    };
    groups
        .iter()
        .flat_map(|group| tags(group.split("</g>").next().unwrap_or_default(), "<text").map(one).collect::<Vec<Area>>())
        .collect()
}

fn overlap(one: &Area, other: &Area) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// A made-up system in which flows run between places in every direction.
fn made_up(stores: usize, recipients: usize, seed: u64) -> Results {
    let mut state = seed;
    let mut any = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("the number is small") % below
    };
    let classes = ["processor", "affiliate", "third-party", "authority", "public", "successor"];
    let mut text =
        "system s { policy 01ai-platform }\nsubject user : user\nsubject guest : user\ndata words : text-input\n"
            .to_owned();
    for store in 0..stores {
        text += &format!("store s{store} \"Store {store} with a name that needs more than one line of its box\"\n");
    }
    for recipient in 0..recipients {
        text += &format!("recipient r{recipient} : {} \"Recipient {recipient}\"\n", classes[any(classes.len())]);
    }
    for flow in 0..stores + recipients {
        let (store, other, recipient) = (any(stores), any(stores), any(recipients));
        text += &match any(6) {
            0 | 1 => format!("collect f{flow} {{ from user, guest\n into s{store}\n optional words }}\n"),
            2 => format!("use f{flow} {{ from s{store}\n into s{other}\n data words }}\n"),
            3 => format!("collect f{flow} {{ from user\n into r{recipient}\n optional words }}\n"),
            4 => format!("use f{flow} {{ from r{recipient}\n into s{store}\n data words }}\n"),
            _ => format!("entrust f{flow} {{ from s{store}, r{}\n to r{recipient}\n data words }}\n", any(recipients)),
        };
    }
    results(&text)
}

#[test]
fn nothing_lies_over_anything_else() {
    for (seed, stores, recipients) in [(1, 1, 1), (2, 6, 9), (3, 30, 12), (4, 9, 40), (5, 90, 50)] {
        let results = made_up(stores, recipients, seed);
        let drawn = whole(&results.workspaces[0]);
        let (boxes, labels) = (boxes(&drawn), labels(&drawn));
        assert!(boxes.len() >= stores && !labels.is_empty(), "{seed}: {} boxes, {} labels", boxes.len(), labels.len());
        let all: Vec<&Area> = boxes.iter().chain(&labels).collect();
        for (index, one) in all.iter().enumerate() {
            for other in &all[index + 1..] {
                assert!(!overlap(one, other), "{seed}: {one:?} lies over {other:?}");
            }
        }
    }
}

/// The parts of a line that run across: the height, from where to where, and what the line comes from.
fn across(drawn: &str) -> Vec<(i32, i32, i32, String)> {
    let groups = drawn.split("<g class=\"flow").skip(1).filter(|group| group.contains("<title>"));
    let mut parts = Vec::new();
    for group in groups {
        let source =
            tags(group, "<title").next().map(|(_, title)| title.split(" →").next().unwrap_or_default().to_owned());
        let path = group.split(" d=\"").nth(1).and_then(|path| path.split('"').next()).expect("a flow has a way");
        let (mut x, mut y) = (0, 0);
        for step in path.split_inclusive(char::is_alphabetic).collect::<Vec<&str>>().windows(2) {
            let numbers: Vec<i32> =
                step[1].split([' ', 'M', 'L', 'H', 'V', 'Q']).filter_map(|number| number.parse().ok()).collect();
            match (step[0].chars().last(), numbers.as_slice()) {
                (Some('M' | 'L'), [to, down]) => (x, y) = (*to, *down),
                (Some('H'), [to]) => {
                    parts.push((y, x.min(*to), x.max(*to), source.clone().unwrap_or_default()));
                    x = *to;
                }
                (Some('V'), [to]) => y = *to,
                (Some('Q'), [_, _, to, down]) => (x, y) = (*to, *down),
                other => panic!("{other:?} in `{path}`"),
            }
        }
    }
    parts
}

#[test]
fn lines_from_different_places_never_run_into_one() {
    for seed in 1..30 {
        let results = made_up(20, 14, seed);
        let parts = across(&whole(&results.workspaces[0]));
        assert!(parts.len() > 20, "{parts:?}");
        for (index, (y, left, right, source)) in parts.iter().enumerate() {
            for (other_y, other_left, other_right, other) in &parts[index + 1..] {
                let together = y == other_y && left < other_right && other_left < right;
                assert!(!together || source == other, "{seed}: at {y}, of `{source}` and `{other}`");
            }
        }
    }
}

#[test]
fn a_map_of_very_much_is_folded() {
    let mut text = "system s { policy 01ai-platform }\n".to_owned();
    for store in 0..400 {
        text += &format!("store s{store}\n");
    }
    let results = results(&text);
    let drawn = boxes(&whole(&results.workspaces[0]));
    assert!((100..=150).contains(&drawn.len()), "{}", drawn.len());
    assert!(whole(&results.workspaces[0]).contains("all others"));
}
