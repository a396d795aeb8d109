//! Who held which office when, by the records.
//!
//! Made once for a matcher, when the first text with a date or the first role phrase asks for it: the scan's surfaces that
//! are role phrases, and the terms of every state and organization.
//!
//! An office with no end in the records is not held for ever: it is held up to the day its holder was last seen in it,
//! presumably held until somebody else is listed, and for two years at most.

use std::collections::HashMap;

use crate::compile::Lexicon;
use crate::entity::Label;
use crate::error::Error;
use crate::fold::{Fold, GAP};
use crate::gazetteer::{End, Follow, PartialDate, Position, Tense};

/// Days as [`PartialDate::days`] numbers them: two years.
const PRESUMED: u32 = 20_000;

/// A surface as the beginning of a role phrase.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Index of the role.
    pub role: u16,
    pub follow: Follow,
    /// Whether a feminine, or a masculine nationality word agrees with one of its nouns.
    pub feminine: bool,
    pub masculine: bool,
}

/// An office held by a person.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub record: u32,
    /// Index in [`Position::OFFICES`].
    office: u8,
    /// The role that its title begins with.
    role: Option<u16>,
    /// Offices of organizations: the roles whose phrase and the organization's name are the whole title.
    proper: Vec<u16>,
    days: Days,
}

/// When something held, in days: the first and last that its beginning may be, and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    start: Option<(u32, u32)>,
    end: Ending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    At(u32, u32),
    /// No end is known; the last day on which it was seen to hold.
    Open(Option<u32>),
    /// Over, day unknown.
    Unknown(Option<u32>),
}

/// How something stands to a text's date. What goes first is preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Standing {
    /// Through the whole of the date.
    Then,
    /// For a part of it, or nothing is known against it.
    Perhaps,
    /// The records say nothing of time.
    Unknown,
    /// Over, by so many years.
    Past(u32),
    /// Not begun.
    NotYet,
}

impl Days {
    /// From a beginning to an end.
    pub fn of(start: Option<PartialDate>, end: End, as_of: Option<PartialDate>) -> Self {
        let seen = as_of.map(|date| date.days().1);
        let end = match end {
            End::At(date) => Ending::At(date.days().0, date.days().1),
            End::Open => Ending::Open(seen),
            End::Unknown => Ending::Unknown(seen),
        };
        Self { start: start.map(PartialDate::days), end }
    }

    /// Between two dates; one that is not given bounds nothing.
    pub fn between(from: Option<PartialDate>, to: Option<PartialDate>) -> Self {
        let end = to.map_or(Ending::Open(Some(u32::MAX)), |date| Ending::At(date.days().0, date.days().1));
        Self { start: Some(from.map_or((0, 0), PartialDate::days)), end }
    }

    /// How it stands to a date.
    pub fn standing_at(self, date: PartialDate) -> Standing {
        self.standing(date, None)
    }

    /// How it stands to a date; `followed` is the first day of what came after it, where that is known.
    fn standing(self, date: PartialDate, followed: Option<u32>) -> Standing {
        let (first, last) = date.days();
        if self.start.is_some_and(|(earliest, _)| earliest > last) {
            return Standing::NotYet;
        }
        let begun = self.start.is_some_and(|(_, latest)| latest <= first);
        let years = |end: u32| (first / 10_000).saturating_sub(end / 10_000);
        let (known, over) = match self.end {
            Ending::At(earliest, latest) => {
                if latest < first {
                    return Standing::Past(years(latest));
                }
                (earliest, latest)
            }
            Ending::Open(seen) | Ending::Unknown(seen) => (seen.unwrap_or(0), u32::MAX),
        };
        if begun && last <= known {
            return Standing::Then;
        }
        match followed.filter(|&next| over == u32::MAX && next <= first) {
            Some(next) => Standing::Past(years(next)),
            None => Standing::Perhaps,
        }
    }

    /// Whether a date lies so far behind the last day it was seen to hold that it is not presumed any more.
    fn is_stale(self, date: PartialDate) -> bool {
        let seen = match self.end {
            Ending::At(..) => return false,
            Ending::Open(seen) | Ending::Unknown(seen) => seen.or(self.start.map(|(_, latest)| latest)),
        };
        seen.is_none_or(|seen| date.days().0 > seen.saturating_add(PRESUMED))
    }
}

/// The role phrases of a lexicon and the terms of its records.
pub struct Offices {
    heads: HashMap<u32, Vec<Head>>,
    tenses: Vec<(Box<[u8]>, Tense)>,
    /// By the record of the state or organization; in the order of their beginnings.
    terms: HashMap<u32, Vec<Term>>,
}

impl Offices {
    /// Reads the records' positions.
    ///
    /// # Errors
    /// Where a title is longer than a text can be.
    pub(crate) fn new(lexicon: &Lexicon, fold: &Fold) -> Result<Self, Error> {
        let gazetteer = lexicon.gazetteer();
        let roles = gazetteer.roles();
        let mut phrases: HashMap<Vec<u8>, Vec<Head>> = HashMap::new();
        for (index, role) in roles.roles.iter().enumerate() {
            for (follow, phrase) in &role.phrases {
                let words: Vec<&str> = phrase.split_whitespace().collect();
                let feminine = |word: &&&str| word.ends_with('ة');
                // وزيرة الخارجية الروسية agrees with the minister, رئيس الحكومة الروسية with the government.
                let nouns = [words.first(), words.last()];
                let head = Head {
                    role: index as u16,
                    follow: *follow,
                    feminine: nouns.iter().flatten().any(feminine),
                    masculine: words.first().is_some_and(|word| !word.ends_with('ة')),
                };
                phrases.entry(fold.fold_name(phrase)?).or_default().push(head);
            }
        }
        let mut heads = HashMap::new();
        for (index, surface) in lexicon.surfaces().iter().enumerate() {
            if let Some(found) = phrases.get(&surface.codes) {
                heads.insert(index as u32, found.clone());
            }
        }
        let mut tenses = Vec::new();
        for (tense, word) in &roles.tenses {
            tenses.push((fold.fold_name(word)?.into_boxed_slice(), *tense));
        }
        let mut offices = Self { heads, tenses, terms: HashMap::new() };
        for (index, record) in gazetteer.records().iter().enumerate() {
            for position in &record.positions {
                let Some(of) = gazetteer.position(&position.of) else { continue };
                let term = Term::new(lexicon, fold, &phrases, (index as u32, of), position)?;
                offices.terms.entry(of).or_default().push(term);
            }
        }
        for terms in offices.terms.values_mut() {
            terms.sort_by_key(|term| (term.days.start, term.record));
        }
        Ok(offices)
    }

    /// The role phrases that a surface begins.
    pub(super) fn heads(&self, surface: u32) -> &[Head] {
        self.heads.get(&surface).map_or(&[], Vec::as_slice)
    }

    /// What a word says of time, if it does.
    pub(super) fn tense(&self, word: &[u8]) -> Option<Tense> {
        self.tenses.iter().find(|(known, _)| **known == *word).map(|(_, tense)| *tense)
    }

    /// The terms of a role at a state or organization.
    pub(super) fn terms<'o>(
        &'o self,
        lexicon: &'o Lexicon,
        role: u16,
        of: u32,
    ) -> impl Iterator<Item = &'o Term> + use<'o> {
        let organization = lexicon.record(of).label == Label::Org;
        let of_role = move |term: &&Term, role: u16| {
            if organization { term.proper.contains(&role) } else { term.role == Some(role) && !term.is_other() }
        };
        let all: &[Term] = self.terms.get(&of).map_or(&[], Vec::as_slice);
        let roles = &lexicon.gazetteer().roles().roles;
        let also = roles[role as usize].also.iter();
        let also = also.filter_map(|key| roles.iter().position(|role| role.key == *key)).map(|role| role as u16);
        // Another role counts only where this one has never had a holder.
        let role =
            std::iter::once(role).chain(also).find(|&role| all.iter().any(|term| of_role(&term, role))).unwrap_or(role);
        all.iter().filter(move |term| of_role(term, role))
    }

    /// How a person stands to a date: the best of the positions.
    pub(super) fn standing(&self, lexicon: &Lexicon, record: u32, date: PartialDate) -> Standing {
        let held = self.held(lexicon, record).map(|(terms, term)| term.standing(terms, date));
        held.min().unwrap_or(Standing::Unknown)
    }

    /// How a person's holding of one of these roles stands to a date, `None` where the person never held one.
    pub(super) fn standing_in(
        &self,
        lexicon: &Lexicon,
        record: u32,
        roles: &[u16],
        date: Option<PartialDate>,
    ) -> Option<Standing> {
        let of_role = |term: &Term| {
            term.role.is_some_and(|role| roles.contains(&role)) || term.proper.iter().any(|role| roles.contains(role))
        };
        let held = self.held(lexicon, record).filter(|(_, term)| of_role(term));
        held.map(|(terms, term)| date.map_or(Standing::Unknown, |date| term.standing(terms, date))).min()
    }

    /// The terms of a person, each with all of its state or organization.
    fn held<'o>(&'o self, lexicon: &'o Lexicon, record: u32) -> impl Iterator<Item = (&'o [Term], &'o Term)> {
        let positions = lexicon.record(record).positions.iter();
        let mut seen = Vec::new();
        let of = positions.filter_map(|position| lexicon.gazetteer().position(&position.of)).filter(move |of| {
            let new = !seen.contains(of);
            seen.push(*of);
            new
        });
        let terms = of.filter_map(|of| self.terms.get(&of));
        terms.flat_map(move |terms| {
            terms.iter().filter(move |term| term.record == record).map(|term| (terms.as_slice(), term))
        })
    }

    /// Who held a role at a date: the holders through the whole of it, and those for a part of it or presumably.
    pub(super) fn holders(&self, lexicon: &Lexicon, role: u16, of: u32, date: PartialDate) -> (Vec<u32>, Vec<u32>) {
        let terms: Vec<&Term> = self.terms(lexicon, role, of).collect();
        let (mut then, mut perhaps) = (Vec::new(), Vec::new());
        for term in &terms {
            match term.standing(terms.iter().copied(), date) {
                Standing::Then => then.push(term.record),
                Standing::Perhaps if !term.days.is_stale(date) => perhaps.push(term.record),
                _ => {}
            }
        }
        for records in [&mut then, &mut perhaps] {
            records.sort_unstable();
            records.dedup();
        }
        perhaps.retain(|record| !then.contains(record));
        (then, perhaps)
    }
}

impl Term {
    /// A position of a record, at the record that it names.
    fn new(
        lexicon: &Lexicon,
        fold: &Fold,
        phrases: &HashMap<Vec<u8>, Vec<Head>>,
        (record, of): (u32, u32),
        position: &Position,
    ) -> Result<Self, Error> {
        let roles = &lexicon.gazetteer().roles().roles;
        let office = Position::OFFICES.iter().position(|known| *known == position.office).unwrap_or_default();
        let title = fold.fold_name(&position.title)?;
        // The beginnings of the title, word by word, the longest first.
        let ends: Vec<usize> = (1..=title.len()).rev().filter(|&at| at == title.len() || title[at] == GAP).collect();
        let found = ends.iter().find_map(|&end| Some((end, phrases.get(&title[..end])?)));
        let fits = |head: &&Head| roles[head.role as usize].offices.contains(&office);
        let default = || roles.iter().position(|role| role.any_title && role.offices.contains(&office));
        let role = match found.and_then(|(_, heads)| heads.iter().find(fits)) {
            // "رئيس أركان" is no president: of an office without a name only the whole title says what it is.
            _ if Position::OFFICES[office] == "other" => None,
            Some(head) => Some(head.role),
            None => default().map(|role| role as u16),
        };
        let mut proper = Vec::new();
        let organization = lexicon.record(of);
        if organization.label == Label::Org {
            for &end in &ends {
                let Some(heads) = phrases.get(&title[..end]) else { continue };
                if names(fold, organization, title.get(end + 1..).unwrap_or_default())? {
                    proper.extend(heads.iter().map(|head| head.role));
                }
            }
        }
        let days = Days::of(position.start, position.end, position.as_of);
        Ok(Self { record, office: office as u8, role, proper, days })
    }

    fn is_other(&self) -> bool {
        Position::OFFICES[self.office as usize] == "other"
    }

    /// How it stands to a date. Whoever is listed after it in the same office ends one that has no end of its own.
    fn standing<'t>(&self, terms: impl IntoIterator<Item = &'t Term>, date: PartialDate) -> Standing {
        let open = !matches!(self.days.end, Ending::At(..));
        let next = |term: &&Term| {
            term.office == self.office
                && term.role == self.role
                && !self.is_other()
                && term.record != self.record
                && term.days.start > self.days.start
        };
        let followed = terms.into_iter().filter(|_| open).filter(next).filter_map(|term| term.days.start).min();
        self.days.standing(date, followed.map(|(_, latest)| latest))
    }
}

/// Whether the rest of a title is an organization's name, behind ل too, and at most one word more (الأمريكي).
fn names(fold: &Fold, organization: &crate::gazetteer::Record, rest: &[u8]) -> Result<bool, Error> {
    let (lam, alef) = (fold.alphabet().word_code('ل'), fold.alphabet().word_code('ا'));
    let mut rests = vec![rest.to_vec()];
    if rest.first() == Some(&lam) {
        rests.push(rest[1..].to_vec());
        rests.push(std::iter::once(alef).chain(rest[1..].iter().copied()).collect());
    }
    for name in &organization.names {
        let name = fold.fold_name(&name.text)?;
        let is_it = |rest: &Vec<u8>| {
            rest.strip_prefix(name.as_slice())
                .is_some_and(|more| more.is_empty() || more[0] == GAP && more[1..].iter().all(|&code| code != GAP))
        };
        if !name.is_empty() && rests.iter().any(is_it) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::{Days, Standing};
    use crate::gazetteer::{End, PartialDate};

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    fn standing(start: &str, end: End, as_of: Option<&str>, at: &str) -> Standing {
        Days::of(PartialDate::parse(start), end, as_of.map(date)).standing(date(at), None)
    }

    #[test]
    fn a_term_with_an_end_is_then_perhaps_or_past() {
        let end = End::At(date("2022-04-10"));
        assert_eq!(standing("2018-08-18", end, None, "2020"), Standing::Then);
        assert_eq!(standing("2018-08-18", end, None, "2022"), Standing::Perhaps);
        assert_eq!(standing("2018-08-18", end, None, "2022-04-10"), Standing::Then);
        assert_eq!(standing("2018-08-18", end, None, "2022-05"), Standing::Past(0));
        assert_eq!(standing("2018-08-18", end, None, "2025"), Standing::Past(3));
        assert_eq!(standing("2018-08-18", end, None, "2018-08-17"), Standing::NotYet);
        assert_eq!(standing("2018", end, None, "2018-05"), Standing::Perhaps);
    }

    #[test]
    fn an_unknown_end_is_not_now() {
        assert_eq!(standing("2013", End::Open, Some("2026-03"), "2020"), Standing::Then);
        assert_eq!(standing("2013", End::Open, Some("2026-03"), "2026-05"), Standing::Perhaps);
        assert_eq!(standing("2013", End::Unknown, None, "2020"), Standing::Perhaps);
        assert_eq!(standing("", End::At(date("2020")), None, "2015"), Standing::Perhaps);
        let open = Days::of(Some(date("2013")), End::Open, Some(date("2026-03")));
        assert_eq!(open.standing(date("2027"), Some(20_260_901)), Standing::Past(1));
        assert!(!open.is_stale(date("2028-03")) && open.is_stale(date("2028-04-01")));
        assert!(Days::of(None, End::Unknown, None).is_stale(date("2020")));
    }

    #[test]
    fn what_is_preferred_stands_in_order() {
        let order = [
            Standing::Then,
            Standing::Perhaps,
            Standing::Unknown,
            Standing::Past(1),
            Standing::Past(9),
            Standing::NotYet,
        ];
        assert!(order.is_sorted());
    }
}
