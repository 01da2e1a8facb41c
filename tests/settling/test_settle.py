"""Page numbers go round until they agree: with a stand-in for the engine, so that only the loop is tried."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import MANIFEST, entry, project
from hypothesis import given, settings
from hypothesis import strategies as st
from stations import Dying, DyingAtPainting, StandIn

from pipeline.findings import Checked, Place, error
from pipeline.markup import ChapterHtml
from pipeline.model.report import NumberedReport
from pipeline.numbering import number
from pipeline.reading import read_report
from pipeline.settling import MOST_ROUNDS, Memory, Worker, alone, settle, side_by_side
from pipeline.settling.crew import METHOD, InThisProcess
from pipeline.typesetting import Opening, Side

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


def numbered(tmp_path: Path, second: str = "Words.") -> NumberedReport:
    chapters = {"contents": CONTENTS, "first": QUOTES_A_PAGE, "second": SECOND.replace("Words.", second)}
    report = read_report(project(tmp_path, chapters, manifest=MANIFEST_WITH_CONTENTS))
    return checked(report.then(number))


def plain(tmp_path: Path, count: int, words: str = "Words") -> NumberedReport:
    """Return a report whose chapters quote nothing."""
    body = SECOND.replace("Words", words)
    chapters = {f"c{index}": body.replace("Second", f"Chapter {index}") for index in range(count)}
    manifest = MANIFEST + "".join(map(entry, chapters))
    return checked(read_report(project(tmp_path, chapters, manifest=manifest)).then(number))


def checked(result: Checked[NumberedReport]) -> NumberedReport:
    assert result.value is not None, result.findings
    return result.value


def crew(*stations: StandIn) -> tuple[Worker[str], ...]:
    return tuple(Worker(InThisProcess(), station) for station in stations)


def settled(report: NumberedReport, *stations: StandIn, memory: Memory[str] | None = None) -> Checked[object]:
    people = crew(*stations)
    return settle(report, lambda: people, lambda *at: None, size=len(people), memory=memory)


def shown(result: Checked[object], chapter: int) -> str:
    return result.value.chapters[chapter]


def test_only_what_quotes_a_page_is_set_again(tmp_path: Path) -> None:
    """In the second round the contents and the chapter that quotes a page are set again, and nothing in the third."""
    stand_in = StandIn()

    result = settled(numbered(tmp_path), stand_in)

    assert [chapter for chapter, _ in stand_in.asked] == ["contents", "first", "second", "contents", "first"]
    assert stand_in.tried == ["contents", "first"]
    assert result.value.rounds == 3
    assert result.findings == ()


def test_each_chapter_begins_where_the_one_before_ended(tmp_path: Path) -> None:
    """Folios and sides follow the pages of the chapters before: the body begins at 1 on a right-hand page."""
    stand_in = StandIn()

    settled(numbered(tmp_path), stand_in)

    assert stand_in.painted == [
        ("contents", Opening(1, Side.RIGHT)),
        ("first", Opening(1, Side.RIGHT)),
        ("second", Opening(4, Side.LEFT)),
    ]


def test_quoted_pages_are_the_printed_ones(tmp_path: Path) -> None:
    """The text quotes the folio that the target's page prints."""
    result = settled(numbered(tmp_path), StandIn())

    assert "on page\u00a04" in shown(result, 1)
    assert '<span class="folio">4</span>' in shown(result, 0)


def test_a_chapter_that_grows_moves_the_ones_behind_it(tmp_path: Path) -> None:
    """If quoting the page makes a chapter longer, what follows is painted at its new place, without another layout."""
    stand_in = StandIn(lambda html, opening: 3 if "on page\u00a000" in html.html else 5)

    result = settled(numbered(tmp_path), stand_in)

    assert [opening.folio for chapter, opening in stand_in.asked if chapter == "second"] == [4]
    assert stand_in.painted[-1] == ("second", Opening(6, Side.LEFT))
    assert "on page\u00a06" in shown(result, 1)
    assert result.findings == ()


@pytest.mark.parametrize("moves", [True, False])
def test_a_chapter_that_begins_on_another_side_is_set_again(tmp_path: Path, *, moves: bool) -> None:
    """If quoting the page makes a chapter a page longer, what follows is laid out for the other side."""
    stand_in = StandIn(lambda html, opening: 3 if "on page\u00a000" in html.html else 4, moves)

    settled(numbered(tmp_path), stand_in)

    assert [opening for chapter, opening in stand_in.asked if chapter == "second"] == [
        Opening(4, Side.LEFT),
        Opening(5, Side.RIGHT),
    ]


def test_pages_that_depend_on_their_folio_are_set_again(tmp_path: Path) -> None:
    """A chapter that cannot be moved is laid out again when its folio changes."""
    stand_in = StandIn(lambda html, opening: 3 if "on page\u00a000" in html.html else 5, moves=False)

    settled(numbered(tmp_path), stand_in)

    assert [opening.folio for chapter, opening in stand_in.asked if chapter == "second"] == [4, 6]


def test_pages_that_never_settle_are_given_up_on(tmp_path: Path) -> None:
    """After five rounds a warning names the label whose page still changes, and the report is made all the same."""
    stand_in = StandIn(lambda html, opening: 4 if "on page\u00a04" in html.html else 3)

    result = settled(numbered(tmp_path), stand_in)

    assert result.value.rounds == MOST_ROUNDS
    assert [(finding.code, finding.severity) for finding in result.findings] == [
        ("unsettled-pages", "warning")
    ]
    assert '"second"' in result.findings[0].message


def test_a_chapter_that_cannot_be_set_leaves_the_findings_of_the_others(tmp_path: Path) -> None:
    """There is no report, but what is wrong with the other chapters is said too, on the pages of the report."""
    report = plain(tmp_path, 3, words="SPILLS")
    stand_in = StandIn(refused=frozenset({"c0"}))

    result = settled(report, stand_in)

    assert result.value is None
    assert [(finding.place.path, finding.code, finding.page) for finding in result.findings] == [
        ("sources/c0.yaml", "engine", None),
        ("sources/c1.yaml", "overflow", 2),
        ("sources/c2.yaml", "overflow", 5),
    ]


@dataclass(frozen=True)
class Pages:
    """How many pages the chapters of a report have, on which side they begin: text areas of the two may differ."""

    counts: tuple[int, ...]
    leans: bool

    def __call__(self, html: ChapterHtml, opening: Opening) -> int:
        return self.counts[int(html.chapter[1:])] + (self.leans and opening.side is Side.LEFT)


NAMES = [f"c{index}" for index in range(5)]


@settings(deadline=None)
@given(
    pages=st.builds(Pages, st.tuples(*[st.integers(1, 4)] * 5), st.booleans()),
    guesses=st.dictionaries(st.sampled_from(NAMES), st.integers(1, 9)),
    workers=st.integers(1, 4),
    moves=st.booleans(),
)
def test_neither_guesses_nor_workers_change_what_comes_out(five, pages, guesses, workers, moves) -> None:
    """However many set the chapters, and whatever the last build tells, each comes out where it begins."""
    expected = settled(five, StandIn(pages, moves))
    actual = settled(five, *(StandIn(pages, moves) for _ in range(workers)), memory=Memory(pages=guesses))

    assert expected.value == actual.value
    assert expected.findings == actual.findings


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> NumberedReport:
    """Give a report of five chapters."""
    return plain(tmp_path_factory.mktemp("five"), 5)


def test_what_is_said_of_stylesheets_is_said_once_by_all_together(tmp_path: Path) -> None:
    """The engine says it with the first chapter of each worker; the report has it once, in the order of the stylesheet."""
    report = plain(tmp_path, 4)
    one, two = (error("css-ignored", "ignored", Place("styles/a.css", line)) for line in (3, 9))
    said = {"c0": two, "c1": one, "c2": two, "c3": one}

    for workers in (1, 2, 3):
        assert settled(report, *(StandIn(said=said) for _ in range(workers))).findings == (one, two)


def test_with_right_guesses_nothing_is_set_twice(tmp_path: Path) -> None:
    """Page counts of the last build tell where each chapter begins, whoever sets it."""
    report, stations = plain(tmp_path, 6), (StandIn(), StandIn())
    memory = Memory(pages={f"c{index}": 3 for index in range(6)})

    settled(report, *stations, memory=memory)

    assert sorted(chapter for station in stations for chapter, _ in station.asked) == [
        f"c{index}" for index in range(6)
    ]


def test_the_longest_chapter_comes_first(tmp_path: Path) -> None:
    """Two workers begin with what takes longest, so that neither is left with it at the end."""
    station = StandIn(lambda html, opening: 9 if html.chapter == "c3" else 2)
    memory = Memory(pages={"c0": 2, "c1": 2, "c2": 2, "c3": 9})

    settled(plain(tmp_path, 4), station, StandIn(), memory=memory)

    assert station.asked[0][0] == "c3"


def test_one_worker_goes_in_reading_order(tmp_path: Path) -> None:
    """Whoever works alone knows where each chapter begins, and nothing is set twice without any guess."""
    stand_in = StandIn(lambda html, opening: 1 + int(html.chapter[1:]))

    settled(plain(tmp_path, 5), stand_in)

    assert [chapter for chapter, _ in stand_in.asked] == ["c0", "c1", "c2", "c3", "c4"]


def test_a_second_build_sets_only_what_has_changed(tmp_path: Path) -> None:
    """A process that builds again lays out what has changed, paints what has moved with it, and nothing else."""
    before, after = numbered(tmp_path / "before"), numbered(tmp_path / "after", second="A word more.")
    stations, memory = (StandIn(), StandIn()), Memory()
    people = crew(*stations)
    first = settle(before, lambda: people, lambda *at: None, size=len(people), memory=memory)
    asked = [[*station.asked, *station.painted] for station in stations]

    same = settle(before, lambda: people, lambda *at: None, size=len(people), memory=memory)

    assert same.value == first.value
    assert [[*station.asked, *station.painted] for station in stations] == asked
    other = settle(after, lambda: people, lambda *at: None, size=len(people), memory=memory)

    assert other.value == settled(after, StandIn()).value
    names = [{chapter for chapter, _ in station.asked[-1:] + station.painted[-1:]} for station in stations]
    assert {"second"} in names
    assert sum(len(station.asked) + len(station.painted) for station in stations) == sum(map(len, asked)) + 2


def test_what_is_forgotten_is_set_again(tmp_path: Path) -> None:
    """A chapter that showed a file which has changed is laid out and painted again, and no other."""
    stand_in, memory = StandIn(), Memory()
    people, report = alone(stand_in), plain(tmp_path, 3)
    settle(report, lambda: people, lambda *at: None, size=len(people), memory=memory)
    memory.forget("c1")
    stand_in.asked.clear()
    stand_in.painted.clear()

    settle(report, lambda: people, lambda *at: None, size=len(people), memory=memory)

    assert [chapter for chapter, _ in stand_in.asked + stand_in.painted] == ["c1", "c1"]


@pytest.mark.skipif(METHOD != "fork", reason="the stand-in is inherited")
@pytest.mark.parametrize("station", [Dying, DyingAtPainting])
def test_a_process_that_dies_is_a_finding_at_its_chapter(tmp_path: Path, station: type[StandIn]) -> None:
    """There is no report, and the author of the chapter that was at hand is told, with what can be done."""
    with side_by_side(2, station) as people:
        result = settle(numbered(tmp_path), lambda: people, lambda *at: None, size=len(people))

    assert result.value is None
    (finding,) = result.findings
    assert (finding.code, finding.severity, finding.place) == (
        "engine",
        "error",
        Place("sources/second.yaml"),
    )
    assert 'the process that set chapter "second" has died' in finding.message
    assert "--jobs 1" in finding.hint
