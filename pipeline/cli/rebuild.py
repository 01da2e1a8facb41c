"""``pipeline watch``: a warm process that makes the report again a moment after every save.

A change while a build is under way ends it at its next step, and another begins: what is published was made of files as
they stood together at one time, and the last report is of the newest files.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pipeline.cli.commands import project, tell_build
from pipeline.cli.progress import progress_for
from pipeline.cli.watch import clear_screen, say_waiting, watched_folders
from pipeline.errors import PipelineError
from pipeline.findings import Checked
from pipeline.watch import Moment, OvertakenError, Watch, keep_up

if TYPE_CHECKING:
    from pipeline.making import Built, Progress

Build = Callable[[Path, "Progress"], "Checked[Built]"]
"""Makes a project's report. A listener that raises ends it with nothing published; it can be called again after that."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a build gave.

    Attributes:
        built: None when it came to no end.
        problem: why it did not.
        seconds: how long it took.
    """

    built: Checked[Built] | None
    problem: str
    seconds: float


def watch(options: argparse.Namespace) -> NoReturn:
    """Make build/report.pdf, and make it again whenever a source, a stylesheet or a layout changes, until Ctrl-C."""
    # Loaded before the first change: the second build is as quick as all others.
    from pipeline.build import Session  # noqa: PLC0415

    root = project(options.root)
    with Watch(watched_folders(root)) as watching, Session(root, options.jobs, warm=True) as session:
        watch_report(options, root, watching, lambda _root, progress: session.build(progress))


def watch_report(options: argparse.Namespace, root: Path, watching: Watch, build: Build) -> NoReturn:
    """Build, tell, wait for a change, and so on for ever.

    Args:
        options: of the command line.
        root: the project root.
        watching: entered.
        build: makes the report; whoever keeps something warm between builds gives a method of it.

    Raises:
        KeyboardInterrupt: when somebody ends it.
        MissingToolError: this machine cannot watch files.
    """
    keep_up(
        watching, lambda moment: _make(options, root, moment, build), lambda made: _show(made, options, root)
    )


def _make(options: argparse.Namespace, root: Path, moment: Moment, build: Build) -> _Made:
    started = time.monotonic()
    built, problem = None, ""
    try:
        with progress_for(sys.stderr, quiet=options.quiet or not sys.stderr.isatty()) as progress:
            built = build(root, _unless_overtaken(moment, progress))
    except OvertakenError:
        raise
    except PipelineError as raised:
        problem = f"pipeline: {raised.message}"
    except Exception:  # noqa: BLE001 - a bug of ours; the next save may find the pipeline in a better state
        problem = f"{traceback.format_exc()}pipeline: this is a bug in the pipeline, not in the sources"
    return _Made(built, problem, time.monotonic() - started)


def _unless_overtaken(moment: Moment, progress: Progress) -> Progress:
    """Pass progress on, as long as the files are those that the build began with."""

    def listen(stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:
        if stage == "publish":
            moment.hold_fast()
        else:
            moment.hold()
        progress(stage, chapter, done, total)

    return listen


def _show(made: _Made, options: argparse.Namespace, root: Path) -> None:
    clear_screen(options)
    if made.built is not None:
        tell_build(made.built, root, options, made.seconds)
    sys.stdout.flush()
    if made.problem:
        print(made.problem, file=sys.stderr)
    if not options.quiet:
        made_one = made.built is not None and made.built.value is not None
        say_waiting(f"{'built' if made_one else 'nothing built'} in {made.seconds:.1f} s")
