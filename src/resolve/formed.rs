//! Organizations that no list has, told by their form.
//!
//! A class noun in the construct goes on with what it is for, and its nationality closes the name: هيئة المحطات النووية المصرية. A
//! definite one goes on with its nationality, then with ل and what it is for, or the other way round: الوكالة التركية للتعاون والتنسيق,
//! الهيئة العامة للاستثمار السعودية. A place may stand for the nationality: اتحاد الإمارات لكرة القدم. What organizations are for are words that
//! `institutions.jsonl` lists: "لجنة الحكومة المصرية", "الشركة الروسية للمشاركة" name none. Which of many it is nothing tells, so that
//! the id is made of the name; what is listed goes before it.

use super::context::Context;
use crate::compile::{CueMask, Entry, OrgWord, OrgWords, Trait};
use crate::entity::Label;
use crate::gazetteer::{CueClass, WordList};
use crate::scan::Candidate;

/// Where a name ends, and whose nationality is in it.
pub(super) type Formed = (u32, Option<u32>);

/// So many words may a part of a name have.
const LONGEST: usize = 5;

/// The name that a class noun in the construct begins.
pub(super) fn by_topic(context: &Context<'_>, head: &Candidate, feminine: bool) -> Option<Formed> {
    let name = Name::of(context, head, feminine);
    let start = context.start_after(head.end)?;
    let topic = || name.of_a_topic(start);
    if name.definite(start).is_some() {
        return topic().or_else(|| name.of_a_place(start, false));
    }
    name.of_members(start).or_else(|| name.of_a_place(start, false)).or_else(topic)
}

/// The name that a definite class noun begins.
pub(super) fn by_purpose(context: &Context<'_>, head: &Candidate, feminine: bool) -> Option<Formed> {
    let name = Name::of(context, head, feminine);
    let (mut end, mut nation, mut ranked) = (head.end, None, false);
    for _ in 0..LONGEST {
        let next = context.start_after(end)?;
        if let Some((behind, record)) = name.nation(next, |entry| name.agrees(entry)) {
            (end, nation) = (behind, nation.or(Some(record)));
        } else if let Some(behind) = name.adjective(next) {
            ranked |= name.rank(next).is_some();
            end = behind;
        } else {
            break;
        }
    }
    let start = context.start_after(end)?;
    if nation.is_none() && !ranked || name.is_whole(end, nation.is_some()) && !name.is_for_sport(start) {
        return None;
    }
    let end = name.purpose(start)?;
    let whole = if nation.is_some() { (end, nation) } else { name.closed_by_a_nation(end) };
    // "اللجنة العليا للانتخابات" is a class noun in every state.
    Some(whole).filter(|(_, nation)| nation.is_some())
}

/// The name that a class noun and a place begin.
pub(super) fn by_place(context: &Context<'_>, head: &Candidate, alone: bool) -> Option<Formed> {
    let name = Name::of(context, head, false);
    // معهد واشنطن, بنك مصر: listed ones go before.
    let place = context.start_after(head.end)?;
    let end = name.end_of_word(place);
    let listed = |longer: &Candidate| {
        longer.end == end && context.entries(longer).iter().any(|entry| *context.label(entry) == Label::Org)
    };
    if context.starting_at(head.start).any(listed) {
        return None;
    }
    name.of_a_place(place, alone)
}

/// The name that a university's class noun, a name that nothing knows and two nationalities make: جامعة ماناس القرغيزية التركية. With one it
/// would be an epithet.
pub(super) fn by_nations(context: &Context<'_>, head: &Candidate) -> Option<Formed> {
    const NATIONS: usize = 2;
    let name = Name::of(context, head, true);
    let start = context.start_after(head.end)?;
    let (mut end, mut nations, mut first) = (name.end_of_word(start), 0, None);
    if name.definite(start).is_some() {
        return None;
    }
    while let Some((further, record)) =
        context.start_after(end).and_then(|next| name.nation(next, |entry| name.agrees(entry)))
    {
        (end, nations, first) = (further, nations + 1, first.or(Some(record)));
    }
    (nations >= NATIONS).then_some((end, first))
}

/// A name that is being read.
struct Name<'a, 'c> {
    context: &'a Context<'c>,
    words: &'a OrgWords,
    head: &'a Candidate,
    feminine: bool,
}

impl<'a, 'c> Name<'a, 'c> {
    fn of(context: &'a Context<'c>, head: &'a Candidate, feminine: bool) -> Self {
        Self { context, words: context.lexicon.org_words(context.fold), head, feminine }
    }

    fn code(&self, letter: char) -> u8 {
        self.context.fold.alphabet().word_code(letter)
    }

    fn is(&self, word: &[u8], one: OrgWord) -> bool {
        self.words.is(word, one)
    }

    fn end_of_word(&self, start: u32) -> u32 {
        start + self.context.word_starting(start).len() as u32
    }

    /// The word that begins at a place without its article.
    fn definite(&self, start: u32) -> Option<&[u8]> {
        self.context.word_starting(start).strip_prefix(&[self.code('ا'), self.code('ل')])
    }

    /// هيئة + المحطات النووية + المصرية, نقابة + الصحفيين + المصريين.
    fn of_a_topic(&self, start: u32) -> Option<Formed> {
        let end = self.topics(start)?;
        let next = self.context.start_after(end)?;
        let first = self.end_of_word(start);
        if self.is(&self.context.folded.codes[self.head.start as usize..first as usize], OrgWord::Not) {
            return None;
        }
        // اتحاد الصناعات المصرية, نقابة الصحفيين المصريين, جمعية رجال الأعمال المصريين: it may agree with what stands before it too.
        let first = self.definite(start).unwrap_or_else(|| self.context.word_starting(start));
        let many = self.is(first, OrgWord::Member);
        let fits = |entry: &Entry| {
            let form = entry.inflection;
            self.agrees(entry) || !self.feminine && form.feminine || many && !form.masculine && !form.feminine
        };
        let (mut end, record) = self.nation(next, fits)?;
        while let Some((further, _)) = self.context.start_after(end).and_then(|next| self.nation(next, fits)) {
            end = further;
        }
        // جمعية الصداقة الصينية العربية.
        if let Some(further) = self.context.start_after(end).and_then(|next| self.rank(next)) {
            end = further;
        }
        let purpose = self.context.start_after(end).and_then(|next| self.purpose(next));
        Some((purpose.unwrap_or(end), Some(record)))
    }

    /// اتحاد + كتاب وأدباء + الإمارات.
    fn of_members(&self, start: u32) -> Option<Formed> {
        let member = |start: u32| {
            let word = self.context.word_starting(start);
            // مهندسي مصر: the plural loses its last letter.
            let whole = || [word, &[self.code('ن')]].concat();
            let fits = self.is(word, OrgWord::Member)
                || word.ends_with(&[self.code('ي')]) && self.is(&whole(), OrgWord::Member);
            fits.then(|| self.end_of_word(start))
        };
        let mut end = member(start)?;
        while let Some(further) = self.context.start_after(end).and_then(|next| member(self.behind_waw(next)?)) {
            end = further;
        }
        let (end, state) = self.place(self.context.start_after(end)?)?;
        Some((end, state))
    }

    /// مصنع + مينسك + للجرارات, بنك + دبي + الإسلامي.
    fn of_a_place(&self, start: u32, alone: bool) -> Option<Formed> {
        let state = || self.context.is_one_of(self.context.word_starting(start), WordList::TheState);
        let (end, record) = self.place(start).or_else(|| state().then(|| (self.end_of_word(start), None)))?;
        let purpose = self.context.start_after(end).and_then(|next| self.purpose(next));
        match purpose {
            Some(end) => Some(if record.is_some() { (end, record) } else { self.closed_by_a_nation(end) }),
            None if alone && record.is_some() => {
                let adjective = self.context.start_after(end).and_then(|next| self.adjective(next));
                Some((adjective.unwrap_or(end), record))
            }
            None => None,
        }
    }

    /// The end of a place's name that stands by itself, and its state.
    fn place(&self, start: u32) -> Option<Formed> {
        let place = |entry: &&Entry| matches!(self.context.label(entry), Label::City | Label::Country) && !entry.weak;
        let found = |found: &Candidate| Some((found.end, self.context.entries(found).iter().find(place)?.record));
        let bare = self.context.starting_at(start).filter(|found| found.proclitic.is_empty());
        let (end, record) = bare.filter_map(found).max_by_key(|&(end, _)| end)?;
        Some((end, self.context.lexicon.state(record)))
    }

    /// The nationality of the name's own gender behind it, where it has one: لجنة الدولة للأمن القومي + القرغيزية.
    fn closed_by_a_nation(&self, end: u32) -> Formed {
        let nation = self.context.start_after(end).and_then(|next| self.nation(next, |entry| self.agrees(entry)));
        nation.map_or((end, None), |(end, record)| (end, Some(record)))
    }

    /// The end of a definite nationality word, and whose it is.
    fn nation(&self, start: u32, fits: impl Fn(&Entry) -> bool) -> Option<(u32, u32)> {
        let nation = |entry: &&Entry| {
            *self.context.label(entry) == Label::Norp && entry.inflection.definite && !entry.weak && fits(entry)
        };
        let found = |found: &Candidate| Some((found.end, self.context.entries(found).iter().find(nation)?.record));
        let bare = self.context.starting_at(start).filter(|found| found.proclitic.is_empty());
        bare.filter_map(found).max_by_key(|&(end, _)| end).filter(|&(end, _)| !self.is_listed(start, end))
    }

    fn agrees(&self, entry: &Entry) -> bool {
        if self.feminine { entry.inflection.feminine } else { entry.inflection.masculine }
    }

    /// Whether what the class noun begins is a listed name up to here, or an institution of its state: "انضمام الاتحاد الروسي للاتفاقية",
    /// "منح البنك المركزي الروسي للاقتصاد".
    fn is_whole(&self, end: u32, nation: bool) -> bool {
        let listed = |entry: &Entry| !entry.weak && *self.context.label(entry) != Label::Norp;
        let whole = |longer: &Candidate| {
            longer.end == end && self.context.entries(longer).iter().any(listed)
                || nation && longer.end > self.head.end && self.context.traits(longer).is(Trait::Head)
        };
        self.context.starting_at(self.head.start).any(whole)
    }

    /// Whether a sport stands behind ل: الاتحاد الروسي + للجمباز, + لكرة القدم.
    fn is_for_sport(&self, start: u32) -> bool {
        let lam = self.code('ل');
        let word = self.context.word_starting(start);
        let bare = word.strip_prefix(&[lam, lam]).or_else(|| word.strip_prefix(&[lam]));
        bare.is_some_and(|bare| self.is(bare, OrgWord::Sport))
    }

    /// Whether a listed organization or person begins here and goes on: المصرية للاتصالات.
    fn is_listed(&self, start: u32, end: u32) -> bool {
        let listed = |entry: &Entry| matches!(self.context.label(entry), Label::Org | Label::Person) && !entry.weak;
        self.context.starting_at(start).any(|one| one.end > end && self.context.entries(one).iter().any(listed))
    }

    /// The place behind a و that joins a word.
    fn behind_waw(&self, start: u32) -> Option<u32> {
        (self.context.folded.codes.get(start as usize) == Some(&self.code('و'))).then_some(start + 1)
    }

    /// The end of an adjective of rank.
    fn rank(&self, start: u32) -> Option<u32> {
        self.definite(start).filter(|word| self.is(word, OrgWord::Rank)).map(|_| self.end_of_word(start))
    }

    /// The end of an adjective that is no nationality and no name.
    fn adjective(&self, start: u32) -> Option<u32> {
        let (word, bare) = (self.context.word_starting(start), self.definite(start)?);
        let (ya, ta) = (self.code('ي'), self.code('ه'));
        let formed = bare.len() > 2 && (bare.ends_with(&[ya]) || bare.ends_with(&[ya, ta]));
        let end = self.end_of_word(start);
        let named = |found: &Candidate| self.context.entries(found).iter().any(|entry| !entry.weak);
        let fits = (formed || self.is(bare, OrgWord::Rank))
            && !self.context.is_one_of(word, WordList::TimeAdjective)
            && !self.context.starting_at(start).any(named);
        fits.then_some(end)
    }

    /// The end of a noun that says what the organization is for: المحطات, حقوق الإنسان.
    fn topic(&self, start: u32, with_members: bool) -> Option<u32> {
        const DEEPEST: usize = 3;
        let mut start = start;
        for _ in 0..DEEPEST {
            let end = self.end_of_word(start);
            if let Some(word) = self.definite(start) {
                let fits = self.is(word, OrgWord::Topic) || with_members && self.is(word, OrgWord::Member);
                return (fits && !self.is_listed(start, end)).then_some(end);
            }
            if !self.is(self.context.word_starting(start), OrgWord::Work) {
                return None;
            }
            start = self.context.start_after(end)?;
        }
        None
    }

    /// The end of one such noun and more joined by و, with their adjectives.
    fn topics(&self, start: u32) -> Option<u32> {
        Some(self.further(self.topic(start, true)?))
    }

    fn further(&self, end: u32) -> u32 {
        let mut end = end;
        for _ in 0..LONGEST {
            let Some(next) = self.context.start_after(end) else { break };
            let joined = || self.topic(self.behind_waw(next)?, false);
            let Some(further) = self.adjective(next).or_else(joined) else { break };
            end = further;
        }
        end
    }

    /// Whether what stands before the class noun takes a noun in the genitive: في المعهد, مدير المعهد.
    fn is_noun(&self) -> bool {
        const BEFORE: CueMask = CueMask::of(&[CueClass::Title, CueClass::Preposition]);
        let Candidate { start, proclitic, .. } = *self.head;
        proclitic.has_preposition() || self.context.cues_before(Context::word_start(start, proclitic)).meets(BEFORE)
    }

    /// The end of what stands behind ل: للتعاون والتنسيق, لحقوق الإنسان.
    fn purpose(&self, start: u32) -> Option<u32> {
        let lam = self.code('ل');
        let word = self.context.word_starting(start);
        let end = self.end_of_word(start);
        let first = match word {
            [first, second, rest @ ..] if [*first, *second] == [lam, lam] => {
                // للغات is of اللغات.
                let fits = self.is(rest, OrgWord::Topic) || self.is(&word[1..], OrgWord::Topic);
                fits.then_some(end)?
            }
            [first, rest @ ..] if *first == lam && self.is(rest, OrgWord::Work) => {
                self.topic(self.context.start_after(end)?, true)?
            }
            _ => return None,
        };
        let last = self.further(first);
        // "دعت اللجنة الروسية للتعاون مع": what she called for.
        let goes_on = |next: u32| {
            let word = self.context.word_starting(next);
            self.context.is_one_of(word, WordList::WithWhom)
        };
        // "أبلغت اللجنة الروسية للأمن": by a preposition or a title before it the whole is a noun.
        let bare = word.strip_prefix(&[lam, lam]).is_some_and(|bare| self.is(bare, OrgWord::Loose));
        let freely = last == end && (bare && !self.is_noun() || self.context.start_after(end).is_some_and(goes_on));
        (!freely).then_some(last)
    }
}
