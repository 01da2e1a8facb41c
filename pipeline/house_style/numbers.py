"""Numbers and money: commas between thousands, £70m."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.house_style.rule import Hit, Line, Rule, before, each_line, quoted
from pipeline.model.numbers import with_commas

_FAMILY: Final = "Numbers and dates"

_LARGE: Final = re.compile(
    r"(?<![\w.,/:#@=&+-])(?<!\d[ \u00a0\u202f-])(?<!\d\) )(?P<number>[1-9]\d{4,})(?P<rest>\.\d+)?(?![\w/:@=&-]|[ \u00a0\u202f]\d|,\d|\.\w)"
)
"""Five digits and more, that are no part of a telephone number, an address or a range."""

_IDENTIFIES: Final = re.compile(
    r"(?:\b(?:[Nn]umber|[Nn]umbered|[Nn]os?\.?|[Rr]ef(?:erence)?\.?|ID|[Cc]ode|[Rr]egistered|[Cc]harity|[Cc]ompany|[Gg]rant|"
    r"[Tt]rial|[Pp]roject|[Cc]ase|[Ee]xtension|[Cc]lass|[Rr]oom|[Ff]lat|[Bb]ox|[Rr]oute|[Ff]light|[Mm]odel|[Uu]nit|[Pp]age|[Tt]el(?:ephone)?\.?|[Pp]hone|[Ff]ax|ISBN|ISSN|PMID|[Oo]rder)\s*(?:[:.]|is|was)?\s*"
    # A standard, a form, a command paper: letters that a number belongs to.
    r"|\b[A-Z]{2,}[ \u00a0]|\bCm ?)$"
)

_COUNTED: Final = (
    r"people|patients|staff|nurses|doctors|beds|calls|miles|services|sites|homes|visits|children|adults|women|men|"
    r"residents|members|places|posts|vacancies|hours|days|trusts|incidents|admissions|appointments|operations|"
    r"respondents|responses|employees|colleagues|carers|volunteers|ambulances|words|pages|square|households|users"
)
_FOUR: Final = re.compile(
    rf"(?P<before>\b\w+[ \u00a0])?(?<![\w.,/:#@=&£$€+-])(?P<number>[1-9]\d{{3}})[ \u00a0](?:[a-z-]+ ){{0,2}}?(?:{_COUNTED})\b"
)
_COUNTING: Final = (
    "nearly than almost approximately roughly only serves serve employs employed employ another further additional extra "
    "its their total"
)
_SURE: Final = frozenset(_COUNTING.split())
"""What stands before a count and never before a year."""

_BEFORE_A_TIME: Final = frozenset(
    {"at", "by", "in", "since", "from", "until", "till", "room", "ward", "form"}
)


def _find_commas(line: Line) -> Iterator[Hit]:
    for match in _LARGE.finditer(line.own):
        if not _IDENTIFIES.search(before(line.own, match.start())):
            yield _hit(line, *match.span("number"))
    for match in _FOUR.finditer(line.own):
        if _is_count(match):
            yield _hit(line, *match.span("number"))


def _is_count(match: re.Match[str]) -> bool:
    """Whether four digits before a counted word are a count: "in 2017 people said" holds a year, "at 1400 hours" a time."""
    said = (match["before"] or "").strip().lower()
    if 1700 <= int(match["number"]) < 2100:
        return said in _SURE
    return said not in _BEFORE_A_TIME


def _hit(line: Line, start: int, end: int) -> Hit:
    number = line.own[start:end]
    right = with_commas(number)
    return Hit(line.passage, start, end, f"{quoted(number)} has no commas", f'write "{right}"', right)


_MONEY: Final = re.compile(
    r"(?P<amount>[£$€]\d[\d,]*(?:\.\d+)?)(?:[ \u00a0\u202f-]?(?P<scale>million|billion|mn|mln)|[ \u00a0\u202f](?P<letter>m|bn)|(?P<capital>M|BN|Bn|B))\b"
)
_POUNDS: Final = re.compile(
    r"(?<![\w.,£])(?P<amount>\d[\d,]*(?:\.\d+)?)[ \u00a0-](?P<scale>million|billion)[ \u00a0-]pounds\b"
)


def _find_money(line: Line) -> Iterator[Hit]:
    for match in (*_MONEY.finditer(line.own), *_POUNDS.finditer(line.own)):
        scale = next(word for word in match.groups()[1:] if word)
        sign = "" if match["amount"][0] in "£$€" else "£"
        right = f"{sign}{match['amount']}{'bn' if scale.lower().startswith('b') else 'm'}"
        message = f"{quoted(match[0])} is written otherwise here"
        yield Hit(line.passage, *match.span(), message, f'write "{right}"', right)


NUMBER_COMMAS: Final = Rule(
    code="number-commas",
    family=_FAMILY,
    find=each_line(_find_commas),
    why="Commas let the eye count the thousands; without them 17000 and 170000 look alike, and 1987 looks like a year.",
    example="It employs 17000 staff.",
    instead="It employs 17,000 staff.",
)
MONEY_FORM: Final = Rule(
    code="money-form",
    family=_FAMILY,
    find=each_line(_find_money),
    why="One short form for sums lets them be compared at a glance, in text and in tables.",
    example="a deficit of £70 million",
    instead="a deficit of £70m",
)
