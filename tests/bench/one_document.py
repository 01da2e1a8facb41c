"""What a user would do without us: all chapters in one HTML document, given to WeasyPrint's own command.

The HTML is our own markup with our stylesheets, so that the two differ in the road alone. What would not survive the
joining is written as such a user would write it: classes of ``body`` become the chapters' own, crossrefs plain links.
Run as a process of its own (``python one_document.py PROJECT FOLDER``): whoever measures stays small.
Quoted page numbers stand as placeholders: the document has it easier than ours, which has to find them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from pipeline.build import check
from pipeline.markup import mark_up
from pipeline.model.report import NumberedReport
from pipeline.typesetting.faces import FONTS, fontconfig

_PAGES = """
body > .part-body { page: body }
body > .part-back { page: back }
main { break-before: page }
"""
"""Chapters begin on new pages, and what follows the front matter leaves its pages (measured in WeasyPrint 70.0)."""

_BODY = re.compile(r"<body (class=[^>]*)>\n?(.*)</body>", re.DOTALL)


def write_one_document(project: Path, folder: Path) -> Path:
    """Write a project as one HTML file, with its stylesheet beside it; images stay where they are.

    Raises:
        ValueError: the project has mistakes.
    """
    checked = check(project)
    if checked.value is None or checked.failed:
        raise ValueError([finding.message for finding in checked.findings])
    folder.mkdir(parents=True, exist_ok=True)
    sheets = "\n".join(sheet.text for sheet in checked.value.sheets)
    # Chapters are divisions of one body here.
    css = re.sub(r"body(?=\.(?:part|kind)-)", "body > ", re.sub(r"@import [^;]*;", "", sheets))
    (folder / "report.css").write_text(css + _PAGES, encoding="utf-8")
    fonts = fontconfig([(project / FONTS).resolve()], folder.resolve() / "fontconfig")
    (folder / "fonts.conf").write_text(fonts, encoding="utf-8")
    html = folder / "report.html"
    html.write_text(_joined(checked.value.numbered, project, folder), encoding="utf-8")
    return html


def _joined(numbered: NumberedReport, project: Path, folder: Path) -> str:
    chapters = []
    for chapter in numbered.report.chapters:
        match = _BODY.search(mark_up(chapter, numbered, {}).html)
        assert match
        chapters.append(f"<div {match[1]}>\n{match[2]}</div>")
    text = "\n".join(chapters).replace('href="crossref:', 'href="#')
    base, sheet = ((project / "sources").resolve().as_uri(), (folder / "report.css").resolve().as_uri())
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>A long report</title>'
        f'<base href="{base}/"><link rel="stylesheet" href="{sheet}"></head>\n'
        f"<body>\n{text}\n</body></html>\n"
    )


if __name__ == "__main__":
    write_one_document(Path(sys.argv[1]), Path(sys.argv[2]))
