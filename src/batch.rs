//! Several texts, on one thread or several, in the order in which they were given.
//!
//! The threads are made for the call and end with it: no pool outlives a fork, and nothing is shared but the matcher and
//! the number of the next text.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::entity::Mention;
use crate::error::Error;
use crate::matcher::{Matcher, Request};
use crate::text::Text;

/// Texts that a thread takes at a time.
const TAKEN: usize = 8;

type Found = Result<Vec<Mention>, Error>;

/// The mentions of each text; the same whatever the number of threads.
pub fn extract_batch(matcher: &Matcher, texts: &[Text<'_>], threads: NonZeroUsize) -> Vec<Found> {
    in_threads(texts.len(), threads, |at| matcher.extract(&texts[at]))
}

/// The mentions of each text, of which each has a request of its own. Where there are fewer requests than texts, the last
/// texts have none.
pub fn extract_batch_for(
    matcher: &Matcher,
    texts: &[Text<'_>],
    requests: &[Request],
    threads: NonZeroUsize,
) -> Vec<Found> {
    in_threads(texts.len(), threads, |at| {
        matcher.extract_for(&texts[at], requests.get(at).copied().unwrap_or_default())
    })
}

/// What `find` gives for each of `count` texts, in order.
fn in_threads(count: usize, threads: NonZeroUsize, find: impl Fn(usize) -> Found + Sync) -> Vec<Found> {
    let threads = threads.get().min(count.div_ceil(TAKEN));
    if threads <= 1 {
        return (0..count).map(find).collect();
    }
    let next = AtomicUsize::new(0);
    let parts: Mutex<Vec<(usize, Vec<Found>)>> = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let first = next.fetch_add(TAKEN, Ordering::Relaxed);
                    if first >= count {
                        return;
                    }
                    let found = (first..count.min(first + TAKEN)).map(&find).collect();
                    // A thread that panicked has left whole parts only, so its lock is as good as any.
                    parts.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((first, found));
                }
            });
        }
    });
    let mut parts = parts.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    parts.sort_by_key(|(first, _)| *first);
    parts.into_iter().flat_map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::extract_batch;
    use crate::gazetteer::Gazetteer;
    use crate::matcher::{Matcher, Options};
    use crate::text::Text;

    #[test]
    fn threads_change_nothing() {
        let gazetteer = Gazetteer::from_names(&[("مصر", "EG"), ("الهند", "IN")], "COUNTRY").unwrap();
        let matcher = Matcher::new(gazetteer.into(), Options::default()).unwrap();
        let texts: Vec<String> = (0..100).map(|count| "ومصر للهند ".repeat(count % 7)).collect();
        let texts: Vec<Text<'_>> = texts.iter().map(|text| Text::utf8(text).unwrap()).collect();
        let rows = |threads| -> Vec<_> {
            let threads = NonZeroUsize::new(threads).unwrap();
            extract_batch(&matcher, &texts, threads).into_iter().map(Result::unwrap).collect()
        };
        let one = rows(1);
        assert_eq!(one.iter().map(Vec::len).sum::<usize>(), (0..100).map(|count| 2 * (count % 7)).sum::<usize>());
        for threads in [2, 3, 8, 200] {
            assert_eq!(rows(threads), one);
        }
    }
}
