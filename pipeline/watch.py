"""Watching folders: whoever works from their files learns that something changed, and works again.

:class:`Watch` counts changes in a thread of its own, by the system's own notices (watchfiles, which stands on the Rust
crate *notify*). :func:`follow` runs a piece of work after every change and shows its result, unless a newer change has
overtaken it; :func:`keep_up` does the same for work that leaves something behind, which must not do so once it is
overtaken. None of them knows what the work is.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, NoReturn, Self, TypeVar

from pipeline.errors import MissingToolError

T = TypeVar("T")

Notices = Callable[[Sequence[Path], threading.Event], Iterable[bool]]
"""Yields, for folders that are there, True after changes and False now and then; ends when the event is set."""

_QUIET: Final = 25
"""Milliseconds without a change after which changes are told: an editor's save is several of them in a row."""

_LONGEST: Final = 500
"""Milliseconds after which they are told in any case."""

_LOOK: Final = 200
"""Milliseconds after which the folders themselves are looked for, as one that is moved away gives no notice."""


class Watch:
    """Counts the changes below folders, while it is entered.

    Args:
        folders: they need not be there yet, and may vanish and come back.
        notices: where word of changes comes from.
    """

    def __init__(self, folders: Iterable[Path], notices: Notices | None = None) -> None:
        self._folders = tuple(folders)
        self._notices = notices or _system_notices
        self._changed = threading.Condition()
        self._count = 0
        self._failure: Exception | None = None
        self._begun = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def __enter__(self) -> Self:
        """Begin; changes made from now on are counted."""
        self._thread.start()
        self._begun.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and wait for the thread."""
        self._stop.set()
        self._thread.join()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that are watched, whether they are there or not."""
        return self._folders

    @property
    def count(self) -> int:
        """How many times something has changed."""
        return self._count

    def wait(self, known: int) -> int:
        """Wait until something has changed since the count was ``known``, and return the new count.

        Raises:
            MissingToolError: this machine cannot watch files.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._count > known or self._failure)
            if self._failure:
                message = f"files cannot be watched here: {str(self._failure).lower()}"
                raise MissingToolError(message, "set WATCHFILES_FORCE_POLLING=1") from self._failure
            return self._count

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._watch_while_there(_identities(self._folders))
        except Exception as problem:  # noqa: BLE001 - raised again by wait, in the thread that can say it
            with self._changed:
                self._failure = problem
                self._changed.notify_all()
        finally:
            self._begun.set()

    def _watch_while_there(self, identities: dict[Path, int | None]) -> None:
        """Watch the folders that are there until one of all comes, goes, or becomes another."""
        there = [folder for folder, identity in identities.items() if identity is not None]
        for changed in self._notices(there, self._stop):
            if changed:
                self._tell()
            self._begun.set()
            if _identities(self._folders) != identities:
                self._tell()
                return

    def _tell(self) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()


def follow(watch: Watch, work: Callable[[], T], show: Callable[[T], None]) -> NoReturn:
    """Work, show the result, wait for a change, and so on for ever; a result that a change has overtaken is not shown.

    Raises:
        KeyboardInterrupt: as the only good end.
        MissingToolError: this machine cannot watch files.
    """
    while True:
        known = watch.count
        result = work()
        if watch.count == known:
            show(result)
            watch.wait(known)


State = Mapping[str, tuple[int, ...]]
"""What tells, by path, whether a file is still the one that it was."""


class OvertakenError(Exception):
    """Something changed while work was under way: its result would belong to no state of the files that ever was."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the files were like when a piece of work began.

    Attributes:
        known: how many changes had been counted.
        look: looks at the files themselves, which notices tell of a little late.
    """

    watch: Watch
    known: int
    look: Callable[[], State]
    state: State

    @property
    def is_over(self) -> bool:
        """Whether the files are others now, by notices or by a look at each of them (some milliseconds)."""
        # Both are asked: a file that is written twice within a tick of the system's clock looks the same.
        return self.watch.count != self.known or self.look() != self.state

    def hold(self) -> None:
        """Go on.

        Raises:
            OvertakenError: something has changed, as far as notices tell.
        """
        if self.watch.count != self.known:
            raise OvertakenError

    def hold_fast(self) -> None:
        """Go on to what cannot be undone.

        Raises:
            OvertakenError: something has changed, by a look at each file.
        """
        if self.is_over:
            raise OvertakenError


def keep_up(
    watch: Watch,
    work: Callable[[Moment], T],
    show: Callable[[T], None],
    look: Callable[[], State] | None = None,
) -> NoReturn:
    """Work, show the result, wait for a change, and so on for ever; work that a change has overtaken begins anew.

    Args:
        watch: entered.
        work: asks its moment whether to go on, the more often the sooner it begins anew.
        show: gets the results that no change had overtaken when they were there.
        look: in place of a look at the files that are watched.

    Raises:
        KeyboardInterrupt: as the only good end.
        MissingToolError: this machine cannot watch files.
    """
    look = look or (lambda: state_of(watch.folders))
    while True:
        moment = Moment(watch, watch.count, look, look())
        try:
            result = work(moment)
        except OvertakenError:
            continue
        if moment.is_over:
            continue
        show(result)
        watch.wait(moment.known)


def state_of(folders: Iterable[Path]) -> State:
    """Look at every file below folders that could be a source (see :func:`matters`)."""
    folders = tuple(folders)
    state: dict[str, tuple[int, ...]] = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                path = Path(place, name)
                if matters(path, folders):
                    state[str(path)] = _look_at(path)
    return state


def _look_at(path: Path) -> tuple[int, ...]:
    try:
        seen = path.stat()
    except OSError:
        return ()
    # The time of the last change of status is not among them: a hard link elsewhere, as backups make them, renews it.
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def matters(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a file below the folders could be a source: hidden ones, and what editors leave beside a file, could not."""
    # Behind a symbolic link the system may tell another path than the one that was asked for.
    below = next(
        (path.relative_to(folder) for folder in folders if path.is_relative_to(folder)), Path(path.name)
    )
    hidden = any(part.startswith(".") for part in below.parts)
    return not (
        hidden or path.name.startswith("#") or path.name.endswith(("~", ".tmp")) or path.name == _VIM_PROBE
    )


_VIM_PROBE: Final = "4913"
"""The file that Vim makes to see whether it may write in a folder."""


def _identities(folders: Iterable[Path]) -> dict[Path, int | None]:
    return {folder: _identity(folder) for folder in folders}


def _identity(folder: Path) -> int | None:
    try:
        return folder.stat().st_ino
    except OSError:
        return None


def _system_notices(folders: Sequence[Path], stop: threading.Event) -> Iterator[bool]:
    from watchfiles import watch  # noqa: PLC0415 - only who watches pays for the library

    if not folders:
        stop.wait(_LOOK / 1000)
        yield False
        return
    try:
        notices = watch(
            *folders,
            watch_filter=lambda _, path: matters(Path(path), folders),
            debounce=_LONGEST,
            step=_QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            stop_event=stop,
            ignore_permission_denied=True,
        )
        for changes in notices:
            yield bool(changes)
    except FileNotFoundError:
        # The folder vanished before anybody could watch it: look again.
        yield False
