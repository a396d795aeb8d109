"""Dates of texts as tables have them, to dates as the matcher takes them."""

import datetime
from collections.abc import Iterable


def as_date(value: object) -> str | None:
    """A date as the matcher takes it: ISO, as far as it is known. None, NaN and NaT are no date.

    Args:
        value: a str, a date, a datetime (the day that its own zone has), or None.

    Raises:
        TypeError: it is something else.

    Examples:
        >>> import datetime
        >>> from sco_ner.dates import as_date
        >>> as_date(datetime.datetime(2022, 9, 15, 8, 30)), as_date("2022-09"), as_date(None)
        ('2022-09-15', '2022-09', None)
    """
    if value is None or value != value:  # noqa: PLR0124 (only NaN and NaT differ from themselves)
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"a date is a str, a date or a datetime, not {type(value).__name__}")


def dates_for(given: object, count: int) -> list[str | None] | None:
    """A date for each text.

    Args:
        given: one date for all, an iterable of one for each, or None.
        count: how many texts there are.

    Raises:
        TypeError: something is no date.
        ValueError: there are more or fewer dates than texts.

    Examples:
        >>> from sco_ner.dates import dates_for
        >>> dates_for("2022", 2)
        ['2022', '2022']
    """
    if given is None:
        return None
    if isinstance(given, str | datetime.date) or not isinstance(given, Iterable):
        return [as_date(given)] * count
    dates = [as_date(value) for value in given]
    if len(dates) != count:
        raise ValueError(f"there are {len(dates)} dates for {count} texts")
    return dates
