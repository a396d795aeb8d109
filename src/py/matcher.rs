//! `Matcher`, and the finding of one text's entities.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};

use super::batch::{batch, threads_argument};
use super::bundled::bundled;
use super::columnar::{PyArrowEntities, extract_columnar};
use super::date::date_argument;
use super::error::{text_argument, to_python, type_name};
use super::extraction::{PyExtraction, Rows};
use super::gazetteer::PyGazetteer;
use super::interrupt::interruptible;
use super::options::{check_labels, read_options};
use super::{explain, text};
use crate::gazetteer::Gazetteer;
use crate::matcher::{Matcher, Request};

/// Finds the names of a gazetteer in text. Immutable; safe to share between threads.
///
/// Args:
///     gazetteer: a Gazetteer; the bundled one if left out.
///     fold: "standard" (unites alef, ya, kaf, ha and hamza forms, digits, Latin case) or "exact" (only marks, tatweel,
///         controls, presentation forms and blanks), or "loose" (as "standard", and letters split by dots or tatweels to hide
///         a word from filters: حمـ.ـاس).
///     boundaries: "run-on" (names at word limits and behind particles, and words that are names run together), "word"
///         (no run-ons) or "none" (anywhere, inside words too).
///     overlaps: "longest" (never overlapping), "nested" (and what lies whole inside those) or "all".
///     labels: an iterable of labels to keep; all if None.
///     evidence: whether weak names (also ordinary words, or others' names) need support in the text.
///     roles: whether role phrases (الرئيس الروسي) are given too, as mentions labelled "ROLE" laid over the others.
///     unlisted: whether persons and organizations that no list has are given too, told by the form of their names (قال المزارع
///         شعبان الخلف إن). Their ids begin with "NIL-" and are the same for the same name; needs `evidence` and word
///         limits.
/// Raises:
///     TypeError: an unknown keyword; the message names the nearest right one.
///     ValueError: a value that is not allowed.
///
/// >>> import sco_ner
/// >>> matcher = sco_ner.Matcher(sco_ner.Gazetteer.from_names(["الهند"]), overlaps="all")
/// >>> matcher.extract("سافر للهند")
/// Extraction([Entity('لهند', 6, 10, "NAME", "الهند")])
#[pyclass(name = "Matcher", module = "sco_ner", frozen)]
pub struct PyMatcher {
    inner: Arc<Matcher>,
}

#[pymethods]
impl PyMatcher {
    #[new]
    #[pyo3(
        signature = (gazetteer=None, **options),
        text_signature = "(gazetteer=None, *, fold='standard', boundaries='run-on', overlaps='longest', labels=None, evidence=True, roles=False, unlisted=True)"
    )]
    fn new(
        py: Python<'_>,
        gazetteer: Option<&Bound<'_, PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        if gazetteer.is_none() && options.is_none_or(PyDictMethods::is_empty) {
            return Ok(Self { inner: bundled(py)?.clone() });
        }
        let options = read_options(options)?;
        let gazetteer = match gazetteer {
            None => None,
            Some(given) => {
                let Ok(given) = given.cast::<PyGazetteer>() else {
                    let kind = type_name(given);
                    return Err(PyTypeError::new_err(format!(
                        "gazetteer must be a Gazetteer, not {kind}; make one with Gazetteer.read(path) or \
                         Gazetteer.from_names(names)"
                    )));
                };
                Some(given.get().inner.clone())
            }
        };
        let made = py.detach(|| {
            let gazetteer = gazetteer.map_or_else(Gazetteer::bundled, Ok)?;
            Matcher::new(gazetteer, options)
        });
        let inner = made.map_err(|error| to_python(py, &error))?;
        check_labels(&inner)?;
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The entities of a text.
    ///
    /// Args:
    ///     text: str, of any length and content; lone surrogates and NULs are legal. One of more than a million code
    ///         points is resolved in sections of about so many, each for itself.
    ///     date: when the text was written: a datetime.date, a datetime.datetime, a str as far as it is known ("2022",
    ///         "2022-05", "2022-05-01"), or None. Of several entities with one name those of that time are preferred.
    ///     roles: whether role phrases are given too; as the matcher was made if None.
    /// Returns:
    ///     Extraction: its entities in order, offsets in code points.
    /// Raises:
    ///     TypeError: text is no str, or date is of a type that is no date.
    ///     ValueError: date is a str that is no date.
    #[pyo3(signature = (text, *, date=None, roles=None))]
    fn extract(
        &self,
        text: &Bound<'_, PyAny>,
        date: Option<&Bound<'_, PyAny>>,
        roles: Option<bool>,
    ) -> PyResult<PyExtraction> {
        find(&self.inner, text_argument(text, "text")?, request(&self.inner, date, roles)?)
    }

    /// The entities of several texts.
    ///
    /// Args:
    ///     texts: an iterable of str.
    ///     dates: an iterable of dates, one for each text, as `extract` takes them; None, NaN and NaT are no date. None where all
    ///         are unknown.
    ///     roles: whether role phrases are given too; as the matcher was made if None.
    ///     threads: how many threads share the work, 1 or more; the result does not depend on it.
    /// Returns:
    ///     list of Extraction, one a text.
    /// Raises:
    ///     TypeError: texts is one str, or an item is no str or no date; the message names its index.
    ///     ValueError: threads is less than 1, a str is no date, or there are not as many dates as texts.
    #[pyo3(signature = (texts, *, dates=None, roles=None, threads=1))]
    fn extract_batch<'py>(
        &self,
        texts: &Bound<'py, PyAny>,
        dates: Option<&Bound<'py, PyAny>>,
        roles: Option<bool>,
        threads: isize,
    ) -> PyResult<Bound<'py, PyList>> {
        batch(&self.inner, texts, dates, roles, threads)
    }

    /// Why each name that a text may hold stands or fell.
    ///
    /// Args:
    ///     text: str, of any length and content.
    ///     date: when the text was written, as `extract` takes it.
    ///     roles: whether role phrases are given too; as the matcher was made if None.
    /// Returns:
    ///     sco_ner.explain.Explanation: print it, or take `to_dicts()` or `to_html()`.
    /// Raises:
    ///     TypeError: text is no str, or date is of a type that is no date.
    ///     ValueError: date is a str that is no date.
    #[pyo3(signature = (text, *, date=None, roles=None))]
    fn explain<'py>(
        &self,
        text: &Bound<'py, PyAny>,
        date: Option<&Bound<'py, PyAny>>,
        roles: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let text = text_argument(text, "text")?;
        explain::explain(&self.inner, text, request(&self.inner, date, roles)?)
    }

    /// The entities of a column of texts, as Arrow columns: fastest for many texts.
    ///
    /// Args:
    ///     column: texts as an Arrow array or stream (a pyarrow Array or ChunkedArray, a polars or pandas Series: any object
    ///         with `__arrow_c_array__` or `__arrow_c_stream__`) of type utf8, large_utf8, utf8_view or a dictionary of one,
    ///         read where it lies; or an iterable of str. Nulls, or None, have no entities.
    ///     dates: when each text was written: an iterable of dates, or a column of them, one for each text, as `extract` takes
    ///         them; None, NaN and NaT are no date. None where all are unknown.
    ///     roles: whether role phrases are given too; as the matcher was made if None.
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
    #[pyo3(signature = (column, *, dates=None, roles=None, threads=1, offsets="codepoints", text=false))]
    fn extract_arrow(
        &self,
        column: &Bound<'_, PyAny>,
        dates: Option<&Bound<'_, PyAny>>,
        roles: Option<bool>,
        threads: isize,
        offsets: &str,
        text: bool,
    ) -> PyResult<PyArrowEntities> {
        extract_columnar(&self.inner, column, (dates, roles), threads_argument(threads)?, offsets, text)
    }

    /// Writes the matcher to a file, from which it is loaded in a fraction of the time that compiling takes.
    ///
    /// The file is written whole or not at all, and takes the place of an older one by a rename.
    ///
    /// Args:
    ///     path: str or os.PathLike.
    /// Raises:
    ///     OSError: the file cannot be written.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| self.inner.save(path)).map_err(|error| to_python(py, &error))
    }

    /// Reads a matcher from a file that `save` wrote. The file is checked as a whole before it is believed.
    ///
    /// Args:
    ///     path: str or os.PathLike.
    ///     mapped: whether to map the file rather than read it, so that processes that load it share its memory. It must not
    ///         be written to in place meanwhile; `save` never does.
    /// Returns:
    ///     Matcher: equal to the one saved in all it finds.
    /// Raises:
    ///     OSError: the file cannot be read.
    ///     ScoNerError: it is no model, was made by another format, or is damaged.
    ///
    /// >>> import sco_ner, tempfile, os
    /// >>> path = os.path.join(tempfile.mkdtemp(), "names.model")
    /// >>> sco_ner.Matcher(sco_ner.Gazetteer.from_names(["الهند"])).save(path)
    /// >>> sco_ner.Matcher.load(path).extract("سافر للهند")
    /// Extraction([Entity('لهند', 6, 10, "NAME", "الهند")])
    #[staticmethod]
    #[pyo3(signature = (path, *, mapped=false))]
    fn load(py: Python<'_>, path: PathBuf, mapped: bool) -> PyResult<Self> {
        let made = py.detach(|| if mapped { Matcher::map(path) } else { Matcher::load(path) });
        let inner = made.map_err(|error| to_python(py, &error))?;
        Ok(Self { inner: Arc::new(inner) })
    }

    /// A hash of all that the matcher is made of (str, 32 hexadecimal digits): the same for the same gazetteer and options,
    /// on every machine and in every process.
    #[getter]
    fn fingerprint(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.inner.fingerprint()).map_err(|error| to_python(py, &error))
    }

    #[staticmethod]
    fn _from_bytes(py: Python<'_>, model: &[u8]) -> PyResult<Self> {
        let inner = Matcher::from_bytes(model).map_err(|error| to_python(py, &error))?;
        Ok(Self { inner: Arc::new(inner) })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let py = slf.py();
        let matcher = slf.get().inner.clone();
        let model = py.detach(|| matcher.to_bytes()).map_err(|error| to_python(py, &error))?;
        Ok((slf.get_type().getattr("_from_bytes")?, (PyBytes::new(py, &model),)))
    }

    /// Itself: a matcher never changes.
    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The gazetteer.
    #[getter]
    fn gazetteer(&self) -> PyGazetteer {
        PyGazetteer { inner: self.inner.lexicon().gazetteer().clone() }
    }

    fn __repr__(&self) -> String {
        format!("Matcher({} records)", self.inner.lexicon().gazetteer().len())
    }
}

/// What is asked of one text.
pub fn request(matcher: &Matcher, date: Option<&Bound<'_, PyAny>>, roles: Option<bool>) -> PyResult<Request> {
    let date = date.map_or(Ok(None), |date| date_argument(date, "date"))?;
    Ok(Request { date, roles: roles.unwrap_or(matcher.options().resolve.roles) })
}

/// Texts of fewer code points are done before other threads would have begun: letting them run costs more.
const SHORT: usize = 512;

/// The extraction of a text.
pub fn find(matcher: &Arc<Matcher>, string: &Bound<'_, PyString>, request: Request) -> PyResult<PyExtraction> {
    let py = string.py();
    let text = text::borrow(string)?;
    // `string` is held until after the call, so the characters stay where they are while other threads run.
    let mentions = if text.len() < SHORT {
        matcher.extract_for(&text, request).map_err(|error| to_python(py, &error))?
    } else {
        interruptible(py, |watch| matcher.extract_watched(&text, request, watch))?
    };
    Ok(PyExtraction { text: string.clone().unbind(), rows: Rows::Found(matcher.clone(), mentions) })
}
