"""Charts in pixels: what a layout writes is drawn by a few rules as long, as wide and as high as its numbers are."""

import re

import pytest
from draw.pixels import assert_pixels
from reports import numbered

from pipeline.markup import mark_up

CHART = """\
kind: prose
title: A
body:
  - chart:
      kind: {kind}
      title: A chart
      message: It says something.
      unit: beds
      source: Counted by us
      series: [{series}]
      rows:
{rows}
"""

# The rules of styles/charts.css that draw, without their type.
BASE = """
@page { size: 14px 8px; margin: 1px }
html { font: 1px/1px 'Source Sans 3' }
body { margin: 0; --v: 0; --max: 1; --cells: 1fr; --t: 0 }
table, tbody { display: block; border-spacing: 0 }
tr { display: grid; grid-template-columns: 2px 1fr }
th, td { display: block; padding: 0; height: 1px; color: transparent; font-size: 0 }
caption, thead { display: none }
tbody th { background: blue }
td { position: relative }
.value { position: absolute }
.bar { position: absolute; left: 0; top: 0; bottom: 0; width: calc(var(--v) / var(--max) * 100%) }
.series-1 .bar { background: red }
.series-2 .bar { background: lime }
.highlight .bar { background: black }
"""
STACKED = (
    "tr { grid-template-columns: 2px var(--cells) } .bar { width: 100% } .missing { background: yellow }"
)
POINTS = """
tbody { position: relative; height: 6px }
tr { display: block; position: absolute; left: calc(var(--t) * 1%); bottom: calc(var(--v, 0) / var(--max) * 5px) }
tr { width: 1px } th { display: none } td { background: red } .missing td { background: yellow }
"""


@pytest.fixture
def chart(tmp_path, workshop):
    """Typeset the table of a chart on a small page."""

    def draw(kind: str, *rows: str, series: str = "One", css: str = "") -> bytes:
        lines = "\n".join(f"        - {{{row}}}" for row in rows)
        report = numbered(tmp_path, {"a": CHART.format(kind=kind, series=series, rows=lines)})
        html = mark_up(report.report.chapters[0], report, {}).html
        table = re.search(r"<table.*</table>", html, re.DOTALL)
        assert table
        checked = workshop.typeset(table[0], css, base=BASE)
        assert checked.findings == ()
        return checked.value.content

    return draw


def test_bars_are_as_long_as_their_values(chart, tmp_path):
    """The largest value fills the axis, half of it half the axis; zero and a value that is not known have no bar."""
    rows = [10, 5, 2, 0, "~", 1]
    content = chart("bars", *(f"name: n{index}, values: [{value}]" for index, value in enumerate(rows)))

    drawing = """
        ______________
        _BBRRRRRRRRRR_
        _BBRRRRR______
        _BBRR_________
        _BB___________
        _BB___________
        _BBR__________
        ______________
    """
    assert_pixels(drawing, content, tmp_path)


def test_stacks_are_as_wide_as_the_whole(chart, tmp_path):
    """Shares stand side by side, each as wide as its number; those not known have what is left, drawn otherwise."""
    rows = ["name: a, values: [70, 30]", "name: b, values: [20, 80]", "name: c, values: [40, ~]"]
    content = chart("stacked", *rows, series="One, Two", css=STACKED)

    drawing = """
        ______________
        _BBRRRRRRRGGG_
        _BBRRGGGGGGGG_
        _BBRRRRYYYYYY_
        ______________
        ______________
        ______________
        ______________
    """
    assert_pixels(drawing, content, tmp_path)


def test_points_stand_at_their_date_and_value(chart, tmp_path):
    """Time goes to the right, values go up; a point that is not known stands on the line of time, drawn otherwise."""
    rows = [
        "name: a, date: 2010, values: [3]",
        "name: b, date: 2011, values: [5]",
        "name: c, date: 2012, values: [~]",
    ]
    content = chart("points", *rows, css=POINTS)

    drawing = """
        ______________
        _____R________
        ______________
        _R____________
        ______________
        ______________
        _________Y____
        ______________
    """
    assert_pixels(drawing, content, tmp_path)
