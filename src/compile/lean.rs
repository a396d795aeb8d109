//! The lexicon of a list of names, in as few bytes as will do.
//!
//! In such a list every name stands by itself. Of a surface nothing is needed but the record that it names, eight bytes
//! each; where several records share it, or a writing in the text may speak against it, its bearers are in a small table.
//! What else the pipeline knows of surfaces is made from the records when it is asked for (explanations, role phrases,
//! overlaps), with the same numbers.

use std::hash::BuildHasher;
use std::sync::Arc;

use bytemuck::{Pod, Zeroable};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry as Slot;

use super::builder::{LABELS, begins_like_particle, has_final_hamza, marks};
use super::lexicon::Tables;
use super::lone::Lone;
use super::{Compiled, Lexicon, check_room, has_article};
use crate::column::Column;
use crate::column::file::{Reader, Writer, damaged};
use crate::entity::Label;
use crate::error::Error;
use crate::fold::Fold;
use crate::gazetteer::{Gazetteer, NameList};
use crate::scan::{Form, Forms};

const LONE: u64 = 40;
const BOUNDS: u64 = 41;
const BEARERS: u64 = 42;
const MARKS: u64 = 43;

/// A record that bears a name with more to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct Bearer {
    pub record: u32,
    /// The marks it is listed with, as a part of all marks.
    first_mark: u32,
    marks: u16,
    signs: u16,
}

/// Listed with a final ئ.
const FINAL_HAMZA: u16 = 1;
/// The name's first word is written like a name and folds like a particle.
const LIKE_PARTICLE: u16 = 2;

impl Bearer {
    pub fn has_final_hamza(self) -> bool {
        self.signs & FINAL_HAMZA != 0
    }

    pub fn begins_like_particle(self) -> bool {
        self.signs & LIKE_PARTICLE != 0
    }

    /// Whether it has marks that a text may contradict.
    pub fn has_marks(self) -> bool {
        self.marks > 0
    }
}

/// A mark and the letter it stands on.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
struct Mark {
    letter: u8,
    /// Its place behind the first vowel sign.
    sign: u8,
}

const FIRST_SIGN: u32 = 0x64e;

/// What the surfaces of a list mean.
pub(crate) struct Lean {
    fold: Arc<Fold>,
    /// Index of the label of all names.
    label: u16,
    lone: Column<Lone>,
    /// Where the bearers of each name with more to it begin, and where the last ones end.
    bounds: Column<u32>,
    /// Of one name in the order of their ids.
    bearers: Column<Bearer>,
    marks: Column<Mark>,
}

impl Lean {
    /// Of each surface the one record that it names, or where its bearers are.
    pub fn lone(&self) -> &[Lone] {
        self.lone.as_slice()
    }

    /// Index of the label of all names.
    pub fn label(&self) -> u16 {
        self.label
    }

    /// The bearers at a place.
    pub fn bearers(&self, place: u32) -> &[Bearer] {
        let (bounds, place) = (self.bounds.as_slice(), place as usize);
        &self.bearers.as_slice()[bounds[place] as usize..bounds[place + 1] as usize]
    }

    /// The records that a surface may stand for, the preferred first.
    pub fn records_of(&self, surface: u32) -> impl Iterator<Item = u32> {
        let (one, several) = match self.lone()[surface as usize].record_or_place() {
            Ok(record) => (Some(record), Default::default()),
            Err(place) => (None, self.bearers(place)),
        };
        one.into_iter().chain(several.iter().map(|bearer| bearer.record))
    }

    /// The marks that a bearer is listed with, and the letters they stand on.
    pub fn marks(&self, bearer: Bearer) -> impl Iterator<Item = (u8, char)> {
        let first = bearer.first_mark as usize;
        let marks = self.marks.as_slice().get(first..first + usize::from(bearer.marks)).unwrap_or_default();
        marks.iter().filter_map(|mark| Some((mark.letter, char::from_u32(FIRST_SIGN + u32::from(mark.sign))?)))
    }

    /// The general lexicon of the same names.
    pub fn full(&self, gazetteer: &Arc<Gazetteer>) -> Lexicon {
        let made = super::surfaces(gazetteer);
        let full = super::lexicon(gazetteer.clone(), made, &self.fold).unwrap_or_else(|_| {
            // Names are too short to be too long for folding.
            let tables = Tables { labels: LABELS.to_vec(), ..Tables::default() };
            Lexicon::new(gazetteer.clone(), tables, self.fold.alphabet())
        });
        full.with_surfaces(self.lone().len())
    }

    /// Adds the tables to a model.
    pub fn save(&self, model: &mut Writer) {
        model.table(LONE, &self.lone);
        model.table(BOUNDS, &self.bounds);
        model.table(BEARERS, &self.bearers);
        model.table(MARKS, &self.marks);
    }
}

/// The labels of a list's matcher, and which of them is the list's.
fn labels(list: &NameList) -> (Vec<Label>, u16) {
    let mut labels = LABELS.to_vec();
    let at = labels.iter().position(|known| known == list.label()).unwrap_or_else(|| {
        labels.push(list.label().clone());
        labels.len() - 1
    });
    (labels, at as u16)
}

/// The lexicon in a model of this gazetteer, which is a list. Every number in it is checked.
pub(crate) fn load(model: &Reader, gazetteer: Arc<Gazetteer>, fold: Arc<Fold>) -> Result<Lexicon, Error> {
    let (lone, bounds) = (model.table(LONE)?, model.table(BOUNDS)?);
    let Some(list) = gazetteer.list() else { return Err(damaged()) };
    let (labels, label) = labels(list);
    let lean = Lean { fold, label, lone, bounds, bearers: model.table(BEARERS)?, marks: model.table(MARKS)? };
    let (records, bounds, marks) = (list.len(), lean.bounds.as_slice(), lean.marks.as_slice().len() as u64);
    let places = bounds.len().saturating_sub(1);
    let holds_together = bounds.first() == Some(&0)
        && bounds.last().is_some_and(|&all| all as usize == lean.bearers.as_slice().len())
        && bounds.is_sorted()
        && u32::try_from(lean.lone().len()).is_ok()
        && lean.lone().iter().fold(true, |fits, lone| fits & lone.fits(records, label, places))
        && lean.bearers.as_slice().iter().all(|bearer| {
            (bearer.record as usize) < records && u64::from(bearer.first_mark) + u64::from(bearer.marks) <= marks
        });
    if !holds_together {
        return Err(damaged());
    }
    Ok(Lexicon::of_list(gazetteer, labels, lean))
}

/// The letters of a list's surfaces.
pub struct Letters {
    codes: Vec<u8>,
    /// Where each surface begins, and where the last one ends.
    bounds: Vec<u32>,
    signs: Vec<u8>,
}

/// Listed with the article.
const ARTICLE: u8 = 1;
/// May be a part of a run-on word.
const RUN_ON: u8 = 2;

impl Forms for Letters {
    fn len(&self) -> usize {
        self.signs.len()
    }

    #[inline]
    fn get(&self, surface: u32) -> Form<'_> {
        let at = surface as usize;
        let codes = &self.codes[self.bounds[at] as usize..self.bounds[at + 1] as usize];
        Form { codes, article: self.signs[at] & ARTICLE != 0, run_on: self.signs[at] & RUN_ON != 0 }
    }
}

/// A bearer of a name with more to it, before all are known.
struct Found {
    surface: u32,
    bearer: Bearer,
}

/// The surfaces and their bearers so far.
struct Collector<'f> {
    fold: &'f Fold,
    label: u16,
    ya: u8,
    hasher: RandomState,
    index: HashTable<u32>,
    letters: Letters,
    lone: Vec<Lone>,
    /// Of a surface with more to it the one found last is where `lone` says.
    found: Vec<Found>,
    marks: Vec<Mark>,
    /// The letters of the name at hand.
    codes: Vec<u8>,
}

impl Collector<'_> {
    /// The surface of the name at hand, and whether it is a new one.
    fn surface(&mut self) -> (u32, bool) {
        let hash = self.hasher.hash_one(self.codes.as_slice());
        let fresh = self.lone.len() as u32;
        let is_it = |&surface: &u32| self.letters.get(surface).codes == self.codes;
        let hash_of = |&surface: &u32| self.hasher.hash_one(self.letters.get(surface).codes);
        match self.index.entry(hash, is_it, hash_of) {
            Slot::Occupied(known) => (*known.get(), false),
            Slot::Vacant(free) => {
                free.insert(fresh);
                let alphabet = self.fold.alphabet();
                let run_on = self.codes.iter().all(|&code| alphabet.is_arabic(code));
                self.letters.codes.extend_from_slice(&self.codes);
                self.letters.bounds.push(self.letters.codes.len() as u32);
                self.letters.signs.push(if run_on { RUN_ON } else { 0 });
                (fresh, true)
            }
        }
    }

    fn add(&mut self, record: u32, name: &str) -> Result<(), Error> {
        let left_out = self.fold.fold_name_into(name, &mut self.codes)?;
        check_room(self.letters.codes.len(), self.codes.len())?;
        let (surface, fresh) = self.surface();
        let at = surface as usize;
        self.letters.signs[at] |= if has_article(name) { ARTICLE } else { 0 };
        let first_mark = self.marks.len() as u32;
        if left_out {
            let sign = |(letter, sign): &(u8, char)| Mark { letter: *letter, sign: (*sign as u32 - FIRST_SIGN) as u8 };
            self.marks.extend(marks(name).iter().map(sign));
        }
        let marks = (self.marks.len() as u32 - first_mark) as u16;
        let signs = if has_final_hamza(name) { FINAL_HAMZA } else { 0 }
            | if begins_like_particle(name) { LIKE_PARTICLE } else { 0 };
        let bearer = Bearer { record, first_mark, marks, signs };
        let plain = Bearer { record, ..Bearer::default() };
        if fresh {
            self.lone.push(Lone::one(record, self.label, self.codes.last() == Some(&self.ya)));
            if marks > 0 || signs != 0 {
                self.find(surface, bearer);
            }
            return Ok(());
        }
        let last = match self.lone[at].record_or_place() {
            Ok(known) if known == record && marks == 0 && signs == 0 => return Ok(()),
            Ok(known) => self.find(surface, Bearer { record: known, ..plain }),
            Err(last) => last,
        };
        // Names come record by record, so that one more of this record stands last.
        let known = &mut self.found[last as usize].bearer;
        if known.record == record {
            known.signs |= signs;
            if known.marks == 0 {
                (known.first_mark, known.marks) = (first_mark, marks);
            }
        } else {
            self.find(surface, bearer);
        }
        Ok(())
    }

    /// Puts down a bearer; the place is given.
    fn find(&mut self, surface: u32, bearer: Bearer) -> u32 {
        let place = self.found.len() as u32;
        self.found.push(Found { surface, bearer });
        self.lone[surface as usize] = Lone::several(place);
        place
    }

    /// The bearers of each name with more to it, together and in the order of their ids.
    fn lay_out(&mut self, list: &NameList) -> (Vec<u32>, Vec<Bearer>) {
        let id = |found: &Found| list.id(found.bearer.record as usize);
        self.found.sort_unstable_by(|a, b| a.surface.cmp(&b.surface).then_with(|| id(a).cmp(id(b))));
        let (mut bounds, mut bearers) = (vec![0], Vec::with_capacity(self.found.len()));
        for same in self.found.chunk_by(|a, b| a.surface == b.surface) {
            self.lone[same[0].surface as usize] = Lone::several(bounds.len() as u32 - 1);
            // Whether it begins like a particle is said of the letters, whoever bears them.
            let like = same.iter().fold(0, |like, found| like | found.bearer.signs & LIKE_PARTICLE);
            bearers.extend(same.iter().map(|found| Bearer { signs: found.bearer.signs | like, ..found.bearer }));
            bounds.push(bearers.len() as u32);
        }
        (bounds, bearers)
    }
}

/// Compiles a gazetteer that is a list, with this folding.
///
/// # Errors
/// Where it is none.
pub(crate) fn compile(gazetteer: Arc<Gazetteer>, fold: Arc<Fold>) -> Result<Compiled, Error> {
    let Some(list) = gazetteer.list() else { return Err(damaged()) };
    let (labels, label) = labels(list);
    let room = list.len();
    let mut collector = Collector {
        fold: &fold,
        label,
        ya: fold.alphabet().word_code('ي'),
        hasher: RandomState::default(),
        index: HashTable::with_capacity(room),
        letters: Letters { codes: Vec::with_capacity(16 * room), bounds: vec![0], signs: Vec::with_capacity(room) },
        lone: Vec::with_capacity(room),
        found: Vec::new(),
        marks: Vec::new(),
        codes: Vec::new(),
    };
    for record in 0..room {
        for name in list.names(record) {
            collector.add(record as u32, name)?;
        }
    }
    let (bounds, bearers) = collector.lay_out(list);
    let Collector { letters, lone, marks, .. } = collector;
    let (bounds, bearers, marks) = (bounds.into(), bearers.into(), marks.into());
    let lean = Lean { fold: fold.clone(), label, lone: lone.into(), bounds, bearers, marks };
    let lexicon = Lexicon::of_list(gazetteer, labels, lean);
    Ok(Compiled { fold, lexicon, letters: Some(letters) })
}
