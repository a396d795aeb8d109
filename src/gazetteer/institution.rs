//! Institutions that every country has: put together in the text from a head and a nationality or a country.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::record::{Origin, Record};

/// A kind of institution, with the heads its names begin with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Institution {
    /// First part of its ids (`ministry-of-finance`).
    pub key: String,
    /// Name in Arabic without a country.
    pub name: String,
    /// Name in English without a country.
    pub name_en: String,
    /// Which sort of organization.
    pub sort: String,
    /// Whether the heads are feminine, so that the nationality word after them is.
    pub feminine: bool,
    /// Definite heads before a nationality word.
    pub before_nisba: Vec<String>,
    /// Bare heads that count only before a feminine nationality word.
    pub before_nisba_feminine: Vec<String>,
    /// Heads before a country's name.
    pub before_country: Vec<String>,
    /// Heads before the name of a city, state or person, each an institution of its own and none that is listed (جامعة زوريخ).
    pub before_name: Vec<String>,
    /// Class nouns in the construct, before what they are for and a nationality: هيئة + المحطات النووية + المصرية.
    pub before_topic: Vec<String>,
    /// Definite class nouns, before a nationality or a rank and what they are for: الوكالة + التركية + للتعاون.
    pub before_purpose: Vec<String>,
    /// Class nouns before a place, with what they are for: مصنع + مينسك + للجرارات.
    pub before_works: Vec<String>,
    /// Class nouns before a place: بنك + دبي.
    pub before_place: Vec<String>,
    /// Words of such names, by class: they hold for all.
    pub words: BTreeMap<String, Vec<String>>,
    /// Heads and tails round a country's name.
    pub around_country: Vec<(String, String)>,
    /// Heads that are a mention without a country.
    pub alone: Vec<String>,
    /// Ids that differ from the pattern, by country code.
    pub ids: BTreeMap<String, String>,
    /// How ids are made from `{key}`, `{cc}` and `{country}` (the country's English name as a slug).
    pub id_pattern: String,
    /// Keys of the sources.
    pub sources: Vec<String>,
    /// Where it was read.
    pub origin: Origin,
}

impl Institution {
    /// The pattern of an institution that does not say.
    pub const PATTERN: &'static str = "{key}-{cc}";

    /// The classes of words in names that are told by their form: what organizations are for; what they do for it, in the
    /// construct; who they are made of; their rank; sports; topics that verbs take with ل too; phrases that
    /// are none of them.
    pub const WORDS: [&'static str; 7] = ["topic", "work", "member", "rank", "sport", "loose", "not"];

    /// Whether it is a kind of which a state has many, so that its state tells no id.
    pub fn is_one_of_many(&self) -> bool {
        let heads =
            [&self.before_name, &self.before_topic, &self.before_purpose, &self.before_works, &self.before_place];
        heads.iter().any(|heads| !heads.is_empty())
    }

    /// The id of this institution in a country.
    pub fn id(&self, country: &Record) -> String {
        if let Some(id) = self.ids.get(&country.id) {
            return id.clone();
        }
        self.id_pattern
            .replace("{key}", &self.key)
            .replace("{cc}", &country.id.to_ascii_lowercase())
            .replace("{country}", &slug(&country.name_en))
    }
}

/// A name in ASCII as a slug: lower case, words joined by hyphens.
fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}
