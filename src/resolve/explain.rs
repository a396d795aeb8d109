//! For every name that a text may hold, why it stands or fell.
//!
//! The stages are those of `resolve` and are run as they are; afterwards each entity of each candidate is asked what became
//! of it. What was never a candidate is told too where a reader would look for it: names inside longer words.
//!
//! Nothing here is on the way of an extraction, and nothing here decides.

use std::collections::{HashMap, HashSet};

use once_cell::sync::OnceCell;

use super::link::{Named, chosen_over};
use super::offices::Standing;
use super::winners::{self, Span};
use super::{Case, Entries, Offices, Options, Reading, Request, judge, refute};
use crate::compile::{Entry, Lexicon};
use crate::entity::{Kind, Label, Proclitic, Target};
use crate::fold::profile::{Folding, is_dropped, is_mark};
use crate::fold::{Fold, Folded, GAP, Profile};
use crate::grounds::Grounds;
use crate::scan::{Candidate, Grain};
use crate::text::Text;
use crate::variants;

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

/// Everything about one text that is explained.
struct Account<'a> {
    case: Case<'a>,
    /// The spans that win, stop names among them.
    winners: Vec<usize>,
    options: &'a Options,
}

/// What became of every name of a text, in the order of their places; what is given first.
pub fn explain(
    text: &Text<'_>,
    folded: &Folded,
    (fold, lexicon): (&Fold, &Lexicon),
    candidates: Vec<Candidate>,
    options: &Options,
    request: Request,
    offices: &OnceCell<Offices>,
) -> Vec<Judgement> {
    let mut case = judge(text, folded, (fold, lexicon), candidates, options, request, offices);
    // As `resolve` gives one mention where two surfaces stand for one span.
    let Case { context, given, .. } = &mut case;
    given.dedup_by_key(|(span, named)| (context.raw_span(span), named.label));
    let winners = winners::longest(&case.spans);
    let account = Account { case, winners, options };
    let mut judged = account.of_candidates();
    judged.extend(account.made_in_the_text());
    judged.extend(account.inside_words());
    judged.sort_by_key(|row| (row.start, std::cmp::Reverse(row.end), row.outcome));
    judged
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
        for (span, named) in &self.case.given {
            given.entry((span.start, span.end, named.surface)).or_insert(named);
        }
        let mut rows = Vec::new();
        for candidate in &self.case.context.candidates {
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

    /// What became of an entity that stands.
    fn of_standing(
        &self,
        span: &Span,
        named: Option<&Named>,
        surface: u32,
        index: usize,
    ) -> (Outcome, String, Grounds) {
        let context = &self.case.context;
        if let Some(named) = named {
            if named.entry == index {
                if !self.options.wants(context.lexicon.label(named.label)) {
                    return (Outcome::Label, "its label was not asked for".to_owned(), named.grounds);
                }
                return (Outcome::Given, meanings(named.grounds), named.grounds);
            }
            let all = context.lexicon.entries_at(surface);
            let (best, other) = (&all[named.entry], &all[index]);
            let chosen = context.lexicon.record(best.record);
            let because = if best.record == other.record {
                format!("the same entity is given as {}", context.label(best))
            } else {
                let ground = chosen_over(context, span, surface, &self.case.evidence, (best, other));
                format!("{} ({}) was chosen: {}", chosen.name, chosen.id, ground.meaning())
            };
            return (Outcome::OtherEntity, because, span.grounds);
        }
        // Winners do not overlap, so they stand in the order of their ends too.
        let first = self.winners.partition_point(|&at| self.case.spans[at].end <= span.start);
        let touched = |at: &&usize| self.case.spans[**at].start < span.end;
        let Some(&rival) = self.winners.get(first).filter(touched) else {
            return (Outcome::Rival, "another reading of the same place is preferred".to_owned(), span.grounds);
        };
        let rival = &self.case.spans[rival];
        let (start, end) = context.raw_span(rival);
        let written = context.text.slice(start as usize, end as usize);
        let (outcome, because) = if rival.is_stop() {
            (Outcome::StopName, format!("the phrase «{written}» ({start}–{end}) hides it: it names nobody"))
        } else if (rival.start, rival.end) == (span.start, span.end) {
            (
                Outcome::Rival,
                format!("another reading of «{written}» is preferred: by particles, strength, kind or label"),
            )
        } else if rival.letters > span.letters {
            (Outcome::Rival, format!("the longer «{written}» ({start}–{end}) wins"))
        } else {
            (Outcome::Rival, format!("«{written}» ({start}–{end}) begins before it and wins"))
        };
        (outcome, because, span.grounds)
    }

    /// Why an entity does not stand.
    fn of_fallen(&self, candidate: &Candidate, entry: &Entry) -> (Outcome, String) {
        let context = &self.case.context;
        let itself = |other: &Entry| std::ptr::eq(other, entry);
        if context.span(candidate, itself).is_none() {
            return (Outcome::Writing, self.writing(candidate, entry).to_owned());
        }
        if let Some(against) = refute::against(context, candidate, entry, &self.case.evidence) {
            return (Outcome::Refuted, against.reason().to_owned());
        }
        if candidate.grain == Grain::Letters {
            return (Outcome::NoSupport, "a weak name does not stand in words run together".to_owned());
        }
        if !entry.weak {
            return (Outcome::Refuted, "the words beside it speak against it".to_owned());
        }
        let needs = match context.label(entry) {
            Label::Person => {
                "a weak name: it needs its full name elsewhere in the text, a fitting title, nationality or country right \
                 before it, or company of persons who are certain"
            }
            Label::City => {
                "a weak name: it needs a word like مدينة before it, its nationality behind it, cities listed on both \
                 sides, or a stronger name of the same city elsewhere in the text"
            }
            Label::Country => {
                "a weak name: it needs a word of place before it, the beginning of a clause, countries listed on both \
                 sides, or a stronger name of the same country elsewhere in the text"
            }
            Label::Norp => {
                "a weak nationality word: it needs a noun that takes one before it, and its country in the text"
            }
            _ => {
                "a weak name: it needs its own class word before it (حركة, قناة), or its full name elsewhere in the text"
            }
        };
        (Outcome::NoSupport, needs.to_owned())
    }

    /// Which writing speaks against an entity.
    fn writing(&self, candidate: &Candidate, entry: &Entry) -> &'static str {
        let context = &self.case.context;
        let surface = context.surface(candidate);
        if candidate.grain == Grain::Letters && surface.stop {
            "a stop name does not stand in words run together"
        } else if surface.begins_like_particle && context.begins_with_particle(candidate) {
            "its first word is written like the particle على, إن or أن"
        } else if context.contradicts(candidate, entry) {
            "its marks are another name's"
        } else if context.is_ha_for_ta(candidate, entry) {
            "it is written with ه in a text that writes ة: another word"
        } else if context.ends_in_hamza(candidate.end) && !entry.final_hamza {
            "it ends in ئ, which at a word's end is no ي: another word"
        } else if entry.inflection.accusative {
            "it is the country's name: neither tanwin nor a counted or accusative noun makes it a nationality word"
        } else {
            "tanwin, a number or an accusative noun makes it a nationality word"
        }
    }

    fn row(&self, candidate: &Candidate, entry: &Entry, found: (Outcome, String, Grounds)) -> Judgement {
        let context = &self.case.context;
        let (start, end) = (context.folded.map.raw(candidate.start), context.raw_end(candidate.end));
        let (listed, rule) = self.listed(candidate.surface, entry);
        let (outcome, because, grounds) = found;
        let elided = context.folded.codes[candidate.start as usize..candidate.end as usize]
            != context.surface(candidate).codes[..];
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
            time: match context.moment.date {
                None => "",
                Some(_) => match context.standing(candidate.surface, entry, candidate.start) {
                    Standing::Then => "then",
                    Standing::Perhaps => "perhaps",
                    Standing::Unknown => "unknown",
                    Standing::Past(_) => "past",
                    Standing::NotYet => "not-yet",
                },
            },
        }
    }

    /// The writing of a record that a surface is, and the rule that makes it.
    fn listed(&self, surface: u32, entry: &Entry) -> (String, &'static str) {
        let codes = &self.case.context.lexicon.surface(surface).codes;
        let writings = variants::surfaces(self.case.context.lexicon.record(entry.record));
        let label = self.case.context.label(entry);
        let same = |made: &&variants::Surface| {
            made.label == *label && self.case.context.fold.fold_name(&made.text).is_ok_and(|name| name == *codes)
        };
        let found = writings.iter().find(same);
        found.map_or((String::new(), ""), |made| (made.text.clone(), made.rule.unwrap_or("")))
    }

    /// What folding did to the text between two places to make it the listed name.
    fn folded(&self, (start, end): (u32, u32), listed: &str) -> Vec<String> {
        let (text, profile) = (self.case.context.text, self.case.context.fold.profile());
        let written = text.slice(start as usize, end as usize);
        let mut notes: Vec<String> = Vec::new();
        if written == listed {
            return notes;
        }
        let mut note = |text: String| {
            if !notes.contains(&text) {
                notes.push(text);
            }
        };
        for sign in written.chars() {
            match profile.folding(u32::from(sign)) {
                _ if is_mark(sign) => note("marks left out".to_owned()),
                _ if sign == '\u{640}' => note("tatweel left out".to_owned()),
                _ if is_dropped(sign) => note("invisible signs left out".to_owned()),
                Folding::Letter(letter) if letter != sign && !listed.contains(sign) => {
                    note(format!("{sign} = {letter}"));
                }
                Folding::Several(letters) => note(format!("{sign} = {}", letters.into_iter().collect::<String>())),
                Folding::Joiner => note(format!("{sign} = blank")),
                Folding::Newline => note("line break = blank".to_owned()),
                Folding::Break(sign) if profile == Profile::Loose && !listed.contains(sign) => {
                    note(format!("{sign} left out"));
                }
                Folding::Blank if profile == Profile::Loose && !listed.contains(' ') => {
                    note("blank left out".to_owned());
                }
                _ => {}
            }
        }
        if notes.is_empty() && !listed.is_empty() {
            notes.push(format!("written «{written}», listed «{listed}»"));
        }
        notes
    }

    /// What is given and is no candidate: institutions, names with a given name in another spelling, role phrases.
    fn made_in_the_text(&self) -> Vec<Judgement> {
        let context = &self.case.context;
        let candidates: HashSet<Place> =
            context.candidates.iter().map(|found| (found.start, found.end, found.surface)).collect();
        let made =
            self.case.given.iter().filter(|(span, named)| !candidates.contains(&(span.start, span.end, named.surface)));
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
    fn inside_words(&self) -> Vec<Judgement> {
        const SHORTEST: usize = 3;
        const LONGEST: usize = 32;
        let (context, alphabet) = (&self.case.context, self.case.context.fold.alphabet());
        let strong = |index: usize| {
            context.lexicon.entries_of(&context.lexicon.surfaces()[index]).iter().any(|entry| !entry.weak)
        };
        let names: HashMap<&[u8], usize> = context
            .lexicon
            .surfaces()
            .iter()
            .enumerate()
            .filter(|(index, surface)| {
                (SHORTEST..=LONGEST).contains(&surface.codes.len()) && !surface.codes.contains(&GAP) && strong(*index)
            })
            .map(|(index, surface)| (surface.codes.as_slice(), index))
            .collect();
        let codes = &context.folded.codes;
        let (mut rows, mut start) = (Vec::new(), 0);
        while start < codes.len() {
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

/// Whether an entry is among those of a span that stand.
fn has(span: &Span, index: usize) -> bool {
    matches!(span.reading, Reading::Names { entries, .. } if entries.iter().any(|standing| standing == index))
}

/// How a word was read to find a name in it.
fn reading(candidate: &Candidate, elided: bool) -> String {
    let mut parts = Vec::new();
    if !candidate.proclitic.is_empty() {
        parts.push(format!("behind {}", candidate.proclitic.as_str()));
    }
    if elided {
        parts.push("its article has lost letters behind ل".to_owned());
    }
    if candidate.grain == Grain::Letters {
        parts.push("among the letters of a longer word".to_owned());
    }
    parts.join("; ")
}

/// What grounds mean, in a sentence.
fn meanings(grounds: Grounds) -> String {
    grounds.iter().map(crate::grounds::Ground::meaning).collect::<Vec<_>>().join("; ")
}
