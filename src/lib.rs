//! Finds who is named in Arabic news: leaders, countries, organizations, cities and nationality words, each with its
//! exact place in the text as given and the id of whom it names.
//!
//! The pipeline, a stage a module, downward only:
//!
//! 1. [`text`]: characters as their owner holds them, nothing copied;
//! 2. [`fold`]: letters to one-byte codes, with exact offsets back;
//! 3. [`scan`]: candidates, wherever a surface may stand;
//! 4. [`resolve`]: candidates to mentions, by what the text itself says;
//! 5. [`entity`]: plain data out.
//!
//! Off the hot path, [`gazetteer`] reads and checks records, [`variants`] makes their surfaces and `compile` lays them out
//! for the scan. [`Matcher`] is the whole behind one type.
//!
//! What it promises: offsets count code points of the text as given; the same text gives the same rows; no text and no
//! file panics, hangs or reads outside. What it does not do: guess at names that no gazetteer lists.

#[cfg(feature = "arrow")]
pub mod arrow;
mod batch;
mod bits;
mod column;
pub mod columnar;
mod compile;
pub mod entity;
mod error;
pub mod fold;
pub mod gazetteer;
mod grounds;
pub mod json;
mod lanes;
mod matcher;
mod model;
mod prefetch;
#[cfg(feature = "python")]
mod py;
pub mod resolve;
pub mod scan;
pub mod text;
mod threads;
pub mod variants;
mod watch;

pub use batch::{extract_batch, extract_batch_for, extract_batch_watched};
pub use compile::Lexicon;
pub use entity::{Kind, Label, Mention, Proclitic, Target};
pub use error::{Defect, Error, ErrorKind};
pub use gazetteer::{Gazetteer, Record};
pub use grounds::{Against, Ground, Grounds, Without};
pub use matcher::{Engine, Matcher, Options, Request};
pub use text::Text;
pub use watch::Watch;
