//! The lists beside the records: stop names and cues, a line each.

use super::has_letter;
use super::record::Origin;
use crate::error::{Defect, one_of};
use crate::gazetteer::record::Position;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A harmless phrase that hides a name, or an ordinary word that begins like a particle and a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// The phrase.
    pub text: String,
    /// Why it is no mention.
    pub reason: String,
    /// Where it was read.
    pub origin: Origin,
}

/// What a cue says about the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CueClass {
    /// A title or office before a person's name.
    Title,
    /// May stand between a title or nationality word and the name.
    Modifier,
    /// A given name: before a surname that is not its own, the surname is somebody else's.
    Given,
    /// Joins to a longer name (بن, آل).
    Kin,
    /// Stands before a city's name.
    City,
    /// Stands before the name of a place.
    Place,
    /// Stands before an organization's name.
    Org,
    /// Stands before the name of something larger or other than the place it is named after: ولاية, نهر, محافظة.
    Region,
    /// Stands before the outlet that a text is taken from: المصدر.
    Credit,
    /// Stands before a person's bare surname: قال, لقاء.
    Person,
    /// Stands before the given name of somebody's relative or of a person without office: ابنته, الشاب.
    Relative,
    /// A noun for people or their institutions, which takes a nationality: جيش, مواطن, جنود.
    Nation,
    /// A real class word of towns, which a city needs that shares its name with its country: مدينة, العاصمة.
    Town,
    /// A word of sports, anywhere in the text: الدوري, مهاجم.
    Sport,
    /// Stands before a club's name in a report of a match: فاز, أمام, مدرب.
    Match,
    /// A verb or noun that takes a language: يتحدث, ترجمة.
    Language,
    /// A noun that takes a feminine adjective though it does not end in ة: الوفود, الحرب.
    Feminine,
    /// A family name that makes a name before it somebody else's: الدوسري.
    Family,
    /// A verb of saying; its subject stands right behind it: قال, أكدت.
    Speech,
    /// Takes ب before an organization: الإطاحة, ندد.
    With,
    /// A preposition: behind it a noun stands as well as a name.
    Preposition,
    /// Begins what is said, behind a verb of saying and its subject: إن, أنه.
    That,
    /// The first word of a party's name, which may go on with its nationality: حزب.
    Party,
    /// Closes an agency's name behind its nationality: للأنباء.
    Trade,
    /// A word that is an outlet's name too, which reports and is spoken to as nothing does that the word means: الجزيرة.
    Outlet,
    /// What an outlet does, or what is said to it: قالت, مقابلة مع, تصريحات.
    Report,
    /// A calling that those in high office do not have, but for those in its detail: اللاعب, القاضي.
    Calling,
    /// A verb that takes a person right behind its subject: صافح.
    Meeting,
    /// A given name that is a word too: it only begins a name that something introduces, and that goes on: السفير نور الحلبي.
    GivenWord,
}

impl CueClass {
    /// All classes, in the order of their names.
    pub const ALL: [Self; 29] = [
        Self::Title,
        Self::Modifier,
        Self::Given,
        Self::Kin,
        Self::City,
        Self::Place,
        Self::Org,
        Self::Region,
        Self::Credit,
        Self::Person,
        Self::Relative,
        Self::Nation,
        Self::Town,
        Self::Sport,
        Self::Match,
        Self::Language,
        Self::Feminine,
        Self::Family,
        Self::Speech,
        Self::With,
        Self::Preposition,
        Self::That,
        Self::Party,
        Self::Trade,
        Self::Outlet,
        Self::Report,
        Self::Calling,
        Self::Meeting,
        Self::GivenWord,
    ];
    /// Their names.
    pub const NAMES: [&'static str; 29] = [
        "title",
        "modifier",
        "given",
        "kin",
        "city",
        "place",
        "org",
        "region",
        "credit",
        "person",
        "relative",
        "nation",
        "town",
        "sport",
        "match",
        "language",
        "feminine",
        "family",
        "speech",
        "with",
        "preposition",
        "that",
        "party",
        "trade",
        "outlet",
        "report",
        "calling",
        "meeting",
        "given-word",
    ];
}

/// A word or phrase that supports or refutes a name beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// What it says.
    pub class: CueClass,
    /// The phrase.
    pub text: String,
    /// Titles: the offices it fits, by their index in [`Position::OFFICES`]; empty for any.
    pub offices: Vec<usize>,
    /// Class words of organizations: the kinds whose own words it is among; empty for none.
    pub kinds: Vec<String>,
    /// Callings: the ids of those in high office who have it all the same.
    pub bearers: Vec<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// The lines of a list: number and text, without remarks and empty lines.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index as u32 + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("//"))
}

pub(super) fn defect(origin: &Origin, field: &str, value: &str, problem: &str, remedy: String) -> Defect {
    Defect {
        file: origin.file.to_string(),
        line: origin.line as usize,
        field: field.to_owned(),
        value: value.to_owned(),
        problem: problem.to_owned(),
        remedy,
    }
}

/// Reads `phrase<TAB>reason` lines.
pub(super) fn read_stops(file: &Arc<str>, text: &str, stops: &mut Vec<Stop>, defects: &mut Vec<Defect>) {
    for (line, row) in lines(text) {
        let origin = Origin { file: file.clone(), line };
        match row.split_once('\t') {
            Some((phrase, reason)) if has_letter(phrase) && !reason.trim().is_empty() => {
                stops.push(Stop { text: phrase.trim().to_owned(), reason: reason.trim().to_owned(), origin });
            }
            _ => defects.push(defect(
                &origin,
                "",
                row,
                "a stop name needs a phrase with a letter in it, and a reason",
                "write the phrase, a tab, and why it is no mention".to_owned(),
            )),
        }
    }
}

/// Reads `class<TAB>phrase[<TAB>detail]` lines.
pub(super) fn read_cues(file: &Arc<str>, text: &str, cues: &mut Vec<Cue>, defects: &mut Vec<Defect>) {
    for (line, row) in lines(text) {
        let origin = Origin { file: file.clone(), line };
        let mut parts = row.split('\t').map(str::trim);
        let (class, phrase, detail) =
            (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let Some(class) = CueClass::NAMES.iter().position(|known| *known == class) else {
            let remedy = one_of(class, &CueClass::NAMES);
            defects.push(defect(&origin, "class", class, "unknown class", remedy));
            continue;
        };
        if !has_letter(phrase) {
            defects.push(defect(
                &origin,
                "phrase",
                row,
                "the phrase is missing, or has no letter",
                "write it after a tab".to_owned(),
            ));
            continue;
        }
        let mut offices = Vec::new();
        for word in detail.split_whitespace().filter(|word| *word != "*") {
            match Position::OFFICES.iter().position(|known| *known == word) {
                Some(office) => offices.push(office),
                None if class == CueClass::Title as usize => defects.push(defect(
                    &origin,
                    "detail",
                    word,
                    "unknown office",
                    format!("use * or some of {}", Position::OFFICES.join(", ")),
                )),
                None => {}
            }
        }
        let class = CueClass::ALL[class];
        let words_of =
            |of: CueClass| if class == of { detail } else { "" }.split_whitespace().map(str::to_owned).collect();
        let (kinds, bearers) = (words_of(CueClass::Org), words_of(CueClass::Calling));
        cues.push(Cue { class, text: phrase.to_owned(), offices, kinds, bearers, origin });
    }
}

/// Reads given names, one a line; of a class.
pub(super) fn read_given(file: &Arc<str>, text: &str, class: CueClass, cues: &mut Vec<Cue>, defects: &mut Vec<Defect>) {
    for (line, row) in lines(text) {
        let origin = Origin { file: file.clone(), line };
        if !has_letter(row) {
            defects.push(defect(&origin, "", row, "a given name without a letter", "take it out".to_owned()));
            continue;
        }
        let (offices, kinds, bearers) = (Vec::new(), Vec::new(), Vec::new());
        cues.push(Cue { class, text: row.trim().to_owned(), offices, kinds, bearers, origin });
    }
}
