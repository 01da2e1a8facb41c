"""Markdown as the world writes it: CommonMark with tables and footnotes becomes a document.

What a chapter has no form for is said: raw HTML is text, code becomes an ordinary paragraph, a rule across the page is left
out. Images are read where they stand beside the manuscript; an address is never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
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
    Style,
    Table,
    printable,
    runs_in,
    tidied,
    words_of,
)
from pipeline.importing.markdown_inlines import Inlines
from pipeline.importing.markdown_source import without_comments, without_front_matter
from pipeline.importing.plain_text import read_plain_text
from pipeline.reading.dialect import Token, everyday_parser

DEEPEST: Final = 60
"""Levels of tokens; markdown-it drops what lies below 100, so a text that comes near is read as plain."""

_LABEL: Final = re.compile(r"\s*(\{#[\w:.-]+\})\s*$")
"""As Pandoc and others read it at the end of a heading."""

_BOX: Final = re.compile(r"\[([ xX])\] ")
"""The box of a task, at the beginning of a list's item (GFM 0.29, 5.3)."""

_HTML: Final = re.compile(r"</?[A-Za-z][^<>]*>")


def read_markdown(text: str, origin: Origin, folder: Path) -> Checked[Document]:
    """Read Markdown whose lines end with line feeds.

    Args:
        folder: where its images are looked for.
    """
    front = without_front_matter(text, origin)
    parser = everyday_parser()
    text, comments = without_comments(front.text, parser.parse(front.text, {}), origin)
    env: dict[str, Any] = {}
    tokens = parser.parse(text, env)
    found = (*front.findings, *comments)
    if any(token.level > DEEPEST for token in tokens):
        message = "lists and quotations are nested so deeply that the file was read as plain text"
        deep = origin.find("imported-otherwise", message, 0)
        return read_plain_text(text, origin).plus([*found, deep])
    reader = _Reader(tokens, origin, folder, env)
    blocks = reader.read("")
    if front.title:
        blocks = _titled(blocks, Paragraph((Run(front.title),), front.title_at, Style.TITLE))
    notes = tuple(Note(name, tuple(paragraphs)) for name, paragraphs in reader.notes.items())
    unused = _find_unused(tokens, env, origin) if blocks else ()
    findings = (*found, *reader.findings, *unused)
    return Checked(Document(origin, blocks, notes), findings)


def _titled(blocks: Blocks, title: Paragraph) -> Blocks:
    """Put the title of the front matter above a text that does not begin with it itself."""
    first = blocks[0] if blocks else None
    if (
        isinstance(first, Heading)
        and words_of(first.content).casefold() == words_of(title.content).casefold()
    ):
        blocks = blocks[1:]
    return (title, *blocks)


def _find_unused(tokens: Sequence[Token], env: Mapping[str, Any], origin: Origin) -> Iterator[Finding]:
    """Find definitions of links that nothing refers to."""
    used = {
        child.meta.get("label")
        for token in tokens
        for child in token.children or []
        if child.type in {"link_open", "image"}
    }
    unused = {name: one for name, one in env.get("references", {}).items() if name not in used}
    for one in (*unused.values(), *env.get("duplicate_refs", ())):
        title = f' ("{one["title"]}")' if one.get("title") else ""
        message = f'a definition that no link uses was left out: "{one["href"]}"{title}'
        yield origin.find("left-out", message, one["map"][0] + 1 if one.get("map") else 0)


class _Reader:
    """Walks a flat token stream once."""

    def __init__(
        self, tokens: Sequence[Token], origin: Origin, folder: Path, env: MutableMapping[str, Any]
    ) -> None:
        self.tokens = tokens
        self.position = 0
        self.origin = origin
        self.folder = folder
        self.findings: list[Finding] = []
        self.notes: dict[str, list[Runs]] = {}
        self.images: list[Image] = []
        self.leading = 0
        self.env = env

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
                # An image above the words of its paragraph stays above them.
                yield from self.images[: self.leading]
                self.images = self.images[self.leading :]
                if content:
                    yield Paragraph(content, at)
            case "heading_open":
                content = self._without_label(self._content(at), at)
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
        before, inlines = len(self.images), Inlines(self, at)
        content = tidied(inlines.runs(token.children or []))
        self.leading = before + inlines.leading
        return content

    def _without_label(self, content: Runs, at: int) -> Runs:
        """Take away the label that other programs read behind a heading."""
        label = _LABEL.search(content[-1].text) if content and not content[-1].code else None
        if label is None:
            return content
        message = f'the label "{label[1]}" of a heading was left out: it gets one made of its words'
        self.findings.append(self.origin.advise("left-out", message, at))
        return tidied((*content[:-1], replace(content[-1], text=content[-1].text[: label.start()])))

    def _list(self, token: Token, at: int) -> List:
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        closing = token.type.replace("_open", "_close")
        items = []
        while self.tokens[self.position].type != closing:
            self.position += 1
            items.append(_with_box(self.read("list_item_close")))
        self.position += 1
        return List(start, tuple(items), at)

    def _table(self, at: int) -> Table:
        rows: list[list[Runs]] = []
        more: list[int] = []
        while (token := self.tokens[self.position]).type != "table_close":
            self.position += 1
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._runs(token, token.map[0] + 1 if token.map else at))
            elif token.type == "tr_close" and len(rows) > 1:
                # Row by row: no other token stands for a line, and the rule is the second.
                more += self._add_surplus(rows[-1], len(rows[0]), at + len(rows))
        self.position += 1
        if more:
            lines = f"line {more[0]} has" if len(more) == 1 else f"lines {', '.join(map(str, more))} have"
            message = f"{lines} more cells than the table has columns; they stand in columns of their own"
            self._find("imported-otherwise", message, more[0], r"a bar that parts no cells is written \|")
        width = max(map(len, rows))
        return Table(tuple((*row, *(() for _ in range(width - len(row)))) for row in rows), at)

    def _add_surplus(self, row: list[Runs], width: int, at: int) -> list[int]:
        """Add the cells that a line has beyond the table's columns; return its number if there are words in them."""
        cells = _cells(self.origin.lines[at - 1]) if at <= len(self.origin.lines) else []
        surplus = [
            self._runs(token, at)
            for cell in cells[width:]
            for token in everyday_parser().parseInline(cell, self.env)
        ]
        if not any(surplus):
            return []
        row += surplus
        return [at]

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


def _with_box(item: Blocks) -> Blocks:
    """Write the box of a task as the sign that a form has."""
    first = item[0] if item else None
    if not isinstance(first, Paragraph) or not (box := _BOX.match(first.content[0].text)):
        return item
    sign = "☐" if box[1] == " " else "☒"
    run = replace(first.content[0], text=f"{sign} {first.content[0].text[box.end() :]}")
    return (replace(first, content=(run, *first.content[1:])), *item[1:])


def _cells(line: str) -> list[str]:
    """Return the cells of a table's line as GFM tells them: parted by bars that no backslash stands before."""
    cells = re.split(r"(?<!\\)\|", re.sub(r"^[\s>]*", "", line).rstrip())
    cells = cells[1:] if cells and not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1] else cells
    return [cell.strip().replace(r"\|", "|") for cell in cells]
