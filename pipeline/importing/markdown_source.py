"""What a Markdown file holds beside its text: front matter above it, and comments in it.

Neither is CommonMark's, and both would be printed as text. They are blanked out, so that lines keep their numbers, and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.findings import Finding
from pipeline.importing.document import Origin, printable
from pipeline.reading.dialect import Token

_KEY: Final = re.compile(r"(?P<key>[A-Za-z][\w -]*):(?:[ \t]+(?P<value>.*))?")
_OF_THE_VALUE: Final = re.compile(r"[ \t]+\S.*|- .*|#.*|[ \t]*")
_COMMENT: Final = re.compile(r"<!--(?P<words>.*?)-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a text.

    Attributes:
        title: empty if there is none.
        text: the whole file, with blank lines for the front matter.
    """

    title: str
    title_at: int
    text: str
    findings: tuple[Finding, ...]


def without_front_matter(text: str, origin: Origin) -> FrontMatter:
    """Take away the keys between two rules that a file begins with, if it does (Jekyll, Pandoc)."""
    lines = text.split("\n")
    end = next((index for index, line in enumerate(lines) if index and line.rstrip() in {"---", "..."}), 0)
    inner = lines[1:end]
    is_front = lines[0].rstrip() == "---" and end > 1 and _KEY.fullmatch(inner[0])
    if not is_front or not all(_KEY.fullmatch(line) or _OF_THE_VALUE.fullmatch(line) for line in inner):
        return FrontMatter("", 0, text, ())
    title, title_at = "", 0
    findings: list[Finding] = []
    for key, value, at in _entries(inner):
        if key.lower() == "title" and value and not title:
            title, title_at = value, at
        else:
            message = f'"{key}: {value}" of the front matter was left out'
            findings.append(origin.find("left-out", message, at, "a chapter has keys of its own"))
    return FrontMatter(
        title, title_at, "\n".join(["" for _ in range(end + 1)] + lines[end + 1 :]), tuple(findings)
    )


def _entries(lines: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Yield each key with its value on one line, and the line of the file where it stands."""
    starts = [index for index, line in enumerate(lines) if _KEY.fullmatch(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        match = _KEY.fullmatch(lines[start])
        assert match
        first = (match["value"] or "").strip()
        first = "" if re.fullmatch(r"[|>][-+]?", first) else first
        value = " ".join([first, *(line.strip() for line in lines[start + 1 : end])]).strip()
        quoted = re.fullmatch(r"([\"'])(.*)\1", value)
        yield match["key"], printable(quoted[2] if quoted else value), start + 2


def without_comments(text: str, tokens: Sequence[Token], origin: Origin) -> tuple[str, tuple[Finding, ...]]:
    """Blank out comments of HTML, but for those in code.

    Args:
        tokens: of the text, which know where code is.
    """
    code = {
        line
        for token in tokens
        if token.type in {"fence", "code_block"} and token.map
        for line in range(*token.map)
    }
    findings: list[Finding] = []

    def blank(match: re.Match[str]) -> str:
        before = text[: match.start()]
        line = before.count("\n")
        if line in code or before.rpartition("\n")[2].count("`") % 2:
            return match[0]
        words = printable(match["words"]).strip()
        findings.append(origin.find("left-out", f'a comment was left out: "{words}"', line + 1))
        return "\n" * match[0].count("\n")

    return _COMMENT.sub(blank, text), tuple(findings)
