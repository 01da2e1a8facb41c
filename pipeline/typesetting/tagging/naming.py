"""What elements are called: titles of sections by the words that stand in them, levels of headings by those round them."""

from typing import Any, Final

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def title_of(element: Any) -> str | None:
    """Return what a section is called: what it says itself, or its first heading."""
    named = element.get("aria-label") or element.get("title")
    heading = next((each for each in element.iter() if each.tag in HEADINGS), None)
    return named or (words_of(heading) or None if heading is not None else None)


def words_of(element: Any) -> str:
    """Return the words of an element and those in it, in a row; none of no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


class Headings:
    """Gives headings levels without jumps (ISO 14289-1, 7.4.2): each is one deeper than the heading that it belongs to."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def kind(self, written: int) -> str:
        """Return the structure type of the next heading.

        Args:
            written: its level in HTML.
        """
        while self._open and self._open[-1] >= written:
            self._open.pop()
        self._open.append(written)
        return f"H{len(self._open)}"
