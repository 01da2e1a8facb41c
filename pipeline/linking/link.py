"""Joining chapters: pages in order, one outline, one set of named destinations, crossrefs that land, page labels.

This is the simple form, on pypdf's writer: pages and their content are kept, structure trees are not (pypdf 7.1 drops
``/StructTreeRoot`` on append), so chapters are typeset without tags and the report says that it is untagged.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NullObject,
    TextStringObject,
)

from pipeline.findings import Checked, Finding, error
from pipeline.linking.labels import add_page_labels
from pipeline.linking.metadata import add_metadata
from pipeline.model.report import NumberedReport
from pipeline.pagination import Pagination
from pipeline.typesetting import ChapterPdf

SCHEME = "crossref:"
"""Links that layouts write to other places of the report; WeasyPrint keeps them as URI actions."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What linking did, so that nothing is lost in silence.

    Attributes:
        pages: of the report, blank ones included.
        blanks: blank pages that were put in.
        links_resolved: crossrefs that became links to a named destination.
        links_unresolved: crossrefs whose destination no chapter has.
        destinations: named destinations.
        destinations_dropped: names that two chapters had; the first is kept.
        tagged: whether the structure tree is there.
    """

    pages: int
    blanks: int
    links_resolved: int
    links_unresolved: tuple[str, ...]
    destinations: int
    destinations_dropped: tuple[str, ...]
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class LinkedPdf:
    """The report as one PDF, and what was done to make it."""

    content: bytes
    facts: LinkFacts


def link(numbered: NumberedReport, chapters: Sequence[ChapterPdf], pagination: Pagination) -> Checked[LinkedPdf]:
    """Join the chapters.

    Args:
        numbered: the report that they were made from.
        chapters: in reading order.
        pagination: where each of them begins.
    """
    joiner = _Joiner(numbered)
    for chapter, paged in zip(chapters, pagination.chapters, strict=True):
        joiner.add(chapter, paged.blanks_before)
    unresolved = tuple(joiner.resolve_crossrefs())
    manifest = numbered.report.manifest
    add_page_labels(joiner.writer, numbered.report, pagination)
    add_metadata(joiner.writer, manifest)
    facts = LinkFacts(
        pages=len(joiner.writer.pages),
        blanks=sum(paged.blanks_before for paged in pagination.chapters),
        links_resolved=joiner.resolved,
        links_unresolved=unresolved,
        destinations=len(joiner.names),
        destinations_dropped=tuple(joiner.dropped),
    )
    return Checked(LinkedPdf(joiner.content(), facts), tuple(_findings(facts, numbered, chapters)))


class _Joiner:
    def __init__(self, numbered: NumberedReport) -> None:
        self.numbered = numbered
        self.writer = PdfWriter()
        self.names: dict[str, ArrayObject] = {}
        self.dropped: list[str] = []
        self.resolved = 0

    def add(self, chapter: ChapterPdf, blanks_before: int) -> None:
        reader = PdfReader(io.BytesIO(chapter.content))
        for _ in range(blanks_before):
            # A blank page is as large as the page that follows it.
            box = reader.pages[0].trimbox
            self.writer.add_blank_page(box.width, box.height)
        first = len(self.writer.pages)
        for page in reader.pages:
            self.writer.add_page(page)
        for name, destination in reader.named_destinations.items():
            self._add_destination(name, destination, reader, first)
        self._add_outline(reader.outline, None, reader, first)

    def _add_destination(self, name: str, destination: Any, reader: PdfReader, first: int) -> None:
        if name in self.names:
            self.dropped.append(name)
            return
        self.names[name] = self._array(destination, reader, first)

    def _array(self, destination: Any, reader: PdfReader, first: int) -> ArrayObject:
        """Return a destination on the report's pages (ISO 32000-2:2020, 12.3.2.2)."""
        number = reader.get_destination_page_number(destination)
        assert number is not None
        page = self.writer.pages[first + number]
        zoom = NullObject()
        left, top = destination.left, destination.top
        return ArrayObject([page.indirect_reference, NameObject("/XYZ"), left, top, zoom])

    def _add_outline(self, items: Any, parent: Any, reader: PdfReader, first: int) -> None:
        """Add a chapter's outline items; pypdf gives children as a list behind their parent."""
        added = parent
        for item in items:
            if isinstance(item, list):
                self._add_outline(item, added, reader, first)
                continue
            added = self.writer.add_outline_item_dict(
                DictionaryObject(
                    {
                        NameObject("/Title"): TextStringObject(item.title),
                        NameObject("/Dest"): self._array(item, reader, first),
                    }
                ),
                parent,
                is_open=False,
            )

    def resolve_crossrefs(self) -> Iterator[str]:
        """Turn crossrefs into links to named destinations; yield those that lead nowhere."""
        for page in self.writer.pages:
            for annotation in _link_annotations(page):
                address = annotation.get("/A", {}).get("/URI", "")
                if not str(address).startswith(SCHEME):
                    continue
                key = str(address).removeprefix(SCHEME)
                if key not in self.names:
                    yield key
                    continue
                # ISO 32000-2:2020, 12.6.4.2: a go-to action's destination may be the name of one.
                annotation[NameObject("/A")] = DictionaryObject(
                    {NameObject("/S"): NameObject("/GoTo"), NameObject("/D"): TextStringObject(key)}
                )
                annotation[NameObject("/Contents")] = TextStringObject(self.numbered.targets[key].name if key in self.numbered.targets else key)
                self.resolved += 1

    def content(self) -> bytes:
        for name in sorted(self.names):
            self.writer.add_named_destination_array(TextStringObject(name), self.names[name])
        written = io.BytesIO()
        self.writer.write(written)
        return written.getvalue()


def _link_annotations(page: PageObject) -> Iterator[DictionaryObject]:
    for reference in page.get("/Annots", ()):
        annotation = reference.get_object()
        if annotation.get("/Subtype") == "/Link":
            yield annotation


def _findings(
    facts: LinkFacts, numbered: NumberedReport, chapters: Sequence[ChapterPdf]
) -> Iterator[Finding]:
    del chapters
    for key in facts.links_unresolved:
        target = numbered.targets.get(key)
        said = f' ("{target.title}")' if target else ""
        yield error("dead-link", f'a link leads to "{key}"{said}, which no page shows', hint="the layout prints no element with this id")
    for name in facts.destinations_dropped:
        yield error("duplicate-label", f'two chapters have a destination "{name}"')
