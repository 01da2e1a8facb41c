"""Whatever stops a build, the last good report stays as it was, and nothing half-made lies about."""

from __future__ import annotations

import datetime
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from builders import project
from runs import OLD_REPORT, Runner, environment, in_own_process, own_project, with_old_report

from pipeline.files import write_atomically
from pipeline.publish import publish

BROKEN = {"sources/introduction.yaml": "kind: prosa\n", "styles/screen.css": ""}


def temporary_files(root: Path) -> list[str]:
    """Return what ``write_atomically`` would leave behind if it were cut off."""
    return sorted(path.name for path in (root / "build").rglob(".*") if path.is_file())


# An interrupt


def test_an_interrupt_leaves_the_last_report(tmp_path: Path) -> None:
    """Control-C in the middle of typesetting ends with 130, without a traceback, and changes nothing."""
    root = with_old_report(own_project(tmp_path))
    words = [sys.executable, "-m", "pipeline", "-C", str(root), "build"]

    with subprocess.Popen(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        assert running.stderr is not None
        heard = ""
        for line in running.stderr:
            heard += line
            if line.startswith("typeset"):
                break
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)

    assert running.returncode == 130, heard + out + err
    assert "interrupted" in err
    assert "Traceback" not in heard + out + err
    assert (root / "build" / "report.pdf").read_bytes() == OLD_REPORT
    assert temporary_files(root) == []


# A disk that cannot take the report


def test_a_full_disk_is_a_finding_and_leaves_the_last_report(tmp_path: Path) -> None:
    """A disk that takes only a part of the report costs nobody the last one."""
    root = with_old_report(project(tmp_path, styles=True))
    (root / "build" / "findings.json").write_text("{}")
    # The size that a file may have stands for the room that a disk has left; it binds root as well.
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (6000, 6000))

    ended = subprocess.run(
        [sys.executable, "-m", "pipeline", "-C", str(root), "build"],
        env=environment(),
        preexec_fn=limit,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert "[cannot-write]" in ended.stdout
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 1
    assert (root / "build" / "report.pdf").read_bytes() == OLD_REPORT
    assert temporary_files(root) == []


def test_publishing_where_nothing_can_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """A write that fails is a finding that names the file, and its temporary file is gone."""
    folder = tmp_path / "file" / "build"
    (tmp_path / "file").write_bytes(b"")

    (finding,) = publish(b"content", folder / "report.pdf")

    assert finding.code == "cannot-write"
    assert "report.pdf" in finding.message
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file"]


def test_writing_is_all_or_nothing(tmp_path: Path) -> None:
    """A file that cannot be put in its place leaves what was there, and no temporary file."""
    place = tmp_path / "report.pdf"
    place.mkdir()

    with pytest.raises(OSError, match=r"report\.pdf"):
        write_atomically(place, b"content")

    assert sorted(tmp_path.iterdir()) == [place]


def build_is_a_file(root: Path) -> None:
    (root / "build").write_bytes(b"")


def report_is_a_folder(root: Path) -> None:
    (root / "build" / "report.pdf").mkdir(parents=True)


def map_is_a_folder(root: Path) -> None:
    with_old_report(root)
    (root / "build" / "report.map.json").mkdir()


def cache_is_a_file(root: Path) -> None:
    with_old_report(root)
    (root / "build" / "cache").write_bytes(b"")


@pytest.mark.parametrize("spoil", [build_is_a_file, report_is_a_folder, map_is_a_folder, cache_is_a_file])
def test_a_place_that_cannot_be_written_is_a_finding(
    spoil: Callable[[Path], None], tmp_path: Path, run: Runner
) -> None:
    """Where the report cannot be put in its place, a finding says so and the last report stays."""
    root = project(tmp_path, styles=True)
    spoil(root)

    answer = run(root, "build")

    assert [finding["code"] for finding in answer.findings] == ["cannot-write"]
    assert answer.code == 1
    report = root / "build" / "report.pdf"
    assert not report.is_file() or report.read_bytes() == OLD_REPORT
    assert "bug" not in answer.err
    if (root / "build").is_dir():
        assert temporary_files(root) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_folder_without_permission_is_a_finding(tmp_path: Path, run: Runner) -> None:
    """A build folder that this user may not write is a finding, and the last report stays."""
    root = with_old_report(project(tmp_path, styles=True))
    (root / "build").chmod(0o555)

    answer = run(root, "build")

    (root / "build").chmod(0o755)
    assert [finding["code"] for finding in answer.findings] == ["cannot-write"]
    assert (root / "build" / "report.pdf").read_bytes() == OLD_REPORT


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_source_without_permission_is_a_finding(tmp_path: Path, run: Runner) -> None:
    """A chapter that this user may not read is a finding at the manifest's line."""
    root = project(tmp_path, files={"styles/screen.css": ""})
    (root / "sources" / "introduction.yaml").chmod(0)

    assert run(root, "check").found == ["sources/report.yaml:6:30 unreadable-file"]


# What the last line says


def test_says_that_the_last_report_is_still_there(tmp_path: Path, run: Runner) -> None:
    """After a failure the last line says of which time the report is."""
    root = with_old_report(project(tmp_path, files=BROKEN))
    at = datetime.datetime(2019, 11, 1, 14, 5).astimezone()
    os.utime(root / "build" / "report.pdf", (at.timestamp(), at.timestamp()))

    answer = run(root, "build")

    last = answer.err.splitlines()[-1]
    assert last == "build/report.pdf is still the one of 01.11.2019, 14:05, without these changes"


def test_says_the_hour_of_a_report_of_today(tmp_path: Path, run: Runner) -> None:
    """A report of today is known by its hour and minute."""
    root = with_old_report(project(tmp_path, files=BROKEN))
    at = datetime.datetime.fromtimestamp((root / "build" / "report.pdf").stat().st_mtime).astimezone()

    answer = run(root, "build")

    last = answer.err.splitlines()[-1]
    assert last == f"build/report.pdf is still the one of {at:%H:%M}, without these changes"


def test_says_that_no_report_was_made(tmp_path: Path, run: Runner) -> None:
    """After a first build that fails the last line says that there is none."""
    answer = run(project(tmp_path, files=BROKEN), "build")

    assert answer.err.splitlines()[-1] == "no report was made"


def test_says_what_was_made(tmp_path: Path) -> None:
    """The last line of a build names file, pages, size and time, and progress goes line by line in CI."""
    root = project(tmp_path, styles=True)

    ended = in_own_process(root, "build")

    *progress, last = ended.stderr.splitlines()
    assert progress == [
        "read",
        "house style",
        "number",
        "mark up",
        "stylesheets",
        "open the engine",
        "typeset introduction (1 of 1, 1 left)",
        "paint introduction (1 of 1, 1 left)",
        "link",
        "preflight",
        "publish",
    ]
    assert re.fullmatch(r"build/report\.pdf: 1 pages?, \d+ kB, \d+\.\d s(, untagged)?", last)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert {"report.pdf", "report.map.json", "findings.json", "cache"} == {
        path.name for path in (root / "build").iterdir()
    }


def test_a_sound_project_replaces_the_last_report(tmp_path: Path, run: Runner) -> None:
    """When the mistake is mended, the next build replaces the report."""
    root = with_old_report(project(tmp_path, styles=True))

    answer = run(root, "build")

    assert (answer.code, answer.found) == (0, [])
    assert (root / "build" / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (root / "build" / "report.pdf").read_bytes() != OLD_REPORT
