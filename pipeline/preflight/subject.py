"""A document under examination: what several rules look at is read once, by the first that asks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple

from pipeline.findings import Finding, Severity
from pipeline.findings.finding import Rectangle
from pipeline.listening.hearing import Heard, hear_all
from pipeline.pdf import Document
from pipeline.pdf.artwork import Art, PageArtwork, Samples
from pipeline.pdf.boxes import Box, PageBoxes, read_boxes
from pipeline.pdf.catalog import Facts, read_facts, read_xmp_packet
from pipeline.pdf.elements import Content, Elements, Node, read_elements
from pipeline.pdf.fonts import Font, read_fonts
from pipeline.pdf.intents import OutputIntent, read_output_intents
from pipeline.pdf.links import PageAnnotations, read_annotations
from pipeline.pdf.marks import Mark
from pipeline.pdf.painting import PaintedPage, read_painted
from pipeline.pdf.pieces import Piece
from pipeline.pdf.plotting import read_artwork
from pipeline.pdf.resources import PageUse, read_resources
from pipeline.pdf.samples import Fullness, UnreadableSamplesError, read_fullness
from pipeline.pdf.tracing import Ways, read_ways
from pipeline.pdf.xmp import XmpPacket, parse_xmp
from pipeline.preflight.edition import Edition, Print, Screen

_MOST_PLACES: Final = 8
"""Places of one page that are told one by one where the same is wrong with all; the others are told as one area."""


class Spot(NamedTuple):
    """A place where something is wrong.

    Attributes:
        page_index: from 0.
        box: in the page's default user space; None for the page as a whole.
    """

    page_index: int
    message: str
    box: Box | None = None
    number: int | None = None
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Subject:
    """The document with the edition that it is meant for.

    Attributes:
        size: of the file, in bytes.
        has_content: whether content streams may be read; if not, only rules of the whole file can ask.
    """

    document: Document
    edition: Edition = field(default_factory=Screen)
    size: int = 0
    has_content: bool = True

    @property
    def press(self) -> Print:
        """The limits of print; the usual ones where the edition is another."""
        return self.edition if isinstance(self.edition, Print) else Print()

    @cached_property
    def facts(self) -> Facts:
        """What the catalog and Info say."""
        return read_facts(self.document)

    @cached_property
    def packet(self) -> XmpPacket:
        """The XMP packet; empty without one."""
        packet = read_xmp_packet(self.document)
        return parse_xmp(packet) if packet else XmpPacket()

    @cached_property
    def xmp(self) -> Mapping[str, str]:
        """Properties of the XMP packet; empty without one."""
        return dict(self.packet.properties)

    @cached_property
    def intents(self) -> tuple[OutputIntent, ...]:
        """What colours are meant for."""
        return read_output_intents(self.document)

    @cached_property
    def ways(self) -> Ways:
        """The ways between content and structure elements."""
        return read_ways(self.document, self.elements)

    @cached_property
    def elements(self) -> Elements:
        """The structure tree."""
        return read_elements(self.document)

    @cached_property
    def painted(self) -> tuple[PaintedPage, ...]:
        """What pages say to readers: their content streams are read once for all rules of the screen."""
        assert self.has_content
        return read_painted(self.document)

    @cached_property
    def artwork(self) -> tuple[PageArtwork, ...]:
        """What pages give a press: their content streams are read once for all rules of print."""
        assert self.has_content
        return read_artwork(self.document, self.boxes)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Marked content, as it is painted."""
        return tuple(mark for page in self.painted for mark in page.marks)

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts that pages use."""
        return read_fonts(self.document, self.with_fonts)

    @cached_property
    def with_fonts(self) -> Sequence[PageUse]:
        """Each page with its fonts: those that its content selects, or where it is not read, all that it could select."""
        if not self.has_content:
            return read_resources(self.document)
        return self.artwork if isinstance(self.edition, Print) else self.painted

    @cached_property
    def annotations(self) -> tuple[PageAnnotations, ...]:
        """Links, page by page."""
        return read_annotations(self.document)

    @cached_property
    def heard(self) -> Heard:
        """What a screen reader says."""
        return hear_all(self.elements, self.painted)

    def page_of(self, node: Node) -> int | None:
        """Return the page, from 1, that an element begins on; None when nothing of it is on a page."""
        waiting: list[Node | Content] = [node]
        while waiting:
            each = waiting.pop()
            if isinstance(each, Node):
                waiting += reversed(each.kids)
            elif each.page_index is not None:
                return each.page_index + 1
        return None

    @cached_property
    def boxes(self) -> tuple[PageBoxes, ...]:
        """The boxes of every page."""
        return read_boxes(self.document)

    def trim(self, page_index: int) -> Box:
        """Return the finished page: the trim box, or what the standard takes for it (ISO 32000-2:2020, 14.11.2)."""
        boxes = self.boxes[page_index]
        return boxes.trim or boxes.crop or boxes.media or Box(0.0, 0.0, 0.0, 0.0)

    def rectangle(self, page_index: int, box: Box | None) -> Rectangle | None:
        """Return a box as findings have it, from the corner of the trim box, cut to the sheet."""
        sheet = self.boxes[page_index].media
        if box is None or sheet is None:
            return None
        trim = self.trim(page_index)
        left, bottom = max(box.left, sheet.left), max(box.bottom, sheet.bottom)
        right, top = min(box.right, sheet.right), min(box.top, sheet.top)
        if left > right or bottom > top:
            return None
        edges = (left - trim.left, bottom - trim.bottom, right - trim.left, top - trim.bottom)
        return Rectangle(*(round(edge, 2) + 0.0 for edge in edges))

    def around(self, pieces: Sequence[Piece]) -> Rectangle | None:
        """Return where pieces of text of one page stand; None where there are none."""
        boxes = [Box(piece.left, piece.bottom, piece.right, piece.top) for piece in pieces]
        return self.rectangle(pieces[0].page_index, _around(boxes)) if pieces else None

    def around_mark(self, mark: Mark) -> Rectangle | None:
        """Return where the text of marked content stands; None for one without text."""
        pieces = self.painted[mark.page_index].pieces
        return self.around([each for each in pieces if each.standing[:2] == (mark.key, mark.mcid)])

    @cached_property
    def _fullness(self) -> dict[int, Fullness | str | None]:
        return {}

    def fullness(self, samples: Samples) -> Fullness | str | None:
        """Return how much ink an image lays down; words that say why that is not known; None where it is none."""
        key = id(samples.entries)
        if samples.entries is None or key not in self._fullness:
            try:
                found: Fullness | str | None = read_fullness(samples, self.press.ink_limit)
            except UnreadableSamplesError as problem:
                found = str(problem)
            if samples.entries is None:
                return found
            self._fullness[key] = found
        return self._fullness[key]

    def tell(self, code: str, spots: Iterable[Spot], hint: str = "") -> Iterator[Finding]:
        """Yield findings of spots; where one thing is wrong all over a page, the first places and then the rest as one."""
        by_page = sorted(spots, key=lambda spot: (spot.page_index, spot.severity, spot.message))
        for (index, severity, message), group in groupby(
            by_page, key=lambda spot: (spot[0], spot[4], spot[1])
        ):
            places = list(dict.fromkeys(group))
            single = places if len(places) <= _MOST_PLACES else places[: _MOST_PLACES - 1]
            for spot in single:
                yield Finding(
                    code,
                    severity,
                    message,
                    hint,
                    page=index + 1,
                    rectangle=self.rectangle(index, spot.box),
                    object_number=spot.number,
                )
            rest = places[len(single) :]
            if rest:
                yield Finding(
                    code,
                    severity,
                    message,
                    hint,
                    page=index + 1,
                    rectangle=self.rectangle(index, _around([spot.box for spot in rest if spot.box])),
                    times=len(rest),
                )


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def printed(subject: Subject) -> Iterator[tuple[int, Art]]:
    """Yield everything that pages give a press, with the page's index from 0."""
    return ((page.index, art) for page in subject.artwork for art in page.art)
