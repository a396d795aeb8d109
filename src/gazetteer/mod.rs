//! Records, their files and their checks.
//!
//! A [`Gazetteer`] is plain data: records, institutions, stop names and cues, in the order in which they were read. What
//! the scan needs is made from it by `compile`.

mod bundled;
mod check;
mod collide;
mod date;
mod fields;
mod institution;
mod join;
mod json;
mod listing;
mod lists;
mod names;
mod objects;
mod own;
mod parts;
mod patterns;
mod read;
mod record;
mod roles;
mod rows;
mod saved;
mod spellings;
mod word_lists;
mod words;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use once_cell::sync::OnceCell;
use serde::{Deserialize, Serialize};

pub use check::Report;
pub use collide::{Collision, Meaning};
pub use date::PartialDate;
pub use institution::Institution;
pub use lists::{Cue, CueClass, Stop};
pub use record::{End, Member, Name, Nisba, Origin, Position, Record};
pub use roles::{Follow, Number, Phrase, Role, Roles, Tense};
pub use spellings::Spellings;
pub use word_lists::{ListedWord, WordList};
pub use words::{KindTrait, Needs, Rule, Word};

use crate::entity::Label;
use crate::error::{Defect, Error};
use crate::fold::profile::is_dropped;
use listing::Listing;
pub(crate) use names::NameList;
pub(crate) use saved::Saved;

/// The label of names in lists that say none.
const OWN_LABEL: &str = "NAME";

/// Everything that a matcher is made from.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    records: Vec<Arc<Record>>,
    beside: Beside,
    by_id: HashMap<String, u32>,
    /// A list of names, which is all there is to this gazetteer then; its records are made when they are asked for.
    list: Option<Arc<NameList>>,
    listed: OnceCell<Vec<Arc<Record>>>,
    /// What lies in a model, which is all there is to this gazetteer then; it is read when it is asked for.
    saved: Option<Arc<Saved>>,
}

/// What stands beside the records.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Beside {
    institutions: Vec<Institution>,
    stops: Vec<Stop>,
    cues: Vec<Cue>,
    words: Vec<Word>,
    roles: Roles,
    spellings: Vec<Spellings>,
    listed_words: Vec<ListedWord>,
}

impl Gazetteer {
    /// The gazetteer that comes with this crate, read once.
    ///
    /// # Errors
    /// Where the bundled files have defects, which is a bug.
    pub fn bundled() -> Result<Arc<Self>, Error> {
        bundled::gazetteer()
    }

    /// Reads a file of records or of names, or all files of a folder.
    ///
    /// # Errors
    /// Where a file cannot be read, or with all defects of all files.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::read_labelled(path, OWN_LABEL)
    }

    /// The same; names in a table that say no label get this one.
    ///
    /// # Errors
    /// As [`Self::read`], and where the label is none.
    pub fn read_labelled(path: impl AsRef<Path>, label: &str) -> Result<Self, Error> {
        read::read_path(path.as_ref(), &label_argument(label)?)
    }

    /// Makes a gazetteer of names as they are: no variants are made. Each pair is a name and its id.
    ///
    /// # Errors
    /// With all names that have no letter, and where the label is none.
    pub fn from_names<S: AsRef<str>>(names: &[(S, S)], label: &str) -> Result<Self, Error> {
        let label = label_argument(label)?;
        let bytes = names.iter().map(|(text, _)| text.as_ref().len()).sum();
        let mut list = Listing::with_room(names.len(), bytes);
        let mut defects = Vec::new();
        for (index, (text, id)) in names.iter().enumerate() {
            let (text, id) = (text.as_ref(), id.as_ref());
            let empty = [("name", text), ("id", id)].into_iter().find(|(_, value)| value.trim().is_empty());
            let wrong =
                empty.map(|(field, value)| (field, value, ("there is nothing in it", "take it out or fill it")));
            if let Some((field, value, (problem, remedy))) = wrong.or(fault(text).map(|fault| ("name", text, fault))) {
                defects.push(Defect {
                    file: names::origin().file.to_string(),
                    line: 0,
                    field: format!("[{index}].{field}"),
                    value: fields::shortened(&format!("{value:?}")),
                    problem: problem.to_owned(),
                    remedy: remedy.to_owned(),
                });
            } else if defects.is_empty() {
                list.add(text, id)?;
            }
        }
        if defects.is_empty() { Ok(Self::of_list(list.finish(label))) } else { Err(Error::gazetteer(defects)) }
    }

    /// The gazetteer that a list of names is.
    pub(crate) fn of_list(list: NameList) -> Self {
        Self { list: Some(Arc::new(list)), ..Self::default() }
    }

    /// The list of names that this gazetteer is, where it is one.
    pub(crate) fn list(&self) -> Option<&NameList> {
        self.list.as_deref()
    }

    /// The gazetteer that lies in a model.
    pub(crate) fn of_saved(saved: Saved) -> Self {
        Self { saved: Some(Arc::new(saved)), ..Self::default() }
    }

    /// The same gazetteer, its records made.
    fn of_records(&self) -> Self {
        let mut made = self.clone();
        if made.list.take().is_some() || made.saved.take().is_some() {
            made.records = self.records().to_vec();
            made.beside = self.beside().clone();
            made.listed = OnceCell::new();
            // Their ids are told apart already.
            made.index(&mut Vec::new());
        }
        made
    }

    /// The records, in the order in which they were read.
    pub fn records(&self) -> &[Arc<Record>] {
        match (&self.list, &self.saved) {
            (Some(list), _) => self.listed.get_or_init(|| list.records()),
            (None, Some(saved)) => saved.records(),
            (None, None) => &self.records,
        }
    }

    /// The record at an index.
    ///
    /// # Panics
    /// Where there are not so many.
    pub fn record(&self, index: usize) -> &Arc<Record> {
        self.saved.as_ref().map_or_else(|| &self.records()[index], |saved| saved.record(index))
    }

    /// The records that list offices or names of their time, with their indices.
    pub(crate) fn timed(&self) -> impl Iterator<Item = (u32, &Record)> {
        let saved = self.saved.iter().flat_map(|saved| saved.timed().iter().copied());
        // A list of names has none.
        let own = self.records.iter().zip(0..).filter(|(record, _)| record.is_timed()).map(|(_, index)| index);
        saved.chain(own).map(|index| (index, &**self.record(index as usize)))
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        match (&self.list, &self.saved) {
            (Some(list), _) => list.len(),
            (None, Some(saved)) => saved.len(),
            (None, None) => self.records.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id of the record at an index.
    pub fn id(&self, index: usize) -> &str {
        self.list.as_ref().map_or_else(|| self.record(index).id.as_str(), |list| list.id(index))
    }

    /// The preferred Arabic name of the record at an index.
    pub fn name(&self, index: usize) -> &str {
        self.list.as_ref().map_or_else(|| self.record(index).name.as_str(), |list| list.name(index))
    }

    /// The preferred English name of the record at an index, "" if none.
    pub fn name_en(&self, index: usize) -> &str {
        self.list.as_ref().map_or_else(|| self.record(index).name_en.as_str(), |_| "")
    }

    fn beside(&self) -> &Beside {
        self.saved.as_ref().map_or(&self.beside, |saved| saved.beside())
    }

    /// How many institutions there are.
    pub(crate) fn institution_count(&self) -> usize {
        self.saved.as_ref().map_or(self.beside.institutions.len(), |saved| saved.institutions())
    }

    /// The institutions.
    pub fn institutions(&self) -> &[Institution] {
        &self.beside().institutions
    }

    /// The stop names.
    pub fn stops(&self) -> &[Stop] {
        &self.beside().stops
    }

    /// The cues.
    pub fn cues(&self) -> &[Cue] {
        &self.beside().cues
    }

    /// The ordinary words that are also short names.
    pub fn words(&self) -> &[Word] {
        &self.beside().words
    }

    /// The role phrases.
    pub fn roles(&self) -> &Roles {
        &self.beside().roles
    }

    /// The spellings of given names.
    pub fn spellings(&self) -> &[Spellings] {
        &self.beside().spellings
    }

    /// The words that rules compare with, by list.
    pub fn listed_words(&self) -> &[ListedWord] {
        &self.beside().listed_words
    }

    /// The record with this id, or into which it was merged.
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.position(id).map(|at| self.record(at as usize).as_ref())
    }

    /// The index of the record with this id.
    pub fn position(&self, id: &str) -> Option<u32> {
        match (&self.list, &self.saved) {
            (Some(list), _) => list.position(id),
            (None, Some(saved)) => saved.position(id),
            (None, None) => self.by_id.get(id).copied(),
        }
    }

    /// Every defect and doubt that reading alone does not find.
    pub fn check(&self) -> Report {
        check::check(self)
    }

    /// Fills the index, noting ids given twice.
    fn index(&mut self, defects: &mut Vec<Defect>) {
        for (at, record) in self.records.iter().enumerate() {
            for id in std::iter::once(&record.id).chain(&record.merged) {
                if let Some(first) = self.by_id.insert(id.clone(), at as u32) {
                    let first = &self.records[first as usize].origin;
                    defects.push(Defect {
                        file: record.origin.file.to_string(),
                        line: record.origin.line as usize,
                        field: "id".to_owned(),
                        value: id.clone(),
                        problem: format!("the id is given twice, first at {}:{}", first.file, first.line),
                        remedy: "put the two records together, or give one an id of its own".to_owned(),
                    });
                }
            }
        }
    }
}

/// Words and characters that a name may have: at every place a text is read on for as long as names go on with it.
const MOST_WORDS: usize = 100;
const MOST_CHARACTERS: usize = 250;

/// What is wrong with a name, and the remedy.
fn fault(name: &str) -> Option<(&'static str, &'static str)> {
    if is_ordinary(name) {
        return None;
    }
    if !has_letter(name) {
        Some(("a name without a letter", "take it out or fill it"))
    } else if name.contains(['\n', '\u{2029}']) {
        Some(("a name on several lines", "write it on one"))
    } else if name.split_whitespace().nth(MOST_WORDS).is_some() || name.chars().nth(MOST_CHARACTERS).is_some() {
        Some(("a name of more than 100 words or 250 characters", "shorten it, or take it out"))
    } else {
        None
    }
}

/// Whether a name is at first sight as most are: it begins with an ordinary letter, and is short and on one line.
fn is_ordinary(name: &str) -> bool {
    let first = name.chars().next();
    // A hundred words and the blanks between them are longer; E2 begins the line separators and more.
    name.len() < 2 * MOST_WORDS
        && first
            .is_some_and(|first| matches!(first, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | 'A'..='Z' | 'a'..='z'))
        && !name.bytes().any(|byte| byte == b'\n' || byte == 0xe2)
}

/// Whether a text has a letter or digit that folding keeps: tatweel and marks alone are no name.
fn has_letter(text: &str) -> bool {
    text.chars().any(|letter| letter.is_alphanumeric() && !is_dropped(letter))
}

fn label_argument(label: &str) -> Result<Label, Error> {
    Label::named(label).ok_or_else(|| {
        let remedy = "write for example \"NAME\"";
        Error::argument(format!("label {label:?} is not a word of capitals, digits and _; {remedy}"))
    })
}
