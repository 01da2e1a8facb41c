"""A manuscript as it was read, whatever it was read from: blocks of runs, each knowing where it stood.

Readers make these values, recognition looks at them, and the writer makes a chapter of them. A place is a line of a text
file or a paragraph of a Word file, both counted from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import TypeAlias

from pipeline.findings import Finding, Place, Severity, error, warning
from pipeline.reading.text import UNPRINTABLE

BREAK = "\n"
"""The text of a run that is a line break somebody asked for."""

SOFT_HYPHEN = "\xad"
"""Where a word may be divided; left out, since the typesetter knows where."""

_WHITE_SPACE = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
"""Spaces, tabs and everything that ends a line somewhere."""

LONGEST_PARAGRAPH = 200
"""Lines in which words of a paragraph are looked for."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that look the same.

    Attributes:
        address: where a link leads; empty for none.
        note: name of the footnote that is called here; such a run has no words.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    address: str = ""
    note: str = ""


Runs: TypeAlias = tuple[Run, ...]


class Style(StrEnum):
    """What a paragraph says it is, by its style."""

    BODY = "body"
    TITLE = "title"
    SUBTITLE = "subtitle"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Runs
    at: int
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of level 1 to 9 as the manuscript counts."""

    level: int
    content: Runs
    at: int


@dataclass(frozen=True, slots=True)
class List:
    """A list; ``start`` is the first number, None for bullets."""

    start: int | None
    items: tuple[Blocks, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage set apart as somebody else's words."""

    blocks: Blocks
    at: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of equally many cells, the first of them the heading row."""

    rows: tuple[tuple[Runs, ...], ...]
    at: int
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Image:
    """An image that the manuscript holds.

    Attributes:
        suffix: of a file that holds it: ``.png``.
        alt: alternate text, empty where the manuscript has none.
    """

    content: bytes
    suffix: str
    alt: str
    at: int
    caption: Runs = ()


Block: TypeAlias = Paragraph | Heading | List | Quote | Table | Image
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its name, and its paragraphs."""

    name: str
    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a manuscript came from, for findings about it.

    Attributes:
        path: the file as it was named.
        counts_lines: whether places are lines; else they are paragraphs.
        lines: of a text file, so that words of it can be found in them; of a Word file the words of each paragraph.
    """

    path: str
    counts_lines: bool = True
    lines: tuple[str, ...] = ()

    def find(self, code: str, message: str, at: int, hint: str = "", words: str = "") -> Finding:
        """Make a warning about a place of the manuscript; 0 is the manuscript as a whole.

        A paragraph has no line: it is named in the message, and by ``block``.

        Args:
            words: what is meant, if it stands in the manuscript as it is; looked for from the line on.
        """
        if self.counts_lines:
            return warning(code, message, self._place(at, words), hint)
        begins = f' ("{beginning(self.lines[at - 1])}")' if 0 < at <= len(self.lines) else ""
        where = f"paragraph {at}{begins} of {self.path}" if at else self.path
        block = f"paragraph/{at}" if at else None
        return warning(code, f"{where}: {message}", hint=hint, block=block)

    def advise(self, code: str, message: str, at: int, hint: str = "") -> Finding:
        """Make a finding that nobody has to look at."""
        return replace(self.find(code, message, at, hint), severity=Severity.ADVICE)

    def _place(self, at: int, words: str) -> Place:
        first = max(at, 1)
        for number, line in enumerate(self.lines[first - 1 : first - 1 + LONGEST_PARAGRAPH], first):
            if words and (column := line.find(words) + 1):
                return Place(self.path, number, column, number, column + len(words))
        return Place(self.path, first)

    def refuse(self, code: str, message: str, hint: str = "") -> Finding:
        """Make a finding about a manuscript that cannot be read."""
        return error(code, message, Place(self.path), hint)


@dataclass(frozen=True, slots=True)
class Document:
    """A manuscript.

    Attributes:
        is_plain: whether nothing but words came with it, so that headings can only be guessed.
    """

    origin: Origin
    blocks: Blocks
    notes: tuple[Note, ...] = ()
    is_plain: bool = False


def soft_hyphens_left_out(count: int, origin: Origin) -> Finding:
    """Make the finding about soft hyphens of a manuscript."""
    message = f"left out {counted(count, 'soft hyphen')}: words are divided when they are set"
    return origin.advise("left-out", message, 0)


def words_of(content: Iterable[Run]) -> str:
    """Return the words of runs, a line break as a space."""
    return "".join(" " if run.text == BREAK else run.text for run in content)


def beginning(words: str) -> str:
    """Return the first words, with an ellipsis if there are more."""
    first = words.split()
    return " ".join(first[:6]) + (" …" if len(first) > 6 else "")


def runs_in(blocks: Blocks) -> Iterator[Runs]:
    """Yield every stretch of runs in blocks, in reading order."""
    for content, _ in placed_runs(blocks):
        yield content


def placed_runs(blocks: Blocks) -> Iterator[tuple[Runs, int]]:
    """Yield every stretch of runs in blocks, in reading order, with its place."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.content, block.at
            case List():
                for item in block.items:
                    yield from placed_runs(item)
            case Quote():
                yield from placed_runs(block.blocks)
            case Table():
                yield block.caption, block.at
                yield from ((cell, block.at) for row in block.rows for cell in row)
            case Image():
                yield block.caption, block.at


def counted(count: int, name: str) -> str:
    """Word a count: ``1 table``, ``2 tables``."""
    return f"{count} {name}{'' if count == 1 else 's'}"


def printable(text: str) -> str:
    """Return text with single spaces for white space, and without what no source can hold; no-break spaces stay."""
    return UNPRINTABLE.sub("", _WHITE_SPACE.sub(" ", text))


def tidied(content: Iterable[Run]) -> Runs:
    """Join neighbours that look the same, make white space single, and trim the ends; no-break spaces stay."""
    joined: list[Run] = []
    for (look, is_break), group in groupby(content, key=lambda run: (_look(run), run.text == BREAK)):
        if is_break or look.note:
            joined += group
        elif text := printable("".join(run.text for run in group)):
            joined.append(replace(look, text=text))
    return tuple(_trimmed(joined))


def _look(run: Run) -> Run:
    return replace(run, text="")


def _trimmed(runs: list[Run]) -> Iterator[Run]:
    """Yield runs without breaks at the ends, and without spaces there, at breaks, and behind other spaces."""
    full = [index for index, run in enumerate(runs) if run.note or run.text.strip(" \n")]
    kept = runs[full[0] : full[-1] + 1] if full else []
    spaced = True
    for run, following in zip_longest(kept, kept[1:]):
        text = run.text
        if text != BREAK:
            text = text.lstrip(" ") if spaced else text
            text = text.rstrip(" ") if following is None or following.text == BREAK else text
        if text or run.note:
            yield replace(run, text=text)
            spaced = text.endswith((" ", BREAK))
