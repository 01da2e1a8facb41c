"""The cases: what an editor or a designer does, each as a whole process or in a running ``pipeline watch``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from bench.processes import FailedError, Sample, measure
from bench.sources import COLOURS, edit_colour, edit_pages, edit_word, write_project
from bench.text import Edits
from bench.watching import Watched

JOBS: Final = 2
"""Processes that a build may use, where it can use several."""


_VARIABLES: Final = {"PYTHONPATH": str(Path(__file__).parents[2])}

Save = Callable[[], None]
"""Puts an edited file in its place."""


def pipeline(root: Path, command: str, *options: str) -> list[str | Path]:
    """Return a command on a project, side by side and with further options as far as it knows them."""
    given = [word for option in (f"--jobs={JOBS}", *options) for word in _known(command, option)]
    return [sys.executable, "-m", "pipeline", "-C", root, command, *given]


def has_option(command: str, option: str) -> bool:
    """Whether a command of the pipeline has an option: some are younger than this benchmark."""
    return option.partition("=")[0] in _help(command)


def _known(command: str, option: str) -> tuple[str, ...]:
    return (option,) if has_option(command, option) else ()


@cache
def _help(command: str) -> str:
    words = [sys.executable, "-m", "pipeline", command, "--help"]
    variables = {**os.environ, **_VARIABLES}
    return subprocess.run(words, env=variables, capture_output=True, text=True, check=False).stdout


class Editor:
    """Somebody who edits a report of so many chapters; no edit is ever made twice."""

    def __init__(self, root: Path, count: int) -> None:
        self.root = write_project(root, count)
        self.count = count
        self._edits = Edits()

    @property
    def pages(self) -> int:
        """Pages of the last build."""
        return pages_in(self.root)

    def change_word(self, build: Callable[[Save], Sample]) -> Sample:
        """Change a word, and have the report built."""
        self._edits = replace(self._edits, word=self._edits.word + 1)
        return build(lambda: edit_word(self.root, self.count, self._edits))

    def add_page(self, build: Callable[[Save], Sample]) -> Sample:
        """Add a page to chapter 3, and have the report built.

        Raises:
            FailedError: it has no more pages than before.
        """
        before = self.pages
        self._edits = replace(self._edits, pages=self._edits.pages + 1)
        sample = build(lambda: edit_pages(self.root, self.count, self._edits))
        if self.pages <= before:
            raise FailedError(f"there were {before} pages, and there are {self.pages}")
        return sample

    def change_colour(self) -> None:
        """Change the colour of all text."""
        self._edits = replace(self._edits, colour=self._edits.colour + 1)
        edit_colour(self.root, self._edits)


def pages_in(root: Path) -> int:
    """Return the pages of a project's last build."""
    return json.loads((root / "build" / "report.map.json").read_text(encoding="utf-8"))["pages"]


class Project:
    """A report that is built by commands that end."""

    def __init__(self, root: Path, count: int) -> None:
        self.root, self.count = root, count
        self._editor = Editor(root, count)

    @property
    def pages(self) -> int:
        """Pages of the last build."""
        return self._editor.pages

    @property
    def report(self) -> bytes:
        """The report of the last build."""
        return (self.root / "build" / "report.pdf").read_bytes()

    def cold(self) -> Sample:
        """Build when nothing was ever built."""
        shutil.rmtree(self.root / "build", ignore_errors=True)
        return self._build()

    def unchanged(self) -> Sample:
        """Build again."""
        return self._build()

    def word(self) -> Sample:
        """Change a word, and build."""
        return self._editor.change_word(self._save)

    def page(self) -> Sample:
        """Add a page to chapter 3, and build."""
        return self._editor.add_page(self._save)

    def colour(self) -> tuple[Sample, bool | None]:
        """Change a colour, and build; with whether ``--why`` names the sheet, if there is that option."""
        self._editor.change_colour()
        ended = measure(pipeline(self.root, "build", "--why"), _VARIABLES)
        named = COLOURS in ended.said if has_option("build", "--why") else None
        return ended.sample, named

    def _save(self, save: Save) -> Sample:
        save()
        return self._build()

    def _build(self) -> Sample:
        return measure(pipeline(self.root, "build"), _VARIABLES).sample


class WatchedProject:
    """A report that ``pipeline watch`` keeps built; it was built before the watch began."""

    def __init__(self, root: Path, count: int) -> None:
        self._editor = Editor(root, count)
        measure(pipeline(root, "build"), _VARIABLES)
        self._watched = Watched(pipeline(root, "watch"), root, _VARIABLES)

    def word(self) -> Sample:
        """Change a word."""
        return self._editor.change_word(self._save)

    def page(self) -> Sample:
        """Add a page to chapter 3."""
        return self._editor.add_page(self._save)

    def end(self) -> int:
        """End the watch; return the most memory that it had, in bytes."""
        return self._watched.end().peak

    def close(self) -> None:
        """End it, whatever it does."""
        self._watched.close()

    def _save(self, save: Save) -> Sample:
        return Sample(self._watched.seconds_until_built(save), None)
