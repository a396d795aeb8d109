//! A text's candidates, and what stands beside what.

use std::cell::{Cell, OnceCell};
use std::mem::take;
use std::ops::Range;

use super::holds::Holds;
use super::places::{Places, Short};
use super::room::Room;
use super::time::Moment;
use super::winners::Span;
use crate::compile::{CueMask, Entry, Lexicon, Surface, Trait, Traits};
use crate::entity::{Label, Proclitic};
use crate::fold::{Alphabet, Fold, Folded, GAP};
use crate::gazetteer::CueClass;
use crate::grounds::Without;
use crate::scan::{Candidate, Grain};
use crate::text::Text;

/// The candidates of a text, which of them are names and which are weak ones, and their places.
pub(super) type Lists = (Vec<Candidate>, [Vec<u32>; 2], Places, Short);

/// What the candidates' surfaces are, in short, and at length; and the entries of all.
#[derive(Clone, Copy, Default)]
struct Known<'a> {
    traits: &'a [Traits],
    surfaces: &'a [Surface],
    entries: &'a [Entry],
}

impl<'a> Known<'a> {
    fn of(lexicon: &'a Lexicon) -> Self {
        Self { traits: lexicon.traits(), surfaces: lexicon.surfaces(), entries: lexicon.entries() }
    }
}

/// So many places are remembered.
const LAST: usize = 4;

/// The candidates that begin or end at a place.
#[derive(Clone, Copy, Default)]
struct Stand {
    at: u32,
    /// From the first to behind the last of them.
    first: u32,
    behind: u32,
    /// What any of them is; where they begin, those without particles.
    traits: Traits,
}

impl Stand {
    /// None, nowhere.
    const NONE: Self = Self { at: u32::MAX, first: 0, behind: 0, traits: Traits::NONE };

    fn add(&mut self, at: u32, traits: Traits) {
        if self.behind == 0 {
            self.first = at;
        }
        self.behind = at + 1;
        self.traits.join(traits);
    }

    fn range(self) -> Range<usize> {
        self.first as usize..self.behind as usize
    }
}

/// Picks some of many without a branch on any.
struct Picked<'l> {
    list: &'l mut Vec<u32>,
    few: [u32; Picked::FEW],
    count: usize,
}

impl<'l> Picked<'l> {
    const FEW: usize = 64;

    fn into(list: &'l mut Vec<u32>) -> Self {
        Self { list, few: [0; Self::FEW], count: 0 }
    }

    #[inline]
    fn pick(&mut self, one: u32, keep: bool) {
        self.few[self.count] = one;
        self.count += usize::from(keep);
        if self.count == Self::FEW {
            self.list.extend_from_slice(&self.few);
            self.count = 0;
        }
    }

    fn finish(self) {
        self.list.extend_from_slice(&self.few[..self.count]);
    }
}

/// Everything about one text that rules look at.
pub(super) struct Context<'a> {
    pub text: &'a Text<'a>,
    pub folded: &'a Folded,
    pub fold: &'a Fold,
    pub lexicon: &'a Lexicon,
    /// In the scan's order.
    pub candidates: Vec<Candidate>,
    known: Known<'a>,
    /// What any of them is.
    all: Traits,
    /// Indices of the candidates that spans may be made of, in order.
    named: Vec<u32>,
    /// Of those the weak names.
    weak: Vec<u32>,
    /// Where candidates begin and end.
    places: Places,
    short: Short,
    /// What was last found out: rules ask for one place several times.
    last_ends: [Cell<Stand>; LAST],
    last_starts: [Cell<Stand>; LAST],
    /// The time the text speaks from.
    pub moment: Moment<'a>,
    /// Whether the text writes a final ya without its dots, as Egyptian outlets do (فى); looked up when it matters.
    pub(super) fi_without_dots: OnceCell<bool>,
    /// Whether the text writes ة anywhere, looked up when it matters.
    pub(super) writes_ta: OnceCell<bool>,
    /// What does not count.
    pub without: Without,
    /// Whether the text speaks of sports, looked up when it matters.
    pub(super) sport: OnceCell<bool>,
    /// Where the dateline ends, looked up when it matters.
    pub(super) dateline: OnceCell<u32>,
    /// Which surfaces the text holds, gathered when it matters.
    holds: OnceCell<Holds>,
}

impl<'a> Context<'a> {
    pub fn new(
        text: &'a Text<'a>,
        folded: &'a Folded,
        fold: &'a Fold,
        lexicon: &'a Lexicon,
        candidates: Vec<Candidate>,
    ) -> Self {
        // Of a list of names most texts need not know.
        let known =
            if candidates.is_empty() && lexicon.lean().is_some() { Known::default() } else { Known::of(lexicon) };
        Self::knowing(known, text, folded, (fold, lexicon), candidates, &mut Room::default())
    }

    /// The same in the room that another text has left.
    pub fn in_room(
        text: &'a Text<'a>,
        folded: &'a Folded,
        (fold, lexicon): (&'a Fold, &'a Lexicon),
        candidates: Vec<Candidate>,
        room: &mut Room,
    ) -> Self {
        Self::knowing(Known::of(lexicon), text, folded, (fold, lexicon), candidates, room)
    }

    fn knowing(
        known: Known<'a>,
        text: &'a Text<'a>,
        folded: &'a Folded,
        (fold, lexicon): (&'a Fold, &'a Lexicon),
        candidates: Vec<Candidate>,
        room: &mut Room,
    ) -> Self {
        let (mut places, mut all) = (take(&mut room.places), Traits::default());
        let (mut named, mut weak) = (take(&mut room.named), take(&mut room.weak_named));
        let mut short = Short::default();
        if !candidates.is_empty() {
            let (mut picked, mut weak_picked) = (Picked::into(&mut named), Picked::into(&mut weak));
            let is_short = folded.codes.len() < Short::LETTERS;
            if is_short {
                short = take(&mut room.short).with(folded.codes.len());
            }
            places.read(folded.codes.len(), &candidates, |at, found| {
                let traits = known.traits[found.surface as usize];
                all.join(traits);
                if is_short {
                    short.add(found, traits);
                }
                picked.pick(at, traits.makes_spans());
                weak_picked.pick(at, traits.is(Trait::Weak) & (found.grain == Grain::Word));
            });
            picked.finish();
            weak_picked.finish();
        }
        Self {
            text,
            folded,
            fold,
            lexicon,
            candidates,
            known,
            all,
            named,
            weak,
            places,
            short,
            last_ends: [const { Cell::new(Stand::NONE) }; LAST],
            last_starts: [const { Cell::new(Stand::NONE) }; LAST],
            moment: Moment::default(),
            fi_without_dots: OnceCell::new(),
            writes_ta: OnceCell::new(),
            without: Without::default(),
            sport: OnceCell::new(),
            dateline: OnceCell::new(),
            holds: OnceCell::new(),
        }
    }

    /// The lists that the next text may use.
    #[inline]
    pub fn into_lists(self) -> Lists {
        (self.candidates, [self.named, self.weak], self.places, self.short)
    }

    /// What a candidate's surface is, in short.
    #[inline]
    pub fn traits(&self, candidate: &Candidate) -> Traits {
        self.traits_of(candidate.surface)
    }

    /// What a surface is, in short.
    #[inline]
    pub fn traits_of(&self, surface: u32) -> Traits {
        self.known.traits[surface as usize]
    }

    /// Whether some candidate is this.
    #[inline]
    pub fn holds_any(&self, one: Trait) -> bool {
        self.all.is(one)
    }

    /// Whether the text has a cue of a class anywhere.
    #[inline]
    pub fn holds_cue(&self, class: CueClass) -> bool {
        self.all.cues.has(class)
    }

    /// The candidates that spans may be made of, in order.
    pub fn named(&self) -> impl ExactSizeIterator<Item = &Candidate> {
        self.named.iter().map(|&at| &self.candidates[at as usize])
    }

    /// Those of weak names, in order.
    pub fn weak(&self) -> impl Iterator<Item = &Candidate> {
        self.weak.iter().map(|&at| &self.candidates[at as usize])
    }

    #[inline]
    pub fn surface(&self, candidate: &Candidate) -> &'a Surface {
        &self.known.surfaces[candidate.surface as usize]
    }

    #[inline]
    pub fn entries(&self, candidate: &Candidate) -> &'a [Entry] {
        self.entries_at(candidate.surface)
    }

    /// The entries of a surface.
    #[inline]
    pub fn entries_at(&self, surface: u32) -> &'a [Entry] {
        &self.known.entries[self.known.surfaces[surface as usize].entries.range()]
    }

    #[inline]
    pub fn label(&self, entry: &Entry) -> &'a Label {
        self.lexicon.label(entry.label)
    }

    /// The place of one of the bundled labels in the order of preference.
    pub fn label_place(&self, label: &Label) -> u16 {
        self.lexicon.label_index(label).map_or(0, |index| self.lexicon.label_order(index))
    }

    /// The candidates that end at a folded position.
    #[inline]
    pub fn ending_at(&self, end: u32) -> impl Iterator<Item = &Candidate> {
        self.candidates[self.ending(end).range()].iter().filter(move |found| found.end == end)
    }

    /// The candidates that begin at a folded position.
    #[inline]
    pub fn starting_at(&self, start: u32) -> impl Iterator<Item = &Candidate> {
        self.candidates[self.starting(start).range()].iter()
    }

    #[inline]
    fn ending(&self, end: u32) -> Stand {
        if !self.places.is_end(end) {
            return Stand::default();
        }
        let last = &self.last_ends[end as usize % LAST];
        let known = last.get();
        if known.at == end {
            return known;
        }
        let near = self.places.ending(end);
        let mut stand = Stand { at: end, ..Stand::default() };
        for (found, at) in self.candidates[near.clone()].iter().zip(near.start as u32..) {
            if found.end == end {
                stand.add(at, self.traits(found));
            }
        }
        last.set(stand);
        stand
    }

    #[inline]
    fn starting(&self, start: u32) -> Stand {
        if !self.places.is_start(start) {
            return Stand::default();
        }
        let last = &self.last_starts[start as usize % LAST];
        let known = last.get();
        if known.at == start {
            return known;
        }
        let near = self.places.starting(start);
        let mut stand = Stand { at: start, ..Stand::default() };
        for (found, at) in self.candidates[near.clone()].iter().zip(near.start as u32..) {
            if found.start == start {
                let bare = found.proclitic.is_empty();
                stand.add(at, if bare { self.traits(found) } else { Traits::default() });
            }
        }
        last.set(stand);
        stand
    }

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

    /// Which surfaces the text holds.
    pub(super) fn holds(&self) -> &Holds {
        self.holds.get_or_init(|| Holds::of(self))
    }

    /// Whether a cue of a class ends at a folded position.
    #[inline]
    pub fn has_cue_ending(&self, end: u32, class: CueClass) -> bool {
        self.traits_ending(end).cues.has(class)
    }

    /// The classes of the cues that stand right before `start`.
    #[inline]
    pub fn cues_before(&self, start: u32) -> CueMask {
        self.end_before(start).map_or(CueMask::default(), |end| self.traits_ending(end).cues)
    }

    /// What any of the candidates is that stand right behind `end`, particles not before them.
    #[inline]
    pub fn traits_after(&self, end: u32) -> Traits {
        self.start_after(end).map_or(Traits::default(), |start| {
            self.short.starting(start).unwrap_or_else(|| self.starting(start).traits)
        })
    }

    /// Whether a candidate ends at a folded position.
    #[inline]
    pub fn ends_any(&self, end: u32) -> bool {
        self.places.is_end(end)
    }

    /// What any of the candidates that end at a folded position is.
    #[inline]
    pub fn traits_ending(&self, end: u32) -> Traits {
        self.short.ending(end).unwrap_or_else(|| self.ending(end).traits)
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

    /// Whether two names stand each on its line with a number or a dash before it, or each in its cell.
    pub fn is_item_beside(&self, end: u32, start: u32) -> bool {
        const FAR: u32 = 8;
        let between = || {
            let signs = self.raw_end(end)..self.folded.map.raw(start);
            signs.map(|at| self.text.at(at as usize).and_then(char::from_u32).unwrap_or('?'))
        };
        let mark = |sign: char| sign.is_numeric() || matches!(sign, '-' | '–' | '|' | '•' | '*');
        let sign = |sign: char| sign.is_whitespace() || mark(sign) || matches!(sign, '.' | ')' | '،' | ',');
        start > end
            && start - end <= FAR
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
                let counts = |(&code, at): (&u8, u8)| u8::from((code > GAP) & (usize::from(at) < len));
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
