"""Source files as text: found, of bearable size, UTF-8, and inside the project.

Nothing here raises for an author's mistake; every refusal is a finding that names the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.files import inside
from pipeline.findings import Checked, Place, error

LARGEST_SOURCE: Final = 4 * 1024 * 1024
"""Bytes; the longest chapter anybody writes is a tenth of it. Larger files are not even opened."""

# YAML 1.2.2, 5.1: what may stand in a stream, tab and line ends included.
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read.

    Attributes:
        path: relative to the project root, with forward slashes.
        text: its content, without a byte order mark.
    """

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines without their ends; findings count them from 1."""
        return re.split("\r\n|\n|\r", self.text)


def read_source(root: Path, relative: str, asked_from: Place | None = None) -> Checked[SourceFile]:
    """Read one text file of the project.

    Args:
        root: the project root.
        relative: path from the root, forward slashes.
        asked_from: the place that names the file, for findings about a file that cannot be read.
    """
    path = root / relative
    here = asked_from or Place(relative)
    if not inside(root, path):
        return _refuse("outside-project", f'"{relative}" leads out of the project', here)
    try:
        if not path.is_file():
            return _refuse("missing-file", f'there is no file "{relative}"', here)
        size = path.stat().st_size
        if size > LARGEST_SOURCE:
            return _refuse(
                "too-large",
                f'"{relative}" has {size:,} bytes; a source file has at most {LARGEST_SOURCE:,}',
                here,
            )
        content = path.read_bytes()
    except OSError as problem:
        return _refuse("unreadable-file", f'cannot read "{relative}": {problem.strerror}', here)
    return _decode(relative, content)


def _decode(relative: str, content: bytes) -> Checked[SourceFile]:
    if not content.strip():
        return _refuse("empty-file", "the file is empty", Place(relative))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        place = _place_of(relative, content[: problem.start].decode("utf-8", "replace"))
        code = "not-text" if b"\0" in content else "not-utf-8"
        return _refuse(
            code,
            f"byte {content[problem.start]:#04x} is not UTF-8",
            place,
            'save the file as text in the encoding "UTF-8"',
        )
    if strange := _UNPRINTABLE.search(text):
        return _refuse(
            "not-text",
            f"the control character U+{ord(strange[0]):04X} stands here",
            _place_of(relative, text[: strange.start()]),
            "delete it, or save the file as plain text",
        )
    return Checked(SourceFile(relative, text))


def _place_of(relative: str, before: str) -> Place:
    lines = before.split("\n")
    return Place(relative, len(lines), len(lines[-1]) + 1)


def _refuse(code: str, message: str, place: Place, hint: str = "") -> Checked[SourceFile]:
    return Checked(None, (error(code, message, place, hint),))
