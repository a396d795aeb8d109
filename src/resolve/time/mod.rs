//! What a text's date says of its names.
//!
//! With a date, names and offices of that time are preferred where several entities share a name: of two presidents with
//! one surname the one in office, of a present and a former state the one that was there. A date only prefers: it takes
//! no name away, for texts speak of the past, and records lack dates. Without one nothing here has a say, so that today's
//! knowledge is not laid on old texts.

mod dated;
mod days;
mod offices;
mod term;

use once_cell::sync::OnceCell;

use super::context::Context;
use crate::compile::{Entry, Lexicon};
use crate::entity::Label;
use crate::error::Error;
use crate::fold::Fold;
use crate::gazetteer::PartialDate;
use crate::scan::Candidate;
use dated::{DatedNames, Years};
use days::Days;

pub(super) use days::Standing;
pub(super) use offices::{Head, Offices};

/// What the records say of time: offices and names. Made once for a matcher, when a date, a role phrase or a surname that
/// several bear first asks for it.
pub struct Calendar {
    offices: Offices,
    names: DatedNames,
}

impl Calendar {
    fn new(lexicon: &Lexicon, fold: &Fold) -> Result<Self, Error> {
        Ok(Self { offices: Offices::new(lexicon, fold)?, names: DatedNames::new(lexicon, fold)? })
    }
}

/// The time a text speaks from, and who was in office then.
#[derive(Clone, Copy, Default)]
pub(super) struct Moment<'a> {
    pub date: Option<PartialDate>,
    /// Filled when first asked for.
    pub calendar: Option<&'a OnceCell<Calendar>>,
}

impl<'a> Context<'a> {
    fn calendar(&self) -> Option<&'a Calendar> {
        self.moment.calendar?.get_or_try_init(|| Calendar::new(self.lexicon, self.fold)).ok()
    }

    /// Who held which office when.
    pub(super) fn offices(&self) -> Option<&'a Offices> {
        self.calendar().map(|calendar| &calendar.offices)
    }

    /// How one of the entities of a surface that begins at a folded position stands to the text's date; unknown where
    /// there is none. Of a person behind a title the office that it names counts, else every one.
    pub(super) fn standing(&self, surface: u32, entry: &Entry, start: u32) -> Standing {
        let Some(date) = self.moment.date else { return Standing::Unknown };
        if *self.label(entry) == Label::Person {
            let in_office = self.fit(start, entry).standing;
            let at_all = || Some(self.offices()?.standing(entry.record, date));
            return in_office.or_else(at_all).unwrap_or(Standing::Unknown);
        }
        let record = self.lexicon.record(entry.record);
        let (from, to) = self.years(surface, entry).unwrap_or((record.founded, record.ended));
        if from.is_none() && to.is_none() {
            return Standing::Unknown;
        }
        Days::between(from, to).standing_at(date)
    }

    /// Whether a weak name of a place or organization was its name at the text's date, and at no other time: نور سلطان
    /// from 2019 to 2022. Its years are its support.
    pub(super) fn is_in_its_time(&self, candidate: &Candidate, entry: &Entry) -> bool {
        self.moment.date.is_some_and(|date| {
            *self.label(entry) != Label::Person
                && self.years(candidate.surface, entry).is_some_and(|(from, to)| {
                    from.is_some() && to.is_some() && Days::between(from, to).standing_at(date) <= Standing::Perhaps
                })
        })
    }

    /// When a listed name of an entry was borne, where it has dates of its own.
    fn years(&self, surface: u32, entry: &Entry) -> Option<Years> {
        self.calendar()?.names.years(surface, entry.record)
    }
}
