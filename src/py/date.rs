//! The date of a text, as Python gives it.

use pyo3::basic::CompareOp;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyString};

use super::error::type_name;
use crate::gazetteer::PartialDate;

const REMEDY: &str = "give a datetime.date, a datetime.datetime, a str as far as it is known (\"2022\", \"2022-05\", \"2022-05-01\"), or None";

/// Dates that are read between two looks at the interpreter's signals (Ctrl-C).
const LOOKED_AT: usize = 4096;

/// The date argument; `place` says where it was given.
pub fn date_argument(value: &Bound<'_, PyAny>, place: &str) -> PyResult<Option<PartialDate>> {
    if value.is_none() {
        return Ok(None);
    }
    if let Ok(text) = value.cast::<PyString>() {
        let given = text.to_string_lossy();
        return match PartialDate::parse(&given) {
            Some(date) => Ok(Some(date)),
            None => Err(PyValueError::new_err(format!("{place}: {given:?} is no date; {REMEDY}"))),
        };
    }
    if value.cast::<PyDate>().is_ok() {
        let part = |name: &str| value.getattr(name)?.extract::<u16>();
        // What a table has for a missing date (NaT) is a datetime without a year.
        let (Ok(year), Ok(month), Ok(day)) = (part("year"), part("month"), part("day")) else {
            return Err(PyValueError::new_err(format!("{place}: {} is no date; {REMEDY}", value.str()?)));
        };
        return Ok(PartialDate::parse(&format!("{year:04}-{month:02}-{day:02}")));
    }
    let kind = type_name(value);
    Err(PyTypeError::new_err(format!("{place} must not be of type {kind}; {REMEDY}")))
}

/// Whether a value is what a table has for none (NaN, NaT): it is not equal to itself, or says that nobody can tell (NA).
fn is_missing(value: &Bound<'_, PyAny>) -> bool {
    value
        .rich_compare(value, CompareOp::Ne)
        .is_ok_and(|differs| differs.is(value) || differs.is_truthy().unwrap_or(false))
}

/// The dates of several texts. A table's missing date is none.
pub fn dates_argument(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Vec<Option<PartialDate>>>> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    if value.is_instance_of::<PyString>() || value.cast::<PyDate>().is_ok() {
        return Err(PyTypeError::new_err(
            "dates must be an iterable of one date a text, not one date; give [date] * len(texts)",
        ));
    }
    // The items of an Arrow array are its own scalars.
    let listed = match value.getattr_opt("to_pylist")? {
        Some(to_pylist) => to_pylist.call0()?,
        None => value.clone(),
    };
    let items = listed.try_iter().map_err(|_| {
        let kind = type_name(value);
        PyTypeError::new_err(format!("dates must be an iterable of one date a text, not {kind}"))
    })?;
    let mut dates = Vec::new();
    for (index, item) in items.enumerate() {
        // The iterable may have no end.
        if index % LOOKED_AT == 0 {
            value.py().check_signals()?;
        }
        let item = item?;
        dates.push(match date_argument(&item, &format!("dates[{index}]")) {
            Err(_) if is_missing(&item) => None,
            date => date?,
        });
    }
    Ok(Some(dates))
}

/// The error where there are not as many dates as texts, which the caller gave by some name.
pub fn unlike(dates: usize, name: &str, texts: &str) -> PyErr {
    PyValueError::new_err(format!(
        "dates has {dates} items and {name} has {texts}; give one date for each text, None where it is not known"
    ))
}
