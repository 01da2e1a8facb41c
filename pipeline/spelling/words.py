"""The words of a passage that a dictionary can judge, each with where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline.model.passages import Passage

_NO_WORDS: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://\S+"  # addresses
    r"|\S+@\S+"
    r"|\bwww\.\S+"
    r"|(?<![\w.-])[\w-]+(?:[./][\w-]+)*\.[a-z]{2,}(?![\w.])(?:/\S*)?"  # cqc.org.uk, sources/words.txt
    r"|[£$€]\S+"
    r"|[\w’'-]*[\d_][\w’'-]*"  # Q3, COVID-19, 2018-19, well_led
    r"|\{[^{}]*\}"
    r"|</?[A-Za-z][^<>]*>"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\u2010\u2011-][^\W\d_]+)*")
_ABBREVIATION: Final = re.compile(r"[A-Z]{1,6}(?:[’']?s)?|[A-Za-z]")
"""Capitals are an abbreviation, for which the house style has a rule; single letters are nobody's mistake."""

_HYPHENS: Final = re.compile("[\u2010\u2011-]")


class Word(NamedTuple):
    """A word of a passage.

    Attributes:
        text: with straight apostrophes and plain hyphens.
        start: offset of its first character in the passage, from 0.
    """

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset one past its last character."""
        return self.start + len(self.text)

    @property
    def parts(self) -> tuple[Word, ...]:
        """What stands between its hyphens and is no abbreviation."""
        return tuple(
            Word(match[0], self.start + match.start())
            for match in re.finditer("[^-]+", self.text)
            if not _ABBREVIATION.fullmatch(match[0])
        )

    @property
    def stem(self) -> str:
        """The word without what makes it possessive: trust's, trusts'."""
        return re.sub(r"'s?$", "", self.text)


def words_in(passage: Passage) -> Iterator[Word]:
    """Yield words in the report's language: no code, no address, no foreign words, no abbreviations, none with digits."""
    text = _NO_WORDS.sub(lambda match: " " * len(match[0]), passage.masked())
    for match in _WORD.finditer(text):
        word = Word(_HYPHENS.sub("-", match[0]).replace("’", "'"), match.start())
        if not _ABBREVIATION.fullmatch(match[0]) and _is_latin(word.text):
            yield word


def _is_latin(word: str) -> bool:
    """Whether all is letters of the dictionary's script, and marks between them; a superscript is no letter."""
    return word.isascii() or all(
        letter in "'-" or unicodedata.name(letter, "").startswith("LATIN") for letter in word
    )
