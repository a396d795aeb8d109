//! Whether a word is one of a list: most are told from all of it by their length and first letter.

use super::Lexicon;
use crate::gazetteer::WordList;

/// How long the words of a list are and what they begin with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordSigns {
    /// A bit for each length, and the last one for all that are longer.
    lengths: u32,
    /// A bit for each letter.
    first: [u64; 4],
}

impl WordSigns {
    /// The bit of a length.
    fn length(word: &[u8]) -> u32 {
        1 << word.len().min(31)
    }

    /// Those of some words.
    fn of<'w>(words: impl Iterator<Item = &'w [u8]>) -> Self {
        let mut signs = Self::default();
        for word in words {
            signs.lengths |= Self::length(word);
            if let Some(&first) = word.first() {
                signs.first[first as usize / 64] |= 1 << (first % 64);
            }
        }
        signs
    }

    /// Whether a word may be one of them.
    fn may_have(&self, word: &[u8]) -> bool {
        self.lengths & Self::length(word) != 0
            && word.first().is_some_and(|&first| self.first[first as usize / 64] >> (first % 64) & 1 == 1)
    }
}

impl Lexicon {
    /// Whether a word, folded, is one of a list.
    pub(crate) fn is_one_of(&self, word: &[u8], list: WordList) -> bool {
        let full = self.full();
        let lists = &full.tables.word_lists;
        let signs = full.word_signs.get_or_init(|| {
            let of = |list: &WordList| WordSigns::of(lists.get(*list as u32).iter().map(|&word| full.letters(word)));
            WordList::ALL.iter().map(of).collect()
        });
        signs[list as usize].may_have(word)
            && lists.get(list as u32).binary_search_by(|&known| full.letters(known).cmp(word)).is_ok()
    }
}
