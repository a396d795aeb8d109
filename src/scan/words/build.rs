//! Names to the tables of the engine over words.

use std::collections::HashMap;

use super::key::Key;
use super::table::{Edges, Filter, NONE, Words};
use super::{Node, WordScan};
use crate::fold::{Alphabet, GAP};
use crate::scan::Form;
use crate::scan::patterns::{Pattern, patterns};
use crate::scan::proclitic::Particles;
use crate::scan::run_on::RunOn;

/// The names as a tree of words, before it is laid into tables.
struct Tree {
    /// Word letters to number.
    numbers: HashMap<Box<[u8]>, u32>,
    /// (node, word, gap) to node.
    steps: HashMap<(u32, u32, bool), u32>,
    /// First words: (word, elided) to node.
    roots: HashMap<(u32, bool), u32>,
    /// (node, surface) of every pattern.
    ends: Vec<(u32, u32)>,
    nodes: u32,
}

impl Tree {
    fn number(&mut self, letters: &[u8]) -> u32 {
        if let Some(&number) = self.numbers.get(letters) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(letters.into(), number);
        number
    }

    fn add(&mut self, pattern: &Pattern, surface: u32, alphabet: &Alphabet) {
        let codes = pattern.codes.as_slice();
        let first = alphabet.run(codes);
        let word = self.number(&codes[..first]);
        let fresh = self.nodes;
        let mut node = *self.roots.entry((word, pattern.elided)).or_insert(fresh);
        self.nodes += u32::from(node == fresh);
        let mut at = first;
        while at < codes.len() {
            let gap = codes[at] == GAP;
            at += usize::from(gap);
            let end = at + alphabet.run(&codes[at..]);
            let word = self.number(&codes[at..end]);
            let fresh = self.nodes;
            node = *self.steps.entry((node, word, gap)).or_insert(fresh);
            self.nodes += u32::from(node == fresh);
            at = end;
        }
        self.ends.push((node, surface));
    }
}

impl WordScan {
    /// Builds the tables of these surfaces; a surface's index is its place in `forms`.
    pub fn new(forms: &[Form], alphabet: &Alphabet) -> Self {
        let particles = Particles::new(alphabet);
        let mut tree = Tree {
            numbers: HashMap::new(),
            steps: HashMap::new(),
            roots: HashMap::new(),
            ends: Vec::with_capacity(forms.len()),
            nodes: 0,
        };
        for (surface, form) in forms.iter().enumerate().filter(|(_, form)| !form.codes.is_empty()) {
            for pattern in patterns(&form.codes, form.article, alphabet, particles.lam) {
                tree.add(&pattern, surface as u32, alphabet);
            }
        }
        let mut words = Words::new(tree.numbers.len());
        let mut filter = Filter::new(tree.roots.len());
        // In the order of their numbers, so that the tables do not depend on a map's order.
        let mut letters: Vec<(&[u8], u32)> =
            tree.numbers.iter().map(|(letters, &number)| (&**letters, number)).collect();
        letters.sort_unstable_by_key(|(_, number)| *number);
        for (letters, number) in letters {
            let root = |elided: bool| tree.roots.get(&(number, elided)).copied().unwrap_or(NONE);
            let (plain, elided) = (root(false), root(true));
            let word = words.place(letters, number);
            (word.plain, word.elided) = (plain, elided);
            if plain != NONE || elided != NONE {
                filter.add(&Key::of(letters));
            }
        }
        let mut nodes = vec![Node { first: 0, count: 0, goes_on: false }; tree.nodes as usize];
        let mut edges = Edges::new(tree.steps.len());
        let mut steps: Vec<_> = tree.steps.into_iter().collect();
        steps.sort_unstable();
        for ((node, word, gap), to) in steps {
            nodes[node as usize].goes_on = true;
            edges.add(node, word, gap, to);
        }
        tree.ends.sort_unstable();
        tree.ends.dedup();
        let mut surfaces = Vec::with_capacity(tree.ends.len());
        for (node, surface) in tree.ends {
            let node = &mut nodes[node as usize];
            if node.count == 0 {
                node.first = surfaces.len() as u32;
            }
            node.count = node.count.saturating_add(1);
            surfaces.push(surface);
        }
        let run_on = RunOn::of(forms, alphabet);
        Self { particles, filter, words, edges, nodes, surfaces, run_on }
    }
}
