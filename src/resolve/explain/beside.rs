//! What a reader looks for beside the candidates: names put together in the text, and names inside longer words.

use std::collections::{HashMap, HashSet};

use super::why::meanings;
use super::{Account, Judgement, Outcome, Place};
use crate::compile::Trait;
use crate::entity::Proclitic;
use crate::grounds::Grounds;
use crate::resolve::link::Named;
use crate::resolve::winners::Span;
use crate::scan::{Candidate, Grain};
use crate::watch::Pace;

impl Account<'_> {
    /// What is given and is no candidate: institutions, names with a given name in another spelling, role phrases.
    pub(super) fn made_in_the_text(&self) -> Vec<Judgement> {
        let context = &self.case.context;
        let candidates: HashSet<Place> =
            context.candidates.iter().map(|found| (found.start, found.end, found.surface)).collect();
        let made =
            self.given.iter().filter(|(span, named)| !candidates.contains(&(span.start, span.end, named.surface)));
        let row = |(span, named): &(Span, Named)| {
            let (start, end) = context.raw_span(span);
            let kept = self.options.wants(context.lexicon.label(named.label));
            Judgement {
                start,
                end,
                target: named.target,
                label: named.label,
                kind: named.kind,
                weak: false,
                proclitic: span.proclitic,
                outcome: if kept { Outcome::Given } else { Outcome::Label },
                because: if kept { meanings(named.grounds) } else { "its label was not asked for".to_owned() },
                grounds: named.grounds,
                listed: String::new(),
                rule: "",
                folded: Vec::new(),
                reading: if span.proclitic.is_empty() {
                    String::new()
                } else {
                    format!("behind {}", span.proclitic.as_str())
                },
                time: "",
            }
        };
        made.map(row).collect()
    }

    /// Strong names inside words that hold no candidate, the longest of a word.
    pub(super) fn inside_words(&self) -> Vec<Judgement> {
        const SHORTEST: usize = 3;
        const LONGEST: usize = 32;
        let (context, alphabet) = (&self.case.context, self.case.context.fold.alphabet());
        let strong = |index: usize| context.lexicon.traits()[index].is(Trait::Strong);
        let names: HashMap<&[u8], usize> = context
            .lexicon
            .surfaces()
            .iter()
            .enumerate()
            .filter(|(index, surface)| {
                (SHORTEST..=LONGEST).contains(&surface.codes.len()) && surface.one_word && strong(*index)
            })
            .map(|(index, surface)| (context.lexicon.codes(surface), index))
            .collect();
        let codes = &context.folded.codes;
        let (mut rows, mut start) = (Vec::new(), 0);
        let mut pace = Pace::resolving(context.watch);
        while start < codes.len() && pace.step() {
            let len = alphabet.run(&codes[start..]);
            let word = &codes[start..start + len];
            let from = start as u32;
            let held = context.candidates.partition_point(|found| found.start < from);
            let untouched = context.candidates.get(held).is_none_or(|found| found.start >= from + len as u32)
                && context.candidates[..held].iter().rev().take(64).all(|found| found.end <= from);
            if untouched && alphabet.is_arabic(word[0]) && (SHORTEST + 1..=LONGEST).contains(&len) {
                let spans = (SHORTEST..len).rev().flat_map(|size| (0..=len - size).map(move |at| (at, at + size)));
                let name = spans.clone().find_map(|(at, to)| Some((at, to, *names.get(&word[at..to])?)));
                if let Some((at, to, surface)) = name {
                    rows.push(self.inside(
                        from,
                        from + len as u32,
                        (from + at as u32, from + to as u32),
                        surface as u32,
                    ));
                }
            }
            start += len;
        }
        rows
    }

    fn inside(&self, from: u32, to: u32, (start, end): (u32, u32), surface: u32) -> Judgement {
        let context = &self.case.context;
        let word = context.text.slice(context.folded.map.raw(from) as usize, context.raw_end(to) as usize);
        let candidate = Candidate { surface, start, end, proclitic: Proclitic::NONE, grain: Grain::Letters };
        let entry = &context.entries(&candidate)[0];
        let because = format!("it stands inside the word «{word}»: a name begins and ends where a word does");
        let row = self.row(&candidate, entry, (Outcome::Boundary, because, Grounds::default()));
        Judgement { reading: String::new(), ..row }
    }
}
