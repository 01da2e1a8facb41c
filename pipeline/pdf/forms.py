"""Interactive forms: the fields that a reader can fill in (ISO 32000-2:2020, 12.7)."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pdf.document import Document
from pipeline.pdf.objects import Key, dictionary_of, items_of, key_of, name_of, raw, text_of
from pipeline.pdf.walk import Ending, walk


@dataclass(frozen=True, slots=True)
class Field:
    """A terminal field.

    Attributes:
        name: fully qualified, the partial names joined by full stops (12.7.4.2).
        kind: Btn, Tx, Ch or Sig, its own or inherited; None when not said.
        label: what is read aloud for it, /TU; None when not said.
        ending: why what is below it is not read; None when it is.

    """

    name: str
    kind: str | None
    label: str | None
    ending: Ending | None = None


def read_fields(document: Document) -> tuple[Field, ...]:
    """Read the fields that hold no further fields, in the file's order."""
    roots = items_of(raw(dictionary_of(raw(document.catalog, "/AcroForm")), "/Fields"))
    nodes = (_node(root, "", None) for root in roots)
    return tuple(
        Field(step.node.name, step.node.kind, step.node.label, step.ending)
        for step in walk(nodes, _fields_below, lambda node: node.key)
        if step.ending or not any(_fields_below(step.node))
    )


@dataclass(frozen=True, slots=True)
class _Node:
    """A field, terminal or not; ``kids`` are fields and the widgets that show a field."""

    key: Key | None
    name: str
    kind: str | None
    label: str | None
    kids: tuple[object, ...]


def _node(reference: object, above: str, inherited_kind: str | None) -> _Node:
    field = dictionary_of(reference)
    partial = text_of(raw(field, "/T"))
    return _Node(
        key=key_of(reference),
        name=above if partial is None else f"{above}.{partial}".lstrip("."),
        kind=name_of(raw(field, "/FT")) or inherited_kind,
        label=text_of(raw(field, "/TU")),
        kids=tuple(items_of(raw(field, "/Kids"))),
    )


def _fields_below(node: _Node) -> Iterator[_Node]:
    """Give the kids that are fields; those without a partial name are only widgets (12.7.4.1)."""
    for kid in node.kids:
        if "/T" in dictionary_of(kid):
            yield _node(kid, node.name, node.kind)
