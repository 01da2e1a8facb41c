"""Inline Markdown: the tokens of one stretch of a manuscript become runs of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Protocol

from pipeline.findings import Finding
from pipeline.importing.document import BREAK, Image, Origin, Run
from pipeline.reading.dialect import Token


class Holder(Protocol):
    """Who reads the blocks round a stretch, and keeps what is found and what images there are."""

    origin: Origin
    findings: list[Finding]
    images: list[Image]

    def note_image(self, address: str, alt: str, at: int) -> None:
        """Read an image beside the manuscript; say so if it cannot be had."""

    def note_words(self, words: str, at: int) -> None:
        """Say of words that look like HTML that they are words now."""


class Inlines:
    """Reads the inline tokens of one stretch; what stands around a token is held here."""

    def __init__(self, reader: Holder, at: int) -> None:
        """Begin at a line of the manuscript, from 1."""
        self.reader = reader
        self.at = at
        self.depth = {"strong": 0, "em": 0, "s": 0}
        self.addresses: list[str] = []
        self.leading = 0
        self.has_words = False

    def runs(self, tokens: Sequence[Token]) -> Iterator[Run]:
        """Yield the runs of the stretch's tokens."""
        for token, following in zip_longest(tokens, tokens[1:]):
            name = token.type.partition("_")[0]
            if name in self.depth:
                self.depth[name] += token.nesting
                if token.type == "s_open":
                    message = "words that are struck out were kept, and are no longer struck out"
                    self.reader.findings.append(
                        self.reader.origin.find("imported-otherwise", message, self.at)
                    )
            elif name == "link":
                self._link(token, is_empty=following is not None and following.type == "link_close")
            else:
                yield from self._words(token)

    def _link(self, token: Token, *, is_empty: bool) -> None:
        if token.nesting < 0:
            self.addresses.pop()
            return
        address = str(token.attrs.get("href", ""))
        self._find_title(token, "a link")
        self.addresses.append(address)
        if is_empty:
            message = f'a link without words was left out: "{address}"'
            self.reader.findings.append(self.reader.origin.find("left-out", message, self.at))

    def _words(self, token: Token) -> Iterator[Run]:
        match token.type:
            case "text":
                self.reader.note_words(token.content, self.at)
                yield self._run(token.content)
            case "softbreak":
                self.at += 1
                yield self._run(" ")
            case "hardbreak":
                self.at += 1
                yield Run(BREAK)
            case "code_inline":
                yield self._run(token.content, code=True)
            case "footnote_ref":
                yield Run("", note=str(token.meta["label"]))
            case "image":
                self._find_title(token, "an image")
                before = len(self.reader.images)
                self.reader.note_image(str(token.attrs["src"]), token.content, self.at)
                self.leading += 0 if self.has_words else len(self.reader.images) - before

    def _find_title(self, token: Token, what: str) -> None:
        if title := str(token.attrs.get("title", "")):
            message = f'the title of {what} was left out: "{title}"'
            self.reader.findings.append(self.reader.origin.find("left-out", message, self.at))

    def _run(self, text: str, *, code: bool = False) -> Run:
        self.has_words = self.has_words or bool(text.strip())
        return Run(
            text.replace("\n", " "),
            strong=self.depth["strong"] > 0,
            emphasis=self.depth["em"] > 0,
            code=code,
            address=self.addresses[-1] if self.addresses else "",
        )
