//! What a text holds anywhere, gathered once: rules that ask for it at every name must not read the text each time.

use std::collections::{HashMap, HashSet};

use super::context::Context;

/// The surfaces of a text's candidates.
pub(super) struct Holds {
    /// All of them.
    pub surfaces: HashSet<u32>,
    /// For each state two of the surfaces that stand for it by themselves: one may be the one that asks.
    states: HashMap<Option<u32>, (u32, Option<u32>)>,
}

impl Holds {
    /// Those of a text.
    pub fn of(context: &Context<'_>) -> Self {
        let mut holds = Self { surfaces: HashSet::new(), states: HashMap::new() };
        for found in &context.candidates {
            if !holds.surfaces.insert(found.surface) {
                continue;
            }
            let Some(first) = context.entries(found).first().filter(|first| !first.weak) else { continue };
            let named = holds.states.entry(context.lexicon.state(first.record)).or_insert((found.surface, None));
            if named.0 != found.surface {
                named.1.get_or_insert(found.surface);
            }
        }
        holds
    }

    /// Whether a surface other than this one stands for a state by itself.
    pub fn names_besides(&self, state: Option<u32>, surface: u32) -> bool {
        self.states.get(&state).is_some_and(|&(one, other)| one != surface || other.is_some())
    }
}
