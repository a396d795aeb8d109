//! Names to the tables of the engine over words.

use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt};

use super::endings::Endings;
use super::key::{Key, WHOLE};
use super::table::{Edges, NONE, Words, edge_key, edge_parts, filter};
use super::{Node, WordScan, next_bit};
use crate::fold::{Alphabet, GAP};
use crate::scan::Forms;
use crate::scan::patterns::each_pattern;
use crate::scan::proclitic::Particles;
use crate::scan::run_on::RunOn;

/// The names as a tree of words, before it is laid into tables. Words and nodes are numbered in the order of the names,
/// so that the tables depend on nothing else.
#[derive(Default)]
struct Tree {
    short: HashMap<Key, u32>,
    long: HashMap<Box<[u8]>, u32>,
    /// The letters of all words, one after the other.
    letters: Vec<u8>,
    /// Each word, with the nodes of the names that begin with it: as listed, and without the article.
    words: Vec<Listed>,
    steps: HashMap<u64, u32>,
    /// The steps in order.
    listed_steps: Vec<(u64, u32)>,
    /// (node, surface) of every pattern.
    ends: Vec<(u32, u32)>,
    nodes: Vec<Node>,
}

struct Listed {
    /// Where its letters begin, and how many it has.
    first: u32,
    len: u32,
    hash: u64,
    plain: u32,
    elided: u32,
}

impl Tree {
    fn number(&mut self, letters: &[u8]) -> u32 {
        let key = Key::of(letters);
        let fresh = self.words.len() as u32;
        let number = if letters.len() <= WHOLE {
            *self.short.entry(key).or_insert(fresh)
        } else {
            match self.long.get(letters) {
                Some(&number) => number,
                None => *self.long.entry(letters.into()).or_insert(fresh),
            }
        };
        if number == fresh {
            let (first, len) = (self.letters.len() as u32, letters.len() as u32);
            self.letters.extend_from_slice(letters);
            self.words.push(Listed { first, len, hash: key.hash(), plain: NONE, elided: NONE });
        }
        number
    }

    fn node(nodes: &mut Vec<Node>) -> u32 {
        nodes.push(Node { first: 0, next: 0, count: 0 });
        nodes.len() as u32 - 1
    }

    fn add(&mut self, codes: &[u8], elided: bool, surface: u32, alphabet: &Alphabet) {
        // What folds to nothing is nowhere to be found.
        if codes.is_empty() {
            return;
        }
        let first = alphabet.run(codes);
        let word = self.number(&codes[..first]);
        let listed = &mut self.words[word as usize];
        let root = if elided { &mut listed.elided } else { &mut listed.plain };
        if *root == NONE {
            *root = Self::node(&mut self.nodes);
        }
        let mut node = *root;
        let mut at = first;
        while at < codes.len() {
            let gap = codes[at] == GAP;
            at += usize::from(gap);
            let end = at + alphabet.run(&codes[at..]);
            let word = self.number(&codes[at..end]);
            let key = edge_key(node, word, gap);
            node = match self.steps.entry(key) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(free) => {
                    let to = *free.insert(Self::node(&mut self.nodes));
                    self.nodes[node as usize].next |= next_bit(self.words[word as usize].hash);
                    self.listed_steps.push((key, to));
                    to
                }
            };
            at = end;
        }
        self.nodes[node as usize].count += 1;
        self.ends.push((node, surface));
    }

    /// The first two words of all names; a word alone where it is a name.
    fn beginnings(&self) -> impl Iterator<Item = (&[u8], Option<&[u8]>)> {
        let mut roots = vec![NONE; self.nodes.len()];
        for (word, number) in self.words.iter().zip(0..) {
            for root in [word.plain, word.elided].into_iter().filter(|&root| root != NONE) {
                roots[root as usize] = number;
            }
        }
        let letters = |number: u32| self.letters(&self.words[number as usize]);
        let alone = roots.clone().into_iter().zip(&self.nodes).filter(|(root, node)| *root != NONE && node.count > 0);
        let alone = alone.map(move |(root, _)| (letters(root), None));
        let followed = self.listed_steps.iter().filter_map(move |&(key, _)| {
            let (node, next) = edge_parts(key);
            let root = roots[node as usize];
            (root != NONE).then(|| (letters(root), Some(letters(next))))
        });
        alone.chain(followed)
    }

    /// The letters of a word.
    fn letters(&self, word: &Listed) -> &[u8] {
        &self.letters[word.first as usize..(word.first + word.len) as usize]
    }
}

impl WordScan {
    /// Builds the tables of these surfaces.
    pub fn new(forms: &dyn Forms, alphabet: &Alphabet) -> Self {
        let particles = Particles::new(alphabet);
        let all = 0..forms.len() as u32;
        // Of the words behind a gap about half are a step that no name before had.
        let gaps: usize = all.clone().map(|at| forms.get(at).codes.iter().filter(|&&code| code == GAP).count()).sum();
        let mut tree = Tree { steps: HashMap::with_capacity(gaps / 2), ..Tree::default() };
        tree.ends.reserve(forms.len());
        for surface in 0..forms.len() as u32 {
            let form = forms.get(surface);
            each_pattern(form.codes, form.article, alphabet, particles.lam, &mut |codes, elided| {
                tree.add(codes, elided, surface, alphabet);
            });
        }
        drop(std::mem::take(&mut tree.steps));
        drop(std::mem::take(&mut tree.short));
        let roots = tree.words.iter().filter(|word| word.plain & word.elided != NONE);
        let endings = Endings::new(tree.beginnings(), &particles);
        let hashes: Vec<u64> = roots.map(|word| word.hash).collect();
        let listed = tree
            .words
            .iter()
            .zip(0..tree.words.len() as u32)
            .map(|(word, id)| (tree.letters(word), id, word.plain, word.elided));
        let words = Words::new(listed);
        let hash = |key: u64| tree.words[edge_parts(key).1 as usize].hash;
        let edges = Edges::new(tree.listed_steps.iter().map(|&(key, to)| (key, hash(key), to)));
        let mut nodes = tree.nodes;
        let surfaces = lay_out(&tree.ends, &mut nodes);
        let run_on = RunOn::of(forms, alphabet);
        let mut parts = vec![0; forms.len().div_ceil(64)];
        for surface in (0..forms.len() as u32).filter(|&surface| RunOn::is_part(&forms.get(surface))) {
            parts[surface as usize / 64] |= 1_u64 << (surface % 64);
        }
        Self {
            particles,
            endings,
            filter: filter(hashes.into_iter()).into(),
            words,
            edges,
            nodes: nodes.into(),
            surfaces: surfaces.into(),
            run_on,
            parts: parts.into(),
        }
    }
}

/// The surfaces node by node, each node told where its own begin: it says how many there are. A surface is given once to a
/// node.
fn lay_out(ends: &[(u32, u32)], nodes: &mut [Node]) -> Vec<u32> {
    let mut first = 0;
    for node in nodes.iter_mut() {
        node.first = first;
        first += node.count;
        node.count = 0;
    }
    let mut surfaces = vec![0; ends.len()];
    for &(node, surface) in ends {
        let node = &mut nodes[node as usize];
        let own = &mut surfaces[node.first as usize..];
        // The writings of one surface come one after another.
        if node.count == 0 || own[node.count as usize - 1] != surface {
            own[node.count as usize] = surface;
            node.count += 1;
        }
    }
    for node in nodes.iter_mut().filter(|node| node.count == 1) {
        node.first = surfaces[node.first as usize];
    }
    surfaces
}
