"""A workshop: a project with the real fonts and nothing else, in which a test typesets a few lines of HTML."""

import shutil
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from builders import REPOSITORY

from pipeline.findings import Checked, Place
from pipeline.markup import ChapterHtml
from pipeline.stylesheets import read_stylesheets
from pipeline.typesetting import ChapterPdf, Opening, Side, open_engine

FIRST = Opening(1, Side.RIGHT)

BASE = """\
@page { size: 200px 100px; margin: 10px }
html { font: 400 10px/12px "Source Sans 3" }
* { margin: 0; padding: 0 }
"""
"""Small pages in CSS pixels; a test's own rules follow."""


class Workshop:
    """Engines on one project; each is opened on the stylesheet of one test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._number = count(1)
        root.mkdir(parents=True, exist_ok=True)
        shutil.copytree(REPOSITORY / "styles/fonts", root / "styles/fonts")
        (root / "sources").mkdir()

    def open(self, css: str, base: str = BASE):
        """Open the engine on one stylesheet; return it with the findings of reading and opening."""
        path = f"styles/{next(self._number)}.css"
        (self.root / path).write_text(base + css, encoding="utf-8")
        sheets = read_stylesheets(self.root, path)
        engine = open_engine(self.root, sheets.value or (), self.root / "cache")
        return engine.plus(sheets.findings)

    def typeset(
        self,
        body: str,
        css: str = "",
        *,
        base: str = BASE,
        opening: Opening = FIRST,
        places: Mapping[str, Place] | None = None,
    ) -> Checked[ChapterPdf]:
        """Typeset HTML with some rules; return the chapter with every finding on the way."""
        engine = self.open(css, base)
        typeset = engine.value.typeset(chapter_html(body, places), opening)
        return Checked(typeset.value, (*engine.findings, *typeset.findings))


def chapter_html(body: str, places: Mapping[str, Place] | None = None, name: str = "test") -> ChapterHtml:
    """Return a chapter ready for typesetting."""
    html = f'<!DOCTYPE html><html lang="en-GB"><head><title>Test</title></head><body>{body}</body></html>'
    return ChapterHtml(name, f"sources/{name}.yaml", html, places or {})


def codes(checked: Checked) -> list[str]:
    """Return the codes of all findings."""
    return [finding.code for finding in checked.findings]


def messages(checked: Checked) -> list[str]:
    """Return the messages of all findings."""
    return [finding.message for finding in checked.findings]
