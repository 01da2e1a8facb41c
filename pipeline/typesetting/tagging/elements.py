"""Structure elements as values (ISO 32000-1:2008, 14.7.2), before they become objects of a PDF."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.findings import Rectangle

INLINES: Final = frozenset({"Span", "Link", "Code", "Quote", "Reference", "Note"})
"""Elements that stand in a line, among words (14.8.4.4)."""


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence.

    Attributes:
        page: from 0.
        mcid: its number on the page.
    """

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's annotation.

    Attributes:
        page: from 0.
        number: of its object.
    """

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table cell says of its place (14.8.5.7).

    Attributes:
        scope: "Row" or "Column" for a header.
        headers: identifiers of the headers that stand for it.
    """

    scope: str | None = None
    column_span: int = 1
    row_span: int = 1
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element.

    Attributes:
        kind: its standard structure type.
        kids: in reading order.
        title: of a part or section, for people who look at the tree.
        alternate: what is said in place of an image.
        language: where it is not that of the element round it.
        expansion: what an abbreviation stands for.
        identifier: unique in the chapter.
        numbering: how the items of a list are labelled (14.8.5.5).
        bounds: of an image, in points from the bottom-left of the page.
    """

    kind: str
    kids: "tuple[Element | Content | Annotation, ...]" = ()
    title: str | None = None
    alternate: str | None = None
    language: str | None = None
    expansion: str | None = None
    identifier: str | None = None
    numbering: str | None = None
    bounds: Rectangle | None = None
    cell: Cell | None = field(default=None)

    def page(self) -> int | None:
        """Return the page on which its own content begins; None if only elements in it have any."""
        return next((kid.page for kid in self.kids if not isinstance(kid, Element)), None)

    def below(self) -> "Iterator[Element]":
        """Yield it and all elements in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.below()


Kid = Element | Content | Annotation


def is_in_line(kid: Kid) -> bool:
    """Tell whether something stands among words: a link round whole blocks does not."""
    if not isinstance(kid, Element):
        return True
    if kid.kind in {"Link", "Span"}:
        return all(
            is_in_line(each) or (isinstance(each, Element) and each.kind == "Figure") for each in kid.kids
        )
    return kid.kind in INLINES
