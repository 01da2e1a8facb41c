"""Page geometry as findings: a text area that its page has no room for, said once where the margin is set."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.findings import Finding, Place, Related, error
from pipeline.markup import ChapterHtml
from pipeline.stylesheets import Declaration, PageKind, Sheet, Wearer
from pipeline.stylesheets.rules import Rules
from pipeline.stylesheets.tokens import Tokens
from pipeline.units import MM


@dataclass(frozen=True, slots=True)
class Cramped:
    """A side of a kind of page on which the margin is less than nothing.

    Attributes:
        by: how much less, in points.
    """

    kind: PageKind
    side: str
    by: float


def check_geometry(
    cramped: Iterable[Cramped], sheets: Sequence[Sheet], html: ChapterHtml
) -> Iterator[Finding]:
    """Find pages whose text area is larger than they are, at the margin's token or, without one, at its rule."""
    for page in cramped:
        way = "higher" if page.side in {"top", "bottom"} else "wider"
        message = (
            f"the text area is {page.by / MM:.1f} mm {way} than the page leaves: "
            f"the {page.side} margin comes to less than nothing"
        )
        hint = "take lines off the page (--page-lines) or make its margins narrower, until they fit its size"
        margin = _margin(page, sheets)
        tokens = Tokens.of(sheets)
        names = tokens.reached(margin) if margin else {}
        notes = [
            (f"{each.name} is {each.value}", each.place)
            for name in names
            for each in tokens.definitions[name][:1]
            if each.place
        ]
        place = notes[0][1] if notes else margin.place if margin else None
        related = tuple(Related(*note) for note in notes[1:])
        yield error("page-geometry", message, place or Place(html.path), hint, related=related)


def _margin(page: Cramped, sheets: Sequence[Sheet]) -> Declaration | None:
    """Return the declaration that sets the margin; None if no page rule does."""
    names = {"margin", f"margin-{page.side}"}
    declared = Rules.of(sheets).declared(Wearer(page=page.kind), None)
    meant = [(weight, declaration) for weight, declaration in declared if declaration.name in names]
    # Of equal weight the last one wins (CSS Cascade 5, 6.1).
    return max(reversed(meant), key=lambda each: each[0])[1] if meant else None
