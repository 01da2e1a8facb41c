"""Stylesheets: read file by file before the engine sees them, because its log names no file.

:mod:`.reading` follows imports and finds custom properties that nobody defines, :mod:`.walk` reads one file;
:mod:`.cascade` tells which of the :mod:`.rules` set a colour, for those who ask: it loads a library of its own.
"""

import re
from collections.abc import Iterator

from pipeline.stylesheets.reading import Sheet, read_stylesheets
from pipeline.stylesheets.sources import Declaration, PageKind, Source, Wearer

__all__ = [
    "Declaration",
    "PageKind",
    "Sheet",
    "Source",
    "Wearer",
    "properties_in_styles",
    "read_stylesheets",
]


def properties_in_styles(html: str) -> Iterator[str]:
    """Yield the custom properties that a document's ``style`` attributes define."""
    for style in re.findall(r'style="([^"]*)"', html):
        yield from re.findall(r"(--[\w-]+)\s*:", style)
