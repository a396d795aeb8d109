//! A long run of the fast scan against the slow one, on small lists and short texts: `make soak`.
//!
//! A case is a text: names of the list cut, glued, dressed and disturbed, then edited here and there; both engines must give
//! the candidates and the winners of the slow matcher. Every list has a seed of its own, which is printed where a case
//! fails, so that `make soak SEED=… CASES=1` begins with it.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Instant, SystemTime};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sco_ner::scan::Boundaries;
use sco_ner::{Engine, Gazetteer, Matcher, Text};

use crate::naive::Naive;
use crate::naive_winners::{fast, winners};
use crate::properties::{ALL_BOUNDARIES, matcher_with};
use crate::texts::{Plan, listed_of, plan_of, tiny_list, tiny_text};

/// Texts for each list; compiling one costs as much as some hundred texts.
const TEXTS: u64 = 1_000;
/// Names of a list and pieces of a text: the slow matcher tries each name at each place.
const NAMES: usize = 8;
const PIECES: usize = 5;
/// What edits put in.
const LETTERS: &[char] =
    &['ا', 'ل', 'و', 'ف', 'ب', 'ك', 'ن', 'ي', ' ', '-', '.', '\n', 'ـ', '\u{64e}', '\u{200f}', 'ﻻ', 'G', '2', '🙂'];

type Names = Vec<(String, String)>;

#[derive(Clone, Debug)]
enum Shape {
    Planned(Plan),
    Tiny(String),
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok().filter(|value| !value.is_empty()).map(|value| value.parse().expect("a number"))
}

fn runner(seed: u64) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

fn draw<S: Strategy>(runner: &mut TestRunner, strategy: &S) -> S::Value {
    strategy.new_tree(runner).expect("nothing is filtered out").current()
}

/// Names of the bundled gazetteer, as they are.
fn bundled_names() -> Vec<String> {
    let gazetteer = Gazetteer::bundled().expect("it is checked");
    gazetteer.records().iter().map(|record| record.name.clone()).collect()
}

/// Every third list is of the hostile names, of few letters, of real names.
fn list(runner: &mut TestRunner, seed: u64, real: &[String]) -> Names {
    match seed % 3 {
        0 => draw(runner, &listed_of(NAMES)),
        1 => draw(runner, &tiny_list()),
        _ => {
            let drawn = draw(runner, &prop::collection::vec(any::<prop::sample::Index>(), 1..NAMES));
            drawn.iter().enumerate().map(|(at, which)| (which.get(real).clone(), format!("n{at:02}"))).collect()
        }
    }
}

/// Letters taken out, put in, doubled and swapped.
fn edit(text: &str, edits: &[(prop::sample::Index, u8, char)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (at, kind, letter) in edits.iter().filter(|_| !text.is_empty()) {
        if letters.len() < 2 {
            break;
        }
        let at = at.index(letters.len() - 1);
        match kind {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, *letter),
            2 => letters.insert(at, letters[at]),
            3 => letters.swap(at, at + 1),
            _ => letters[at] = *letter,
        }
    }
    letters.into_iter().collect()
}

/// What is wrong with a text, if anything is.
fn fault(matchers: &[Matcher], naive: &Naive<'_>, text: &str, boundaries: Boundaries) -> Option<String> {
    let compared = catch_unwind(AssertUnwindSafe(|| {
        let borrowed = Text::utf8(text).expect("short");
        let due = naive.candidates(&borrowed, boundaries);
        let due_winners = winners(naive, &matchers[0], &borrowed, &due);
        for (engine, matcher) in ["words", "letters"].iter().zip(matchers) {
            let given = matcher.candidates(&borrowed).expect("short");
            if given != due {
                return Some(format!("{engine}: candidates {given:?}, not {due:?}"));
            }
            let given = fast(matcher, &borrowed);
            if given != due_winners {
                return Some(format!("{engine}: mentions {given:?}, not {due_winners:?}"));
            }
        }
        None
    }));
    compared.unwrap_or_else(|_| Some("a panic".to_owned()))
}

/// The same fault in fewer letters.
fn shortened(matchers: &[Matcher], naive: &Naive<'_>, text: &str, boundaries: Boundaries) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        let mut fewer = letters.clone();
        fewer.remove(at);
        if fault(matchers, naive, &fewer.iter().collect::<String>(), boundaries).is_some() {
            letters = fewer;
        } else {
            at += 1;
        }
    }
    letters.into_iter().collect()
}

#[test]
#[ignore = "long; make soak"]
fn soak() {
    let cases = number("SCO_NER_SOAK").unwrap_or(100_000);
    let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let first = number("SCO_NER_SEED").unwrap_or_else(now);
    println!("soak: {cases} cases, SEED={first}");
    let (real, began) = (bundled_names(), Instant::now());
    let shape = prop_oneof![
        3 => plan_of(PIECES).prop_map(Shape::Planned),
        1 => tiny_text().prop_map(Shape::Tiny),
    ];
    let one_edit = (any::<prop::sample::Index>(), 0..5_u8, prop::sample::select(LETTERS));
    let edits = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(one_edit, 1..4)];
    let drawn = (shape, edits, prop::sample::select(&ALL_BOUNDARIES[..]));
    let (mut done, mut with_names) = (0, 0_u64);
    for seed in first.. {
        let mut runner = runner(seed);
        let names = list(&mut runner, seed, &real);
        let matchers = ALL_BOUNDARIES
            .map(|boundaries| [Engine::Words, Engine::Letters].map(|engine| matcher_with(&names, boundaries, engine)));
        // Its surfaces have the same numbers in all of them.
        let naive = Naive::new(&matchers[0][0], &names);
        for _ in 0..TEXTS {
            let (shape, edits, boundaries) = draw(&mut runner, &drawn);
            let text = match shape {
                Shape::Planned(plan) => plan.text(&names),
                Shape::Tiny(text) => text,
            };
            let text = edit(&text, &edits);
            let place = ALL_BOUNDARIES.iter().position(|known| *known == boundaries).expect("it is one of them");
            let matchers = &matchers[place];
            if let Some(said) = fault(matchers, &naive, &text, boundaries) {
                let short = shortened(matchers, &naive, &text, boundaries);
                let said = fault(matchers, &naive, &short, boundaries).unwrap_or(said);
                panic!("SEED={seed}, {boundaries:?}, {short:?}, of {text:?}, names {names:?}\n{said}");
            }
            let found = matchers[0].candidates(&Text::utf8(&text).expect("short")).expect("short");
            with_names += u64::from(!found.is_empty());
            done += 1;
            if done % 1_000_000 == 0 {
                println!("{done} cases in {:.0} s, {with_names} with candidates", began.elapsed().as_secs_f64());
            }
            if done == cases {
                println!("{done} cases agree, {with_names} with candidates, SEED={first}");
                assert!(with_names * 4 > done, "too few cases have anything to find");
                return;
            }
        }
    }
}
