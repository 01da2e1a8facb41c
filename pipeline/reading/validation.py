"""A YAML tree held against a model: the value, or every mistake in it at once.

Pydantic finds, :mod:`pipeline.reading.mistakes` words; the tree knows where each of the values stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.findings import Checked, Finding
from pipeline.reading.mistakes import Mistake, no_alternate_text, word_mistake
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence
from pipeline.reading.values import value_of, written

T = TypeVar("T")


def validate(adapter: TypeAdapter[T], node: Node) -> Checked[T]:
    """Hold a tree against a model; every mistake in it is found at once."""
    try:
        return Checked(adapter.validate_python(value_of(node)))
    except ValidationError as problem:
        schema = adapter.json_schema()
        mistakes = [
            Mistake(raw["type"], raw["loc"], raw["input"], raw.get("ctx", {}), node, schema)
            for raw in problem.errors(include_url=False)
        ]
        found = [word_mistake(mistake) for mistake in mistakes if not mistake.is_echo]
        return Checked(None, tuple(dict.fromkeys((*found, *_undescribed(node)))))


def _undescribed(node: Node) -> Iterator[Finding]:
    """Find images outside figures that have no alternate text.

    The models look for it, too, but only once all other values of a mapping are right; figures always need it.
    """
    match node:
        case Mapping(entries=entries):
            image = written(node.get("image"))
            if image and image.text and not node.get("alt"):
                yield no_alternate_text(image.place)
            for key, value in entries:
                if key.text != "figure":
                    yield from _undescribed(value)
        case Sequence(items=items):
            for item in items:
                yield from _undescribed(item)
        case Scalar():
            return
