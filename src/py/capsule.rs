//! Arrow arrays in and out through the PyCapsule interface.
//!
//! Only here are foreign Arrow structs read. What they say is believed as far as the C data interface makes a producer
//! answer for it (that pointers are good and buffers as long as counts and offsets tell); all else is checked before use:
//! offsets, views and dictionary keys here, UTF-8 when a text is scanned.

use std::ffi::{CStr, c_int};
use std::ptr::NonNull;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatchIterator, make_array};
use arrow_schema::{ArrowError, DataType};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::error::to_python;
use crate::arrow::{Batches, TextColumn, storage};
use crate::error::Error;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// The schema of a result, as a capsule.
pub fn export_schema<'py>(py: Python<'py>, found: &Batches) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(found.schema.as_ref()).map_err(|error| malformed(&error))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// A stream of a result's batches, as a capsule. The consumer moves the stream out; what it leaves the capsule releases.
pub fn export_stream<'py>(py: Python<'py>, found: &Batches) -> PyResult<Bound<'py, PyCapsule>> {
    let batches = found.batches.clone().into_iter().map(Ok);
    let reader = RecordBatchIterator::new(batches, found.schema.clone());
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
}

/// The column that an object gives through `__arrow_c_array__` or `__arrow_c_stream__`, `None` where it has neither.
pub fn import_column(object: &Bound<'_, PyAny>) -> PyResult<Option<TextColumn>> {
    let py = object.py();
    let chunks = if object.hasattr(intern!(py, "__arrow_c_array__"))? {
        let pair = object.call_method0(intern!(py, "__arrow_c_array__"))?;
        let pair: (Bound<'_, PyAny>, Bound<'_, PyAny>) =
            pair.extract().map_err(|_| PyTypeError::new_err("column's __arrow_c_array__ must give two capsules"))?;
        import_array(&pair.0, &pair.1)?
    } else if object.hasattr(intern!(py, "__arrow_c_stream__"))? {
        import_stream(&object.call_method0(intern!(py, "__arrow_c_stream__"))?)?
    } else {
        return Ok(None);
    };
    TextColumn::new(&chunks).map(Some).map_err(|error| to_python(py, &error))
}

#[allow(unsafe_code)]
fn import_array(schema: &Bound<'_, PyAny>, array: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    let schema = pointer::<FFI_ArrowSchema>(schema, SCHEMA)?;
    let array = pointer::<FFI_ArrowArray>(array, ARRAY)?;
    // SAFETY: a capsule of this name holds an ArrowSchema until it is destroyed, and the caller holds the capsule; the
    // interpreter's lock, or on builds without one the rule that a capsule has one consumer, keeps others away.
    let schema = unsafe { schema.as_ref() };
    if schema.release().is_none() {
        return Err(consumed());
    }
    // SAFETY: likewise an ArrowArray; it is moved out, and what stays behind is marked released.
    let array = unsafe { FFI_ArrowArray::from_raw(array.as_ptr()) };
    if array.is_released() {
        return Err(consumed());
    }
    Ok(vec![import(array, &stored_as(schema)?)?])
}

#[allow(unsafe_code)]
fn import_stream(stream: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    let stream = pointer::<FFI_ArrowArrayStream>(stream, STREAM)?;
    // SAFETY: a capsule of this name holds an ArrowArrayStream until it is destroyed, and the caller holds the capsule; it
    // is moved out, and what stays behind is marked released.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    let (Some(get_schema), Some(get_next), Some(_)) = (stream.get_schema(), stream.get_next(), stream.release()) else {
        return Err(consumed());
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: the callbacks of a stream that is not released may be called with it and a place for their answer.
    let answer = unsafe { get_schema(&raw mut stream, &raw mut schema) };
    succeeded(answer, &mut stream)?;
    let data_type = stored_as(&schema)?;
    let mut chunks = Vec::new();
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above.
        let answer = unsafe { get_next(&raw mut stream, &raw mut array) };
        succeeded(answer, &mut stream)?;
        if array.is_released() {
            return Ok(chunks);
        }
        chunks.push(import(array, &data_type)?);
    }
}

/// The array of a foreign struct, checked as far as can be. Its type is one of [`storage`]'s: text comes as bytes.
#[allow(unsafe_code)]
fn import(array: FFI_ArrowArray, data_type: &DataType) -> PyResult<ArrayRef> {
    // SAFETY: the struct follows the C data interface, for which its producer answers, and it has the layout of this type,
    // which differs from the type its schema gave in that bytes need not be UTF-8.
    let data = unsafe { from_ffi_and_data_type(array, data_type.clone()) }.map_err(|error| malformed(&error))?;
    data.validate_full().map_err(|error| malformed(&error))?;
    Ok(make_array(data))
}

fn stored_as(schema: &FFI_ArrowSchema) -> PyResult<DataType> {
    let given = DataType::try_from(schema)
        .map_err(|error| PyTypeError::new_err(format!("column's Arrow type is not known here: {error}")))?;
    storage(&given).map_err(|error| PyTypeError::new_err(error.to_string()))
}

/// Raises what a stream says went wrong.
#[allow(unsafe_code)]
fn succeeded(answer: c_int, stream: &mut FFI_ArrowArrayStream) -> PyResult<()> {
    if answer == 0 {
        return Ok(());
    }
    let said = stream.get_last_error().and_then(|get_last_error| {
        // SAFETY: the callback of a stream that is not released; its answer is null or a string that lives until the next
        // call, and is copied before.
        let said = unsafe { get_last_error(&raw mut *stream) };
        // SAFETY: as said.
        (!said.is_null()).then(|| unsafe { CStr::from_ptr(said) }.to_string_lossy().into_owned())
    });
    let said = said.unwrap_or_else(|| std::io::Error::from_raw_os_error(answer).to_string());
    Err(PyValueError::new_err(format!("column's stream failed: {said}")))
}

fn pointer<T>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<T>> {
    let capsule = capsule.cast::<PyCapsule>().map_err(|_| {
        PyTypeError::new_err(format!("column must give a capsule named {name:?} through the Arrow PyCapsule interface"))
    })?;
    Ok(capsule.pointer_checked(Some(name))?.cast())
}

fn consumed() -> PyErr {
    PyValueError::new_err("column's Arrow data has been consumed before; make it anew")
}

fn malformed(error: &ArrowError) -> PyErr {
    let error = Error::data(format!("column's Arrow data is malformed: {error}"));
    Python::attach(|py| to_python(py, &error))
}
