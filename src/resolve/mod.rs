//! Candidates to mentions.
//!
//! What a candidate's writing in the text says for or against it is taken first ([`writing`], [`spans`]). Strong names
//! stand by themselves, stop names absorb what they hide, institutions are put together from head and
//! country ([`compose`]), names that the words beside them speak against fall ([`refute`]), surnames take in given names in
//! other spellings ([`respell`]), and weak names stand only with support in the text ([`support`]). Of what overlaps the
//! longest wins ([`winners`]); of several entities with one surface the text decides, then its date ([`time`])
//! where one is given, then rank ([`link`]). Where they are asked for, role phrases are laid over the names ([`roles`]).
//!
//! The order of work: what is certain without weak names comes first, since it is the evidence for them; weak names are
//! then judged twice, for one that stands by its title is an antecedent for the next.

mod agreement;
mod beside;
mod company;
mod compose;
mod context;
mod dateline;
mod evidence;
mod explain;
mod holds;
mod link;
mod ordinary;
mod places;
pub(crate) mod plain;
mod position;
mod refute;
mod respell;
mod roles;
mod spans;
mod sport;
mod support;
mod time;
mod titled;
mod winners;
mod writing;

use std::collections::HashSet;

use once_cell::sync::OnceCell;

use crate::compile::{Lexicon, Trait};
use crate::entity::{Label, Mention};
use crate::fold::{Fold, Folded};
use crate::gazetteer::PartialDate;
use crate::grounds::Without;
use crate::scan::Candidate;
use crate::text::Text;
use context::Context;
use evidence::Evidence;
use link::Named;
use time::Moment;
use winners::Span;

pub use explain::{Judgement, Outcome, explain};
pub use time::Calendar;
pub use winners::Overlaps;

/// How candidates are resolved.
#[derive(Clone, Debug)]
pub struct Options {
    /// What is given where mentions overlap.
    pub overlaps: Overlaps,
    /// Only mentions with these labels, where given.
    pub labels: Option<HashSet<Label>>,
    /// Whether weak names need support; without it they all stand.
    pub evidence: bool,
    /// Whether role phrases are given too, where a request does not say.
    pub roles: bool,
    /// What does not count; nothing but for measuring.
    pub without: Without,
}

impl Default for Options {
    fn default() -> Self {
        Self { overlaps: Overlaps::default(), labels: None, evidence: true, roles: false, without: Without::default() }
    }
}

impl Options {
    /// Whether mentions with a label are given.
    fn wants(&self, label: &Label) -> bool {
        self.labels.as_ref().is_none_or(|labels| labels.contains(label))
    }
}

/// What is asked of one text beside its names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Request {
    /// When the text was written, as far as it is known: names and offices of that time are preferred.
    pub date: Option<PartialDate>,
    /// Whether role phrases (الرئيس الروسي) are given too, with their holders.
    pub roles: bool,
}

/// Resolves the candidates of a text, given in the scan's order. What the records say of time is read when first asked for.
pub fn resolve(
    text: &Text<'_>,
    folded: &Folded,
    (fold, lexicon): (&Fold, &Lexicon),
    candidates: Vec<Candidate>,
    options: &Options,
    request: Request,
    calendar: &OnceCell<Calendar>,
) -> Vec<Mention> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let case = judge(text, folded, (fold, lexicon), candidates, options, request, calendar);
    let kept = |(_, named): &&(Span, Named)| options.wants(lexicon.label(named.label));
    let mut mentions = Vec::with_capacity(case.given.len());
    mentions.extend(case.given.iter().filter(kept).map(|(span, named)| named.mention(&case.context, span)));
    // With overlaps, two surfaces may stand for one span: the one that wins is given.
    mentions.dedup_by_key(|mention| (mention.start, mention.end, mention.label));
    mentions
}

/// What is made of one text: what may stand, what the certain names say, and what is given.
struct Case<'a> {
    context: Context<'a>,
    spans: Vec<Span>,
    evidence: Evidence,
    /// In order, with what each names.
    given: Vec<(Span, Named)>,
}

/// Weighs the candidates of a text.
fn judge<'a>(
    text: &'a Text<'a>,
    folded: &'a Folded,
    (fold, lexicon): (&'a Fold, &'a Lexicon),
    candidates: Vec<Candidate>,
    options: &Options,
    request: Request,
    calendar: &'a OnceCell<Calendar>,
) -> Case<'a> {
    let mut context = Context::new(text, folded, fold, lexicon, candidates);
    context.moment = Moment { date: request.date, calendar: Some(calendar) };
    context.without = options.without;
    let (spans, evidence) = standing(&context, options);
    let mut given = name(&context, &spans, &evidence, options.overlaps);
    if request.roles {
        roles::add(&context, &spans, &evidence, options.overlaps, &mut given);
    }
    Case { context, spans, evidence, given }
}

/// The spans that may stand, whatever overlaps, in the order of their starts, and what the certain ones say.
fn standing(context: &Context<'_>, options: &Options) -> (Vec<Span>, Evidence) {
    let mut spans = context.strong_spans();
    let mut evidence = Evidence::default();
    if !context.lexicon.is_plain() {
        let strong = spans.len();
        if context.holds_any(Trait::Stop) {
            spans.extend(context.stop_spans());
        }
        if context.holds_any(Trait::Head) {
            compose::institutions(context, &mut spans);
        }
        if context.holds_any(Trait::Party) {
            compose::parties(context, &mut spans);
        }
        if context.holds_any(Trait::Agency) {
            compose::agencies(context, &mut spans);
        }
        winners::put_in_order(&mut spans, strong);
        evidence = Evidence::of_winners(context, &spans);
        if options.evidence {
            let mut fallen = refute::drop_refuted(context, &mut spans, &evidence);
            // What stood under a name that fell is open to objection now: بن سلمان in خالد بن سلمان.
            if fallen {
                evidence = Evidence::of_winners(context, &spans);
                fallen = refute::drop_refuted(context, &mut spans, &evidence);
            }
            let listed = spans.len();
            if context.holds_any(Trait::Surname) {
                spans.extend(respell::spans(context));
            }
            let changed = fallen || winners::may_win(&spans, listed);
            winners::put_in_order(&mut spans, listed);
            if changed {
                evidence = Evidence::of_winners(context, &spans);
            }
        }
        if context.holds_any(Trait::Weak) {
            let weak = support::weak_spans(context, &mut evidence, options.evidence);
            support::merge(&mut spans, weak);
        }
    }
    (spans, evidence)
}

/// The spans that are given, in order, with what they name.
fn name(context: &Context<'_>, spans: &[Span], evidence: &Evidence, overlaps: Overlaps) -> Vec<(Span, Named)> {
    let mut kept = winners::choose(spans, overlaps);
    if overlaps != Overlaps::Longest {
        kept.sort_by_key(|&at| (spans[at].start, std::cmp::Reverse(spans[at].end), spans[at].order()));
    }
    let mut given = Vec::with_capacity(kept.len());
    given.extend(kept.into_iter().filter_map(|at| Some((spans[at], link::target(context, &spans[at], evidence)?))));
    given
}

/// What a span may stand for: spans and their readings are made in [`spans`], [`compose`], [`respell`] and [`support`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Entries of a surface.
    Names {
        /// Index of the surface.
        surface: u32,
        /// Which of its entries stand.
        entries: Entries,
    },
    /// A stop name: absorbs and is not given.
    Stop,
    /// An institution of a country, or of none that the text tells.
    Institution {
        /// Index of the institution.
        institution: u32,
        /// Index of the country's record.
        country: Option<u32>,
    },
}

/// A set of a surface's entries, by their places in the order of preference. Of a name that more than 64 records bear the
/// first 64 count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entries(u64);

impl Entries {
    /// Entries that are looked at.
    pub const MOST: usize = 64;

    /// The first entries.
    fn of_first(count: u8) -> Self {
        Self(if count as usize >= Self::MOST { u64::MAX } else { (1 << count) - 1 })
    }

    fn add(&mut self, index: usize) {
        self.0 |= 1 << index;
    }

    fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn first(self) -> usize {
        self.0.trailing_zeros() as usize
    }

    fn iter(self) -> impl Iterator<Item = usize> {
        (0..Self::MOST)
            .skip(self.first())
            .take_while(move |&index| self.0 >> index != 0)
            .filter(move |&index| self.0 >> index & 1 == 1)
    }

    fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        *self = self.iter().filter(|&index| keep(index)).fold(Self::default(), |mut kept, index| {
            kept.add(index);
            kept
        });
    }
}
