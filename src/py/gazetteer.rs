//! `Gazetteer`: records, however they came.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};

use super::error::{defect_row, to_python};
use super::record::PyRecord;
use crate::gazetteer::Gazetteer;

/// The entities that a matcher looks for. Immutable; iterating gives its records.
///
/// >>> import sco_ner
/// >>> gazetteer = sco_ner.Gazetteer.from_names([("بوتين", "vladimir-putin"), ("بكين", "beijing")])
/// >>> len(gazetteer), "beijing" in gazetteer, [record.id for record in gazetteer]
/// (2, True, ['vladimir-putin', 'beijing'])
#[pyclass(name = "Gazetteer", module = "sco_ner", frozen)]
pub struct PyGazetteer {
    pub inner: Arc<Gazetteer>,
}

impl PyGazetteer {
    fn record(&self, py: Python<'_>, index: usize) -> PyResult<Py<PyRecord>> {
        Py::new(py, PyRecord { gazetteer: self.inner.clone(), index })
    }
}

#[pymethods]
impl PyGazetteer {
    /// The gazetteer that comes with the package, read once.
    ///
    /// >>> import sco_ner
    /// >>> sco_ner.Gazetteer.bundled()["KZ"].name
    /// 'كازاخستان'
    #[staticmethod]
    fn bundled(py: Python<'_>) -> PyResult<Self> {
        match py.detach(Gazetteer::bundled) {
            Ok(inner) => Ok(Self { inner }),
            Err(error) => Err(to_python(py, &error)),
        }
    }

    /// Reads a file of records (JSON Lines), or all files of a folder.
    ///
    /// Args:
    ///     path: str or os.PathLike.
    /// Raises:
    ///     OSError: the file is missing or cannot be read.
    ///     GazetteerError: with every defect: file, line, field, value, problem, remedy.
    #[staticmethod]
    fn read(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        match py.detach(|| Gazetteer::read(path)) {
            Ok(inner) => Ok(Self { inner: Arc::new(inner) }),
            Err(error) => Err(to_python(py, &error)),
        }
    }

    /// Makes a gazetteer of names as they are; no variants are made.
    ///
    /// Args:
    ///     names: an iterable of str (the name is its own id) or of (name, id) pairs; several names may share an id.
    ///     label: the label of their mentions, a word of capitals.
    /// Raises:
    ///     TypeError: an item is neither; the message names its index.
    ///     GazetteerError: names or ids are empty; the message lists them all.
    #[staticmethod]
    #[pyo3(signature = (names, *, label="NAME"))]
    fn from_names(py: Python<'_>, names: &Bound<'_, PyAny>, label: &str) -> PyResult<Self> {
        if names.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err(
                "names must be a list of str or of (name, id), not one str; write [name]",
            ));
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (index, item) in names.try_iter()?.enumerate() {
            let item = item?;
            let pair = match item.cast::<PyString>() {
                Ok(name) => name.extract::<String>().map(|name| (name.clone(), name)),
                Err(_) => item.extract::<(String, String)>(),
            };
            pairs.push(pair.map_err(|_| {
                let shown = item.repr().map_or_else(|_| String::new(), |shown| shown.to_string());
                PyTypeError::new_err(format!("names[{index}] must be a str or a (name, id) pair of str, not {shown}"))
            })?);
        }
        match py.detach(|| Gazetteer::from_names(&pairs, label)) {
            Ok(inner) => Ok(Self { inner: Arc::new(inner) }),
            Err(error) => Err(to_python(py, &error)),
        }
    }

    /// Everything that reading alone does not find wrong.
    ///
    /// Returns:
    ///     A dict of two lists: "defects" must be mended; "doubts" are worth a look. Each row is a dict with `file`,
    ///     `line`, `field`, `value`, `problem` and `remedy`.
    fn check<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let report = py.detach(|| self.inner.check());
        let both = PyDict::new(py);
        for (name, defects) in [("defects", &report.defects), ("doubts", &report.doubts)] {
            let rows = PyList::empty(py);
            for defect in defects {
                rows.append(defect_row(py, defect)?)?;
            }
            both.set_item(name, rows)?;
        }
        Ok(both)
    }

    /// The record with this id, or default.
    #[pyo3(signature = (id, default=None))]
    fn get(&self, py: Python<'_>, id: &str, default: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        match self.inner.position(id) {
            Some(index) => Ok(self.record(py, index as usize)?.into_any()),
            None => Ok(default.unwrap_or_else(|| py.None())),
        }
    }

    /// The ids of all records, in order (tuple of str).
    #[getter]
    fn ids<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.inner.records().iter().map(|record| &record.id))
    }

    fn __getitem__(&self, py: Python<'_>, id: &str) -> PyResult<Py<PyRecord>> {
        match self.inner.position(id) {
            Some(index) => self.record(py, index as usize),
            None => Err(PyKeyError::new_err(id.to_owned())),
        }
    }

    fn __contains__(&self, id: &Bound<'_, PyAny>) -> bool {
        id.extract::<&str>().is_ok_and(|id| self.inner.position(id).is_some())
    }

    fn __len__(&self) -> usize {
        self.inner.records().len()
    }

    fn __iter__(slf: &Bound<'_, Self>) -> PyResult<Py<PyRecords>> {
        Py::new(slf.py(), PyRecords { gazetteer: slf.get().inner.clone(), next: 0.into() })
    }

    fn __repr__(&self) -> String {
        format!("Gazetteer({} records)", self.inner.records().len())
    }
}

/// Iterates over the records of a gazetteer.
#[pyclass(name = "_Records", module = "sco_ner", frozen)]
pub struct PyRecords {
    gazetteer: Arc<Gazetteer>,
    next: std::sync::atomic::AtomicUsize,
}

#[pymethods]
impl PyRecords {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyRecord>>> {
        let index = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if index >= self.gazetteer.records().len() {
            return Ok(None);
        }
        Py::new(py, PyRecord { gazetteer: self.gazetteer.clone(), index }).map(Some)
    }
}
