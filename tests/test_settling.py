"""Page numbers go round until they agree: with a stand-in for the engine, so that only the loop is tried."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from builders import MANIFEST, entry, project

from pipeline.findings import Checked, Rectangle
from pipeline.markup import ChapterHtml
from pipeline.model.report import NumberedReport
from pipeline.numbering import number
from pipeline.reading import read_report
from pipeline.settling import MOST_ROUNDS, settle
from pipeline.typesetting import BoxMap, ChapterPdf, Fragment, Opening, Side

CONTENTS = "kind: contents\ntitle: Contents\n"
QUOTES_A_PAGE = """\
kind: prose
title: First
body: |
  See [the second](chapter:second){.page}.
"""
SECOND = "kind: prose\ntitle: Second\nbody: |\n  Words.\n"
MANIFEST_WITH_CONTENTS = (
    MANIFEST + entry("contents", part="front") + entry("first") + entry("second")
)  # fmt: skip


class StandIn:
    """Sets a chapter on as many pages as it is told, and remembers what it was asked."""

    def __init__(self, pages: Callable[[ChapterHtml], int]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, Opening]] = []
        self.html: dict[str, str] = {}

    def typeset(self, html: ChapterHtml, opening: Opening) -> Checked[ChapterPdf]:
        self.asked.append((html.chapter, opening))
        self.html[html.chapter] = html.html
        first_page = Fragment("main", None, html.chapter, 0, Rectangle(0, 0, 1, 1))
        return Checked(ChapterPdf(html.chapter, b"", self.pages(html), BoxMap(fragments=(first_page,))))


def numbered(tmp_path: Path) -> NumberedReport:
    chapters = {"contents": CONTENTS, "first": QUOTES_A_PAGE, "second": SECOND}
    report = read_report(project(tmp_path, chapters, manifest=MANIFEST_WITH_CONTENTS))
    checked = report.then(number)
    assert checked.value is not None, checked.findings
    return checked.value


def settled(report: NumberedReport, stand_in: StandIn) -> Checked[object]:
    return settle(report, stand_in, lambda chapter, done, total: None)


def test_only_what_quotes_a_page_is_set_again(tmp_path: Path) -> None:
    """In the second round the contents and the chapter that quotes a page are set again, and nothing in the third."""
    stand_in = StandIn(lambda html: 3)

    result = settled(numbered(tmp_path), stand_in)

    assert [chapter for chapter, _ in stand_in.asked] == ["contents", "first", "second", "contents", "first"]
    assert result.value.rounds == 3
    assert result.findings == ()


def test_each_chapter_begins_where_the_one_before_ended(tmp_path: Path) -> None:
    """Folios and sides follow the pages of the chapters before: the body begins at 1 on a right-hand page."""
    stand_in = StandIn(lambda html: 3)

    settled(numbered(tmp_path), stand_in)

    assert dict(stand_in.asked[:3]) == {
        "contents": Opening(1, Side.RIGHT),
        "first": Opening(1, Side.RIGHT),
        "second": Opening(4, Side.LEFT),
    }


def test_quoted_pages_are_the_printed_ones(tmp_path: Path) -> None:
    """The text quotes the folio that the target's page prints."""
    stand_in = StandIn(lambda html: 3)

    settled(numbered(tmp_path), stand_in)

    assert "on page\u00a04" in stand_in.html["first"]
    assert '<span class="folio">4</span>' in stand_in.html["contents"]


def test_a_chapter_that_grows_moves_the_ones_behind_it(tmp_path: Path) -> None:
    """If quoting the page makes a chapter longer, what follows is set again at its new place."""
    stand_in = StandIn(lambda html: 3 if "on page\u00a000" in html.html else 5)

    result = settled(numbered(tmp_path), stand_in)

    assert [opening.folio for chapter, opening in stand_in.asked if chapter == "second"] == [4, 6]
    assert "on page\u00a06" in stand_in.html["first"]
    assert result.findings == ()


def test_pages_that_never_settle_are_given_up_on(tmp_path: Path) -> None:
    """After five rounds a warning names the label whose page still changes, and the report is made all the same."""
    stand_in = StandIn(lambda html: 4 if "on page\u00a04" in html.html else 3)

    result = settled(numbered(tmp_path), stand_in)

    assert result.value.rounds == MOST_ROUNDS
    assert [(finding.code, finding.severity) for finding in result.findings] == [
        ("unsettled-pages", "warning")
    ]
    assert '"second"' in result.findings[0].message
