//! Whether long work is to go on.
//!
//! Work that may take long looks at a [`Watch`] every so many steps. It is ended by a flag, which any thread may set, or by
//! saying no to a question that is asked on the calling thread alone and seldom. Who ends it gets an error and no result: so
//! lists may just end where they are, and what is made of their beginnings is thrown away.

use std::cell::Cell;
use std::slice;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::error::Error;

/// Time between two questions whether to go on.
pub(crate) const PATIENCE: Duration = Duration::from_millis(50);

/// Steps of resolving between two looks: most take less than a microsecond.
const STEPS: usize = 1 << 10;

static NEVER: AtomicBool = AtomicBool::new(false);

/// Looked at by long work: whether to go on. The default one never ends it.
///
/// ```
/// use std::sync::atomic::{AtomicBool, Ordering};
/// use sco_ner::{Gazetteer, Matcher, Options, Request, Text, Watch};
///
/// let gazetteer = Gazetteer::from_names(&[("الهند", "IN")], "COUNTRY")?;
/// let matcher = Matcher::new(gazetteer.into(), Options::default())?;
/// let text = Text::utf8("سافر للهند")?;
/// let ended = AtomicBool::new(false);
/// let extract = || matcher.extract_watched(&text, Request::default(), &Watch::new(&ended));
/// assert_eq!(extract()?.len(), 1);
/// ended.store(true, Ordering::Relaxed);
/// assert!(extract().is_err());
/// # Ok::<(), sco_ner::Error>(())
/// ```
pub struct Watch<'a> {
    ended: &'a AtomicBool,
    go_on: Option<&'a (dyn Fn() -> bool + 'a)>,
    /// When it was asked last; the first look asks nothing, and most work is done before the next.
    asked: Cell<Option<Instant>>,
}

impl Default for Watch<'_> {
    fn default() -> Self {
        Self::new(&NEVER)
    }
}

impl<'a> Watch<'a> {
    /// Ends work once the flag is set.
    pub fn new(ended: &'a AtomicBool) -> Self {
        Self { ended, go_on: None, asked: Cell::new(None) }
    }

    /// Also asks `go_on` about every twentieth of a second, on the thread that does the work, and ends it where that is false.
    #[must_use]
    pub fn asking(self, go_on: &'a (dyn Fn() -> bool + 'a)) -> Self {
        Self { go_on: Some(go_on), ..self }
    }

    /// The flag, by which other threads follow.
    pub(crate) fn flag(&self) -> &'a AtomicBool {
        self.ended
    }

    /// Whether to go on.
    pub fn goes_on(&self) -> bool {
        if self.ended.load(Ordering::Relaxed) {
            return false;
        }
        let Some(go_on) = self.go_on else { return true };
        match self.asked.get() {
            None => self.asked.set(Some(Instant::now())),
            Some(asked) if asked.elapsed() < PATIENCE => {}
            Some(_) => {
                let on = go_on();
                self.asked.set(Some(Instant::now()));
                self.ended.fetch_or(!on, Ordering::Relaxed);
                return on;
            }
        }
        true
    }

    /// What was made is whole: the work was not ended so far.
    ///
    /// # Errors
    /// Where it was.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.ended.load(Ordering::Relaxed) { Err(Error::interrupted()) } else { Ok(()) }
    }
}

/// Counts steps, and looks every so many of them whether to go on.
pub(crate) struct Pace<'a> {
    watch: Option<&'a Watch<'a>>,
    every: usize,
    left: usize,
}

impl<'a> Pace<'a> {
    /// Steps of which so many take a millisecond or a few.
    pub fn new(watch: &'a Watch<'a>, every: usize) -> Self {
        Self { watch: Some(watch), every, left: every }
    }

    /// The steps of resolving.
    pub fn resolving(watch: Option<&'a Watch<'a>>) -> Self {
        Self { watch, every: STEPS, left: STEPS }
    }

    /// A step is made: whether to go on. Once it is not, it stays so.
    #[inline]
    pub fn step(&mut self) -> bool {
        self.steps(1)
    }

    /// So many steps at once.
    #[inline]
    pub fn steps(&mut self, count: usize) -> bool {
        if self.left > count {
            self.left -= count;
            return true;
        }
        self.look()
    }

    #[cold]
    fn look(&mut self) -> bool {
        let on = self.watch.is_none_or(Watch::goes_on);
        self.left = if on { self.every } else { 0 };
        on
    }
}

/// The items of a list, up to where work ends. To read a short one costs no more than without.
pub(crate) struct Watched<'l, 'w, T> {
    now: slice::Iter<'l, T>,
    later: slice::Chunks<'l, T>,
    watch: Option<&'w Watch<'w>>,
}

impl<'l, 'w, T> Watched<'l, 'w, T> {
    pub fn new(list: &'l [T], watch: Option<&'w Watch<'w>>) -> Self {
        let mut later = list.chunks(STEPS);
        Self { now: later.next().unwrap_or_default().iter(), later, watch }
    }

    #[cold]
    fn more(&mut self) -> Option<&'l T> {
        let next = self.later.next()?;
        if !self.watch.is_none_or(Watch::goes_on) {
            self.later = [].chunks(STEPS);
            return None;
        }
        self.now = next.iter();
        self.now.next()
    }
}

impl<'l, T> Iterator for Watched<'l, '_, T> {
    type Item = &'l T;

    #[inline]
    fn next(&mut self) -> Option<&'l T> {
        match self.now.next() {
            None => self.more(),
            item => item,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::{PATIENCE, Pace, STEPS, Watch, Watched};

    #[test]
    fn it_asks_now_and_then_and_remembers() {
        let (ended, asked, on) = (AtomicBool::new(false), Cell::new(0), Cell::new(true));
        let go_on = || {
            asked.set(asked.get() + 1);
            on.get()
        };
        let watch = Watch::new(&ended).asking(&go_on);
        assert!((0..1_000).all(|_| watch.goes_on()));
        assert_eq!(asked.get(), 0);
        thread::sleep(PATIENCE);
        assert!(watch.goes_on() && watch.goes_on());
        assert_eq!(asked.get(), 1);
        on.set(false);
        thread::sleep(PATIENCE);
        assert!(!watch.goes_on());
        on.set(true);
        assert!(!watch.goes_on() && watch.check().is_err() && ended.load(Ordering::Relaxed));
        assert!(!Watch::new(&ended).goes_on() && Watch::default().goes_on());
    }

    #[test]
    fn lists_are_whole_or_end() {
        let list: Vec<usize> = (0..3 * STEPS + 7).collect();
        let ended = AtomicBool::new(false);
        let watch = Watch::new(&ended);
        assert!(Watched::new(&list, Some(&watch)).eq(&list) && Watched::new(&list, None).eq(&list));
        assert_eq!(Watched::new(&list[..0], Some(&watch)).next(), None);
        let mut cut = Watched::new(&list, Some(&watch));
        assert_eq!(cut.by_ref().take(STEPS + 1).count(), STEPS + 1);
        ended.store(true, Ordering::Relaxed);
        assert_eq!((cut.by_ref().count(), cut.next()), (STEPS - 1, None));
    }

    #[test]
    fn a_pace_looks_every_so_many_steps() {
        let ended = AtomicBool::new(true);
        let watch = Watch::new(&ended);
        let mut pace = Pace::new(&watch, 10);
        assert_eq!((0..30).filter(|_| pace.step()).count(), 9);
        let mut pace = Pace::new(&watch, 10);
        assert!(pace.steps(9) && !pace.steps(1) && !pace.steps(0));
    }
}
