//! The engine's tables in a model and out of it.

use super::WordScan;
use super::endings::Endings;
use super::table::{Edges, MOST_PROBES, NONE, Word, Words};
use crate::column::Column;
use crate::column::file::{Reader, Writer, damaged};
use crate::error::Error;
use crate::fold::Alphabet;
use crate::scan::proclitic::Particles;
use crate::scan::run_on::RunOn;

const FILTER: u64 = 1;
const WORDS: u64 = 2;
const EDGES: u64 = 3;
const NODES: u64 = 4;
const SURFACES: u64 = 5;
const PARTS: u64 = 6;
const STARTS: u64 = 7;
const REST: u64 = 8;
const ENDINGS: u64 = 9;
const LAST: u64 = 10;

/// A word that lies in no slot: its letters, its number, and the two nodes.
type Other = (Vec<u8>, u32, u32, u32);

impl WordScan {
    /// Adds the tables to a model.
    pub(crate) fn save(&self, model: &mut Writer) -> Result<(), Error> {
        model.table(ENDINGS, &self.endings.blocks);
        model.table(FILTER, &self.filter);
        model.table(WORDS, &self.words.slots);
        model.table(EDGES, &self.edges.slots);
        model.table(NODES, &self.nodes);
        model.table(SURFACES, &self.surfaces);
        model.table(PARTS, &self.parts);
        model.table(STARTS, &self.run_on.starts);
        model.table(LAST, &self.run_on.ends);
        let other = |letters: &[u8], word: &Word| (letters.to_vec(), word.id, word.plain, word.elided);
        let mut words: Vec<Other> = self.words.others.iter().map(|(letters, word)| other(letters, word)).collect();
        words.sort_unstable();
        let mut edges: Vec<(u64, u32)> = self.edges.others.iter().map(|(key, to)| (*key, *to)).collect();
        edges.sort_unstable();
        model.value(REST, &(words, edges, self.run_on.longest() as u64))
    }

    /// Takes the tables from a model whose lexicon has so many surfaces. Every number in them is checked.
    pub(crate) fn load(model: &Reader, alphabet: &Alphabet, surfaces: usize) -> Result<Self, Error> {
        let (others, other_edges, longest): (Vec<Other>, Vec<(u64, u32)>, u64) = model.value(REST)?;
        let words = Words {
            slots: model.table(WORDS)?,
            others: others
                .into_iter()
                .map(|(letters, id, plain, elided)| {
                    let word = Word::new(&letters, id, plain, elided);
                    (letters.into_boxed_slice(), word)
                })
                .collect(),
        };
        let edges = Edges { slots: model.table(EDGES)?, others: other_edges.into_iter().collect() };
        let (starts, ends): (Column<u64>, Column<u64>) = (model.table(STARTS)?, model.table(LAST)?);
        let scan = Self {
            particles: Particles::new(alphabet),
            endings: Endings { blocks: model.table(ENDINGS)? },
            filter: model.table(FILTER)?,
            words,
            edges,
            nodes: model.table(NODES)?,
            surfaces: model.table(SURFACES)?,
            run_on: RunOn::saved(starts, ends, usize::try_from(longest).map_err(|_| damaged())?, alphabet),
            parts: model.table(PARTS)?,
        };
        if scan.holds_together(surfaces) { Ok(scan) } else { Err(damaged()) }
    }

    /// Whether no number leads outside.
    fn holds_together(&self, known: usize) -> bool {
        let (nodes, surfaces) = (self.nodes.as_slice(), self.surfaces.as_slice());
        let is_node = |node: u32| node == NONE || (node as usize) < nodes.len();
        let (filter, fits_a_hash) = (self.filter.as_slice().len(), |slots: usize| slots > MOST_PROBES);
        let words = self.words.slots.as_slice();
        let edges = self.edges.slots.as_slice();
        self.endings.holds_together()
            && self.run_on.holds_together()
            && filter.is_power_of_two()
            && filter >= 16
            && fits_a_hash(words.len())
            && fits_a_hash(edges.len())
            && words.iter().chain(self.words.others.values()).all(|word| is_node(word.plain) & is_node(word.elided))
            && edges.iter().map(|edge| edge.to).chain(self.edges.others.values().copied()).all(is_node)
            && nodes.iter().all(|node| match node.count {
                1 => (node.first as usize) < known,
                count => u64::from(node.first) + u64::from(count) <= surfaces.len() as u64,
            })
            && surfaces.iter().all(|&surface| (surface as usize) < known)
            && self.parts.as_slice().len() == known.div_ceil(64)
    }
}
