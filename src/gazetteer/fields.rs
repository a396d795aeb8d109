//! The fields of one JSON record, taken one by one so that every defect of the record is found.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::date::PartialDate;
use crate::error::{Defect, one_of};

/// Where a record stands, and its lines, so that a defect can name the line of its value.
#[derive(Clone, Debug)]
pub(super) struct Place<'t> {
    pub file: Arc<str>,
    pub line: u32,
    pub text: &'t str,
}

impl Place<'_> {
    /// The line on which `needle` first stands in the record, else the record's own.
    fn line_of(&self, needles: &[&str]) -> usize {
        let first = self.line as usize;
        for needle in needles.iter().filter(|needle| !needle.is_empty()) {
            if let Some(offset) = self.text.lines().position(|line| line.contains(needle)) {
                return first + offset;
            }
        }
        first
    }
}

/// A value as it stands in a message.
pub(super) fn shown(value: &Value) -> String {
    shortened(&value.to_string())
}

pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST - 1).collect();
    format!("{head}…")
}

/// The fields of a JSON object that are still to be read, and the defects found so far.
pub(super) struct Fields<'t, 'd> {
    map: Map<String, Value>,
    taken: Vec<&'static str>,
    path: String,
    pub place: Place<'t>,
    pub defects: &'d mut Vec<Defect>,
}

impl<'t, 'd> Fields<'t, 'd> {
    pub fn new(
        map: Map<String, Value>,
        path: impl Into<String>,
        place: Place<'t>,
        defects: &'d mut Vec<Defect>,
    ) -> Self {
        Self { map, taken: Vec::new(), path: path.into(), place, defects }
    }

    /// The fields of an object inside this one.
    pub fn inside(&mut self, map: Map<String, Value>, path: String) -> Fields<'t, '_> {
        Fields { map, taken: Vec::new(), path, place: self.place.clone(), defects: self.defects }
    }

    fn full_path(&self, field: &str) -> String {
        match (self.path.as_str(), field) {
            ("", field) => field.to_owned(),
            (path, "") => path.to_owned(),
            (path, field) => format!("{path}.{field}"),
        }
    }

    /// Notes a defect of a field.
    pub fn defect(&mut self, field: &str, value: &str, problem: impl Into<String>, remedy: impl Into<String>) {
        let last = field.rsplit('.').next().unwrap_or(field).split('[').next().unwrap_or(field);
        let line = self.place.line_of(&[value, &format!("\"{last}\"")]);
        self.defects.push(Defect {
            file: self.place.file.to_string(),
            line,
            field: self.full_path(field),
            value: shortened(value),
            problem: problem.into(),
            remedy: remedy.into(),
        });
    }

    /// The field's value, or `None` where it is missing, null or of another type (a defect).
    pub fn take<T: DeserializeOwned>(&mut self, field: &'static str, due: &str) -> Option<T> {
        self.taken.push(field);
        let value = self.map.shift_remove(field).filter(|value| !value.is_null())?;
        match serde_json::from_value(value.clone()) {
            Ok(read) => Some(read),
            Err(error) => {
                let found = shown(&value);
                self.defect(field, &found, error.to_string(), format!("write {due}"));
                None
            }
        }
    }

    /// Whether the object has a field.
    pub fn has(&self, field: &str) -> bool {
        self.map.contains_key(field)
    }

    /// A text without blanks at its ends; an empty one is a defect.
    pub fn text(&mut self, field: &'static str) -> Option<String> {
        let text: String = self.take(field, "a text in quotes")?;
        if text.trim().is_empty() {
            self.defect(field, "", "the text is empty", "leave the field out or fill it");
            return None;
        }
        if text.trim() != text {
            let found = shown(&Value::String(text.clone()));
            self.defect(field, &found, "blanks at the ends", "take the blanks away");
        }
        Some(text)
    }

    /// A text that must be there.
    pub fn required(&mut self, field: &'static str) -> Option<String> {
        if self.map.get(field).is_none_or(Value::is_null) {
            self.taken.push(field);
            self.map.shift_remove(field);
            self.defect(field, "", "the field is missing", format!("add \"{field}\": \"…\""));
            return None;
        }
        self.text(field)
    }

    /// A list of texts.
    pub fn texts(&mut self, field: &'static str) -> Vec<String> {
        let texts: Vec<String> = self.take(field, "a list of texts").unwrap_or_default();
        for text in texts.iter().filter(|text| text.trim().is_empty()) {
            let found = shown(&Value::String(text.clone()));
            self.defect(field, &found, "an empty text in the list", "take it out");
        }
        texts
    }

    /// A partial date.
    pub fn date(&mut self, field: &'static str) -> Option<PartialDate> {
        let text = self.text(field)?;
        let date = PartialDate::parse(&text);
        if date.is_none() {
            self.defect(field, &text, "not a date", "write 2001, 2001-06 or 2001-06-15");
        }
        date
    }

    /// One of a fixed set of words.
    pub fn one_of(&mut self, field: &'static str, known: &[&'static str]) -> Option<&'static str> {
        let text = self.text(field)?;
        if let Some(word) = known.iter().find(|word| **word == text) {
            return Some(word);
        }
        self.defect(field, &text, format!("unknown {field}"), one_of(&text, known));
        None
    }

    /// One of a fixed set of words, which must be there.
    pub fn required_one_of(&mut self, field: &'static str, known: &[&'static str]) -> Option<&'static str> {
        if self.map.get(field).is_none_or(Value::is_null) {
            return self.required(field).and(None);
        }
        self.one_of(field, known)
    }

    /// Notes what was not read as unknown fields, naming the nearest known one.
    pub fn finish(mut self) {
        for (field, value) in std::mem::take(&mut self.map) {
            let known = std::mem::take(&mut self.taken);
            let remedy = one_of(&field, &known);
            self.taken = known;
            let found = shown(&value);
            self.defect(&field, &found, "unknown field", remedy);
        }
    }
}
