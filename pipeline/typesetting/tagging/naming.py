"""What elements are called: titles of sections, numbering of lists, by the words that stand in them."""

import re
from typing import Any, Final

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def numbering_of(label: str) -> str:
    """Return how a list is labelled, by its first label (ISO 32000-1:2008, table 347)."""
    word = re.sub(r"[\s.()]+", "", label)
    if word.isdecimal():
        return "Decimal"
    known = {"": "None", "•": "Disc", "◦": "Circle", "▪": "Square", "i": "LowerRoman", "I": "UpperRoman"}
    if word in known:
        return known[word]
    if len(word) == 1 and word.isalpha():
        return "UpperAlpha" if word.isupper() else "LowerAlpha"
    # Dashes and drawn marks have no name of their own there; a disc is the unordered list's.
    return "Disc"


def title_of(element: Any) -> str | None:
    """Return what a section is called: what it says itself, or its first heading."""
    named = element.get("aria-label") or element.get("title")
    heading = next((each for each in element.iter() if each.tag in HEADINGS), None)
    return named or (words_of(heading) or None if heading is not None else None)


def words_of(element: Any) -> str:
    """Return the words of an element and those in it, in a row; none of no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
