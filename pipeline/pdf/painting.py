"""What a page paints, in one pass over its content streams: text with its place, marks, fonts, images, colours.

Streams are the page's own and the forms that it paints (ISO 32000-2:2020, 7.8, 8.10). Patterns, soft masks and the
appearances of annotations are gone through too, but their words are no content of the page. Each form is read once a
page, so a cycle of forms ends. Glyphs of Type 3 fonts are not looked into.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pypdf.generic import DictionaryObject, StreamObject

from pipeline.pdf.document import Document, Page
from pipeline.pdf.glyphs import Glyphs, read_glyphs
from pipeline.pdf.marks import Mark, Marking
from pipeline.pdf.objects import (
    decoded,
    dictionary_of,
    integer_of,
    items_of,
    name_of,
    number_of,
    raw,
    resolved,
)
from pipeline.pdf.operators import names_in, numbers_in, operations
from pipeline.pdf.pieces import IDENTITY, Matrix, Piece, times
from pipeline.pdf.writing import OPERATORS, Pen

_DEEPEST: Final = 28
"""Forms in forms that are followed: as deep as annex C asks of readers for saved states."""

_DEVICES: Final = {b"rg": "RGB", b"RG": "RGB", b"k": "CMYK", b"K": "CMYK"}
"""Operators that set a colour of a device, by the device as ICC profiles name it (table 73)."""

_SPACES: Final = {"/DeviceRGB": "RGB", "/DeviceCMYK": "CMYK"}


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """What a page paints.

    Attributes:
        index: from 0.
        pieces: text in the order of painting.
        marks: marked content with numbers, in the same order.
        fonts: that operators select, in the order of first use, as are images.
        devices: RGB, CMYK: those that operators set colours of. Grey is every device's.
    """

    index: int
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    fonts: tuple[DictionaryObject, ...]
    images: tuple[DictionaryObject, ...]
    devices: frozenset[str]


def read_painted(document: Document) -> tuple[PaintedPage, ...]:
    """Read every page; a font that several pages share is read once."""
    known: dict[int, Glyphs] = {}
    return tuple(_paint(page, known) for page in document.pages)


def read_marks(document: Document) -> tuple[Mark, ...]:
    """Find the marks on all pages, in the order of painting."""
    return tuple(mark for page in read_painted(document) for mark in page.marks)


def _paint(page: Page, known: dict[int, Glyphs]) -> PaintedPage:
    marking = Marking(page.index, integer_of(page.get("/StructParents")))
    painter = _Painter(Pen(marking), known)
    contents = raw(page.entries, "/Contents")
    streams = [decoded(stream) or b"" for stream in items_of(contents) or (contents,)]
    resources = dictionary_of(page.get("/Resources"))
    painter.run(b"\n".join(streams), resources)
    for form in _appearances(page.entries):
        painter.look_through(form, resources)
    return PaintedPage(
        page.index,
        tuple(marking.pieces),
        tuple(marking.marks),
        tuple(painter.fonts.values()),
        tuple(painter.images.values()),
        frozenset(painter.devices),
    )


@dataclass(slots=True)
class _Painter:
    """One page while it is read.

    Attributes:
        known: fonts by their dictionary in memory: pypdf parses an object once, so that an object is what it is there.
        met: forms by the same.
        level: of forms in forms.
    """

    pen: Pen
    known: dict[int, Glyphs]
    fonts: dict[int, DictionaryObject] = field(default_factory=dict)
    images: dict[int, DictionaryObject] = field(default_factory=dict)
    devices: set[str] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    level: int = 0

    def run(self, content: bytes, resources: DictionaryObject) -> None:
        """Go through a stream; what it leaves open is closed behind it."""
        pen, marking = self.pen, self.pen.marking
        saved, opened = pen.depth, marking.depth
        named = dictionary_of(raw(resources, "/Properties"))
        selected: dict[bytes, tuple[Glyphs, float]] = {}
        for operator, operands in operations(content):
            follow = OPERATORS.get(operator)
            if follow:
                follow(pen, operands)
            elif operator == b"Tf" and operands in selected:
                pen.glyphs, pen.size = selected[operands]
            elif operator == b"EMC":
                marking.end(pen.at)
            elif operator in (b"BDC", b"BMC"):
                marking.begin(operands, named)
            elif operator in _DEVICES:
                self.devices.add(_DEVICES[operator])
            elif operator in _NAMING:
                self._use(operator, operands, resources)
                if operator == b"Tf":
                    selected[operands] = pen.glyphs, pen.size
        marking.close(opened, pen.at)
        pen.close(saved)

    def look_through(self, form: object, resources: DictionaryObject) -> None:
        """Go through a form that paints no content of the page."""
        marking = self.pen.marking
        was, marking.silent = marking.silent, True
        self._read(form, resources)
        marking.silent = was

    def _use(self, operator: bytes, operands: bytes, resources: DictionaryObject) -> None:
        """Follow an operator that names a resource (7.8.3)."""
        names = names_in(operands)
        if not names:
            return
        if operator in (b"cs", b"CS"):
            self.devices.update({_SPACES[names[-1]]} if names[-1] in _SPACES else ())
            return
        reference = raw(dictionary_of(raw(resources, _NAMING[operator])), names[-1])
        value = dictionary_of(reference)
        if operator == b"Tf":
            self._select(value, operands)
        elif operator == b"gs":
            self._set_state(value, resources)
        elif name_of(raw(value, "/Subtype")) == "Image":
            self.images.setdefault(id(value), value)
        elif operator == b"Do":
            self._read(value, resources)
        else:
            self.look_through(value, resources)

    def _select(self, font: DictionaryObject, operands: bytes) -> None:
        sizes = numbers_in(b"".join(operands.split()[-1:]))
        self.pen.size = sizes[-1] if sizes else 0.0
        self.pen.glyphs = self._glyphs(font)

    def _glyphs(self, font: DictionaryObject) -> Glyphs:
        if not font:
            return Glyphs()
        self.fonts.setdefault(id(font), font)
        if id(font) not in self.known:
            self.known[id(font)] = read_glyphs(font)
        return self.known[id(font)]

    def _set_state(self, state: DictionaryObject, resources: DictionaryObject) -> None:
        """Follow gs: a font with its size, and the group that a soft mask is painted from (8.4.5, 11.6.5.2)."""
        font = items_of(raw(state, "/Font"))
        if len(font) == 2:
            self.pen.glyphs, self.pen.size = self._glyphs(dictionary_of(font[0])), number_of(font[1]) or 0.0
        group = raw(dictionary_of(raw(state, "/SMask")), "/G")
        if group is not None:
            self.look_through(group, resources)

    def _read(self, form: object, resources: DictionaryObject) -> None:
        """Read a form or pattern in its place; old files leave its resources to the page (7.8.3)."""
        entries = dictionary_of(form)
        if id(entries) in self.met or not isinstance(entries, StreamObject) or self.level >= _DEEPEST:
            return
        self.met.add(id(entries))
        pen, marking = self.pen, self.pen.marking
        own_key, page_key = integer_of(raw(entries, "/StructParents")), marking.key
        state = pen.state
        pen.matrix = times(_matrix_of(entries), pen.matrix)
        marking.key = page_key if own_key is None else own_key
        self.level += 1
        self.run(decoded(entries) or b"", dictionary_of(raw(entries, "/Resources")) or resources)
        self.level -= 1
        marking.key = page_key
        pen.state = state


_NAMING: Final = {
    b"Tf": "/Font",
    b"Do": "/XObject",
    b"scn": "/Pattern",
    b"SCN": "/Pattern",
    b"gs": "/ExtGState",
    b"cs": "/ColorSpace",
    b"CS": "/ColorSpace",
}
"""Which part of a resource dictionary each operator's name is looked up in (7.8.3)."""


def _matrix_of(form: DictionaryObject) -> Matrix:
    numbers = [number for item in items_of(raw(form, "/Matrix")) if (number := number_of(item)) is not None]
    return tuple(numbers) if len(numbers) == 6 else IDENTITY  # type: ignore[return-value]


def _appearances(page: DictionaryObject) -> Iterator[object]:
    """Yield the normal appearances of a page's annotations: one form, or one for each state (12.5.5)."""
    for annotation in items_of(raw(page, "/Annots")):
        appearance = raw(dictionary_of(annotation), "/AP")
        if appearance is None:
            continue
        normal = raw(dictionary_of(appearance), "/N")
        value = resolved(normal)
        if isinstance(value, StreamObject):
            yield normal
        elif isinstance(value, DictionaryObject):
            yield from (raw(value, state) for state in sorted(value))
