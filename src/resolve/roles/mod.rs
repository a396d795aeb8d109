//! Role phrases: الرئيس الإيراني, رئيس وزراء الهند, الأمين العام للأمم المتحدة.
//!
//! A role phrase is an office, by the words that name it, and the state or organization whose office it is, by a mention
//! right behind them. It is a mention of its own, laid over those of the names: it may hold them and takes none away, and
//! no two role phrases overlap. A word of time right behind it (السابق, المنتخب) is part of it. Duals and plurals
//! (الرئيسان الروسي والصيني) are as many phrases as they name states ([`phrase`]).
//!
//! Whom it means is told by, in this order,
//! - the name right behind it, where its bearer has ever held the office: "الرئيس الإيراني مسعود بزشكيان". (In "استقبل
//!   الرئيس الصيني بوتين" the name is the guest's.)
//! - the same phrase with such a name before it in the text, the nearest;
//! - the records, for the text's date: who held the office through the whole of it, else for a part of it or presumably
//!   (see [`time`](super::time)); of several the one that the text names;
//! - the same phrase with such a name behind it in the text, the first.
//!
//! Where nothing tells, the phrase has no id: never without a date, never a guess. Of a former or coming holder (الرئيس
//! السابق) only a name tells.

mod holder;
mod phrase;

use std::cmp::Reverse;
use std::collections::HashMap;

use super::context::Context;
use super::evidence::Evidence;
use super::link::Named;
use super::winners::{Overlaps, Span};
use super::{Reading, name};
use crate::entity::{Kind, Label, Target};
use crate::grounds::{Ground, Grounds};
use crate::watch::Watched;
use holder::holder;
use phrase::Office;

/// Adds the role phrases of a text to its mentions, in order.
pub(super) fn add(
    context: &Context<'_>,
    spans: &[Span],
    evidence: &Evidence,
    overlaps: Overlaps,
    given: &mut Vec<(Span, Named)>,
) {
    let Some(offices) = context.offices() else { return };
    let Some(label) = context.lexicon.label_index(&Label::Role) else { return };
    let names = match overlaps {
        Overlaps::Longest => None,
        // The names that roles are made with are those that stand, whatever else is given.
        _ => Some(name(context, spans, evidence, Overlaps::Longest)),
    };
    let phrases = phrase::phrases(context, offices, names.as_ref().unwrap_or(given));
    let mut holders: HashMap<Office, Vec<(u32, u32)>> = HashMap::new();
    for phrase in &phrases {
        if let Some(record) = phrase.named {
            holders.entry(phrase.office()).or_default().push((phrase.start, record));
        }
    }
    for phrase in Watched::new(&phrases, context.watch) {
        let same = holders.get(&phrase.office()).map_or(&[][..], Vec::as_slice);
        let (holder, ground) = match holder(context, offices, evidence, same, phrase) {
            Some((record, ground)) => (Target::Record(record), Some(ground)),
            None => (Target::Vacant { role: u32::from(phrase.role), of: phrase.of }, None),
        };
        let mut grounds = Grounds::of(Ground::Role);
        grounds.extend(ground);
        let (start, end) = (phrase.start, phrase.end);
        let span = Span {
            start,
            end,
            letters: context.letters(start, end),
            proclitic: phrase.proclitic,
            weak: false,
            key: (Kind::Title, context.lexicon.label_order(label), 0, 0),
            reading: Reading::Stop,
            grounds,
        };
        given.push((span, Named { target: holder, label, kind: Kind::Title, grounds, surface: u32::MAX, entry: 0 }));
    }
    // Sorting is stable: of equal spans the name goes first.
    given.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
}
