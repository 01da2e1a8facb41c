"""Plain text, as it is pasted or mailed: lines become paragraphs and lists.

Text says nothing about itself but where its lines end. A line that ends although the next word would have fitted ends on
purpose; the others were wrapped by a program, and are joined. What a heading is, recognition guesses later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.findings import Checked, Finding
from pipeline.importing.document import Block, Blocks, Document, List, Origin, Paragraph, Run, tidied

WIDEST: Final = 120
"""Characters: programs wrap text at 65 to 100; where a line is longer, the text was not wrapped at all."""

NARROWEST: Final = 45
"""Characters: where all lines are shorter than this, they are lines of an address or a poem."""

_BULLET: Final = re.compile(r"(?P<bullet>[-*•·▪◦‣●])[ \t\xa0]+(?P<words>\S.*)")
_NUMBER: Final = re.compile(r"(?P<number>[1-9]\d{0,4}|0)(?P<mark>[.)])[ \t\xa0]+(?P<words>\S.*)")

_DIVIDED: Final = re.compile(r"[^\W\d_]-$")

_EDGES: Final = re.compile("^[\\s\u200b\u2060\ufeff]+|[\\s\u200b\u2060\ufeff]+$")
"""White space and characters without width at the ends of a line; a line of nothing else is blank."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class _Item:
    """A line that begins with a list's mark, and those that continue it.

    Attributes:
        mark: as written, ``-`` or ``3.``.
        start: the number; None for a bullet.
    """

    mark: str
    start: int | None
    words: str
    at: int


def read_plain_text(text: str, origin: Origin) -> Checked[Document]:
    """Read text whose lines end with line feeds."""
    lines = [_Line(number, _EDGES.sub("", line)) for number, line in enumerate(text.split("\n"), 1)]
    width = _wrapped_at(lines)
    pieces: list[Paragraph | _Item] = []
    for chunk in _chunks(lines):
        pieces += _read_chunk(chunk, width)
    return Checked(Document(origin, _with_lists(pieces), is_plain=True), tuple(_find_blanks(text, origin)))


def _find_blanks(text: str, origin: Origin) -> Iterator[Finding]:
    """Find lines that look blank and hold something: no-break spaces, mostly, from a page of the web."""
    numbers = [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip(" \t") and not _EDGES.sub("", line)
    ]
    if numbers:
        listed = ", ".join(map(str, numbers[:12])) + (" and more" if len(numbers) > 12 else "")
        lines = f"line {listed} holds" if len(numbers) == 1 else f"lines {listed} hold"
        message = f"{lines} nothing but a no-break space or the like; read as blank"
        yield origin.advise("left-out", message, numbers[0])


def _wrapped_at(lines: Sequence[_Line]) -> int:
    """Return the measure that the text was wrapped at, in characters; 0 if it was not wrapped."""
    longest = max((len(line.text) for line in lines), default=0)
    return longest if NARROWEST <= longest <= WIDEST else 0


def _chunks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    chunk: list[_Line] = []
    for line in (*lines, _Line(0, "")):
        if line.text:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []


def _read_chunk(chunk: Sequence[_Line], width: int) -> Iterator[Paragraph | _Item]:
    """Read lines between blank ones: those that were wrapped go together."""
    together: list[_Line] = []
    for line in chunk:
        if together and (_item_of(line) or not _goes_on(together[-1].text, line.text, width)):
            yield _piece_of(together)
            together = []
        together.append(line)
    yield _piece_of(together)


def _piece_of(lines: Sequence[_Line]) -> Paragraph | _Item:
    text = lines[0].text
    if len(lines) > 1:
        # A word that is divided at its own hyphen has no space behind it.
        parts = (
            line.text if _DIVIDED.search(line.text) and below.text[0].isalpha() else f"{line.text} "
            for line, below in pairwise(lines)
        )
        text = "".join((*parts, lines[-1].text))
    line = _Line(lines[0].number, text)
    return _item_of(line) or Paragraph((Run(text),), line.number)


def _item_of(line: _Line) -> _Item | None:
    if match := _BULLET.fullmatch(line.text):
        return _Item(match["bullet"], None, match["words"], line.number)
    if match := _NUMBER.fullmatch(line.text):
        return _Item(match["number"] + match["mark"], int(match["number"]), match["words"], line.number)
    return None


def _goes_on(line: str, below: str, width: int) -> bool:
    """Whether a line was wrapped: the first word below would not have fitted."""
    return bool(width) and len(line) + 1 + len(below.split(maxsplit=1)[0]) > width


def _with_lists(pieces: Sequence[Paragraph | _Item]) -> Blocks:
    """Make lists of items that follow each other."""
    blocks: list[Block] = []
    items: list[_Item] = []
    for piece in (*pieces, None):
        if items and not (isinstance(piece, _Item) and _follows(items, piece)):
            blocks += _list_of(items)
            items = []
        if isinstance(piece, _Item):
            items.append(piece)
        elif piece is not None:
            blocks.append(Paragraph(tidied(piece.content), piece.at))
    return tuple(blocks)


def _follows(items: Sequence[_Item], item: _Item) -> bool:
    if item.start is None:
        return items[0].mark == item.mark
    return items[-1].start == item.start - 1 and items[-1].mark[-1] == item.mark[-1]


def _list_of(items: Sequence[_Item]) -> Iterator[Block]:
    """Make a list; one number alone is no list, and its line stays a paragraph."""
    if len(items) == 1 and items[0].start is not None:
        (item,) = items
        yield Paragraph(tidied([Run(f"{item.mark} {item.words}")]), item.at)
        return
    paragraphs = tuple((Paragraph(tidied([Run(item.words)]), item.at),) for item in items)
    yield List(items[0].start, paragraphs, items[0].at)
