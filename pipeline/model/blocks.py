"""The blocks that an author can put between paragraphs, as YAML writes them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import Discriminator, Field, StrictBool, Tag, model_validator

from pipeline.model.border import Authored, Cell, Id, ImagePath, Words, described


class RoleInChapter(StrEnum):
    """Whether a person wrote the chapter or is written about."""

    AUTHOR = "author"
    SUBJECT = "subject"


class Person(Authored):
    """A card that introduces a person: photograph, name, role, organisation."""

    name: Words
    """Full name with its honorific: Professor Ted Baker."""

    role: Words
    """Job title, in lower case: chief inspector of hospitals."""

    organisation: Words
    """The organisation's full name."""

    role_in_chapter: RoleInChapter
    """`author` if this person wrote the chapter, `subject` if the chapter is about them."""

    image: ImagePath | None = None
    """A photograph, relative to `sources/`."""

    alt: Words | None = None
    """What the photograph shows, for readers who cannot see it. Required with an image."""

    @model_validator(mode="after")
    def _described(self) -> Person:
        return described(self)


class Quote(Authored):
    """A quotation set apart from the text, with whose words they are."""

    text: Words
    """The words, in Markdown, without quotation marks."""

    speaker: Words
    """Who said or wrote them."""

    role: Words | None = None
    """The speaker's role and organisation."""

    source: Words | None = None
    """Where the words stand, usually a citation: [@cqc-2019]."""


class Figure(Authored):
    """An image with its caption."""

    label: Id | None = None
    """A name for crossrefs: [text](figure:chapter/label)."""

    image: ImagePath
    """The image file, relative to `sources/`: PNG, JPEG, WebP or SVG."""

    alt: Words
    """What the image says, for readers who cannot see it."""

    caption: Words
    """One or two sentences under the image, in Markdown."""

    credit: Words | None = None
    """Who made the image, or where its numbers come from, in Markdown."""


class Align(StrEnum):
    """How a column's cells are set."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Column(Authored):
    """One column of a table."""

    title: Words
    """The column's heading."""

    align: Align = Align.LEFT
    """`left` for words, `right` for numbers, `centre` for marks."""


class Table(Authored):
    """A table with a heading row."""

    label: Id | None = None
    """A name for crossrefs: [text](table:chapter/label)."""

    caption: Words
    """What the table shows, in Markdown; it stands above the table."""

    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    """The columns from left to right."""

    rows: Annotated[tuple[tuple[Cell, ...], ...], Field(min_length=1)]
    """The rows from top to bottom, each a list with one cell for each column, in Markdown."""

    row_headers: StrictBool = False
    """Whether the first cell of each row names the row."""

    note: Words | None = None
    """A note or source under the table, in Markdown."""


class Signature(Authored):
    """Who signs a text: stands at its end."""

    name: Words
    """The signatory's full name."""

    role: Words | None = None
    """The signatory's role."""

    organisation: Words | None = None
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


BLOCK_ENTRIES: Final[Mapping[str, type[Authored]]] = {
    "quote": QuoteEntry,
    "figure": FigureEntry,
    "table": TableEntry,
    "person": PersonEntry,
    "signature": SignatureEntry,
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
    | Annotated[SignatureEntry, Tag("signature")],
    Discriminator(_kind_of_piece),
]
"""A piece of a body: Markdown, or a block written as a mapping with one key."""


def _form_of_body(body: Any) -> str:
    return "pieces" if isinstance(body, (list, tuple)) else "markdown"


Body = Annotated[
    Annotated[Words, Tag("markdown")] | Annotated[tuple[Piece, ...], Field(min_length=1), Tag("pieces")],
    Discriminator(_form_of_body),
]
"""One Markdown string, or a list of Markdown strings and blocks."""
