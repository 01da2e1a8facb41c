"""The manifest, ``sources/report.yaml``: what the report is called and which chapters it has, in order."""

from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from pipeline.model.border import (
    LANGUAGE_PATTERN,
    Authored,
    Choice,
    Id,
    Organisation,
    SourcePath,
    StyleCode,
    Words,
)
from pipeline.model.dates import PartialDate
from pipeline.units import MM

MILLIMETRES_PATTERN: Final = r"^[0-9]{1,3}(\.[0-9]{1,3})?mm$"


class Part(Choice):
    """Where a chapter stands: front matter has roman folios, body and back matter arabic ones."""

    FRONT = "front", "before the text: cover, contents, foreword; roman page numbers"
    BODY = "body", "the text, from page 1"
    BACK = "back", "behind the text: references, back cover"


class OpensOn(Choice):
    """On which side chapters begin."""

    RIGHT = "right", "on a right-hand page, after a blank page if need be"
    ANY = "any", "on the next page"


class CitationStyle(Choice):
    """How citations look in running text; each is a CSL style that comes with the pipeline."""

    AUTHOR_DATE = "author-date", "(Care Quality Commission, 2019)"
    NUMBERS = "numbers", "[3]"


class ChapterEntry(Authored):
    """One chapter's line in the manifest."""

    id: Id
    """The chapter's name in crossrefs and addresses. Once published, do not change it."""

    file: SourcePath
    """The chapter's file, relative to `sources/`."""

    part: Part
    """Where the chapter stands; front comes before body, and body before back."""


class HouseStyle(Authored):
    """The publisher's choices about words."""

    citation_style: CitationStyle = CitationStyle.AUTHOR_DATE
    """How citations look in the text."""

    disable: tuple[StyleCode, ...] = ()
    """Codes of rules of the house style that do not apply to this report; `pipeline explain` lists them."""


class Budgets(Authored):
    """What the finished report may take: a report that takes more is not published."""

    pages: Annotated[int, Field(strict=True, gt=0, examples=[64])] | None = None
    """The most pages."""

    bytes: Annotated[int, Field(strict=True, gt=0, examples=[5_000_000])] | None = None
    """The most bytes of the PDF for the screen."""


class PrintEdition(Authored):
    """What a printer asks of the file for print."""

    bleed: Annotated[str, Field(pattern=MILLIMETRES_PATTERN, examples=["3mm"])] = "3mm"
    """How far art that reaches the edge of the page goes beyond it."""

    ink_limit: Annotated[int, Field(strict=True, gt=0, examples=[300])] = 300
    """The most ink on one spot, all four inks together, in per cent."""

    signature: Annotated[int, Field(strict=True, gt=0, examples=[4, 16])] = 4
    """Pages of a folded sheet: the number of pages is to be a multiple of it."""

    @property
    def bleed_pt(self) -> float:
        """The bleed in points."""
        return float(self.bleed.removesuffix("mm")) * MM


class Editions(Authored):
    """What the report is made for."""

    print: PrintEdition = PrintEdition()
    """What the printer asks for; `pipeline preflight --edition print` goes by it."""


class Manifest(Authored):
    """The report as a whole."""

    title: Words
    """The report's title."""

    subtitle: Words | None = None
    """A second line under the title."""

    series: Words | None = None
    """The series that the report belongs to."""

    publisher: Organisation
    """Who publishes the report; also the author in the PDF's properties."""

    date: PartialDate
    """The report's date. It is printed, and it is the date in the PDF's properties."""

    language: Annotated[str, Field(pattern=LANGUAGE_PATTERN, examples=["en-GB"])] = "en-GB"
    """The language of the text (BCP 47): hyphenation and screen readers follow it."""

    rights: Words | None = None
    """One sentence on copyright or licence."""

    version: Words | None = None
    """The edition or version, if it has one."""

    chapters: Annotated[tuple[ChapterEntry, ...], Field(min_length=1)]
    """The chapters in reading order."""

    opens_on: OpensOn = OpensOn.ANY
    """Whether each chapter begins on a right-hand page."""

    house_style: HouseStyle = HouseStyle()
    """What the publisher chooses for the whole report, such as how citations look."""

    budgets: Budgets | None = None
    """The most pages and bytes that the report may have."""

    editions: Editions = Editions()
    """What the report is made for, with what the printer asks for."""


MANIFEST_SOURCE: TypeAdapter[Manifest] = TypeAdapter(Manifest)
