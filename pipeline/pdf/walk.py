"""Walking the trees of a PDF: pages, outline items, name trees, structure elements, form fields, layers.

The standard calls them trees, files do not always keep to it. The walk is depth-first and in order, needs no
recursion, goes into each object once, and says where it stopped.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

T = TypeVar("T")

DEEPEST: Final = 1000
"""Levels that are walked: twice what a long report's deepest structure tree could reach, and then some."""


class Ending(StrEnum):
    """Why the walk did not go into a node."""

    CYCLE = "cycle"
    """The object was met before: it is its own ancestor, or has two parents."""

    TOO_DEEP = "too deep"
    """It lies below :data:`DEEPEST`."""


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """A node that was met.

    Attributes:
        level: 0 for a root.
        ending: why its children are not walked; None when they are.

    """

    node: T
    level: int
    ending: Ending | None = None


def walk(
    roots: Iterable[T], children: Callable[[T], Iterable[T]], identity: Callable[[T], Hashable | None]
) -> Iterator[Step[T]]:
    """Yield every node before its children.

    Args:
        roots: where to start.
        children: a node's children in order; asked for only when the walk goes into the node.
        identity: what makes two nodes the same object; None for a direct object, which cannot come twice.

    """
    met: set[Hashable] = set()
    siblings = [iter(roots)]
    while siblings:
        level = len(siblings) - 1
        for node in siblings[-1]:
            key = identity(node)
            ending = Ending.CYCLE if key is not None and key in met else None
            if ending is None and level >= DEEPEST:
                ending = Ending.TOO_DEEP
            yield Step(node, level, ending)
            if ending is None:
                met.add(key)
                siblings.append(iter(children(node)))
                break
        else:
            siblings.pop()
