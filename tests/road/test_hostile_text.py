"""Template syntax and HTML in an author's words are words: shown as they stand, never run.

One project holds them in every place where words can stand, manifest and references included.
"""

from __future__ import annotations

from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from builders import project
from PIL import Image
from pypdf import PdfReader
from runs import Runner, words_of

from pipeline.markup import mark_up
from pipeline.numbering import number
from pipeline.reading import read_report

HOSTILE = "{{ 7+7 }} {% raw %} {# c #} <script>alert(1)</script> <b>x</b> <img src=x onerror=y> ${7}"

WHERE = (
    "report-title", "subtitle", "series", "publisher", "rights", "title", "short", "standfirst", "name", "role",
    "organisation", "alt", "body", "heading", "item", "excerpt", "note", "quote", "speaker", "caption", "credit",
    "column", "cell", "table-note", "signature", "link", "emphasis", "code", "foreign", "trust", "region", "work",
    "author",
)  # fmt: skip
"""Every place where the project below puts hostile words, each with its name in front."""


def hostile(where: str) -> str:
    assert where in WHERE
    return f"at-{where} {HOSTILE}"


def quoted(where: str) -> str:
    return f"'{hostile(where)}'"


ESSAY = f"""\
kind: essay
title: {quoted("title")}
short_title: {quoted("short")}
standfirst: {quoted("standfirst")}
person:
  name: {quoted("name")}
  role: {quoted("role")}
  organisation: {quoted("organisation")}
  role_in_chapter: author
  image: images/dot.png
  alt: {quoted("alt")}
body:
  - |
    ## {hostile("heading")}

    {hostile("body")}

    [{hostile("link")}](https://example.org/{{{{x}}}}?a=<b>"c)

    *{hostile("emphasis")}*

    `{hostile("code")}`

    [{hostile("foreign")}]{{lang=fr}}

    As [@work] says.[^1]

    - {hostile("item")}

    > {hostile("excerpt")}

    [^1]: {hostile("note")}
  - quote: {{text: {quoted("quote")}, speaker: {quoted("speaker")}}}
  - figure: {{image: images/dot.png, alt: {quoted("alt")}, caption: {quoted("caption")}, credit: {quoted("credit")}}}
  - table:
      caption: Table.
      columns: [{{title: {quoted("column")}}}]
      rows: [[{quoted("cell")}]]
      note: {quoted("table-note")}
  - signature: {{name: {quoted("signature")}}}
"""

STORY = f"""\
kind: story
title: Story
trust: {{name: {quoted("trust")}, type: acute, region: {quoted("region")}}}
ratings: [{{published: 2019, overall: good}}]
body: One paragraph.
"""

MANIFEST = f"""\
title: {quoted("report-title")}
subtitle: {quoted("subtitle")}
series: {quoted("series")}
publisher: {quoted("publisher")}
rights: {quoted("rights")}
date: 2019-11-01
language: en-GB
chapters:
  - {{id: cover, file: cover.yaml, part: front}}
  - {{id: contents, file: contents.yaml, part: front}}
  - {{id: essay, file: essay.yaml, part: body}}
  - {{id: story, file: story.yaml, part: body}}
  - {{id: list, file: list.yaml, part: back}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    chapters = {
        "cover": "kind: cover\n",
        "contents": "kind: contents\ntitle: Contents\n",
        "essay": ESSAY,
        "story": STORY,
        "list": "kind: references\ntitle: References\n",
    }
    references = f"work: {{type: report, author: {quoted('author')}, title: {quoted('work')}}}\n"
    project(tmp_path, chapters, manifest=MANIFEST, files={"sources/references.yaml": references}, styles=True)
    (tmp_path / "sources" / "images").mkdir()
    Image.new("RGB", (40, 40), "teal").save(tmp_path / "sources" / "images" / "dot.png")
    return tmp_path


class Elements(HTMLParser):
    """Gathers elements and attributes as a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_hostile_words_make_no_elements_in_the_html(root: Path) -> None:
    """No word of an author becomes an element or an attribute of the HTML."""
    numbered = read_report(root).then(number).value
    assert numbered is not None
    elements = Elements()

    for each in numbered.report.chapters:
        elements.feed(mark_up(each, numbered, {}).html)

    assert [tag for tag in elements.tags if tag in {"script", "b"}] == []
    assert [name for name, _ in elements.attributes if name.startswith("on")] == []
    assert sorted({value for name, value in elements.attributes if name == "src"}, key=str) == [
        "images/dot.png"
    ]


def test_hostile_words_are_read_in_the_pdf_as_they_stand(root: Path, run: Runner) -> None:
    """Every hostile word is printed where it was written: nothing is run, nothing is lost."""
    answer = run(root, "build")
    assert [finding for finding in answer.errors if finding["code"] != "overflow"] == []
    assert answer.errors == []

    content = (root / "build" / "report.pdf").read_bytes()
    text = "".join(words_of(content).split())
    expected = "".join(HOSTILE.split())
    unseen = {"alt", "short", "rights"}  # said in tags, in the running head, on no page
    assert [where for where in WHERE if f"at-{where}{expected}" not in text and where not in unseen] == []
    assert PdfReader(BytesIO(content)).metadata.title.startswith(hostile("report-title"))
