//! The obviously right matcher: every surface at every position, as DESIGN.md says it and with no thought for speed.
//!
//! It shares nothing with `src/scan` but the folding and the type of the result, so that the two agree only where both
//! are right. Its lists are those of `Gazetteer::from_names`: every name is strong and stands as it is listed.

use std::collections::{BTreeMap, BTreeSet};

use sco_ner::fold::{Class, Fold, Folded, GAP, Profile};
use sco_ner::scan::{Boundaries, Candidate, Grain, MOST_PER_START};
use sco_ner::{Matcher, Proclitic, Text};

/// Fewest letters of a name in a run-on word.
const SHORTEST_IN_RUN_ON: usize = 4;
const LONGEST_IN_RUN_ON: usize = 32;

/// A listed surface.
pub struct Name {
    /// Its index in the matcher, which is all that is taken from there: it is part of the sort order.
    pub surface: u32,
    pub codes: Vec<u8>,
    /// Listed with ال, behind ل written without its alef.
    article: bool,
    /// The ids that were given with it, and whether the name is listed for them with a final ئ.
    pub ids: BTreeMap<String, bool>,
}

/// The slow matcher of one list of names.
pub struct Naive<'m> {
    fold: &'m Fold,
    pub names: Vec<Name>,
}

impl<'m> Naive<'m> {
    pub fn new(matcher: &'m Matcher, list: &[(String, String)]) -> Self {
        let fold = matcher.folding();
        let exact =
            Fold::new(Profile::Exact, list.iter().map(|(text, _)| text.as_str())).expect("a list has few letters");
        let mut names: Vec<Name> = Vec::new();
        for (text, id) in list {
            let codes = fold.fold_name(text).expect("a name is short");
            let at = names.iter().position(|name| name.codes == codes).unwrap_or_else(|| {
                let lexicon = matcher.lexicon();
                let surface = lexicon.surfaces().iter().position(|surface| lexicon.codes(surface) == codes);
                let surface = surface.expect("every listed name is a surface") as u32;
                names.push(Name { surface, codes, article: false, ids: BTreeMap::new() });
                names.len() - 1
            });
            names[at].article |= has_article(&exact, text);
            *names[at].ids.entry(id.clone()).or_default() |= text.trim_end().ends_with('ئ');
        }
        Self { fold, names }
    }

    /// What the scan must give.
    pub fn candidates(&self, text: &Text<'_>, boundaries: Boundaries) -> Vec<Candidate> {
        let folded = self.fold.fold(text).expect("a text of the tests is short");
        let view = View::new(self.fold, &folded);
        let mut found = BTreeSet::new();
        for start in 0..view.codes.len() {
            for name in &self.names {
                match boundaries {
                    Boundaries::None => view.anywhere(name, start, &mut found),
                    Boundaries::Word | Boundaries::RunOn => view.at_word(name, start, &mut found),
                }
            }
        }
        if boundaries == Boundaries::RunOn {
            let of_words = found.clone();
            for (start, end) in view.arabic_words() {
                if of_words.iter().all(|key| key.end() <= start || end <= key.start()) {
                    self.run_on(&view, start, end, &mut found);
                }
            }
        }
        in_order(&found)
    }

    /// Whether `slice` is, whole, a writing of a name of `id` behind `chain`.
    pub fn is_written(&self, slice: &str, id: &str, chain: &str) -> bool {
        let written = format!("{chain}{slice}");
        let text = Text::utf8(&written).expect("a slice is short");
        let folded = self.fold.fold(&text).expect("a slice is short");
        let (view, first) = (View::new(self.fold, &folded), chain.chars().count());
        let mut found = BTreeSet::new();
        for name in self.names.iter().filter(|name| name.ids.contains_key(id)) {
            view.anywhere(name, first, &mut found);
            view.at_word(name, first, &mut found);
        }
        found.iter().any(|key| key.end() == folded.codes.len())
    }

    /// The best of all tilings of a word that is made of two names or more.
    fn run_on(&self, view: &View<'_>, start: usize, end: usize, found: &mut BTreeSet<Key>) {
        let mut tilings = Vec::new();
        self.tilings(view, start, end, &mut Vec::new(), &mut tilings);
        let best = tilings.into_iter().filter(|tiles| tiles.len() >= 2).min_by_key(|tiles| {
            let particles: usize = tiles.iter().map(|tile| tile.start - tile.from).sum();
            let backwards: Vec<(usize, usize)> = tiles.iter().rev().map(|tile| (tile.from, tile.start)).collect();
            (tiles.len(), particles, backwards)
        });
        for tile in best.into_iter().flatten() {
            let chain = view.chain(tile.from, tile.start).expect("it was a chain when the tile was laid");
            found.insert(Key::new(tile.start, tile.end, tile.surface, chain, Grain::Letters));
        }
    }

    /// Adds every way to lay `from..end` with (chain + name) behind the tiles that lie already.
    fn tilings(&self, view: &View<'_>, from: usize, end: usize, laid: &mut Vec<Tile>, all: &mut Vec<Vec<Tile>>) {
        if from == end {
            all.push(laid.clone());
            return;
        }
        for start in from..(from + 3).min(end) {
            if view.chain(from, start).is_none() || view.is_inside_code_point(start) {
                continue;
            }
            for name in
                self.names.iter().filter(|name| (SHORTEST_IN_RUN_ON..=LONGEST_IN_RUN_ON).contains(&name.codes.len()))
            {
                let behind = start + name.codes.len();
                if behind <= end && view.codes[start..behind] == name.codes && !view.is_inside_code_point(behind) {
                    laid.push(Tile { from, start, end: behind, surface: name.surface });
                    self.tilings(view, behind, end, laid, all);
                    laid.pop();
                }
            }
        }
    }
}

/// Whether a name is listed with the article, typography apart: ال, while أل and إل only fold to it.
fn has_article(exact: &Fold, name: &str) -> bool {
    let codes = exact.fold_name(name).expect("a name is short");
    exact.alphabet().spell(&codes).starts_with("ال")
}

#[derive(Clone)]
struct Tile {
    /// Where its particles begin.
    from: usize,
    start: usize,
    end: usize,
    surface: u32,
}

/// A candidate in the order of the stream: start, longest first, surface, chain.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u32, std::cmp::Reverse<u32>, u32, Proclitic, Grain);

impl Key {
    fn new(start: usize, end: usize, surface: u32, chain: Proclitic, grain: Grain) -> Self {
        Self(start as u32, std::cmp::Reverse(end as u32), surface, chain, grain)
    }

    fn start(&self) -> usize {
        self.0 as usize
    }

    fn end(&self) -> usize {
        self.1.0 as usize
    }
}

/// Sorted, and of one start no more than the fixed number, the longest.
fn in_order(found: &BTreeSet<Key>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for &Key(start, std::cmp::Reverse(end), surface, proclitic, grain) in found {
        if kept.iter().filter(|other| other.start == start).count() < MOST_PER_START {
            kept.push(Candidate { surface, start, end, proclitic, grain });
        }
    }
    kept
}

/// A folded text, letter by letter.
struct View<'a> {
    fold: &'a Fold,
    codes: &'a [u8],
    /// The code point that each letter comes from.
    raw: Vec<u32>,
}

impl<'a> View<'a> {
    fn new(fold: &'a Fold, folded: &'a Folded) -> Self {
        let raw = (0..folded.codes.len() as u32).map(|at| folded.map.raw(at)).collect();
        Self { fold, codes: &folded.codes, raw }
    }

    fn class(&self, code: u8) -> Class {
        self.fold.alphabet().class(code)
    }

    fn is_letter(&self, code: u8) -> bool {
        matches!(self.class(code), Class::Arabic | Class::Other)
    }

    /// Whether two neighbours are letters of different scripts.
    fn changes(&self, before: u8, after: u8) -> bool {
        self.is_letter(before) && self.is_letter(after) && self.class(before) != self.class(after)
    }

    /// Whether a word begins or ends at `at`: the text's end, a gap or break beside it, a change of script.
    fn is_limit(&self, at: usize) -> bool {
        if at == 0 || at == self.codes.len() {
            return true;
        }
        let (before, after) = (self.codes[at - 1], self.codes[at]);
        !self.is_letter(before) || !self.is_letter(after) || self.changes(before, after)
    }

    /// Whether the letters on both sides of `at` come from one code point.
    fn is_inside_code_point(&self, at: usize) -> bool {
        at > 0 && at < self.raw.len() && self.raw[at - 1] == self.raw[at]
    }

    /// The letters of `from..to` as a chain `[وف]?[بكل]?`.
    fn chain(&self, from: usize, to: usize) -> Option<Proclitic> {
        let letters: Vec<char> = self.fold.alphabet().spell(&self.codes[from..to]).chars().collect();
        let known = match letters.as_slice() {
            [] => true,
            [one] => "وفبكل".contains(*one),
            [first, second] => "وف".contains(*first) && "بكل".contains(*second),
            _ => false,
        };
        known.then(|| Proclitic::known(&letters.iter().collect::<String>()).expect("every chain is known"))
    }

    /// Every run of Arabic letters.
    fn arabic_words(&self) -> Vec<(usize, usize)> {
        let limits: Vec<usize> = (0..=self.codes.len()).filter(|&at| self.is_limit(at)).collect();
        let words = limits.windows(2).map(|pair| (pair[0], pair[1]));
        words.filter(|&(start, _)| self.class(self.codes[start]) == Class::Arabic).collect()
    }

    /// The name anywhere among letters, behind the particles that stand before it where it begins a word.
    fn anywhere(&self, name: &Name, start: usize, found: &mut BTreeSet<Key>) {
        let word = (0..=start).rev().find(|&at| self.is_limit(at)).expect("a text begins at a limit");
        let chain = self.chain(word, start);
        for writing in Self::writings(name, chain.unwrap_or(Proclitic::NONE)) {
            for end in self.ends(writing, start) {
                let grain = if chain.is_some() && self.is_limit(end) { Grain::Word } else { Grain::Letters };
                self.add(name, start, end, chain.unwrap_or(Proclitic::NONE), grain, found);
            }
        }
    }

    /// The name, and behind ل what is left of it without ا or ال.
    fn writings(name: &Name, chain: Proclitic) -> Vec<&[u8]> {
        let mut writings: Vec<&[u8]> = vec![&name.codes];
        // Behind ل, ا + rest and ال + rest are tried where the rest begins with a lam; one letter is no name's rest.
        if chain.as_str().ends_with('ل') && name.article && name.codes.len() > 3 {
            let lam = name.codes[1];
            writings.push(&name.codes[1..]);
            if name.codes[2] == lam {
                writings.push(&name.codes[2..]);
            }
        }
        writings
    }

    /// The name at the beginning of a word or behind the particles that begin it, up to the end of a word.
    fn at_word(&self, name: &Name, start: usize, found: &mut BTreeSet<Key>) {
        let word = (0..=start).rev().find(|&at| self.is_limit(at)).expect("a text begins at a limit");
        let Some(chain) = self.chain(word, start) else { return };
        for writing in Self::writings(name, chain) {
            for end in self.ends(writing, start) {
                if self.is_limit(end) {
                    self.add(name, start, end, chain, Grain::Word, found);
                }
            }
        }
    }

    fn add(&self, name: &Name, start: usize, end: usize, chain: Proclitic, grain: Grain, found: &mut BTreeSet<Key>) {
        if !self.is_inside_code_point(start) && !self.is_inside_code_point(end) {
            found.insert(Key::new(start, end, name.surface, chain, grain));
        }
    }

    /// Where the letters of `name` may end if they begin at `start`.
    fn ends(&self, name: &[u8], start: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        self.extend(name, 0, start, &mut ends);
        ends
    }

    fn extend(&self, name: &[u8], listed: usize, at: usize, ends: &mut Vec<usize>) {
        let Some(&letter) = name.get(listed) else {
            ends.push(at);
            return;
        };
        let last = listed.checked_sub(1).map(|before| name[before]);
        // A gap that is listed at a change of script may be missing.
        if let (GAP, Some(last), Some(&next)) = (letter, last, name.get(listed + 1))
            && self.changes(last, next)
        {
            self.extend(name, listed + 1, at, ends);
        } else if last.is_some_and(|last| self.changes(last, letter)) && self.codes.get(at) == Some(&GAP) {
            // And one that is not listed there may stand in the text.
            if self.codes.get(at + 1) == Some(&letter) {
                self.extend(name, listed + 1, at + 2, ends);
            }
        }
        if self.codes.get(at) == Some(&letter) {
            self.extend(name, listed + 1, at + 1, ends);
        }
    }
}
