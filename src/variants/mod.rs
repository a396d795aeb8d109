//! A record's names to the surfaces that stand for it in text.
//!
//! Listed names come first and as they are; rules add nationality words in all their forms ([`nisba`]), the names of
//! states with their class word ([`state`]), names with the blanks lost ([`glued`]) and other spellings of foreign names
//! ([`first`], [`vowel`], [`spelling`]). Each surface knows the rule that made it; `compile` says which are admitted.

pub mod first;
pub mod glued;
pub mod nisba;
pub mod spelling;
pub mod state;
pub mod vowel;

use crate::entity::{Kind, Label};
use crate::gazetteer::{Record, Spellings};
use bytemuck::{CheckedBitPattern, NoUninit};

/// What a nationality word says of itself: needed where it must agree with the word before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, NoUninit, CheckedBitPattern)]
#[repr(C)]
pub struct Inflection {
    /// Bears the article.
    pub definite: bool,
    /// Feminine singular.
    pub feminine: bool,
    /// Masculine singular.
    pub masculine: bool,
    /// Indefinite accusative (فرنسيا, فرنسيًا).
    pub accusative: bool,
}

/// A writing that stands for a record in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// The writing.
    pub text: String,
    /// Label of its mentions.
    pub label: Label,
    /// Kind of name.
    pub kind: Kind,
    /// Whether it needs support in the text.
    pub weak: bool,
    /// Nationality words: the form.
    pub inflection: Inflection,
    /// Index of the listed name it is, or is made of, where there is one.
    pub name: Option<u32>,
    /// The rule that made it; `None` for a listed name.
    pub rule: Option<&'static str>,
}

#[cfg(test)]
impl Surface {
    /// A person's full name as it is listed.
    fn of_a_person(text: &str) -> Self {
        let (label, kind, inflection) = (Label::Person, Kind::Full, Inflection::default());
        Self { text: text.to_owned(), label, kind, weak: false, inflection, name: Some(0), rule: None }
    }
}

/// All surfaces of a record: the listed names, then those made by rule, with the gazetteer's spellings of given names.
pub fn surfaces(record: &Record, spellings: &[Spellings]) -> Vec<Surface> {
    let mut surfaces: Vec<Surface> = record
        .names
        .iter()
        .enumerate()
        .map(|(index, name)| Surface {
            text: name.text.clone(),
            label: if name.kind == Kind::Demonym { Label::Norp } else { record.label.clone() },
            kind: name.kind,
            weak: name.weak,
            inflection: Inflection::default(),
            name: Some(index as u32),
            rule: None,
        })
        .collect();
    if !record.verbatim {
        for word in &record.nisbas {
            nisba::inflect(word, &mut surfaces);
        }
        if record.label == Label::Country {
            state::names(record, &mut surfaces);
        }
        glued::names(record, &mut surfaces);
        let foreign = !ARAB_STATES.contains(&record.state());
        if foreign {
            first::names(spellings, &mut surfaces);
            vowel::names(record, &mut surfaces);
        }
        spelling::respell(foreign, &mut surfaces);
    }
    surfaces
}

/// States whose names are Arabic, so that rules about foreign sounds have no business with them. Variants are made of a record
/// and the spellings beside it, without the other records of its gazetteer, and no other rule asks for this.
const ARAB_STATES: [&str; 22] = [
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD",
    "SY", "TN", "YE",
];
