"""``pipeline check --fix``: the diff first, then the question, then the files, then what is left."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.cli.printing import answer, coloured, print_findings, say_sound
from pipeline.cli.progress import progress_for
from pipeline.errors import ExitCode
from pipeline.findings import Finding
from pipeline.fixing import Fixed, fix, read_contents, stamp_sources, word_diff, write_contents

MOST_ROUNDS: Final = 9
"""A file that still changes after so many is left for another run."""


def fix_sources(options: argparse.Namespace, root: Path) -> ExitCode:
    """Mend what findings carry edits for, after showing them and asking; then say what is left.

    What is mended may uncover more, and edits that met others wait for them; so the road is gone again until nothing is
    left that a machine can mend. Every round is shown, and asked for, by itself.
    """
    made: list[Fixed] = []
    while True:
        stamps = stamp_sources(root)
        findings = _check(options, root)
        before = read_contents(root, [edit.place.path for each in findings for edit in each.edits], stamps)
        fixed = fix(findings, before)
        if not fixed.contents or len(made) == MOST_ROUNDS:
            break
        # Programs that read findings get a document on standard output, and nothing else.
        stream = sys.stdout if options.format == "text" else sys.stderr
        print(word_diff(before, fixed.contents, colour=coloured(stream)), file=stream, flush=True)
        if not options.yes and not _agreed(fixed):
            if made or options.format != "text":
                print_findings(findings, root, options.format)
            return ExitCode.FINDINGS
        write_contents(root, before, fixed.contents)
        made.append(fixed)
    if not options.quiet:
        _say_made(made, findings)
    print_findings(findings, root, options.format)
    say_sound(findings, options)
    return answer(findings, options)


def _check(options: argparse.Namespace, root: Path) -> tuple[Finding, ...]:
    from pipeline.build import check  # noqa: PLC0415 - start-up stays lean

    with progress_for(sys.stderr, quiet=options.quiet) as progress:
        return check(root, progress).findings


def _agreed(fixed: Fixed) -> bool:
    """Ask whoever sits at the terminal; where nobody does, say how to agree."""
    what = f"{_counted(fixed.changes, 'change')} to {_counted(len(fixed.contents), 'file')}"
    if not sys.stdin.isatty():
        _say(f"nothing was changed; pipeline check --fix --yes makes {_these(fixed.changes)} {what}")
        return False
    print(f"apply {_these(fixed.changes)} {what}? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() in {"y", "yes"}:
        return True
    _say("nothing was changed")
    return False


def _say_made(made: Sequence[Fixed], left: Sequence[Finding]) -> None:
    if made:
        files = {path for fixed in made for path in fixed.contents}
        mended = sum(len(fixed.mended) for fixed in made)
        _say(f"changed {_counted(len(files), 'file')}: {_counted(mended, 'finding')} mended")
    if more := sum(bool(finding.edits) for finding in left):
        _say(f"another run can mend {_counted(more, 'finding')} more")
    elif left:
        _say(f"nothing {'more ' if made else ''}here that --fix can mend")


def _these(count: int) -> str:
    return "this" if count == 1 else "these"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _say(line: str) -> None:
    print(line, file=sys.stderr)
