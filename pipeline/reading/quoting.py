"""Edits that put quotes round a value which YAML cannot read without them: ``title: Brighton: few things``."""

from __future__ import annotations

import re
from typing import Final

from pipeline.findings import Edit, Place
from pipeline.reading.text import SourceFile

_KEY_AND_VALUE: Final = re.compile(r"(\s*(?:- +)*)[A-Za-z_][\w-]*: +(\S.*?)\s*")


def quoting_of(source: SourceFile, line: int, column: int) -> tuple[Edit, ...]:
    """Put quotes round the value of a line that holds a key and its value.

    None where the value may go on in the next line, end before the line does, or be no value at all.

    Args:
        source: the file.
        line: where YAML stopped, from 1.
        column: where in the line, from 1: inside the value, else the value is not to blame.
    """
    match = _KEY_AND_VALUE.fullmatch(source.lines[line - 1])
    if not match or not match.start(2) < column <= match.end(2) + 1 or _goes_on(source, line, len(match[1])):
        return ()
    value = match[2]
    mark = next((mark for mark, hurt in (('"', r'[\\"]'), ("'", "'")) if not re.search(hurt, value)), "")
    if not mark or value[0] in "[{|>&!" or re.search(r"\s#", value):
        return ()
    place = Place(source.path, line, match.start(2) + 1, line, match.end(2) + 1)
    return (Edit(place, f"{mark}{value}{mark}"),)


def _goes_on(source: SourceFile, line: int, indentation: int) -> bool:
    """Whether the next line that is not blank is indented more than the key."""
    following = next((each for each in source.lines[line:] if each.strip()), "")
    return len(following) - len(following.lstrip()) > indentation
