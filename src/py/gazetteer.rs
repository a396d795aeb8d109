//! `Gazetteer`: records, however they came.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};

use super::error::{defect_row, text_argument, to_python, type_name};
use super::record::PyRecord;
use crate::gazetteer::{Gazetteer, Record};

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
        let inner = py.detach(Gazetteer::bundled).map_err(|error| to_python(py, &error))?;
        Ok(Self { inner })
    }

    /// Reads a file, or all files of a folder that is laid out like the bundled gazetteer.
    ///
    /// By the ending of the file's name: .csv and .tsv hold a header and one name a row, with the columns name, id,
    /// label, kind, name_en, country, weak, rank in any order, of which only name must be there (rows of one id are names
    /// of one entity; the id is the name where none is given); any other holds JSON Lines, each a record or a pattern of
    /// spaCy's entity ruler. Names of tables and patterns are taken as they are: no variants are made.
    ///
    /// Args:
    ///     path: str or os.PathLike.
    ///     label: the label of names in a table that say none, a word of capitals.
    /// Raises:
    ///     OSError: the file is missing or cannot be read.
    ///     ValueError: the label is none.
    ///     GazetteerError: with every defect: file, line, field, value, problem, remedy.
    ///
    /// >>> import pathlib, tempfile, sco_ner
    /// >>> with tempfile.TemporaryDirectory() as folder:
    /// ...     path = pathlib.Path(folder, "clubs.csv")
    /// ...     _ = path.write_text("name,id\nالهلال,al-hilal\nنادي الهلال,al-hilal\n", encoding="utf-8")
    /// ...     clubs = sco_ner.Gazetteer.read(path, label="CLUB")
    /// >>> [(entity.text, entity.label, entity.id) for entity in sco_ner.Matcher(clubs).extract("فاز نادي الهلال")]
    /// [('نادي الهلال', 'CLUB', 'al-hilal')]
    #[staticmethod]
    #[pyo3(signature = (path, *, label="NAME"))]
    fn read(py: Python<'_>, path: PathBuf, label: &str) -> PyResult<Self> {
        let inner = py.detach(|| Gazetteer::read_labelled(path, label)).map_err(|error| to_python(py, &error))?;
        Ok(Self { inner: Arc::new(inner) })
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
        if names.is_instance_of::<PyDict>() {
            return Err(PyTypeError::new_err(
                "names must be a list of str or of (name, id), not a dict; write list(names.items())",
            ));
        }
        let mut pairs: Vec<(PyBackedStr, PyBackedStr)> = Vec::with_capacity(names.len().unwrap_or(0));
        for (index, item) in names.try_iter()?.enumerate() {
            let item = item?;
            let pair = match item.cast::<PyString>() {
                Ok(name) => PyBackedStr::try_from(name.clone()).map(|name| (name.clone_ref(py), name)),
                Err(_) => item.extract(),
            };
            pairs.push(pair.map_err(|_| {
                let shown = item.repr().map_or_else(|_| String::new(), |shown| shown.to_string());
                PyTypeError::new_err(format!("names[{index}] must be a str or a (name, id) pair of str, not {shown}"))
            })?);
        }
        let inner = py.detach(|| Gazetteer::from_names(&pairs, label)).map_err(|error| to_python(py, &error))?;
        Ok(Self { inner: Arc::new(inner) })
    }

    /// This gazetteer and more; neither changes.
    ///
    /// Args:
    ///     other: a Gazetteer (its institutions, stop names and cues come too), or an iterable of Record.
    ///     override: whether a record of `other` takes the place of the one that has its id.
    /// Returns:
    ///     A new gazetteer; the records are shared, not copied.
    /// Raises:
    ///     TypeError: other is neither; the message names the item's index.
    ///     GazetteerError: ids that both have, without override; the message names both places of each.
    ///
    /// >>> import sco_ner
    /// >>> cities = sco_ner.Gazetteer.from_names([("بكين", "beijing")])
    /// >>> more = sco_ner.Gazetteer.from_names([("بيجين", "beijing"), ("موسكو", "moscow")])
    /// >>> [record.name for record in cities.with_added(more, override=True)]
    /// ['بيجين', 'موسكو']
    #[pyo3(signature = (other, *, r#override=false))]
    fn with_added(&self, py: Python<'_>, other: &Bound<'_, PyAny>, r#override: bool) -> PyResult<Self> {
        let joined = if let Ok(other) = other.cast::<Self>() {
            let other = other.get().inner.clone();
            py.detach(|| self.inner.with_added(&other, r#override))
        } else {
            let records = records(other)?;
            py.detach(|| self.inner.with_records(records, r#override))
        };
        let inner = joined.map_err(|error| to_python(py, &error))?;
        Ok(Self { inner: Arc::new(inner) })
    }

    /// This gazetteer without some records; it does not change itself.
    ///
    /// Args:
    ///     ids: an iterable of the ids of records to leave out.
    /// Returns:
    ///     A new gazetteer; the records are shared, not copied.
    /// Raises:
    ///     TypeError: ids is one str, or an item is no str.
    ///     GazetteerError: ids that no record has; the message names them all.
    ///
    /// >>> import sco_ner
    /// >>> sco_ner.Gazetteer.from_names(["بكين", "موسكو"]).without(["بكين"]).ids
    /// ('موسكو',)
    fn without(&self, py: Python<'_>, ids: &Bound<'_, PyAny>) -> PyResult<Self> {
        if ids.is_instance_of::<PyString>() {
            return Err(PyTypeError::new_err("ids must be a list of str, not one str; write [id]"));
        }
        let mut gone: Vec<String> = Vec::new();
        for (index, id) in ids.try_iter()?.enumerate() {
            gone.push(text_argument(&id?, format_args!("ids[{index}]"))?.extract()?);
        }
        let inner = py.detach(|| self.inner.without(&gone)).map_err(|error| to_python(py, &error))?;
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Surfaces that, once folded, can mean two entities or more, or an entity and a stop name.
    ///
    /// Returns:
    ///     A list of dicts: `meanings`, the preferred first, each a dict with `id`, `text`, `label`, `kind`, `weak`,
    ///     `rank` and `rule`; `stop`, why it is a stop name too, or None; `decided`, how the first is told from the
    ///     second where the text says nothing: "stop", "weak", "kind", "label", "rank", "rule" or "undecided".
    fn collisions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for collision in py.detach(|| self.inner.collisions()) {
            let meanings = PyList::empty(py);
            for meaning in &collision.meanings {
                let row = PyDict::new(py);
                row.set_item("id", &meaning.id)?;
                row.set_item("text", &meaning.text)?;
                row.set_item("label", meaning.label.as_str())?;
                row.set_item("kind", meaning.kind.as_str())?;
                row.set_item("weak", meaning.weak)?;
                row.set_item("rank", meaning.rank)?;
                row.set_item("rule", meaning.rule)?;
                meanings.append(row)?;
            }
            let row = PyDict::new(py);
            row.set_item("meanings", meanings)?;
            row.set_item("stop", collision.stop)?;
            row.set_item("decided", collision.decided)?;
            rows.append(row)?;
        }
        Ok(rows)
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
        PyTuple::new(py, (0..self.inner.len()).map(|at| self.inner.id(at)))
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
        self.inner.len()
    }

    fn __iter__(slf: &Bound<'_, Self>) -> PyResult<Py<PyRecords>> {
        Py::new(slf.py(), PyRecords { gazetteer: slf.get().inner.clone(), next: 0.into() })
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("sco_ner.notebook")?.call_method1("gazetteer", (slf,))
    }

    fn __repr__(&self) -> String {
        format!("Gazetteer({} records)", self.inner.len())
    }
}

/// The records of an iterable.
fn records(items: &Bound<'_, PyAny>) -> PyResult<Vec<Arc<Record>>> {
    let mut records = Vec::new();
    for (index, item) in items.try_iter()?.enumerate() {
        let item = item?;
        let Ok(record) = item.cast::<PyRecord>() else {
            let kind = type_name(&item);
            let hint = "; make a gazetteer of names with Gazetteer.from_names";
            return Err(PyTypeError::new_err(format!("other[{index}] must be a Record, not {kind}{hint}")));
        };
        let record = record.get();
        records.push(record.gazetteer.record(record.index).clone());
    }
    Ok(records)
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
        if index >= self.gazetteer.len() {
            return Ok(None);
        }
        Py::new(py, PyRecord { gazetteer: self.gazetteer.clone(), index }).map(Some)
    }
}
