"""Source files as text: found, of bearable size, UTF-8, and inside the project.

Nothing here raises for an author's mistake; every refusal is a finding that names the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from pipeline.files import inside
from pipeline.findings import Checked, Place, error

LARGEST_SOURCE: Final = 4 * 1024 * 1024
"""Bytes; the longest chapter anybody writes is a tenth of it. Larger files are not even opened."""

UNPRINTABLE: Final = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What has no place in text: control characters (YAML 1.2.2, 5.1), byte order marks, noncharacters (Unicode
17, 23.7), which the pipeline marks its own text with, and the characters U+0085, U+2028 and U+2029, at which YAML 1.1 and libyaml end a line, and YAML 1.2 and every editor do not. The carriage return
is one of them, too: as part of a line end it is gone before text is looked at."""

_LINE_END: Final = re.compile("\r\n?")


@dataclass(frozen=True)
class SourceFile:
    """A file that was read.

    Attributes:
        path: relative to the project root, with forward slashes.
        text: its content, without a byte order mark; lines end with a line feed, whatever they ended with.
    """

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; findings count them from 1."""
        return self.text.split("\n")


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
        place = _place_of(relative, problem.object[: problem.start].decode("utf-8"))
        code = "not-text" if b"\0" in content else "not-utf-8"
        return _refuse(
            code,
            f"byte {problem.object[problem.start]:#04x} is not UTF-8",
            place,
            'save the file as text in the encoding "UTF-8"',
        )
    text = _LINE_END.sub("\n", text)
    if strange := UNPRINTABLE.search(text):
        return _refuse(
            "not-text",
            f"the control character U+{ord(strange[0]):04X} stands here",
            _place_of(relative, text[: strange.start()]),
            "delete it, or save the file as plain text",
        )
    return Checked(SourceFile(relative, text))


def _place_of(relative: str, before: str) -> Place:
    lines = _LINE_END.sub("\n", before).split("\n")
    return Place(relative, len(lines), len(lines[-1]) + 1)


def _refuse(code: str, message: str, place: Place, hint: str = "") -> Checked[SourceFile]:
    return Checked(None, (error(code, message, place, hint),))
