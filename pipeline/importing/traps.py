"""What clings to pasted text: labels of the page that it was copied from, and numbers glued to words.

Both are found by the tables below and reported. A label is left out; a glued number stays, since nobody but the author
knows whether it calls a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.findings import Finding
from pipeline.importing.document import (
    Block,
    Blocks,
    Document,
    Note,
    Origin,
    Paragraph,
    placed_runs,
    words_of,
)

STRAYS: Final = (
    (re.compile(r"item \d+( of \d+)?", re.IGNORECASE), "a label of the page that it was copied from"),
    (re.compile(r"page \d+( (of|/) \d+)?", re.IGNORECASE), "the number of a page"),
    (
        re.compile(
            r"(a )?(profile |portrait )?(picture|photo|photograph|image|portrait|headshot) of [^.!?]{1,120}",
            re.IGNORECASE,
        ),
        "it describes an image that did not come along; as alternate text it may serve again",
    ),
    (
        re.compile(
            r"(skip to (main )?content|back to top|share this (page|article)|print this page|read more)",
            re.IGNORECASE,
        ),
        "a button of the page that it was copied from",
    ),
)
"""Paragraphs that are no text, as a whole: what they look like, and what they are."""

_GLUED: Final = re.compile(r"(?<![\w@/:.-])([^\W\d_]*[a-z]{3})([1-9]\d?)(?![\w%])")
"""Letters, the last three lower case, with a number right behind them: ``miles1``; not ``A4``, ``CO2`` or an address."""

_BEHIND_SIGN: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]*[a-z]{2}[.,;:!?][”’\"')]?)([1-9]\d?)(?=\s|$)")
"""The same behind the sign that ends a clause: ``care.3``."""

_RAISED: Final = re.compile(r"([^\W\d_]*[a-z]{3}[.,;:!?]?[”’\"')]?)([¹²³⁴-⁹][⁰¹²³⁴-⁹]?)(?![⁰¹²³⁴-⁹])")
"""A number that is raised by its own letters: ``care³``; not ``m²``."""

_ON_THE_LINE: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_SHORTENED: Final = frozenset({"pp.", "no.", "nos.", "vol.", "fig.", "ch.", "sec.", "para.", "art."})
"""Words that a number may follow at once."""


def without_strays(document: Document) -> tuple[Blocks, tuple[Finding, ...]]:
    """Return the blocks without labels, and a finding for each."""
    kept: list[Block] = []
    findings: list[Finding] = []
    for block in document.blocks:
        why = _why_stray(block)
        if why is None:
            kept.append(block)
            continue
        assert isinstance(block, Paragraph)
        words = words_of(block.content)
        hint = "if it belongs to the text, write it into the chapter"
        message = f'"{words}" was left out: {why}'
        findings.append(document.origin.find("left-out", message, block.at, hint, words=words))
    return tuple(kept), tuple(findings)


def _why_stray(block: Block) -> str | None:
    if not isinstance(block, Paragraph) or any(run.note for run in block.content):
        return None
    words = words_of(block.content).strip()
    return next((why for pattern, why in STRAYS if pattern.fullmatch(words)), None)


def is_glued(before: str, number: str) -> bool:
    """Whether a number behind words looks glued to them, so that :func:`find_glued` will say so."""
    word = (before.split() or [""])[-1]
    return bool(_GLUED.search(f"{word}{number}") or _BEHIND_SIGN.search(f"{word}{number}"))


def find_glued(blocks: Blocks, notes: Sequence[Note], origin: Origin) -> Iterator[Finding]:
    """Find numbers that may be calls of footnotes."""
    for content, at in (*placed_runs(blocks), *((runs, 0) for note in notes for runs in note.paragraphs)):
        words = words_of(run for run in content if not run.code)
        for pattern in (_GLUED, _BEHIND_SIGN, _RAISED):
            for match in pattern.finditer(words):
                if match[1].lower() not in _SHORTENED:
                    name = _free_name(match[2].translate(_ON_THE_LINE), notes)
                    message = f'a number is glued to a word: "{match[0]}"; it was kept'
                    hint = how_to_call(match[1], name)
                    yield origin.find("glued-number", message, at, hint, words=match[0])


def how_to_call(word: str, name: str) -> str:
    """Say how a footnote is called behind a word."""
    return (
        f"if it calls a footnote, write {word}[^{name}], and at the end a paragraph [^{name}]: with the note"
    )


def _free_name(number: str, notes: Sequence[Note]) -> str:
    """Return a name for a note that none of the notes has: its number, if that is free."""
    taken = {note.name for note in notes}
    names = (number, *(f"text-{number}{'x' * count}" for count in range(len(taken) + 1)))
    return next(name for name in names if name not in taken)
