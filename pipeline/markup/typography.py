"""Typographer's marks: authors type what the keyboard has, readers get quotation marks, dashes and spaces that hold.

A mark opens after a space, an opening bracket, a dash or another opening mark, and at the start of a block; anywhere
else it closes, which makes every apostrophe right (BS and Oxford practice agree on the shapes).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from pipeline.model.dates import MONTHS

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


_TITLES: Final = r"(?:Dr|Mr|Mrs|Ms|Prof)\.?|Professor|Sir|Dame|Lord|Lady|St"
_UNITS: Final = (
    r"per cent|percent|months?|years?|weeks?|days?|hours?|minutes?|miles?|square miles|people|staff|trusts|beds|"
    r"services|sites|calls|million|billion|m|km|mm|cm|kg|GB|MB|pm|am"
)
_COUNTED: Final = r"page|pages|Figure|Table|Chapter|section|No\."

_ADDRESS: Final = re.compile(r"\S*(?:://|@|\bwww\.|\b10\.\d{4,}/)\S*")
"""A word that is an address: of a page, a mailbox or a document (DOI)."""

_RANGE: Final = re.compile(r"(?<![\w./-])(?<!\d )(0|[1-9]\d{0,3})-(\d{1,4})(?!\d|-\d|[./]\d)")
"""Two numbers with a hyphen between them, but no date, no part of a longer number, no telephone number."""


def _range(match: re.Match[str]) -> str:
    """Return a range with its dash: 2016-17 and 123-7 go up when they are written out, the month 2016-08 does not."""
    low, high = match.groups()
    whole = low[: max(len(low) - len(high), 0)] + high
    return f"{low}–{high}" if int(whole) > int(low) else match[0]


# Each rule: what an author types, and what is printed for it.
_RULES: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    # A dash between words stays with the word before it.
    (re.compile(r"(?<=[^\s–—-]) -{1,2} (?=[^\s–—-])"), "\u00a0– "),
    (_RANGE, _range),
    (re.compile(rf"\b({_TITLES}) (?=[A-Z])"), "\\1\u00a0"),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"), "\u00a0"),
    (re.compile(rf"\b(\d{{1,2}}) (?=(?:{'|'.join(MONTHS)})\b)"), "\\1\u00a0"),
    (re.compile(rf"\b({_COUNTED}) (?=\d)"), "\\1\u00a0"),
    (re.compile(r"(?<=\d) (?=%)"), "\u202f"),
    (re.compile(r"\.\.\."), "…"),
)


def refine(text: str, before: str = "") -> str:
    """Return text with all typographer's marks; addresses in it stay as they are, but for quotation marks.

    Args:
        text: words as an author types them.
        before: the character that stands before the text in its block; empty at the block's start.
    """
    refined, end = "", 0
    curled = curl(text, before)
    for address in _ADDRESS.finditer(curled):
        refined += _by_rules(curled[end : address.start()]) + address[0]
        end = address.end()
    return refined + _by_rules(curled[end:])


def _by_rules(text: str) -> str:
    for typed, printed in _RULES:
        text = typed.sub(printed, text)
    return text
