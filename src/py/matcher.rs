//! `Matcher`, `extract`, `extract_batch` and `extract_arrow`.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use once_cell::sync::OnceCell;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};

use super::columnar::{PyArrowEntities, extract_columnar};
use super::date::{date_argument, dates_argument, unlike};
use super::error::{text_argument, to_python, unknown};
use super::extraction::{PyExtraction, Rows};
use super::gazetteer::PyGazetteer;
use super::{explain, text};
use crate::batch::extract_batch_for;
use crate::entity::Label;
use crate::error::{Error, nearest};
use crate::fold::Profile;
use crate::gazetteer::Gazetteer;
use crate::matcher::{Matcher, Options, Request};
use crate::resolve::Overlaps;
use crate::scan::Boundaries;

const KEYWORDS: [&str; 6] = ["fold", "boundaries", "overlaps", "labels", "evidence", "roles"];

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
        text_signature = "(gazetteer=None, *, fold='standard', boundaries='run-on', overlaps='longest', labels=None, evidence=True, roles=False)"
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
    ///     dates: an iterable of dates, one for each text, as `extract` takes them; None where all are unknown.
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
fn request(matcher: &Matcher, date: Option<&Bound<'_, PyAny>>, roles: Option<bool>) -> PyResult<Request> {
    let date = date.map_or(Ok(None), |date| date_argument(date, "date"))?;
    Ok(Request { date, roles: roles.unwrap_or(matcher.options().resolve.roles) })
}

fn find(matcher: &Arc<Matcher>, string: &Bound<'_, PyString>, request: Request) -> PyResult<PyExtraction> {
    let py = string.py();
    let text = text::borrow(string)?;
    // `string` is held until after the call, so the characters stay where they are while other threads run.
    match py.detach(|| matcher.extract_for(&text, request)) {
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

fn batch<'py>(
    matcher: &Arc<Matcher>,
    texts: &Bound<'py, PyAny>,
    dates: Option<&Bound<'py, PyAny>>,
    roles: Option<bool>,
    threads: isize,
) -> PyResult<Bound<'py, PyList>> {
    let py = texts.py();
    if texts.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(
            "texts must be an iterable of str, not one str; call extract(text), or give [text]",
        ));
    }
    let threads = threads_argument(threads)?;
    let dates = dates_argument(dates)?;
    if let (Some(dates), Ok(count)) = (&dates, texts.len())
        && dates.len() != count
    {
        return Err(unlike(dates.len(), &count.to_string()));
    }
    let plain = Request { date: None, roles: roles.unwrap_or(matcher.options().resolve.roles) };
    let request = |index: usize| match &dates {
        Some(dates) => Request { date: dates.get(index).copied().flatten(), ..plain },
        None => plain,
    };
    let found = PyList::empty(py);
    let mut strings: Vec<Bound<'py, PyString>> = Vec::new();
    let finish = |strings: &mut Vec<Bound<'py, PyString>>| -> PyResult<()> {
        let first = found.len();
        let requests: Vec<Request> = (first..first + strings.len()).map(request).collect();
        let borrowed = strings.iter().map(text::borrow).collect::<PyResult<Vec<_>>>()?;
        // `strings` holds the texts until after the call, so their characters stay where they are.
        let rows = py.detach(|| extract_batch_for(matcher, &borrowed, &requests, threads));
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
        if let Some(dates) = dates.as_ref().filter(|dates| index >= dates.len()) {
            return Err(unlike(dates.len(), "more"));
        }
        strings.push(text_argument(&text?, &format!("texts[{index}]"))?.clone());
        if strings.len() == BLOCK {
            finish(&mut strings)?;
        }
    }
    finish(&mut strings)?;
    match dates.filter(|dates| dates.len() != found.len()) {
        Some(dates) => Err(unlike(dates.len(), &found.len().to_string())),
        None => Ok(found),
    }
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
            "roles" => {
                options.resolve.roles = value
                    .extract()
                    .map_err(|_| PyTypeError::new_err(format!("roles must be True or False, not {value}")))?;
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

/// The bundled matcher, made once, on first use: from the model beside the package, or compiled where there is none.
fn bundled(py: Python<'_>) -> PyResult<&'static Arc<Matcher>> {
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
///     text: str, of any length and content; lone surrogates and NULs are legal.
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
///     dates: an iterable of dates, one for each text, as `extract` takes them; None where all are unknown.
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
