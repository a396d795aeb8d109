//! What a text holds anywhere, gathered once: rules that ask for it at every name must not read the text each time.

use std::cell::OnceCell;

use foldhash::HashMap;

use super::context::Context;
use super::sets::Set;
use crate::compile::Trait;
use crate::scan::Candidate;

/// Of the surfaces that stand for a state by themselves two: one may be the one that asks.
type Pair = (u32, Option<u32>);

/// What of its candidates' surfaces is asked of a text as a whole.
pub(super) struct Holds {
    /// Those that some surface yields to, ascending.
    surfaces: Vec<u32>,
    /// For each state the surfaces that stand for it.
    states: OnceCell<HashMap<Option<u32>, Pair>>,
}

impl Holds {
    /// Those of a text.
    pub fn of(context: &Context<'_>) -> Self {
        let mut surfaces = Vec::new();
        if context.holds_any(Trait::Tells) {
            let tells = |found: &&Candidate| context.traits(found).is(Trait::Tells);
            surfaces.extend(context.candidates.iter().filter(tells).map(|found| found.surface));
            surfaces.sort_unstable();
            surfaces.dedup();
        }
        Self { surfaces, states: OnceCell::new() }
    }

    /// Whether a surface that some surface yields to stands in the text.
    pub fn has(&self, surface: u32) -> bool {
        self.surfaces.binary_search(&surface).is_ok()
    }

    /// Whether a surface other than this one stands for a state by itself.
    pub fn names_besides(&self, context: &Context<'_>, state: Option<u32>, surface: u32) -> bool {
        let states = self.states.get_or_init(|| {
            let mut states: HashMap<_, Pair> = HashMap::default();
            for found in context.of(Set::Strong).map(|found| found.surface) {
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
