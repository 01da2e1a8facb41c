"""Layers: optional content that viewers can show and hide (ISO 32000-2:2020, 8.11)."""

from dataclasses import dataclass

from pipeline.pdf.document import Document
from pipeline.pdf.objects import dictionary_of, items_of, key_of, name_of, raw, text_of


@dataclass(frozen=True, slots=True)
class Layer:
    """An optional content group.

    Attributes:
        shown: in the default configuration (8.11.4.3).

    """

    name: str
    shown: bool


def read_layers(document: Document) -> tuple[Layer, ...]:
    """Read the optional content groups, in the file's order."""
    properties = dictionary_of(raw(document.catalog, "/OCProperties"))
    default = dictionary_of(raw(properties, "/D"))
    switched_on = {key_of(item) for item in items_of(raw(default, "/ON"))}
    switched_off = {key_of(item) for item in items_of(raw(default, "/OFF"))}
    off_at_first = name_of(raw(default, "/BaseState")) == "OFF"
    return tuple(
        Layer(
            name=text_of(raw(dictionary_of(group), "/Name")) or "",
            shown=key_of(group) in switched_on if off_at_first else key_of(group) not in switched_off,
        )
        for group in items_of(raw(properties, "/OCGs"))
    )
