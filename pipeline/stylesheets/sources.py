"""Where styles come from, as values: whose they are, and the declaration in a stylesheet that sets one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.findings import Place


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property and its value as they stand in a stylesheet.

    Attributes:
        value: as it is written, with single spaces.
        selector: of its rule, the same.
        place: None in a ``style`` attribute.
    """

    name: str
    value: str
    selector: str
    place: Place | None
    tokens: Sequence[Any] = field(default=(), compare=False, repr=False)

    def bare(self) -> Declaration:
        """Return the same without the parser's tokens: what can be told of it, and kept."""
        return replace(self, tokens=())


@dataclass(frozen=True, slots=True)
class PageKind:
    """What page selectors ask of a page (CSS Paged Media 3, 4)."""

    side: str | None
    name: str | None
    first: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Wearer:
    """Whose style something has.

    Attributes:
        element: an ElementTree element; None for a page and its margin boxes.
        pseudo: of its pseudo-elements, such as ``before``; of a page's margin boxes, such as ``@top-left``.
        page: which page it is, where there is no element.
    """

    element: Any = None
    pseudo: str = ""
    page: PageKind | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from.

    Attributes:
        declaration: that wins.
        tokens: declarations of the custom properties that its colours come from, in the order in which they are met.
        colours: tinycss2's, all that its value names, with those of the custom properties.
    """

    declaration: Declaration
    tokens: tuple[Declaration, ...] = ()
    colours: tuple[Any, ...] = field(default=(), compare=False)

    def bare(self) -> Source:
        """Return the same without what the parser made: what can be told of it, and kept."""
        return Source(self.declaration.bare(), tuple(token.bare() for token in self.tokens))
