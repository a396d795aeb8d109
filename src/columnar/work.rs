//! Texts shared among threads, piece by piece.
//!
//! A piece is a run of consecutive texts of about equal length in all; whoever is free takes the next one.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::writer::Writer;
use super::{Columns, Shape};
use crate::error::Error;
use crate::matcher::{Matcher, Request};
use crate::text::Text;
use crate::threads::share;
use crate::watch::{Pace, Watch};

/// Units of text in a piece: enough to be worth handing out, few enough to share evenly and to be interrupted between.
const SMALLEST: usize = 1 << 14;
const LARGEST: usize = 1 << 18;
/// Pieces for each thread, where texts allow.
const PIECES: usize = 8;
/// Mentions after which one thread begins new columns.
const FULL: usize = 1 << 16;

/// Texts that can be had by their index, from any thread.
pub trait Texts: Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// By which index a text's mentions are to say where they stand.
    fn row(&self, index: usize) -> usize {
        index
    }

    /// How long a text is, roughly: bytes or code points.
    fn size(&self, index: usize) -> usize;

    /// What is asked of a text.
    fn request(&self, index: usize) -> Request;

    /// How long all are.
    fn total(&self) -> usize {
        (0..self.len()).map(|index| self.size(index)).sum()
    }

    /// A text, `None` where there is none in that place.
    ///
    /// # Errors
    /// Where what is there is no text.
    fn text(&self, index: usize) -> Result<Option<Text<'_>>, Error>;
}

/// The mentions of texts, in order, in as many pieces as it took; the same mentions whatever the number of threads.
///
/// # Errors
/// The first text's that has one, or that the work was ended.
pub fn extract_columns<T: Texts>(
    matcher: &Matcher,
    texts: &T,
    shape: Shape,
    threads: NonZeroUsize,
    watch: &Watch<'_>,
) -> Result<Vec<Columns>, Error> {
    let total = texts.total();
    let size = (total / (threads.get() * PIECES)).clamp(SMALLEST, LARGEST);
    let threads = threads.get().min(total.div_ceil(size)).min(texts.len());
    if threads <= 1 {
        return alone(matcher, texts, shape, watch);
    }
    let pieces = Pieces { texts, size, next: Mutex::new((0, 0)), stop: AtomicBool::new(false) };
    let done = Mutex::new(Vec::new());
    share(threads, watch, |watch| {
        let mut writer = Writer::new(matcher, shape);
        while let Some((number, range)) = pieces.take().filter(|_| watch.goes_on()) {
            let written = range.into_iter().try_for_each(|index| write(&mut writer, texts, index, watch));
            let found = written.map(|()| writer.take());
            let failed = found.is_err();
            lock(&done).push((number, found));
            if failed {
                pieces.end();
            }
        }
    });
    watch.check()?;
    // All pieces before one that failed were taken before it, so the first failure is always the same.
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, found)| found).filter(|found| !found.as_ref().is_ok_and(Columns::is_empty)).collect()
}

/// The same on the calling thread alone.
fn alone<T: Texts>(matcher: &Matcher, texts: &T, shape: Shape, watch: &Watch<'_>) -> Result<Vec<Columns>, Error> {
    let mut writer = Writer::new(matcher, shape);
    let mut done = Vec::new();
    let mut pace = Pace::new(watch, SMALLEST);
    for index in 0..texts.len() {
        if !pace.steps(texts.size(index) + 1) {
            return Err(Error::interrupted());
        }
        write(&mut writer, texts, index, watch)?;
        if writer.written() >= FULL {
            done.push(writer.take());
        }
    }
    done.push(writer.take());
    done.retain(|columns| !columns.is_empty());
    Ok(done)
}

fn write<T: Texts>(writer: &mut Writer<'_>, texts: &T, index: usize, watch: &Watch<'_>) -> Result<(), Error> {
    match texts.text(index)? {
        Some(text) => writer.write(texts.row(index), &text, texts.request(index), watch),
        None => Ok(()),
    }
}

/// A lock that a thread's panic left as good as any: only whole pieces are put behind it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The pieces that nobody has taken yet.
struct Pieces<'t, T> {
    texts: &'t T,
    size: usize,
    /// Number of the next piece, and its first text.
    next: Mutex<(usize, usize)>,
    stop: AtomicBool,
}

impl<T: Texts> Pieces<'_, T> {
    fn take(&self) -> Option<(usize, Range<usize>)> {
        let mut next = lock(&self.next);
        let (number, first) = *next;
        if first == self.texts.len() || self.stop.load(Ordering::Relaxed) {
            return None;
        }
        let (mut end, mut size) = (first, 0);
        while end < self.texts.len() && size < self.size {
            size += self.texts.size(end) + 1;
            end += 1;
        }
        *next = (number + 1, end);
        Some((number, first..end))
    }

    fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
