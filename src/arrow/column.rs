//! A column of text, read where it lies.
//!
//! Bytes from elsewhere may be anything, whatever their type claims: text is held as bytes until it has been checked, text by
//! text, by the thread that scans it. Of a dictionary each value that is used is scanned once for each date that it has, and
//! its mentions are said of every row that has both; what a text means depends on nothing else.

use std::collections::HashMap;
use std::num::NonZeroUsize;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray};
use arrow_schema::DataType;

use crate::columnar::{Asked, Columns, NO_TEXT as NONE, Shape, Texts, extract_columns, repeat};
use crate::error::Error;
use crate::matcher::{Matcher, Request};
use crate::text::Text;
use crate::watch::Watch;

/// The type as which a column of text is to be taken in: the same layout, of bytes nobody vouches for.
///
/// # Errors
/// Where the type is none of text; says what to do.
pub fn storage(data_type: &DataType) -> Result<DataType, Error> {
    let bytes = |text: &DataType| match text {
        DataType::Utf8 => Some(DataType::Binary),
        DataType::LargeUtf8 => Some(DataType::LargeBinary),
        DataType::Utf8View => Some(DataType::BinaryView),
        _ => None,
    };
    let found = match data_type {
        DataType::Null => Some(DataType::Null),
        DataType::Dictionary(key, value) => {
            bytes(value).map(|value| DataType::Dictionary(key.clone(), Box::new(value)))
        }
        text => bytes(text),
    };
    found.ok_or_else(|| {
        let remedy = match data_type {
            DataType::Struct(fields) => {
                let names: Vec<&str> = fields.iter().take(8).map(|field| field.name().as_str()).collect();
                let first = names.first().copied().unwrap_or("text");
                let names = names.join(", ");
                return Error::argument(format!(
                    "column is a table or a struct (of {names}); give the one column that holds the texts, \
                     for example table[{first:?}]"
                ));
            }
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => {
                "decode the bytes first, for example with a cast to string"
            }
            _ => "cast it first, for example with pyarrow's column.cast(\"string\") or polars' column.cast(pl.String)",
        };
        Error::argument(format!(
            "column must hold text (Arrow's utf8, large_utf8, utf8_view, or a dictionary of one), not {data_type}; {remedy}"
        ))
    })
}

/// A column of text in one chunk or several.
#[derive(Debug)]
pub struct TextColumn {
    values: Values,
    /// Of a dictionary, the value of each row.
    keys: Option<Vec<usize>>,
}

impl TextColumn {
    /// Takes the chunks of a column, all of one type: of text, of bytes that are to be text, or a dictionary of one.
    ///
    /// # Errors
    /// Where the type is another; says what to do.
    pub fn new(chunks: &[ArrayRef]) -> Result<Self, Error> {
        let mut values = Values::default();
        let mut keys = None;
        for chunk in chunks {
            match chunk.as_any_dictionary_opt() {
                None => values.push(chunk)?,
                Some(dictionary) => {
                    let first = values.len();
                    values.push(dictionary.values())?;
                    let keys = keys.get_or_insert_with(Vec::new);
                    if dictionary.values().is_empty() {
                        keys.resize(keys.len() + dictionary.len(), NONE);
                        continue;
                    }
                    let nulls = dictionary.keys().nulls();
                    let row = |(row, key)| match nulls {
                        Some(nulls) if nulls.is_null(row) => NONE,
                        _ => first + key,
                    };
                    keys.extend(dictionary.normalized_keys().into_iter().enumerate().map(row));
                }
            }
        }
        if let Some(keys) = &keys {
            values.name_by_rows(keys);
        }
        Ok(Self { values, keys })
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.keys.as_ref().map_or(self.values.len(), Vec::len)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The mentions of all rows, in order. Rows without a text have none.
    ///
    /// # Errors
    /// With the first row that is not UTF-8 or too long, or that the work was ended.
    pub fn extract(
        &self,
        matcher: &Matcher,
        asked: &Asked,
        shape: Shape,
        threads: NonZeroUsize,
        watch: &Watch<'_>,
    ) -> Result<Vec<Columns>, Error> {
        let records = matcher.lexicon().gazetteer().len();
        let values = &self.values;
        let extract = |texts: &Wanted<'_>| extract_columns(matcher, texts, shape, threads, watch);
        match &self.keys {
            None => extract(&Wanted { values, asked, pairs: None }),
            Some(keys) if asked.dates.is_none() => {
                let found = extract(&Wanted { values, asked, pairs: None })?;
                Ok(repeat(found, values.len(), keys, records))
            }
            Some(keys) => {
                let (pairs, keys) = pairs(keys, asked);
                let found = extract(&Wanted { values, asked, pairs: Some(&pairs) })?;
                Ok(repeat(found, pairs.len(), &keys, records))
            }
        }
    }
}

/// A value of a dictionary and what is asked of some of its rows.
type Pair = (usize, Request);

/// The values of a dictionary with what is asked of their rows, each pair once, and the pair of each row.
fn pairs(keys: &[usize], asked: &Asked) -> (Vec<Pair>, Vec<usize>) {
    let (mut pairs, mut known) = (Vec::new(), HashMap::new());
    let rows = keys.iter().enumerate().map(|(row, &key)| {
        if key == NONE {
            return NONE;
        }
        let pair = (key, asked.of(row));
        *known.entry(pair).or_insert_with(|| {
            pairs.push(pair);
            pairs.len() - 1
        })
    });
    let rows = rows.collect();
    (pairs, rows)
}

/// The values of a column with what is asked of them.
struct Wanted<'a> {
    values: &'a Values,
    asked: &'a Asked,
    /// Of a dictionary whose rows have dates, what is looked at.
    pairs: Option<&'a [Pair]>,
}

impl Wanted<'_> {
    fn value(&self, index: usize) -> usize {
        self.pairs.map_or(index, |pairs| pairs[index].0)
    }
}

impl Texts for Wanted<'_> {
    fn len(&self) -> usize {
        self.pairs.map_or(self.values.len(), <[Pair]>::len)
    }

    fn size(&self, index: usize) -> usize {
        self.values.size(self.value(index))
    }

    fn request(&self, index: usize) -> Request {
        match self.pairs {
            Some(pairs) => pairs[index].1,
            None => self.asked.of(index),
        }
    }

    fn text(&self, index: usize) -> Result<Option<Text<'_>>, Error> {
        self.values.text(self.value(index))
    }
}

/// The texts of a column, or the values of its dictionaries.
#[derive(Debug, Default)]
struct Values {
    chunks: Vec<Chunk>,
    /// Where each chunk begins, and where the last one ends.
    bounds: Vec<usize>,
    /// Of dictionaries, the first row that has each value; values of no row are not looked at.
    rows: Option<Vec<usize>>,
}

impl Values {
    fn len(&self) -> usize {
        self.bounds.last().copied().unwrap_or(0)
    }

    fn push(&mut self, chunk: &ArrayRef) -> Result<(), Error> {
        let end = self.len() + chunk.len();
        if self.bounds.is_empty() {
            self.bounds.push(0);
        }
        self.bounds.push(end);
        self.chunks.push(Chunk::new(chunk)?);
        Ok(())
    }

    fn name_by_rows(&mut self, keys: &[usize]) {
        let mut rows = vec![NONE; self.len()];
        for (row, &key) in keys.iter().enumerate() {
            if key != NONE && rows[key] == NONE {
                rows[key] = row;
            }
        }
        self.rows = Some(rows);
    }

    /// The chunk that holds a value, and its place there.
    fn find(&self, index: usize) -> (&Chunk, usize) {
        let chunk = if self.chunks.len() == 1 { 0 } else { self.bounds.partition_point(|&bound| bound <= index) - 1 };
        (&self.chunks[chunk], index - self.bounds[chunk])
    }

    /// The row by which a value is called in messages.
    fn first_row(&self, index: usize) -> usize {
        self.rows.as_ref().map_or(index, |rows| rows[index])
    }
}

impl Values {
    fn size(&self, index: usize) -> usize {
        let (chunk, place) = self.find(index);
        if self.first_row(index) == NONE { 0 } else { chunk.size(place) }
    }

    fn text(&self, index: usize) -> Result<Option<Text<'_>>, Error> {
        let row = self.first_row(index);
        let (chunk, place) = self.find(index);
        let Some(bytes) = chunk.bytes(place).filter(|_| row != NONE) else { return Ok(None) };
        let text = simdutf8::basic::from_utf8(bytes).map_err(|_| {
            let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
            Error::data(format!(
                "column[{row}] is not UTF-8 from byte {valid} on, whatever its type says; decode the bytes that it was \
                 made from again, replacing what is no text"
            ))
        })?;
        Text::utf8(text).map(Some)
    }
}

/// Consecutive texts, as bytes.
#[derive(Debug)]
enum Chunk {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
    Nulls,
}

impl Chunk {
    fn new(array: &ArrayRef) -> Result<Self, Error> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Small(array.as_string::<i32>().clone().into()),
            DataType::Binary => Self::Small(array.as_binary::<i32>().clone()),
            DataType::LargeUtf8 => Self::Large(array.as_string::<i64>().clone().into()),
            DataType::LargeBinary => Self::Large(array.as_binary::<i64>().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone().to_binary_view()),
            DataType::BinaryView => Self::View(array.as_binary_view().clone()),
            DataType::Null => Self::Nulls,
            other => return Err(storage(other).err().unwrap_or_else(|| Error::argument("column must hold text"))),
        })
    }

    fn bytes(&self, place: usize) -> Option<&[u8]> {
        match self {
            Self::Small(array) => array.is_valid(place).then(|| array.value(place)),
            Self::Large(array) => array.is_valid(place).then(|| array.value(place)),
            Self::View(array) => array.is_valid(place).then(|| array.value(place)),
            Self::Nulls => None,
        }
    }

    fn size(&self, place: usize) -> usize {
        match self {
            Self::Small(array) => array.value_length(place) as usize,
            Self::Large(array) => array.value_length(place) as usize,
            // The low half of a view's first word is its length.
            Self::View(array) => array.views()[place] as u32 as usize,
            Self::Nulls => 0,
        }
    }
}
