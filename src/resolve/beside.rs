//! Whether anything at all may speak for a weak name. Most weak names in a text are the ordinary words that they also are,
//! with nothing beside them that any rule of [`support`](super::support) asks for; a few bits tell.

use super::context::Context;
use super::evidence::Evidence;
use crate::compile::{CueMask, Entry, Trait, Traits};
use crate::entity::Label;
use crate::gazetteer::{CueClass, Needs};
use crate::scan::Candidate;

/// The cues that can speak for a weak name of each kind from right before it.
const PERSON: CueMask = CueMask::of(&[CueClass::Title, CueClass::Modifier, CueClass::Speech]);
const CITY: CueMask = CueMask::of(&[CueClass::City, CueClass::Town, CueClass::Place, CueClass::Preposition]);
const ORG: CueMask = CueMask::of(&[CueClass::Org, CueClass::Credit]);
const NATION: CueMask = CueMask::of(&[CueClass::Nation]);

/// What stands beside a weak name.
pub(super) struct Beside {
    /// No particles are before it.
    bare: bool,
    /// Before it stands something else than a word and a gap; with no particles.
    signs: bool,
    /// What ends right before it; with no particles.
    before: Traits,
    /// A country or nationality word stands right behind it.
    after: bool,
    /// Whether a certain person's, or other's, name ends or begins so near that the two may be a list.
    listed: (bool, bool),
}

impl Beside {
    /// What stands beside a candidate.
    pub fn of(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence) -> Self {
        let bare = candidate.proclitic.is_empty();
        let word = context.end_before(candidate.start).filter(|&end| bare && context.is_word(end - 1));
        Self {
            bare,
            signs: bare && word.is_none(),
            before: word.map_or(Traits::default(), |end| context.traits_ending(end)),
            after: context.traits_after(candidate.end).is(Trait::Nation),
            listed: evidence.beside(Context::word_start(candidate.start, candidate.proclitic), candidate.end),
        }
    }

    /// Whether something may speak for one of its entries.
    pub fn may_support(
        &self,
        context: &Context<'_>,
        candidate: &Candidate,
        entry: &Entry,
        evidence: &Evidence,
    ) -> bool {
        let own = self.before.is(Trait::OwnCue) && !entry.cues.is_empty() || !entry.marks.is_empty();
        let person = *context.label(entry) == Label::Person;
        let listed = if person { self.listed.0 } else { self.listed.1 };
        if self.signs || listed || own || evidence.may_name(entry.record) || context.moment.date.is_some() {
            return true;
        }
        let (cues, nation) = (self.before.cues, self.before.is(Trait::Nation));
        match context.label(entry) {
            Label::Norp => cues.meets(NATION),
            // Its clause, or a feminine noun before it, may be enough.
            Label::Country => self.bare,
            Label::City => {
                nation
                    || cues.meets(CITY)
                    || self.after
                    || candidate.proclitic.has_preposition() && context.surface(candidate).needs.has(Needs::State)
                    || context.entries(candidate).iter().any(|other| !other.weak)
            }
            Label::Org => {
                nation
                    || cues.meets(ORG)
                    || self.after
                    || context.is_club(entry)
                    || context.traits(candidate).is(Trait::Party)
                    || candidate.end <= context.dateline().max(Context::FIRST_LINE)
            }
            // Before a colon the surname of a head of state is that of a speaker.
            Label::Person => nation || cues.meets(PERSON) || self.bare && !goes_on(context, candidate),
            _ => false,
        }
    }
}

/// Whether a word stands right behind it.
fn goes_on(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.start_after(candidate.end).is_some_and(|next| context.is_word(next))
}
