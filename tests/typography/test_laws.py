"""The laws of the page find what breaks them: each is held against a sheet that does."""

import json

import pytest
from builders import MANIFEST, REPOSITORY, entry, project
from typography.laws import (
    body_is_large,
    figures_keep_their_captions,
    headings_and_names_are_whole,
    headings_are_never_last,
    lines_stand_on_the_grid,
    measure_is_readable,
    no_line_is_alone,
    nothing_is_tiny,
    references_stand_on_the_grid,
)
from typography.printed import Printed, read_design

from pipeline.build import build

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="red"/></svg>'
ROWS = "\n".join(f"        - [row {number}, 1]" for number in range(6))
# With title and heading, 34 lines fill a page: the paragraph's last line would stand alone on the next.
TALL = (
    "".join(
        f"    line {number} is about as long as the measure has room for words\\\n" for number in range(34)
    )
    + "    last line\n"
)
CHAPTER = f"""\
kind: prose
title: Internationalisation
body:
  - |
    ## Responsibilities

{TALL}
    {"Words are many and lines are full of them, says one work. " * 9}[@one-2019]

  - figure:
      image: images/a.svg
      alt: A red band
      caption: A band
  - table:
      caption: Some rows
      columns: [title: Row, {{title: Number, align: right}}]
      rows:
{ROWS}
"""
CHAPTERS = {"one": CHAPTER, "works": "kind: references\ntitle: References\n"}
LISTED = MANIFEST + entry("one") + entry("references", "works.yaml", "back")
WORKS = """\
one-2019:
  type: report
  title: A work with a long title, so that it fills more than one line of the list of references in this report
  author: An Organisation
  issued: 2019
"""


@pytest.fixture(scope="module")
def design():
    """Read the tokens."""
    return read_design()


@pytest.fixture
def printed(tmp_path):
    """Print a small report with some rules added to the report's own sheets."""

    def typeset(css: str = "") -> Printed:
        screen = (REPOSITORY / "styles/screen.css").read_text(encoding="utf-8")
        files = {
            "styles/screen.css": screen + css,
            "sources/images/a.svg": DRAWING,
            "sources/references.yaml": WORKS,
        }
        checked = build(project(tmp_path, CHAPTERS, manifest=LISTED, styles=True, files=files))
        assert [finding.message for finding in checked.findings if finding.severity == "error"] == []
        report = checked.value.path
        return Printed(report.read_bytes(), json.loads(report.with_name("report.map.json").read_text()))

    return typeset


LAWS = {
    "grid": lines_stand_on_the_grid,
    "references": references_stand_on_the_grid,
    "heading": headings_are_never_last,
    "alone": lambda printed, _: no_line_is_alone(printed),
    "large": lambda printed, _: body_is_large(printed),
    "tiny": nothing_is_tiny,
    "measure": lambda printed, _: measure_is_readable(printed),
    "whole": lambda printed, _: headings_and_names_are_whole(printed),
    "captions": lambda printed, _: figures_keep_their_captions(printed),
}


def test_a_report_with_the_sheets_as_they_are_keeps_every_law(printed, design):
    """What is found below is the broken sheet's."""
    pages = printed()

    assert {name: said for name, law in LAWS.items() if (said := list(law(pages, design)))} == {}


@pytest.mark.parametrize(
    ("law", "css", "said"),
    [
        pytest.param(
            "grid", "h2 { margin-top: 40pt }", "room for words' stands -6.00 pt off the grid", id="grid"
        ),
        pytest.param(
            "references", "article ol.references > li { top: 0 }", "pt off the grid", id="references"
        ),
        pytest.param("heading", "h2 { break-after: page }", "'Responsibilities' is the page's", id="heading"),
        pytest.param("alone", "html { orphans: 1; widows: 1 }", "['last line'] is alone", id="widow"),
        pytest.param("large", "article p { font-size: 10.5pt }", "10.5 pt", id="large"),
        pytest.param("tiny", ".caption { font-size: 6.5pt }", "'Figure 1 ' is 6.50 pt", id="tiny"),
        pytest.param("measure", ":root { --margin-outer: 90mm }", "characters in the middle", id="measure"),
        pytest.param(
            "whole",
            "h2 { width: 70pt; hyphens: auto; hyphenate-limit-zone: 0 }",
            "ends in a hyphen",
            id="whole heading",
        ),
        pytest.param(
            "captions",
            "figure.figure { break-inside: auto } figcaption { break-before: page }",
            "a figure goes on",
            id="figure",
        ),
        pytest.param(
            "captions",
            "div.table.table { break-inside: auto } tbody tr:nth-child(2) { break-before: page }",
            "the table begins on the next page",
            id="table",
        ),
    ],
)
def test_a_sheet_that_breaks_a_law_is_found(printed, design, law, css, said):
    """The complaint says what stands where."""
    complaints = list(LAWS[law](printed(css), design))

    assert any(said in complaint for complaint in complaints), complaints
