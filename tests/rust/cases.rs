//! Runs `tests/cases/*.toml`: sentences with the mentions marked in them. `tests/cases/README.md` tells the form.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use sco_ner::fold::Profile;
use sco_ner::gazetteer::PartialDate;
use sco_ner::resolve::{self, Overlaps};
use sco_ner::scan::Boundaries;
use sco_ner::{Gazetteer, Label, Matcher, Options, Request, Text};
use toml::{Table, Value};

/// Cases that state what is right while the code is not there yet.
const OPEN: &str = "open.toml";

/// (start, end, label, id).
pub(crate) type Row = (u32, u32, String, String);

struct Case {
    file: String,
    name: String,
    names: Option<(Vec<(String, String)>, String)>,
    options: Options,
    /// What tells matchers apart, so that each is made once.
    key: String,
    text: String,
    date: Option<PartialDate>,
    expected: Vec<Row>,
}

#[test]
fn every_case_gives_what_is_marked() {
    let mut matchers: BTreeMap<String, Matcher> = BTreeMap::new();
    let (mut wrong, mut open, mut settled, mut count) = (String::new(), Vec::new(), Vec::new(), 0);
    for case in cases() {
        count += 1;
        if !matchers.contains_key(&case.key) {
            matchers.insert(case.key.clone(), matcher(&case));
        }
        let found = found(&matchers[&case.key], &case);
        match (case.file == OPEN, found == case.expected) {
            (false, true) => {}
            (true, false) => open.push(case.name),
            (true, true) => settled.push(case.name),
            (false, false) => {
                let Case { file, name, text, expected, .. } = &case;
                let (due, got) = (marked(text, expected), marked(text, &found));
                writeln!(wrong, "\n{file}: {name}\n  expected {due}\n     found {got}").expect("a string takes all");
            }
        }
    }
    println!("{count} cases, {} of them open: {}", open.len(), open.join("; "));
    assert!(wrong.is_empty(), "{wrong}");
    assert!(
        settled.is_empty(),
        "open cases that pass now: move them to the file of their topic: {}",
        settled.join("; ")
    );
}

#[test]
fn case_names_are_given_once_and_every_case_says_why() {
    let mut seen = HashSet::new();
    for case in cases() {
        assert!(seen.insert(case.name.clone()), "{}: {:?} is there twice", case.file, case.name);
    }
}

fn cases() -> Vec<Case> {
    let tables = tables("tests/cases", "case");
    tables.iter().flat_map(|(file, list)| list.iter().map(|case| read(file, case))).collect()
}

/// The tables called `key` of every TOML file in a folder, with the file's name.
pub(crate) fn tables(folder: &str, key: &str) -> Vec<(String, Vec<Table>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read = |path: &Path| {
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        let table: Table =
            fs::read_to_string(path).expect("text").parse().unwrap_or_else(|error| panic!("{file}: {error}"));
        let list = table.get(key).and_then(Value::as_array).unwrap_or_else(|| panic!("{file} has no [[{key}]]"));
        (file, list.iter().map(|row| row.as_table().expect("a table").clone()).collect())
    };
    paths.iter().map(|path| read(path)).collect()
}

fn read(file: &str, case: &Table) -> Case {
    let text = |field: &str| {
        case.get(field).and_then(Value::as_str).unwrap_or_else(|| panic!("{file}: {case:?} has no {field}"))
    };
    let known = ["name", "why", "names", "label", "options", "date", "marked"];
    assert!(case.keys().all(|key| known.contains(&key.as_str())), "{file}: unknown field in {case:?}");
    assert!(!text("why").is_empty());
    let names = case.get("names").map(|names| {
        let pair = |pair: &Value| {
            let word = |at: usize| pair.get(at).and_then(Value::as_str).expect("a name is a pair of texts").to_owned();
            (word(0), word(1))
        };
        (names.as_array().expect("names are a list").iter().map(pair).collect(), text("label").to_owned())
    });
    let (plain, expected) = unmarked(text("marked"));
    Case {
        file: file.to_owned(),
        name: text("name").to_owned(),
        options: options(file, case.get("options")),
        key: format!("{names:?} {:?}", case.get("options")),
        names,
        date: case.get("date").map(|date| {
            let date = date.as_str().and_then(PartialDate::parse);
            date.unwrap_or_else(|| panic!("{file}: the date of {case:?} is none"))
        }),
        text: plain,
        expected,
    }
}

fn options(file: &str, given: Option<&Value>) -> Options {
    let mut options = Options::default();
    for (key, value) in given.and_then(Value::as_table).into_iter().flatten() {
        let word = value.as_str().unwrap_or("");
        match key.as_str() {
            "boundaries" => options.boundaries = Boundaries::named(word).expect("known boundaries"),
            "overlaps" => options.resolve.overlaps = Overlaps::named(word).expect("known overlaps"),
            "roles" => options.resolve.roles = value.as_bool().expect("roles are true or false"),
            "fold" => options.profile = Profile::named(word).expect("a known profile"),
            "labels" => {
                let labels = value.as_array().expect("labels are a list").iter().filter_map(Value::as_str);
                options.resolve =
                    resolve::Options { labels: Some(labels.filter_map(Label::named).collect()), ..options.resolve };
            }
            other => panic!("{file}: unknown option {other}"),
        }
    }
    options
}

fn matcher(case: &Case) -> Matcher {
    let gazetteer = match &case.names {
        Some((names, label)) => Gazetteer::from_names(names, label).map(Arc::new),
        None => Gazetteer::bundled(),
    };
    let gazetteer = gazetteer.unwrap_or_else(|error| panic!("{}: {}: {error}", case.file, case.name));
    Matcher::new(gazetteer, case.options.clone()).expect("the names can be compiled")
}

fn found(matcher: &Matcher, case: &Case) -> Vec<Row> {
    let request = Request { date: case.date, roles: matcher.options().resolve.roles };
    let text = Text::utf8(&case.text).expect("a case is short");
    let mentions = matcher.extract_for(&text, request).expect("a case is short");
    rows(matcher, mentions)
}

/// Mentions as they are marked.
pub(crate) fn rows(matcher: &Matcher, mentions: Vec<sco_ner::Mention>) -> Vec<Row> {
    let lexicon = matcher.lexicon();
    let row = |mention: sco_ner::Mention| {
        // Whoever no list has is NIL in marks.
        let id = lexicon.id(mention.target).filter(|id| !id.starts_with("NIL-")).unwrap_or_else(|| "NIL".to_owned());
        (mention.start, mention.end, lexicon.label(mention.label).to_string(), id)
    };
    mentions.into_iter().map(row).collect()
}

/// Takes the marks away: the text and the mentions, outer before inner.
pub(crate) fn unmarked(marked: &str) -> (String, Vec<Row>) {
    let (mut text, mut rows, mut open): (Vec<char>, Vec<Row>, Vec<u32>) = (Vec::new(), Vec::new(), Vec::new());
    let mut letters = marked.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '⟦' => open.push(text.len() as u32),
            '|' if !open.is_empty() => {
                let tag: String = letters.by_ref().take_while(|letter| *letter != '⟧').collect();
                let (label, id) = tag.split_once('|').unwrap_or_else(|| panic!("a mark without an id in {marked}"));
                let start = open.pop().expect("a mark is open");
                rows.push((start, text.len() as u32, label.to_owned(), id.to_owned()));
            }
            letter => text.push(letter),
        }
    }
    assert!(open.is_empty(), "a mark is not closed in {marked}");
    rows.sort_by_key(|(start, end, ..)| (*start, std::cmp::Reverse(*end)));
    (text.into_iter().collect(), rows)
}

/// Puts marks into a text, for messages.
pub(crate) fn marked(text: &str, rows: &[Row]) -> String {
    let mut marked = String::new();
    for (at, letter) in text.chars().map(Some).chain([None]).enumerate() {
        let at = at as u32;
        for (_, _, label, id) in rows.iter().rev().filter(|(_, end, ..)| *end == at) {
            write!(marked, "|{label}|{id}⟧").expect("a string takes all");
        }
        rows.iter().filter(|(start, ..)| *start == at).for_each(|_| marked.push('⟦'));
        marked.extend(letter);
    }
    marked.replace('\n', "⏎")
}

#[test]
fn marks_are_read_and_written() {
    let marked_text = "في ⟦منظمة ⟦شنغهاي|CITY|shanghai⟧ للتعاون|ORG|sco⟧ و⟦روسيا|COUNTRY|RU⟧";
    let (text, rows) = unmarked(marked_text);
    assert_eq!(text, "في منظمة شنغهاي للتعاون و\u{631}وسيا");
    assert_eq!(rows.iter().map(|row| (row.0, row.1)).collect::<Vec<_>>(), [(3, 23), (9, 15), (25, 30)]);
    assert_eq!(marked(&text, &rows), marked_text);
}
