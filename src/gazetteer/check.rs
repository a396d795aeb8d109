//! What reading alone does not find: names that collide, references that lead nowhere, terms that overlap.

use std::collections::{HashMap, HashSet};

use super::{CueClass, End, Gazetteer, Origin, PartialDate, Position, Record};
use crate::entity::Label;
use crate::error::Defect;
use crate::fold::{Fold, Profile};
use crate::variants;
use crate::variants::nisba::is_nisba;

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What must be mended.
    pub defects: Vec<Defect>,
    /// What is worth a look: it may be meant.
    pub doubts: Vec<Defect>,
}

fn defect(origin: &Origin, field: &str, value: &str, problem: impl Into<String>, remedy: &str) -> Defect {
    Defect {
        file: origin.file.to_string(),
        line: origin.line as usize,
        field: field.to_owned(),
        value: value.to_owned(),
        problem: problem.into(),
        remedy: remedy.to_owned(),
    }
}

pub(super) fn check(gazetteer: &Gazetteer) -> Report {
    let mut report = Report::default();
    // A list of one's own may name countries and offices without listing them.
    let has_countries = gazetteer.records().iter().any(|record| record.label == Label::Country);
    for record in gazetteer.records().iter().filter(|record| !record.verbatim) {
        check_id(record, &mut report);
        check_names(record, &mut report);
        if has_countries {
            check_references(gazetteer, record, &mut report);
        }
    }
    if has_countries {
        check_callings(gazetteer, &mut report);
    }
    check_institutions(gazetteer, &mut report);
    check_surfaces(gazetteer, &mut report);
    check_terms(gazetteer, &mut report);
    report
}

/// Whether an id is a slug: lower-case ASCII words joined by hyphens.
fn is_slug(id: &str) -> bool {
    id.split('-').all(|word| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    })
}

fn is_iso(id: &str) -> bool {
    id.len() == 2 && id.chars().all(|letter| letter.is_ascii_uppercase())
}

fn check_id(record: &Record, report: &mut Report) {
    let own = matches!(record.label, Label::Own(_));
    if !own && !is_slug(&record.id) && !(record.label == Label::Country && is_iso(&record.id)) {
        let remedy = "write an ISO 3166-1 alpha-2 code for a country, else the slug of the English Wikipedia title";
        report.defects.push(defect(&record.origin, "id", &record.id, "neither an ISO code nor a slug", remedy));
    }
}

fn check_names(record: &Record, report: &mut Report) {
    let origin = &record.origin;
    if let Label::Own(own) = &record.label
        && let Some(near) = Label::NAMES.iter().find(|known| strsim::damerau_levenshtein(own, known) <= 2)
    {
        let problem = format!("a label of its own, but near to {near}");
        report.doubts.push(defect(origin, "label", own, problem, "correct it if it is a slip"));
    }
    if !record.names.iter().any(|name| name.text == record.name) {
        let remedy = "list it among `names` or `weak`, or prefer a name that is listed";
        report.defects.push(defect(origin, "name", &record.name, "the preferred name is not listed", remedy));
    }
    let mut seen = HashSet::new();
    for name in &record.names {
        let arabic = name.text.chars().any(|letter| matches!(letter, '\u{620}'..='\u{64a}'));
        let latin = name.text.chars().any(|letter| letter.is_ascii_alphabetic());
        if arabic && latin {
            let problem = "Arabic and Latin letters in one name";
            report.doubts.push(defect(origin, "names", &name.text, problem, "look for a letter of the wrong script"));
        }
        if !seen.insert(&name.text) {
            report.defects.push(defect(origin, "names", &name.text, "the name is listed twice", "take one out"));
        }
        if let (Some(from), Some(to)) = (name.from, name.to)
            && to.is_before(from)
        {
            let remedy = "correct `from` or `to`";
            report.defects.push(defect(
                origin,
                "names",
                &name.text,
                "it goes out of use before it comes into use",
                remedy,
            ));
        }
    }
    for nisba in record.nisbas.iter().filter(|nisba| !nisba.plural) {
        if !nisba.text.split_whitespace().last().is_some_and(is_nisba) || nisba.text.starts_with("ال") {
            let remedy =
                "write the masculine singular without the article, ending in ي; broken plurals go to nisba_plural";
            report.defects.push(defect(
                origin,
                "nisba",
                &nisba.text,
                "not a nationality word that can be inflected",
                remedy,
            ));
        }
    }
}

fn check_references(gazetteer: &Gazetteer, record: &Record, report: &mut Report) {
    let origin = &record.origin;
    let mut refer = |field: &str, id: &str| {
        if !id.is_empty() && gazetteer.get(id).is_none() {
            let remedy = "add the record, or correct the id";
            report.defects.push(defect(origin, field, id, "no record has this id", remedy));
        }
    };
    refer("country", &record.country);
    refer("capital", &record.capital);
    for position in &record.positions {
        refer("positions.of", &position.of);
    }
    for member in &record.members {
        refer("members.id", &member.id);
    }
}

/// Those who have a calling besides an office must be listed.
fn check_callings(gazetteer: &Gazetteer, report: &mut Report) {
    for cue in gazetteer.cues() {
        for id in cue.bearers.iter().filter(|id| gazetteer.get(id).is_none()) {
            let remedy = "add the record, or correct the id";
            report.defects.push(defect(&cue.origin, "detail", id, "no record has this id", remedy));
        }
    }
}

fn check_institutions(gazetteer: &Gazetteer, report: &mut Report) {
    let mut keys = HashSet::new();
    for institution in gazetteer.institutions() {
        let origin = &institution.origin;
        if !keys.insert(&institution.key) {
            report.defects.push(defect(
                origin,
                "key",
                &institution.key,
                "the key is given twice",
                "put the two together",
            ));
        }
        for country in institution.ids.keys().filter(|country| gazetteer.get(country).is_none()) {
            report.defects.push(defect(origin, "ids", country, "no record has this id", "correct the country's code"));
        }
    }
}

/// Surfaces that mean two things at once, with nothing to tell which.
fn check_surfaces(gazetteer: &Gazetteer, report: &mut Report) {
    let spellings = gazetteer.spellings();
    let all: Vec<(&Record, _)> =
        gazetteer.records().iter().map(|record| (record.as_ref(), variants::surfaces(record, spellings))).collect();
    let texts = all.iter().flat_map(|(_, surfaces)| surfaces).map(|surface| surface.text.as_str());
    let stops = gazetteer.stops().iter().map(|stop| stop.text.as_str());
    let cues = gazetteer.cues().iter().map(|cue| cue.text.as_str());
    let fold = match Fold::new(Profile::Standard, texts.chain(stops).chain(cues)) {
        Ok(fold) => fold,
        Err(error) => {
            let origin = Origin { file: "the names".into(), line: 0 };
            report.defects.push(defect(&origin, "", "", error.to_string(), "no matcher can be made of them"));
            return;
        }
    };
    let folded = |text: &str| fold.fold_name(text).unwrap_or_default();
    let mut owners: HashMap<Vec<u8>, Vec<(&Record, &variants::Surface)>> = HashMap::new();
    for (record, surfaces) in &all {
        for surface in surfaces.iter().filter(|surface| surface.rule.is_none() && !surface.weak) {
            owners.entry(folded(&surface.text)).or_default().push((record, surface));
        }
    }
    let mut collisions: Vec<_> = owners.values().filter(|owners| owners.len() > 1).collect();
    collisions.sort_by_key(|owners| &owners[0].1.text);
    for owners in collisions {
        // The first owner with each label and rank; who comes after with the same has a rival.
        let mut first: HashMap<(&Label, u16), &Record> = HashMap::new();
        for (record, surface) in owners {
            let other = *first.entry((&surface.label, record.rank)).or_insert(record);
            if other.id != record.id {
                let problem = format!("the name stands alone for {} too, with the same label and rank", other.id);
                let remedy = "mark it weak for one or both, or give the better known one a lower rank";
                report.defects.push(defect(&record.origin, "names", &surface.text, problem, remedy));
            }
        }
    }
    for stop in gazetteer.stops() {
        if let Some((record, _)) = owners.get(&folded(&stop.text)).and_then(|owners| owners.first()) {
            let problem = format!("the stop name is also a name of {} that stands alone", record.id);
            report.defects.push(defect(
                &stop.origin,
                "",
                &stop.text,
                problem,
                "mark the name weak, or take the stop name out",
            ));
        }
    }
    let mut reported = HashSet::new();
    for cue in
        gazetteer.cues().iter().filter(|cue| matches!(cue.class, CueClass::Title | CueClass::Place | CueClass::Given))
    {
        let Some(owners) = owners.get(&folded(&cue.text)) else { continue };
        for (record, surface) in owners.iter().filter(|(record, _)| record.label == Label::Person) {
            if reported.insert((&record.id, &surface.text)) {
                let problem = "the name stands alone but is also a given name, a title or a word of place";
                report.doubts.push(defect(
                    &record.origin,
                    "names",
                    &surface.text,
                    problem,
                    "mark it weak if it needs support",
                ));
            }
        }
    }
}

/// Two holders of one office at one time. Rival governments do that on purpose, so it is a doubt.
fn check_terms(gazetteer: &Gazetteer, report: &mut Report) {
    type Term<'g> = (&'g Record, &'g Position, PartialDate, PartialDate);
    let mut offices: HashMap<(&str, &str), Vec<Term<'_>>> = HashMap::new();
    for record in gazetteer.records() {
        for position in record.positions.iter().filter(|position| SOLE.contains(&position.office.as_str())) {
            if let (Some(start), End::At(end)) = (position.start, position.end) {
                offices.entry((&position.of, &position.office)).or_default().push((record, position, start, end));
            }
        }
    }
    let mut offices: Vec<_> = offices.into_iter().collect();
    offices.sort_by_key(|(office, _)| *office);
    for ((of, _), mut terms) in offices {
        terms.sort_by_key(|(_, _, start, end)| (*start, *end));
        // The term that goes on longest of those that have begun.
        let mut longest: Option<Term<'_>> = None;
        for term in terms {
            let (second, position, start, end) = term;
            if let Some((first, _, _, until)) = longest
                && first.id != second.id
                && start.is_before(until)
            {
                let problem =
                    format!("{} of {of} until {until}, and {} from {start}: the terms overlap", first.id, second.id);
                let remedy = "correct a date, unless both really held the office";
                report.doubts.push(defect(&second.origin, "positions", &position.office, problem, remedy));
            }
            if longest.is_none_or(|(_, _, _, until)| until.is_before(end)) {
                longest = Some(term);
            }
        }
    }
}

/// Offices that one person holds at a time.
const SOLE: [&str; 4] = ["head-of-state", "head-of-government", "foreign-minister", "defence-minister"];

#[cfg(test)]
mod tests {
    use super::is_slug;

    #[test]
    fn slugs_are_lower_case_words_joined_by_hyphens() {
        assert!(is_slug("xi-jinping") && is_slug("g20"));
        assert!(!is_slug("Xi") && !is_slug("xi--jinping") && !is_slug("") && !is_slug("xi jinping"));
    }
}
