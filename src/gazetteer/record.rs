//! One entity, as the gazetteer has it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::date::PartialDate;
use crate::entity::{Kind, Label};

/// Where a record or a line was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file, or a name for what stands in for one.
    pub file: Arc<str>,
    /// Line, from 1; 0 where there is none.
    pub line: u32,
}

/// An entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its id, frozen once released.
    pub id: String,
    /// What it is.
    pub label: Label,
    /// Preferred name in Arabic.
    pub name: String,
    /// Preferred name in English, "" if none.
    pub name_en: String,
    /// ISO code of the country it belongs to, "" if none.
    pub country: String,
    /// `m` or `f` for persons, "" if unknown.
    pub gender: String,
    /// Organizations: which sort (`party`, `news-agency` …), "" if none.
    pub sort: String,
    /// All listed names.
    pub names: Vec<Name>,
    /// Countries: nationality words to inflect.
    pub nisbas: Vec<Nisba>,
    /// Offices held.
    pub positions: Vec<Position>,
    /// Organizations: members.
    pub members: Vec<Member>,
    /// Countries: id of the capital, "" if none.
    pub capital: String,
    /// When it came to be.
    pub founded: Option<PartialDate>,
    /// When it ended.
    pub ended: Option<PartialDate>,
    /// Which entity a shared name means when nothing in the text decides: lower first.
    pub rank: u16,
    /// Ids elsewhere.
    pub xref: BTreeMap<String, String>,
    /// Ids that now point here.
    pub merged: Vec<String>,
    /// Keys of the sources.
    pub sources: Vec<String>,
    /// Whether names are taken as they are, without variants by rule.
    pub verbatim: bool,
    /// Where it was read.
    pub origin: Origin,
}

/// The rank of a record that does not say.
pub const DEFAULT_RANK: u16 = 100;

impl Record {
    /// A record with nothing but an id, a label and a preferred name.
    pub fn new(id: impl Into<String>, label: Label, name: impl Into<String>, origin: Origin) -> Self {
        Self {
            id: id.into(),
            label,
            name: name.into(),
            name_en: String::new(),
            country: String::new(),
            gender: String::new(),
            sort: String::new(),
            names: Vec::new(),
            nisbas: Vec::new(),
            positions: Vec::new(),
            members: Vec::new(),
            capital: String::new(),
            founded: None,
            ended: None,
            rank: DEFAULT_RANK,
            xref: BTreeMap::new(),
            merged: Vec::new(),
            sources: Vec::new(),
            verbatim: false,
            origin,
        }
    }

    /// Whether it says of itself more than of its beginning and end when it was what: offices, and names of their time.
    pub fn is_timed(&self) -> bool {
        !self.positions.is_empty() || self.names.iter().any(Name::is_dated)
    }

    /// The code of the country this record is, or belongs to; "" if none.
    pub fn state(&self) -> &str {
        if self.label == Label::Country { &self.id } else { &self.country }
    }
}

/// A listed name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The name as written.
    pub text: String,
    /// Its kind.
    pub kind: Kind,
    /// Whether it needs support in the text.
    pub weak: bool,
    /// When it came into use.
    pub from: Option<PartialDate>,
    /// When it went out of use.
    pub to: Option<PartialDate>,
    /// Words that support it when they stand directly before it.
    pub cues: Vec<String>,
}

impl Name {
    /// Whether it was borne for a time only.
    pub fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }
}

/// A nationality word to inflect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nisba {
    /// Masculine singular, or a broken plural, without the article.
    pub text: String,
    /// Whether it is a broken plural, which does not inflect.
    pub plural: bool,
    /// Whether it needs support in the text.
    pub weak: bool,
}

/// An end of something in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// Nothing is said: not over as of the last source, which is not "now".
    Open,
    /// Over, date unknown.
    Unknown,
    /// Over at that date.
    At(PartialDate),
}

/// An office held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The office, one of [`Position::OFFICES`].
    pub office: String,
    /// Id of the country or organization.
    pub of: String,
    /// The office in Arabic.
    pub title: String,
    /// First day.
    pub start: Option<PartialDate>,
    /// Last day.
    pub end: End,
    /// With no end: when last seen in office.
    pub as_of: Option<PartialDate>,
    /// Key of the source.
    pub source: String,
}

impl Position {
    /// The offices that are told apart.
    pub const OFFICES: [&'static str; 10] = [
        "head-of-state",
        "head-of-government",
        "foreign-minister",
        "defence-minister",
        "speaker",
        "deputy-head-of-state",
        "deputy-head-of-government",
        "secretary-general",
        "crown-prince",
        "other",
    ];
}

/// Membership of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Id of the member.
    pub id: String,
    /// Since when.
    pub start: Option<PartialDate>,
    /// Until when.
    pub end: End,
}
