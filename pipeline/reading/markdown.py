"""Markdown in bodies, made into blocks that know their lines and columns.

What flows in is the text of a scalar with its way back to the file; what flows out are blocks and findings. Headings
are written ``##``; ``{#label}`` behind one names it. The dialect stands in :mod:`pipeline.reading.dialect`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Final

from markdown_it.token import Token

from pipeline.findings import Finding, Place, error
from pipeline.model.blocks import BLOCK_ENTRIES
from pipeline.model.passages import PassageKind
from pipeline.model.prose import (
    Block,
    Blocks,
    Excerpt,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    List,
    ListItem,
    Paragraph,
    Source,
    Text,
    plain,
)
from pipeline.reading.dialect import HEADING_LABEL, parser
from pipeline.reading.passages import Passages
from pipeline.reading.runs import CROSSREF_KINDS, InlineReader, Stretch
from pipeline.reading.source_text import SourceText

__all__ = ["CROSSREF_KINDS", "Prose"]

_YAML_BLOCK: Final = re.compile(f"({'|'.join(BLOCK_ENTRIES)}):(?: |$)")
_LOST_MARKS: Final = (
    (
        re.compile(r"(?P<hashes>#{2,6})\w"),
        "a heading without a space behind its hashes",
        "put a space behind them",
    ),
    (re.compile(r"={2,}\s*$"), "a line of equals signs does not make a heading", "write ## before its words"),
)
"""What other dialects of Markdown have, at the beginning of a line of a paragraph, with what to do instead."""

_TABLE_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
"""The line below a table's first row in other dialects."""

DEEPEST_BLOCKS: Final = 24
"""Levels of lists and quotations within each other, counted twice a list; markdown-it drops what lies below 100."""


@dataclass
class Prose:
    """What one chapter's Markdown amounts to: gathered piece by piece.

    Attributes:
        footnotes: by name, for the chapter as a whole.
        passages: the words of the Markdown in bodies, and of that behind keys by the place where it begins.
        level: the last heading's; a heading is at most one level below the one before it (ISO 14289-1, 7.4.2).
    """

    footnotes: dict[str, Footnote] = field(default_factory=dict)
    passages: Passages = field(default_factory=Passages)
    findings: list[Finding] = field(default_factory=list)
    level: int = 1

    def blocks(self, text: SourceText, path: str) -> Blocks:
        """Parse a stretch of Markdown into blocks.

        Args:
            text: the Markdown.
            path: the block path of the stretch, such as ``body/2``; its blocks become ``body/2/0``, ``body/2/1``.
        """
        tokens = parser().parse(text.text, {})
        deep = next((token for token in tokens if token.level > DEEPEST_BLOCKS and token.map), None)
        if deep is not None and deep.map is not None:
            place = text.place(_line_offsets(text.text)[deep.map[0]])
            message = "lists and quotations are nested more deeply here than can be read"
            self.findings.append(error("unsupported-markdown", message, place, "take some levels out"))
            return ()
        return _BlockReader(self, text, tokens).read(path)

    def inlines(self, text: SourceText) -> Inlines:
        """Parse a caption, a cell or the like: inline runs only."""
        content = text.text.strip()
        (token,) = parser().parseInline(content, {})
        first = len(text.text) - len(text.text.lstrip())
        starts = [first + offset for offset in _line_offsets(content)]
        reader = InlineReader(Stretch(text, content, starts), token.children or [], self.findings)
        runs = reader.read()
        self.passages.note(reader.trail)
        return runs


class _BlockReader:
    """Walks a flat token stream once."""

    def __init__(self, prose: Prose, text: SourceText, tokens: Sequence[Token]) -> None:
        self.prose = prose
        self.text = text
        self.tokens = tokens
        self.position = 0
        self.kind = PassageKind.PARAGRAPH
        self.line_offsets = _line_offsets(text.text)

    def read(self, path: str, until: str = "") -> Blocks:
        blocks: list[Block] = []
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token.type == until:
                break
            self.position += 1
            block = self._block(token, f"{path}/{len(blocks)}")
            if block is not None:
                blocks.append(block)
        self.position += 1
        return tuple(blocks)

    def _block(self, token: Token, path: str) -> Block | None:
        source = Source(path, self._place(token))
        match token.type:
            case "paragraph_open":
                return self._paragraph(source)
            case "heading_open":
                return self._heading(token, source)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, source)
            case "blockquote_open":
                return Excerpt(self._inner(path, "blockquote_close", PassageKind.QUOTATION), source)
            case "footnote_reference_open":
                self._footnote(token, source)
            case "hr":
                self._refuse(source, "a rule across the page has no place in a body", "use a ## heading")
            case "fence" | "code_block":
                hint = "a paragraph that is indented by four spaces becomes code: indent it less"
                self._refuse(source, "a block of code has no place in a body", hint)
        return None

    def _paragraph(self, source: Source) -> Paragraph:
        inline = self.tokens[self.position]
        self._find_lost_marks(inline)
        first = self.text.place(self._starts_of(inline)[0])
        place = replace(source.place, line=first.line, column=first.column)
        return Paragraph(self._content(self.kind, source.block), Source(source.block, place))

    def _heading(self, token: Token, source: Source) -> Heading | None:
        content = self._content(PassageKind.HEADING, source.block)
        level = int(token.tag[1:])
        if level == 1 or level > 4:
            hint = (
                "the chapter's title is the only first-level heading; write ##"
                if level == 1
                else "use ## to ####"
            )
            self._refuse(source, f'"{plain(content)}" is a heading of level {level}', hint)
            return None
        content, label = _take_label(content)
        if label is not None and not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", label):
            self.prose.findings.append(
                error(
                    "invalid-value", f'"{label}" is not a label', source.place, "lower-case words and hyphens"
                )
            )
        if not plain(content).strip():
            self._refuse(source, "a heading without words", "write its words, or delete it")
            return None
        if level > self.prose.level + 1:
            right = "#" * (self.prose.level + 1)
            self._refuse(
                source,
                f"a heading of level {level} stands below one of level {self.prose.level}",
                f"write {right}",
            )
        self.prose.level = level
        return Heading(level, content, label or _slug(plain(content)), source)

    def _list(self, token: Token, source: Source) -> List:
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        closing = token.type.replace("_open", "_close")
        items: list[ListItem] = []
        tight = True
        while self.tokens[self.position].type != closing:
            opening = self.tokens[self.position]
            following = self.tokens[self.position + 1]
            tight = tight and (following.hidden or following.type != "paragraph_open")
            self.position += 1
            path = f"{source.block}/{len(items)}"
            place = self._place(opening)
            kind = PassageKind.LIST_ITEM if self.kind is PassageKind.PARAGRAPH else self.kind
            item = ListItem(self._inner(path, "list_item_close", kind), Source(path, place))
            self._find_block_in_text(item)
            items.append(item)
        self.position += 1
        return List(start, tight, tuple(items), source)

    def _footnote(self, token: Token, source: Source) -> None:
        name = str(token.meta["label"])
        here = Source(f"notes/{name}", source.place)
        blocks = self._inner(here.block, "footnote_reference_close", PassageKind.FOOTNOTE)
        if name in self.prose.footnotes:
            self.prose.findings.append(
                error("duplicate-footnote", f'two footnotes are named "{name}"', source.place, "rename one")
            )
        if not all(isinstance(block, Paragraph) for block in blocks):
            self._refuse(
                source, "a footnote holds more than paragraphs", "keep footnotes to a sentence or two"
            )
        content: list[Inline] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                content += [LineBreak(), *block.content] if content else block.content
        self.prose.footnotes.setdefault(name, Footnote(name, tuple(content), here))

    def _inner(self, path: str, until: str, kind: PassageKind) -> Blocks:
        """Read the blocks inside one whose paragraphs are passages of a kind of their own."""
        outer, self.kind = self.kind, kind
        blocks = self.read(path, until)
        self.kind = outer
        return blocks

    def _content(self, kind: PassageKind, block: str) -> Inlines:
        """Read the inline token that follows an opening one, and pass over the closing one."""
        token = self.tokens[self.position]
        self.position += 2
        stretch = Stretch(self.text, token.content, self._starts_of(token))
        is_heading = kind is PassageKind.HEADING
        children, findings = token.children or [], self.prose.findings
        reader = InlineReader(stretch, children, findings, may_have_label=is_heading)
        runs = reader.read()
        self.prose.passages.add(reader.trail, kind, block)
        return runs

    def _starts_of(self, token: Token) -> list[int]:
        """Return, for each line of an inline token's content, the offset of its first character in the text."""
        assert token.map is not None
        starts = []
        for number, content in enumerate(token.content.split("\n"), token.map[0]):
            start = self.line_offsets[number]
            whole = self.text.text[start : self.line_offsets[number + 1]].rstrip()
            # Before it stand the marks of lists, quotations and headings, behind it at most a heading's closing ##.
            words = content.rstrip()
            starts.append(start + max(whole.rfind(words), 0))
        return starts

    def _place(self, token: Token) -> Place:
        if token.map is None:
            return self.text.place(0)
        start = self.line_offsets[token.map[0]]
        end = self.line_offsets[token.map[1]]
        lines = self.text.text[start:end]
        first = start + len(lines) - len(lines.lstrip())
        return self.text.place(first, max(first + 1, start + len(lines.rstrip())))

    def _find_lost_marks(self, token: Token) -> None:
        """Find marks of other dialects: they would be printed."""
        lines = token.content.split("\n")
        for start, line, below in zip(self._starts_of(token), lines, [*lines[1:], ""], strict=True):
            place = self.text.place(start, start + len(line.rstrip()))
            for pattern, message, hint in _LOST_MARKS:
                if match := pattern.match(line):
                    behind = start + match.end("hashes") if "hashes" in pattern.groupindex else None
                    edits = self.text.spaced(behind, behind, " ") if behind is not None else ()
                    self.prose.findings.append(
                        error("unsupported-markdown", message, place, hint, edits=edits)
                    )
            if "|" in line and _TABLE_RULE.match(below):
                hint = "make body: a list, and write a - table: block there"
                message = "a table is a block of its own"
                self.prose.findings.append(error("unsupported-markdown", message, place, hint))

    def _find_block_in_text(self, item: ListItem) -> None:
        """Find YAML blocks that stand in a literal block of Markdown."""
        match item.blocks:
            case (Paragraph(content=(Text(words), *_)), *_) if block := _YAML_BLOCK.match(words):
                message = f'the block "{block[1]}" stands in the text, and would be printed as words'
                self._refuse(
                    item.blocks[0].source,
                    message,
                    "make body: a list, with - | before text and - figure: for blocks",
                )

    def _refuse(self, source: Source, message: str, hint: str) -> None:
        self.prose.findings.append(error("unsupported-markdown", message, source.place, hint))


def _line_offsets(text: str) -> list[int]:
    """Return the offset at which each line begins, and the one past the last line end."""
    return list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))


def _take_label(content: Inlines) -> tuple[Inlines, str | None]:
    """Split ``{#label}`` off the end of a heading."""
    if not content or not isinstance(content[-1], Text):
        return content, None
    match = HEADING_LABEL.search(content[-1].text)
    if not match:
        return content, None
    words = content[-1].text[: match.start()]
    return (*content[:-1], *((Text(words),) if words else ())), match[1]


def _slug(words: str) -> str:
    """Make a label of a heading's words: lower case, hyphens, nothing else."""
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return slug if slug and slug[0].isalpha() else f"section-{slug}".rstrip("-")
