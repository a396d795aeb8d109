//! Candidates to the spans that names and stop names may take.

use std::cell::LazyCell;

use super::context::Context;
use super::winners::Span;
use super::{Entries, Reading};
use crate::compile::Entry;
use crate::entity::{Kind, Label};
use crate::grounds::{Ground, Grounds};
use crate::scan::{Candidate, Grain};

/// The grounds of a strong name.
pub(super) fn strong(candidate: &Candidate) -> Grounds {
    Grounds::of(if candidate.grain == Grain::Word { Ground::Name } else { Ground::RunOn })
}

impl Context<'_> {
    /// The spans of names that stand by themselves.
    pub(super) fn strong_spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        for candidate in &self.candidates {
            spans.extend(self.strong_span(candidate));
        }
        spans
    }

    /// The span of a candidate with its strong entries.
    pub(super) fn strong_span(&self, candidate: &Candidate) -> Option<Span> {
        let span = self.span(candidate, |entry| !entry.weak)?;
        Some(Span { grounds: strong(candidate), ..span })
    }

    /// The span of a candidate with those of its entries that `stands` and the text's own marks allow; its grounds are the caller's.
    pub(super) fn span(&self, candidate: &Candidate, stands: impl Fn(&Entry) -> bool) -> Option<Span> {
        let surface = self.surface(candidate);
        let all = self.lexicon.entries_of(surface);
        if all.is_empty() || (candidate.grain == Grain::Letters && surface.stop) {
            return None;
        }
        if surface.begins_like_particle && self.begins_with_particle(candidate) {
            return None;
        }
        let hamza = self.ends_in_hamza(candidate.end);
        let tanwin =
            || self.bears_tanwin(candidate) || self.is_counted(candidate) || self.follows_accusative(candidate);
        let tanwin = LazyCell::new(tanwin);
        let states = LazyCell::new(|| all.iter().any(|entry| *self.label(entry) == Label::Country && !entry.weak));
        let accusatives = LazyCell::new(|| all.iter().any(|entry| entry.inflection.accusative));
        let mut entries = Entries::default();
        let mut weak = true;
        for (index, entry) in all.iter().enumerate().take(Entries::MOST) {
            // روسيا is the country, روسيًا a nationality word; a plain accusative of another form stands by itself.
            let accusative_of_state = entry.inflection.accusative && *states;
            let by_marks = if accusative_of_state {
                *tanwin
            } else {
                !(*self.label(entry) == Label::Country && *accusatives && *tanwin)
            };
            let by_marks = by_marks && !self.contradicts(candidate, entry) && !self.is_ha_for_ta(candidate, entry);
            if stands(entry) && by_marks && (!hamza || entry.final_hamza) {
                entries.add(index);
                weak &= entry.weak;
            }
        }
        if entries.is_empty() {
            return None;
        }
        let first = &all[entries.first()];
        let id = self.lexicon.id_order(first.record);
        let key = (first.kind, self.lexicon.label_order(first.label), first.rank, id);
        Some(Span {
            start: candidate.start,
            end: candidate.end,
            letters: self.letters(candidate.start, candidate.end),
            proclitic: candidate.proclitic,
            weak,
            key,
            reading: Reading::Names { surface: candidate.surface, entries },
            grounds: Grounds::default(),
        })
    }

    /// The spans of stop names.
    pub(super) fn stop_spans(&self) -> Vec<Span> {
        self.candidates
            .iter()
            .filter(|candidate| self.surface(candidate).stop && candidate.grain == Grain::Word)
            .map(|candidate| Span {
                start: candidate.start,
                end: candidate.end,
                letters: self.letters(candidate.start, candidate.end),
                proclitic: candidate.proclitic,
                weak: false,
                key: (Kind::Full, 0, 0, 0),
                reading: Reading::Stop,
                grounds: Grounds::default(),
            })
            .collect()
    }
}
