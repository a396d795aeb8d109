//! What surfaces mean: the payload that resolving reads.

use std::collections::HashMap;
use std::sync::Arc;

use once_cell::sync::OnceCell;

use super::bearer::Bearer;
use super::given::GivenNames;
use super::grouped::Grouped;
use super::lean::Lean;
use super::lone::Lone;
use super::org_words::OrgWords;
use super::sort::Sort;
use super::strong::Strong;
use super::surface::{Entry, Head, Part, Surface};
use super::traits::{Trait, Traits};
use super::word_signs::WordSigns;
use crate::column::Column;
use crate::entity::Label;
use crate::fold::{Alphabet, Fold};
use crate::gazetteer::{Gazetteer, KindTrait, Record};

/// What a lexicon is made of.
#[derive(Default)]
pub(super) struct Tables {
    /// Those of all surfaces.
    pub letters: Column<u8>,
    pub surfaces: Vec<Surface>,
    pub entries: Vec<Entry>,
    /// Marks that entries are listed with, by letter: عَمّان is not عُمان.
    pub marks: Vec<(u8, char)>,
    /// Surfaces that support entries.
    pub cues: Vec<u32>,
    pub heads: Vec<Head>,
    pub labels: Vec<Label>,
    /// For surfaces that yield, the surfaces they yield to.
    pub unless: HashMap<u32, Vec<u32>>,
    /// Of each list its words, as parts of the letters and in the order of these.
    pub word_lists: Grouped<Part>,
}

/// All surfaces and their meanings.
#[derive(Default)]
pub struct Lexicon {
    pub(super) gazetteer: Arc<Gazetteer>,
    pub(super) tables: Tables,
    /// The given names of persons.
    pub(super) given: GivenNames,
    /// For each record what is known of its kind.
    pub(super) sorts: Vec<Sort>,
    /// For each label its place in the order of preference.
    pub(super) label_order: Vec<u16>,
    /// For each record its place in the order of ids.
    pub(super) id_order: Vec<u32>,
    /// For each record the index of its country's record, or `u32::MAX`.
    pub(super) states: Vec<u32>,
    /// For each record what it says of who bears its names, and the nations of all.
    pub(super) bearers: Vec<Bearer>,
    pub(super) nations: Vec<u32>,
    /// Whether there is nothing for resolving to weigh: no weak names, stop names, cues or heads.
    pub(super) plain: bool,
    /// What each surface is, in short.
    pub(super) traits: Vec<Traits>,
    /// What the strong entries of each say.
    pub(super) strong: Vec<Strong>,
    /// Of each institution the record that it is with each country, found when first asked for.
    pub(super) composed: Vec<OnceCell<Composed>>,
    /// The words of organizations' names, gathered when first asked for.
    pub(super) org_words: OnceCell<OrgWords>,
    /// What the words of each word list have in common, gathered when first asked for.
    pub(super) word_signs: OnceCell<Vec<WordSigns>>,
    /// Where it is plain: of each surface the one record it names.
    pub(super) lone: Vec<Lone>,
    /// Where it is that of a list of names: all that most texts ask of it.
    pub(super) lean: Option<Box<Lean>>,
    /// And the rest, made when it is asked for.
    pub(super) full: OnceCell<Box<Lexicon>>,
}

/// For countries the record that an institution of theirs is, where it has one of its own.
pub(super) type Composed = HashMap<u32, OnceCell<Option<u32>>>;

/// For each label its place in the order of preference.
fn in_preference(labels: &[Label]) -> Vec<u16> {
    let mut order: Vec<u16> = (0..labels.len() as u16).collect();
    order.sort_by_key(|&label| &labels[label as usize]);
    let mut places = vec![0; labels.len()];
    for (place, &label) in order.iter().enumerate() {
        places[label as usize] = place as u16;
    }
    places
}

impl Lexicon {
    pub(super) fn new(gazetteer: Arc<Gazetteer>, tables: Tables, alphabet: &Alphabet) -> Self {
        let label_order = in_preference(&tables.labels);
        let mut by_id: Vec<u32> = (0..gazetteer.records().len() as u32).collect();
        by_id.sort_by_key(|&record| &gazetteer.records()[record as usize].id);
        let mut id_order = vec![0; by_id.len()];
        for (place, &record) in by_id.iter().enumerate() {
            id_order[record as usize] = place as u32;
        }
        let state = |record: &Arc<Record>| gazetteer.position(record.state()).unwrap_or(u32::MAX);
        let states = gazetteer.records().iter().map(state).collect();
        let weighs = |surface: &Surface| surface.stop || !surface.cues.is_empty() || surface.own_cue;
        let plain = tables.heads.is_empty()
            && !tables.surfaces.iter().any(weighs)
            && !tables.entries.iter().any(|entry: &Entry| entry.weak || entry.inflection.accusative);
        let sorts = Sort::of_records(&gazetteer);
        let mut nations = Vec::new();
        let called = gazetteer.cues().iter().flat_map(|cue| &cue.bearers).map(String::as_str).collect();
        let bearer = |record: &Arc<Record>| Bearer::of(record, &gazetteer, &called, &mut nations);
        let bearers = gazetteer.records().iter().map(bearer).collect();
        let mut lexicon = Self { gazetteer, tables, sorts, label_order, id_order, states, plain, ..Self::default() };
        (lexicon.bearers, lexicon.nations) = (bearers, nations);
        lexicon.traits = lexicon.surfaces().iter().map(|surface| Traits::of(&lexicon, surface, alphabet)).collect();
        for &told in lexicon.tables.unless.values().flatten() {
            lexicon.traits[told as usize].add(Trait::Tells);
        }
        lexicon.strong = lexicon.surfaces().iter().map(|surface| Strong::of(&lexicon, surface)).collect();
        lexicon.composed.resize_with(lexicon.gazetteer.institution_count(), OnceCell::new);
        if plain {
            lexicon.lone = lexicon.each_lone();
            return lexicon;
        }
        lexicon.given = GivenNames::of(&lexicon, alphabet);
        lexicon
    }

    /// The lexicon of a list of names.
    pub(crate) fn of_list(gazetteer: Arc<Gazetteer>, labels: Vec<Label>, lean: Lean) -> Self {
        let label_order = in_preference(&labels);
        let tables = Tables { labels, ..Tables::default() };
        Self { gazetteer, tables, label_order, plain: true, lean: Some(Box::new(lean)), ..Self::default() }
    }

    /// Where it is that of a list of names: all that most texts ask of it.
    pub(crate) fn lean(&self) -> Option<&Lean> {
        self.lean.as_deref()
    }

    /// The lexicon with its surfaces and their entries.
    pub(super) fn full(&self) -> &Self {
        match &self.lean {
            None => self,
            Some(lean) => self.full.get_or_init(|| Box::new(lean.full(&self.gazetteer))),
        }
    }

    /// The same with so many surfaces: a model that somebody made up may number more than its names have.
    pub(super) fn with_surfaces(mut self, count: usize) -> Self {
        self.tables.surfaces.resize(count, Surface::default());
        self.traits.resize(count, Traits::default());
        self.strong.resize(count, Strong::NONE);
        self
    }

    pub(super) fn each_lone(&self) -> Vec<Lone> {
        let lone = |(surface, traits): (&Surface, &Traits)| {
            Lone::new(surface, self.entries_of(surface), traits.is(Trait::EndsInYa))
        };
        self.surfaces().iter().zip(&self.traits).map(lone).collect()
    }

    /// The given names of a person of which these words, right before the surname, can be another spelling.
    pub fn like_first_name(&self, record: u32, words: &[u8]) -> Option<&[u8]> {
        self.full().given.like(self.full(), record, words)
    }

    /// Whether words right before a surname can be a given name of one of its bearers, in another spelling: for most a
    /// glance tells that they cannot.
    pub fn may_end_like_first_name(&self, surname: u32, words: &[u8]) -> bool {
        self.full().given.may_end_like(surname, words)
    }

    /// Whether a given name is somebody else's: not in the record's own names, and no other spelling of them, which a word
    /// is not that is a given name of its own beside a listed one (محمد beside محمود).
    pub fn is_other_given_name(&self, record: u32, surface: u32, word: &[u8]) -> bool {
        self.full().given.is_other(self.full(), record, surface, word)
    }

    /// The gazetteer this was made from.
    pub fn gazetteer(&self) -> &Arc<Gazetteer> {
        &self.gazetteer
    }

    /// A record by its index.
    pub fn record(&self, index: u32) -> &Record {
        self.gazetteer.record(index as usize)
    }

    /// A surface by its index.
    pub fn surface(&self, index: u32) -> &Surface {
        &self.full().tables.surfaces[index as usize]
    }

    /// The letters of a surface.
    pub fn codes(&self, surface: &Surface) -> &[u8] {
        self.letters(surface.codes)
    }

    /// A part of the surfaces' letters.
    pub(super) fn letters(&self, part: Part) -> &[u8] {
        &self.full().tables.letters.as_slice()[part.range()]
    }

    /// What each surface is, in short.
    pub(crate) fn traits(&self) -> &[Traits] {
        &self.full().traits
    }

    /// What the strong entries of a surface say together.
    pub(crate) fn strong(&self, surface: u32) -> &Strong {
        &self.full().strong[surface as usize]
    }

    /// The same of all surfaces.
    pub(crate) fn each_strong(&self) -> &[Strong] {
        &self.full().strong
    }

    /// All surfaces.
    pub fn surfaces(&self) -> &[Surface] {
        &self.full().tables.surfaces
    }

    /// How many surfaces there are.
    pub(crate) fn len(&self) -> usize {
        self.lean.as_ref().map_or(self.tables.surfaces.len(), |lean| lean.lone().len())
    }

    /// The entries of all surfaces.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.full().tables.entries
    }

    /// The records a surface may stand for, the preferred first.
    pub fn entries_of(&self, surface: &Surface) -> &[Entry] {
        &self.full().tables.entries[surface.entries.range()]
    }

    /// The same, of a surface's index.
    pub fn entries_at(&self, surface: u32) -> &[Entry] {
        self.entries_of(self.surface(surface))
    }

    /// The marks that an entry is listed with, by letter.
    pub fn marks(&self, entry: &Entry) -> &[(u8, char)] {
        &self.full().tables.marks[entry.marks.range()]
    }

    /// The surfaces that support an entry when they stand directly before it.
    pub fn own_cues(&self, entry: &Entry) -> &[u32] {
        &self.full().tables.cues[entry.cues.range()]
    }

    /// Whether a surface may be part of a run-on word: a strong name, and no stop name.
    pub(super) fn runs_on(&self, surface: &Surface) -> bool {
        !surface.stop && self.entries_of(surface).iter().any(|entry| !entry.weak)
    }

    /// The institutions whose names a surface may begin.
    pub fn heads_of(&self, surface: &Surface) -> &[Head] {
        &self.full().tables.heads[surface.heads.range()]
    }

    /// A label by its index.
    pub fn label(&self, index: u16) -> &Label {
        &self.tables.labels[index as usize]
    }

    /// A label's place in the order of preference.
    pub fn label_order(&self, index: u16) -> u16 {
        self.label_order[index as usize]
    }

    /// A record's place in the order of ids.
    pub fn id_order(&self, record: u32) -> u32 {
        self.full().id_order[record as usize]
    }

    /// The record that an institution of a country is, where it has one of its own.
    pub(crate) fn composed(&self, institution: u32, country: u32) -> Option<u32> {
        let found =
            || self.gazetteer.position(&self.gazetteer.institutions()[institution as usize].id(self.record(country)));
        // A country is its own state.
        let own = self.full().states.iter().zip(0..).filter(|&(&state, record)| state == record);
        let known = self.full().composed[institution as usize]
            .get_or_init(|| own.map(|(_, country)| (country, OnceCell::new())).collect());
        known.get(&country).map_or_else(found, |known| *known.get_or_init(found))
    }

    /// The words of organizations' names that are told by their form.
    pub(crate) fn org_words(&self, fold: &Fold) -> &OrgWords {
        self.full().org_words.get_or_init(|| OrgWords::of(&self.gazetteer, fold))
    }

    /// The index of the record of the country that a record is, or belongs to.
    pub fn state(&self, record: u32) -> Option<u32> {
        Some(self.full().states[record as usize]).filter(|&state| state != u32::MAX)
    }

    /// What a record says of who bears its names.
    pub(crate) fn bearer(&self, record: u32) -> Bearer {
        self.full().bearers[record as usize]
    }

    /// Whether a record is of a nation: it is its country, or a position is one of it.
    pub(crate) fn is_of(&self, bearer: Bearer, nation: u32) -> bool {
        self.full().nations[bearer.nations.range()].contains(&nation)
    }

    /// The surfaces that a surface yields to where they stand in the text.
    pub fn unless(&self, surface: u32) -> &[u32] {
        self.full().tables.unless.get(&surface).map_or(&[], Vec::as_slice)
    }

    /// Whether a record's names are ordinary words by its kind (outlets, companies), so that each needs its own cue.
    pub fn is_cued(&self, record: u32) -> bool {
        self.sort(record).is(KindTrait::Word)
    }

    /// What is known of a record by its kind.
    pub fn sort(&self, record: u32) -> Sort {
        self.full().sorts.get(record as usize).copied().unwrap_or_default()
    }

    /// Whether there is nothing to weigh: every name stands by itself.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// Of a plain lexicon's surfaces the one record that each names.
    pub(crate) fn lone(&self) -> &[Lone] {
        self.lean.as_ref().map_or(&self.lone, |lean| lean.lone())
    }

    /// The index of a label.
    pub fn label_index(&self, label: &Label) -> Option<u16> {
        self.tables.labels.iter().position(|known| known == label).map(|index| index as u16)
    }

    /// All labels.
    pub fn labels(&self) -> &[Label] {
        &self.tables.labels
    }
}
