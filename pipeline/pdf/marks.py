"""Marked content, as it is painted (ISO 32000-2:2020, 14.6, 14.7.5): what shown text stands in.

A structure element names content by a number, the MCID, that counts through one page, or through one form that has a key
of its own. What is in no element is to be an artifact. A sequence may say with /ActualText what is read instead of it.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.objects import dictionary_of, integer_of, name_of, raw, text_of
from pipeline.pdf.operators import STRING, name_from, names_in, string_from, text_from
from pipeline.pdf.pieces import NOWHERE, Matrix, Piece, Standing, place, said_for

_MCID: Final = re.compile(rb"/MCID\s+(\d{1,10})(?!\d)")

_ACTUAL: Final = re.compile(rb"/ActualText\s*(<[0-9A-Fa-f\s]*>|" + STRING + rb")", re.DOTALL)

_TYPE: Final = re.compile(rb"/Type\s*(/[^\s()<>\[\]{}/%]+)")

_STRINGS: Final = re.compile(STRING, re.DOTALL)

_LARGEST_NUMBER: Final = 2**31 - 1
"""The largest whole number that a PDF is to hold (annex C); a larger one is no identifier."""


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


@dataclass(frozen=True, slots=True)
class _Properties:
    """What a sequence says of itself."""

    mcid: int | None = None
    actual: str | None = None
    kind: str = ""


@dataclass(slots=True)
class Marking:
    """The sequences that are open while a page is read, and the text that was shown in them.

    Attributes:
        key: of the page, or of the form that is read at the moment.
        silent: whether what is read is no content of the page, so that its words do not count.
        replaced: what was shown under an /ActualText; None outside of one.
    """

    page_index: int
    key: int | None
    silent: bool = False
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    standing: Standing = NOWHERE
    replaced: list[Piece] | None = None
    _open: list[tuple[Standing, str | None]] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many sequences are open."""
        return len(self._open)

    def begin(self, operands: bytes, named: DictionaryObject) -> None:
        """Open a sequence (BMC, BDC).

        Args:
            operands: its tag, and its properties or the name of them.
            named: the properties that have names here.
        """
        tag, _, written = operands.strip().partition(b"<<")
        if written:
            properties = _written(written)
        else:
            names = names_in(tag)
            tag = names[0].encode() if names else b""
            properties = _read(dictionary_of(raw(named, names[1]))) if len(names) > 1 else _Properties()
        before = self.standing
        if properties.mcid is not None:
            self.standing = Standing(self.key, properties.mcid)
            self.marks.append(Mark(self.key, properties.mcid, self.page_index))
        elif tag.strip() == b"/Artifact":
            self.standing = Standing(artifact=properties.kind)
        actual = properties.actual if self.replaced is None else None
        if actual is not None:
            self.replaced = []
        self._open.append((before, actual))

    def end(self, at: Matrix) -> None:
        """Close the innermost sequence (EMC); one that is not open is passed over.

        Args:
            at: where the pen is, for words that stand for no shown text.
        """
        if not self._open:
            return
        before, actual = self._open.pop()
        if actual is not None:
            shown, self.replaced = self.replaced, None
            if shown:
                self.show(said_for(actual, shown))
            elif actual:
                self.show(place(actual, self.standing, self.page_index, at, 0.0))
        self.standing = before

    def close(self, depth: int, at: Matrix) -> None:
        """Close what is open beyond a depth, at the end of a stream."""
        while self.depth > depth:
            self.end(at)

    def show(self, piece: Piece) -> None:
        """Take a piece of text."""
        if self.replaced is not None:
            self.replaced.append(piece)
        elif not self.silent:
            self.pieces.append(piece)


def _written(written: bytes) -> _Properties:
    """Read a property list that stands in the content stream."""
    plain = _STRINGS.sub(b"()", written) if b"(" in written else written
    mcid = _MCID.search(plain)
    kind = _TYPE.search(plain) if b"/Type" in plain else None
    actual = _ACTUAL.search(written) if b"/ActualText" in written else None
    return _Properties(
        mcid=_identifier(int(mcid[1])) if mcid else None,
        actual=text_from(string_from(actual[1])) if actual else None,
        kind=name_from(kind[1]).removeprefix("/") if kind else "",
    )


def _read(properties: DictionaryObject) -> _Properties:
    """Read a property list that stands among the resources."""
    return _Properties(
        mcid=_identifier(integer_of(raw(properties, "/MCID"))),
        actual=text_of(raw(properties, "/ActualText")),
        kind=name_of(raw(properties, "/Type")) or "",
    )


def _identifier(number: int | None) -> int | None:
    return number if number is not None and 0 <= number <= _LARGEST_NUMBER else None
