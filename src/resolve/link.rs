//! Whom a span names.

use std::cell::LazyCell;
use std::cmp::Reverse;

use super::agreement::{is_adjective, is_of_other_gender};
use super::context::Context;
use super::cued::{has_nation_before, has_nationality_after, has_own_cue};
use super::dateline::is_credit;
use super::evidence::Evidence;
use super::signs::{is_paired_with_a_city, is_town, nearest_state};
use super::sport::{Peers, peers, plays};
use super::time::Standing;
use super::winners::Span;
use super::{Entries, Reading};
use crate::compile::{Entry, Trait};
use crate::entity::{Kind, Label, Mention, Target};
use crate::grounds::{Ground, Grounds};
use crate::scan::{Candidate, Grain};

/// What a span names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Named {
    pub target: Target,
    /// Index of the label.
    pub label: u16,
    pub kind: Kind,
    /// What lets it stand, and what chose.
    pub grounds: Grounds,
    /// Its surface; `u32::MAX` for what was put together in the text.
    pub surface: u32,
    /// The place of its entry in the surface's order of preference.
    pub entry: usize,
}

impl Named {
    /// The mention of a span that names this.
    pub fn mention(&self, context: &Context<'_>, span: &Span) -> Mention {
        let (start, end) = context.raw_span(span);
        let Self { target, label, kind, grounds, surface, .. } = *self;
        Mention { start, end, label, kind, proclitic: span.proclitic, target, surface, grounds }
    }
}

/// The entity, label and kind of a span; `None` for a stop name.
pub(super) fn target(context: &Context<'_>, span: &Span, evidence: &Evidence) -> Option<Named> {
    match &span.reading {
        Reading::Stop => None,
        Reading::Names { surface, entries } => {
            let strong = context.lexicon.strong(*surface);
            if strong.count() == 1 && *entries == Entries::of_first(1) && !span.weak {
                let (target, label, kind) = (Target::Record(strong.record), strong.label, kind_of(span, strong.kind));
                return Some(Named { target, label, kind, grounds: span.grounds, surface: *surface, entry: 0 });
            }
            let all = context.entries_at(*surface);
            let mut standing = entries.iter();
            let first = standing.next()?;
            let (index, choice) = match standing.next() {
                None => (first, None),
                Some(_) => choose(context, span, *surface, evidence, *entries),
            };
            let entry = &all[index];
            let mut grounds = span.grounds;
            // Where a surface is a strong and a weak name, the chosen one's grounds count.
            if entry.weak != span.weak {
                grounds = grounds.only(|ground| (ground == Ground::Name) != entry.weak);
            }
            grounds.extend(choice);
            let target = Target::Record(entry.record);
            Some(Named {
                target,
                label: entry.label,
                kind: kind_of(span, entry.kind),
                grounds,
                surface: *surface,
                entry: index,
            })
        }
        Reading::Unlisted { kind, key, .. } => {
            let (target, label) = (Target::Unlisted(*key), context.lexicon.label_index(&Label::Person)?);
            Some(Named { target, label, kind: *kind, grounds: span.grounds, surface: u32::MAX, entry: 0 })
        }
        Reading::Institution { institution, country } => {
            let lexicon = context.lexicon;
            // جامعة زوريخ is no state's one university.
            let of_many = lexicon.gazetteer().institutions()[*institution as usize].is_one_of_many();
            let of_text = if country.is_none() && !of_many { evidence.leading() } else { None };
            let target = match country.or(of_text).filter(|_| !of_many) {
                Some(country) => Target::Composed { institution: *institution, country },
                // What is one of many is told from others by its name.
                None if of_many => Target::Unlisted(context.name_key(span.start, span.end)),
                None => Target::Nil { institution: *institution },
            };
            // An institution with a record of its own is that record.
            let listed = match target {
                Target::Composed { institution, country } => lexicon.composed(institution, country).map(Target::Record),
                _ => None,
            };
            let mut grounds = span.grounds;
            grounds.extend(of_text.map(|_| Ground::ChosenByState));
            let (target, label) = (listed.unwrap_or(target), lexicon.label_index(&Label::Org)?);
            Some(Named { target, label, kind: Kind::Composed, grounds, surface: u32::MAX, entry: 0 })
        }
    }
}

/// The kind of name that a span is: of a full name that is named again by its family name it is a part.
fn kind_of(span: &Span, listed: Kind) -> Kind {
    if listed == Kind::Full && span.key.0 == Kind::Surname { Kind::Surname } else { listed }
}

/// What the scan found where a span stands.
fn candidate(span: &Span, surface: u32) -> Candidate {
    Candidate { surface, start: span.start, end: span.end, proclitic: span.proclitic, grain: Grain::Word }
}

/// The preferred of several entries, and what chose it among different entities.
fn choose(
    context: &Context<'_>,
    span: &Span,
    surface: u32,
    evidence: &Evidence,
    standing: Entries,
) -> (usize, Option<Ground>) {
    let all = context.entries_at(surface);
    let candidate = candidate(span, surface);
    let nearest = LazyCell::new(|| nearest_state(context, &candidate, evidence));
    let key = |index: usize| preference(context, &candidate, &all[index], evidence, &nearest);
    let keyed: Vec<(Preference, usize)> = standing.iter().map(|index| (key(index), index)).collect();
    // Of equals the first, which goes first by rank.
    let Some((best_key, best)) = keyed.iter().min_by_key(|(key, _)| key) else { return (0, None) };
    let others = keyed.iter().filter(|(_, index)| all[*index].record != all[*best].record);
    let ground = others.min_by_key(|(key, _)| key).map(|(other, _)| differs(best_key, other));
    (*best, ground)
}

/// What chose the first of two entries of a surface over the second.
pub(super) fn chosen_over(
    context: &Context<'_>,
    span: &Span,
    surface: u32,
    evidence: &Evidence,
    (best, other): (&Entry, &Entry),
) -> Ground {
    let candidate = candidate(span, surface);
    let nearest = LazyCell::new(|| nearest_state(context, &candidate, evidence));
    let key = |entry| preference(context, &candidate, entry, evidence, &nearest);
    differs(&key(best), &key(other))
}

/// What tells the first of two preferences from the second.
fn differs(best: &Preference, other: &Preference) -> Ground {
    if (best.0, best.1) != (other.0, other.1) {
        Ground::ChosenByCue
    } else if best.2 != other.2 {
        Ground::ChosenByTitle
    } else if best.3 != other.3 {
        Ground::ChosenByState
    } else if best.4 != other.4 {
        Ground::ChosenByText
    } else if best.5 != other.5 {
        Ground::ChosenByState
    } else if best.6 != other.6 {
        Ground::ChosenByDate
    } else if (best.7, best.8) != (other.7, other.8) {
        Ground::ChosenByState
    } else {
        Ground::ChosenByRank
    }
}

/// Lower goes first: the words beside it, agreement, the title before it, a club of its state alone beside it, the nearest name of
/// the record, the state the text is about and the text's date where there is one, how often its state is named, a club beside it
/// that may be of its state.
type Preference = (bool, bool, bool, bool, Option<(bool, u32)>, bool, Standing, Reverse<u32>, Peers);

/// Whether و joins a city to another of its state: "بيروت وصور", "مسقط وصور".
fn is_joined_to_its_state(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let state = context.lexicon.state(entry.record);
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let own = |label: u16, record: u32| {
        *context.lexicon.label(label) == Label::City && record != u32::MAX && context.lexicon.state(record) == state
    };
    candidate.proclitic.as_str() == "و"
        && evidence
            .ending_near(start)
            .is_some_and(|&(_, end, label, record)| context.end_before(start) == Some(end) && own(label, record))
}

/// The kind of parties.
const PARTY: &str = "party";
/// How near a state stands to what is of it, and how far with an adjective between.
const NEAR: u32 = 10;
const FAR: u32 = 18;

/// Whether the nationality of its state stands right before a name: "نظيره التركي العدالة والتنمية".
fn is_behind_its_nationality(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let state = context.lexicon.state(entry.record);
    let own = |other: &Entry| {
        *context.label(other) == Label::Norp && other.inflection.definite && Some(other.record) == state
    };
    candidate.proclitic.is_empty()
        && context
            .end_before(candidate.start)
            .is_some_and(|end| context.ending_at(end).any(|word| context.entries(word).iter().any(own)))
}

/// Whether a city's state, whose name it does not share, is named right before or behind it: "وفي لبنان شهدت طرابلس".
fn is_beside_its_state(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
    far: u32,
) -> bool {
    let Some(state) = context.lexicon.state(entry.record) else { return false };
    let before = evidence.ending_near(candidate.start).filter(|(_, end, ..)| end + far > candidate.start);
    let behind = evidence.starting_near(candidate.end).filter(|(start, ..)| *start < candidate.end + far);
    let country = |label: u16| *context.lexicon.label(label) == Label::Country;
    !context.entries(candidate).iter().any(|other| other.record == state)
        && (has_nationality_after(context, candidate, entry)
            || [before, behind].into_iter().flatten().any(|&(.., label, record)| record == state && country(label)))
}

/// Lower goes first: a city behind its class word, a club behind its own; a person whom the title fits, then one named
/// nearby; with a date, what was there then; a place of the state that the text names nearest to it (`nearest`, the
/// same for all entries of a span) or most.
fn preference(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
    nearest: &LazyCell<Option<u32>, impl FnOnce() -> Option<u32>>,
) -> Preference {
    let label = context.label(entry);
    let cued = match label {
        // "صحيفة الرياض السعودية" is about none.
        Label::City => {
            let other = |other: &Entry| {
                other.record != entry.record
                    && (has_own_cue(context, candidate, other) || plays(context, candidate, other))
            };
            is_town(context, candidate, entry)
                || context.opens_before_an_outlet(candidate, entry)
                || is_paired_with_a_city(context, candidate, entry, evidence)
                || is_joined_to_its_state(context, candidate, entry, evidence)
                || is_beside_its_state(context, candidate, entry, evidence, NEAR)
                    && !context.entries(candidate).iter().any(other)
        }
        Label::Org => {
            // الأهلي المصري is no club of another state.
            let national = has_nationality_after(context, candidate, entry);
            let foreign = || context.traits_after(candidate.end).is(Trait::Nation);
            // "حزب العدالة والتنمية الإسلامي في المغرب", "نظيره التركي العدالة والتنمية".
            let party = || {
                (is_beside_its_state(context, candidate, entry, evidence, FAR)
                    || is_behind_its_nationality(context, candidate, entry))
                    && context.lexicon.record(entry.record).sort == PARTY
            };
            national
                || party()
                || plays(context, candidate, entry) && !foreign()
                || context.lexicon.is_cued(entry.record) && is_credit(context, candidate, entry)
        }
        Label::Person => !is_of_other_gender(context, candidate, entry, false),
        _ => false,
    };
    let cued = cued || has_own_cue(context, candidate, entry);
    let far = (true, u32::MAX);
    let fits = *label != Label::Person || !candidate.proclitic.is_empty() || context.fit(candidate.start, entry).fits;
    let near = if *label == Label::Person { evidence.antecedent(entry.record, candidate.start) } else { None };
    let state = context.lexicon.state(entry.record);
    let votes = state.map_or(0, |state| evidence.votes(state));
    let place = matches!(label, Label::Country | Label::City);
    let nearest = place && votes > 0 && state.is_some() && **nearest == state;
    let votes = if nearest { u32::MAX } else { votes };
    // مواطن مالي, but رئيس مالي.
    let of_a_noun = entry.weak && has_nation_before(context, candidate);
    let adjective = *label == Label::Norp && (of_a_noun || is_adjective(context, candidate, entry, evidence));
    // The date tells apart what the text's own subject does not.
    let dated = context.moment.date.is_some();
    let about = dated && evidence.about().is_some_and(|about| Some(about) == state);
    let standing = if dated { context.standing(candidate.surface, entry, candidate.start) } else { Standing::Unknown };
    let peers = peers(context, candidate, entry);
    let certain = peers == Peers::OfItsState;
    (!cued, !adjective, !fits, !certain, Some(near.unwrap_or(far)), !about, standing, Reverse(votes), peers)
}
