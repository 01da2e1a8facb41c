"""Stand-ins for stations: they set a chapter on as many pages as they are told, or fail as they are told."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.errors import MissingToolError
from pipeline.findings import Checked, Finding, Place, error
from pipeline.markup import ChapterHtml
from pipeline.typesetting import LaidOut, Opening, Painted


@dataclass
class StandIn:
    """Sets chapters in no time, and remembers what it was asked.

    Attributes:
        pages: how many a chapter has.
        moves: whether a chapter can get another folio without another layout.
        said: what the engine says of the stylesheets with a chapter, once.
        refused: chapters that it gives up on.
    """

    pages: Callable[[ChapterHtml, Opening], int] = lambda html, opening: 3
    moves: bool = True
    said: Mapping[str, Finding] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    asked: list[tuple[str, Opening]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    painted: list[tuple[str, Opening]] = field(default_factory=list)
    heard: dict[Finding, None] = field(default_factory=dict)
    held: dict[str, tuple[ChapterHtml, Opening]] = field(default_factory=dict)

    def lay_out(self, html: ChapterHtml, opening: Opening, _index: int) -> LaidOut | None:
        self.held[html.chapter] = html, opening
        return self._extent(html, opening)

    def try_out(self, html: ChapterHtml, opening: Opening) -> LaidOut | None:
        self.tried.append(html.chapter)
        return self._extent(html, opening)

    def paint(self, chapter: str, opening: Opening, index: int) -> Painted[str]:
        html, laid = self.held[chapter]
        assert laid.side == opening.side
        assert self.moves or laid == opening
        self.painted.append((chapter, opening))
        if chapter in self.refused:
            findings = (error("engine", "gives up", Place(html.path)),)
            return Painted(Checked(None, findings), tuple(self.heard))
        findings = (
            (error("overflow", f"{chapter} spills", Place(html.path), page=1),)
            if "SPILLS" in html.html
            else ()
        )
        value = f"{index} {chapter} {opening.folio} {opening.side}\n{html.html}"
        return Painted(Checked(value, findings), tuple(self.heard))

    def forget(self, chapter: str) -> None:
        self.held.pop(chapter, None)

    def _extent(self, html: ChapterHtml, opening: Opening) -> LaidOut | None:
        self.asked.append((html.chapter, opening))
        if html.chapter in self.said:
            self.heard[self.said[html.chapter]] = None
        if html.chapter in self.refused:
            return None
        return LaidOut(html.chapter, self.pages(html, opening), {html.chapter: 0}, self.moves)


@dataclass
class Dying(StandIn):
    """Dies with the second chapter, as a process does that the machine has no memory for."""

    def lay_out(self, html: ChapterHtml, opening: Opening, index: int) -> LaidOut | None:
        if html.chapter == "second":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().lay_out(html, opening, index)


@dataclass
class DyingAtPainting(StandIn):
    """Ends when it is to paint the second chapter."""

    def paint(self, chapter: str, opening: Opening, index: int) -> Painted[str]:
        if chapter == "second":
            os._exit(1)
        return super().paint(chapter, opening, index)


@dataclass
class Raising(StandIn):
    """Raises what is no author's mistake."""

    def lay_out(self, _html: ChapterHtml, _opening: Opening, _index: int) -> LaidOut | None:
        raise MissingToolError("a library is missing", "install it")


@dataclass
class Slow(StandIn):
    """Takes its time, and says which process it is in."""

    def lay_out(self, html: ChapterHtml, opening: Opening, index: int) -> LaidOut | None:
        time.sleep(60)
        return super().lay_out(html, opening, index)
