//! Columns of mentions as Arrow record batches.
//!
//! What repeats is in dictionaries: labels, kinds and particles as the matcher knows them, ids and names as far as they
//! were found. All batches share them. The numbers are handed over as they were written, not copied.

use std::hash::Hash;
use std::iter;
use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int32Type};
use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, Int64Array, LargeStringArray, PrimitiveArray, RecordBatch, StringArray,
};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use foldhash::{HashMap, HashMapExt};

use crate::columnar::{Columns, join_targets};
use crate::compile::Lexicon;
use crate::entity::{Kind, Label, Proclitic, Target};
use crate::error::Error;
use crate::gazetteer::NameList;

/// The mentions of a column of text.
#[derive(Clone, Debug)]
pub struct Batches {
    /// Names and types of the columns.
    pub schema: SchemaRef,
    /// The mentions, in order.
    pub batches: Vec<RecordBatch>,
}

/// The columns of a result, with or without the mentions' own letters.
pub fn schema(surfaces: bool) -> SchemaRef {
    let coded = |key: DataType| DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8));
    let mut fields = vec![
        Field::new("row", DataType::Int64, false),
        Field::new("start", DataType::Int64, false),
        Field::new("end", DataType::Int64, false),
        Field::new("label", coded(DataType::Int32), false),
        Field::new("id", coded(DataType::Int32), true),
        Field::new("name", coded(DataType::Int32), false),
        Field::new("name_en", coded(DataType::Int32), false),
        Field::new("kind", coded(DataType::Int8), false),
        Field::new("proclitic", coded(DataType::Int8), false),
        Field::new("score", DataType::Float64, false),
    ];
    if surfaces {
        fields.insert(3, Field::new("text", DataType::LargeUtf8, false));
    }
    Arc::new(Schema::new(fields))
}

impl Batches {
    /// Takes the pieces of a result.
    ///
    /// # Errors
    /// Where the names of what was found are longer in all than a dictionary can hold.
    pub fn new(lexicon: &Lexicon, mut pieces: Vec<Columns>, surfaces: bool) -> Result<Self, Error> {
        let schema = schema(surfaces);
        let targets = join_targets(&mut pieces, lexicon.gazetteer().len());
        let made = Dictionaries::new(lexicon, &targets)
            .and_then(|known| pieces.into_iter().map(|piece| known.batch(&schema, piece)).collect());
        let batches = made.map_err(|error| Error::data(format!("the result cannot be laid out: {error}")))?;
        Ok(Self { schema, batches })
    }

    /// How many mentions there are.
    pub fn len(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The values that all batches share, and for each target where its own are.
struct Dictionaries {
    labels: ArrayRef,
    kinds: ArrayRef,
    proclitics: ArrayRef,
    ids: Coded,
    names: Coded,
    names_en: Coded,
}

impl Dictionaries {
    fn new(lexicon: &Lexicon, targets: &[Target]) -> Result<Self, ArrowError> {
        let record = |target: &Target| match target {
            Target::Record(record) => Some(*record as usize),
            _ => None,
        };
        let records: Option<Vec<usize>> = targets.iter().map(record).collect();
        let (ids, names, names_en) = if let Some((list, records)) = lexicon.gazetteer().list().zip(records) {
            Self::of_list(list, &records)?
        } else {
            let (names, names_en): (Vec<_>, Vec<_>) = targets.iter().map(|&target| lexicon.names(target)).unzip();
            let ids = Coded::new(targets.iter().map(|&target| lexicon.id(target)))?;
            (ids, Coded::new(names.into_iter().map(Some))?, Coded::new(names_en.into_iter().map(Some))?)
        };
        let labels = strings(lexicon.labels().iter().map(Label::as_str))?;
        let kinds = strings(Kind::ALL.into_iter().map(Kind::as_str))?;
        Ok(Self { labels, kinds, proclitics: strings(Proclitic::ALL)?, ids, names, names_en })
    }

    /// Those of a list of names: records have ids of their own and no English name, and are often their own ids.
    fn of_list(list: &NameList, records: &[usize]) -> Result<(Coded, Coded, Coded), ArrowError> {
        let mut letters = Vec::new();
        let ends = records.iter().map(|&record| {
            letters.extend_from_slice(list.id_bytes(record));
            i32::try_from(letters.len()).map_err(|_| too_long(letters.len()))
        });
        let bounds = iter::once(Ok(0)).chain(ends).collect::<Result<Vec<i32>, _>>()?;
        // All are looked at together: whether they are text, and where each begins.
        let values = StringArray::try_new(OffsetBuffer::new(bounds.into()), letters.into(), None)?;
        let ids = Coded { values: Arc::new(values), codes: Codes::Own };
        let names = if list.is_its_own_ids() {
            ids.clone()
        } else {
            Coded::new(records.iter().map(|&record| Some(list.name(record))))?
        };
        Ok((ids, names, Coded { values: strings([""])?, codes: Codes::First }))
    }

    fn batch(&self, schema: &SchemaRef, piece: Columns) -> Result<RecordBatch, ArrowError> {
        let targets = ScalarBuffer::from(piece.target);
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(Int64Array::from(piece.row)),
            Arc::new(Int64Array::from(piece.start)),
            Arc::new(Int64Array::from(piece.end)),
            coded::<Int32Type>(piece.label.into(), None, &self.labels)?,
            self.ids.column(&targets)?,
            self.names.column(&targets)?,
            self.names_en.column(&targets)?,
            coded::<Int8Type>(piece.kind.into(), None, &self.kinds)?,
            coded::<Int8Type>(piece.proclitic.into(), None, &self.proclitics)?,
            Arc::new(Float64Array::from(piece.score)),
        ];
        if let Some(surfaces) = piece.surfaces {
            let bounds = OffsetBuffer::new(surfaces.bounds.into());
            let letters = Buffer::from_vec(surfaces.letters.into_bytes());
            columns.insert(3, Arc::new(LargeStringArray::try_new(bounds, letters, None)?));
        }
        RecordBatch::try_new(schema.clone(), columns)
    }
}

/// Distinct strings, and which of them belongs to each target.
#[derive(Clone)]
struct Coded {
    values: ArrayRef,
    codes: Codes,
}

/// Which string belongs to each target.
#[derive(Clone)]
enum Codes {
    /// The one in the target's own place.
    Own,
    /// The first to all.
    First,
    /// These, or none.
    Listed(Vec<Option<i32>>),
}

impl Coded {
    fn new<S: AsRef<str> + Clone + Eq + Hash>(of_targets: impl Iterator<Item = Option<S>>) -> Result<Self, ArrowError> {
        let mut known: HashMap<S, i32> = HashMap::new();
        let mut values = Vec::new();
        let codes: Vec<Option<i32>> = of_targets
            .map(|value| {
                let value = value?;
                let next = values.len() as i32;
                Some(*known.entry(value).or_insert_with_key(|value| {
                    values.push(value.clone());
                    next
                }))
            })
            .collect();
        let own = codes.iter().zip(0..).all(|(code, own)| *code == Some(own));
        Ok(Self { values: strings(values)?, codes: if own { Codes::Own } else { Codes::Listed(codes) } })
    }

    fn column(&self, targets: &ScalarBuffer<i32>) -> Result<ArrayRef, ArrowError> {
        let codes = match &self.codes {
            Codes::Own => return coded::<Int32Type>(targets.clone(), None, &self.values),
            Codes::First => return coded::<Int32Type>(vec![0; targets.len()].into(), None, &self.values),
            Codes::Listed(codes) => codes,
        };
        let code = |target: &i32| codes[*target as usize];
        let keys: Vec<i32> = targets.iter().map(|target| code(target).unwrap_or(0)).collect();
        let nulls = codes.contains(&None).then(|| targets.iter().map(|target| code(target).is_some()).collect());
        coded::<Int32Type>(keys.into(), nulls, &self.values)
    }
}

fn strings<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Result<ArrayRef, ArrowError> {
    let values: Vec<S> = values.into_iter().collect();
    let length: usize = values.iter().map(|value| value.as_ref().len()).sum();
    if i32::try_from(length).is_err() {
        return Err(too_long(length));
    }
    Ok(Arc::new(StringArray::from_iter_values(values)))
}

fn too_long(length: usize) -> ArrowError {
    ArrowError::InvalidArgumentError(format!("names of {length} bytes in all are too many"))
}

fn coded<K: ArrowDictionaryKeyType>(
    keys: ScalarBuffer<K::Native>,
    nulls: Option<NullBuffer>,
    values: &ArrayRef,
) -> Result<ArrayRef, ArrowError> {
    let keys = PrimitiveArray::<K>::try_new(keys, nulls)?;
    Ok(Arc::new(DictionaryArray::try_new(keys, values.clone())?))
}
