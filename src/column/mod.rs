//! A table of plain numbers: in memory of its own, or a part of a model's bytes.
//!
//! What the scan reads is kept in such tables, so that a saved model is used where it lies, without being taken apart.

pub(crate) mod file;

use std::ops::Range;
use std::sync::Arc;

use bytemuck::Pod;

/// Bytes that several tables share: a file read into memory, or mapped.
pub(crate) trait Held: AsRef<[u8]> + Send + Sync {}

impl<B: AsRef<[u8]> + Send + Sync> Held for B {}

/// A table.
#[derive(Clone)]
pub(crate) enum Column<T> {
    /// In memory of its own.
    Own(Vec<T>),
    /// A part of a model's bytes; that it is whole and aligned is checked when it is made.
    Part(Arc<dyn Held>, Range<usize>),
}

impl<T: Pod> Column<T> {
    /// A part of shared bytes; `None` where it does not lie in them or is not aligned.
    pub fn part(bytes: &Arc<dyn Held>, range: Range<usize>) -> Option<Self> {
        let part = (**bytes).as_ref().get(range.clone())?;
        bytemuck::try_cast_slice::<u8, T>(part).ok()?;
        Some(Self::Part(bytes.clone(), range))
    }

    /// The numbers.
    pub fn as_slice(&self) -> &[T] {
        match self {
            Self::Own(numbers) => numbers,
            Self::Part(bytes, range) => bytemuck::cast_slice(&(**bytes).as_ref()[range.clone()]),
        }
    }
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::Own(Vec::new())
    }
}

impl<T> From<Vec<T>> for Column<T> {
    fn from(numbers: Vec<T>) -> Self {
        Self::Own(numbers)
    }
}
