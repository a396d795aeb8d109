//! The words, gaps and signs around a place in a text.

use super::context::Context;
use super::winners::Span;
use crate::entity::{NameKey, Proclitic};
use crate::fold::{Alphabet, GAP};
use crate::gazetteer::WordList;
use crate::scan::Candidate;

impl Context<'_> {
    #[inline]
    fn code(&self, at: u32) -> Option<u8> {
        self.folded.codes.get(at as usize).copied()
    }

    /// The end of the word before the word that begins at `start`, where only a gap stands between.
    #[inline]
    pub fn end_before(&self, start: u32) -> Option<u32> {
        // Before a gap that the text begins with there is no word.
        let gap = start.checked_sub(1).filter(|&gap| gap > 0)?;
        (self.code(gap) == Some(GAP)).then_some(gap)
    }

    /// The start of the word after `end`, where only a gap stands between.
    #[inline]
    pub fn start_after(&self, end: u32) -> Option<u32> {
        (self.code(end) == Some(GAP)).then_some(end + 1)
    }

    /// Whether a letter or digit stands at a place.
    #[inline]
    pub fn is_word(&self, at: u32) -> bool {
        self.code(at).is_some_and(|code| self.fold.alphabet().is_word(code))
    }

    /// The end of the word before `start`, whatever signs stand between.
    pub fn end_of_word_before(&self, start: u32) -> Option<u32> {
        const FAR: u32 = 6;
        (start.saturating_sub(FAR)..start).rev().find(|&at| self.is_word(at)).map(|at| at + 1)
    }

    /// Where the first word of a candidate ends.
    pub fn end_of_first_word(&self, candidate: &Candidate) -> u32 {
        let codes = &self.folded.codes[candidate.start as usize..candidate.end as usize];
        candidate.start + codes.iter().position(|&code| code == GAP).unwrap_or(codes.len()) as u32
    }

    /// The ends of the words before `start` in its clause, the nearest first, up to some letters away.
    pub fn clause_before(&self, start: u32, far: u32) -> impl Iterator<Item = u32> {
        let (mut at, limit) = (start, start.saturating_sub(far));
        std::iter::from_fn(move || {
            let end = self.end_before(at).filter(|&end| end > limit)?;
            at = end - self.word_ending(end).len() as u32;
            Some(end)
        })
    }

    /// Whether no word stands before `start` in its clause or on its line.
    pub fn begins_clause(&self, start: u32) -> bool {
        let Some(before) = start.checked_sub(1) else { return true };
        if self.code(before) != Some(GAP) {
            return !self.is_word(before);
        }
        let (from, to) = (self.folded.map.raw(before), self.folded.map.raw(start));
        let newline = (from..to).any(|at| self.text.at(at as usize) == Some(u32::from('\n')));
        newline || before.checked_sub(1).is_none_or(|at| !self.is_word(at))
    }

    /// The letters of the word that ends at `end`.
    pub fn word_ending(&self, end: u32) -> &[u8] {
        let codes = &self.folded.codes[..end as usize];
        let alphabet = self.fold.alphabet();
        let Some(&last) = codes.last() else { return codes };
        let arabic = alphabet.is_arabic(last);
        let goes_on = |&&code: &&u8| alphabet.is_word(code) && alphabet.is_arabic(code) == arabic;
        // A sign is a word of its own.
        let letters = codes.iter().rev().take_while(goes_on).count().max(1);
        &codes[codes.len() - letters..]
    }

    /// The letters of the word that begins at `start`.
    pub fn word_starting(&self, start: u32) -> &[u8] {
        let codes = &self.folded.codes[start as usize..];
        &codes[..if codes.is_empty() { 0 } else { self.fold.alphabet().run(codes) }]
    }

    /// What tells the name between two places from others: the same for the same folded letters, in any text.
    pub fn name_key(&self, start: u32, end: u32) -> NameKey {
        NameKey::of(&self.fold.alphabet().spell(&self.folded.codes[start as usize..end as usize]))
    }

    /// Whether a word is one of a list.
    pub fn is_one_of(&self, word: &[u8], list: WordList) -> bool {
        self.lexicon.is_one_of(word, list)
    }

    /// Whether a word bears the article, behind particles too (والسفارة, للسفارة).
    pub fn is_definite(&self, word: &[u8]) -> bool {
        let alphabet = self.fold.alphabet();
        let code = |letter: char| alphabet.word_code(letter);
        let article = |rest: &[u8]| rest.len() > 3 && rest.starts_with(&[code('ا'), code('ل')]);
        let rest = match word {
            [first, rest @ ..] if [code('و'), code('ف')].contains(first) => rest,
            _ => word,
        };
        article(word)
            || article(rest)
            || match rest {
                [first, rest @ ..] if [code('ب'), code('ك')].contains(first) => article(rest),
                _ => rest.len() > 4 && rest.starts_with(&[code('ل'), code('ل')]),
            }
    }

    /// The code point in the text as given of the last letter before `end`.
    pub fn last_letter(&self, end: u32) -> Option<char> {
        self.folded.last_letter(self.text, end)
    }

    /// The sign that stands before `start`, a blank between them left aside.
    pub fn sign_before(&self, start: u32) -> Option<char> {
        let at = start.checked_sub(1)?;
        let at = if self.code(at) == Some(GAP) { at.checked_sub(1)? } else { at };
        self.text.at(self.folded.map.raw(at) as usize).and_then(char::from_u32)
    }

    /// The sign that stands behind `end`, a blank between them left aside.
    pub fn sign_after(&self, end: u32) -> Option<char> {
        let at = if self.code(end) == Some(GAP) { end + 1 } else { end };
        self.code(at)?;
        self.text.at(self.folded.map.raw(at) as usize).and_then(char::from_u32)
    }

    /// Whether a name in quotation marks is joined to another before it: صحيفتا "حرييت" و"كرار".
    pub fn is_quoted_beside(&self, end: u32, candidate: &Candidate) -> bool {
        const FAR: u32 = 6;
        let between = |at: u32| self.text.at(at as usize).and_then(char::from_u32).unwrap_or('?');
        candidate.start > end
            && candidate.start - end <= FAR
            && self.is_quoted(candidate)
            && (self.raw_end(end)..self.folded.map.raw(candidate.start))
                .map(between)
                .all(|sign| is_quotation(sign) || matches!(sign, ' ' | 'و' | '،' | ','))
    }

    /// Whether no sentence ends between a candidate and another place.
    pub fn is_in_one_sentence(&self, candidate: &Candidate, start: u32, end: u32) -> bool {
        let (from, to) = if end <= candidate.start { (end, candidate.start) } else { (candidate.end, start) };
        let sign = |at: u32| self.text.at(at as usize).and_then(char::from_u32);
        (self.raw_end(from)..self.folded.map.raw(to)).all(|at| !matches!(sign(at), Some('.' | '\n' | '؟' | '!' | '?')))
    }

    /// Whether a quotation mark stands right before a place.
    pub fn is_behind_a_quote(&self, start: u32) -> bool {
        self.sign_before(start).is_some_and(is_quotation)
    }

    /// Whether quotation marks stand right before and behind a candidate.
    pub fn is_quoted(&self, candidate: &Candidate) -> bool {
        let mark = |sign: Option<char>| sign.is_some_and(is_quotation);
        mark(self.sign_before(candidate.start)) && mark(self.sign_after(candidate.end))
    }

    /// Whether only gaps and signs stand between two places.
    pub fn no_word_between(&self, end: u32, start: u32) -> bool {
        self.folded.codes[end as usize..start as usize].iter().all(|&code| !self.fold.alphabet().is_word(code))
    }

    /// The end of the word before, where a gap and an opening quotation mark may stand between.
    pub fn end_before_quote(&self, start: u32) -> Option<u32> {
        // Mostly the word before ends in a letter.
        if let Some(end) = self.end_before(start).filter(|&end| self.is_word(end - 1)) {
            return Some(end);
        }
        let mut at = start;
        for _ in 0..3 {
            let before = at.checked_sub(1)?;
            let raw = self.text.at(self.folded.map.raw(before) as usize).and_then(char::from_u32);
            let between = self.code(before) == Some(GAP) || raw.is_some_and(is_opening);
            if !between {
                break;
            }
            at = before;
        }
        (at < start).then_some(at)
    }

    /// Where the word of a span begins: before its particles.
    pub fn word_start(start: u32, proclitic: Proclitic) -> u32 {
        start - proclitic.len()
    }

    /// Whether only a comma, or nothing but a blank, stands between two folded positions.
    pub fn is_listed_beside(&self, end: u32, start: u32) -> bool {
        start > end
            && start - end <= 3
            && (end..start).all(|at| {
                self.code(at) == Some(GAP)
                    || matches!(
                        self.text.at(self.folded.map.raw(at) as usize).and_then(char::from_u32),
                        Some('،' | ',')
                    )
            })
    }

    /// Most letters between two names that are listed together.
    pub const FAR_ITEM: u32 = 8;

    /// Whether two names stand each on its line with a number or a dash before it, or each in its cell.
    pub fn is_item_beside(&self, end: u32, start: u32) -> bool {
        let between = || {
            let signs = self.raw_end(end)..self.folded.map.raw(start);
            signs.map(|at| self.text.at(at as usize).and_then(char::from_u32).unwrap_or('?'))
        };
        let mark = |sign: char| sign.is_numeric() || matches!(sign, '-' | '–' | '|' | '•' | '*');
        let sign = |sign: char| sign.is_whitespace() || mark(sign) || matches!(sign, '.' | ')' | '،' | ',');
        start > end
            && start - end <= Self::FAR_ITEM
            && between().all(sign)
            && between().any(|sign| matches!(sign, '\n' | '|'))
            && between().any(mark)
            && between().next() != Some('.')
    }

    pub fn letters(&self, start: u32, end: u32) -> u32 {
        const FEW: usize = 32;
        let (codes, len) = (&self.folded.codes[start as usize..], (end - start) as usize);
        match codes.first_chunk::<FEW>() {
            // Most are short, and none is as long as the one before: all are counted to the same length.
            Some(codes) if len <= FEW => {
                let len = len as u8;
                let counts = |(&code, at): (&u8, u8)| u8::from((code > GAP) & (at < len));
                u32::from(codes.iter().zip(0..).map(counts).sum::<u8>())
            }
            _ => Alphabet::letters(&codes[..len]),
        }
    }

    /// Where the code point of the last letter ends, with its marks.
    pub(super) fn raw_end(&self, end: u32) -> u32 {
        self.folded.raw_end(self.text, end)
    }

    /// A span's place in the text as given.
    pub fn raw_span(&self, span: &Span) -> (u32, u32) {
        self.raw_range(span.start, span.end)
    }

    /// The place in the text as given of the letters from `start` to `end`.
    pub fn raw_range(&self, start: u32, end: u32) -> (u32, u32) {
        self.folded.raw_range(self.text, start, end)
    }
}

fn is_quotation(sign: char) -> bool {
    matches!(sign, '"' | '«' | '»' | '“' | '”' | '„')
}

fn is_opening(sign: char) -> bool {
    matches!(sign, '"' | '\'' | '«' | '“' | '”' | '„' | '‘' | '(' | '[' | '‹' | '#')
}
