"""Marked content with identifiers, where it is painted (ISO 32000-2:2020, 14.6, 14.7.5).

A structure element names content by a number, the MCID, that counts through one page, or through one form that has keys
of its own. Content streams are searched for these numbers, and so are the forms that a page paints.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.pdf.document import Document, Page
from pipeline.pdf.objects import decoded, dictionary_of, integer_of, raw
from pipeline.pdf.resources import Painted, painted_contents

_MARKS: Final = re.compile(
    # What only looks like marks comes first: literal strings, comments, inline images, as in resources.py.
    rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
    rb"|%[^\r\n]*+"
    rb"|\bID\s.*?\sEI\b"
    rb"|/MCID\s+(?P<own>\d+)"
    rb"|/[^\s()<>\[\]{}/%]+\s*/(?P<named>[^\s()<>\[\]{}/%]+)\s+BDC\b",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence with an identifier.

    Attributes:
        key: of its page or form in the parent tree; None when that has none.
        mcid: its number there.
        page_index: from 0.

    """

    key: int | None
    mcid: int
    page_index: int


def read_marks(document: Document) -> tuple[Mark, ...]:
    """Find the marks on all pages, in the order of painting."""
    return tuple(mark for page in document.pages for mark in _marks_on(page))


def _marks_on(page: Page) -> Iterator[Mark]:
    page_key = integer_of(page.get("/StructParents"))
    for painted in painted_contents(page):
        own_key = integer_of(raw(dictionary_of(painted.reference), "/StructParents"))
        key = page_key if own_key is None else own_key
        for mcid in _identifiers(painted):
            yield Mark(key, mcid, page.index)


def _identifiers(painted: Painted) -> Iterator[int]:
    properties = dictionary_of(raw(painted.resources, "/Properties"))
    for found in _MARKS.finditer(decoded(painted.reference) or b""):
        if found["own"]:
            yield int(found["own"])
        elif found["named"]:
            named = dictionary_of(raw(properties, "/" + found["named"].decode("latin-1")))
            mcid = integer_of(raw(named, "/MCID"))
            if mcid is not None:
                yield mcid
