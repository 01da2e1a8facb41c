"""What each command does: call a stage or a road of them, print, and answer with an exit code."""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.printing import answer, print_findings, say_sound
from pipeline.cli.progress import progress_for
from pipeline.errors import ExitCode, UsageError
from pipeline.findings import Checked, Finding

if TYPE_CHECKING:
    from pipeline.build import Built


def build(options: argparse.Namespace) -> ExitCode:
    """Make build/report.pdf. If there is a mistake, say all of them and leave the last report in place."""
    from pipeline.build import build as build_report  # noqa: PLC0415 - start-up stays lean

    root = project(options.root)
    report = root / "build" / "report.pdf"
    started = time.monotonic()
    try:
        with progress_for(sys.stderr, quiet=options.quiet) as progress:
            built = build_report(root, progress)
    except BaseException:
        # Whatever ended it, the reader wants to know which report is lying there.
        if not options.quiet:
            _say_kept(report)
        raise
    tell_build(built, root, options, time.monotonic() - started)
    return answer(built.findings, options)


def tell_build(built: Checked[Built], root: Path, options: argparse.Namespace, seconds: float) -> None:
    """Print what a build found, leave it in build/findings.json, and say which report is lying there now."""
    print_findings(built.findings, root, options.format)
    _keep_findings(built.findings, root)
    if built.value is not None and not options.quiet:
        _say_built(built.value, root, seconds, verbose=options.verbose)
    elif built.value is None and not options.quiet:
        _say_kept(root / "build" / "report.pdf")


def check(options: argparse.Namespace) -> ExitCode:
    """Read everything and say what is wrong, without making a report; --fix mends, --watch looks again."""
    from pipeline.build import check as check_report  # noqa: PLC0415

    root = project(options.root)
    if options.yes and not options.fix:
        raise UsageError("--yes agrees to what --fix would change", "pipeline check --fix --yes")
    if options.watch:
        from pipeline.cli.watch import watch_sources  # noqa: PLC0415

        watch_sources(options, root)
    if options.fix:
        from pipeline.cli.fix import fix_sources  # noqa: PLC0415

        return fix_sources(options, root)
    with progress_for(sys.stderr, quiet=options.quiet) as progress:
        checked = check_report(root, progress)
    print_findings(checked.findings, root, options.format)
    say_sound(checked.findings, options)
    return answer(checked.findings, options)


def schema(options: argparse.Namespace) -> ExitCode:
    """Write the JSON Schema of the sources to sources/.schema, where the first line of each file points editors."""
    from pipeline.files import write_atomically  # noqa: PLC0415
    from pipeline.model.schema import schemas  # noqa: PLC0415
    from pipeline.reading.examples import block_examples  # noqa: PLC0415

    folder = project(options.root) / "sources" / ".schema"
    for name, content in schemas(block_examples()).items():
        try:
            write_atomically(folder / name, content.encode())
        except OSError as problem:
            message = f'cannot write "sources/.schema/{name}": {(problem.strerror or "").lower()}'
            raise UsageError(message, "check who may write there") from problem
        if not options.quiet:
            print(f"wrote {(folder / name).relative_to(project(options.root)).as_posix()}")
    return ExitCode.FINE


def inspect(options: argparse.Namespace) -> ExitCode:
    """Print what is inside a PDF: pages, boxes, outline, labels, destinations, links, fonts, structure, metadata."""
    from pipeline.pdf import UnreadablePdfError  # noqa: PLC0415
    from pipeline.pdf import inspect as inspect_pdf  # noqa: PLC0415

    try:
        content = options.file.read_bytes()
    except OSError as problem:
        raise UsageError(f'cannot read "{options.file}": {(problem.strerror or "").lower()}') from problem
    try:
        text = inspect_pdf(content)
    except UnreadablePdfError as problem:
        raise UsageError(f'"{options.file}" is not a PDF that can be read: {problem}') from problem
    print(text.rstrip("\n"))
    return ExitCode.FINE


def project(root: Path) -> Path:
    """Return the project root as an absolute path.

    Raises:
        UsageError: there is no such folder.
    """
    if not root.is_dir():
        raise UsageError(f'there is no folder "{root}"', "-C takes the folder that holds sources/")
    return root.resolve()


def _keep_findings(findings: Sequence[Finding], root: Path) -> None:
    """Leave the findings in ``build/findings.json``, for tools that come after the build."""
    from pipeline.files import write_atomically  # noqa: PLC0415
    from pipeline.findings.formats import to_json  # noqa: PLC0415

    try:
        write_atomically(root / "build" / "findings.json", to_json(findings).encode())
    except OSError as problem:
        # The disk that could not take the report has its finding; this file is the lesser loss, but it is said.
        print(f"pipeline: build/findings.json was not written: {problem.strerror}", file=sys.stderr)


def _say_built(built: Built, root: Path, seconds: float, *, verbose: bool) -> None:
    facts = built.facts
    if verbose:
        print(*facts.lines(), f"rounds of typesetting: {built.rounds}", sep="\n", file=sys.stderr)
    tagged = "" if facts.tagged else ", untagged"
    path = built.path.relative_to(root).as_posix()
    print(f"{path}: {facts.pages} pages, {size(built.size)}, {seconds:.1f} s{tagged}", file=sys.stderr)


def _say_kept(report: Path) -> None:
    if report.is_file():
        changed = datetime.datetime.fromtimestamp(report.stat().st_mtime).astimezone()
        today = changed.date() == datetime.datetime.now().astimezone().date()
        when = f"{changed:%H:%M}" if today else f"{changed:%d.%m.%Y, %H:%M}"
        print(f"build/report.pdf is still the one of {when}, without these changes", file=sys.stderr)
    else:
        print("no report was made", file=sys.stderr)


def size(count: int) -> str:
    """Word a count of bytes."""
    return f"{count / 1024:,.0f} kB" if count < 1024 * 1024 else f"{count / 1024 / 1024:,.1f} MB"
