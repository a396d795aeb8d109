//! Long work that is ended: an error or the whole result, never a part of it.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use sco_ner::gazetteer::PartialDate;
use sco_ner::resolve::Overlaps;
use sco_ner::scan::Boundaries;
use sco_ner::{ErrorKind, Gazetteer, Matcher, Options, Request, Text, Watch, extract_batch_watched};

const NEWS: &str = "قال وزير الخارجية الروسي في بكين إن شي وبوتين والرئيس الهندي زاروا مالي. وقال ترامبموسكو، ";

fn options() -> [Options; 4] {
    let mut options: [Options; 4] = Default::default();
    options[1].resolve.overlaps = Overlaps::All;
    options[2].boundaries = Boundaries::None;
    options[3].profile = sco_ner::fold::Profile::Loose;
    options
}

#[test]
fn a_part_is_never_given() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let text = NEWS.repeat(2_000);
    let text = Text::utf8(&text).unwrap();
    let request = Request { date: PartialDate::parse("2024"), roles: true };
    for options in options() {
        let matcher = Matcher::new(gazetteer.clone(), options).unwrap();
        let whole = matcher.extract_for(&text, request).unwrap();
        let mut ends = [0, 0];
        for delay in (0..40).map(|step| Duration::from_micros(step * step * 60)) {
            let ended = AtomicBool::new(false);
            let found = thread::scope(|scope| {
                scope.spawn(|| {
                    thread::sleep(delay);
                    ended.store(true, Ordering::Relaxed);
                });
                matcher.extract_watched(&text, request, &Watch::new(&ended))
            });
            match found {
                Ok(found) => assert_eq!(found, whole),
                Err(error) => assert!(matches!(error.kind(), ErrorKind::Interrupted)),
            }
            ends[usize::from(ended.into_inner())] += 1;
        }
        assert!(ends[1] > 0);
        assert_eq!(matcher.extract_for(&text, request).unwrap(), whole);
    }
}

#[test]
fn what_is_ended_before_it_begins_gives_nothing() {
    let listed: Arc<Gazetteer> = Gazetteer::from_names(&[("بكين", "a"), ("بوتين", "b")], "NAME").unwrap().into();
    for gazetteer in [Gazetteer::bundled().unwrap(), listed] {
        let matcher = Matcher::new(gazetteer, Options::default()).unwrap();
        let ended = AtomicBool::new(true);
        let text = NEWS.repeat(3_000);
        let texts: Vec<Text<'_>> = [NEWS, &text, "", NEWS].map(|text| Text::utf8(text).unwrap()).into();
        let watch = Watch::new(&ended);
        assert!(matcher.explain_watched(&texts[1], Request::default(), &watch).is_err());
        for text in &texts {
            assert!(matcher.extract_watched(text, Request::default(), &watch).is_err());
        }
        for threads in [1, 3] {
            let threads = NonZeroUsize::new(threads).unwrap();
            assert!(extract_batch_watched(&matcher, &texts, &[], threads, &watch).is_err());
            let whole = extract_batch_watched(&matcher, &texts, &[], threads, &Watch::default()).unwrap();
            let lengths: Vec<usize> = whole.into_iter().map(|found| found.unwrap().len()).collect();
            assert!(lengths[0] > 0 && lengths[1] > 1_000 * lengths[0] && lengths[2..] == [0, lengths[0]]);
        }
    }
}

#[test]
fn who_asks_ends_a_long_text() {
    let matcher = Matcher::new(Gazetteer::bundled().unwrap(), Options::default()).unwrap();
    let text = NEWS.repeat(100_000);
    let text = Text::utf8(&text).unwrap();
    let (ended, asked) = (AtomicBool::new(false), Cell::new(0));
    let go_on = || {
        asked.set(asked.get() + 1);
        asked.get() < 3
    };
    let error = matcher.extract_watched(&text, Request::default(), &Watch::new(&ended).asking(&go_on)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Interrupted));
    assert_eq!(asked.get(), 3);
}
