//! What surfaces mean: the payload that resolving reads.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use once_cell::sync::OnceCell;
use serde::{Deserialize, Serialize, Serializer};

use super::given::GivenNames;
use super::lean::Lean;
use super::lone::Lone;
use super::strong::Strong;
use super::surface::{Entry, Head, Sort, Surface};
use super::traits::Traits;
use crate::entity::Label;
use crate::fold::Alphabet;
use crate::gazetteer::{Gazetteer, KindTrait, Record, Rule};

/// All surfaces and their meanings.
#[derive(Default, Serialize, Deserialize)]
pub struct Lexicon {
    #[serde(skip)]
    gazetteer: Arc<Gazetteer>,
    surfaces: Vec<Surface>,
    entries: Vec<Entry>,
    heads: Vec<Head>,
    labels: Vec<Label>,
    /// The given names of persons.
    given: GivenNames,
    /// For surfaces that yield, the surfaces they yield to.
    #[serde(serialize_with = "in_order")]
    unless: HashMap<u32, Vec<u32>>,
    /// For each record what is known of its kind.
    sorts: Vec<Sort>,
    /// For each label its place in the order of preference.
    label_order: Vec<u16>,
    /// For each record its place in the order of ids.
    id_order: Vec<u32>,
    /// For each record the index of its country's record, or `u32::MAX`.
    states: Vec<u32>,
    /// Whether there is nothing for resolving to weigh: no weak names, stop names, cues or heads.
    plain: bool,
    /// What each surface is, in short.
    #[serde(skip)]
    traits: Vec<Traits>,
    /// What the strong entries of each say.
    #[serde(skip)]
    strong: Vec<Strong>,
    /// Of each institution the record that it is with each country, found when first asked for.
    #[serde(skip)]
    composed: Vec<OnceCell<Composed>>,
    /// Where it is plain: of each surface the one record it names.
    #[serde(skip)]
    lone: Vec<Lone>,
    /// Where it is that of a list of names: all that most texts ask of it.
    #[serde(skip)]
    lean: Option<Box<Lean>>,
    /// And the rest, made when it is asked for.
    #[serde(skip)]
    full: OnceCell<Box<Lexicon>>,
}

/// For countries the record that an institution of theirs is, where it has one of its own.
type Composed = HashMap<u32, OnceCell<Option<u32>>>;

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

/// For each record what the words of the gazetteer say of its kind.
fn sorts(gazetteer: &Gazetteer) -> Vec<Sort> {
    let mut known: HashMap<&str, Sort> = HashMap::new();
    let mut groups = 0;
    for word in gazetteer.words() {
        match &word.rule {
            Rule::Kind(traits) => {
                let sort = known.entry(&word.text).or_default();
                for known in traits {
                    sort.add(*known);
                }
            }
            Rule::Together => {
                for kind in word.text.split_whitespace() {
                    known.entry(kind).or_default().join(groups);
                }
                groups += 1;
            }
            Rule::Needs(_) | Rule::Unless(_) => {}
        }
    }
    gazetteer.records().iter().map(|record| known.get(record.sort.as_str()).copied().unwrap_or_default()).collect()
}

/// A map in the order of its keys, so that the same lexicon gives the same bytes.
pub(super) fn in_order<V: Serialize, H, S: Serializer>(
    map: &HashMap<u32, V, H>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    map.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

impl Lexicon {
    pub(super) fn new(
        gazetteer: Arc<Gazetteer>,
        surfaces: Vec<Surface>,
        entries: Vec<Entry>,
        heads: Vec<Head>,
        labels: Vec<Label>,
        unless: HashMap<u32, Vec<u32>>,
        alphabet: &Alphabet,
    ) -> Self {
        let label_order = in_preference(&labels);
        let mut by_id: Vec<u32> = (0..gazetteer.records().len() as u32).collect();
        by_id.sort_by_key(|&record| &gazetteer.records()[record as usize].id);
        let mut id_order = vec![0; by_id.len()];
        for (place, &record) in by_id.iter().enumerate() {
            id_order[record as usize] = place as u32;
        }
        let state = |record: &Arc<Record>| gazetteer.position(record.state()).unwrap_or(u32::MAX);
        let states = gazetteer.records().iter().map(state).collect();
        let weighs = |surface: &Surface| surface.stop || !surface.cues.is_empty() || surface.own_cue;
        let plain = heads.is_empty()
            && !surfaces.iter().any(weighs)
            && !entries.iter().any(|entry: &Entry| entry.weak || entry.inflection.accusative);
        let sorts = sorts(&gazetteer);
        let mut lexicon = Self {
            gazetteer,
            surfaces,
            entries,
            heads,
            labels,
            unless,
            sorts,
            label_order,
            id_order,
            states,
            plain,
            ..Self::default()
        };
        lexicon.sum_up(alphabet);
        if plain {
            lexicon.lone = lexicon.each_lone(alphabet);
            return lexicon;
        }
        lexicon.given = GivenNames::of(&lexicon, alphabet);
        lexicon
    }

    /// The lexicon of a list of names.
    pub(crate) fn of_list(gazetteer: Arc<Gazetteer>, labels: Vec<Label>, lean: Lean) -> Self {
        let label_order = in_preference(&labels);
        Self { gazetteer, labels, label_order, plain: true, lean: Some(Box::new(lean)), ..Self::default() }
    }

    /// Where it is that of a list of names: all that most texts ask of it.
    pub(crate) fn lean(&self) -> Option<&Lean> {
        self.lean.as_deref()
    }

    /// The lexicon with its surfaces and their entries.
    fn full(&self) -> &Self {
        match &self.lean {
            None => self,
            Some(lean) => self.full.get_or_init(|| Box::new(lean.full(&self.gazetteer))),
        }
    }

    /// The same with so many surfaces: a model that somebody made up may number more than its names have.
    pub(super) fn with_surfaces(mut self, count: usize) -> Self {
        self.surfaces.resize(count, Surface::default());
        self.traits.resize(count, Traits::default());
        self.strong.resize(count, Strong::NONE);
        self
    }

    fn each_lone(&self, alphabet: &Alphabet) -> Vec<Lone> {
        let ya = alphabet.word_code('ي');
        self.surfaces.iter().map(|surface| Lone::new(surface, self.entries_of(surface), ya)).collect()
    }

    /// Lays out what resolving asks of every surface.
    fn sum_up(&mut self, alphabet: &Alphabet) {
        self.traits = self.surfaces.iter().map(|surface| Traits::of(self, surface, alphabet)).collect();
        self.strong = self.surfaces.iter().map(|surface| Strong::of(self, surface)).collect();
        self.composed.resize_with(self.gazetteer.institution_count(), OnceCell::new);
    }

    /// Joins what comes out of a model with its gazetteer; false where a number leads outside.
    pub(crate) fn join(&mut self, gazetteer: Arc<Gazetteer>, alphabet: &Alphabet) -> bool {
        self.gazetteer = gazetteer;
        if !self.holds_together() {
            return false;
        }
        self.given = std::mem::take(&mut self.given).fit(self, alphabet);
        self.sum_up(alphabet);
        if self.plain {
            self.lone = self.each_lone(alphabet);
        }
        true
    }

    fn holds_together(&self) -> bool {
        let records = self.gazetteer.len();
        let is_record = |record: u32| (record as usize) < records;
        let is_surface = |&surface: &u32| (surface as usize) < self.surfaces.len();
        let is_label = |label: u16| usize::from(label) < self.labels.len();
        let fits = |range: &Range<u32>, len: usize| range.start <= range.end && range.end as usize <= len;
        let institutions = self.gazetteer.institution_count();
        self.surfaces
            .iter()
            .all(|surface| fits(&surface.entries, self.entries.len()) && fits(&surface.heads, self.heads.len()))
            && self
                .entries
                .iter()
                .all(|entry| is_record(entry.record) && is_label(entry.label) && entry.cues.iter().all(is_surface))
            && self.heads.iter().all(|head| (head.institution as usize) < institutions)
            && self.given.surfaces().chain(self.unless.values().flatten()).all(is_surface)
            && self.label_order.len() == self.labels.len()
            && self.id_order.len() == records
            && self.states.len() == records
            && self.states.iter().all(|&state| state == u32::MAX || is_record(state))
    }

    /// The given names of a person of which these words, right before the surname, can be another spelling.
    pub fn like_first_name(&self, record: u32, words: &[u8]) -> Option<&[u8]> {
        self.full().given.like(record, words)
    }

    /// Whether words right before a surname can be a given name of one of its bearers, in another spelling: for most a
    /// glance tells that they cannot.
    pub fn may_end_like_first_name(&self, surname: u32, words: &[u8]) -> bool {
        self.full().given.may_end_like(surname, words)
    }

    /// Whether a given name is somebody else's: not in the record's own names, and no other spelling of them, which a word
    /// is not that is a given name of its own beside a listed one (محمد beside محمود).
    pub fn is_other_given_name(&self, record: u32, surface: u32, word: &[u8]) -> bool {
        self.full().given.is_other(record, surface, word, self.surfaces())
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
        &self.full().surfaces[index as usize]
    }

    /// What each surface is, in short.
    pub(crate) fn traits(&self) -> &[Traits] {
        &self.full().traits
    }

    /// What the strong entries of a surface say together.
    pub(crate) fn strong(&self, surface: u32) -> &Strong {
        &self.full().strong[surface as usize]
    }

    /// All surfaces.
    pub fn surfaces(&self) -> &[Surface] {
        &self.full().surfaces
    }

    /// How many surfaces there are.
    pub(crate) fn len(&self) -> usize {
        self.lean.as_ref().map_or(self.surfaces.len(), |lean| lean.lone().len())
    }

    /// The records a surface may stand for, the preferred first.
    pub fn entries_of(&self, surface: &Surface) -> &[Entry] {
        &self.full().entries[surface.entries.start as usize..surface.entries.end as usize]
    }

    /// The same, of a surface's index.
    pub fn entries_at(&self, surface: u32) -> &[Entry] {
        self.entries_of(self.surface(surface))
    }

    /// Whether a surface may be part of a run-on word: a strong name, and no stop name.
    pub(super) fn runs_on(&self, surface: &Surface) -> bool {
        !surface.stop && self.entries_of(surface).iter().any(|entry| !entry.weak)
    }

    /// The institutions whose names a surface may begin.
    pub fn heads_of(&self, surface: &Surface) -> &[Head] {
        &self.full().heads[surface.heads.start as usize..surface.heads.end as usize]
    }

    /// A label by its index.
    pub fn label(&self, index: u16) -> &Label {
        &self.labels[index as usize]
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

    /// The index of the record of the country that a record is, or belongs to.
    pub fn state(&self, record: u32) -> Option<u32> {
        Some(self.full().states[record as usize]).filter(|&state| state != u32::MAX)
    }

    /// The surfaces that a surface yields to where they stand in the text.
    pub fn unless(&self, surface: u32) -> &[u32] {
        self.full().unless.get(&surface).map_or(&[], Vec::as_slice)
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
        self.labels.iter().position(|known| known == label).map(|index| index as u16)
    }

    /// All labels.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }
}
