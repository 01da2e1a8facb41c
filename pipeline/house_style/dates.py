"""Dates in words: 28 March 2017, without ordinals, commas and slashes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.house_style.rule import Hit, Line, Rule, each_line, quoted
from pipeline.model.dates import MONTHS

_MONTH: Final = "|".join(MONTHS)
_SHORT: Final[Mapping[str, str]] = {
    **{month[:3]: month for month in MONTHS if len(month) > 3},
    "Sept": "September",
}
_YEAR: Final = r"(?:1[89]|20)\d{2}"
_GAP: Final = r"[ \u00a0]"
_ANY: Final = rf"(?:(?P<month>{_MONTH})|(?P<short>{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b(?:\.(?={_GAP}))?)"
"""A month, whole or short; the full stop behind a short one may be the sentence's if no word follows."""


def _day_first(match: re.Match[str]) -> str:
    year = f" {match['year']}" if match["year"] else ""
    return f"{int(match['day'])} {_whole(match)}{year}"


def _month_only(match: re.Match[str]) -> str:
    return f"{_whole(match)} {match['year']}"


def _whole(match: re.Match[str]) -> str:
    return match["month"] or _SHORT[match["short"]]


def _by_numbers(match: re.Match[str]) -> str | None:
    """Return a date of numbers in words; None if nobody can know which of them is the month."""
    day, month = int(match["day"]), int(match["month"])
    sure = match["sure"] if "sure" in match.groupdict() else None
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (sure is None and day <= 12 and day != month):
        return None
    return f"{day} {MONTHS[month - 1]} {match['year']}"


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...]] = (
    # 28th of March 2017, 28 Mar 2017, 28 March, 2017
    (
        re.compile(
            rf"(?<![\w/.-])(?P<day>[0-3]?\d)(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?{_ANY}(?:,?{_GAP}(?P<year>{_YEAR}))?(?![\w-])"
        ),
        _day_first,
    ),
    # March 28th, 2017
    (
        re.compile(rf"\b{_ANY}{_GAP}(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?{_GAP}(?P<year>{_YEAR})(?![\w-])"),
        _day_first,
    ),
    # Mar 2017
    (re.compile(rf"(?<![\w-])(?<!\d ){_ANY}{_GAP}(?P<year>{_YEAR})(?![\w-])"), _month_only),
    # 28/03/2017, 28.3.2017
    (
        re.compile(
            rf"(?<![\w/.-])(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<month>[01]?\d)(?P=mark)(?P<year>{_YEAR})(?![\w/-]|\.\d)"
        ),
        _by_numbers,
    ),
    # 2017-03-28
    (
        re.compile(
            rf"(?<![\w/.-])(?P<year>{_YEAR})(?P<sure>[-/])(?P<month>[01]\d)(?P=sure)(?P<day>[0-3]\d)(?![\w/-]|\.\d)"
        ),
        _by_numbers,
    ),
)
"""How dates are written elsewhere, and what the house makes of each."""


def _find(line: Line) -> Iterator[Hit]:
    taken = bytearray(len(line.own))
    for pattern, right_form in _FORMS:
        for match in pattern.finditer(line.own):
            start, end = match.span()
            # "28 Mar 2017" is no second date of the form "Mar 2017".
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found, right = match[0], right_form(match)
            if right is None or found.replace("\u00a0", " ") != right:
                message = f"the date {quoted(found)} is written otherwise here"
                hint = f'write "{right}"' if right else "write day, month in words, year: 28 March 2017"
                yield Hit(line.passage, start, end, message, hint, right)


DATE_FORM: Final = Rule(
    code="date-form",
    family="Numbers and dates",
    find=each_line(_find),
    why="Day, month in words, year: the one order that nobody can misread, on either side of the Atlantic.",
    example="It was published on March 28th, 2017.",
    instead="It was published on 28 March 2017.",
)
