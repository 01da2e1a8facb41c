"""Dates as sources know them: a day, a month or only a year.

CQC publishes on a day and inspects over weeks; newspapers know a month. A partial date keeps what is known
and orders by the earliest day that it could mean.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WRITTEN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day.

    Attributes:
        year: four digits.
        month: 1 to 12, or None when only the year is known.
        day: 1 to 31, or None when only the month is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, written: str) -> PartialDate:
        """Read ``2019``, ``2019-01`` or ``2019-01-08``.

        Raises:
            ValueError: it is written otherwise, or no calendar has that date.
        """
        match = _WRITTEN.fullmatch(written)
        if not match:
            raise ValueError("it is not written like 2019-01-08, 2019-01 or 2019")
        year = int(match[1])
        month, day = (None if part is None else int(part) for part in match.groups()[1:])
        if not year:
            raise ValueError("there is no year 0")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}")
        if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
            raise ValueError(f"{MONTHS[month - 1]} {year} has no day {day}")
        return cls(year, month, day)

    @property
    def first_day(self) -> datetime.date:
        """The earliest day that this can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The latest day that this can mean."""
        if self.day:
            return self.first_day
        month = self.month or 12
        return datetime.date(self.year, month, monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """As written in sources and in ``<time datetime>``: 2019, 2019-01 or 2019-01-08."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __str__(self) -> str:
        """As a reader expects it: 8 January 2019, January 2019 or 2019."""
        words = [str(self.day)] if self.day else []
        words += [MONTHS[self.month - 1]] if self.month else []
        return " ".join([*words, str(self.year)])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept what YAML gives for a date: text, or a whole number for a year alone."""

        def read(written: object) -> PartialDate:
            if isinstance(written, PartialDate):
                return written
            text = str(getattr(written, "written", written))
            try:
                return cls.parse(text)
            except ValueError as problem:
                why = str(problem) if _WRITTEN.fullmatch(text) else ""
                raise PydanticCustomError("impossible_date", "{why}", {"why": why}) from None

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(lambda date: date.iso)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the same to editors."""
        return {
            "anyOf": [
                {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
            "description": "A day (2019-01-08), a month (2019-01) or a year (2019).",
            "examples": ["2019-01-08", "2019-01", 2019],
        }
