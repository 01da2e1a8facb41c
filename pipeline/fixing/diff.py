"""The change of texts as a unified diff, for people to read before they agree to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from typing import Final

from pipeline.findings.wording import visible

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+\Z")

_COLOURS: Final = {"---": "1", "+++": "1", "@@ ": "36", "-": "31", "+": "32"}
"""Names bold, ranges cyan, what goes red, what comes green (ECMA-48, 8.3.117); the longer beginnings come first."""


def word_diff(before: Mapping[str, str], after: Mapping[str, str], *, colour: bool = False) -> str:
    """Word what changes, three lines round each change; no line end at the end.

    Line ends and byte order marks are not shown, as they do not change.

    Args:
        before: texts by path.
        after: the new texts of some of them.
        colour: whether to set lines in colour, for a terminal that can show it.
    """
    lines = (line for path in after for line in _file_diff(path, before[path], after[path]))
    return "\n".join(_painted(line) if colour else line for line in lines)


def _file_diff(path: str, before: str, after: str) -> Iterator[str]:
    old, new = _lines(before), _lines(after)
    for line in unified_diff(old, new, path, path, lineterm=""):
        if line.startswith(("---", "+++", "@@")):
            yield visible(line)
        else:
            yield visible(line.rstrip("\r\n"))
            if not line.endswith("\n"):
                yield r"\ no line end at the end of the file"


def _lines(text: str) -> list[str]:
    return _LINE.findall(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _painted(line: str) -> str:
    code = next((code for beginning, code in _COLOURS.items() if line.startswith(beginning)), "")
    return f"\x1b[{code}m{line}\x1b[0m" if code else line
