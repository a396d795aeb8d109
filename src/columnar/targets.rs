//! What mentions name, each once.

use std::collections::HashMap;

use super::Columns;
use crate::entity::Target;

/// Targets to codes, in the order in which they are met.
pub(super) struct Codes {
    /// For each record its code and one more; 0 where it was not met.
    records: Vec<u32>,
    /// Codes of the institutions that were put together in texts.
    composed: HashMap<Target, u32>,
    met: Vec<Target>,
}

impl Codes {
    /// No targets yet, of so many records.
    pub fn new(records: usize) -> Self {
        Self { records: vec![0; records], composed: HashMap::new(), met: Vec::new() }
    }

    /// The code of a target.
    #[inline]
    pub fn code(&mut self, target: Target) -> i32 {
        let known = match target {
            Target::Record(record) => &mut self.records[record as usize],
            _ => self.composed.entry(target).or_default(),
        };
        if *known == 0 {
            self.met.push(target);
            *known = self.met.len() as u32;
        }
        // Codes count distinct targets: records and what institutions and countries make, far fewer than i32 can count.
        (*known - 1) as i32
    }

    /// The targets met since the last time, which are forgotten.
    pub fn take(&mut self) -> Vec<Target> {
        self.composed.clear();
        for target in &self.met {
            if let Target::Record(record) = target {
                self.records[*record as usize] = 0;
            }
        }
        std::mem::take(&mut self.met)
    }
}

/// Gives all pieces one list of targets; `records` is the number of the gazetteer's records.
pub fn join_targets(pieces: &mut [Columns], records: usize) -> Vec<Target> {
    let mut codes = Codes::new(records);
    for piece in pieces {
        let joined: Vec<i32> = piece.targets.iter().map(|&target| codes.code(target)).collect();
        if joined.iter().zip(0..).any(|(&code, own)| code != own) {
            for target in &mut piece.target {
                *target = joined[*target as usize];
            }
        }
        piece.targets.clear();
    }
    codes.take()
}

#[cfg(test)]
mod tests {
    use super::{Codes, join_targets};
    use crate::columnar::Columns;
    use crate::entity::Target::{Composed, Nil, Record};

    #[test]
    fn codes_are_given_in_order_and_forgotten() {
        let mut codes = Codes::new(3);
        let nil = Nil { institution: 0 };
        let composed = Composed { institution: 0, country: 1 };
        let given: Vec<i32> =
            [Record(2), nil, Record(2), composed, nil, Record(0)].into_iter().map(|met| codes.code(met)).collect();
        assert_eq!(given, [0, 1, 0, 2, 1, 3]);
        assert_eq!(codes.take(), [Record(2), nil, composed, Record(0)]);
        assert_eq!([nil, Record(2)].map(|met| codes.code(met)), [0, 1]);
    }

    #[test]
    fn pieces_share_one_list() {
        let piece = |target: &[i32], targets: &[_]| Columns {
            target: target.to_vec(),
            targets: targets.to_vec(),
            ..Columns::default()
        };
        let mut pieces =
            [piece(&[0, 1, 0], &[Record(5), Record(1)]), piece(&[], &[]), piece(&[1, 0], &[Record(7), Record(1)])];
        assert_eq!(join_targets(&mut pieces, 8), [Record(5), Record(1), Record(7)]);
        assert_eq!(pieces.map(|piece| piece.target), [vec![0, 1, 0], vec![], vec![1, 2]]);
    }
}
