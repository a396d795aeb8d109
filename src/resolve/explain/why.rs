//! Why an entity of a candidate stands, or what made it fall, in a sentence.

use super::{Account, Outcome};
use crate::compile::Entry;
use crate::entity::Label;
use crate::grounds::{Ground, Grounds};
use crate::resolve::link::{Named, chosen_over};
use crate::resolve::refute;
use crate::resolve::winners::Span;
use crate::scan::{Candidate, Grain};

impl Account<'_> {
    /// What became of an entity that stands.
    pub(super) fn of_standing(
        &self,
        span: &Span,
        named: Option<&Named>,
        surface: u32,
        index: usize,
    ) -> (Outcome, String, Grounds) {
        let context = &self.case.context;
        if let Some(named) = named {
            if named.entry == index {
                if !self.options.wants(context.lexicon.label(named.label)) {
                    return (Outcome::Label, "its label was not asked for".to_owned(), named.grounds);
                }
                return (Outcome::Given, meanings(named.grounds), named.grounds);
            }
            let all = context.entries_at(surface);
            let (best, other) = (&all[named.entry], &all[index]);
            let chosen = context.lexicon.record(best.record);
            let because = if best.record == other.record {
                format!("the same entity is given as {}", context.label(best))
            } else {
                let ground = chosen_over(context, span, surface, &self.case.evidence, (best, other));
                format!("{} ({}) was chosen: {}", chosen.name, chosen.id, ground.meaning())
            };
            return (Outcome::OtherEntity, because, span.grounds);
        }
        // Winners do not overlap, so they stand in the order of their ends too.
        let first = self.winners.partition_point(|&at| self.case.spans[at].end <= span.start);
        let touched = |at: &&usize| self.case.spans[**at].start < span.end;
        let Some(&rival) = self.winners.get(first).filter(touched) else {
            return (Outcome::Rival, "another reading of the same place is preferred".to_owned(), span.grounds);
        };
        let rival = &self.case.spans[rival];
        let (start, end) = context.raw_span(rival);
        let written = context.text.slice(start as usize, end as usize);
        let (outcome, because) = if rival.is_stop() {
            (Outcome::StopName, format!("the phrase «{written}» ({start}–{end}) hides it: it names nobody"))
        } else if (rival.start, rival.end) == (span.start, span.end) {
            (
                Outcome::Rival,
                format!("another reading of «{written}» is preferred: by particles, strength, kind or label"),
            )
        } else if rival.letters > span.letters {
            (Outcome::Rival, format!("the longer «{written}» ({start}–{end}) wins"))
        } else {
            (Outcome::Rival, format!("«{written}» ({start}–{end}) begins before it and wins"))
        };
        (outcome, because, span.grounds)
    }

    /// Why an entity does not stand.
    pub(super) fn of_fallen(&self, candidate: &Candidate, entry: &Entry) -> (Outcome, String) {
        let context = &self.case.context;
        let itself = |other: &Entry| std::ptr::eq(other, entry);
        if context.span(candidate, itself).is_none() {
            return (Outcome::Writing, self.writing(candidate, entry).to_owned());
        }
        if let Some(against) = refute::against(context, candidate, entry, &self.case.evidence) {
            return (Outcome::Refuted, against.reason().to_owned());
        }
        if candidate.grain == Grain::Letters {
            return (Outcome::NoSupport, "a weak name does not stand in words run together".to_owned());
        }
        if !entry.weak {
            return (Outcome::Refuted, "the words beside it speak against it".to_owned());
        }
        let needs = match context.label(entry) {
            Label::Person => {
                "a weak name: it needs its full name elsewhere in the text, a fitting title, nationality or country right \
                 before it, or company of persons who are certain"
            }
            Label::City => {
                "a weak name: it needs a word like مدينة before it, its nationality behind it, cities listed on both \
                 sides, or a stronger name of the same city elsewhere in the text"
            }
            Label::Country => {
                "a weak name: it needs a word of place before it, the beginning of a clause, countries listed on both \
                 sides, or a stronger name of the same country elsewhere in the text"
            }
            Label::Norp => {
                "a weak nationality word: it needs a noun that takes one before it, and its country in the text"
            }
            _ => {
                "a weak name: it needs its own class word before it (حركة, قناة), or its full name elsewhere in the text"
            }
        };
        (Outcome::NoSupport, needs.to_owned())
    }

    /// Which writing speaks against an entity.
    fn writing(&self, candidate: &Candidate, entry: &Entry) -> &'static str {
        let context = &self.case.context;
        let surface = context.surface(candidate);
        if candidate.grain == Grain::Letters && surface.stop {
            "a stop name does not stand in words run together"
        } else if surface.begins_like_particle && context.begins_with_particle(candidate) {
            "its first word is written like the particle على, إن or أن"
        } else if context.contradicts(candidate, context.lexicon.marks(entry)) {
            "its marks are another name's"
        } else if context.is_ha_for_ta(candidate, entry) {
            "it is written with ه in a text that writes ة: another word"
        } else if context.ends_in_hamza(candidate.end) && !entry.final_hamza {
            "it ends in ئ, which at a word's end is no ي: another word"
        } else if entry.inflection.accusative {
            "it is the country's name: neither tanwin nor a counted or accusative noun makes it a nationality word"
        } else {
            "tanwin, a number or an accusative noun makes it a nationality word"
        }
    }
}

/// What grounds mean, in a sentence.
pub(super) fn meanings(grounds: Grounds) -> String {
    grounds.iter().map(Ground::meaning).collect::<Vec<_>>().join("; ")
}
