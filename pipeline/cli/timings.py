"""``--timings``: where a build's time went, by stage, and by chapter for typesetting."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.making import Progress

MOST_CHAPTERS: Final = 10
"""Chapters that are named, the slowest first."""


@dataclass(slots=True)
class Stopwatch:
    """Hears of a build's progress and notes how long each part took.

    Attributes:
        clock: tells seconds and never goes back.
        stages: seconds by stage, in the order in which they began.
        chapters: seconds by chapter, of all rounds together.
    """

    clock: Callable[[], float] = time.monotonic
    stages: dict[str, float] = field(default_factory=dict)
    chapters: dict[str, float] = field(default_factory=dict)
    _at: tuple[str, str] = ("", "")
    _since: float = 0.0

    def __call__(self, stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:  # noqa: ARG002 - as Progress tells
        """Hear that a stage has begun, or that a chapter of it is at hand; what was at hand before has ended."""
        self.end()
        self._at, self._since = (stage, chapter), self.clock()

    def end(self) -> None:
        """Hear that what was at hand has ended."""
        stage, chapter = self._at
        if stage:
            seconds = self.clock() - self._since
            self.stages[stage] = self.stages.get(stage, 0.0) + seconds
            if chapter:
                self.chapters[chapter] = self.chapters.get(chapter, 0.0) + seconds
        self._at = ("", "")

    def beside(self, listener: Progress) -> Progress:
        """Return a listener that tells this one, and then another."""

        def tell(stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:
            self(stage, chapter, done, total)
            listener(stage, chapter, done, total)

        return tell


def say_timings(stopwatch: Stopwatch) -> None:
    """Say where the time went, on standard error."""
    stopwatch.end()
    for line in worded(stopwatch.stages, stopwatch.chapters):
        print(line, file=sys.stderr)


def worded(stages: Mapping[str, float], chapters: Mapping[str, float]) -> Iterator[str]:
    """Yield a table of seconds: stages in their order, then the slowest chapters."""
    slowest = sorted(chapters.items(), key=lambda each: (-each[1], each[0]))[:MOST_CHAPTERS]
    rows = [*stages.items(), ("all", sum(stages.values()))]
    width = max(len(name) for name, _ in (*rows, *((f"  {name}", 0) for name, _ in slowest)))
    yield "timings, in seconds:"
    yield from (f"  {name:<{width}}  {seconds:7.3f}" for name, seconds in rows)
    if slowest:
        named = f"the slowest {len(slowest)} of {len(chapters)}" if len(slowest) < len(chapters) else "all"
        yield f"chapters, {named}:"
        yield from (f"  {name:<{width}}  {seconds:7.3f}" for name, seconds in slowest)
