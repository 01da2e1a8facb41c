"""Inline runs: the tokens of one stretch of Markdown become words, emphasis, links, citations and footnote calls."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import accumulate
from typing import Final

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from pipeline.findings import Edit, Finding, Place, error
from pipeline.model.passages import STAND_IN, SpanKind
from pipeline.model.prose import (
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
    Strong,
    Text,
    WebLink,
    plain,
)
from pipeline.reading.dialect import HEADING_LABEL
from pipeline.reading.source_text import SourceText
from pipeline.reading.trail import Trail

CROSSREF_KINDS: Final = ("chapter", "story", "essay", "heading", "figure", "table")
"""What an author can link to: ``[text](figure:chapter/label)``."""

DEEPEST: Final = 16
"""Levels of emphasis, links and spans inside each other; nobody can tell three apart."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_STRAY_BRACES: Final = re.compile(r"\{(?:[.#][A-Za-z][\w-]*|lang=[^{}]*)\}")
_CROSSREF_AND_SPACES: Final = re.compile(rf"\]\((?:{'|'.join(CROSSREF_KINDS)}):[^()\s]*\)(?P<spaces> +)$")
_LOST_LINK: Final = re.compile(r"(?<=\]\()[A-Za-z][A-Za-z0-9+.-]*:[^()\n]*(?=\))")
_LEADS_SOMEWHERE: Final = re.compile(r"https?://[^\s/?#.]|mailto:[^\s@]+@[^\s@?]", re.IGNORECASE)
"""A host behind the slashes (RFC 3986, 3.2.2), or a mailbox and its host (RFC 6068, 2)."""

_WORK: Final = re.compile(r"@?([A-Za-z0-9][\w-]*)(?:,\s*(.+))?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Inline Markdown with the way back to the text that it was taken from.

    Attributes:
        content: the Markdown, without the marks of lists, quotations and headings that stood before its lines.
        starts: for each line of ``content``, the offset of its first character in ``text``.
    """

    text: SourceText
    content: str
    starts: Sequence[int]
    _lines: list[int] = field(init=False)

    def __post_init__(self) -> None:
        lines = self.content.split("\n")
        object.__setattr__(
            self, "_lines", list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
        )

    def place(self, offset: int, length: int) -> Place:
        """Return the place of a stretch of ``content``; the end of it may stand on another line."""
        return self.text.place(self.in_text(offset), self.in_text(offset + max(length, 1) - 1) + 1)

    def in_text(self, offset: int) -> int:
        """Return the offset in ``text`` of a character of ``content``."""
        line = bisect_right(self._lines, offset) - 1
        return self.starts[line] + offset - self._lines[line]


class InlineReader:
    """Makes inline runs of the tokens of one stretch of Markdown.

    Attributes:
        trail: the words as they are read, with the way back.

    Args:
        stretch: what the tokens were made of.
        tokens: each with the offset in the stretch at which it begins.
        findings: takes what is found.
        may_have_label: whether ``{#label}`` may stand at the end, as it may in a heading.
    """

    def __init__(
        self,
        stretch: Stretch,
        tokens: Sequence[Token],
        findings: list[Finding],
        *,
        may_have_label: bool = False,
    ) -> None:
        self.stretch = stretch
        self.findings = findings
        self.may_have_label = may_have_label
        self.trail = Trail(stretch.text)
        self.tokens = iter(self._bearable(tokens))

    def _bearable(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return the tokens, or, where marks nest more deeply than anybody means, those of words only."""
        depths = accumulate(token.nesting for token in tokens)
        deep = next((token for token, depth in zip(tokens, depths, strict=True) if depth > DEEPEST), None)
        if deep is None:
            return tokens
        message = f"emphasis and links are nested more than {DEEPEST} levels deep"
        place = self.stretch.place(int(deep.meta.get("offset", 0)), 1)
        self._find("unsupported-markdown", message, place, "look for a row of asterisks or underscores")
        return [token for token in tokens if token.nesting == 0]

    def read(self, closing: str = "") -> Inlines:
        """Read up to a closing token, or to the end."""
        return _joined(self._runs(closing))

    def _runs(self, closing: str) -> Iterator[Inline]:
        for token in self.tokens:
            if token.type == closing:
                return
            run = self._run(token)
            if run is not None:
                yield run

    def _run(self, token: Token) -> Inline | None:
        match token.type:
            case "text":
                self._find_strays(token)
                self._trace(token.content, token)
                return Text(token.content) if token.content else None
            case "text_special":
                self._trace(token.content, token, exact=token.markup == token.content)
                return Text(token.content)
            case "softbreak":
                self._trace(" ", token, exact=False)
                return Text(" ")
            case "hardbreak":
                self._trace(" ", token, exact=False)
                return LineBreak()
            case "code_inline":
                with self.trail.span(SpanKind.CODE):
                    self._trace(token.content, token, exact=False)
                return Code(token.content)
            case "em_open":
                return Emphasis(self._emphasised("em_close"))
            case "strong_open":
                return Strong(self._emphasised("strong_close"))
            case "span_open":
                return self._span(token)
            case "link_open":
                return self._link(token)
            case "citation":
                return self._citation(token)
            case "footnote_call":
                self._stand_in(SpanKind.NOTE_CALL, token)
                return FootnoteCall(token.content, self._place(token, len(token.meta["written"])))
        raise LookupError(f"markdown-it made a token that no rule here asked for: {token.type}")

    def _trace(self, words: str, token: Token, *, exact: bool = True) -> None:
        """Note words of a token; those of tokens without an offset stand where the last ones ended."""
        offset = token.meta.get("offset")
        self.trail.add(words, None if offset is None else self.stretch.in_text(int(offset)), exact=exact)

    def _stand_in(self, kind: SpanKind, token: Token, detail: str = "") -> None:
        """Note that something stands here that is no word of the author's."""
        with self.trail.span(kind, detail):
            self._trace(STAND_IN, token, exact=False)

    def _emphasised(self, closing: str) -> Inlines:
        with self.trail.span(SpanKind.EMPHASIS):
            return self.read(closing)

    def _find_strays(self, token: Token) -> None:
        """Find attributes that belong to nothing, and addresses that make no link: they would be printed."""
        for link in _LOST_LINK.finditer(token.content):
            place = self.stretch.place(int(token.meta["offset"]) + link.start(), len(link[0]))
            if re.search(r"\s", link[0]):
                self._find(
                    "unknown-scheme", f'"{link[0]}" has a space in it', place, "write %20 for the space"
                )
            else:
                message = f'the words of the link to "{link[0]}" hold brackets of their own'
                hint = "put a citation or footnote behind the link; of a foreign word write [[mot](address)]{lang=fr}"
                self._find("unsupported-markdown", message, place, hint)
        if (struck := token.content.find("~~")) >= 0:
            place = self.stretch.place(int(token.meta.get("offset", 0)) + struck, 2)
            self._find(
                "unsupported-markdown", "words cannot be struck out", place, "delete them, or take ~~ away"
            )
        words = HEADING_LABEL.sub("", token.content) if self.may_have_label else token.content
        for braces in _STRAY_BRACES.finditer(words):
            start = int(token.meta.get("offset", 0)) + braces.start()
            place = self.stretch.place(start, len(braces[0]))
            hint = "{.page} stands right behind a crossref, {lang=fr} behind [mot], {#label} at the end of a heading"
            message = f'"{braces[0]}" belongs to nothing here'
            edits = self._closer(start) if braces[0] == "{.page}" else ()
            self.findings.append(error("unknown-attribute", message, place, hint, edits=edits))

    def _closer(self, start: int) -> tuple[Edit, ...]:
        """Take away the spaces between a crossref and the ``{.page}`` that begins at an offset of the stretch."""
        before = _CROSSREF_AND_SPACES.search(self.stretch.content[:start])
        if not before:
            return ()
        first, end = (self.stretch.in_text(at) for at in (before.start("spaces"), start))
        return self.stretch.text.spaced(first, end, "")

    def _span(self, token: Token) -> Inline:
        place = self.stretch.place(int(token.meta["offset"]) - 1, 1)
        attributes = dict(token.attrs)
        language = str(attributes.pop("lang", ""))
        with self.trail.span(SpanKind.FOREIGN, language):
            children = self.read("span_close")
        if attributes or not _LANGUAGE.fullmatch(language):
            self._find(
                "unknown-attribute", "only a language can stand in braces here", place, "[mot]{lang=fr}"
            )
        return Foreign(language if _LANGUAGE.fullmatch(language) else "und", children)

    def _link(self, token: Token) -> Inline | None:
        address = str(token.attrs.get("href", ""))
        place = self._address_place(token, address)
        is_image = self.stretch.content[: int(token.meta["offset"]) - 1].endswith("!")
        kind = SpanKind.ADDRESS if token.markup == "autolink" else SpanKind.LINK
        with self.trail.span(kind, address):
            children = self.read("link_close")
        attributes = {name: value for name, value in token.attrs.items() if name not in {"href", "title"}}
        scheme, _, rest = address.partition(":")
        is_crossref = scheme in CROSSREF_KINDS
        with_page = is_crossref and attributes.get("class") == "page"
        if with_page:
            del attributes["class"]
        if attributes:
            words = " ".join(f'{name}="{value}"' for name, value in attributes.items())
            message = f"{words} means nothing behind this link"
            self._find("unknown-attribute", message, place, "only {.page}, behind a crossref")
        if scheme == "fact":
            if children:
                message = "a fact is printed as facts.yaml words it"
                self._find("unknown-attribute", message, place, f"leave the brackets empty: []({address})")
            self._stand_in(SpanKind.FACT, token, rest)
            return FactUse(rest, place)
        if is_crossref:
            if not children:
                self._stand_in(SpanKind.CROSSREF, token, rest)
            return Crossref(scheme, rest, children, with_page, place)
        if scheme.lower() not in {"http", "https", "mailto"}:
            self._refuse_address(address, place, is_image=is_image)
            return Emphasis(children) if children else None
        if not _LEADS_SOMEWHERE.match(address):
            message = f'"{address}" leads nowhere'
            self._find(
                "unknown-scheme",
                message,
                place,
                "write the whole address: https://…, or mailto: and who gets it",
            )
        if not plain(children).strip():
            message = f'the link to "{address}" has no words'
            self._find("empty-link", message, place, "write them between the brackets")
        return WebLink(normalizeLink(address), children, place)

    def _refuse_address(self, address: str, place: Place, *, is_image: bool) -> None:
        if is_image:
            message = f'the image "{address}" cannot stand in Markdown'
            self._find(
                "unsupported-markdown", message, place, "make body: a list, and write a figure: block there"
            )
            return
        schemes = (*CROSSREF_KINDS, "fact")
        known = ", ".join(f"{scheme}:" for scheme in schemes)
        message = f'"{address}" is no address' if address else "this link has no address"
        written, _, rest = address.partition(":")
        near = [] if address == written else get_close_matches(written, schemes, n=1, cutoff=0.5)
        meant = f'. Did you mean "{near[0]}:{rest}"?' if near else ""
        self._find("unknown-scheme", message, place, f"write https://…, mailto:…, or one of {known}{meant}")

    def _citation(self, token: Token) -> Inline | None:
        place = self._place(token, len(token.meta["written"]))
        works = []
        for written in token.content.split(";"):
            match = _WORK.fullmatch(written.strip())
            # A comma parts the key from the pages: behind it, another key would be printed as one.
            if not match or "@" in (match[2] or ""):
                message = f'"[@{token.content}]" is not a citation'
                self._find("unknown-citation", message, place, "[@key] or [@key, p. 4; @other]")
                self._trace(token.meta["written"], token)
                return Text(token.meta["written"])
            works.append(CitedWork(match[1], match[2]))
        self._stand_in(SpanKind.CITATION, token)
        return Citation(tuple(works), place)

    def _place(self, token: Token, length: int) -> Place:
        return self.stretch.place(int(token.meta["offset"]), length)

    def _address_place(self, token: Token, address: str) -> Place:
        """Return the place of a link's address, or of its words where the address is written with escapes."""
        start = int(token.meta["offset"])
        if token.markup == "autolink":
            return self.stretch.place(start + 1, len(address))
        for opening in ("](", "](<"):
            found = self.stretch.content.find(f"{opening}{address}", start)
            if found >= 0:
                return self.stretch.place(found + len(opening), len(address) or 1)
        return self.stretch.place(start, 1)

    def _find(self, code: str, message: str, place: Place, hint: str) -> None:
        self.findings.append(error(code, message, place, hint))


def _joined(runs: Iterator[Inline]) -> Inlines:
    """Join neighbouring texts; markdown-it leaves unused delimiters as texts of their own."""
    joined: list[Inline] = []
    for run in runs:
        if isinstance(run, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
