//! Models of gazetteers with records, institutions, cues and roles, damaged by chance and made up on purpose.

use std::fs;

use proptest::prelude::*;
use sco_ner::gazetteer::PartialDate;
use sco_ner::{Gazetteer, Matcher, Options, Request, Text};

use crate::damage;

const FILES: [(&str, &str); 8] = [
    (
        "records.jsonl",
        r#"{"id": "RU", "label": "COUNTRY", "name": "روسيا", "name_en": "Russia", "names": {"short": ["روسيا"], "former": [{"text": "روسيا القيصرية", "to": "1917"}]}, "nisba": ["روسي"], "capital": "moscow", "sources": ["own"]}
{"id": "IN", "label": "COUNTRY", "name": "الهند", "name_en": "India", "names": {"short": ["الهند"]}, "nisba": ["هندي"], "sources": ["own"]}
{"id": "moscow", "label": "CITY", "name": "موسكو", "name_en": "Moscow", "country": "RU", "names": {"short": ["موسكو"]}, "merged": ["moskva"], "sources": ["own"]}
{"id": "amman", "label": "CITY", "name": "عَمّان", "name_en": "Amman", "names": {"short": ["عَمّان"]}, "sources": ["own"]}
{"id": "a-party", "label": "ORG", "name": "حزب العمال الروسي", "name_en": "Workers' Party", "country": "RU", "kind": "party", "names": {"full": ["حزب العمال الروسي"]}, "weak": {"short": [{"text": "العمال", "cues": ["حزب"]}]}, "sources": ["own"]}
{"id": "sergei-lavrov", "label": "PERSON", "name": "سيرغي لافروف", "name_en": "Sergei Lavrov", "country": "RU", "gender": "m", "names": {"full": ["سيرغي لافروف"], "surname": ["لافروف"]}, "positions": [{"office": "foreign-minister", "of": "RU", "title": "وزير خارجية روسيا", "start": "2004-03-09", "as_of": "2024", "source": "own"}], "sources": ["own"]}
{"id": "ivan-lavrov", "label": "PERSON", "name": "إيفان لافروف", "name_en": "Ivan Lavrov", "country": "RU", "gender": "m", "names": {"full": ["إيفان لافروف"], "surname": ["لافروف"]}, "sources": ["own"]}
"#,
    ),
    (
        "institutions.jsonl",
        r#"{"key": "ministry-of-foreign-affairs", "name": "وزارة الخارجية", "name_en": "Ministry of foreign affairs", "kind": "ministry", "before_nisba": ["وزارة الخارجية"], "before_country": ["وزارة خارجية"], "around_country": [["بنك", "المركزي"]], "alone": ["وزارة الخارجية"], "sources": ["own"]}
"#,
    ),
    ("cues.tsv", "title\tوزير الخارجية\tforeign-minister\ngiven\tسيرغي\ngiven\tإيفان\nparty\tحزب\nspeech\tقال\n"),
    ("stop.tsv", "المحيط الهندي\tocean\n"),
    ("words.tsv", "العمال\tcompany\nموسكو\tunless\tكوب\nparty\tkind\tword\n"),
    ("word_lists.tsv", "called\tيدعى، اسمه\nin\tفي\n"),
    (
        "roles.tsv",
        "fm\toffices\tforeign-minister\nfm\tname\tوزير الخارجية\nfm\tnisba\tوزير الخارجية\nfm\tof\tوزير خارجية\n-\tformer\tالسابق\n",
    ),
    ("spellings.txt", "إيفان ايوان\n"),
];

const TEXTS: [&str; 3] = [
    "قال وزير الخارجية الروسي سيرجي لافروف في موسكو إن وزارة الخارجية الروسية وبنك الهند المركزي",
    "لافروف ووزير خارجية روسيا السابق أيوان لافروف في عُمان، حزب العمال الروسي والهندي، المحيط الهندي وكوب، ايفان لافروف",
    "رجل يدعى لافروف، وزارة خارجية الهند، موسكو، وزارة الخارجية، إيفان لافروف وسيرغي لافروف، روسيا القيصرية",
];

fn matcher() -> Matcher {
    let folder = std::env::temp_dir().join(format!("sco_ner-{}-records", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in FILES {
        fs::write(folder.join(name), text).unwrap();
    }
    let gazetteer = Gazetteer::read(&folder);
    fs::remove_dir_all(&folder).unwrap();
    Matcher::new(gazetteer.unwrap().into(), Options::default()).unwrap()
}

/// All that a matcher says of some texts.
fn said(matcher: &Matcher) -> Vec<String> {
    let lexicon = matcher.lexicon();
    let mut said = Vec::new();
    for text in TEXTS {
        let text = Text::utf8(text).unwrap();
        for (date, roles) in [(None, false), (None, true), (PartialDate::parse("2010"), true)] {
            for mention in matcher.extract_for(&text, Request { date, roles }).unwrap() {
                let (ids, names) = (lexicon.ids_of(&mention), lexicon.names(mention.target));
                said.push(format!("{mention:?} {:?} {ids:?} {names:?}", lexicon.id(mention.target)));
            }
            said.push(format!("{:?}", matcher.explain(&text, Request { date, roles }).unwrap()));
        }
    }
    said
}

#[test]
fn a_model_of_records_says_the_same() {
    let matcher = matcher();
    let loaded = Matcher::from_bytes(&matcher.to_bytes().unwrap()).unwrap();
    assert_eq!(said(&loaded), said(&matcher));
    assert!(said(&matcher).len() > 40, "{:#?}", said(&matcher));
    assert_eq!(loaded.to_bytes().unwrap(), matcher.to_bytes().unwrap());
    let (saved, made) = (matcher.lexicon().gazetteer(), loaded.lexicon().gazetteer());
    for id in ["RU", "moscow", "moskva", "ivan-lavrov", "none", ""] {
        assert_eq!(made.position(id), saved.position(id), "{id}");
        assert_eq!(made.get(id), saved.get(id), "{id}");
    }
    assert_eq!((made.records(), made.cues()), (saved.records(), saved.cues()));
    assert_eq!(made.spellings(), saved.spellings());
    assert_eq!((made.listed_words(), made.listed_words().len()), (saved.listed_words(), 3));
    // What is made of a gazetteer from a model.
    let with = |gazetteer: &Gazetteer| gazetteer.without(&["moskva", "IN"]).unwrap().records().to_vec();
    assert_eq!(with(made), with(saved));
    assert!(made.with_added(saved, false).is_err());
    assert_eq!(made.with_added(saved, true).unwrap().records(), saved.records());
}

#[test]
fn what_is_damaged_is_an_error() {
    let bytes = matcher().to_bytes().unwrap();
    damage::truncations_are_refused(&bytes);
    damage::flips_are_refused(&bytes, 20_000);
}

/// The sum made right over a file that somebody changed on purpose: nothing may lead outside, whatever is asked.
#[test]
fn numbers_that_lead_outside_are_an_error_or_harmless() {
    let mut taken = 0;
    damage::made_up(&matcher().to_bytes().unwrap(), prop_oneof![any::<u8>(), 0_u8..4], 1, 4_000, |matcher| {
        taken += 1;
        let _ = said(&matcher);
        let _ = matcher.lexicon().gazetteer().records();
    });
    assert!(taken > 100, "{taken}");
}
