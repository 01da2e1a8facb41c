"""Prose as the program sees it: blocks of inline runs, each block with its place in the YAML.

Markdown and YAML blocks both become these values in stage 1; later stages never see Markdown again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.findings import Place
from pipeline.model.blocks import Align, Person, Signature


@dataclass(frozen=True, slots=True)
class Text:
    """Words without markup; a line break of the source is a space."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Code:
    """Words exactly as a machine takes them."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words of another language (BCP 47)."""

    language: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link out of the report."""

    address: str
    children: Inlines
    place: Place


@dataclass(frozen=True, slots=True)
class Crossref:
    """A link to a place in the report.

    Attributes:
        kind: what the author says is there: chapter, story, essay, heading, figure or table.
        target: ``chapter`` or ``chapter/label``; within its own chapter an author may write the label alone.
        children: the link's words; without any, the target's own name is printed.
        with_page: whether the target's folio follows.
    """

    kind: str
    target: str
    children: Inlines
    with_page: bool
    place: Place


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work in a citation, with the stretch of it that is meant."""

    key: str
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of one or more works."""

    works: tuple[CitedWork, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class FootnoteCall:
    """The place in the text that a footnote belongs to."""

    name: str
    place: Place


Inline: TypeAlias = (
    Text | Emphasis | Strong | Code | LineBreak | Foreign | WebLink | Crossref | Citation | FootnoteCall
)
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block comes from.

    Attributes:
        block: the block's path in its chapter, such as ``body/3/1``: stable while its neighbours are.
        place: its first to its last character, as far as they are known.
    """

    block: str
    place: Place


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
class QuoteBlock:
    """A quotation set apart, with its speaker."""

    text: Inlines
    speaker: str
    role: str | None
    cited: Inlines
    source: Source


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """An image with caption and credit.

    Attributes:
        image: path relative to ``sources/``, known to be inside it and to decode.
    """

    label: str | None
    image: str
    alt: str
    caption: Inlines
    credit: Inlines
    source: Source


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column's heading and alignment."""

    title: Inlines
    align: Align


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; every row has as many cells as there are columns."""

    label: str | None
    caption: Inlines
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    row_headers: bool
    note: Inlines
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
)
Blocks: TypeAlias = tuple[Block, ...]


def plain(content: Inlines) -> str:
    """Return the words of inline runs: no markup, no notes, no citations."""
    words = ""
    for run in content:
        match run:
            case Text(text) | Code(text):
                words += text
            case LineBreak():
                words += " "
            case Emphasis() | Strong() | Foreign() | WebLink() | Crossref():
                words += plain(run.children)
            case Citation() | FootnoteCall():
                pass
    return words


def inlines_of(block: Block | ListItem | Footnote) -> Iterator[Inlines]:
    """Yield every stretch of inline runs in a block, in reading order, inner blocks included."""
    match block:
        case Paragraph() | Heading() | Footnote():
            yield block.content
        case List():
            for item in block.items:
                yield from inlines_of(item)
        case ListItem() | Excerpt():
            for inner in block.blocks:
                yield from inlines_of(inner)
        case QuoteBlock():
            yield block.text
            yield block.cited
        case FigureBlock():
            yield block.caption
            yield block.credit
        case TableBlock():
            yield block.caption
            yield from (column.title for column in block.columns)
            for row in block.rows:
                yield from row
            yield block.note
        case PersonBlock() | SignatureBlock():
            return


def runs_of(content: Inlines) -> Iterator[Inline]:
    """Yield every inline run, outer ones before the runs inside them."""
    for run in content:
        yield run
        if isinstance(run, (Emphasis, Strong, Foreign, WebLink, Crossref)):
            yield from runs_of(run.children)
