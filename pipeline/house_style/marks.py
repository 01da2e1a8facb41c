"""Marks and spaces: one kind of quotation mark in a chapter, one kind of dash in a report, single spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Edit
from pipeline.house_style.rule import Hit, Line, Manuscript, Rule, each_line, quoted
from pipeline.model.passages import PassageKind

_FAMILY: Final = "Marks and spaces"

_STRAIGHT: Final = re.compile(r"[\"']")
_CURLY: Final = re.compile(r"[“”‘’]")
_ANY_QUOTE: Final = re.compile("[\"'“”‘’]")
_TYPED: Final = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def _find_quotes(manuscript: Manuscript) -> Iterator[Hit]:
    for lines in manuscript.of_chapters(_ANY_QUOTE):
        straight = [mark for line in lines for mark in _STRAIGHT.findall(line.words)]
        curly = [mark for line in lines for mark in _CURLY.findall(line.words)]
        if straight and curly:
            # Those that are fewer are the slip; straight ones are what the keyboard has, and the pages show them curled.
            fewer = _CURLY if len(curly) <= len(straight) else _STRAIGHT
            for line in lines:
                yield from _in_line(line, fewer)


def _in_line(line: Line, marks: re.Pattern[str]) -> Iterator[Hit]:
    """Yield one hit for all the marks of a line that are to be the others."""
    found = list(marks.finditer(line.words))
    if not found:
        return
    text = line.passage.text
    others = [_TYPED.get(match[0]) or _curled(text, match.start()) for match in found]
    edits = [line.passage.edit(*match.span(), other) for match, other in zip(found, others, strict=True)]
    known = tuple(edit for edit in edits if edit)
    kind, right = ("curly", "straight") if marks is _CURLY else ("straight", "curly")
    yield Hit(
        line.passage,
        *found[0].span(),
        f"{quoted(found[0][0])} is a {kind} mark, the chapter's others are {right}",
        f"write {others[0]} (the pages show curly marks for both)",
        edits=known if len(known) == len(edits) else (),
    )


def _curled(text: str, at: int) -> str:
    before = text[at - 1 : at]
    opens = (not before or before in " (\u00a0[–—/") and not (
        text[at] == "'" and text[at + 1 : at + 2].isdigit()
    )
    return {'"': "“" if opens else "”", "'": "‘" if opens else "’"}[text[at]]


_DASHES: Final = (
    ("a spaced dash", re.compile(r"(?<=[\w,;:.!?)\"'’”%]) (?:-{1,2}|–) (?=[\w\"'‘“(£])"), " – "),
    ("a closed long dash", re.compile(r"(?<=[\w)\"'’”%])—(?=[\w\"'‘“(£])"), "—"),
    ("a spaced long dash", re.compile(r"(?<=[\w,;:.!?)\"'’”%]) — (?=[\w\"'‘“(£])"), " — "),
)
"""How a dash is set between words; a spaced hyphen is printed as a spaced dash."""


_ANY_DASH: Final = re.compile(" -|[–—]")


def _find_dashes(manuscript: Manuscript) -> Iterator[Hit]:
    lines = [line for line in manuscript.having(_ANY_DASH) if line.passage.kind not in _NO_SENTENCES]
    counts = Counter(
        name for line in lines for name, pattern, _ in _DASHES for _ in pattern.finditer(line.own)
    )
    if len(counts) < 2:
        return
    # Of equally many, the first in the table is the house's own.
    usual = max((name for name, *_ in _DASHES), key=lambda name: counts[name])
    right = next(written for name, _, written in _DASHES if name == usual)
    for line in lines:
        for name, pattern, _ in _DASHES:
            if name != usual:
                for match in pattern.finditer(line.own):
                    message = f"{name} ({quoted(match[0])}), where most of the report has {usual}"
                    yield Hit(line.passage, *match.span(), message, f'write "{right}"', right)


_NO_SENTENCES: Final = frozenset({PassageKind.CELL, PassageKind.LABEL, PassageKind.NAME})

_SPACES: Final = re.compile(r"(?<=[^\s|])[ \u00a0]{2,}(?=[^\s|])")


def _find_spaces(line: Line) -> Iterator[Hit]:
    for match in _SPACES.finditer(line.words):
        edit = line.passage.edit(*match.span(), " ") or _but_line_break(line, match)
        message = f"{len(match[0])} spaces stand here"
        yield Hit(line.passage, *match.span(), message, "one is enough", edits=(edit,) if edit else ())


def _but_line_break(line: Line, match: re.Match[str]) -> Edit | None:
    """Delete the spaces before or behind a line break of the file, if that is what they stand at."""
    start, end = match.span()
    return line.passage.edit(start, end - 1, "") or line.passage.edit(start + 1, end, "")


MIXED_QUOTES: Final = Rule(
    code="mixed-quotes",
    family=_FAMILY,
    find=_find_quotes,
    why="Straight marks are curled on the page by their neighbours. Where some are curly already, a pair may not match.",
    example="CQC’s report says that the trust's leaders listen.",
    instead="CQC's report says that the trust's leaders listen.",
    english=False,
)
MIXED_DASHES: Final = Rule(
    code="mixed-dashes",
    family=_FAMILY,
    find=_find_dashes,
    why="A reader takes two kinds of dash for two meanings.",
    example="The plan - the first of its kind - worked. The next—a year later—did not.",
    instead="The plan - the first of its kind - worked. The next - a year later - did not.",
    english=False,
)
DOUBLED_SPACE: Final = Rule(
    code="doubled-space",
    family=_FAMILY,
    find=each_line(_find_spaces),
    why="The page shows one space; two are a trace of cut words, and no search finds what they part.",
    example="The trust  improved.",
    instead="The trust improved.",
    english=False,
)
