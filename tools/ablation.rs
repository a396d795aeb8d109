//! What each kind of evidence is worth: scores on annotated text with one kind at a time left out.
//!
//! `cargo run --release --no-default-features --example ablation -- SAME_IDS.txt GOLD.jsonl …` prints a table. A gold file has one
//! JSON object a line with "marked": the text with inline marks ⟦surface|LABEL|id⟧.

use std::collections::HashSet;
use std::{env, fs};

use sco_ner::{Against, Gazetteer, Ground, Matcher, Options, Text, Without};

type Row = (u32, u32, String);
/// A document's text, its marked spans, and the same with their ids.
type Document = (String, HashSet<Row>, HashSet<(Row, String)>);

fn main() {
    let mut files = env::args().skip(1);
    let same = fs::read_to_string(files.next().expect("a file of ids that mean one entity")).expect("it can be read");
    let documents: Vec<Document> = files
        .flat_map(|file| {
            fs::read_to_string(&file)
                .unwrap_or_else(|error| panic!("{file}: {error}"))
                .lines()
                .map(document)
                .collect::<Vec<_>>()
        })
        .collect();
    let one_id = |id: &str| {
        let group = same.lines().find(|line| line.split_whitespace().any(|known| known == id));
        group.and_then(|line| line.split_whitespace().next()).unwrap_or(id).to_owned()
    };
    let gazetteer = Gazetteer::bundled().expect("the bundled gazetteer reads");
    let kinds = Ground::ALL.into_iter().filter(|ground| !ground.is_choice()).map(Ground::as_str);
    let kinds: Vec<&str> = kinds.chain(Against::ALL.map(Against::as_str)).collect();
    let mut whole = None;
    println!("| left out | right | wrong | recall it gains | precision it costs |\n|---|---|---|---|---|");
    for kind in std::iter::once("").chain(kinds) {
        let mut options = Options::default();
        options.resolve.without = Without::named(kind).unwrap_or_default();
        let matcher = Matcher::new(gazetteer.clone(), options).expect("it compiles");
        let (mut right, mut given, mut gold) = (0_u32, 0_u32, 0_u32);
        for (text, spans, linked) in &documents {
            gold += spans.len() as u32;
            for mention in matcher.extract(&Text::utf8(text).expect("short")).expect("short") {
                let lexicon = matcher.lexicon();
                let row = (mention.start, mention.end, lexicon.label(mention.label).to_string());
                let id = lexicon.id(mention.target).unwrap_or_default();
                given += 1;
                let named = linked.iter().find(|(span, _)| *span == row).map(|(_, id)| id.as_str());
                right += u32::from(named.is_some_and(|gold| gold == "NIL" || one_id(gold) == one_id(&id)));
            }
        }
        let (recall, precision) = (percent(right, gold), percent(right, given));
        let (whole_recall, whole_precision) = *whole.get_or_insert((recall, precision));
        if kind.is_empty() {
            println!("| nothing | {right} | {} | R {recall:.2} | P {precision:.2} |", given - right);
        } else if (recall, precision) != (whole_recall, whole_precision) {
            let (lost, gained) = (whole_recall - recall, precision - whole_precision);
            println!("| {kind} | {right} | {} | {lost:+.2} | {gained:+.2} |", given - right);
        }
    }
}

fn percent(part: u32, whole: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(whole.max(1))
}

fn document(line: &str) -> Document {
    let line: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
    let marked = line["marked"].as_str().expect("it has \"marked\"");
    let (mut text, mut spans, mut linked, mut open) = (String::new(), HashSet::new(), HashSet::new(), 0);
    let mut length = 0;
    let mut letters = marked.chars();
    let mut inside = false;
    while let Some(letter) = letters.next() {
        match letter {
            '⟦' => (open, inside) = (length, true),
            '|' if inside => {
                let tag: String = letters.by_ref().take_while(|letter| *letter != '⟧').collect();
                let (label, id) = tag.split_once('|').expect("a mark has a label and an id");
                let label = if label == "PER" { "PERSON" } else { label };
                let row = (open, length, label.to_owned());
                spans.insert(row.clone());
                linked.insert((row, id.to_owned()));
                inside = false;
            }
            letter => {
                text.push(letter);
                length += 1;
            }
        }
    }
    (text, spans, linked)
}
