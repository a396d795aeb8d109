//! Namesakes: a name behind a calling that nobody in high office has (اللاعب محمود عباس) is another man's.

use super::context::Context;
use super::evidence::Evidence;
use crate::compile::{CueMask, Entry, Trait};
use crate::entity::Label;
use crate::gazetteer::{CueClass, WordList};
use crate::scan::Candidate;

/// What stands before somebody with his calling, and not before one who does something to another.
const TAKES_HIM: CueMask = CueMask::of(&[CueClass::Speech, CueClass::Preposition, CueClass::That, CueClass::Match]);

/// Whether the text brings in a person in high office, where it first has the name, by a calling that is not his, and is not about
/// his state. A surname alone behind a calling is as often whom its bearer speaks of ("ويكره المغني ترامب"): only a `whole` name is
/// looked at for itself.
pub(super) fn is_a_namesakes(
    context: &Context<'_>,
    (start, whole): (u32, bool),
    entry: &Entry,
    evidence: &Evidence,
) -> bool {
    if !context.holds_cue(CueClass::Calling)
        || *context.label(entry) != Label::Person
        || !context.lexicon.bearer(entry.record).has_only_offices()
        || is_behind_an_office(context, start)
    {
        return false;
    }
    let brought_in = context.holds().first_named(context, entry.record).filter(|&(first, _)| first <= start);
    brought_in.map_or_else(|| whole && is_behind_a_calling(context, start), |(_, by_a_calling)| by_a_calling)
        && !is_about_his_state(context, entry, evidence)
}

/// Whether a title that is no calling stands right before: "الرئيس عباس" is no namesake's.
fn is_behind_an_office(context: &Context<'_>, start: u32) -> bool {
    let cues = context.cues_before(start);
    cues.has(CueClass::Title) && !cues.has(CueClass::Calling)
}

/// Whether the state of a record is what a text names most, its own mentions left aside.
fn is_about_his_state(context: &Context<'_>, entry: &Entry, evidence: &Evidence) -> bool {
    const ENOUGH: u32 = 2;
    let others = |state: u32| evidence.votes(state) >= evidence.count(entry.record) + ENOUGH;
    context.lexicon.state(entry.record).is_some_and(|state| evidence.leading() == Some(state) && others(state))
}

/// Whether a calling stands right before, a nationality or modifiers at most between: "اللاعب المصري السابق محمود عباس", but not
/// "الرئيس والفنان", and not where its bearer may be doing something to the person: "أدان القاضي دونالد ترامب".
pub(super) fn is_behind_a_calling(context: &Context<'_>, mut start: u32) -> bool {
    const MOST_WORDS: usize = 3;
    // "أمام القاضي": whom he judges stands behind.
    let in_front = |end: u32| context.is_one_of(context.word_ending(end), WordList::InFront);
    for _ in 0..MOST_WORDS {
        let Some(end) = context.end_before(start) else { return false };
        let traits = context.traits_ending(end);
        if traits.cues.has(CueClass::Calling) {
            return context.ending_at(end).any(|word| {
                let start = Context::word_start(word.start, word.proclitic);
                let before = context.cues_before(start);
                context.surface(word).cues.has(CueClass::Calling)
                    && !context.end_before(start).is_some_and(in_front)
                    && (word.proclitic.has_preposition()
                        || context.begins_clause(start)
                        || before.meets(TAKES_HIM) && !before.has(CueClass::Meeting))
            });
        }
        // "الممثل الأعلى", "الممثل الخاص".
        let office =
            |found: &Candidate| !context.surface(found).one_word && context.surface(found).cues.has(CueClass::Title);
        if context.ending_at(end).any(office) {
            return false;
        }
        if !traits.is(Trait::Nation) && !traits.cues.has(CueClass::Modifier) {
            return false;
        }
        start = end - context.word_ending(end).len() as u32;
    }
    false
}
