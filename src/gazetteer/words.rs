//! Words that are also names, and kinds of organization, with what is known of them (`words.tsv`).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::has_letter;
use super::lists::{defect, lines};
use super::record::Origin;
use crate::error::{Defect, one_of};

/// What a name that is an ordinary word too needs besides what any weak name needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Needs {
    /// Persons and organizations: a word before it that stands before a name, or the beginning of a clause.
    Position,
    /// Persons and organizations: a title or nationality right before it.
    Title,
    /// Persons: a verb of saying before it, and the speech behind it (قال لي إن).
    Speech,
    /// As `Position`, and no definite word behind it: دار الأيتام is a house.
    Construct,
    /// Cities: its class word, company, or a word of place where the text names its state.
    State,
    /// Persons: a word before it that stands before a name, and behind it no noun (حذر لولا من الحرب); the beginning of a clause is
    /// not enough (لولا الحرب).
    Behind,
    /// With ب it is an adverb (بحماس) but behind words that take ب (الإطاحة بحماس).
    Manner,
    /// Cities: a list of its peers; no class word helps (أحياء المدينة).
    Company,
    /// Written to the letter as in the list it is the word (اليمنى); the name is written otherwise (اليمني).
    Written,
    /// Written with a hamza it is the word (زائف, مؤدي, كآلية), the name bears none (زايف, مودي, كاليه).
    Bare,
    /// Written without its hamza above, or with one below, it is the word (ابل, إبل: camels), with it the name (أبل).
    Hamza,
    /// It is the word where it is said of the subject before it and takes على (المخرج مصر على).
    Over,
    /// It is the word where what is said begins with it and a definite noun stands behind (إن حماس الجماهير).
    Noun,
    /// It is an hour behind a word of time (بعد المغرب) where no other state stands near.
    Hour,
}

impl Needs {
    /// All needs, in the order of their names.
    pub const ALL: [Self; 14] = [
        Self::Position,
        Self::Title,
        Self::Speech,
        Self::Construct,
        Self::State,
        Self::Behind,
        Self::Manner,
        Self::Company,
        Self::Written,
        Self::Bare,
        Self::Hamza,
        Self::Over,
        Self::Noun,
        Self::Hour,
    ];
    /// Their names.
    pub const NAMES: [&'static str; 14] = [
        "position",
        "title",
        "speech",
        "construct",
        "state",
        "behind",
        "manner",
        "company",
        "written",
        "bare",
        "hamza",
        "over",
        "noun",
        "hour",
    ];
}

/// What is known of a kind of organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KindTrait {
    /// Its names are words: each needs its own cue, and the full name elsewhere is not enough.
    Word,
    /// It plays matches.
    Club,
    /// Its name may go on with its nationality and its trade: وكالة تاس الروسية للأنباء.
    Agency,
    /// In brackets it is as often an aside as the source of a text.
    Aside,
}

impl KindTrait {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 4] = [Self::Word, Self::Club, Self::Agency, Self::Aside];
    /// Their names.
    pub const NAMES: [&'static str; 4] = ["word", "club", "agency", "aside"];
}

/// What is known of a word that is also a name, or of kinds of organization.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// The name needs this.
    Needs(Needs),
    /// It is the word where one of these stands in the text and nothing else there is of its country.
    Unless(Vec<String>),
    /// A kind of organization.
    Kind(Vec<KindTrait>),
    /// Kinds of organization that are often listed together.
    Together,
}

/// A word that is also a name, with what is known of it; or a kind of organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The word.
    pub text: String,
    /// What is known of it.
    pub rule: Rule,
    /// Where it was read.
    pub origin: Origin,
}

impl Word {
    /// Its letters in texts: the word, unless it names a kind, and the words it yields to.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        let (own, unless) = match &self.rule {
            Rule::Needs(_) => (Some(self.text.as_str()), [].as_slice()),
            Rule::Unless(words) => (Some(self.text.as_str()), words.as_slice()),
            Rule::Kind(_) | Rule::Together => (None, [].as_slice()),
        };
        own.into_iter().chain(unless.iter().map(String::as_str))
    }
}

/// Reads `word<TAB>needs` lines, `word<TAB>unless<TAB>words` lines, `kind<TAB>kind<TAB>traits` lines and
/// `kinds<TAB>together` lines.
pub(super) fn read(file: &Arc<str>, text: &str, words: &mut Vec<Word>, defects: &mut Vec<Defect>) {
    const UNLESS: &str = "unless";
    const KIND: &str = "kind";
    const TOGETHER: &str = "together";
    for (line, row) in lines(text) {
        let origin = Origin { file: file.clone(), line };
        let mut fields = row.splitn(3, '\t').map(str::trim);
        let (word, needs, detail) =
            (fields.next().unwrap_or(""), fields.next().unwrap_or(""), fields.next().unwrap_or(""));
        let rule = match (needs, Needs::NAMES.iter().position(|known| *known == needs)) {
            (_, Some(known)) => Rule::Needs(Needs::ALL[known]),
            (KIND, _) => {
                let known = |name: &str| KindTrait::NAMES.iter().position(|known| *known == name);
                let wrong = detail.split_whitespace().find(|name| known(name).is_none());
                if let Some(wrong) = wrong.or(detail.is_empty().then_some("")) {
                    let remedy = one_of(wrong, &KindTrait::NAMES);
                    defects.push(defect(&origin, "detail", wrong, "it is not said what is known of the kind", remedy));
                    continue;
                }
                Rule::Kind(detail.split_whitespace().filter_map(known).map(|at| KindTrait::ALL[at]).collect())
            }
            (TOGETHER, _) => Rule::Together,
            (UNLESS, _) => {
                let others: Vec<String> = detail.split('،').map(str::trim).map(str::to_owned).collect();
                if !others.iter().all(|other| has_letter(other)) {
                    let remedy = "write the words after a tab, with ، between them".to_owned();
                    defects.push(defect(&origin, "detail", detail, "the words it yields to are missing", remedy));
                    continue;
                }
                Rule::Unless(others)
            }
            _ => {
                let known: Vec<&str> = Needs::NAMES.into_iter().chain([UNLESS, KIND, TOGETHER]).collect();
                defects.push(defect(&origin, "needs", needs, "unknown need", one_of(needs, &known)));
                continue;
            }
        };
        if has_letter(word) {
            words.push(Word { text: word.to_owned(), rule, origin });
        } else {
            defects.push(defect(&origin, "word", word, "the word has no letter", "take it out".to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{KindTrait, Rule, read};

    fn reading(text: &str) -> (Vec<Rule>, Vec<String>) {
        let (mut words, mut defects) = (Vec::new(), Vec::new());
        read(&Arc::from("words.tsv"), text, &mut words, &mut defects);
        let told = defects.iter().map(|defect| format!("{}:{}: {}", defect.line, defect.field, defect.problem));
        (words.into_iter().map(|word| word.rule).collect(), told.collect())
    }

    #[test]
    fn kinds_are_read() {
        let (rules, defects) = reading("newspaper\tkind\tword aside\nnewspaper broadcaster\ttogether\n");
        assert_eq!(defects, Vec::<String>::new());
        assert_eq!(rules, [Rule::Kind(vec![KindTrait::Word, KindTrait::Aside]), Rule::Together]);
    }

    #[test]
    fn what_is_not_known_is_told() {
        let (rules, defects) =
            reading("newspaper\tkind\nnewspaper\tkind\tloud\nقطر\tunless\nقطر\tnever\n..\tposition\n");
        assert_eq!(rules, []);
        let kind = "it is not said what is known of the kind";
        assert_eq!(
            defects,
            [
                format!("1:detail: {kind}"),
                format!("2:detail: {kind}"),
                "3:detail: the words it yields to are missing".to_owned(),
                "4:needs: unknown need".to_owned(),
                "5:word: the word has no letter".to_owned(),
            ]
        );
    }
}
