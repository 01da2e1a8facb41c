"""The report that is measured, before it is written in any format: chapters of headings, prose, lists, tables and so on.

A chapter depends on its number, the count of chapters and the edits, on nothing else: the same in every run, and equal
in all formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final

from bench.words import PLACES, headings, phrase, sentence, sentences

WORKS: Final = 12
"""Works that can be cited."""

SECTIONS: Final = 6
"""Sections of a chapter: with three or four paragraphs in each it has about nine pages."""

EDITED_WORDS: Final = [
    "spring",
    "summer",
    "autumn",
    "winter",
    "circle",
    "window",
    "garden",
    "bridge",
    "office",
    "square",
    "valley",
    "castle",
    "market",
    "temple",
]
"""Words of six letters that an edit puts in the place of each other: a new one in every run, so that no cache has it."""


@dataclass(frozen=True)
class Edits:
    """What an editor has changed.

    Attributes:
        word: how often a word of the chapter in the middle was changed.
        pages: how often a page was added to chapter 3.
        colour: how often a colour of the stylesheet was changed.
    """

    word: int = 0
    pages: int = 0
    colour: int = 0


@dataclass(frozen=True)
class Link:
    """A crossref to a section of any chapter; with its page, if asked for."""

    chapter: str
    section: int
    words: str
    paged: bool = False


@dataclass(frozen=True)
class Cite:
    work: int


@dataclass(frozen=True)
class Note:
    name: str
    words: str


@dataclass(frozen=True)
class Bold:
    words: str


@dataclass(frozen=True)
class Stated:
    """The one stated fact of the report."""


Piece = str | Link | Cite | Note | Bold | Stated


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Items:
    words: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Numbers in rows: a name, then one number a column."""

    label: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Chart:
    """Bars, one or several a row; of a stacked chart the rows add up to 100."""

    label: str
    kind: str
    title: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Picture:
    label: str
    file: str
    alt: str
    caption: str


Block = Paragraph | Items | Table | Chart | Picture


@dataclass(frozen=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    id: str
    title: str
    standfirst: str
    sections: tuple[Section, ...]
    pictures: tuple[str, ...] = field(default=())


def chapter_id(number: int) -> str:
    """Name a chapter by its number, from 1."""
    return f"c{number:03}"


def middle(count: int) -> int:
    """Return the number of the chapter in which words are changed."""
    return count // 2 + 1


def compose(number: int, count: int, edits: Edits = Edits()) -> Chapter:
    """Compose a chapter.

    Args:
        number: from 1.
        count: of the report's chapters; links lead to any of them.
        edits: what was changed.
    """
    chance = Random(f"chapter {number} of {count}")
    titles = headings(chance, SECTIONS + 1)
    writer = _Writer(chapter_id(number), number, count, chance)
    sections = [
        Section(title, tuple(writer.section(index))) for index, title in enumerate(titles[1:], start=1)
    ]
    if number == middle(count):
        sections[1] = _with_word(sections[1], EDITED_WORDS[edits.word % len(EDITED_WORDS)])
    if number == min(3, count):
        sections[2] = _with_pages(sections[2], edits.pages)
    files = tuple(writer.pictures)
    return Chapter(writer.id, titles[0], sentences(chance, 2), tuple(sections), files)


def _with_word(section: Section, word: str) -> Section:
    edited = Paragraph((f"They met again about the {word} in that year. {sentence(Random(0))}",))
    return Section(section.title, (edited, *section.blocks))


def _with_pages(section: Section, pages: int) -> Section:
    """Put paragraphs in front that fill a page each time."""
    more = tuple(
        Paragraph((sentences(Random(f"page {page}, {part}"), 4),))
        for page in range(pages)
        for part in range(PARAGRAPHS_OF_A_PAGE)
    )
    return Section(section.title, (*more, *section.blocks))


PARAGRAPHS_OF_A_PAGE: Final = 5
"""Paragraphs of four sentences that fill a page of forty lines."""


@dataclass
class _Writer:
    """Composes one chapter's sections."""

    id: str
    number: int
    count: int
    chance: Random
    pictures: list[str] = field(default_factory=list)

    def section(self, index: int) -> Iterator[Block]:
        """Yield the blocks of a section, ``index`` from 1."""
        yield self._paragraph(Cite((self.number * SECTIONS + index) % WORKS))
        yield self._paragraph(self._link(paged=index == 1 and self.number % 4 == 0))
        yield Items(tuple(sentence(self.chance) for _ in range(3)))
        yield self._paragraph(Note(f"n{index}", sentence(self.chance)))
        yield from self._display(index)
        if index % 2:
            yield self._paragraph(Stated() if index == 1 else Bold(phrase(self.chance)))

    def _display(self, index: int) -> Iterator[Block]:
        label = f"d{index}"
        match index:
            case 1 | 2:
                columns = ("Visits", "Referrals", "Letters")
                yield Table(label, f"Activity by site, count {index}", columns, self._rows(6, 3))
            case 3:
                yield Chart(label, "bars", "Visits by site in a week", ("Visits",), self._rows(6, 1))
            case 5:
                series = ("Early", "On time", "Late")
                yield Chart(label, "stacked", "Appointments by punctuality", series, self._shares(5))
            case 4:
                yield self._picture(label, "svg")
            case 6:
                yield self._picture(label, "png")

    def _picture(self, label: str, form: str) -> Picture:
        self.pictures.append(f"images/{self.id}-{label}.{form}")
        alt = "Overlapping fields of colour that grow paler from the left to the right."
        return Picture(label, self.pictures[-1], alt, f"Fields of colour, made for section {label[1:]}")

    def _rows(self, rows: int, columns: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        names = self.chance.sample(PLACES, rows)
        return tuple((name, tuple(self.chance.randrange(20, 400) for _ in range(columns))) for name in names)

    def _shares(self, rows: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        made = []
        for name in self.chance.sample(PLACES, rows):
            first, second = self.chance.randrange(20, 35), self.chance.randrange(30, 45)
            made.append((name, (first, second, 100 - first - second)))
        return tuple(made)

    def _link(self, *, paged: bool) -> Link:
        target = self.chance.randrange(self.count) + 1
        section = self.chance.randrange(SECTIONS) + 1
        return Link(chapter_id(target), section, phrase(self.chance), paged)

    def _paragraph(self, piece: Piece) -> Paragraph:
        before, after = sentences(self.chance, 2), sentences(self.chance, 2)
        match piece:
            case Link():
                return Paragraph((f"{before} This is told under ", piece, f". {after}"))
            case Bold():
                return Paragraph((f"{before} The notes speak of ", piece, f" here. {after}"))
            case Stated():
                return Paragraph((f"{before} With the ICB the programme covered ", piece, f". {after}"))
            case Cite():
                return Paragraph((f"{before[:-1]} ", piece, f". {after}"))
            case _:
                return Paragraph((before, piece, f" {after}"))
