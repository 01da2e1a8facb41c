"""What typesetting takes and gives: how a chapter begins, and the chapter as a PDF. Values; no engine is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.findings import Place
from pipeline.typesetting.boxes import BoxMap
from pipeline.typesetting.pairs import TextPair
from pipeline.utterances import Utterance


class Side(StrEnum):
    """Which side of a spread a page is: right-hand pages have odd folios."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a chapter begins.

    Attributes:
        folio: the number of its first page, from 1, whether or not it is printed.
        side: the side of its first page.
    """

    folio: int
    side: Side

    @property
    def css(self) -> str:
        """The two rules that begin a chapter so (measured in WeasyPrint 70.0: neither adds a page)."""
        return f"@page :first {{ counter-reset: page {self.folio} }} html {{ break-before: {self.side} }}"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What pagination must know of a chapter that is laid out.

    Attributes:
        chapter: its id.
        pages: at least 1.
        labels: page index, from 0, of each label and of the chapter itself.
        moves: whether it can begin with another folio of the same side without another layout.
    """

    chapter: str
    pages: int
    labels: Mapping[str, int] = field(default_factory=dict)
    moves: bool = True


@dataclass(frozen=True, slots=True)
class ChapterPdf:
    """A typeset chapter.

    Attributes:
        chapter: its id.
        content: the PDF.
        page_count: at least 1.
        boxes: where everything landed.
        places: the source of each block, by block id.
        read: digest of every file that the chapter or the stylesheets asked for, by path; ``absent`` or ``unreadable``
            where there was none. Stylesheets and fonts are not among them: they are read before the engine is opened.
        pairs: the colours of its text on the colours behind, each pair once.
        path: its source file, relative to the project root.
        said: what its HTML says.
    """

    chapter: str
    content: bytes
    page_count: int
    boxes: BoxMap
    places: Mapping[str, Place] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[TextPair, ...] = ()
    path: str = ""
    said: tuple[Utterance, ...] = ()
