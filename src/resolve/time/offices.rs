//! Who held which office when, by the records: the scan's surfaces that are role phrases, and the terms of every state and
//! organization.

use foldhash::HashMap;

use super::days::Standing;
use super::term::{self, Term};
use crate::compile::Lexicon;
use crate::entity::Label;
use crate::error::Error;
use crate::fold::Fold;
use crate::gazetteer::{Follow, Number, PartialDate, Phrase, Tense};

/// A surface as the beginning of a role phrase.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Head {
    /// Index of the role.
    pub role: u16,
    pub follow: Follow,
    pub number: Number,
    /// Whether a feminine, or a masculine nationality word agrees with one of its nouns.
    pub feminine: bool,
    pub masculine: bool,
}

impl Head {
    fn new(role: u16, phrase: &Phrase) -> Self {
        let feminine = |word: &str| is_feminine(word, phrase.number);
        // وزيرة الخارجية الروسية agrees with the minister, رئيس الحكومة الروسية with the government.
        let mut words = phrase.text.split_whitespace();
        let first = words.next().unwrap_or_default();
        let last = words.last().unwrap_or_default();
        Self {
            role,
            follow: phrase.follow,
            number: phrase.number,
            feminine: feminine(first) || feminine(last),
            masculine: !feminine(first),
        }
    }
}

/// Whether a noun is feminine by its ending: وزيرة; of duals and plurals وزيرتا, رئيسات.
fn is_feminine(noun: &str, number: Number) -> bool {
    const OF_SEVERAL: [&str; 5] = ["تان", "تين", "تا", "تي", "ات"];
    noun.ends_with('ة') || number != Number::One && OF_SEVERAL.iter().any(|ending| noun.ends_with(ending))
}

/// The role phrases of a lexicon and the terms of its records.
pub(in crate::resolve) struct Offices {
    heads: HashMap<u32, Vec<Head>>,
    tenses: HashMap<Vec<u8>, (Tense, Number)>,
    terms: Vec<Term>,
    /// By role and the record of the state or organization.
    held: HashMap<(u16, u32), Vec<u32>>,
    /// By the record of the person.
    holders: HashMap<u32, Vec<u32>>,
    /// For each role those that are looked at where it has no holder.
    also: Vec<Vec<u16>>,
}

impl Offices {
    /// Reads the records' positions.
    ///
    /// # Errors
    /// Where a title is longer than a text can be.
    pub(super) fn new(lexicon: &Lexicon, fold: &Fold) -> Result<Self, Error> {
        let gazetteer = lexicon.gazetteer();
        let roles = gazetteer.roles();
        let mut phrases: HashMap<Vec<u8>, Vec<Head>> = HashMap::default();
        for (index, role) in roles.roles.iter().enumerate() {
            for phrase in &role.phrases {
                let head = Head::new(index as u16, phrase);
                phrases.entry(fold.fold_name(&phrase.text)?).or_default().push(head);
            }
        }
        let mut heads = HashMap::default();
        for (index, surface) in lexicon.surfaces().iter().enumerate() {
            if let Some(found) = phrases.get(lexicon.codes(surface)) {
                heads.insert(index as u32, found.clone());
            }
        }
        let mut tenses = HashMap::default();
        for (tense, number, word) in &roles.tenses {
            tenses.insert(fold.fold_name(word)?, (*tense, *number));
        }
        let mut terms = Vec::new();
        for (index, record) in gazetteer.timed() {
            for position in &record.positions {
                let Some(of) = gazetteer.position(&position.of) else { continue };
                terms.push(Term::new(lexicon, fold, &phrases, (index, of), position)?);
            }
        }
        term::arrange(&mut terms);
        let (mut held, mut holders): (HashMap<_, Vec<u32>>, HashMap<_, Vec<u32>>) =
            (HashMap::default(), HashMap::default());
        for (at, term) in terms.iter().enumerate() {
            holders.entry(term.record).or_default().push(at as u32);
            for role in term.held_as(lexicon.record(term.of).label == Label::Org) {
                held.entry((role, term.of)).or_default().push(at as u32);
            }
        }
        let place = |key: &String| roles.roles.iter().position(|role| role.key == *key).map(|role| role as u16);
        let also = roles.roles.iter().map(|role| role.also.iter().filter_map(place).collect()).collect();
        Ok(Self { heads, tenses, terms, held, holders, also })
    }

    /// The role phrases that a surface begins.
    pub(in crate::resolve) fn heads(&self, surface: u32) -> &[Head] {
        self.heads.get(&surface).map_or(&[], Vec::as_slice)
    }

    /// What a word says of time, and of how many, if it does.
    pub(in crate::resolve) fn tense(&self, word: &[u8]) -> Option<(Tense, Number)> {
        self.tenses.get(word).copied()
    }

    /// The terms of a role at a state or organization; another role counts only where this one has never had a holder.
    pub(in crate::resolve) fn terms(&self, role: u16, of: u32) -> impl Iterator<Item = &Term> {
        let also = self.also[usize::from(role)].iter().copied();
        let held = std::iter::once(role).chain(also).find_map(|role| self.held.get(&(role, of)));
        held.into_iter().flatten().map(|&at| &self.terms[at as usize])
    }

    /// How a person stands to a date: the best of the positions.
    pub(in crate::resolve) fn standing(&self, record: u32, date: PartialDate) -> Standing {
        self.of_person(record).map(|term| term.standing(date)).min().unwrap_or(Standing::Unknown)
    }

    /// How a person's holding of an office that a title names stands to a date, `None` where the person never held one.
    pub(in crate::resolve) fn standing_in(
        &self,
        record: u32,
        heads: &[Head],
        date: Option<PartialDate>,
    ) -> Option<Standing> {
        let named = |role: u16| heads.iter().any(|head| head.role == role);
        let of_role = |term: &&Term| term.role.is_some_and(named) || term.proper.iter().any(|&role| named(role));
        let held = self.of_person(record).filter(of_role);
        held.map(|term| date.map_or(Standing::Unknown, |date| term.standing(date))).min()
    }

    /// The terms of a person.
    fn of_person(&self, record: u32) -> impl Iterator<Item = &Term> {
        self.holders.get(&record).into_iter().flatten().map(|&at| &self.terms[at as usize])
    }

    /// Who held a role at a date: the holders through the whole of it, and those for a part of it or presumably.
    pub(in crate::resolve) fn holders(&self, role: u16, of: u32, date: PartialDate) -> (Vec<u32>, Vec<u32>) {
        let (mut then, mut perhaps) = (Vec::new(), Vec::new());
        for term in self.terms(role, of) {
            match term.standing(date) {
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
