"""The ``allow`` lists of a chapter: its own, those of its blocks, that of the card at its top."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.answers import Answer
from pipeline.reading.text import SourceFile
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence
from pipeline.reading.values import written


def read_answers(tree: Node, source: SourceFile, chapter: str) -> Iterator[Answer]:
    """Yield the answers of a chapter that agrees with the schema."""
    if not isinstance(tree, Mapping):
        return
    yield from _listed(tree, chapter, 1, len(source.lines))
    for key, value in tree.entries:
        if key.text != "body":
            yield from _of_block(key, value, f"{chapter}/{key.text}")
    body = tree.get("body")
    for index, piece in enumerate(body.items if isinstance(body, Sequence) else ()):
        for key, value in piece.entries if isinstance(piece, Mapping) else ():
            yield from _of_block(key, value, f"{chapter}/body/{index}")


def _of_block(key: Scalar, value: Node, block: str) -> Iterator[Answer]:
    if isinstance(value, Mapping):
        yield from _listed(value, block, key.place.line, _last_line(value))


def _listed(node: Mapping, block: str, first: int, last: int) -> Iterator[Answer]:
    allowed = node.get("allow")
    for item in allowed.items if isinstance(allowed, Sequence) else ():
        code = written(item.get("code")) if isinstance(item, Mapping) else None
        words = written(item.get("words")) if isinstance(item, Mapping) else None
        if code:
            yield Answer(code.text, code.place, block, first, last, words.text if words else None)


def _last_line(node: Node) -> int:
    """Return the last line of a value; libyaml says of a literal block only where it begins."""
    match node:
        case Scalar():
            return max(node.place.end_line, node.place.line + node.text.count("\n"))
        case Sequence():
            return max(node.place.line, *map(_last_line, node.items), 0)
        case Mapping():
            return max(node.place.line, *(_last_line(value) for _, value in node.entries), 0)
