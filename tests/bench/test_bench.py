"""The benchmark measures what it says: a sound report, real edits, the whole tree of a process, ratios of medians."""

from __future__ import annotations

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import typst
from bench.__main__ import parse
from bench.cases import pages_in
from bench.peers import OneDocument
from bench.processes import MB, FailedError, Running, Sample, measure
from bench.reaches import Measured, Row, bend, rows, slope_ms, table
from bench.record import Record
from bench.sources import chapter_yaml, edit_colour, edit_pages, edit_word, write_project
from bench.text import EDITED_WORDS, Edits, compose
from bench.typst_text import edit_typst_word, write_typst
from bench.watching import Watched
from builders import REPOSITORY
from runs import in_own_process

PYTHON = [sys.executable, "-c"]


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "fonts" not in path.parts
    }


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return [path for path in after if before.get(path) != after[path]]


def test_the_report_builds_without_findings(tmp_path: Path) -> None:
    """Whoever measures it measures a report as it should be: nothing to find, tables, charts, pictures, notes and links."""
    root = write_project(tmp_path, 2)

    ended = in_own_process(root, "build", "--format", "json")

    assert json.loads(ended.stdout)["findings"] == []
    assert ended.returncode == 0
    assert 18 <= pages_in(root) <= 26


def test_the_report_is_the_same_in_every_run(tmp_path: Path) -> None:
    """Two runs measure the same bytes, in both formats."""
    first, second = (contents(write_project(tmp_path / name, 3)) for name in ("a", "b"))
    typst_first, typst_second = (contents(write_typst(tmp_path / name, 3).parent) for name in ("c", "d"))

    assert first == second
    assert typst_first == typst_second


def test_each_edit_changes_one_file(tmp_path: Path) -> None:
    """A word, a page, a colour: each edit is one that was never made before, in the file that it belongs to."""
    root = write_project(tmp_path, 3)
    states = [contents(root)]
    for edits in (Edits(word=1), Edits(word=2)):
        edit_word(root, 3, edits)
        states.append(contents(root))
    edit_pages(root, 3, Edits(pages=1))
    states.append(contents(root))
    edit_colour(root, Edits(colour=1))
    states.append(contents(root))

    assert [changed(before, after) for before, after in pairwise(states)] == [
        ["sources/c002.yaml"],
        ["sources/c002.yaml"],
        ["sources/c003.yaml"],
        ["styles/tokens.css"],
    ]


def test_one_word_is_one_word() -> None:
    """The edit of a word leaves all others as they were, and takes no more room."""
    before, after = (re.findall(r"\w+", chapter_yaml(compose(2, 3, Edits(word=word)))) for word in (0, 1))

    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        (EDITED_WORDS[0], EDITED_WORDS[1])
    ]
    assert {len(word) for word in EDITED_WORDS} == {6}


def test_typst_sets_the_same_text(tmp_path: Path) -> None:
    """The peer's report is one that Typst accepts as PDF/UA-1, with an edit as without."""
    main = write_typst(tmp_path, 2)
    fonts = [REPOSITORY / "styles" / "fonts"]
    compiler = typst.Compiler(main, root=tmp_path, font_paths=fonts, ignore_system_fonts=True)

    first = compiler.compile(pdf_standards=["ua-1"])
    edit_typst_word(tmp_path, 2, Edits(word=1))
    second = compiler.compile(pdf_standards=["ua-1"])

    assert first[:5] == second[:5] == b"%PDF-"
    assert first != second


def test_the_one_document_has_all_chapters(tmp_path: Path) -> None:
    """The peer's document holds every chapter and leads to itself."""
    root = write_project(tmp_path / "new", 2)

    OneDocument(root, tmp_path / "one")

    html = (tmp_path / "one" / "report.html").read_text(encoding="utf-8")
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert {"cover", "contents", "c001", "c002", "references"} <= ids
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids
    assert "crossref:" not in html


def test_memory_is_that_of_the_largest_process() -> None:
    """A child that takes much is seen through a parent that takes little."""
    child = "bytearray(120 << 20)"
    ended = measure([*PYTHON, f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{child}'])"])

    assert 120 * MB < ended.peak < 240 * MB


def test_what_fails_is_told_with_its_words() -> None:
    """An exit code is an error that says what the process said; one that hangs is ended."""
    with pytest.raises(FailedError, match=r"exit code 3: out of paper"):
        measure([*PYTHON, "import sys; sys.stderr.write('out of paper'); sys.exit(3)"])
    with Running([*PYTHON, "input()\nwhile True: pass"], talks=True) as running:
        running.process.stdin.write(b"\n")
        with pytest.raises(FailedError, match="it was ended after 0 s"):
            running.wait(0.01)


WATCH = """
import pathlib, sys, time
source, report = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
seen = None
while True:
    text = source.read_text()
    if text == "end":
        sys.exit("the disk is full")
    if text not in ("", seen):
        new = report.with_suffix(".new")
        new.write_text(text)
        new.replace(report)
        seen = text
        print("waiting for changes", flush=True)
    time.sleep(0.001)
"""


def test_a_watch_is_timed_until_the_file_is_there(tmp_path: Path) -> None:
    """The clock stops when another file is in the report's place; a watch that ends meanwhile is an error."""
    source, report = tmp_path / "source", tmp_path / "build" / "report.pdf"
    report.parent.mkdir()
    source.write_text("first")
    watched = Watched([*PYTHON, WATCH, source, report], tmp_path)
    try:
        seconds = watched.seconds_until_built(lambda: source.write_text("second") and None)
        built = report.read_text()
        with pytest.raises(FailedError, match="the disk is full"):
            watched.seconds_until_built(lambda: source.write_text("end") and None)
    finally:
        watched.close()

    assert built == "second"
    assert 0 < seconds < 30


MEASURED = Measured(
    seconds={
        "one document": {40: [21.0, 20.0, 19.0]},
        "cold": {10: [3.0], 40: [10.0, 14.0, 12.0], 160: [48.0]},
        "unchanged": {10: [0.30], 40: [0.33], 160: [0.44]},
        "word": {40: [1.5]},
        "word, watch": {40: [0.6]},
        "word, Typst": {40: [0.5]},
        "preflight, screen": {40: [1.2, 1.3, 1.1]},
        "preflight, print": {40: [3.0]},
        "preflight, few pages": {40: [2.0]},
        "preflight, many pages": {40: [8.4]},
    },
    peaks={
        "one document": {40: [500 * MB]},
        "cold": {40: [300 * MB, 310 * MB, 320 * MB]},
        "word": {40: [100 * MB]},
        "watch": {40: [260 * MB]},
    },
    named=True,
)


def test_medians_are_held_against_what_is_to_be_reached() -> None:
    """Ratios are those of medians; what was not measured is neither reached nor missed."""
    found = {row.case: (row.value and round(row.value, 3), row.reached) for row in rows(MEASURED, 40)}

    assert found == {
        "cold build ÷ one document": (0.6, True),
        "nothing changed": (0.33, True),
        "nothing changed ÷ one document": (0.017, True),
        "one word, new process ÷ one document": (0.075, False),
        "one word, watch ÷ Typst incremental": (1.2, False),
        "page added, watch ÷ cold build": (None, None),
        "page added, new process ÷ cold build": (None, None),
        "colour changed ÷ cold build": (None, None),
        "colour changed: changed sheets that --why leaves unnamed": (0.0, True),
        "peak memory, cold ÷ one document": (0.62, True),
        "peak memory, elsewhere ÷ one document": (0.52, False),
        "a chapter more, cold: at the end ÷ at the beginning": (1.0, True),
        "a chapter more, nothing changed": (0.929, True),
        "a chapter more, one word": (None, None),
        "preflight, screen ÷ cold build": (0.1, True),
        "preflight, print ÷ cold build": (0.25, False),
        "preflight, by page: four times the pages ÷ once": (1.05, True),
    }


def test_growth_is_a_line_by_least_squares() -> None:
    """Milliseconds a chapter; and how much steeper the end is than the beginning."""
    assert slope_ms({10: 0.31, 40: 0.34, 160: 0.46}) == pytest.approx(1.0)
    assert slope_ms({0: 0.0, 1: 1.0, 2: 0.5}) == pytest.approx(250.0)
    assert slope_ms({40: 0.3}) is None
    assert bend({10: 1.0, 40: 4.0, 160: 28.0}) == pytest.approx(2.0)
    assert bend({10: 1.0, 40: 4.0}) is None


def test_the_table_says_value_reach_and_verdict() -> None:
    """A line for each case, figures under each other."""
    lines = table((Row("cold", 0.5, 0.6), Row("nothing changed", 0.4, 0.35, "s"), Row("page", None, 1.0)))

    assert lines.splitlines() == [
        "cold                    0.500  at most    0.600  reached",
        "nothing changed        0.40 s  at most   0.35 s  NOT REACHED",
        "page                        -  at most    1.000  not measured",
    ]


def test_a_case_that_fails_ends_no_other(tmp_path: Path) -> None:
    """What could not be measured is told beside what was, and the file has both after every case."""
    record = Record(tmp_path / "build" / "bench.json", 40)

    def fail() -> Sample:
        raise FailedError("exit code 1")

    record.measure("cold", 40, lambda: Sample(2.0, 100 * MB))
    record.measure("word", 40, fail)

    written = json.loads(record.path.read_text(encoding="utf-8"))
    assert written["seconds"] == {"cold": {"40": [2.0]}}
    assert written["not measured"] == {"word, 40 chapters": "FailedError: exit code 1"}
    assert list(record.lines())[1].split() == ["cold", "40", "1", "2.000", "2.000", "2.000", "100"]


def test_options_choose_groups_and_sizes() -> None:
    """Five runs on forty chapters, unless somebody is in a hurry; a group that there is not is refused."""
    whole, quick = parse([]), parse(["--quick", "--runs", "2"])

    assert (whole.runs, whole.chapters, whole.sizes) == (5, 40, [10, 40, 160])
    assert (quick.runs, quick.chapters, quick.sizes) == (2, 10, [10])
    assert parse(["--only", "judging"]).only == ["judging"]
    assert parse(["--only", "build,watch"]).only == ["build", "watch"]
    with pytest.raises(SystemExit):
        parse(["--only", "building"])
