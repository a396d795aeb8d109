//! `Matcher`, `extract`, `extract_batch` and `extract_arrow`.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::Arc;

use once_cell::sync::OnceCell;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};

use super::columnar::{PyArrowEntities, extract_columnar};
use super::error::{text_argument, to_python, unknown};
use super::extraction::{PyExtraction, Rows};
use super::gazetteer::PyGazetteer;
use super::text;
use crate::batch::extract_batch as extract_batch_of;
use crate::entity::Label;
use crate::error::{Error, nearest};
use crate::fold::Profile;
use crate::gazetteer::Gazetteer;
use crate::matcher::{Matcher, Options};
use crate::resolve::Overlaps;
use crate::scan::Boundaries;

const KEYWORDS: [&str; 5] = ["fold", "boundaries", "overlaps", "labels", "evidence"];

/// Finds the names of a gazetteer in text. Immutable; safe to share between threads.
///
/// Args:
///     gazetteer: a Gazetteer; the bundled one if left out.
///     fold: "standard" (unites alef, ya, kaf, ha and hamza forms, digits, Latin case) or "exact" (only marks, tatweel,
///         controls, presentation forms and blanks).
///     boundaries: "run-on" (names at word limits and behind particles, and words that are names run together), "word"
///         (no run-ons) or "none" (anywhere, inside words too).
///     overlaps: "longest" (never overlapping), "nested" (and what lies whole inside those) or "all".
///     labels: an iterable of labels to keep; all if None.
///     evidence: whether weak names (also ordinary words, or others' names) need support in the text.
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

impl PyMatcher {
    fn find(&self, text: &Bound<'_, PyString>) -> PyResult<PyExtraction> {
        find(&self.inner, text)
    }
}

#[pymethods]
impl PyMatcher {
    #[new]
    #[pyo3(
        signature = (gazetteer=None, **options),
        text_signature = "(gazetteer=None, *, fold='standard', boundaries='run-on', overlaps='longest', labels=None, evidence=True)"
    )]
    fn new(
        py: Python<'_>,
        gazetteer: Option<&Bound<'_, PyAny>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let options = read_options(options)?;
        let gazetteer = match gazetteer {
            None => None,
            Some(given) => {
                let Ok(given) = given.cast::<PyGazetteer>() else {
                    let kind = given.get_type().name()?;
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
    ///     text: str, of any length and content; lone surrogates and NULs are legal.
    /// Returns:
    ///     Extraction: its entities in order, offsets in code points.
    /// Raises:
    ///     TypeError: text is no str.
    fn extract(&self, text: &Bound<'_, PyAny>) -> PyResult<PyExtraction> {
        self.find(text_argument(text, "text")?)
    }

    /// The entities of several texts.
    ///
    /// Args:
    ///     texts: an iterable of str.
    ///     threads: how many threads share the work, 1 or more; the result does not depend on it.
    /// Returns:
    ///     list of Extraction, one a text.
    /// Raises:
    ///     TypeError: texts is one str, or an item is no str; the message names its index.
    ///     ValueError: threads is less than 1.
    #[pyo3(signature = (texts, *, threads=1))]
    fn extract_batch<'py>(&self, texts: &Bound<'py, PyAny>, threads: isize) -> PyResult<Bound<'py, PyList>> {
        batch(&self.inner, texts, threads)
    }

    /// The entities of a column of texts, as Arrow columns: fastest for many texts.
    ///
    /// Args:
    ///     column: texts as an Arrow array or stream (a pyarrow Array or ChunkedArray, a polars or pandas Series: any object
    ///         with `__arrow_c_array__` or `__arrow_c_stream__`) of type utf8, large_utf8, utf8_view or a dictionary of one,
    ///         read where it lies; or an iterable of str. Nulls, or None, have no entities.
    ///     threads: how many threads share the work, 1 or more; the result does not depend on it.
    ///     offsets: what `start` and `end` count: "codepoints", or the bytes of "utf8", or the units of "utf16".
    ///     text: whether the result has a column `text`, the mention as it stands in the text.
    /// Returns:
    ///     ArrowEntities: one row an entity, in the order of the texts.
    /// Raises:
    ///     TypeError: column is one str, a table, or holds something else than text; the message says what to do.
    ///     ValueError: threads is less than 1, or offsets is unknown.
    ///     ScoNerError: a text is not UTF-8; the message names its row.
    #[pyo3(signature = (column, *, threads=1, offsets="codepoints", text=false))]
    fn extract_arrow(
        &self,
        column: &Bound<'_, PyAny>,
        threads: isize,
        offsets: &str,
        text: bool,
    ) -> PyResult<PyArrowEntities> {
        extract_columnar(&self.inner, column, threads_argument(threads)?, offsets, text)
    }

    /// The gazetteer.
    #[getter]
    fn gazetteer(&self) -> PyGazetteer {
        PyGazetteer { inner: self.inner.lexicon().gazetteer().clone() }
    }

    fn __repr__(&self) -> String {
        format!("Matcher({} records)", self.inner.lexicon().gazetteer().records().len())
    }
}

fn find(matcher: &Arc<Matcher>, string: &Bound<'_, PyString>) -> PyResult<PyExtraction> {
    let py = string.py();
    let text = text::borrow(string)?;
    // `string` is held until after the call, so the characters stay where they are while other threads run.
    match py.detach(|| matcher.extract(&text)) {
        Ok(mentions) => {
            Ok(PyExtraction { text: string.clone().unbind(), rows: Rows::Found(matcher.clone(), mentions) })
        }
        Err(error) => Err(to_python(py, &error)),
    }
}

fn threads_argument(threads: isize) -> PyResult<NonZeroUsize> {
    let threads = usize::try_from(threads).ok().and_then(NonZeroUsize::new);
    threads.ok_or_else(|| PyValueError::new_err("threads must be 1 or more"))
}

/// Texts that are worked on between two looks at the interpreter's signals (Ctrl-C).
const BLOCK: usize = 512;

fn batch<'py>(matcher: &Arc<Matcher>, texts: &Bound<'py, PyAny>, threads: isize) -> PyResult<Bound<'py, PyList>> {
    let py = texts.py();
    if texts.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(
            "texts must be an iterable of str, not one str; call extract(text), or give [text]",
        ));
    }
    let threads = threads_argument(threads)?;
    let found = PyList::empty(py);
    let mut strings: Vec<Bound<'py, PyString>> = Vec::new();
    let finish = |strings: &mut Vec<Bound<'py, PyString>>| -> PyResult<()> {
        let borrowed = strings.iter().map(text::borrow).collect::<PyResult<Vec<_>>>()?;
        // `strings` holds the texts until after the call, so their characters stay where they are.
        let rows = py.detach(|| extract_batch_of(matcher, &borrowed, threads));
        for (string, mentions) in strings.iter().zip(rows) {
            let mentions = mentions.map_err(|error| to_python(py, &error))?;
            let rows = Rows::Found(matcher.clone(), mentions);
            found.append(Py::new(py, PyExtraction { text: string.clone().unbind(), rows })?)?;
        }
        strings.clear();
        py.check_signals()
    };
    let items = texts.try_iter().map_err(|_| {
        let kind = texts.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
        PyTypeError::new_err(format!("texts must be an iterable of str, not {kind}"))
    })?;
    for (index, text) in items.enumerate() {
        strings.push(text_argument(&text?, &format!("texts[{index}]"))?.clone());
        if strings.len() == BLOCK {
            finish(&mut strings)?;
        }
    }
    finish(&mut strings)?;
    Ok(found)
}

/// One of the words a keyword takes.
fn choice<T>(
    value: &Bound<'_, PyAny>,
    keyword: &str,
    known: &[&str],
    named: impl Fn(&str) -> Option<T>,
) -> PyResult<T> {
    let word: String = value
        .extract()
        .map_err(|_| PyTypeError::new_err(format!("{keyword} must be a str, one of {}", known.join(", "))))?;
    named(&word).ok_or_else(|| PyValueError::new_err(unknown(keyword, &word, known)))
}

fn read_options(given: Option<&Bound<'_, PyDict>>) -> PyResult<Options> {
    let mut options = Options::default();
    for (keyword, value) in given.into_iter().flatten() {
        let keyword: String = keyword.extract()?;
        match keyword.as_str() {
            "fold" => options.profile = choice(&value, "fold", &Profile::NAMES, Profile::named)?,
            "boundaries" => options.boundaries = choice(&value, "boundaries", &Boundaries::NAMES, Boundaries::named)?,
            "overlaps" => options.resolve.overlaps = choice(&value, "overlaps", &Overlaps::NAMES, Overlaps::named)?,
            "evidence" => {
                options.resolve.evidence = value
                    .extract()
                    .map_err(|_| PyTypeError::new_err(format!("evidence must be True or False, not {value}")))?;
            }
            "labels" if value.is_none() => {}
            "labels" => options.resolve.labels = Some(read_labels(&value)?),
            _ => {
                let near = nearest(&keyword, &KEYWORDS);
                let hint = near.map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
                return Err(PyTypeError::new_err(format!(
                    "Matcher() has no keyword {keyword:?}{hint} Known: {}",
                    KEYWORDS.join(", ")
                )));
            }
        }
    }
    Ok(options)
}

fn read_labels(value: &Bound<'_, PyAny>) -> PyResult<HashSet<Label>> {
    if value.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("labels must be an iterable of str, not one str; write [label]"));
    }
    let mut labels = HashSet::new();
    for label in value.try_iter()? {
        let label = label?;
        let word: String =
            label.extract().map_err(|_| PyTypeError::new_err(format!("labels must be str, not {label}")))?;
        labels
            .insert(Label::named(&word).ok_or_else(|| PyValueError::new_err(unknown("label", &word, &Label::NAMES)))?);
    }
    Ok(labels)
}

/// A label that is neither one of the five nor any name's is a slip: it would silently find nothing.
fn check_labels(matcher: &Matcher) -> PyResult<()> {
    let of_names = matcher.lexicon().labels().iter().map(Label::as_str);
    let own = of_names.filter(|label| !Label::NAMES.contains(label));
    let known: Vec<&str> = Label::NAMES.into_iter().chain(own).collect();
    let wanted = matcher.options().resolve.labels.iter().flatten();
    match wanted.map(Label::as_str).filter(|label| !known.contains(label)).min() {
        Some(label) => Err(PyValueError::new_err(unknown("label", label, &known))),
        None => Ok(()),
    }
}

/// The bundled matcher, made once, on first use.
fn bundled(py: Python<'_>) -> PyResult<&'static Arc<Matcher>> {
    static BUNDLED: OnceCell<Arc<Matcher>> = OnceCell::new();
    // Made detached from the interpreter, and without using it: a thread that waits here holds no lock that the maker
    // could need.
    let made = py.detach(|| {
        BUNDLED.get_or_try_init(|| -> Result<_, Error> {
            Ok(Arc::new(Matcher::new(Gazetteer::bundled()?, Options::default())?))
        })
    });
    made.map_err(|error| to_python(py, &error))
}

/// The entities of a text, found with the bundled gazetteer (loaded once, on first use).
///
/// Args:
///     text: str, of any length and content; lone surrogates and NULs are legal.
/// Returns:
///     Extraction: its entities in order; `text[e.start:e.end] == e.text` for each.
/// Raises:
///     TypeError: text is no str.
///
/// >>> import sco_ner
/// >>> [(e.text, e.label, e.id) for e in sco_ner.extract("التقى الرئيس الصيني شي جين بينغ نظيره الروسي")]
/// [('الصيني', 'NORP', 'CN'), ('شي جين بينغ', 'PERSON', 'xi-jinping'), ('الروسي', 'NORP', 'RU')]
#[pyfunction]
pub fn extract(text: &Bound<'_, PyAny>) -> PyResult<PyExtraction> {
    find(bundled(text.py())?, text_argument(text, "text")?)
}

/// The entities of several texts, found with the bundled gazetteer.
///
/// Args:
///     texts: an iterable of str.
///     threads: how many threads share the work, 1 or more; the result does not depend on it.
/// Returns:
///     list of Extraction, one a text.
/// Raises:
///     TypeError: texts is one str, or an item is no str; the message names its index.
///     ValueError: threads is less than 1.
///
/// >>> import sco_ner
/// >>> [len(found) for found in sco_ner.extract_batch(["موسكو وبكين", ""])]
/// [2, 0]
#[pyfunction]
#[pyo3(signature = (texts, *, threads=1))]
pub fn extract_batch<'py>(texts: &Bound<'py, PyAny>, threads: isize) -> PyResult<Bound<'py, PyList>> {
    batch(bundled(texts.py())?, texts, threads)
}

/// The entities of a column of texts, found with the bundled gazetteer, as Arrow columns: fastest for many texts.
///
/// Args:
///     column: texts as an Arrow array or stream (a pyarrow Array or ChunkedArray, a polars or pandas Series: any object
///         with `__arrow_c_array__` or `__arrow_c_stream__`) of type utf8, large_utf8, utf8_view or a dictionary of one,
///         read where it lies; or an iterable of str. Nulls, or None, have no entities.
///     threads: how many threads share the work, 1 or more; the result does not depend on it.
///     offsets: what `start` and `end` count: "codepoints", or the bytes of "utf8", or the units of "utf16".
///     text: whether the result has a column `text`, the mention as it stands in the text.
/// Returns:
///     ArrowEntities: one row an entity, in the order of the texts.
/// Raises:
///     TypeError: column is one str, a table, or holds something else than text; the message says what to do.
///     ValueError: threads is less than 1, or offsets is unknown.
///     ScoNerError: a text is not UTF-8; the message names its row.
///
/// >>> import sco_ner
/// >>> len(sco_ner.extract_arrow(["موسكو وبكين", None, "في الصين"]))
/// 3
#[pyfunction]
#[pyo3(signature = (column, *, threads=1, offsets="codepoints", text=false))]
pub fn extract_arrow(
    column: &Bound<'_, PyAny>,
    threads: isize,
    offsets: &str,
    text: bool,
) -> PyResult<PyArrowEntities> {
    let threads = threads_argument(threads)?;
    extract_columnar(bundled(column.py())?, column, threads, offsets, text)
}
