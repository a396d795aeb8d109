//! Users' own names as CSV or TSV: a header, then one name a row.
//!
//! Columns come in any order; only `name` must be there. Rows of one id are names of one entity.

use std::sync::Arc;

use csv::StringRecord;

use super::fault;
use super::fields::shortened;
use super::own::{OwnName, OwnNames};
use super::record::Origin;
use crate::entity::Label;
use crate::error::{Defect, one_of};

const COLUMNS: [&str; 8] = ["name", "id", "label", "kind", "name_en", "country", "weak", "rank"];
const TRUE: [&str; 3] = ["true", "yes", "1"];
const FALSE: [&str; 4] = ["false", "no", "0", ""];
const LINE_ENDS: [char; 2] = ['\n', '\r'];

const NO_HEADER: &str =
    "begin with a row of column names: name, and as needed id, label, kind, name_en, country, weak, rank";
const UNCLOSED: &str = "write each field on one line; a quote that is not closed swallows the lines after it";

/// Reads the rows of a file; names without a label of their own get `label`.
pub(super) fn read(file: &Arc<str>, text: &str, delimiter: u8, label: &Label, defects: &mut Vec<Defect>) -> OwnNames {
    let mut names = OwnNames::default();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut header: Option<Vec<Option<&'static str>>> = None;
    for row in reader.records() {
        // The text is UTF-8 and rows may have any length: nothing is left to fail.
        let Ok(row) = row else { continue };
        if row.len() == 1 && row[0].trim().is_empty() {
            continue;
        }
        let mut row = Row { fields: &row, origin: Origin { file: file.clone(), line: line_of(text, &row) }, defects };
        match &header {
            None => match row.header(delimiter) {
                Some(columns) => header = Some(columns),
                // Without its columns no row can be judged.
                None => return names,
            },
            Some(columns) => {
                if let Some(own) = row.name(columns, label) {
                    names.add(own, row.defects);
                }
            }
        }
    }
    if header.is_none() {
        let place = Origin { file: file.clone(), line: 1 };
        defects.push(defect(&place, "", "", "there is no row of column names", NO_HEADER));
    }
    names
}

fn defect(origin: &Origin, field: &str, value: &str, problem: &str, remedy: impl Into<String>) -> Defect {
    Defect {
        file: origin.file.to_string(),
        line: origin.line as usize,
        field: field.to_owned(),
        value: shortened(value),
        problem: problem.to_owned(),
        remedy: remedy.into(),
    }
}

/// The line a row stands on: its position is that of the empty lines before it, where there are some.
fn line_of(text: &str, row: &StringRecord) -> u32 {
    let Some(position) = row.position() else { return 0 };
    let ahead = text.as_bytes()[position.byte() as usize..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() as u32 + ahead.filter(|byte| **byte == b'\n').count() as u32
}

/// A row that is being read, with its place.
struct Row<'r, 'd> {
    fields: &'r StringRecord,
    origin: Origin,
    defects: &'d mut Vec<Defect>,
}

impl Row<'_, '_> {
    fn defect(&mut self, field: &str, value: &str, problem: &str, remedy: impl Into<String>) {
        self.defects.push(defect(&self.origin, field, value, problem, remedy));
    }

    /// The columns by their names; `None` where there is no column of names.
    fn header(&mut self, delimiter: u8) -> Option<Vec<Option<&'static str>>> {
        let mut columns: Vec<Option<&'static str>> = Vec::new();
        for word in self.fields.iter().map(str::trim) {
            let column = COLUMNS.iter().copied().find(|column| *column == word);
            if column.is_some() && columns.contains(&column) {
                self.defect("", word, "the column is named twice", "give each column once");
            } else if column.is_none() {
                let other = [',', ';', '\t']
                    .into_iter()
                    .find(|&mark| mark as u32 != u32::from(delimiter) && word.contains(mark));
                let remedy = match other {
                    Some(mark) => format!("part columns by {:?}, not by {mark:?}", delimiter as char),
                    None => one_of(word, &COLUMNS),
                };
                self.defect("", word, "unknown column", remedy);
            }
            columns.push(column);
        }
        if !columns.contains(&Some("name")) {
            self.defect("name", "", "there is no column of names", NO_HEADER);
            return None;
        }
        Some(columns)
    }

    /// What the row says, or `None` where it has no name.
    fn name(&mut self, columns: &[Option<&'static str>], label: &Label) -> Option<OwnName> {
        if self.fields.len() != columns.len() {
            let found = self.fields.iter().collect::<Vec<_>>().join(" | ");
            let problem = format!("not as many fields as columns: {}, not {}", self.fields.len(), columns.len());
            let remedy = if found.contains(LINE_ENDS) {
                UNCLOSED
            } else {
                "leave fields empty rather than out, and put a field that holds the separator in quotes"
            };
            self.defect("", &found.replace(LINE_ENDS, " "), &problem, remedy);
            return None;
        }
        let fields = self.fields;
        let of = |column: &str| {
            let at = columns.iter().position(|known| *known == Some(column));
            at.map_or("", |at| fields[at].trim())
        };
        for column in columns.iter().flatten() {
            if of(column).contains(LINE_ENDS) {
                let found = of(column).replace(LINE_ENDS, " ");
                self.defect(column, &found, "a line break inside a field", UNCLOSED);
            }
        }
        let text = of("name");
        if let Some((problem, remedy)) = fault(text) {
            self.defect("name", text, problem, remedy);
        }
        let id = if of("id").is_empty() { text } else { of("id") };
        let mut own = OwnName::plain(text, id, label.clone(), self.origin.clone());
        if !of("label").is_empty() {
            if let Some(named) = Label::named(of("label")) {
                own.label = named;
            } else {
                let known = Label::NAMES.join(", ");
                let remedy = format!("use one of {known}, or a word of capitals of your own");
                self.defect("label", of("label"), "not a label", remedy);
            }
        }
        let weak = of("weak").to_ascii_lowercase();
        own.weak = TRUE.contains(&weak.as_str());
        if !own.weak && !FALSE.contains(&weak.as_str()) {
            self.defect("weak", of("weak"), "neither true nor false", "write true, or leave it empty");
        }
        if !of("rank").is_empty() {
            own.rank = of("rank").parse().ok();
            if own.rank.is_none() {
                self.defect("rank", of("rank"), "not a rank", "write a whole number from 0 to 65535");
            }
        }
        own.name_en = of("name_en").to_owned();
        own.country = of("country").to_owned();
        own.sort = of("kind").to_owned();
        fault(text).is_none().then_some(own)
    }
}
