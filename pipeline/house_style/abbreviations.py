"""Abbreviations that nobody explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.house_style.rule import Hit, Line, Manuscript, Rule, before
from pipeline.model.passages import PassageKind, SpanKind

_WELL_KNOWN: Final = (
    "NHS CQC UK US USA EU UN BBC ITV MP MPs GP GPs PDF HTML URL TV IT ID PhD BA MA BSc MSc MBE OBE CBE KBE DBE QC KC RN "
    "VAT HIV AIDS DNA MRI CT AM PM BC AD CEO FAQ ISBN ISSN DOI NB PS OK COVID SARS YAML SQL CSV CD DVD WC RSPCA NASA "
    "UNESCO MIT SMS GPS USB ISO WHO MRSA HR PR PPE RAF AGM ADHD LGBT"
)
_HELD_OTHERWISE: Final = "TBC TBA TBD TODO TK TKTK FIXME"
"""Placeholders, which have a rule of their own."""

_KNOWN: Final = frozenset(f"{_WELL_KNOWN} {_HELD_OTHERWISE}".split())
"""What a British reader of reports on health care knows better by its letters."""

_SHORT: Final = re.compile(r"(?<![\w&/.@#-])(?P<short>[A-Z]{2,6}(?:&[A-Z]{1,3})?)s?(?![\w&@-]|/\w|\.\w)")
_CAPITALS: Final = re.compile("[A-Z]{2}")
"""What stands in every line with an abbreviation; most lines are passed over by it."""

_ROMAN: Final = re.compile(r"[IVXLCDM]+")
_READ: Final = frozenset(
    {
        PassageKind.PARAGRAPH,
        PassageKind.LIST_ITEM,
        PassageKind.STANDFIRST,
        PassageKind.POINT,
        PassageKind.FOOTNOTE,
        PassageKind.EVENT,
    }
)


def _find(manuscript: Manuscript) -> Iterator[Hit]:
    if manuscript.report.unread:  # one of them may explain it
        return
    listed = frozenset(manuscript.report.abbreviations)
    explained = _explained("\n".join(line.words for line in manuscript.having(_EXPLAINING)))
    for lines in manuscript.of_chapters(_CAPITALS):
        said: set[str] = set()
        for line in lines:
            if line.passage.kind in _READ and not line.passage.quoted:
                yield from _in_line(line, listed | explained | _KNOWN, said)


def _in_line(line: Line, known: frozenset[str], said: set[str]) -> Iterator[Hit]:
    """Yield the first use of each abbreviation that is not known; what is yielded is said."""
    for match in _SHORT.finditer(line.own):
        short = match["short"]
        if short in known | said or match[0] in known or _ROMAN.fullmatch(short):
            continue
        if _is_part_of_name(line.own, match) or _is_shouted(line.own, match):
            continue
        if line.passage.inside(*match.span(), SpanKind.EMPHASIS):
            continue
        said.add(short)
        message = f'"{short}" is not explained'
        hint = f"state it in sources/abbreviations.yaml ({short}: what it stands for), or write it out"
        yield Hit(line.passage, *match.span("short"), message, hint)


_EXPLAINING: Final = re.compile(r"[(\[]|(?:stands|short) for")
"""What stands in every line that explains one; most lines are passed over by it."""


def _explained(text: str) -> frozenset[str]:
    """Return what is explained somewhere in the report: words (ABC), ABC (words), ABC, which stands for words."""
    ahead = re.findall(
        r"[A-Za-z]\w*[ \u00a0][\(\[](?:the )?[\"'“‘]?([A-Z][A-Za-z&]{1,7}?)s?[\"'”’]?[]),;]", text
    )
    behind = re.findall(r"\b([A-Z]{2,6}(?:&[A-Z]{1,3})?)s? \((?:the )?[A-Za-z]\w+ \w", text)
    worded = re.findall(r"\b([A-Z]{2,6})s?,? (?:which )?(?:stands|short) for\b", text)
    return frozenset((*ahead, *behind, *worded))


_NAME_BEHIND: Final = re.compile(r"[ \u00a0](?:[A-Z][a-z]|\d)")
_NAME_BEFORE: Final = re.compile(
    r"\b(?!The\b|A\b|An\b|In\b|At\b|For\b|By\b|And\b|But\b|Its?\b)[A-Z][a-z]\w*[ \u00a0]$"
)
_GRADE: Final = re.compile(
    r"\b(?:[Ll]evel|[Gg]rade|[Cc]lass|[Tt]ype|[Ss]ize|[Bb]and|[Gg]roup|rated|known as|called|marked)[ \u00a0]$"
)
"""What stands before letters that are a name or a mark of their own: level AA, size XL, type AB."""

_SHOUT_BEHIND: Final = re.compile(r"[ \u00a0][A-Z]{2,}\b")
_SHOUT_BEFORE: Final = re.compile(r"\b[A-Z]{2,}[ \u00a0]$")


def _is_part_of_name(text: str, match: re.Match[str]) -> bool:
    """Whether a capitalised word or a number stands beside it: SIL Open Font License, EN 301 are names, not short forms."""
    head = before(text, match.start())
    behind = _NAME_BEHIND.match(text, match.end())
    return bool(behind or _NAME_BEFORE.search(head) or _GRADE.search(head))


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the word beside it is in capitals too: a line of capitals abbreviates nothing."""
    behind = _SHOUT_BEHIND.match(text, match.end())
    return bool(behind or _SHOUT_BEFORE.search(before(text, match.start())))


UNEXPLAINED_ABBREVIATION: Final = Rule(
    code="unexplained-abbreviation",
    family="Words",
    find=_find,
    why="Who does not know it stops there. The pipeline writes out what abbreviations.yaml knows, at its first use.",
    example="The plan was agreed with the ICB.",
    instead="The plan was agreed with the integrated care board (ICB).",
)
