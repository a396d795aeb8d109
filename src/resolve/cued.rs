//! Cues that fit a name right beside it: titles, nationalities, class words, a record's own words.

use super::context::Context;
use super::evidence::Evidence;
use super::position::ends_as_listed;
use super::titled::Before;
use crate::compile::{Entry, Trait};
use crate::entity::{Kind, Label};
use crate::gazetteer::CueClass;
use crate::scan::Candidate;

/// A noun that takes a nationality, or a number that takes the accusative, stands right before.
pub(super) fn has_nation_before(context: &Context<'_>, candidate: &Candidate) -> bool {
    candidate.proclitic.is_empty() && context.cues_before(candidate.start).has(CueClass::Nation)
}

/// One of the record's own cues stands right before, a quotation mark at most between.
pub(super) fn has_own_cue(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    !entry.cues.is_empty()
        && candidate.proclitic.is_empty()
        && context.end_before_quote(candidate.start).is_some_and(|end| {
            context.traits_ending(end).is(Trait::OwnCue)
                && context.ending_at(end).any(|word| context.lexicon.own_cues(entry).contains(&word.surface))
        })
}

/// A cue of a class stands right before, a quotation mark or the place's own nationality at most between ("العاصمة الأردنية
/// عمان").
pub(super) fn has_cue(context: &Context<'_>, candidate: &Candidate, entry: &Entry, class: CueClass) -> bool {
    if !candidate.proclitic.is_empty() {
        return false;
    }
    let Some(end) = context.end_before_quote(candidate.start) else { return false };
    let is_cue = |end: u32| context.has_cue_ending(end, class);
    let state = context.lexicon.state(entry.record);
    is_cue(end)
        || context.traits_ending(end).is(Trait::Nation)
            && context
                .ending_at(end)
                .filter(|word| word.proclitic.is_empty())
                .filter(|word| {
                    let nisba = |other: &Entry| other.inflection.definite && Some(other.record) == state;
                    context.entries(word).iter().any(nisba)
                })
                .any(|word| context.end_before(word.start).is_some_and(is_cue))
}

/// "صور اللبنانية", "الأهلي المصري": the nationality of its country stands right after.
pub(super) fn has_nationality_after(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    if !context.traits_after(candidate.end).is(Trait::Nation) {
        return false;
    }
    let state = context.lexicon.state(entry.record);
    // A city is feminine, an organization may be either.
    let org = *context.label(entry) == Label::Org;
    let agrees = |next: &Entry| next.inflection.feminine || org && next.inflection.masculine;
    context.start_after(candidate.end).is_some_and(|start| {
        context.starting_at(start).filter(|next| next.proclitic.is_empty()).any(|next| {
            context
                .entries(next)
                .iter()
                .any(|next| next.inflection.definite && agrees(next) && Some(next.record) == state)
        })
    })
}

/// A title, or a nationality or country of his own, or both stand right before; what stands there must fit.
pub(super) fn has_title(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    if !candidate.proclitic.is_empty() {
        return false;
    }
    // Behind a nationality alone a given name or a word is somebody else's: الطالب التونسي سعيد.
    let surface = context.surface(candidate);
    let own_name = !surface.cues.has(CueClass::Given) && surface.needs.is_empty();
    match context.before(candidate.start, entry) {
        Before::Title { title, nation } => {
            let title = context.surface(title);
            // A title that anybody may bear (السيد), or of no office that is told apart (القاضي), says nothing of who bears it.
            let anybody = title.offices == u16::MAX;
            let fits = !anybody && context.lexicon.bearer(entry.record).has_held(title.offices);
            // A given name and a family name behind a title are his, but behind one that anybody bears only in a text that names
            // his state: الدكتور محمد كمال.
            let state = || context.lexicon.state(entry.record).is_some_and(|state| evidence.votes(state) > 0);
            let whole = || {
                entry.kind == Kind::Full
                    && !surface.one_word
                    && ends_as_listed(context, candidate)
                    && (!anybody || state())
            };
            nation && (own_name || fits || anybody) || title.apposition && (fits || whole())
        }
        Before::Nation => own_name,
        Before::Foreign | Before::Nothing => false,
    }
}
