//! The invariants of DESIGN.md on random and hostile input.

use std::sync::Arc;

use proptest::prelude::*;
use sco_ner::fold::{BREAK, Fold, GAP, Profile};
use sco_ner::gazetteer::PartialDate;
use sco_ner::resolve::Outcome;
use sco_ner::scan::Boundaries;
use sco_ner::{Engine, Gazetteer, Matcher, Options, Request, Text};

use crate::naive::Naive;
use crate::naive_winners::{fast, slow};
use crate::texts::{listed, plan, tiny_list, tiny_text};

pub const ALL_BOUNDARIES: [Boundaries; 3] = [Boundaries::RunOn, Boundaries::Word, Boundaries::None];

/// `SCO_NER_CASES` raises the number of cases for a long run.
fn config() -> ProptestConfig {
    let cases = std::env::var("SCO_NER_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 4_000, ..ProptestConfig::default() }
}

fn matcher(names: &[(String, String)], boundaries: Boundaries) -> Matcher {
    matcher_with(names, boundaries, Engine::default())
}

pub fn matcher_with(names: &[(String, String)], boundaries: Boundaries, engine: Engine) -> Matcher {
    let gazetteer = Gazetteer::from_names(names, "NAME").expect("every name has a letter");
    let options = Options { boundaries, engine, ..Options::default() };
    Matcher::new(Arc::new(gazetteer), options).expect("the names use few letters")
}

/// Fast scan and slow scan, fast winners and slow winners, whichever engine scans.
fn agrees(names: &[(String, String)], text: &str, boundaries: Boundaries) -> Result<(), TestCaseError> {
    for engine in [Engine::Words, Engine::Letters] {
        let matcher = matcher_with(names, boundaries, engine);
        let naive = Naive::new(&matcher, names);
        let borrowed = Text::utf8(text).expect("a text of the tests is short");
        let (scanned, tried) = (matcher.candidates(&borrowed).expect("short"), naive.candidates(&borrowed, boundaries));
        prop_assert_eq!(scanned, tried, "candidates of {:?} ({:?}, {:?})", text, boundaries, engine);
        let (given, due) = (fast(&matcher, &borrowed), slow(&naive, &matcher, &borrowed, boundaries));
        prop_assert_eq!(given, due, "mentions of {:?} ({:?}, {:?})", text, boundaries, engine);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    /// Invariant 5.
    #[test]
    fn fast_scan_is_slow_scan_on_disturbed_names(names in listed(), plan in plan(), boundaries in prop::sample::select(&ALL_BOUNDARIES[..])) {
        agrees(&names, &plan.text(&names), boundaries)?;
    }

    /// Invariant 5, where everything collides with everything.
    #[test]
    fn fast_scan_is_slow_scan_on_few_letters(names in tiny_list(), text in tiny_text(), boundaries in prop::sample::select(&ALL_BOUNDARIES[..])) {
        agrees(&names, &text, boundaries)?;
    }

    /// Invariants 1 and 2.
    #[test]
    fn spans_lie_where_they_say(names in listed(), plan in plan(), boundaries in prop::sample::select(&ALL_BOUNDARIES[..])) {
        let matcher = matcher(&names, boundaries);
        let naive = Naive::new(&matcher, &names);
        let text = plan.text(&names);
        let borrowed = Text::utf8(&text).expect("short");
        let mut last = 0;
        for mention in matcher.extract(&borrowed).expect("short") {
            prop_assert!(last <= mention.start && mention.start < mention.end && mention.end as usize <= borrowed.len());
            last = mention.end;
            let slice = borrowed.slice(mention.start as usize, mention.end as usize);
            prop_assert!(begins_and_ends_well(&slice), "{slice:?} in {text:?}");
            prop_assert!(!borrowed.at(last as usize).and_then(char::from_u32).is_some_and(is_combining), "a mark is cut off {slice:?}");
            let id = matcher.lexicon().id(mention.target).expect("listed");
            let chain = mention.proclitic.as_str();
            prop_assert!(naive.is_written(&slice, &id, chain), "{slice:?} behind {chain:?} is not {id} in {text:?}");
        }
    }

    /// Invariant 1: however the text is held, the same rows.
    #[test]
    fn every_width_gives_the_same(names in listed(), plan in plan()) {
        let matcher = matcher(&names, Boundaries::RunOn);
        let text = plan.text(&names);
        let expected = fast(&matcher, &Text::utf8(&text).expect("short"));
        let four: Vec<u32> = text.chars().map(u32::from).collect();
        prop_assert_eq!(&fast(&matcher, &Text::Ucs4(&four)), &expected);
        let narrow: String = text.chars().filter(|letter| u32::from(*letter) < 0x1_0000).collect();
        let two: Vec<u16> = narrow.encode_utf16().collect();
        prop_assert_eq!(fast(&matcher, &Text::Ucs2(&two)), fast(&matcher, &Text::utf8(&narrow).expect("short")));
    }

    /// Invariant 1 for Latin-1, where CPython keeps one byte a letter.
    #[test]
    fn one_byte_texts_give_the_same(bytes in prop::collection::vec(prop_oneof![3 => prop::sample::select(b"NATOnatoG20 -\n,\xe9\xad\xa0".as_slice()), 1 => any::<u8>()], 0..40)) {
        let names = [("NATO", "nato"), ("G20", "g20"), ("n 20", "n"), ("é", "e")].map(|(name, id)| (name.to_owned(), id.to_owned()));
        for boundaries in ALL_BOUNDARIES {
            let matcher = matcher(&names, boundaries);
            let text: String = bytes.iter().copied().map(char::from).collect();
            prop_assert_eq!(fast(&matcher, &Text::Ucs1(&bytes)), fast(&matcher, &Text::utf8(&text).expect("short")));
        }
    }

    /// Invariant 4: what folding gives, written out, folds to itself.
    #[test]
    fn folding_twice_is_folding_once(plan in plan(), names in listed(), noise in any::<String>(), exact in any::<bool>()) {
        let profile = if exact { Profile::Exact } else { Profile::Standard };
        let fold = Fold::new(profile, names.iter().map(|(name, _)| name.as_str())).expect("few letters");
        let codes = |text: &str| fold.fold(&Text::utf8(text).expect("short")).expect("short").codes;
        let once = codes(&(plan.text(&names) + &noise));
        prop_assert_eq!(codes(&spelled(&fold, &once)), once);
    }

    /// The loose profile: letters that are split are found whole, where they stand, and what is not split is as ever.
    #[test]
    fn split_letters_are_found_whole(names in listed(), plan in plan(), which in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), sign in prop::sample::select(&["ـ.ـ", "ـ ـ", "ـ.", ".ـ", "ـ_ـ", "ـ··ـ"][..])) {
        let loose = Options { profile: Profile::Loose, ..Options::default() };
        let plain = |letter: char| matches!(letter, 'ب'..='غ' | 'ف'..='ي') && letter != 'ـ';
        let whole: Vec<&String> = names.iter().map(|(name, _)| name).filter(|name| name.chars().count() > 2 && name.chars().all(plain)).collect();
        prop_assume!(!whole.is_empty());
        let name: Vec<char> = which.get(&whole).chars().collect();
        let cut = 1 + cut.index(name.len() - 1);
        let split: String = name[..cut].iter().chain(&sign.chars().collect::<Vec<_>>()).chain(&name[cut..]).collect();
        let before = plan.text(&names) + "\n\n";
        let text = format!("{before}{split}\n\n{before}");
        let gazetteer = Arc::new(Gazetteer::from_names(&names, "NAME").expect("every name has a letter"));
        let matcher = Matcher::new(gazetteer, loose).expect("few letters");
        let borrowed = Text::utf8(&text).expect("short");
        let start = before.chars().count() as u32;
        let found = matcher.extract(&borrowed).expect("short");
        let span = (start, start + split.chars().count() as u32);
        prop_assert!(found.iter().any(|mention| (mention.start, mention.end) == span), "{split} in {text:?}");
        for mention in found {
            let slice = borrowed.slice(mention.start as usize, mention.end as usize);
            prop_assert!(begins_and_ends_well(&slice), "{slice:?} in {text:?}");
        }
    }

    /// What `explain` says is given is what `extract` gives, and roles take no name away.
    #[test]
    fn explain_and_extract_agree(names in listed(), plan in plan(), boundaries in prop::sample::select(&ALL_BOUNDARIES[..])) {
        let matcher = matcher(&names, boundaries);
        let text = plan.text(&names);
        let borrowed = Text::utf8(&text).expect("short");
        let request = Request { date: PartialDate::parse("2020"), roles: true };
        let extracted: Vec<_> = matcher.extract(&borrowed).expect("short").iter().map(|found| (found.start, found.end, found.target)).collect();
        let dated: Vec<_> = matcher.extract_for(&borrowed, request).expect("short").iter().map(|found| (found.start, found.end, found.target)).collect();
        prop_assert_eq!(&dated, &extracted);
        let judged = matcher.explain(&borrowed, request).expect("short");
        let mut told: Vec<_> = judged.iter().filter(|row| row.outcome == Outcome::Given).map(|row| (row.start, row.end, row.target)).collect();
        told.dedup();
        prop_assert_eq!(told, extracted);
    }

    /// Invariant 4: a twin with other marks and letters that stand for one another gives the same candidates.
    #[test]
    fn twins_give_the_same_candidates(names in listed(), plan in plan(), strewn in any::<u64>()) {
        let matcher = matcher(&names, Boundaries::RunOn);
        let text = plan.text(&names);
        let twin: String = text.chars().enumerate().flat_map(|(at, letter)| {
            let bits = strewn.rotate_right(at as u32) & 0b111;
            let extra = match bits { 1 => Some('\u{64e}'), 2 => Some('ـ'), 3 => Some('\u{200d}'), _ => None };
            let letter = match (letter, bits) { ('ا', 4..) => 'آ', ('ي', 4..) => 'ے', ('ه', 4..) => 'ہ', (' ', 4..) => '\u{2009}', (other, _) => other };
            std::iter::once(letter).chain(extra)
        }).collect();
        let candidates = |text: &str| matcher.candidates(&Text::utf8(text).expect("short")).expect("short");
        prop_assert_eq!(candidates(&twin), candidates(&text), "{:?} {:?}", twin, text);
    }

    /// Invariant 8: any units at all.
    #[test]
    fn no_units_can_panic(
        letters in any::<bool>(),
        names in prop_oneof![listed(), tiny_list()],
        four in prop::collection::vec(prop_oneof![2 => 0x620_u32..0x650, 1 => 0xd7f0_u32..0xe010, 1 => 0xfdf0_u32..0xff00, 1 => any::<u32>(), 1 => 0x10_fff0_u32..0x11_0010, 1 => 0_u32..64], 0..60),
        two in prop::collection::vec(prop_oneof![2 => 0x620_u16..0x650, 1 => any::<u16>()], 0..60),
        boundaries in prop::sample::select(&ALL_BOUNDARIES[..]),
    ) {
        let engine = if letters { Engine::Letters } else { Engine::Words };
        let matcher = matcher_with(&names, boundaries, engine);
        let naive = Naive::new(&matcher, &names);
        for text in [Text::Ucs4(&four), Text::Ucs2(&two)] {
            prop_assert_eq!(matcher.candidates(&text).expect("short"), naive.candidates(&text, boundaries));
            prop_assert_eq!(fast(&matcher, &text), slow(&naive, &matcher, &text, boundaries));
        }
    }

    /// Invariant 8: any names at all.
    #[test]
    fn no_names_can_panic(names in prop::collection::vec((".{1,6}", "[a-c]{0,2}"), 0..8), text in any::<String>()) {
        // Names that fold to nothing are taken still (`malformed::what_is_open_is_still_open`).
        let fold = Fold::new(Profile::Standard, []).expect("no letters");
        if names.iter().any(|(name, _)| fold.fold_name(name).is_ok_and(|codes| codes.is_empty())) {
            return Ok(());
        }
        let Ok(gazetteer) = Gazetteer::from_names(&names, "NAME") else { return Ok(()) };
        let Ok(matcher) = Matcher::new(Arc::new(gazetteer), Options::default()) else { return Ok(()) };
        let all: String = names.iter().map(|(name, _)| format!("{name} {text} ")).collect::<Vec<_>>().concat();
        matcher.extract(&Text::utf8(&all).expect("short")).expect("short");
    }
}

fn pairs(names: impl IntoIterator<Item = String>) -> Vec<(String, String)> {
    names.into_iter().enumerate().map(|(at, name)| (name, format!("n{at:05}"))).collect()
}

/// Invariant 6: of the names that begin at one place a fixed number is kept, the longest.
#[test]
fn no_more_than_the_fixed_number_is_kept_for_a_start() {
    let names = pairs((1..=70).map(|words| ["لا"; 70][..words].join(" ")));
    let text = ["لا"; 80].join(" ");
    for boundaries in ALL_BOUNDARIES {
        agrees(&names, &text, boundaries).expect("fast is slow");
        agrees(&names, &format!("و{text} لالالالا"), boundaries).expect("fast is slow");
    }
}

/// Invariant 5 for lists so long that the automaton is another one.
#[test]
fn fast_scan_is_slow_scan_on_a_long_list() {
    let letters: Vec<char> = "وبلانمي".chars().collect();
    let name = |number: usize| (0..4 + number % 2).map(|at| letters[number / 7_usize.pow(at as u32) % 7]).collect();
    let names = pairs((0..2_200).map(|number| name(number * 7)));
    let text: Vec<String> =
        (0..30).map(|number| name(number * 613) + ["", " ", "و", " ل", "\u{64e} "][number % 5]).collect();
    for boundaries in ALL_BOUNDARIES {
        agrees(&names, &text.concat(), boundaries).expect("fast is slow");
    }
}

/// Spans begin on a letter, digit or sign and end on one or on its marks.
fn begins_and_ends_well(slice: &str) -> bool {
    let is_outside = |letter: char| {
        letter.is_whitespace() || matches!(letter, 'ـ' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}')
    };
    let (first, last) = (slice.chars().next(), slice.chars().last());
    first.is_some_and(|first| !is_outside(first) && !is_combining(first)) && last.is_some_and(|last| !is_outside(last))
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Folded codes as a text that folds to them; letters of no name are written with letters that no list here has.
fn spelled(fold: &Fold, codes: &[u8]) -> String {
    let unlisted = ["ж", "ٹ"].map(|letter| (fold.fold_name(letter).expect("short")[0], letter));
    let spell = |code: u8| match (code, unlisted.iter().find(|(known, _)| *known == code)) {
        (BREAK, _) => "|".to_owned(),
        (GAP, _) => " ".to_owned(),
        (_, Some((_, letter))) => (*letter).to_owned(),
        _ => fold.alphabet().spell(&[code]),
    };
    codes.iter().map(|&code| spell(code)).collect()
}
