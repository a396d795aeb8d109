//! The Python face: registration. Only here is Python known.

mod batch;
mod bundled;
mod capsule;
mod columnar;
mod compare;
mod date;
mod entity;
mod error;
mod explain;
mod extraction;
mod gazetteer;
mod interrupt;
mod json;
mod matcher;
mod options;
mod record;
mod text;

use pyo3::prelude::*;
use pyo3::types::PySequence;

/// The compiled part of `sco_ner`; import `sco_ner` instead.
#[pymodule(name = "_core")]
fn core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    PySequence::register::<extraction::PyExtraction>(py)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<columnar::PyArrowEntities>()?;
    module.add_class::<entity::PyEntity>()?;
    module.add_class::<extraction::PyExtraction>()?;
    module.add_class::<gazetteer::PyGazetteer>()?;
    module.add_class::<matcher::PyMatcher>()?;
    module.add_class::<record::PyRecord>()?;
    module.add("ScoNerError", py.get_type::<error::ScoNerError>())?;
    module.add("GazetteerError", py.get_type::<error::GazetteerError>())?;
    module.add_function(wrap_pyfunction!(bundled::extract, module)?)?;
    module.add_function(wrap_pyfunction!(bundled::extract_arrow, module)?)?;
    module.add_function(wrap_pyfunction!(bundled::extract_batch, module)?)?;
    // Set rather than added: `add_function` would list them in `__all__`.
    module.setattr("_write_bundled_model", wrap_pyfunction!(bundled::_write_bundled_model, module)?)?;
    module.setattr("_Stop", py.get_type::<interrupt::PyStop>())?;
    module.setattr("_json_lines", wrap_pyfunction!(json::_json_lines, module)?)?;
    Ok(())
}
