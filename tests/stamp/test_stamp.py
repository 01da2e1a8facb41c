"""The stamp on the disk: it proves itself, and is left only for what was certainly built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import project

from pipeline.files import digest
from pipeline.findings import Edit, Finding, Place, Rectangle, Related, Severity
from pipeline.stamp import (
    STAMP,
    Change,
    How,
    Inputs,
    Stamp,
    Summary,
    compare,
    leave_stamp,
    read_stamp,
    take_inputs,
)

MACHINE = {"package weasyprint": "70.0"}
REPORT = b"%PDF-1.7"
PLACE = Place("sources/a.yaml", 2, 3, 2, 9)
FINDING = Finding(
    "doubled-word",
    Severity.WARNING,
    'this says "the the"',
    "write it once",
    PLACE,
    page=3,
    rectangle=Rectangle(1.5, 2, 3, 4),
    block="a/body/0",
    related=(Related("also here", PLACE),),
    times=2,
    edits=(Edit(PLACE, "\ud800é"),),
)
SUMMARY = Summary("build/report.pdf", 12, 3456, tagged=True, lines=("blank pages: 0",))


def built(root: Path, *, read: dict[str, str] | None = None) -> Stamp:
    """Make a project with a report, and the stamp of its build."""
    project(root)
    (root / "build").mkdir()
    (root / "build/report.pdf").write_bytes(REPORT)
    inputs = take_inputs(root, MACHINE)
    inputs = replace(inputs, files={**(read or {}), **inputs.files})
    return Stamp(
        inputs,
        {"build/report.pdf": digest(REPORT)},
        SUMMARY,
        (FINDING, Finding("layout", Severity.ADVICE, "m")),
    )


def kept(stamp: Stamp) -> Stamp:
    """Return a stamp as it comes back: how files stood on the disk is not kept."""
    return replace(stamp, inputs=Inputs(stamp.inputs.files, stamp.inputs.machine))


def test_a_stamp_comes_back_as_it_was_left(tmp_path: Path) -> None:
    """Inputs, what was published, summary and every attribute of the findings."""
    stamp = built(tmp_path)

    assert leave_stamp(tmp_path, stamp)
    assert read_stamp(tmp_path) == kept(stamp)
    assert compare(tmp_path, MACHINE).unchanged == kept(stamp)


def test_a_stamp_that_is_cut_off_is_none(tmp_path: Path) -> None:
    """Wherever it ends: nothing is said, and the build goes on without it."""
    leave_stamp(tmp_path, built(tmp_path))
    content = (tmp_path / STAMP).read_bytes()

    for end in {*range(0, len(content), 997), *range(80), len(content) - 1}:
        (tmp_path / STAMP).write_bytes(content[:end])
        assert read_stamp(tmp_path) is None


@pytest.mark.parametrize(
    "content",
    [b"{}", b"[]", b"null", b'{"format": 1}', b'{"format": 0}', b"\xff", b'{"format": 1, "findings": [{}]}'],
)
def test_a_stamp_of_somebody_else_is_none(tmp_path: Path, content: bytes) -> None:
    """Also one that proves itself: of another format, or with other keys."""
    file = tmp_path / STAMP
    file.parent.mkdir(parents=True)

    for whole in (content, digest(content).encode() + b"\n" + content):
        file.write_bytes(whole)
        assert read_stamp(tmp_path) is None


def test_a_folder_in_its_place_is_no_stamp(tmp_path: Path) -> None:
    """Nothing that stands there stops a build."""
    (tmp_path / STAMP).mkdir(parents=True)

    assert read_stamp(tmp_path) is None


def test_a_file_that_changed_during_the_build_leaves_no_stamp(tmp_path: Path) -> None:
    """Nobody can say which of the two the report was made of."""
    stamp = built(tmp_path)
    (tmp_path / "sources/introduction.yaml").write_text("kind: prose\n")

    assert not leave_stamp(tmp_path, stamp)
    assert not (tmp_path / STAMP).exists()


def test_a_file_that_changed_and_was_changed_back_leaves_no_stamp(tmp_path: Path) -> None:
    """The build may have read what stood there in between."""
    stamp = built(tmp_path)
    file = tmp_path / "sources/introduction.yaml"
    content = file.read_bytes()
    file.write_text("kind: prose\n")
    file.write_bytes(content)

    assert not leave_stamp(tmp_path, stamp)


def test_a_file_that_came_during_the_build_leaves_no_stamp(tmp_path: Path) -> None:
    """A chapter that was not there when the build began may not be in the report."""
    stamp = built(tmp_path)
    (tmp_path / "sources/new.yaml").write_text("kind: prose\n")

    assert not leave_stamp(tmp_path, stamp)


def test_says_what_has_changed(tmp_path: Path) -> None:
    """Each file with what happened to it, then the machine with both versions."""
    leave_stamp(tmp_path, built(tmp_path))
    (tmp_path / "sources/introduction.yaml").write_text("kind: prose\n")
    (tmp_path / "sources/new.yaml").write_text("kind: prose\n")
    next((tmp_path / "styles/fonts").iterdir()).unlink()

    compared = compare(tmp_path, {"package weasyprint": "71.0", "library pango": "1.57"})

    assert compared.unchanged is None
    assert [(change.what.split("/")[0], change.how) for change in compared.changes] == [
        ("sources", How.CHANGED),
        ("sources", How.ADDED),
        ("styles", How.REMOVED),
        ("library pango", How.ADDED),
        ("package weasyprint", How.CHANGED),
    ]
    assert compared.changes[-1] == Change("package weasyprint", How.CHANGED, "70.0", "71.0")


def test_a_report_that_is_gone_or_another_is_built_again(tmp_path: Path) -> None:
    """The stamp tells of one file's bytes; where they are not, it counts for nothing."""
    leave_stamp(tmp_path, built(tmp_path))
    report = tmp_path / "build/report.pdf"

    report.write_bytes(REPORT + b" by another build")
    assert compare(tmp_path, MACHINE).changes == (Change("build/report.pdf", How.CHANGED),)

    report.unlink()
    assert compare(tmp_path, MACHINE).changes == (Change("build/report.pdf", How.REMOVED),)


def test_files_that_the_engine_read_elsewhere_count(tmp_path: Path) -> None:
    """An image beside sources/ that a stylesheet names is an input like all others."""
    (tmp_path / "shared").mkdir()
    shared = tmp_path / "shared/dot.svg"
    shared.write_bytes(b"<svg/>")
    stamp = built(tmp_path, read={"shared/dot.svg": digest(b"<svg/>")})

    assert leave_stamp(tmp_path, stamp)
    assert compare(tmp_path, MACHINE).unchanged

    shared.write_bytes(b"<svg></svg>")
    assert compare(tmp_path, MACHINE).changes == (Change("shared/dot.svg", How.CHANGED),)
    shared.unlink()
    assert compare(tmp_path, MACHINE).changes == (Change("shared/dot.svg", How.REMOVED),)


def test_a_file_elsewhere_that_changed_during_the_build_leaves_no_stamp(tmp_path: Path) -> None:
    """What the engine read is held against what stands there at the end."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/dot.svg").write_bytes(b"<svg></svg>")

    assert not leave_stamp(tmp_path, built(tmp_path, read={"shared/dot.svg": digest(b"<svg/>")}))


def test_without_a_stamp_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    """The first build has no changes to name."""
    compared = compare(project(tmp_path), MACHINE)

    assert (compared.stamp, compared.unchanged, compared.changes) == (None, None, ())
