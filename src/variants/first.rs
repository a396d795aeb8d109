//! Foreign given names that Arabic writers spell in several ways: ديفيد, دافيد, دايفيد.
//!
//! A listed full name takes in the other spellings of its first word, which the gazetteer lists (`spellings.txt`). Beside a
//! family name that is nobody else's any given name that is like the bearer's is taken in anyway (`compile::likeness`); this
//! is for the family names that many bear.

use super::Surface;
use crate::entity::{Kind, Label};
use crate::gazetteer::Spellings;

/// Fewest letters of a name that its spellings are made of.
const SHORTEST: usize = 9;

/// Adds the spellings of the given names of a person's strong listed full names.
pub fn names(spellings: &[Spellings], surfaces: &mut Vec<Surface>) {
    let mut made = Vec::new();
    for listed in surfaces.iter().filter(|surface| surface.rule.is_none() && !surface.weak) {
        if listed.label != Label::Person || listed.kind != Kind::Full || listed.text.chars().count() < SHORTEST {
            continue;
        }
        let Some((first, rest)) = listed.text.split_once(' ') else { continue };
        made.extend(Spellings::others(spellings, first).into_iter().map(|spelling| Surface {
            text: format!("{spelling} {rest}"),
            rule: Some("given-name"),
            ..listed.clone()
        }));
    }
    surfaces.extend(made);
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::gazetteer::Spellings;
    use crate::variants::Surface;

    fn variants(text: &str) -> Vec<String> {
        let spellings = ["ديفيد دافيد دايفيد", "أنتوني انطوني", "هانز هانس", "جوزيف جوزف", "جوزيب جوزيف"];
        let mut surfaces = vec![Surface::of_a_person(text)];
        names(&spellings.map(Spellings::of), &mut surfaces);
        surfaces.into_iter().skip(1).map(|surface| surface.text).collect()
    }

    #[test]
    fn a_given_name_is_spelled_in_its_other_ways() {
        assert_eq!(variants("ديفيد لامي"), ["دافيد لامي", "دايفيد لامي"]);
        assert_eq!(variants("أنتوني بلينكن"), ["انطوني بلينكن"]);
    }

    #[test]
    fn a_spelling_of_two_names_is_spelled_as_both() {
        assert_eq!(variants("جوزيف بوريل"), ["جوزف بوريل", "جوزيب بوريل"]);
        assert_eq!(variants("جوزيب بوريل"), ["جوزيف بوريل"]);
    }

    #[test]
    fn what_is_short_or_no_such_name_is_left_alone() {
        assert!(variants("هانز كو").is_empty());
        assert!(variants("أحمد الشرع").is_empty());
        assert!(variants("ديفيد").is_empty());
    }
}
