"""Text from a YAML scalar, with the way back from each of its characters to the file.

A scalar is not its characters in the file: a literal block loses its indentation, a plain scalar over several lines
is folded, a quoted one has escapes. Segments of the text that stand in the file as they are keep exact columns; a
quoted scalar over several lines keeps its beginning only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from pipeline.findings import Edit, Place
from pipeline.model.passages import Segment, place_in
from pipeline.reading.text import SourceFile
from pipeline.reading.tree import Scalar

_ESCAPES: Final = {
    "'": re.compile("''"),
    '"': re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"),
}
"""How a quoted scalar writes a character by several, each making one (YAML 1.2.2, 5.7 and 7.3.2)."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text and the segments that it is made of, in order of offset; there is at least one.

    Attributes:
        style: of the scalar: None for plain, else one of ``' " | >``.
        lines: of the file, from the first; none where nobody wants to change it.
    """

    text: str
    path: str
    segments: tuple[Segment, ...]
    style: str | None = None
    lines: Sequence[str] = ()

    @classmethod
    def of(cls, scalar: Scalar, source: SourceFile) -> SourceText:
        """Find a scalar's text in the lines of its file."""
        match scalar.style:
            case "|":
                segments = _of_literal(scalar, source.lines)
            case None:
                segments = _of_plain(scalar, source.lines)
            case "'" | '"':
                segments = _of_quoted(scalar, source.lines)
            case _:
                segments = _of_folded(scalar, source.lines)
        return cls(scalar.text, source.path, segments, scalar.style, source.lines)

    def place(self, start: int, end: int | None = None) -> Place:
        """Return where characters ``start`` to ``end`` (exclusive, offsets from 0) stand in the file."""
        return place_in(self.path, self.segments, start, end if end is not None else start + 1)

    def spaced(self, start: int, end: int, spaces: str) -> tuple[Edit, ...]:
        """Return the edit that writes these spaces, or none, for the characters ``start`` to ``end`` (exclusive).

        No edit where the file does not have, in one line, just these characters and the one behind them.
        """
        place = self.place(start, end + 1)
        if place.line != place.end_line or not self.lines:
            return ()
        if self.lines[place.line - 1][place.column - 1 : place.end_column - 1] != self.text[start : end + 1]:
            return ()
        return (Edit(replace(place, end_column=place.end_column - 1), spaces),)


def _of_literal(scalar: Scalar, file_lines: list[str]) -> tuple[Segment, ...]:
    """Segments of a literal block: its lines follow the header line, without their common indentation."""
    segments = []
    text_lines = scalar.text.split("\n")
    offsets = accumulate((len(line) + 1 for line in text_lines), initial=0)
    # A comment may stand behind the header, never below it: the first line of the block is the next one.
    for number, (offset, line) in enumerate(zip(offsets, text_lines, strict=False), scalar.place.line + 1):
        in_file = file_lines[number - 1] if number <= len(file_lines) else ""
        indentation = len(in_file) - len(line) if in_file.endswith(line) else 0
        segments.append(Segment(offset, number, indentation + 1))
    return tuple(segments)


def _of_folded(scalar: Scalar, file_lines: list[str]) -> tuple[Segment, ...]:
    """Segments of a folded block: its lines; where one is not found in the text, all that follows stands there.

    A line end becomes a space, blank lines between become as many line feeds (YAML 1.2.2, 8.1.3).
    """
    segments: list[Segment] = []
    text, offset, indentation = scalar.text, 0, 0
    for number, raw in enumerate(file_lines[scalar.place.line :], scalar.place.line + 1):
        if offset >= len(text.rstrip()):
            break
        if not raw.strip():
            continue
        indentation = indentation or len(raw) - len(raw.lstrip(" "))
        words = raw[indentation:]
        offset += len(text[offset:]) - len(text[offset:].lstrip(" \n")) if segments else 0
        if not text.startswith(words, offset):
            segments.append(Segment(offset, number, indentation + 1, exact=False))
            break
        segments.append(Segment(offset, number, indentation + 1))
        offset += len(words)
    return tuple(segments) or (Segment(0, scalar.place.line + 1, 1, exact=False),)


def _of_plain(scalar: Scalar, file_lines: list[str]) -> tuple[Segment, ...]:
    """Segments of a plain scalar: its lines, trimmed.

    A single line end becomes a space, blank lines between become as many line feeds (YAML 1.2.2, 6.5 and 7.3.3).
    """
    place = scalar.place
    segments: list[Segment] = []
    offset = blanks = 0
    for number in range(place.line, place.end_line + 1):
        raw = file_lines[number - 1]
        first = place.column - 1 if number == place.line else len(raw) - len(raw.lstrip(" \t"))
        words = raw[first : place.end_column - 1 if number == place.end_line else None].rstrip(" \t")
        if not words:
            blanks += 1
            continue
        if segments:
            offset += max(blanks, 1)
        segments.append(Segment(offset, number, first + 1))
        offset, blanks = offset + len(words), 0
    return tuple(segments) or (Segment(0, place.line, place.column),)


def _of_quoted(scalar: Scalar, file_lines: list[str]) -> tuple[Segment, ...]:
    """Segments of a quoted scalar on one line: what stands between its escapes, and each escape by itself."""
    place = scalar.place
    assert scalar.style
    if place.end_line > place.line:
        return (Segment(0, place.line, place.column + 1, exact=False),)
    raw = file_lines[place.line - 1][place.column : place.end_column - 2]
    segments = [Segment(0, place.line, place.column + 1)]
    offset = end = 0
    for escape in _ESCAPES[scalar.style].finditer(raw):
        offset += escape.start() - end
        end = escape.end()
        segments.append(Segment(offset, place.line, place.column + 1 + escape.start(), exact=False))
        offset += 1
        segments.append(Segment(offset, place.line, place.column + 1 + end))
    return tuple(segments)
