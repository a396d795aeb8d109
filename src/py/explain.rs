//! The rows of `Matcher.explain`; how they are shown is `sco_ner.explain`'s.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};

use super::interrupt::interruptible;
use super::text;
use crate::grounds::Ground;
use crate::matcher::{Matcher, Request};
use crate::resolve::Judgement;

/// Rows that are made between two looks at the interpreter's signals (Ctrl-C).
const LOOKED_AT: usize = 256;

/// What became of every name of a text, as an `Explanation`.
pub fn explain<'py>(matcher: &Matcher, string: &Bound<'py, PyString>, request: Request) -> PyResult<Bound<'py, PyAny>> {
    let py = string.py();
    let borrowed = text::borrow(string)?;
    let judged = interruptible(py, |watch| matcher.explain_watched(&borrowed, request, watch))?;
    let rows = PyList::empty(py);
    for (index, judgement) in judged.iter().enumerate() {
        if index % LOOKED_AT == LOOKED_AT - 1 {
            py.check_signals()?;
        }
        rows.append(row(py, matcher, string, judgement)?)?;
    }
    let date = request.date.map(|date| date.to_string());
    py.import("sco_ner.explain")?.getattr("Explanation")?.call1((string, rows, date))
}

fn row<'py>(
    py: Python<'py>,
    matcher: &Matcher,
    string: &Bound<'py, PyString>,
    judged: &Judgement,
) -> PyResult<Bound<'py, PyDict>> {
    let lexicon = matcher.lexicon();
    let (name, name_en) = lexicon.names(judged.target);
    let evidence: Vec<&str> = judged.grounds.iter().map(Ground::as_str).collect();
    let row = PyDict::new(py);
    let span = pyo3::types::PySlice::new(py, judged.start as isize, judged.end as isize, 1);
    row.set_item("text", string.as_any().get_item(span)?)?;
    row.set_item("start", judged.start)?;
    row.set_item("end", judged.end)?;
    row.set_item("label", lexicon.label(judged.label).as_str())?;
    row.set_item("id", lexicon.id(judged.target))?;
    row.set_item("name", name)?;
    row.set_item("name_en", name_en)?;
    row.set_item("kind", judged.kind.as_str())?;
    row.set_item("weak", judged.weak)?;
    row.set_item("proclitic", judged.proclitic.as_str())?;
    row.set_item("outcome", judged.outcome.as_str())?;
    row.set_item("because", &judged.because)?;
    row.set_item("evidence", evidence)?;
    row.set_item("score", judged.grounds.score())?;
    row.set_item("listed", &judged.listed)?;
    row.set_item("rule", judged.rule)?;
    row.set_item("folded", &judged.folded)?;
    row.set_item("reading", &judged.reading)?;
    row.set_item("time", judged.time)?;
    Ok(row)
}
