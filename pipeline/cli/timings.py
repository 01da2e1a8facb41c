"""``--timings``: where a build's time went, by stage, and by chapter for typesetting, in whichever process it was."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.stamp.chapters import Cause

if TYPE_CHECKING:
    from pipeline.making import Built, Progress

MOST_CHAPTERS: Final = 10
"""Chapters that are named, the slowest first."""


@dataclass(slots=True)
class Stopwatch:
    """Hears of a build's progress and notes how long each part took.

    Attributes:
        clock: tells seconds and never goes back.
        stages: seconds by stage, in the order in which they began.
    """

    clock: Callable[[], float] = time.monotonic
    stages: dict[str, float] = field(default_factory=dict)
    _at: str = ""
    _since: float = 0.0

    def __call__(self, stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:  # noqa: ARG002 - as Progress tells
        """Hear that a stage has begun, or that a chapter of it is at hand; the stage before has ended."""
        self.end()
        self._at, self._since = stage, self.clock()

    def end(self) -> None:
        """Hear that what was at hand has ended."""
        if self._at:
            self.stages[self._at] = self.stages.get(self._at, 0.0) + self.clock() - self._since
        self._at = ""

    def beside(self, listener: Progress) -> Progress:
        """Return a listener that tells this one, and then another."""

        def tell(stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:
            self(stage, chapter, done, total)
            listener(stage, chapter, done, total)

        return tell


def say_timings(stopwatch: Stopwatch, built: Built | None = None) -> None:
    """Say where the time went, on standard error.

    Args:
        stopwatch: is stopped.
        built: knows what each chapter took; None where nothing was built.
    """
    stopwatch.end()
    kept = [reason.chapter for reason in built.reasons if reason.cause is Cause.NOTHING] if built else []
    for line in worded(stopwatch.stages, built.seconds if built else {}, kept):
        print(line, file=sys.stderr)


def worded(
    stages: Mapping[str, float], chapters: Mapping[str, float], kept: Sequence[str] = ()
) -> Iterator[str]:
    """Yield a table of seconds: stages in their order, then the slowest chapters; and what was not set again."""
    slowest = sorted(chapters.items(), key=lambda each: (-each[1], each[0]))[:MOST_CHAPTERS]
    rows = [*stages.items(), ("all", sum(stages.values()))]
    width = max(len(name) for name, _ in (*rows, *((f"  {name}", 0) for name, _ in slowest)))
    yield "timings, in seconds:"
    yield from (f"  {name:<{width}}  {seconds:7.3f}" for name, seconds in rows)
    if slowest:
        named = f"the slowest {len(slowest)} of {len(chapters)}" if len(slowest) < len(chapters) else "all"
        yield f"chapters that were set, {named}:"
        yield from (f"  {name:<{width}}  {seconds:7.3f}" for name, seconds in slowest)
    if kept:
        yield f"chapters that were kept from earlier builds: {', '.join(kept)}"
