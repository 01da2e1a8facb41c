"""What a warm process keeps from one look at a project to the next: under each name the last value that was made.

A value stands with what it was made from, and is given again only for an equal reason; what differs is made anew and takes
its place. So nothing can be stale that says truly what it is made from, and no more is kept than there are names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recent:
    """Values by name, each with what it was made from. One look at a time may use it."""

    _kept: dict[Hashable, tuple[Hashable, Any]] = field(default_factory=dict)

    def once(self, name: Hashable, made_from: Hashable, make: Callable[[], T]) -> T:
        """Return what this name was last made, if it was made from the same; else make it.

        Args:
            name: of one thing of one type.
            made_from: everything that it depends on, or digests of it.
            make: what it raises is let through, and nothing is kept then.
        """
        kept = self._kept.get(name)
        if kept is not None and kept[0] == made_from:
            return cast("T", kept[1])
        value = make()
        self.put(name, made_from, value)
        return value

    def put(self, name: Hashable, made_from: Hashable, value: object) -> None:
        """Keep a value that was made elsewhere."""
        self._kept[name] = made_from, value
