//! Extractions to lines of JSON, many at a time and away from the interpreter.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use super::extraction::{PyExtraction, Rows};
use super::text;
use crate::entity::Mention;
use crate::json::JsonWriter;
use crate::matcher::Matcher;
use crate::text::Text;

/// A line to write: its head, and what was found in its text.
type Line<'a> = (&'a [u8], Text<'a>, &'a [Mention]);

/// One line a text: its head, its entities as a JSON array, and a closing brace.
///
/// Args:
///     heads: list of bytes, what stands before the array.
///     extractions: list of Extraction, as many, all of one matcher.
/// Returns:
///     bytes: the lines.
/// Raises:
///     ValueError: there are not as many heads as extractions, or they were not found by one matcher.
// PyO3 gives lists by value.
#[allow(clippy::needless_pass_by_value)]
#[pyfunction]
pub fn _json_lines<'py>(
    py: Python<'py>,
    heads: Vec<Bound<'py, PyBytes>>,
    extractions: Vec<Bound<'py, PyExtraction>>,
) -> PyResult<Bound<'py, PyBytes>> {
    if heads.len() != extractions.len() {
        return Err(PyValueError::new_err("there must be as many heads as extractions"));
    }
    let mut one: Option<&Matcher> = None;
    let texts: Vec<Bound<'py, PyString>> =
        extractions.iter().map(|extraction| extraction.get().text.bind(py).clone()).collect();
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(heads.len());
    for ((head, extraction), text) in heads.iter().zip(&extractions).zip(&texts) {
        let Rows::Found(matcher, mentions) = &extraction.get().rows else {
            return Err(PyValueError::new_err("extractions must be found by a matcher"));
        };
        if one.is_some_and(|one| !std::ptr::eq(one, std::sync::Arc::as_ptr(matcher))) {
            return Err(PyValueError::new_err("extractions must be found by one matcher"));
        }
        one = Some(matcher);
        lines.push((head.as_bytes(), text::borrow(text)?, mentions));
    }
    let Some(matcher) = one else { return Ok(PyBytes::new(py, b"")) };
    // The lists hold texts and mentions until after the call, so they stay where they are.
    Ok(PyBytes::new(py, &py.detach(|| write(matcher, &lines))))
}

fn write(matcher: &Matcher, lines: &[Line<'_>]) -> Vec<u8> {
    let mut writer = JsonWriter::new(matcher);
    let mut out = Vec::with_capacity(lines.iter().map(|(head, _, mentions)| head.len() + 200 * mentions.len()).sum());
    for (head, text, mentions) in lines {
        out.extend_from_slice(head);
        writer.array(text, mentions, &mut out);
        out.extend_from_slice(b"}\n");
    }
    out
}
