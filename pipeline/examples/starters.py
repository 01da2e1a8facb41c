"""The words that a starter of a chapter is begun with, so that those which nobody has replaced are known again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from pipeline.examples import chapter_example

_KEY: Final = re.compile(r"(?:- )?(?P<key>[a-z_]+):(?: +(?P<value>.*))?$")
_COMMENT: Final = re.compile(r"(?:^|\s+)# .*$|^#$")
_HEADING: Final = re.compile(r"##+ (?P<words>[^{]+)")

_MAY_STAY: Final = frozenset(
    {
        "Foreword",
        "About this report",
        "Contents",
        "References",
        "Every work that the chapters cite, with its address.",
        "Abbreviations",
        "Each abbreviation is written out where a chapter uses it first.",
        "Background",
        "What changed",
        "Ratings and special measures of the trust",
        "Ratings of the five questions, published on 8 January 2019",
    }
)
"""What a finished chapter may say as well. The last one's date goes with the ratings, which are looked at themselves."""


class Starter(NamedTuple):
    """Words of a starter.

    Attributes:
        key: what they stand behind; empty for text.
        words: on one line, without markup.
    """

    key: str
    words: str


@cache
def starters(kind: str) -> frozenset[Starter]:
    """Return what a chapter of a kind is begun with and has to be replaced."""
    return frozenset(each for each in _written(chapter_example(kind)) if each.words not in _MAY_STAY)


def _written(example: str) -> Iterator[Starter]:
    """Read an example line by line: values behind keys, headings, points of lists, paragraphs."""
    paragraph: list[str] = []
    for line in (*example.splitlines(), ""):
        words = _COMMENT.sub("", line).strip()
        # Within a paragraph a word before a colon is no key: an empty line stands between.
        key = None if paragraph else _KEY.match(words)
        heading = _HEADING.match(words)
        if paragraph and (not words or heading or words.startswith("- ")):
            yield Starter("", _plain(" ".join(paragraph)))
            paragraph = []
        if key:
            if key["value"] not in {"|", None}:
                yield Starter(key["key"], _plain(key["value"]))
        elif heading:
            yield Starter("", heading["words"].strip())
        elif words and words != "- |":
            paragraph.append(words.removeprefix("- "))


def _plain(words: str) -> str:
    return words.replace("**", "")


def starter_values(kind: str, *keys: str) -> frozenset[str]:
    """Return all that stands behind some keys of a starter, such as its dates."""
    return frozenset(each.words for each in starters(kind) if each.key in keys)
