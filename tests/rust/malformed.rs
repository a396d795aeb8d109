//! Gazetteer files that are wrong: each defect names its line, its field and what to do, and all come in one go.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::malformed_rows::{ROWS, Row};
use sco_ner::{Defect, Error, ErrorKind, Gazetteer};

/// A folder of its own that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("sco_ner-malformed-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).expect("the temporary folder can be written");
        Self(path)
    }

    fn read(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<Gazetteer, Error> {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("the temporary folder can be written");
        Gazetteer::read(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing is lost if a temporary folder stays.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn defects(read: Result<Gazetteer, Error>) -> Vec<Defect> {
    match read {
        Ok(_) => Vec::new(),
        Err(error) => match error.kind() {
            ErrorKind::Gazetteer(defects) => defects.clone(),
            other => panic!("not a list of defects: {other:?}"),
        },
    }
}

const GOOD: &str =
    r#"{"id": "RU", "label": "COUNTRY", "name": "روسيا", "names": {"short": ["روسيا"]}, "nisba": ["روسي"]}"#;

fn is_found(folder: &Folder, (file, text, line, field, word): &Row) -> Result<(), String> {
    let defects = defects(folder.read(file, text));
    let fits = |defect: &Defect| {
        defect.line == *line
            && (field.is_empty() || defect.field == *field)
            && defect.file.ends_with(file)
            && !defect.remedy.is_empty()
            && format!("{} {}", defect.problem, defect.remedy).contains(word)
    };
    if defects.iter().any(fits) {
        return Ok(());
    }
    Err(format!("{text}\n  expected line {line}, field {field:?}, word {word:?}\n  found {defects:?}"))
}

#[test]
fn names_that_fold_to_nothing_are_refused() {
    for name in ["ـ", "\u{64b}", "؟", " "] {
        assert!(Gazetteer::from_names(&[(name, "a")], "NAME").is_err(), "{name:?}");
    }
}

#[test]
fn each_defect_names_its_place_and_its_remedy() {
    let folder = Folder::new();
    let wrong: Vec<String> = ROWS.iter().filter_map(|row| is_found(&folder, row).err()).collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), ROWS.len(), wrong.join("\n"));
}

#[test]
fn all_defects_of_all_records_come_at_once() {
    let folder = Folder::new();
    let rows: Vec<&Row> = ROWS.iter().filter(|(file, ..)| *file == "a.jsonl").collect();
    // Good records between the bad ones, so that none is taken for the continuation of another.
    let text: String = rows.iter().map(|(_, text, ..)| format!("{text}\n// next\n")).collect::<Vec<_>>().concat();
    let found = defects(folder.read("a.jsonl", text));
    for (_, text, _, field, word) in rows {
        let said = |defect: &Defect| format!("{} {}", defect.problem, defect.remedy).contains(word);
        let named = |defect: &Defect| field.is_empty() || defect.field == *field;
        let alone = defects(folder.read("alone.jsonl", text));
        if !alone.is_empty() {
            assert!(found.iter().any(|defect| named(defect) && said(defect)), "lost among others: {text}");
        }
    }
}

#[test]
fn defects_of_several_files_come_at_once() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join("inside")).expect("the folder can be written");
    for (name, text) in
        [("a.jsonl", "{}"), ("inside/b.jsonl", "7"), ("stop.tsv", "x"), ("cues.tsv", "y"), ("notes.txt", "z")]
    {
        fs::write(folder.0.join(name), text).expect("the folder can be written");
    }
    fs::write(folder.0.join("c.jsonl"), [0xff, 0xfe]).expect("the folder can be written");
    let found = defects(Gazetteer::read(&folder.0));
    for name in ["a.jsonl", "b.jsonl", "c.jsonl", "stop.tsv", "cues.tsv"] {
        assert!(found.iter().any(|defect| defect.file.ends_with(name)), "{name} in {found:?}");
    }
    assert!(!found.iter().any(|defect| defect.file.ends_with("notes.txt")), "a file that is none of ours was read");
}

#[test]
fn harmless_differences_are_taken() {
    let folder = Folder::new();
    let two = format!("{GOOD}\n{}", GOOD.replace("RU", "XX").replace("روسيا", "سين"));
    for (name, text, records) in [
        ("bom", format!("\u{feff}{GOOD}"), 1),
        ("crlf", two.replace('\n', "\r\n"), 2),
        ("crlf inside", GOOD.replace(", ", ",\r\n "), 1),
        ("spread", GOOD.replace(", ", ",\n "), 1),
        ("tabs", GOOD.replace(", ", ",\n\t"), 1),
        ("remarks", format!("// first\r\n\r\n{GOOD}\n  \n// last"), 1),
        ("no newline at the end", GOOD.to_owned(), 1),
        ("newlines at the end", format!("{GOOD}\n\n\n"), 1),
        ("empty", String::new(), 0),
        ("only a remark", "// nothing".to_owned(), 0),
        ("only a BOM", "\u{feff}".to_owned(), 0),
    ] {
        let read = folder.read("a.jsonl", &text);
        let count = read.map(|gazetteer| gazetteer.records().len()).map_err(|error| error.to_string());
        assert_eq!(count, Ok(records), "{name}");
    }
    let ids = |text: &str| folder.read("a.jsonl", text).map(|read| read.get("RU").map(|record| record.name.clone()));
    assert_eq!(ids(&format!("\u{feff}{GOOD}")).expect("good"), Some("روسيا".to_owned()));
    for (file, text) in [("stop.tsv", "المحيط الهندي\tocean\r\n"), ("stop.tsv", "\u{feff}المحيط الهندي\tocean\n")]
    {
        let read = folder.read(file, text).expect("a good list");
        assert_eq!((read.stops()[0].text.as_str(), read.stops()[0].reason.as_str()), ("المحيط الهندي", "ocean"));
    }
}

#[test]
fn files_that_are_no_text_and_files_that_are_not_there_say_so() {
    let folder = Folder::new();
    let found = defects(folder.read("a.jsonl", [GOOD.as_bytes(), b"\n\x80\x81"].concat()));
    assert_eq!((found.len(), found[0].line), (1, 2), "{found:?}");
    assert!(found[0].problem.contains("UTF-8"));
    for bytes in [vec![0; 4096], (0..=255).collect::<Vec<u8>>(), vec![0xff; 10], b"\x7fELF\x02\x01\x01\0\0".to_vec()] {
        assert!(!defects(folder.read("a.jsonl", bytes)).is_empty());
    }
    // UTF-16, as Windows editors write it.
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(GOOD.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(!defects(folder.read("a.jsonl", wide)).is_empty());
    let missing = Gazetteer::read(folder.0.join("nowhere.jsonl")).expect_err("there is no such file");
    assert!(matches!(missing.kind(), ErrorKind::File(path, _) if path.ends_with("nowhere.jsonl")), "{missing}");
    assert!(missing.to_string().contains("nowhere.jsonl"), "{missing}");
}

#[test]
fn names_and_labels_of_a_quick_list_are_checked_at_once() {
    let error = Gazetteer::from_names(&[("", "a"), ("مصر", "EG"), ("…", "b"), ("روسيا", " ")], "NAME")
        .expect_err("three are wrong");
    let ErrorKind::Gazetteer(found) = error.kind() else { panic!("{error}") };
    let fields: Vec<&str> = found.iter().map(|defect| defect.field.as_str()).collect();
    assert_eq!(fields, ["[0].name", "[2].name", "[3].id"]);
    for label in ["", "name", "ا", "Na", "9A", "A B"] {
        let error = Gazetteer::from_names(&[("مصر", "EG")], label).expect_err("no label");
        assert!(matches!(error.kind(), ErrorKind::Argument(message) if message.contains("label")), "{error}");
    }
}

/// A good gazetteer file with every sort of field in it.
const RICH: &str = r#"// Russia
{"id": "RU", "label": "COUNTRY", "name": "روسيا", "name_en": "Russia", "rank": 5,
 "names": {"short": ["روسيا", {"text": "روسيا القيصرية", "to": "1917-11"}], "official": ["روسيا الاتحادية"]},
 "nisba": ["روسي"], "nisba_plural": ["روس"], "xref": {"iso3": "RUS"}, "sources": ["recall"]}
{"id": "vladimir-putin", "label": "PERSON", "name": "فلاديمير بوتين", "gender": "m", "country": "RU",
 "weak": {"surname": ["بوتين"]}, "positions": [{"office": "head-of-state", "of": "RU", "start": "2012-05-07"}]}
"#;

#[test]
fn a_damaged_file_is_read_or_refused() {
    const SIGNS: &[u8] = b"\"{}[]:,\\\n \t09-";
    let folder = Folder::new();
    assert!(folder.read("rich.jsonl", RICH).is_ok());
    for cut in 0..RICH.len() {
        drop(folder.read("rich.jsonl", &RICH.as_bytes()[..cut]));
    }
    // A small generator of its own: the same damage in every run.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    for name in [
        "rich.jsonl",
        "institutions.jsonl",
        "stop.tsv",
        "cues.tsv",
        "word_lists.tsv",
        "roles.tsv",
        "given_names.txt",
        "spellings.txt",
    ] {
        for _ in 0..300 {
            let mut bytes = RICH.as_bytes().to_vec();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                match next(4) {
                    0 => bytes[at] ^= 1 << next(8),
                    1 => bytes[at] = SIGNS[next(SIGNS.len())],
                    2 => drop(bytes.drain(at..(at + 1 + next(20)).min(bytes.len()))),
                    _ => bytes.insert(at, next(256) as u8),
                }
            }
            drop(folder.read(name, bytes));
        }
    }
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let folder = Folder::new();
    let deep = format!("{{\"id\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(!defects(folder.read("a.jsonl", deep)).is_empty());
}
