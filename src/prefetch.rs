//! Memory asked for before it is needed, so that the waits for many places fall together.
//!
//! A load that is not there yet holds up all that comes after it; a prefetch holds up nothing.
#![allow(unsafe_code)]

/// Asks for the thing at a place; where there is none, for nothing.
#[inline(always)]
pub(crate) fn prefetch<T>(things: &[T], at: usize) {
    #[cfg(target_arch = "x86_64")]
    if let Some(thing) = things.get(at) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a hint that reads nothing and changes nothing; the address is that of a thing that is there.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(thing).cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (things, at);
}
