//! `Entity`: one mention with its text and names, equal by value.

use std::sync::Arc;

use pyo3::basic::CompareOp;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PySlice, PyString, PyTuple};

use super::compare::by_equality;
use super::extraction::{PyExtraction, Rows};
use super::record::PyRecord;
use crate::entity::{Mention, Target};
use crate::grounds::Ground;
use crate::json::FIELDS as NAMES;
use crate::matcher::Matcher;

/// One mention of a listed entity.
///
/// Offsets count code points of the text as given and are half-open: `text[entity.start:entity.end] == entity.text`.
/// Entities are immutable, hashable and picklable, and equal where all their fields are (record, evidence and
/// candidates left aside).
///
/// >>> import sco_ner
/// >>> entity = sco_ner.extract("وصل إلى بكين وللصين موقف")[1]
/// >>> entity.text, entity.start, entity.end, entity.label, entity.id, entity.proclitic
/// ('لصين', 15, 19, 'COUNTRY', 'CN', 'ول')
#[pyclass(name = "Entity", module = "sco_ner", frozen)]
pub struct PyEntity(View);

/// Where an entity's fields come from: a row of an extraction, looked up when asked for, or the fields as they were pickled.
enum View {
    Found(Row),
    Given(Box<Given>),
}

/// A row of an extraction, which is kept alive by it.
struct Row {
    extraction: Py<PyExtraction>,
    index: u32,
}

impl Row {
    fn matcher(&self) -> &Matcher {
        self.found().0
    }

    fn mention(&self) -> &Mention {
        &self.found().1[self.index as usize]
    }

    fn found(&self) -> (&Arc<Matcher>, &[Mention]) {
        match &self.extraction.get().rows {
            Rows::Found(matcher, mentions) => (matcher, mentions),
            Rows::Given(_) => unreachable!("rows are made of extractions that were found"),
        }
    }
}

/// The fields of an entity.
pub struct Given {
    text: Py<PyString>,
    start: u32,
    end: u32,
    label: String,
    id: Option<String>,
    name: String,
    name_en: String,
    kind: &'static str,
    proclitic: &'static str,
    score: f64,
    record: Option<Py<PyRecord>>,
    evidence: Vec<String>,
    candidates: Vec<String>,
}

impl PyEntity {
    /// The entity of a mention.
    pub fn found(extraction: Py<PyExtraction>, index: u32) -> Self {
        Self(View::Found(Row { extraction, index }))
    }

    fn fields<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let (start, end) = (self.start(), self.end());
        let (label, id, name, name_en) = (self.label(), self.id(), self.name(), self.name_en());
        (self.text(py)?, start, end, label, id, name, name_en, self.kind(), self.proclitic(), self.score())
            .into_pyobject(py)
    }
}

#[pymethods]
impl PyEntity {
    #[new]
    #[pyo3(signature = (text, start, end, label, id, name, name_en, kind, proclitic, score, record=None, evidence=Vec::new(), candidates=Vec::new()))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        text: Py<PyString>,
        start: u32,
        end: u32,
        label: String,
        id: Option<String>,
        name: String,
        name_en: String,
        kind: &str,
        proclitic: &str,
        score: f64,
        record: Option<Py<PyRecord>>,
        evidence: Vec<String>,
        candidates: Vec<String>,
    ) -> PyResult<Self> {
        use crate::entity::{Kind, Proclitic};
        let kind = Kind::ALL
            .into_iter()
            .map(Kind::as_str)
            .find(|known| *known == kind)
            .ok_or_else(|| PyValueError::new_err(super::error::unknown("kind", kind, &Kind::NAMES)))?;
        let proclitic = Proclitic::known(proclitic)
            .ok_or_else(|| PyValueError::new_err(format!("unknown proclitic {proclitic:?}")))?
            .as_str();
        let given =
            Given { text, start, end, label, id, name, name_en, kind, proclitic, score, record, evidence, candidates };
        Ok(Self(View::Given(Box::new(given))))
    }

    /// The mention as it stands in the text, without particles before it (str).
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        match &self.0 {
            View::Given(given) => Ok(given.text.bind(py).clone()),
            View::Found(row) => {
                let mention = row.mention();
                let span = PySlice::new(py, mention.start as isize, mention.end as isize, 1);
                Ok(row.extraction.get().text.bind(py).as_any().get_item(span)?.cast_into::<PyString>()?)
            }
        }
    }

    /// Offset of its first code point (int).
    #[getter]
    fn start(&self) -> u32 {
        match &self.0 {
            View::Given(given) => given.start,
            View::Found(row) => row.mention().start,
        }
    }

    /// Offset after its last code point (int).
    #[getter]
    fn end(&self) -> u32 {
        match &self.0 {
            View::Given(given) => given.end,
            View::Found(row) => row.mention().end,
        }
    }

    /// What it is: "PERSON", "COUNTRY", "ORG", "CITY", "NORP", or a label of one's own list (str).
    #[getter]
    fn label(&self) -> &str {
        match &self.0 {
            View::Given(given) => &given.label,
            View::Found(row) => row.matcher().lexicon().label(row.mention().label).as_str(),
        }
    }

    /// Whom it names; "NIL-" and a sum of the name for whoever no list has; None where the text does not tell (str or None).
    #[getter]
    fn id(&self) -> Option<String> {
        match &self.0 {
            View::Given(given) => given.id.clone(),
            View::Found(row) => row.matcher().lexicon().id(row.mention().target),
        }
    }

    /// The entity's preferred name in Arabic (str).
    #[getter]
    fn name(&self) -> String {
        match &self.0 {
            View::Given(given) => given.name.clone(),
            View::Found(row) => row.matcher().lexicon().names(row.mention().target).0,
        }
    }

    /// The entity's preferred name in English, "" if none (str).
    #[getter]
    fn name_en(&self) -> String {
        match &self.0 {
            View::Given(given) => given.name_en.clone(),
            View::Found(row) => row.matcher().lexicon().names(row.mention().target).1,
        }
    }

    /// The kind of name found: "full", "short", "surname", "demonym" and their like (str).
    #[getter]
    fn kind(&self) -> &'static str {
        match &self.0 {
            View::Given(given) => given.kind,
            View::Found(row) => row.mention().kind.as_str(),
        }
    }

    /// The particles written onto it: "", "و", "ب", "ول" and their like (str).
    #[getter]
    fn proclitic(&self) -> &'static str {
        match &self.0 {
            View::Given(given) => given.proclitic,
            View::Found(row) => row.mention().proclitic.as_str(),
        }
    }

    /// How much speaks for it, from 0 to 1 (float): 1.0 for a name that stands alone and is one entity's, less for one
    /// that needed support in the text or that several entities share. It is no probability; docs/explain.md has the table.
    #[getter]
    fn score(&self) -> f64 {
        match &self.0 {
            View::Given(given) => given.score,
            View::Found(row) => row.mention().score(),
        }
    }

    /// The gazetteer's record of the entity, or None for an institution that was put together in the text.
    #[getter]
    fn record(&self, py: Python<'_>) -> PyResult<Option<Py<PyRecord>>> {
        match &self.0 {
            View::Given(given) => Ok(given.record.as_ref().map(|record| record.clone_ref(py))),
            View::Found(row) => match row.mention().target {
                Target::Record(index) => {
                    let gazetteer = row.matcher().lexicon().gazetteer().clone();
                    Py::new(py, PyRecord { gazetteer, index: index as usize }).map(Some)
                }
                _ => Ok(None),
            },
        }
    }

    /// What speaks for it (tuple of str): what let the name stand ("name", "title", "antecedent" …), and what chose among
    /// the entities that share it ("chosen-by-text" …). docs/explain.md says what each means.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match &self.0 {
            View::Given(given) => PyTuple::new(py, &given.evidence),
            View::Found(row) => PyTuple::new(py, row.mention().grounds.iter().map(Ground::as_str).collect::<Vec<_>>()),
        }
    }

    /// Ids of the entities that the name may stand for, the preferred first (tuple of str).
    #[getter]
    fn candidates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        match &self.0 {
            View::Given(given) => PyTuple::new(py, &given.candidates),
            View::Found(row) => PyTuple::new(py, row.matcher().lexicon().ids_of(row.mention())),
        }
    }

    /// The fields as a dict, the record left aside.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let row = PyDict::new(py);
        for (name, value) in NAMES.into_iter().zip(self.fields(py)?) {
            row.set_item(name, value)?;
        }
        Ok(row)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("sco_ner.notebook")?.call_method1("entity", (slf,))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = self.text(py)?.repr()?;
        let id = self.id().map_or_else(|| "None".to_owned(), |id| format!("{id:?}"));
        Ok(format!("Entity({text}, {}, {}, {:?}, {id})", self.start(), self.end(), self.label()))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.fields(py)?.hash()
    }

    fn __richcmp__(&self, other: &Bound<'_, PyAny>, op: CompareOp, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let equal = match other.cast::<Self>() {
            Ok(other) => Some(self.fields(py)?.eq(other.get().fields(py)?)?),
            Err(_) => None,
        };
        by_equality(py, op, equal)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        // The record is left behind: an entity pickles by itself, and its id finds the record again.
        let (py, this) = (slf.py(), slf.get());
        let more = (py.None(), this.evidence(py)?, this.candidates(py)?).into_pyobject(py)?;
        Ok((slf.get_type().into_any(), this.fields(py)?.add(more)?))
    }
}
