"""``pipeline preflight``: hold any PDF against the rules of an edition."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.cli.printing import answer, print_findings
from pipeline.errors import ExitCode, UsageError
from pipeline.units import MM

if TYPE_CHECKING:
    from pipeline.preflight import Edition

MANIFEST: Final = "sources/report.yaml"


def add_preflight(subparsers: Any) -> argparse.ArgumentParser:
    """Register the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "preflight", help="judge any PDF, for the screen or for print", description=preflight.__doc__
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="any PDF file")
    parser.add_argument(
        "--edition",
        choices=("screen", "print"),
        default="screen",
        help="what the PDF is for: the screen (default) or print",
    )
    parser.add_argument(
        "--map", metavar="FILE", type=Path, help="report.map.json of the build: findings then name the source"
    )
    parser.add_argument(
        "--html", metavar="OUT", type=Path, help="also write a page that shows every place, for a browser"
    )
    parser.set_defaults(run=preflight)
    return parser


def preflight(options: argparse.Namespace) -> ExitCode:
    """Judge a PDF, made here or elsewhere, and say what is wrong: where, by which clause, and what to do about it."""
    from pipeline.pdf import UnreadablePdfError  # noqa: PLC0415 - start-up stays lean
    from pipeline.preflight import preflight as judge  # noqa: PLC0415

    edition, source = _edition(options.edition, options.root)
    content = _read(options.file)
    boxes = _read(options.map) if options.map else None
    try:
        findings = judge(content, edition, boxes)
    except UnreadablePdfError as problem:
        raise UsageError(f'"{options.file}" cannot be judged: {problem}') from problem
    except ValueError as problem:
        raise UsageError(f'"{options.map}" cannot be used as a map: {problem}') from problem
    if options.format == "text":
        from pipeline.preflight.wording import grouped  # noqa: PLC0415

        for line in grouped(findings):
            print(line)
        if not findings and not options.quiet:
            print(f"nothing found: {options.edition} edition")
        if not options.quiet:
            print(f"limits: {_limits(edition)} ({source})")
    else:
        print_findings(findings, options.root, options.format)
    if options.html:
        from pipeline.preflight.marked_pages import marked_pages  # noqa: PLC0415

        _write(options.html, marked_pages(content, findings, options.file.name, options.edition))
        if not options.quiet:
            print(f"wrote {options.html}", file=sys.stderr)
    return answer(findings, options)


def _edition(name: str, root: Path) -> tuple[Edition, str]:
    """Return an edition with the limits of the project that the command runs in, and words for where they are from.

    Raises:
        UsageError: the project's manifest has mistakes, so nobody knows its limits.
    """
    from pipeline.preflight import Print, Screen  # noqa: PLC0415

    if not (root / MANIFEST).is_file():
        return (Print() if name == "print" else Screen()), "the usual ones"
    from pipeline.model.manifest import MANIFEST_SOURCE  # noqa: PLC0415
    from pipeline.reading.models import read_model  # noqa: PLC0415

    manifest = read_model(root, MANIFEST, MANIFEST_SOURCE).value
    if manifest is None:
        raise UsageError(
            f'the limits in "{MANIFEST}" cannot be read', "run pipeline check and mend what it finds"
        )
    if name == "print":
        asked = manifest.editions.print
        limits = Print(bleed=asked.bleed_pt, ink_limit=float(asked.ink_limit), signature=asked.signature)
        return limits, f"{MANIFEST} and the usual ones"
    budgets = manifest.budgets
    return (Screen(budgets.pages, budgets.bytes) if budgets else Screen()), MANIFEST


def _limits(edition: Edition) -> str:
    """Word the limits of an edition that a project can set."""
    from pipeline.preflight import Print  # noqa: PLC0415

    if isinstance(edition, Print):
        bleed = f"bleed {edition.bleed / MM:g} mm"
        return f"{bleed}, ink {edition.ink_limit:g} %, sheets of {edition.signature} pages"
    pages = "any number of" if edition.most_pages is None else f"{edition.most_pages:,}"
    size = "any number of" if edition.most_bytes is None else f"{edition.most_bytes:,}"
    return f"{pages} pages, {size} bytes"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UsageError(f'cannot read "{path}": {(problem.strerror or "").lower()}') from problem


def _write(path: Path, page: str) -> None:
    from pipeline.files import write_atomically  # noqa: PLC0415

    try:
        write_atomically(path, page.encode())
    except OSError as problem:
        message = f'cannot write "{path}": {(problem.strerror or "").lower()}'
        remedy = "name a file in it" if path.is_dir() else "check who may write there"
        raise UsageError(message, remedy) from problem
