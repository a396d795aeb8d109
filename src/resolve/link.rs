//! Whom a span names.

use std::cmp::Reverse;

use super::Reading;
use super::context::Context;
use super::evidence::Evidence;
use super::support::{has_cue, has_nation_before, has_own_cue};
use super::winners::Span;
use crate::compile::Entry;
use crate::entity::{Kind, Label, Target};
use crate::gazetteer::CueClass;
use crate::scan::{Candidate, Grain};

/// The entity, label and kind of a span; `None` for a stop name.
pub(super) fn target(context: &Context<'_>, span: &Span, evidence: &Evidence) -> Option<(Target, u16, Kind)> {
    match &span.reading {
        Reading::Stop => None,
        Reading::Names { surface, entries } => {
            let all = context.lexicon.entries_of(context.lexicon.surface(*surface));
            let mut standing = entries.iter();
            let first = standing.next()?;
            let index = match standing.next() {
                None => first,
                Some(_) => {
                    entries.iter().min_by_key(|&index| preference(context, span, *surface, &all[index], evidence))?
                }
            };
            let entry = &all[index];
            Some((Target::Record(entry.record), entry.label, entry.kind))
        }
        Reading::Institution { institution, country } => {
            let lexicon = context.lexicon;
            let country = country.or_else(|| evidence.about());
            let target = match country {
                Some(country) => Target::Composed { institution: *institution, country },
                None => Target::Nil { institution: *institution },
            };
            // An institution with a record of its own is that record.
            let listed = lexicon.id(target).and_then(|id| lexicon.gazetteer().position(&id)).map(Target::Record);
            Some((listed.unwrap_or(target), lexicon.label_index(&Label::Org)?, Kind::Composed))
        }
    }
}

type Preference = (bool, bool, Option<(bool, u32)>, Reverse<u32>);

/// Lower goes first: a city behind its class word, a club behind its own; a person named nearby; a place of the state that the text names most.
fn preference(context: &Context<'_>, span: &Span, surface: u32, entry: &Entry, evidence: &Evidence) -> Preference {
    let label = context.label(entry);
    let candidate =
        Candidate { surface, start: span.start, end: span.end, proclitic: span.proclitic, grain: Grain::Word };
    let city = *label == Label::City && has_cue(context, &candidate, entry, CueClass::City);
    let cued = city || has_own_cue(context, &candidate, entry);
    let far = (true, u32::MAX);
    let near = if *label == Label::Person { evidence.antecedent(entry.record, span.start) } else { None };
    let votes = context.lexicon.state(entry.record).map_or(0, |state| evidence.votes(state));
    // مواطن مالي, but رئيس مالي.
    let of_a_noun = entry.weak && has_nation_before(context, &candidate);
    let adjective = *label == Label::Norp && (of_a_noun || is_adjective(context, span, entry, evidence));
    (!cued, !adjective, Some(near.unwrap_or(far)), Reverse(votes))
}

/// Whether a form that is a country's name and its feminine nationality word (السعودية, سورية) agrees with the noun right
/// before it: السفارة السعودية, معارضة سورية, but سفارة السعودية.
fn is_adjective(context: &Context<'_>, span: &Span, entry: &Entry, evidence: &Evidence) -> bool {
    if !entry.inflection.feminine || !span.proclitic.is_empty() {
        return false;
    }
    let Some(end) = context.end_before(span.start) else { return false };
    // Behind a name there is no noun to agree with: "دعت الأمم المتحدة السعودية".
    if evidence.covering(end - 1).is_some() {
        return false;
    }
    let noun = context.word_ending(end);
    let feminine = context.last_letter(end) == Some('ة') || is_sound_plural(context, noun);
    feminine && context.is_definite(noun) == entry.inflection.definite
}

fn is_sound_plural(context: &Context<'_>, noun: &[u8]) -> bool {
    let alphabet = context.fold.alphabet();
    noun.len() > 3 && noun.ends_with(&[alphabet.word_code('ا'), alphabet.word_code('ت')])
}
