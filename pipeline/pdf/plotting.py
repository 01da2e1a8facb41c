"""Reading artwork: one pass over the content streams of a page, with the graphics state that colours and places need.

Forms are followed each time they are painted, with their matrix and their clip (ISO 32000-2:2020, 8.10); pattern cells and
the groups of soft masks once a page. Text comes from the same pen that reads it for screen readers (:mod:`.writing`).
What stands in appearances of annotations is not printed with the page, and glyphs of Type 3 fonts are not looked into.
Files can ask for more than any page would draw: there are bounds, and what is cut off there is said.
"""

from collections.abc import Sequence
from math import hypot
from typing import Final

from pypdf.generic import DictionaryObject, StreamObject

from pipeline.pdf.artwork import Art, Kind, PageArtwork, Samples, Setting
from pipeline.pdf.bounds import DEEPEST, MOST_ART, MOST_OPERATIONS, Shared
from pipeline.pdf.boxes import Box, PageBoxes, read_box
from pipeline.pdf.document import Document, Page
from pipeline.pdf.glyphs import Glyphs, read_glyphs
from pipeline.pdf.graphics import COLOURS, DEVICES, SPACES, Graphics, State
from pipeline.pdf.inks import BLACK, Colour
from pipeline.pdf.marks import Marking
from pipeline.pdf.objects import (
    decoded,
    dictionary_of,
    integer_of,
    items_of,
    key_of,
    name_of,
    number_of,
    raw,
)
from pipeline.pdf.operators import names_in, numbers_in, operations
from pipeline.pdf.paths import EVERYWHERE, NOWHERE, Path, cut, grown, has_area, moved
from pipeline.pdf.pieces import IDENTITY, Matrix, times
from pipeline.pdf.placed_images import ppi_of, samples_of, samples_within
from pipeline.pdf.shadings import ends_of
from pipeline.pdf.writing import OPERATORS, Pen

_PAINTS: Final = {
    b"f": "f", b"F": "f", b"f*": "f", b"S": "s", b"s": "s",
    b"B": "fs", b"B*": "fs", b"b": "fs", b"b*": "fs", b"n": "",
}  # fmt: skip
"""Operators that end a path (table 59): whether they fill and stroke it."""


def read_artwork(document: Document, boxes: Sequence[PageBoxes]) -> tuple[PageArtwork, ...]:
    """Read what every page prints."""
    shared = Shared()
    return tuple(_read_page(page, shared, boxes[page.index].user_unit) for page in document.pages)


def _read_page(page: Page, shared: Shared, unit: float) -> PageArtwork:
    plotter = _Plotter(page.index, shared, unit)
    contents = raw(page.entries, "/Contents")
    listed = items_of(contents) or (contents,)
    plotter.number = _number(listed[0])
    plotter.note_group(page.entries)
    content = b"\n".join(decoded(stream) or b"" for stream in listed)
    plotter.run(content, dictionary_of(page.get("/Resources")))
    shared.room -= len(plotter.art)
    return PageArtwork(
        page.index,
        tuple(plotter.art),
        tuple(plotter.fonts.values()),
        tuple(plotter.images.values()),
        plotter.whole,
    )


def _number(reference: object) -> int | None:
    key = key_of(reference)
    return key[0] if key else None


class _Plotter:
    """One page while it is read.

    Attributes:
        number: of the object whose content is read at the moment.
        open: forms that are being read, by their dictionary in memory: a form that paints itself ends there.
        met: patterns and soft masks that were read, by the same.
    """

    def __init__(self, index: int, shared: Shared, unit: float) -> None:
        self.shared, self.unit = shared, unit
        self.marking = Marking(index, None)
        self.pen = Pen(self.marking)
        self.graphics = Graphics(shared.spaces)
        self.path = Path()
        self.art: list[Art] = []
        self.fonts: dict[int, DictionaryObject] = {}
        self.images: dict[int, DictionaryObject] = {}
        self.number: int | None = None
        self.setting = Setting.PAGE
        self.open: set[int] = set()
        self.met: set[int] = set()
        self.left = min(MOST_OPERATIONS, shared.left)
        self.room = min(MOST_ART, shared.room)
        self.whole = True

    def run(self, content: bytes, resources: DictionaryObject) -> None:
        """Go through a stream; what it leaves open is closed behind it."""
        pen, graphics = self.pen, self.graphics
        written, saved = pen.depth, graphics.depth
        for operator, operands in operations(content):
            if self.left <= 0 or len(self.art) >= self.room:
                self.whole = False
                break
            self.left -= 1
            self.shared.left -= 1
            if operator in _PAINTS:
                self._paint(_PAINTS[operator])
            elif operator in Path.OPERATORS:
                self.path.draw(operator, numbers_in(operands), pen.matrix)
            elif operator in OPERATORS:
                self._write(operator, operands)
            elif operator in DEVICES:
                graphics.set_device(operator, operands)
            else:
                self._follow(operator, operands, resources)
        pen.close(written)
        graphics.close(saved)

    def _follow(self, operator: bytes, operands: bytes, resources: DictionaryObject) -> None:
        """Follow an operator that is neither of paths nor of text."""
        match operator:
            case b"W" | b"W*":
                self.path.clips = True
            case b"w":
                self.graphics.set_width(operands)
            case b"Tr":
                self.graphics.set_mode(operands)
            case b"ID":
                self._place(samples_within(operands, self.graphics, resources), self.number)
            case _ if operator in SPACES:
                self.graphics.set_space(operator, operands, resources)
            case _ if operator in COLOURS:
                name = self.graphics.set_colour(operator, operands)
                if name:
                    self._use_pattern(_named(resources, "/Pattern", name), resources)
            case _ if operator in _NAMING:
                for name in names_in(operands)[-1:]:
                    reference = _named(resources, _NAMING[operator], name)
                    self._use(operator, reference, operands, resources)

    def _use(self, operator: bytes, reference: object, operands: bytes, resources: DictionaryObject) -> None:
        """Follow an operator that names a resource (7.8.3)."""
        entries = dictionary_of(reference)
        match operator:
            case b"Tf":
                self._select(entries, numbers_in(b"".join(operands.split()[-1:])))
            case b"gs":
                self.graphics.set_entries(entries)
                self._select_in(entries)
                self._look_through(raw(dictionary_of(raw(entries, "/SMask")), "/G"), resources, Setting.MASK)
            case b"sh":
                self._shade(reference, resources, self.graphics.state.clip or EVERYWHERE)
            case _ if name_of(raw(entries, "/Subtype")) == "Image":
                self.images.setdefault(id(entries), entries)
                self._place(samples_of(entries, self.graphics, resources), _number(reference) or self.number)
            case _:
                self._read(reference, resources)

    def _write(self, operator: bytes, operands: bytes) -> None:
        """Let the pen follow an operator, and take the text that it writes."""
        if operator == b"q":
            self.graphics.save()
        elif operator == b"Q":
            self.graphics.restore()
        OPERATORS[operator](self.pen, operands)
        if not self.marking.pieces:
            return
        state = self.graphics.state
        for piece in self.marking.pieces:
            box = cut(Box(piece.left, piece.bottom, piece.right, piece.top), state.clip)
            if box and state.text_seen and not piece.text.isspace():
                art = self._art(Kind.TEXT, box, state.text_colour)
                size = piece.size * self.unit
                self.art.append(art._replace(text=piece.text, size=size, overprints=state.text_over))
        self.marking.pieces.clear()

    def _art(self, kind: Kind, box: Box, colour: Colour | None) -> Art:
        clear = not self.graphics.state.opaque
        return Art(kind, box, colour, self.number, self.setting, clear=clear)

    def _paint(self, how: str) -> None:
        """End a path: fill it, stroke it, let it clip what follows."""
        state, path = self.graphics.state, self.path
        if "f" in how:
            for each in path.boxes():
                box = cut(each, state.clip)
                # A line that is filled as well as stroked has no area, and what only touches the clip is not seen.
                if box and has_area(each, box, stroked="s" in how):
                    thin = min(box.width, box.height) * self.unit
                    art = self._art(Kind.AREA, box, state.fill)
                    self.art.append(art._replace(thickness=thin, overprints=state.fills_over))
        if "s" in how:
            a, b, c, d, _, _ = self.pen.matrix
            width = state.width * min(hypot(a, b), hypot(c, d))
            for each in path.boxes():
                box = cut(grown(each, width / 2), state.clip)
                if box:
                    art = self._art(Kind.LINE, box, state.stroke)
                    self.art.append(art._replace(thickness=width * self.unit, overprints=state.strokes_over))
        whole = path.whole() if path.clips else None
        if whole:
            self.graphics.state = state._replace(clip=cut(whole, state.clip) or NOWHERE)
        path.clear()

    def _use_pattern(self, reference: object, resources: DictionaryObject) -> None:
        """Look into a pattern: a shading, or a cell with content of its own (8.7)."""
        pattern = dictionary_of(reference)
        was, self.setting = self.setting, Setting.PATTERN
        if integer_of(raw(pattern, "/PatternType")) == 2:
            self._shade(raw(pattern, "/Shading"), resources, NOWHERE)
        self.setting = was
        self._look_through(reference, resources, Setting.PATTERN)

    def _shade(self, reference: object, resources: DictionaryObject, box: Box) -> None:
        entries = dictionary_of(reference)
        space = self.graphics.space(raw(entries, "/ColorSpace"), resources)
        art = self._art(Kind.SHADING, box, None)
        number = _number(reference) or self.number
        self.art.append(art._replace(spaces=(space,), ends=ends_of(entries, space), number=number))

    def _select(self, font: DictionaryObject, size: Sequence[float]) -> None:
        self.pen.size = size[-1] if size else 0.0
        if not font:
            self.pen.glyphs = Glyphs()
            return
        self.fonts.setdefault(id(font), font)
        if id(font) not in self.shared.fonts:
            self.shared.fonts[id(font)] = read_glyphs(font)
        self.pen.glyphs = self.shared.fonts[id(font)]

    def _select_in(self, state: DictionaryObject) -> None:
        """Select the font of a graphics state dictionary, if it has one (8.4.5)."""
        font = items_of(raw(state, "/Font"))
        if len(font) == 2:
            self._select(dictionary_of(font[0]), [number_of(font[1]) or 0.0])

    def _place(self, samples: Samples, number: int | None) -> None:
        """Put an image into the unit square of user space (8.9.4); one without a size is not seen."""
        state = self.graphics.state
        box = cut(moved(Box(0.0, 0.0, 1.0, 1.0), self.pen.matrix), state.clip)
        ppi = ppi_of(samples, self.pen.matrix, self.unit)
        if box and ppi:
            art = self._art(Kind.IMAGE, box, state.fill if samples.space is None else None)
            self.art.append(
                art._replace(samples=samples, ppi=ppi, number=number, overprints=state.fills_over)
            )

    def note_group(self, entries: DictionaryObject) -> None:
        """Take down the colour space in which a transparency group is composed (11.6.6)."""
        space = raw(dictionary_of(raw(entries, "/Group")), "/CS")
        if space is not None:
            art = self._art(Kind.GROUP, self.graphics.state.clip or EVERYWHERE, None)
            self.art.append(art._replace(spaces=(self.graphics.space(space, DictionaryObject()),)))

    def _look_through(self, form: object, resources: DictionaryObject, setting: Setting) -> None:
        """Read what is no print of its own, once a page."""
        entries = dictionary_of(form)
        if not entries or id(entries) in self.met:
            return
        self.met.add(id(entries))
        was, state, pen_state = self.setting, self.graphics.state, self.pen.state
        self.setting, self.graphics.state = setting, state._replace(clip=None)
        if setting is Setting.PATTERN:
            # A cell begins as the page did (8.7.3.1), in the colour at hand where it has none of its own.
            self.graphics.state = State(fill=state.fill or BLACK, stroke=state.fill or BLACK)
            self.pen.matrix = IDENTITY
        self._read(form, resources)
        self.setting, self.graphics.state, self.pen.state = was, state, pen_state

    def _read(self, form: object, resources: DictionaryObject) -> None:
        """Read a form or pattern in its place; old files leave its resources to the page (7.8.3)."""
        entries = dictionary_of(form)
        if id(entries) in self.open or not isinstance(entries, StreamObject):
            return
        if len(self.open) >= DEEPEST:
            self.whole = False
            return
        pen, graphics = self.pen, self.graphics
        before = (pen.state, graphics.state, self.number, self.path)
        pen.matrix = times(_matrix_of(entries), pen.matrix)
        bounds = read_box(raw(entries, "/BBox"))
        if bounds and self.setting is Setting.PAGE:
            clip = cut(moved(bounds, pen.matrix), graphics.state.clip)
            graphics.state = graphics.state._replace(clip=clip or NOWHERE)
        self.number, self.path = _number(form) or self.number, Path()
        self.note_group(entries)
        self.open.add(id(entries))
        self.run(decoded(entries) or b"", dictionary_of(raw(entries, "/Resources")) or resources)
        self.open.discard(id(entries))
        pen.state, graphics.state, self.number, self.path = before


_NAMING: Final = {b"Tf": "/Font", b"gs": "/ExtGState", b"Do": "/XObject", b"sh": "/Shading"}
"""Which part of a resource dictionary each operator's name is looked up in (7.8.3)."""


def _named(resources: DictionaryObject, category: str, name: str) -> object:
    return raw(dictionary_of(raw(resources, category)), name)


def _matrix_of(form: DictionaryObject) -> Matrix:
    numbers = [number for item in items_of(raw(form, "/Matrix")) if (number := number_of(item)) is not None]
    return tuple(numbers) if len(numbers) == 6 else IDENTITY  # type: ignore[return-value]
