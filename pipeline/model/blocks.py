"""The blocks that an author can put between paragraphs, as YAML writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import Discriminator, Field, StrictBool, Tag, model_validator

from pipeline.model.asides import Callout, FactBox, KeyLearning, PullQuote, Timeline
from pipeline.model.border import (
    Authored,
    AuthoredBlock,
    Cell,
    Choice,
    Cited,
    DataPath,
    Id,
    ImagePath,
    JobTitle,
    Organisation,
    PersonName,
    Unit,
    Words,
    described,
    rows_or_data,
)
from pipeline.model.charts import Chart, RatingJourney, RatingTable


class RoleInChapter(Choice):
    """Whether a person wrote the chapter or is written about."""

    AUTHOR = "author", "this person wrote the chapter"
    SUBJECT = "subject", "the chapter is about this person"


class Person(AuthoredBlock):
    """A card that introduces a person: photograph, name, role, organisation."""

    name: PersonName
    """Full name with its honorific."""

    role: JobTitle
    """Job title, in lower case."""

    organisation: Organisation
    """The organisation's full name."""

    role_in_chapter: RoleInChapter
    """Whether this person wrote the chapter, or the chapter is about them."""

    image: ImagePath | None = None
    """A photograph, relative to `sources/`."""

    alt: Words | None = None
    """What the photograph shows, for readers who cannot see it. Required with an image."""

    @model_validator(mode="after")
    def _described(self) -> Person:
        return described(self)


class Quote(AuthoredBlock):
    """A quotation set apart from the text, with whose words they are."""

    text: Words
    """The words, in Markdown, without quotation marks."""

    speaker: PersonName
    """Who said or wrote them."""

    role: JobTitle | None = None
    """The speaker's role and organisation."""

    source: Cited | None = None
    """Where the words stand, usually a citation."""


class Figure(AuthoredBlock):
    """An image with its caption."""

    label: Id | None = None
    """A name for crossrefs: `[text](figure:chapter/label)`."""

    image: ImagePath
    """The image file, relative to `sources/`: PNG, JPEG, WebP or SVG."""

    alt: Words
    """What the image says, for readers who cannot see it."""

    caption: Words
    """One or two sentences under the image, in Markdown."""

    credit: Cited | None = None
    """Who made the image, or where its numbers come from, in Markdown."""


class Align(Choice):
    """How a column's cells are set."""

    LEFT = "left", "for words"
    RIGHT = "right", "for numbers"
    CENTRE = "centre", "for marks and single letters"


class Format(Choice):
    """How the cells of a column are printed."""

    TEXT = "text", "as it is written"
    NUMBER = "number", "with commas: 1987 becomes 1,987"
    PERCENT = "percent", "with commas and %: 48 becomes 48%"
    POUNDS = "pounds", "with commas and £: 1987 becomes £1,987"


class Column(Authored):
    """One column of a table."""

    title: Words
    """The column's heading."""

    align: Align | None = None
    """On which side the column's cells stand; without it the format decides."""

    group: Words | None = None
    """A heading over this column and its neighbours with the same group; it makes a second row of headings."""

    field: Words | None = None
    """With `data`: the name of the column in the CSV file; without it the title."""

    format: Format = Format.TEXT
    """How cells that are plain numbers are printed; words stay as they are."""

    unit: Unit | None = None
    """With numbers: what they count. It is printed under the heading."""


class Table(AuthoredBlock):
    """A table with a heading row."""

    label: Id | None = None
    """A name for crossrefs: `[text](table:chapter/label)`."""

    caption: Words
    """What the table shows, in Markdown; it stands above the table."""

    columns: Annotated[
        tuple[Column, ...],
        Field(min_length=1, examples=[[{"title": "Year"}, {"title": "Good", "align": "right"}]]),
    ]
    """The columns from left to right."""

    rows: (
        Annotated[tuple[tuple[Cell, ...], ...], Field(min_length=1, examples=[[["2018", 60], ["2019", 65]]])]
        | None
    ) = None
    """The rows from top to bottom, each a list with one cell for each column, in Markdown. Either these or `data`."""

    data: DataPath | None = None
    """A CSV file relative to `sources/` whose first line names the fields."""

    row_headers: StrictBool = False
    """Whether the first cell of each row names the row."""

    note: Cited | None = None
    """A note or source under the table, in Markdown."""

    @model_validator(mode="after")
    def _rows_or_data(self) -> Table:
        return rows_or_data(self)


class Signature(AuthoredBlock):
    """Who signs a text: stands at its end."""

    name: PersonName
    """The signatory's full name."""

    role: JobTitle | None = None
    """The signatory's role."""

    organisation: Organisation | None = None
    """The signatory's organisation."""


class QuoteEntry(Authored):
    """A quotation."""

    quote: Quote
    """A quotation set apart from the text, with its speaker."""


class FigureEntry(Authored):
    """A figure."""

    figure: Figure
    """An image with its caption and alternate text; it is numbered through the report."""


class TableEntry(Authored):
    """A table."""

    table: Table
    """A table with its caption, columns and rows; it is numbered through the report."""


class PersonEntry(Authored):
    """A person card."""

    person: Person
    """A card that introduces a person: name, role, organisation, photograph."""


class SignatureEntry(Authored):
    """A signature."""

    signature: Signature
    """Who signs the text: name, role, organisation."""


class FactBoxEntry(Authored):
    """A few figures at a glance: title and facts."""

    fact_box: FactBox
    """A few figures at a glance: title and facts."""


class KeyLearningEntry(Authored):
    """What others can take from a story: points."""

    key_learning: KeyLearning
    """What others can take from a story: points."""


class PullQuoteEntry(Authored):
    """A sentence of the chapter set large, or somebody's words with their source."""

    pull_quote: PullQuote
    """A sentence of the chapter set large, or somebody's words with their source."""


class CalloutEntry(Authored):
    """A short explanation beside the text: title and text."""

    callout: Callout
    """A short explanation beside the text: title and text."""


class TimelineEntry(Authored):
    """What happened when: caption and events."""

    timeline: Timeline
    """What happened when: caption and events."""


class ChartEntry(Authored):
    """Numbers drawn as bars or points: kind, title, message, unit, source, series, rows."""

    chart: Chart
    """Numbers drawn as bars or points: kind, title, message, unit, source, series, rows."""


class RatingJourneyEntry(Authored):
    """The story's overall ratings over time, drawn of its ratings."""

    rating_journey: RatingJourney
    """The story's overall ratings over time, drawn of its ratings."""


class RatingTableEntry(Authored):
    """The five questions of one of the story's ratings."""

    rating_table: RatingTable
    """One of the story's ratings, question by question: published and caption."""


BLOCK_ENTRIES: Final[Mapping[str, type[Authored]]] = {
    "quote": QuoteEntry,
    "figure": FigureEntry,
    "table": TableEntry,
    "person": PersonEntry,
    "signature": SignatureEntry,
    "fact_box": FactBoxEntry,
    "key_learning": KeyLearningEntry,
    "pull_quote": PullQuoteEntry,
    "callout": CalloutEntry,
    "timeline": TimelineEntry,
    "chart": ChartEntry,
    "rating_journey": RatingJourneyEntry,
    "rating_table": RatingTableEntry,
}
"""Every block kind that a body can hold beside Markdown, by the key that writes it."""


def _kind_of_piece(piece: Any) -> str:
    """Tell Markdown from a block, and a block's kind by its only key."""
    if isinstance(piece, dict) and len(piece) == 1:
        return str(next(iter(piece)))
    if isinstance(piece, Authored):
        return next(iter(type(piece).model_fields))
    return "markdown"


Piece = Annotated[
    Annotated[Words, Tag("markdown")]
    | Annotated[QuoteEntry, Tag("quote")]
    | Annotated[FigureEntry, Tag("figure")]
    | Annotated[TableEntry, Tag("table")]
    | Annotated[PersonEntry, Tag("person")]
    | Annotated[SignatureEntry, Tag("signature")]
    | Annotated[FactBoxEntry, Tag("fact_box")]
    | Annotated[KeyLearningEntry, Tag("key_learning")]
    | Annotated[PullQuoteEntry, Tag("pull_quote")]
    | Annotated[CalloutEntry, Tag("callout")]
    | Annotated[TimelineEntry, Tag("timeline")]
    | Annotated[ChartEntry, Tag("chart")]
    | Annotated[RatingJourneyEntry, Tag("rating_journey")]
    | Annotated[RatingTableEntry, Tag("rating_table")],
    Discriminator(_kind_of_piece),
]
"""A piece of a body: Markdown, or a block written as a mapping with one key."""


def _form_of_body(body: Any) -> str:
    return "pieces" if isinstance(body, (list, tuple)) else "markdown"


Body = Annotated[
    Annotated[Words, Tag("markdown")] | Annotated[tuple[Piece, ...], Field(min_length=1), Tag("pieces")],
    Discriminator(_form_of_body),
    Field(examples=["One paragraph.\n\n## A heading {#its-name}\n\nAnother, with a citation [@cqc-2019].\n"]),
]
"""One Markdown string, or a list of Markdown strings and blocks."""
