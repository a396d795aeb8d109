//! Outlets whose names are ordinary words (الجزيرة, الحدث): where they report, and where somebody speaks to them.

use super::context::Context;
use super::position::goes_on_freely;
use crate::compile::Entry;
use crate::gazetteer::{CueClass, KindTrait};
use crate::scan::Candidate;

/// Whether an outlet's name stands in quotation marks behind a verb of saying: كتبت «الأهرام».
pub(super) fn is_quoted_speaker(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    context.lexicon.sort(entry.record).is(KindTrait::Word)
        && context.is_quoted(candidate)
        && context.end_before_quote(candidate.start).is_some_and(|end| context.has_cue_ending(end, CueClass::Speech))
}

/// Whether an outlet's name is the subject of what outlets do, and what it reports follows, "قالت الجزيرة إن"; or is spoken to:
/// "مقابلة مع الجزيرة", "تصريحات للجزيرة", "وأكد للعربية أن".
pub(super) fn reports(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    const FAR: u32 = 40;
    if !context.surface(candidate).cues.has(CueClass::Outlet) || !context.lexicon.sort(entry.record).is(KindTrait::Word)
    {
        return false;
    }
    let before = context.cues_before(Context::word_start(candidate.start, candidate.proclitic));
    let what_is_said = || {
        context.traits_after(candidate.end).cues.has(CueClass::That) || context.sign_after(candidate.end) == Some(':')
    };
    // Of a match a meeting is one too: "مقابلة مع الجزيرة".
    let spoken_to = || before.has(CueClass::Report) && goes_on_freely(context, candidate.end) && !context.is_sport();
    match candidate.proclitic.as_str() {
        "" if before.has(CueClass::Preposition) => spoken_to(),
        "" => before.has(CueClass::Report) && what_is_said(),
        "ل" => {
            let speaks = |end: u32| context.has_cue_ending(end, CueClass::Speech);
            spoken_to() || what_is_said() && context.clause_before(candidate.start - 1, FAR).any(speaks)
        }
        _ => false,
    }
}
