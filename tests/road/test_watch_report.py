"""``pipeline watch``: the report is of the newest files, whatever happens while it is made."""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pytest
from builders import PROSE, project
from runs import environment, words_of

from pipeline.cli.rebuild import watch_report
from pipeline.errors import MissingToolError
from pipeline.findings import Checked, error
from pipeline.making import Progress
from pipeline.watch import Watch

CHAPTER = "sources/introduction.yaml"

OPTIONS = argparse.Namespace(quiet=False, verbose=False, format="text", fail_on="error")


class NextAtOnce(Watch):
    """Gives no word of any change, and has none waited for."""

    def __init__(self, folder: Path) -> None:
        def never(_: Sequence[Path], stop: threading.Event) -> Iterator[bool]:
            yield False
            stop.wait()

        super().__init__([folder], never)

    def wait(self, known: int) -> int:
        return known


class Builds:
    """Stands for the road: each build does what the next function says, and interrupts when there is none left."""

    def __init__(self, *builds: Any) -> None:
        self._builds = iter(builds)
        self.published: list[str] = []

    def __call__(self, root: Path, progress: Progress) -> Checked[Any]:
        build = next(self._builds, None)
        if build is None:
            raise KeyboardInterrupt
        source = root / CHAPTER
        progress("read")
        text = source.read_text()
        answer = build(source)
        progress("typeset", "introduction", 0, 1)
        progress("publish")
        self.published.append(text)
        return answer or Checked(None)


def told(root: Path, builds: Builds, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    with pytest.raises(KeyboardInterrupt), NextAtOnce(root / "sources") as watch:
        watch_report(OPTIONS, root, watch, builds)
    streams = capsys.readouterr()
    return streams.out, streams.err


def test_nothing_is_published_of_files_that_changed_meanwhile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A chapter that is saved while the report is made is in the report that is published, and no other report is."""
    builds = Builds(lambda file: file.write_text(PROSE + "\n  More.\n") and None, lambda _: None)

    _, err = told(project(tmp_path), builds, capsys)

    assert builds.published == [PROSE + "\n  More.\n"]
    assert err.count("waiting for changes") == 1


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (MissingToolError("a library is missing"), "pipeline: a library is missing"),
        (RuntimeError("something of ours"), "this is a bug in the pipeline, not in the sources"),
    ],
)
def test_nothing_ends_it_but_whoever_began_it(
    raised: Exception, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a build dies of is said, and the next one is made all the same."""

    def fail(_: Path) -> None:
        raise raised

    builds = Builds(fail, lambda _: None)
    _, err = told(project(tmp_path), builds, capsys)

    assert said in err
    assert len(builds.published) == 1


def test_mistakes_are_told_and_kept_as_a_build_tells_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Findings are printed and left in build/findings.json; that no report was made is said."""
    root = project(tmp_path)
    builds = Builds(lambda _: Checked(None, (error("missing-file", "there is no such file"),)))

    out, err = told(root, builds, capsys)

    assert "[missing-file]" in out
    assert err.startswith("no report was made\n")
    assert "missing-file" in (root / "build" / "findings.json").read_text()


class Told:
    """What a command has said on standard error, read build by build."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def until(self, words: str) -> str:
        """Return what one build said: the first that said certain words."""
        said = ""
        for line in self._stream:
            said += line
            if "waiting for changes" in line:
                if words in said:
                    return said
                said = ""
        raise AssertionError(said)


def test_the_report_follows_the_sources(tmp_path: Path) -> None:
    """In its own process: a saved word is in the report, a mistake leaves the report in place, Ctrl-C ends with 130."""
    root = project(tmp_path, styles=True)
    report = root / "build" / "report.pdf"
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "-C", str(root), "watch"],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            told = Told(running.stderr)
            first = told.until("build/report.pdf: 1 page")
            (root / CHAPTER).write_text(PROSE.replace("One", "Another"))
            told.until("build/report.pdf: 1 page")
            saved = words_of(report.read_bytes())
            (root / CHAPTER).write_text(PROSE.replace("prose", "prosa"))
            told.until("build/report.pdf is still the one of")
            kept = words_of(report.read_bytes())
            running.send_signal(signal.SIGINT)
            ended = running.wait(timeout=30)
        finally:
            running.kill()

    assert re.search(r"\d\d:\d\d:\d\d: built in \d+\.\d s; waiting for changes \(Ctrl-C ends\)\n$", first)
    assert "Another paragraph." in saved
    assert kept == saved
    assert ended == 130
