"""What is said where glyphs do not say it: line breaks that took a space or put a hyphen in, and words that run backwards."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.typesetting.layout_tree.pieces import Piece
from pipeline.typesetting.tagging.elements import Content
from pipeline.typesetting.tagging.reading_order import ReadingOrder, Stand

SOFT_HYPHEN: Final = "\u00ad"

_NOT_SAID: Final = re.compile(
    "[\t\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Tabs, which are only moved over, and letters that are written from right to left, whose glyphs stand from left to right."""


@dataclass(frozen=True, slots=True)
class Said:
    """What content says besides its glyphs, or in their place (ISO 32000-1:2008, 14.9.4).

    Attributes:
        endings: what the last character says besides itself, such as a space that a line break took; or in its place, if it is a
            soft hyphen for one that the engine put in.
        instead: what is said in place of all of it.
    """

    endings: Mapping[Content, str] = field(default_factory=dict)
    instead: Mapping[Content, str] = field(default_factory=dict)


class LineEnds:
    """Holds each run of text against the one before it in its block."""

    def __init__(self, order: ReadingOrder) -> None:
        self._order = order
        self._last: tuple[Piece, Stand] | None = None
        self._endings: dict[Content, str] = {}
        self._instead: dict[Content, str] = {}

    def begin_block(self) -> None:
        """Begin or end a block: nothing is said between it and what stands outside."""
        self._last = None

    def stand(self, piece: Piece) -> Stand:
        """Return where a run stands; asked in the order of an element's runs."""
        return self._order.stand(piece)

    def read(self, piece: Piece, stand: Stand) -> Content:
        """Read a run of text; asked in reading order."""
        content = Content(piece.page, piece.mcid)
        text = piece.text or ""
        if self._last is not None:
            before, stood = self._last
            spoken = (before.text or "")[-1:].isspace() or text[:1].isspace()
            if not spoken and not stood.hyphenated and self._order.parts_words(stood, stand):
                self._end(Content(before.page, before.mcid), " ")
        # Of a sign of several letters no one glyph can say what all of it does.
        if _NOT_SAID.search(text) or (stand.hyphenated and len(piece.hyphen) > 1):
            self._instead[content] = text.removesuffix(piece.hyphen) if stand.hyphenated else text
        if stand.hyphenated:
            self._end(content, SOFT_HYPHEN)
        self._last = piece, stand
        return content

    def _end(self, content: Content, said: str) -> None:
        if content in self._instead:
            self._instead[content] += said
        else:
            self._endings[content] = said

    def said(self) -> Said:
        """Return what was met so far."""
        return Said(self._endings, self._instead)
