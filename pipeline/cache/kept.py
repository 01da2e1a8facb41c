"""A value in the cache, with the files that it was made of: it holds for as long as those are what they were.

A key says what a value was made from as far as that is known before it is made; which files are read shows only in the
making (compare comemo: what counts is what a function has actually read). So they are kept with the value, each with its
digest then; one that was not there is kept as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Generic, TypeVar

from pipeline.cache.freezing import ThawError, freeze, thaw
from pipeline.cache.store import Store
from pipeline.files import inside, state_of
from pipeline.findings import Finding

T = TypeVar("T")

OUTSIDE: Final = "outside"
"""The state of every path that leads out of the project: such a file is not read, and no value holds by it."""


@dataclass(frozen=True, slots=True)
class States:
    """What the files of a project are now; each is read once, so that all that one build asks sees the same.

    Attributes:
        known: states by path relative to the root, as far as they were asked for.
    """

    root: Path
    known: dict[str, str] = field(default_factory=dict)

    def of(self, path: str) -> str:
        """Return the digest of a file, or what :func:`pipeline.files.state_of` says of one that cannot be read."""
        if path not in self.known:
            self.known[path] = self._look(path)
        return self.known[path]

    def _look(self, path: str) -> str:
        try:
            file = self.root / path
            return state_of(file) if inside(self.root, file) else OUTSIDE
        except ValueError:  # a null character
            return OUTSIDE


@dataclass(frozen=True, slots=True)
class Kept:
    """A frozen value.

    Attributes:
        payload: as :func:`.freezing.freeze` gives it.
        read: states of the files that were read for it, by path relative to the project root.
    """

    payload: bytes
    read: Mapping[str, str]

    def changed(self, states: States) -> str | None:
        """Return the first file that is no longer what it was; None if the value still holds."""
        differing = (
            path for path, state in self.read.items() if state == OUTSIDE or states.of(path) != state
        )
        return next(differing, None)


@dataclass(frozen=True, slots=True)
class Recalled(Generic[T]):
    """What the cache says to a key.

    Attributes:
        value: None if it has none that holds.
        changed: the file whose change is the reason; None if nothing at all is known by this key.
    """

    value: T | None = None
    changed: str | None = None


def keep(store: Store, key: str, value: T, kind: type[T], read: Mapping[str, str]) -> Finding | None:
    """Put a value into the store.

    Args:
        read: what was read for it, from the root of the project.

    Returns:
        A finding if the store could not take it.
    """
    return store.put(key, freeze(Kept(freeze(value, kind), read), Kept))


def recall(store: Store, key: str, kind: type[T], states: States) -> Recalled[T]:
    """Look for a value that still holds; whatever is wrong with an entry, there is none."""
    content = store.get(key)
    if content is None:
        return Recalled()
    try:
        kept = thaw(content, Kept)
        changed = kept.changed(states)
        return Recalled(changed=changed) if changed else Recalled(thaw(kept.payload, kind))
    except ThawError:
        return Recalled()
