//! Work shared among threads.
//!
//! The threads are made for the call and end with it: no pool outlives a fork. The calling thread works too; it alone asks
//! whether to go on, also while it waits for the others.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};

use crate::watch::{PATIENCE, Watch};

/// Runs `work` on so many threads, of which this is one, until it is done on all.
pub(crate) fn share(threads: usize, watch: &Watch<'_>, work: impl Fn(&Watch<'_>) + Sync) {
    let (others, ended) = (threads.saturating_sub(1), watch.flag());
    let (running, caller) = (AtomicUsize::new(others), thread::current());
    thread::scope(|scope| {
        for _ in 0..others {
            scope.spawn(|| {
                let _end = End { running: &running, caller: &caller };
                work(&Watch::new(ended));
            });
        }
        work(watch);
        while running.load(Ordering::Acquire) > 0 {
            // Where work is to end the flag is set by this; the others see it.
            watch.goes_on();
            thread::park_timeout(PATIENCE);
        }
    });
}

/// Tells the caller that a thread has ended, by a panic too.
struct End<'a> {
    running: &'a AtomicUsize,
    caller: &'a Thread,
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.running.fetch_sub(1, Ordering::Release);
        self.caller.unpark();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::share;
    use crate::watch::Watch;

    #[test]
    fn all_threads_work_and_end() {
        for threads in [1, 2, 5] {
            let count = AtomicUsize::new(0);
            share(threads, &Watch::default(), |_| {
                count.fetch_add(1, Ordering::Relaxed);
            });
            assert_eq!(count.into_inner(), threads);
        }
    }

    #[test]
    fn who_waits_ends_the_others() {
        let ended = AtomicBool::new(false);
        let caller = std::thread::current().id();
        let go_on = || {
            assert_eq!(std::thread::current().id(), caller, "only the caller is asked");
            false
        };
        let watch = Watch::new(&ended).asking(&go_on);
        share(3, &watch, |watch| {
            // The caller has nothing to do; the others would never end.
            while std::thread::current().id() != caller && watch.goes_on() {
                std::thread::yield_now();
            }
        });
        assert!(ended.into_inner());
    }
}
