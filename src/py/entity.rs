//! `Entity`: one mention with its text and names, equal by value.

use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::record::PyRecord;

/// One mention of a listed entity.
///
/// Offsets count code points of the text as given and are half-open: `text[entity.start:entity.end] == entity.text`.
/// Entities are immutable, hashable and picklable, and equal where all their fields are (the record, which follows from
/// the id, left aside).
///
/// >>> import sco_ner
/// >>> entity = sco_ner.extract("وصل إلى بكين وللصين موقف")[1]
/// >>> entity.text, entity.start, entity.end, entity.label, entity.id, entity.proclitic
/// ('لصين', 15, 19, 'COUNTRY', 'CN', 'ول')
#[pyclass(name = "Entity", module = "sco_ner", frozen)]
pub struct PyEntity {
    /// The mention as it stands in the text, without particles before it (str).
    #[pyo3(get)]
    pub text: Py<pyo3::types::PyString>,
    /// Offset of its first code point (int).
    #[pyo3(get)]
    pub start: u32,
    /// Offset after its last code point (int).
    #[pyo3(get)]
    pub end: u32,
    /// What it is: "PERSON", "COUNTRY", "ORG", "CITY", "NORP", or a label of one's own list (str).
    #[pyo3(get)]
    pub label: String,
    /// Whom it names, or None where the text does not tell (str or None).
    #[pyo3(get)]
    pub id: Option<String>,
    /// The entity's preferred name in Arabic (str).
    #[pyo3(get)]
    pub name: String,
    /// The entity's preferred name in English, "" if none (str).
    #[pyo3(get)]
    pub name_en: String,
    /// The kind of name found: "full", "short", "surname", "demonym" and their like (str).
    #[pyo3(get)]
    pub kind: &'static str,
    /// The particles written onto it: "", "و", "ب", "ول" and their like (str).
    #[pyo3(get)]
    pub proclitic: &'static str,
    /// 1.0 for a name that stands alone, 0.5 for one that needed support in the text (float).
    #[pyo3(get)]
    pub score: f32,
    pub found: Option<Py<PyRecord>>,
}

impl PyEntity {
    fn fields<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (
            self.text.bind(py),
            self.start,
            self.end,
            &self.label,
            &self.id,
            &self.name,
            &self.name_en,
            self.kind,
            self.proclitic,
            self.score,
        )
            .into_pyobject(py)
    }
}

#[pymethods]
impl PyEntity {
    #[new]
    #[pyo3(signature = (text, start, end, label, id, name, name_en, kind, proclitic, score, record=None))]
    #[allow(clippy::too_many_arguments)]
    fn new(
        text: Py<pyo3::types::PyString>,
        start: u32,
        end: u32,
        label: String,
        id: Option<String>,
        name: String,
        name_en: String,
        kind: &str,
        proclitic: &str,
        score: f32,
        record: Option<Py<PyRecord>>,
    ) -> PyResult<Self> {
        use crate::entity::{Kind, Proclitic};
        let kind = Kind::ALL.into_iter().map(Kind::as_str).find(|known| *known == kind).ok_or_else(|| {
            pyo3::exceptions::PyValueError::new_err(super::error::unknown("kind", kind, &Kind::NAMES))
        })?;
        let proclitic = Proclitic::known(proclitic)
            .ok_or_else(|| pyo3::exceptions::PyValueError::new_err(format!("unknown proclitic {proclitic:?}")))?
            .as_str();
        Ok(Self { text, start, end, label, id, name, name_en, kind, proclitic, score, found: record })
    }

    /// The gazetteer's record of the entity, or None for an institution that was put together in the text.
    #[getter]
    fn record(&self, py: Python<'_>) -> Option<Py<PyRecord>> {
        self.found.as_ref().map(|record| record.clone_ref(py))
    }

    /// The fields as a dict, the record left aside.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        const NAMES: [&str; 10] =
            ["text", "start", "end", "label", "id", "name", "name_en", "kind", "proclitic", "score"];
        let row = PyDict::new(py);
        for (name, value) in NAMES.into_iter().zip(self.fields(py)?) {
            row.set_item(name, value)?;
        }
        Ok(row)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = self.text.bind(py).repr()?;
        let id = self.id.as_ref().map_or_else(|| "None".to_owned(), |id| format!("{id:?}"));
        Ok(format!("Entity({text}, {}, {}, {:?}, {id})", self.start, self.end, self.label))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.fields(py)?.hash()
    }

    fn __richcmp__(&self, other: &Bound<'_, PyAny>, op: CompareOp, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let equal = match other.cast::<Self>() {
            Ok(other) => self.fields(py)?.eq(other.get().fields(py)?)?,
            Err(_) => return Ok(py.NotImplemented()),
        };
        match op {
            CompareOp::Eq => Ok(equal.into_pyobject(py)?.to_owned().into_any().unbind()),
            CompareOp::Ne => Ok((!equal).into_pyobject(py)?.to_owned().into_any().unbind()),
            _ => Ok(py.NotImplemented()),
        }
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        // The record is left behind: an entity pickles by itself, and its id finds the record again.
        Ok((slf.get_type().into_any(), slf.get().fields(slf.py())?))
    }
}
