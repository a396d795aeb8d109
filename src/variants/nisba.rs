//! Nationality words: روسي in all its forms.
//!
//! From the masculine singular: feminine, duals, sound plurals, each with and without the article, and the indefinite
//! accusative (روسيًا, written روسيا), which broken plurals have too (أتراكًا). Of a compound each word that is itself a nisba inflects and bears the article
//! (الكوري الجنوبي, الكورية الجنوبية); a first word that is none only bears the article (الجنوب أفريقي).

use super::{Inflection, Surface};
use crate::entity::{Kind, Label};
use crate::gazetteer::Nisba;

/// Ending, rule, and whether the form is feminine or masculine singular.
const FORMS: [(&str, &str, bool, bool); 9] = [
    ("", "nisba", false, true),
    ("ة", "nisba-feminine", true, false),
    ("ين", "nisba-plural", false, false),
    ("ون", "nisba-plural", false, false),
    ("ات", "nisba-feminine-plural", false, false),
    ("ان", "nisba-dual", false, false),
    ("تان", "nisba-feminine-dual", false, false),
    ("تين", "nisba-feminine-dual", false, false),
    ("ا", "nisba-accusative", false, false),
];

/// Adds the forms of a nationality word.
pub fn inflect(nisba: &Nisba, surfaces: &mut Vec<Surface>) {
    let words: Vec<&str> = nisba.text.split_whitespace().collect();
    if words.is_empty() {
        return;
    }
    if nisba.plural {
        for definite in [false, true] {
            let text = words.iter().map(|word| with_article(word, definite)).collect::<Vec<_>>().join(" ");
            surfaces.push(surface(
                nisba,
                text,
                "nisba-broken-plural",
                Inflection { definite, ..Inflection::default() },
            ));
        }
        // مغاربة writes its accusative without alef.
        if !nisba.text.ends_with(['ة', 'ا', 'ى']) {
            surfaces.push(surface(
                nisba,
                format!("{}ا", nisba.text),
                "nisba-broken-plural-accusative",
                Inflection { accusative: true, ..Inflection::default() },
            ));
        }
        return;
    }
    for (ending, rule, feminine, masculine) in FORMS {
        let accusative = rule == "nisba-accusative";
        for definite in [false, true] {
            if accusative && definite {
                continue;
            }
            let text = words
                .iter()
                .enumerate()
                .map(|(index, word)| {
                    if !is_nisba(word) {
                        return with_article(word, definite && index == 0);
                    }
                    // الجنوب أفريقي: after a first word that is no nisba the article is not written again.
                    let bears = definite && (index == 0 || is_nisba(words[0]));
                    with_article(&with_ending(word, ending), bears)
                })
                .collect::<Vec<_>>()
                .join(" ");
            surfaces.push(surface(nisba, text, rule, Inflection { definite, feminine, masculine, accusative }));
        }
    }
}

/// Whether a word ends as a nisba does.
pub fn is_nisba(word: &str) -> bool {
    word.ends_with('ي') && word.chars().count() > 2
}

fn with_ending(word: &str, ending: &str) -> String {
    // The feminine dual is built on the feminine: روسيتان.
    format!("{word}{ending}")
}

fn with_article(word: &str, definite: bool) -> String {
    if definite { format!("ال{word}") } else { word.to_owned() }
}

fn surface(nisba: &Nisba, text: String, rule: &'static str, inflection: Inflection) -> Surface {
    Surface {
        text,
        label: Label::Norp,
        kind: Kind::Demonym,
        weak: nisba.weak,
        inflection,
        name: None,
        rule: Some(rule),
    }
}

#[cfg(test)]
mod tests {
    use super::inflect;
    use crate::gazetteer::Nisba;

    fn forms(text: &str, plural: bool) -> Vec<String> {
        let mut surfaces = Vec::new();
        inflect(&Nisba { text: text.to_owned(), plural, weak: false }, &mut surfaces);
        surfaces.into_iter().map(|surface| surface.text).collect()
    }

    #[test]
    fn a_simple_nisba_has_all_its_forms() {
        let forms = forms("روسي", false);
        for form in ["روسي", "الروسي", "روسية", "الروسية", "روسيين", "الروسيون", "روسيات", "روسيان", "روسيتين", "روسيا"]
        {
            assert!(forms.iter().any(|made| made == form), "{form}");
        }
        assert!(!forms.iter().any(|made| made == "الروسيا"));
        assert_eq!(forms.len(), 17);
    }

    #[test]
    fn each_nisba_of_a_compound_inflects() {
        let forms = forms("كوري جنوبي", false);
        for form in ["الكوري الجنوبي", "كورية جنوبية", "الكورية الجنوبية", "الكوريين الجنوبيين"]
        {
            assert!(forms.iter().any(|made| made == form), "{form}");
        }
    }

    #[test]
    fn a_first_word_that_is_no_nisba_bears_the_article_alone() {
        let forms = forms("جنوب أفريقي", false);
        for form in ["جنوب أفريقية", "الجنوب أفريقي", "الجنوب أفريقية"] {
            assert!(forms.iter().any(|made| made == form), "{form}");
        }
        assert!(!forms.iter().any(|made| made.contains("الأفريقي")));
    }

    #[test]
    fn a_broken_plural_takes_the_article_and_the_accusative() {
        assert_eq!(forms("أتراك", true), ["أتراك", "الأتراك", "أتراكا"]);
        assert_eq!(forms("مغاربة", true), ["مغاربة", "المغاربة"]);
    }
}
