"""``pipeline check --fix``: what it shows, asks, changes and leaves."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from builders import PROSE, project
from runs import Runner, environment

CHAPTER = "sources/introduction.yaml"

MISTAKES = b"""\
\xef\xbb\xbf# A comment that stays.
kind: Prose   # and another\r
Title: "Introduction"

body: |
  One paragraph.
colour: red"""

MENDED_ONCE = MISTAKES.replace(b"Prose", b"prose")
MENDED_TWICE = MENDED_ONCE.replace(b"Title", b"title")

DIFF = [
    "--- sources/introduction.yaml",
    "+++ sources/introduction.yaml",
    "@@ -1,5 +1,5 @@",
    " # A comment that stays.",
    "-kind: Prose   # and another",
    "+kind: prose   # and another",
    ' Title: "Introduction"',
    " ",
    " body: |",
]
"""Of the first run: until the kind is known, nobody knows which keys a chapter has."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path, files={CHAPTER: MISTAKES, "styles/screen.css": ""})


@pytest.fixture
def _nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the terminal that the tests may have been started from."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.mark.usefixtures("_nobody_there")
def test_without_a_terminal_nothing_changes(root: Path, run: Runner) -> None:
    """The diff is shown, it is said how to agree, no file changes, and the exit code is 1."""
    answer = run.words("-C", str(root), "check", "--fix")

    assert answer.out.splitlines() == DIFF
    assert answer.err.splitlines()[-1] == (
        "nothing was changed; pipeline check --fix --yes makes this 1 change to 1 file"
    )
    assert (root / CHAPTER).read_bytes() == MISTAKES
    assert answer.code == 1


def test_yes_changes_and_checks_again(root: Path, run: Runner) -> None:
    """What a first round uncovers is mended too; all else in the file stays, and what is left is said."""
    answer = run.words("-C", str(root), "check", "--fix", "--yes")

    assert answer.out.splitlines()[: len(DIFF)] == DIFF
    assert "changed 1 file: 2 findings mended\nnothing more here that --fix can mend\n" in answer.err
    assert "[unknown-key]" in answer.out
    assert (root / CHAPTER).read_bytes() == MENDED_TWICE
    assert answer.out.splitlines()[-1] == "1 error"
    assert answer.code == 1


def test_nothing_to_mend_is_a_check(root: Path, run: Runner) -> None:
    """Where no machine can know, --fix says so, and ends as check does."""
    (root / CHAPTER).write_text(PROSE + "colour: red\n")

    answer = run.words("-C", str(root), "check", "--fix", "--yes")
    sound = run.words("-C", str(project(root)), "check", "--fix")

    assert (answer.code, answer.err.splitlines()[-1]) == (1, "nothing here that --fix can mend")
    assert (sound.code, sound.out) == (0, "no mistakes found\n")


@pytest.mark.usefixtures("_nobody_there")
@pytest.mark.parametrize("options", [[], ["--yes"]])
def test_programs_get_a_document(options: list[str], root: Path, run: Runner) -> None:
    """With --format json standard output is one document of the findings that are left; the diff goes elsewhere."""
    answer = run(root, "check", "--fix", *options)

    assert answer.errors
    assert json.loads(answer.out)["version"] == 1
    assert "--- sources/introduction.yaml" in answer.err


def test_yes_without_fix_is_a_usage_mistake(root: Path, run: Runner) -> None:
    """--yes has nothing to agree to."""
    answer = run.words("-C", str(root), "check", "--yes")

    assert (answer.code, answer.err.splitlines()[-1].strip()) == (2, "pipeline check --fix --yes")


def asked(root: Path, said: bytes) -> tuple[str, int]:
    """Run on a pseudo-terminal, say something when asked, or interrupt; return what a person would see."""
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "-C", str(root), "-q", "check", "--fix"],
        env=environment({"TERM": "xterm", "NO_COLOR": ""}),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    ) as running:
        os.close(terminal)
        seen = b""
        while b"[y/N]" not in seen:
            seen += os.read(controller, 65536)
        if said:
            os.write(controller, said)
        else:
            running.send_signal(signal.SIGINT)
        while chunk := read_terminal(controller):
            seen += chunk
        running.wait(timeout=60)
    os.close(controller)
    return seen.decode(), running.returncode


def read_terminal(controller: int) -> bytes:
    try:
        return os.read(controller, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


@pytest.mark.parametrize(
    ("said", "code", "content"),
    [
        (b"y\n\n", 1, MENDED_ONCE),
        (b"y\ny\n", 1, MENDED_TWICE),
        (b"\n", 1, MISTAKES),
        (b"\x04", 1, MISTAKES),
        (b"", 130, MISTAKES),
    ],
)
def test_a_person_is_asked(said: bytes, code: int, content: bytes, root: Path) -> None:
    """A terminal shows the diff in colour and asks; only a yes changes anything, each round asks, and Ctrl-C ends as it always does."""
    seen, ended = asked(root, said)

    assert "\x1b[32m+kind: prose" in seen
    assert "apply this 1 change to 1 file? [y/N]" in seen
    assert (ended, (root / CHAPTER).read_bytes()) == (code, content)
