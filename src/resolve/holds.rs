//! What a text holds anywhere, gathered once: rules that ask for it at every name must not read the text each time.

use std::cell::OnceCell;

use foldhash::HashMap;

use super::context::Context;
use super::namesake::is_behind_a_calling;
use super::sets::Set;
use crate::compile::Trait;
use crate::entity::{Kind, Label};
use crate::scan::Candidate;

/// Of the surfaces that stand for a state by themselves two: one may be the one that asks.
type Pair = (u32, Option<u32>);

/// What of its candidates' surfaces is asked of a text as a whole.
pub(super) struct Holds {
    /// Those that some surface yields to, ascending.
    surfaces: Vec<u32>,
    /// For each state the surfaces that stand for it.
    states: OnceCell<HashMap<Option<u32>, Pair>>,
    /// For each person in high office where a strong name first stands, and whether a calling stands before it.
    first_named: OnceCell<HashMap<u32, (u32, bool)>>,
    /// For each surface that is a club's name the index of its first candidate.
    first_clubs: OnceCell<HashMap<u32, usize>>,
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
        Self { surfaces, states: OnceCell::new(), first_named: OnceCell::new(), first_clubs: OnceCell::new() }
    }

    /// Whether a surface that some surface yields to stands in the text.
    pub fn has(&self, surface: u32) -> bool {
        self.surfaces.binary_search(&surface).is_ok()
    }

    /// Where a strong name of a person in high office first stands, and whether a calling stands before it.
    pub fn first_named(&self, context: &Context<'_>, record: u32) -> Option<(u32, bool)> {
        let first_named = self.first_named.get_or_init(|| {
            let mut first_named = HashMap::default();
            for found in context.of(Set::Strong).filter(|found| context.traits(found).is(Trait::Person)) {
                let persons = context.entries(found).iter().filter(|entry| {
                    !entry.weak
                        && *context.label(entry) == Label::Person
                        && context.lexicon.bearer(entry.record).has_only_offices()
                });
                for entry in persons {
                    first_named.entry(entry.record).or_insert_with(|| {
                        (found.start, entry.kind == Kind::Full && is_behind_a_calling(context, found.start))
                    });
                }
            }
            first_named
        });
        first_named.get(&record).copied()
    }

    /// The first candidate of a surface that is a club's name.
    pub fn first_club<'c>(&self, context: &'c Context<'_>, surface: u32) -> Option<&'c Candidate> {
        let first_clubs = self.first_clubs.get_or_init(|| {
            let mut first_clubs = HashMap::default();
            for (found, at) in context.candidates.iter().zip(0..) {
                if context.traits(found).is(Trait::Club) {
                    first_clubs.entry(found.surface).or_insert(at);
                }
            }
            first_clubs
        });
        first_clubs.get(&surface).map(|&at| &context.candidates[at])
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
