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
    sides: [Side; 2],
}

/// A sentence with its mentions marked, and what is asked of it.
struct Side {
    marked: String,
    request: Request,
}

/// A side of a pair: the sentence, or a table of the sentence and its date.
fn side(file: &str, pair: &toml::Table, field: &str) -> Side {
    let given = pair.get(field).unwrap_or_else(|| panic!("{file}: {pair:?} has no {field}"));
    let roles = pair.get("roles").is_some_and(|roles| roles.as_bool().expect("roles are true or false"));
    let (sentence, date) = match given.as_table() {
        None => (Some(given), None),
        Some(side) => {
            let known = ["date", "marked"];
            assert!(side.keys().all(|key| known.contains(&key.as_str())), "{file}: unknown field in {side:?}");
            let date = side.get("date").and_then(toml::Value::as_str).and_then(PartialDate::parse);
            assert!(date.is_some(), "{file}: {side:?} has no date");
            (side.get("marked"), date)
        }
    };
    let marked = sentence.and_then(toml::Value::as_str).unwrap_or_else(|| panic!("{file}: {pair:?}: no sentence"));
    Side { marked: marked.to_owned(), request: Request { date, roles } }
}

fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (file, list) in tables("tests/contrast", "pair") {
        for pair in list {
            let text = |field: &str| {
                let value = pair.get(field).and_then(toml::Value::as_str);
                value.unwrap_or_else(|| panic!("{file}: {pair:?} has no {field}")).to_owned()
            };
            let known = ["surface", "why", "roles", "one", "other"];
            assert!(pair.keys().all(|key| known.contains(&key.as_str())), "{file}: unknown field in {pair:?}");
            let name = format!("{} ({})", text("surface"), text("why"));
            pairs.push(Pair {
                file: file.clone(),
                name,
                sides: ["one", "other"].map(|field| side(&file, &pair, field)),
            });
        }
    }
    pairs
}

fn found(matcher: &Matcher, text: &str, request: Request) -> Vec<Row> {
    let borrowed = Text::utf8(text).expect("a side is short");
    rows(matcher, matcher.extract_for(&borrowed, request).expect("a side is short"))
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
            let (text, expected) = unmarked(&side.marked);
            let given = found(&matcher, &text, side.request);
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
    for Pair { file, name, sides } in pairs() {
        for Side { marked, request } in sides {
            assert!(!seen.contains(&(marked.clone(), request)), "{file}: {name}: a side is there twice: {marked}");
            seen.insert((marked, request));
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
    for Side { marked, request } in pairs().into_iter().flat_map(|pair| pair.sides) {
        let text = unmarked(&marked).0;
        assert_eq!(found(&small, &text, request), found(&large, &text, request), "{text}");
        // The names stand in lines of their own, and there they are found.
        let more = ADDED.iter().fold(text.clone(), |text, (name, _)| format!("{text}\n\n{name}."));
        let mut rows = found(&large, &more, request);
        let own: Vec<Row> = rows.extract_if(.., |row| ADDED.iter().any(|(name, _)| row.3 == *name)).collect();
        assert_eq!(own.len(), ADDED.len(), "{more}");
        assert_eq!(rows, found(&small, &more, request), "{more}");
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
        let text = unmarked(&side.marked).0;
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
