"""The trail of an inline reader: the words that it reads, each stretch with the way back to the file.

markdown-it tells where most tokens begin. Whether a stretch stands there letter by letter is not believed but looked
up in the lines of the file: only what does may be changed by an edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pipeline.model.passages import Segment, Span, SpanKind, segment_at
from pipeline.reading.source_text import SourceText


class Trail:
    """Words as they are read.

    Attributes:
        source: the text that they are read from.
    """

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.spans: list[Span] = []
        self._words: list[str] = []
        self._length = 0
        self._segments: list[Segment] = []
        self._end = 0

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._words)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Where they stand; at least one."""
        return tuple(self._segments) or (segment_at(self.source.segments, 0),)

    def add(self, words: str, start: int | None, *, exact: bool = True) -> None:
        """Go on with words.

        Args:
            words: what is read; a line break in it becomes a space.
            start: offset in the source's text; None if nobody knows it: behind the words before.
            exact: whether the source writes them as they are.
        """
        if not words:
            return
        begin = self._end if start is None else start
        known = exact and start is not None
        where = located(self.source, begin, words) if known else [_point(self.source, begin)]
        self._segments += [segment._replace(offset=self._length + segment.offset) for segment in where]
        self._words.append(words.replace("\n", " "))
        self._length += len(words)
        self._end = begin + len(words)

    @contextmanager
    def span(self, kind: SpanKind, detail: str = "") -> Iterator[None]:
        """Note what is read meanwhile as a span."""
        index, start = len(self.spans), self._length
        yield
        if self._length > start:
            self.spans.insert(index, Span(kind, start, self._length, detail))


def located(source: SourceText, start: int, words: str) -> list[Segment]:
    """Return where words that begin at ``start`` stand in the file, offsets from 0; whether they do is looked up."""
    segments = list[Segment]()
    end = start + len(words)
    at = start
    while at < end:
        segment = segment_at(source.segments, at)
        after = (each.offset for each in source.segments if each.offset > at)
        until = min(next(after, end), end)
        column = segment.column + (at - segment.offset if segment.exact else 0)
        piece = words[at - start : until - start]
        same = _standing(source.lines, segment.line, column, piece) if segment.exact else 0
        if same:
            segments.append(Segment(at - start, segment.line, column))
        if same < len(piece):
            segments.append(Segment(at - start + same, segment.line, column + same, exact=False))
        at = until
    return segments


def _standing(lines: Sequence[str], line: int, column: int, words: str) -> int:
    """Count the first characters that stand in the file, one by one, from this place on."""
    if line > len(lines):
        return 0
    found = lines[line - 1][column - 1 : column - 1 + len(words)]
    if found == words:
        return len(words)
    return next((at for at, (a, b) in enumerate(zip(found, words, strict=False)) if a != b), len(found))


def _point(source: SourceText, offset: int) -> Segment:
    """Return the place of a character as one that stands for something else."""
    place = source.place(offset)
    return Segment(0, place.line, place.column, exact=False)
