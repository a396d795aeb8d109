//! Clubs in reports of matches: they bear the names of cities (روما) and everyday words (النصر, الاتحاد).

use super::context::Context;
use crate::compile::{Entry, Trait};
use crate::gazetteer::{CueClass, KindTrait};
use crate::scan::Candidate;

impl Context<'_> {
    /// Whether an entry is a club.
    pub(super) fn is_club(&self, entry: &Entry) -> bool {
        self.lexicon.sort(entry.record).is(KindTrait::Club)
    }

    /// Whether the text speaks of sports: in two places a word of sports, a club's name that is no other, or one behind a word
    /// of play.
    pub(super) fn is_sport(&self) -> bool {
        const ENOUGH: usize = 2;
        let club = |found: &Candidate| {
            self.entries(found).first().is_some_and(|first| !first.weak)
                && self.entries(found).iter().all(|entry| self.is_club(entry))
        };
        let played = |found: &Candidate| {
            found.proclitic.is_empty()
                && self.entries(found).iter().any(|entry| self.is_club(entry))
                && self.end_before(found.start).is_some_and(|end| self.has_cue_ending(end, CueClass::Match))
        };
        *self.sport.get_or_init(|| {
            let mut ends: Vec<u32> = Vec::new();
            for found in &self.candidates {
                let traits = self.traits(found);
                let counts =
                    traits.cues.has(CueClass::Sport) || traits.is(Trait::Club) && (club(found) || played(found));
                if counts && ends.last().is_none_or(|&end| end <= found.start) {
                    ends.push(found.end);
                    if ends.len() == ENOUGH {
                        return true;
                    }
                }
            }
            false
        })
    }
}

/// Whether a club's name stands where a report of a match has one: behind a word of play (فاز, مدرب), or behind a
/// preposition with such a word before it in its clause.
pub(super) fn plays(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    const FAR: u32 = 60;
    if !context.is_club(entry) || !context.is_sport() {
        return false;
    }
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let plays = |end: u32| context.has_cue_ending(end, CueClass::Match);
    let before = context.end_before(start);
    let preposition = candidate.proclitic.has_preposition()
        || before.is_some_and(|end| context.has_cue_ending(end, CueClass::Preposition));
    let joined = candidate.proclitic.as_str() == "و";
    !candidate.proclitic.has_preposition() && before.is_some_and(plays)
        || (preposition || joined) && context.clause_before(start, FAR).any(plays)
}
