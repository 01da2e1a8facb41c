"""``pipeline build --only ID``: a proof of one chapter."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.printing import answer, print_findings, size
from pipeline.cli.progress import progress_for
from pipeline.cli.timings import Stopwatch, say_timings
from pipeline.collecting import collector_at_rest
from pipeline.errors import ExitCode

if TYPE_CHECKING:
    from pipeline.proof import Proof


def prove(root: Path, options: argparse.Namespace) -> ExitCode:
    """Make build/proof-ID.pdf, and leave the report alone."""
    started, watch = time.monotonic(), Stopwatch()
    watch("load the pipeline")
    with collector_at_rest():
        from pipeline.build import prove as prove_chapter  # noqa: PLC0415 - start-up stays lean

    with progress_for(sys.stderr, quiet=options.quiet) as progress:
        made = prove_chapter(root, options.only, watch.beside(progress))
    print_findings(made.findings, root, options.format)
    if not options.quiet:
        seconds = time.monotonic() - started
        said = _worded(made.value, root, seconds) if made.value else ["no proof was made"]
        print(*said, sep="\n", file=sys.stderr)
    if options.timings:
        say_timings(watch)
    return answer(made.findings, options)


def _worded(proof: Proof, root: Path, seconds: float) -> list[str]:
    """Return what there is to say of a proof: what it is not, and what it is."""
    said = []
    if proof.guessed:
        said.append(
            "no build has set every chapter yet: page numbers are guessed, and 00 where they are quoted"
        )
    if proof.unlinked:
        links = "1 link" if proof.unlinked == 1 else f"{proof.unlinked} links"
        said.append(f"{links} into other chapters: plain text in a proof")
    first = f", from page {proof.first}" if proof.first else ""
    pages = "1 page" if proof.pages == 1 else f"{proof.pages} pages"
    path = proof.path.relative_to(root).as_posix()
    return [*said, f"{path}: {pages}{first}, {size(proof.size)}, {seconds:.1f} s"]
