//! What lets a weak name stand.
//!
//! A weak name (شي, خان, فتح, مالي) is also an ordinary word or somebody else's name. It stands with
//! - an *antecedent*: a name of the same record that stands by itself elsewhere in the text;
//! - a fitting *cue* right before it: a title, a nationality or a country of its own, or both ("الرئيس الصيني شي"), a
//!   record's own words ("حركة فتح"), a class word or a word of place before a city or country;
//! - *company*: it is listed or joined by و with a certain name of its kind ("بوتين وشي").

use super::agreement::is_of_other_gender;
use super::beside::{self, Beside};
use super::context::Context;
use super::cued::{has_cue, has_nation_before, has_nationality_after, has_own_cue};
use super::dateline::is_credit;
use super::evidence::Evidence;
use super::outlets::{is_quoted_speaker, reports};
use super::position::{may_be_adjective, stands_behind_a_verb, stands_in_speech, stands_like_a_name};
use super::signs::{
    acts, has_adjective, has_state_after, is_behind_feminine, is_feminine_subject, is_joined_before_a_person,
    is_joined_to_a_people, is_joined_to_a_person, is_nationality, is_of_the_named_state, is_party_of_the_state,
    is_said_to_act, is_town, opens_clause, speaks_title, stands_free,
};
use super::sport::plays;
use super::time::Standing;
use super::{company, refute};
use crate::compile::{CueMask, Entry, NeedSet};
use crate::entity::{Kind, Label};
use crate::gazetteer::{CueClass, Needs};
use crate::grounds::Ground;
use crate::scan::Candidate;

/// What lets a weak name stand, the best first; `None` where nothing does.
pub(super) fn support(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
    beside: &Beside,
) -> Option<Ground> {
    // Most have nothing that speaks for them; only where something does, what speaks against it is looked at.
    let ground = ground(context, candidate, entry, evidence, beside)?;
    let stranger = || {
        *context.label(entry) == Label::Person && is_of_other_gender(context, candidate, entry, true)
            || refute::against(context, candidate, entry, evidence).is_some()
    };
    (!stranger()).then_some(ground)
}

/// What speaks for a weak name, the best first. What stands beside it tells which rules need not be asked.
fn ground(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
    beside: &Beside,
) -> Option<Ground> {
    let label = context.label(entry);
    // What is said of words that are names of persons and organizations too, and of cities, does not bear on the others.
    let needs = match label {
        Label::Person | Label::Org => context.surface(candidate).needs.without(Needs::State),
        _ => NeedSet::default(),
    };
    let positioned = needs.has(Needs::Position) || needs.has(Needs::Construct);
    // المالي is "financial" far more often than Malian, in a text about Mali too.
    if *label == Label::Norp {
        let holds = has_nation_before(context, candidate)
            || is_joined_to_a_people(context, candidate, entry)
            || is_joined_before_a_person(context, candidate, entry, evidence);
        return (holds && context.without.counts(Ground::Noun)).then_some(Ground::Noun);
    }
    let in_place = || match label {
        Label::Country if context.surface(candidate).needs.has(Needs::Company) => false,
        Label::Country => !has_adjective(context, candidate) || !may_be_adjective(context, candidate),
        // 'الرئيس "لي"': a word in quotation marks is a name where the text names its bearer.
        Label::Person if !needs.is_empty() && context.is_quoted(candidate) => true,
        _ if needs.has(Needs::Title) => false,
        _ if needs.has(Needs::Speech) => stands_in_speech(context, candidate),
        _ if is_nationality(context, candidate, entry) => false,
        // "مدينة الباب" stood: "أغلق الأهالي الباب" is none.
        Label::City => stands_free(context, candidate),
        // That a club's name stood once does not make الاتحاد and النصر names.
        _ if !needs.is_empty() && context.is_club(entry) => false,
        _ if positioned => {
            stands_like_a_name(context, candidate, label)
                || *label == Label::Person && is_joined_to_a_person(context, candidate, evidence)
        }
        Label::Person if needs.has(Needs::Behind) => {
            stands_behind_a_verb(context, candidate) || is_joined_to_a_person(context, candidate, evidence)
        }
        _ => !context.lexicon.is_cued(entry.record),
    };
    let counts = |ground: Ground| context.without.counts(ground);
    if counts(Ground::Antecedent) && evidence.antecedent(entry.record, candidate.start).is_some() && in_place() {
        return Some(Ground::Antecedent);
    }
    if counts(Ground::Marks) && context.is_written_out(candidate, entry) {
        return Some(Ground::Marks);
    }
    if beside.may_have_own_cue(entry) && counts(Ground::OwnCue) && has_own_cue(context, candidate, entry) {
        return Some(Ground::OwnCue);
    }
    let company = beside.may_have_company(label) && counts(Ground::Company);
    if company && company::has_company(context, candidate, entry, evidence) {
        return Some(Ground::Company);
    }
    let when = |holds: bool, ground: Ground| (holds && counts(ground)).then_some(ground);
    // @الجزيرة: an account bears a name.
    let account = || *label == Label::Org && context.sign_before(candidate.start) == Some('@');
    if candidate.proclitic.is_empty() && counts(Ground::Cue) && beside.signs && account() {
        return Some(Ground::Cue);
    }
    let of_label = match label {
        Label::Person => when(beside.titled && speaks_title(context, candidate, entry, evidence), Ground::Title)
            .or_else(|| when(speaks_for_the_state(context, candidate, entry, evidence), Ground::State)),
        Label::City => when(beside.may_have_cue(beside::CITY) && is_town(context, candidate, entry), Ground::Cue)
            .or_else(|| when(context.opens_dateline(candidate), Ground::Credit))
            .or_else(|| when(context.opens_before_an_outlet(candidate, entry), Ground::Credit))
            .or_else(|| when(beside.after && has_nationality_after(context, candidate, entry), Ground::Nationality))
            .or_else(|| {
                when(beside.may_have_cue(beside::CITY) && has_state_after(context, candidate, entry), Ground::State)
            })
            .or_else(|| when(is_of_the_named_state(context, candidate, entry, evidence), Ground::State)),
        // No adjective begins a clause: "مالي ترفض", "المملكة ترحب"; and none without ة goes with a feminine noun: "بعثة مالي".
        Label::Country => when(has_cue(context, candidate, entry, CueClass::Place), Ground::Cue)
            .or_else(|| when(is_behind_feminine(context, candidate), Ground::Cue))
            .or_else(|| when(is_feminine_subject(context, candidate), Ground::Clause))
            .or_else(|| when(is_said_to_act(context, candidate), Ground::Clause))
            .or_else(|| when(opens_clause(context, candidate), Ground::Clause)),
        // In quotation marks behind any class word it is a name: وكالة أنباء "تسنيم".
        Label::Org => when(
            beside.may_have_cue(beside::ORG)
                && (entry.cues.is_empty() || context.is_quoted(candidate))
                && has_cue(context, candidate, entry, CueClass::Org),
            Ground::Cue,
        )
        .or_else(|| {
            let credit = beside.may_be_credit(context, candidate) && context.lexicon.is_cued(entry.record);
            when(credit && is_credit(context, candidate, entry), Ground::Credit)
        })
        .or_else(|| when(is_quoted_speaker(context, candidate, entry), Ground::Cue))
        .or_else(|| when(reports(context, candidate, entry), Ground::Cue))
        .or_else(|| when(plays(context, candidate, entry), Ground::Play))
        .or_else(|| when(is_party_of_the_state(context, candidate, entry, evidence), Ground::State))
        .or_else(|| {
            let nation = beside.after
                && (!context.is_club(entry) || context.is_sport())
                && has_nationality_after(context, candidate, entry);
            when(nation, Ground::Nationality)
        }),
        _ => None,
    };
    of_label.or_else(|| when(context.is_in_its_time(candidate, entry), Ground::InItsTime))
}

/// The surname of the one head of state or government who bears it, or who bore it in office at the text's date, as the subject of a
/// verb or behind a noun that takes a person, before a colon, or before what he does, in a text that names his state: "وأعلن شي",
/// "زيارة شي", "شي: نرفض", "وشي يصافح". Before a colon where a clause begins, as headlines have a speaker, it needs no state.
fn speaks_for_the_state(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    /// What takes anybody, not one who is known: "شقيق موريسون".
    const NO_ACT: CueMask = CueMask::of(&[CueClass::Preposition, CueClass::That, CueClass::Relative]);
    /// One of two letters (شي) is mostly a word, behind verbs too: حضر شي.
    const SHORTEST: u32 = 3;
    let heads = |record: u32| context.lexicon.bearer(record).is_head();
    let named = || context.lexicon.state(entry.record).is_some_and(|state| evidence.votes(state) > 0);
    let surface = context.surface(candidate);
    let headline = || {
        !context.is_sport()
            && evidence.is_of_states(context)
            && surface.needs.is_empty()
            && candidate.proclitic.is_empty()
            && context.sign_after(candidate.end) == Some(':')
            && context.begins_clause(candidate.start)
    };
    if entry.kind != Kind::Surname || !heads(entry.record) || !(named() || headline()) {
        return false;
    }
    // A word with the article (البرهان) is a name where somebody begins the clause and acts, or speaks.
    let word = !surface.needs.is_empty();
    let someone = || {
        surface.needs.without(Needs::Position).without(Needs::Over).is_empty()
            && context.is_definite(context.word_starting(candidate.start))
            && candidate.proclitic.is_empty()
            && context.begins_clause(candidate.start)
            && (acts(context, candidate) || context.sign_after(candidate.end) == Some(':'))
    };
    if surface.cues.has(CueClass::Given) || word && !someone() {
        return false;
    }
    let in_office = |entry: &Entry| {
        context.moment.date.is_some()
            && context.standing(candidate.surface, entry, candidate.start) <= Standing::Perhaps
    };
    let rival =
        |other: &Entry| other.record != entry.record && heads(other.record) && !(in_office(entry) && !in_office(other));
    let before = || context.cues_before(candidate.start);
    let long = candidate.end - candidate.start >= SHORTEST;
    let takes_a_person = |cues: CueMask| cues.has(CueClass::Person) && !cues.meets(NO_ACT);
    let speaks = || match candidate.proclitic.as_str() {
        "" => {
            before().has(CueClass::Speech)
                // "أنصار ميلي", "هاتف مدفيديف"; "هزم مدفيديف" is a player.
                || long && !word && takes_a_person(before()) && !context.is_sport()
                || context.begins_clause(candidate.start)
                    && (context.sign_after(candidate.end) == Some(':') || acts(context, candidate))
        }
        "و" => acts(context, candidate),
        _ => false,
    };
    (word || speaks()) && !context.entries(candidate).iter().any(rival)
}
