"""Inline runs as HTML: links, emphasis, citations, footnotes.

A link is one ``<a>``, whatever stands in it. WeasyPrint 70.0 gives inline children of it annotations of their own; tagging
takes them away again (:mod:`pipeline.typesetting.tagging.links`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from pipeline.markup.abbreviations import with_abbreviations
from pipeline.markup.names import whole_names
from pipeline.markup.typography import refine
from pipeline.model.prose import (
    Citation,
    Code,
    Crossref,
    Emphasis,
    FactUse,
    FootnoteCall,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Strong,
    Text,
    WebLink,
)
from pipeline.model.report import Chapter, NumberedReport
from pipeline.numbering import resolve

UNKNOWN_FOLIO = "00"
"""Stands for a folio that no round of pagination has found yet; as wide as most."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What inline runs of one chapter need to be worded.

    Attributes:
        folios: printed folio of each target, by key; a target on an unnumbered page has none.
        settled: whether pagination has been through; until then a missing folio is only unknown.
    """

    chapter: Chapter
    numbered: NumberedReport
    folios: Mapping[str, str]
    settled: bool
    introduced: set[str] = field(default_factory=set)
    """Abbreviations that the chapter's running text has written out so far."""

    def html(self, content: Inlines) -> Markup:
        """Return a stretch of inline runs as HTML."""
        return _Writer(self).write(content)

    def plain(self, text: str) -> Markup:
        """Return text without markup of its own as HTML."""
        return with_abbreviations(refine(text), self.numbered.report.abbreviations)

    def running(self, content: Inlines) -> Markup:
        """Return a stretch of running text as HTML: abbreviations are written out where they are first used."""
        return _Writer(self, running=True).write(content)


class _Writer:
    """Writes one block's runs; quotation marks depend on the character before, across runs."""

    def __init__(self, wording: Wording, *, in_note: bool = False, running: bool = False) -> None:
        self.wording = wording
        self.in_note = in_note
        self.running = running
        self.before = ""

    def write(self, content: Inlines, *, in_link: bool = False) -> Markup:
        return Markup().join(self._run(run, in_link=in_link) for run in content)

    def _text(self, text: str, *, in_link: bool) -> Markup:
        before, refined = self.before, self._refined(text)
        # A link says what it leads to, in so many words: abbreviations in it are not written out.
        if in_link:
            return escape(refined)
        known = self.wording.numbered.report.abbreviations
        introduced = self.wording.introduced if self.running else None
        # Where no text runs, in headings, captions and cells, stylesheets allow no hyphens anyway.
        between = whole_names if self.running else escape
        return with_abbreviations(refined, known, before=before, introduced=introduced, between=between)

    def _refined(self, text: str) -> str:
        refined = refine(text, self.before)
        self.before = refined[-1:] or self.before
        return refined

    def _run(self, run: Inline, *, in_link: bool) -> Markup:
        match run:
            case Text(text):
                return self._text(text, in_link=in_link)
            case Code(text):
                self.before = text[-1:]
                return Markup("<code>{}</code>").format(text)
            case LineBreak():
                self.before = " "
                return Markup("<br>")
            case Emphasis(children):
                return Markup("<em>{}</em>").format(self.write(children, in_link=in_link))
            case Strong(children):
                return Markup("<strong>{}</strong>").format(self.write(children, in_link=in_link))
            case Foreign(language, children):
                return Markup('<i lang="{}">{}</i>').format(language, self.write(children, in_link=in_link))
            case WebLink(address, children):
                return Markup('<a href="{}">{}</a>').format(address, self.write(children, in_link=True))
            case Crossref():
                return self._crossref(run)
            case Citation():
                return self._citation(run)
            case FactUse(name):
                # The number and what it counts stay on one line: no space and no hyphen in it breaks.
                fact = self.wording.numbered.report.facts[name]
                return self._text(
                    refine(fact.text).replace(" ", "\u00a0").replace("-", "\u2011"), in_link=in_link
                )
            case FootnoteCall(name):
                return self._footnote(name)

    def _crossref(self, run: Crossref) -> Markup:
        target = resolve(run, self.wording.chapter.id, self.wording.numbered.targets)
        assert target is not None
        words = run.children or (Text(target.name),)
        text = Markup('<a class="crossref" href="crossref:{}">{}</a>').format(
            target.key, self.write(words, in_link=True)
        )
        if not run.with_page:
            return text
        folio = self.wording.folios.get(target.key, "" if self.wording.settled else UNKNOWN_FOLIO)
        return (
            text + Markup('<span class="page-reference"> on page\u00a0{}</span>').format(folio)
            if folio
            else text
        )

    def _citation(self, run: Citation) -> Markup:
        references = next(
            (chapter.id for chapter in self.wording.numbered.report.chapters if chapter.kind == "references"),
            "",
        )
        words = Markup()
        for part in self.wording.numbered.citations.in_text[run]:
            text = escape(self._refined(part.text))
            if part.work:
                opening = Markup('<a class="crossref" href="crossref:{}/{}">{}</a>')
                text = opening.format(references, part.work, text)
            words += Markup("<em>{}</em>").format(text) if part.italic else text
        return Markup('<span class="citation">{}</span>').format(words)

    def _footnote(self, name: str) -> Markup:
        note = self.wording.chapter.footnotes.get(name)
        # Reading has found both: a note that is not there, and a note in a note, which might be its own.
        if note is None or self.in_note:
            return Markup()
        content = _Writer(self.wording, in_note=True).write(note.content)
        # The brackets are for eyes without the stylesheet, which meet the note in its sentence; nobody wrote them.
        return Markup(
            '<span class="footnote" role="doc-footnote" data-block="{}/{}"><span class="bracket" aria-hidden="true"> (</span>'
            '{}<span class="bracket" aria-hidden="true">)</span></span>'
        ).format(self.wording.chapter.id, note.source.block, content)
