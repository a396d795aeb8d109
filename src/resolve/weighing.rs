//! How what introduces the name of a person that no list has, how sure its parts are and what closes it weigh against each other.

use std::cell::OnceCell;

use super::context::Context;
use super::introduction::{Introduction, Scene, is_behind_definite, is_behind_kin, scene};
use super::name_forms::{ends_as_foreign, is_manner, is_plural, is_presented, is_rather_a_word};
use super::person_name::{Closing, Part, PersonName, closing};
use crate::compile::Trait;
use crate::gazetteer::{CueClass, WordList};
use crate::scan::Candidate;

/// A given name with what stands before it.
pub(super) struct Case<'c, 'a> {
    context: &'c Context<'a>,
    given: &'c Candidate,
    start: u32,
    introduction: Introduction,
    /// What stands before the title, looked up when it matters.
    scene: OnceCell<Scene>,
}

impl<'c, 'a> Case<'c, 'a> {
    /// The case of the name that begins at `start`.
    pub fn new(context: &'c Context<'a>, given: &'c Candidate, start: u32, introduction: Introduction) -> Self {
        Self { context, given, start, introduction, scene: OnceCell::new() }
    }

    fn scene(&self) -> Scene {
        *self.scene.get_or_init(|| scene(self.context, self.start))
    }

    /// Whether a name stands with the word behind its sure parts.
    pub fn stands_whole(&self, sure: &PersonName, name: &PersonName) -> bool {
        let (context, introduction) = (self.context, self.introduction);
        // "مركز الشيخ جابر الثقافي": what follows is of the centre.
        if self.scene() == Scene::Named {
            return false;
        }
        let closing = closing(context, name.end);
        if closing == Closing::Open {
            // "وصف السفير فاليري فوروبييف اللجنة": an object, and no further family name.
            let formed = |word: &[u8]| word.last() == Some(&context.fold.alphabet().word_code('ي'));
            return introduction >= Introduction::Titled
                && name.least == Part::Formed
                && context.start_after(name.end).is_some_and(|next| {
                    let word = context.word_starting(next);
                    context.is_definite(word) && !formed(word)
                });
        }
        let said = self.is_said(name.end);
        match name.least {
            Part::Formed if sure.least == Part::Word => introduction >= Introduction::Speech,
            // "حضر محمد الشناوي مبكرا".
            Part::Formed => introduction >= Introduction::Noun || !self.is_word(),
            Part::Definite if said => sure.parts == 1 && introduction >= Introduction::Speech,
            Part::Definite => {
                closing == Closing::Firm
                    && sure.parts == 1
                    && sure.least == Part::Sure
                    && introduction >= Introduction::Speech
                    && !self.is_word()
                    && !is_plural(context, name.family)
                    && self.is_called_upon()
            }
            Part::Unknown => self.ends_in_unknown(sure, name, closing),
            Part::Word | Part::Sure => false,
        }
    }

    /// Whether a word of which nothing is known may end a name.
    fn ends_in_unknown(&self, sure: &PersonName, name: &PersonName, closing: Closing) -> bool {
        let (context, introduction) = (self.context, self.introduction);
        let (word, rather) = (sure.least == Part::Word, is_rather_a_word(context, name));
        if self.is_of_the_clause(name) {
            return false;
        }
        // "كتب الشيخ حمد قصيدة إن": what is said ends the name.
        if self.is_said(name.end) {
            let verb = sure.parts > 1 && (self.may_be_a_verb(name) || is_plural(context, name.family));
            return match introduction {
                Introduction::Title | Introduction::Called if sure.parts == 1 && !word => true,
                Introduction::Bare | Introduction::Any => false,
                _ => !rather && !verb,
            };
        }
        // "الطبيب سامي ابتسم", "الطبيبة سلوى ضحكت", "مع الطبيب سامي هاتفيا".
        let foreign = ends_as_foreign(context, name);
        let ended = match context.last_letter(name.end) {
            Some('ا') => !foreign && !self.is_behind_a_nation(name.start),
            Some('ة' | 'ت') => true,
            _ => !foreign && (self.may_be_a_verb(name) || is_plural(context, name.family)),
        };
        if ended || self.scene() == Scene::Verb {
            return false;
        }
        if closing == Closing::Firm && is_presented(context, name.end) {
            return !word;
        }
        if word {
            return introduction == Introduction::Title && closing == Closing::Firm && !rather && self.is_called_upon();
        }
        let particle = rather && !(introduction == Introduction::Title && sure.parts == 1);
        !particle
            && (introduction == Introduction::Speech
                || introduction == Introduction::Called && closing == Closing::Firm
                || introduction >= Introduction::Titled && introduction < Introduction::Called && self.is_called_upon())
    }

    /// Whether the sure parts of a name stand by themselves.
    pub fn stands(&self, name: &PersonName) -> bool {
        let (context, introduction) = (self.context, self.introduction);
        let closing = closing(context, name.end);
        if name.parts == 1 {
            return self.stands_alone(name, closing);
        }
        if closing == Closing::Open {
            // "أن السائق رمضان عبد الكريم غفا": a verb; "استقبل المدير عادل صالح الطلاب": an object.
            let object = name.last.is_some_and(|(_, part)| part == Part::Definite);
            return introduction >= Introduction::Titled && (object || self.scene() == Scene::Verb);
        }
        match name.least {
            // "شكر خالد محمد": a subject and an object.
            Part::Sure => {
                let known = introduction > Introduction::Bare || !self.is_word();
                known && !context.cues_before(name.start).has(CueClass::Meeting)
            }
            Part::Unknown => introduction >= Introduction::Titled,
            _ => introduction >= Introduction::Noun,
        }
    }

    /// Whether a given name stands alone.
    fn stands_alone(&self, name: &PersonName, closing: Closing) -> bool {
        let (context, introduction) = (self.context, self.introduction);
        let (firm, said) = (closing == Closing::Firm, self.is_said(name.end));
        let kin = introduction == Introduction::Title && is_behind_kin(context, name.start);
        if name.least != Part::Sure {
            // "ابنته ندى، وهي طالبة".
            return kin && firm && (said || is_presented(context, name.end));
        }
        // "كان الجراح ماهر", "ابنه سعيد بالنجاح".
        let listed = context.is_one_of(context.word_starting(name.start), WordList::NameOrAdjective);
        let adjective = listed || self.is_word();
        match introduction {
            Introduction::Called => firm || !adjective && closing == Closing::Word,
            _ if said => introduction >= Introduction::Speech && introduction != Introduction::Titled,
            // "زميله شعبان.", "ابنه سعيد، وهو طالب".
            _ if kin && firm && (!listed || is_presented(context, name.end)) => true,
            // "ابنتها أمل ستدرس".
            _ if adjective => kin && closing == Closing::Word && self.is_followed_by_the_imperfect(name.end),
            // "ابنته سعاد تسجل": kinsmen are called by their given names.
            Introduction::Title if kin => closing > Closing::Open,
            Introduction::Title => {
                let title = context.traits_after(name.end).cues.has(CueClass::Title);
                is_behind_definite(context, name.start)
                    && self.scene() != Scene::Named
                    && closing > Closing::Open
                    && !title
            }
            // "يقول طارق: «", "وأضاف طارق مبتسما".
            Introduction::Speech => {
                firm && context.start_after(name.end).is_none()
                    || closing == Closing::Word && self.is_followed_by_manner(name.end)
            }
            _ => false,
        }
    }

    /// Whether the bearer is spoken of or speaks, so that no object and no verb follows the title: "قال المحامي خالد برغل", "مع المحامي
    /// خالد برغل", "المحامي المصري خالد برغل".
    fn is_called_upon(&self) -> bool {
        matches!(self.scene(), Scene::Speech | Scene::Preposition | Scene::Apart)
            || self.introduction == Introduction::Speech
            || self.is_behind_a_nation(self.given.start)
    }

    /// Whether what is said follows.
    fn is_said(&self, end: u32) -> bool {
        self.context.traits_after(end).cues.has(CueClass::That)
    }

    /// Whether a nationality word stands right before.
    fn is_behind_a_nation(&self, start: u32) -> bool {
        self.context.end_before(start).is_some_and(|end| self.context.traits_ending(end).is(Trait::Nation))
    }

    /// Whether the last word of a name has the prefix of a verb in the imperfect: أمل عبد الكريم تهمس.
    fn may_be_a_verb(&self, name: &PersonName) -> bool {
        let imperfect = ['ي', 'ت'].map(|letter| self.context.fold.alphabet().word_code(letter));
        self.context.word_starting(name.family).first().is_some_and(|first| imperfect.contains(first))
    }

    /// Whether the last word of a name, of which nothing is known, goes on with the clause: نجلاء فقالت, أورهان خيبته.
    fn is_of_the_clause(&self, name: &PersonName) -> bool {
        let word = self.context.word_starting(name.family);
        let and = ['ف', 'و'].map(|letter| self.context.fold.alphabet().word_code(letter));
        word.first().is_some_and(|first| and.contains(first)) || is_manner(self.context, name.family, word)
    }

    /// Whether the given name is known as an ordinary word too.
    fn is_word(&self) -> bool {
        !self.context.surface(self.given).needs.is_empty()
    }

    /// Whether an unknown word with the prefix of a verb in the imperfect stands right behind: ستدرس, يكتب.
    fn is_followed_by_the_imperfect(&self, end: u32) -> bool {
        const SHORTEST: usize = 4;
        let prefixes = ['ي', 'ت', 'س'].map(|letter| self.context.fold.alphabet().word_code(letter));
        self.context.start_after(end).is_some_and(|next| {
            let word = self.context.word_starting(next);
            word.len() >= SHORTEST && prefixes.contains(&word[0]) && self.context.starting_at(next).next().is_none()
        })
    }

    /// Whether what stands right behind tells how: مبتسما.
    fn is_followed_by_manner(&self, end: u32) -> bool {
        let context = self.context;
        context.start_after(end).is_some_and(|next| {
            let word = context.word_starting(next);
            is_manner(context, next, word) && context.last_letter(next + word.len() as u32) == Some('ا')
        })
    }
}
