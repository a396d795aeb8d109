//! Several texts, on one thread or several, in the order in which they were given. Nothing is shared but the matcher and
//! the number of the next text.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::entity::Mention;
use crate::error::Error;
use crate::matcher::{Matcher, Request};
use crate::text::Text;
use crate::threads::share;
use crate::watch::{Pace, Watch};

/// Code points between two looks whether to go on.
const LOOKED_AT: usize = 1 << 14;

/// Texts that a thread takes at a time.
const TAKEN: usize = 8;

type Found = Result<Vec<Mention>, Error>;

/// The mentions of each text; the same whatever the number of threads.
pub fn extract_batch(matcher: &Matcher, texts: &[Text<'_>], threads: NonZeroUsize) -> Vec<Found> {
    let request = Request { date: None, roles: matcher.options().resolve.roles };
    in_threads(matcher, texts, |_| request, threads, &Watch::default())
}

/// The mentions of each text, of which each has a request of its own. Where there are fewer requests than texts, the last
/// texts have none.
pub fn extract_batch_for(
    matcher: &Matcher,
    texts: &[Text<'_>],
    requests: &[Request],
    threads: NonZeroUsize,
) -> Vec<Found> {
    in_threads(matcher, texts, |at| requests.get(at).copied().unwrap_or_default(), threads, &Watch::default())
}

/// The same, for as long as a [`Watch`] lets it go on.
///
/// # Errors
/// Where the work was ended.
pub fn extract_batch_watched(
    matcher: &Matcher,
    texts: &[Text<'_>],
    requests: &[Request],
    threads: NonZeroUsize,
    watch: &Watch<'_>,
) -> Result<Vec<Found>, Error> {
    let found = in_threads(matcher, texts, |at| requests.get(at).copied().unwrap_or_default(), threads, watch);
    watch.check().map(|()| found)
}

/// What is found in each text, in order; where the work is ended, in some.
fn in_threads(
    matcher: &Matcher,
    texts: &[Text<'_>],
    request: impl Fn(usize) -> Request + Sync,
    threads: NonZeroUsize,
    watch: &Watch<'_>,
) -> Vec<Found> {
    let count = texts.len();
    let threads = threads.get().min(count.div_ceil(TAKEN)).max(1);
    let taken = if threads == 1 { count.max(1) } else { TAKEN };
    let next = AtomicUsize::new(0);
    let parts: Mutex<Vec<(usize, Vec<Found>)>> = Mutex::new(Vec::new());
    share(threads, watch, |watch| {
        let mut pace = Pace::new(watch, LOOKED_AT);
        loop {
            let first = next.fetch_add(taken, Ordering::Relaxed);
            if first >= count {
                return;
            }
            let all = first..count.min(first + taken);
            let going = all.take_while(|&at| pace.steps(texts[at].len() + 1));
            let found = going.map(|at| matcher.extract_watched(&texts[at], request(at), watch)).collect();
            // A thread that panicked has left whole parts only, so its lock is as good as any.
            parts.lock().unwrap_or_else(PoisonError::into_inner).push((first, found));
        }
    });
    let mut parts = parts.into_inner().unwrap_or_else(PoisonError::into_inner);
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
