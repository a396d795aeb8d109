//! Runs `tests/contrast/*.toml`: pairs of sentences in which one surface is a name and is none, or names two. `README.md` there
//! tells the form.

use std::collections::HashSet;
use std::fmt::Write as _;

use sco_ner::gazetteer::PartialDate;
use sco_ner::resolve::{self, Overlaps};
use sco_ner::{Gazetteer, Matcher, Options, Request, Text};

use crate::cases::{Row, marked, rows, tables, unmarked};

/// Pairs that state what is right while the code is not there yet.
const OPEN: &str = "open.toml";
/// Fewest pairs, and most that may be open, in a hundred.
const FEWEST: usize = 400;
const MOST_OPEN: usize = 2;

struct Pair {
    file: String,
    name: String,
    sides: [String; 2],
}

fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (file, list) in tables("tests/contrast", "pair") {
        for pair in list {
            let text = |field: &str| {
                let value = pair.get(field).and_then(toml::Value::as_str);
                value.unwrap_or_else(|| panic!("{file}: {pair:?} has no {field}")).to_owned()
            };
            let name = format!("{} ({})", text("surface"), text("why"));
            pairs.push(Pair { file: file.clone(), name, sides: [text("one"), text("other")] });
        }
    }
    pairs
}

fn found(matcher: &Matcher, text: &str) -> Vec<Row> {
    rows(matcher, matcher.extract(&Text::utf8(text).expect("a side is short")).expect("a side is short"))
}

#[test]
fn both_sides_of_every_pair_give_what_is_marked() {
    let matcher = Matcher::new(Gazetteer::bundled().expect("bundled"), Options::default()).expect("compiles");
    let (mut wrong, mut open, mut settled) = (String::new(), Vec::new(), Vec::new());
    let pairs = pairs();
    for pair in &pairs {
        let mut passes = true;
        let mut differences = String::new();
        for side in &pair.sides {
            let (text, expected) = unmarked(side);
            let given = found(&matcher, &text);
            if given != expected {
                passes = false;
                let (due, got) = (marked(&text, &expected), marked(&text, &given));
                writeln!(differences, "  expected {due}\n     found {got}").expect("a string takes all");
            }
        }
        match (pair.file == OPEN, passes) {
            (false, true) => {}
            (true, false) => open.push(pair.name.as_str()),
            (true, true) => settled.push(pair.name.as_str()),
            (false, false) => {
                write!(wrong, "\n{}: {}\n{differences}", pair.file, pair.name).expect("a string takes all");
            }
        }
    }
    println!("{} pairs, {} of them open: {}", pairs.len(), open.len(), open.join("; "));
    assert!(wrong.is_empty(), "{wrong}");
    assert!(settled.is_empty(), "open pairs that pass now: move them to the file of their theme: {settled:?}");
    assert!(pairs.len() >= FEWEST, "{} pairs", pairs.len());
    assert!(100 * open.len() <= MOST_OPEN * pairs.len(), "{} of {} pairs are open", open.len(), pairs.len());
}

#[test]
fn every_pair_is_there_once_and_has_two_sides() {
    let mut seen = HashSet::new();
    for pair in pairs() {
        for side in &pair.sides {
            assert!(seen.insert(side.clone()), "{}: {}: a side is there twice: {side}", pair.file, pair.name);
        }
    }
}

/// Invariant 7: a record changes no mention that shares no surface and no evidence with it.
#[test]
fn adding_a_record_changes_no_mention_elsewhere() {
    const ADDED: [(&str, &str); 5] = [
        ("زقلوط شنبرك", "PERSON"),
        ("حزب زنقلان", "ORG"),
        ("قرشلوب", "CITY"),
        ("جمهورية ضغبوس", "COUNTRY"),
        ("خشتبان", "NAME"),
    ];
    let bundled = Gazetteer::bundled().expect("bundled");
    let mut larger = Gazetteer::clone(&bundled);
    for (name, label) in ADDED {
        let one = Gazetteer::from_names(&[(name, name)], label).expect("one name");
        larger = larger.with_added(&one, false).expect("new ids");
    }
    let (small, large) = (
        Matcher::new(bundled, Options::default()).expect("compiles"),
        Matcher::new(larger.into(), Options::default()).expect("compiles"),
    );
    for side in pairs().into_iter().flat_map(|pair| pair.sides) {
        let text = unmarked(&side).0;
        assert_eq!(found(&small, &text), found(&large, &text), "{text}");
        // The names stand in lines of their own, and there they are found.
        let more = ADDED.iter().fold(text.clone(), |text, (name, _)| format!("{text}\n\n{name}."));
        let mut rows = found(&large, &more);
        let own: Vec<Row> = rows.extract_if(.., |row| ADDED.iter().any(|(name, _)| row.3 == *name)).collect();
        assert_eq!(own.len(), ADDED.len(), "{more}");
        assert_eq!(rows, found(&small, &more), "{more}");
    }
}

/// Where sentences begin and end in the middle of things: pieces of all of them, behind signs and blanks, with all overlaps
/// and with roles and a date. Overflows show in the build that tests run in.
#[test]
fn no_piece_of_a_sentence_is_trouble() {
    const FIRST: [&str; 9] = ["", " ", "\n", "\"", "(", "- ", "«", "، ", " \u{64b}"];
    let options = Options {
        resolve: resolve::Options { overlaps: Overlaps::All, roles: true, ..resolve::Options::default() },
        ..Options::default()
    };
    let matcher = Matcher::new(Gazetteer::bundled().expect("bundled"), options).expect("compiles");
    let request = Request { date: PartialDate::parse("2020"), roles: true };
    for (index, side) in pairs().into_iter().flat_map(|pair| pair.sides).enumerate() {
        let text = unmarked(&side).0;
        let words: Vec<&str> = text.split(' ').collect();
        for from in 0..words.len() {
            let first = FIRST[(index + from) % FIRST.len()];
            let piece = format!("{first}{}", words[from..].join(" "));
            let borrowed = Text::utf8(&piece).expect("short");
            let count = borrowed.len() as u32;
            for mention in matcher.extract_for(&borrowed, request).expect("short") {
                assert!(mention.start < mention.end && mention.end <= count, "{piece}");
            }
            matcher.explain(&borrowed, request).expect("short");
        }
    }
}
