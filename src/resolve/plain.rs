//! Lists in which every name stands by itself: there is nothing to weigh, and mentions are made as candidates come.
//!
//! What is given is what [`super::resolve`] gives: candidates that touch no other are mentions at once, those that overlap
//! are put to the same choice.

use std::cell::Cell;
use std::cmp::{Ordering, Reverse};

use super::context::Context;
use super::evidence::Evidence;
use super::winners::{self, Overlaps, Span};
use super::{Entries, Options, Reading, Request, link, spans};
use crate::compile::lean::Lean;
use crate::compile::{Lexicon, Lone};
use crate::entity::{Kind, Mention, Target};
use crate::fold::{Alphabet, Fold, Folded};
use crate::grounds::Ground;
use crate::prefetch::prefetch;
use crate::scan::Candidate;
use crate::text::Text;

/// Whether mentions can be made as candidates come. A list of names knows no dates and no roles, so that asking for either
/// changes nothing.
pub(crate) fn applies(lexicon: &Lexicon, options: &Options, request: Request) -> bool {
    let asked = request != Request::default() && lexicon.lean().is_none();
    lexicon.is_plain() && options.overlaps == Overlaps::Longest && !asked
}

/// Candidates that are decided together, where none overlaps more.
const TOGETHER: usize = 128;

thread_local! {
    static WAITING: Cell<Vec<Candidate>> = const { Cell::new(Vec::new()) };
}

/// Takes candidates in the scan's order and makes mentions of them.
pub(crate) struct Mentions<'a> {
    text: &'a Text<'a>,
    folded: &'a Folded,
    fold: &'a Fold,
    lexicon: &'a Lexicon,
    options: &'a Options,
    lone: &'a [Lone],
    ya: u8,
    /// Of a list of names the label of all, and whether it is wanted.
    label: u16,
    is_wanted: bool,
    /// Candidates that are not decided yet, and how many they may become before they are.
    waiting: Vec<Candidate>,
    most: usize,
    /// What rules look at, where any is asked.
    context: Option<Context<'a>>,
    made: &'a mut Vec<Mention>,
}

impl<'a> Mentions<'a> {
    pub fn new(
        text: &'a Text<'a>,
        folded: &'a Folded,
        (fold, lexicon): (&'a Fold, &'a Lexicon),
        options: &'a Options,
        made: &'a mut Vec<Mention>,
    ) -> Self {
        let lean = lexicon.lean();
        let label = lean.map_or(0, Lean::label);
        Self {
            text,
            folded,
            fold,
            lexicon,
            options,
            lone: lexicon.lone(),
            ya: fold.alphabet().word_code('ي'),
            label,
            is_wanted: lean.is_some() && options.wants(lexicon.label(label)),
            waiting: WAITING.take(),
            most: TOGETHER,
            context: None,
            made,
        }
    }

    /// Takes the next candidate.
    #[inline]
    pub fn push(&mut self, candidate: Candidate) {
        prefetch(self.lone, candidate.surface as usize);
        self.waiting.push(candidate);
        if self.waiting.len() == self.most {
            self.decide(false);
        }
    }

    /// All mentions are made.
    pub fn finish(mut self) {
        self.decide(true);
        if self.most == TOGETHER {
            WAITING.set(self.waiting);
        }
    }

    /// Makes mentions of the candidates that wait, group by group: a group's overlap, one through another. The last group may
    /// go on where these are not `all`.
    #[inline(never)]
    fn decide(&mut self, all: bool) {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.made.reserve(waiting.len());
        let mut from = 0;
        while let Some(first) = waiting.get(from) {
            let (mut to, mut reach) = (from + 1, first.end);
            while let Some(next) = waiting.get(to).filter(|next| next.start < reach) {
                (to, reach) = (to + 1, reach.max(next.end));
            }
            if to == waiting.len() && !all {
                break;
            }
            let group = &waiting[from..to];
            let best = match group {
                [one] => self.named(one).map(|named| (*one, named)),
                _ => self.best(group),
            };
            match best {
                Some((best, named)) => self.make(&best, named),
                None => self.choose(group),
            }
            from = to;
        }
        waiting.drain(..from);
        // A long group is not looked at again and again.
        self.most = TOGETHER.max(2 * waiting.len());
        self.waiting = waiting;
    }

    /// The one record that a candidate names, with its label and kind; `None` where there is more to look at.
    #[inline]
    fn named(&self, candidate: &Candidate) -> Option<(u32, u16, Kind)> {
        self.lone[candidate.surface as usize].of(|| self.folded.ends_in_hamza(self.text, self.ya, candidate.end))
    }

    /// The candidate of a list that goes before all others of the group by its place alone and overlaps them all.
    fn best(&self, group: &[Candidate]) -> Option<(Candidate, (u32, u16, Kind))> {
        self.lexicon.lean()?;
        let order = |one: &Candidate| {
            let letters = Alphabet::letters(&self.folded.codes[one.start as usize..one.end as usize]);
            (Reverse(letters), one.start, one.proclitic.len())
        };
        let (first, others) = group.split_first()?;
        let (mut best, mut named, mut least) = (*first, self.named(first)?, order(first));
        for other in others {
            let (other_named, order) = (self.named(other)?, order(other));
            match order.cmp(&least) {
                Ordering::Less => (best, named, least) = (*other, other_named, order),
                Ordering::Equal => return None,
                Ordering::Greater => {}
            }
        }
        let touches = |other: &Candidate| other.start < best.end && best.start < other.end;
        group.iter().all(touches).then_some((best, named))
    }

    #[inline]
    fn make(&mut self, one: &Candidate, (record, label, kind): (u32, u16, Kind)) {
        if self.wants(label) {
            let (start, end) = self.folded.raw_range(self.text, one.start, one.end);
            let target = Target::Record(record);
            let (surface, proclitic, grounds) = (one.surface, one.proclitic, spans::grounds(one));
            self.made.push(Mention { start, end, label, kind, proclitic, target, surface, grounds });
        }
    }

    /// Decides by all that is known.
    #[cold]
    fn choose(&mut self, group: &[Candidate]) {
        // Taken out, so that mentions can be made of it.
        let context = self
            .context
            .take()
            .unwrap_or_else(|| Context::new(self.text, self.folded, self.fold, self.lexicon, Vec::new()));
        match self.lexicon.lean() {
            Some(lean) => self.choose_listed(&context, lean, group),
            None => self.choose_among(&context, group),
        }
        self.context = Some(context);
    }

    fn choose_among(&mut self, context: &Context<'a>, group: &[Candidate]) {
        let spans: Vec<Span> = group.iter().filter_map(|candidate| context.strong_span(candidate)).collect();
        for at in winners::choose(&spans, None, Overlaps::Longest) {
            let span = &spans[at];
            let Some(named) = link::target(context, span, &Evidence::default()) else { continue };
            if self.wants(named.label) {
                self.made.push(named.mention(context, span));
            }
        }
    }

    /// The same for a list of names, whose entries are all of one kind, label and rank.
    fn choose_listed(&mut self, context: &Context<'a>, lean: &Lean, group: &[Candidate]) {
        let mut spans: Vec<Span> = Vec::with_capacity(group.len());
        let mut named = Vec::with_capacity(group.len());
        for candidate in group {
            let lone = self.lone[candidate.surface as usize];
            let Some((record, is_chosen)) = bearer(context, lean, candidate, lone) else { continue };
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
        for at in winners::choose(&spans, None, Overlaps::Longest) {
            let (surface, record, is_chosen) = named[at];
            let label = self.label;
            if self.wants(label) {
                let (span, target, kind) = (&spans[at], Target::Record(record), Kind::Full);
                let (start, end) = context.raw_span(span);
                let mut grounds = span.grounds;
                grounds.extend(is_chosen.then_some(Ground::ChosenByRank));
                let proclitic = span.proclitic;
                self.made.push(Mention { start, end, label, kind, proclitic, target, surface, grounds });
            }
        }
    }

    #[inline]
    fn wants(&self, label: u16) -> bool {
        self.is_wanted || self.options.wants(self.lexicon.label(label))
    }
}

/// The record that a candidate names by what its writing allows, and whether it was chosen among several.
fn bearer(context: &Context<'_>, lean: &Lean, candidate: &Candidate, lone: Lone) -> Option<(u32, bool)> {
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
