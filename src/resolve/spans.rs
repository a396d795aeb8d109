//! Candidates to the spans that names and stop names may take.

use std::cell::LazyCell;

use super::context::Context;
use super::sets::Set;
use super::winners::Span;
use super::{Entries, Reading};
use crate::compile::{Entry, Trait};
use crate::entity::{Kind, Label};
use crate::gazetteer::CueClass;
use crate::grounds::{Ground, Grounds};
use crate::scan::{Candidate, Grain};

/// The grounds of a strong name.
pub(super) fn grounds(candidate: &Candidate) -> Grounds {
    Grounds::of(if candidate.grain == Grain::Word { Ground::Name } else { Ground::RunOn })
}

impl Context<'_> {
    /// The spans of names that stand by themselves.
    pub(super) fn strong_spans(&self, spans: &mut Vec<Span>) {
        spans.clear();
        for candidate in self.of(Set::Strong) {
            spans.extend(self.strong_span(candidate));
        }
    }

    /// The span of a candidate with its strong entries.
    pub(super) fn strong_span(&self, candidate: &Candidate) -> Option<Span> {
        let traits = self.traits(candidate);
        if !traits.is(Trait::Written) {
            let strong = self.lexicon.strong(candidate.surface);
            if strong.count() == 0
                || candidate.grain == Grain::Letters && traits.is(Trait::Stop)
                || traits.is(Trait::EndsInYa) && self.ends_in_hamza(candidate.end)
            {
                return None;
            }
            let entries = Entries::of_first(strong.count());
            let reading = Reading::Names { surface: candidate.surface, entries };
            return Some(Span { grounds: grounds(candidate), ..self.reads(candidate, reading, strong.key()) });
        }
        let span = self.span(candidate, |entry| !entry.weak)?;
        Some(Span { grounds: grounds(candidate), ..span })
    }

    /// The span of a candidate with those of its entries that `stands` and the text's own marks allow; its grounds are the caller's.
    pub(super) fn span(&self, candidate: &Candidate, stands: impl Fn(&Entry) -> bool) -> Option<Span> {
        let surface = self.surface(candidate);
        let all = self.entries_at(candidate.surface);
        if all.is_empty() || (candidate.grain == Grain::Letters && surface.stop) {
            return None;
        }
        let traits = self.traits(candidate);
        let hamza = traits.is(Trait::EndsInYa) && self.ends_in_hamza(candidate.end);
        if !traits.is(Trait::Written) {
            // No entry has anything to do with marks, and none is written with ئ.
            let mut entries = Entries::default();
            for (index, entry) in all.iter().enumerate().take(if hamza { 0 } else { Entries::MOST }) {
                if stands(entry) {
                    entries.add(index);
                }
            }
            return self.span_of(candidate, entries, all);
        }
        if surface.begins_like_particle && self.begins_with_particle(candidate) {
            return None;
        }
        let tanwin =
            || self.bears_tanwin(candidate) || self.is_counted(candidate) || self.follows_accusative(candidate);
        let tanwin = LazyCell::new(tanwin);
        let states = LazyCell::new(|| all.iter().any(|entry| *self.label(entry) == Label::Country && !entry.weak));
        let accusatives = LazyCell::new(|| all.iter().any(|entry| entry.inflection.accusative));
        let mut entries = Entries::default();
        for (index, entry) in all.iter().enumerate().take(Entries::MOST) {
            let by_marks = || {
                // روسيا is the country, روسيًا a nationality word; a plain accusative of another form stands by itself.
                let of_state = entry.inflection.accusative && *states;
                let by_tanwin =
                    if of_state { *tanwin } else { !(*self.label(entry) == Label::Country && *accusatives && *tanwin) };
                by_tanwin
                    && !self.contradicts(candidate, self.lexicon.marks(entry))
                    && !self.is_ha_for_ta(candidate, entry)
            };
            if stands(entry) && (!hamza || entry.final_hamza) && by_marks() {
                entries.add(index);
            }
        }
        self.span_of(candidate, entries, all)
    }

    /// The span of a candidate with these of its entries.
    fn span_of(&self, candidate: &Candidate, entries: Entries, all: &[Entry]) -> Option<Span> {
        if entries.is_empty() {
            return None;
        }
        let weak = entries.iter().all(|index| all[index].weak);
        let first = &all[entries.first()];
        let id = self.lexicon.id_order(first.record);
        let key = (first.kind, self.lexicon.label_order(first.label), first.rank, id);
        let reading = Reading::Names { surface: candidate.surface, entries };
        Some(Span { weak, ..self.reads(candidate, reading, key) })
    }

    /// The span of a candidate that is read so.
    fn reads(&self, candidate: &Candidate, reading: Reading, key: (Kind, u16, u16, u32)) -> Span {
        Span {
            start: candidate.start,
            end: candidate.end,
            letters: self.letters(candidate.start, candidate.end),
            proclitic: candidate.proclitic,
            weak: false,
            key,
            reading,
            grounds: Grounds::default(),
        }
    }

    /// The spans of stop names.
    pub(super) fn stop_spans(&self) -> impl Iterator<Item = Span> {
        let stops = self.of(Set::Stop).filter(|found| !self.is_particle_drawn_out(found) && !self.cuts_a_name(found));
        stops.map(|candidate| self.reads(candidate, Reading::Stop, (Kind::Full, 0, 0, 0)))
    }

    /// Whether a phrase of several words begins with the end of a name that stands by itself: "رياض سلامة المواطنين", or with a
    /// city's name behind its class word: "مدينة حماة الحرية".
    fn cuts_a_name(&self, stop: &Candidate) -> bool {
        if self.surface(stop).one_word || !stop.proclitic.is_empty() {
            return false;
        }
        let first = stop.start + self.word_starting(stop.start).len() as u32;
        let named = |found: &Candidate| {
            found.start < stop.start && self.traits(found).is(Trait::Strong) && !self.surface(found).one_word
        };
        let town = self.cues_before(stop.start).has(CueClass::Town);
        let city = |found: &Candidate| {
            found.end == first && self.entries(found).iter().any(|entry| *self.label(entry) == Label::City)
        };
        self.ending_at(first).any(named) || town && self.starting_at(stop.start).any(city)
    }

    /// Whether tatweel stands behind the first letter and nowhere else, as it is set between a particle and a name: لـشي.
    fn is_particle_drawn_out(&self, candidate: &Candidate) -> bool {
        let tatweel = |at: u32| self.text.at(at as usize) == Some(0x640);
        let second = self.folded.map.raw(candidate.start) + 1;
        tatweel(second) && !(second + 1..self.raw_end(candidate.end)).any(tatweel)
    }
}
