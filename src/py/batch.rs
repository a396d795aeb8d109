//! `extract_batch`: texts in blocks, the interpreter's signals looked at in between.

use std::num::NonZeroUsize;
use std::sync::Arc;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};

use super::date::{dates_argument, unlike};
use super::error::{text_argument, to_python, type_name};
use super::extraction::{PyExtraction, Rows};
use super::interrupt::interruptible;
use super::text;
use crate::batch::extract_batch_watched;
use crate::matcher::{Matcher, Request};

/// How many threads share the work.
pub fn threads_argument(threads: isize) -> PyResult<NonZeroUsize> {
    let threads = usize::try_from(threads).ok().and_then(NonZeroUsize::new);
    threads.ok_or_else(|| PyValueError::new_err("threads must be 1 or more"))
}

/// Texts that are worked on between two looks at the interpreter's signals (Ctrl-C).
const BLOCK: usize = 512;

/// The extractions of several texts.
pub fn batch<'py>(
    matcher: &Arc<Matcher>,
    texts: &Bound<'py, PyAny>,
    dates: Option<&Bound<'py, PyAny>>,
    roles: Option<bool>,
    threads: isize,
) -> PyResult<Bound<'py, PyList>> {
    let py = texts.py();
    if texts.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(
            "texts must be an iterable of str, not one str; call extract(text), or give [text]",
        ));
    }
    let threads = threads_argument(threads)?;
    let dates = dates_argument(dates)?;
    if let (Some(dates), Ok(count)) = (&dates, texts.len())
        && dates.len() != count
    {
        return Err(unlike(dates.len(), "texts", &count.to_string()));
    }
    let plain = Request { date: None, roles: roles.unwrap_or(matcher.options().resolve.roles) };
    let request = |index: usize| match &dates {
        Some(dates) => Request { date: dates.get(index).copied().flatten(), ..plain },
        None => plain,
    };
    let found = PyList::empty(py);
    let mut strings: Vec<Bound<'py, PyString>> = Vec::new();
    let finish = |strings: &mut Vec<Bound<'py, PyString>>| -> PyResult<()> {
        let first = found.len();
        let requests: Vec<Request> = (first..first + strings.len()).map(request).collect();
        let borrowed = strings.iter().map(text::borrow).collect::<PyResult<Vec<_>>>()?;
        // `strings` holds the texts until after the call, so their characters stay where they are.
        let rows = interruptible(py, |watch| extract_batch_watched(matcher, &borrowed, &requests, threads, watch))?;
        for (string, mentions) in strings.iter().zip(rows) {
            let mentions = mentions.map_err(|error| to_python(py, &error))?;
            let rows = Rows::Found(matcher.clone(), mentions);
            found.append(Py::new(py, PyExtraction { text: string.clone().unbind(), rows })?)?;
        }
        strings.clear();
        py.check_signals()
    };
    let items = texts.try_iter().map_err(|_| {
        let kind = type_name(texts);
        PyTypeError::new_err(format!("texts must be an iterable of str, not {kind}"))
    })?;
    for (index, text) in items.enumerate() {
        if let Some(dates) = dates.as_ref().filter(|dates| index >= dates.len()) {
            return Err(unlike(dates.len(), "texts", "more"));
        }
        strings.push(text_argument(&text?, format_args!("texts[{index}]"))?.clone());
        if strings.len() == BLOCK {
            finish(&mut strings)?;
        }
    }
    finish(&mut strings)?;
    match dates.filter(|dates| dates.len() != found.len()) {
        Some(dates) => Err(unlike(dates.len(), "texts", &found.len().to_string())),
        None => Ok(found),
    }
}
