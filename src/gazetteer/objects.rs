//! The objects of a file to records and institutions.
//!
//! A record begins on a line that starts with `{` and goes on over lines that start with a blank, so one broken record
//! does not hide the ones after it. `gazetteer/README.md` describes the fields.

use std::collections::BTreeMap;

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{Fields, Place, shown};
use super::institution::Institution;
use super::record::{DEFAULT_RANK, End, Member, Name, Nisba, Origin, Position, Record};
use super::{fault, has_letter, json};
use crate::entity::{Kind, Label};
use crate::error::{Defect, one_of};

/// Calls `each` with the fields of every object of a file of JSON records.
pub(super) fn for_each_object(
    file: &Arc<str>,
    text: &str,
    defects: &mut Vec<Defect>,
    mut each: impl FnMut(Fields<'_, '_>),
) {
    for place in places(file, text) {
        let object = json::read(place.text.trim_end());
        let (problem, line, value, field) = match object {
            Ok(Value::Object(map)) => {
                each(Fields::new(map, "", place, defects));
                continue;
            }
            Ok(other) => ("a record must be a JSON object".to_owned(), 0, shown(&other), String::new()),
            Err(error) => {
                let value = place.text.lines().nth(error.line().saturating_sub(1)).unwrap_or("");
                let value = shown(&Value::String(value.to_owned()));
                let twice = json::key_given_twice(&error).unwrap_or_default();
                (format!("not JSON: {error}"), error.line().saturating_sub(1), value, twice)
            }
        };
        defects.push(Defect {
            file: file.to_string(),
            line: place.line as usize + line,
            field,
            value,
            problem,
            remedy:
                "write one record as {\"id\": …, \"label\": …, \"name\": …}, further lines of it beginning with a blank"
                    .to_owned(),
        });
    }
}

/// The records of a file: each with its first line, its continuation lines and nothing else.
fn places<'t>(file: &Arc<str>, text: &'t str) -> Vec<Place<'t>> {
    let mut places: Vec<(u32, usize, usize)> = Vec::new();
    let mut open = false;
    let mut offset = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let end = offset + line.len();
        let skipped = line.trim().is_empty() || line.starts_with("//");
        if open && line.starts_with([' ', '\t']) && !skipped {
            if let Some(last) = places.last_mut() {
                last.2 = end;
            }
        } else if skipped {
            open = false;
        } else {
            places.push((index as u32 + 1, offset, end));
            open = true;
        }
        offset = end;
    }
    places.into_iter().map(|(line, start, end)| Place { file: file.clone(), line, text: &text[start..end] }).collect()
}

pub(super) fn read_record(mut fields: Fields<'_, '_>) -> Option<Record> {
    let origin = Origin { file: fields.place.file.clone(), line: fields.place.line };
    let id = fields.required("id");
    let label = read_label(&mut fields);
    let name = fields.required("name");
    if let Some(name) = name.as_ref().filter(|name| !has_letter(name)) {
        fields.defect("name", name, "a name without a letter", "write the preferred name");
    }
    let mut record = Record::new(
        id.clone().unwrap_or_default(),
        label.clone().unwrap_or(Label::Org),
        name.clone().unwrap_or_default(),
        origin,
    );
    record.name_en = fields.text("name_en").unwrap_or_default();
    record.country = fields.text("country").unwrap_or_default();
    record.gender = fields.one_of("gender", &["m", "f"]).unwrap_or_default().to_owned();
    record.sort = fields.text("kind").unwrap_or_default();
    read_names(&mut fields, "names", false, &mut record.names);
    read_names(&mut fields, "weak", true, &mut record.names);
    // A record with nothing but its preferred name is found by it.
    if record.names.is_empty() && !record.name.is_empty() {
        let text = record.name.clone();
        record.names.push(Name { text, kind: Kind::Full, weak: false, from: None, to: None, cues: Vec::new() });
    }
    let shared_cues = fields.texts("cues");
    for name in record.names.iter_mut().filter(|name| name.weak) {
        name.cues.extend(shared_cues.iter().cloned());
    }
    for (field, plural, weak) in [
        ("nisba", false, false),
        ("weak_nisba", false, true),
        ("nisba_plural", true, false),
        ("weak_nisba_plural", true, true),
    ] {
        for text in fields.texts(field) {
            if !has_letter(&text) && !text.trim().is_empty() {
                fields.defect(field, &text, "a word without a letter", "take it out");
            }
            record.nisbas.push(Nisba { text, plural, weak });
        }
    }
    record.capital = fields.text("capital").unwrap_or_default();
    record.founded = fields.date("founded");
    record.ended = fields.date("ended");
    if let (Some(founded), Some(ended)) = (record.founded, record.ended)
        && ended.is_before(founded)
    {
        fields.defect("ended", &ended.to_string(), "it ended before it was founded", "correct one of the two");
    }
    record.rank = fields.take("rank", "a whole number from 0 to 65535").unwrap_or(DEFAULT_RANK);
    record.xref = fields.take("xref", "an object of texts").unwrap_or_default();
    record.merged = fields.texts("merged");
    record.sources = fields.texts("sources");
    record.positions = read_objects(&mut fields, "positions", read_position);
    record.members = read_objects(&mut fields, "members", read_member);
    fields.finish();
    (id.is_some() && label.is_some() && name.is_some()).then_some(record)
}

pub(super) fn read_label(fields: &mut Fields<'_, '_>) -> Option<Label> {
    let text = fields.required("label")?;
    let label = Label::named(&text);
    if label.is_none() {
        let known = Label::NAMES.join(", ");
        fields.defect("label", &text, "not a label", format!("use one of {known}, or a word of capitals of your own"));
    }
    label
}

fn read_names(fields: &mut Fields<'_, '_>, field: &'static str, weak: bool, names: &mut Vec<Name>) {
    let kinds: Map<String, Value> = fields.take(field, "an object: kind to list of names").unwrap_or_default();
    for (word, items) in kinds {
        let path = format!("{field}.{word}");
        let Some(kind) = Kind::named(&word) else {
            fields.defect(&path, &word, "unknown kind of name", one_of(&word, &Kind::NAMES));
            continue;
        };
        let Value::Array(items) = items else {
            fields.defect(&path, &shown(&items), "not a list", "write the names of a kind as a list");
            continue;
        };
        for (index, item) in items.into_iter().enumerate() {
            let path = format!("{path}[{index}]");
            let name = match item {
                Value::String(text) => Name { text, kind, weak, from: None, to: None, cues: Vec::new() },
                Value::Object(map) => {
                    let mut inside = fields.inside(map, path.clone());
                    let text = inside.required("text").unwrap_or_default();
                    let (from, to, cues) = (inside.date("from"), inside.date("to"), inside.texts("cues"));
                    inside.finish();
                    Name { text, kind, weak, from, to, cues }
                }
                other => {
                    fields.defect(&path, &shown(&other), "not a name", "write a text, or {\"text\": …}");
                    continue;
                }
            };
            match fault(&name.text) {
                None => names.push(name),
                Some((problem, remedy)) => {
                    let found = shown(&Value::String(name.text));
                    fields.defect(&path, &found, problem, remedy);
                }
            }
        }
    }
}

fn read_objects<T>(
    fields: &mut Fields<'_, '_>,
    field: &'static str,
    read: impl Fn(Fields<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let items: Vec<Value> = fields.take(field, "a list of objects").unwrap_or_default();
    let mut read_items = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        let path = format!("{field}[{index}]");
        match item {
            Value::Object(map) => read_items.extend(read(fields.inside(map, path))),
            other => fields.defect(&path, &shown(&other), "not an object", "write {…}"),
        }
    }
    read_items
}

fn read_end(fields: &mut Fields<'_, '_>, start: Option<super::PartialDate>) -> End {
    match fields.take::<String>("end", "a date, or \"?\" for over, date unknown").as_deref() {
        None => End::Open,
        Some("?") => End::Unknown,
        Some(text) => match super::PartialDate::parse(text) {
            Some(end) if start.is_some_and(|start| end.is_before(start)) => {
                fields.defect("end", text, "the end is before the start", "correct one of the two");
                End::Unknown
            }
            Some(end) => End::At(end),
            None => {
                fields.defect("end", text, "not a date", "write 2001, 2001-06, 2001-06-15 or \"?\"");
                End::Unknown
            }
        },
    }
}

fn read_position(mut fields: Fields<'_, '_>) -> Option<Position> {
    let office = fields.required_one_of("office", &Position::OFFICES);
    let of = fields.required("of").unwrap_or_default();
    let title = fields.text("title").unwrap_or_default();
    let start = fields.date("start");
    let end = read_end(&mut fields, start);
    let as_of = fields.date("as_of");
    let source = fields.text("source").unwrap_or_default();
    fields.finish();
    Some(Position { office: office?.to_owned(), of, title, start, end, as_of, source })
}

fn read_member(mut fields: Fields<'_, '_>) -> Option<Member> {
    let id = fields.required("id");
    let start = fields.date("start");
    let end = read_end(&mut fields, start);
    fields.finish();
    Some(Member { id: id?, start, end })
}

fn read_words(fields: &mut Fields<'_, '_>) -> BTreeMap<String, Vec<String>> {
    let words: BTreeMap<String, Vec<String>> = fields.take("words", "an object: class to texts").unwrap_or_default();
    for class in words.keys().filter(|class| !Institution::WORDS.contains(&class.as_str())) {
        let remedy = format!("use one of {}", Institution::WORDS.join(", "));
        fields.defect("words", class, "not a class of words", remedy);
    }
    words
}

pub(super) fn read_institution(mut fields: Fields<'_, '_>) -> Option<Institution> {
    let origin = Origin { file: fields.place.file.clone(), line: fields.place.line };
    let key = fields.required("key");
    let name = fields.required("name");
    let institution = Institution {
        key: key.clone().unwrap_or_default(),
        name: name.clone().unwrap_or_default(),
        name_en: fields.text("name_en").unwrap_or_default(),
        sort: fields.text("kind").unwrap_or_default(),
        feminine: fields.one_of("gender", &["m", "f"]) != Some("m"),
        before_nisba: fields.texts("before_nisba"),
        before_nisba_feminine: fields.texts("before_nisba_feminine"),
        before_country: fields.texts("before_country"),
        before_name: fields.texts("before_name"),
        before_topic: fields.texts("before_topic"),
        before_purpose: fields.texts("before_purpose"),
        before_works: fields.texts("before_works"),
        before_place: fields.texts("before_place"),
        words: read_words(&mut fields),
        around_country: fields.take("around_country", "a list of [head, tail] pairs").unwrap_or_default(),
        alone: fields.texts("alone"),
        ids: fields.take("ids", "an object: country code to id").unwrap_or_default(),
        id_pattern: fields.text("id_pattern").unwrap_or_else(|| Institution::PATTERN.to_owned()),
        sources: fields.texts("sources"),
        origin,
    };
    fields.finish();
    (key.is_some() && name.is_some()).then_some(institution)
}
