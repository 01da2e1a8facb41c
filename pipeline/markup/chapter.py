"""One chapter as HTML: the layout of its kind, filled.

Layouts are ``pipeline/layouts/<kind>.html.j2``; they loop and ask ``if present``, everything else is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup, escape

from pipeline.cache.cleared import Memory
from pipeline.consistency import abbreviations_used
from pipeline.files import digest
from pipeline.findings import Finding, Place, error
from pipeline.markup.abbreviations import without_article
from pipeline.markup.charts import DrawnChart, draw_chart
from pipeline.markup.figures import proportions
from pipeline.markup.inlines import UNKNOWN_FOLIO, Wording
from pipeline.markup.journeys import Journey, draw_journey, questions_of
from pipeline.markup.sections import Section, sectioned
from pipeline.markup.typography import refine
from pipeline.model.chapters import Story
from pipeline.model.dates import PartialDate
from pipeline.model.manifest import Part
from pipeline.model.prose import Block, ChartBlock, ImageSize, ListItem, RatingTableBlock, Source
from pipeline.model.report import Chapter, NumberedReport, Report, Target

UNNUMBERED = frozenset({"cover", "back-cover"})
"""Chapter kinds whose pages print no folio."""

UNLISTED = UNNUMBERED | {"contents", "imprint"}
"""Chapter kinds that the contents page leaves out: readers know where to find them."""


@dataclass(frozen=True, slots=True)
class ChapterHtml:
    """A chapter ready for typesetting.

    Attributes:
        chapter: its id.
        path: its source file, relative to the project root.
        html: a whole document; images are relative to ``sources/``.
        places: where each block of the document stands in the sources, by ``chapter/block path``.
        quoted: keys of the targets whose folio it quotes.
    """

    chapter: str
    path: str
    html: str
    places: Mapping[str, Place] = field(default_factory=dict)
    quoted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents page."""

    key: str
    title: str
    number: int | None
    part: Part
    kind: str
    folio: str


def mark_up(
    chapter: Chapter, numbered: NumberedReport, folios: Mapping[str, str], *, settled: bool = False
) -> ChapterHtml:
    """Mark a chapter up.

    Args:
        chapter: one of the report's.
        numbered: the report that it belongs to.
        folios: printed folio of each target, by key, as far as it is known.
        settled: whether a target without a folio stands on an unnumbered page (else its folio is not known yet).

    Raises:
        LayoutError: a layout is wrong; that is the designer's mistake or ours, never an editor's.
    """
    try:
        return _filled(chapter, numbered, folios, settled=settled)
    except jinja2.TemplateError as problem:
        raise LayoutError(_finding(chapter, problem)) from problem


class LayoutError(Exception):
    """A layout that cannot be rendered, as a finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def _finding(chapter: Chapter, problem: jinja2.TemplateError) -> Finding:
    if isinstance(problem, jinja2.TemplateSyntaxError):
        place = Place(f"pipeline/layouts/{problem.name}", problem.lineno)
    else:
        place = Place(f"pipeline/layouts/{chapter.kind}.html.j2")
    return error("layout", f'chapter "{chapter.id}" cannot be marked up: {problem.message}', place)


def _filled(
    chapter: Chapter, numbered: NumberedReport, folios: Mapping[str, str], *, settled: bool
) -> ChapterHtml:
    quoted = _Quoted(folios)
    wording = Wording(chapter, numbered, quoted, settled)
    layout = _layouts().get_template(f"{chapter.kind}.html.j2")
    html = layout.render(
        chapter=chapter,
        front=chapter.front,
        manifest=numbered.report.manifest,
        number=numbered.targets[chapter.id].number,
        contents=_contents(numbered, quoted, settled=settled) if chapter.kind == "contents" else (),
        references=numbered.citations.listed if chapter.kind == "references" else (),
        abbreviations=listed_abbreviations(numbered.report) if chapter.kind == "abbreviations" else (),
        page=_PageTools(chapter, wording),
    )
    return ChapterHtml(chapter.id, chapter.path, html, dict(_places(chapter)), frozenset(quoted.keys_asked))


class _Quoted(Mapping[str, str]):
    """Folios by key, and which of them were asked for: a chapter changes with those only."""

    def __init__(self, folios: Mapping[str, str]) -> None:
        self._folios = folios
        self.keys_asked: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.keys_asked.add(key)
        return self._folios[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._folios)

    def __len__(self) -> int:
        return len(self._folios)


class _PageTools:
    """What layouts call: wording and places of this chapter."""

    def __init__(self, chapter: Chapter, wording: Wording, *, verbatim: bool = False) -> None:
        self._chapter = chapter
        self._wording = wording
        self._running = wording.html if verbatim else wording.running

    def prose(self, content: Any) -> Markup:
        """Return inline runs as HTML."""
        return self._wording.html(content)

    def running(self, content: Any) -> Markup:
        """Return inline runs of running text as HTML; abbreviations are written out at their first use."""
        return self._running(content)

    @property
    def verbatim(self) -> _PageTools:
        """The same for others' words: nothing is written out in them."""
        return _PageTools(self._chapter, self._wording, verbatim=True)

    def words(self, text: str | PartialDate) -> Markup:
        """Return plain text of an author, or a date, with typographer's marks: for attributes, and for words that have no abbreviation."""
        return escape(refine(str(text)))

    def text(self, text: str) -> Markup:
        """Return plain text of an author or a layout as it stands on the page: abbreviations in it are marked."""
        return self._wording.plain(text)

    def beside_link(self, text: str) -> Markup:
        """Return plain text that a long link follows, in a span that ends before its last space.

        A text that ends with a space right before a link which does not fit may be broken lines too early (WeasyPrint
        70.0, measured); a text in an element of its own is not.
        """
        words = self.text(text)
        start, end = (Markup(" ") * words.startswith(" "), Markup(" ") * words.endswith(" "))
        return start + Markup("<span>{}</span>").format(words.strip()) + end

    def listed(self, *texts: str | None) -> Markup:
        """Return those of these texts that there are, with commas between them."""
        return Markup(", ").join(self.text(text) for text in texts if text)

    def proportions(self, size: ImageSize) -> str:
        """Return the custom properties by which a stylesheet gives an image its room."""
        return proportions(size)

    def chart(self, block: ChartBlock) -> DrawnChart:
        """Return a chart ready to be drawn."""
        return draw_chart(block, self._wording.numbered.report.facts)

    def journey(self) -> Journey:
        """Return the story's ratings over time, ready to be drawn."""
        assert isinstance(self._chapter.front, Story)
        return draw_journey(self._chapter.front)

    def questions(self, block: RatingTableBlock) -> Any:
        """Return the five questions and their ratings."""
        assert isinstance(self._chapter.front, Story)
        return questions_of(self._chapter.front, block.published)

    def at(self, source: str | Source) -> Markup:
        """Return the attribute that ties an element to its source block, given the block or the path of a value."""
        path = source.block if isinstance(source, Source) else source
        return Markup('data-block="{}/{}"').format(self._chapter.id, path)

    def id(self, label: str) -> Markup:
        """Return a label qualified by its chapter: an id, and later a named destination."""
        return escape(f"{self._chapter.id}/{label}")

    def target(self, block: Block) -> Target:
        """Return the number and name of a figure or table."""
        label = getattr(block, "label", None) or block.source.block
        return self._wording.numbered.targets[f"{self._chapter.id}/{label}"]

    def sections(self, blocks: Any) -> Any:
        """Nest blocks by their headings."""
        return sectioned(blocks)

    def kind(self, block: Block | Section | ListItem) -> str:
        """Return the name of the macro that writes a block."""
        return type(block).__name__


def _contents(
    numbered: NumberedReport, folios: Mapping[str, str], *, settled: bool
) -> tuple[ContentsEntry, ...]:
    entries = []
    for chapter in numbered.report.chapters:
        if chapter.kind in UNLISTED:
            continue
        target = numbered.targets[chapter.id]
        folio = folios.get(chapter.id, "" if settled else UNKNOWN_FOLIO)
        entries.append(
            ContentsEntry(target.key, refine(target.title), target.number, chapter.part, chapter.kind, folio)
        )
    return tuple(entries)


def listed_abbreviations(report: Report, memory: Memory | None = None) -> tuple[tuple[str, str], ...]:
    """Return the abbreviations that the report's text uses, in alphabetical order, with what they stand for."""
    used = abbreviations_used(report, memory or Memory())
    return tuple(
        (short, without_article(report.abbreviations[short])) for short in sorted(used, key=str.lower)
    )


def _places(chapter: Chapter) -> dict[str, Place]:
    places = {f"{chapter.id}/{path}": place for path, place in chapter.places.items()}
    for block in chapter.blocks():
        places[f"{chapter.id}/{block.source.block}"] = block.source.place
        for item in getattr(block, "items", ()):
            places[f"{chapter.id}/{item.source.block}"] = item.source.place
    for note in chapter.footnotes.values():
        places[f"{chapter.id}/{note.source.block}"] = note.source.place
    return places


@cache
def _layouts() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline", "layouts"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def layouts_digest() -> str:
    """Return a digest of all layouts as they are now."""
    folder = files("pipeline") / "layouts"
    layouts = sorted((each.name, each.read_bytes()) for each in folder.iterdir() if each.is_file())
    return digest(repr(layouts).encode())
