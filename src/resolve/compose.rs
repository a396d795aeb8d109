//! Institutions that are put together in the text: وزارة الخارجية + الروسية.
//!
//! A head takes a definite nationality word of its own gender, or a country's name. A bare head (الخارجية) that is the end
//! of a longer phrase (وزيرة الخارجية, السياسة الخارجية) is that phrase's and no head.

use super::Reading;
use super::agreement::is_feminine_noun;
use super::context::Context;
use super::formed;
use super::sets::Set;
use super::winners::Span;
use crate::compile::{Entry, Frame, Trait};
use crate::entity::{Kind, Label};
use crate::fold::GAP;
use crate::gazetteer::{CueClass, KindTrait};
use crate::grounds::{Ground, Grounds};
use crate::scan::Candidate;

/// Adds the institutions of a text.
pub(super) fn institutions(context: &Context<'_>, spans: &mut Vec<Span>) {
    let is_country = |entry: &Entry| *context.label(entry) == Label::Country;
    let mut formed = Vec::new();
    for head in context.of(Set::Head) {
        for meaning in context.lexicon.heads_of(context.surface(head)) {
            // Names that are one of many are in no list.
            let of_many = matches!(
                meaning.frame,
                Frame::Name | Frame::Topic { .. } | Frame::Purpose { .. } | Frame::Place { .. }
            );
            if of_many && !context.unlisted {
                continue;
            }
            let mut add = |end: u32, country: Option<u32>| {
                spans.push(span(context, head, end, meaning.institution, country));
            };
            let named = |(end, country): formed::Formed| Span {
                key: (Kind::Composed, context.label_place(&Label::Org), 1, meaning.institution),
                ..span(context, head, end, meaning.institution, country)
            };
            match &meaning.frame {
                Frame::Alone => add(head.end, None),
                Frame::Nisba { feminine } => {
                    let agrees = |entry: &Entry| {
                        let form = entry.inflection;
                        *context.label(entry) == Label::Norp
                            && form.definite
                            && if *feminine { form.feminine } else { form.masculine }
                    };
                    if !is_end_of_phrase(context, head) {
                        following(context, head, agrees, &mut |end, country| add(end, Some(country)));
                    }
                }
                Frame::Country => {
                    if !is_end_of_phrase(context, head) {
                        following(context, head, is_country, &mut |end, country| add(end, Some(country)));
                    }
                }
                Frame::Name => {
                    let bears = |entry: &Entry| match context.label(entry) {
                        Label::City | Label::Country => true,
                        Label::Person => !entry.weak,
                        _ => false,
                    };
                    following(context, head, bears, &mut |end, _| {
                        if !joins_a_state(context, end) {
                            add(end_of_adjective(context, end), None);
                        }
                    });
                    formed.extend(formed::by_nations(context, head).map(named));
                }
                Frame::Topic { feminine } => formed.extend(formed::by_topic(context, head, *feminine).map(named)),
                Frame::Purpose { feminine } => formed.extend(formed::by_purpose(context, head, *feminine).map(named)),
                Frame::Place { alone } => formed.extend(formed::by_place(context, head, *alone).map(named)),
                Frame::Around(tail) => following(context, head, is_country, &mut |end, country| {
                    if let Some(end) = ends_with(context, end, tail) {
                        add(end, Some(country));
                    }
                }),
            }
        }
    }
    spans.extend(formed);
}

/// Adds the names of parties that go on with their own nationality: حزب العمال + البريطاني. One that goes on with another state's is
/// another party, which no list has: حزب العمل + الأسترالي.
pub(super) fn parties(context: &Context<'_>, spans: &mut Vec<Span>) {
    let mut made = Vec::new();
    for span in spans.iter() {
        let Reading::Names { surface, entries } = span.reading else { continue };
        if !context.traits_of(surface).is(Trait::Party) {
            continue;
        }
        let all = context.entries_at(surface);
        let Some(start) = context.start_after(span.end) else { continue };
        let of = |state: u32| entries.iter().any(|index| context.lexicon.state(all[index].record) == Some(state));
        let stateless = || entries.iter().any(|index| context.lexicon.state(all[index].record).is_none());
        for next in context.starting_at(start).filter(|next| next.proclitic.is_empty()) {
            let nisba = |entry: &&Entry| {
                let form = entry.inflection;
                *context.label(entry) == Label::Norp && form.definite && form.masculine && !entry.weak
            };
            let mut nations = context.entries(next).iter().filter(nisba).peekable();
            let (letters, any) = (context.letters(span.start, next.end), nations.peek().is_some());
            if let Some(nation) = nations.find(|nation| of(nation.record)) {
                let mut entries = entries;
                entries.retain(|index| context.lexicon.state(all[index].record) == Some(nation.record));
                let reading = Reading::Names { surface, entries };
                made.push(Span { end: next.end, letters, reading, ..*span });
            } else if any && !stateless() {
                made.push(Span { end: next.end, letters, reading: Reading::Stop, ..*span });
            }
        }
    }
    spans.extend(made);
}

/// Adds the names of news agencies that go on with their nationality and their trade: وكالة تاس + الروسية + للأنباء.
pub(super) fn agencies(context: &Context<'_>, spans: &mut Vec<Span>) {
    let mut made = Vec::new();
    for span in spans.iter().filter(|span| !span.is_stop()) {
        let Reading::Names { surface, entries } = span.reading else { continue };
        if !context.traits_of(surface).is(Trait::Agency) {
            continue;
        }
        let all = context.entries_at(surface);
        let is_agency = |entry: &&Entry| context.lexicon.sort(entry.record).is(KindTrait::Agency);
        let Some(agency) = entries.iter().map(|index| &all[index]).find(is_agency) else { continue };
        let state = context.lexicon.state(agency.record);
        let Some(start) = context.start_after(span.end) else { continue };
        for next in context.starting_at(start).filter(|next| next.proclitic.is_empty()) {
            let own =
                |entry: &Entry| Some(entry.record) == state && entry.inflection.definite && entry.inflection.feminine;
            let Some(last) = context.start_after(next.end).filter(|_| context.entries(next).iter().any(own)) else {
                continue;
            };
            let closes = |word: &&Candidate| context.surface(word).cues.has(CueClass::Trade);
            if let Some(end) = context.starting_at(last).filter(closes).map(|word| word.end).max() {
                made.push(Span { end, letters: context.letters(span.start, end), ..*span });
            }
        }
    }
    spans.extend(made);
}

/// Whether و joins a state to what ends at `end`: "كانت القمة جامعة مصر والسودان" names no university.
fn joins_a_state(context: &Context<'_>, end: u32) -> bool {
    let joined = |found: &Candidate| {
        found.proclitic.as_str() == "و"
            && context.entries(found).iter().any(|entry| *context.label(entry) == Label::Country)
    };
    context.start_after(end).is_some_and(|next| context.starting_at(next + 1).any(joined))
}

/// The end of the feminine adjective behind a university's name, which is a part of it: جامعة عمان العربية; a nationality is none.
fn end_of_adjective(context: &Context<'_>, end: u32) -> u32 {
    let nation = |found: &Candidate| context.traits(found).is(Trait::Nation);
    let adjective = |next: &u32| {
        let word = context.word_starting(*next);
        let last = *next + word.len() as u32;
        context.is_definite(word) && context.last_letter(last) == Some('ة') && !context.starting_at(*next).any(nation)
    };
    context.start_after(end).filter(adjective).map_or(end, |next| next + context.word_starting(next).len() as u32)
}

/// The names that fit right behind a head, with no particle between.
fn following(context: &Context<'_>, head: &Candidate, fits: impl Fn(&Entry) -> bool, each: &mut dyn FnMut(u32, u32)) {
    let Some(start) = context.start_after(head.end) else { return };
    for next in context.starting_at(start).filter(|next| next.proclitic.is_empty()) {
        let entry = context.entries(next).iter().find(|entry| fits(entry));
        if let Some(entry) = entry {
            each(next.end, entry.record);
        }
    }
}

/// The end of `tail` where it stands behind `end`.
fn ends_with(context: &Context<'_>, end: u32, tail: &[u8]) -> Option<u32> {
    let start = context.start_after(end)? as usize;
    let codes = &context.folded.codes;
    let behind = start + tail.len();
    (codes.get(start..behind) == Some(tail) && context.fold.alphabet().is_limit(codes, behind)).then_some(behind as u32)
}

/// Whether a head of one word ends a longer stop name, or a title that is one word longer (وزير خارجية الهند), or is the adjective of
/// a definite noun before it (القاعدة البحرية الروسية).
fn is_end_of_phrase(context: &Context<'_>, head: &Candidate) -> bool {
    let bare = context.surface(head).one_word;
    let adjective = || {
        head.proclitic.is_empty()
            && context.last_letter(head.end) == Some('ة')
            && context.end_before(head.start).is_some_and(|end| is_feminine_noun(context, end, true))
    };
    bare && (adjective()
        || context.ending_at(head.end).filter(|longer| longer.start < head.start).any(|longer| {
            let before = &context.folded.codes[longer.start as usize..head.start as usize];
            let one_word = before.iter().filter(|&&code| code == GAP).count() == 1;
            let surface = context.surface(longer);
            surface.stop || one_word && surface.cues.has(CueClass::Title)
        }))
}

fn span(context: &Context<'_>, head: &Candidate, end: u32, institution: u32, country: Option<u32>) -> Span {
    Span {
        start: head.start,
        end,
        letters: context.letters(head.start, end),
        proclitic: head.proclitic,
        weak: false,
        key: (Kind::Composed, context.label_place(&Label::Org), 0, institution),
        reading: Reading::Institution { institution, country },
        grounds: Grounds::of(Ground::Composed),
    }
}
