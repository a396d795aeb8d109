//! Dates as far as they are known: a year, a month, a day.

use serde::{Deserialize, Serialize};
use std::fmt;

use once_cell::sync::Lazy;
use regex::Regex;

/// A partial date: `2001`, `2001-06` or `2001-06-15`. Ordered as far as both are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    year: u16,
    /// 0 where unknown.
    month: u8,
    /// 0 where unknown.
    day: u8,
}

impl PartialDate {
    /// Reads a partial date; `None` where the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        static FORM: Lazy<Regex> =
            Lazy::new(|| Regex::new(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$").expect("the pattern is fixed"));
        let parts = FORM.captures(text)?;
        let number = |index: usize| parts.get(index).map_or(Some(0), |part| part.as_str().parse::<u16>().ok());
        let (year, month, day) = (number(1)?, number(2)?, number(3)?);
        let days = match month {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let month_fits = parts.get(2).is_none() || (1..=12).contains(&month);
        let day_fits = parts.get(3).is_none() || (1..=days).contains(&day);
        (month_fits && day_fits).then_some(Self { year, month: month as u8, day: day as u8 })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The first and the last day it may be, as numbers that stand in the order of days.
    pub fn days(self) -> (u32, u32) {
        let day = |month: u8, day: u8| u32::from(self.year) * 10_000 + u32::from(month) * 100 + u32::from(day);
        match (self.month, self.day) {
            (0, _) => (day(1, 1), day(12, 31)),
            (month, 0) => (day(month, 1), day(month, 31)),
            (month, known) => (day(month, known), day(month, known)),
        }
    }

    /// Whether this date is certainly before `other`: in the parts that both have.
    pub fn is_before(self, other: Self) -> bool {
        if self.year != other.year || self.month == 0 || other.month == 0 {
            return self.year < other.year;
        }
        if self.month != other.month || self.day == 0 || other.day == 0 {
            return self.month < other.month;
        }
        self.day < other.day
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn dates_are_read_as_far_as_they_go() {
        for good in ["2001", "2001-06", "2001-06-15", "2024-02-29"] {
            assert_eq!(PartialDate::parse(good).unwrap().to_string(), good);
        }
        for bad in ["", "01", "2001-13", "2001-00", "2023-02-29", "2001-06-31", "2001-06-00", "2001/06", "?", "٢٠٠١"]
        {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn before_means_certainly_before() {
        let date = |text| PartialDate::parse(text).unwrap();
        assert!(date("2001").is_before(date("2002-01")));
        assert!(!date("2001").is_before(date("2001-06")));
        assert!(date("2001-05").is_before(date("2001-06-01")));
        assert!(!date("2001-06").is_before(date("2001-06-02")));
    }

    #[test]
    fn days_are_those_a_date_may_be() {
        let days = |text| PartialDate::parse(text).unwrap().days();
        assert_eq!(days("2022"), (20_220_101, 20_221_231));
        assert_eq!(days("2022-05"), (20_220_501, 20_220_531));
        assert_eq!(days("2022-05-01"), (20_220_501, 20_220_501));
    }
}
