//! Full names of which only the surname is spelled as listed.
//!
//! One foreign name has many spellings, and no list has them all. Beside a listed surname the words before it need only be
//! like one of its bearer's given names to be part of his name.

use super::context::Context;
use super::evidence::Evidence;
use super::longer::is_within_a_longer_name;
use super::namesake::is_a_namesakes;
use super::refute::is_before;
use super::sets::Set;
use super::winners::Span;
use crate::compile::Entry;
use crate::entity::{Kind, Label, Proclitic};
use crate::gazetteer::CueClass;
use crate::grounds::{Ground, Grounds};
use crate::scan::Candidate;

/// Consonants that are also particles, alone and behind و.
const PARTICLES: [(char, &str, &str); 4] = [('ب', "ب", "وب"), ('ك', "ك", "وك"), ('ل', "ل", "ول"), ('ف', "ف", "وف")];

/// Adds the full names of which only the surname is spelled as listed: "أولجاس بيكتينوف". The words before it are taken in
/// where they are like the given names; that is support enough for a weak surname too.
pub(super) fn add(context: &Context<'_>, evidence: &Evidence, made: &mut Vec<Span>) {
    const MOST_WORDS: usize = 3;
    /// One of fewer letters (لي, شي) is mostly a word, and those who bear it put it first.
    const SHORTEST: u32 = 3;
    for candidate in context.of(Set::Surname).filter(|found| found.end - found.start >= SHORTEST) {
        let Some(before) = context.end_before(candidate.start) else { continue };
        if !context.lexicon.may_end_like_first_name(candidate.surface, &context.folded.codes[..before as usize]) {
            continue;
        }
        let surname = |entry: &Entry| entry.kind == Kind::Surname && *context.label(entry) == Label::Person;
        // محمود عباس الدليمي is another man.
        if is_before(context, candidate, CueClass::Family) {
            continue;
        }
        let mut start = candidate.start;
        for _ in 0..MOST_WORDS {
            let Some(end) = context.end_before(start) else { break };
            let word = context.word_ending(end);
            start = end - word.len() as u32;
            let words = &context.folded.codes[start as usize..candidate.start as usize - 1];
            let like = |entry: &Entry| context.lexicon.like_first_name(entry.record, words);
            if !context.entries(candidate).iter().any(|entry| surname(entry) && like(entry).is_some()) {
                continue;
            }
            let given = context
                .ending_at(end)
                .find(|found| found.start == start && context.surface(found).cues.has(CueClass::Given));
            let other = |entry: &Entry| {
                given.is_some_and(|given| context.lexicon.is_other_given_name(entry.record, given.surface, words))
            };
            // Who is listed by these very letters is somebody else: بشرى الأسد is not بشار.
            let listed = |found: &Candidate| {
                let full = |entry: &Entry| entry.kind == Kind::Full && *context.label(entry) == Label::Person;
                found.start - found.proclitic.len() == start
                    && context.entries(found).iter().any(|entry| full(entry) && !entry.weak)
            };
            if context.ending_at(candidate.end).any(listed) {
                break;
            }
            let whole = Candidate { start, proclitic: Proclitic::NONE, ..*candidate };
            let another = |entry: &Entry| {
                is_within_a_longer_name(context, &whole, entry, evidence)
                    || is_a_namesakes(context, (start, true), entry, evidence)
            };
            let fits = |entry: &Entry| surname(entry) && like(entry).is_some() && !other(entry) && !another(entry);
            let Some(found) = context.span(candidate, fits) else {
                continue;
            };
            // و is no consonant, so the words may begin with the particle; of a consonant doubled the first is one (ببشار).
            let code = |letter: char| context.fold.alphabet().word_code(letter);
            let waw = code('و');
            let bears_waw = words[0] == waw
                && context.entries(candidate).iter().filter_map(like).all(|first| first.first() != Some(&waw));
            let doubled = |at: usize| {
                let pair = words.get(at..at + 2);
                PARTICLES.iter().find(|(letter, _, _)| pair == Some([code(*letter); 2].as_slice()))
            };
            let particles = match (doubled(0), doubled(1)) {
                (Some((_, alone, _)), _) => Some(*alone),
                (None, Some((_, _, joined))) if words[0] == waw => Some(*joined),
                _ => bears_waw.then_some("و"),
            };
            let proclitic = particles.and_then(Proclitic::known).unwrap_or(Proclitic::NONE);
            start += proclitic.len();
            let key = (Kind::Full, found.key.1, found.key.2, found.key.3);
            let (letters, grounds) = (context.letters(start, found.end), Grounds::of(Ground::Respelled));
            made.push(Span { start, letters, proclitic, weak: false, key, grounds, ..found });
            break;
        }
    }
}
