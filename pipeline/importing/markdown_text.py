"""Markdown as the world writes it: CommonMark with tables and footnotes becomes a document.

What a chapter has no form for is said: raw HTML is text, code becomes an ordinary paragraph, a rule across the page is left
out. Images are read where they stand beside the manuscript; an address is never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from pipeline.files import inside
from pipeline.findings import Checked, Finding
from pipeline.importing.document import (
    BREAK,
    Block,
    Blocks,
    Document,
    Heading,
    Image,
    List,
    Note,
    Origin,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    printable,
    runs_in,
    tidied,
)
from pipeline.importing.plain_text import read_plain_text
from pipeline.reading.dialect import Token, everyday_parser

DEEPEST: Final = 60
"""Levels of tokens; markdown-it drops what lies below 100, so a text that comes near is read as plain."""

_HTML: Final = re.compile(r"</?[A-Za-z][^<>]*>")


def read_markdown(text: str, origin: Origin, folder: Path) -> Checked[Document]:
    """Read Markdown whose lines end with line feeds.

    Args:
        folder: where its images are looked for.
    """
    tokens = everyday_parser().parse(text, {})
    if any(token.level > DEEPEST for token in tokens):
        message = "lists and quotations are nested so deeply that the file was read as plain text"
        deep = origin.find("imported-otherwise", message, 0)
        return read_plain_text(text, origin).plus([deep])
    reader = _Reader(tokens, origin, folder)
    blocks = reader.read("")
    notes = tuple(Note(name, tuple(paragraphs)) for name, paragraphs in reader.notes.items())
    return Checked(Document(origin, blocks, notes), tuple(reader.findings))


class _Reader:
    """Walks a flat token stream once."""

    def __init__(self, tokens: Sequence[Token], origin: Origin, folder: Path) -> None:
        self.tokens = tokens
        self.position = 0
        self.origin = origin
        self.folder = folder
        self.findings: list[Finding] = []
        self.notes: dict[str, list[Runs]] = {}
        self.images: list[Image] = []

    def read(self, until: str) -> Blocks:
        """Read blocks up to a closing token."""
        blocks: list[Block] = []
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            self.position += 1
            if token.type == until:
                break
            blocks += self._block(token)
            blocks += self.images
            self.images = []
        return tuple(blocks)

    def _block(self, token: Token) -> Iterator[Block]:
        at = token.map[0] + 1 if token.map else 0
        match token.type:
            case "paragraph_open":
                content = self._content(at)
                if content:
                    yield Paragraph(content, at)
            case "heading_open":
                content = self._content(at)
                if content:
                    yield Heading(int(token.tag[1:]), content, at)
            case "bullet_list_open" | "ordered_list_open":
                yield self._list(token, at)
            case "blockquote_open":
                yield Quote(self.read("blockquote_close"), at)
            case "table_open":
                yield self._table(at)
            case "footnote_reference_open":
                self._note(token)
            case "fence" | "code_block":
                yield from self._code(token, at)
            case "hr":
                message = "a rule across the page was left out"
                self.findings.append(self.origin.advise("left-out", message, at, "a ## heading parts a text"))

    def _content(self, at: int) -> Runs:
        """Read the inline token that follows an opening one, and pass over the closing one."""
        token = self.tokens[self.position]
        self.position += 2
        return self._runs(token, at)

    def _runs(self, token: Token, at: int) -> Runs:
        return tidied(_Inlines(self, at).runs(token.children or []))

    def _list(self, token: Token, at: int) -> List:
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        closing = token.type.replace("_open", "_close")
        items = []
        while self.tokens[self.position].type != closing:
            self.position += 1
            items.append(self.read("list_item_close"))
        self.position += 1
        return List(start, tuple(items), at)

    def _table(self, at: int) -> Table:
        rows: list[list[Runs]] = []
        while (token := self.tokens[self.position]).type != "table_close":
            self.position += 1
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._runs(token, token.map[0] + 1 if token.map else at))
        self.position += 1
        return Table(tuple(map(tuple, rows)), at)

    def _note(self, token: Token) -> None:
        name = str(token.meta["label"])
        paragraphs = self.notes.setdefault(name, [])
        paragraphs.extend(filter(None, runs_in(self.read("footnote_reference_close"))))

    def _code(self, token: Token, at: int) -> Iterator[Block]:
        runs: list[Run] = []
        for line in token.content.split("\n"):
            runs += [Run(line), Run(BREAK)]
        info = f"{token.info} " if token.info.strip() else ""
        self._find("imported-otherwise", f"a block of {info}code became an ordinary paragraph", at)
        if content := tidied([*([Run(token.info), Run(BREAK)] if info else []), *runs]):
            yield Paragraph(content, at)

    def _find(self, code: str, message: str, at: int, hint: str = "") -> None:
        self.findings.append(self.origin.find(code, message, at, hint))

    def note_image(self, address: str, alt: str, at: int) -> None:
        """Read an image beside the manuscript; say so if it cannot be had."""
        quoted = f'the image "{address}"' + (f' ("{alt}")' if alt else "")
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address):
            hint = "save it beside the manuscript and name it there; nothing is fetched"
            self._find("not-fetched", f"{quoted} was left out: it is an address", at, hint)
            return
        file = self.folder / unquote(address)
        try:
            if not inside(self.folder, file) or not file.is_file():
                message = f"{quoted} was left out: there is no such file beside the manuscript"
                self._find("missing-image", message, at)
                return
            content = file.read_bytes()
        except (OSError, ValueError) as problem:
            self._find("missing-image", f"{quoted} was left out: {problem}", at)
            return
        self.images.append(Image(content, file.suffix.lower(), printable(alt).strip(), at))

    def note_words(self, words: str, at: int) -> None:
        """Say of words that look like HTML that they are words now."""
        if html := _HTML.search(words):
            message = f'the HTML "{html[0]}" became text'
            self._find("imported-otherwise", message, at, "HTML is never read: delete it, or write Markdown")


class _Inlines:
    """Reads the inline tokens of one stretch; what stands around a token is held here."""

    def __init__(self, reader: _Reader, at: int) -> None:
        self.reader = reader
        self.at = at
        self.depth = {"strong": 0, "em": 0, "s": 0}
        self.addresses: list[str] = []

    def runs(self, tokens: Sequence[Token]) -> Iterator[Run]:
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
                self.reader.note_image(str(token.attrs["src"]), token.content, self.at)

    def _run(self, text: str, *, code: bool = False) -> Run:
        return Run(
            text.replace("\n", " "),
            strong=self.depth["strong"] > 0,
            emphasis=self.depth["em"] > 0,
            code=code,
            address=self.addresses[-1] if self.addresses else "",
        )
