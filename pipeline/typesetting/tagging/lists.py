"""Lists: items with a label and a body, and how they are numbered (ISO 32000-1:2008, 14.8.4.3.3, 14.8.5.5)."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.typesetting.tagging.elements import Element, Kid

_NUMBERINGS: Final = {
    "": "None",
    "•": "Disc",
    "◦": "Circle",
    "▪": "Square",
    "i": "LowerRoman",
    "I": "UpperRoman",
}


def numbering_of(label: str) -> str:
    """Return how a list is labelled, by its first label (table 347)."""
    word = re.sub(r"[\s.()]+", "", label)
    if word.isdecimal():
        return "Decimal"
    if word in _NUMBERINGS:
        return _NUMBERINGS[word]
    if len(word) == 1 and word.isalpha():
        return "UpperAlpha" if word.isupper() else "LowerAlpha"
    # Dashes and drawn marks have no name of their own there; a disc is the unordered list's.
    return "Disc"


def list_items(kids: Iterable[Kid], kind: str = "LI") -> Iterator[Element]:
    """Yield a list's items; what stands between items becomes one of its own."""
    strays: list[Kid] = []
    for kid in (*kids, None):
        is_item = isinstance(kid, Element) and kid.kind == kind
        if kid is not None and not is_item:
            strays.append(kid)
            continue
        if strays:
            yield Element(kind, (Element("LBody" if kind == "LI" else "Reference", tuple(strays)),))
            strays = []
        if isinstance(kid, Element):
            yield kid


def definition_items(kids: Iterable[Kid]) -> Iterator[Element]:
    """Yield a list of terms as items: each term, or terms, with what is said of it (HTML, 4.4.9)."""
    item: tuple[Element, ...] = ()
    for kid in kids:
        part = kid if isinstance(kid, Element) and kid.kind in ("Lbl", "LBody") else Element("LBody", (kid,))
        if item and part.kind == "Lbl" and item[-1].kind != "Lbl":
            yield Element("LI", item)
            item = ()
        item = (*item, part)
    if item:
        yield Element("LI", item)
