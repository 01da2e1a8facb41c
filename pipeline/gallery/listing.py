"""A YAML file as a listing: HTML in which comments, keys, blocks and text are told apart, and no character is lost.

Each line is an element of its own, so that a long one goes on below its own indentation. Made for the examples' YAML: keys
in block and in braces, comments on lines of their own or behind a value, literal text.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from pipeline.model.blocks import BLOCK_ENTRIES

_PREFIX: Final = re.compile(r"\s*(?:- )*")
"""What stands before a line's first word: spaces, and the hyphens of lists."""

_KEY: Final = re.compile(r"[\w-]+:(?=\s|$)")
_LITERAL: Final = re.compile(r"(?:^|\s)[|>][+-]?$")
_MARKS: Final = re.compile(
    r"(?P<quoted>\"[^\"]*\"|'[^']*')|(?P<comment>(?<=\s)#.*)|(?P<key>(?<=[{ ])[\w-]+:(?=\s))"
)


def listing(yaml: str) -> str:
    """Return the lines of a YAML file as HTML."""
    return "\n".join(
        f'<div class="line {kind}" style="--indent: {len(line) - len(line.lstrip())}">{html}</div>'
        for line, kind, html in _lines(yaml)
    )


def _lines(yaml: str) -> Iterator[tuple[str, str, str]]:
    """Yield each line with what it is and its HTML."""
    outside: int | None = None  # while in literal text: the deepest column that would end it
    for line in yaml.rstrip("\n").split("\n"):
        indent = len(line) - len(line.lstrip())
        if outside is not None and (not line or indent > outside):
            yield line, "text", escape(line)
            continue
        outside = _outside(line) if _LITERAL.search(line) else None
        if line.lstrip().startswith("#"):
            yield line, "comment", f"<i>{escape(line)}</i>"
        else:
            yield line, "yaml", _marked(line)


def _outside(line: str) -> int:
    """Return the column of what literal text, which this line begins, must be deeper than."""
    prefix = _prefix(line)
    return len(prefix) if _KEY.match(line, len(prefix)) else len(prefix) - len("- ")


def _prefix(line: str) -> str:
    found = _PREFIX.match(line)
    assert found is not None
    return found[0]


def _marked(line: str) -> str:
    prefix = _prefix(line)
    key = _KEY.match(line, len(prefix))
    if key is None:
        return escape(prefix) + _value(line[len(prefix) :])
    tag = "strong" if key[0].rstrip(":") in BLOCK_ENTRIES and prefix.endswith("- ") else "b"
    return f"{escape(prefix)}<{tag}>{escape(key[0])}</{tag}>{_value(line[key.end() :])}"


def _value(text: str) -> str:
    """Mark keys in braces and a comment behind a value; quotation marks hide both."""
    parts: list[str] = []
    end = 0
    for mark in _MARKS.finditer(text):
        parts.append(escape(text[end : mark.start()]))
        tag = {"comment": "i", "key": "b"}.get(mark.lastgroup or "")
        parts.append(f"<{tag}>{escape(mark[0])}</{tag}>" if tag else escape(mark[0]))
        end = mark.end()
    return "".join((*parts, escape(text[end:])))
