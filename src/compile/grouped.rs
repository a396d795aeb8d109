//! Several things for each of many, in two tables.

use foldhash::HashMap;

/// For each of many some things.
#[derive(Debug)]
pub(super) struct Grouped<T> {
    /// Where those of each begin, and where the last ones end.
    pub bounds: Vec<u32>,
    pub items: Vec<T>,
}

impl<T> Default for Grouped<T> {
    fn default() -> Self {
        Self { bounds: vec![0], items: Vec::new() }
    }
}

impl<T: Copy> Grouped<T> {
    /// Those of so many, from a map.
    pub fn of_map(map: &HashMap<u32, Vec<T>>, count: usize) -> Self {
        let mut grouped = Self::default();
        for at in 0..count as u32 {
            grouped.add(map.get(&at).into_iter().flatten().copied());
        }
        grouped
    }

    /// Adds those of the next one.
    pub fn add(&mut self, items: impl Iterator<Item = T>) {
        self.items.extend(items);
        self.bounds.push(self.items.len() as u32);
    }

    /// The places among all of those of one.
    pub fn places(&self, at: u32) -> std::ops::Range<u32> {
        match self.bounds.get(at as usize..).unwrap_or_default() {
            &[start, end, ..] => start..end,
            _ => 0..0,
        }
    }

    /// Those of one.
    pub fn get(&self, at: u32) -> &[T] {
        let places = self.places(at);
        &self.items[places.start as usize..places.end as usize]
    }

    /// All.
    pub fn all(&self) -> &[T] {
        &self.items
    }

    /// Whether no bound leads outside.
    pub fn holds_together(&self) -> bool {
        self.bounds.is_sorted() && self.bounds.last().is_none_or(|&end| end as usize <= self.items.len())
    }
}
