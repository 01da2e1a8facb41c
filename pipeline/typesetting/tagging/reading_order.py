"""Where each painted run of text stands among the words of the document, and what line breaks did to it.

Lines lose the spaces that they are broken at, and gain hyphens that no author wrote. Both show only beside the words of the
HTML. A run is found there by its own element: each element's words are painted in their order, once.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.typesetting.layout_tree.pieces import Piece
from pipeline.typesetting.tagging.kinds import IMAGES, NOT_READ

_UNSEEN: Final = "\u00ad\u200b\u2060\ufeff"
"""Characters that show nothing wherever a line is not broken at them."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a run stands.

    Attributes:
        slot: the text of its element that it belongs to: 0 before the first child, 1 behind it, and so on.
        start: of its first visible character in the document's words.
        end: behind its last one.
        hyphenated: whether the engine put its last character in.
        found: whether these are the words of the document; if not, its place is a guess.
    """

    slot: int
    start: int
    end: int
    hyphenated: bool = False
    found: bool = True


@dataclass(slots=True)
class _Own:
    """The words of one element, those of its children left out, and how far they are painted.

    Attributes:
        text: all of its text nodes, joined.
        begins: where each begins in ``text``; slots without text begin where the next does.
        origins: where each begins in the document's words.
        reached: how far pieces have come in ``text``.
    """

    text: str
    begins: list[int]
    origins: list[int]
    reached: int = 0

    def slot(self, offset: int) -> int:
        return bisect_right(self.begins, offset) - 1

    def origin(self, offset: int) -> int:
        slot = self.slot(offset)
        return self.origins[slot] + offset - self.begins[slot]


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

        def note(text: str | None) -> tuple[int, str]:
            nonlocal length
            begin, words = length, text or ""
            texts.append(words)
            length += len(words)
            return begin, words

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
            begins = [0]
            for _, words in nodes[:-1]:
                begins.append(begins[-1] + len(words))
            own[element] = _Own("".join(words for _, words in nodes), begins, [begin for begin, _ in nodes])

        for element in later:  # grows while notes are met
            read(element)
        return cls("".join(texts), own)

    def stand(self, piece: Piece) -> Stand:
        """Find the next run of an element's words; runs of one element come in their order."""
        own = self._own.get(piece.element, _Own("", [0], [len(self.words)]))
        text = piece.text or ""
        found = _match(text, own.text, own.reached)
        hyphenated = False
        if found is None and piece.hyphen and text.endswith(piece.hyphen):
            found = _match(text.removesuffix(piece.hyphen), own.text, own.reached)
            hyphenated = True
        if found is None:
            here = own.origin(min(own.reached, len(own.text)))
            return Stand(own.slot(own.reached), here, here, found=False)
        start, end = found
        own.reached = end
        return Stand(own.slot(start), own.origin(start), own.origin(end - 1) + 1, hyphenated)

    def parts_words(self, before: Stand, after: Stand) -> bool:
        """Tell whether there is white space between two runs that follow each other."""
        return any(map(str.isspace, self.words[before.end : after.start]))


def _match(text: str, words: str, begin: int) -> tuple[int, int] | None:
    """Find a run at the beginning of what is left of an element's words; white space and capitals do not count.

    Returns:
        The first of its characters and the one behind its last; None if others stand there.
    """
    wanted = "".join(_visible(text)).casefold()
    met = ""
    first = last = None
    for index in range(begin, len(words)):
        if len(met) >= len(wanted):
            break
        character = words[index]
        if character.isspace() or character in _UNSEEN:
            continue
        met += character.casefold()
        first, last = index if first is None else first, index
    if first is None or last is None or met != wanted:
        return None
    return first, last + 1


def _visible(text: str) -> Iterator[str]:
    return (character for character in text if not character.isspace() and character not in _UNSEEN)
