"""Name trees and number trees: sorted keys spread over nodes (ISO 32000-2:2020, 7.9.6, 7.9.7)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.pdf.objects import dictionary_of, integer_of, items_of, key_of, raw, text_of
from pipeline.pdf.walk import Ending, walk

K = TypeVar("K", str, int)


@dataclass(frozen=True, slots=True)
class Tree(Generic[K]):
    """A tree's entries, in the file's order, and where it is no tree.

    Attributes:
        entries: keys with their values, references unfollowed. A key can come twice in an odd file.
        oddities: why some nodes were not read; each reason once.

    """

    entries: tuple[tuple[K, object], ...]
    oddities: tuple[Ending, ...] = ()


def read_name_tree(root: object) -> Tree[str]:
    """Read a name tree; keys are strings."""
    return _read(root, "/Names", text_of)


def read_number_tree(root: object) -> Tree[int]:
    """Read a number tree; keys are whole numbers."""
    return _read(root, "/Nums", integer_of)


def _read(root: object, leaf: str, key_as: Callable[[object], K | None]) -> Tree[K]:
    entries: list[tuple[K, object]] = []
    oddities: list[Ending] = []
    for step in walk([root], _kids, key_of):
        if step.ending:
            oddities.append(step.ending)
            continue
        pairs = items_of(raw(dictionary_of(step.node), leaf))
        for written, value in _in_pairs(pairs):
            key = key_as(written)
            if key is not None:
                entries.append((key, value))
    return Tree(tuple(entries), tuple(dict.fromkeys(oddities)))


def _kids(node: object) -> Iterable[object]:
    return items_of(raw(dictionary_of(node), "/Kids"))


def _in_pairs(items: Iterable[object]) -> Iterator[tuple[object, object]]:
    """Pair keys with values; a last key without a value is passed over."""
    remaining = iter(items)
    return zip(remaining, remaining, strict=False)
