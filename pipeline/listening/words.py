"""Words of a block from the pieces of text that it is painted with.

A reader that goes by the text alone hears two words as one where a line ends without a space, and an inserted hyphen as a
hyphen; ISO 32000-2:2020, 14.8.2.6 asks for both to be told apart in the text. So the words can be joined in two ways: as
they are, or as people do, who see where a line ends.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from pipeline.pdf.pieces import Piece

SOFT_HYPHEN: Final = "\u00ad"

_HYPHENS: Final = ("-", "\u2010", "\u2011", "\u2013", "\u2014", "/")
"""Behind these a line may end within a word, or between two that have no space: nobody can tell, so nothing is put in."""

_ANOTHER_LINE: Final = 0.6
"""Type sizes by which a baseline differs, at least, from that of the line before; note calls stand higher by less."""

_GAP: Final = 0.15
"""Type sizes of white between two pieces of a line that part two words."""


class Aside(NamedTuple):
    """Something that is said and not printed, such as that a link begins.

    Attributes:
        opens: whether it belongs to what comes next; otherwise to what was before.
    """

    text: str
    opens: bool


def joined(items: Iterable[Piece | Aside], *, implied_breaks: bool) -> str:
    """Join pieces to words: white space collapsed, soft hyphens taken out.

    Args:
        implied_breaks: whether a change of line, or white between two pieces, parts words though there is no space.
    """
    text, waiting = "", ""
    last: Piece | None = None
    for item in items:
        if isinstance(item, Aside):
            if item.opens:
                waiting += item.text
            else:
                # A space at the end of a link parts it from what follows it.
                said = text.rstrip()
                text, waiting = said + waiting + item.text + text[len(said) :], ""
            continue
        if text.rstrip().endswith(SOFT_HYPHEN):
            text = text.rstrip()
        elif implied_breaks and last is not None and _parted(last, item):
            text += " "
        text += waiting + item.text
        waiting, last = "", item
    return " ".join((text + waiting).replace(SOFT_HYPHEN, "").split())


def same_line(first: Piece, second: Piece) -> bool:
    """Say whether two pieces stand on one line of one page."""
    reach = _ANOTHER_LINE * max(first.size, second.size)
    return first.page_index == second.page_index and abs(first.y - second.y) <= reach


def _parted(first: Piece, second: Piece) -> bool:
    if not first.size or not second.size or first.text[-1:].isspace() or second.text[:1].isspace():
        return False
    if same_line(first, second):
        white = _GAP * max(first.size, second.size)
        return second.left - first.right > white or second.right < first.left
    return not first.text.endswith(_HYPHENS)
