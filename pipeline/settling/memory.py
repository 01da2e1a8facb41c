"""What is remembered of the chapters from one build to the next: in one process as they are, on disk by a keeper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from pipeline.markup import ChapterHtml
from pipeline.settling.crew import Worker
from pipeline.settling.standing import Laid
from pipeline.typesetting import LaidOut, Opening, Painted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """A chapter that is painted, and what it was painted from.

    Attributes:
        extent: None if the engine gave up on it.
    """

    html: ChapterHtml
    opening: Opening
    extent: LaidOut | None
    painted: Painted[T]

    def is_of(self, html: ChapterHtml, opening: Opening) -> bool:
        """Whether it was painted from this."""
        return (self.html, self.opening) == (html, opening)


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A chapter as an earlier build has set it."""

    extent: LaidOut
    painted: Painted[T]


class Keeper(Protocol[T]):
    """Somebody who keeps chapters between processes. What comes back is what would be made anew."""

    def pages(self) -> dict[str, int]:
        """Return the page counts of the last build."""

    def recall(self, html: ChapterHtml, opening: Opening, /) -> Kept[T] | None:
        """Return a chapter that was painted from this, if it is kept and still holds."""

    def recall_extent(self, html: ChapterHtml, opening: Opening, /) -> LaidOut | None:
        """Return the extent of a chapter that was only tried out; it decides what is laid out when, and no more."""

    def keep(
        self, html: ChapterHtml, opening: Opening, extent: LaidOut, painted: Painted[T], /
    ) -> Painted[T]:
        """Keep a chapter, and return it as it will come back."""

    def keep_extent(self, html: ChapterHtml, opening: Opening, extent: LaidOut, /) -> None:
        """Keep the extent of a chapter that was only tried out."""


class NoKeeper(Generic[T]):
    """Keeps nothing."""

    def pages(self) -> dict[str, int]:
        """Know of no last build."""
        return {}

    def recall(self, _html: ChapterHtml, _opening: Opening, /) -> Kept[T] | None:
        """Have nothing."""
        return None

    def recall_extent(self, _html: ChapterHtml, _opening: Opening, /) -> LaidOut | None:
        """Have nothing."""
        return None

    def keep(
        self, _html: ChapterHtml, _opening: Opening, _extent: LaidOut, painted: Painted[T], /
    ) -> Painted[T]:
        """Return the chapter as it is."""
        return painted

    def keep_extent(self, _html: ChapterHtml, _opening: Opening, _extent: LaidOut, /) -> None:
        """Let it go."""


@dataclass(frozen=True, slots=True)
class Memory(Generic[T]):
    """Chapters as they were last set, by one crew: with another crew, or other stylesheets, another memory begins.

    Attributes:
        pages: page counts of the last build.
        tried: chapters that quote folios, as they were laid out while those were not known.
        laid: chapters as they were laid out to be painted.
        finished: chapters as they were painted.
    """

    pages: dict[str, int] = field(default_factory=dict)
    tried: dict[str, Laid[Worker[T] | None]] = field(default_factory=dict)
    laid: dict[str, Laid[Worker[T] | None]] = field(default_factory=dict)
    finished: dict[str, Finished[T]] = field(default_factory=dict)

    def forget(self, chapter: str) -> None:
        """Let go of a chapter: a file that it read has changed, or it is gone."""
        self.tried.pop(chapter, None)
        self.finished.pop(chapter, None)
        laid = self.laid.pop(chapter, None)
        if laid and laid.worker:
            laid.worker.forget(chapter)

    def keep_only(self, chapters: set[str]) -> None:
        """Let go of all other chapters."""
        for chapter in {*self.tried, *self.laid, *self.finished} - chapters:
            self.forget(chapter)
