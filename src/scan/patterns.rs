//! A surface's letters as they may stand in text.
//!
//! Three things change them: behind ل the article loses its alef (للهند), or alef and lam where the name goes on with a lam
//! of its own (للجنة); and at a change of script a blank may be there or not (مجموعة ال20, مجموعة ال 20).

use crate::fold::{Alphabet, BREAK, Class, GAP};

/// More changes of script than this in one name are taken all with a blank, all without, and as listed.
const MOST_CHANGES: usize = 6;

/// Calls `each` with the writings of a surface, and with whether one counts only behind a chain that ends in ل.
pub(super) fn each_pattern(
    codes: &[u8],
    article: bool,
    alphabet: &Alphabet,
    lam: u8,
    each: &mut dyn FnMut(&[u8], bool),
) {
    // Most names are of one script, and have but their elisions; nothing is made for them.
    let (first_word, first_arabic) = alphabet.first_codes();
    let kind = |code: u8| u8::from(code >= first_word) + u8::from(code >= first_arabic);
    let script = codes.first().map_or(0, |&code| kind(code));
    let plain = |&code: &u8| kind(code) == script || code == GAP;
    if script == 0 || !codes.iter().all(plain) {
        for pattern in patterns(codes, article, alphabet, lam) {
            each(&pattern.codes, pattern.elided);
        }
        return;
    }
    if article && codes.len() > 3 {
        each(&codes[1..], true);
        if codes[2] == lam {
            each(&codes[2..], true);
        }
    }
    each(codes, false);
}

/// One writing of a surface.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    pub codes: Vec<u8>,
    /// Counts only behind a chain that ends in ل.
    pub elided: bool,
}

/// The writings of a surface.
pub(super) fn patterns(codes: &[u8], article: bool, alphabet: &Alphabet, lam: u8) -> Vec<Pattern> {
    // No name goes across a break, so one with a break inside (two hyphens, a blank line) is never found.
    if codes.contains(&BREAK) {
        return Vec::new();
    }
    let mut patterns = Vec::new();
    for codes in with_blanks_at_changes(codes, alphabet) {
        if article && codes.len() > 3 {
            if codes[2] == lam {
                patterns.push(Pattern { codes: codes[2..].to_vec(), elided: true });
            }
            patterns.push(Pattern { codes: codes[1..].to_vec(), elided: true });
        }
        patterns.push(Pattern { codes, elided: false });
    }
    patterns.sort();
    patterns.dedup();
    patterns
}

/// A name cut at its changes of script; each cut says whether a blank is listed there.
fn with_blanks_at_changes(codes: &[u8], alphabet: &Alphabet) -> Vec<Vec<u8>> {
    let is_word = |code: u8| matches!(alphabet.class(code), Class::Arabic | Class::Other);
    let mut parts: Vec<Vec<u8>> = vec![Vec::new()];
    let mut blanks = Vec::new();
    let mut at = 0;
    while at < codes.len() {
        let blank = codes[at] == GAP && at + 1 < codes.len();
        let next = if blank { at + 1 } else { at };
        let last = parts.last().and_then(|part| part.last()).copied();
        let change = last.is_some_and(|last| {
            is_word(last) && is_word(codes[next]) && alphabet.class(last) != alphabet.class(codes[next])
        });
        if change {
            parts.push(Vec::new());
            blanks.push(blank);
            at = next;
        }
        parts.last_mut().expect("there is always a part").push(codes[at]);
        at += 1;
    }
    let choices: Vec<Vec<bool>> = match blanks.len() {
        0 => return vec![codes.to_vec()],
        changes if changes <= MOST_CHANGES => {
            (0..1_usize << changes).map(|bits| (0..changes).map(|bit| bits >> bit & 1 == 1).collect()).collect()
        }
        changes => vec![vec![true; changes], vec![false; changes], blanks],
    };
    choices
        .into_iter()
        .map(|blanks| {
            let mut codes = parts[0].clone();
            for (part, blank) in parts[1..].iter().zip(blanks) {
                codes.extend(blank.then_some(GAP));
                codes.extend(part);
            }
            codes
        })
        .collect()
}
