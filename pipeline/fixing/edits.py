"""Edits made in texts: findings and the files' texts go in, new texts come out.

Findings are taken in their order. One whose edits meet those of an earlier finding is left for another run, when the
first has changed what it speaks of; of one finding, all edits are made or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from pipeline.findings import Edit, Finding, Place

_LINE_END: Final = re.compile(r"\r\n?|\n")

_BYTE_ORDER_MARK: Final = "\ufeff"


class Span(NamedTuple):
    """A stretch of a file's text and what comes in its stead.

    Attributes:
        path: the file.
        start: its first character, from 0, a byte order mark counted.
        end: one past its last character; equal to ``start`` for words that are put in.
        replacement: with the file's own line ends.
    """

    path: str
    start: int
    end: int
    replacement: str

    def changes(self, text: str) -> bool:
        """Whether anything would be another than it is."""
        return text[self.start : self.end] != self.replacement

    def meets(self, other: Span) -> bool:
        """Whether both cannot be made without asking which comes first; the same change twice is one."""
        if self == other or self.path != other.path:
            return False
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self._overlaps(other)

    def contradicts(self, other: Span) -> bool:
        """Whether both cannot come of one finding: they change one character, or put words in at one place."""
        return self.path == other.path and (self[1:3] == other[1:3] or self._overlaps(other))

    def _overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of the edits.

    Attributes:
        contents: the new text of each file that changes, by path.
        changes: how many stretches of text change.
        mended: findings whose edits are made.
        left: findings whose edits meet those of one before them; another run can make them.
    """

    contents: Mapping[str, str]
    changes: int
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix(findings: Iterable[Finding], contents: Mapping[str, str]) -> Fixed:
    """Make the edits of findings.

    Args:
        findings: in the order in which they are taken; those whose edits change nothing are passed over.
        contents: the text of every file that an edit names, as it stands there: line ends and byte order mark kept.

    Raises:
        LookupError: an edit names a place that its file does not have.
        ValueError: the edits of one finding contradict each other.
    """
    texts = {path: _Text(content) for path, content in contents.items()}
    chosen: dict[Span, None] = {}
    mended, left = [], []
    for finding in findings:
        found = (texts[edit.place.path].span(edit) for edit in finding.edits)
        spans = dict.fromkeys(span for span in found if span.changes(contents[span.path]))
        if not spans:
            continue
        if any(one.contradicts(other) for one, other in combinations(spans, 2)):
            raise ValueError(f"the edits of a finding contradict each other: {finding}")
        if any(one.meets(other) for one in spans for other in chosen):
            left.append(finding)
        else:
            chosen |= spans
            mended.append(finding)
    changed = {
        path: _apply(contents[path], path, chosen) for path in dict.fromkeys(span.path for span in chosen)
    }
    return Fixed(changed, len(chosen), tuple(mended), tuple(left))


def _apply(text: str, path: str, spans: Iterable[Span]) -> str:
    pieces, end = [], 0
    for span in sorted(each for each in spans if each.path == path):
        pieces += [text[end : span.start], span.replacement]
        end = span.end
    return "".join([*pieces, text[end:]])


class _Text:
    """A file's text, in which places of findings are found again."""

    def __init__(self, text: str) -> None:
        mark = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
        ends = list(_LINE_END.finditer(text, mark))
        self._line_ends = [end[0] for end in ends] + [""]
        self._starts = [mark, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]

    def span(self, edit: Edit) -> Span:
        """Find an edit's place, and give its replacement the line ends of the file."""
        place = edit.place
        start = self._offset(place, place.line, place.column)
        end = self._offset(place, place.end_line, place.end_column)
        if end < start:
            raise LookupError(f"an edit of {place} ends before it begins")
        return Span(place.path, start, end, _LINE_END.sub(self._line_end(place.line), edit.replacement))

    def _offset(self, place: Place, line: int, column: int) -> int:
        """Return where a line and column stand; one column behind its line end is where the next line begins."""
        if 1 <= line <= len(self._starts) and column >= 1:
            offset = self._starts[line - 1] + column - 1
            if offset <= self._stops[line - 1]:
                return offset
            if offset == self._stops[line - 1] + 1 and line < len(self._starts):
                return self._starts[line]
        raise LookupError(f"an edit names {place}, which the file does not have")

    def _line_end(self, line: int) -> str:
        """Return how a line ends; the last one, which may end with nothing, as those before it."""
        return next((end for end in reversed(self._line_ends[:line]) if end), "\n")
