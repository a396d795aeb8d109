//! A model's bytes in memory, where any table may begin.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use bytemuck::{Pod, Zeroable};

/// A line of memory.
#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C, align(64))]
struct Line([u8; 64]);

/// Bytes that begin where a line of memory does.
pub(super) struct Aligned {
    lines: Vec<Line>,
    len: usize,
}

impl Aligned {
    fn room(len: usize) -> Self {
        Self { lines: vec![Line::zeroed(); len.div_ceil(64)], len }
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
        bytemuck::cast_slice_mut(&mut self.lines)
    }
}

impl AsRef<[u8]> for Aligned {
    fn as_ref(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.lines)[..self.len]
    }
}
