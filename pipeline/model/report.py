"""The report between stages: read, then numbered.

Nothing here knows where it came from but for places; nothing here can change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.findings import Place
from pipeline.model.answers import Answer
from pipeline.model.chapters import ChapterSource, Titled
from pipeline.model.facts import StatedFact
from pipeline.model.manifest import Manifest, Part
from pipeline.model.passages import Passage
from pipeline.model.prose import (
    Block,
    Blocks,
    Citation,
    Footnote,
    Inlines,
    ListItem,
    inlines_of,
    inner_blocks,
)
from pipeline.model.references import Reference


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter as read.

    Attributes:
        id: its name in crossrefs.
        part: front matter, body or back matter.
        path: its file, relative to the project root.
        front: everything but the prose, as the author wrote it.
        standfirst: the lines under the title.
        body: the text.
        footnotes: by name.
        places: places of the values in ``front``, by block path (``title``, ``person/image``).
        passages: every stretch of words that the author wrote, in the order of the file.
        answers: the warnings that the author allows.
        mark: a digest of all that it was read from: chapters of one mark are equal. Empty if nobody knows, as of every
            changed copy.
    """

    id: str
    part: Part
    path: str
    front: ChapterSource
    standfirst: Inlines = ()
    body: Blocks = ()
    footnotes: Mapping[str, Footnote] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    answers: tuple[Answer, ...] = ()
    mark: str = field(default="", init=False, compare=False, repr=False)

    def marked(self, mark: str) -> Chapter:
        """Return the same chapter with its mark; copies of it that :func:`dataclasses.replace` makes have none."""
        same = replace(self)
        object.__setattr__(same, "mark", mark)
        return same

    @property
    def kind(self) -> str:
        """The word that chooses the layout."""
        return self.front.kind

    @property
    def title(self) -> str | None:
        """The title; covers have none of their own."""
        return self.front.title if isinstance(self.front, Titled) else None

    def blocks(self) -> Iterator[Block]:
        """Yield every block of the body, outer ones before the blocks inside them."""

        def inner(blocks: Iterable[Block | ListItem]) -> Iterator[Block]:
            for block in blocks:
                if not isinstance(block, ListItem):
                    yield block
                yield from inner(inner_blocks(block))

        return inner(self.body)

    def running_text(self) -> Iterator[Inlines]:
        """Yield every stretch of inline runs but the footnotes: standfirst, then body."""
        yield self.standfirst
        for block in self.body:
            yield from inlines_of(block)

    def inlines(self) -> Iterator[Inlines]:
        """Yield every stretch of inline runs: standfirst, body, footnotes, in that order."""
        yield from self.running_text()
        for note in self.footnotes.values():
            yield from inlines_of(note)


@dataclass(frozen=True, slots=True)
class Report:
    """The report as read: manifest, chapters in order, and the works that can be cited.

    Attributes:
        reference_places: where each work stands in ``references.yaml``.
        facts: what is stated once, by name.
        fact_places: where each fact stands in ``facts.yaml``; also of facts that could not be read.
        abbreviations: what each abbreviation stands for.
        abbreviation_places: where each stands in ``abbreviations.yaml``.
        unread: ids of listed chapters that could not be read: what they hold, nobody knows.
        other_passages: words of the manifest and of ``facts.yaml``.
    """

    manifest: Manifest
    chapters: tuple[Chapter, ...]
    references: Mapping[str, Reference] = field(default_factory=dict)
    reference_places: Mapping[str, Place] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    facts: Mapping[str, StatedFact] = field(default_factory=dict)
    fact_places: Mapping[str, Place] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    abbreviation_places: Mapping[str, Place] = field(default_factory=dict)
    other_passages: tuple[Passage, ...] = ()

    @property
    def passages(self) -> Iterator[Passage]:
        """Every stretch of words that authors wrote: manifest and facts, then chapter by chapter."""
        yield from self.other_passages
        for chapter in self.chapters:
            yield from chapter.passages

    @property
    def fact_words(self) -> Mapping[str, str]:
        """Each fact as it is printed, by its name."""
        return {name: fact.text for name, fact in self.facts.items()}


class TargetKind(StrEnum):
    """What a crossref can land on."""

    CHAPTER = "chapter"
    HEADING = "heading"
    FIGURE = "figure"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Target:
    """A place that crossrefs land on.

    Attributes:
        key: ``chapter`` or ``chapter/label``; also the named destination in the PDF.
        chapter: id of the chapter that holds it.
        number: counted through the report for figures and tables, through the stories for stories; else None.
        title: its words, for crossrefs without words of their own and for the outline.
    """

    key: str
    kind: TargetKind
    chapter: str
    number: int | None
    title: str

    @property
    def name(self) -> str:
        """How running text calls it: Figure 3, or its title."""
        if self.kind in {TargetKind.FIGURE, TargetKind.TABLE}:
            return f"{self.kind.value.capitalize()} {self.number}"
        return self.title


@dataclass(frozen=True, slots=True)
class CitedText:
    """A stretch of formatted citation or reference text.

    Attributes:
        italic: whether the style sets it in italics.
        address: where it links to, if it is an address.
        work: the key of the work that it stands for, in running text.
    """

    text: str
    italic: bool = False
    address: str | None = None
    work: str | None = None


@dataclass(frozen=True, slots=True)
class ListedReference:
    """One entry of the reference list: its key and its formatted text."""

    key: str
    text: tuple[CitedText, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """All citations of the report, formatted together: the style needs to know them all.

    Attributes:
        in_text: the words of each citation.
        listed: the reference list, in the style's order.
    """

    in_text: Mapping[Citation, tuple[CitedText, ...]] = field(default_factory=dict)
    listed: tuple[ListedReference, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberedReport:
    """The report with every target known and every citation worded."""

    report: Report
    targets: Mapping[str, Target]
    citations: Citations
