//! A text's candidates, and what stands beside what.

use super::support::has_nation_before;
use super::winners::Span;
use super::{Entries, Reading};
use crate::compile::{Entry, Lexicon, Surface};
use crate::entity::{Kind, Label, Proclitic};
use crate::fold::profile::is_mark;
use crate::fold::{Alphabet, Fold, Folded, GAP};
use crate::scan::{Candidate, Grain};
use crate::text::Text;

/// Everything about one text that rules look at.
pub(super) struct Context<'a> {
    pub text: &'a Text<'a>,
    pub folded: &'a Folded,
    pub fold: &'a Fold,
    pub lexicon: &'a Lexicon,
    /// In the scan's order.
    pub candidates: Vec<Candidate>,
    /// Indices of the candidates, by their ends.
    by_end: Vec<u32>,
    /// Whether the text writes a final ya without its dots, as Egyptian outlets do (فى).
    dots_no_final_ya: bool,
}

impl<'a> Context<'a> {
    pub fn new(
        text: &'a Text<'a>,
        folded: &'a Folded,
        fold: &'a Fold,
        lexicon: &'a Lexicon,
        candidates: Vec<Candidate>,
    ) -> Self {
        let by_end = Vec::new();
        let mut context = Self { text, folded, fold, lexicon, candidates, by_end, dots_no_final_ya: false };
        if !lexicon.is_plain() {
            let ends = |&at: &u32| (context.candidates[at as usize].end, context.candidates[at as usize].start);
            let mut by_end: Vec<u32> = (0..context.candidates.len() as u32).collect();
            by_end.sort_unstable_by_key(ends);
            context.by_end = by_end;
            context.dots_no_final_ya = context.writes_fi_without_dots();
        }
        context
    }

    /// Whether one of the first few في of the text is written فى.
    fn writes_fi_without_dots(&self) -> bool {
        const LOOKED_AT: usize = 4;
        let alphabet = self.fold.alphabet();
        let word = [alphabet.word_code('ف'), alphabet.word_code('ي')];
        self.candidates
            .iter()
            .filter(|found| self.folded.codes[found.start as usize..found.end as usize] == word)
            .take(LOOKED_AT)
            .any(|found| self.last_letter(found.end) == Some('ى'))
    }

    pub fn surface(&self, candidate: &Candidate) -> &'a Surface {
        self.lexicon.surface(candidate.surface)
    }

    pub fn entries(&self, candidate: &Candidate) -> &'a [Entry] {
        self.lexicon.entries_of(self.surface(candidate))
    }

    pub fn label(&self, entry: &Entry) -> &'a Label {
        self.lexicon.label(entry.label)
    }

    /// The place of one of the bundled labels in the order of preference.
    pub fn label_place(&self, label: &Label) -> u16 {
        self.lexicon.label_index(label).map_or(0, |index| self.lexicon.label_order(index))
    }

    /// The candidates that end at a folded position.
    pub fn ending_at(&self, end: u32) -> impl Iterator<Item = &Candidate> {
        let first = self.by_end.partition_point(|&at| self.candidates[at as usize].end < end);
        self.by_end[first..].iter().map(|&at| &self.candidates[at as usize]).take_while(move |found| found.end == end)
    }

    /// The candidates that begin at a folded position.
    pub fn starting_at(&self, start: u32) -> impl Iterator<Item = &Candidate> {
        let first = self.candidates.partition_point(|found| found.start < start);
        self.candidates[first..].iter().take_while(move |found| found.start == start)
    }

    fn code(&self, at: u32) -> Option<u8> {
        self.folded.codes.get(at as usize).copied()
    }

    /// The end of the word before the word that begins at `start`, where only a gap stands between.
    pub fn end_before(&self, start: u32) -> Option<u32> {
        let gap = start.checked_sub(1)?;
        (self.code(gap) == Some(GAP)).then_some(gap)
    }

    /// The start of the word after `end`, where only a gap stands between.
    pub fn start_after(&self, end: u32) -> Option<u32> {
        (self.code(end) == Some(GAP)).then_some(end + 1)
    }

    /// The letters of the word that ends at `end`.
    pub fn word_ending(&self, end: u32) -> &[u8] {
        let codes = &self.folded.codes[..end as usize];
        let start = (0..codes.len()).rev().find(|&at| self.fold.alphabet().is_limit(codes, at)).unwrap_or(0);
        &codes[start..]
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
        self.text.at(self.folded.map.raw(end.checked_sub(1)?) as usize).and_then(char::from_u32)
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

    /// Whether only gaps and signs stand between two places.
    pub fn no_word_between(&self, end: u32, start: u32) -> bool {
        self.folded.codes[end as usize..start as usize].iter().all(|&code| !self.fold.alphabet().is_word(code))
    }

    /// The end of the word before, where a gap and an opening quotation mark may stand between.
    pub fn end_before_quote(&self, start: u32) -> Option<u32> {
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

    /// The spans of names that stand by themselves.
    pub fn strong_spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        for candidate in &self.candidates {
            spans.extend(self.span(candidate, |entry| !entry.weak));
        }
        spans
    }

    /// The span of a candidate with those of its entries that `stands` and the text's own marks allow.
    pub fn span(&self, candidate: &Candidate, stands: impl Fn(&Entry) -> bool) -> Option<Span> {
        let surface = self.surface(candidate);
        let all = self.lexicon.entries_of(surface);
        if all.is_empty() || (candidate.grain == Grain::Letters && surface.stop) {
            return None;
        }
        if surface.begins_like_particle && self.begins_with_particle(candidate) {
            return None;
        }
        let hamza = self.ends_in_hamza(candidate.end);
        let tanwin =
            || self.bears_tanwin(candidate) || self.is_counted(candidate) || self.follows_accusative(candidate);
        let states = || all.iter().any(|entry| *self.label(entry) == Label::Country && !entry.weak);
        let mut entries = Entries::default();
        let mut weak = true;
        for (index, entry) in all.iter().enumerate().take(Entries::MOST) {
            // روسيا is the country, روسيًا a nationality word; a plain accusative of another form stands by itself.
            let accusative_of_state = entry.inflection.accusative && states();
            let by_marks = if accusative_of_state {
                tanwin()
            } else {
                !(*self.label(entry) == Label::Country
                    && all.iter().any(|other| other.inflection.accusative)
                    && tanwin())
            };
            let by_marks = by_marks && !self.contradicts(candidate, entry);
            if stands(entry) && by_marks && (!hamza || entry.final_hamza) {
                entries.add(index);
                weak &= entry.weak;
            }
        }
        let first = all.get(entries.first())?;
        let id = self.lexicon.id_order(first.record);
        let key = (first.kind, self.lexicon.label_order(first.label), first.rank, id);
        Some(Span {
            start: candidate.start,
            end: candidate.end,
            letters: self.letters(candidate.start, candidate.end),
            proclitic: candidate.proclitic,
            weak,
            key,
            reading: Reading::Names { surface: candidate.surface, entries },
        })
    }

    /// The spans of stop names.
    pub fn stop_spans(&self) -> Vec<Span> {
        self.candidates
            .iter()
            .filter(|candidate| self.surface(candidate).stop && candidate.grain == Grain::Word)
            .map(|candidate| Span {
                start: candidate.start,
                end: candidate.end,
                letters: self.letters(candidate.start, candidate.end),
                proclitic: candidate.proclitic,
                weak: false,
                key: (Kind::Full, 0, 0, 0),
                reading: Reading::Stop,
            })
            .collect()
    }

    pub fn letters(&self, start: u32, end: u32) -> u32 {
        Alphabet::letters(&self.folded.codes[start as usize..end as usize])
    }

    /// Whether the last letter before `end` is written ئ: a final one is no ya (شئ is "thing").
    fn ends_in_hamza(&self, end: u32) -> bool {
        // Both fold to ya, and most names end on another letter.
        if self.folded.codes[end as usize - 1] != self.fold.alphabet().word_code('ي') {
            return false;
        }
        match self.last_letter(end) {
            Some('ئ' | '\u{fe89}'..='\u{fe8c}') => true,
            // The hamza may also stand behind the letter, as a mark of its own.
            Some('ي' | 'ى') => {
                let last = self.folded.map.raw(end - 1) + 1;
                let marks = (last..).map_while(|at| self.text.at(at as usize).and_then(char::from_u32));
                marks.take_while(|&mark| is_mark(mark)).any(|mark| mark == '\u{654}')
            }
            _ => false,
        }
    }

    /// Whether the first word is the particle على, إن or أن rather than the name علي or آن. A text that writes فى for في
    /// writes على for both, and there the name is as likely.
    fn begins_with_particle(&self, candidate: &Candidate) -> bool {
        let raw = self.folded.map.raw(candidate.start);
        match self.text.at(raw as usize).and_then(char::from_u32) {
            Some('إ' | 'أ') => true,
            Some('ع') => {
                let word = &self.folded.codes[candidate.start as usize..candidate.end as usize];
                let len = word.iter().position(|&code| code == GAP).unwrap_or(word.len()) as u32;
                self.last_letter(candidate.start + len) == Some('ى') && !self.dots_no_final_ya
            }
            _ => false,
        }
    }

    /// Whether a noun for a person in the accusative, or one of the tens, stands right before: شابا سوريا, عشرين سوريا.
    fn follows_accusative(&self, candidate: &Candidate) -> bool {
        let before = candidate.start.checked_sub(1).and_then(|gap| self.last_letter(gap));
        matches!(before, Some('ا' | '\u{64b}' | 'ن')) && has_nation_before(self, candidate)
    }

    /// Whether a number of eleven or more stands right before, which takes the accusative: 12 سوريا.
    fn is_counted(&self, candidate: &Candidate) -> bool {
        let Some(end) = self.end_before(candidate.start).filter(|_| candidate.proclitic.is_empty()) else {
            return false;
        };
        let word = self.fold.alphabet().spell(self.word_ending(end));
        word.len() >= 2
            && !word.ends_with("00")
            && word.parse::<u32>().is_ok_and(|number| (11..=99).contains(&(number % 100)))
    }

    /// Whether tanwin stands on one of the last two letters.
    fn bears_tanwin(&self, candidate: &Candidate) -> bool {
        let from = self.folded.map.raw(candidate.end.saturating_sub(2).max(candidate.start));
        let to = self.raw_end(candidate.end);
        (from..to).any(|at| self.text.at(at as usize) == Some(0x64b))
    }

    /// The short vowels and shaddas in the text as given, by the letter of the candidate they stand on.
    fn marks(&self, candidate: &Candidate) -> Vec<(u8, char)> {
        let mut marks = Vec::new();
        let to = self.raw_end(candidate.end);
        for letter in candidate.start..candidate.end {
            let from = self.folded.map.raw(letter) + 1;
            let signs = (from..to).map_while(|at| self.text.at(at as usize).and_then(char::from_u32));
            let vowels = signs.take_while(|&sign| is_mark(sign)).filter(|sign| matches!(sign, '\u{64e}'..='\u{651}'));
            marks.extend(vowels.map(|sign| ((letter - candidate.start).min(255) as u8, sign)));
        }
        marks
    }

    /// Whether the marks in the text cannot be those of a name that is listed with marks.
    fn contradicts(&self, candidate: &Candidate, entry: &Entry) -> bool {
        !entry.marks.is_empty()
            && self.marks(candidate).iter().any(|&(letter, sign)| {
                let same_letter = || entry.marks.iter().filter(|(listed, _)| *listed == letter);
                let shadda = |sign: char| sign == '\u{651}';
                if shadda(sign) {
                    !same_letter().any(|&(_, listed)| shadda(listed))
                } else {
                    same_letter().any(|&(_, listed)| !shadda(listed) && listed != sign)
                }
            })
    }

    /// Whether a name that is listed with a shadda stands in the text with it.
    pub fn is_written_out(&self, candidate: &Candidate, entry: &Entry) -> bool {
        let listed: Vec<_> = entry.marks.iter().filter(|(_, sign)| *sign == '\u{651}').collect();
        !listed.is_empty() && {
            let marks = self.marks(candidate);
            listed.iter().all(|mark| marks.contains(mark))
        }
    }

    /// Where the code point of the last letter ends, with its marks.
    fn raw_end(&self, end: u32) -> u32 {
        let mut raw = self.folded.map.raw(end - 1) + 1;
        while self.text.at(raw as usize).and_then(char::from_u32).is_some_and(is_mark) {
            raw += 1;
        }
        raw
    }

    /// A span's place in the text as given.
    pub fn raw_span(&self, span: &Span) -> (u32, u32) {
        (self.folded.map.raw(span.start), self.raw_end(span.end))
    }
}

fn is_opening(sign: char) -> bool {
    matches!(sign, '"' | '\'' | '«' | '“' | '”' | '„' | '‘' | '(' | '[' | '‹' | '#')
}
