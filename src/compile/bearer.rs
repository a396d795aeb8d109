//! What resolving asks of records, a few bytes each: every record lies apart, so that to read its own words for each name of
//! a text costs more than all that is then asked of them.

use std::collections::HashSet;

use bytemuck::{Pod, Zeroable};

use super::surface::Part;
use crate::entity::Kind;
use crate::gazetteer::{Gazetteer, Position, Record};

/// What a record says of who bears its names.
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct Bearer {
    /// The records of the country and of what the positions are positions of: [`Lexicon::is_of`](super::Lexicon::is_of).
    pub(super) nations: Part,
    /// A bit for each office held that is told apart.
    offices: u16,
    set: u16,
}

const FEMININE: u16 = 1;
const MASCULINE: u16 = 2;
const CAPITAL: u16 = 4;
const FAMILY_NAME: u16 = 8;
const FAMILY_FIRST: u16 = 16;
const CALLED: u16 = 32;

/// States whose people put the family name first, in Arabic too; Japan's and Hungary's do not there.
const FAMILY_FIRST_IN: [&str; 6] = ["CN", "HK", "MO", "TW", "KP", "KR"];

/// The offices of heads of state and government: they stand first.
const HEADS: u16 = 0b11;

impl Bearer {
    /// What a record says; what it is of is added to `nations`. Of those in high office `called` have a calling besides.
    pub fn of(record: &Record, gazetteer: &Gazetteer, called: &HashSet<&str>, nations: &mut Vec<u32>) -> Self {
        let index = |id: &String| {
            let index = gazetteer.position(id)?;
            // A record into which another was merged has another id.
            (gazetteer.record(index as usize).id == *id).then_some(index)
        };
        let mut own: Vec<u32> = Vec::new();
        for id in std::iter::once(&record.country).chain(record.positions.iter().map(|position| &position.of)) {
            own.extend(index(id).filter(|nation| !own.contains(nation)));
        }
        let place = |office: &str| Position::OFFICES.iter().position(|known| *known == office);
        let told_apart =
            record.positions.iter().map(|position| position.office.as_str()).filter(|&name| name != "other");
        let offices = told_apart.filter_map(place).fold(0, |offices, office| offices | 1 << office);
        let gender = match record.gender.as_str() {
            "f" => FEMININE,
            "m" => MASCULINE,
            _ => 0,
        };
        let state = gazetteer.position(record.state());
        let capital = state.is_some_and(|state| gazetteer.record(state as usize).capital == record.id);
        let family_name = record.names.iter().any(|name| name.kind == Kind::Surname);
        let family_first = FAMILY_FIRST_IN.contains(&record.country.as_str());
        let when = |holds: bool, bit: u16| if holds { bit } else { 0 };
        let called = called.contains(record.id.as_str());
        let set = gender
            | when(capital, CAPITAL)
            | when(family_name, FAMILY_NAME)
            | when(family_first, FAMILY_FIRST)
            | when(called, CALLED);
        Self { nations: Part::added(nations, own), offices, set }
    }

    /// Whether it is a woman.
    pub fn is_feminine(self) -> bool {
        self.set & FEMININE != 0
    }

    /// Whether it is a man.
    pub fn is_masculine(self) -> bool {
        self.set & MASCULINE != 0
    }

    /// Whether it is the capital of its state.
    pub fn is_capital(self) -> bool {
        self.set & CAPITAL != 0
    }

    /// Whether a family name of the person is listed.
    pub fn has_family_name(self) -> bool {
        self.set & FAMILY_NAME != 0
    }

    /// Whether the person's family name stands first.
    pub fn is_family_first(self) -> bool {
        self.set & FAMILY_FIRST != 0
    }

    /// Whether it has been head of a state or government.
    pub fn is_head(self) -> bool {
        self.offices & HEADS != 0
    }

    /// Whether an office that is told apart has been held, and no calling is known besides: no player and no judge.
    pub fn has_only_offices(self) -> bool {
        self.offices != 0 && self.set & CALLED == 0
    }

    /// Whether one of the offices held is among these.
    pub fn has_held(self, offices: u16) -> bool {
        self.offices & offices != 0
    }
}
