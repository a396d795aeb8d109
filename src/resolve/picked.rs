//! Choosing some of many where it is no better than chance which.

/// Picks some of many without a branch on any.
pub(super) struct Picked<'l> {
    list: &'l mut Vec<u32>,
    few: [u32; Picked::FEW],
    count: usize,
}

impl<'l> Picked<'l> {
    const FEW: usize = 64;

    /// Behind what a list holds.
    pub fn into(list: &'l mut Vec<u32>) -> Self {
        Self { list, few: [0; Self::FEW], count: 0 }
    }

    /// Picks one, or does not.
    #[inline]
    pub fn pick(&mut self, one: u32, keep: bool) {
        self.few[self.count] = one;
        self.count += usize::from(keep);
        if self.count == Self::FEW {
            self.list.extend_from_slice(&self.few);
            self.count = 0;
        }
    }

    /// The list is whole.
    pub fn finish(self) {
        self.list.extend_from_slice(&self.few[..self.count]);
    }
}
