"""The British dictionary, read by Hunspell: whether it has a word, and what somebody may have meant.

Hunspell comes with the extra ``spelling``; the dictionary itself stands in ``en_GB/``, with where it is from.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

FOLDER: Final = Path(__file__).parent / "en_GB"

NEAREST: Final = 3
"""Suggestions for a word; Hunspell's best ones come first."""


class Dictionary(Protocol):
    """What spelling asks of a dictionary."""

    def has(self, word: str) -> bool:
        """Whether the word is spelt so; capitals at the beginning of a sentence are allowed for."""

    def near(self, word: str) -> tuple[str, ...]:
        """Return words that look or sound like one that it does not have, the likeliest first."""


class HunspellDictionary:
    """A dictionary in Hunspell's form: an ``.aff`` and a ``.dic`` file.

    Args:
        speller: Hunspell, with the files open.
    """

    def __init__(self, speller: Any) -> None:
        self._speller = speller
        # Finding what is near takes a tenth of a second a word; who checks after every save asks for the same ones.
        self._near: dict[str, tuple[str, ...]] = {}

    def has(self, word: str) -> bool:
        """Whether the word is spelt so."""
        return bool(self._speller.spell(word))

    def near(self, word: str) -> tuple[str, ...]:
        """Return up to :data:`NEAREST` words that look or sound like it."""
        if word not in self._near:
            self._near[word] = tuple(self._speller.suggest(word)[:NEAREST])
        return self._near[word]


@cache
def british_dictionary() -> Dictionary | None:
    """Open the dictionary, once a process; None where Hunspell is not installed."""
    try:
        from hunspell import Hunspell  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    # The path's encoding is said, as in the C locale Hunspell would take it for ASCII.
    return HunspellDictionary(Hunspell(FOLDER.name, hunspell_data_dir=str(FOLDER), system_encoding="utf-8"))
