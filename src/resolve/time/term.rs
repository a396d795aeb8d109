//! An office as a record lists it, and the role that its title names.

use foldhash::HashMap;

use super::days::{Days, Standing};
use super::offices::Head;
use crate::compile::Lexicon;
use crate::entity::Label;
use crate::error::Error;
use crate::fold::{Fold, GAP};
use crate::gazetteer::{PartialDate, Position, Record};

/// An office held by a person.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Term {
    pub record: u32,
    /// Record of the state or organization.
    pub(super) of: u32,
    /// Index in [`Position::OFFICES`].
    office: u8,
    /// The role that its title begins with.
    pub(super) role: Option<u16>,
    /// Offices of organizations: the roles whose phrase and the organization's name are the whole title.
    pub(super) proper: Vec<u16>,
    pub(super) days: Days,
    /// The first day of who is listed after it in the same office.
    followed: Option<u32>,
}

impl Term {
    /// A position of a record, at the record that it names.
    pub(super) fn new(
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
        Ok(Self { record, of, office: office as u8, role, proper, days, followed: None })
    }

    fn is_other(&self) -> bool {
        Position::OFFICES[self.office as usize] == "other"
    }

    /// The roles that it is a term of.
    pub(super) fn held_as(&self, of_organization: bool) -> Vec<u16> {
        let mut roles = if of_organization { self.proper.clone() } else { self.role.into_iter().collect() };
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// What it is a term of; `None` where the title alone would say it.
    fn seat(&self) -> Option<(u32, u8, Option<u16>)> {
        (!self.is_other()).then_some((self.of, self.office, self.role))
    }

    /// How it stands to a date. Whoever is listed after it in the same office ends one that has no end of its own.
    pub(super) fn standing(&self, date: PartialDate) -> Standing {
        self.days.standing(date, self.followed)
    }
}

/// Puts terms in order, and finds for each who is listed after it.
pub(super) fn arrange(terms: &mut [Term]) {
    terms.sort_by_key(|term| (term.seat(), term.days.start, term.record));
    for seat in terms.chunk_by_mut(|a, b| a.seat() == b.seat()).filter(|seat| seat[0].seat().is_some()) {
        // From the last to the first, with the two nearest beginnings behind that are not of one holder.
        let mut nearest: [Option<(u32, u32)>; 2] = [None, None];
        for same in seat.chunk_by_mut(|a, b| a.days.start == b.days.start).rev() {
            for term in same.iter_mut() {
                let of_another = |(_, record): &(u32, u32)| *record != term.record;
                term.followed = nearest.into_iter().flatten().find(of_another).map(|(day, _)| day);
            }
            for term in same.iter() {
                let Some((_, latest)) = term.days.start else { continue };
                if nearest[0].is_some_and(|(_, record)| record != term.record) {
                    nearest[1] = nearest[0];
                }
                nearest[0] = Some((latest, term.record));
            }
        }
    }
}

/// Whether the rest of a title is an organization's name, behind ل too, and at most one word more (الأمريكي).
fn names(fold: &Fold, organization: &Record, rest: &[u8]) -> Result<bool, Error> {
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
