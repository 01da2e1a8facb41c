"""What paragraphs of a Word file are, by their styles and the styles that those are based on (ISO/IEC 29500-1, 17.7).

A house's own template has a style "Chapter head" that is based on "heading 1", or states an outline level: both are headings.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from pipeline.importing.document import Style

HEADING: Final = re.compile(r"heading ([1-9])")

QUOTES: Final = frozenset({"quote", "intense quote", "quotations", "block text", "block quotation"})

STYLES: Final = MappingProxyType(
    {
        "title": Style.TITLE,
        "subtitle": Style.SUBTITLE,
        "caption": Style.CAPTION,
        # LibreOffice has a style for the caption of each kind of thing.
        "illustration": Style.CAPTION,
        "figure": Style.CAPTION,
        "table": Style.CAPTION,
        "drawing": Style.CAPTION,
    }
)
"""Names of paragraph styles as Word and LibreOffice write them in every language, in lower case."""

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class _Declared:
    """A style as its part declares it: name in lower case, id of the one it is based on, outline level from 1."""

    name: str
    based_on: str
    outline: int | None


def read_styles(content: bytes) -> Mapping[str, str]:
    """Return, for each style id, the name of the known style that it amounts to; ids of others are not there.

    Args:
        content: a package that was surveyed.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if "word/styles.xml" not in package.namelist():
            return {}
        root = fromstring(package.read("word/styles.xml"))
    declared = {style.get(f"{_WORD}styleId", ""): _declared(style) for style in root.iter(f"{_WORD}style")}
    known = ((style, next(_known_names(style, declared), "")) for style in declared)
    return {style: name for style, name in known if name}


def _declared(style: Element) -> _Declared:
    outline = _value(style, f"{_WORD}pPr/{_WORD}outlineLvl")
    # Level 9 is body text (17.3.1.20).
    level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else None
    return _Declared(_value(style, f"{_WORD}name").lower(), _value(style, f"{_WORD}basedOn"), level)


def _value(style: Element, path: str) -> str:
    found = style.find(path)
    return found.get(f"{_WORD}val", "") if found is not None else ""


def _known_names(style: str, declared: Mapping[str, _Declared]) -> Iterator[str]:
    """Yield the known names of a style and of those that it is based on, nearest first."""
    seen: set[str] = set()
    while style in declared and style not in seen:
        seen.add(style)
        one = declared[style]
        if one.name in STYLES or one.name in QUOTES or HEADING.fullmatch(one.name):
            yield one.name
        elif one.outline:
            yield f"heading {one.outline}"
        style = one.based_on
