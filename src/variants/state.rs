//! A state's name after its class word: دولة قطر, جمهورية التشيك, الجمهورية التونسية.
//!
//! The class word belongs to the name. What a state is really called is listed with the record; the rule adds what
//! writers say besides, for every state alike.

use super::{Inflection, Surface};
use crate::entity::{Kind, Label};
use crate::gazetteer::Record;

/// Class words that stand before a state's name. They are what the rule makes names of, not words that it looks for in texts.
const CLASS_WORDS: [&str; 2] = ["دولة", "جمهورية"];

/// Adds the names of a state with its class word.
pub fn names(record: &Record, surfaces: &mut Vec<Surface>) {
    let short: Vec<(u32, String)> = record
        .names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.kind == Kind::Short && stands_after_class_word(&name.text))
        .map(|(index, name)| (index as u32, name.text.clone()))
        .collect();
    for (index, name) in short {
        for word in CLASS_WORDS {
            surfaces.push(surface(format!("{word} {name}"), Some(index)));
        }
    }
    for nisba in record.nisbas.iter().filter(|nisba| !nisba.plural && !nisba.text.contains(' ')) {
        surfaces.push(surface(format!("الجمهورية ال{}ة", nisba.text), None));
    }
}

/// Not where the name already says what sort of state it is, nor for a word that names several (المملكة).
fn stands_after_class_word(name: &str) -> bool {
    const SORTS: [&str; 10] =
        ["المملكة", "الولايات", "الإمارات", "الاتحاد", "الجمهورية", "جمهورية", "السلطنة", "الإمارة", "جزر", "الدولة"];
    !SORTS.iter().any(|sort| name.split_whitespace().next() == Some(sort))
}

fn surface(text: String, name: Option<u32>) -> Surface {
    Surface {
        text,
        label: Label::Country,
        kind: Kind::Official,
        weak: false,
        inflection: Inflection::default(),
        name,
        rule: Some("state-class-word"),
    }
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::entity::{Kind, Label};
    use crate::gazetteer::{Name, Nisba, Origin, Record};

    #[test]
    fn a_state_is_found_after_its_class_word() {
        let origin = Origin { file: "test".into(), line: 1 };
        let mut record = Record::new("TN", Label::Country, "تونس", origin);
        let name =
            |text: &str| Name { text: text.into(), kind: Kind::Short, weak: false, from: None, to: None, cues: vec![] };
        record.names = vec![name("تونس"), name("المملكة")];
        record.nisbas = vec![Nisba { text: "تونسي".into(), plural: false, weak: false }];
        let mut surfaces = Vec::new();
        names(&record, &mut surfaces);
        let texts: Vec<_> = surfaces.iter().map(|surface| surface.text.as_str()).collect();
        assert_eq!(texts, ["دولة تونس", "جمهورية تونس", "الجمهورية التونسية"]);
    }
}
