//! Foreign given names that Arabic writers spell in several ways: ديفيد, دافيد, دايفيد.
//!
//! A listed full name takes in the other spellings of its first word. Beside a family name that is nobody else's any given
//! name that is like the bearer's is taken in anyway (`compile::likeness`); this is for the family names that many bear.

use super::Surface;
use crate::entity::{Kind, Label};

/// Spellings of one given name each; alefs without their hamzas, as folding leaves them.
const SPELLINGS: [&[&str]; 63] = [
    &["الكسندر", "الكساندر", "اليكسندر", "اليكساندر"],
    &["اولكسندر", "اوليكسندر", "اولكساندر", "الكسندر"],
    &["اليكسي", "الكسي"],
    &["سيرغي", "سيرجي", "سرغي", "سيرغيه"],
    &["دميتري", "ديمتري", "ديميتري", "دمتري"],
    &["دميترو", "ديمترو", "ديميترو"],
    &["اندريه", "اندري", "اندرييه"],
    &["يفغيني", "يفجيني", "ايفغيني", "ايفجيني"],
    &["نيكولاي", "نيقولاي"],
    &["قسطنطين", "كونستانتين", "كونستنتين"],
    &["فياتشيسلاف", "فيتشيسلاف", "فياشيسلاف"],
    &["فلاديمير", "فلادمير", "فلاديمر"],
    &["فولوديمير", "فولوديمر", "فلوديمير"],
    &["بافل", "بافيل"],
    &["فيودور", "فيدور"],
    &["مكسيم", "ماكسيم"],
    &["ايغور", "ايجور", "ايغر"],
    &["ناتاليا", "نتاليا"],
    &["تاتيانا", "تتيانا"],
    &["يلينا", "ايلينا"],
    &["ديفيد", "دافيد", "دايفيد", "ديفد", "دايفد"],
    &["ستيفن", "ستيفين", "استيفن"],
    &["ستيفان", "ستافان", "استيفان"],
    &["ريتشارد", "ريتشرد", "ريشارد"],
    &["روبرت", "روبيرت"],
    &["ويليام", "وليام", "وليم"],
    &["توماس", "طوماس"],
    &["كريستوفر", "كريستوفير"],
    &["جوزيف", "جوزف", "جوسيف"],
    &["جوزيب", "جوسيب", "جوزيف", "جوزف"],
    &["جيمس", "جايمس"],
    &["تشارلز", "شارلز", "تشارلس"],
    &["انتوني", "انطوني", "انثوني"],
    &["انتونيو", "انطونيو"],
    &["بنجامين", "بنيامين"],
    &["ايمانويل", "امانويل"],
    &["نيكولاس", "نيكولا"],
    &["ميشيل", "ميشال"],
    &["بيير", "بيار"],
    &["مايكل", "مايكيل"],
    &["ماثيو", "ماتيو"],
    &["كيفن", "كيفين"],
    &["هنري", "هينري"],
    &["فريدريك", "فريديريك"],
    &["فريدريش", "فريديريش", "فريدريك"],
    &["هانز", "هانس"],
    &["يورغن", "يورجن", "يورغين"],
    &["خوسيه", "خوزيه", "جوزيه"],
    &["انريكي", "انريكه", "هنريكي"],
    &["غيورغي", "جيورجي", "جورجي"],
    &["رافائيل", "رافايل"],
    &["غابرييل", "جابرييل", "غابريل", "جبرييل"],
    &["دانييل", "دانيال", "دانيل"],
    &["صامويل", "سامويل", "صمويل", "صموئيل"],
    &["اليزابيث", "اليزابيت", "اليزابث"],
    &["كاثرين", "كاترين"],
    &["انجيلا", "انغيلا"],
    &["جينيفر", "جنيفر"],
    &["جيفري", "جفري"],
    &["جوناثان", "جوناتان"],
    &["تيموثي", "تيموتي"],
    &["غريغوري", "جريجوري", "غريغور"],
    &["فنسنت", "فينسنت", "فنسان"],
];

/// Fewest letters of a name that its spellings are made of.
const SHORTEST: usize = 9;

/// Adds the spellings of the given names of a person's strong listed full names.
pub fn names(surfaces: &mut Vec<Surface>) {
    let mut made = Vec::new();
    for listed in surfaces.iter().filter(|surface| surface.rule.is_none() && !surface.weak) {
        if listed.label != Label::Person || listed.kind != Kind::Full || listed.text.chars().count() < SHORTEST {
            continue;
        }
        let Some((first, rest)) = listed.text.split_once(' ') else { continue };
        let first = first.replace(['أ', 'إ', 'آ'], "ا");
        for spellings in SPELLINGS.iter().filter(|spellings| spellings.contains(&first.as_str())) {
            made.extend(spellings.iter().filter(|&&spelling| spelling != first).map(|spelling| Surface {
                text: format!("{spelling} {rest}"),
                rule: Some("given-name"),
                ..listed.clone()
            }));
        }
    }
    surfaces.extend(made);
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::variants::Surface;

    fn variants(text: &str) -> Vec<String> {
        let mut surfaces = vec![Surface::of_a_person(text)];
        names(&mut surfaces);
        surfaces.into_iter().skip(1).map(|surface| surface.text).collect()
    }

    #[test]
    fn a_given_name_is_spelled_in_its_other_ways() {
        assert_eq!(variants("ديفيد لامي"), ["دافيد لامي", "دايفيد لامي", "ديفد لامي", "دايفد لامي"]);
        assert_eq!(variants("أنتوني بلينكن"), ["انطوني بلينكن", "انثوني بلينكن"]);
    }

    #[test]
    fn what_is_short_or_no_such_name_is_left_alone() {
        assert!(variants("هانز كو").is_empty());
        assert!(variants("أحمد الشرع").is_empty());
        assert!(variants("ديفيد").is_empty());
    }
}
