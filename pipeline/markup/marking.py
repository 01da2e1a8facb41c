"""Marking up again and again: a chapter's HTML is kept for as long as nothing that it was made of has changed.

Rounds of pagination ask for every chapter each time, and the next build asks again. What a chapter's HTML depends on is
the chapter, what the report says to all chapters (titles, numbers, citations, facts), and the folios that it has actually asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from pipeline.cache.cleared import Memory
from pipeline.cache.keys import key_of
from pipeline.files import digest
from pipeline.findings import Place
from pipeline.markup.chapter import ChapterHtml, listed_abbreviations, mark_up
from pipeline.markup.inlines import UNKNOWN_FOLIO
from pipeline.model.report import Chapter, NumberedReport


@dataclass(frozen=True, slots=True)
class _Marked:
    """A chapter's HTML, and the folios that it has asked for with what it was answered."""

    html: ChapterHtml
    asked: Mapping[str, str]

    def holds(self, folios: Mapping[str, str], *, settled: bool) -> bool:
        """Whether it would be answered the same."""
        return all(_folio(key, folios, settled=settled) == known for key, known in self.asked.items())


@dataclass(frozen=True, slots=True)
class Marking:
    """Stage 3 for all chapters of a report.

    Attributes:
        memory: keeps HTML between builds.
        common: what the report says to every chapter, as text that differs wherever that does.
    """

    numbered: NumberedReport
    memory: Memory
    common: str
    _known: dict[str, _Marked] = field(default_factory=dict)

    @classmethod
    def of(cls, numbered: NumberedReport, memory: Memory | None = None) -> Self:
        """Begin with a report of which nothing is marked up."""
        memory = memory or Memory()
        return cls(numbered, memory, "" if memory.keeper is None else _common(numbered))

    def mark_up(self, chapter: Chapter, folios: Mapping[str, str], *, settled: bool = False) -> ChapterHtml:
        """Mark a chapter up, or return the HTML that it already has.

        Raises:
            LayoutError: a layout is wrong.
        """
        known = self._known.get(chapter.id) or self._kept(chapter)
        if known is None or not known.holds(folios, settled=settled):
            known = self._made(chapter, folios, settled=settled)
        self._known[chapter.id] = known
        return known.html

    def _made(self, chapter: Chapter, folios: Mapping[str, str], *, settled: bool) -> _Marked:
        asked = _Asked(folios, settled=settled)
        made = _Marked(mark_up(chapter, self.numbered, asked, settled=settled), asked.answers)
        # The next build begins with the first guess again, so that is what is kept for it.
        if self.memory.keeper is not None and not settled:
            self.memory.keeper.put(self._key(chapter), _stored(made))
        return made

    def _kept(self, chapter: Chapter) -> _Marked | None:
        keeper = self.memory.keeper
        content = None if keeper is None else keeper.get(self._key(chapter))
        return _restored(content) if content else None

    def _key(self, chapter: Chapter) -> str:
        """Return the key of a chapter's HTML: values write all their fields, in one order, so equal words are equal values."""
        own = (
            chapter.part,
            chapter.front,
            chapter.standfirst,
            chapter.body,
            chapter.footnotes,
            chapter.places,
        )
        # What the list holds depends on the words of all chapters; one kind alone asks for it.
        listed = listed_abbreviations(self.numbered.report) if chapter.kind == "abbreviations" else ()
        parts = {"id": chapter.id, "path": chapter.path, "chapter": repr(own), "listed": repr(listed)}
        return key_of(self.memory.made_with, {"stage": "mark up", "report": self.common, **parts})


def _common(numbered: NumberedReport) -> str:
    report = numbered.report
    # Citations of the same works have the same words, wherever they stand.
    cited = {citation.works: words for citation, words in numbered.citations.in_text.items()}
    chapters = [(chapter.id, chapter.kind, chapter.part) for chapter in report.chapters]
    said = (report.manifest, report.facts, report.abbreviations, chapters)
    text = repr((said, dict(numbered.targets), cited, numbered.citations.listed))
    return digest(text.encode("utf-8", "surrogatepass"))


class _Asked(Mapping[str, str]):
    """Folios that note who was asked for."""

    def __init__(self, folios: Mapping[str, str], *, settled: bool) -> None:
        self._folios = folios
        self._settled = settled
        self.answers: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        self.answers[key] = _folio(key, self._folios, settled=self._settled)
        return self._folios[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._folios)

    def __len__(self) -> int:
        return len(self._folios)


def _folio(key: str, folios: Mapping[str, str], *, settled: bool) -> str:
    """Return what a layout prints for a folio: one that is not there is unknown, until pagination has been through."""
    return folios.get(key, "" if settled else UNKNOWN_FOLIO)


def _stored(marked: _Marked) -> bytes:
    html = marked.html
    places = {
        name: (place.path, place.line, place.column, place.end_line, place.end_column)
        for name, place in html.places.items()
    }
    kept = {"chapter": html.chapter, "path": html.path, "html": html.html, "places": places}
    return json.dumps({**kept, "asked": dict(marked.asked)}).encode()


def _restored(content: bytes) -> _Marked:
    kept: dict[str, Any] = json.loads(content)
    places = {name: Place(*place) for name, place in kept["places"].items()}
    return _Marked(ChapterHtml(kept["chapter"], kept["path"], kept["html"], places), kept["asked"])
