//! A gazetteer to what scanning and resolving need.
//!
//! All names, stop names, cues and role phrases become [`Surface`]s: distinct folded letters, each with everything that these
//! letters can mean. A state's name or a spelling made by rule is admitted only where no listed name, cue or stop phrase has
//! its letters; where rules make the same letters for two records, neither gets them. What a role phrase names, and who held
//! that office when, is read from the records when a text first asks for it (`resolve::time`).

mod bearer;
mod builder;
mod given;
mod grouped;
pub(crate) mod lean;
mod lexicon;
mod likeness;
mod lone;
mod naming;
mod org_words;
pub(crate) mod saved;
mod sort;
mod strong;
mod surface;
mod traits;
mod word_signs;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

pub use lexicon::Lexicon;
pub(crate) use lone::Lone;
pub(crate) use org_words::{OrgWord, OrgWords};
pub(crate) use strong::Strong;
pub use surface::{CueMask, Entry, Frame, NeedSet, Surface};
pub(crate) use traits::{Trait, Traits};

use crate::entity::{Kind, Label};
use crate::error::Error;
use crate::fold::profile::is_dropped;
use crate::fold::{Fold, GAP, Profile};
use crate::gazetteer::{Gazetteer, KindTrait, Rule};
use crate::scan::{Form, Forms};
use crate::variants;
use builder::Builder;
use lean::Letters;

/// What a matcher is made of, but for its engine.
pub struct Compiled {
    /// How texts are folded.
    pub fold: Arc<Fold>,
    /// What the surfaces mean, for resolving.
    pub lexicon: Lexicon,
    /// Where they are those of a list of names: their letters, for the engine.
    pub letters: Option<Letters>,
}

impl Forms for Compiled {
    fn len(&self) -> usize {
        self.letters.as_ref().map_or_else(|| self.lexicon.surfaces().len(), Letters::len)
    }

    fn get(&self, surface: u32) -> Form<'_> {
        if let Some(letters) = &self.letters {
            return letters.get(surface);
        }
        let surface = self.lexicon.surface(surface);
        let alphabet = self.fold.alphabet();
        let codes = self.lexicon.codes(surface);
        let run_on = self.lexicon.runs_on(surface) && codes.iter().all(|&code| alphabet.is_arabic(code));
        Form { codes, article: surface.article, run_on }
    }
}

/// Compiles a gazetteer.
///
/// # Errors
/// Where the names use more letters than a byte can tell apart.
pub fn compile(gazetteer: Arc<Gazetteer>, profile: Profile) -> Result<Compiled, Error> {
    if let Some(list) = gazetteer.list() {
        let fold = Fold::new(profile, [list.alphabet().as_str()])?;
        return lean::compile(gazetteer, Arc::new(fold));
    }
    let made = surfaces(&gazetteer);
    let names = made.iter().flatten().map(|surface| surface.text.as_str());
    let listed = gazetteer.listed_words().iter().map(|word| word.text.as_str());
    let fold = Fold::new(profile, names.chain(builder::phrases(&gazetteer)).chain(listed))?;
    let lexicon = lexicon(gazetteer, made, &fold)?;
    Ok(Compiled { fold: Arc::new(fold), lexicon, letters: None })
}

/// The surfaces of all records.
fn surfaces(gazetteer: &Gazetteer) -> Vec<Vec<variants::Surface>> {
    let spellings = gazetteer.spellings();
    gazetteer.records().iter().map(|record| variants::surfaces(record, spellings)).collect()
}

/// What the surfaces mean.
fn lexicon(gazetteer: Arc<Gazetteer>, made: Vec<Vec<variants::Surface>>, fold: &Fold) -> Result<Lexicon, Error> {
    let mut builder = Builder::new(fold);
    let of_kinds = cues_of_kinds(&gazetteer);
    // Listed names first; what rules make must not take their letters.
    let mut ruled: Vec<(u32, variants::Surface, Vec<u8>)> = Vec::new();
    for (record, surfaces) in made.into_iter().enumerate() {
        for surface in surfaces {
            if surface.rule.is_some() {
                let codes = fold.fold_name(&surface.text)?;
                ruled.push((record as u32, surface, codes));
            } else {
                let listed = &gazetteer.records()[record];
                let own = surface.name.map(|name| listed.names[name as usize].cues.as_slice()).unwrap_or_default();
                // With words of its own go those of its kind: مراسل الجزيرة besides قناة الجزيرة.
                let of_kind = of_kinds.get(listed.sort.as_str()).filter(|_| !own.is_empty()).into_iter().flatten();
                let cues = own.iter().map(String::as_str).chain(of_kind.copied());
                let cues = cues.map(|cue| builder.own_cue(cue)).collect::<Result<_, _>>()?;
                let at = builder.surface(&surface.text)?;
                builder.name(at, (record as u32, listed), &surface, cues);
            }
        }
    }
    let mut owners: HashMap<&[u8], Option<u32>> = HashMap::new();
    for (record, _, codes) in &ruled {
        owners.entry(codes).and_modify(|owner| *owner = owner.filter(|owner| owner == record)).or_insert(Some(*record));
    }
    // Cues, stop phrases and ordinary words: what a rule makes must not be one.
    let words: HashSet<Vec<u8>> =
        builder::phrases(&gazetteer).map(|phrase| fold.fold_name(phrase)).collect::<Result<_, _>>()?;
    let stops: HashSet<Vec<u8>> =
        gazetteer.stops().iter().map(|stop| fold.fold_name(&stop.text)).collect::<Result<_, _>>()?;
    let admitted: Vec<bool> = ruled
        .iter()
        .map(|(record, surface, codes)| {
            // حسينوف with a vowel less is حسنوف, another's name.
            let others = |word: &[u8]| builder.is_name(word) || words.contains(word);
            let last = || codes.rsplit(|&code| code == GAP).next();
            if stops.contains(codes) || surface.rule == Some("vowel") && last().is_some_and(others) {
                return false;
            }
            // Nationality words are as certain as listed names; others may share them (السوداني), and resolving tells.
            surface.label == Label::Norp
                || owners[codes.as_slice()] == Some(*record) && !builder.is_name(codes) && !words.contains(codes)
        })
        .collect();
    for ((record, surface, codes), admitted) in ruled.iter().zip(admitted) {
        if admitted {
            let at = builder.folded_surface(&surface.text, codes.clone())?;
            builder.name(at, (*record, &gazetteer.records()[*record as usize]), surface, Vec::new());
        }
    }
    builder.phrases(&gazetteer)?;
    builder.word_lists(&gazetteer)?;
    Ok(builder.finish(gazetteer))
}

/// The class words of each kind whose names are words: of newspapers and companies, not of clubs, which bear the names of cities.
fn cues_of_kinds(gazetteer: &Gazetteer) -> HashMap<&str, Vec<&str>> {
    let are_words = gazetteer.words().iter().filter(|word| match &word.rule {
        Rule::Kind(traits) => traits.contains(&KindTrait::Word) && !traits.contains(&KindTrait::Club),
        _ => false,
    });
    let mut of_kinds: HashMap<&str, Vec<&str>> = are_words.map(|word| (word.text.as_str(), Vec::new())).collect();
    for cue in gazetteer.cues() {
        for kind in &cue.kinds {
            if let Some(cues) = of_kinds.get_mut(kind.as_str()) {
                cues.push(&cue.text);
            }
        }
    }
    of_kinds
}

/// Checks that there is room behind the letters of all names for those of one more: their places are numbers of 32 bits.
fn check_room(letters: usize, more: usize) -> Result<(), Error> {
    match u32::try_from(letters + more) {
        Ok(_) => Ok(()),
        Err(_) => {
            Err(Error::argument("the names are longer than four gigabytes in all; make several matchers of them"))
        }
    }
}

/// Whether a name is written with the article: ال, not أل, إل or آل, which only folding makes alike.
fn has_article(name: &str) -> bool {
    // Most names begin with letters that nothing before or behind them can change.
    let plain = |letter: char| matches!(letter, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | 'A'..='Z' | 'a'..='z');
    let mut first = name.chars();
    match (first.next(), first.next()) {
        (Some('ا'), Some('ل')) => return true,
        (Some('ا'), Some(next)) if plain(next) => return false,
        (Some(first), _) if first != 'ا' && plain(first) => return false,
        _ => {}
    }
    let mut letters = name.nfkc().filter(|&letter| !is_dropped(letter));
    letters.next() == Some('ا') && letters.next() == Some('ل')
}

/// The order in which entities that share a surface and a strength are preferred.
fn preference(entry: &Entry, labels: &[Label], gazetteer: &Gazetteer) -> (bool, Kind, Label, u16, String) {
    let record = &gazetteer.records()[entry.record as usize];
    (entry.weak, entry.kind, labels[entry.label as usize].clone(), entry.rank, record.id.clone())
}
