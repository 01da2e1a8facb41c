"""Markdown in bodies: CommonMark by markdown-it, made into blocks that know their lines and columns.

What flows in is the text of a scalar with its way back to the file; what flows out are blocks and findings. Raw HTML
is text. Headings are written ``##``; ``{#label}`` behind one names it. The dialect stands in :func:`_parser`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.findings import Finding, Place, error
from pipeline.model.prose import (
    Block,
    Blocks,
    Citation,
    CitedWork,
    Code,
    Crossref,
    Emphasis,
    Excerpt,
    Footnote,
    FootnoteCall,
    Foreign,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    List,
    ListItem,
    Paragraph,
    Source,
    Strong,
    Text,
    WebLink,
    plain,
)
from pipeline.reading.source_text import SourceText

CROSSREF_KINDS: Final = ("chapter", "story", "essay", "heading", "figure", "table")
"""What an author can link to: ``[text](figure:chapter/label)``."""

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CITED: Final = re.compile(r"\[@([^\[\]\n]*)\]")
_WORK: Final = re.compile(r"@?([A-Za-z0-9][\w-]*)(?:,\s*(.+))?")
_FOOTNOTE_CALL: Final = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_LABEL: Final = re.compile(r"\s*\{#([^}]*)\}\s*$")


class _PlacedState(StateInline):
    """Inline parsing that notes at which offset each token begins; markdown-it keeps block lines only."""

    _pending_offset = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._pending_offset = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        token = super().pushPending()
        token.meta["offset"] = self._pending_offset
        return token

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["offset"] = self.pos
        return token


class _PlacedInline(ParserInline):
    """markdown-it's inline parser on a state that notes offsets."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Match ``[@key]``, ``[@key, p. 4; @other]``."""
    match = _CITED.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("citation", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _footnote_call_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Match ``[^name]``, whether or not the footnote exists: the chapter as a whole decides that."""
    match = _FOOTNOTE_CALL.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("footnote_call", "", 0).content = match[1]
    state.pos = match.end()
    return True


@cache
def _parser() -> MarkdownIt:
    """Return the dialect: CommonMark without raw HTML, images, and entities of HTML; footnotes and spans."""
    parser = MarkdownIt("commonmark", {"html": False})
    parser.inline = _PlacedInline()
    footnote_plugin(parser, inline=False, move_to_end=False)
    attrs_plugin(parser, after=("link_close", "span_close"), spans=True)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.at("footnote_ref", _footnote_call_rule)
    parser.inline.ruler.before("link", "footnote_call", _footnote_call_rule)
    parser.disable(["html_inline", "html_block", "image", "lheading", "reference", "footnote_ref"])
    # Both join neighbouring texts and keep the offset of the last; ours keeps the first.
    parser.core.ruler.disable("text_join")
    parser.inline.ruler2.disable("fragments_join")
    return parser


@dataclass
class Prose:
    """What one chapter's Markdown amounts to: gathered piece by piece, footnotes for the chapter as a whole."""

    footnotes: dict[str, Footnote] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def blocks(self, text: SourceText, path: str) -> Blocks:
        """Parse a stretch of Markdown into blocks.

        Args:
            text: the Markdown.
            path: the block path of the stretch, such as ``body/2``; its blocks become ``body/2/0``, ``body/2/1``.
        """
        tokens = _parser().parse(text.text, {})
        return _BlockReader(self, text, tokens).read(path)

    def inlines(self, text: SourceText) -> Inlines:
        """Parse a caption, a cell or the like: inline runs only."""
        (token,) = _parser().parseInline(text.text, {})
        return _InlineReader(self, text, token.children or [], 0, text.text).read()


class _BlockReader:
    """Walks a flat token stream once."""

    def __init__(self, prose: Prose, text: SourceText, tokens: Sequence[Token]) -> None:
        self.prose = prose
        self.text = text
        self.tokens = tokens
        self.position = 0
        self.line_offsets = [0]
        for line in text.text.split("\n"):
            self.line_offsets.append(self.line_offsets[-1] + len(line) + 1)

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
                return Paragraph(self._content(), source)
            case "heading_open":
                return self._heading(token, source)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, source)
            case "blockquote_open":
                return Excerpt(self.read(path, "blockquote_close"), source)
            case "footnote_reference_open":
                self._footnote(token, source)
            case "hr":
                self._refuse(source, "a rule across the page has no place in a body", "use a ## heading")
            case "fence" | "code_block":
                hint = "a paragraph that is indented by four spaces becomes code: indent it less"
                self._refuse(source, "a block of code has no place in a body", hint)
        return None

    def _heading(self, token: Token, source: Source) -> Heading | None:
        content = self._content()
        level = int(token.tag[1:])
        if level == 1 or level > 4:
            hint = "the chapter's title is the only first-level heading; write ##" if level == 1 else "use ## to ####"
            self._refuse(source, f'"{plain(content)}" is a heading of level {level}', hint)
            return None
        content, label = _take_label(content)
        if label is not None and not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", label):
            self.prose.findings.append(
                error("invalid-value", f'"{label}" is not a label', source.place, "lower-case words and hyphens")
            )
        if not plain(content).strip():
            self._refuse(source, "a heading without words", "write its words, or delete it")
            return None
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
            items.append(ListItem(self.read(path, "list_item_close"), Source(path, place)))
        self.position += 1
        return List(start, tight, tuple(items), source)

    def _footnote(self, token: Token, source: Source) -> None:
        name = str(token.meta["label"])
        blocks = self.read(source.block, "footnote_reference_close")
        here = Source(f"notes/{name}", source.place)
        if name in self.prose.footnotes:
            self.prose.findings.append(
                error("duplicate-footnote", f'two footnotes are named "{name}"', source.place, "rename one")
            )
        if not all(isinstance(block, Paragraph) for block in blocks):
            self._refuse(source, "a footnote holds more than paragraphs", "keep footnotes to a sentence or two")
        content: list[Inline] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                content += [LineBreak(), *block.content] if content else block.content
        self.prose.footnotes.setdefault(name, Footnote(name, tuple(content), here))

    def _content(self) -> Inlines:
        """Read the inline token that follows an opening one, and pass over the closing one."""
        token = self.tokens[self.position]
        self.position += 2
        start = self._offset_of_content(token)
        return _InlineReader(self.prose, self.text, token.children or [], start, token.content).read()

    def _offset_of_content(self, token: Token) -> list[int]:
        """Return, for each line of an inline token's content, the offset of its first character in the text."""
        assert token.map is not None
        offsets = []
        for number, line in enumerate(token.content.split("\n"), token.map[0]):
            start = self.line_offsets[number]
            whole = self.text.text[start : self.line_offsets[number + 1]].rstrip()
            column = len(whole) - len(line) if whole.endswith(line) else max(whole.find(line), 0)
            offsets.append(start + column)
        return offsets

    def _place(self, token: Token) -> Place:
        if token.map is None:
            return self.text.place(0)
        start = self.line_offsets[token.map[0]]
        end = self.line_offsets[token.map[1]]
        lines = self.text.text[start:end]
        first = start + len(lines) - len(lines.lstrip())
        return self.text.place(first, max(first + 1, start + len(lines.rstrip())))

    def _refuse(self, source: Source, message: str, hint: str) -> None:
        self.prose.findings.append(error("unsupported-markdown", message, source.place, hint))


class _InlineReader:
    """Makes inline runs of one inline token's children."""

    def __init__(
        self, prose: Prose, text: SourceText, children: Sequence[Token], starts: list[int] | int, content: str
    ) -> None:
        self.prose = prose
        self.text = text
        self.tokens = iter(children)
        self.content = content
        self.starts = [starts] if isinstance(starts, int) else starts

    def read(self, closing: str = "") -> Inlines:
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
            case "text" | "text_special":
                return Text(token.content) if token.content else None
            case "softbreak":
                return Text(" ")
            case "hardbreak":
                return LineBreak()
            case "code_inline":
                return Code(token.content)
            case "em_open":
                return Emphasis(self.read("em_close"))
            case "strong_open":
                return Strong(self.read("strong_close"))
            case "span_open":
                return self._span(token)
            case "link_open":
                return self._link(token)
            case "citation":
                return self._citation(token)
            case "footnote_call":
                return FootnoteCall(token.content, self._place(token, len(token.content) + 3))
        raise LookupError(f"markdown-it made a token that no rule here asked for: {token.type}")

    def _span(self, token: Token) -> Inline:
        place = self._place(token, 1)
        children = self.read("span_close")
        attributes = dict(token.attrs)
        language = str(attributes.pop("lang", ""))
        if not language or not _LANGUAGE.fullmatch(language) or attributes:
            self._find("unknown-attribute", "only a language can stand in braces here", place, "[mot]{lang=fr}")
        return Foreign(language or "und", children)

    def _link(self, token: Token) -> Inline | None:
        address = str(token.attrs.get("href", ""))
        place = self._address_place(token, address)
        children = self.read("link_close")
        attributes = {name: value for name, value in token.attrs.items() if name not in {"href", "title"}}
        scheme, _, rest = address.partition(":")
        is_crossref = scheme in CROSSREF_KINDS
        with_page = is_crossref and attributes.pop("class", "") == "page"
        if attributes:
            words = " ".join(f'{name}="{value}"' for name, value in attributes.items())
            self._find("unknown-attribute", f"{words} means nothing behind this link", place, "only {.page}, behind a crossref")
        if is_crossref:
            return Crossref(scheme, rest, children, with_page, place)
        if scheme.lower() not in {"http", "https", "mailto"}:
            known = ", ".join(f"{kind}:" for kind in CROSSREF_KINDS)
            self._find("unknown-scheme", f'"{address}" is no address', place, f"write https://…, mailto:…, or one of {known}")
            return Emphasis(children) if children else None
        if not children:
            self._find("empty-link", f'the link to "{address}" has no words', place, "write them between the brackets")
        return WebLink(address, children, place)

    def _citation(self, token: Token) -> Inline | None:
        place = self._place(token, len(token.content) + 3)
        works = []
        for written in token.content.split(";"):
            match = _WORK.fullmatch(written.strip())
            if not match:
                self._find("unknown-citation", f'"[@{token.content}]" is not a citation', place, "[@key] or [@key, p. 4; @other]")
                return None
            works.append(CitedWork(match[1], match[2]))
        return Citation(tuple(works), place)

    def _place(self, token: Token, length: int) -> Place:
        return self._place_at(int(token.meta.get("offset", 0)), length)

    def _address_place(self, token: Token, address: str) -> Place:
        """Return the place of a link's address, or of its words where the address is written otherwise."""
        start = int(token.meta.get("offset", 0))
        found = self.content.find(f"]({address}", start)
        if found < 0:
            return self._place_at(start, 1)
        return self._place_at(found + 2, len(address) or 1)

    def _place_at(self, offset: int, length: int) -> Place:
        before = self.content[:offset]
        line = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        if len(self.starts) == 1:
            start = self.starts[0] + offset
        else:
            start = self.starts[min(line, len(self.starts) - 1)] + column
        return self.text.place(start, start + length)

    def _find(self, code: str, message: str, place: Place, hint: str) -> None:
        self.prose.findings.append(error(code, message, place, hint))


def _joined(runs: Iterator[Inline]) -> Inlines:
    """Join neighbouring texts; markdown-it leaves unused delimiters as texts of their own."""
    joined: list[Inline] = []
    for run in runs:
        if isinstance(run, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _take_label(content: Inlines) -> tuple[Inlines, str | None]:
    """Split ``{#label}`` off the end of a heading."""
    if not content or not isinstance(content[-1], Text):
        return content, None
    match = _LABEL.search(content[-1].text)
    if not match:
        return content, None
    words = content[-1].text[: match.start()]
    return (*content[:-1], *((Text(words),) if words else ())), match[1]


def _slug(words: str) -> str:
    """Make a label of a heading's words: lower case, hyphens, nothing else."""
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return slug if slug and slug[0].isalpha() else f"section-{slug}".rstrip("-")


