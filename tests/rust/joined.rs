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
    let text = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الصيني في بكين";
    let found = |gazetteer| {
        let matcher = Matcher::new(gazetteer, Options::default()).unwrap();
        matcher.extract(&Text::utf8(text).unwrap()).unwrap()
    };
    assert_eq!(found(Arc::new(same)), found(bundled));
}
