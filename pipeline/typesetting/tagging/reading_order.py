"""Where each painted run of text stands among the words of the document, and what line breaks did to it.

Lines lose the spaces that they are broken at, and gain hyphens that no author wrote. Both show only beside the words of the
HTML. A run is found there by its own element: each element's words are painted in their order, once.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.typesetting.layout_tree.pieces import Piece
from pipeline.typesetting.tagging.kinds import IMAGES, NOT_READ

_SHOWS_NOTHING: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Characters that show nothing wherever a line is not broken at them."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a run stands.

    Attributes:
        slot: the text of its element that it belongs to: 0 before the first child, 1 behind it, and so on.
        start: of its first visible character in the document's words.
        end: behind its last one.
        hyphenated: whether the engine put its last character in.
    """

    slot: int
    start: int
    end: int
    hyphenated: bool = False


class _Own:
    """The words of one element, those of its children left out, and how far they are painted."""

    def __init__(self, texts: list[str], origins: list[int]) -> None:
        """Take the element's texts, and where each begins in the document's words."""
        self.origins = origins
        self.begins = [0]
        for text in texts[:-1]:
            self.begins.append(self.begins[-1] + len(text))
        joined = "".join(texts)
        self.plain = _plain(joined)
        self.offsets = _offsets(joined, self.plain)
        self.length = len(joined)
        self.reached = 0  # in the plain words

    def stand(self, begin: int, length: int, *, hyphenated: bool = False) -> Stand:
        """Return the stand of some of the plain words."""
        last = min(begin + length, len(self.offsets)) - 1
        if last < begin:
            offset = self.offsets[-1] + 1 if self.offsets else 0
            slot, here = self._place(min(offset, self.length))
            return Stand(slot, here, here, hyphenated)
        slot, start = self._place(self.offsets[begin])
        return Stand(slot, start, self._place(self.offsets[last])[1] + 1, hyphenated)

    def _place(self, offset: int) -> tuple[int, int]:
        slot = bisect_right(self.begins, offset) - 1
        return slot, self.origins[slot] + offset - self.begins[slot]


@dataclass(slots=True)
class ReadingOrder:
    """The words of a document, in order, and how far each element's are painted.

    Attributes:
        words: every text of the document; a line break is white space in it.
    """

    words: str
    _own: dict[Any, _Own] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any, apart: frozenset[Any]) -> "ReadingOrder":
        """Read a document.

        Args:
            root: its element.
            apart: elements whose words do not stand among those round them, such as notes.
        """
        texts: list[str] = []
        own: dict[Any, _Own] = {}
        length, later = 0, [root]

        def note(text: str | None) -> tuple[str, int]:
            nonlocal length
            begin, words = length, text or ""
            texts.append(words)
            length += len(words)
            return words, begin

        def read(element: Any) -> None:
            if not isinstance(element.tag, str) or element.tag in NOT_READ or element.tag in IMAGES:
                return
            nodes = [note("\n" if element.tag == "br" else element.text)]
            for child in element:
                if child in apart:
                    later.append(child)
                else:
                    read(child)
                nodes.append(note(child.tail))
            own[element] = _Own([words for words, _ in nodes], [begin for _, begin in nodes])

        for element in later:  # grows while notes are met
            read(element)
        return cls("".join(texts), own)

    def stand(self, piece: Piece) -> Stand:
        """Find the next run of an element's words; runs of one element come in their order.

        Where others stand there than were painted, as many as were painted are taken.
        """
        own = self._own.get(piece.element) or _Own([""], [len(self.words)])
        text = piece.text or ""
        wanted = _plain(text)
        hyphenated = False
        if piece.hyphen and text.endswith(piece.hyphen) and not own.plain.startswith(wanted, own.reached):
            unbroken = _plain(text.removesuffix(piece.hyphen))
            if own.plain.startswith(unbroken, own.reached):
                wanted, hyphenated = unbroken, True
        begin = own.reached
        own.reached = min(begin + len(wanted), len(own.plain))
        return own.stand(begin, len(wanted), hyphenated=hyphenated)

    def parts_words(self, before: Stand, after: Stand) -> bool:
        """Tell whether there is white space between two runs that follow each other."""
        return any(map(str.isspace, self.words[before.end : after.start]))


def _plain(text: str) -> str:
    """Return what shows of a text; white space and capitals do not count."""
    shown = "".join(text.casefold().split())
    return shown if shown.isascii() else shown.translate(_SHOWS_NOTHING)


def _offsets(text: str, plain: str) -> list[int]:
    """Return where each character of the plain text comes from."""
    visible = [
        index for index, each in enumerate(text) if not each.isspace() and ord(each) not in _SHOWS_NOTHING
    ]
    if len(visible) == len(plain):
        return visible
    return [index for index in visible for _ in text[index].casefold()]  # a sharp s is two
