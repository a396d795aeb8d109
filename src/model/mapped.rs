//! A model's file as memory: the only place where a file is mapped.

use std::fs::File;
use std::io;
use std::path::Path;

use memmap2::Mmap;

/// Maps a file for reading.
///
/// # Errors
/// Where it cannot be opened or mapped.
#[allow(unsafe_code)]
pub(super) fn map(path: &Path) -> io::Result<Mmap> {
    let file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the file is empty; it is no model"));
    }
    // SAFETY: the bytes of a mapping must not change while they are read. Models are written whole beside their place and
    // put there by rename (`super::write`), which leaves a mapped file as it is; whoever asks for a mapping is told that
    // the file must not be written to in place.
    unsafe { Mmap::map(&file) }
}
