//! What texts are made of: code points in one, two or four bytes.

use std::fmt::Debug;

/// A code point as it lies in memory.
pub(super) trait Unit: Copy + Debug {
    /// A blank.
    #[cfg(target_arch = "x86_64")]
    const BLANK: Self;

    /// The code point.
    fn number(self) -> u32;

    /// It in two bytes; one that does not fit is the highest that does, which is no character.
    #[cfg(target_arch = "x86_64")]
    fn narrow(self) -> u16;
}

impl Unit for u8 {
    #[cfg(target_arch = "x86_64")]
    const BLANK: Self = b' ';

    #[inline(always)]
    fn number(self) -> u32 {
        self.into()
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn narrow(self) -> u16 {
        self.into()
    }
}

impl Unit for u16 {
    #[cfg(target_arch = "x86_64")]
    const BLANK: Self = b' ' as Self;

    #[inline(always)]
    fn number(self) -> u32 {
        self.into()
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn narrow(self) -> u16 {
        self
    }
}

impl Unit for u32 {
    #[cfg(target_arch = "x86_64")]
    const BLANK: Self = b' ' as Self;

    #[inline(always)]
    fn number(self) -> u32 {
        self
    }

    #[cfg(target_arch = "x86_64")]
    #[inline(always)]
    fn narrow(self) -> u16 {
        self.min(u16::MAX.into()) as u16
    }
}
