//! One foreign name, many spellings: what a rule may exchange in a listed name.
//!
//! Arabic writers have no single way with sounds that Arabic has not: g is غ, ج, ق or ك, p is ب or پ, v is ف or ڤ; long
//! vowels are written or not; عبد is written onto the name that it begins or apart. A rule exchanges one spelling for
//! another throughout a name. What is short is left alone, for there a rule makes other words; and `compile` admits a
//! variant only where no name that is listed and no cue, stop phrase or ordinary word has its letters.

use super::Surface;
use crate::entity::{Kind, Label};

/// Name of the rule, what is replaced, and by what. Each is tried by itself.
const RULES: [(&str, &str, &str); 24] = [
    ("g-jim", "غ", "ج"),
    ("g-final-jim", "نغ", "نج"),
    ("g-final-ghayn", "نج", "نغ"),
    ("g-qaf", "غ", "ق"),
    ("p-ba", "پ", "ب"),
    ("v-fa", "ڤ", "ف"),
    ("gaf-kaf", "گ", "ك"),
    ("gaf-ghayn", "گ", "غ"),
    ("ch-sh", "تش", "ش"),
    ("ch-tsh", "چ", "تش"),
    ("long-ya", "يي", "ي"),
    ("hamza-ya", "ائي", "ايي"),
    ("ya-hamza", "ايي", "ائي"),
    ("enko", "ينكو", "نكو"),
    ("berg", "بيرغ", "برغ"),
    ("oghlu", " أوغلو", "وغلو"),
    ("reza-glued", "علي رضا", "عليرضا"),
    ("mohammad-reza", "محمد رضا", "محمدرضا"),
    ("gholam", "غلام ", "غلام"),
    ("amir-hossein", "أمير حسين", "أميرحسين"),
    ("abd-glued", "عبد ال", "عبدال"),
    ("abd-apart", "عبدال", "عبد ال"),
    ("ibn", " بن ", " ابن "),
    ("bin", " ابن ", " بن "),
];

/// Fewest letters of a name of one word, and of one of several, that rules are let loose on.
const SHORTEST_WORD: usize = 7;
const SHORTEST_NAME: usize = 8;

/// Rules that weak family names take too, for they stand behind the full name only: وانج after وانغ يي.
const WEAK: [&str; 3] = ["g-jim", "g-final-jim", "g-final-ghayn"];
const SHORTEST_WEAK: usize = 4;

/// Rules that are about Arabic names, whatever their length; the others are about foreign ones.
const ARABIC: [&str; 4] = ["abd-glued", "abd-apart", "ibn", "bin"];

/// Adds the spellings of a person's or city's strong listed names, and some of a person's weak family names.
pub fn respell(foreign: bool, surfaces: &mut Vec<Surface>) {
    let mut made = Vec::new();
    for listed in surfaces.iter().filter(|surface| surface.rule.is_none()) {
        let varies = matches!(listed.label, Label::Person | Label::City)
            && matches!(listed.kind, Kind::Full | Kind::Short | Kind::Surname);
        let letters = listed.text.chars().filter(|letter| letter.is_alphabetic()).count();
        let long = letters >= if listed.text.contains(' ') { SHORTEST_NAME } else { SHORTEST_WORD };
        let family = listed.label == Label::Person && listed.kind == Kind::Surname && letters >= SHORTEST_WEAK;
        for (rule, from, to) in RULES {
            let fits = if listed.weak {
                foreign && family && WEAK.contains(&rule)
            } else {
                ARABIC.contains(&rule) || foreign && long
            };
            if varies && fits && listed.text.contains(from) {
                made.push(Surface { text: listed.text.replace(from, to), rule: Some(rule), ..listed.clone() });
            }
        }
    }
    surfaces.extend(made);
}

#[cfg(test)]
mod tests {
    use super::respell;
    use crate::variants::Surface;

    fn variants(text: &str, foreign: bool) -> Vec<String> {
        let mut surfaces = vec![Surface::of_a_person(text)];
        respell(foreign, &mut surfaces);
        surfaces.into_iter().skip(1).map(|surface| surface.text).collect()
    }

    #[test]
    fn foreign_sounds_are_exchanged() {
        let made = variants("سيرغي لافروف", true);
        for spelling in ["سيرجي لافروف", "سيرقي لافروف"] {
            assert!(made.iter().any(|variant| variant == spelling), "{spelling}: {made:?}");
        }
        assert!(variants("قاسم جومارت توكاييف", true).iter().any(|variant| variant == "قاسم جومارت توكايف"));
    }

    #[test]
    fn arabic_names_are_only_glued_and_parted() {
        assert_eq!(variants("عبد الفتاح السيسي", false), ["عبدالفتاح السيسي"]);
        assert_eq!(variants("محمد بن سلمان", false), ["محمد ابن سلمان"]);
        assert!(variants("جمال", false).is_empty());
    }

    #[test]
    fn short_names_are_left_alone() {
        assert!(variants("بوتين", true).is_empty());
    }
}
