//! A model's bytes in memory, where any table may begin.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// Bytes that begin at a multiple of sixteen.
pub(super) struct Aligned {
    words: Vec<u128>,
    len: usize,
}

impl Aligned {
    fn room(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(16)], len }
    }

    /// A copy of these.
    pub fn of(bytes: &[u8]) -> Self {
        let mut aligned = Self::room(bytes.len());
        aligned.as_mut()[..bytes.len()].copy_from_slice(bytes);
        aligned
    }

    /// All of a file.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let said = file.metadata()?.len();
        let len = usize::try_from(said).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
        let mut aligned = Self::room(len);
        let bytes = aligned.as_mut();
        let mut filled = 0;
        while filled < len {
            match file.read(&mut bytes[filled..len])? {
                0 => break,
                count => filled += count,
            }
        }
        aligned.len = filled;
        Ok(aligned)
    }

    fn as_mut(&mut self) -> &mut [u8] {
        bytemuck::cast_slice_mut(&mut self.words)
    }
}

impl AsRef<[u8]> for Aligned {
    fn as_ref(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.words)[..self.len]
    }
}
