"""``sources/words.txt``: words that are right in this report, one a line; what stands behind a hash is a comment.

A word in lower case is right with a capital, too; one with a capital is right only so.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from pipeline.findings import Checked, Finding, Place, warning
from pipeline.reading.text import read_source

WORDS: Final = "sources/words.txt"

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def read_words(root: Path) -> Checked[frozenset[str]]:
    """Read the project's own words; a project need not have any."""
    # os.path: a folder that may not be read has its finding from the manifest already.
    if not os.path.exists(root / WORDS):  # noqa: PTH110 - Path.exists raises there
        return Checked(frozenset())
    source = read_source(root, WORDS)
    if source.value is None:
        return Checked(frozenset(), source.findings)
    words: set[str] = set()
    findings: list[Finding] = []
    for number, line in enumerate(source.value.lines, 1):
        word = line.split("#")[0].strip()
        if _WORD.fullmatch(word):
            words.add(word.replace("’", "'"))
        elif word:
            column = line.index(word) + 1
            place = Place(WORDS, number, column, number, column + len(word))
            hint = "one word a line, letters with apostrophes and hyphens; a comment begins with #"
            findings.append(warning("invalid-value", f'"{word}" is not a word', place, hint))
    return Checked(frozenset(words), tuple(findings))
