"""What each command does: call a stage or a road of them, print, and answer with an exit code."""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.printing import answer, print_findings, say_sound, size
from pipeline.cli.progress import progress_for
from pipeline.cli.reasons import say_chapters, say_why
from pipeline.cli.timings import Stopwatch, say_timings
from pipeline.collecting import collector_at_rest
from pipeline.errors import ExitCode, UsageError
from pipeline.findings import Checked, Finding
from pipeline.stamp import STAMP, Compared, Inputs, Stamp, Summary, compare, leave_stamp

if TYPE_CHECKING:
    from pipeline.making import Built


def build(options: argparse.Namespace) -> ExitCode:
    """Make build/report.pdf. If there is a mistake, say all of them and leave the last report in place."""
    root = project(options.root)
    if options.only is not None:
        from pipeline.cli.proof import prove  # noqa: PLC0415

        return prove(root, options)
    started, watch = time.monotonic(), Stopwatch()
    watch("compare")
    compared = compare(root)
    if options.why:
        say_why(compared)
    if not compared.unchanged:
        return _build(root, compared, options, watch, started)
    code = _say_again(compared.unchanged, root, options, started)
    if options.timings:
        say_timings(watch)
    return code


def _say_again(stamp: Stamp, root: Path, options: argparse.Namespace, started: float) -> ExitCode:
    """Say what the last build said: its report stands, and so does everything that was found."""
    print_findings(stamp.findings, root, options.format)
    _keep_findings(stamp.findings, root)
    if not options.quiet:
        _say_built(stamp.summary, time.monotonic() - started, verbose=options.verbose)
    return answer(stamp.findings, options)


def _build(
    root: Path, compared: Compared, options: argparse.Namespace, watch: Stopwatch, started: float
) -> ExitCode:
    watch("load the pipeline")
    with collector_at_rest():
        from pipeline.build import build as build_report  # noqa: PLC0415 - start-up stays lean

    report = root / "build" / "report.pdf"
    try:
        with progress_for(sys.stderr, quiet=options.quiet) as progress:
            built = build_report(root, watch.beside(progress), jobs=options.jobs)
    except BaseException:
        # Whatever ended it, the reader wants to know which report is lying there.
        if not options.quiet:
            _say_kept(report)
        raise
    watch("leave a stamp")
    if options.why and built.value is not None:
        say_chapters(built.value.reasons)
    tell_build(built, root, options, time.monotonic() - started, compared.inputs)
    if options.timings:
        say_timings(watch, built.value)
    return answer(built.findings, options)


def tell_build(
    built: Checked[Built],
    root: Path,
    options: argparse.Namespace,
    seconds: float,
    inputs: Inputs | None = None,
) -> None:
    """Print what a build found, leave it in build/findings.json, and say which report is lying there now.

    Args:
        built: with its findings.
        root: of the project.
        options: of the command.
        seconds: that it took.
        inputs: as they were before it; a stamp is left of them.
    """
    print_findings(built.findings, root, options.format)
    _keep_findings(built.findings, root)
    if built.value is not None:
        summary = _summary(built.value, root)
        if inputs is not None:
            _leave_stamp(built.value, summary, built.findings, root, inputs)
        if not options.quiet:
            _say_built(summary, seconds, verbose=options.verbose)
    elif not options.quiet:
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
    from pipeline.listening import read_aloud  # noqa: PLC0415
    from pipeline.pdf import UnreadablePdfError, open_document  # noqa: PLC0415
    from pipeline.pdf import inspect as inspect_pdf  # noqa: PLC0415

    try:
        content = options.file.read_bytes()
    except OSError as problem:
        raise UsageError(f'cannot read "{options.file}": {(problem.strerror or "").lower()}') from problem
    try:
        text = "\n".join(read_aloud(open_document(content))) if options.read_aloud else inspect_pdf(content)
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
    """Leave the findings in ``build/findings.json``, for tools that come after the build, if they are not there yet."""
    from pipeline.files import write_atomically  # noqa: PLC0415
    from pipeline.findings.formats import to_json  # noqa: PLC0415

    file, content = root / "build" / "findings.json", to_json(findings).encode()
    try:
        if not file.is_file() or file.read_bytes() != content:
            write_atomically(file, content)
    except OSError as problem:
        # The disk that could not take the report has its finding; this file is the lesser loss, but it is said.
        print(f"pipeline: build/findings.json was not written: {problem.strerror}", file=sys.stderr)


def _summary(built: Built, root: Path) -> Summary:
    facts = built.facts
    lines = (*facts.lines(), f"rounds of typesetting: {built.rounds}")
    return Summary(built.path.relative_to(root).as_posix(), facts.pages, built.size, facts.tagged, lines)


def _leave_stamp(
    built: Built, summary: Summary, findings: Sequence[Finding], root: Path, taken: Inputs
) -> None:
    """Leave the stamp by which the next build knows that it has nothing to do."""
    # What the engine read elsewhere in the project is as much an input as what stands in sources/ and styles/.
    inputs = replace(taken, files={**built.read, **taken.files})
    try:
        leave_stamp(root, Stamp(inputs, built.published, summary, tuple(findings)))
    except OSError as problem:
        # Nothing is lost but the next build's time.
        print(f"pipeline: {STAMP} was not written: {problem.strerror}", file=sys.stderr)


def _say_built(summary: Summary, seconds: float, *, verbose: bool) -> None:
    if verbose:
        print(*summary.lines, sep="\n", file=sys.stderr)
    tagged = "" if summary.tagged else ", untagged"
    print(
        f"{summary.path}: {summary.pages} pages, {size(summary.size)}, {seconds:.1f} s{tagged}",
        file=sys.stderr,
    )


def _say_kept(report: Path) -> None:
    if report.is_file():
        changed = datetime.datetime.fromtimestamp(report.stat().st_mtime).astimezone()
        today = changed.date() == datetime.datetime.now().astimezone().date()
        when = f"{changed:%H:%M}" if today else f"{changed:%d.%m.%Y, %H:%M}"
        print(f"build/report.pdf is still the one of {when}, without these changes", file=sys.stderr)
    else:
        print("no report was made", file=sys.stderr)
