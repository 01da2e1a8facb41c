"""Collation: two readings of one chapter held against each other, its HTML's and that of the PDF made of it.

Both are utterances, in reading order. They must say the same words in the same order, each once, in blocks of the same
kinds; where they part first is said in a finding.

Four things are no differences: case, since a stylesheet may set capitals; characters that look and mean the same (a
hyphen that breaks no line is a hyphen); levels of headings, which the tree mends where they jump; and labels that only the
PDF has, such as bullets and the numbers of list items and
notes, since a stylesheet makes those. A label of the HTML itself must be heard like any words.

Words that are only missing are another matter: a stylesheet may hide them, and that is a designer's to decide. What is
printed and not heard, a rule of preflight finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from pipeline.findings import Finding, Place, error, warning
from pipeline.utterances import Utterance

NAMES: Final[Mapping[str, str]] = {
    "P": "paragraph",
    **{f"H{level}": f"heading of level {level}" for level in range(1, 7)},
    "Caption": "caption",
    "Lbl": "label",
    "LBody": "list item",
    "TH": "heading cell",
    "TD": "cell",
    "TOCI": "contents entry",
    "Note": "note",
    "BlockQuote": "quotation",
    "Figure": "figure",
}
"""What people call the kinds of utterances."""

_HEADING: Final = re.compile(r"H[1-6]")

_BEFORE: Final = 3
_SHOWN: Final = 10
"""Words that are quoted of a block: so many before those that differ, and so many in all."""

_SAME: Final = str.maketrans({"\u00ad": None, "\u2010": "-", "\u2011": "-"})
"""Soft hyphens, which are no letters, and the hyphens that one glyph of a font stands for."""


def compare(
    expected: Sequence[Utterance], heard: Sequence[Utterance], chapter: str, place: Place | None = None
) -> tuple[Finding, ...]:
    """Find where a chapter's PDF begins to say something else than its HTML.

    Args:
        expected: what the chapter's HTML says.
        heard: what its PDF announces.
        chapter: its id.
        place: what the finding is to point to, usually the chapter's file.

    Returns:
        One finding with the first place, and how many more there are; or none.
    """
    wanted = [_key(each) for each in expected]
    labels = {words for kind, words in wanted if kind == "Lbl"}
    said = [each for each in heard if each.kind != "Lbl" or _key(each)[1] in labels]
    got = [_key(each) for each in said]
    if wanted == got:
        return ()
    lost = _left_out(wanted, got)
    if lost:
        return (_words_left_out(lost, chapter, place),)
    pairs = zip(wanted, got, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(wanted), len(got)))
    parts = SequenceMatcher(None, wanted[same:], got[same:], autojunk=False).get_opcodes()
    changes = [(i + same, j + same, k + same, m + same) for change, i, j, k, m in parts if change != "equal"]
    start, end, heard_start, heard_end = changes[0]
    words = _worded(expected[start:end], said[heard_start:heard_end], expected[end:])
    behind = f", behind {_named(expected[start - 1], -1)}" if start else ", at its beginning"
    more = sum(max(j - i, m - k) for i, j, k, m in changes) - 1
    besides = f"; {more} more {'block differs' if more == 1 else 'blocks differ'}" if more else ""
    message = f'read aloud, the chapter "{chapter}" is not what it was marked up as{behind}: {words}{besides}'
    hint = "its structure tree must say each block of the HTML once, whole, in order and under its name"
    return (error("not-read-aloud", message, place, hint),)


def _key(utterance: Utterance) -> tuple[str, str]:
    """Return what two utterances must have in common to be the same."""
    words = unicodedata.normalize("NFKC", utterance.words.translate(_SAME)).casefold()
    kind = "H" if _HEADING.fullmatch(utterance.kind) else utterance.kind
    return kind, " ".join(words.split())


def _left_out(wanted: Sequence[tuple[str, str]], got: Sequence[tuple[str, str]]) -> list[str]:
    """Return the words that are wanted and not there, in order; none if what is there says anything else."""
    lost: list[str] = []
    waiting = iter(wanted)
    for kind, words in got:
        for due_kind, due in waiting:
            rest = _rest(due.split(), words.split()) if due_kind == kind else None
            lost += due.split() if rest is None else rest
            if rest is not None:
                break
        else:
            return []
    return lost + [word for _, words in waiting for word in words.split()]


def _rest(wanted: Sequence[str], got: Sequence[str]) -> list[str] | None:
    """Return the words that are wanted and not there; None if there are others, or in another order."""
    rest: list[str] = []
    waiting = iter(got)
    due = next(waiting, None)
    for word in wanted:
        if word == due:
            due = next(waiting, None)
        else:
            rest.append(word)
    return rest if due is None else None


def _words_left_out(lost: Sequence[str], chapter: str, place: Place | None) -> Finding:
    shown = " ".join(lost[:_SHOWN]) + (" …" if len(lost) > _SHOWN else "")
    many = "1 word" if len(lost) == 1 else f"{len(lost)} words"
    stand = "stands" if len(lost) == 1 else "stand"
    message = f'{many} of the chapter "{chapter}" {stand} on no page: "{shown}"'
    hint = "if a stylesheet hides them on purpose, let the layout say so (aria-hidden); else look for what hides them"
    return warning("words-left-out", message, place, hint)


def _worded(expected: Sequence[Utterance], heard: Sequence[Utterance], due: Sequence[Utterance]) -> str:
    """Say what was expected and what is heard, by the first of each; ``due`` is what was expected next."""
    if not heard:
        return f"{_named(expected[0])} is missing"
    if not expected:
        return f"{_named(heard[0])} is heard " + (f"where {_named(due[0])} is due" if due else "besides")
    at = _parting(expected[0], heard[0])
    return f"{_named(expected[0], at)} is heard as {_named(heard[0], at)}"


def _parting(expected: Utterance, heard: Utterance) -> int:
    """Return the index of the first word that differs, from 0; 0 if none does."""
    one, other = (_key(each)[1].split() for each in (expected, heard))
    if one == other:
        return 0
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _named(utterance: Utterance, at: int = 0) -> str:
    """Return the name of a block with some of its words.

    Args:
        at: the index of the word that matters, from 0; -1 for the last.
    """
    words = utterance.words.split()
    start = max((at if at >= 0 else len(words) - _SHOWN + _BEFORE) - _BEFORE, 0)
    end = start + _SHOWN
    shown = " ".join(words[start:end])
    before, after = "… " * (start > 0), " …" * (end < len(words))
    return f'the {NAMES.get(utterance.kind, utterance.kind)} "{before}{shown}{after}"'
