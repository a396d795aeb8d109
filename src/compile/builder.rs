//! Collects surfaces and what they mean: names, stop names, cues, words, phrases of roles, heads.

use std::collections::HashMap;
use std::sync::Arc;

use super::grouped::Grouped;
use super::lexicon::Tables;
use super::surface::{Entry, Frame, Head, Part, Surface};
use super::{Lexicon, check_room, has_article, preference};
use crate::entity::Label;
use crate::error::Error;
use crate::fold::profile::is_dropped;
use crate::fold::{Fold, GAP};
use crate::gazetteer::{CueClass, Gazetteer, Institution, Needs, Record, Rule, Word, WordList};
use crate::variants;

/// The heads of an institution with what follows each.
fn heads<'a>(institution: &'a Institution) -> impl Iterator<Item = (&'a str, Frame)> {
    let nisba = |feminine| move |head| (head, Frame::Nisba { feminine });
    let before = institution.before_nisba.iter().map(String::as_str).map(nisba(institution.feminine));
    let feminine = institution.before_nisba_feminine.iter().map(String::as_str).map(nisba(true));
    let country = institution.before_country.iter().map(|head| (head.as_str(), Frame::Country));
    let name = institution.before_name.iter().map(|head| (head.as_str(), Frame::Name));
    let feminine_heads = institution.feminine;
    let formed = |heads: &'a [String], frame: Frame| heads.iter().map(move |head| (head.as_str(), frame.clone()));
    let topic = formed(&institution.before_topic, Frame::Topic { feminine: feminine_heads });
    let purpose = formed(&institution.before_purpose, Frame::Purpose { feminine: feminine_heads });
    let works = formed(&institution.before_works, Frame::Place { alone: false });
    let place = formed(&institution.before_place, Frame::Place { alone: true });
    let alone = institution.alone.iter().map(|head| (head.as_str(), Frame::Alone));
    before.chain(feminine).chain(country).chain(name).chain(topic).chain(purpose).chain(works).chain(place).chain(alone)
}

/// All phrases of a gazetteer beside its records' names.
pub(super) fn phrases(gazetteer: &Gazetteer) -> impl Iterator<Item = &str> {
    let stops = gazetteer.stops().iter().map(|stop| stop.text.as_str());
    let cues = gazetteer.cues().iter().map(|cue| cue.text.as_str());
    let own =
        gazetteer.records().iter().flat_map(|record| &record.names).flat_map(|name| &name.cues).map(String::as_str);
    let around = gazetteer.institutions().iter().flat_map(|institution| {
        institution.around_country.iter().flat_map(|(head, tail)| [head.as_str(), tail.as_str()])
    });
    let heads = gazetteer.institutions().iter().flat_map(heads).map(|(head, _)| head);
    let words = gazetteer.words().iter().flat_map(Word::phrases);
    stops.chain(cues).chain(words).chain(own).chain(around).chain(heads).chain(gazetteer.roles().phrases())
}

/// The marks a name is listed with, by the letter they stand on.
pub(super) fn marks(name: &str) -> Box<[(u8, char)]> {
    let mut marks = Vec::new();
    let mut letter: u8 = 0;
    for sign in name.chars() {
        match sign {
            '\u{64e}'..='\u{651}' => marks.push((letter.saturating_sub(1), sign)),
            _ if is_dropped(sign) => {}
            _ => letter = letter.saturating_add(1),
        }
    }
    marks.into()
}

/// Whether a name may stand right after a title: one that is definite, by its article or by a pronoun (نظيره). After an
/// indefinite one (رئيس) a genitive stands, and a name only behind that.
fn is_apposition(title: &str) -> bool {
    let pronoun = ["ه", "ها", "هما", "هم", "يه", "يها"].iter().any(|pronoun| title.ends_with(pronoun));
    pronoun || title.split_whitespace().any(|word| word.starts_with("ال") && word.chars().count() > 3)
}

/// Letters up to which a final ه for ة makes another word rather than a slip.
const SHORT: usize = 5;

/// First words of names that fold like particles: على, إن and أن. They belong to the folding tables, which unite the letters, and
/// hold for every list of names, with words of its own or without.
const NAMES_LIKE_PARTICLES: [&str; 2] = ["علي", "آن"];

/// The labels that every matcher knows.
pub(super) const LABELS: [Label; 6] =
    [Label::Country, Label::City, Label::Org, Label::Person, Label::Norp, Label::Role];

/// Whether the first word of a name is written like a name and folds like a particle.
pub(super) fn begins_like_particle(name: &str) -> bool {
    let is_first = |word| {
        let rest = name.trim_start().strip_prefix(word)?.chars().next();
        Some(rest.is_none_or(char::is_whitespace))
    };
    NAMES_LIKE_PARTICLES.iter().any(|&word| is_first(word) == Some(true))
}

/// Whether a name is written with a final ئ.
pub(super) fn has_final_hamza(name: &str) -> bool {
    name.trim_end().ends_with('ئ')
}

/// An entry with what it has besides.
struct Named {
    entry: Entry,
    marks: Box<[(u8, char)]>,
    cues: Vec<u32>,
}

/// Surfaces under construction.
pub(super) struct Builder<'f> {
    fold: &'f Fold,
    index: HashMap<Vec<u8>, u32>,
    letters: Vec<u8>,
    surfaces: Vec<Surface>,
    entries: Vec<Vec<Named>>,
    heads: Vec<Vec<Head>>,
    labels: Vec<Label>,
    /// For surfaces that yield to other words, those words' surfaces.
    unless: HashMap<u32, Vec<u32>>,
    word_lists: Grouped<Part>,
}

impl<'f> Builder<'f> {
    pub fn new(fold: &'f Fold) -> Self {
        Self {
            fold,
            index: HashMap::new(),
            letters: Vec::new(),
            surfaces: Vec::new(),
            entries: Vec::new(),
            heads: Vec::new(),
            labels: LABELS.to_vec(),
            unless: HashMap::new(),
            word_lists: Grouped::default(),
        }
    }

    /// The surface with these letters, made where there is none.
    pub fn surface(&mut self, text: &str) -> Result<u32, Error> {
        let codes = self.fold.fold_name(text)?;
        self.folded_surface(text, codes)
    }

    /// The surface of a text that is folded already.
    ///
    /// # Errors
    /// Where there are more letters than can be numbered.
    pub fn folded_surface(&mut self, text: &str, codes: Vec<u8>) -> Result<u32, Error> {
        check_room(self.letters.len(), codes.len())?;
        let article = has_article(text);
        let begins_like_particle = begins_like_particle(text);
        let at = *self.index.entry(codes).or_insert_with_key(|codes| {
            let one_word = !codes.contains(&GAP);
            let codes = Part::added(&mut self.letters, codes.iter().copied());
            self.surfaces.push(Surface { codes, one_word, ..Surface::default() });
            self.entries.push(Vec::new());
            self.heads.push(Vec::new());
            self.surfaces.len() as u32 - 1
        });
        self.surfaces[at as usize].article |= article;
        self.surfaces[at as usize].begins_like_particle |= begins_like_particle;
        Ok(at)
    }

    /// The surface of a record's own cue.
    pub fn own_cue(&mut self, text: &str) -> Result<u32, Error> {
        let at = self.surface(text)?;
        self.surfaces[at as usize].own_cue = true;
        Ok(at)
    }

    /// Adds a record to what a surface may stand for. Of two names of one record with the same letters the stronger stays.
    pub fn name(&mut self, at: u32, record: (u32, &Record), made: &variants::Surface, cues: Vec<u32>) {
        let (record, listed) = record;
        let label = self.label(&made.label);
        let entry = Entry {
            record,
            label,
            kind: made.kind,
            weak: made.weak,
            rank: listed.rank,
            inflection: made.inflection,
            final_hamza: has_final_hamza(&made.text),
            // A list of one's own is taken as it is.
            short_with_ta: !listed.verbatim && made.text.ends_with('ة') && made.text.chars().count() <= SHORT,
            marks: Part::default(),
            cues: Part::default(),
        };
        let mut named = Named { entry, marks: marks(&made.text), cues };
        let entries = &mut self.entries[at as usize];
        // Listed names come record by record, so that one more of this record stands last; what rules make comes later.
        let of_record = |known: &&mut Named| (known.entry.record, known.entry.label) == (record, label);
        let known = if made.rule.is_none() {
            entries.iter_mut().rev().take_while(|known| known.entry.record == record).find(of_record)
        } else {
            entries.iter_mut().find(of_record)
        };
        match known {
            Some(known) => {
                if (known.entry.weak, known.entry.kind) > (entry.weak, entry.kind) {
                    std::mem::swap(known, &mut named);
                }
                known.cues.extend(named.cues);
                known.entry.final_hamza |= named.entry.final_hamza;
                if known.marks.is_empty() {
                    known.marks = named.marks;
                }
            }
            None => entries.push(named),
        }
    }

    /// Whether these letters are already a name.
    pub fn is_name(&self, codes: &[u8]) -> bool {
        self.index.get(codes).is_some_and(|&at| !self.entries[at as usize].is_empty())
    }

    fn label(&mut self, label: &Label) -> u16 {
        let at = self.labels.iter().position(|known| known == label).unwrap_or_else(|| {
            self.labels.push(label.clone());
            self.labels.len() - 1
        });
        at as u16
    }

    /// Adds what stands beside the names: stop names, cues, words, phrases of roles, heads.
    pub fn phrases(&mut self, gazetteer: &Gazetteer) -> Result<(), Error> {
        for stop in gazetteer.stops() {
            let at = self.surface(&stop.text)?;
            self.surfaces[at as usize].stop = true;
        }
        for cue in gazetteer.cues() {
            let at = self.surface(&cue.text)?;
            let surface = &mut self.surfaces[at as usize];
            surface.cues.add(cue.class);
            if cue.class == CueClass::Title {
                surface.apposition = is_apposition(&cue.text);
                surface.offices |= match cue.offices.as_slice() {
                    [] => u16::MAX,
                    offices => offices.iter().fold(0, |mask, office| mask | 1 << office),
                };
            }
        }
        for word in gazetteer.words() {
            match &word.rule {
                Rule::Needs(needs) => {
                    let at = self.surface(&word.text)?;
                    self.surfaces[at as usize].needs.add(*needs);
                }
                Rule::Unless(others) => {
                    let at = self.surface(&word.text)?;
                    self.surfaces[at as usize].yields = true;
                    for other in others {
                        let other = self.surface(other)?;
                        self.unless.entry(at).or_default().push(other);
                    }
                }
                Rule::Kind(_) | Rule::Together => {}
            }
        }
        for phrase in gazetteer.roles().phrases() {
            self.surface(phrase)?;
        }
        for (index, institution) in gazetteer.institutions().iter().enumerate() {
            let institution_index = index as u32;
            for (head, frame) in heads(institution) {
                let at = self.surface(head)?;
                self.heads[at as usize].push(Head { institution: institution_index, frame });
            }
            for (head, tail) in &institution.around_country {
                let frame = Frame::Around(self.fold.fold_name(tail)?.into_boxed_slice());
                let at = self.surface(head)?;
                self.heads[at as usize].push(Head { institution: institution_index, frame });
            }
        }
        Ok(())
    }

    /// Adds the words that rules compare with, which are no surfaces.
    pub fn word_lists(&mut self, gazetteer: &Gazetteer) -> Result<(), Error> {
        for list in WordList::ALL {
            let words = gazetteer.listed_words().iter().filter(|word| word.list == list);
            let mut words: Vec<Vec<u8>> =
                words.map(|word| self.fold.fold_name(&word.text)).collect::<Result<_, _>>()?;
            words.sort_unstable();
            check_room(self.letters.len(), words.iter().map(Vec::len).sum())?;
            self.word_lists.add(words.into_iter().map(|word| Part::added(&mut self.letters, word)));
        }
        Ok(())
    }

    /// Whether a name of several words begins with a party's class word.
    fn begins_as_party(&self, codes: &[u8]) -> bool {
        let first = codes.split(|&code| code == GAP).next().unwrap_or_default();
        first.len() < codes.len()
            && self.index.get(first).is_some_and(|&at| self.surfaces[at as usize].cues.has(CueClass::Party))
    }

    /// Lays everything flat.
    pub fn finish(mut self, gazetteer: Arc<Gazetteer>) -> Lexicon {
        let codes = |surface: &Surface| &self.letters[surface.codes.range()];
        let parties: Vec<bool> = self.surfaces.iter().map(|surface| self.begins_as_party(codes(surface))).collect();
        let mut tables =
            Tables { labels: self.labels, unless: self.unless, letters: self.letters.into(), ..Tables::default() };
        tables.word_lists = self.word_lists;
        for (at, surface) in self.surfaces.iter_mut().enumerate() {
            surface.party = parties[at];
            let mut own = std::mem::take(&mut self.entries[at]);
            if surface.needs.has(Needs::State) {
                let city = |named: &&mut Named| tables.labels[named.entry.label as usize] == Label::City;
                own.iter_mut().filter(city).for_each(|named| named.entry.weak = true);
            }
            own.sort_by_cached_key(|named| preference(&named.entry, &tables.labels, &gazetteer));
            let (marks, cues) = (&mut tables.marks, &mut tables.cues);
            let entries = own.into_iter().map(|named| Entry {
                marks: Part::added(marks, named.marks),
                cues: Part::added(cues, named.cues),
                ..named.entry
            });
            surface.entries = Part::added(&mut tables.entries, entries);
            surface.heads = Part::added(&mut tables.heads, std::mem::take(&mut self.heads[at]));
        }
        tables.surfaces = self.surfaces;
        Lexicon::new(gazetteer, tables, self.fold.alphabet())
    }
}
