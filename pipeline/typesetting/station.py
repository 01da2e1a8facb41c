"""A station: one engine that sets its share of the chapters in two passes, each chapter first laid out, then painted.

Between the passes page numbers are settled. A document cannot leave its process, so a chapter is painted at the station
that has laid it out; what goes in and out are values. Kept documents are large (about 0.6 MB a page, measured), so a
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

KEPT_PAGES: Final = 240
"""Pages that a station keeps as documents; reports of ordinary length are kept whole."""


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
class _Early(Generic[T]):
    """A chapter that was painted with the first pass."""

    html: ChapterHtml
    opening: Opening
    painted: Painted[T]


@dataclass(frozen=True, slots=True)
class Station(Generic[T]):
    """An engine with what it has laid out.

    Attributes:
        finish: makes of a painted chapter, or of one that could not be, what is wanted of it, given its place in the
            report, from 0.
        keep: pages that are kept as documents.
    """

    engine: Engine
    finish: Callable[[Checked[ChapterPdf], int], Checked[T]]
    keep: int = KEPT_PAGES
    _layouts: dict[str, Layout] = field(default_factory=dict)
    _early: dict[str, _Early[T]] = field(default_factory=dict)

    def lay_out(self, html: ChapterHtml, opening: Opening, index: int) -> LaidOut | None:
        """Lay a chapter out, in place of what was laid out of it before; None if the engine gives up on it.

        Args:
            html: of the chapter.
            opening: how it is expected to begin.
            index: its place in the report, from 0.
        """
        self.forget(html.chapter)
        layout = self.engine.lay_out(html, opening)
        extent = layout.extent
        if extent and self._kept_pages() + extent.pages > self.keep:
            self._early[html.chapter] = _Early(html, opening, self._paint(layout, index))
        else:
            self._layouts[html.chapter] = layout
        return extent

    def paint(self, chapter: str, opening: Opening, index: int) -> Painted[T]:
        """Paint a chapter that was laid out here, and let it go; it is laid out again if it begins otherwise than expected."""
        early, layout = self._early.pop(chapter, None), self._layouts.pop(chapter, None)
        if early:
            if early.opening == opening:
                return early.painted
            return self._paint(self.engine.lay_out(early.html, opening), index)
        assert layout
        return self._paint(layout.opened(opening) or self.engine.lay_out(layout.html, opening), index)

    def forget(self, chapter: str) -> None:
        """Let a chapter go, as when it is laid out at another station."""
        self._layouts.pop(chapter, None)
        self._early.pop(chapter, None)

    def _kept_pages(self) -> int:
        return sum(len(layout.document.pages) for layout in self._layouts.values() if layout.document)

    def _paint(self, layout: Layout, index: int) -> Painted[T]:
        finished = self.finish(self.engine.paint(layout), index)
        return Painted(finished, tuple(self.engine.heard))


def as_it_is(painted: Checked[ChapterPdf], _index: int) -> Checked[ChapterPdf]:
    """Finish a chapter by leaving it as it was painted."""
    return painted
