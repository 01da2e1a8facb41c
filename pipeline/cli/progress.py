"""Progress on standard error: one moving line on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pipeline.making import Progress

_CLEAR_LINE = "\r\x1b[K"


@contextmanager
def progress_for(stream: TextIO, *, quiet: bool) -> Iterator[Progress]:
    """Give a listener for a build's progress; a moving line is wiped off at the end."""
    if quiet:
        yield _say_nothing
    elif stream.isatty():
        try:
            yield lambda stage, chapter="", done=0, total=0: _move(stream, stage, chapter, done, total)
        finally:
            stream.write(_CLEAR_LINE)
            stream.flush()
    else:
        yield lambda stage, chapter="", done=0, total=0: _line(stream, stage, chapter, done, total)


def _say_nothing(stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:
    """Hear and say nothing."""


def _move(stream: TextIO, stage: str, chapter: str, done: int, total: int) -> None:
    stream.write(f"{_CLEAR_LINE}{_worded(stage, chapter, done, total)}")
    stream.flush()


def _line(stream: TextIO, stage: str, chapter: str, done: int, total: int) -> None:
    stream.write(f"{_worded(stage, chapter, done, total)}\n")
    stream.flush()


def _worded(stage: str, chapter: str, done: int, total: int) -> str:
    if not chapter:
        return stage
    left = total - done
    return f"{stage} {chapter} ({done + 1} of {total}, {left} left)" if left else f"{stage} {chapter}"
