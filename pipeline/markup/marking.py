"""Marking up again and again: a chapter's HTML is kept for as long as nothing that it was made of has changed.

What it depends on is the chapter, and what the report says to all chapters: titles, numbers, citations, facts. Folios are
not known yet; what quotes them says so, and is marked up again when they are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Self

from pipeline.cache.cleared import Memory
from pipeline.cache.keys import key_of
from pipeline.files import digest
from pipeline.findings import Place
from pipeline.markup.chapter import ChapterHtml, layouts_digest, listed_abbreviations, mark_up
from pipeline.model.report import Chapter, NumberedReport


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

    @classmethod
    def of(cls, numbered: NumberedReport, memory: Memory | None = None) -> Self:
        """Begin with a report of which nothing is marked up."""
        memory = memory or Memory()
        return cls(numbered, memory, "" if memory.keeper is None else _common(numbered))

    def mark_up(self, chapter: Chapter) -> ChapterHtml:
        """Mark a chapter up while no folio is known, or return the HTML that an earlier build has kept.

        Raises:
            LayoutError: a layout is wrong.
        """
        if self.memory.keeper is None:
            return mark_up(chapter, self.numbered, {})
        key = self._key(chapter)
        return self.memory.recent.once(("html", chapter.id), key, lambda: self._recalled(chapter, key))

    def _recalled(self, chapter: Chapter, key: str) -> ChapterHtml:
        keeper = self.memory.keeper
        content = None if keeper is None else keeper.get(key)
        if content is not None:
            return _restored(content)
        made = mark_up(chapter, self.numbered, {})
        if keeper is not None:
            keeper.put(key, _stored(made))
        return made

    def _key(self, chapter: Chapter) -> str:
        """Return the key of a chapter's HTML: what it was read from, or, if nobody knows, all that it says."""
        own = chapter.mark or _said(chapter)
        # What the list holds depends on the words of all chapters; one kind alone asks for it.
        listed = (
            listed_abbreviations(self.numbered.report, self.memory) if chapter.kind == "abbreviations" else ()
        )
        parts = {"id": chapter.id, "path": chapter.path, "chapter": own, "listed": repr(listed)}
        return key_of(self.memory.made_with, {"stage": "mark up", "report": self.common, **parts})


def _said(chapter: Chapter) -> str:
    """Return a chapter as text: values write all their fields, in one order, so equal words are equal values."""
    return repr(
        (
            chapter.part,
            chapter.front,
            chapter.standfirst,
            chapter.body,
            chapter.footnotes,
            chapter.places,
        )
    )


def _common(numbered: NumberedReport) -> str:
    report = numbered.report
    # Citations of the same works have the same words, wherever they stand.
    cited = {citation.works: words for citation, words in numbered.citations.in_text.items()}
    chapters = [(chapter.id, chapter.kind, chapter.part) for chapter in report.chapters]
    said = (report.manifest, report.facts, report.abbreviations, chapters)
    # A process that goes on while somebody edits a layout was started with another one.
    text = repr((layouts_digest(), said, dict(numbered.targets), cited, numbered.citations.listed))
    return digest(text.encode("utf-8", "surrogatepass"))


def _stored(html: ChapterHtml) -> bytes:
    places = {
        name: (place.path, place.line, place.column, place.end_line, place.end_column)
        for name, place in html.places.items()
    }
    kept = {"chapter": html.chapter, "path": html.path, "html": html.html, "places": places}
    return json.dumps({**kept, "quoted": sorted(html.quoted)}).encode()


def _restored(content: bytes) -> ChapterHtml:
    kept: dict[str, Any] = json.loads(content)
    places = {name: Place(*place) for name, place in kept["places"].items()}
    return ChapterHtml(kept["chapter"], kept["path"], kept["html"], places, frozenset(kept["quoted"]))
