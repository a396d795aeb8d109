//! A Python `str` as a borrowed [`Text`]: the only place where CPython's memory is read.

use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::types::string::PyStringData;

use crate::text::Text;

/// Borrows the characters of a `str` for as long as the reference to it is held.
///
/// # Errors
/// Where CPython cannot show the characters (out of memory for a legacy string).
#[allow(unsafe_code)]
pub fn borrow<'a>(string: &'a Bound<'_, PyString>) -> PyResult<Text<'a>> {
    // SAFETY: `data` reads the representation bits of the object's header; PyO3 vouches for that on the targets whose
    // wheels are tested (tests/python/test_extract.py reads all widths on each). The slice it gives lies in the object, which is
    // immutable and kept alive by `string` for `'a`.
    let data = unsafe { string.data()? };
    Ok(match data {
        PyStringData::Ucs1(units) => Text::Ucs1(units),
        PyStringData::Ucs2(units) => Text::Ucs2(units),
        PyStringData::Ucs4(units) => Text::Ucs4(units),
    })
}
