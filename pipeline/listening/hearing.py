"""A PDF that was heard: its blocks, and which of them belong to which element."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.listening.blocks import Block, Entered, hear
from pipeline.pdf.elements import Elements, Node
from pipeline.pdf.painting import PaintedPage


@dataclass(frozen=True, slots=True)
class Heard:
    """What is heard, from the first element to the last.

    Attributes:
        blocks: in the order of hearing.
        words: of each block.
        stretches: for each element that is no part of a line, by identity, its first block and the one behind its last.
    """

    blocks: tuple[Block, ...]
    words: tuple[str, ...]
    stretches: Mapping[int, tuple[int, int]]

    def words_of(self, node: Node) -> str:
        """Return all words of an element and of those below it."""
        first, behind = self.stretches.get(id(node), (0, 0))
        return " ".join(words for words in self.words[first:behind] if words)

    def blocks_of(self, node: Node) -> tuple[Block, ...]:
        """Return the blocks of an element and of those below it."""
        first, behind = self.stretches.get(id(node), (0, 0))
        return self.blocks[first:behind]

    def pages_of(self, node: Node) -> tuple[int, int] | None:
        """Return the first and last page, as indexes from 0, that an element is painted on; None when it is on none."""
        pages = [piece.page_index for block in self.blocks_of(node) for piece in block.pieces]
        return (min(pages), max(pages)) if pages else None


def hear_all(elements: Elements, painted: Sequence[PaintedPage]) -> Heard:
    """Hear a document to its end."""
    blocks: list[Block] = []
    begun: dict[int, int] = {}
    stretches: dict[int, tuple[int, int]] = {}
    for event in hear(elements, painted):
        if isinstance(event, Block):
            blocks.append(event)
        elif isinstance(event, Entered):
            begun[id(event.node)] = len(blocks)
        else:
            stretches[id(event.node)] = (begun[id(event.node)], len(blocks))
    return Heard(tuple(blocks), tuple(block.words() for block in blocks), stretches)
