"""Edits for mistakes that leave one meaning only: a word in capitals, a date in words, a value without its quotes.

Where two things could be meant, however unlikely one of them is, there is no edit: an editor decides, not a machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pipeline.findings import Edit
from pipeline.model.dates import MONTHS, PartialDate
from pipeline.reading.tree import Mapping, Node, Scalar

_BETWEEN: Final = re.compile(r"[\s_-]+|[“”„‘’\"']")
"""What may stand between the parts of a word, or round it when a word processor curled its quotation marks."""

_MONTH_FIRST_LETTERS: Final = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}

_DATE_IN_WORDS: Final = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({'|'.join(f'{month}|{month[:3]}' for month in MONTHS)})\.? (\d{{4}})",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
"""Nobody writes the year first and then the day; with the day or the month first, one cannot know which it is."""


def word_edits(node: Node, known: Iterable[str]) -> tuple[Edit, ...]:
    """Write a word as the schema has it, if it differs in capitals, spaces, hyphens and underscores only."""
    return _rewritten(node, _respelt(node.text, known)) if isinstance(node, Scalar) else ()


def key_edits(key: Scalar | None, mapping: Node, known: Iterable[str]) -> tuple[Edit, ...]:
    """Write a key as the schema has it, on the same terms, if the mapping does not have that key already."""
    meant = _respelt(key.text, known) if key else None
    if not meant or not isinstance(mapping, Mapping):
        return ()
    candidates = [name for name, _ in mapping.entries if _bare(name.text) == _bare(meant)]
    return _rewritten(key, meant) if candidates == [key] else ()


def date_edits(node: Node) -> tuple[Edit, ...]:
    """Write a date as sources have it, if it is in words or has its year first."""
    if not isinstance(node, Scalar):
        return ()
    text = node.text.strip()
    if match := _DATE_IN_WORDS.fullmatch(text):
        day, month, year = match[1], _MONTH_FIRST_LETTERS[match[2][:3].lower()], match[3]
        written = f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
    elif match := _YEAR_FIRST.fullmatch(text):
        written = f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}"
    else:
        return ()
    try:
        PartialDate.parse(written)
    except ValueError:
        return ()
    return _rewritten(node, written)


def quoting_edits(node: Node) -> tuple[Edit, ...]:
    """Put quotes round a plain value that YAML takes for a number, or for true or false, where text is expected."""
    if isinstance(node, Scalar) and node.style is None:
        return _rewritten(node, f'"{node.text}"')
    return ()


def literal_edits(scalar: Scalar) -> tuple[Edit, ...]:
    """Make a literal block of a folded one (YAML 1.2.2, 8.1): the bar for the angle, and nothing else."""
    if scalar.style != ">":
        return ()
    place = scalar.place
    return (Edit(replace(place, end_line=place.line, end_column=place.column + 1), "|"),)


def _respelt(given: str, known: Iterable[str]) -> str | None:
    meant = {word for word in known if _bare(word) == _bare(given)}
    return meant.pop() if len(meant) == 1 else None


def _bare(word: str) -> str:
    return _BETWEEN.sub("", word).casefold()


def _rewritten(scalar: Scalar | None, words: str | None) -> tuple[Edit, ...]:
    """Put words in a scalar's place; of one over several lines, nobody sees where it ends."""
    if not scalar or not words or scalar.style in {"|", ">"} or scalar.place.line != scalar.place.end_line:
        return ()
    return (Edit(scalar.place, words),)
