"""A store: bytes by key in one folder, the least recently used thrown out first when they grow beyond a limit.

Builds share it without waiting for each other. An entry is written beside its place and moved there in one step; one that
cannot be read, or is not what it says, is not there. A disk that takes no more costs time and nothing else.

**Use is counted, not timed.** An entry's modification time is its turn, a number of seconds that no clock has given: who
opens the store takes one more than the highest in the folder, and what he uses gets that. So a clock that was set back
throws out nothing new; two builds at once have the same turn, which does no harm. Whole seconds are what every file
system keeps.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from pipeline.cache.envelope import seal, unseal
from pipeline.files import digest
from pipeline.findings import Finding, warning

FOLDER: Final = "build/cache/chapters"
"""Where a project keeps its chapters, relative to its root."""

LIMIT: Final = 512 * 1024 * 1024
"""Bytes that a project's entries may take: a chapter of nine pages takes about 300 kB, so dozens of versions of a report."""

_ENTRY: Final = re.compile(r"[0-9a-f]{64}\.kept")
_TEMPORARY: Final = re.compile(r"\.[0-9a-f]{64}\..*\.tmp")
_REMEDIES: Final[Mapping[int, str]] = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EFBIG: "a single chapter is larger than the whole cache may be",
}

_ATTEMPTS: Final = 5
"""How often a file is opened anew that another build sweeps away at once: twice in a row is unheard of."""

_LAST_TURN: Final = 2**31 - 1
"""Seconds that file systems with 32 bits for a time can keep."""


def _write(descriptor: int, content: bytes) -> None:
    with open(descriptor, "wb", closefd=False) as file:
        file.write(content)


@dataclass(frozen=True, slots=True)
class Disk:
    """The two steps of writing at which a machine can fail; tests fail here on purpose.

    Attributes:
        write: puts all of the content into an open file.
        move: puts a file in another's place, in one step.
    """

    write: Callable[[int, bytes], None] = _write
    move: Callable[[Path, Path], object] = os.replace


_DISK: Final = Disk()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a store holds.

    Attributes:
        size: bytes of all entries.
        limit: bytes that they may have.
        oldest: when the least recently used one was last used, in seconds since 1970 by the machine's clock then; None
            if there is none.
    """

    entries: int
    size: int
    limit: int
    oldest: float | None


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    size: int
    turn: int
    touched: float


@dataclass(frozen=True, slots=True)
class Store:
    """Entries in a folder, as one build uses them.

    Attributes:
        limit: bytes of all entries together, give or take what another build writes at the same time.
        turn: of this build, from 1.
    """

    folder: Path
    limit: int
    turn: int
    disk: Disk
    _bytes: list[int] = field(default_factory=list, repr=False, compare=False)
    """Sizes of what was there at first and of what was put there since: counting files takes longer than writing one."""

    @classmethod
    def open(cls, folder: Path, limit: int = LIMIT, disk: Disk = _DISK) -> Self:
        """Open a store for one build, and sweep out what killed ones left.

        Args:
            folder: is made when the first entry is put there.
            limit: in bytes.
        """
        entries = _entries(folder)
        turn = max((entry.turn for entry in entries), default=0) + 1
        for file in _files(folder, _TEMPORARY):
            _remove_unheld(Path(file.path))
        return cls(folder, limit, min(turn, _LAST_TURN), disk, [sum(entry.size for entry in entries)])

    def get(self, key: str) -> bytes | None:
        """Return what was put there last; None if that is no more, or never was, or is not whole."""
        path = self.path_of(key)
        try:
            content = unseal(key, path.read_bytes())
        except OSError:
            return None
        if content is not None:
            with suppress(OSError):  # where nothing can be written, nothing is thrown out either
                _take_turn(path, self.turn)
        return content

    def put(self, key: str, content: bytes) -> Finding | None:
        """Keep content, and throw out what has not been used for longest if that makes too much.

        Returns:
            A finding if it could not be kept; equal for all entries that meet the same fault.
        """
        entry = seal(key, content)
        if len(entry) > self.limit:
            return _not_kept(self.folder, OSError(errno.EFBIG, os.strerror(errno.EFBIG)))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(self.path_of(key), entry)
        except OSError as problem:
            return _not_kept(self.folder, problem)
        self._bytes.append(len(entry))
        if sum(self._bytes) > self.limit:
            self._shrink(self.path_of(key))
        return None

    def path_of(self, key: str) -> Path:
        """Return where an entry stands, if it is there."""
        return self.folder / f"{digest(key.encode())}.kept"

    def usage(self) -> Usage:
        """Count the entries."""
        entries = _entries(self.folder)
        oldest = min(entries, key=_by_turn).touched if entries else None
        return Usage(len(entries), sum(entry.size for entry in entries), self.limit, oldest)

    def clear(self) -> Usage:
        """Remove all entries, and nothing else that stands in the folder; return what they were.

        Raises:
            OSError: one cannot be removed.
        """
        usage = self.usage()
        for entry in _entries(self.folder):
            Path(entry.path).unlink(missing_ok=True)
        return usage

    def _write(self, path: Path, content: bytes) -> None:
        descriptor, temporary = _open_held(path)
        try:
            self.disk.write(descriptor, content)
            _take_turn(temporary, self.turn)
            self.disk.move(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        finally:
            os.close(descriptor)

    def _shrink(self, newest: Path) -> None:
        entries = sorted(_entries(self.folder), key=_by_turn)
        size = sum(entry.size for entry in entries)
        for entry in entries:
            if size <= self.limit:
                break
            if entry.path != str(newest):
                with suppress(OSError):  # another build was quicker, or nothing may be removed here
                    Path(entry.path).unlink()
                size -= entry.size
        self._bytes[:] = [size]


def _entries(folder: Path) -> list[_Entry]:
    entries = []
    for file in _files(folder, _ENTRY):
        with suppress(OSError):  # thrown out by another build meanwhile
            found = file.stat(follow_symlinks=False)
            entries.append(_Entry(file.path, found.st_size, int(found.st_mtime), found.st_ctime))
    return entries


def _files(folder: Path, name: re.Pattern[str]) -> Iterator[os.DirEntry[str]]:
    """Yield the files of a folder that have such a name; none if it cannot be read."""
    try:
        with os.scandir(folder) as found:
            files = [file for file in found if name.fullmatch(file.name)]
    except OSError:
        return
    yield from (file for file in files if file.is_file(follow_symlinks=False))


def _by_turn(entry: _Entry) -> tuple[int, str]:
    return entry.turn, entry.path


def _take_turn(path: Path, turn: int) -> None:
    os.utime(path, (turn, turn))


def _open_held(path: Path) -> tuple[int, Path]:
    """Open a new file beside a path and hold its lock."""
    for attempt in range(_ATTEMPTS):
        descriptor, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=".tmp", dir=path.parent)
        with suppress(OSError):  # a file system without locks: then nobody sweeps, either
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        # Between opening and locking somebody may have swept it; moving what is not there is an error like any other.
        if os.fstat(descriptor).st_nlink or attempt == _ATTEMPTS - 1:
            break
        os.close(descriptor)
    return descriptor, Path(name)


def _remove_unheld(path: Path) -> None:
    """Remove what a killed build left half written.

    Whoever is writing holds a lock, which goes with the process: neither clock nor process number is asked.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    except OSError:
        return
    finally:
        os.close(descriptor)


def _not_kept(folder: Path, problem: OSError) -> Finding:
    reason = (problem.strerror or str(problem)).lower()
    remedy = _REMEDIES.get(problem.errno or 0, "check who may write there")
    return warning(
        "not-cached",
        f'cannot keep anything in "{folder.name}" of "{folder.parent.name}": {reason}',
        hint=f"the report is the same without it, and the next one takes longer; {remedy}",
    )
