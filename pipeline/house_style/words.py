"""Slips of the pen: a word twice, and words that only hold a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Edit
from pipeline.house_style.rule import Hit, Line, Manuscript, Rule, before, each_line, quoted
from pipeline.house_style.unfilled import unfilled
from pipeline.model.passages import Passage, PassageKind

_FAMILY: Final = "Words"

_TWICE: Final = re.compile(r"(?<![\w’'-])([A-Za-z]?[a-z]+)(?P<gap>[ \u00a0]+)(?P<again>[a-z]+)(?![\w’'-])")
_NEXT_WORD: Final = re.compile(r"[ \u00a0]+([A-Za-z]+)")
_PAIRS: Final = (
    "that had is her do did was in on so no very many really far bye ha hear there now well who can will may"
)
_MAY_STAND_TWICE: Final = frozenset(_PAIRS.split())
"""He said that that was so; she had had it; what it is is known; she gave her her book; it came in in May."""

_NEVER_REPEATED: Final = frozenset(
    {"the", "a", "an", "and", "of", "to", "or", "at", "by", "for", "from", "with", "this", "it"}
)
"""Small words that nobody says three times for effect, as "many, many" is said."""


def _find_twice(line: Line) -> Iterator[Hit]:
    at = 0
    while match := _TWICE.search(line.own, at):
        # The second word may itself be the first of a pair.
        at = match.start("again")
        word = match["again"]
        if match[1].lower() == word and word not in _MAY_STAND_TWICE and not _is_repeated(line.own, match):
            start, end = match.span("again")
            edit = _without_again(line.passage, match.start("gap"), start, end)
            message = f'"{word}" stands twice'
            yield Hit(line.passage, match.start(), end, message, "delete one", edits=edit)


def _is_repeated(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands more than twice: then it is meant."""
    first = re.search(r"([A-Za-z]+)[ \u00a0]+$", before(text, match.start()))
    third = _NEXT_WORD.match(text, match.end())
    is_longer = any(word and word[1].lower() == match["again"] for word in (first, third))
    return is_longer and match["again"] not in _NEVER_REPEATED


def _without_again(passage: Passage, gap: int, start: int, end: int) -> tuple[Edit, ...]:
    """Delete the second word with the space before it, or where a line begins with it the one behind."""
    edit = passage.edit(gap, end, "")
    if edit is None and passage.text[end : end + 1] == " ":
        edit = passage.edit(start, end + 1, "")
    return (edit,) if edit else ()


_PLACEHOLDERS: Final = (
    re.compile(
        r"(?<![\w-])[xX]{2,}(?![\w-])(?<!Bowl XX)(?<!Bowl XXX)(?!\s+(?:chromosomes?|century|and XY|or XY))"
    ),
    re.compile(r"[£$€][xX]+(?:m|bn|k)?\b"),
    re.compile(r"\b(?:TB[CAD]|tb[cd]|TODO|FIXME|TKTK|TK)\b(?!-)"),
    re.compile(r"\b[Ll]orem(?: ipsum)?\b"),
    re.compile(r"\?{2,}"),
    re.compile(r"\bError! (?:Reference source|Bookmark) not (?:found|defined)\.?"),
    re.compile(r"(?<![\w/])_{3,}(?!\w)"),
    re.compile(r"(?<!Dates )\b[Tt]o be confirmed\b(?! (?:by|in|as|at|with|when)\b)"),
    re.compile(r"<(?:name|date|number|title|source|figure|place|trust)>", re.IGNORECASE),
    re.compile(r"\[(?:citation|source|reference) needed\]", re.IGNORECASE),
    re.compile(
        r"\[(?:insert|add|name|date|number|figure|source|check|link|photo|picture|text|quote|author|title)\b[^\[\]]{0,60}\]",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:[Ii]nsert (?:text|name|date|figure|quote) here|[Tt]ext to (?:come|follow)|[Pp]laceholder text)\b"
    ),
)


def _find_placeholders(line: Line) -> Iterator[Hit]:
    found = {match.span() for pattern in _PLACEHOLDERS for match in pattern.finditer(line.words)}
    for start, end in sorted(found):
        # "[insert name here]" holds another.
        if not any((first, last) != (start, end) and first <= start and end <= last for first, last in found):
            message = f"{quoted(line.words[start:end])} holds the place of something"
            yield Hit(line.passage, start, end, message, "write what belongs here, or leave the sentence out")


def _find_all_placeholders(manuscript: Manuscript) -> Iterator[Hit]:
    yield from each_line(_find_placeholders)(manuscript)
    yield from unfilled(manuscript)


DOUBLED_WORD: Final = Rule(
    code="doubled-word",
    family=_FAMILY,
    find=each_line(_find_twice, but=(PassageKind.NAME,)),
    why="It is what is left of an edit, and nobody who knows the text sees it.",
    example="It was one of the the first trusts.",
    instead="It was one of the first trusts.",
)
PLACEHOLDER: Final = Rule(
    code="placeholder",
    family=_FAMILY,
    find=_find_all_placeholders,
    why="It was to be replaced before anybody read it.",
    example="It left special measures in xx 2019 (TBC).",
    instead="It left special measures in July 2019.",
    english=False,
)
