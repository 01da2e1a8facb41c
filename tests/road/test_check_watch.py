"""``pipeline check --watch``, as somebody sees it who saves files beside it."""

from __future__ import annotations

import argparse
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from builders import PROSE, project
from runs import environment

from pipeline.cli.watch import _look
from pipeline.errors import MissingToolError

CHAPTER = "sources/introduction.yaml"

CLEARED = "\x1b[H\x1b[2J\x1b[3J"


class Screen:
    """The terminal of a command that runs."""

    def __init__(self, controller: int, running: subprocess.Popen[bytes]) -> None:
        self.controller = controller
        self.running = running
        self.unread = b""

    def next(self) -> str:
        """Return the next screen, once it is whole."""
        while not (end := re.search(rb"waiting for changes \(Ctrl-C ends\)\r?\n", self.unread)):
            self.unread += os.read(self.controller, 65536)
        screen, self.unread = self.unread[: end.end()], self.unread[end.end() :]
        return screen.decode().replace("\r\n", "\n").rpartition(CLEARED)[2]

    def until(self, words: str) -> str:
        """Return the first screen that holds certain words."""
        while words not in (screen := self.next()):
            continue
        return screen


@contextmanager
def watching(root: Path) -> Iterator[Screen]:
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "-C", str(root), "check", "--watch"],
        env=environment({"TERM": "xterm", "NO_COLOR": "1"}),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    ) as running:
        os.close(terminal)
        try:
            yield Screen(controller, running)
        finally:
            running.kill()
    os.close(controller)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path, files={"styles/screen.css": ""})


def test_the_newest_findings_are_on_the_screen(root: Path) -> None:
    """Each save shows what is wrong now, with the time, whatever happens to the sources; Ctrl-C ends with 130."""
    with watching(root) as screen:
        first = screen.next()
        (root / CHAPTER).write_text(PROSE.replace("prose", "prosa"))
        misspelt = screen.until("[unknown-kind]")
        (root / CHAPTER).write_bytes(b"\x00\xff")
        screen.until("[not-text]")
        (root / CHAPTER).unlink()
        screen.until("[missing-file]")
        shutil.rmtree(root / "sources")
        screen.until("sources/report.yaml:1:1: error")
        project(root, files={"styles/screen.css": ""})
        mended = screen.until("no mistakes found")
        (root / "styles" / "screen.css").write_text("@import 'none.css';")
        screen.until("[missing-stylesheet]")
        screen.running.send_signal(signal.SIGINT)
        ended = screen.running.wait(timeout=30)

    assert first.startswith("no mistakes found\n")
    assert misspelt.splitlines()[-2] == "1 error"
    assert re.fullmatch(
        r"no mistakes found\n\d\d:\d\d:\d\d: checked in \d+\.\d s; waiting for changes \(Ctrl-C ends\)\n",
        mended,
    )
    assert ended == 130


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (MissingToolError("a library is missing"), "pipeline: a library is missing"),
        (RuntimeError("something of ours"), "this is a bug in the pipeline, not in the sources"),
    ],
)
def test_nothing_ends_the_watch_but_whoever_began_it(raised: Exception, said: str, root: Path) -> None:
    """A machine that lacks something, or a bug of ours, is said; the next save is checked all the same."""

    def check(*_args: object) -> NoReturn:
        raise raised

    looked = _look(argparse.Namespace(quiet=True), root, check)

    assert looked.findings is None
    assert said in looked.problem
