"""Sentences: where one ends, and which are long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.findings import Severity
from pipeline.house_style.rule import Hit, Line, Rule, each_line
from pipeline.model.passages import STAND_IN, PassageKind

MOST_WORDS: Final = 35
"""Words in a sentence that a reader can hold; plain-English guides advise 15 to 20 on average."""

_END: Final = re.compile(rf"[.!?…][\"'”’)\]]*{STAND_IN}*(?P<gap>\s+)(?=[\"'“‘(\[]*[A-Z0-9£{STAND_IN}])")

_NO_END: Final = re.compile(
    # Titles and Latin, a letter as of a name, "No. 4"
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Sir|e\.g|i\.e|etc|cf|vs|approx|ca|al|Nos?|no|vol|pp?|Fig|Ltd|Inc)|(?<![\w’'])[A-Z])\.$"
)

_WORD: Final = re.compile(r"[\w£$€&%](?:[\w’'.,/-]*\w)?")

_READ_AS_SENTENCES: Final = frozenset(
    {
        PassageKind.PARAGRAPH,
        PassageKind.LIST_ITEM,
        PassageKind.STANDFIRST,
        PassageKind.POINT,
        PassageKind.FOOTNOTE,
        PassageKind.MESSAGE,
        PassageKind.CAPTION,
        PassageKind.EVENT,
    }
)


class Sentence(NamedTuple):
    """A sentence's stretch of a text, offsets from 0, the end exclusive."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Sentence]:
    """Split a text into sentences: "Dr Smith", "e.g. this" and "No. 4" do not end one."""
    start = 0
    for match in _END.finditer(text):
        if not _NO_END.search(text[start : match.start() + 1]):
            yield Sentence(start, match.start("gap"))
            start = match.end()
    if text[start:].strip():
        yield Sentence(start, len(text.rstrip()))


def words_in(text: str) -> int:
    """Count words; a fact or crossref counts as none, whatever it prints."""
    return sum(1 for _ in _WORD.finditer(text))


_REST: Final = re.compile(r"[:;](?=\s)")
"""Where a reader may rest within a sentence: what follows is counted anew."""


def _find(line: Line) -> Iterator[Hit]:
    if line.passage.quoted or line.passage.kind not in _READ_AS_SENTENCES:
        return
    for sentence in sentences(line.passage.text):
        # A quotation's words are counted too: the reader has to read them.
        count = max(map(words_in, _REST.split(line.passage.text[sentence.start : sentence.end])))
        if count > MOST_WORDS:
            message = f"{count} words without a full stop, colon or semicolon"
            hint = f"more than {MOST_WORDS} are hard to follow: can it be two sentences?"
            yield Hit(line.passage, *sentence, message, hint)


LONG_SENTENCE: Final = Rule(
    code="long-sentence",
    family="Words",
    find=each_line(_find),
    why="A reader who has to go back to the beginning has stopped reading.",
    example=(
        "When the trust was inspected for the second time within a year, which nobody had expected, the inspectors found "
        "that its leaders, most of whom were new, had changed the way in which wards were staffed and incidents reported."
    ),
    instead=(
        "The trust was inspected for the second time within a year. Most of its leaders were new. They had changed how "
        "wards were staffed and how incidents were reported."
    ),
    severity=Severity.ADVICE,
)
