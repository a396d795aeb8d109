//! Company: a weak name listed with, or joined by و to, certain names of its kind.

use super::context::Context;
use super::cued::has_cue;
use super::evidence::{Certain, Evidence};
use super::position::goes_on_freely;
use super::signs::stands_before_a_person;
use crate::compile::Entry;
use crate::entity::{Kind, Label};
use crate::gazetteer::{CueClass, Needs};
use crate::scan::Candidate;

/// Listed with, or joined by و to, a certain name of its kind.
pub(super) fn has_company(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let label = context.label(entry);
    let needs = context.surface(candidate).needs;
    let word = !needs.without(Needs::State).is_empty();
    if entry.kind == Kind::Demonym || *label == Label::Person && (word || stands_before_a_person(context, candidate)) {
        return false;
    }
    let place = |label: &Label| matches!(label, Label::Country | Label::City);
    let alike = |other: u16| other == entry.label || (place(context.lexicon.label(other)) && place(label));
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let joined = candidate.proclitic.as_str() == "و";
    let before = evidence.ending_near(start).filter(|(_, end, other, _)| {
        let beside = joined && context.end_before(start) == Some(*end);
        alike(*other)
            && (beside
                || (candidate.proclitic.is_empty() || joined)
                    && context.end_before(start) != Some(*end)
                    && (context.is_listed_beside(*end, start)
                        || candidate.proclitic.is_empty()
                            && (context.is_item_beside(*end, start) || context.is_quoted_beside(*end, candidate))))
    });
    let after = evidence.starting_near(candidate.end).filter(|(next, _, other, _)| {
        let Some(next_word) = next.checked_sub(1) else { return false };
        let joined = context.start_after(candidate.end) == Some(next_word);
        let is_waw = context.folded.codes.get(next_word as usize) == Some(&context.fold.alphabet().word_code('و'));
        alike(*other)
            && (joined && is_waw
                || context.start_after(candidate.end) != Some(*next)
                    && (context.is_listed_beside(candidate.end, *next) || context.is_item_beside(candidate.end, *next))
                // "غينيا، ومالي، والنيجر".
                || !joined && is_waw && context.is_listed_beside(candidate.end, next_word))
    });
    // Two names joined by و are two persons; a place or an organization needs a list on both sides, a word of place before
    // the list, or an organization of its own sort beside it, for the words that are also such names are frequent ones
    // (كان, الباب).
    let place = |start: u32| context.end_before(start).is_some_and(|end| context.has_cue_ending(end, CueClass::Place));
    match label {
        Label::Person => before.is_some() || after.is_some(),
        Label::City => {
            let listed = joined
                && before.is_some_and(|(start, ..)| {
                    place(*start) || needs.has(Needs::State) || is_joined_to_a_place(context, *start, evidence)
                });
            before.is_some() && after.is_some()
                || listed
                || (before.is_some() || after.is_some()) && has_cue(context, candidate, entry, CueClass::Place)
        }
        Label::Org => {
            let same = |&&(_, _, _, other): &&Certain| other != u32::MAX && related(context, other, entry.record);
            !word && before.is_some() && after.is_some()
                || [before, after].into_iter().flatten().any(|other| same(&other))
                    && (!word || goes_on_freely(context, candidate.end) || joined && both_act(context, candidate))
        }
        // "من أوغندا وبنين": or a word of place before the list.
        Label::Country => {
            before.is_some() && after.is_some() || joined && before.is_some_and(|(start, ..)| place(*start))
        }
        _ => before.is_some() && after.is_some(),
    }
}

/// Whether و joins a place to another before it: "طرابلس وبيروت" before "وصور".
fn is_joined_to_a_place(context: &Context<'_>, start: u32, evidence: &Evidence) -> bool {
    let waw = context.fold.alphabet().word_code('و');
    let joined = start.checked_sub(1).filter(|&at| context.folded.codes[at as usize] == waw);
    joined.is_some_and(|at| {
        evidence.ending_near(at).is_some_and(|(_, end, label, _)| {
            context.end_before(at) == Some(*end)
                && matches!(context.lexicon.label(*label), Label::Country | Label::City)
        })
    })
}

/// Whether two organizations are of kinds that are often listed together.
fn related(context: &Context<'_>, one: u32, other: u32) -> bool {
    let lexicon = context.lexicon;
    let sort = |record: u32| lexicon.record(record).sort.as_str();
    !sort(one).is_empty() && sort(one) == sort(other) || lexicon.sort(one).goes_with(lexicon.sort(other))
}

/// Whether a verb in the dual stands right behind, whose subject the two joined before it are: "حماس وفتح توقعان".
fn both_act(context: &Context<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 5;
    let code = |letter: char| context.fold.alphabet().word_code(letter);
    context.start_after(candidate.end).is_some_and(|next| {
        let word = context.word_starting(next);
        word.len() >= SHORTEST
            && [code('ت'), code('ي')].contains(&word[0])
            && word.ends_with(&[code('ا'), code('ن')])
            && context.starting_at(next).all(|found| context.entries(found).is_empty())
    })
}
