//! What the words beside a name say against it.
//!
//! A short name after a given name that is not its bearer's, or before بن or آل, belongs to a stranger. A place behind
//! ولاية, نهر or محافظة only lends its name to something else.

use super::Reading;
use super::context::Context;
use super::evidence::Evidence;
use super::winners::Span;
use crate::compile::{Entry, Surface};
use crate::entity::Label;
use crate::fold::GAP;
use crate::gazetteer::CueClass;
use crate::scan::Candidate;

/// Takes away the entries of names that the words beside them refute: short names that belong to strangers, and places
/// that only name a region or a river. Says whether any fell.
pub(super) fn drop_refuted(context: &Context<'_>, spans: &mut Vec<Span>, evidence: &Evidence) -> bool {
    let mut fallen = false;
    spans.retain_mut(|span| {
        let Reading::Names { surface, entries } = &mut span.reading else { return true };
        if !span.proclitic.is_empty() {
            return true;
        }
        let surface = context.lexicon.surface(*surface);
        let (all, short) = (context.lexicon.entries_of(surface), is_short(context, surface, span.start));
        let before = *entries;
        entries.retain(|index| {
            let entry = &all[index];
            let stranger = short && is_strangers(context, span.start, span.end, entry, evidence);
            !(stranger
                || names_region(context, span.start, entry)
                || is_given_name(context, surface, span.start, entry))
        });
        fallen |= *entries != before;
        !entries.is_empty()
    });
    fallen
}

/// Whether a place's name stands behind a word that makes it the name of something else: ولاية جورجيا, نهر الأردن.
pub(super) fn names_region(context: &Context<'_>, start: u32, entry: &Entry) -> bool {
    matches!(context.label(entry), Label::Country | Label::City)
        && context
            .end_before(start)
            .is_some_and(|end| context.ending_at(end).any(|word| context.surface(word).cues.has(CueClass::Region)))
}

/// Whether a country's name or nationality word that is also a given name stands where one does: ابنته هند, المهندس تركي.
pub(super) fn is_given_name(context: &Context<'_>, surface: &Surface, start: u32, entry: &Entry) -> bool {
    surface.cues.has(CueClass::Given)
        && matches!(context.label(entry), Label::Country | Label::City | Label::Norp)
        && context.end_before(start).is_some_and(|end| {
            context
                .ending_at(end)
                .map(|word| context.surface(word))
                .any(|word| word.cues.has(CueClass::Relative) || word.cues.has(CueClass::Title) && word.apposition)
        })
}

/// Whether a name is only part of a person's full name: one word, or بن, آل and their like with what follows.
fn is_short(context: &Context<'_>, surface: &Surface, start: u32) -> bool {
    let kin = |word: &Candidate| context.surface(word).cues.has(CueClass::Kin);
    !surface.codes.contains(&GAP) || context.starting_at(start).any(kin)
}

/// Whether a short name stands after another's given name, or goes on to a longer name.
fn is_strangers(context: &Context<'_>, start: u32, end: u32, entry: &Entry, evidence: &Evidence) -> bool {
    let surname_like = match context.label(entry) {
        Label::Person => true,
        // "خالد المصري": after a given name a definite masculine nationality word is a surname.
        Label::Norp => entry.inflection.definite && entry.inflection.masculine,
        _ => false,
    };
    if !surname_like {
        return false;
    }
    let given_before = context.end_before(start).is_some_and(|end| {
        evidence.covering(end - 1).is_none()
            && context.ending_at(end).any(|word| {
                context.surface(word).cues.has(CueClass::Given)
                    && !context.surface(word).codes.contains(&GAP)
                    && !context.lexicon.is_own_given_name(entry.record, word.surface)
                    && context.lexicon.like_first_name(entry.record, context.word_ending(end)).is_none()
            })
    });
    let goes_on = *context.label(entry) == Label::Person
        && context.start_after(end).is_some_and(|start| {
            context
                .starting_at(start)
                .any(|word| word.proclitic.is_empty() && context.surface(word).cues.has(CueClass::Kin))
        });
    given_before || goes_on
}

/// Whether the words beside a candidate speak against one of its entries.
pub(super) fn is_refuted(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let short = || is_short(context, context.surface(candidate), candidate.start);
    candidate.proclitic.is_empty()
        && (names_region(context, candidate.start, entry)
            || is_given_name(context, context.surface(candidate), candidate.start, entry)
            || short() && is_strangers(context, candidate.start, candidate.end, entry, evidence))
}
