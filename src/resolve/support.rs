//! What lets a weak name stand.
//!
//! A weak name (شي, خان, فتح, مالي) is also an ordinary word or somebody else's name. It stands with
//! - an *antecedent*: a name of the same record that stands by itself elsewhere in the text;
//! - a fitting *cue* right before it: a title, a nationality or a country of its own, or both ("الرئيس الصيني شي"), a
//!   record's own words ("حركة فتح"), a class word or a word of place before a city or country;
//! - *company*: it is listed or joined by و with a certain name of its kind ("بوتين وشي").

use std::cell::Cell;

use super::agreement::is_of_other_gender;
use super::beside::Beside;
use super::context::Context;
use super::dateline::is_credit;
use super::evidence::Evidence;
use super::position::{may_be_adjective, stands_in_speech, stands_like_a_name};
use super::sport::plays;
use super::time::Standing;
use super::titled::Before;
use super::winners::{self, Span};
use super::{Reading, company, refute};
use crate::compile::{Entry, NeedSet, Trait};
use crate::entity::{Kind, Label};
use crate::gazetteer::{CueClass, KindTrait, Needs};
use crate::grounds::{Ground, Grounds};
use crate::scan::Candidate;

/// Fills `spans` with those of weak names that have support; those that stand by a cue become evidence for the others.
pub(super) fn weak_spans(context: &Context<'_>, evidence: &mut Evidence, needed: bool, spans: &mut Vec<Span>) {
    spans.clear();
    spans.extend(context.weak().filter_map(|candidate| weak_span(context, candidate, evidence, needed)));
    if spans.is_empty() {
        return;
    }
    // A surname inside a certain full name says nothing of others who bear it.
    let inside = |span: &Span| {
        evidence
            .covering(span.start)
            .is_some_and(|&(start, end, ..)| span.end <= end && span.end - span.start < end - start)
    };
    let said: Vec<Span> = spans.iter().filter(|span| !inside(span)).copied().collect();
    for span in &said {
        evidence.add(context, span);
    }
    evidence.sort();
    // The others stand or fall as before, but for those that the new ones touch.
    let news = News::of(context, evidence, spans);
    let first = spans.len();
    let mut stood = 0;
    for candidate in context.weak() {
        let again = stood < first && is_of(&spans[stood], candidate);
        stood += usize::from(again);
        if again || news.touches(context, candidate, &spans[..first]) {
            spans.extend(weak_span(context, candidate, evidence, needed));
        }
    }
    spans.drain(..first);
}

/// Whether a span of a name is that of a candidate.
fn is_of(span: &Span, candidate: &Candidate) -> bool {
    let Reading::Names { surface, .. } = span.reading else { return false };
    (span.start, span.end, span.proclitic, surface)
        == (candidate.start, candidate.end, candidate.proclitic, candidate.surface)
}

/// The span of a weak name with the entries that have support.
fn weak_span(context: &Context<'_>, candidate: &Candidate, evidence: &Evidence, needed: bool) -> Option<Span> {
    let grounds = Cell::new(Grounds::default());
    let beside = Beside::of(context, candidate, evidence);
    let stands = |entry: &Entry| {
        let support = if entry.weak && beside.may_support(context, candidate, entry, evidence) {
            support(context, candidate, entry, evidence)
        } else {
            debug_assert!(
                !entry.weak || support(context, candidate, entry, evidence).is_none(),
                "nothing speaks for it"
            );
            None
        };
        let support = support.or((entry.weak && !needed).then_some(Ground::Unsupported));
        let mut all = grounds.get();
        all.extend(support);
        grounds.set(all);
        support.is_some()
    };
    let span = context.span(candidate, stands)?;
    Some(Span { grounds: grounds.get(), ..span })
}

/// What weak names that stand have added to the evidence, as far as it bears on others.
struct News {
    /// A bit for each record that they name, and for each state, shared by some.
    records: u64,
    states: u64,
    /// How far off a mention may be that has a say.
    far: u32,
}

impl News {
    fn of(context: &Context<'_>, evidence: &Evidence, spans: &[Span]) -> Self {
        /// Most letters between a name and what speaks for it or against it.
        const BETWEEN: u32 = 16;
        let mut news = Self { records: 0, states: 0, far: evidence.longest() + BETWEEN };
        for span in spans {
            let Reading::Names { surface, entries } = span.reading else { continue };
            let all = context.entries_at(surface);
            for entry in entries.iter().map(|index| &all[index]) {
                news.records |= bit(entry.record);
                news.states |= context.lexicon.state(entry.record).map_or(0, bit);
            }
        }
        news
    }

    /// Whether they may make a difference to a candidate: they name its record or its state, or stand near it.
    fn touches(&self, context: &Context<'_>, candidate: &Candidate, spans: &[Span]) -> bool {
        let near = spans.partition_point(|span| span.start + self.far < candidate.start);
        spans.get(near).is_some_and(|span| span.start <= candidate.end + self.far)
            || context.entries(candidate).iter().any(|entry| {
                self.records & bit(entry.record) != 0
                    || context.lexicon.state(entry.record).is_some_and(|state| self.states & bit(state) != 0)
            })
    }
}

/// The bit of a record, shared by some.
fn bit(record: u32) -> u64 {
    1 << (record % 64)
}

/// Puts the weak readings beside the strong ones of the same surface in the same place.
pub(super) fn merge(spans: &mut Vec<Span>, weak: &[Span]) {
    if weak.is_empty() {
        return;
    }
    let known = spans.len();
    for &span in weak {
        let Reading::Names { surface, entries: more } = span.reading else { continue };
        let first = spans[..known].partition_point(|other| other.start < span.start);
        let beside = spans[first..known].iter_mut().take_while(|other| other.start == span.start);
        let same = |other: &&mut Span| match other.reading {
            Reading::Names { surface: known, .. } => (other.end, known) == (span.end, surface),
            _ => false,
        };
        match beside.filter(same).last() {
            Some(Span { reading: Reading::Names { entries, .. }, grounds, .. }) => {
                entries.join(more);
                grounds.join(span.grounds);
            }
            _ => spans.push(span),
        }
    }
    winners::put_in_order(spans, known);
}

/// What lets a weak name stand, the best first; `None` where nothing does.
pub(super) fn support(
    context: &Context<'_>,
    candidate: &Candidate,
    entry: &Entry,
    evidence: &Evidence,
) -> Option<Ground> {
    // Most have nothing that speaks for them; only where something does, what speaks against it is looked at.
    let ground = ground(context, candidate, entry, evidence)?;
    let stranger = || {
        *context.label(entry) == Label::Person && is_of_other_gender(context, candidate, entry, true)
            || refute::against(context, candidate, entry, evidence).is_some()
    };
    (!stranger()).then_some(ground)
}

/// What speaks for a weak name, the best first.
fn ground(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> Option<Ground> {
    let label = context.label(entry);
    // What is said of words that are names of persons and organizations too, and of cities, does not bear on the others.
    let needs = match label {
        Label::Person | Label::Org => context.surface(candidate).needs.without(Needs::State),
        _ => NeedSet::default(),
    };
    let positioned = needs.has(Needs::Position) || needs.has(Needs::Construct);
    // المالي is "financial" far more often than Malian, in a text about Mali too.
    if *label == Label::Norp {
        let holds = has_nation_before(context, candidate) || is_joined_to_a_people(context, candidate, entry);
        return (holds && context.without.counts(Ground::Noun)).then_some(Ground::Noun);
    }
    let in_place = || match label {
        Label::Country if context.surface(candidate).needs.has(Needs::Company) => false,
        Label::Country => !has_adjective(context, candidate) || !may_be_adjective(context, candidate),
        _ if needs.has(Needs::Title) => false,
        _ if needs.has(Needs::Speech) => stands_in_speech(context, candidate),
        _ if is_nationality(context, candidate, entry) => false,
        // "مدينة الباب" stood: "أغلق الأهالي الباب" is none.
        Label::City => stands_free(context, candidate),
        // That a club's name stood once does not make الاتحاد and النصر names.
        _ if !needs.is_empty() && context.is_club(entry) => false,
        _ if positioned => stands_like_a_name(context, candidate, label),
        _ => !context.lexicon.is_cued(entry.record),
    };
    let counts = |ground: Ground| context.without.counts(ground);
    if counts(Ground::Antecedent) && evidence.antecedent(entry.record, candidate.start).is_some() && in_place() {
        return Some(Ground::Antecedent);
    }
    if counts(Ground::Marks) && context.is_written_out(candidate, entry) {
        return Some(Ground::Marks);
    }
    if counts(Ground::OwnCue) && has_own_cue(context, candidate, entry) {
        return Some(Ground::OwnCue);
    }
    if counts(Ground::Company) && company::has_company(context, candidate, entry, evidence) {
        return Some(Ground::Company);
    }
    let when = |holds: bool, ground: Ground| (holds && counts(ground)).then_some(ground);
    let of_label = match label {
        Label::Person => when(speaks_title(context, candidate, entry, evidence), Ground::Title)
            .or_else(|| when(speaks_for_the_state(context, candidate, entry, evidence), Ground::State)),
        Label::City => when(is_town(context, candidate, entry), Ground::Cue)
            .or_else(|| when(context.opens_dateline(candidate), Ground::Credit))
            .or_else(|| when(has_nationality_after(context, candidate, entry), Ground::Nationality))
            .or_else(|| when(has_state_after(context, candidate, entry), Ground::State))
            .or_else(|| when(is_of_the_named_state(context, candidate, entry, evidence), Ground::State)),
        // No adjective begins a clause: "مالي ترفض", "المملكة ترحب"; and none without ة goes with a feminine noun: "بعثة مالي".
        Label::Country => when(has_cue(context, candidate, entry, CueClass::Place), Ground::Cue)
            .or_else(|| when(is_behind_feminine(context, candidate), Ground::Cue))
            .or_else(|| when(is_feminine_subject(context, candidate), Ground::Clause))
            .or_else(|| when(is_said_to_act(context, candidate), Ground::Clause))
            .or_else(|| when(opens_clause(context, candidate), Ground::Clause)),
        // In quotation marks behind any class word it is a name: وكالة أنباء "تسنيم".
        Label::Org => when(
            (entry.cues.is_empty() || context.is_quoted(candidate))
                && has_cue(context, candidate, entry, CueClass::Org),
            Ground::Cue,
        )
        .or_else(|| when(context.lexicon.is_cued(entry.record) && is_credit(context, candidate, entry), Ground::Credit))
        .or_else(|| when(is_quoted_speaker(context, candidate, entry), Ground::Cue))
        .or_else(|| when(plays(context, candidate, entry), Ground::Play))
        .or_else(|| when(is_party_of_the_state(context, candidate, entry, evidence), Ground::State))
        .or_else(|| {
            let club = context.is_club(entry);
            let nation = (!club || context.is_sport()) && has_nationality_after(context, candidate, entry);
            when(nation, Ground::Nationality)
        }),
        _ => None,
    };
    of_label.or_else(|| when(context.is_in_its_time(candidate, entry), Ground::InItsTime))
}

/// The surname of the one head of state or government who bears it, or who bore it in office at the text's date, as the subject of a
/// verb of saying, before a colon, or before what he does, in a text that names his state: "وأعلن شي", "شي: نرفض", "شي يصافح".
fn speaks_for_the_state(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let surface = context.surface(candidate);
    // A word with the article (البرهان) is a name where somebody begins the clause and acts, or speaks.
    let word = !surface.needs.is_empty();
    let someone = || {
        surface.needs.without(Needs::Position).is_empty()
            && context.is_definite(context.word_starting(candidate.start))
            && candidate.proclitic.is_empty()
            && context.begins_clause(candidate.start)
            && (acts(context, candidate) || context.sign_after(candidate.end) == Some(':'))
    };
    if entry.kind != Kind::Surname || surface.cues.has(CueClass::Given) || word && !someone() {
        return false;
    }
    let heads = |record: u32| context.lexicon.bearer(record).is_head();
    let in_office = |entry: &Entry| {
        context.moment.date.is_some()
            && context.standing(candidate.surface, entry, candidate.start) <= Standing::Perhaps
    };
    let rival =
        |other: &Entry| other.record != entry.record && heads(other.record) && !(in_office(entry) && !in_office(other));
    let speaks = || {
        candidate.proclitic.is_empty()
            && (context.end_before(candidate.start).is_some_and(|end| context.has_cue_ending(end, CueClass::Speech))
                || context.begins_clause(candidate.start)
                    && (context.sign_after(candidate.end) == Some(':') || acts(context, candidate)))
    };
    heads(entry.record)
        && context.lexicon.state(entry.record).is_some_and(|state| evidence.votes(state) > 0)
        && (word || speaks())
        && !context.entries(candidate).iter().any(rival)
}

/// Whether a verb in the imperfect stands right behind.
fn acts(context: &Context<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 4;
    context.start_after(candidate.end).is_some_and(|next| {
        let word = context.word_starting(next);
        word.len() >= SHORTEST
            && word[0] == context.fold.alphabet().word_code('ي')
            && context.starting_at(next).all(|found| context.entries(found).is_empty())
    })
}

/// Whether a title stands before a surname, and the surname is not a nationality there: "الرئيس السوداني عمر البشير".
fn speaks_title(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let votes = |record: Option<u32>| record.map_or(0, |record| evidence.votes(record));
    let own = votes(context.lexicon.state(entry.record));
    let foreign = nationality_of_others(context, candidate, entry);
    has_title(context, candidate, entry)
        && foreign.is_none_or(|nation| own > votes(Some(nation)) && !context.goes_on_with_a_person(candidate.end))
}

/// Whether a surname that is also another state's nationality word is that word: a person's name goes on behind it.
fn is_nationality(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    *context.label(entry) == Label::Person
        && nationality_of_others(context, candidate, entry).is_some()
        && context.goes_on_with_a_person(candidate.end)
}

/// The state whose definite nationality word a person's surname also is, where it is not the person's own.
fn nationality_of_others(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> Option<u32> {
    let state = context.lexicon.state(entry.record);
    let foreign = |other: &&Entry| {
        *context.label(other) == Label::Norp && other.inflection.definite && !other.weak && Some(other.record) != state
    };
    context.entries(candidate).iter().find(foreign).map(|other| other.record)
}

/// Whether a weak nationality word in the plural is joined by و to another people: "الصرب والألبان".
fn is_joined_to_a_people(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let people = |entry: &Entry| {
        let form = entry.inflection;
        *context.label(entry) == Label::Norp && form.definite && !form.masculine && !form.feminine
    };
    candidate.proclitic.as_str() == "و"
        && people(entry)
        && context.end_before(Context::word_start(candidate.start, candidate.proclitic)).is_some_and(|end| {
            context.ending_at(end).any(|word| context.entries(word).iter().any(|other| !other.weak && people(other)))
        })
}

/// Whether a word that is also a city's name does not stand behind a definite noun, as an object or an adjective does; a word that
/// is hardly ever a name (كان, صور) must have one before it that takes a place.
fn stands_free(context: &Context<'_>, candidate: &Candidate) -> bool {
    const TAKES: [CueClass; 5] =
        [CueClass::City, CueClass::Town, CueClass::Place, CueClass::Preposition, CueClass::Person];
    let rare = context.surface(candidate).needs.has(Needs::Title);
    candidate.proclitic.has_preposition()
        || context.end_before(Context::word_start(candidate.start, candidate.proclitic)).map_or(!rare, |end| {
            !rare && !candidate.proclitic.is_empty()
                || !rare && !context.is_definite(context.word_ending(end))
                || TAKES.into_iter().any(|class| context.has_cue_ending(end, class))
        })
}

/// Whether an outlet's name stands in quotation marks behind a verb of saying: كتبت «الأهرام».
fn is_quoted_speaker(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    context.lexicon.sort(entry.record).is(KindTrait::Word)
        && context.is_quoted(candidate)
        && context.end_before_quote(candidate.start).is_some_and(|end| context.has_cue_ending(end, CueClass::Speech))
}

/// Whether a weak city behind a preposition is followed by its own state: "إلى صور في سلطنة عمان", "في العين بالإمارات".
fn has_state_after(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let alphabet = context.fold.alphabet();
    let state = context.lexicon.state(entry.record);
    let own = |at: u32, proclitic: &str| {
        context.starting_at(at).filter(|word| word.proclitic.as_str() == proclitic).any(|word| {
            let country = |other: &Entry| *context.label(other) == Label::Country && Some(other.record) == state;
            context.entries(word).iter().any(country)
        })
    };
    let preposition =
        context.end_before(candidate.start).is_some_and(|end| context.has_cue_ending(end, CueClass::Preposition));
    candidate.proclitic.is_empty()
        && preposition
        && context.start_after(candidate.end).is_some_and(|next| {
            let word = context.word_starting(next);
            let within = word == [alphabet.word_code('ف'), alphabet.word_code('ي')];
            own(next + 1, "ب")
                || within && context.start_after(next + word.len() as u32).is_some_and(|next| own(next, ""))
        })
}

/// Whether a country's name that is also an adjective opens its clause, and not as one of two words: "مالي وأعمال".
fn opens_clause(context: &Context<'_>, candidate: &Candidate) -> bool {
    let alphabet = context.fold.alphabet();
    let word_joined = || {
        context.start_after(candidate.end).is_some_and(|next| {
            let word = context.word_starting(next);
            let known = |at: u32| context.starting_at(at).any(|found| !context.entries(found).is_empty());
            word.len() > 2
                && word[0] == alphabet.word_code('و')
                && word.last() != Some(&alphabet.word_code('ت'))
                && !known(next)
                && !known(next + 1)
        })
    };
    candidate.proclitic.is_empty() && context.begins_clause(candidate.start) && !word_joined()
}

/// Whether a country's name is a nationality word too, of its own or of another meaning (مالي).
fn has_adjective(context: &Context<'_>, candidate: &Candidate) -> bool {
    context.entries(candidate).iter().any(|entry| *context.label(entry) == Label::Norp && !entry.inflection.definite)
}

/// Whether a name that is a masculine adjective too stands behind an indefinite feminine noun, which the adjective could
/// not: "عضوية مالي".
fn is_behind_feminine(context: &Context<'_>, candidate: &Candidate) -> bool {
    let masculine = |entry: &Entry| *context.label(entry) == Label::Norp && entry.inflection.masculine;
    candidate.proclitic.is_empty()
        && context.entries(candidate).iter().any(masculine)
        && context
            .end_before(candidate.start)
            .is_some_and(|end| context.last_letter(end) == Some('ة') && !context.is_definite(context.word_ending(end)))
}

/// Whether a verb in the feminine opens the clause right before a country's name: "فازت بنين".
fn is_feminine_subject(context: &Context<'_>, candidate: &Candidate) -> bool {
    const SHORTEST: usize = 4;
    let alphabet = context.fold.alphabet();
    candidate.proclitic.is_empty()
        && context.end_before(candidate.start).is_some_and(|end| {
            let word = context.word_ending(end);
            let sound_plural = word.ends_with(&[alphabet.word_code('ا'), alphabet.word_code('ت')]);
            word.len() >= SHORTEST
                && word.last() == Some(&alphabet.word_code('ت'))
                && !sound_plural
                && context.begins_clause(end - word.len() as u32)
        })
}

/// Whether what is said begins with a country's name, which a verb in the feminine or a negation follows: "إن مالي لن تقبل".
fn is_said_to_act(context: &Context<'_>, candidate: &Candidate) -> bool {
    const NEGATIONS: [[char; 2]; 3] = [['ل', 'ن'], ['ل', 'م'], ['ق', 'د']];
    const SHORTEST: usize = 4;
    let code = |letter: char| context.fold.alphabet().word_code(letter);
    candidate.proclitic.is_empty()
        && context.cues_before(candidate.start).has(CueClass::That)
        && context.start_after(candidate.end).is_some_and(|next| {
            let word = context.word_starting(next);
            NEGATIONS.iter().any(|letters| word == letters.map(code))
                || word.len() >= SHORTEST && (word[0] == code('ت') || word.starts_with(&[code('س'), code('ت')]))
        })
}

/// Whether a party's name stands in a text that names its state: "خسر حزب الحرية في النمسا".
fn is_party_of_the_state(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    context.traits(candidate).is(Trait::Party)
        && context.lexicon.state(entry.record).is_some_and(|state| evidence.votes(state) > 0)
}

/// A city behind its class word. One that shares its name with its country needs a real one: مدينة الكويت, but شرطة الكويت.
pub(super) fn is_town(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
    let state = context.lexicon.state(entry.record);
    let country = |other: &Entry| *context.label(other) == Label::Country && Some(other.record) == state;
    let class = if context.entries(candidate).iter().any(country) { CueClass::Town } else { CueClass::City };
    !context.surface(candidate).needs.has(Needs::Company) && has_cue(context, candidate, entry, class)
        || class == CueClass::City && has_cue(context, candidate, entry, CueClass::Town)
}

/// A city that shares its name with a country: the text names the city's state, and more often than that country.
fn is_of_the_named_state(context: &Context<'_>, candidate: &Candidate, entry: &Entry, evidence: &Evidence) -> bool {
    let votes = |record: u32| context.lexicon.state(record).map_or(0, |state| evidence.votes(state));
    // A city that is a rare word too (الرمادي, فاس): its place in the sentence and its state in the text are enough.
    if context.surface(candidate).needs.has(Needs::State) && votes(entry.record) > 0 {
        let before = context.end_before(candidate.start);
        return candidate.proclitic.has_preposition()
            || candidate.proclitic.is_empty()
                && before.is_some_and(|end| context.has_cue_ending(end, CueClass::Preposition))
            || has_cue(context, candidate, entry, CueClass::Place);
    }
    let country =
        context.entries(candidate).iter().find(|other| *context.label(other) == Label::Country && !other.weak);
    country.is_some_and(|country| country.record != entry.record && votes(entry.record) > votes(country.record))
}

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
fn has_nationality_after(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
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
fn has_title(context: &Context<'_>, candidate: &Candidate, entry: &Entry) -> bool {
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
            nation && (own_name || fits || anybody) || title.apposition && fits
        }
        Before::Nation => own_name,
        Before::Foreign | Before::Nothing => false,
    }
}
