//! When something held, and how that stands to a text's date.
//!
//! An office with no end in the records is not held for ever: it is held up to the day its holder was last seen in it,
//! presumably held until somebody else is listed, and for two years at most.

use crate::gazetteer::{End, PartialDate};

/// Days as [`PartialDate::days`] numbers them: two years.
const PRESUMED: u32 = 20_000;

/// When something held, in days: the first and last that its beginning may be, and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) struct Days {
    pub(super) start: Option<(u32, u32)>,
    end: Ending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    At(u32, u32),
    /// No end is known; the last day on which it was seen to hold.
    Open(Option<u32>),
    /// Over, day unknown.
    Unknown(Option<u32>),
}

/// How something stands to a text's date. What goes first is preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::resolve) enum Standing {
    /// Through the whole of the date.
    Then,
    /// For a part of it, or nothing is known against it.
    Perhaps,
    /// The records say nothing of time.
    Unknown,
    /// Over, by so many years.
    Past(u32),
    /// Not begun.
    NotYet,
}

impl Standing {
    /// As `explain` writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Then => "then",
            Self::Perhaps => "perhaps",
            Self::Unknown => "unknown",
            Self::Past(_) => "past",
            Self::NotYet => "not-yet",
        }
    }
}

impl Days {
    /// From a beginning to an end.
    pub fn of(start: Option<PartialDate>, end: End, as_of: Option<PartialDate>) -> Self {
        let seen = as_of.map(|date| date.days().1);
        let end = match end {
            End::At(date) => Ending::At(date.days().0, date.days().1),
            End::Open => Ending::Open(seen),
            End::Unknown => Ending::Unknown(seen),
        };
        Self { start: start.map(PartialDate::days), end }
    }

    /// Between two dates; one that is not given bounds nothing.
    pub fn between(from: Option<PartialDate>, to: Option<PartialDate>) -> Self {
        let end = to.map_or(Ending::Open(Some(u32::MAX)), |date| Ending::At(date.days().0, date.days().1));
        Self { start: Some(from.map_or((0, 0), PartialDate::days)), end }
    }

    /// How it stands to a date.
    pub fn standing_at(self, date: PartialDate) -> Standing {
        self.standing(date, None)
    }

    /// How it stands to a date; `followed` is the first day of what came after it, where that is known.
    pub(super) fn standing(self, date: PartialDate, followed: Option<u32>) -> Standing {
        let (first, last) = date.days();
        if self.start.is_some_and(|(earliest, _)| earliest > last) {
            return Standing::NotYet;
        }
        let begun = self.start.is_some_and(|(_, latest)| latest <= first);
        let years = |end: u32| (first / 10_000).saturating_sub(end / 10_000);
        let (known, over) = match self.end {
            Ending::At(earliest, latest) => {
                if latest < first {
                    return Standing::Past(years(latest));
                }
                (earliest, latest)
            }
            Ending::Open(seen) | Ending::Unknown(seen) => (seen.unwrap_or(0), u32::MAX),
        };
        if begun && last <= known {
            return Standing::Then;
        }
        match followed.filter(|&next| over == u32::MAX && next <= first) {
            Some(next) => Standing::Past(years(next)),
            None => Standing::Perhaps,
        }
    }

    /// Whether a date lies so far behind the last day it was seen to hold that it is not presumed any more.
    pub(super) fn is_stale(self, date: PartialDate) -> bool {
        let seen = match self.end {
            Ending::At(..) => return false,
            Ending::Open(seen) | Ending::Unknown(seen) => seen.or(self.start.map(|(_, latest)| latest)),
        };
        seen.is_none_or(|seen| date.days().0 > seen.saturating_add(PRESUMED))
    }
}

#[cfg(test)]
mod tests {
    use super::{Days, Standing};
    use crate::gazetteer::{End, PartialDate};

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    fn standing(start: &str, end: End, as_of: Option<&str>, at: &str) -> Standing {
        Days::of(PartialDate::parse(start), end, as_of.map(date)).standing(date(at), None)
    }

    #[test]
    fn a_term_with_an_end_is_then_perhaps_or_past() {
        let end = End::At(date("2022-04-10"));
        assert_eq!(standing("2018-08-18", end, None, "2020"), Standing::Then);
        assert_eq!(standing("2018-08-18", end, None, "2022"), Standing::Perhaps);
        assert_eq!(standing("2018-08-18", end, None, "2022-04-10"), Standing::Then);
        assert_eq!(standing("2018-08-18", end, None, "2022-05"), Standing::Past(0));
        assert_eq!(standing("2018-08-18", end, None, "2025"), Standing::Past(3));
        assert_eq!(standing("2018-08-18", end, None, "2018-08-17"), Standing::NotYet);
        assert_eq!(standing("2018", end, None, "2018-05"), Standing::Perhaps);
    }

    #[test]
    fn an_unknown_end_is_not_now() {
        assert_eq!(standing("2013", End::Open, Some("2026-03"), "2020"), Standing::Then);
        assert_eq!(standing("2013", End::Open, Some("2026-03"), "2026-05"), Standing::Perhaps);
        assert_eq!(standing("2013", End::Unknown, None, "2020"), Standing::Perhaps);
        assert_eq!(standing("", End::At(date("2020")), None, "2015"), Standing::Perhaps);
        let open = Days::of(Some(date("2013")), End::Open, Some(date("2026-03")));
        assert_eq!(open.standing(date("2027"), Some(20_260_901)), Standing::Past(1));
        assert!(!open.is_stale(date("2028-03")) && open.is_stale(date("2028-04-01")));
        assert!(Days::of(None, End::Unknown, None).is_stale(date("2020")));
    }

    #[test]
    fn what_is_preferred_stands_in_order() {
        let order = [
            Standing::Then,
            Standing::Perhaps,
            Standing::Unknown,
            Standing::Past(1),
            Standing::Past(9),
            Standing::NotYet,
        ];
        assert!(order.is_sorted());
    }
}
