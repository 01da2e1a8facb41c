"""Typographer's marks: authors type what the keyboard has, readers get quotation marks, dashes and spaces that hold.

A mark opens after a space, an opening bracket, a dash or another opening mark, and at the start of a block; anywhere
else it closes, which makes every apostrophe right (BS and Oxford practice agree on the shapes).
"""

from __future__ import annotations

import re
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


_TITLES: Final = r"Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame|Lord|Lady|St"
_UNITS: Final = (
    r"per cent|percent|months?|years?|weeks?|days?|hours?|minutes?|miles?|square miles|people|staff|trusts|beds|"
    r"services|sites|calls|million|billion|m|km|mm|cm|kg|GB|MB|pm|am"
)
_COUNTED: Final = r"page|pages|Figure|Table|Chapter|section|No\."

# Each rule: what an author types, and what is printed for it.
_RULES: Final = (
    (re.compile(r"(?<=\S) -{1,2} (?=\S)"), "\u00a0– "),  # a dash between words stays with the word before it
    (
        re.compile(r"(?<![\d-])(\d{1,4})-(\d{1,4})(?![\d-])"),
        r"\1–\2",
    ),  # a range; dates with two hyphens are left
    (re.compile(rf"\b({_TITLES})\.? (?=[A-Z])"), "\\1\u00a0"),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"), "\u00a0"),
    (re.compile(rf"\b({_COUNTED}) (?=\d)"), "\\1\u00a0"),
    (re.compile(r"(?<=\d) (?=%)"), "\u202f"),
    (re.compile(r"\.\.\."), "…"),
)


def refine(text: str, before: str = "") -> str:
    """Return text with all typographer's marks.

    Args:
        text: words as an author types them.
        before: the character that stands before the text in its block; empty at the block's start.
    """
    refined = curl(text, before)
    for typed, printed in _RULES:
        refined = typed.sub(printed, refined)
    return refined
