"""The pen that writes on a page: graphics and text state, as far as they say where text stands (ISO 32000-2:2020, 8.4, 9.3, 9.4)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from pipeline.pdf.glyphs import Glyphs
from pipeline.pdf.marks import Marking
from pipeline.pdf.operators import numbers_in, shown_in, strings_in
from pipeline.pdf.pieces import IDENTITY, Matrix, place, times

_DEEPEST: Final = 512
"""Saved states that are kept; annex C lets readers stop at 28, and files do not always."""

_PARTS_WORDS: Final = 200
"""Thousandths of the type size: a step at least so wide parts two words that have no space between them."""


State = tuple[Matrix, Glyphs, tuple[float, ...]]
"""What q saves."""


class Pen:
    """A pen on one page; operators that lack operands leave it where it is.

    Attributes:
        marking: takes the pieces of text.
        matrix: from user space to the page.
        glyphs: of the font that is selected, ``size`` its size.
    """

    def __init__(self, marking: Marking) -> None:
        self.marking = marking
        self.matrix = IDENTITY
        self.glyphs = Glyphs()
        self.size = 0.0
        self._text = self._line = IDENTITY
        self._letter_space = self._word_space = self._leading = self._rise = 0.0
        self._stretch = 1.0
        self._saved: list[State] = []

    @property
    def at(self) -> Matrix:
        """From text space to the page, where the pen is."""
        return times(self._text, self.matrix)

    @property
    def depth(self) -> int:
        """How many states are saved."""
        return len(self._saved)

    @property
    def state(self) -> State:
        """What q saves and Q brings back."""
        numbers = (self.size, self._letter_space, self._word_space, self._stretch, self._leading, self._rise)
        return self.matrix, self.glyphs, numbers

    @state.setter
    def state(self, state: State) -> None:
        self.matrix, self.glyphs, numbers = state
        self.size, self._letter_space, self._word_space, self._stretch, self._leading, self._rise = numbers

    def save(self, _: bytes = b"") -> None:
        """Keep the state (q)."""
        if len(self._saved) < _DEEPEST:
            self._saved.append(self.state)

    def restore(self, _: bytes = b"") -> None:
        """Take the last state that was kept (Q)."""
        if self._saved:
            self.state = self._saved.pop()

    def close(self, depth: int) -> None:
        """Take the states that are saved beyond a depth, at the end of a stream."""
        while self.depth > depth:
            self.restore()

    def transform(self, operands: bytes) -> None:
        """Change user space (cm)."""
        matrix = _matrix(operands)
        if matrix:
            self.matrix = times(matrix, self.matrix)

    def _begin(self, _: bytes) -> None:
        self._text = self._line = IDENTITY

    def _set_matrix(self, operands: bytes) -> None:
        self._text = self._line = _matrix(operands) or self._line

    def _move(self, operands: bytes) -> None:
        numbers = numbers_in(operands)
        if len(numbers) == 2:
            self._text = self._line = times((1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1]), self._line)

    def _move_and_lead(self, operands: bytes) -> None:
        numbers = numbers_in(operands)
        if len(numbers) == 2:
            self._leading = -numbers[1]
            self._move(operands)

    def _next_line(self, _: bytes = b"") -> None:
        self._text = self._line = times((1.0, 0.0, 0.0, 1.0, 0.0, -self._leading), self._line)

    def _set_leading(self, operands: bytes) -> None:
        self._leading = _last(operands, self._leading)

    def _set_letter_space(self, operands: bytes) -> None:
        self._letter_space = _last(operands, self._letter_space)

    def _set_word_space(self, operands: bytes) -> None:
        self._word_space = _last(operands, self._word_space)

    def _set_stretch(self, operands: bytes) -> None:
        self._stretch = _last(operands, 100 * self._stretch) / 100

    def _set_rise(self, operands: bytes) -> None:
        self._rise = _last(operands, self._rise)

    def _show_line(self, operands: bytes) -> None:
        self._next_line()
        self._show(operands)

    def _show_spaced_line(self, operands: bytes) -> None:
        numbers = numbers_in(operands.partition(b"(")[0].partition(b"<")[0])
        if len(numbers) == 2:
            self._word_space, self._letter_space = numbers
        self._next_line()
        for string in strings_in(operands)[:1]:
            self._show_parts([string])

    def _show(self, operands: bytes) -> None:
        self._show_parts(shown_in(operands))

    def _show_parts(self, parts: list[bytes | float]) -> None:
        """Show strings with steps between them, as one piece, and move the pen behind them."""
        text, width = "", 0.0
        for part in parts:
            if not isinstance(part, bytes):
                width -= part / 1000 * self.size
                if part <= -_PARTS_WORDS and text and not text[-1].isspace():
                    text += " "
                continue
            letters, units, count = self.glyphs.read(part)
            width += units / 1000 * self.size + count * self._letter_space
            if self._word_space and self.glyphs.bytes_a_code == 1:
                width += part.count(b" ") * self._word_space
            # A step before a space that is there would double it.
            text = text[:-1] + letters if text[-1:] == " " and letters[:1].isspace() else text + letters
        width *= self._stretch
        if text:
            self._place(text, width)
        self._text = times((1.0, 0.0, 0.0, 1.0, width, 0.0), self._text)

    def _place(self, text: str, width: float) -> None:
        size = self.size or 1.0
        matrix = times(times((size, 0.0, 0.0, size, 0.0, self._rise), self._text), self.matrix)
        marking = self.marking
        marking.show(place(text, marking.standing, marking.page_index, matrix, width / size))


OPERATORS: Final[Mapping[bytes, Callable[[Pen, bytes], None]]] = MappingProxyType(
    {
        b"q": Pen.save,
        b"Q": Pen.restore,
        b"cm": Pen.transform,
        b"BT": Pen._begin,  # noqa: SLF001 - the table belongs to the class
        b"Tm": Pen._set_matrix,  # noqa: SLF001
        b"Td": Pen._move,  # noqa: SLF001
        b"TD": Pen._move_and_lead,  # noqa: SLF001
        b"T*": Pen._next_line,  # noqa: SLF001
        b"TL": Pen._set_leading,  # noqa: SLF001
        b"Tc": Pen._set_letter_space,  # noqa: SLF001
        b"Tw": Pen._set_word_space,  # noqa: SLF001
        b"Tz": Pen._set_stretch,  # noqa: SLF001
        b"Ts": Pen._set_rise,  # noqa: SLF001
        b"Tj": Pen._show,  # noqa: SLF001
        b"TJ": Pen._show,  # noqa: SLF001
        b"'": Pen._show_line,  # noqa: SLF001
        b'"': Pen._show_spaced_line,  # noqa: SLF001
    }
)
"""What the pen follows, by operator."""


def _matrix(operands: bytes) -> Matrix | None:
    numbers = numbers_in(operands)
    return tuple(numbers) if len(numbers) == 6 else None  # type: ignore[return-value]


def _last(operands: bytes, otherwise: float) -> float:
    numbers = numbers_in(operands)
    return numbers[-1] if numbers else otherwise
