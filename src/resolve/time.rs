//! What a text's date says of its names.
//!
//! With a date, names and offices of that time are preferred where several entities share a name: of two presidents with
//! one surname the one in office, of a present and a former state the one that was there. A date only prefers: it takes
//! no name away, for texts speak of the past, and records lack dates. Without one nothing here has a say, so that today's
//! knowledge is not laid on old texts.

use once_cell::sync::OnceCell;

use super::context::Context;
use super::offices::{Days, Offices, Standing};
use crate::compile::Entry;
use crate::entity::Label;
use crate::gazetteer::{Name, PartialDate};
use crate::scan::Candidate;

/// The time a text speaks from, and who was in office then.
#[derive(Clone, Copy, Default)]
pub(super) struct Moment<'a> {
    pub date: Option<PartialDate>,
    /// Filled when first asked for.
    pub offices: Option<&'a OnceCell<Offices>>,
}

impl<'a> Context<'a> {
    /// Who held which office when.
    pub(super) fn offices(&self) -> Option<&'a Offices> {
        self.moment.offices?.get_or_try_init(|| Offices::new(self.lexicon, self.fold)).ok()
    }

    /// How one of the entities of a surface that begins at a folded position stands to the text's date; unknown where
    /// there is none. Of a person behind a title the office that it names counts, else every one.
    pub(super) fn standing(&self, surface: u32, entry: &Entry, start: u32) -> Standing {
        let Some(date) = self.moment.date else { return Standing::Unknown };
        if *self.label(entry) == Label::Person {
            let in_office = self.fit(start, entry).standing;
            let at_all = || Some(self.offices()?.standing(self.lexicon, entry.record, date));
            return in_office.or_else(at_all).unwrap_or(Standing::Unknown);
        }
        let record = self.lexicon.record(entry.record);
        let (from, to) = match self.dated_name(surface, entry) {
            Some(name) => (name.from, name.to),
            None => (record.founded, record.ended),
        };
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
                && self.dated_name(candidate.surface, entry).is_some_and(|name| {
                    name.from.is_some()
                        && name.to.is_some()
                        && Days::between(name.from, name.to).standing_at(date) <= Standing::Perhaps
                })
        })
    }

    /// The listed name of an entry, where it has dates of its own.
    fn dated_name(&self, surface: u32, entry: &Entry) -> Option<&Name> {
        let dated = |name: &&Name| name.from.is_some() || name.to.is_some();
        let codes = &self.lexicon.surface(surface).codes;
        let mut names = self.lexicon.record(entry.record).names.iter().filter(dated);
        names.find(|name| self.fold.fold_name(&name.text).is_ok_and(|name| name == *codes))
    }
}
