"""Texts that a check has cleared: it had nothing to say about them, and would not have next time.

A check that reads stretch by stretch need not read those again that were in order, wherever they stand now. Only that is
kept, as digests in one entry; what there was something to say about is read anew, so findings are never kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, TypeVar

from pipeline.cache.keys import key_of
from pipeline.cache.recent import Recent

_BYTES = 16
"""Of a digest: among a million texts two have the same by chance once in 10^26 times."""


T = TypeVar("T")


class Keeper(Protocol):
    """Where bytes are kept between builds, such as a :class:`~pipeline.cache.store.Store`."""

    def get(self, key: str) -> bytes | None:
        """Return what was put there; None if it is not there any more."""

    def put(self, key: str, content: bytes) -> object:
        """Keep content; what comes of it does not matter here, as it can be made again."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Where stages remember, and what they are made with.

    Attributes:
        keeper: None to remember nothing from build to build.
        made_with: versions of all that an answer may depend on.
        recent: what this process has made; a new one knows nothing.
    """

    keeper: Keeper | None = None
    made_with: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    recent: Recent = field(default_factory=Recent)

    def once(self, what: str, chapter: str, mark: str, make: Callable[[], T], *given: Hashable) -> T:
        """Return what a check makes of a chapter, or made of it when this process last looked.

        Args:
            what: is made; each has one type.
            chapter: its id.
            mark: of the chapter, which tells it from every other state of it; empty if nobody knows.
            given: what else it is made from.
        """
        return self.recent.once((what, chapter), (mark, given), make) if mark else make()

    def cleared(self, **made_from: str) -> frozenset[bytes]:
        """Return the marks of the texts that the same check, made from the same, has cleared."""
        content = None if self.keeper is None else self.keeper.get(key_of(self.made_with, made_from))
        if not content or len(content) % _BYTES:
            return frozenset()
        return frozenset(content[at : at + _BYTES] for at in range(0, len(content), _BYTES))

    def clear(self, before: frozenset[bytes], now: Iterable[bytes], **made_from: str) -> None:
        """Remember the marks of the texts that were cleared this time, if they are not those of last time."""
        marks = frozenset(now)
        if self.keeper is not None and marks != before:
            self.keeper.put(key_of(self.made_with, made_from), b"".join(sorted(marks)))


def mark_of(*parts: object) -> bytes:
    """Return the mark of a text, given all that a check can see of it."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
