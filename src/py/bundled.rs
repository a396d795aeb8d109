//! The bundled matcher, and the functions that use it.

use std::path::PathBuf;
use std::sync::Arc;

use once_cell::sync::OnceCell;
use pyo3::prelude::*;
use pyo3::types::PyList;

use super::batch::{batch, threads_argument};
use super::columnar::{PyArrowEntities, extract_columnar};
use super::error::{text_argument, to_python};
use super::extraction::PyExtraction;
use super::matcher::{find, request};
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::matcher::{Matcher, Options};

/// The bundled matcher, made once, on first use: from the model beside the package, or compiled where there is none.
pub fn bundled(py: Python<'_>) -> PyResult<&'static Arc<Matcher>> {
    static BUNDLED: OnceCell<Arc<Matcher>> = OnceCell::new();
    if let Some(matcher) = BUNDLED.get() {
        return Ok(matcher);
    }
    let model = bundled_model(py)?;
    // Made detached from the interpreter, and without using it: a thread that waits here holds no lock that the maker
    // could need.
    let made = py.detach(|| {
        BUNDLED.get_or_try_init(|| -> Result<_, Error> {
            if let Ok(matcher) = Matcher::load(&model) {
                return Ok(Arc::new(matcher));
            }
            Ok(Arc::new(Matcher::new(Gazetteer::bundled()?, Options::default())?))
        })
    });
    made.map_err(|error| to_python(py, &error))
}

/// Where the compiled bundle lies: beside the package's modules, named after what it was made from, so that another
/// gazetteer's or another release's is never taken for it.
fn bundled_model(py: Python<'_>) -> PyResult<PathBuf> {
    let package: PathBuf = py.import("sco_ner")?.getattr("__file__")?.extract()?;
    Ok(package.with_file_name(concat!("bundled-", env!("SCO_NER_STAMP"), ".model")))
}

/// Compiles the bundled gazetteer and writes the model that the first `extract` loads: a step of making the wheel.
#[pyfunction]
pub fn _write_bundled_model(py: Python<'_>) -> PyResult<PathBuf> {
    let path = bundled_model(py)?;
    py.detach(|| Matcher::new(Gazetteer::bundled()?, Options::default())?.save(&path))
        .map_err(|error| to_python(py, &error))?;
    Ok(path)
}

/// The entities of a text, found with the bundled gazetteer (loaded once, on first use).
///
/// Args:
///     text: str, of any length and content; lone surrogates and NULs are legal. One of more than a million code
///         points is resolved in sections of about so many, each for itself.
///     date: when the text was written: a datetime.date, a datetime.datetime, a str as far as it is known ("2022",
///         "2022-05", "2022-05-01"), or None. Of several entities with one name those of that time are preferred.
///     roles: whether role phrases (الرئيس الروسي) are given too, labelled "ROLE", with the holder's id at that date.
/// Returns:
///     Extraction: its entities in order; `text[e.start:e.end] == e.text` for each.
/// Raises:
///     TypeError: text is no str, or date is of a type that is no date.
///     ValueError: date is a str that is no date.
///
/// >>> import sco_ner
/// >>> [(e.text, e.label, e.id) for e in sco_ner.extract("التقى الرئيس الصيني شي جين بينغ نظيره الروسي")]
/// [('الصيني', 'NORP', 'CN'), ('شي جين بينغ', 'PERSON', 'xi-jinping'), ('الروسي', 'NORP', 'RU')]
/// >>> [(e.text, e.id) for e in sco_ner.extract("قال الرئيس الإيراني", date="2020", roles=True) if e.label == "ROLE"]
/// [('الرئيس الإيراني', 'hassan-rouhani')]
#[pyfunction]
#[pyo3(signature = (text, *, date=None, roles=false))]
pub fn extract(text: &Bound<'_, PyAny>, date: Option<&Bound<'_, PyAny>>, roles: bool) -> PyResult<PyExtraction> {
    let text_given = text_argument(text, "text")?;
    let matcher = bundled(text.py())?;
    find(matcher, text_given, request(matcher, date, Some(roles))?)
}

/// The entities of several texts, found with the bundled gazetteer.
///
/// Args:
///     texts: an iterable of str.
///     dates: an iterable of dates, one for each text, as `extract` takes them; None, NaN and NaT are no date. None where all
///         are unknown.
///     roles: whether role phrases are given too, labelled "ROLE".
///     threads: how many threads share the work, 1 or more; the result does not depend on it.
/// Returns:
///     list of Extraction, one a text.
/// Raises:
///     TypeError: texts is one str, or an item is no str or no date; the message names its index.
///     ValueError: threads is less than 1, a str is no date, or there are not as many dates as texts.
///
/// >>> import sco_ner
/// >>> [len(found) for found in sco_ner.extract_batch(["موسكو وبكين", ""])]
/// [2, 0]
#[pyfunction]
#[pyo3(signature = (texts, *, dates=None, roles=false, threads=1))]
pub fn extract_batch<'py>(
    texts: &Bound<'py, PyAny>,
    dates: Option<&Bound<'py, PyAny>>,
    roles: bool,
    threads: isize,
) -> PyResult<Bound<'py, PyList>> {
    batch(bundled(texts.py())?, texts, dates, Some(roles), threads)
}

/// The entities of a column of texts, found with the bundled gazetteer, as Arrow columns: fastest for many texts.
///
/// Args:
///     column: texts as an Arrow array or stream (a pyarrow Array or ChunkedArray, a polars or pandas Series: any object
///         with `__arrow_c_array__` or `__arrow_c_stream__`) of type utf8, large_utf8, utf8_view or a dictionary of one,
///         read where it lies; or an iterable of str. Nulls, or None, have no entities.
///     dates: when each text was written: an iterable of dates, or a column of them, one for each text, as `extract` takes
///         them; None, NaN and NaT are no date. None where all are unknown.
///     roles: whether role phrases are given too; they are labelled "ROLE".
///     threads: how many threads share the work, 1 or more; the result does not depend on it.
///     offsets: what `start` and `end` count: "codepoints", or the bytes of "utf8", or the units of "utf16".
///     text: whether the result has a column `text`, the mention as it stands in the text.
/// Returns:
///     ArrowEntities: one row an entity, in the order of the texts.
/// Raises:
///     TypeError: column is one str, a table, or holds something else than text, or dates something else than dates; the
///         message says what to do.
///     ValueError: threads is less than 1, offsets is unknown, a str is no date, or there are not as many dates as texts.
///     ScoNerError: a text is not UTF-8; the message names its row.
///
/// >>> import sco_ner
/// >>> len(sco_ner.extract_arrow(["موسكو وبكين", None, "في الصين"]))
/// 3
#[pyfunction]
#[pyo3(signature = (column, *, dates=None, roles=false, threads=1, offsets="codepoints", text=false))]
pub fn extract_arrow(
    column: &Bound<'_, PyAny>,
    dates: Option<&Bound<'_, PyAny>>,
    roles: bool,
    threads: isize,
    offsets: &str,
    text: bool,
) -> PyResult<PyArrowEntities> {
    let threads = threads_argument(threads)?;
    extract_columnar(bundled(column.py())?, column, (dates, Some(roles)), threads, offsets, text)
}
