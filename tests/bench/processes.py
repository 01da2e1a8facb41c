"""Whole processes, measured from outside: wall-clock seconds, and the most memory that any process of the tree had.

Memory is resident set size. When a process has ended, the system tells its greatest one, and that of all its descendants
that were waited for (``ru_maxrss`` of wait4). On Linux the peak of each living descendant (``VmHWM`` in /proc) is looked
at every 50 ms as well, for descendants that nobody waits for. A page that processes share counts in each.

This process must stay small: until it is another program, a child counts as large as its parent.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Self

LOOK_S: Final = 0.05
"""Seconds between two looks at the memory of a tree: looking takes a fraction of a millisecond."""

LONGEST_S: Final = 3600.0
"""Seconds after which a process is ended: it hangs."""

MB: Final = 1024 * 1024

_OF_MAXRSS: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ru_maxrss: macOS counts bytes, Linux kilobytes."""


@dataclass(frozen=True)
class Sample:
    """One measurement.

    Attributes:
        seconds: wall-clock time; None where memory alone was looked at.
        peak: bytes of the largest process; None where several samples share a process.
    """

    seconds: float | None
    peak: int | None


@dataclass(frozen=True)
class Ended:
    """What a process left.

    Attributes:
        seconds: from before its start until its end was known.
        peak: bytes, of that process of the tree that had most.
        said: both of its streams.
    """

    code: int
    seconds: float
    peak: int
    said: str

    @property
    def sample(self) -> Sample:
        """Return its measurement."""
        return Sample(self.seconds, self.peak)


class FailedError(Exception):
    """A process that was to be measured did not do what it was asked for."""


class Running:
    """A process that was started, with its memory looked at until it is left."""

    def __init__(
        self,
        words: Sequence[str | Path],
        variables: Mapping[str, str] | None = None,
        *,
        talks: bool = False,
    ) -> None:
        """Start it.

        Args:
            words: the command.
            variables: of its environment, beside those that there are.
            talks: whether it reads commands and answers them; else what it says goes to a file, and it reads nothing.
        """
        self._output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process is left
        self._begun = time.perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in words],
            env={**os.environ, **(variables or {})},
            stdin=subprocess.PIPE if talks else subprocess.DEVNULL,
            stdout=subprocess.PIPE if talks else self._output,
            stderr=self._output,
            start_new_session=True,
        )
        self._peak = 0
        self._over = threading.Event()
        self._looker = threading.Thread(target=self._look, daemon=True)
        self._looker.start()

    def __enter__(self) -> Self:
        """Give the process."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it at once, if it has not ended."""
        if self.process.poll() is None:
            self._kill()
            self.process.wait()
        self._over.set()
        self._looker.join()
        for stream in (self.process.stdin, self.process.stdout, self._output):
            if stream:
                # What was written for it and it never read is lost with it.
                with suppress(BrokenPipeError):
                    stream.close()

    def wait(self, longest_s: float = LONGEST_S) -> Ended:
        """Wait until it has ended by itself.

        Raises:
            FailedError: it did not, for so long.
        """
        hung = threading.Event()

        def give_up() -> None:
            hung.set()
            self._kill()

        timer = threading.Timer(longest_s, give_up)
        timer.start()
        try:
            _, status, usage = os.wait4(self.process.pid, 0)
        finally:
            timer.cancel()
        seconds = time.perf_counter() - self._begun
        self.process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(self._peak, usage.ru_maxrss * _OF_MAXRSS)
        if hung.is_set():
            raise FailedError(f"it was ended after {longest_s:.0f} s: {self.said()[-400:]}")
        return Ended(self.process.returncode, seconds, peak, self.said())

    def end(self) -> Ended:
        """Interrupt it as Ctrl-C does, and wait."""
        self.process.send_signal(signal.SIGINT)
        return self.wait(60.0)

    def said(self) -> str:
        """Return what it has said so far."""
        return os.pread(self._output.fileno(), 1 << 24, 0).decode("utf-8", "replace")

    def ask(self, line: str) -> str:
        """Send a line and return the line that it answers.

        Raises:
            FailedError: it has ended instead.
        """
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(line.encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise FailedError(f"it has ended: {self.said()[-400:]}") from None
        answer = self.process.stdout.readline()
        if not answer:
            raise FailedError(f"it has ended: {self.said()[-400:]}")
        return answer.decode().strip()

    def _kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)

    def _look(self) -> None:
        while not self._over.wait(LOOK_S):
            self._peak = max(self._peak, *(_peak_of(pid) for pid in _tree(self.process.pid)))


def measure(words: Sequence[str | Path], variables: Mapping[str, str] | None = None) -> Ended:
    """Run a command to its end.

    Raises:
        FailedError: it ended with another exit code than 0.
    """
    with Running(words, variables) as running:
        ended = running.wait()
    if ended.code:
        raise FailedError(f"exit code {ended.code}: {ended.said[-800:]}")
    return ended


def own_peak() -> int:
    """Return the most memory that this process has had, in bytes: no process measures smaller."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _OF_MAXRSS


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and its descendants, as far as Linux tells."""
    yield pid
    try:
        for tasks in Path(f"/proc/{pid}/task").iterdir():
            for child in (tasks / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        # It has just ended; or there is no /proc.
        return


def _peak_of(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
