//! For every name that a text may hold, why it stands or fell.
//!
//! The stages are those of `resolve` and are run as they are; afterwards each entity of each candidate is asked what became
//! of it. What was never a candidate is told too where a reader would look for it: names inside longer words.
//!
//! Nothing here is on the way of an extraction, and nothing here decides.

mod beside;
mod found;
mod why;

use std::collections::HashMap;

use once_cell::sync::OnceCell;

use super::context::Context;
use super::evidence::Evidence;
use super::link::Named;
use super::room::Room;
use super::time::Moment;
use super::winners::{self, Span};
use super::{Calendar, Entries, Options, Reading, Request, given, standing};
use crate::compile::{Entry, Lexicon};
use crate::entity::{Kind, Proclitic, Target};
use crate::error::Error;
use crate::fold::{Fold, Folded};
use crate::grounds::Grounds;
use crate::scan::Candidate;
use crate::text::Text;
use crate::watch::{Watch, Watched};
use found::reading;

/// What became of one entity at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is a mention.
    Given,
    /// It stands, and another entity of the same name was chosen.
    OtherEntity,
    /// It stands, and a mention that overlaps it won: a longer one, or one that is preferred.
    Rival,
    /// A harmless phrase absorbs it.
    StopName,
    /// It stands, and its label was not asked for.
    Label,
    /// It is written in a way that is another word's.
    Writing,
    /// The words beside it speak against it.
    Refuted,
    /// It is weak, and nothing supports it.
    NoSupport,
    /// It is inside a longer word.
    Boundary,
}

impl Outcome {
    /// As `explain` writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::OtherEntity => "other-entity",
            Self::Rival => "rival",
            Self::StopName => "stop-name",
            Self::Label => "label",
            Self::Writing => "writing",
            Self::Refuted => "refuted",
            Self::NoSupport => "no-support",
            Self::Boundary => "boundary",
        }
    }
}

/// One entity at one place, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Whom or what it would name.
    pub target: Target,
    /// Index of the label.
    pub label: u16,
    /// Kind of name.
    pub kind: Kind,
    /// Whether it needs support.
    pub weak: bool,
    /// Particles glued before it.
    pub proclitic: Proclitic,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, in a sentence.
    pub because: String,
    /// What speaks for it, where it stands.
    pub grounds: Grounds,
    /// The name as listed, or as a rule makes it; "" for what is put together in the text.
    pub listed: String,
    /// The rule that makes it, "" for a listed name.
    pub rule: &'static str,
    /// What folding changed or left out to find it.
    pub folded: Vec<String>,
    /// How the word was read, "" where it stands as it is.
    pub reading: String,
    /// How it stands to the text's date: then, perhaps, unknown, past, not-yet; "" without a date.
    pub time: &'static str,
}

/// What is made of one text: what may stand, and what the certain names say.
struct Case<'a> {
    context: Context<'a>,
    spans: Vec<Span>,
    evidence: Evidence,
}

/// Everything about one text that is explained.
struct Account<'a> {
    case: Case<'a>,
    /// What is given, in order, with what each names.
    given: Vec<(Span, Named)>,
    /// The spans that win, stop names among them.
    winners: Vec<usize>,
    options: &'a Options,
}

/// What became of every name of a text, in the order of their places; what is given first.
///
/// # Errors
/// Where the work was ended.
pub fn explain(
    text: &Text<'_>,
    folded: &Folded,
    (fold, lexicon): (&Fold, &Lexicon),
    candidates: Vec<Candidate>,
    options: &Options,
    request: Request,
    (calendar, watch): (&OnceCell<Calendar>, &Watch<'_>),
) -> Result<Vec<Judgement>, Error> {
    let mut room = Room::default();
    let mut context = Context::in_room(text, folded, (fold, lexicon), candidates, &mut room);
    context.moment = Moment { date: request.date, calendar: Some(calendar) };
    context.without = options.without;
    context.unlisted = options.unlisted && options.evidence;
    context.watch = Some(watch);
    standing(&context, options, true, &mut room);
    let case = Case { context, spans: room.spans, evidence: room.evidence };
    let mut given = given(&case.context, &case.spans, &case.evidence, options, request);
    // As `resolve` gives one mention where two surfaces stand for one span.
    given.dedup_by_key(|(span, named)| (case.context.raw_span(span), named.label));
    let winners = winners::longest(&case.spans, Some(watch));
    let account = Account { case, given, winners, options };
    let mut judged = account.of_candidates();
    judged.extend(account.made_in_the_text());
    judged.extend(account.inside_words());
    watch.check()?;
    judged.sort_by_key(|row| (row.start, std::cmp::Reverse(row.end), row.outcome));
    Ok(judged)
}

type Place = (u32, u32, u32);

impl Account<'_> {
    /// Every entity of every candidate that is a name.
    fn of_candidates(&self) -> Vec<Judgement> {
        let mut standing: HashMap<Place, usize> = HashMap::new();
        for (index, span) in self.case.spans.iter().enumerate() {
            if let Reading::Names { surface, .. } = span.reading {
                standing.entry((span.start, span.end, surface)).or_insert(index);
            }
        }
        let mut given: HashMap<Place, &Named> = HashMap::new();
        for (span, named) in &self.given {
            given.entry((span.start, span.end, named.surface)).or_insert(named);
        }
        let mut rows = Vec::new();
        for candidate in Watched::new(&self.case.context.candidates, self.case.context.watch) {
            let place = (candidate.start, candidate.end, candidate.surface);
            let span = standing.get(&place).map(|&at| &self.case.spans[at]);
            for (index, entry) in self.case.context.entries(candidate).iter().enumerate().take(Entries::MOST) {
                let (outcome, because, grounds) = match span {
                    Some(span) if has(span, index) => {
                        self.of_standing(span, given.get(&place).copied(), candidate.surface, index)
                    }
                    _ => {
                        let (outcome, because) = self.of_fallen(candidate, entry);
                        (outcome, because, Grounds::default())
                    }
                };
                rows.push(self.row(candidate, entry, (outcome, because, grounds)));
            }
        }
        rows
    }

    fn row(&self, candidate: &Candidate, entry: &Entry, found: (Outcome, String, Grounds)) -> Judgement {
        let context = &self.case.context;
        let (start, end) = (context.folded.map.raw(candidate.start), context.raw_end(candidate.end));
        let (listed, rule) = self.listed(candidate.surface, entry);
        let (outcome, because, grounds) = found;
        let elided = context.folded.codes[candidate.start as usize..candidate.end as usize]
            != *context.lexicon.codes(context.surface(candidate));
        Judgement {
            start,
            end,
            target: Target::Record(entry.record),
            label: entry.label,
            kind: entry.kind,
            weak: entry.weak,
            proclitic: candidate.proclitic,
            outcome,
            because,
            grounds,
            // Behind ل an article loses letters: that is reading, not folding.
            folded: if elided { Vec::new() } else { self.folded((start, end), &listed) },
            listed,
            rule,
            reading: reading(candidate, elided),
            time: context
                .moment
                .date
                .map_or("", |_| context.standing(candidate.surface, entry, candidate.start).as_str()),
        }
    }
}

/// Whether an entry is among those of a span that stand.
fn has(span: &Span, index: usize) -> bool {
    matches!(span.reading, Reading::Names { entries, .. } if entries.iter().any(|standing| standing == index))
}
