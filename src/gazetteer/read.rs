//! Files to a gazetteer: every defect of every file is found in one go.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Gazetteer;
use super::lists::CueClass;
use super::objects::{for_each_object, read_institution, read_label, read_record};
use super::own::OwnNames;
use super::parts::is_part;
use super::{lists, patterns, roles, rows, spellings, word_lists, words};
use crate::entity::Label;
use crate::error::{Defect, Error};

/// A file's name and what stands in it.
pub(super) struct Source<'t> {
    pub name: Arc<str>,
    pub text: &'t str,
    /// For a file that was given by name, which may be a list of a user's own: the label of names that say none.
    pub own: Option<&'t Label>,
}

/// Reads a file or all files of a folder.
pub(super) fn read_path(path: &Path, label: &Label) -> Result<Gazetteer, Error> {
    let mut paths = Vec::new();
    let own = Some(label).filter(|_| path.is_file());
    collect(path, &mut paths, true)?;
    let mut texts = Vec::new();
    let mut defects = Vec::new();
    if paths.is_empty() {
        defects.push(Defect {
            file: path.display().to_string(),
            line: 0,
            field: String::new(),
            value: String::new(),
            problem: "the folder holds no file of records".to_owned(),
            remedy: "give a folder with files whose names end in .jsonl".to_owned(),
        });
    }
    for path in paths {
        let bytes = fs::read(&path).map_err(|error| Error::file(&path, error))?;
        match String::from_utf8(bytes) {
            Ok(text) => texts.push((path, text)),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let line = error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
                defects.push(Defect {
                    file: path.display().to_string(),
                    line,
                    field: String::new(),
                    value: format!("byte 0x{:02x} at {valid}", error.as_bytes()[valid]),
                    problem: "the file is not UTF-8 text".to_owned(),
                    remedy: "give the gazetteer (JSON Lines, CSV or TSV) in UTF-8".to_owned(),
                });
            }
        }
    }
    let sources: Vec<_> =
        texts.iter().map(|(path, text)| Source { name: Arc::from(path.display().to_string()), text, own }).collect();
    read_sources(&sources, defects)
}

/// The files that are read: a file given by name, and in folders those whose names say what they are.
fn collect(path: &Path, paths: &mut Vec<PathBuf>, given: bool) -> Result<(), Error> {
    let fail = |error| Error::file(path, error);
    if fs::metadata(path).map_err(fail)?.is_dir() {
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(fail)? {
            inside.push(entry.map_err(fail)?.path());
        }
        inside.sort();
        for path in inside {
            collect(&path, paths, false)?;
        }
    } else if given || is_part(path.file_name().and_then(|name| name.to_str()).unwrap_or("")) {
        paths.push(path.to_owned());
    }
    Ok(())
}

/// What parts the columns of a file, where it is a table.
fn delimiter(name: &str) -> Option<u8> {
    let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
    [("csv", b','), ("tsv", b'\t')].into_iter().find(|(known, _)| *known == ending).map(|(_, mark)| mark)
}

/// Reads texts that stand for files.
pub(super) fn read_sources(sources: &[Source<'_>], mut defects: Vec<Defect>) -> Result<Gazetteer, Error> {
    let mut gazetteer = Gazetteer::default();
    let mut own_patterns = Vec::new();
    for source in sources {
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(source.text);
        let given = |class, gazetteer: &mut Gazetteer, defects: &mut Vec<Defect>| {
            lists::read_given(&source.name, text, class, &mut gazetteer.beside.cues, defects);
        };
        match source.name.rsplit(['/', '\\']).next().unwrap_or("") {
            "stop.tsv" => lists::read_stops(&source.name, text, &mut gazetteer.beside.stops, &mut defects),
            "cues.tsv" => lists::read_cues(&source.name, text, &mut gazetteer.beside.cues, &mut defects),
            "words.tsv" => words::read(&source.name, text, &mut gazetteer.beside.words, &mut defects),
            "word_lists.tsv" => {
                word_lists::read(&source.name, text, &mut gazetteer.beside.listed_words, &mut defects);
            }
            "roles.tsv" => roles::read(&source.name, text, &mut gazetteer.beside.roles, &mut defects),
            "given_names.txt" => given(CueClass::Given, &mut gazetteer, &mut defects),
            "given_words.txt" => given(CueClass::GivenWord, &mut gazetteer, &mut defects),
            "spellings.txt" => spellings::read(&source.name, text, &mut gazetteer.beside.spellings, &mut defects),
            "institutions.jsonl" => {
                for_each_object(&source.name, text, &mut defects, |fields| {
                    gazetteer.beside.institutions.extend(read_institution(fields));
                });
            }
            name => {
                let mut names = OwnNames::default();
                match (source.own, delimiter(name)) {
                    (Some(label), Some(mark)) => names = rows::read(&source.name, text, mark, label, &mut defects),
                    (own, _) => for_each_object(&source.name, text, &mut defects, |mut fields| {
                        if own.is_some() && fields.has("pattern") && !fields.has("name") {
                            let label = read_label(&mut fields);
                            own_patterns.extend(patterns::read(fields, label));
                        } else {
                            gazetteer.records.extend(read_record(fields).map(Arc::new));
                        }
                    }),
                }
                for name in own_patterns.drain(..) {
                    names.add(name, &mut defects);
                }
                gazetteer.records.extend(names.finish());
            }
        }
    }
    gazetteer.index(&mut defects);
    if defects.is_empty() { Ok(gazetteer) } else { Err(Error::gazetteer(defects)) }
}
