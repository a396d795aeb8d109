//! Users' own names as the patterns of spaCy's entity ruler: `{"label": …, "pattern": …, "id": …}`, one a line.
//!
//! A pattern is a text, or a list of tokens that each give their letters; what asks for more than letters (a shape, a
//! repetition, a choice) is no name that could be listed, and a defect.

use serde_json::{Map, Value};

use super::fault;
use super::fields::{Fields, shown};
use super::own::OwnName;
use super::record::Origin;
use crate::entity::Label;

/// The attributes of a token that give its letters.
const LETTERS: [&str; 3] = ["ORTH", "TEXT", "LOWER"];

const REMEDY: &str = "write the name as a text, a row for each wording";

/// Reads a row of patterns; its label is told by `read_label`, as for records.
pub(super) fn read(mut fields: Fields<'_, '_>, label: Option<Label>) -> Option<OwnName> {
    let origin = Origin { file: fields.place.file.clone(), line: fields.place.line };
    let pattern: Option<Value> = fields.take("pattern", "a text or a list of tokens");
    let text = match pattern {
        None => {
            fields.defect("pattern", "", "the field is missing", "add \"pattern\": \"…\"");
            None
        }
        Some(Value::String(text)) => Some(text),
        Some(Value::Array(tokens)) => from_tokens(&tokens, &mut fields),
        Some(other) => {
            fields.defect("pattern", &shown(&other), "neither a text nor a list of tokens", REMEDY);
            None
        }
    };
    let id = fields.text("id");
    let text = text.filter(|text| {
        let fault = fault(text);
        if let Some((problem, remedy)) = fault {
            fields.defect("pattern", &shown(&Value::String(text.clone())), problem, remedy);
        }
        fault.is_none()
    });
    fields.finish();
    let text = text?.trim().to_owned();
    let id = id.unwrap_or_else(|| text.clone());
    Some(OwnName::plain(text, id, label?, origin))
}

/// The text of a list of tokens, with blanks between them.
fn from_tokens(tokens: &[Value], fields: &mut Fields<'_, '_>) -> Option<String> {
    let mut words = Some(Vec::new());
    for (index, token) in tokens.iter().enumerate() {
        let path = format!("pattern[{index}]");
        let word = match token {
            Value::Object(token) => letters(token).map_err(|problem| (shown(&Value::Object(token.clone())), problem)),
            other => Err((shown(other), "a token is an object".to_owned())),
        };
        match word {
            Ok(word) => words.iter_mut().for_each(|words| words.push(word)),
            Err((found, problem)) => {
                fields.defect(&path, &found, problem, REMEDY);
                words = None;
            }
        }
    }
    if tokens.is_empty() {
        fields.defect("pattern", "[]", "a pattern without a token", "take the row out");
        return None;
    }
    words.map(|words| words.join(" "))
}

/// The letters that a token gives, or why it gives none.
fn letters(token: &Map<String, Value>) -> Result<&str, String> {
    let gives = |attribute: &str| LETTERS.contains(&attribute.to_ascii_uppercase().as_str());
    if let Some((other, _)) = token.iter().find(|(attribute, _)| !gives(attribute)) {
        return Err(format!("{other} cannot be turned into the letters of a name"));
    }
    let mut attributes = token.iter();
    match (attributes.next(), attributes.next()) {
        (None, _) => Err("a token that fits any word cannot be turned into the letters of a name".to_owned()),
        (Some((_, Value::String(word))), None) if !word.trim().is_empty() => Ok(word.trim()),
        (Some((attribute, _)), None) => Err(format!("{attribute} must be a text with letters")),
        (Some(_), Some(_)) => Err("a token must give its letters once".to_owned()),
    }
}
