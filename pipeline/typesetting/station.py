"""A station: one engine that sets its share of the chapters in two passes, each chapter first laid out, then painted.

Between the passes page numbers are settled. A document cannot leave its process, so a chapter is painted at the station
that has laid it out; what goes in and out are values. Kept documents are large (0.9 MB a page, measured), so a
station keeps a number of pages, and paints what comes after them at once, where it is expected to begin.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from pipeline.findings import Checked, Finding
from pipeline.markup import ChapterHtml
from pipeline.typesetting.result import ChapterPdf, LaidOut, Opening

if TYPE_CHECKING:
    from pipeline.typesetting.chapter import Engine, Layout

T = TypeVar("T")

KEPT_PAGES: Final = 90
"""Pages that a station keeps as documents: so many that two of them together take less than one document of 360 pages."""


@dataclass(frozen=True, slots=True)
class Painted(Generic[T]):
    """A chapter that is painted.

    Attributes:
        result: what was made of it, with its findings.
        heard: what the engine has said of the stylesheets so far, of whichever chapter.
    """

    result: Checked[T]
    heard: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """What a station holds of a chapter.

    Attributes:
        html: of the chapter.
        layout: None if it was not kept.
        painted: if it was painted at once.
        opening: how it begins in either.
    """

    html: ChapterHtml
    layout: Layout | None
    painted: Painted[T] | None
    opening: Opening


@dataclass(frozen=True, slots=True)
class Station(Generic[T]):
    """An engine with what it has laid out.

    Attributes:
        finish: makes of a painted chapter, or of one that could not be, what is wanted of it, given its place in the
            report, from 0.
        keep: pages that are kept as documents.
        retain: whether chapters are kept when they are painted, for another build in the same process.
        held: by chapter.
    """

    engine: Engine
    finish: Callable[[Checked[ChapterPdf], int], Checked[T]]
    keep: int = KEPT_PAGES
    retain: bool = False
    held: dict[str, Held[T]] = field(default_factory=dict)

    def lay_out(self, html: ChapterHtml, opening: Opening, index: int) -> LaidOut | None:
        """Lay a chapter out, in place of what was laid out of it before; None if the engine gives up on it.

        Args:
            html: of the chapter.
            opening: how it is expected to begin.
            index: its place in the report, from 0.
        """
        self.forget(html.chapter)
        layout = self.engine.lay_out(html, opening)
        self._hold(layout, index)
        return layout.extent

    def try_out(self, html: ChapterHtml, opening: Opening) -> LaidOut | None:
        """Lay a chapter out that is sure to change, only to see what pagination must know of it."""
        return self.engine.lay_out(html, opening).extent

    def paint(self, chapter: str, opening: Opening, index: int) -> Painted[T]:
        """Paint a chapter that was laid out here; it is laid out again if it begins otherwise than expected."""
        held = self.held[chapter]
        if not self.retain:
            self.forget(chapter)
        if held.painted and held.opening == opening:
            return held.painted
        layout = held.layout.opened(opening) if held.layout else None
        layout = layout or self.engine.lay_out(held.html, opening)
        if self.retain:
            self.forget(chapter)
            return self._hold(layout, index).painted or self._paint(layout, index)
        return self._paint(layout, index)

    def forget(self, chapter: str) -> None:
        """Let a chapter go, as when it is laid out at another station."""
        self.held.pop(chapter, None)

    def _hold(self, layout: Layout, index: int) -> Held[T]:
        """Keep a chapter as a document while there is room, else painted."""
        kept = sum(each.layout.pages for each in self.held.values() if each.layout)
        held: Held[T]
        if kept + layout.pages > self.keep:
            held = Held(layout.html, None, self._paint(layout, index), layout.opening)
        else:
            held = Held(layout.html, layout, None, layout.opening)
        self.held[layout.html.chapter] = held
        return held

    def _paint(self, layout: Layout, index: int) -> Painted[T]:
        finished = self.finish(self.engine.paint(layout), index)
        return Painted(finished, tuple(self.engine.heard))


def as_it_is(painted: Checked[ChapterPdf], _index: int) -> Checked[ChapterPdf]:
    """Finish a chapter by leaving it as it was painted."""
    return painted
