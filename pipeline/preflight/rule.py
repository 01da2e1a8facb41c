"""A rule: what is looked for, and why it matters. What to do stands in ``findings/remedies.py``, as for all findings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.findings import Finding
from pipeline.listening.hearing import Heard, hear_all
from pipeline.pdf import Document
from pipeline.pdf.catalog import Facts, read_facts, read_xmp_packet
from pipeline.pdf.elements import Content, Elements, Node, read_elements
from pipeline.pdf.fonts import Font, read_fonts
from pipeline.pdf.links import PageAnnotations, read_annotations
from pipeline.pdf.marks import Mark
from pipeline.pdf.painting import PaintedPage, read_painted
from pipeline.pdf.tracing import Ways, read_ways
from pipeline.pdf.xmp import XmpPacket, parse_xmp


@dataclass(frozen=True)
class Subject:
    """A document under examination: what several rules look at is read once, by the first that asks."""

    document: Document

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
    def ways(self) -> Ways:
        """The ways between content and structure elements."""
        return read_ways(self.document, self.elements)

    @cached_property
    def elements(self) -> Elements:
        """The structure tree."""
        return read_elements(self.document)

    @cached_property
    def painted(self) -> tuple[PaintedPage, ...]:
        """What pages paint: their content streams are read once for all rules."""
        return read_painted(self.document)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Marked content, as it is painted."""
        return tuple(mark for page in self.painted for mark in page.marks)

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts that pages use."""
        return read_fonts(self.document, self.painted)

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


Check = Callable[[Subject], Iterable[Finding]]
"""Look for what is wrong in a document; nothing found is a pass."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table.

    Attributes:
        code: the word that its findings carry.
        check: yields findings.
        clause: the requirement that it is for.
        why: who suffers if it is broken, in a sentence.
    """

    code: str
    check: Check
    clause: str
    why: str
