"""``pipeline gallery``: every chapter kind, block and chart beside its YAML."""

from __future__ import annotations

import argparse
import sys
import time

from pipeline.cli.commands import project
from pipeline.cli.printing import answer, print_findings, size
from pipeline.cli.progress import progress_for
from pipeline.errors import ExitCode


def gallery(options: argparse.Namespace) -> ExitCode:
    """Make build/gallery.pdf: every chapter kind, block and chart in the project's styles, beside its YAML."""
    from pipeline.gallery import make_gallery  # noqa: PLC0415 - start-up stays lean

    root = project(options.root)
    started = time.monotonic()
    with progress_for(sys.stderr, quiet=options.quiet) as progress:
        made = make_gallery(root, progress)
    print_findings(made.findings, root, options.format)
    if made.value is not None and not options.quiet:
        path = made.value.path.relative_to(root).as_posix()
        seconds = time.monotonic() - started
        counted = f"{len(made.value.examples)} examples on {made.value.sheets} sheets"
        print(f"{path}: {counted}, {size(made.value.size)}, {seconds:.1f} s", file=sys.stderr)
    elif made.value is None and not options.quiet:
        print("no gallery was made", file=sys.stderr)
    return answer(made.findings, options)
