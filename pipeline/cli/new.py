"""``pipeline new``: begin a chapter, or list the kinds that there are."""

from __future__ import annotations

import argparse
import sys

from pipeline.cli.commands import project
from pipeline.cli.printing import print_findings
from pipeline.errors import ExitCode, UsageError


def new(options: argparse.Namespace) -> ExitCode:
    """Begin a chapter: write a commented file to fill in, and list it in sources/report.yaml. Without KIND: say the kinds."""
    if options.kind is None:
        _list_kinds()
        return ExitCode.FINE
    if options.id is None:
        hint = "it is the chapter's name in crossrefs and addresses, such as brighton"
        raise UsageError(f"pipeline new {options.kind} needs an id", hint)
    from pipeline.starting import start_chapter  # noqa: PLC0415 - start-up stays lean

    root = project(options.root)
    started = start_chapter(root, options.kind, options.id)
    print_findings(started.findings, root, "text")
    if started.value is None:
        return ExitCode.FINDINGS
    if not options.quiet:
        after = f'behind "{started.value.after}"' if started.value.after else "as the first chapter"
        print(f"wrote {started.value.path}, to be filled in", file=sys.stderr)
        print(f"listed it in sources/report.yaml, {after} ({started.value.part})", file=sys.stderr)
        print("next: write in it, then pipeline check, and pipeline build", file=sys.stderr)
    return ExitCode.FINE


def _list_kinds() -> None:
    from pipeline.examples import about, chapter_example  # noqa: PLC0415
    from pipeline.model.chapters import KINDS  # noqa: PLC0415

    widest = max(map(len, KINDS))
    for kind in KINDS:
        print(f"{kind:<{widest}}  {about(chapter_example(kind))}")
    print(
        "\npipeline new KIND ID begins a chapter of that kind: pipeline new story brighton", file=sys.stderr
    )
