"""Blocks in the order in which they are heard: the structure tree is walked, and the text of each element is found.

A block is the words of an innermost element that is no part of a line. What interrupts it, such as a note at its call, is
a block of its own, and the block is continued behind it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.listening.words import Aside, joined
from pipeline.pdf.elements import Content, Elements, Node
from pipeline.pdf.painting import PaintedPage
from pipeline.pdf.pieces import Piece, Standing, said_for

INLINE: Final = frozenset(
    [
        "Span",
        "Quote",
        "Link",
        "Reference",
        "Em",
        "Strong",
        "Sub",
        "Code",
        "NonStruct",
        "BibEntry",
        "Annot",
        "Form",
        "Formula",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
    ]
)
"""Structure types that are part of the block around them (ISO 32000-2:2020, 14.8.4.7), or of none (NonStruct)."""

SILENT: Final = frozenset({"Artifact", "Private"})
"""Structure types that nobody hears."""

_NAMES: Final = {"FENote": "Note"}
"""What PDF 2.0 calls otherwise."""

Asides = Callable[[Node], tuple[str, str]]
"""Say what is announced before and behind an element that is part of a line; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Entered:
    """An element that is no part of a line begins."""

    node: Node


@dataclass(frozen=True, slots=True)
class Left:
    """An element that is no part of a line ends."""

    node: Node


@dataclass(frozen=True, slots=True)
class Block:
    """Words of an element.

    Attributes:
        items: the pieces of text that they are painted with, and what is said between them.
        continued: whether the same element had words before, and was interrupted.
    """

    node: Node
    items: tuple[Piece | Aside, ...]
    continued: bool = False

    @property
    def kind(self) -> str:
        """The standard type."""
        return _NAMES.get(self.node.kind, self.node.kind)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces that stand on a page."""
        return tuple(item for item in self.items if isinstance(item, Piece) and item.size)

    def words(self, *, implied_breaks: bool = True) -> str:
        """Join the pieces to words."""
        return joined(self.items, implied_breaks=implied_breaks)


Event = Entered | Left | Block


def hear(
    elements: Elements,
    painted: Sequence[PaintedPage],
    *,
    asides: Asides | None = None,
    is_inline: Callable[[Node], bool] = lambda node: node.kind in INLINE,
) -> Iterator[Event]:
    """Walk the structure tree; every element that is entered is left.

    Args:
        painted: the pages' text.
        asides: says what is announced of links and the like; None for nothing.
        is_inline: says which elements are part of a line.
    """
    listener = _Listener(_by_mark(painted), asides, is_inline)
    for root in elements.roots:
        yield from listener.listen(root)


@dataclass(slots=True)
class _Open:
    """A block that is not finished.

    Attributes:
        muted: whether an alternate text stands for what it is painted with.
        times: how often it has had words.
    """

    node: Node
    muted: bool = False
    times: int = 0
    items: list[Piece | Aside] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Frame:
    """An element whose kids are being gone through.

    Attributes:
        opened: whether it is a block, and not part of one.
        behind: what is announced when it ends.
    """

    node: Node
    kids: Iterator[Node | Content]
    opened: bool
    behind: str = ""


@dataclass(slots=True)
class _Listener:
    """What is open while the tree is walked.

    Attributes:
        pieces: text by key and number of its marked content.
    """

    pieces: Mapping[Standing, Sequence[Piece]]
    asides: Asides | None
    is_inline: Callable[[Node], bool]
    open: list[_Open] = field(default_factory=list)

    def listen(self, root: Node) -> Iterator[Event]:
        """Go through an outermost element; however deep it is, nothing recurs."""
        frames: list[_Frame] = []
        yield from self._enter(root, frames)
        while frames:
            frame = frames[-1]
            for kid in frame.kids:
                if isinstance(kid, Node):
                    yield from self._enter(kid, frames)
                    break
                self._say(self._shown(kid))
            else:
                frames.pop()
                yield from self._leave(frame)

    def _enter(self, node: Node, frames: list[_Frame]) -> Iterator[Event]:
        """Begin an element, and say what stands for all of it, if something does."""
        if node.kind in SILENT:
            return
        # The outermost element is a block in any case, so that its words are somebody's.
        inline = self.is_inline(node) and bool(self.open)
        before, behind = self.asides(node) if self.asides and inline else ("", "")
        instead = _instead(node)
        kids = iter(node.kids)
        if not inline:
            yield from self._flush()
            yield Entered(node)
            self.open.append(_Open(node))
        if before:
            self.open[-1].items.append(Aside(before, opens=True))
        if instead is not None:
            self._say([said_for(instead, self._below(node))])
            self.open[-1].muted = self.open[-1].muted or node.kind == "Figure"
            kids = iter(node.kids if node.kind == "Figure" else ())
        frames.append(_Frame(node, kids, not inline, behind))

    def _leave(self, frame: _Frame) -> Iterator[Event]:
        if frame.behind:
            self.open[-1].items.append(Aside(frame.behind, opens=False))
        if frame.opened:
            yield from self._flush()
            self.open.pop()
            yield Left(frame.node)

    def _say(self, pieces: Sequence[Piece]) -> None:
        if self.open and not self.open[-1].muted:
            self.open[-1].items += pieces

    def _flush(self) -> Iterator[Block]:
        """Give the words so far of the innermost block, if there are any."""
        block = self.open[-1] if self.open else None
        if block is None or not any(isinstance(item, Piece) and item.text.strip() for item in block.items):
            return
        yield Block(block.node, tuple(block.items), continued=block.times > 0)
        block.times += 1
        block.items = []

    def _shown(self, content: Content) -> Sequence[Piece]:
        return self.pieces.get(_standing(content.key, content.mcid, content.page_index), ())

    def _below(self, node: Node) -> list[Piece]:
        """Return what an element and those below it are painted with."""
        found: list[Piece] = []
        waiting: list[Node | Content] = [node]
        while waiting:
            each = waiting.pop()
            if isinstance(each, Content):
                found += self._shown(each)
            else:
                waiting += reversed(each.kids)
        return found


def _instead(node: Node) -> str | None:
    """Return the words that stand for an element: replacement text (14.9.4), or alternate text (14.9.3)."""
    actual = node.text("/ActualText")
    return actual if actual is not None else node.text("/Alt") or None


def _by_mark(painted: Sequence[PaintedPage]) -> Mapping[Standing, Sequence[Piece]]:
    pieces: defaultdict[Standing, list[Piece]] = defaultdict(list)
    for page in painted:
        for piece in page.pieces:
            key, mcid, _ = piece.standing
            if mcid is not None:
                pieces[_standing(key, mcid, piece.page_index)].append(piece)
    return pieces


def _standing(key: int | None, mcid: int | None, page_index: int | None) -> Standing:
    """Name marked content; on a page without a key by the page."""
    return Standing(-1 - (page_index or 0) if key is None else key, mcid)
