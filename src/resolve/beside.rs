//! Whether anything at all may speak for a weak name. Most weak names in a text are the ordinary words that they also are,
//! with nothing beside them that any rule of [`support`](super::support) asks for; a few bits tell. The same bits tell which
//! of the rules to ask where one may speak.

use super::context::Context;
use super::evidence::Evidence;
use crate::compile::{CueMask, Entry, Trait, Traits};
use crate::entity::Label;
use crate::gazetteer::{CueClass, Needs};
use crate::scan::Candidate;

/// The cues that can speak for a weak name of each kind from right before it.
const SPEECH: CueMask = CueMask::of(&[CueClass::Speech, CueClass::Person]);
pub(super) const CITY: CueMask = CueMask::of(&[CueClass::City, CueClass::Town, CueClass::Place, CueClass::Preposition]);
pub(super) const ORG: CueMask = CueMask::of(&[CueClass::Org, CueClass::Credit]);
const NATION: CueMask = CueMask::of(&[CueClass::Nation]);
const TITLE: CueMask = CueMask::of(&[CueClass::Title, CueClass::Modifier]);
const CREDIT: CueMask = CueMask::of(&[CueClass::Credit]);

/// What stands beside a weak name.
pub(super) struct Beside {
    /// What ends right before it; with no particles.
    before: Traits,
    /// A country or nationality word stands right behind it.
    pub after: bool,
    /// It bears no particles, and something else than a word and a gap stands before it.
    pub signs: bool,
    /// A title, a nationality or what may stand between them and a name stands right before it.
    pub titled: bool,
    /// A certain person's name, and another, begins or ends so near that the two may be listed together.
    near: (bool, bool),
    /// A bit for each kind of label, as [`kind_of`] numbers them: whether what stands there may be enough for any such name.
    enough: u8,
}

const COUNTRIES: u8 = 0;
const CITIES: u8 = 1;
const ORGS: u8 = 2;
const PERSONS: u8 = 3;
const NORPS: u8 = 4;
const OTHERS: u8 = 5;

/// The number of a label's kind.
fn kind_of(label: &Label) -> u8 {
    match label {
        Label::Country => COUNTRIES,
        Label::City => CITIES,
        Label::Org => ORGS,
        Label::Person => PERSONS,
        Label::Norp => NORPS,
        Label::Role | Label::Own(_) => OTHERS,
    }
}

impl Beside {
    /// What stands beside a candidate.
    pub fn of(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence) -> Self {
        let bare = candidate.proclitic.is_empty();
        let end = context.end_before(candidate.start).filter(|_| bare);
        let ending = end.map_or(Traits::default(), |end| context.traits_ending(end));
        let word = end.filter(|&end| context.is_word(end - 1));
        let before = if word.is_some() { ending } else { Traits::default() };
        let after = context.traits_after(candidate.end).is(Trait::Nation);
        let near = near(candidate, evidence);
        let (cues, nation) = (before.cues, before.is(Trait::Nation));
        let titled = ending.is(Trait::Nation) | ending.cues.meets(TITLE);
        // Something else than a word and a gap before it; or a date.
        let signs = bare & word.is_none();
        let any = signs | context.moment.date.is_some();
        let other = any | near.1;
        // Before a colon the surname of a head of state is that of a speaker.
        // Joined by و he may act.
        let speaks = any | cues.meets(SPEECH) | !bare | !goes_on(context, candidate);
        let bit = |kind: u8, holds: bool| u8::from(holds) << kind;
        // What texts decide at random is no branch.
        let enough = bit(NORPS, other | near.0 & !bare | cues.meets(NATION))
            // Its clause, or a feminine noun before it, may be enough.
            | bit(COUNTRIES, other | bare)
            | bit(CITIES, other | nation | cues.meets(CITY) | after)
            | bit(ORGS, other | nation | cues.meets(ORG))
            | bit(PERSONS, near.0 | titled | speaks & context.traits(candidate).is(Trait::HeadSurname))
            | bit(OTHERS, other);
        Self { before, after, signs, titled, near, enough }
    }

    /// Whether one of an entry's own cues may stand before it.
    pub fn may_have_own_cue(&self, entry: &Entry) -> bool {
        !entry.cues.is_empty() && (self.signs || self.before.is(Trait::OwnCue))
    }

    /// Whether a cue of one of these classes may stand before it, a quotation mark or a nationality between.
    pub fn may_have_cue(&self, classes: CueMask) -> bool {
        self.signs || self.before.is(Trait::Nation) || self.before.cues.meets(classes)
    }

    /// Whether it may be a text's source.
    pub fn may_be_credit(&self, context: &Context<'_>, candidate: &Candidate) -> bool {
        self.signs || self.before.cues.meets(CREDIT) || candidate.end <= context.dateline().max(Context::FIRST_LINE)
    }

    /// Whether a name with this label may have company.
    pub fn may_have_company(&self, label: &Label) -> bool {
        if *label == Label::Person { self.near.0 } else { self.near.1 }
    }

    /// Whether something may speak for one of its entries.
    pub fn may_support(
        &self,
        context: &Context<'_>,
        candidate: &Candidate,
        entry: &Entry,
        evidence: &Evidence,
    ) -> bool {
        let label = context.label(entry);
        if self.enough >> kind_of(label) & 1 == 1 {
            return true;
        }
        if self.may_have_own_cue(entry) || !entry.marks.is_empty() || evidence.may_name(entry.record) {
            return true;
        }
        match label {
            Label::City => {
                candidate.proclitic.has_preposition() && context.surface(candidate).needs.has(Needs::State)
                    || context.traits(candidate).is(Trait::Strong)
            }
            Label::Org => {
                self.after
                    || context.is_club(entry) && context.is_sport()
                    || context.traits(candidate).is(Trait::Party)
                    || context.traits(candidate).cues.has(CueClass::Outlet)
                    || self.may_be_credit(context, candidate)
            }
            _ => false,
        }
    }
}

/// Whether a certain person's name, and whether another, begins or ends within so many letters of a candidate that the two may
/// be listed together by any of the ways of [`company`](super::company).
fn near(candidate: &Candidate, evidence: &Evidence) -> (bool, bool) {
    const FAR: u32 = Context::FAR_ITEM;
    const WIDEST: u32 = 63;
    let start = Context::word_start(candidate.start, candidate.proclitic).saturating_sub(FAR);
    let end = candidate.end + FAR + 1;
    // Around a very long name there may be anything.
    if end - start > WIDEST { (true, true) } else { evidence.has_edge(start, end) }
}

/// Whether a word stands right behind it.
fn goes_on(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.start_after(candidate.end).is_some_and(|next| context.is_word(next))
}
