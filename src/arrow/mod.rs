//! Texts from Arrow arrays, mentions as Arrow record batches. How they cross to another language is not known here.

// Codes and lengths are counts, though Arrow has them signed.
#![allow(clippy::cast_sign_loss)]

mod batches;
mod column;

pub use batches::{Batches, schema};
pub use column::{TextColumn, storage};
