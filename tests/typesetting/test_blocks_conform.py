"""Blocks judged from outside: what layouts write, tagged, is conforming PDF/UA-1, with styles and without."""

import page
import pytest
from builders import bring_styles
from reports import numbered

from pipeline.build import STYLESHEET
from pipeline.markup import mark_up
from pipeline.stylesheets import properties_in_styles, read_stylesheets
from pipeline.typesetting import open_engine

CHART = "{title: A chart, message: It says something., unit: beds, source: Counted by us, "
BLOCKS = {
    "bars": f"chart: {CHART} kind: bars, series: [Beds], highlight: [One], rows: [{{name: One, values: [3]}}, {{name: Two, values: [~]}}]}}",
    "stacked": f"chart: {CHART} kind: stacked, series: [Yes, No], rows: [{{name: One, values: [60, 40]}}, {{name: Two, values: [10, ~]}}]}}",
    "grouped": f"chart: {CHART} kind: grouped, series: [Before, After], rows: [{{name: One, values: [6, 4]}}, {{name: Two, values: [10, ~]}}]}}",
    "points": f"chart: {CHART} kind: points, series: [Beds], rows: [{{name: One, date: 2013-07, values: [6]}}, {{name: Two, date: 2016, values: [~]}}]}}",
    "multiples": f"chart: {CHART} kind: multiples, series: [Beds], rows: [{{group: A, name: One, values: [6]}}, {{group: A, name: Two, values: [5]}}, {{group: B, name: One, values: [~]}}]}}",
    "table": "table: {caption: A table, row_headers: true, columns: [{title: Place}, {title: Yes, group: Rated}, {title: No, group: Rated}, {title: All, align: right, unit: beds}], rows: [[A, '1', '2', '3'], [B, '4', '5', '9']]}",
    "rating journey": "rating_journey: {caption: Ratings}",
    "rating table": "rating_table: {caption: Questions, published: 2019-01-08}",
    "fact box": "fact_box: {title: Facts, facts: [{label: Beds, value: '**3** [more](https://example.org)'}, {label: Sites, value: '2'}]}",
    "key learning": "key_learning: {points: [One *thing*., Another.]}",
    "pull quote": "pull_quote: {text: Words, speaker: Ana Example, source: A book}",
    "callout": "callout: {title: A callout, text: 'A [link *with* more `in` **it**](https://example.org).'}",
    "timeline": "timeline: {caption: Times, events: [{date: 2016, text: One}, {date: 2017-02-03, text: Two}]}",
}
STORY = """\
kind: story
title: A story
trust: {name: Example NHS Trust, type: acute, region: Nowhere}
ratings:
  - {published: 2016-08-17, overall: inadequate}
  - {published: 2019-01-08, overall: good, questions: {safe: good}}
special_measures: [{reason: quality, entered: 2016-08, left: 2019-01}, {reason: finance, entered: 2018-02}]
body:
  - |
    A paragraph.
"""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """Return a function that sets a story with one block, tagged as chapters are."""
    root = tmp_path_factory.mktemp("blocks")
    bring_styles(root)

    def typeset(block: str, *, styled: bool) -> bytes:
        report = numbered(root, {"a": f"{STORY}  - {block}\n"})
        html = mark_up(report.report.chapters[0], report, {}, settled=True).html
        sheets = read_stylesheets(root, STYLESHEET, given=properties_in_styles(html)).value or ()
        engine = open_engine(root, sheets, root / "cache").value
        import weasyprint  # noqa: PLC0415 - not before the fonts are in place

        from pipeline.typesetting.layout_tree.pieces import watch_painting  # noqa: PLC0415 - the same
        from pipeline.typesetting.tagging.finishing import finish  # noqa: PLC0415 - the same

        given = {"stylesheets": engine.parsed.sheets} if styled else {}
        document = weasyprint.HTML(string=html).render(
            font_config=engine.parsed.fonts,
            counter_style=engine.parsed.counters.copy(),
            color_profiles=engine.parsed.profiles,
            **given,
        )
        with watch_painting(document) as marks:
            return document.write_pdf(
                pdf_variant="pdf/ua-1", finisher=lambda document, pdf: finish(document, pdf, marks)
            )

    return typeset


def failed(content: bytes) -> list[tuple[str, str]]:
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    return [(failure.rule_id, failure.message) for failure in report.failures]


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("styled", [True, False], ids=["styled", "bare"])
def test_a_block_conforms(pdf, block, styled):
    """A block fails no rule of PDF/UA-1, drawn by the report's styles or left as the table that it is."""
    assert failed(pdf(block, styled=styled)) == []
