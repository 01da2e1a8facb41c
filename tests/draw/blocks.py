"""Blocks drawn by the report's own sheets, with tokens of whole pixels and plain colours, and with words that nobody sees.

What designers tune in the tokens moves nothing here; what a rule draws, and where it draws it, does.
"""

import io
import re
from pathlib import Path

from builders import REPOSITORY
from PIL import Image
from reports import numbered
from workshop import Workshop

from pipeline.markup import mark_up

NAMES = ("tokens", "type", "lists", "quotes", "figures", "tables", "charts", "asides", "people", "story")
SHEETS = "\n".join((REPOSITORY / f"styles/{name}.css").read_text(encoding="utf-8") for name in NAMES)

SIDE = 4
"""Pixels of a letter: a line of the grid is four letters high."""

PLAIN = """
@page { size: 80px 240px; margin: 0 }
:root {
  --line: 16px; --measure: 80px; --page-lines: 10; --figure-lines: 8;
  --ink: #808080; --quiet: #808080; --rule: #808080; --paper: white;
  --chapter: blue; --chapter-pale: yellow; --accent: lime; --accent-pale: yellow;
  --series-1: red; --series-2: lime; --series-3: blue; --series-4: cyan;
  --inadequate: red; --requires-improvement: yellow; --good: lime; --outstanding: blue;
}
* { font-size: 1px !important; color: transparent !important }
*::before { border-radius: 0 !important }
article > section > h2, article > h2 { display: none }
article > :first-child { margin-top: 0 }
"""

STORY = """\
kind: story
title: A story
trust: {name: Example NHS Trust, type: acute, region: Nowhere}
ratings:
  - {published: 2010-01-01, overall: inadequate}
  - {published: 2014-01-01, overall: requires improvement}
  - {published: 2018-01-01, overall: good, questions: {safe: requires improvement, caring: outstanding}}
special_measures:
  - {reason: quality, entered: 2010-01-01, left: 2014-01-01}
  - {reason: finance, entered: 2012-01-01, left: 2018-01-01}
"""
PROSE = "kind: prose\ntitle: A chapter\n"


def draw_blocks(workshop: Workshop, root: Path, *pieces: str, css: str = "", front: str = PROSE) -> bytes:
    """Return the PDF of a body.

    Args:
        root: an empty folder; its images are red, of 200 by 100 pixels, and called a.png.
        pieces: YAML of each block, from its key on, not indented.
        css: rules of the test, after the report's own.
        front: the chapter without its body.
    """
    body = "".join(f"  - {piece.strip()}\n".replace("\n", "\n    ").rstrip(" ") for piece in pieces)
    image = _red_image()
    report = numbered(root, {"a": f"{front}body:\n{body}"}, files={"sources/a.png": image})
    html = mark_up(report.report.chapters[0], report, {}).html
    found = re.search(r"<article>.*</article>", html, re.DOTALL)
    assert found
    (workshop.root / "sources/a.png").write_bytes(image)
    checked = workshop.typeset(found[0], PLAIN + css, base=SHEETS)
    # Plain colours are far apart for the test's eye, not for a reader's.
    assert [each.message for each in checked.findings if each.code != "low-contrast"] == []
    return checked.value.content


def _red_image() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (200, 100), (255, 0, 0)).save(stream, "PNG")
    return stream.getvalue()
