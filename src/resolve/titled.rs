//! Which of several persons a title before their name fits.
//!
//! "الرئيس الأمريكي كلينتون" is the one who was president, "وزيرة الخارجية الأمريكية كلينتون" the woman who was foreign
//! minister, "الرئيس اللبناني عون" at some date the one who held that office then and not the one who commanded the army.
//! Titles that are no role phrase (السيد) and say nothing of gender fit anybody.

use super::context::Context;
use super::time::Standing;
use crate::compile::{Entry, Trait};
use crate::entity::Label;
use crate::gazetteer::CueClass;
use crate::scan::Candidate;

/// Words looked at before a name.
const MOST_WORDS: usize = 5;

/// How a person fits the title before the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// Whether nothing in the title speaks against the person.
    pub fits: bool,
    /// How the person's holding of the office named stands to the text's date; `None` where no office is named.
    pub standing: Option<Standing>,
}

/// What stands before a person's name.
pub(super) enum Before<'c> {
    /// A title, and whether a nationality or country of the person's own stands between.
    Title {
        title: &'c Candidate,
        nation: bool,
    },
    /// A nationality or country of the person's own, and no title.
    Nation,
    /// A nationality or country that is not the person's.
    Foreign,
    Nothing,
}

impl Context<'_> {
    /// How a person fits the title before a name that begins at a folded position.
    pub(super) fn fit(&self, start: u32, entry: &Entry) -> Fit {
        let anybody = Fit { fits: true, standing: None };
        let title = match self.before(start, entry) {
            Before::Nation | Before::Nothing => return anybody,
            Before::Foreign => return Fit { fits: false, ..anybody },
            Before::Title { title, .. } => title,
        };
        let Some(offices) = self.offices() else { return anybody };
        let heads = offices.heads(title.surface);
        if heads.is_empty() {
            return anybody;
        }
        // وزيرة is said of women alone, وزير of women too.
        let of_a_woman = heads.iter().all(|head| !head.masculine);
        let stranger = of_a_woman && self.lexicon.bearer(entry.record).is_masculine();
        let standing = offices.standing_in(entry.record, heads, self.moment.date);
        Fit { fits: !stranger && standing.is_some(), standing }
    }

    /// Whether a person's name stands right behind a word, modifiers at most between: السوداني in "الرئيس السوداني السابق عمر
    /// البشير".
    pub(super) fn goes_on_with_a_person(&self, mut end: u32) -> bool {
        for _ in 0..MOST_WORDS {
            let Some(next) = self.start_after(end) else { return false };
            let words = || self.starting_at(next).filter(|word| word.proclitic.is_empty());
            let person = |entry: &Entry| *self.label(entry) == Label::Person && !entry.weak;
            if words().any(|word| self.entries(word).iter().any(person) || self.surface(word).cues.has(CueClass::Given))
            {
                return true;
            }
            match words().find(|word| self.surface(word).cues.has(CueClass::Modifier)) {
                Some(word) => end = word.end,
                None => return false,
            }
        }
        false
    }

    /// What stands before a person's name: a title, a nationality or a country, and modifiers among them.
    pub(super) fn before(&self, start: u32, entry: &Entry) -> Before<'_> {
        let bearer = self.lexicon.bearer(entry.record);
        let own = |nation: u32| self.lexicon.is_of(bearer, nation);
        let (mut start, mut nation) = (start, false);
        for _ in 0..MOST_WORDS {
            let Some(end) = self.end_before(start) else { break };
            let words = || self.ending_at(end);
            let traits = self.traits_ending(end);
            if traits.cues.has(CueClass::Title) {
                let is_title = |word: &&Candidate| self.traits(word).cues.has(CueClass::Title);
                if let Some(title) = words().filter(is_title).min_by_key(|word| word.start) {
                    return Before::Title { title, nation };
                }
            }
            if !traits.is(Trait::Nation) && !traits.cues.has(CueClass::Modifier) {
                break;
            }
            let mut nations = words()
                .filter(|word| self.traits(word).is(Trait::Nation))
                .flat_map(|word| self.entries(word).iter().map(move |entry| (word, entry)))
                .filter(|(_, entry)| matches!(self.label(entry), Label::Norp | Label::Country));
            let next = match nations.next() {
                Some(first) => match std::iter::once(first).chain(nations).find(|(_, entry)| own(entry.record)) {
                    Some((word, _)) => {
                        nation = true;
                        word
                    }
                    None => return Before::Foreign,
                },
                None => match words().find(|word| self.traits(word).cues.has(CueClass::Modifier)) {
                    Some(word) => word,
                    None => break,
                },
            };
            start = Self::word_start(next.start, next.proclitic);
        }
        if nation { Before::Nation } else { Before::Nothing }
    }
}
