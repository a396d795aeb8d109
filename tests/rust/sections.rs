//! Texts of more letters than a section has.

use sco_ner::{Gazetteer, Matcher, Options, Request, Text};

/// More letters than a section has.
const MANY: usize = 1_200_000;

/// Paragraphs of so many letters or a few more in all.
fn paragraphs(paragraph: &str, letters: usize) -> String {
    paragraph.repeat(letters.div_ceil(paragraph.chars().count()))
}

/// Where the mentions of a text are, with what stands there; the same for every width.
fn places(matcher: &Matcher, text: &str) -> Vec<(u32, u32)> {
    let narrow: Vec<u16> = text.encode_utf16().collect();
    let wide: Vec<u32> = text.chars().map(u32::from).collect();
    let found = [Text::Ucs2(&narrow), Text::Ucs4(&wide), Text::utf8(text).unwrap()].map(|text| {
        let mentions = matcher.extract(&text).unwrap();
        mentions.iter().map(|mention| (mention.start, mention.end)).collect::<Vec<_>>()
    });
    let [places, others @ ..] = found;
    assert!(others.iter().all(|other| *other == places));
    places
}

#[test]
fn names_are_found_wherever_a_long_text_is_cut() {
    let names = [("وزير الخارجية", "a"), ("مِصر", "b"), ("أ.ف.ب", "c")];
    let matcher = Matcher::new(Gazetteer::from_names(&names, "NAME").unwrap().into(), Options::default()).unwrap();
    for (paragraph, expected) in [
        ("عاد وزير\nالخارجية إلى مِصر.\n\n", [(4, 17), (22, 26)].as_slice()),
        ("عاد وزير\nالخارجية إلى مِصر.\n", &[(4, 17), (22, 26)]),
        ("عاد وزير الخارجية، وقال لمصر: نعم! ", &[(4, 17), (25, 28)]),
        ("أ.ف.ب مصر وزير الخارجية ", &[(0, 5), (6, 9), (10, 23)]),
    ] {
        let length = paragraph.chars().count() as u32;
        let text = paragraphs(paragraph, MANY);
        let found = places(&matcher, &text);
        assert_eq!(found.len(), expected.len() * (text.chars().count() / length as usize), "{paragraph}");
        for (mention, at) in found.iter().zip(0..) {
            let (start, end) = expected[at as usize % expected.len()];
            let before = at / expected.len() as u32 * length;
            assert_eq!(*mention, (before + start, before + end), "{paragraph}");
        }
    }
}

#[test]
fn a_section_speaks_for_itself() {
    let matcher = Matcher::new(Gazetteer::bundled().unwrap(), Options::default()).unwrap();
    let (first, last) = ("التقى شي جين بينغ ضيوفه.\n\n", "قال شي إن الأمر مهم.");
    assert_eq!(places(&matcher, &format!("{first}{last}")), [(6, 17), (30, 32)]);
    let between = paragraphs("لا جديد في هذا الباب.\n\n", MANY);
    assert_eq!(places(&matcher, &format!("{first}{between}{last}")), [(6, 17)]);
    let end = between.chars().count() as u32;
    let far = places(&matcher, &format!("{between}{first}{last}"));
    assert_eq!(far, [(end + 6, end + 17), (end + 30, end + 32)]);
    let text = format!("{between}{first}{last}");
    let judged = matcher.explain(&Text::utf8(&text).unwrap(), Request::default()).unwrap();
    let given = judged.iter().filter(|row| row.outcome.as_str() == "given").map(|row| (row.start, row.end));
    assert_eq!(given.collect::<Vec<_>>(), far);
}
