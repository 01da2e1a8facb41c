"""A chapter file in the style of ``sources/``: literal scalars, wrapped, with what is still to fill in marked.

A manuscript goes in; the text of the file and the images that it names come out. What the manuscript does not have and a
chapter needs stands there as a key without value and a comment, so that ``check`` names the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from pipeline.findings import Finding
from pipeline.importing.blocks import BlockWriter
from pipeline.importing.document import Block, Blocks, Image, Table
from pipeline.importing.markup import markdown, unwrapped, wrapped
from pipeline.importing.people import Person
from pipeline.importing.recognition import Manuscript
from pipeline.importing.scalars import literal, scalar

WIDTH: Final = 108
"""Characters of a line of prose, indentation included."""

_TRUST: Final = """\
# To fill in: the trust, and its ratings, oldest first. The facts are not in the manuscript, or not as data.
trust:
  name:  # to fill in: the trust's full name, as CQC writes it
  type:  # to fill in: acute, ambulance, community, mental health, or mental health and community
  region:  # to fill in: such as South East or London
ratings:
  - published:  # to fill in: 2019-01-08, 2019-01 or 2019
    overall:  # to fill in: inadequate, requires improvement, good or outstanding
"""


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A chapter as it is to be written.

    Attributes:
        path: relative to ``sources/``.
        images: content by path relative to ``sources/``.
        findings: what could not be written as it was.
    """

    path: str
    text: str
    images: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def write_chapter(manuscript: Manuscript, kind: str, chapter: str) -> ChapterFile:
    """Write a manuscript as a chapter.

    Args:
        kind: the chapter kind.
        chapter: its id.
    """
    path = f"stories/{chapter}.yaml" if kind == "story" else f"{chapter}.yaml"
    writer = _Writer(manuscript, chapter)
    up = "../" * path.count("/")
    head = [
        f"# yaml-language-server: $schema={up}.schema/chapter.json",
        "",
        f"kind: {kind}",
        f"title: {scalar(manuscript.title)}",
        *writer.standfirst(),
    ]
    if kind in {"essay", "story"}:
        head += writer.person_key(required=kind == "essay")
    if kind == "story":
        head += ["", *_TRUST.rstrip("\n").split("\n")]
    blank = [""] if len(head) > 5 else []
    pieces = tuple(writer.pieces(card_in_body=kind in {"prose", "foreword"}))
    text = "\n".join([*head, *blank, *_body(pieces)]) + "\n"
    return ChapterFile(path, text, writer.images, tuple(writer.blocks.findings))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of Markdown, or a block by its only key."""

    lines: tuple[str, ...]
    is_markdown: bool


class _Writer:
    def __init__(self, manuscript: Manuscript, chapter: str) -> None:
        self.manuscript = manuscript
        self.chapter = chapter
        self.images: dict[str, bytes] = {}
        self.blocks = BlockWriter(manuscript.origin, WIDTH - 4)

    def standfirst(self) -> Iterator[str]:
        if self.manuscript.standfirst:
            yield "standfirst: |"
            lines = wrapped(markdown(self.manuscript.standfirst, one_line=True).text, WIDTH - 2)
            yield from literal(lines, 2)

    def person_key(self, *, required: bool) -> Iterator[str]:
        person = self.manuscript.person
        if person is None and not required:
            return
        yield ""
        if person is None:
            yield "# To fill in: who wrote the essay, or whom it is about."
        yield "person:"
        yield from _card(person)
        yield "  role_in_chapter: author  # subject, if the chapter is about this person"

    def pieces(self, *, card_in_body: bool) -> Iterator[_Piece]:
        """Yield the pieces of the body in order; notes come last."""
        person = self.manuscript.person
        if person and card_in_body:
            role = "      role_in_chapter: author  # subject, if the chapter is about this person"
            lines = [f"    {line}" for line in _card(person)]
            yield _Piece(("person:", *lines, role), is_markdown=False)
        for stretch in _stretches(self.manuscript.blocks):
            if isinstance(stretch, tuple):
                yield _Piece(tuple(self.blocks.lines(stretch)), is_markdown=True)
            else:
                yield _Piece(tuple(self._feature(stretch)), is_markdown=False)
        if notes := tuple(self.blocks.notes(self.manuscript.notes)):
            yield _Piece(notes, is_markdown=True)
        if signature := self.manuscript.signature:
            lines = [f"    {line}" for line in _card(signature, to_fill_in=False)]
            yield _Piece(("signature:", *lines), is_markdown=False)

    def _feature(self, block: Block) -> Iterator[str]:
        match block:
            case Image():
                number = len(self.images) + 1
                path = str(PurePosixPath("images") / f"{self.chapter}-{number}{block.suffix}")
                self.images[path] = block.content
                yield "figure:"
                yield f"      image: {path}"
                alt = "  # to fill in: what the image says, for readers who cannot see it"
                yield f"      alt: {scalar(block.alt)}" if block.alt else f"      alt:{alt}"
                yield from self._caption(block, "one or two sentences under the image")
            case Table():
                yield "table:"
                yield from self._caption(block, "what the table shows")
                yield from self.blocks.table(block)

    def _caption(self, block: Image | Table, what: str) -> Iterator[str]:
        if not block.caption:
            yield f"      caption:  # to fill in: {what}"
            return
        yield "      caption: |"
        yield from literal(wrapped(unwrapped(markdown(block.caption, one_line=True).text), WIDTH - 8), 8)


def _card(person: Person | None, *, to_fill_in: bool = True) -> Iterator[str]:
    """Yield the keys of a card, indented by two."""
    given = (person.name, person.role, person.organisation) if person else ("", "", "")
    hints = ("full name with its honorific", "job title, in lower case", "the organisation's full name")
    for key, words, hint in zip(("name", "role", "organisation"), given, hints, strict=True):
        if words:
            yield f"  {key}: {scalar(words)}"
        elif to_fill_in:
            yield f"  {key}:  # to fill in: {hint}"


def _stretches(blocks: Blocks) -> Iterator[Blocks | Image | Table]:
    """Yield runs of blocks that Markdown can say, and between them those that stand as blocks of their own."""
    stretch: list[Block] = []
    for block in blocks:
        if isinstance(block, (Image, Table)):
            if stretch:
                yield tuple(stretch)
            yield block
            stretch = []
        else:
            stretch.append(block)
    if stretch:
        yield tuple(stretch)


def _body(pieces: tuple[_Piece, ...]) -> Iterator[str]:
    """Yield the lines of the body: one literal, or a list of literals and blocks."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and piece.is_markdown and joined[-1].is_markdown:
            joined[-1] = _Piece((*joined[-1].lines, "", *piece.lines), is_markdown=True)
        else:
            joined.append(piece)
    if not joined:
        yield "body:  # to fill in: the text"
        return
    if len(joined) == 1 and joined[0].is_markdown:
        yield "body: |"
        yield from literal(list(joined[0].lines), 2)
        return
    yield "body:"
    for index, piece in enumerate(joined):
        if index:
            yield ""
        if piece.is_markdown:
            yield "  - |"
            yield from literal(list(piece.lines), 4)
        else:
            yield f"  - {piece.lines[0]}"
            yield from piece.lines[1:]
