"""Numbers and dates as the custom properties of charts take them."""

from __future__ import annotations

import datetime
from decimal import Decimal


def number(value: float) -> str:
    """Return a number as CSS takes it: digits and a point, no exponent."""
    written = f"{Decimal(repr(value)):f}"
    return written.removesuffix(".0")


def per_cent(day: datetime.date, span: tuple[datetime.date, datetime.date]) -> str:
    """Return how far along a span of time a day is, in per cent."""
    return number(round((day - span[0]).days / (span[1] - span[0]).days * 100, 2))
