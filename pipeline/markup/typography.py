"""Typographer's quotation marks: authors type straight ones, readers get curly ones.

A mark opens after a space, an opening bracket, a dash or another opening mark, and at the start of a block; anywhere
else it closes, which makes every apostrophe right (BS and Oxford practice agree on the shapes).
"""

from __future__ import annotations

from typing import Final

_BEFORE_AN_OPENING: Final = frozenset(" \t\n\u00a0\u202f\u2009([{–—-/“‘")

_MARKS: Final = {'"': ("“", "”"), "'": ("‘", "’")}


def curl(text: str, before: str = "") -> str:
    """Return text with curly quotation marks.

    Args:
        text: words as an author types them.
        before: the character that stands before the text in its block; empty at the block's start.
    """
    curled = []
    for index, character in enumerate(text):
        if character in _MARKS:
            opening, closing = _MARKS[character]
            following = text[index + 1 : index + 2]
            # '90s and the like: an apostrophe although nothing stands before it.
            opens = (not before or before in _BEFORE_AN_OPENING) and not (
                character == "'" and following.isdigit()
            )
            character = opening if opens else closing  # noqa: PLW2901 - the mark replaces what was typed
        curled.append(character)
        before = character
    return "".join(curled)
