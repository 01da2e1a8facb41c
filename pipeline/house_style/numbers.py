"""Numbers and money: commas between thousands, £70m."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from pipeline.house_style.rule import Hit, Line, Rule, before, each_line, quoted
from pipeline.model.numbers import with_commas

_FAMILY: Final = "Numbers and dates"

_LARGE: Final = re.compile(
    r"(?<![\w.,/:#@=&+-])(?<!\d[ \u00a0\u202f-])(?<!\d\) )(?P<number>[1-9]\d{4,})(?P<rest>\.\d+)?(?:bn|km|kg|mg|ml|m|g|k)?(?![\w/:@=&-]|[ \u00a0\u202f]\d|,\d|\.\w)"
)
"""Five digits and more, that are no part of a telephone number, an address or a range."""

_IDENTIFIES: Final = re.compile(
    r"(?:\b(?:[Nn]umber|[Nn]umbered|[Nn]os?\.?|[Rr]ef(?:erence)?\.?|ID|[Cc]ode|[Rr]egistered|[Cc]harity|[Cc]ompany|[Gg]rant|"
    r"[Tt]rial|[Pp]roject|[Cc]ase|[Ee]xtension|[Cc]lass|[Rr]oom|Table|Figure|Fig\.?|Bay|Ward|Bed|Form|Item|Chart|Box|Note|Version|Part|Section|Chapter|[Ff]lat|[Bb]ox|[Rr]oute|[Ff]light|[Mm]odel|[Uu]nit|[Pp]age|[Tt]el(?:ephone)?\.?|[Pp]hone|[Ff]ax|ISBN|ISSN|PMID|[Oo]rder)\s*(?:[:.]|is|was)?\s*"
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
_SUM: Final = re.compile(
    r"(?<=[£$€])(?P<number>[1-9]\d{3})(?=(?:\.\d+)?(?:m|bn|k)?(?![\w/]|,\d|[ \u00a0\u202f]\d|\.\d))"
)
_SPACED: Final = re.compile(
    rf"(?<![\w.,/:#@=&+-])(?<!\d[ \u00a0\u202f])(?P<number>[1-9]\d{{0,2}}(?:[ \u00a0\u202f]\d{{3}})+)(?=[ \u00a0](?:[a-z-]+ ){{0,2}}?(?:{_COUNTED})\b)"
    r"|(?<=[£$€])(?P<sum>[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+)(?![ \u00a0\u202f]?\d|\w)"
)
"""Thousands parted by a space: 17 000 staff."""

_FROM_TO: Final = re.compile(
    rf"(?<![\w.,/:#@=&£$€+-])(?P<first>[1-9]\d{{3,}})(?:[–-]| to )(?P<last>[1-9]\d{{3,}})[ \u00a0](?:[a-z-]+ ){{0,2}}?(?:{_COUNTED})\b"
)
"""1500-2000 beds."""

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
    whole = {match.start() + 1 for match in _WHOLE.finditer(line.own)}
    for match in _LARGE.finditer(line.own):
        if match.start() not in whole and not _IDENTIFIES.search(before(line.own, match.start())):
            yield _hit(line, *match.span("number"))
    ranges = {match.span(part) for match in _FROM_TO.finditer(line.own) if _counts(match) for part in (1, 2)}
    counts = {match.span("number") for match in _FOUR.finditer(line.own) if _is_count(match)}
    sums = {match.span("number") for match in _SUM.finditer(line.own)}
    spaced = {match.span(match.lastgroup or 0) for match in _SPACED.finditer(line.own)}
    for span in sorted(ranges | counts | sums | spaced):
        yield _hit(line, *span)


def _counts(match: re.Match[str]) -> bool:
    """Whether two numbers before a counted word are no years: "2015-2016 patients" are those of two years."""
    return not all(1700 <= int(number) < 2100 for number in match.groups())


def _is_count(match: re.Match[str]) -> bool:
    """Whether four digits before a counted word are a count: "in 2017 people said" holds a year, "at 1400 hours" a time."""
    said = (match["before"] or "").strip().lower()
    if 1700 <= int(match["number"]) < 2100:
        return said in _SURE
    return said not in _BEFORE_A_TIME


def _hit(line: Line, start: int, end: int) -> Hit:
    number = line.own[start:end]
    right = with_commas(re.sub(r"\s", "", number))
    return Hit(line.passage, start, end, f"{quoted(number)} has no commas", f'write "{right}"', right)


_SCALE: Final = r"million|billion|thousand|mil|mn|mln|bn|m|BN|Bn|B|M"
_MONEY: Final = re.compile(
    rf"(?P<sign>[£$€]|(?<!\w)GBP)[ \u00a0\u202f]?(?P<amount>\d[\d,]*(?:\.\d+)?)(?:[ \u00a0\u202f-]?(?P<scale>{_SCALE})\b)?(?P<unit>[ \u00a0](?:pounds|sterling)\b(?![ \u00a0-]*(?:pounds|sterling|{_SCALE})\b))?"
)
_POUNDS: Final = re.compile(
    r"(?<![\w.,£])(?P<amount>\d[\d,]*(?:\.\d+)?)[ \u00a0-](?P<scale>million|billion)[ \u00a0-]pounds\b"
)
_RANGE: Final = re.compile(
    r"(?P<sign>[£$€])(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<join>[ \u00a0]?[–-][ \u00a0]?|[ \u00a0](?:to|or|and)[ \u00a0])[£$€]?(?P<last>\d[\d,]*(?:\.\d+)?)[ \u00a0-]?(?P<scale>million|billion)\b"
)
"""£5-10 million: the scale belongs to both."""

_WHOLE: Final = re.compile(
    r"[£$€](?P<amount>[1-9][\d,]*00,?000)(?![\w,]*\d|\.\d|\w|[ \u00a0-](?:million|billion|m|bn)\b)"
)
"""£70000000: millions, to one decimal."""


def _find_money(line: Line) -> Iterator[Hit]:
    taken = bytearray(len(line.own))
    for pattern, right_form in _SUMS:
        for match in pattern.finditer(line.own):
            if any(taken[match.start() : match.end()]):
                continue
            right, hint = right_form(match)
            if right == match[0]:
                continue
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            message = f"{quoted(match[0])} is written otherwise here"
            yield Hit(line.passage, *match.span(), message, hint or f'write "{right}"', right)


def _range(match: re.Match[str]) -> tuple[str | None, str]:
    if _number(match["amount"]) >= min(_number(match["last"]), Decimal(1000)):
        return match[0], ""  # £500 to £2 million: each says what it is
    short = "bn" if match["scale"] == "billion" else "m"
    first, last = (f"{match['sign']}{match[part]}{short}" for part in ("amount", "last"))
    is_between = before(match.string, match.start()).lower().endswith("between ")
    join = match["join"].strip()
    if (join == "and") is is_between and join != "or":
        return f"{first} {'and' if is_between else 'to'} {last}", ""
    return None, f'write the scale of both sums, such as "{first} {join if join.isalpha() else "and"} {last}"'


def _number(amount: str) -> Decimal:
    return Decimal(amount.replace(",", ""))


def _sum(match: re.Match[str]) -> tuple[str, str]:
    """Return a sum with its sign, its short scale, and no word that says the sign again."""
    groups = match.groupdict()
    sign = "£" if groups.get("sign") in {"GBP", None} else groups["sign"]
    amount, scale = match["amount"], (match["scale"] or "").lower()
    if scale == "thousand":
        number = _number(amount) * 1000
        return f"{sign}{with_commas(f'{number.normalize():f}')}", ""
    return f"{sign}{amount}{scale and ('bn' if scale.startswith('b') else 'm')}", ""


def _in_millions(match: re.Match[str]) -> tuple[str, str]:
    number = _number(match["amount"])
    if number < 1_000_000:
        return match[0], ""
    scale, short = (1_000_000_000, "bn") if number >= 1_000_000_000 else (1_000_000, "m")
    return f"{match[0][0]}{(number / scale).normalize():f}{short}", ""


_SUMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str | None, str]]], ...]] = (
    (_RANGE, _range),
    (_WHOLE, _in_millions),
    (_MONEY, _sum),
    (_POUNDS, _sum),
)
"""How sums are written elsewhere, and what the house makes of each."""


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
