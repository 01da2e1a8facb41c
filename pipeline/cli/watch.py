"""``pipeline check --watch``: the newest findings on the screen, a moment after every save."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pipeline.cli.printing import print_findings, say_sound
from pipeline.cli.progress import progress_for
from pipeline.errors import PipelineError
from pipeline.findings import Checked, Finding
from pipeline.watch import Watch, follow

if TYPE_CHECKING:
    from pipeline.build import Prepared

_CLEAR_SCREEN = "\x1b[H\x1b[2J\x1b[3J"
"""Cursor home, erase the screen (ECMA-48, 8.3.57 and 8.3.39), and what has scrolled off it (xterm)."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a check gave.

    Attributes:
        findings: None when it came to no end.
        problem: why it did not.
        seconds: how long it took.
    """

    findings: tuple[Finding, ...] | None
    problem: str
    seconds: float


def watch_sources(options: argparse.Namespace, root: Path) -> NoReturn:
    """Check, and check again whenever a source, a stylesheet or a layout changes, until somebody ends it.

    Raises:
        KeyboardInterrupt: when somebody does.
    """
    # Loaded before the first change: the second check is as quick as all others.
    from pipeline.build import check  # noqa: PLC0415
    from pipeline.cache.recent import Recent  # noqa: PLC0415

    warm = partial(check, recent=Recent())
    with Watch(watched_folders(root)) as watch:
        follow(watch, lambda: _look(options, root, warm), lambda looked: _show(looked, options, root))


def _look(options: argparse.Namespace, root: Path, check: Callable[..., Checked[Prepared]]) -> _Looked:
    started = time.monotonic()
    findings, problem = None, ""
    try:
        with progress_for(sys.stderr, quiet=options.quiet or not sys.stderr.isatty()) as progress:
            findings = check(root, progress).findings
    except PipelineError as raised:
        problem = f"pipeline: {raised.message}"
    except Exception:  # noqa: BLE001 - a bug of ours; the next save may find the pipeline in a better state
        problem = f"{traceback.format_exc()}pipeline: this is a bug in the pipeline, not in the sources"
    return _Looked(findings, problem, time.monotonic() - started)


def _show(looked: _Looked, options: argparse.Namespace, root: Path) -> None:
    clear_screen(options)
    if looked.findings is not None:
        print_findings(looked.findings, root, options.format)
        say_sound(looked.findings, options)
    sys.stdout.flush()
    if looked.problem:
        print(looked.problem, file=sys.stderr)
    if not options.quiet:
        say_waiting(f"checked in {looked.seconds:.1f} s")


def watched_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders whose files make a report: the project's, and our own layouts."""
    return root / "sources", root / "styles", Path(__file__).parent.parent / "layouts"


def clear_screen(options: argparse.Namespace) -> None:
    """Leave the screen to the newest findings, where people look at one."""
    if options.format == "text" and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        print(_CLEAR_SCREEN, end="")


def say_waiting(done: str) -> None:
    """Say what was done, when, and that the next change is waited for."""
    now = datetime.datetime.now().astimezone()
    print(f"{now:%H:%M:%S}: {done}; waiting for changes (Ctrl-C ends)", file=sys.stderr, flush=True)
