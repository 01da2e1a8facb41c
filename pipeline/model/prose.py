"""Blocks of prose as the program sees them, each with its place in the YAML.

Inline runs stand in :mod:`.inlines`, tables in :mod:`.tables`, the blocks that are more than prose in :mod:`.features`;
all are named here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.model.blocks import Person, Signature
from pipeline.model.features import (
    ChartBlock,
    FactBoxBlock,
    JourneyBlock,
    KeyLearningBlock,
    PullQuoteBlock,
    RatingTableBlock,
    TimelineBlock,
    feature_inlines,
)
from pipeline.model.inlines import (
    Citation,
    CitedWork,
    Code,
    Crossref,
    Emphasis,
    FactUse,
    FootnoteCall,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Source,
    Strong,
    Text,
    WebLink,
    plain,
    runs_of,
)
from pipeline.model.tables import TableBlock, TableColumn


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Inlines
    source: Source


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading.

    Attributes:
        level: 2 to 4; the chapter's title is level 1.
        label: what crossrefs call it: the author's ``{#label}``, else made from its words.
    """

    level: int
    content: Inlines
    label: str
    source: Source


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: Blocks
    source: Source


@dataclass(frozen=True, slots=True)
class List:
    """A list.

    Attributes:
        start: the first number of a numbered list, None for a bulleted one.
        tight: whether items are single paragraphs without space between them.
    """

    start: int | None
    tight: bool
    items: tuple[ListItem, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage taken over from elsewhere, written as a Markdown block quotation."""

    blocks: Blocks
    source: Source


@dataclass(frozen=True, slots=True)
class CalloutBlock:
    """A short explanation beside the text."""

    title: str
    blocks: Blocks
    source: Source


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A quotation set apart, with its speaker."""

    text: Inlines
    speaker: str
    role: str | None
    cited: Inlines
    source: Source


@dataclass(frozen=True, slots=True)
class ImageSize:
    """What a layout needs to know of an image to give it room.

    Attributes:
        ratio: its height divided by its width, as it is shown.
        pixels: how many it is wide; None for a drawing, which has none.
    """

    ratio: float
    pixels: int | None = None


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """An image with caption and credit.

    Attributes:
        image: path relative to ``sources/``, known to be inside it and to decode.
        size: None for a drawing that does not say its proportions.
    """

    label: str | None
    image: str
    alt: str
    caption: Inlines
    credit: Inlines
    size: ImageSize | None
    source: Source


@dataclass(frozen=True, slots=True)
class PersonBlock:
    """A person card in the text."""

    person: Person
    source: Source


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs the text."""

    signature: Signature
    source: Source


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: inline runs, since the engine sets it in the line that calls it."""

    name: str
    content: Inlines
    source: Source


Block: TypeAlias = (
    Paragraph
    | Heading
    | List
    | Excerpt
    | QuoteBlock
    | FigureBlock
    | TableBlock
    | PersonBlock
    | SignatureBlock
    | FactBoxBlock
    | KeyLearningBlock
    | PullQuoteBlock
    | CalloutBlock
    | TimelineBlock
    | ChartBlock
    | JourneyBlock
    | RatingTableBlock
)
Blocks: TypeAlias = tuple[Block, ...]


def inlines_of(block: Block | ListItem | Footnote) -> Iterator[Inlines]:
    """Yield every stretch of inline runs in a block, in reading order, inner blocks included."""
    match block:
        case Paragraph() | Heading() | Footnote():
            yield block.content
        case QuoteBlock():
            yield block.text
            yield block.cited
        case FigureBlock():
            yield block.caption
            yield block.credit
        case TableBlock():
            yield block.caption
            yield from (column.title for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
            yield block.note
        case PersonBlock() | SignatureBlock():
            return
        case List() | ListItem() | Excerpt() | CalloutBlock():
            for inner in inner_blocks(block):
                yield from inlines_of(inner)
        case _:
            yield from feature_inlines(block)


def inner_blocks(block: Block | ListItem | Footnote) -> Iterator[Block | ListItem]:
    """Yield the blocks that stand directly in a block."""
    match block:
        case List():
            yield from block.items
        case ListItem() | Excerpt() | CalloutBlock():
            yield from block.blocks


__all__ = [
    "Block",
    "Blocks",
    "CalloutBlock",
    "ChartBlock",
    "Citation",
    "CitedWork",
    "Code",
    "Crossref",
    "Emphasis",
    "Excerpt",
    "FactBoxBlock",
    "FactUse",
    "FigureBlock",
    "Footnote",
    "FootnoteCall",
    "Foreign",
    "Heading",
    "ImageSize",
    "Inline",
    "Inlines",
    "JourneyBlock",
    "KeyLearningBlock",
    "LineBreak",
    "List",
    "ListItem",
    "Paragraph",
    "PersonBlock",
    "PullQuoteBlock",
    "QuoteBlock",
    "RatingTableBlock",
    "SignatureBlock",
    "Source",
    "Strong",
    "TableBlock",
    "TableColumn",
    "Text",
    "TimelineBlock",
    "WebLink",
    "inlines_of",
    "inner_blocks",
    "plain",
    "runs_of",
]
