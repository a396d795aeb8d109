//! What a mention's target is called: ids and names.

use std::collections::HashSet;

use super::Lexicon;
use crate::entity::{Mention, Target};

impl Lexicon {
    /// The id of what a mention names, `None` where nothing tells.
    pub fn id(&self, target: Target) -> Option<String> {
        match target {
            Target::Record(record) => Some(self.gazetteer().id(record as usize).to_owned()),
            Target::Composed { institution, country } => {
                Some(self.gazetteer().institutions()[institution as usize].id(self.record(country)))
            }
            Target::Unlisted(name) => Some(name.to_string()),
            Target::Nil { .. } | Target::Vacant { .. } => None,
        }
    }

    /// The ids of all entities that a mention's name may stand for, the preferred first.
    pub fn ids_of(&self, mention: &Mention) -> Vec<String> {
        if let Some(lean) = self.lean() {
            return lean
                .records_of(mention.surface)
                .map(|record| self.gazetteer().id(record as usize).to_owned())
                .collect();
        }
        let Some(surface) = self.surfaces().get(mention.surface as usize) else {
            return self.id(mention.target).into_iter().collect();
        };
        let mut met = HashSet::new();
        let entries = self.entries_of(surface).iter().filter(|entry| met.insert(entry.record));
        entries.map(|entry| self.record(entry.record).id.clone()).collect()
    }

    /// The Arabic and the English name of what a mention names.
    pub fn names(&self, target: Target) -> (String, String) {
        let institution = |index: u32| &self.gazetteer().institutions()[index as usize];
        match target {
            Target::Record(record) => {
                let (name, name_en) =
                    (self.gazetteer().name(record as usize), self.gazetteer().name_en(record as usize));
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
                let (role, of) = (&self.gazetteer().roles().roles[role as usize], self.record(of));
                (format!("{} {}", role.name, of.name), format!("{} of {}", role.name_en, of.name_en))
            }
            Target::Unlisted(_) => (String::new(), String::new()),
            Target::Nil { institution: index } => (institution(index).name.clone(), institution(index).name_en.clone()),
        }
    }
}
