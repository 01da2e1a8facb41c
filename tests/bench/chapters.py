"""Chapters to measure with: nine pages of A4 each, with headings, paragraphs, tables, lists, figures of links."""

from __future__ import annotations

import random
from collections.abc import Iterator

COUNT = 40

CSS = """\
@page { size: A4; margin: 20mm 25mm; @bottom-center { content: counter(page) } @top-left { content: string(title) } }
html { font: 400 10.5pt/15pt "Source Serif 4" }
h1, h2 { font-family: "Source Sans 3"; font-weight: 700; break-after: avoid } h1 { string-set: title content() }
p { margin: 0 0 7.5pt; hyphens: auto } b { font-weight: 600 } td, th { font: 400 9pt/15pt "Source Sans 3"; padding: 0 6pt }
a { color: inherit }
"""

_SYLLABLES = [
    "ca",
    "re",
    "ra",
    "ting",
    "trust",
    "qua",
    "li",
    "ty",
    "in",
    "spec",
    "tion",
    "me",
    "a",
    "sure",
    "ser",
    "vice",
    "pa",
    "tient",
    "sa",
    "fe",
    "ty",
    "lea",
    "der",
    "ship",
    "staff",
    "go",
    "od",
]


def names() -> list[str]:
    return [f"c{number:02}" for number in range(COUNT)]


def body(name: str) -> str:
    """Return a chapter's HTML, the same on every run."""
    chance = random.Random(name)
    return f'<main><h1 id="{name}">Chapter {name}</h1>{"".join(_sections(name, chance))}</main>'


def _sections(name: str, chance: random.Random) -> Iterator[str]:
    for section in range(7):
        yield f'<h2 id="{name}/s{section}">{_words(chance, 4)}</h2>'
        for _ in range(5):
            target = f"c{chance.randrange(COUNT):02}/s{chance.randrange(7)}"
            yield f"<p>{_words(chance, 30)} <b>{_words(chance, 3)}</b> {_words(chance, 20)}"
            yield f' <a href="crossref:{target}">{_words(chance, 3)}</a> {_words(chance, 25)}.</p>'
        yield f"<ul>{''.join(f'<li>{_words(chance, 8)}</li>' for _ in range(5))}</ul>"
        cells = "".join(f"<td>{chance.randrange(100)}</td>" for _ in range(3))
        row = f'<tr><th scope="row">{_words(chance, 2)}</th>{cells}</tr>'
        yield f"<table><thead><tr><th>Of</th><th>A</th><th>B</th><th>C</th></tr></thead><tbody>{row * 5}</tbody></table>"


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))
