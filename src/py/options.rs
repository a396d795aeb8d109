//! The keywords of `Matcher`.

use std::collections::HashSet;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use super::error::unknown;
use crate::entity::Label;
use crate::error::nearest;
use crate::fold::Profile;
use crate::matcher::{Matcher, Options};
use crate::resolve::Overlaps;
use crate::scan::Boundaries;

const KEYWORDS: [&str; 7] = ["fold", "boundaries", "overlaps", "labels", "evidence", "roles", "unlisted"];

/// One of the words a keyword takes.
fn choice<T>(
    value: &Bound<'_, PyAny>,
    keyword: &str,
    known: &[&str],
    named: impl Fn(&str) -> Option<T>,
) -> PyResult<T> {
    let word: String = value
        .extract()
        .map_err(|_| PyTypeError::new_err(format!("{keyword} must be a str, one of {}", known.join(", "))))?;
    named(&word).ok_or_else(|| PyValueError::new_err(unknown(keyword, &word, known)))
}

/// True or False.
fn truth(value: &Bound<'_, PyAny>, keyword: &str) -> PyResult<bool> {
    value.extract().map_err(|_| PyTypeError::new_err(format!("{keyword} must be True or False, not {value}")))
}

/// The options that keywords say.
pub fn read_options(given: Option<&Bound<'_, PyDict>>) -> PyResult<Options> {
    let mut options = Options::default();
    for (keyword, value) in given.into_iter().flatten() {
        let keyword: String = keyword.extract()?;
        match keyword.as_str() {
            "fold" => options.profile = choice(&value, "fold", &Profile::NAMES, Profile::named)?,
            "boundaries" => options.boundaries = choice(&value, "boundaries", &Boundaries::NAMES, Boundaries::named)?,
            "overlaps" => options.resolve.overlaps = choice(&value, "overlaps", &Overlaps::NAMES, Overlaps::named)?,
            "evidence" => options.resolve.evidence = truth(&value, "evidence")?,
            "roles" => options.resolve.roles = truth(&value, "roles")?,
            "unlisted" => options.resolve.unlisted = truth(&value, "unlisted")?,
            "labels" if value.is_none() => {}
            "labels" => options.resolve.labels = Some(read_labels(&value)?),
            _ => {
                let near = nearest(&keyword, &KEYWORDS);
                let hint = near.map_or_else(|| ".".to_owned(), |near| format!("; did you mean {near:?}?"));
                return Err(PyTypeError::new_err(format!(
                    "Matcher() has no keyword {keyword:?}{hint} Known: {}",
                    KEYWORDS.join(", ")
                )));
            }
        }
    }
    Ok(options)
}

fn read_labels(value: &Bound<'_, PyAny>) -> PyResult<HashSet<Label>> {
    if value.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("labels must be an iterable of str, not one str; write [label]"));
    }
    let mut labels = HashSet::new();
    for label in value.try_iter()? {
        let label = label?;
        let word: String =
            label.extract().map_err(|_| PyTypeError::new_err(format!("labels must be str, not {label}")))?;
        labels
            .insert(Label::named(&word).ok_or_else(|| PyValueError::new_err(unknown("label", &word, &Label::NAMES)))?);
    }
    Ok(labels)
}

/// A label that is neither one of the five nor any name's is a slip: it would silently find nothing.
pub fn check_labels(matcher: &Matcher) -> PyResult<()> {
    let of_names = matcher.lexicon().labels().iter().map(Label::as_str);
    let own = of_names.filter(|label| !Label::NAMES.contains(label));
    let known: Vec<&str> = Label::NAMES.into_iter().chain(own).collect();
    let wanted = matcher.options().resolve.labels.iter().flatten();
    match wanted.map(Label::as_str).filter(|label| !known.contains(label)).min() {
        Some(label) => Err(PyValueError::new_err(unknown("label", label, &known))),
        None => Ok(()),
    }
}
