//! Words that the rules of resolving compare with, by list (`word_lists.tsv`).

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::has_letter;
use super::lists::{defect, lines};
use super::record::Origin;
use crate::error::{Defect, one_of};
use crate::fold::profile::{Folding, Profile};

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WordList {
    /// The preposition على.
    Ala,
    /// What a state or a person is "over" (على) as well: استعداد.
    OfNames,
    /// Pronouns that a predicate follows: هو.
    Pronoun,
    /// Definite words of time, which are no subject and no genitive: اليوم.
    Time,
    /// "As for": أما.
    AsFor,
    /// "Perhaps", which a subject follows: لعل.
    Perhaps,
    /// What stands for a thing: ذلك.
    Demonstrative,
    /// Definite words behind a movement's name that is a word too: التي.
    BehindNames,
    /// The masculine relative pronoun: الذي.
    Who,
    /// Stand before an hour: بعد.
    BeforeHour,
    /// Speak of an order, in which a state comes behind another: أكبر.
    Order,
    /// Hours of prayer and what belongs to them: العصر.
    Prayer,
    /// First words of a family name of two: عبد.
    FamilyHead,
    /// Stand before the name of somebody's father: بن.
    Father,
    /// "Son of": بن.
    Son,
    /// Makes an adjective its contrary: غير.
    Un,
    /// "Mother of": أم.
    Mother,
    /// Introduce a stranger by his name: يدعى.
    Called,
    /// The first word of a given name of two: عبد.
    Servant,
    /// Numbers of kings: الأول.
    Number,
    /// "In front of": أمام.
    InFront,
    /// "Nothing but": إلا.
    But,
    /// Particles of the verb behind a state's name: لن.
    BehindState,
    /// Particles that a verb follows: عندما.
    VerbParticle,
    /// The preposition في.
    In,
    /// Stand before the name of somebody's eldest child: أبو صالح.
    FatherOf,
    /// Second words of given names of two: نصر الدين.
    GivenEnd,
    /// Words that end Persian and Turkic family names: كاظمي نيا.
    FamilyEnd,
    /// Behind ابن no name but a kinsman: ابن عم.
    Kinsman,
    /// Definite words behind a name that are no family name: الماضي.
    NoFamily,
    /// Words behind a subject that are no part of its name: أمس.
    BehindSubject,
    /// Relative pronouns: الذي.
    RelativePronoun,
    /// God's name, particles before it: فالله.
    God,
    /// The state as part of an organization's name: (لجنة) الدولة (للأمن القومي).
    TheState,
    /// Adjectives of time, which no name has: الماضي.
    TimeAdjective,
    /// Prepositions behind what somebody is called for: للتعاون مع.
    WithWhom,
    /// Ends of foreign family names: (كيسل)وف.
    FamilySuffix,
    /// Present whoever was just named: وهو.
    Presenting,
    /// Given names that are adjectives too: ماهر.
    NameOrAdjective,
}

impl WordList {
    /// All lists, in the order of their names.
    pub const ALL: [Self; 39] = [
        Self::Ala,
        Self::OfNames,
        Self::Pronoun,
        Self::Time,
        Self::AsFor,
        Self::Perhaps,
        Self::Demonstrative,
        Self::BehindNames,
        Self::Who,
        Self::BeforeHour,
        Self::Order,
        Self::Prayer,
        Self::FamilyHead,
        Self::Father,
        Self::Son,
        Self::Un,
        Self::Mother,
        Self::Called,
        Self::Servant,
        Self::Number,
        Self::InFront,
        Self::But,
        Self::BehindState,
        Self::VerbParticle,
        Self::In,
        Self::FatherOf,
        Self::GivenEnd,
        Self::FamilyEnd,
        Self::Kinsman,
        Self::NoFamily,
        Self::BehindSubject,
        Self::RelativePronoun,
        Self::God,
        Self::TheState,
        Self::TimeAdjective,
        Self::WithWhom,
        Self::FamilySuffix,
        Self::Presenting,
        Self::NameOrAdjective,
    ];
    /// Their names.
    pub const NAMES: [&'static str; 39] = [
        "ala",
        "of-names",
        "pronoun",
        "time",
        "as-for",
        "perhaps",
        "demonstrative",
        "behind-names",
        "who",
        "before-hour",
        "order",
        "prayer",
        "family-head",
        "father",
        "son",
        "un",
        "mother",
        "called",
        "servant",
        "number",
        "in-front",
        "but",
        "behind-state",
        "verb-particle",
        "in",
        "father-of",
        "given-end",
        "family-end",
        "kinsman",
        "no-family",
        "behind-subject",
        "relative-pronoun",
        "god",
        "the-state",
        "time-adjective",
        "with-whom",
        "family-suffix",
        "presenting",
        "name-or-adjective",
    ];
}

/// A word of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedWord {
    /// The list.
    pub list: WordList,
    /// The word.
    pub text: String,
    /// Where it was read.
    pub origin: Origin,
}

/// The letters of a word as texts are folded; `None` where it is more than one word.
fn letters(word: &str) -> Option<String> {
    let mut letters = String::new();
    for sign in word.chars() {
        match Profile::Standard.folding(sign as u32) {
            Folding::Letter(letter) => letters.push(letter),
            Folding::Several(several) => letters.extend(several),
            Folding::Drop => {}
            _ => return None,
        }
    }
    Some(letters)
}

/// Reads `list<TAB>words` lines, with ، between the words. A list may stand on several lines.
pub(super) fn read(file: &Arc<str>, text: &str, words: &mut Vec<ListedWord>, defects: &mut Vec<Defect>) {
    const FIELD: &str = "words";
    let mut known: HashMap<(WordList, String), u32> = HashMap::new();
    for (line, row) in lines(text) {
        let origin = Origin { file: file.clone(), line };
        let (name, listed) = row.split_once('\t').unwrap_or((row, ""));
        let name = name.trim();
        let Some(at) = WordList::NAMES.iter().position(|known| *known == name) else {
            defects.push(defect(&origin, "list", name, "unknown list", one_of(name, &WordList::NAMES)));
            continue;
        };
        let list = WordList::ALL[at];
        for word in listed.split('،').map(str::trim) {
            let mut wrong =
                |problem: &str, remedy: &str| defects.push(defect(&origin, FIELD, word, problem, remedy.to_owned()));
            if !has_letter(word) {
                wrong("a word is missing, or has no letter", "write the words after a tab, with ، between them");
                continue;
            }
            let Some(letters) = letters(word) else {
                wrong("more than one word", "write single words, with ، between them");
                continue;
            };
            if let Some(first) = known.insert((list, letters), line) {
                let problem = format!("the word is given twice in this list, first in line {first}");
                wrong(&problem, "take one out; what folding unites (أ إ آ ا, ة ه, ي ى) is listed once");
                continue;
            }
            words.push(ListedWord { list, text: word.to_owned(), origin: origin.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{WordList, read};
    use crate::gazetteer::Gazetteer;

    fn reading(text: &str) -> (Vec<(WordList, String)>, Vec<String>) {
        let (mut words, mut defects) = (Vec::new(), Vec::new());
        read(&Arc::from("word_lists.tsv"), text, &mut words, &mut defects);
        let told = defects.iter().map(|defect| format!("{}:{}: {}", defect.line, defect.field, defect.problem));
        (words.into_iter().map(|word| (word.list, word.text)).collect(), told.collect())
    }

    #[test]
    fn lists_are_read_on_one_line_or_several() {
        let (words, defects) = reading("// remark\nson\tبن\n\ncalled\tيدعى، اسمه\ncalled\tاسمها\n");
        assert_eq!(defects, Vec::<String>::new());
        let expected = [
            (WordList::Son, "بن"),
            (WordList::Called, "يدعى"),
            (WordList::Called, "اسمه"),
            (WordList::Called, "اسمها"),
        ];
        assert_eq!(words, expected.map(|(list, word)| (list, word.to_owned())));
    }

    #[test]
    fn every_defect_is_told() {
        let (words, defects) = reading("daughter\tبنت\nson\nson\tبن،\nbut\tما عدا\nfather\tابنة، بنت، ابنه\n");
        assert_eq!(words.len(), 3, "{words:?}");
        assert_eq!(
            defects,
            [
                "1:list: unknown list",
                "2:words: a word is missing, or has no letter",
                "3:words: a word is missing, or has no letter",
                "4:words: more than one word",
                "5:words: the word is given twice in this list, first in line 5",
            ]
        );
    }

    #[test]
    fn every_list_of_the_bundled_gazetteer_has_words() {
        let bundled = Gazetteer::bundled().unwrap();
        for (list, name) in WordList::ALL.into_iter().zip(WordList::NAMES) {
            assert!(bundled.listed_words().iter().any(|word| word.list == list), "{name}");
        }
    }
}
