//! `Record`: one entity of a gazetteer.

use std::sync::Arc;

use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use super::compare::by_equality;
use crate::gazetteer::{End, Gazetteer, Record};

/// An entity as the gazetteer has it: names, positions, sources.
///
/// >>> import sco_ner
/// >>> record = sco_ner.Gazetteer.bundled()["RU"]
/// >>> record.id, record.label, record.name, record.name_en
/// ('RU', 'COUNTRY', 'روسيا', 'Russia')
#[pyclass(name = "Record", module = "sco_ner", frozen)]
pub struct PyRecord {
    pub gazetteer: Arc<Gazetteer>,
    pub index: usize,
}

impl PyRecord {
    fn inner(&self) -> &Record {
        self.gazetteer.record(self.index)
    }
}

#[pymethods]
impl PyRecord {
    /// Its id (str).
    #[getter]
    fn id(&self) -> &str {
        &self.inner().id
    }

    /// What it is (str).
    #[getter]
    fn label(&self) -> &str {
        self.inner().label.as_str()
    }

    /// Preferred name in Arabic (str).
    #[getter]
    fn name(&self) -> &str {
        &self.inner().name
    }

    /// Preferred name in English, "" if none (str).
    #[getter]
    fn name_en(&self) -> &str {
        &self.inner().name_en
    }

    /// ISO code of the country it belongs to, "" if none (str).
    #[getter]
    fn country(&self) -> &str {
        &self.inner().country
    }

    /// Persons: "m" or "f", "" if unknown (str).
    #[getter]
    fn gender(&self) -> &str {
        &self.inner().gender
    }

    /// Countries: id of the capital's record, "" if none (str).
    #[getter]
    fn capital(&self) -> &str {
        &self.inner().capital
    }

    /// When it came to be, a partial date, or None (str).
    #[getter]
    fn founded(&self) -> Option<String> {
        self.inner().founded.map(|date| date.to_string())
    }

    /// When it ended, a partial date, or None (str).
    #[getter]
    fn ended(&self) -> Option<String> {
        self.inner().ended.map(|date| date.to_string())
    }

    /// Organizations: which sort, "" if none (str).
    #[getter]
    fn kind(&self) -> &str {
        &self.inner().sort
    }

    /// Lower goes first where several entities share a name and nothing in the text decides (int).
    #[getter]
    fn rank(&self) -> u16 {
        self.inner().rank
    }

    /// The listed names: a list of dicts with `text`, `kind`, `weak`, and `from`, `to` where the name has dates.
    #[getter]
    fn names<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for name in &self.inner().names {
            let row = PyDict::new(py);
            row.set_item("text", &name.text)?;
            row.set_item("kind", name.kind.as_str())?;
            row.set_item("weak", name.weak)?;
            for (key, date) in [("from", name.from), ("to", name.to)] {
                if let Some(date) = date {
                    row.set_item(key, date.to_string())?;
                }
            }
            rows.append(row)?;
        }
        Ok(rows)
    }

    /// Every writing that stands for it, those made by rule too: a list of dicts with `text`, `label`, `kind`, `weak`
    /// and `rule` (None for a listed name).
    fn surfaces<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for surface in crate::variants::surfaces(self.inner(), self.gazetteer.spellings()) {
            let row = PyDict::new(py);
            row.set_item("text", &surface.text)?;
            row.set_item("label", surface.label.as_str())?;
            row.set_item("kind", surface.kind.as_str())?;
            row.set_item("weak", surface.weak)?;
            row.set_item("rule", surface.rule)?;
            rows.append(row)?;
        }
        Ok(rows)
    }

    /// Offices held: a list of dicts with `office`, `of`, `title`, `start`, `end`, `as_of`, `source`. Dates are partial
    /// (2001, 2001-06); `end` is "?" where the office is over at an unknown date, and None where no end is known, which
    /// is not "now": `as_of` says when the holder was last seen in office.
    #[getter]
    fn positions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for position in &self.inner().positions {
            let row = PyDict::new(py);
            row.set_item("office", &position.office)?;
            row.set_item("of", &position.of)?;
            row.set_item("title", &position.title)?;
            row.set_item("start", position.start.map(|date| date.to_string()))?;
            row.set_item("end", end(position.end))?;
            row.set_item("as_of", position.as_of.map(|date| date.to_string()))?;
            row.set_item("source", &position.source)?;
            rows.append(row)?;
        }
        Ok(rows)
    }

    /// Organizations: members, a list of dicts with `id`, `start`, `end`.
    #[getter]
    fn members<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for member in &self.inner().members {
            let row = PyDict::new(py);
            row.set_item("id", &member.id)?;
            row.set_item("start", member.start.map(|date| date.to_string()))?;
            row.set_item("end", end(member.end))?;
            rows.append(row)?;
        }
        Ok(rows)
    }

    /// Ids elsewhere: a dict, for example `{"wikidata": "Q159"}`.
    #[getter]
    fn xref<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let row = PyDict::new(py);
        for (key, value) in &self.inner().xref {
            row.set_item(key, value)?;
        }
        Ok(row)
    }

    /// Keys of the sources, explained in the gazetteer's SOURCES.md (tuple of str).
    #[getter]
    fn sources<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.inner().sources)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("sco_ner.notebook")?.call_method1("record", (slf,))
    }

    fn __repr__(&self) -> String {
        let record = self.inner();
        format!("Record({:?}, {:?}, '{}')", record.id, record.label.as_str(), record.name)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        let record = self.inner();
        (&record.id, record.label.as_str(), &record.name).into_pyobject(py)?.hash()
    }

    fn __richcmp__(&self, other: &Bound<'_, PyAny>, op: CompareOp, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let equal = other.cast::<Self>().ok().map(|other| {
            let (this, other) = (self.inner(), other.get().inner());
            // Where a record was read is no part of what it says.
            std::ptr::eq(this, other) || *this == Record { origin: this.origin.clone(), ..other.clone() }
        });
        by_equality(py, op, equal)
    }
}

fn end(end: End) -> Option<String> {
    match end {
        End::Open => None,
        End::Unknown => Some("?".to_owned()),
        End::At(date) => Some(date.to_string()),
    }
}
