//! The gazetteer that comes with the crate: the files of `gazetteer/`, packed in by `build.rs`.

use std::sync::Arc;

use once_cell::sync::OnceCell;

use super::Gazetteer;
use super::read::{Source, read_sources};
use crate::error::Error;

// `FILES`: (name, text) of every file of the gazetteer.
include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

pub(super) fn gazetteer() -> Result<Arc<Gazetteer>, Error> {
    static BUNDLED: OnceCell<Arc<Gazetteer>> = OnceCell::new();
    BUNDLED
        .get_or_try_init(|| {
            let sources: Vec<_> =
                FILES.iter().map(|(name, text)| Source { name: Arc::from(*name), text, own: None }).collect();
            read_sources(&sources, Vec::new()).map(Arc::new)
        })
        .cloned()
}
