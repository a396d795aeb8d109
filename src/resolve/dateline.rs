//! Datelines: "رام الله - وفا:", "دبي، الإمارات العربية المتحدة (CNN)". They tell where a text was written and by whom,
//! and nothing of what it is about.

use super::context::Context;
use crate::compile::{Entry, Trait};
use crate::entity::Label;
use crate::fold::GAP;
use crate::gazetteer::{CueClass, KindTrait};
use crate::scan::Candidate;

/// Most letters of a dateline.
const LONGEST: u32 = 70;

impl Context<'_> {
    /// Letters that a first line of its own may have (بغداد/ واع⏎).
    pub(super) const FIRST_LINE: u32 = LONGEST / 2;

    /// Where the dateline ends that the text opens with; 0 without one. It is places, outlets, numbers, months and commas up
    /// to a dash, slash or bracket, or a colon.
    pub(super) fn dateline(&self) -> u32 {
        *self.dateline.get_or_init(|| self.find_dateline())
    }

    /// Whether a place lies behind the dateline.
    pub(super) fn is_behind_dateline(&self, start: u32) -> bool {
        start >= self.dateline()
    }

    #[inline(never)]
    fn find_dateline(&self) -> u32 {
        const MOST_WORDS: u32 = 4;
        let (mut at, mut closed, mut words) = (0, 0, 0);
        while at < LONGEST.min(self.folded.codes.len() as u32) {
            let codes = &self.folded.codes[at as usize..];
            if !self.fold.alphabet().is_word(codes[0]) {
                at += 1;
                continue;
            }
            let (mut outlet, mut place) = (None, None);
            for found in self.starting_at(at).filter(|found| found.proclitic.is_empty()) {
                if self.traits(found).is_either(Trait::Strong, Trait::Weak) {
                    for entry in self.entries(found) {
                        match self.label(entry) {
                            Label::Org => outlet = outlet.max(Some(found.end)),
                            Label::City | Label::Country => place = place.max(Some(found.end)),
                            _ => {}
                        }
                    }
                }
            }
            let known = outlet.max(place);
            // Only a place opens a dateline.
            words += u32::from(known.is_none());
            if words > MOST_WORDS || closed == 0 && words == 0 && place.is_none() && at < LONGEST / 2 {
                break;
            }
            let end = known.unwrap_or_else(|| at + self.fold.alphabet().run(codes) as u32);
            let signs = self.signs_after(end);
            let has = |among: &[char]| signs.iter().any(|sign| among.contains(sign));
            let dash = has(&['-', '–', '—', '/', '(']) && has(&[' ', '\n', '(']);
            if dash && known.is_some() || has(&[':', ')', '\n']) && outlet.is_some() {
                closed = end;
            }
            if has(&[':', ')', '\n', '.']) {
                break;
            }
            at = end;
        }
        closed
    }

    /// Whether a place's name opens the text and a dash stands behind it: "نور سلطان - ".
    pub(super) fn opens_dateline(&self, candidate: &Candidate) -> bool {
        let signs = || self.signs_after(candidate.end);
        candidate.start == 0 && signs().contains(&' ') && signs().iter().any(|sign| matches!(sign, '-' | '–' | '—'))
    }

    /// Whether a city's name opens the text before an outlet: one of its own state, or, where another state bears the name too, any
    /// but that state's. "عمان (بترا)", "عمان (رويترز)" are written in no sultanate, "عمان (العمانية)" may be.
    pub(super) fn opens_before_an_outlet(&self, candidate: &Candidate, city: &Entry) -> bool {
        const FAR: u32 = 4;
        // Most stand elsewhere.
        if candidate.start > 0 {
            return false;
        }
        let parts = |sign: &char| matches!(sign, '-' | '–' | '—' | 'ـ' | '/' | '(');
        let state = |entry: &Entry| self.lexicon.state(entry.record);
        let named = self.entries(candidate).iter().find(|other| *self.label(other) == Label::Country).map(state);
        let outlet = |entry: &Entry| {
            *self.label(entry) == Label::Org
                && (state(entry) == state(city) || named.is_some_and(|named| named != state(entry)))
        };
        if named == Some(state(city)) || !self.signs_after(candidate.end).iter().any(parts) {
            return false;
        }
        let near = candidate.end..(candidate.end + FAR).min(self.folded.codes.len() as u32);
        near.into_iter().any(|next| {
            self.no_word_between(candidate.end, next)
                && self.starting_at(next).any(|found| self.entries(found).iter().any(outlet))
        })
    }

    /// The signs between the word that ends at `end` and the next word; the first few.
    pub(super) fn signs_after(&self, end: u32) -> Signs {
        let from = self.raw_end(end) as usize;
        let mut signs = Signs { signs: ['\0'; Signs::MOST], count: 0 };
        for at in from..from + Signs::MOST {
            let Some(sign) = self.text.at(at).map(|code| char::from_u32(code).unwrap_or(' ')) else { break };
            // Most are Arabic letters.
            if matches!(sign, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}') || sign.is_alphanumeric() && sign != 'ـ' {
                break;
            }
            signs.signs[signs.count] = sign;
            signs.count += 1;
        }
        signs
    }
}

/// A few signs that stand one after the other.
pub(super) struct Signs {
    signs: [char; Signs::MOST],
    count: usize,
}

impl Signs {
    const MOST: usize = 8;
}

impl std::ops::Deref for Signs {
    type Target = [char];

    fn deref(&self) -> &[char] {
        &self.signs[..self.count]
    }
}

/// An outlet's name as a text gives its source: in the dateline behind a dash, a slash or a bracket; alone in brackets, "(أ ب)"; or behind its
/// word, "المصدر: الجزيرة".
pub(super) fn is_credit(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    const FAR: u32 = 4;
    if !candidate.proclitic.is_empty() {
        return false;
    }
    let before = context.sign_before(candidate.start);
    // In brackets a newspaper's name is as often a translation or an aside.
    let aside = context.lexicon.sort(entry.record).is(KindTrait::Aside);
    let bracketed = !aside && before == Some('(') && context.sign_after(candidate.end) == Some(')');
    let credited = |end: u32| context.has_cue_ending(end, CueClass::Credit);
    bracketed
        || stands_in_dateline(context, candidate)
        || (candidate.start.saturating_sub(FAR)..candidate.start)
            .any(|end| credited(end) && context.no_word_between(end, candidate.start))
}

/// Whether a name closes the text's dateline, a sign before and behind it: "بغداد / واع", "الدوحة - قنا:".
fn stands_in_dateline(context: &Context<'_>, candidate: &Candidate) -> bool {
    let parts = |sign: &char| matches!(sign, '-' | '–' | '—' | '/' | '(');
    let closes = |sign: &char| matches!(sign, '-' | '–' | '—' | '/' | ')' | ':' | '\n');
    candidate.start > 0
        && candidate.end <= context.dateline().max(candidate_line(context, candidate))
        && context.end_of_word_before(candidate.start).is_some_and(|end| context.signs_after(end).iter().any(parts))
        && context.signs_after(candidate.end).iter().any(closes)
}

/// The end of a candidate that closes a first line of its own (بغداد/ واع⏎).
fn candidate_line(context: &Context<'_>, candidate: &Candidate) -> u32 {
    // Only the text's first letters are ever counted.
    let short = candidate.end <= Context::FIRST_LINE;
    let newline = || context.signs_after(candidate.end).contains(&'\n');
    let gaps = || context.folded.codes[..candidate.start as usize].iter().filter(|&&code| code == GAP).count();
    if short && newline() && gaps() <= 3 { candidate.end } else { 0 }
}
