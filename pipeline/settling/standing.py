"""What is known of the chapters' places while they are laid out: where each begins, as far as can be told.

A chapter begins where the one before it ended, so its opening is sure once all before it stand; until then page counts
of the last build, or the length of the text, give a guess. A guess only decides what is laid out when: what stands in the
end does not depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from pipeline.markup import ChapterHtml
from pipeline.markup.chapter import UNNUMBERED
from pipeline.model.manifest import OpensOn, Part
from pipeline.model.report import Chapter
from pipeline.pagination import Extent, PagedChapter, Pagination, paginate
from pipeline.typesetting import LaidOut, Opening, Side

W = TypeVar("W")

_CHARACTERS_A_PAGE: Final = 4000
"""Of HTML; for a guess, while nothing is laid out."""


@dataclass(frozen=True, slots=True)
class Laid(Generic[W]):
    """A chapter as it was last laid out.

    Attributes:
        extent: None if the engine gave up on it.
        worker: who has it; None if only its extent is known, from an earlier build.
    """

    html: ChapterHtml
    opening: Opening
    extent: LaidOut | None
    worker: W

    @property
    def pages(self) -> int:
        """How many it has; one page for a chapter that cannot be set keeps the others in order for their findings."""
        return self.extent.pages if self.extent else 1

    def stands(self, html: ChapterHtml, opening: Opening) -> bool:
        """Whether it can be painted as a chapter that begins so."""
        return self.html == html and self.begins_like(opening)

    def begins_like(self, opening: Opening) -> bool:
        """Whether what was laid out can begin so."""
        if self.extent is None or self.opening == opening:
            return True
        return self.extent.moves and self.opening.side == opening.side


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chapter that could be laid out now.

    Attributes:
        index: in the report, from 0.
        likely: whether its side is known or told by the last build.
        pages: how many it will have, more or less.
    """

    index: int
    html: ChapterHtml
    opening: Opening
    likely: bool
    pages: int


@dataclass(slots=True)
class Standing(Generic[W]):
    """The chapters, and how each was last laid out.

    Attributes:
        htmls: as marked up last, in the order of the chapters.
        laid: by chapter.
        guesses: page counts of the last build, or of a chapter that was tried out.
        folios_known: whether what quotes folios quotes those of a pagination.
        running: chapters that are being laid out.
    """

    chapters: Sequence[Chapter]
    opens_on: OpensOn
    htmls: list[ChapterHtml]
    laid: dict[str, Laid[W]]
    guesses: dict[str, int]
    folios_known: bool = False
    running: set[str] = field(default_factory=set)

    def paginate(self) -> Pagination:
        """Lay the pages that stand end to end, with the folio of every label."""
        return paginate(
            [self._extent(index, labels=True) for index in range(len(self.chapters))], self.opens_on
        )

    def openings(self) -> list[Opening]:
        """Return where each chapter begins, as far as it is known."""
        paged = paginate([self._extent(index) for index in range(len(self.chapters))], self.opens_on)
        return [opening_of(each) for each in paged.chapters]

    def candidates(self) -> list[Candidate]:
        """Return what could be laid out now: for the first time, or because it is sure to begin otherwise."""
        found: list[Candidate] = []
        sure = likely = True
        for index, (chapter, opening) in enumerate(zip(self.chapters, self.openings(), strict=True)):
            if self._is_anchor(index):
                sure = likely = True
            html, known = self.htmls[index], self.laid.get(chapter.id)
            stands = known is not None and known.stands(html, opening)
            idle = chapter.id not in self.running
            if idle and (known is None or known.html != html or (sure and not stands)):
                told = likely or self.opens_on is OpensOn.RIGHT
                found.append(Candidate(index, html, opening, told, self._pages(index)))
            sure = sure and stands and idle
            likely = likely and (known is not None or chapter.id in self.guesses)
        return found

    def _is_anchor(self, index: int) -> bool:
        """Whether a chapter's opening depends on none before it: the first, and the first of the body."""
        if index == 0:
            return True
        return self.chapters[index].part is not Part.FRONT and all(
            chapter.part is Part.FRONT for chapter in self.chapters[:index]
        )

    def _extent(self, index: int, *, labels: bool = False) -> Extent:
        chapter = self.chapters[index]
        known = self.laid.get(chapter.id)
        on_pages = known.extent.labels if labels and known and known.extent else {}
        return Extent(chapter.id, chapter.part, self._pages(index), chapter.kind not in UNNUMBERED, on_pages)

    def _pages(self, index: int) -> int:
        chapter = self.chapters[index]
        known = self.laid.get(chapter.id)
        if known:
            return known.pages
        return self.guesses.get(chapter.id) or max(
            1, round(len(self.htmls[index].html) / self._characters_a_page())
        )

    def _characters_a_page(self) -> float:
        """Return how much HTML fills a page, by the chapters that are laid out."""
        laid = [one for one in self.laid.values() if one.extent]
        characters = sum(len(one.html.html) for one in laid)
        return characters / sum(one.pages for one in laid) if laid else _CHARACTERS_A_PAGE


def opening_of(paged: PagedChapter) -> Opening:
    """Return how a chapter with these pages begins."""
    return Opening(paged.first_folio, Side.LEFT if paged.opens_left else Side.RIGHT)
