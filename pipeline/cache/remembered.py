"""Values that are made of files, kept twice: in this process for the next look, and on the disk for the next process.

Which files a thing is made of shows only while it is made; so their states stand beside it, and it holds for as long as
those are what they were, as with :mod:`.kept`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

from pipeline.cache.cleared import Memory
from pipeline.cache.freezing import ThawError, freeze, thaw
from pipeline.cache.kept import Kept, States
from pipeline.cache.lists import Lists

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """A value that holds.

    Attributes:
        files: states of the files that it was made of, by path relative to the project root.
    """

    value: T
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Remembered(Generic[T]):
    """Values of one type.

    Attributes:
        lists: gives their form; not asked before one is on its way to the disk or back.
        states: what the files are, at this look; None if values are made of no files.
    """

    memory: Memory
    lists: Callable[[], Lists[T]]
    states: States | None = None

    def recall(self, name: Hashable, key: str) -> Held[T] | None:
        """Return what was kept last under a key, if it still holds.

        Args:
            name: of the thing, by which this process knows its newest value.
            key: of all that it is made from, but for the files.
        """
        held = self.memory.recent.once(name, key, lambda: self._thawed(key))
        return held if held is not None and self._holds(held.files) else None

    def keep(self, name: Hashable, key: str, value: T, files: Mapping[str, str] | None = None) -> None:
        """Keep a value.

        Args:
            files: states that the files had before they were read; if one has another by now, nothing is kept.
        """
        files = dict(files or {})
        now = States(self.states.root) if self.states else None
        if any(now is None or now.of(path) != state for path, state in files.items()):
            return
        self.memory.recent.put(name, key, Held(value, files))
        # What would not come back equal is made anew in each process: that is slow, and right.
        with suppress(TypeError):
            if self.memory.keeper is not None:
                self.memory.keeper.put(key, freeze(Kept(self.lists().freeze(value), files), Kept))

    def _thawed(self, key: str) -> Held[T] | None:
        keeper = self.memory.keeper
        content = None if keeper is None else keeper.get(key)
        if content is None:
            return None
        try:
            kept = thaw(content, Kept)
            # Its files first: a value that does not hold need not be made.
            return Held(self.lists().thaw(kept.payload), kept.read) if self._holds(kept.read) else None
        except ThawError:
            return None

    def _holds(self, files: Mapping[str, str]) -> bool:
        return all(self.states is not None and self.states.of(path) == state for path, state in files.items())
