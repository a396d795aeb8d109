//! The obviously right choice among strong names: what `longest` must give.

use std::cmp::Reverse;

use sco_ner::fold::GAP;
use sco_ner::fold::profile::is_mark;
use sco_ner::scan::{Boundaries, Candidate};
use sco_ner::{Matcher, Proclitic, Text};

use crate::naive::Naive;

/// A mention as the tests compare it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub start: u32,
    pub end: u32,
    pub id: String,
    pub proclitic: &'static str,
}

/// What the matcher gives.
pub fn fast(matcher: &Matcher, text: &Text<'_>) -> Vec<Found> {
    let mentions = matcher.extract(text).expect("a text of the tests is short");
    let found = mentions.into_iter().map(|mention| Found {
        start: mention.start,
        end: mention.end,
        id: matcher.lexicon().id(mention.target).expect("a listed name has an id"),
        proclitic: mention.proclitic.as_str(),
    });
    found.collect()
}

/// The winners of a text.
pub fn slow(naive: &Naive<'_>, matcher: &Matcher, text: &Text<'_>, boundaries: Boundaries) -> Vec<Found> {
    winners(naive, matcher, text, &naive.candidates(text, boundaries))
}

/// Most folded letters, then earliest start, shortest chain, lowest id (a list has one kind, label and rank); each is
/// taken unless it overlaps one that was.
pub fn winners(naive: &Naive<'_>, matcher: &Matcher, text: &Text<'_>, candidates: &[Candidate]) -> Vec<Found> {
    let folded = matcher.folding().fold(text).expect("a text of the tests is short");
    let letters = |start: u32, end: u32| {
        let codes = &folded.codes[start as usize..end as usize];
        // Letters, digits and signs that names use: all but gaps and breaks.
        codes.iter().filter(|code| **code > GAP).count()
    };
    let mut readings: Vec<(Reverse<usize>, u32, u32, String, u32, Proclitic)> = Vec::new();
    for candidate in candidates {
        let name = naive.names.iter().find(|name| name.surface == candidate.surface).expect("it is of the list");
        let last = folded.map.raw(candidate.end - 1);
        for (id, final_hamza) in &name.ids {
            // A final ئ is no ya: شئ is "thing" and never the name شي.
            if is_ya_with_hamza(text, last) && !final_hamza {
                continue;
            }
            let rank = Reverse(letters(candidate.start, candidate.end));
            let chain = candidate.proclitic;
            readings.push((rank, candidate.start, chain.len(), id.clone(), candidate.end, chain));
        }
    }
    readings.sort();
    let mut kept: Vec<(u32, u32, Found)> = Vec::new();
    for (_, start, _, id, end, chain) in readings {
        if kept.iter().any(|(from, to, _)| start < *to && *from < end) {
            continue;
        }
        let mut raw_end = folded.map.raw(end - 1) + 1;
        while text.at(raw_end as usize).and_then(char::from_u32).is_some_and(is_mark) {
            raw_end += 1;
        }
        let proclitic = chain.as_str();
        kept.push((start, end, Found { start: folded.map.raw(start), end: raw_end, id, proclitic }));
    }
    let mut found: Vec<Found> = kept.into_iter().map(|(_, _, found)| found).collect();
    found.sort();
    found
}

/// Whether the letter at `at` is ئ, in one code point or with its hamza as a mark.
fn is_ya_with_hamza(text: &Text<'_>, at: u32) -> bool {
    let at = at as usize;
    match text.at(at).and_then(char::from_u32) {
        Some('ئ' | '\u{fe89}'..='\u{fe8c}') => true,
        Some('ي' | 'ى') => (at + 1..)
            .map_while(|next| text.at(next).and_then(char::from_u32).filter(|mark| is_mark(*mark)))
            .any(|mark| mark == '\u{654}'),
        _ => false,
    }
}
