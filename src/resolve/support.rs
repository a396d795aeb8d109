//! What lets a weak name stand.
//!
//! A weak name (شي, خان, فتح, مالي) is also an ordinary word or somebody else's name. It stands with
//! - an *antecedent*: a name of the same record that stands by itself elsewhere in the text;
//! - a fitting *cue* right before it: a title, a nationality or a country of its own, or both ("الرئيس الصيني شي"), a
//!   record's own words ("حركة فتح"), a class word or a word of place before a city or country;
//! - *company*: it is listed or joined by و with a certain name of its kind ("بوتين وشي").

use std::cell::Cell;
use std::collections::HashMap;

use super::context::Context;
use super::evidence::Evidence;
use super::winners::Span;
use super::{Reading, refute};
use crate::compile::Entry;
use crate::entity::{Kind, Label};
use crate::gazetteer::{CueClass, Needs, Position};
use crate::grounds::{Ground, Grounds};
use crate::scan::{Candidate, Grain};

/// The spans of weak names that have support; those that stand by a cue become evidence for the others.
pub(super) fn weak_spans(context: &Context<'_>, evidence: &mut Evidence, needed: bool) -> Vec<Span> {
    let weak: Vec<&Candidate> = context
        .candidates
        .iter()
        .filter(|candidate| candidate.grain == Grain::Word && context.entries(candidate).iter().any(|entry| entry.weak))
        .collect();
    let supported = |evidence: &Evidence| -> Vec<Span> {
        let stands = |candidate: &Candidate, entry: &Entry, grounds: &Cell<Grounds>| {
            let support = if entry.weak { support(context, candidate, entry, evidence) } else { None };
            let support = support.or((entry.weak && !needed).then_some(Ground::Unsupported));
            let mut all = grounds.get();
            all.extend(support);
            grounds.set(all);
            support.is_some()
        };
        let span = |candidate: &&Candidate| {
            let grounds = Cell::default();
            let span = context.span(candidate, |entry| stands(candidate, entry, &grounds))?;
            Some(Span { grounds: grounds.get(), ..span })
        };
        weak.iter().filter_map(span).collect()
    };
    let first = supported(evidence);
    if first.is_empty() {
        return first;
    }
    for span in &first {
        evidence.add(context, span);
    }
    evidence.sort();
    supported(evidence)
}

/// Puts the weak readings beside the strong ones of the same surface in the same place.
pub(super) fn merge(spans: &mut Vec<Span>, weak: Vec<Span>) {
    if weak.is_empty() {
        return;
    }
    let mut places: HashMap<(u32, u32, u32), usize> = HashMap::new();
    for (index, span) in spans.iter().enumerate() {
        if let Reading::Names { surface, .. } = span.reading {
            places.insert((span.start, span.end, surface), index);
        }
    }
    for span in weak {
        let Reading::Names { surface, entries: more } = span.reading else { continue };
        match places.get(&(span.start, span.end, surface)).map(|&at| &mut spans[at]) {
            Some(Span { reading: Reading::Names { entries, .. }, grounds, .. }) => {
                entries.join(more);
                grounds.join(span.grounds);
            }
            _ => spans.push(span),
        }
    }
}

/// What lets a weak name stand, the best first; `None` where nothing does.
pub(super) fn support(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> Option<Ground> {
    if refute::is_refuted(context, candidate, entry, evidence) {
        return None;
    }
    let label = context.label(entry);
    let needs = context.surface(candidate).needs.filter(|_| matches!(label, Label::Person | Label::Org));
    let in_place = match needs {
        // المالي is "financial" far more often than Malian, in a text about Mali too.
        _ if *label == Label::Norp => has_nation_before(context, candidate),
        None => !is_word_like(context, entry),
        Some(Needs::Position) => stands_like_a_name(context, candidate, label),
        Some(Needs::Title) => false,
    };
    let remembered = in_place && evidence.antecedent(entry.record, candidate.start).is_some();
    if remembered {
        return Some(if *label == Label::Norp { Ground::Noun } else { Ground::Antecedent });
    }
    if context.is_written_out(candidate, entry) {
        return Some(Ground::Marks);
    }
    if has_own_cue(context, candidate, entry) {
        return Some(Ground::OwnCue);
    }
    if needs.is_none() && has_company(context, candidate, entry, evidence) {
        return Some(Ground::Company);
    }
    let when = |holds: bool, ground: Ground| holds.then_some(ground);
    let of_label = match label {
        Label::Person => when(has_title(context, candidate, entry), Ground::Title),
        Label::City => when(has_cue(context, candidate, entry, CueClass::City), Ground::Cue)
            .or_else(|| when(has_nationality_after(context, candidate, entry), Ground::Nationality))
            .or_else(|| when(is_of_the_named_state(context, candidate, entry, evidence), Ground::State)),
        // No adjective begins a clause: "مالي ترفض", "المملكة ترحب".
        Label::Country => when(has_cue(context, candidate, entry, CueClass::Place), Ground::Cue)
            .or_else(|| when(candidate.proclitic.is_empty() && context.begins_clause(candidate.start), Ground::Clause)),
        Label::Org => when(entry.cues.is_empty() && has_cue(context, candidate, entry, CueClass::Org), Ground::Cue)
            .or_else(|| when(is_word_like(context, entry) && is_credit(context, candidate), Ground::Credit))
            .or_else(|| when(has_nationality_after(context, candidate, entry), Ground::Nationality)),
        _ => None,
    };
    of_label.or_else(|| when(context.is_in_its_time(candidate, entry), Ground::InItsTime))
}

/// The word before is one that stands before a name (قال, لقاء), or a person's name begins its clause; "مصدر رئيسي" and
/// "وفتح الباب" are neither.
fn stands_like_a_name(context: &Context<'_>, candidate: &Candidate, label: &Label) -> bool {
    let start = Context::word_start(candidate.start, candidate.proclitic);
    if *label == Label::Person && context.begins_clause(start) {
        return true;
    }
    let Some(end) = context.end_before(start) else { return false };
    let named = |word: &Candidate| context.surface(word).cues.has(CueClass::Person);
    candidate.proclitic.has_preposition() || context.ending_at(end).any(named)
}

/// A city that shares its name with a country: the text names the city's state, and more often than that country.
fn is_of_the_named_state(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let votes = |record: u32| context.lexicon.state(record).map_or(0, |state| evidence.votes(state));
    let country =
        context.entries(candidate).iter().find(|other| *context.label(other) == Label::Country && !other.weak);
    country.is_some_and(|country| country.record != entry.record && votes(entry.record) > votes(country.record))
}

/// A noun that takes a nationality, or a number that takes the accusative, stands right before.
pub(super) fn has_nation_before(context: &Context<'_>, candidate: &Candidate) -> bool {
    candidate.proclitic.is_empty()
        && context
            .end_before(candidate.start)
            .is_some_and(|end| context.ending_at(end).any(|word| context.surface(word).cues.has(CueClass::Nation)))
}

/// Outlets and companies take ordinary words for names (العربية, الشرق الأوسط, الحياة): that such a name stood once does not
/// make the next one a name, so each needs its own cue.
fn is_word_like(context: &Context<'_>, entry: &Entry) -> bool {
    const SORTS: [&str; 6] = ["newspaper", "broadcaster", "news-agency", "platform", "company", "bank"];
    SORTS.contains(&context.lexicon.record(entry.record).sort.as_str())
}

/// An outlet's name as a text gives its source: alone in brackets, "(أ ب)", or behind its word, "المصدر: الجزيرة".
fn is_credit(context: &Context<'_>, candidate: &Candidate) -> bool {
    const FAR: u32 = 4;
    let before = context.sign_before(candidate.start);
    let bracketed = before == Some('(') && context.sign_after(candidate.end) == Some(')');
    let credited = |end: u32| context.ending_at(end).any(|word| context.surface(word).cues.has(CueClass::Credit));
    candidate.proclitic.is_empty()
        && (bracketed
            || (candidate.start.saturating_sub(FAR)..candidate.start)
                .any(|end| credited(end) && context.no_word_between(end, candidate.start)))
}

/// One of the record's own cues stands right before, a quotation mark at most between.
pub(super) fn has_own_cue(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    !entry.cues.is_empty()
        && candidate.proclitic.is_empty()
        && context
            .end_before_quote(candidate.start)
            .is_some_and(|end| context.ending_at(end).any(|word| entry.cues.contains(&word.surface)))
}

/// A cue of a class stands right before, a quotation mark or the place's own nationality at most between ("العاصمة الأردنية
/// عمان").
pub(super) fn has_cue(context: &Context<'_>, candidate: &Candidate, entry: &Entry, class: CueClass) -> bool {
    if !candidate.proclitic.is_empty() {
        return false;
    }
    let Some(end) = context.end_before_quote(candidate.start) else { return false };
    let is_cue = |end: u32| context.ending_at(end).any(|word| context.surface(word).cues.has(class));
    let state = context.lexicon.state(entry.record);
    is_cue(end)
        || context
            .ending_at(end)
            .filter(|word| word.proclitic.is_empty())
            .filter(|word| {
                let nisba = |other: &Entry| other.inflection.definite && Some(other.record) == state;
                context.entries(word).iter().any(nisba)
            })
            .any(|word| context.end_before(word.start).is_some_and(is_cue))
}

/// "صور اللبنانية", "الأهلي المصري": the nationality of its country stands right after.
fn has_nationality_after(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
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
fn has_title(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    if !candidate.proclitic.is_empty() {
        return false;
    }
    let record = context.lexicon.record(entry.record);
    let own = |nation: u32| {
        let nation = &context.lexicon.record(nation).id;
        *nation == record.country || record.positions.iter().any(|position| position.of == *nation)
    };
    let mut start = candidate.start;
    let mut nation_fits = false;
    for _ in 0..5 {
        let Some(end) = context.end_before(start) else { return nation_fits };
        let words = || context.ending_at(end);
        let title =
            words().filter(|word| context.surface(word).cues.has(CueClass::Title)).min_by_key(|word| word.start);
        if let Some(title) = title {
            let title = context.surface(title);
            // A title that anybody may bear (السيد, القاضي) says nothing of who bears it.
            return nation_fits || title.apposition && fits_office(title.offices, &record.positions);
        }
        let nations: Vec<(&Candidate, u32)> = words()
            .flat_map(|word| context.entries(word).iter().map(move |entry| (word, entry)))
            .filter(|(_, entry)| matches!(context.label(entry), Label::Norp | Label::Country))
            .map(|(word, entry)| (word, entry.record))
            .collect();
        if !nations.is_empty() {
            let Some((word, _)) = nations.iter().find(|(_, nation)| own(*nation)) else { return false };
            nation_fits = true;
            start = Context::word_start(word.start, word.proclitic);
            continue;
        }
        match words().find(|word| context.surface(word).cues.has(CueClass::Modifier)) {
            Some(word) => start = Context::word_start(word.start, word.proclitic),
            None => return nation_fits,
        }
    }
    nation_fits
}

/// Whether one of the offices is among those that a title names. A title that fits any office, or none that is told apart
/// (القاضي, الوزير), names none.
fn fits_office(offices: u16, positions: &[Position]) -> bool {
    let named = |office: &str| {
        let told_apart = Position::OFFICES.iter().position(|known| *known == office).filter(|_| office != "other");
        told_apart.is_some_and(|office| offices >> office & 1 == 1)
    };
    offices != u16::MAX && positions.iter().any(|position| named(&position.office))
}

/// Listed with, or joined by و to, a certain name of its kind.
fn has_company(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    if entry.kind == Kind::Demonym {
        return false;
    }
    let place = |label: &Label| matches!(label, Label::Country | Label::City);
    let label = context.label(entry);
    let alike = |&other: &u16| other == entry.label || (place(context.lexicon.label(other)) && place(label));
    let start = Context::word_start(candidate.start, candidate.proclitic);
    let joined = candidate.proclitic.as_str() == "و";
    let before = evidence.ending_near(start).is_some_and(|(_, end, other)| {
        let beside = if joined { context.end_before(start) == Some(*end) } else { false };
        alike(other)
            && (beside
                || (candidate.proclitic.is_empty() || joined)
                    && context.end_before(start) != Some(*end)
                    && context.is_listed_beside(*end, start))
    });
    let after = evidence.starting_near(candidate.end).is_some_and(|(next, _, other)| {
        let Some(next_word) = next.checked_sub(1) else { return false };
        let joined = context.start_after(candidate.end) == Some(next_word);
        let is_waw = context.folded.codes.get(next_word as usize) == Some(&context.fold.alphabet().word_code('و'));
        alike(other)
            && (joined && is_waw
                || context.start_after(candidate.end) != Some(*next) && context.is_listed_beside(candidate.end, *next))
    });
    // Two names joined by و are two persons; a place or an organization needs a list on both sides, or a word of place
    // before it, for the words that are also such names are frequent ones (كان, الباب).
    match label {
        Label::Person => before || after,
        Label::City => before && after || (before || after) && has_cue(context, candidate, entry, CueClass::Place),
        _ => before && after,
    }
}
