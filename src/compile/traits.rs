//! What resolving asks of every candidate, a few bytes a surface: most candidates are cues and words, and most names need
//! no second look.

use bytemuck::{Pod, Zeroable};

use super::lexicon::Lexicon;
use super::surface::{CueMask, Surface};
use crate::entity::{Kind, Label};
use crate::fold::Alphabet;
use crate::gazetteer::{CueClass, KindTrait, Needs};

/// What a surface is, as far as it decides which rules may bear on it.
#[derive(Clone, Copy, Debug, Default, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct Traits {
    /// The classes of cue it is.
    pub cues: CueMask,
    set: u32,
}

/// One thing that a surface may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trait {
    /// Some entry stands by itself.
    Strong,
    /// Some entry needs support.
    Weak,
    /// A stop name.
    Stop,
    /// The head of institutions.
    Head,
    /// How it is written in the text may speak against some entry, so that the entries must be looked at one by one.
    Written,
    /// It ends in ya, for which ئ may stand in the text.
    EndsInYa,
    /// One word, and some person's surname.
    Surname,
    /// Some entry is the surname of somebody who has been head of a state or government.
    HeadSurname,
    /// Some entry is a place.
    Place,
    /// A given name that a place or nationality shares.
    GivenPlace,
    /// Some entry is a person, or a nationality word that may be a surname.
    SurnameLike,
    /// Some entry is a person.
    Person,
    /// It may be an ordinary word where it stands, behind particles too.
    Ordinary,
    /// The same, and not for being a language.
    Word,
    /// Some entry is a nationality word in the form that languages have.
    Language,
    /// A party's name, which its nationality may go on with.
    Party,
    /// Some entry is a news agency.
    Agency,
    /// Some entry is a club.
    Club,
    /// Some entry is a country or a nationality word.
    Nation,
    /// It supports some record's weak names.
    OwnCue,
    /// Where it stands in a text some surface may yield to it.
    Tells,
}

impl Traits {
    /// Nothing.
    pub const NONE: Self = Self { cues: CueMask::of(&[]), set: 0 };

    /// What a surface is.
    pub(super) fn of(lexicon: &Lexicon, surface: &Surface, alphabet: &Alphabet) -> Self {
        let entries = lexicon.entries_of(surface);
        let mut traits = Self { cues: surface.cues, set: 0 };
        let mut when = |one: Trait, holds: bool| traits.set |= u32::from(holds) << one as u32;
        let one_word = surface.one_word;
        let given = surface.cues.has(CueClass::Given);
        when(Trait::Stop, surface.stop);
        when(Trait::Head, !surface.heads.is_empty());
        when(Trait::Written, surface.begins_like_particle || !entries.is_sorted_by_key(|entry| entry.weak));
        when(Trait::EndsInYa, lexicon.codes(surface).last() == Some(&alphabet.word_code('ي')));
        when(Trait::OwnCue, surface.own_cue);
        let word = surface.yields
            || [Needs::Written, Needs::Manner, Needs::Bare, Needs::Hamza, Needs::Over, Needs::Noun, Needs::Hour]
                .into_iter()
                .any(|need| surface.needs.has(need));
        when(Trait::Ordinary, word);
        when(Trait::Word, word);
        when(Trait::Party, surface.party);
        for entry in entries {
            let sort = lexicon.sort(entry.record);
            let (label, form) = (lexicon.label(entry.label), entry.inflection);
            let (person, norp) = (*label == Label::Person, *label == Label::Norp);
            let place = matches!(label, Label::Country | Label::City);
            let language = form.feminine && form.definite;
            when(if entry.weak { Trait::Weak } else { Trait::Strong }, true);
            let signs = form.accusative || entry.final_hamza || entry.short_with_ta || !entry.marks.is_empty();
            when(Trait::Written, signs);
            when(Trait::Surname, person && one_word && entry.kind == Kind::Surname);
            when(Trait::HeadSurname, entry.kind == Kind::Surname && lexicon.bearer(entry.record).is_head());
            when(Trait::Place, place);
            when(Trait::GivenPlace, given && (place || norp));
            when(Trait::SurnameLike, person || *label == Label::City || norp && form.definite && form.masculine);
            when(Trait::Person, person);
            when(Trait::Ordinary, language && entry.kind == Kind::Demonym);
            when(Trait::Language, language && norp);
            when(Trait::Agency, sort.is(KindTrait::Agency));
            when(Trait::Club, sort.is(KindTrait::Club));
            when(Trait::Nation, norp || *label == Label::Country);
        }
        traits
    }

    /// Whether a surface is this.
    #[inline]
    pub fn is(self, one: Trait) -> bool {
        self.set >> one as u32 & 1 == 1
    }

    /// Makes a surface this too.
    pub(super) fn add(&mut self, one: Trait) {
        self.set |= 1 << one as u32;
    }

    /// Takes in what another is.
    #[inline]
    pub fn join(&mut self, other: Self) {
        // Both halves at once.
        let [own, other] = [*self, other].map(bytemuck::cast::<Self, u64>);
        *self = bytemuck::cast(own | other);
    }

    /// Whether it is one of two.
    #[inline]
    pub fn is_either(self, one: Trait, other: Trait) -> bool {
        self.set & (1 << one as u32 | 1 << other as u32) != 0
    }
}
