//! What surfaces mean: the payload that resolving reads.

use once_cell::sync::OnceCell;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::lean::Lean;
use super::likeness::Likeness;
use super::lone::Lone;
use crate::entity::{Kind, Label, Mention, Target};
use crate::fold::{Alphabet, GAP};
use crate::gazetteer::{CueClass, Gazetteer, Needs, Record, Rule};
use crate::variants::Inflection;

/// A record that a surface may stand for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Index of the record.
    pub record: u32,
    /// Index of the label.
    pub label: u16,
    /// Kind of name.
    pub kind: Kind,
    /// Whether it needs support in the text.
    pub weak: bool,
    /// Lower goes first.
    pub rank: u16,
    /// Nationality words: the form.
    pub inflection: Inflection,
    /// Whether it is written with a final ئ.
    pub final_hamza: bool,
    /// Whether it is a short word written with a final ة, which with ه would be another word (جدة, جده).
    pub short_with_ta: bool,
    /// Marks it is listed with, by letter: عَمّان is not عُمان. Empty where it is listed without.
    pub marks: Box<[(u8, char)]>,
    /// Surfaces that support it when they stand directly before it.
    pub cues: Vec<u32>,
}

/// Which classes of cue a surface is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueMask(u32);

impl CueMask {
    /// Adds a class.
    pub fn add(&mut self, class: CueClass) {
        self.0 |= 1 << class as u8;
    }

    /// Whether the class is among them.
    pub fn has(self, class: CueClass) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What a surface needs that is an ordinary word too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedSet(u8);

impl NeedSet {
    /// Adds a need.
    pub fn add(&mut self, needs: Needs) {
        self.0 |= 1 << needs as u8;
    }

    /// Whether it is among them.
    pub fn has(self, needs: Needs) -> bool {
        self.0 >> needs as u8 & 1 == 1
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// How a head goes on to the name of an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frame {
    /// A definite nationality word of this gender: وزارة الخارجية الروسية.
    Nisba {
        /// Feminine rather than masculine.
        feminine: bool,
    },
    /// A country's name: وزارة خارجية روسيا.
    Country,
    /// A country's name, then this tail: بنك روسيا المركزي.
    Around(Box<[u8]>),
    /// Nothing: وزارة الخارجية.
    Alone,
}

/// A surface as the head of an institution's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Index of the institution.
    pub institution: u32,
    /// What follows.
    pub frame: Frame,
}

/// Distinct folded letters and all that they can mean.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Surface {
    /// The letters.
    pub codes: Vec<u8>,
    /// Whether it is written with the article.
    pub article: bool,
    /// Whether it is a stop name.
    pub stop: bool,
    /// Whether its first word is written like a name and folds like a particle (علي and على, آن and إن).
    pub begins_like_particle: bool,
    /// Whether it supports some record's weak names.
    pub own_cue: bool,
    /// The classes of cue it is.
    pub cues: CueMask,
    /// Titles: a bit for each office it fits; all bits where it fits any.
    pub offices: u16,
    /// Titles: whether a name may follow it directly (الرئيس, رئيس الوزراء, نظيره), and not only a genitive (رئيس).
    pub apposition: bool,
    /// What it needs where it is an ordinary word too.
    pub needs: NeedSet,
    /// Whether it yields to other words of the text: [`Lexicon::unless`] has them.
    pub yields: bool,
    /// Its entries in the lexicon.
    pub entries: Range<u32>,
    /// Its heads in the lexicon.
    pub heads: Range<u32>,
}

/// All surfaces and their meanings.
#[derive(Serialize, Deserialize)]
pub struct Lexicon {
    #[serde(skip)]
    gazetteer: Arc<Gazetteer>,
    surfaces: Vec<Surface>,
    entries: Vec<Entry>,
    heads: Vec<Head>,
    labels: Vec<Label>,
    /// Words of each person's own names, so that his given name is no stranger's.
    #[serde(serialize_with = "in_order")]
    given: HashMap<u32, Vec<u32>>,
    /// What stands before the surname in each person's full names.
    #[serde(serialize_with = "in_order")]
    first_names: HashMap<u32, Vec<Box<[u8]>>>,
    #[serde(skip)]
    likeness: Likeness,
    /// For surfaces that yield, the surfaces they yield to.
    #[serde(serialize_with = "in_order")]
    unless: HashMap<u32, Vec<u32>>,
    /// For each record whether its names are words by its kind, so that each needs its own cue.
    cued: Vec<bool>,
    /// For each label its place in the order of preference.
    label_order: Vec<u16>,
    /// For each record its place in the order of ids.
    id_order: Vec<u32>,
    /// For each record the index of its country's record, or `u32::MAX`.
    states: Vec<u32>,
    /// Whether there is nothing for resolving to weigh: no weak names, stop names, cues or heads.
    plain: bool,
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

/// A map in the order of its keys, so that the same lexicon gives the same bytes.
fn in_order<V: Serialize, S: Serializer>(map: &HashMap<u32, V>, serializer: S) -> Result<S::Ok, S::Error> {
    map.iter().collect::<BTreeMap<_, _>>().serialize(serializer)
}

impl Lexicon {
    pub(super) fn new(
        gazetteer: Arc<Gazetteer>,
        surfaces: Vec<Surface>,
        entries: Vec<Entry>,
        heads: Vec<Head>,
        labels: Vec<Label>,
        likeness: Likeness,
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
        let (given, first_names) = (HashMap::new(), HashMap::new());
        let kinds: Vec<&str> =
            gazetteer.words().iter().filter(|word| word.rule == Rule::Kind).map(|word| word.text.as_str()).collect();
        let cued = gazetteer.records().iter().map(|record| kinds.contains(&record.sort.as_str())).collect();
        let mut lexicon = Self {
            gazetteer,
            surfaces,
            entries,
            heads,
            labels,
            given,
            first_names,
            likeness,
            unless: HashMap::new(),
            cued,
            label_order,
            id_order,
            states,
            plain,
            lone: Vec::new(),
            lean: None,
            full: OnceCell::new(),
        };
        if plain {
            lexicon.lone = lexicon.each_lone(alphabet);
            return lexicon;
        }
        lexicon.given = lexicon.own_given_names();
        lexicon.first_names = lexicon.own_first_names();
        lexicon
    }

    /// The lexicon of a list of names.
    pub(crate) fn of_list(gazetteer: Arc<Gazetteer>, labels: Vec<Label>, lean: Lean) -> Self {
        Self {
            gazetteer,
            surfaces: Vec::new(),
            entries: Vec::new(),
            heads: Vec::new(),
            label_order: in_preference(&labels),
            labels,
            given: HashMap::new(),
            first_names: HashMap::new(),
            likeness: Likeness::default(),
            unless: HashMap::new(),
            cued: Vec::new(),
            id_order: Vec::new(),
            states: Vec::new(),
            plain: true,
            lone: Vec::new(),
            lean: Some(Box::new(lean)),
            full: OnceCell::new(),
        }
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
        self
    }

    fn each_lone(&self, alphabet: &Alphabet) -> Vec<Lone> {
        let ya = alphabet.word_code('ي');
        self.surfaces.iter().map(|surface| Lone::new(surface, self.entries_of(surface), ya)).collect()
    }

    /// Joins what comes out of a model with its gazetteer; false where a number leads outside.
    pub(crate) fn join(&mut self, gazetteer: Arc<Gazetteer>, alphabet: &Alphabet) -> bool {
        self.gazetteer = gazetteer;
        if !self.holds_together() {
            return false;
        }
        self.likeness = Likeness::new(alphabet);
        if self.plain {
            self.lone = self.each_lone(alphabet);
        }
        true
    }

    fn holds_together(&self) -> bool {
        let records = self.gazetteer.records().len();
        let is_record = |record: u32| (record as usize) < records;
        let is_surface = |&surface: &u32| (surface as usize) < self.surfaces.len();
        let is_label = |label: u16| usize::from(label) < self.labels.len();
        let fits = |range: &Range<u32>, len: usize| range.start <= range.end && range.end as usize <= len;
        let institutions = self.gazetteer.institutions().len();
        self.surfaces
            .iter()
            .all(|surface| fits(&surface.entries, self.entries.len()) && fits(&surface.heads, self.heads.len()))
            && self
                .entries
                .iter()
                .all(|entry| is_record(entry.record) && is_label(entry.label) && entry.cues.iter().all(is_surface))
            && self.heads.iter().all(|head| (head.institution as usize) < institutions)
            && self.given.values().chain(self.unless.values()).flatten().all(is_surface)
            && self.label_order.len() == self.labels.len()
            && self.id_order.len() == records
            && self.states.len() == records
            && self.states.iter().all(|&state| state == u32::MAX || is_record(state))
    }

    /// For each person, what stands before the last word of the full names.
    fn own_first_names(&self) -> HashMap<u32, Vec<Box<[u8]>>> {
        let mut own: HashMap<u32, Vec<Box<[u8]>>> = HashMap::new();
        for surface in &self.surfaces {
            let Some(last) = surface.codes.iter().rposition(|&code| code == GAP) else { continue };
            for entry in self.entries_of(surface) {
                if self.labels[entry.label as usize] == Label::Person {
                    own.entry(entry.record).or_default().push(surface.codes[..last].into());
                }
            }
        }
        own
    }

    /// The given names of a person of which these words, right before the surname, can be another spelling.
    pub fn like_first_name(&self, record: u32, words: &[u8]) -> Option<&[u8]> {
        let own = self.full().first_names.get(&record)?;
        own.iter().find(|first| self.full().likeness.alike(first, words)).map(AsRef::as_ref)
    }

    /// For each record, the given-name surfaces that stand in its listed names.
    fn own_given_names(&self) -> HashMap<u32, Vec<u32>> {
        let given: HashMap<&[u8], u32> = self
            .surfaces
            .iter()
            .enumerate()
            .filter(|(_, surface)| surface.cues.has(CueClass::Given))
            .map(|(index, surface)| (surface.codes.as_slice(), index as u32))
            .collect();
        let mut own: HashMap<u32, Vec<u32>> = HashMap::new();
        if given.is_empty() {
            return own;
        }
        for surface in &self.surfaces {
            let words: Vec<u32> =
                surface.codes.split(|&code| code == GAP).filter_map(|word| given.get(word).copied()).collect();
            for entry in self.entries_of(surface).iter().filter(|_| !words.is_empty()) {
                own.entry(entry.record).or_default().extend(&words);
            }
        }
        own
    }

    /// The gazetteer this was made from.
    pub fn gazetteer(&self) -> &Arc<Gazetteer> {
        &self.gazetteer
    }

    /// A record by its index.
    pub fn record(&self, index: u32) -> &Record {
        &self.gazetteer.records()[index as usize]
    }

    /// A surface by its index.
    pub fn surface(&self, index: u32) -> &Surface {
        &self.full().surfaces[index as usize]
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

    /// The index of the record of the country that a record is, or belongs to.
    pub fn state(&self, record: u32) -> Option<u32> {
        Some(self.full().states[record as usize]).filter(|&state| state != u32::MAX)
    }

    /// With the surfaces that some surfaces yield to.
    pub(super) fn yielding(mut self, unless: HashMap<u32, Vec<u32>>) -> Self {
        self.unless = unless;
        self
    }

    /// The surfaces that a surface yields to where they stand in the text.
    pub fn unless(&self, surface: u32) -> &[u32] {
        self.full().unless.get(&surface).map_or(&[], Vec::as_slice)
    }

    /// Whether a record's names are ordinary words by its kind (outlets, companies), so that each needs its own cue.
    pub fn is_cued(&self, record: u32) -> bool {
        self.full().cued.get(record as usize).is_some_and(|&cued| cued)
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

    /// Whether a given name (by its surface) stands in one of the record's own names.
    pub fn is_own_given_name(&self, record: u32, surface: u32) -> bool {
        self.full().given.get(&record).is_some_and(|own| own.contains(&surface))
    }

    /// Whether a given name is somebody else's: not in the record's own names, and no other spelling of them, which a word
    /// is not that is a given name of its own beside a listed one (محمد beside محمود).
    pub fn is_other_given_name(&self, record: u32, surface: u32, word: &[u8]) -> bool {
        let listed = |first: &[u8]| {
            self.full().given.get(&record).is_some_and(|own| own.iter().any(|&own| self.surface(own).codes == first))
        };
        !self.is_own_given_name(record, surface) && self.like_first_name(record, word).is_none_or(listed)
    }

    /// The id of what a mention names, `None` where nothing tells.
    pub fn id(&self, target: Target) -> Option<String> {
        match target {
            Target::Record(record) => Some(self.gazetteer.id(record as usize).to_owned()),
            Target::Composed { institution, country } => {
                Some(self.gazetteer.institutions()[institution as usize].id(self.record(country)))
            }
            Target::Nil { .. } | Target::Vacant { .. } => None,
        }
    }

    /// The ids of all entities that a mention's name may stand for, the preferred first.
    pub fn ids_of(&self, mention: &Mention) -> Vec<String> {
        if let Some(lean) = &self.lean {
            return lean
                .records_of(mention.surface)
                .map(|record| self.gazetteer.id(record as usize).to_owned())
                .collect();
        }
        let Some(surface) = self.surfaces.get(mention.surface as usize) else {
            return self.id(mention.target).into_iter().collect();
        };
        let mut met = HashSet::new();
        let entries = self.entries_of(surface).iter().filter(|entry| met.insert(entry.record));
        entries.map(|entry| self.record(entry.record).id.clone()).collect()
    }

    /// The Arabic and the English name of what a mention names.
    pub fn names(&self, target: Target) -> (String, String) {
        let institution = |index: u32| &self.gazetteer.institutions()[index as usize];
        match target {
            Target::Record(record) => {
                let (name, name_en) = (self.gazetteer.name(record as usize), self.gazetteer.name_en(record as usize));
                (name.to_owned(), name_en.to_owned())
            }
            Target::Composed { institution: index, country } => {
                let (institution, country) = (institution(index), self.record(country));
                let nisba = country.nisbas.iter().find(|nisba| !nisba.plural);
                let arabic = match nisba.filter(|nisba| !nisba.text.contains(' ')) {
                    Some(nisba) => {
                        format!("{} ال{}{}", institution.name, nisba.text, if institution.feminine { "ة" } else { "" })
                    }
                    None => format!("{} ({})", institution.name, country.name),
                };
                (arabic, format!("{} of {}", institution.name_en, country.name_en))
            }
            Target::Vacant { role, of } => {
                let (role, of) = (&self.gazetteer.roles().roles[role as usize], self.record(of));
                (format!("{} {}", role.name, of.name), format!("{} of {}", role.name_en, of.name_en))
            }
            Target::Nil { institution: index } => (institution(index).name.clone(), institution(index).name_en.clone()),
        }
    }
}
