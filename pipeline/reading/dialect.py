"""The Markdown that bodies are written in: CommonMark 0.31 with a little less and a little more.

Less: no raw HTML, images, underlined headings and reference links; all of these are text. More: ``[@key]`` citations, ``[^1]``
footnotes, ``[mot]{lang=fr}`` spans and ``{.page}`` behind a link. Every inline token knows the offset at which it begins.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

__all__ = ["Token", "everyday_parser", "parser"]

_CITED: Final = re.compile(r"\[@([^\[\]]*)\]")
_FOOTNOTE_CALL: Final = re.compile(r"\[\^([^\]\s]+)\](?!:)")


HEADING_LABEL: Final = re.compile(r"\s*\{#([^}]*)\}\s*$")
"""The name of a heading, behind its words."""


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
        token = state.push("citation", "", 0)
        token.content = " ".join(match[1].split())
        token.meta["written"] = match[0]
    state.pos = match.end()
    return True


def _footnote_call_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Match ``[^name]``, whether or not the footnote exists: the chapter as a whole decides that."""
    match = _FOOTNOTE_CALL.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("footnote_call", "", 0)
        token.content = match[1]
        token.meta["written"] = match[0]
    state.pos = match.end()
    return True


class _Dialect(MarkdownIt):
    """markdown-it that leaves addresses as they were written: what they may be is said in findings."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's signature
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def parser() -> MarkdownIt:
    """Return the parser of this dialect."""
    parser = _Dialect("commonmark", {"html": False, "maxNesting": 100})
    parser.inline = _PlacedInline()
    footnote_plugin(parser, inline=False, move_to_end=False)
    attrs_plugin(parser, after=("link_close", "span_close"), spans=True)
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.at("footnote_ref", _footnote_call_rule)
    parser.inline.ruler.before("link", "footnote_call", _footnote_call_rule)
    parser.disable(["html_inline", "html_block", "image", "lheading", "reference", "footnote_ref"])
    # A new inline parser has all its rules on, also those that the preset leaves out.
    parser.disable(["strikethrough", "linkify"])
    # Line ends are line feeds already; to make some here would move the lines.
    parser.core.ruler.disable("normalize")
    # Both join neighbouring texts and keep the offset of the last; ours keeps the first.
    parser.core.ruler.disable("text_join")
    parser.inline.ruler2.disable("fragments_join")
    return parser


@cache
def everyday_parser() -> MarkdownIt:
    """Return the parser of the Markdown that the world writes: CommonMark with tables, struck-out words and footnotes."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100, "store_labels": True})
    parser.enable(["table", "strikethrough"])
    footnote_plugin(parser, inline=False, move_to_end=False)
    # An address in angle brackets stays as it was written.
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser
