"""Joining chapters: pages in order, one outline, one set of named destinations, crossrefs that land, page labels.

This is the simple form, on pypdf's writer: pages and their content are kept, structure trees are not (pypdf 7.1 drops
``/StructTreeRoot`` on append), so chapters are typeset without tags and the report says that it is untagged.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    OutlineItem,
    RectangleObject,
    TextStringObject,
)

from pipeline.errors import PipelineError
from pipeline.findings import Checked, Finding, error
from pipeline.linking.labels import add_page_labels
from pipeline.linking.metadata import add_metadata
from pipeline.markup.typography import curl
from pipeline.model.report import NumberedReport
from pipeline.pagination import Pagination
from pipeline.typesetting import ChapterPdf

SCHEME = "crossref:"
"""Links that layouts write to other places of the report; WeasyPrint keeps them as URI actions."""


LOWEST_LINK = 9.0
"""Points that a link is high at least: about a line of small print."""


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


def link(
    numbered: NumberedReport, chapters: Sequence[ChapterPdf], pagination: Pagination
) -> Checked[LinkedPdf]:
    """Join the chapters.

    Args:
        numbered: the report that they were made from.
        chapters: in reading order.
        pagination: where each of them begins.

    Raises:
        PipelineError: a chapter's PDF cannot be read.
        UsageError: SOURCE_DATE_EPOCH is not a moment.
    """
    joiner = _Joiner(numbered)
    for chapter, paged in zip(chapters, pagination.chapters, strict=True):
        try:
            joiner.add(chapter, paged.blanks_before)
        except PyPdfError as problem:
            # It came from the engine or out of a cache a moment ago, so no author can help.
            raise PipelineError(
                f'the PDF of chapter "{chapter.chapter}" cannot be read: {problem}', "build once more"
            ) from problem
    unresolved = tuple(joiner.resolve_crossrefs())
    add_page_labels(joiner.writer, numbered.report, pagination)
    add_metadata(joiner.writer, numbered.report.manifest, b"".join(chapter.content for chapter in chapters))
    facts = LinkFacts(
        pages=len(joiner.writer.pages),
        blanks=sum(paged.blanks_before for paged in pagination.chapters),
        links_resolved=joiner.resolved,
        links_unresolved=unresolved,
        destinations=len(joiner.names),
        destinations_dropped=tuple(joiner.dropped),
    )
    return Checked(LinkedPdf(joiner.content(), facts), tuple(_findings(facts, numbered)))


class _Joiner:
    def __init__(self, numbered: NumberedReport) -> None:
        self.numbered = numbered
        self.writer = PdfWriter()
        self.names: dict[str, ArrayObject] = {}
        self.dropped: list[str] = []
        self.resolved = 0

    def add(self, chapter: ChapterPdf, blanks_before: int) -> None:
        # Strict: pypdf mends damaged files by guessing, and nothing here should need that.
        reader = PdfReader(io.BytesIO(chapter.content), strict=True)
        for _ in range(blanks_before):
            self._add_blank(reader.pages[0])
        first = len(self.writer.pages)
        for page in reader.pages:
            self.writer.add_page(page)
        for name, destination in reader.named_destinations.items():
            if name in self.names:
                self.dropped.append(name)
            else:
                self.names[name] = self._array(destination, reader, first)
        self._add_outline(reader.outline, None, reader, first)

    def _add_blank(self, like: PageObject) -> None:
        """Add an empty page with all the boxes of the page that follows it (ISO 32000-2:2020, 14.11.2)."""
        blank = self.writer.add_blank_page(like.mediabox.width, like.mediabox.height)
        for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
            if name in like:
                blank[NameObject(name)] = RectangleObject(cast("ArrayObject", like[name]))

    def _array(self, destination: Any, reader: PdfReader, first: int) -> ArrayObject:
        """Return a destination on the report's pages (ISO 32000-2:2020, 12.3.2.2)."""
        number = reader.get_destination_page_number(destination)
        assert number is not None
        page = self.writer.pages[first + number]
        # A box whose top margin is negative begins above the sheet.
        top = min(destination.top, page.mediabox.top)
        return ArrayObject(
            [page.indirect_reference, NameObject("/XYZ"), destination.left, FloatObject(top), NullObject()]
        )

    def _add_outline(self, items: Any, parent: Any, reader: PdfReader, first: int) -> None:
        """Add a chapter's outline items; pypdf gives children as a list behind their parent."""
        added = parent
        for item in items:
            if isinstance(item, list):
                self._add_outline(item, added, reader, first)
                continue
            entries = DictionaryObject(
                {
                    NameObject("/Title"): TextStringObject(item.title),
                    NameObject("/Dest"): self._array(item, reader, first),
                }
            )
            # pypdf 7.1 takes any dictionary, whatever it declares.
            added = self.writer.add_outline_item_dict(cast("OutlineItem", entries), parent, is_open=False)

    def resolve_crossrefs(self) -> Iterator[str]:
        """Turn crossrefs into links to named destinations; yield those that lead nowhere."""
        for page in self.writer.pages:
            for annotation in _link_annotations(page):
                _grow(annotation)
                address = str(annotation.get("/A", {}).get("/URI", ""))
                if not address.startswith(SCHEME):
                    continue
                key = unquote(address.removeprefix(SCHEME))
                if key not in self.names:
                    yield key
                    continue
                # ISO 32000-2:2020, 12.6.4.2: a go-to action's destination may be the name of one.
                annotation[NameObject("/A")] = DictionaryObject(
                    {NameObject("/S"): NameObject("/GoTo"), NameObject("/D"): TextStringObject(key)}
                )
                annotation[NameObject("/Contents")] = TextStringObject(self._name(key))
                self.resolved += 1

    def _name(self, key: str) -> str:
        """Return what a link's target is called, for readers who hear the page (ISO 32000-2:2020, 12.5.2)."""
        target = self.numbered.targets.get(key)
        work = self.numbered.report.references.get(key.rpartition("/")[2])
        if target:
            return curl(target.name)
        return curl(work.title) if work else key

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


def _grow(annotation: DictionaryObject) -> None:
    """Give a link that is too low to be hit a height, about its middle.

    WeasyPrint 70.0 makes a link as high as its line-height, and that is 0 for raised figures and small print that must
    not push lines apart (WeasyPrint 70.0, measured).
    """
    # WeasyPrint writes the upper corner first; a rectangle's corners may stand in any order (7.9.5).
    left, one, right, other = (float(side) for side in cast("ArrayObject", annotation["/Rect"]))
    bottom, top = sorted((one, other))
    missing = LOWEST_LINK - (top - bottom)
    if missing > 0:
        annotation[NameObject("/Rect")] = RectangleObject(
            (left, bottom - missing / 2, right, top + missing / 2)
        )


def _findings(facts: LinkFacts, numbered: NumberedReport) -> Iterator[Finding]:
    for key in dict.fromkeys(facts.links_unresolved):
        target = numbered.targets.get(key)
        said = f' ("{target.title}")' if target else ""
        message = f'a link leads to "{key}"{said}, which no page shows'
        yield error("dead-link", message, hint="the layout prints no element with this id")
    for name in facts.destinations_dropped:
        yield error("duplicate-label", f'two chapters have a destination "{name}"')
