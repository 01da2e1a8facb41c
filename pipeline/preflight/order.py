"""Rules of order: an element is one, though it runs over pages, and what is read next stands further down."""

from collections.abc import Iterator
from itertools import groupby, pairwise, zip_longest
from typing import Final

from pipeline.findings import Finding, warning
from pipeline.listening.blocks import Block
from pipeline.listening.words import same_line
from pipeline.pdf.elements import Node
from pipeline.pdf.pieces import Piece
from pipeline.preflight.rule import ON_SCREEN, Rule
from pipeline.preflight.subject import Subject
from pipeline.preflight.words import shortened

_ENDS: Final = tuple(".!?:;…。")
"""How sentences end; quotation marks and brackets may stand behind."""

_CLOSING: Final = "\"'”’»)]} "

_RUNS_ON: Final = frozenset({"P", "LBody", "LI", "BlockQuote", "Note", "Caption"})
"""Blocks whose text runs over pages."""

_FLOWS: Final = frozenset({"P", "BlockQuote", "LBody", "LI", "H", *(f"H{level}" for level in range(1, 7))})
"""Blocks that stand below each other as they are read; notes, figures, captions and cells stand where there is room."""

_FULL: Final = 0.85
"""Of the widest line of a paragraph: a line at least so wide may well be one in its middle."""

_UP: Final = 1.5
"""Type sizes by which a line stands higher than the one read before it, at least, to be called a jump."""


def check_splits(subject: Subject) -> Iterator[Finding]:
    """Find what a page's end has made two elements of."""
    yield from _broken_blocks(subject)
    yield from _broken_lists(subject)


def _broken_blocks(subject: Subject) -> Iterator[Finding]:
    """Find blocks that end in the middle of a sentence at the end of a page, and go on as others of their kind."""
    heard = subject.heard
    for (first, words), (second, further) in pairwise(zip(heard.blocks, heard.words, strict=True)):
        if first.node is second.node or first.kind != second.kind or first.kind not in _RUNS_ON:
            continue
        if not _alike(first.node, second.node) or _is_another_item(first.node, second.node):
            continue
        ends, begins = first.pieces[-1:], second.pieces[:1]
        if not ends or not begins or begins[0].page_index != ends[0].page_index + 1:
            continue
        if _breaks_off(words) and (_runs_on(words, further) or _fills_its_line(first)):
            message = (
                f'{first.kind} breaks off at the end of the page with "{_last_words(words)}", '
                f'and another begins with "{shortened(further)}"'
            )
            yield warning(
                "split-element", message, page=ends[0].page_index + 1, rectangle=subject.around(ends)
            )


def _broken_lists(subject: Subject) -> Iterator[Finding]:
    """Find lists that end with a page, and at once begin again on the next."""
    lists = [node for node in subject.elements.nodes if node.kind == "L"]
    heard = subject.heard
    for first, second in pairwise(lists):
        ends, begins = heard.pages_of(first), heard.pages_of(second)
        follows = heard.stretches.get(id(first), (0, 0))[1] == heard.stretches.get(id(second), (-1, 0))[0]
        if ends and begins and follows and begins[0] == ends[1] + 1 and _alike(first, second):
            message = (
                "a list ends with the page, and another begins at once on the next: perhaps they are one"
            )
            yield warning("split-element", message, page=ends[1] + 1)


def check_order(subject: Subject) -> Iterator[Finding]:
    """Find content that is read after what stands below it on the page (ISO 14289-1, 7.2)."""
    told: set[int] = set()
    blocks = [block for block in subject.heard.blocks if block.pieces]
    for first, second in zip_longest(blocks, blocks[1:]):
        for one, other in _steps(first, second):
            if _jumps_up(one, other) and one.page_index not in told:
                told.add(one.page_index)
                message = f'"{shortened(other.text.strip())}" is read after "{shortened(one.text.strip())}", and stands above it'
                yield warning("jumps-up", message, page=one.page_index + 1, rectangle=subject.around([one]))


def _steps(first: Block, second: Block | None) -> Iterator[tuple[Piece, Piece]]:
    """Yield the steps from piece to piece in a block that flows, and from it to the next one beside it."""
    if first.kind in _FLOWS and not _stands_apart(first.node):
        pieces = first.pieces
        yield from pairwise(pieces)
        if second and second.kind in _FLOWS and _beside(first.node, second.node):
            yield pieces[-1], second.pieces[0]


def _beside(first: Node, second: Node) -> bool:
    return first.parent is second.parent or _alike(first, second)


def _stands_apart(node: Node) -> bool:
    """Say whether an element is in a table, figure, note or box, where lines may stand in another order."""
    return any(
        each.kind in ("Table", "Figure", "Note", "FENote", "Caption", "Aside", "Form")
        for each in node.ancestors()
    )


def _jumps_up(first: Piece, second: Piece) -> bool:
    """Say whether the second piece stands above the first on its page, and over it: not in another column."""
    if first.page_index != second.page_index or same_line(first, second):
        return False
    height = _UP * max(first.size, second.size)
    shared = min(first.right, second.right) - max(first.left, second.left)
    narrower = min(first.right - first.left, second.right - second.left)
    return second.y - first.y > height and shared > narrower / 2


def _alike(first: Node, second: Node) -> bool:
    """Say whether two elements stand next to each other as parts of one would: up to what holds both, kinds are equal."""
    one: Node | None = first
    other: Node | None = second
    while one is not None and other is not None and one is not other:
        if one.kind != other.kind or _is_chapter(one):
            return False
        one, other = one.parent, other.parent
    return one is other


def _is_chapter(node: Node) -> bool:
    """Say whether an element is a part of the document itself: no page's end makes two of it."""
    return node.kind == "Part" and node.parent is not None and node.parent.kind == "Document"


def _is_another_item(first: Node, second: Node) -> bool:
    """Say whether the second is in a list item, cell or note that begins anew: with a label, or in a row of its own."""
    for one, other in zip((first, *first.ancestors()), (second, *second.ancestors()), strict=False):
        if one is other:
            return False
        if other.kind in ("TR", "TH", "TD", "Table", "TOCI"):
            return True
        if other.kind in ("LI", "Note", "FENote"):
            labelled = any(each.kind == "Lbl" for each in other.elements())
            # Without any label nobody can tell items from parts of one.
            return labelled or not any(each.kind == "Lbl" for each in one.elements())
    return False


def _breaks_off(words: str) -> bool:
    plain = words.rstrip(_CLOSING)
    return bool(plain) and not plain.endswith(_ENDS)


def _runs_on(words: str, further: str) -> bool:
    """Say whether the words themselves show that there is more: a comma, a hyphen, a small letter to go on with."""
    return words.endswith((",", "-", "\u2010")) or further[:1].islower()


def _fills_its_line(block: Block) -> bool:
    """Say whether the last of several lines is about as wide as the widest, as no last line of a paragraph need be."""
    widths: list[float] = []
    for _, line in groupby(block.pieces, key=lambda piece: (piece.page_index, round(piece.y))):
        pieces = list(line)
        widths.append(max(piece.right for piece in pieces) - min(piece.left for piece in pieces))
    return len(widths) > 1 and widths[-1] > _FULL * max(widths)


def _last_words(words: str) -> str:
    return shortened(" ".join(words.split()[-4:]))


SPLIT: Rule = Rule(
    "split-element",
    check_splits,
    "ISO 14289-1, 7.1",
    "A sentence stops in its middle, and the rest is announced as another paragraph.",
    "a P that ends with the page, and another P with the rest of the sentence",
    "one P with marks on both pages",
    ON_SCREEN,
)
JUMP: Rule = Rule(
    "jumps-up",
    check_order,
    "ISO 14289-1, 7.2",
    "What is heard is not in the order in which it is read.",
    "the last paragraph of a page before the first",
    "elements in the order in which one reads them",
    ON_SCREEN,
)
