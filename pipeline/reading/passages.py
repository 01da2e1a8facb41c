"""Passages of a chapter: from the Markdown of its body as that is read, and from its keys when the chapter is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.findings import Place
from pipeline.model.passages import Passage, PassageKind, Segment, quoted_spans
from pipeline.reading.dialect import HEADING_LABEL
from pipeline.reading.slots import SLOTS, Slot
from pipeline.reading.source_text import SourceText
from pipeline.reading.text import SourceFile
from pipeline.reading.trail import Trail
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence
from pipeline.reading.values import written

MARKDOWN_SLOT = "body"


@dataclass
class Passages:
    """What was read so far: gathered while blocks and inline runs are made.

    Attributes:
        of_body: passages of Markdown in bodies, and of data files; block paths not yet qualified by the chapter.
    """

    of_body: list[Passage] = field(default_factory=list)
    _noted: dict[tuple[int, int], Trail] = field(default_factory=dict)

    def add(self, trail: Trail, kind: PassageKind, block: str) -> None:
        """Take a stretch of a body."""
        passage = _passage(trail, Slot(kind, markdown=True), block, MARKDOWN_SLOT)
        label = HEADING_LABEL.search(passage.text) if kind is PassageKind.HEADING else None
        self.of_body.append(replace(passage, text=passage.text[: label.start()]) if label else passage)

    def add_cell(self, words: str, place: Place, block: str, slot: str) -> None:
        """Take a cell of a data file as it is printed; it stands somewhere in its line."""
        somewhere = (Segment(0, place.line, place.column, exact=False),)
        self.of_body.append(Passage(words, SLOTS[slot].kind, "", block, slot, place.path, somewhere))

    def note(self, trail: Trail) -> None:
        """Take a stretch behind a key; which key that is will be asked for by its place."""
        self._noted[_beginning(trail.source)] = trail

    def noted(self, text: SourceText) -> Trail | None:
        """Return the words that were read from a text; None if nobody has read it."""
        return self._noted.get(_beginning(text))


def _beginning(text: SourceText) -> tuple[int, int]:
    first = text.segments[0]
    return first.line, first.column


def chapter_passages(tree: Node, source: SourceFile, chapter: str, read: Passages) -> tuple[Passage, ...]:
    """Return all passages of a chapter in the order of the file, those of its data files behind them."""
    found = [*read.of_body, *_of_front(tree, source, read), *_of_body(tree, source, read)]
    found = [replace(each, chapter=chapter, block=f"{chapter}/{each.block}") for each in found if each.text]
    return tuple(sorted(found, key=lambda each: (each.path != source.path, each.place())))


def passages_of_keys(tree: Node, source: SourceFile, slot: str) -> Iterator[Passage]:
    """Yield the passages of a file that is no chapter; they belong to no block.

    Args:
        slot: what every first key of the file names, such as a fact; empty where the keys are the slots.
    """
    for key, value in tree.entries if isinstance(tree, Mapping) else ():
        for passage in _below(value, source, Passages(), slot or f"report.{key.text}", ""):
            yield replace(passage, block="")


def _of_front(tree: Node, source: SourceFile, read: Passages) -> Iterator[Passage]:
    for key, value in tree.entries if isinstance(tree, Mapping) else ():
        if key.text != "body":
            yield from _below(value, source, read, key.text, key.text)


def _of_body(tree: Node, source: SourceFile, read: Passages) -> Iterator[Passage]:
    body = tree.get("body") if isinstance(tree, Mapping) else None
    for index, piece in enumerate(body.items if isinstance(body, Sequence) else ()):
        for key, value in piece.entries if isinstance(piece, Mapping) else ():
            own = _is_own(value) if key.text == "pull_quote" else None
            for passage in _below(value, source, read, key.text, f"body/{index}"):
                # A block is named as a whole, whichever of its keys holds the words.
                is_quoted = passage.quoted or (passage.kind is PassageKind.PULL_QUOTE and own is False)
                yield replace(passage, block=f"body/{index}", quoted=is_quoted)


def _is_own(pull_quote: Node) -> bool:
    """Whether a pulled sentence is the chapter's own: then nobody is named beside it."""
    return isinstance(pull_quote, Mapping) and not pull_quote.get("speaker")


def _below(node: Node, source: SourceFile, read: Passages, slot: str, path: str) -> Iterator[Passage]:
    match node:
        case Mapping(entries=entries):
            for key, value in entries:
                inner = f"{slot}.{key.text}".lstrip(".")
                yield from _below(value, source, read, inner, f"{path}/{key.text}".lstrip("/"))
        case Sequence(items=items):
            for index, item in enumerate(items):
                yield from _below(item, source, read, slot, f"{path}/{index}")
        case Scalar() if slot in SLOTS and written(node):
            yield from _of_scalar(node, source, read, slot, path)


def _of_scalar(node: Scalar, source: SourceFile, read: Passages, name: str, path: str) -> Iterator[Passage]:
    slot = SLOTS[name]
    text = SourceText.of(node, source)
    trail = read.noted(text) if slot.markdown else Trail(text)
    if trail is None:  # a chapter that could not be read to its end
        return
    if not slot.markdown:
        trail.add(node.text.rstrip(), 0)
    yield _passage(trail, slot, path, name)


def _passage(trail: Trail, slot: Slot, block: str, name: str) -> Passage:
    text = trail.text
    is_quoted = slot.kind is PassageKind.QUOTATION
    return Passage(
        text,
        slot.kind,
        chapter="",
        block=block,
        slot=name,
        path=trail.source.path,
        segments=trail.segments,
        spans=(*trail.spans, *quoted_spans(text)),
        quoted=is_quoted,
        style=trail.source.style,
    )
