//! A lexicon in a model and out of it: what resolving asks of every surface lies there as it is in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use once_cell::sync::OnceCell;

use super::Lexicon;
use super::given::GivenNames;
use super::grouped::Grouped;
use super::lexicon::Tables;
use super::likeness::Likeness;
use super::sort::Sort;
use super::surface::{Head, Part};
use crate::column::file::{Reader, Writer, damaged};
use crate::entity::Label;
use crate::error::Error;
use crate::fold::Alphabet;
use crate::gazetteer::Gazetteer;

const REST: u64 = 22;
const LETTERS: u64 = 50;
const SURFACES: u64 = 51;
const ENTRIES: u64 = 52;
const CUES: u64 = 53;
const ID_ORDER: u64 = 54;
const STATES: u64 = 55;
const TRAITS: u64 = 56;
const STRONG: u64 = 57;
const OWN: [u64; 2] = [58, 59];
const FIRST: [u64; 2] = [60, 61];
const CONSONANTS: [u64; 2] = [62, 63];
const SURNAMES: u64 = 64;
const SOUNDS: u64 = 65;
const BEARERS: u64 = 66;
const NATIONS: u64 = 67;
const WORD_LISTS: [u64; 2] = [68, 69];

/// What is short, or of no fixed length: labels, their order, heads, what surfaces yield to, sorts, marks, whether the
/// lexicon is plain.
type Rest = (Vec<Label>, Vec<u16>, Vec<Head>, BTreeMap<u32, Vec<u32>>, Vec<Sort>, Vec<(u8, char)>, bool);

impl Lexicon {
    /// Adds the lexicon to a model.
    pub(crate) fn save(&self, model: &mut Writer) -> Result<(), Error> {
        let Tables { letters, surfaces, entries, marks, cues, heads, labels, unless, word_lists } = &self.tables;
        // In order, so that the same lexicon gives the same bytes.
        let unless: BTreeMap<_, _> = unless.iter().collect();
        model.value(REST, &(labels, &self.label_order, heads, unless, &self.sorts, marks, self.plain))?;
        model.table(LETTERS, letters);
        model.rows(SURFACES, surfaces);
        model.rows(ENTRIES, entries);
        model.rows(CUES, cues);
        model.rows(WORD_LISTS[0], &word_lists.bounds);
        model.rows(WORD_LISTS[1], &word_lists.items);
        model.rows(ID_ORDER, &self.id_order);
        model.rows(STATES, &self.states);
        model.rows(TRAITS, &self.traits);
        model.rows(STRONG, &self.strong);
        let GivenNames { own, first, consonants, sounds, .. } = &self.given;
        model.rows(OWN[0], &own.bounds);
        model.rows(OWN[1], &own.items);
        model.rows(FIRST[0], &first.bounds);
        model.rows(FIRST[1], &first.items);
        model.rows(CONSONANTS[0], &consonants.bounds);
        model.rows(CONSONANTS[1], &consonants.items);
        let (surnames, sounds): (Vec<u32>, Vec<u64>) = sounds.iter().collect::<BTreeMap<_, _>>().into_iter().unzip();
        model.rows(SURNAMES, &surnames);
        model.rows(SOUNDS, &sounds);
        model.rows(BEARERS, &self.bearers);
        model.rows(NATIONS, &self.nations);
        Ok(())
    }

    /// Takes the lexicon of a gazetteer from a model. Every number in it is checked.
    pub(crate) fn load(model: &Reader, gazetteer: Arc<Gazetteer>, alphabet: &Alphabet) -> Result<Self, Error> {
        let (labels, label_order, heads, unless, sorts, marks, plain): Rest = model.value(REST)?;
        let tables = Tables {
            letters: model.table(LETTERS)?,
            surfaces: model.rows(SURFACES)?,
            entries: model.rows(ENTRIES)?,
            marks,
            cues: model.rows(CUES)?,
            heads,
            labels,
            unless: unless.into_iter().collect(),
            word_lists: Grouped { bounds: model.rows(WORD_LISTS[0])?, items: model.rows(WORD_LISTS[1])? },
        };
        let (surnames, sounds): (Vec<u32>, Vec<u64>) = (model.rows(SURNAMES)?, model.rows(SOUNDS)?);
        let given = GivenNames {
            likeness: Likeness::new(alphabet),
            own: Grouped { bounds: model.rows(OWN[0])?, items: model.rows(OWN[1])? },
            first: Grouped { bounds: model.rows(FIRST[0])?, items: model.rows(FIRST[1])? },
            consonants: Grouped { bounds: model.rows(CONSONANTS[0])?, items: model.rows(CONSONANTS[1])? },
            sounds: surnames.into_iter().zip(sounds).collect(),
        };
        let mut lexicon = Self {
            tables,
            given,
            sorts,
            label_order,
            id_order: model.rows(ID_ORDER)?,
            states: model.rows(STATES)?,
            plain,
            traits: model.rows(TRAITS)?,
            strong: model.rows(STRONG)?,
            bearers: model.rows(BEARERS)?,
            nations: model.rows(NATIONS)?,
            gazetteer,
            ..Self::default()
        };
        if !lexicon.holds_together() {
            return Err(damaged());
        }
        lexicon.composed.resize_with(lexicon.gazetteer.institution_count(), OnceCell::new);
        if plain {
            lexicon.lone = lexicon.each_lone();
        }
        Ok(lexicon)
    }

    /// Whether no number leads outside.
    fn holds_together(&self) -> bool {
        let Tables { letters, surfaces, entries, marks, cues, heads, labels, unless, word_lists } = &self.tables;
        let (records, institutions) = (self.gazetteer.len(), self.gazetteer.institution_count());
        let is_record = |record: u32| (record as usize) < records;
        let is_surface = |&surface: &u32| (surface as usize) < surfaces.len();
        let letters = letters.as_slice().len();
        let fits = |part: Part, len: usize| part.fits(len);
        u32::try_from(surfaces.len()).is_ok()
            && self.traits.len() == surfaces.len()
            && self.strong.len() == surfaces.len()
            && surfaces.iter().zip(&self.strong).all(|(surface, strong)| {
                fits(surface.codes, letters)
                    && fits(surface.entries, entries.len())
                    && fits(surface.heads, heads.len())
                    && strong.fits(surface.entries.len(), records, labels.len())
            })
            && entries.iter().all(|entry| {
                is_record(entry.record)
                    && usize::from(entry.label) < labels.len()
                    && fits(entry.marks, marks.len())
                    && fits(entry.cues, cues.len())
            })
            && heads.iter().all(|head| (head.institution as usize) < institutions)
            && cues.iter().chain(unless.values().flatten()).all(is_surface)
            && word_lists.holds_together()
            && word_lists.all().iter().all(|&word| fits(word, letters))
            && self.given.holds_together(letters, surfaces.len())
            && self.label_order.len() == labels.len()
            && self.id_order.len() == records
            && self.states.len() == records
            && self.bearers.len() == records
            && self.bearers.iter().all(|bearer| fits(bearer.nations, self.nations.len()))
            && self.states.iter().all(|&state| state == u32::MAX || is_record(state))
    }
}
