//! Spellings of given names (`spellings.txt`), of which `variants` makes names.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::has_letter;
use super::lists::{defect, lines};
use super::record::Origin;
use crate::error::Defect;
use crate::fold::profile::is_dropped;

/// The spellings of one given name, alefs without their hamzas.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spellings(Vec<String>);

impl Spellings {
    /// Those of a line, with blanks between them.
    pub(crate) fn of(line: &str) -> Self {
        Self(line.split_whitespace().map(without_hamzas).collect())
    }

    /// What else a given name is written, by all groups that have it.
    pub(crate) fn others<'s>(all: &'s [Self], name: &str) -> Vec<&'s str> {
        let name = without_hamzas(name);
        let groups = all.iter().map(|group| &group.0).filter(|group| group.contains(&name));
        groups.flatten().map(String::as_str).filter(|spelling| *spelling != name).collect()
    }
}

/// A name with bare alefs, which folding leaves too.
fn without_hamzas(name: &str) -> String {
    name.replace(['أ', 'إ', 'آ'], "ا")
}

/// Reads groups of spellings, one a line.
pub(super) fn read(file: &Arc<str>, text: &str, spellings: &mut Vec<Spellings>, defects: &mut Vec<Defect>) {
    const REMEDY: &str = "write the spellings of one given name on a line, with blanks between them";
    for (line, row) in lines(text) {
        let origin = Origin { file: file.clone(), line };
        let group = Spellings::of(row);
        let is_sign = |letter: char| !letter.is_alphanumeric() && letter != '-' && !is_dropped(letter);
        let mut wrong = |value: &str, problem: &str, remedy: &str| {
            defects.push(defect(&origin, "", value, problem, remedy.to_owned()));
        };
        if let Some(word) = group.0.iter().find(|word| !has_letter(word)) {
            wrong(word, "a spelling without a letter", "take it out");
        } else if let Some(word) = group.0.iter().find(|word| word.contains(is_sign)) {
            wrong(word, "a sign that is in no given name", REMEDY);
        } else if let Some((_, word)) = (1..).zip(&group.0).find(|(at, word)| group.0[*at..].contains(word)) {
            wrong(word, "the spelling is given twice", "take one out; hamzas on alef make no difference");
        } else if group.0.len() < 2 {
            wrong(row, "one spelling alone", REMEDY);
        } else {
            spellings.push(group);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Spellings;

    #[test]
    fn hamzas_on_alef_make_no_difference() {
        let spellings = [Spellings::of("أنتوني انطوني"), Spellings::of("هانز هانس")];
        for name in ["أنتوني", "انتوني"] {
            assert_eq!(Spellings::others(&spellings, name), ["انطوني"]);
        }
        assert!(Spellings::others(&spellings, "محمد").is_empty());
    }
}
