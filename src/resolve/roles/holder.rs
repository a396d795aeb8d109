//! Whom a role phrase means.

use super::phrase::Phrase;
use crate::gazetteer::Tense;
use crate::grounds::Ground;
use crate::resolve::context::Context;
use crate::resolve::evidence::Evidence;
use crate::resolve::time::Offices;

/// Whom a phrase means, and what tells; `same` are the starts of the same phrases with a name, and the holders.
pub(super) fn holder(
    context: &Context<'_>,
    offices: &Offices,
    evidence: &Evidence,
    same: &[(u32, u32)],
    phrase: &Phrase,
) -> Option<(u32, Ground)> {
    // Its own name is among them, and the last that does not begin behind it.
    let behind = same.partition_point(|(start, _)| *start <= phrase.start);
    let holder = |at: &(u32, u32)| (at.1, Ground::HolderNamed);
    let before = same[..behind].last().map(holder);
    before.or_else(|| listed(context, offices, evidence, phrase)).or_else(|| same[behind..].first().map(holder))
}

/// Whom a phrase means by the records, at the text's date.
fn listed(context: &Context<'_>, offices: &Offices, evidence: &Evidence, phrase: &Phrase) -> Option<(u32, Ground)> {
    if phrase.tense != Tense::Now {
        return None;
    }
    let date = context.moment.date?;
    let (mut then, mut perhaps) = offices.holders(phrase.role, phrase.of, date);
    // وزيرة الدفاع is no man, whoever held the office.
    let fits = |record: &u32| !phrase.of_a_woman || context.lexicon.record(*record).gender != "m";
    then.retain(fits);
    perhaps.retain(fits);
    let named = |records: &[u32]| {
        let mut named = records.iter().copied().filter(|&record| evidence.antecedent(record, 0).is_some());
        named.next().filter(|_| named.next().is_none())
    };
    let one = |records: &[u32]| match records {
        [one] => Some(*one),
        several => named(several),
    };
    match one(&then) {
        Some(record) => Some((record, Ground::HolderListed)),
        None if then.is_empty() => one(&perhaps).map(|record| (record, Ground::HolderPresumed)),
        None => None,
    }
}
