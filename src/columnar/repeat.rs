//! Mentions of texts that stand in several rows.

use std::ops::Range;

use super::{Columns, join_targets};

/// The key of a row without a text.
pub(crate) const NO_TEXT: usize = usize::MAX;
/// Mentions after which new columns begin.
const FULL: usize = 1 << 16;

/// From the mentions of `values` texts to those of rows, each of which has one of these texts or none; `records` is the
/// number of the gazetteer's records.
pub(crate) fn repeat(mut found: Vec<Columns>, values: usize, keys: &[usize], records: usize) -> Vec<Columns> {
    let targets = join_targets(&mut found, records);
    let mut spans: Vec<(usize, Range<usize>)> = vec![(0, 0..0); values];
    for (piece, columns) in found.iter().enumerate() {
        let mut first = 0;
        for same in columns.row.chunk_by(|a, b| a == b) {
            spans[same[0] as usize] = (piece, first..first + same.len());
            first += same.len();
        }
    }
    let mut repeated = Vec::new();
    let mut onto = Columns::default();
    for (row, &key) in keys.iter().enumerate() {
        if key == NO_TEXT {
            continue;
        }
        let (piece, places) = spans[key].clone();
        if !places.is_empty() {
            found[piece].append(places, row as i64, &mut onto);
        }
        if onto.len() >= FULL {
            repeated.push(std::mem::take(&mut onto));
        }
    }
    repeated.push(onto);
    repeated.retain(|columns| !columns.is_empty());
    for columns in &mut repeated {
        columns.targets.clone_from(&targets);
    }
    repeated
}

impl Columns {
    /// Appends the mentions at `places`, as of another row, to columns that have the same targets.
    fn append(&self, places: Range<usize>, row: i64, onto: &mut Self) {
        onto.row.resize(onto.row.len() + places.len(), row);
        onto.start.extend_from_slice(&self.start[places.clone()]);
        onto.end.extend_from_slice(&self.end[places.clone()]);
        onto.label.extend_from_slice(&self.label[places.clone()]);
        onto.kind.extend_from_slice(&self.kind[places.clone()]);
        onto.proclitic.extend_from_slice(&self.proclitic[places.clone()]);
        onto.score.extend_from_slice(&self.score[places.clone()]);
        onto.target.extend_from_slice(&self.target[places.clone()]);
        if let Some(from) = &self.surfaces {
            let onto = onto.surfaces.get_or_insert_default();
            for place in places {
                let span = from.bounds[place] as usize..from.bounds[place + 1] as usize;
                onto.letters.push_str(&from.letters[span]);
                onto.bounds.push(onto.letters.len() as i64);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NO_TEXT, repeat};
    use crate::columnar::{Columns, Surfaces};
    use crate::entity::Target::Record;

    #[test]
    fn rows_have_the_mentions_of_their_texts() {
        let piece = |rows: &[i64], record, word: &str| Columns {
            row: rows.to_vec(),
            start: (0..).take(rows.len()).collect(),
            end: (5..).take(rows.len()).collect(),
            label: vec![0; rows.len()],
            kind: vec![0; rows.len()],
            proclitic: vec![0; rows.len()],
            score: vec![1.0; rows.len()],
            target: vec![0; rows.len()],
            targets: vec![Record(record)],
            surfaces: Some(Surfaces {
                bounds: (0..).step_by(word.len()).take(rows.len() + 1).collect(),
                letters: word.repeat(rows.len()),
            }),
        };
        let found = vec![piece(&[0, 0, 2], 4, "ab"), piece(&[3], 6, "cd")];
        let repeated = repeat(found, 4, &[3, NO_TEXT, 0, 1, 0], 8);
        assert_eq!(repeated.len(), 1);
        let Columns { row, start, target, targets, surfaces, .. } = &repeated[0];
        assert_eq!((row.as_slice(), start.as_slice()), ([0, 2, 2, 4, 4].as_slice(), [0, 0, 1, 0, 1].as_slice()));
        assert_eq!(
            (target.as_slice(), targets.as_slice()),
            ([1, 0, 0, 0, 0].as_slice(), [Record(4), Record(6)].as_slice())
        );
        let surfaces = surfaces.as_ref().unwrap();
        assert_eq!(
            (surfaces.letters.as_str(), surfaces.bounds.as_slice()),
            ("cdabababab", [0, 2, 4, 6, 8, 10].as_slice())
        );
    }

    #[test]
    fn nothing_stays_nothing() {
        assert_eq!(repeat(Vec::new(), 2, &[0, 1, NO_TEXT], 1), []);
    }
}
