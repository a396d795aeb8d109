//! The words of organizations' names that are told by their form.

use foldhash::HashMap;

use crate::fold::Fold;
use crate::gazetteer::{Gazetteer, Institution};

/// What a word may be in such a name; in the order of [`Institution::WORDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrgWord {
    /// What the organization is for: (لجنة) الانتخابات.
    Topic,
    /// What it does for that: (هيئة) تنظيم (الاتصالات).
    Work,
    /// Who it is made of: (نقابة) الصحفيين.
    Member,
    /// Its rank: (الهيئة) العامة.
    Rank,
    /// A sport: (الاتحاد الروسي) للجمباز.
    Sport,
    /// A topic that verbs take too: دعت للحوار.
    Loose,
    /// A class noun and a topic that are no organization together: هيئة الدفاع.
    Not,
}

/// Folded words, without the article, and what each may be.
#[derive(Default)]
pub(crate) struct OrgWords {
    words: HashMap<Box<[u8]>, u8>,
}

impl OrgWords {
    /// Those of a gazetteer. A word with a letter that no name has is in no text either.
    pub fn of(gazetteer: &Gazetteer, fold: &Fold) -> Self {
        let mut words: HashMap<Box<[u8]>, u8> = HashMap::default();
        for (class, texts) in gazetteer.institutions().iter().flat_map(|institution| &institution.words) {
            let bit = Institution::WORDS.iter().position(|known| known == class).map_or(0, |place| 1 << place);
            for codes in texts.iter().filter_map(|text| fold.fold_name(text).ok()) {
                *words.entry(codes.into()).or_default() |= bit;
            }
        }
        Self { words }
    }

    /// Whether a word may be this.
    pub fn is(&self, word: &[u8], one: OrgWord) -> bool {
        self.words.get(word).is_some_and(|mask| mask >> one as u8 & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::OrgWord::{Loose, Member, Not, Rank, Sport, Topic, Work};
    use crate::gazetteer::Institution;

    #[test]
    fn classes_have_the_places_of_their_names() {
        let places = [Topic, Work, Member, Rank, Sport, Loose, Not].map(|word| Institution::WORDS[word as usize]);
        assert_eq!(places, Institution::WORDS);
    }
}
