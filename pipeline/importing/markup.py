r"""Runs as Markdown of the pipeline's dialect, with every sign that means something there escaped: text stays text.

Emphasis beside letters and signs is where Markdown is hardest to write (CommonMark 0.31, 6.2: left- and right-flanking), so
what was written is parsed again, and where it does not say the same, it is written with less markup. ``[@x]`` in a manuscript
is text, and becomes ``\[@x\]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, TypeAlias
from urllib.parse import quote

from pipeline.importing.document import BREAK, Run, Runs
from pipeline.reading.dialect import Token, parser

_SIGNS: Final = re.compile(
    r"[\\`\[\]]"
    # Emphasis; not within a word (a_b), and not between spaces (2 * 3).
    r"|(?<![^\W_])_|_(?![^\W_])|(?<!\s)\*|\*(?!\s)"
    # Attributes: {.page}, {#label}, {lang=fr}, and whatever stands right behind a bracket.
    r"|(?:^|(?<=[\])])){|{(?=[.#]|lang=)"
    # Words struck out, addresses, entities.
    r"|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
)
"""What means something anywhere in a line."""

_LINE_STARTS: Final = re.compile(
    r"#|[-+](?=\s|$)|>|=+\s*$|\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$|(?:-\s*){3,}$"
)
"""What means something at the beginning of a line: headings, lists, quotations, rules, and the rules of tables."""

_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")

_KEPT_SPACE: Final = "\0"
"""A space in code, at which no line may end: behind it a list might begin."""

_SAFE_IN_ADDRESS: Final = ":/?#@!$&'*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Written:
    """Markdown of one stretch.

    Attributes:
        text: with hard line breaks, and without any other.
        lost: what could not be written: ``emphasis``, ``links`` (and emphasis), ``markup`` (all of it); empty if all is there.
    """

    text: str
    lost: str = ""


def markdown(content: Runs, *, one_line: bool = False) -> Written:
    """Write runs as Markdown.

    Args:
        one_line: whether no line break may stand in it, as in a heading.
    """
    if one_line:
        content = tuple(replace(run, text=" ") if run.text == BREAK else run for run in content)
    if not any(run.strong or run.emphasis or run.code or run.address for run in content):
        return Written(_written(content, ()))
    for looks, lost in (
        (("address", "strong", "emphasis"), ""),
        (("address",), "emphasis"),
        ((), "links"),
    ):
        text = _written(content, looks)
        if _says(text, content, looks):
            return Written(text, lost)
    return Written(_written(tuple(replace(run, code=False) for run in content), ()), "markup")


def wrapped(text: str, width: int) -> list[str]:
    """Break Markdown at spaces into lines of at most so many characters, if words allow."""
    lines = []
    for stretch in text.split(BREAK):
        line = ""
        for word in stretch.split(" "):
            if line and len(line) + 1 + len(word) > width:
                lines.append(_guarded(line))
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(_guarded(line))
    return [line.replace(_KEPT_SPACE, " ") for line in lines]


def unwrapped(text: str) -> str:
    """Return Markdown for a place where it is one line."""
    return text.replace(_KEPT_SPACE, " ")


def _guarded(line: str) -> str:
    """Escape what would mean something at the beginning of a line."""
    if _LINE_STARTS.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def _written(content: Sequence[Run], looks: Sequence[str]) -> str:
    """Write runs with the looks that are named, the outermost first."""
    if not looks:
        return "".join(_leaves(content))
    text = ""
    for value, group in groupby(content, key=lambda run: getattr(run, looks[0])):
        inner = _written(tuple(group), looks[1:])
        match looks[0], value:
            case _, "" | False:
                text += inner
            case "address", address:
                text += _around(inner, "[", f"]({quote(address, safe=_SAFE_IN_ADDRESS)})")
            case "strong", _:
                text += _around(inner, "**", "**")
            case _:
                text += _around(inner, "*", "*")
    return text


def _around(inner: str, opening: str, closing: str) -> str:
    """Put marks around words, and spaces outside them."""
    words = inner.strip(" ")
    if not words:
        return inner
    before, _, after = inner.partition(words)
    return f"{before}{opening}{words}{closing}{after}"


def _leaves(content: Sequence[Run]) -> Iterator[str]:
    after_note = False
    for run in content:
        if run.note:
            yield f"[^{run.note}]"
        elif run.text == BREAK:
            yield f"\\{BREAK}"
        else:
            text = _code(run.text) if run.code else _SIGNS.sub(r"\\\g<0>", run.text)
            # [^1]: would begin a note.
            yield f"\\{text}" if after_note and text.startswith(":") else text
        after_note = bool(run.note)


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{edge}{text}{edge}{fence}".replace(" ", _KEPT_SPACE)


_Letter: TypeAlias = tuple[str, bool, bool, bool]
"""A character, and whether it is linked, strong, emphasised."""


def _says(text: str, content: Runs, looks: Sequence[str]) -> bool:
    """Whether Markdown is read as the letters that were meant, each with its look; white space does not count."""
    (token,) = parser().parseInline(unwrapped(text), {})
    meant = [
        (
            letter,
            bool(run.address) and "address" in looks,
            run.strong and bool(looks[1:]),
            run.emphasis and bool(looks[1:]),
        )
        for run in content
        for letter in (f"[^{run.note}]" if run.note else run.text)
        if not letter.isspace()
    ]
    notes = any(run.note for run in content)
    read = list(_letters(token.children or []))
    if notes:
        # A call takes the look of what surrounds it, which nobody sees.
        return [letter for letter, *_ in read] == [letter for letter, *_ in meant]
    return read == meant


def _letters(tokens: Sequence[Token]) -> Iterator[_Letter]:
    depth = {"link": 0, "strong": 0, "em": 0}
    for token in tokens:
        name = token.type.partition("_")[0]
        if name in depth:
            depth[name] += token.nesting
        words = f"[^{token.content}]" if token.type == "footnote_call" else token.content
        if token.type in {"text", "text_special", "code_inline", "footnote_call"}:
            for letter in words:
                if not letter.isspace():
                    yield letter, depth["link"] > 0, depth["strong"] > 0, depth["em"] > 0
