//! `ArrowEntities`, and how `extract_arrow` reads its column.

use std::num::NonZeroUsize;
use std::sync::Arc;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyString};

use super::capsule::{export_schema, export_stream, import_column};
use super::date::{dates_argument, unlike};
use super::error::{text_argument, to_python, type_name, unknown};
use super::interrupt::interruptible;
use super::text;
use crate::arrow::{Batches, TextColumn};
use crate::columnar::{Asked, Columns, Shape, Texts, Units, extract_columns};
use crate::error::Error;
use crate::matcher::{Matcher, Request};
use crate::text::Text;

/// Strings that are borrowed at a time: their number, and how many characters they have in all.
const STRINGS: usize = 1 << 16;
const CHARACTERS: usize = 1 << 25;

/// Entities of many texts, as Arrow columns. Immutable.
///
/// Any library that reads Arrow takes it as it is: `polars.DataFrame(found)`, `pyarrow.table(found)`,
/// `pandas.DataFrame.from_arrow(found)`, `duckdb.from_arrow(found)`; none of them is needed to make it. Its columns:
///
/// - `row` (int64): index of the text; `start`, `end` (int64): where in it, half-open, in the units that were asked for;
/// - `text` (large_utf8): the mention as it stands there, only if asked for;
/// - `label`, `id` (null where the text does not tell), `name`, `name_en`, `kind`, `proclitic`: as those of Entity, each a
///   dictionary of utf8;
/// - `score` (float64): as that of Entity.
///
/// `len()` is the number of entities. It can be read any number of times.
///
/// >>> import sco_ner
/// >>> found = sco_ner.extract_arrow(["زار بوتين طشقند", None, "في بكين"])
/// >>> found
/// ArrowEntities(3 rows: row, start, end, label, id, name, name_en, kind, proclitic, score)
#[pyclass(name = "ArrowEntities", module = "sco_ner", frozen)]
pub struct PyArrowEntities {
    found: Batches,
}

#[pymethods]
impl PyArrowEntities {
    fn __len__(&self) -> usize {
        self.found.len()
    }

    /// The columns' names and types, as a capsule that holds an ArrowSchema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        export_schema(py, &self.found)
    }

    /// The columns, as a capsule that holds an ArrowArrayStream.
    ///
    /// Args:
    ///     requested_schema: not looked at, as the interface allows; cast the columns afterwards.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        export_stream(py, &self.found)
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self.found.schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("ArrowEntities({} rows: {})", self.found.len(), names.join(", "))
    }
}

/// The entities of a column of texts, with the dates of its rows and whether roles are given too.
pub fn extract_columnar(
    matcher: &Arc<Matcher>,
    column: &Bound<'_, PyAny>,
    (dates, roles): (Option<&Bound<'_, PyAny>>, Option<bool>),
    threads: NonZeroUsize,
    offsets: &str,
    surfaces: bool,
) -> PyResult<PyArrowEntities> {
    let py = column.py();
    if column.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(
            "column must be an Arrow array or an iterable of str, not one str; call extract(text), or give [text]",
        ));
    }
    let units =
        Units::named(offsets).ok_or_else(|| PyValueError::new_err(unknown("offsets", offsets, &Units::NAMES)))?;
    let shape = Shape { units, surfaces };
    let roles = roles.unwrap_or(matcher.options().resolve.roles);
    let asked = Asked { dates: dates_argument(dates)?, roles };
    let pieces = match import_column(column)? {
        Some(column) => extract_column(py, matcher, &column, &asked, shape, threads)?,
        None => extract_strings(matcher, column, &asked, shape, threads)?,
    };
    let found = py.detach(|| Batches::new(matcher.lexicon(), pieces, surfaces));
    Ok(PyArrowEntities { found: found.map_err(|error| to_python(py, &error))? })
}

fn extract_column(
    py: Python<'_>,
    matcher: &Matcher,
    column: &TextColumn,
    asked: &Asked,
    shape: Shape,
    threads: NonZeroUsize,
) -> PyResult<Vec<Columns>> {
    check_dates(asked, column.len(), &column.len().to_string())?;
    interruptible(py, |watch| column.extract(matcher, asked, shape, threads, watch))
}

/// Checks that there are as many dates as texts.
fn check_dates(asked: &Asked, texts: usize, shown: &str) -> PyResult<()> {
    match &asked.dates {
        Some(dates) if dates.len() != texts => Err(unlike(dates.len(), "column", shown)),
        _ => Ok(()),
    }
}

fn extract_strings(
    matcher: &Matcher,
    texts: &Bound<'_, PyAny>,
    asked: &Asked,
    shape: Shape,
    threads: NonZeroUsize,
) -> PyResult<Vec<Columns>> {
    let py = texts.py();
    let mut items = texts.try_iter().map_err(|_| {
        let kind = type_name(texts);
        PyTypeError::new_err(format!("column must be an Arrow array or an iterable of str, not {kind}"))
    })?;
    let mut pieces = Vec::new();
    let mut first = 0;
    loop {
        let mut strings: Vec<Option<Bound<'_, PyString>>> = Vec::new();
        let mut characters = 0;
        while strings.len() < STRINGS && characters < CHARACTERS {
            let Some(item) = items.next() else { break };
            let item = item?;
            if item.is_none() {
                strings.push(None);
                continue;
            }
            let string = text_argument(&item, format_args!("column[{}]", first + strings.len()))?;
            characters += string.len()?;
            strings.push(Some(string.clone()));
        }
        if strings.is_empty() {
            check_dates(asked, first, &first.to_string())?;
            return Ok(pieces);
        }
        if let Some(dates) = asked.dates.as_ref().filter(|dates| dates.len() < first + strings.len()) {
            return Err(unlike(dates.len(), "column", "more"));
        }
        let texts = strings.iter().map(|string| string.as_ref().map(text::borrow).transpose());
        let block = Block { first, texts: texts.collect::<PyResult<_>>()?, asked };
        // `strings` holds the texts until after the call, so their characters stay where they are.
        pieces.extend(interruptible(py, |watch| extract_columns(matcher, &block, shape, threads, watch))?);
        first += strings.len();
        py.check_signals()?;
    }
}

/// Some of the texts of an iterable.
struct Block<'a> {
    first: usize,
    texts: Vec<Option<Text<'a>>>,
    asked: &'a Asked,
}

impl Texts for Block<'_> {
    fn len(&self) -> usize {
        self.texts.len()
    }

    fn row(&self, index: usize) -> usize {
        self.first + index
    }

    fn size(&self, index: usize) -> usize {
        self.texts[index].as_ref().map_or(0, Text::len)
    }

    fn request(&self, index: usize) -> Request {
        self.asked.of(self.row(index))
    }

    fn text(&self, index: usize) -> Result<Option<Text<'_>>, Error> {
        Ok(self.texts[index].clone())
    }
}
