"""``pipeline watch``, timed: from a saved file until the new report is in its place."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.processes import Ended, FailedError, Running

_POLL_S: Final = 0.001

_READY: Final = "waiting for changes"
"""What the command says when it has built, and nothing is under way any more."""


class Watched:
    """A project that a running ``pipeline watch`` keeps built."""

    def __init__(
        self,
        command: Sequence[str | Path],
        root: Path,
        variables: Mapping[str, str] | None = None,
        longest_s: float = 900.0,
    ) -> None:
        """Start the command and wait for its first build.

        Raises:
            FailedError: it did not build.
        """
        self._report = root / "build" / "report.pdf"
        self._longest_s = longest_s
        self._running = Running(command, variables)
        try:
            self._until(lambda: _READY in self._running.said(), 0.02)
        except BaseException:
            self.close()
            raise

    def seconds_until_built(self, save: Callable[[], None]) -> float:
        """Save something, and return the seconds until another file is in the report's place.

        Raises:
            FailedError: none came, or the command has ended.
        """
        before, builds = _identity(self._report), self._builds()
        began = time.perf_counter()
        save()
        self._until(lambda: _identity(self._report) != before, _POLL_S)
        seconds = time.perf_counter() - began
        # What it does after publishing must not disturb whatever is measured next.
        self._until(lambda: self._builds() > builds, 0.02)
        return seconds

    def end(self) -> Ended:
        """End the command as Ctrl-C does."""
        return self._running.end()

    def close(self) -> None:
        """End it, whatever it does."""
        self._running.__exit__()

    def _builds(self) -> int:
        return self._running.said().count(_READY)

    def _until(self, reached: Callable[[], bool], step_s: float) -> None:
        last = time.monotonic() + self._longest_s
        while not reached():
            if self._running.process.poll() is not None or time.monotonic() > last:
                raise FailedError(f"no new report: {self._running.said()[-800:]}")
            time.sleep(step_s)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns
