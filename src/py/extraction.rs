//! `Extraction`: the entities of one text, which it keeps.

use std::sync::Arc;

use pyo3::basic::CompareOp;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PySlice, PyString, PyTuple};

use super::compare::by_equality;
use super::entity::PyEntity;
use crate::entity::Mention;
use crate::matcher::{Matcher, Request};

/// Where an extraction's rows come from: the matcher that found them and what it was asked, or entities as they were
/// pickled.
pub enum Rows {
    Found(Arc<Matcher>, Vec<Mention>, Request),
    Given(Vec<Py<PyEntity>>),
}

/// The entities of one text, in order. A sequence that keeps its text.
///
/// >>> import sco_ner
/// >>> found = sco_ner.extract("زار بوتين طشقند")
/// >>> len(found), [entity.text for entity in found], found.text[found[0].start:found[0].end]
/// (2, ['بوتين', 'طشقند'], 'بوتين')
#[pyclass(name = "Extraction", module = "sco_ner", frozen, sequence)]
pub struct PyExtraction {
    /// The text as given (str).
    #[pyo3(get)]
    pub text: Py<PyString>,
    pub rows: Rows,
}

impl PyExtraction {
    fn length(&self) -> usize {
        match &self.rows {
            Rows::Found(_, mentions, _) => mentions.len(),
            Rows::Given(entities) => entities.len(),
        }
    }

    fn entity(&self, py: Python<'_>, index: usize) -> PyResult<Py<PyEntity>> {
        match &self.rows {
            Rows::Given(entities) => Ok(entities[index].clone_ref(py)),
            Rows::Found(matcher, mentions, _) => {
                Py::new(py, PyEntity::found(matcher.clone(), self.text.clone_ref(py), mentions[index]))
            }
        }
    }

    fn entities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let entities: PyResult<Vec<_>> = (0..self.length()).map(|index| self.entity(py, index)).collect();
        PyTuple::new(py, entities?)
    }
}

#[pymethods]
impl PyExtraction {
    #[new]
    fn new(text: Py<PyString>, entities: Vec<Py<PyEntity>>) -> Self {
        Self { text, rows: Rows::Given(entities) }
    }

    fn __len__(&self) -> usize {
        self.length()
    }

    fn __getitem__(&self, py: Python<'_>, index: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        if let Ok(slice) = index.cast::<PySlice>() {
            return Ok(self.entities(py)?.as_any().get_item(slice)?.unbind());
        }
        let index: isize = index.extract()?;
        let at = if index < 0 { index + self.length() as isize } else { index };
        match usize::try_from(at).ok().filter(|at| *at < self.length()) {
            Some(at) => Ok(self.entity(py, at)?.into_any()),
            None => Err(PyIndexError::new_err(format!("no entity {index}: there are {}", self.length()))),
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, pyo3::types::PyIterator>> {
        self.entities(py)?.try_iter()
    }

    fn __contains__(&self, entity: &Bound<'_, PyAny>) -> PyResult<bool> {
        self.entities(entity.py())?.contains(entity)
    }

    /// The place of the first entity that equals this one.
    ///
    /// Raises:
    ///     ValueError: none does.
    #[pyo3(signature = (value, start=0, stop=None, /))]
    fn index(&self, value: &Bound<'_, PyAny>, start: isize, stop: Option<isize>) -> PyResult<usize> {
        let stop = stop.unwrap_or(isize::MAX);
        self.entities(value.py())?.call_method1("index", (value, start, stop))?.extract()
    }

    /// How many entities equal this one.
    #[pyo3(signature = (value, /))]
    fn count(&self, value: &Bound<'_, PyAny>) -> PyResult<usize> {
        self.entities(value.py())?.call_method1("count", (value,))?.extract()
    }

    /// The entities as a list of dicts.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for entity in self.entities(py)? {
            rows.append(entity.call_method0("to_dict")?)?;
        }
        Ok(rows)
    }

    /// The text with its mentions marked, as HTML: right to left, with a legend, all text escaped.
    ///
    /// Args:
    ///     page: a whole page rather than a piece to put into one.
    ///     title: the page's title.
    #[pyo3(signature = (*, page=true, title="sco_ner"))]
    fn to_html<'py>(slf: &Bound<'py, Self>, page: bool, title: &str) -> PyResult<Bound<'py, PyAny>> {
        let options = PyDict::new(slf.py());
        options.set_item("page", page)?;
        options.set_item("title", title)?;
        slf.py().import("sco_ner.render")?.call_method("to_html", (slf,), Some(&options))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_html(slf, false, "sco_ner")
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Extraction({})", self.entities(py)?.to_list().repr()?))
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.text.bind(py), self.entities(py)?).into_pyobject(py)?.hash()
    }

    fn __richcmp__(&self, other: &Bound<'_, PyAny>, op: CompareOp, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let equal = match other.cast::<Self>().map(Bound::get) {
            Ok(other) => {
                let same_text = self.text.bind(py).as_any().eq(other.text.bind(py))?;
                Some(same_text && self.entities(py)?.eq(other.entities(py)?)?)
            }
            Err(_) => None,
        };
        by_equality(py, op, equal)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = slf.py();
        let this = slf.get();
        let arguments = (this.text.bind(py), this.entities(py)?.to_list()).into_pyobject(py)?;
        Ok((slf.get_type().into_any(), arguments))
    }
}
