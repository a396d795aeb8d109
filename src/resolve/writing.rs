//! The writing of a candidate in the text as given, as evidence.
//!
//! Folding unites writings so that no name is missed; here the few that it should not have united are told apart: شئ and
//! شي, عمّان and عُمان, روسيًا and روسيا, the particle على and the name علي.

use super::context::Context;
use super::cued::has_nation_before;
use crate::compile::Entry;
use crate::fold::GAP;
use crate::fold::profile::is_mark;
use crate::scan::Candidate;

impl Context<'_> {
    /// Whether one of the first few في of the text is written فى.
    pub(super) fn dots_no_final_ya(&self) -> bool {
        const LOOKED_AT: usize = 4;
        *self.fi_without_dots.get_or_init(|| {
            if self.lexicon.is_plain() {
                return false;
            }
            let alphabet = self.fold.alphabet();
            let word = [alphabet.word_code('ف'), alphabet.word_code('ي')];
            self.candidates
                .iter()
                .filter(|found| self.folded.codes[found.start as usize..found.end as usize] == word)
                .take(LOOKED_AT)
                .any(|found| self.last_letter(found.end) == Some('ى'))
        })
    }

    /// Whether a short name with ة is written with ه in a text that knows ة: جده is "his grandfather" there.
    pub(super) fn is_ha_for_ta(&self, candidate: &Candidate, entry: &Entry) -> bool {
        entry.short_with_ta && self.last_letter(candidate.end) == Some('ه') && self.knows_ta()
    }

    /// Whether the text writes ة anywhere.
    pub(super) fn knows_ta(&self) -> bool {
        let ta = |at: usize| self.text.at(at) == Some(u32::from('ة'));
        *self.writes_ta.get_or_init(|| (0..self.text.len()).any(ta))
    }

    /// Whether the last letter before `end` is written ئ: a final one is no ya (شئ is "thing").
    pub(super) fn ends_in_hamza(&self, end: u32) -> bool {
        self.folded.ends_in_hamza(self.text, self.fold.alphabet().word_code('ي'), end)
    }

    /// Whether the first word is the particle على, إن or أن rather than the name علي or آن. A text that writes فى for في
    /// writes على for both, and there the name is as likely.
    pub(super) fn begins_with_particle(&self, candidate: &Candidate) -> bool {
        let raw = self.folded.map.raw(candidate.start);
        match self.text.at(raw as usize).and_then(char::from_u32) {
            Some('إ' | 'أ') => true,
            Some('ع') => {
                let word = &self.folded.codes[candidate.start as usize..candidate.end as usize];
                let len = word.iter().position(|&code| code == GAP).unwrap_or(word.len()) as u32;
                self.last_letter(candidate.start + len) == Some('ى') && !self.dots_no_final_ya()
            }
            _ => false,
        }
    }

    /// Whether a noun for a person in the accusative, or one of the tens, stands right before: شابا سوريا, عشرين سوريا.
    pub(super) fn follows_accusative(&self, candidate: &Candidate) -> bool {
        has_nation_before(self, candidate) && {
            let before = candidate.start.checked_sub(1).and_then(|gap| self.last_letter(gap));
            matches!(before, Some('ا' | '\u{64b}' | 'ن'))
        }
    }

    /// Whether a number of eleven or more stands right before, which takes the accusative: 12 سوريا.
    pub(super) fn is_counted(&self, candidate: &Candidate) -> bool {
        let Some(end) = self.end_before(candidate.start).filter(|_| candidate.proclitic.is_empty()) else {
            return false;
        };
        let alphabet = self.fold.alphabet();
        if alphabet.is_arabic(self.folded.codes[end as usize - 1]) {
            return false;
        }
        let word = self.word_ending(end);
        let word = alphabet.spell(word);
        word.len() >= 2
            && !word.ends_with("00")
            && word.parse::<u32>().is_ok_and(|number| (11..=99).contains(&(number % 100)))
    }

    /// Whether the first letter is an alef that bears a hamza or madda above.
    pub(super) fn begins_with_hamza(&self, candidate: &Candidate) -> bool {
        let first = self.text.at(self.folded.map.raw(candidate.start) as usize).and_then(char::from_u32);
        matches!(first, Some('أ' | 'آ'))
    }

    /// Whether a letter bears a hamza: one below the alef, only inside: a name may begin with it (إفران).
    pub(super) fn bears_hamza(&self, candidate: &Candidate) -> bool {
        let (from, to) = (self.folded.map.raw(candidate.start), self.raw_end(candidate.end));
        (from..to).any(|at| match self.text.at(at as usize).and_then(char::from_u32) {
            Some('ؤ' | 'ئ' | 'أ' | 'آ') => true,
            Some('إ') => at > from,
            _ => false,
        })
    }

    /// Whether a word in alef bears tanwin, as nouns do in the accusative and foreign names never: ناسًا, صيدًا, درعاً.
    pub(super) fn is_accusative(&self, candidate: &Candidate) -> bool {
        let last = candidate.end.checked_sub(1).and_then(|at| self.folded.codes.get(at as usize));
        last == Some(&self.fold.alphabet().word_code('ا')) && self.bears_tanwin(candidate)
    }

    /// Whether tanwin stands on one of the last two letters.
    pub(super) fn bears_tanwin(&self, candidate: &Candidate) -> bool {
        let from = self.folded.map.raw(candidate.end.saturating_sub(2).max(candidate.start));
        let to = self.raw_end(candidate.end);
        (from..to).any(|at| self.text.at(at as usize) == Some(0x64b))
    }

    /// The short vowels and shaddas in the text as given, by the letter of the candidate they stand on.
    fn marks(&self, candidate: &Candidate) -> Vec<(u8, char)> {
        let mut marks = Vec::new();
        let to = self.raw_end(candidate.end);
        let sign = |at: u32| self.text.at(at as usize).and_then(char::from_u32);
        // Most are written without.
        if !(self.folded.map.raw(candidate.start)..to).any(|at| sign(at).is_some_and(is_mark)) {
            return marks;
        }
        for letter in candidate.start..candidate.end {
            let from = self.folded.map.raw(letter) + 1;
            let signs = (from..to).map_while(|at| self.text.at(at as usize).and_then(char::from_u32));
            let vowels = signs.take_while(|&sign| is_mark(sign)).filter(|sign| matches!(sign, '\u{64e}'..='\u{651}'));
            marks.extend(vowels.map(|sign| ((letter - candidate.start).min(255) as u8, sign)));
        }
        marks
    }

    /// Whether the marks in the text cannot be those of a name that is listed with marks.
    pub(super) fn contradicts(&self, candidate: &Candidate, listed: &[(u8, char)]) -> bool {
        !listed.is_empty()
            && self.marks(candidate).iter().any(|&(letter, sign)| {
                let same_letter = || listed.iter().filter(|(known, _)| *known == letter);
                let shadda = |sign: char| sign == '\u{651}';
                if shadda(sign) {
                    !same_letter().any(|&(_, known)| shadda(known))
                } else {
                    same_letter().any(|&(_, known)| !shadda(known) && known != sign)
                }
            })
    }

    /// Whether a name that is listed with a shadda stands in the text with it.
    pub(super) fn is_written_out(&self, candidate: &Candidate, entry: &Entry) -> bool {
        let listed: Vec<_> = self.lexicon.marks(entry).iter().filter(|(_, sign)| *sign == '\u{651}').collect();
        !listed.is_empty() && {
            let marks = self.marks(candidate);
            listed.iter().all(|mark| marks.contains(mark))
        }
    }
}
