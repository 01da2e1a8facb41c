"""Passages: the words that authors wrote, stretch by stretch, with the way back from each character to its file.

Inline runs say what is printed; a passage says what somebody typed, for whoever reads as an editor does (house style,
spelling). Its text has no markup. A fact, a citation, a footnote call or a crossref without words of its own is one
:data:`STAND_IN` in it, so that a sentence keeps its shape.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from pipeline.findings import Edit, Place

STAND_IN: Final = "\ufffc"
"""What stands for something that is no word of the author's here (Unicode 17, 23.8: object replacement character)."""


class Segment(NamedTuple):
    """A stretch of text that stands in the file in one line.

    Attributes:
        offset: of its first character in the text, from 0.
        line: in the file, from 1.
        column: in the file, from 1.
        exact: whether its characters stand one by one in the file; if not, all of it is said to stand at its beginning.
    """

    offset: int
    line: int
    column: int
    exact: bool = True


def segment_at(segments: tuple[Segment, ...], offset: int) -> Segment:
    """Return the segment that holds a character (offset from 0); the first one for those before it."""
    # Segments are tuples that begin with their offset, and a tuple comes before a longer one that begins with it.
    index = bisect_left(segments, (offset + 1,)) - 1
    return segments[max(index, 0)]


def place_in(path: str, segments: tuple[Segment, ...], start: int, end: int) -> Place:
    """Return where the characters ``start`` to ``end`` (exclusive, offsets from 0) stand in the file."""
    first, last = (_position(segment_at(segments, at), at) for at in (start, max(start, end - 1)))
    return Place(path, *first, last[0], last[1] + 1)


def _position(segment: Segment, offset: int) -> tuple[int, int]:
    return segment.line, segment.column + (offset - segment.offset if segment.exact else 0)


class PassageKind(StrEnum):
    """What a passage is to its reader."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    HEADING = "heading"
    QUOTATION = "quotation"
    PULL_QUOTE = "pull-quote"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    MESSAGE = "message"
    ALT = "alt"
    CELL = "cell"
    LABEL = "label"
    POINT = "point"
    EVENT = "event"
    NAME = "name"
    ROLE = "role"
    CREDIT = "credit"
    FACT = "fact"


class SpanKind(StrEnum):
    """What a stretch within a passage is, beside being words."""

    EMPHASIS = "emphasis"
    LINK = "link"
    ADDRESS = "address"
    CODE = "code"
    FOREIGN = "foreign"
    CITATION = "citation"
    NOTE_CALL = "note-call"
    FACT = "fact"
    CROSSREF = "crossref"
    QUOTED = "quoted"


NOT_WORDS: Final = frozenset({SpanKind.ADDRESS, SpanKind.CODE, SpanKind.FOREIGN})
"""Stretches that the language of the report has no say in; stand-ins are none of its words anyway."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch within a passage.

    Attributes:
        start: offset of its first character, from 0.
        end: offset of the one past its last.
        detail: the language of a foreign stretch (BCP 47), the address or target of a link; else empty.
    """

    kind: SpanKind
    start: int
    end: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that an author wrote.

    Attributes:
        text: its words, on one line: a line break of the file is one space.
        chapter: the chapter's id; empty for the manifest and ``facts.yaml``.
        block: the id of its block, qualified by the chapter, as in ``build/report.map.json``.
        slot: the key that it was written behind, without indexes: ``title``, ``figure.caption``; ``body`` for Markdown.
        segments: where its characters stand, in order of offset; there is at least one.
        spans: what stands within it, outer ones before inner ones.
        quoted: whether all of it is somebody else's words.
        style: how YAML writes it: ``|``, ``>``, ``'``, ``"``, or None for a plain value.
    """

    text: str
    kind: PassageKind
    chapter: str
    block: str
    slot: str
    path: str
    segments: tuple[Segment, ...]
    spans: tuple[Span, ...] = ()
    quoted: bool = False
    style: str | None = None

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Return where the characters ``start`` to ``end`` (exclusive) stand in the file; all of them without ``end``."""
        return place_in(self.path, self.segments, start, len(self.text) if end is None else end)

    def inside(self, start: int, end: int, *kinds: SpanKind) -> bool:
        """Say whether the characters ``start`` to ``end`` touch a span of one of these kinds."""
        return any(span.kind in kinds and span.start < end and start < span.end for span in self.spans)

    def masked(self, *kinds: SpanKind) -> str:
        """Return the text, of equal length, with stand-ins for every character of spans of these kinds.

        Without kinds: of :data:`NOT_WORDS`, which leaves what a dictionary of the report's language can judge.
        """
        if not self.spans:
            return self.text
        letters = list(self.text)
        for span in self.spans:
            if span.kind in (kinds or NOT_WORDS):
                letters[span.start : span.end] = STAND_IN * (span.end - span.start)
        return "".join(letters)

    def edit(self, start: int, end: int, replacement: str) -> Edit | None:
        """Return the edit that writes ``replacement`` for the characters ``start`` to ``end`` (exclusive).

        None where no edit can be exact: a character that the file writes by an escape, a line break among them, words
        that YAML would take for something else.
        """
        old = self.text[start:end]
        same = _common_prefix(old, replacement)
        start, old, replacement = start + same, old[same:], replacement[same:]
        same = _common_prefix(old[::-1], replacement[::-1])
        end, replacement = end - same, replacement[: len(replacement) - same]
        written = _as_yaml(replacement, self.style, first=start == 0)
        if written is None or not self._is_exact(start, end):
            return None
        first = segment_at(self.segments, start)
        line, column = _position(first, start)
        return Edit(Place(self.path, line, column, line, column + end - start), written)

    def _is_exact(self, start: int, end: int) -> bool:
        """Whether these characters stand in the file one by one, in one line; of none, where one could stand."""
        if start == end:
            segment = segment_at(self.segments, start)
            return segment.exact and start < len(self.text)
        lines = {segment_at(self.segments, at).line for at in range(start, end)}
        return len(lines) == 1 and all(segment_at(self.segments, at).exact for at in range(start, end))


def _common_prefix(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


_HARMLESS: Final = re.compile(r"[\w £%.’‘“”–()&-]*")
"""What can be written anywhere but at the beginning of a plain value, also in brackets, and stay what it is."""


def _as_yaml(words: str, style: str | None, *, first: bool) -> str | None:
    """Return words as a scalar of this style writes them (YAML 1.2.2, 7.3); None where that is not certain.

    Args:
        first: whether they stand at the scalar's beginning.
    """
    match style:
        case "'":
            return words.replace("'", "''")
        case '"':
            return words.replace("\\", "\\\\").replace('"', '\\"')
        case "|" | ">":
            return words
    harmless = _HARMLESS.fullmatch(words) and not (first and words and not words[0].isalpha())
    return words if harmless else None


_QUOTED: Final = re.compile(r'"[^"]*"|“[^“”]*”')
"""Double marks hold what somebody said; single ones hold a rating or a term."""


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Find what stands in double quotation marks, marks included."""
    return tuple(Span(SpanKind.QUOTED, *match.span()) for match in _QUOTED.finditer(text))
