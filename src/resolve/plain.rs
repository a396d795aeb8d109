//! Lists in which every name stands by itself: there is nothing to weigh, and mentions are made as candidates come.
//!
//! What is given is what [`super::resolve`] gives: candidates that touch no other are mentions at once, those that overlap
//! are put to the same choice.

use super::context::Context;
use super::evidence::Evidence;
use super::winners::{self, Overlaps, Span};
use super::{Entries, Options, Reading, Request, link, spans};
use crate::compile::lean::Lean;
use crate::compile::{Lexicon, Lone};
use crate::entity::{Kind, Mention, Target};
use crate::fold::{Fold, Folded};
use crate::grounds::Ground;
use crate::scan::Candidate;
use crate::text::Text;

/// Whether mentions can be made as candidates come. A list of names knows no dates and no roles, so that asking for either
/// changes nothing.
pub(crate) fn applies(lexicon: &Lexicon, options: &Options, request: Request) -> bool {
    let asked = request != Request::default() && lexicon.lean().is_none();
    lexicon.is_plain() && options.overlaps == Overlaps::Longest && !asked
}

/// Takes candidates in the scan's order and makes mentions of them.
pub(crate) struct Mentions<'a> {
    context: Context<'a>,
    lone: &'a [Lone],
    /// Of a list of names the label of all.
    label: u16,
    options: &'a Options,
    /// Candidates that overlap, one through another, and how far they reach.
    group: Vec<Candidate>,
    reach: u32,
    made: Vec<Mention>,
}

impl<'a> Mentions<'a> {
    pub fn new(
        text: &'a Text<'a>,
        folded: &'a Folded,
        fold: &'a Fold,
        lexicon: &'a Lexicon,
        options: &'a Options,
    ) -> Self {
        let context = Context::new(text, folded, fold, lexicon, Vec::new());
        let lone = lexicon.lone();
        let label = lexicon.lean().map_or(0, Lean::label);
        // News has a name every hundred letters or so; what is wrong about that costs a copy.
        let mentions = Vec::with_capacity(folded.codes.len() / 128);
        Self { context, lone, label, options, group: Vec::with_capacity(8), reach: 0, made: mentions }
    }

    /// Takes the next candidate.
    #[inline]
    pub fn push(&mut self, candidate: Candidate) {
        if candidate.start >= self.reach {
            self.decide();
        }
        self.reach = self.reach.max(candidate.end);
        self.group.push(candidate);
    }

    /// All mentions.
    pub fn finish(mut self) -> Vec<Mention> {
        self.decide();
        self.made
    }

    #[inline]
    fn decide(&mut self) {
        match self.group.as_slice() {
            [] => return,
            &[one] => match self.lone[one.surface as usize].of(|| self.context.ends_in_hamza(one.end)) {
                Some((record, label, kind)) if self.is_wanted(label) => {
                    let (start, end) = self.context.raw_range(one.start, one.end);
                    let target = Target::Record(record);
                    let proclitic = one.proclitic;
                    let (surface, grounds) = (one.surface, spans::grounds(&one));
                    self.made.push(Mention { start, end, label, kind, proclitic, target, surface, grounds });
                }
                Some(_) => {}
                None => self.choose(),
            },
            _ => self.choose(),
        }
        self.group.clear();
    }

    fn choose(&mut self) {
        let context = &self.context;
        if let Some(lean) = context.lexicon.lean() {
            self.choose_listed(lean);
            return;
        }
        let spans: Vec<Span> = self.group.iter().filter_map(|candidate| context.strong_span(candidate)).collect();
        for at in winners::choose(&spans, Overlaps::Longest) {
            let span = &spans[at];
            let Some(named) = link::target(context, span, &Evidence::default()) else { continue };
            if self.is_wanted(named.label) {
                self.made.push(named.mention(context, span));
            }
        }
    }

    /// The same for a list of names, whose entries are all of one kind, label and rank.
    fn choose_listed(&mut self, lean: &Lean) {
        let context = &self.context;
        let mut spans: Vec<Span> = Vec::with_capacity(self.group.len());
        let mut named = Vec::with_capacity(self.group.len());
        for candidate in &self.group {
            let Some((record, is_chosen)) = self.bearer(lean, candidate) else { continue };
            spans.push(Span {
                start: candidate.start,
                end: candidate.end,
                letters: context.letters(candidate.start, candidate.end),
                proclitic: candidate.proclitic,
                weak: false,
                key: (Kind::Full, 0, 0, 0),
                reading: Reading::Names { surface: candidate.surface, entries: Entries::default() },
                grounds: spans::grounds(candidate),
            });
            named.push((candidate.surface, record, is_chosen));
        }
        // Ids tell apart what is alike in all else. That has one place, so it came one after the other.
        if spans.windows(2).any(|pair| pair[0].order() == pair[1].order()) {
            let gazetteer = context.lexicon.gazetteer();
            let mut order: Vec<usize> = (0..spans.len()).collect();
            order.sort_by_key(|&at| gazetteer.id(named[at].1 as usize));
            for (place, at) in (0..).zip(order) {
                spans[at].key.3 = place;
            }
        }
        for at in winners::choose(&spans, Overlaps::Longest) {
            let (surface, record, is_chosen) = named[at];
            let label = self.label;
            if self.is_wanted(label) {
                let (span, target, kind) = (&spans[at], Target::Record(record), Kind::Full);
                let (start, end) = self.context.raw_span(span);
                let mut grounds = span.grounds;
                grounds.extend(is_chosen.then_some(Ground::ChosenByRank));
                let proclitic = span.proclitic;
                self.made.push(Mention { start, end, label, kind, proclitic, target, surface, grounds });
            }
        }
    }

    /// The record that a candidate names by what its writing allows, and whether it was chosen among several.
    fn bearer(&self, lean: &Lean, candidate: &Candidate) -> Option<(u32, bool)> {
        let (context, lone) = (&self.context, self.lone[candidate.surface as usize]);
        let bearers = match lone.record_or_place() {
            Ok(record) => return lone.of(|| context.ends_in_hamza(candidate.end)).map(|_| (record, false)),
            Err(place) => lean.bearers(place),
        };
        if bearers.first()?.begins_like_particle() && context.begins_with_particle(candidate) {
            return None;
        }
        let hamza = context.ends_in_hamza(candidate.end);
        let mut standing = bearers.iter().take(Entries::MOST).filter(|&&bearer| {
            (!hamza || bearer.has_final_hamza())
                && !(bearer.has_marks() && context.contradicts(candidate, &lean.marks(bearer).collect::<Vec<_>>()))
        });
        let first = standing.next()?;
        Some((first.record, standing.next().is_some()))
    }

    #[inline]
    fn is_wanted(&self, label: u16) -> bool {
        self.options.wants(self.context.lexicon.label(label))
    }
}
