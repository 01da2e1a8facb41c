"""What is remembered of the chapters from one build to the next: page counts, and in one process the chapters themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.markup import ChapterHtml
from pipeline.settling.crew import Worker
from pipeline.settling.standing import Laid
from pipeline.typesetting import Opening, Painted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """A chapter that is painted, and what it was painted from."""

    html: ChapterHtml
    opening: Opening
    painted: Painted[T]

    def is_of(self, html: ChapterHtml, opening: Opening) -> bool:
        """Whether it was painted from this."""
        return (self.html, self.opening) == (html, opening)


@dataclass(frozen=True, slots=True)
class Memory(Generic[T]):
    """Chapters as they were last set, by one crew: with another crew, or other stylesheets, another memory begins.

    Attributes:
        pages: page counts of the last build; the one thing here that says something to another process.
        tried: chapters that quote folios, as they were laid out while those were not known.
        laid: chapters as they were laid out to be painted.
        finished: chapters as they were painted.
    """

    pages: dict[str, int] = field(default_factory=dict)
    tried: dict[str, Laid[Worker[T]]] = field(default_factory=dict)
    laid: dict[str, Laid[Worker[T]]] = field(default_factory=dict)
    finished: dict[str, Finished[T]] = field(default_factory=dict)

    def forget(self, chapter: str) -> None:
        """Let go of a chapter: a file that it read has changed, or it is gone."""
        self.tried.pop(chapter, None)
        self.finished.pop(chapter, None)
        laid = self.laid.pop(chapter, None)
        if laid:
            laid.worker.forget(chapter)

    def keep_only(self, chapters: set[str]) -> None:
        """Let go of all other chapters."""
        for chapter in {*self.tried, *self.laid, *self.finished} - chapters:
            self.forget(chapter)
