"""Dates in words: 28 March 2017, without ordinals, commas and slashes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from pipeline.house_style.rule import Hit, Line, Rule, before, each_line, quoted
from pipeline.model.dates import MONTHS

_MONTH: Final = "|".join(MONTHS)
_SHORT: Final[Mapping[str, str]] = {
    **{month[:3].lower(): month for month in MONTHS if len(month) > 3},
    "sept": "September",
}
_YEAR: Final = r"(?:1[89]|20)\d{2}"
_GAP: Final = r"[ \u00a0]"
_ANY: Final = rf"(?i:(?P<month>{_MONTH})|(?P<short>{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b(?:\.(?={_GAP}))?)"
"""A month, whole or short; the full stop behind a short one may be the sentence's if no word follows."""

_OTHER_WORDS: Final = frozenset({"march", "may", "mar", "jan", "dec"})
"""Months that are other words, too, where they have no capital."""

_GOES_ON: Final = re.compile(
    rf"$|[^\w \u00a0]|{_GAP}(?:[^\w]|(?:and|or|but|when|which|that|it|he|she|they|we|there|the|an?|in|at|on|by|to|until|for|from|"
    r"after|before|as|with|was|were|is|had|has)\b)"
)
"""What stands behind a date that belongs to no noun: "the 3rd July meeting" keeps its article."""

Right: TypeAlias = tuple[str | None, str]
"""What the house writes, None where no machine can know; and a word on it, which may be empty."""


def _day_first(match: re.Match[str]) -> Right:
    year = f" {match['year']}" if match["year"] else ""
    right = f"{int(match['day'])} {_whole(match)}{year}"
    if not _exists(int(match["day"]), _whole(match), match["year"]):
        return None, f"there is no {right}: look it up"
    parts = match.groupdict()
    # "On the 28th of March": the article goes with the ordinal. It stays where a noun takes it.
    if parts.get("the") and not (parts["of"] or parts["year"] or _GOES_ON.match(match.string, match.end())):
        return None, f'write "{right}", without "the" unless it belongs to a noun behind the date'
    return right, ""


def _month_only(match: re.Match[str]) -> Right:
    return f"{_whole(match)} {match['year']}", ""


def _whole(match: re.Match[str]) -> str:
    return match["month"].capitalize() if match["month"] else _SHORT[match["short"].lower()]


def _exists(day: int, month: str, year: str | None) -> bool:
    """Whether a month has a day; of a year that is not said, as if it were a leap year."""
    return 1 <= day <= monthrange(int(year or 2000), MONTHS.index(month) + 1)[1]


def _by_numbers(match: re.Match[str]) -> Right:
    """Return a date of numbers in words; None if nobody can know which of them is the month."""
    day, month = int(match["day"]), int(match["month"])
    sure = match["sure"] if "sure" in match.groupdict() else None
    if not 1 <= month <= 12 or (sure is None and day <= 12 and day != month):
        return None, ""
    name = MONTHS[month - 1]
    return (f"{day} {name} {match['year']}", "") if _exists(day, name, match["year"]) else (None, "")


def _short_year(_: re.Match[str]) -> Right:
    return None, ""


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Right]], ...]] = (
    # the 28th of March 2017, 28 Mar 2017, 28 March, 2017
    (
        re.compile(
            rf"(?<![\w/.-])(?:(?P<the>[Tt]he{_GAP})(?=\d+(?:st|nd|rd|th|{_GAP}of)))?(?P<day>[0-3]?\d)(?P<th>st|nd|rd|th)?{_GAP}"
            rf"(?P<of>of{_GAP})?{_ANY}(?:,?{_GAP}(?P<year>{_YEAR}))?(?![\w-])"
        ),
        _day_first,
    ),
    # March 28th, 2017 and March 28, 2017
    (
        re.compile(rf"\b{_ANY}{_GAP}(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?{_GAP}(?P<year>{_YEAR})(?![\w-])"),
        _day_first,
    ),
    # March 28th
    (
        re.compile(rf"\b{_ANY}{_GAP}(?P<day>[0-3]?\d)(?P<th>st|nd|rd|th)(?P<year>)(?![\w-])"),
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
    # 28/03/17, which may be 2028
    (re.compile(r"(?<![\w/.-])[0-3]?\d/[01]?\d/\d\d(?![\w/-]|\.\d)"), _short_year),
    # 2017-03-28
    (
        re.compile(
            rf"(?<![\w/.-])(?P<year>{_YEAR})(?P<sure>[-/])(?P<month>[01]\d)(?P=sure)(?P<day>[0-3]\d)(?![\w/-]|\.\d)"
        ),
        _by_numbers,
    ),
)
"""How dates are written elsewhere, and what the house makes of each."""

_IN_A_MONTH: Final = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ff]rom|[Dd]uring|[Bb]y|[Oo]f|[Ee]arly|[Ll]ate){_GAP}$"
)


def _is_date(match: re.Match[str]) -> bool:
    """Whether a month without a capital is one: 28 march 2017, not "the 28 march on" or "they may"."""
    groups = match.groupdict()
    month = groups["month"] if "short" in groups and groups["month"] else groups.get("short")
    if not month or month[0].isupper():
        return True
    if groups.get("day"):
        return bool(groups.get("year") or groups.get("of"))
    return month not in _OTHER_WORDS or _IN_A_MONTH.search(before(match.string, match.start())) is not None


def _find(line: Line) -> Iterator[Hit]:
    taken = bytearray(len(line.own))
    for pattern, right_form in _FORMS:
        for match in pattern.finditer(line.own):
            start, end = match.span()
            # "28 Mar 2017" is no second date of the form "Mar 2017".
            if any(taken[start:end]) or not _is_date(match):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found, (right, note) = match[0], right_form(match)
            if right is None or found.replace("\u00a0", " ") != right:
                message = f"the date {quoted(found)} is written otherwise here"
                if note.startswith("there is no"):
                    message = f"the date {quoted(found)} does not exist"
                hint = (
                    f'write "{right}"' if right else note or "write day, month in words, year: 28 March 2017"
                )
                yield Hit(line.passage, start, end, message, hint, right)


DATE_FORM: Final = Rule(
    code="date-form",
    family="Numbers and dates",
    find=each_line(_find),
    why="Day, month in words, year: the one order that nobody can misread, on either side of the Atlantic.",
    example="It was published on March 28th, 2017.",
    instead="It was published on 28 March 2017.",
)
