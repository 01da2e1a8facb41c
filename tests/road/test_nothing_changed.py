"""A build of what has not changed: over at once, with all that the last one said; any change makes it build again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import project
from runs import Runner, chapter, environment, in_own_process

DOUBLED = chapter("It was one of the the first trusts.")
"""A chapter with a warning."""

HEAVY = (
    "weasyprint", "pypdf", "pydantic", "jinja2", "yaml", "PIL", "markdown_it", "citeproc", "hunspell", "watchfiles",
    "tinycss2", "cssselect2", "fontTools", "mammoth", "msgspec", "defusedxml", "importlib.metadata",
)  # fmt: skip
"""What a build needs, and what a build that has nothing to do must not wait for."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with a warning, built; tests change it and build it again."""
    root = project(tmp_path_factory.mktemp("project"), {"introduction": DOUBLED}, styles=True)
    ended = in_own_process(root, "build")
    assert ended.returncode == 0, ended.stderr
    return root


def test_says_again_what_the_last_build_said(built: Path, run: Runner) -> None:
    """Findings in every form, the exit code at every level, and the line about the report do not vanish."""
    (built / "build/cache/stamp.json").unlink()
    first = run.words("-C", str(built), "build", "-v", "--why", "--fail-on", "warning")

    again = run.words("-C", str(built), "build", "-v", "--why", "--fail-on", "warning")
    as_json = run(built, "build")

    assert "doubled-word" in first.out
    assert (again.code, again.out) == (first.code, first.out) == (1, first.out)
    assert (as_json.code, [finding["code"] for finding in as_json.findings]) == (0, ["doubled-word"])
    assert as_json.findings == tuple(json.loads((built / "build/findings.json").read_text())["findings"])
    *_, reason = (line for line in again.err.splitlines() if line.startswith("why:"))
    assert reason == "why: nothing has changed since the last build"
    # All that is not about the way: what linking did, and the report with its size; the time is its own.
    said = [line.rpartition(",")[0] or line for line in again.err.splitlines()[1:]]
    assert said == [line.rpartition(",")[0] or line for line in first.err.splitlines()[-len(said) :]]


def test_loads_nothing_that_takes_time(built: Path) -> None:
    """A process that finds nothing to do is gone before one of the libraries would have been loaded."""
    program = (
        "import sys; from pipeline.cli import main; code = main(['-C', sys.argv[1], 'build', '--timings']); "
        "print(code, *sorted(name for name in sys.argv[2:] if name in sys.modules), 'pipeline.build' in sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(built), *HEAVY],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert ended.stdout.splitlines()[-1] == "0 False"
    assert ended.stderr.splitlines()[-1].startswith("  all ")
    assert "read" not in ended.stderr.splitlines()


@pytest.mark.parametrize("words", [["--help"], ["explain", "missing-file"], ["--version"]])
def test_help_loads_no_engine(words: list[str]) -> None:
    """Whoever asks for help does not wait for the engine."""
    program = (
        "import sys\nfrom pipeline.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('weasyprint', 'pypdf', 'jinja2', 'yaml') if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert ended.stdout.splitlines()[-1] == "[]"


def test_a_changed_word_is_built_and_taken_back_is_built(built: Path, run: Runner) -> None:
    """Each change makes another report, and the same sources the same bytes."""
    file, report = built / "sources/introduction.yaml", built / "build/report.pdf"
    run(built, "build")
    before, words = report.read_bytes(), file.read_text()

    file.write_text(words.replace("first", "last"))
    changed = run.words("-C", str(built), "build", "--why")
    assert "why: sources/introduction.yaml was changed" in changed.err.splitlines()
    assert report.read_bytes() != before

    file.write_text(words)
    run(built, "build")
    assert report.read_bytes() == before


def test_a_failed_build_is_no_reason_to_build_less(built: Path, run: Runner) -> None:
    """With a mistake in it a project is looked at each time; without it, the report that stands there is right."""
    file = built / "sources/introduction.yaml"
    run(built, "build")
    words = file.read_text()

    file.write_text(words + "colour: red\n")
    assert [run(built, "build").code for _ in range(2)] == [1, 1]

    file.write_text(words)
    again = run.words("-C", str(built), "build", "--why")
    assert "why: nothing has changed since the last build" in again.err.splitlines()
    kept = json.loads((built / "build/findings.json").read_text())["findings"]
    assert [finding["code"] for finding in kept] == ["doubled-word"]


@pytest.mark.parametrize("name", ["report.pdf", "report.map.json"])
def test_what_somebody_has_deleted_is_made_again(built: Path, run: Runner, name: str) -> None:
    """A build ends with the report in its place, whatever the stamp says."""
    run(built, "build")
    content = (built / "build" / name).read_bytes()
    (built / "build" / name).unlink()

    ended = run.words("-C", str(built), "build", "--why")

    assert f"why: build/{name} was removed" in ended.err.splitlines()
    assert (built / "build" / name).read_bytes() == content


def test_a_stamp_that_cannot_be_written_costs_time_only(built: Path, run: Runner) -> None:
    """The report is made, and what is the matter is said."""
    stamp = built / "build/cache/stamp.json"
    stamp.unlink(missing_ok=True)
    stamp.mkdir()

    ended = run.words("-C", str(built), "build")

    stamp.rmdir()
    assert ended.code == 0
    assert "build/cache/stamp.json was not written" in ended.err


def test_another_moment_is_another_report(built: Path) -> None:
    """SOURCE_DATE_EPOCH stands in the report, so it is an input."""
    in_own_process(built, "build")

    ended = in_own_process(built, "build", "--why", env={"SOURCE_DATE_EPOCH": "86400"})

    assert "why: environment SOURCE_DATE_EPOCH was added (86400)" in ended.stderr.splitlines()


def test_two_builds_at_once_do_no_harm(built: Path) -> None:
    """Both end well, and what stands there afterwards is whole."""
    (built / "build/cache/stamp.json").unlink(missing_ok=True)
    command = [sys.executable, "-m", "pipeline", "-C", str(built), "-q", "build"]
    both = [subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL) for _ in range(2)]

    assert [process.wait(timeout=120) for process in both] == [0, 0]
    ended = in_own_process(built, "build", "--why")
    assert ended.stderr.splitlines()[0] == "why: nothing has changed since the last build"
    assert not [name for name in os.listdir(built / "build") if name.startswith(".")]  # noqa: PTH208 - hidden names
