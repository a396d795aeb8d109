//! Errors of the core as Python exceptions.

use std::fmt::Display;

use pyo3::exceptions::{PyKeyboardInterrupt, PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use pyo3::{create_exception, intern};

use crate::error::{Error, ErrorKind, one_of};

create_exception!(
    sco_ner,
    ScoNerError,
    PyValueError,
    "Base of the errors that sco_ner raises about data. A ValueError."
);
create_exception!(
    sco_ner,
    GazetteerError,
    ScoNerError,
    "A gazetteer has defects.\n\nThe message lists them all; `defects` holds them as a list of dicts with the keys\n`file`, `line`, `field`, `value`, `problem` and `remedy`."
);

/// The exception for an error of the core.
pub fn to_python(py: Python<'_>, error: &Error) -> PyErr {
    match error.kind() {
        ErrorKind::Gazetteer(defects) => {
            let raised = GazetteerError::new_err(error.to_string());
            let rows: PyResult<Vec<Bound<'_, PyDict>>> = defects.iter().map(|defect| defect_row(py, defect)).collect();
            match rows.and_then(|rows| raised.value(py).setattr(intern!(py, "defects"), rows)) {
                Ok(()) => raised,
                Err(failed) => failed,
            }
        }
        ErrorKind::File(path, error) => match error.raw_os_error() {
            // OSError with an errno becomes FileNotFoundError, PermissionError, IsADirectoryError …
            Some(code) => {
                // The message without Rust's "(os error 2)".
                let message = error.to_string();
                let message = message.split(" (os error").next().unwrap_or_default().to_owned();
                PyOSError::new_err((code, message, path.display().to_string()))
            }
            None => PyOSError::new_err(format!("{}: {error}", path.display())),
        },
        ErrorKind::Argument(_) => PyValueError::new_err(error.to_string()),
        ErrorKind::Interrupted => PyKeyboardInterrupt::new_err(error.to_string()),
        ErrorKind::TextTooLong(_) | ErrorKind::Data(_) => ScoNerError::new_err(error.to_string()),
    }
}

/// A defect as a dict.
pub fn defect_row<'py>(py: Python<'py>, defect: &crate::error::Defect) -> PyResult<Bound<'py, PyDict>> {
    let row = PyDict::new(py);
    row.set_item("file", &defect.file)?;
    row.set_item("line", defect.line)?;
    row.set_item("field", &defect.field)?;
    row.set_item("value", &defect.value)?;
    row.set_item("problem", &defect.problem)?;
    row.set_item("remedy", &defect.remedy)?;
    Ok(row)
}

/// The name of a value's type, for messages.
pub fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string())
}

/// The text argument as a `str`, or a `TypeError` that says what was given.
pub fn text_argument<'a, 'py>(value: &'a Bound<'py, PyAny>, place: impl Display) -> PyResult<&'a Bound<'py, PyString>> {
    value.cast::<PyString>().map_err(|_| {
        let kind = type_name(value);
        let hint = match kind.as_str() {
            "bytes" | "bytearray" => "; decode it first, for example text.decode(\"utf-8\")",
            "NoneType" => "; leave it out, or give \"\"",
            _ => "",
        };
        PyTypeError::new_err(format!("{place} must be a str, not {kind}{hint}"))
    })
}

/// The message about a word that is not one of `known`, naming the nearest one.
pub fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    format!("unknown {what} {word:?}; {}", one_of(word, known))
}
