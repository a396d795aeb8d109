//! What a text holds anywhere, gathered once: rules that ask for it at every name must not read the text each time.

use std::cell::OnceCell;

use foldhash::HashMap;

use super::context::Context;
use crate::compile::Trait;

/// Of the surfaces that stand for a state by themselves two: one may be the one that asks.
type Pair = (u32, Option<u32>);

/// The surfaces of a text's candidates.
pub(super) struct Holds {
    /// All of them, ascending.
    surfaces: Vec<u32>,
    /// For each state the surfaces that stand for it.
    states: OnceCell<HashMap<Option<u32>, Pair>>,
}

impl Holds {
    /// Those of a text.
    pub fn of(context: &Context<'_>) -> Self {
        let mut surfaces: Vec<u32> = context.candidates.iter().map(|found| found.surface).collect();
        surfaces.sort_unstable();
        surfaces.dedup();
        Self { surfaces, states: OnceCell::new() }
    }

    /// Whether a surface stands in the text.
    pub fn has(&self, surface: u32) -> bool {
        self.surfaces.binary_search(&surface).is_ok()
    }

    /// Whether a surface other than this one stands for a state by itself.
    pub fn names_besides(&self, context: &Context<'_>, state: Option<u32>, surface: u32) -> bool {
        let states = self.states.get_or_init(|| {
            let mut states: HashMap<_, Pair> = HashMap::default();
            for &found in self.surfaces.iter().filter(|&&found| context.traits_of(found).is(Trait::Strong)) {
                let Some(first) = context.entries_at(found).first().filter(|first| !first.weak) else {
                    continue;
                };
                let named = states.entry(context.lexicon.state(first.record)).or_insert((found, None));
                if named.0 != found {
                    named.1.get_or_insert(found);
                }
            }
            states
        });
        states.get(&state).is_some_and(|&(one, other)| one != surface || other.is_some())
    }
}
