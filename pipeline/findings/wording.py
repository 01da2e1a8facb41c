"""Findings as text, in the form that compilers gave the world: place, severity, message, code, and the line itself.

A finding and the lines of its source go in, text comes out; nothing is read from disk and nothing is printed::

    sources/stories/brighton.yaml:14:14: error: "goood" is not a CQC rating [unknown-rating]
       13 |   - published: 2019-01-08
       14 |     overall: goood
          |              ^^^^^
      hint: one of inadequate, requires improvement, good, outstanding. Did you mean "good"?

Columns of a terminal are not characters: wide letters take two, combining marks none (Unicode Standard Annex 11).
What would move the cursor, or hide text from the reader, is shown by a sign that does not.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.findings.finding import Finding, Place, Severity

LONGEST_LINE: Final = 100
"""Characters of a source line that are shown; a longer one is cut to what surrounds the finding."""

_BEFORE_SPAN: Final = 40
"""Characters that a line which is cut at its beginning keeps before the finding."""

_ELLIPSIS: Final = "…"

_TAB: Final = "    "

_JOINERS: Final = "\u200c\u200d"
"""Format characters that scripts and emoji are written with; they take no column and stay."""

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
"""Red, yellow and cyan (ECMA-48, 8.3.117)."""

Lines = Callable[[str], Sequence[str] | None]
"""A source's lines by its path, without line ends; None when it cannot be read."""


def word(finding: Finding, source: Lines, *, colour: bool = False) -> str:
    """Word one finding, with an excerpt of its source where there is one; no line end at the end.

    Args:
        finding: what to say.
        source: lines of the file that a place names.
        colour: whether to set severity and carets in colour, for a terminal that can show it.

    """
    return "\n".join(
        [
            _headline(finding, colour=colour),
            *_excerpt(finding, source, colour=colour),
            *([f"  hint: {visible(finding.hint)}"] if finding.hint else []),
            *(
                f"  note: {visible(related.message)}: {visible(str(related.place))}"
                for related in finding.related
            ),
        ]
    )


def summarise(findings: Iterable[Finding]) -> str:
    """Count findings: ``3 errors, 1 warning``, or ``no findings``."""
    counts = Counter(finding.severity for finding in findings)
    counted = (_counted(counts[each], each) for each in Severity if counts[each])
    return ", ".join(counted) or "no findings"


def _counted(count: int, severity: Severity) -> str:
    if severity is Severity.ADVICE:  # nobody says "two advices"
        return f"{count} piece{'' if count == 1 else 's'} of advice"
    return f"{count} {severity}{'' if count == 1 else 's'}"


def _headline(finding: Finding, *, colour: bool) -> str:
    severity = _painted(finding.severity, finding.severity, colour=colour)
    message = f"{severity}: {visible(finding.message)} [{finding.code}]"
    where = ", ".join(_where(finding))
    return f"{where}: {message}" if where else message


def _where(finding: Finding) -> Iterator[str]:
    if finding.place:
        yield visible(str(finding.place))
    if finding.page is not None:
        yield f"page {finding.page}"


def _painted(text: str, severity: Severity, *, colour: bool) -> str:
    """Set text in bold and in the severity's colour, then back to the terminal's own."""
    return f"\x1b[1;{_COLOURS[severity]}m{text}\x1b[0m" if colour else text


def _excerpt(finding: Finding, source: Lines, *, colour: bool) -> Iterator[str]:
    """Show the finding's line, the line above it, and carets below; nothing when the file has no such line."""
    place = finding.place
    lines = source(place.path) if place else None
    if not place or not lines or not 1 <= place.line <= len(lines):
        return
    gutter = len(str(place.line))
    if place.line > 1:
        above = _cut(lines[place.line - 2].rstrip("\r\n"), 0, 0)
        yield _numbered(str(place.line - 1), gutter, visible(above.text))
    line = lines[place.line - 1].rstrip("\r\n")
    cut = _cut(line, *_span(place, line))
    yield _numbered(str(place.line), gutter, visible(cut.text))
    carets = _painted("^" * cut.width_of_span, finding.severity, colour=colour)
    yield _numbered("", gutter, " " * cut.width_before_span + carets)


def _numbered(number: str, gutter: int, text: str) -> str:
    return f"   {number:>{gutter}} | {text}".rstrip()


def _span(place: Place, line: str) -> tuple[int, int]:
    """Give the span's first character and the one past its last on the finding's line, both from 0.

    A span over several lines goes to the end of its first. One that begins on a combining mark begins with the
    letter that bears it, as there is nothing else to point at.
    """
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    start = max(0, min(place.column - 1, len(line)))
    while 0 < start < len(line) and not _width(line[start]):
        start -= 1
    return start, max(start, min(end, len(line)))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line as far as it is shown, with the span's first character and the one past its last, from 0."""

    text: str
    start: int
    end: int

    @property
    def width_before_span(self) -> int:
        """In columns of a terminal."""
        return sum(map(_width, self.text[: self.start]))

    @property
    def width_of_span(self) -> int:
        """In columns of a terminal, at least one."""
        return max(1, sum(map(_width, self.text[self.start : self.end])))


def _cut(line: str, start: int, end: int) -> _Cut:
    """Shorten a line to :data:`LONGEST_LINE` characters, ellipses included, around the beginning of the span."""
    if len(line) <= LONGEST_LINE:
        return _Cut(line, start, end)
    room = LONGEST_LINE - len(_ELLIPSIS)
    first = max(0, min(start - _BEFORE_SPAN, len(line) - room))
    head = _ELLIPSIS if first else ""
    last = min(len(line), first + LONGEST_LINE - len(head))
    if last < len(line):
        last -= len(_ELLIPSIS)
    tail = _ELLIPSIS if last < len(line) else ""
    moved = len(head) - first
    return _Cut(head + line[first:last] + tail, start + moved, min(end, last) + moved)


def visible(text: str) -> str:
    """Show what would move the cursor, or hide text from the reader, by signs that do not."""
    return text if text.isprintable() else "".join(map(_sign, text))


def _sign(letter: str) -> str:
    """Show a character by one that a terminal prints: a tab by spaces, a control by its picture."""
    if letter == "\t":
        return _TAB
    if letter.isprintable() or letter in _JOINERS or unicodedata.category(letter) == "Zs":
        return letter
    if ord(letter) < 0x20:
        return chr(0x2400 + ord(letter))
    return "\N{REPLACEMENT CHARACTER}"


def _width(letter: str) -> int:
    """Count the columns that a character takes when it is shown."""
    if letter == "\t":
        return len(_TAB)
    if letter in _JOINERS or unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
