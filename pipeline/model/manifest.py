"""The manifest, ``sources/report.yaml``: what the report is called and which chapters it has, in order."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, TypeAdapter

from pipeline.model.border import LANGUAGE_PATTERN, Authored, Id, SourcePath, StyleCode, Words
from pipeline.model.dates import PartialDate


class Part(StrEnum):
    """Where a chapter stands: front matter has roman folios, body and back matter arabic ones."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class OpensOn(StrEnum):
    """On which side chapters begin."""

    RIGHT = "right"
    ANY = "any"


class CitationStyle(StrEnum):
    """How citations look in running text; each is a CSL style that comes with the pipeline."""

    AUTHOR_DATE = "author-date"
    NUMBERS = "numbers"


class ChapterEntry(Authored):
    """One chapter's line in the manifest."""

    id: Id
    """The chapter's name in crossrefs and addresses. Once published, do not change it."""

    file: SourcePath
    """The chapter's file, relative to `sources/`."""

    part: Part
    """`front` for front matter (roman page numbers), `body`, or `back`."""


class HouseStyle(Authored):
    """The publisher's choices about words."""

    citation_style: CitationStyle = CitationStyle.AUTHOR_DATE
    """`author-date` gives (Care Quality Commission, 2019); `numbers` gives [3]."""

    disable: tuple[StyleCode, ...] = ()
    """Codes of rules of the house style that do not apply to this report; `pipeline explain` lists them."""


class Manifest(Authored):
    """The report as a whole."""

    title: Words
    """The report's title."""

    subtitle: Words | None = None
    """A second line under the title."""

    series: Words | None = None
    """The series that the report belongs to."""

    publisher: Words
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
    """`right`: chapters begin on a right-hand page, after a blank page if need be. `any`: on the next page."""

    house_style: HouseStyle = HouseStyle()
    """What the publisher chooses for the whole report, such as how citations look."""


MANIFEST_SOURCE: TypeAdapter[Manifest] = TypeAdapter(Manifest)
