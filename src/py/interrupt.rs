//! Long calls and the interpreter's signals (Ctrl-C).

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use pyo3::prelude::*;

use super::error::to_python;
use crate::error::{Error, ErrorKind};
use crate::watch::Watch;

thread_local! {
    /// What ends the calls of this thread.
    static FOLLOWED: RefCell<Option<Arc<AtomicBool>>> = const { RefCell::new(None) };
}

/// Ends the long calls of threads that follow it, with a KeyboardInterrupt: for programs whose main thread handles Ctrl-C while
/// others work.
#[pyclass(name = "_Stop", module = "sco_ner._core", frozen)]
#[derive(Default)]
pub struct PyStop {
    set: Arc<AtomicBool>,
}

#[pymethods]
impl PyStop {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// From now on the calls of this thread end once it is set.
    fn follow(&self) {
        FOLLOWED.set(Some(self.set.clone()));
    }

    /// Ends the calls.
    fn set(&self) {
        self.set.store(true, Ordering::Relaxed);
    }
}

/// Works detached from the interpreter, looking now and then whether it has signals to handle; what a handler raises ends the
/// work on all its threads and is raised here. Only on the main thread does Python handle signals; others may follow a
/// [`PyStop`].
pub fn interruptible<T: Send>(py: Python<'_>, work: impl FnOnce(&Watch<'_>) -> Result<T, Error> + Send) -> PyResult<T> {
    let (done, raised) = py.detach(|| {
        let ended = FOLLOWED.with_borrow(|followed| followed.as_ref().map(Arc::clone)).unwrap_or_default();
        let raised = Cell::new(None);
        let go_on = || {
            // Where the interpreter is going away, nobody handles signals any more.
            Python::try_attach(|py| py.check_signals().map_err(|error| raised.set(Some(error))).is_ok()).unwrap_or(true)
        };
        let done = work(&Watch::new(&ended).asking(&go_on));
        (done, raised.take())
    });
    done.map_err(|error| match (error.kind(), raised) {
        (ErrorKind::Interrupted, Some(raised)) => raised,
        _ => to_python(py, &error),
    })
}
