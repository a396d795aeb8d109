//! Saved matchers: the same rows as the one saved, and an error for every file that is not whole.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use sco_ner::scan::Boundaries;
use sco_ner::{Engine, ErrorKind, Gazetteer, Matcher, Options, Text};

use crate::damage::{self, is_refused};

const TEXT: &str = "وصل الرئيس الصيني شي جين بينغ إلى موسكو، وللهند وترامبموسكو موقف من وزارة الخارجية الروسية في G20.";

fn names() -> Matcher {
    let names = [
        ("روسيا", "RU"),
        ("الهند", "IN"),
        ("عَمّان", "amman"),
        ("شي جين بينغ", "xi-jinping"),
        ("جمهورية الكونغو الديمقراطية الشعبية الاشتراكية", "CD"),
        ("مجموعة ال20", "g20"),
        ("لفظطويلجدالاينتهيابداوهوكلمةواحدة", "long"),
        // Names with more to them: borne by two, of one id, with a final hamza, like a particle.
        ("الهند", "asia"),
        ("هند", "hind"),
        ("عُمان", "OM"),
        ("شاطئ", "beach"),
        ("علي", "ali"),
        ("علي صالح", "ali"),
    ];
    Matcher::new(Gazetteer::from_names(&names, "NAME").unwrap().into(), Options::default()).unwrap()
}

fn path(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("sco_ner-{}-{name}.model", std::process::id()))
}

#[test]
fn a_saved_matcher_finds_the_same() {
    let letters = Options { engine: Engine::Letters, ..Options::default() };
    let inside = Options { boundaries: Boundaries::None, ..Options::default() };
    for (index, options) in [Options::default(), letters, inside].into_iter().enumerate() {
        let matcher = Matcher::new(Gazetteer::bundled().unwrap(), options).unwrap();
        let path = path(&format!("bundled-{index}"));
        matcher.save(&path).unwrap();
        for loaded in [Matcher::load(&path).unwrap(), Matcher::map(&path).unwrap()] {
            let text = Text::utf8(TEXT).unwrap();
            assert_eq!(loaded.extract(&text).unwrap(), matcher.extract(&text).unwrap());
            assert!(loaded.extract(&text).unwrap().len() > 5);
            assert_eq!(loaded.fingerprint().unwrap(), matcher.fingerprint().unwrap());
            assert_eq!(loaded.to_bytes().unwrap(), matcher.to_bytes().unwrap());
            assert_eq!(loaded.lexicon().gazetteer().records(), matcher.lexicon().gazetteer().records());
        }
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_list_of_names_comes_back() {
    let matcher = names();
    let loaded = Matcher::from_bytes(&matcher.to_bytes().unwrap()).unwrap();
    for text in [
        TEXT,
        "",
        "في عُمان وعمّان",
        "لفظطويلجدالاينتهيابداوهوكلمةواحدة",
        "مجموعة ال 20",
        "وروسياالهند",
        "علي على شاطئ وشاطي الهند",
    ] {
        let text = Text::utf8(text).unwrap();
        let found = matcher.extract(&text).unwrap();
        assert_eq!(loaded.extract(&text).unwrap(), found);
        for mention in found {
            assert_eq!(loaded.lexicon().ids_of(&mention), matcher.lexicon().ids_of(&mention));
            assert_eq!(loaded.lexicon().names(mention.target), matcher.lexicon().names(mention.target));
        }
    }
    let (saved, made) = (matcher.lexicon().gazetteer(), loaded.lexicon().gazetteer());
    assert_eq!(made.records(), saved.records());
    assert_eq!((made.len(), made.position("ali"), made.position("none")), (12, saved.position("ali"), None));
}

#[test]
fn names_that_several_bear_are_told_apart() {
    let matcher = names();
    let ids = |text: &str| -> Vec<String> {
        let found = matcher.extract(&Text::utf8(text).unwrap()).unwrap();
        found.iter().map(|mention| matcher.lexicon().ids_of(mention).join(" ")).collect()
    };
    assert_eq!(ids("الهند وعمان"), ["IN asia", "OM amman"]);
    assert_eq!(ids("عَمّان، عُمان"), ["OM amman", "OM amman"]);
    assert_eq!(ids("علي على شاطئ، شاطي، علي صالح"), ["ali", "beach", "beach", "ali"]);
    let text = "في عَمّان";
    let found = matcher.extract(&Text::utf8(text).unwrap()).unwrap();
    assert_eq!(matcher.lexicon().id(found[0].target).as_deref(), Some("amman"));
    assert_eq!(matcher.lexicon().names(found[0].target).0, "عَمّان");
}

#[test]
fn the_fingerprint_is_of_the_contents() {
    let other = Gazetteer::from_names(&[("روسيا", "RU")], "NAME").unwrap();
    let other = Matcher::new(other.into(), Options::default()).unwrap();
    assert_eq!(names().fingerprint().unwrap(), names().fingerprint().unwrap());
    assert_ne!(names().fingerprint().unwrap(), other.fingerprint().unwrap());
}

#[test]
fn every_truncation_is_an_error() {
    let bytes = names().to_bytes().unwrap();
    damage::truncations_are_refused(&bytes);
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(is_refused(&longer));
    assert!(!is_refused(&bytes));
}

#[test]
fn every_flipped_byte_is_an_error() {
    damage::flips_are_refused(&names().to_bytes().unwrap(), 100_000);
}

/// The sum over a file that somebody changed on purpose, with the sum made right: nothing may lead outside.
#[test]
fn numbers_that_lead_outside_are_an_error_or_harmless() {
    let texts = [TEXT, "روسيا والهند", "جمهورية الكونغو الديمقراطية الشعبية"];
    damage::made_up(&names().to_bytes().unwrap(), any::<u8>(), 3, 3_000, |matcher| {
        for text in texts {
            let _ = matcher.extract(&Text::utf8(text).unwrap());
        }
    });
}

#[test]
fn other_files_are_told_apart() {
    let path = path("other");
    fs::write(&path, b"{\"id\": \"EG\"}").unwrap();
    for result in [Matcher::load(&path), Matcher::map(&path)] {
        let message = result.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(message.contains("no model") && message.contains("other"), "{message}");
    }
    fs::remove_file(&path).unwrap();
    assert!(matches!(Matcher::load(&path).err().unwrap().kind(), ErrorKind::File(..)));
}
