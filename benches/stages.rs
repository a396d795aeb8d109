//! Time of each stage on the project's own sentences, as CPython holds them: `cargo bench --no-default-features`.

#![allow(missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use once_cell::sync::OnceCell;
use sco_ner::fold::Fold;
use sco_ner::resolve::{Calendar, resolve};
use sco_ner::{Gazetteer, Matcher, Options, Request, Text, Watch};

const NEWS: &str = include_str!("../examples/news.txt");
const NO_NAMES: &str = include_str!("../bench/no_names.txt");
const LETTERS: usize = 200_000;

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().cycle().take(LETTERS).collect()
}

/// A sentence with names, two without.
fn plain() -> String {
    let named = NEWS.split_inclusive(['.', '\n']).filter(|sentence| !sentence.trim().is_empty());
    let mut others = NO_NAMES.split_inclusive('\n').cycle();
    named.map(|sentence| [sentence, " "].concat() + &others.by_ref().take(2).collect::<String>()).collect()
}

/// A mark on every letter.
fn vocalized() -> String {
    let marks = "\u{64e}\u{650}\u{64f}\u{652}".chars().cycle();
    plain()
        .chars()
        .zip(marks)
        .flat_map(|(letter, mark)| [Some(letter), letter.is_alphabetic().then_some(mark)])
        .flatten()
        .collect()
}

/// The project's page, in English with some Arabic.
fn latin() -> String {
    include_str!("../README.md").to_owned()
}

fn bundled() -> Matcher {
    Matcher::new(Gazetteer::bundled().expect("it is checked"), Options::default()).expect("it is checked")
}

/// The writings of the bundled gazetteer as a list of names, no variants made.
fn listed() -> Matcher {
    let gazetteer = Gazetteer::bundled().expect("it is checked");
    let names: Vec<(String, String)> =
        gazetteer.records().iter().map(|record| (record.name.clone(), record.id.clone())).collect();
    let names = Gazetteer::from_names(&names, "NAME").expect("names have letters");
    Matcher::new(names.into(), Options::default()).expect("few letters")
}

fn fold(criterion: &mut Criterion) {
    let matcher = bundled();
    let folding: &Fold = matcher.folding();
    let mut group = criterion.benchmark_group("fold");
    for (name, text) in [("plain", plain()), ("vocalized", vocalized()), ("latin", latin())] {
        let units = units(&text);
        group.throughput(Throughput::Elements(units.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| folding.fold(black_box(&Text::Ucs2(&units))).expect("short"));
        });
    }
    let utf8: String = plain().chars().cycle().take(LETTERS).collect();
    group.bench_function("plain, UTF-8", |bencher| {
        bencher.iter(|| folding.fold(&Text::utf8(black_box(&utf8)).expect("short")).expect("short"));
    });
    group.finish();
}

fn scan(criterion: &mut Criterion) {
    let units = units(&plain());
    let mut group = criterion.benchmark_group("scan");
    for (name, matcher) in [("listed", listed()), ("bundled", bundled())] {
        let folded = matcher.folding().fold(&Text::Ucs2(&units)).expect("short");
        group.throughput(Throughput::Elements(units.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut candidates = 0_usize;
                matcher.scan(black_box(&folded), &mut |_| candidates += 1);
                candidates
            });
        });
    }
    group.finish();
}

/// A document of news length at a time: that is how much the rules look at.
fn resolving(criterion: &mut Criterion) {
    let matcher = bundled();
    let units = units(&plain());
    let text = Text::Ucs2(&units[..2_000]);
    let folded = matcher.folding().fold(&text).expect("short");
    let candidates = matcher.candidates(&text).expect("short");
    let (knowledge, options) = ((matcher.folding(), matcher.lexicon()), &matcher.options().resolve);
    let (calendar, watch): (OnceCell<Calendar>, _) = (OnceCell::new(), Watch::default());
    let mut group = criterion.benchmark_group("resolve");
    group.throughput(Throughput::Elements(text.len() as u64));
    group.bench_function("bundled", |bencher| {
        bencher.iter_batched(
            || candidates.clone(),
            |candidates| {
                let mut mentions = Vec::new();
                let asked = (Request::default(), &calendar, &watch);
                resolve(&text, &folded, knowledge, candidates, options, asked, &mut mentions).map(|()| mentions)
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

fn extract(criterion: &mut Criterion) {
    let units = units(&plain());
    let documents: Vec<Text<'_>> = units.chunks(1_100).map(Text::Ucs2).collect();
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Elements(units.len() as u64));
    for (name, matcher) in [("listed", listed()), ("bundled", bundled())] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| documents.iter().map(|text| matcher.extract(text).expect("short").len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group! {
    name = stages;
    config = Criterion::default().sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = fold, scan, resolving, extract
}
criterion_main!(stages);
