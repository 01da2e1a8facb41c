"""Sections: the headings of a flat body make a tree, which HTML and the structure tree need (HTML, 4.3.11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pipeline.model.prose import Block, Blocks, Heading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with all that stands under it, inner sections included."""

    heading: Heading
    content: tuple[SectionOrBlock, ...]


SectionOrBlock: TypeAlias = Section | Block


def sectioned(blocks: Blocks) -> tuple[SectionOrBlock, ...]:
    """Nest a flat sequence of blocks by its headings; every block keeps its place in the order."""
    nested: list[SectionOrBlock] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if not isinstance(block, Heading):
            nested.append(block)
            continue
        end = index
        while end < len(blocks) and not _ends(blocks[end], block):
            end += 1
        nested.append(Section(block, sectioned(blocks[index:end])))
        index = end
    return tuple(nested)


def _ends(block: Block, heading: Heading) -> bool:
    return isinstance(block, Heading) and block.level <= heading.level
