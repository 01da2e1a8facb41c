"""The graphics state as far as colours need it, and the operators that change it (ISO 32000-2:2020, 8.4, 8.6)."""

from typing import Final, NamedTuple

from pypdf.generic import DictionaryObject, NameObject

from pipeline.pdf.boxes import Box
from pipeline.pdf.inks import BLACK, CMYK, GREY, RGB, Colour, Space, palette, read_space
from pipeline.pdf.objects import dictionary_of, flag_of, items_of, key_of, name_of, number_of, raw
from pipeline.pdf.operators import names_in, numbers_in

DEVICES: Final = {b"g": GREY, b"rg": RGB, b"k": CMYK, b"G": GREY, b"RG": RGB, b"K": CMYK}
"""Operators that set a colour of a device (table 73); capitals are for strokes."""

SPACES: Final = frozenset({b"cs", b"CS"})

COLOURS: Final = frozenset({b"sc", b"scn", b"SC", b"SCN"})

_DEEPEST_SAVED: Final = 512
"""Saved states that are kept, as the pen keeps them."""

_STROKED_MODES: Final = (1, 5)
"""Modes in which text is only stroked (table 104)."""

_UNSEEN_MODES: Final = (3, 7)
"""Modes in which text is not seen: it stands over a scan, or only clips."""


class State(NamedTuple):
    """The part of the graphics state that artwork needs beside the pen's.

    Attributes:
        fill: None for a pattern, as ``stroke``.
        clip: None for the whole plane.
        fills_over: whether fills overprint, ``strokes_over`` whether strokes do (8.6.7).
        opaque: whether nothing shows through.
        mode: in which text is rendered.
    """

    fill: Colour | None = BLACK
    stroke: Colour | None = BLACK
    fill_space: Space = GREY
    stroke_space: Space = GREY
    width: float = 1.0
    clip: Box | None = None
    fills_over: bool = False
    strokes_over: bool = False
    opaque: bool = True
    mode: int = 0

    @property
    def text_colour(self) -> Colour | None:
        """The colour that text is seen in."""
        return self.stroke if self.mode in _STROKED_MODES else self.fill

    @property
    def text_over(self) -> bool:
        """Whether text overprints."""
        return self.strokes_over if self.mode in _STROKED_MODES else self.fills_over

    @property
    def text_seen(self) -> bool:
        """Whether text is seen at all."""
        return self.mode not in _UNSEEN_MODES


class Graphics:
    """The state, what was saved of it, and the spaces that the document has named so far.

    Attributes:
        spaces: by object, shared by all pages: a profile is read once.
    """

    def __init__(self, spaces: dict[tuple[int, int], Space]) -> None:
        self.state = State()
        self.spaces = spaces
        self._saved: list[State] = []

    @property
    def depth(self) -> int:
        """How many states are saved."""
        return len(self._saved)

    def save(self) -> None:
        """Keep the state (q)."""
        if len(self._saved) < _DEEPEST_SAVED:
            self._saved.append(self.state)

    def restore(self) -> None:
        """Take the last state that was kept (Q)."""
        if self._saved:
            self.state = self._saved.pop()

    def close(self, depth: int) -> None:
        """Take the states that are saved beyond a depth, at the end of a stream."""
        while self.depth > depth:
            self.restore()

    def set_device(self, operator: bytes, operands: bytes) -> None:
        """Follow an operator of :data:`DEVICES`."""
        self._set(DEVICES[operator], numbers_in(operands), stroke=operator.isupper())

    def set_space(self, operator: bytes, operands: bytes, resources: DictionaryObject) -> None:
        """Follow an operator of :data:`SPACES`: the space's first colour is set with it."""
        for name in names_in(operands)[-1:]:
            space = self.named_space(name, resources)
            self._set(space, list(space.first_colour), stroke=operator.isupper())

    def set_colour(self, operator: bytes, operands: bytes) -> str | None:
        """Follow an operator of :data:`COLOURS`; return the name of a pattern, where it is one.

        A pattern without colours of its own takes one here (8.7.3.3); what it fills is taken to have that colour.
        """
        stroke = operator.isupper()
        space = self.state.stroke_space if stroke else self.state.fill_space
        names = names_in(operands) if b"/" in operands else []
        if names:
            values = tuple(numbers_in(operands.partition(b"/")[0]))
            tint = Colour(space.base, values) if space.base and values else None
            self.state = self.state._replace(stroke=tint) if stroke else self.state._replace(fill=tint)
            return names[-1]
        self._set(space, numbers_in(operands), stroke=stroke)
        return None

    def set_width(self, operands: bytes) -> None:
        """Follow w."""
        for number in numbers_in(operands)[-1:]:
            self.state = self.state._replace(width=abs(number))

    def set_mode(self, operands: bytes) -> None:
        """Follow Tr."""
        for number in numbers_in(operands)[-1:]:
            self.state = self.state._replace(mode=int(number))

    def set_entries(self, entries: DictionaryObject) -> None:
        """Follow gs as far as its own entries go (8.4.5): overprint, line width, what makes paint see-through."""
        state = self.state
        strokes, fills = flag_of(raw(entries, "/OP")), flag_of(raw(entries, "/op"))
        # /OP alone speaks for fills too (table 57).
        fills = strokes if fills is None else fills
        width = number_of(raw(entries, "/LW"))
        opaque = _opaque(entries)
        self.state = state._replace(
            strokes_over=state.strokes_over if strokes is None else strokes,
            fills_over=state.fills_over if fills is None else fills,
            width=state.width if width is None else abs(width),
            opaque=state.opaque if opaque is None else opaque,
        )

    def space(self, value: object, resources: DictionaryObject) -> Space:
        """Read a colour space; one that is an object is read once a document."""
        key = key_of(value)
        if key is not None and key in self.spaces:
            return self.spaces[key]
        space = read_space(value, dictionary_of(raw(resources, "/ColorSpace")))
        if key is not None:
            self.spaces[key] = space
        return space

    def named_space(self, name: str, resources: DictionaryObject) -> Space:
        """Find a colour space by its name with the solidus, among the resources or as a family."""
        named = raw(dictionary_of(raw(resources, "/ColorSpace")), name)
        return self.space(NameObject(name) if named is None else named, resources)

    def _set(self, space: Space, values: list[float], *, stroke: bool) -> None:
        if space.family == "Indexed" and values:
            colours = palette(space)
            at = min(max(int(values[-1]), 0), len(colours) - 1)
            colour = colours[at] if colours else Colour(space, ())
        else:
            colour = Colour(space, tuple(values[-space.components :]) if space.components else ())
        if stroke:
            self.state = self.state._replace(stroke=colour, stroke_space=space)
        else:
            self.state = self.state._replace(fill=colour, fill_space=space)


def _opaque(entries: DictionaryObject) -> bool | None:
    """Say whether nothing shows through (11.3.4, 11.3.7); None where the entries do not say."""
    alphas, blend, mask = (
        [number_of(raw(entries, key)) for key in ("/CA", "/ca")],
        raw(entries, "/BM"),
        raw(entries, "/SMask"),
    )
    if all(alpha is None for alpha in alphas) and blend is None and mask is None:
        return None
    blends = [name_of(item) for item in items_of(blend) or (blend,)]
    plain = all(each in (None, "Normal", "Compatible") for each in blends)
    masked = bool(dictionary_of(mask))
    return plain and not masked and all(alpha is None or alpha >= 1 for alpha in alphas)
