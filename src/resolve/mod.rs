//! Candidates to mentions.
//!
//! What a candidate's writing in the text says for or against it is taken first ([`writing`], [`spans`]). Strong names
//! stand by themselves, stop names absorb what they hide, institutions are put together from head and
//! country ([`compose`]), names that the words beside them speak against fall ([`refute`]), surnames take in given names in
//! other spellings ([`respell`]), and weak names stand only with support in the text ([`support`]), family names that no list has
//! behind their bearers' full names ([`again`]). Of what overlaps the
//! longest wins ([`winners`]); of several entities with one surface the text decides, then its date ([`time`])
//! where one is given, then rank ([`link`]). Where they are asked for, role phrases are laid over the names ([`roles`]).
//!
//! The order of work: what is certain without weak names comes first, since it is the evidence for them; weak names are
//! then judged twice, for one that stands by its title is an antecedent for the next.

mod again;
mod agreement;
mod around;
mod beside;
mod company;
mod compose;
mod context;
mod cued;
mod dateline;
mod evidence;
mod explain;
mod formed;
mod hidden;
mod holds;
mod introduction;
mod link;
mod longer;
mod name_forms;
mod namesake;
mod ordinary;
mod outlets;
mod over;
mod person_name;
mod places;
pub(crate) mod plain;
mod position;
mod reading;
mod recalled;
mod refute;
mod respell;
mod roles;
mod room;
mod sets;
mod signs;
mod spans;
mod sport;
mod support;
mod time;
mod titled;
mod unlisted;
mod weak;
mod weighing;
mod winners;
mod writing;

use std::collections::HashSet;

use once_cell::sync::OnceCell;

use crate::compile::{Lexicon, Trait};
use crate::entity::{Label, Mention};
use crate::error::Error;
use crate::fold::{Fold, Folded};
use crate::gazetteer::PartialDate;
use crate::grounds::{Ground, Without};
use crate::scan::Candidate;
use crate::text::Text;
use crate::watch::{Watch, Watched};
use context::Context;
use evidence::Evidence;
use link::Named;
pub(crate) use reading::{Entries, Reading};
use room::Room;
use time::Moment;
use winners::Span;

pub use explain::{Judgement, Outcome, explain};
pub(crate) use room::for_candidates;
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
    /// Whether persons and organizations that no list has are given too, told by the form of their names.
    pub unlisted: bool,
    /// What does not count; nothing but for measuring.
    pub without: Without,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            overlaps: Overlaps::default(),
            labels: None,
            evidence: true,
            roles: false,
            unlisted: true,
            without: Without::default(),
        }
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
/// The mentions are added behind others.
///
/// # Errors
/// Where the work was ended.
pub fn resolve(
    text: &Text<'_>,
    folded: &Folded,
    (fold, lexicon): (&Fold, &Lexicon),
    candidates: Vec<Candidate>,
    options: &Options,
    (request, calendar, watch): (Request, &OnceCell<Calendar>, &Watch<'_>),
    mentions: &mut Vec<Mention>,
) -> Result<(), Error> {
    if candidates.is_empty() {
        return Ok(());
    }
    let mut room = Room::take();
    let mut context = Context::in_room(text, folded, (fold, lexicon), candidates, &mut room);
    context.moment = Moment { date: request.date, calendar: Some(calendar) };
    context.without = options.without;
    context.unlisted = options.unlisted && options.evidence;
    context.watch = Some(watch);
    // What longer names hide is judged only where it may be given or be looked at.
    let all = request.roles || options.overlaps != Overlaps::Longest;
    standing(&context, options, all, &mut room);
    let known = mentions.len();
    if !give(&context, options, request, &room, mentions) {
        mentions.truncate(known);
        standing(&context, options, true, &mut room);
        give(&context, options, request, &room, mentions);
    }
    watch.check()?;
    room.leave(context.into_lists());
    Ok(())
}

/// Adds the mentions of a text. Says whether all names that may have won were judged.
fn give(context: &Context<'_>, options: &Options, request: Request, room: &Room, mentions: &mut Vec<Mention>) -> bool {
    let Room { spans, evidence, hidden, .. } = room;
    let known = mentions.len();
    mentions.reserve(spans.len());
    let mut give = |(span, named): (&Span, Named)| {
        if options.wants(context.lexicon.label(named.label)) {
            let mention = named.mention(context, span);
            let place = |mention: &Mention| (mention.start, mention.end, mention.label);
            // With overlaps, two surfaces may stand for one span: the one that wins is given.
            if mentions[known..].last().is_none_or(|last| place(last) != place(&mention)) {
                mentions.push(mention);
            }
        }
    };
    if request.roles {
        let given = given(context, spans, evidence, options, request);
        for (span, named) in &given {
            give((span, *named));
        }
    } else if options.overlaps == Overlaps::Longest {
        let mut hidden = hidden.losing();
        winners::each_longest(spans, context.watch, |at| {
            let span = &spans[at];
            hidden.pass(span);
            if let Some(named) = link::target(context, span, evidence) {
                give((span, named));
            }
        });
        return hidden.have_lost();
    } else {
        for (span, named) in &name(context, spans, evidence, options.overlaps) {
            give((span, *named));
        }
    }
    true
}

/// What is given, in order, with what each names.
fn given(
    context: &Context<'_>,
    spans: &[Span],
    evidence: &Evidence,
    options: &Options,
    request: Request,
) -> Vec<(Span, Named)> {
    let mut given = name(context, spans, evidence, options.overlaps);
    if request.roles {
        roles::add(context, spans, evidence, options.overlaps, &mut given);
    }
    given
}

/// Fills the room's `spans` with those that may stand, whatever overlaps, in the order of their starts, `weak` with the weak
/// ones among them, and `evidence` with what the certain ones say. Unless `all` are asked for, weak names inside
/// certain ones are not judged.
fn standing(context: &Context<'_>, options: &Options, all: bool, room: &mut Room) {
    let Room { spans, weak, evidence, hidden, .. } = room;
    hidden.clear();
    context.strong_spans(spans);
    if context.lexicon.is_plain() {
        *evidence = Evidence::default();
        weak.clear();
        return;
    }
    let strong = spans.len();
    if context.holds_any(Trait::Stop) {
        spans.extend(context.stop_spans());
    }
    if context.holds_any(Trait::Head) {
        compose::institutions(context, spans);
    }
    if context.holds_any(Trait::Party) {
        compose::parties(context, spans);
    }
    if context.holds_any(Trait::Agency) {
        compose::agencies(context, spans);
    }
    winners::put_in_order(spans, strong);
    evidence.read(context, spans);
    if options.evidence {
        let mut fallen = refute::drop_refuted(context, spans, evidence);
        // What stood under a name that fell is open to objection now: بن سلمان in خالد بن سلمان.
        if fallen {
            evidence.read(context, spans);
            fallen = refute::drop_refuted(context, spans, evidence);
        }
        let listed = spans.len();
        if context.holds_any(Trait::Surname) {
            respell::add(context, evidence, spans);
        }
        let changed = fallen || winners::may_win(spans, listed);
        winners::put_in_order(spans, listed);
        if changed {
            evidence.read(context, spans);
        }
    }
    weak.clear();
    if context.holds_any(Trait::Weak) {
        weak::judge(context, evidence, options.evidence, (!all).then_some(hidden), weak);
        weak::merge(spans, &weak.spans);
    }
    let mut alone = Vec::new();
    if options.evidence && options.unlisted && options.without.counts(Ground::Unlisted) {
        alone = unlisted::add(context, evidence, spans);
    }
    if options.evidence && options.without.counts(Ground::Antecedent) {
        again::add(context, evidence, spans);
    }
    if options.evidence && options.unlisted {
        recalled::add(context, evidence, spans);
        if unlisted::add_alone(alone, spans) {
            recalled::add(context, evidence, spans);
        }
    }
}

/// The spans that are given, in order, with what they name.
fn name(context: &Context<'_>, spans: &[Span], evidence: &Evidence, overlaps: Overlaps) -> Vec<(Span, Named)> {
    let mut kept = winners::choose(spans, context.watch, overlaps);
    kept.sort_by_key(|&at| (spans[at].start, std::cmp::Reverse(spans[at].end), spans[at].order()));
    let named = |&at: &usize| link::target(context, &spans[at], evidence).map(|named| (spans[at], named));
    Watched::new(&kept, context.watch).filter_map(named).collect()
}
