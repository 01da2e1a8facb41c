"""Marks in content streams: each names the element that its content belongs to, or says that it belongs to none.

What is painted stays: operators keep their operands and their order. Only operators of marked content come, change and go
(ISO 32000-1:2008, 14.6), and a text operator is parted before its last glyph where that glyph says something else than it
shows. Streams are lists of items here, as pydyf 0.13 has them until it writes them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pipeline.typesetting.tagging.line_ends import SOFT_HYPHEN

PAGINATION: Final = b"<</Type/Pagination>>"
LAYOUT: Final = b"<</Type/Layout>>"
PAGE: Final = b"<</Type/Page>>"
"""Kinds of artifacts (14.8.2.2.2): running heads, folios and repeated rows; rules, grounds and drawn signs; crop marks."""

_SHOWS: Final = re.compile(
    rb"\[(?P<before>(?:.*[0-9a-f]>)?)(?P<moved>(?:[^<>]|<>)*)<(?P<glyphs>[0-9a-f]+)>(?P<after>(?:[^<>]|<>)*)\] TJ",
    re.DOTALL,
)
"""A text operator: all up to its last run of glyphs, what moves that run, the run, and what comes behind it."""

_FONT: Final = re.compile(rb"/(\S+) \S+ Tf")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What a font's glyphs say.

    Attributes:
        texts: by glyph number.
        digits: hexadecimal digits of a number.
    """

    texts: Mapping[int, str]
    digits: int = 4


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose the marked content of a page is.

    Attributes:
        kinds: the structure type of the element that has it, by number.
        before: the number of what stands directly before it in the same element.
        endings: what its last glyph says besides itself, or a soft hyphen in its place.
        instead: what is said in place of all of its glyphs.
        crop_marks: how many artifacts stand before those; None where there are none.
        furniture: numbers of what page margins and repeated rows show.
        fonts: what glyphs say, by the font's name in streams.
    """

    kinds: dict[int, str] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)
    endings: dict[int, str] = field(default_factory=dict)
    instead: dict[int, str] = field(default_factory=dict)
    furniture: set[int] = field(default_factory=set)
    crop_marks: int | None = None
    fonts: Mapping[bytes, Glyphs] = field(default_factory=dict)

    def in_form(self) -> "Owned":
        """Return the same for a form that the page paints: crop marks are never in one."""
        return replace(self, crop_marks=None)


@dataclass(slots=True)
class _Open:
    """A marked-content sequence that has begun.

    Attributes:
        mcid: as the engine numbered it; None for an artifact.
        closes: whether its end is written.
    """

    mcid: int | None
    closes: bool = True


def mark(items: list[Any], owned: Owned) -> tuple[list[Any], dict[int, int | None]]:
    """Mark a stream's content anew.

    Args:
        items: as the engine left them.
        owned: whose its content is.

    Returns:
        The stream's items, and new numbers, from 0, by the engine's: None where content goes on from the sequence before.
    """
    marker = _Marker(owned)
    waiting = iter(items)
    for item in waiting:
        if isinstance(item, str) and item.startswith("/") and not item[1:].isspace():
            marker.begin(item, waiting)
        else:
            marker.take(item)
    return marker.done, marker.numbers


class _Marker:
    """Goes through one stream's items once."""

    def __init__(self, owned: Owned) -> None:
        self.owned = owned
        self.done: list[Any] = []
        self.numbers: dict[int, int | None] = {}
        self.open: list[_Open] = []
        self.font = b""
        self.ended: tuple[int, int] | None = None  # what ended last, and where
        self.next_number = 0
        self.artifacts = 0

    def begin(self, tag: str, waiting: Iterator[Any]) -> None:
        """Take the beginning of a sequence: a tag, its properties, and the operator."""
        properties = next(waiting)
        if properties == b"BMC":
            self._begin_artifact(PAGE if self.artifacts == self.owned.crop_marks else LAYOUT)
            self.artifacts += 1
            return
        operator = next(waiting)
        mcid = properties.get("MCID") if operator == b"BDC" and isinstance(properties, dict) else None
        if mcid is None:
            self.done += [tag, properties, operator]
            if operator == b"BDC":
                self.open.append(_Open(None))
        elif mcid in self.owned.kinds:
            self._begin_content(mcid)
        else:
            self._begin_artifact(PAGINATION if mcid in self.owned.furniture else LAYOUT)

    def _begin_artifact(self, kind: bytes) -> None:
        # An artifact in content that is read (a line under a link) is part of that content: ISO 14289-1, 7.1.
        inside = bool(self.open)
        if not inside:
            self.done += [b"/Artifact", kind, b"BDC"]
        self.open.append(_Open(None, closes=not inside))

    def _begin_content(self, mcid: int) -> None:
        before, instead = self.owned.before.get(mcid), self.owned.instead.get(mcid)
        goes_on = before is not None and before not in self.owned.instead and instead is None
        if goes_on and self.ended == (before, len(self.done)):
            self.done.pop()
            self.numbers[mcid] = None
        else:
            self.numbers[mcid] = self.next_number
            tag = "Span" if instead else self.owned.kinds[mcid]
            said = _spell(instead) if instead else b""
            self.done += [b"/" + tag.encode(), b"<</MCID %d%s>>" % (self.next_number, said), b"BDC"]
            self.next_number += 1
        self.open.append(_Open(mcid))

    def take(self, item: Any) -> None:
        """Take any other item."""
        if item == b"EMC" and self.open:
            self._end(self.open.pop())
            return
        found = _FONT.fullmatch(item) if isinstance(item, bytes) and item.endswith(b"Tf") else None
        if found:
            self.font = found[1]
        self.done.append(item)

    def _end(self, sequence: _Open) -> None:
        if not sequence.closes:
            return
        if sequence.mcid is None and self.done[-1] == b"BDC":
            # Nothing was painted: white space between two elements.
            del self.done[-3:]
            return
        ending = self.owned.endings.get(sequence.mcid) if sequence.mcid is not None else None
        if ending:
            self._say(ending)
        self.done.append(b"EMC")
        if sequence.mcid is not None:
            self.ended = (sequence.mcid, len(self.done))

    def _say(self, ending: str) -> None:
        """Let the last glyph of the sequence say more than it shows, or something else."""
        for index in range(len(self.done) - 1, -1, -1):
            item = self.done[index]
            if item == b"BDC":
                return
            shown = _SHOWS.fullmatch(item) if isinstance(item, bytes) and item.endswith(b"] TJ") else None
            if shown:
                break
        else:
            return
        glyphs = self.owned.fonts.get(self.font, Glyphs({}))
        run, last = shown["glyphs"][: -glyphs.digits], shown["glyphs"][-glyphs.digits :]
        said = ending if ending == SOFT_HYPHEN else glyphs.texts.get(int(last, 16), "") + ending
        first, moved = shown["before"], shown["moved"]
        if run:
            first, moved = b"%s%s<%s>" % (first, moved, run), b""
        self.done[index : index + 1] = [
            *([b"[%s] TJ" % first] if first else []),
            b"/Span",
            b"<<%s>>" % _spell(said),
            b"BDC",
            # Not at the end of the operator before: PDFium forgets adjustments behind an empty string (2026-11, measured).
            b"[%s<%s>%s] TJ" % (moved, last, shown["after"]),
            b"EMC",
        ]


def _spell(said: str) -> bytes:
    """Spell what is said in place of glyphs (14.9.4)."""
    return b"/ActualText<FEFF%s>" % said.encode("utf-16-be").hex().upper().encode()
