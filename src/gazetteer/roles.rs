//! Role phrases: which words name an office of a state or an organization (`roles.tsv`).
//!
//! A role is an office as texts speak of it: "president" is a head of state here, a head of government there, and "رئيس
//! إيران" says which by its title. So a role knows the offices that records may list it under, and the phrases that begin
//! both its mentions in text and the titles in records.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::has_letter;
use super::record::{Origin, Position};
use crate::error::{Defect, one_of};

/// How a phrase goes on to the state or organization whose office it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Follow {
    /// A definite nationality word that agrees with it: الرئيس + الروسي.
    Nisba,
    /// A name in the genitive: رئيس وزراء + الهند.
    Of,
    /// A name behind ل: الأمين العام + للأمم المتحدة.
    To,
}

/// Of how many holders a phrase or a word speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Number {
    /// One: الرئيس.
    One,
    /// Two, whose states follow with و between: الرئيسان + الروسي + والصيني.
    Two,
    /// Two or more: رؤساء + روسيا + وتركيا + وإيران.
    Many,
}

impl Number {
    /// A key of a row, without what it says of number, and that.
    fn of_key(key: &str) -> (&str, Self) {
        let of = |ending: &str, number| Some((key.strip_suffix(ending)?, number));
        of("-dual", Self::Two).or_else(|| of("-plural", Self::Many)).unwrap_or((key, Self::One))
    }
}

/// Words that name an office, before the state or organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// What follows.
    pub follow: Follow,
    /// Of how many holders it speaks.
    pub number: Number,
    /// The words.
    pub text: String,
}

/// An office as texts speak of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Its key: `president`.
    pub key: String,
    /// The offices under which records list its holders, by their index in [`Position::OFFICES`].
    pub offices: Vec<usize>,
    /// Its name in Arabic, to put a country's name behind.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Whether every title of its offices that no phrase explains is its own (وزير الشؤون الخارجية والهجرة).
    pub any_title: bool,
    /// Whether it is a role only where a holder is listed: المستشار الألماني is a chancellor, المستشار الأمريكي an adviser.
    pub listed_only: bool,
    /// Keys of the roles that are looked at where this one has no holder listed.
    pub also: Vec<String>,
    /// What begins its mentions and titles.
    pub phrases: Vec<Phrase>,
    /// Where it was first read.
    pub origin: Origin,
}

/// What a word right behind a role phrase says of the holder's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Tense {
    /// No longer in office: السابق, الراحل.
    Former,
    /// Not yet in office: المنتخب.
    Next,
    /// In office: الحالي, المؤقت.
    Now,
}

impl Tense {
    /// Their names.
    pub const NAMES: [&'static str; 3] = ["former", "next", "now"];
}

/// The keys of a row.
const KEYS: [&str; 15] = [
    "offices",
    "name",
    "name_en",
    "titles",
    "listed",
    "also",
    "nisba",
    "nisba-dual",
    "nisba-plural",
    "of",
    "of-dual",
    "of-plural",
    "to",
    "to-dual",
    "to-plural",
];

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles {
    /// The roles, in the order of their first rows.
    pub roles: Vec<Role>,
    /// Words behind a phrase that speak of time, of its holder or of all of them.
    pub tenses: Vec<(Tense, Number, String)>,
}

impl Roles {
    /// All phrases that the scan must find.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.roles.iter().flat_map(|role| &role.phrases).map(|phrase| phrase.text.as_str())
    }

    /// Adds those of another list; of a role that both have, what only the other says.
    pub(super) fn join(&mut self, other: &Self) {
        for role in &other.roles {
            match self.roles.iter_mut().find(|known| known.key == role.key) {
                Some(known) => {
                    extend(&mut known.phrases, &role.phrases);
                    extend(&mut known.offices, &role.offices);
                    extend(&mut known.also, &role.also);
                    known.any_title |= role.any_title;
                    known.listed_only |= role.listed_only;
                }
                None => self.roles.push(role.clone()),
            }
        }
        extend(&mut self.tenses, &other.tenses);
    }
}

/// Adds what is not there yet.
fn extend<T: Clone + PartialEq>(known: &mut Vec<T>, more: &[T]) {
    for item in more {
        if !known.contains(item) {
            known.push(item.clone());
        }
    }
}

/// Reads `role<TAB>key<TAB>value` lines; `-` in the place of the role for words of time.
pub(super) fn read(file: &Arc<str>, text: &str, found: &mut Roles, defects: &mut Vec<Defect>) {
    for (line, row) in super::lists::lines(text) {
        let origin = Origin { file: file.clone(), line };
        let mut defect = |field: &str, value: &str, problem: &str, remedy: String| {
            defects.push(super::lists::defect(&origin, field, value, problem, remedy));
        };
        let mut parts = row.split('\t').map(str::trim);
        let (key, what, value) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        if key.is_empty() || value.is_empty() {
            defect("", row, "a row needs a role, a key and a value", "write them with a tab between".to_owned());
            continue;
        }
        if key == "-" {
            let (tense, number) = Number::of_key(what);
            match Tense::NAMES.iter().position(|known| *known == tense) {
                Some(tense) if has_letter(value) => {
                    let tense = [Tense::Former, Tense::Next, Tense::Now][tense];
                    found.tenses.push((tense, number, value.to_owned()));
                }
                _ => defect("key", what, "unknown word of time", one_of(what, &Tense::NAMES)),
            }
            continue;
        }
        let at = found.roles.iter().position(|role| role.key == key).unwrap_or_else(|| {
            found.roles.push(Role {
                key: key.to_owned(),
                offices: Vec::new(),
                name: String::new(),
                name_en: String::new(),
                any_title: false,
                listed_only: false,
                also: Vec::new(),
                phrases: Vec::new(),
                origin: origin.clone(),
            });
            found.roles.len() - 1
        });
        let role = &mut found.roles[at];
        match what {
            "name" => value.clone_into(&mut role.name),
            "name_en" => value.clone_into(&mut role.name_en),
            "titles" if value == "any" => role.any_title = true,
            "listed" if value == "only" => role.listed_only = true,
            "titles" => defect("titles", value, "unknown value", "write any, or leave the row out".to_owned()),
            "listed" => defect("listed", value, "unknown value", "write only, or leave the row out".to_owned()),
            "also" => role.also.extend(value.split_whitespace().map(str::to_owned)),
            "offices" => {
                for word in value.split_whitespace() {
                    match Position::OFFICES.iter().position(|known| *known == word) {
                        Some(office) => role.offices.push(office),
                        None => defect("offices", word, "unknown office", one_of(word, &Position::OFFICES)),
                    }
                }
            }
            _ => {
                let (follow, number) = Number::of_key(what);
                let follow = match follow {
                    "nisba" => Follow::Nisba,
                    "of" => Follow::Of,
                    "to" => Follow::To,
                    _ => {
                        defect("key", what, "unknown key", one_of(what, &KEYS));
                        continue;
                    }
                };
                if has_letter(value) {
                    role.phrases.push(Phrase { follow, number, text: value.to_owned() });
                } else {
                    defect(what, value, "a phrase without a letter", "take it out".to_owned());
                }
            }
        }
    }
    let keys: Vec<String> = found.roles.iter().map(|role| role.key.clone()).collect();
    for role in &found.roles {
        let nothing = |field: &str| {
            let remedy = format!("add a row {}<tab>{field}<tab>…", role.key);
            super::lists::defect(&role.origin, field, &role.key, "the role does not say it", remedy)
        };
        defects.extend(role.offices.is_empty().then(|| nothing("offices")));
        defects.extend(role.name.is_empty().then(|| nothing("name")));
        for other in role.also.iter().filter(|other| !keys.contains(other)) {
            let remedy = one_of(other, &keys.iter().map(String::as_str).collect::<Vec<_>>());
            defects.push(super::lists::defect(&role.origin, "also", other, "no such role", remedy));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Follow, Number, Phrase, Roles, Tense, read};

    fn reading(text: &str) -> (Roles, Vec<String>) {
        let (mut roles, mut defects) = (Roles::default(), Vec::new());
        read(&Arc::from("roles.tsv"), text, &mut roles, &mut defects);
        (roles, defects.iter().map(|defect| format!("{}:{}: {}", defect.line, defect.field, defect.problem)).collect())
    }

    #[test]
    fn roles_are_read() {
        let (roles, defects) = reading(
            "king\toffices\thead-of-state\nking\tname\tملك\nking\tof\tملك\nking\tof-plural\tملوك\n// a remark\n-\tformer-dual\tالسابقان\n",
        );
        assert_eq!(defects, Vec::<String>::new());
        let phrase = |number, text: &str| Phrase { follow: Follow::Of, number, text: text.to_owned() };
        assert_eq!(roles.roles[0].phrases, [phrase(Number::One, "ملك"), phrase(Number::Many, "ملوك")]);
        assert_eq!(roles.tenses, [(Tense::Former, Number::Two, "السابقان".to_owned())]);
    }

    #[test]
    fn every_defect_is_told() {
        let (_, defects) =
            reading("king\toffices\tking\nking\tfrom\tملك\nking\tof\t..\n-\tonce\tالسابق\nking\talso\tx\n");
        assert_eq!(
            defects,
            [
                "1:offices: unknown office",
                "2:key: unknown key",
                "3:of: a phrase without a letter",
                "4:key: unknown word of time",
                "1:offices: the role does not say it",
                "1:name: the role does not say it",
                "1:also: no such role"
            ]
        );
    }
}
