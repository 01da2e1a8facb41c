"""Dates as prose has them: 8 January 2019, January 2019, 2019."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.model.dates import MONTHS, PartialDate

DATE: Final = (
    rf"(?:(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d)(?![\w,]\d|\w)"
)
"""A date that is not the beginning of a larger number; it names its parts, so a pattern holds one of it at most."""

_DATE: Final = re.compile(rf"(?<![\w£$€])(?<!\d,){DATE}")


def dates_in(text: str) -> list[tuple[PartialDate, re.Match[str]]]:
    """Return the dates of a text, each with its match."""
    return [(read_date(match), match) for match in _DATE.finditer(text)]


def read_date(match: re.Match[str]) -> PartialDate:
    """Return the date of a match of :data:`DATE`."""
    month = MONTHS.index(match["month"]) + 1 if match["month"] else None
    return PartialDate(int(match["year"]), month, int(match["day"]) if match["day"] else None)


def holds(date: PartialDate, other: PartialDate) -> bool:
    """Whether a date is another one, or the month or year that it lies in."""
    return date.year == other.year and date.month in {None, other.month} and date.day in {None, other.day}


def meets(date: PartialDate, others: Iterable[PartialDate]) -> bool:
    """Whether a date may be one of several, as far as both are known."""
    return any(holds(date, other) or holds(other, date) for other in others)
