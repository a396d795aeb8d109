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
const CITY: CueMask = CueMask::of(&[CueClass::City, CueClass::Town]);
/// Of a city that is a rare word too.
const RARE: CueMask = CueMask::of(&[CueClass::Place, CueClass::Preposition]);
const ORG: CueMask = CueMask::of(&[CueClass::Org]);
/// Of an outlet whose name is a word.
const OUTLET: CueMask = CueMask::of(&[CueClass::Credit]);
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
            listed: listed(context, candidate, evidence),
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
        let (cues, nation) = (self.before.cues, self.before.is(Trait::Nation));
        let label = context.label(entry);
        // Whatever else is there.
        if *label == Label::Norp {
            return self.signs || cues.meets(NATION);
        }
        let own = self.before.is(Trait::OwnCue) && !entry.cues.is_empty() || !entry.marks.is_empty();
        let person = *label == Label::Person;
        let listed = if person { self.listed.0 } else { self.listed.1 };
        if self.signs || listed || own || evidence.may_name(entry.record) || context.moment.date.is_some() {
            return true;
        }
        match label {
            // Its clause, or a feminine noun before it, may be enough.
            Label::Country => self.bare,
            Label::City => {
                nation
                    || cues.meets(CITY)
                    || self.after
                    || (candidate.proclitic.has_preposition() || cues.meets(RARE))
                        && context.surface(candidate).needs.has(Needs::State)
                    || context.entries(candidate).iter().any(|other| !other.weak)
            }
            Label::Org => {
                let first_lines = || candidate.end <= context.dateline().max(Context::FIRST_LINE);
                nation
                    || cues.meets(ORG)
                    || (self.after || context.is_club(entry)) && (!context.is_club(entry) || context.is_sport())
                    || context.lexicon.is_cued(entry.record) && (cues.meets(OUTLET) || first_lines())
            }
            // Before a colon the surname of a head of state is that of a speaker.
            Label::Person => nation || cues.meets(PERSON) || self.bare && !goes_on(context, candidate),
            _ => false,
        }
    }
}

/// Whether a certain person's name, and whether another, ends or begins so near a candidate that the two may be a list: not right
/// beside it, unless و joins them.
pub(super) fn listed(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence) -> (bool, bool) {
    const FAR: u32 = 3;
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let (gap, joined) = (context.end_before(start).is_some(), candidate.proclitic.as_str() == "و");
    let before = evidence.has_edge(start.saturating_sub(FAR), start - u32::from(gap && !joined));
    let gap = context.start_after(candidate.end).is_some();
    let after = evidence.has_edge(candidate.end + 1 + u32::from(gap), candidate.end + 1 + FAR);
    (before.0 || after.0, before.1 || after.1)
}

/// Whether a word stands right behind it.
fn goes_on(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.start_after(candidate.end).is_some_and(|next| context.is_word(next))
}
