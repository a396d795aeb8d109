//! Lists in which every name stands by itself: there is nothing to weigh, and mentions are made as candidates come.
//!
//! What is given is what [`super::resolve`] gives: candidates that touch no other are mentions at once, those that overlap
//! are put to the same choice.

use super::context::Context;
use super::evidence::Evidence;
use super::winners::{self, Overlaps, Span};
use super::{Options, link, spans};
use crate::compile::{Lexicon, Lone};
use crate::entity::{Mention, Target};
use crate::fold::{Fold, Folded};
use crate::scan::Candidate;
use crate::text::Text;

/// Whether mentions can be made as candidates come.
pub(crate) fn applies(lexicon: &Lexicon, options: &Options) -> bool {
    lexicon.is_plain() && options.overlaps == Overlaps::Longest
}

/// Takes candidates in the scan's order and makes mentions of them.
pub(crate) struct Mentions<'a> {
    context: Context<'a>,
    lone: &'a [Lone],
    options: &'a Options,
    /// Candidates that overlap, one through another, and how far they reach.
    group: Vec<Candidate>,
    reach: u32,
    mentions: Vec<Mention>,
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
        // News has a name every hundred letters or so; what is wrong about that costs a copy.
        let mentions = Vec::with_capacity(folded.codes.len() / 128);
        Self { context, lone, options, group: Vec::with_capacity(8), reach: 0, mentions }
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
        self.mentions
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
                    let (surface, grounds) = (one.surface, spans::strong(&one));
                    self.mentions.push(Mention { start, end, label, kind, proclitic, target, surface, grounds });
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
        let spans: Vec<Span> = self.group.iter().filter_map(|candidate| context.strong_span(candidate)).collect();
        for at in winners::choose(&spans, Overlaps::Longest) {
            let span = &spans[at];
            let Some(named) = link::target(context, span, &Evidence::default()) else { continue };
            if self.is_wanted(named.label) {
                self.mentions.push(named.mention(context, span));
            }
        }
    }

    #[inline]
    fn is_wanted(&self, label: u16) -> bool {
        let wanted = self.options.labels.as_ref();
        wanted.is_none_or(|labels| labels.contains(self.context.lexicon.label(label)))
    }
}
