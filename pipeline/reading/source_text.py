"""Text from a YAML scalar, with the way back from each of its characters to the file.

A scalar is not its characters in the file: a literal block loses its indentation, a plain scalar over several lines
is folded, a quoted one has escapes. Segments of the text that stand in the file as they are keep exact columns.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pipeline.findings import Place
from pipeline.reading.text import SourceFile
from pipeline.reading.tree import Scalar


class Segment(NamedTuple):
    """A stretch of text that stands in the file in one line.

    Attributes:
        offset: of its first character in the text, from 0.
        line: in the file, from 1.
        column: in the file, from 1.
        exact: whether the characters after the first stand one by one in the file.
    """

    offset: int
    line: int
    column: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text and the segments that it is made of, in order of offset; there is at least one."""

    text: str
    path: str
    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, scalar: Scalar, source: SourceFile) -> SourceText:
        """Find a scalar's text in the lines of its file."""
        start = scalar.place
        if scalar.style in {"|", ">"}:
            return cls(scalar.text, source.path, _of_block(scalar, source.lines))
        if scalar.style is None:
            return cls(scalar.text, source.path, _of_plain(scalar, source.lines))
        raw = source.lines[start.line - 1][start.column :]
        exact = raw.startswith(scalar.text)
        return cls(scalar.text, source.path, (Segment(0, start.line, start.column + 1, exact),))

    def place(self, start: int, end: int | None = None) -> Place:
        """Return where characters ``start`` to ``end`` (exclusive, offsets from 0) stand in the file."""
        first = self._at(start)
        last = self._at(max(start, (end if end is not None else start + 1) - 1))
        if last[0] == first[0]:
            return Place(self.path, *first, first[0], last[1] + 1)
        return Place(self.path, *first, last[0], last[1] + 1)

    def _at(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.segments, offset, key=lambda segment: segment.offset) - 1
        segment = self.segments[max(index, 0)]
        return segment.line, segment.column + (offset - segment.offset if segment.exact else 0)


def _of_block(scalar: Scalar, file_lines: list[str]) -> tuple[Segment, ...]:
    """Segments of a literal block: its lines follow the header line, without their common indentation."""
    if scalar.style == ">":
        return (Segment(0, scalar.place.line + 1, 1, exact=False),)
    segments = []
    text_lines = scalar.text.split("\n")
    offsets = accumulate((len(line) + 1 for line in text_lines), initial=0)
    # A comment may stand behind the header, never below it: the first line of the block is the next one.
    for number, (offset, line) in enumerate(zip(offsets, text_lines, strict=False), scalar.place.line + 1):
        in_file = file_lines[number - 1] if number <= len(file_lines) else ""
        indentation = len(in_file) - len(line) if in_file.endswith(line) else 0
        segments.append(Segment(offset, number, indentation + 1))
    return tuple(segments)


def _of_plain(scalar: Scalar, file_lines: list[str]) -> tuple[Segment, ...]:
    """Segments of a plain scalar: its lines, trimmed, joined by single spaces (YAML 1.2.2, 7.3.3)."""
    start, end = scalar.place.line, scalar.place.end_line
    pieces = [(start, scalar.place.column, file_lines[start - 1][scalar.place.column - 1 :])]
    pieces += [(number, 1, file_lines[number - 1]) for number in range(start + 1, end + 1)]
    segments: list[Segment] = []
    offset = 0
    for number, column, raw in pieces:
        words = raw.strip(" \t")
        if number == end:
            words = scalar.text[offset:]
        if not raw.lstrip(" \t").startswith(words) or not scalar.text.startswith(words, offset):
            return (Segment(0, start, scalar.place.column, exact=False),)
        segments.append(Segment(offset, number, column + len(raw) - len(raw.lstrip(" \t"))))
        offset += len(words) + 1
    return tuple(segments)
