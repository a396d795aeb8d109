//! Equality of the Python classes: by value, and no order.

use pyo3::basic::CompareOp;
use pyo3::prelude::*;

/// What a rich comparison answers; `equal` is `None` where the other object is of another class.
pub fn by_equality(py: Python<'_>, op: CompareOp, equal: Option<bool>) -> PyResult<Py<PyAny>> {
    let answer = match (op, equal) {
        (CompareOp::Eq, Some(equal)) => equal,
        (CompareOp::Ne, Some(equal)) => !equal,
        _ => return Ok(py.NotImplemented()),
    };
    Ok(answer.into_pyobject(py)?.to_owned().into_any().unbind())
}
