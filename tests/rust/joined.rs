//! Gazetteers from gazetteers: what is added, overridden and taken out.

use std::sync::Arc;

use sco_ner::{ErrorKind, Gazetteer, Matcher, Options, Text};

fn names(names: &[(&str, &str)]) -> Gazetteer {
    Gazetteer::from_names(names, "NAME").expect("the names are good")
}

fn ids(gazetteer: &Gazetteer) -> Vec<&str> {
    gazetteer.records().iter().map(|record| record.id.as_str()).collect()
}

#[test]
fn records_are_shared_not_copied() {
    let (first, second) = (names(&[("سين", "a"), ("صاد", "b")]), names(&[("عين", "c")]));
    let joined = first.with_added(&second, false).unwrap();
    assert_eq!(ids(&joined), ["a", "b", "c"]);
    assert!(Arc::ptr_eq(&joined.records()[0], &first.records()[0]));
    assert!(Arc::ptr_eq(&joined.records()[2], &second.records()[0]));
    let rest = joined.without(&["b"]).unwrap();
    assert_eq!(ids(&rest), ["a", "c"]);
    assert!(Arc::ptr_eq(&rest.records()[1], &second.records()[0]));
    assert_eq!(rest.position("c"), Some(1));
    assert!(rest.get("b").is_none());
}

#[test]
fn what_is_overridden_keeps_its_place() {
    let (first, second) = (names(&[("سين", "a"), ("صاد", "b")]), names(&[("عين", "a")]));
    let error = first.with_added(&second, false).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Gazetteer(defects) if defects.len() == 1));
    let joined = first.with_added(&second, true).unwrap();
    assert_eq!(ids(&joined), ["a", "b"]);
    assert_eq!(joined.get("a").unwrap().name, "عين");
}

#[test]
fn a_gazetteer_overrides_itself_without_a_change() {
    let bundled = Gazetteer::bundled().unwrap();
    let same = bundled.with_added(&bundled, true).unwrap();
    assert_eq!(ids(&same), ids(&bundled));
    assert_eq!(same.stops().len(), bundled.stops().len());
    assert_eq!(same.cues().len(), bundled.cues().len());
    assert_eq!(same.institutions().len(), bundled.institutions().len());
    assert_eq!(same.words(), bundled.words());
    assert_eq!(same.listed_words(), bundled.listed_words());
    assert_eq!(same.roles(), bundled.roles());
    assert_eq!(same.spellings(), bundled.spellings());
    let text = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الصيني في بكين";
    let found = |gazetteer| {
        let matcher = Matcher::new(gazetteer, Options::default()).unwrap();
        matcher.extract(&Text::utf8(text).unwrap()).unwrap()
    };
    assert_eq!(found(Arc::new(same)), found(bundled));
}

#[test]
fn what_stands_beside_the_records_comes_too() {
    let bundled = Gazetteer::bundled().unwrap();
    let joined = names(&[("سين", "a")]).with_added(&bundled, false).unwrap();
    assert_eq!(joined.words(), bundled.words());
    assert_eq!(joined.roles(), bundled.roles());
    let again = joined.with_added(&names(&[("صاد", "b")]), false).unwrap();
    assert_eq!(again.words(), bundled.words());
    assert_eq!(again.listed_words(), bundled.listed_words());
    assert_eq!(again.spellings(), bundled.spellings());
    let text = "صفق الجمهور بحماس، والمستشار الألماني في برلين";
    let found = |gazetteer: Arc<Gazetteer>| {
        let matcher = Matcher::new(gazetteer, Options::default()).unwrap();
        let mentions = matcher.extract(&Text::utf8(text).unwrap()).unwrap();
        mentions.iter().map(|mention| (mention.start, matcher.lexicon().id(mention.target))).collect::<Vec<_>>()
    };
    assert_eq!(found(Arc::new(again)), found(bundled));
}

#[test]
fn words_join_the_lists_that_have_others() {
    const STATE: &str =
        r#"{"id": "EG", "label": "COUNTRY", "name": "مصر", "names": {"short": ["مصر"]}, "sources": ["own"]}"#;
    let read = |files: &[(&str, &str)]| {
        let path = std::env::temp_dir().join(format!("sco_ner-{}-word-lists", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        for (name, text) in files {
            std::fs::write(path.join(name), text).unwrap();
        }
        let read = Gazetteer::read(&path).unwrap();
        std::fs::remove_dir_all(&path).unwrap();
        read
    };
    let bare = read(&[("states.jsonl", STATE), ("words.tsv", "مصر\tover\n"), ("cues.tsv", "speech\tقال\n")]);
    let listed = bare.with_added(&read(&[("word_lists.tsv", "ala\tعلى\npronoun\tهو\n")]), false).unwrap();
    let own = read(&[("word_lists.tsv", "pronoun\tهو، كِلاهُما\n")]);
    let found = |gazetteer: &Gazetteer| {
        let matcher = Matcher::new(gazetteer.clone().into(), Options::default()).unwrap();
        let loaded = Matcher::from_bytes(&matcher.to_bytes().unwrap()).unwrap();
        ["هو مصر على الرحيل", "كلاهما مصر على الرحيل"].map(|text| {
            let text = Text::utf8(text).unwrap();
            let found = matcher.extract(&text).unwrap();
            assert_eq!(loaded.extract(&text).unwrap(), found);
            found.len()
        })
    };
    assert_eq!(found(&bare), [1, 1]);
    assert_eq!(found(&listed), [0, 1]);
    let joined = listed.with_added(&own, false).unwrap();
    assert_eq!((joined.listed_words().len(), found(&joined)), (3, [0, 0]));
}

#[test]
fn spellings_hold_for_the_records_that_they_come_to() {
    const RECORD: &str =
        r#"{"id": "p", "label": "PERSON", "name": "يوخن صادنباور", "country": "DE", "sources": ["own"]}"#;
    let read = |name: &str, text: &str| {
        let path = std::env::temp_dir().join(format!("sco_ner-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join(name), text).unwrap();
        let read = Gazetteer::read(&path).unwrap();
        std::fs::remove_dir_all(&path).unwrap();
        read
    };
    let (people, spellings) = (read("people.jsonl", RECORD), read("spellings.txt", "// remark\n\nيوخن يوخين\n"));
    let found = |gazetteer: &Gazetteer| {
        let matcher = Matcher::new(gazetteer.clone().into(), Options::default()).unwrap();
        let loaded = Matcher::from_bytes(&matcher.to_bytes().unwrap()).unwrap();
        assert_eq!(loaded.lexicon().gazetteer().spellings(), gazetteer.spellings());
        matcher.extract(&Text::utf8("قال يوخين صادنباور").unwrap()).unwrap().len()
    };
    assert_eq!(found(&people), 0);
    assert_eq!(found(&people.with_added(&spellings, false).unwrap()), 1);
    assert_eq!(found(&spellings.with_added(&people, false).unwrap()), 1);
}

#[test]
fn a_surname_of_very_many_is_no_trouble() {
    use std::fmt::Write as _;
    let mut records = String::new();
    for count in 0..80 {
        writeln!(
            records,
            r#"{{"id": "p-{count}", "label": "PERSON", "name": "اسم{count} محمد", "country": "EG", "names": {{"full": ["اسم{count} محمد"], "surname": ["محمد"]}}, "sources": ["recall"]}}"#
        )
        .unwrap();
    }
    let path = std::env::temp_dir().join(format!("sco_ner-{}-many.jsonl", std::process::id()));
    std::fs::write(&path, records).unwrap();
    let many = Gazetteer::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let matcher =
        Matcher::new(Gazetteer::bundled().unwrap().with_added(&many, true).unwrap().into(), Options::default())
            .unwrap();
    for text in [" محمد", "محمد", "قال محمد", "قال اسم79 محمد", "- محمد -", "زار اسم7 محمد القاهرة"]
    {
        let mentions = matcher.extract(&Text::utf8(text).unwrap()).unwrap();
        assert!(mentions.iter().all(|mention| mention.start < mention.end), "{text}");
    }
}

#[test]
fn a_list_knows_no_dates() {
    use sco_ner::Request;
    use sco_ner::gazetteer::PartialDate;
    let matcher =
        Matcher::new(names(&[("سين", "a"), ("سين صاد", "b"), ("صاد", "c")]).into(), Options::default()).unwrap();
    let text = Text::utf8("في سين صاد وسين، ثم صاد").unwrap();
    let dated = Request { date: PartialDate::parse("2020"), roles: true };
    assert_eq!(matcher.extract_for(&text, dated).unwrap(), matcher.extract(&text).unwrap());
}
