//! `Extraction`: the entities of one text, which it keeps.

use std::sync::Arc;

use pyo3::basic::CompareOp;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PySlice, PyString, PyTuple};

use super::compare::by_equality;
use super::entity::PyEntity;
use super::text;
use crate::entity::Mention;
use crate::json::JsonWriter;
use crate::matcher::Matcher;

/// Where an extraction's rows come from: the matcher that found them, or entities as they were pickled.
pub enum Rows {
    Found(Arc<Matcher>, Vec<Mention>),
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
            Rows::Found(_, mentions) => mentions.len(),
            Rows::Given(entities) => entities.len(),
        }
    }

    fn entity(slf: &Bound<'_, Self>, index: usize) -> PyResult<Py<PyEntity>> {
        let py = slf.py();
        match &slf.get().rows {
            Rows::Given(entities) => Ok(entities[index].clone_ref(py)),
            Rows::Found(..) => Py::new(py, PyEntity::found(slf.clone().unbind(), index as u32)),
        }
    }

    fn entities<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        match &slf.get().rows {
            Rows::Given(entities) => PyTuple::new(slf.py(), entities),
            Rows::Found(_, mentions) => {
                let found = |index| PyEntity::found(slf.clone().unbind(), index);
                PyTuple::new(slf.py(), (0..mentions.len() as u32).map(found))
            }
        }
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

    fn __getitem__(slf: &Bound<'_, Self>, index: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let length = slf.get().length();
        if let Ok(slice) = index.cast::<PySlice>() {
            return Ok(Self::entities(slf)?.as_any().get_item(slice)?.unbind());
        }
        let index: isize = index.extract()?;
        let at = if index < 0 { index + length as isize } else { index };
        match usize::try_from(at).ok().filter(|at| *at < length) {
            Some(at) => Ok(Self::entity(slf, at)?.into_any()),
            None => Err(PyIndexError::new_err(format!("no entity {index}: there are {length}"))),
        }
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, pyo3::types::PyIterator>> {
        Self::entities(slf)?.try_iter()
    }

    fn __contains__(slf: &Bound<'_, Self>, entity: &Bound<'_, PyAny>) -> PyResult<bool> {
        Self::entities(slf)?.contains(entity)
    }

    /// The place of the first entity that equals this one.
    ///
    /// Raises:
    ///     ValueError: none does.
    #[pyo3(signature = (value, start=0, stop=None, /))]
    fn index(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>, start: isize, stop: Option<isize>) -> PyResult<usize> {
        let stop = stop.unwrap_or(isize::MAX);
        Self::entities(slf)?.call_method1("index", (value, start, stop))?.extract()
    }

    /// How many entities equal this one.
    #[pyo3(signature = (value, /))]
    fn count(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<usize> {
        Self::entities(slf)?.call_method1("count", (value,))?.extract()
    }

    /// The entities as a list of dicts.
    fn to_dicts<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(slf.py());
        for entity in Self::entities(slf)? {
            rows.append(entity.call_method0("to_dict")?)?;
        }
        Ok(rows)
    }

    /// The entities as a JSON array: what Python's json makes of `to_dicts()`, faster for what a matcher found.
    ///
    /// Raises:
    ///     UnicodeEncodeError: an entity was given a text with lone surrogates, which JSON in UTF-8 cannot hold.
    ///
    /// >>> import sco_ner
    /// >>> sco_ner.Matcher(sco_ner.Gazetteer.from_names(["Rio"])).extract("Rio").to_json()
    /// '[{"text": "Rio", "start": 0, "end": 3, "label": "NAME", "id": "Rio", "name": "Rio", "name_en": "", "kind": "full", "proclitic": "", "score": 1.0}]'
    fn to_json<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyString>> {
        let py = slf.py();
        let Rows::Found(matcher, mentions) = &slf.get().rows else {
            let options = PyDict::new(py);
            options.set_item("ensure_ascii", false)?;
            let json = py.import("json")?.call_method("dumps", (Self::to_dicts(slf)?,), Some(&options))?;
            let json = json.cast_into::<PyString>()?;
            // Raises where it is no UTF-8.
            json.to_str()?;
            return Ok(json);
        };
        let mut json = Vec::new();
        let text = text::borrow(slf.get().text.bind(py))?;
        JsonWriter::new(matcher).array(&text, mentions, &mut json);
        PyString::from_bytes(py, &json)
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

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("Extraction({})", Self::entities(slf)?.to_list().repr()?))
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {
        let py = slf.py();
        (slf.get().text.bind(py), Self::entities(slf)?).into_pyobject(py)?.hash()
    }

    fn __richcmp__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>, op: CompareOp) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let equal = match other.cast::<Self>() {
            Ok(other) => {
                let same_text = slf.get().text.bind(py).as_any().eq(other.get().text.bind(py))?;
                Some(same_text && Self::entities(slf)?.eq(Self::entities(other)?)?)
            }
            Err(_) => None,
        };
        by_equality(py, op, equal)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = slf.py();
        let this = slf.get();
        let arguments = (this.text.bind(py), Self::entities(slf)?.to_list()).into_pyobject(py)?;
        Ok((slf.get_type().into_any(), arguments))
    }
}
