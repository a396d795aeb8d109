//! Mentions as JSON, to the letter what Python's json makes of the dicts of entities.
//!
//! What belongs to an entity rather than to its mention is written once and copied from then on.

use std::collections::HashMap;

use crate::entity::{Mention, Target};
use crate::matcher::Matcher;
use crate::text::Text;

/// The fields of an object, in order.
pub const FIELDS: [&str; 10] = ["text", "start", "end", "label", "id", "name", "name_en", "kind", "proclitic", "score"];

/// Writes the mentions of one matcher.
pub struct JsonWriter<'a> {
    matcher: &'a Matcher,
    /// Of each target met the fields id, name and name_en.
    known: HashMap<Target, Vec<u8>>,
}

impl<'a> JsonWriter<'a> {
    /// Nothing met yet.
    pub fn new(matcher: &'a Matcher) -> Self {
        Self { matcher, known: HashMap::new() }
    }

    /// Writes the mentions of a text as an array of objects.
    pub fn array(&mut self, text: &Text<'_>, mentions: &[Mention], out: &mut Vec<u8>) {
        out.push(b'[');
        for (count, mention) in mentions.iter().enumerate() {
            if count > 0 {
                out.extend_from_slice(b", ");
            }
            self.object(text, mention, out);
        }
        out.push(b']');
    }

    fn object(&mut self, text: &Text<'_>, mention: &Mention, out: &mut Vec<u8>) {
        let lexicon = self.matcher.lexicon();
        out.extend_from_slice(b"{\"text\": ");
        string(&text.slice(mention.start as usize, mention.end as usize), out);
        out.extend_from_slice(b", \"start\": ");
        number(mention.start, out);
        out.extend_from_slice(b", \"end\": ");
        number(mention.end, out);
        out.extend_from_slice(b", \"label\": ");
        string(lexicon.label(mention.label).as_str(), out);
        let known = self.known.entry(mention.target).or_insert_with(|| {
            let mut fields = b", \"id\": ".to_vec();
            match lexicon.id(mention.target) {
                Some(id) => string(&id, &mut fields),
                None => fields.extend_from_slice(b"null"),
            }
            let (name, name_en) = lexicon.names(mention.target);
            fields.extend_from_slice(b", \"name\": ");
            string(&name, &mut fields);
            fields.extend_from_slice(b", \"name_en\": ");
            string(&name_en, &mut fields);
            fields
        });
        out.extend_from_slice(known);
        out.extend_from_slice(b", \"kind\": ");
        string(mention.kind.as_str(), out);
        out.extend_from_slice(b", \"proclitic\": ");
        string(mention.proclitic.as_str(), out);
        out.extend_from_slice(b", \"score\": ");
        number(mention.score(), out);
        out.push(b'}');
    }
}

/// A text in quotation marks.
fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    out.pop();
    // Writing to a Vec cannot fail, and a str is always JSON.
    let _ = serde_json::to_writer(out, text);
}

/// A number.
fn number(value: impl serde::Serialize, out: &mut Vec<u8>) {
    // Writing to a Vec cannot fail; what is no JSON number is written as null.
    let _ = serde_json::to_writer(out, &value);
}

#[cfg(test)]
mod tests {
    use super::JsonWriter;
    use crate::gazetteer::Gazetteer;
    use crate::matcher::{Matcher, Options};
    use crate::text::Text;

    #[test]
    fn quotation_marks_and_controls_are_escaped() {
        let gazetteer = Gazetteer::from_names(&[("مصر", "a\"\\\u{7f}")], "COUNTRY").unwrap();
        let matcher = Matcher::new(gazetteer.into(), Options::default()).unwrap();
        let text = Text::utf8("في مصر").unwrap();
        let mut json = Vec::new();
        JsonWriter::new(&matcher).array(&text, &matcher.extract(&text).unwrap(), &mut json);
        let json = String::from_utf8(json).unwrap();
        assert!(
            json.starts_with(r#"[{"text": "مصر", "start": 3, "end": 6, "label": "COUNTRY", "id": "a\"\\"#),
            "{json}"
        );
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
}
