//! Surfaces that mean more than one entity once folded, and how that is decided.

use std::collections::{HashMap, HashSet};

use super::{Gazetteer, Record};
use crate::entity::{Kind, Label};
use crate::fold::{Fold, Profile};
use crate::variants;

/// One entity that a surface can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The record's id.
    pub id: String,
    /// The writing as this record has it.
    pub text: String,
    /// Label of its mentions.
    pub label: Label,
    /// Kind of name.
    pub kind: Kind,
    /// Whether it needs support in the text.
    pub weak: bool,
    /// The record's rank.
    pub rank: u16,
    /// The rule that made it; `None` for a listed name.
    pub rule: Option<&'static str>,
}

/// A surface with all that it can mean, the preferred first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// What it can mean.
    pub meanings: Vec<Meaning>,
    /// Why it is also a stop name, if it is one.
    pub stop: Option<String>,
    /// How the first is told from the second where the text says nothing: `stop`, `weak`, `kind`, `label`, `rank`,
    /// `rule` (made by one for several, so that none gets it), or `undecided`.
    pub decided: &'static str,
}

type Key<'m> = (bool, Kind, &'m Label, u16);

impl Meaning {
    /// What entities that share letters are ordered by, but for the id.
    fn key(&self) -> Key<'_> {
        (self.weak, self.kind, &self.label, self.rank)
    }
}

impl Gazetteer {
    /// All surfaces that can mean two entities or more, or an entity and a stop name, in the order of their writing.
    pub fn collisions(&self) -> Vec<Collision> {
        let spellings = self.spellings();
        let made: Vec<(&Record, Vec<variants::Surface>)> =
            self.records().iter().map(|record| (record.as_ref(), variants::surfaces(record, spellings))).collect();
        let texts = made.iter().flat_map(|(_, surfaces)| surfaces).map(|surface| surface.text.as_str());
        let stops = self.stops().iter().map(|stop| stop.text.as_str());
        let Ok(fold) = Fold::new(Profile::Standard, texts.chain(stops)) else { return Vec::new() };
        let folded = |text: &str| fold.fold_name(text).unwrap_or_default();
        let mut groups: HashMap<Vec<u8>, Vec<Meaning>> = HashMap::new();
        for (record, surfaces) in made {
            for surface in surfaces {
                let meaning = Meaning {
                    id: record.id.clone(),
                    label: surface.label,
                    kind: surface.kind,
                    weak: surface.weak,
                    rank: record.rank,
                    rule: surface.rule,
                    text: surface.text,
                };
                groups.entry(folded(&meaning.text)).or_default().push(meaning);
            }
        }
        let stops: HashMap<Vec<u8>, &str> =
            self.stops().iter().map(|stop| (folded(&stop.text), stop.reason.as_str())).collect();
        let mut collisions: Vec<Collision> = groups
            .into_iter()
            .filter_map(|(codes, meanings)| collision(meanings, stops.get(&codes).map(|reason| (*reason).to_owned())))
            .collect();
        collisions.sort_by(|a, b| a.meanings[0].text.cmp(&b.meanings[0].text));
        collisions
    }
}

/// The collision among the meanings of one surface, if it is one.
fn collision(mut meanings: Vec<Meaning>, stop: Option<String>) -> Option<Collision> {
    // A listed name keeps its letters from names that a rule makes; nationality words alone may share them.
    if meanings.iter().any(|meaning| meaning.rule.is_none()) {
        meanings.retain(|meaning| meaning.rule.is_none() || meaning.label == Label::Norp);
    }
    meanings.sort_by(|a, b| (a.key(), &a.id).cmp(&(b.key(), &b.id)));
    let mut seen = HashSet::new();
    meanings.retain(|meaning| seen.insert(meaning.id.clone()));
    if meanings.len() < 2 && stop.is_none() {
        return None;
    }
    let decided = match meanings.as_slice() {
        _ if stop.is_some() => "stop",
        [first, second, ..] if first.weak != second.weak => "weak",
        [first, ..] if first.rule.is_some() && first.label != Label::Norp => "rule",
        [first, second, ..] if first.kind != second.kind => "kind",
        [first, second, ..] if first.label != second.label => "label",
        [first, second, ..] if first.rank != second.rank => "rank",
        // Neither stands alone: each is found only where the text supports it.
        [first, ..] if first.weak => "weak",
        _ => "undecided",
    };
    Some(Collision { meanings, stop, decided })
}
