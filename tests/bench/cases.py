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


def pipeline(root: Path, command: str, *options: str) -> list[str | Path]:
    """Return a command on a project, side by side and with further options as far as it knows them."""
    given = [word for option in ((f"--jobs={JOBS}"), *options) for word in _known(command, option)]
    return [sys.executable, "-m", "pipeline", "-C", root, command, *given]


def has_option(command: str, option: str) -> bool:
    """Whether a command of the pipeline has an option: some are younger than this benchmark."""
    return option.partition("=")[0] in _help(command)


def _known(command: str, option: str) -> tuple[str, ...]:
    return (option,) if has_option(command, option) else ()


@cache
def _help(command: str) -> str:
    words = [sys.executable, "-m", "pipeline", command, "--help"]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


class Project:
    """A report of so many chapters, built by commands that end."""

    def __init__(self, root: Path, count: int) -> None:
        self.root = write_project(root, count)
        self.count = count
        self.edits = Edits()

    @property
    def pages(self) -> int:
        """Pages of the last build."""
        return self.pages_in(self.root)

    @staticmethod
    def pages_in(root: Path) -> int:
        """Return the pages of a project's last build."""
        return json.loads((root / "build" / "report.map.json").read_text(encoding="utf-8"))["pages"]

    def cold(self) -> Sample:
        """Build when nothing was ever built."""
        shutil.rmtree(self.root / "build", ignore_errors=True)
        return self._build()

    def unchanged(self) -> Sample:
        """Build again."""
        return self._build()

    def word(self) -> Sample:
        """Change a word, and build."""
        self.edits = replace(self.edits, word=self.edits.word + 1)
        edit_word(self.root, self.count, self.edits)
        return self._build()

    def page(self) -> Sample:
        """Add a page to chapter 3, and build.

        Raises:
            FailedError: there are no more pages than before.
        """
        before = self.pages
        self.edits = replace(self.edits, pages=self.edits.pages + 1)
        edit_pages(self.root, self.count, self.edits)
        sample = self._build()
        if self.pages <= before:
            raise FailedError(f"there were {before} pages, and there are {self.pages}")
        return sample

    def colour(self) -> tuple[Sample, bool | None]:
        """Change a colour of all text, and build; with whether ``--why`` names the sheet, if there is that option."""
        self.edits = replace(self.edits, colour=self.edits.colour + 1)
        edit_colour(self.root, self.edits)
        ended = measure(pipeline(self.root, "build", "--why"), _VARIABLES)
        named = COLOURS in ended.said if has_option("build", "--why") else None
        return ended.sample, named

    def _build(self) -> Sample:
        return measure(pipeline(self.root, "build"), _VARIABLES).sample


class WatchedProject:
    """A report that ``pipeline watch`` keeps built; it was built before the watch began."""

    def __init__(self, root: Path, count: int) -> None:
        self._project = Project(root, count)
        self._project.cold()
        self._watched = Watched(pipeline(root, "watch"), root)

    def word(self) -> Sample:
        """Change a word."""
        project = self._project
        project.edits = replace(project.edits, word=project.edits.word + 1)
        return self._save(lambda: edit_word(project.root, project.count, project.edits))

    def page(self) -> Sample:
        """Add a page to chapter 3."""
        project = self._project
        project.edits = replace(project.edits, pages=project.edits.pages + 1)
        return self._save(lambda: edit_pages(project.root, project.count, project.edits))

    def end(self) -> int:
        """End the watch; return the most memory that it had, in bytes."""
        return self._watched.end().peak

    def close(self) -> None:
        """End it, whatever it does."""
        self._watched.close()

    def _save(self, save: Callable[[], None]) -> Sample:
        return Sample(self._watched.seconds_until_built(save), None)


_VARIABLES: Final = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2])])}
