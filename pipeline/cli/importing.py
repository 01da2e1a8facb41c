"""``pipeline import``: a manuscript becomes a chapter file, and the editor hears what was understood."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.commands import project
from pipeline.cli.printing import answer, print_findings
from pipeline.errors import ExitCode, UsageError
from pipeline.findings import Checked, Severity
from pipeline.findings.finding import in_reading_order
from pipeline.importing import KINDS

if TYPE_CHECKING:
    from pipeline.importing.road import Imported


def add_import(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Add the command to the parser's."""
    parser = subparsers.add_parser(
        "import", help="make a chapter of a text, Markdown or Word file", description=import_file.__doc__
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a file that ends in .txt, .md or .docx")
    parser.add_argument("--as", dest="kind", required=True, choices=KINDS, help="the chapter kind")
    parser.add_argument("--id", help="the chapter's name in crossrefs (default: made of the file's name)")
    parser.add_argument("--title", help="the chapter's title (default: the text's own, where it has one)")
    parser.set_defaults(run=import_file)
    return parser


def import_file(options: argparse.Namespace) -> ExitCode:
    """Make a chapter of a manuscript, and say what was understood, left out and still has to be filled in."""
    from pipeline.importing.road import Wanted, import_manuscript  # noqa: PLC0415 - start-up stays lean

    root = project(options.root)
    if not (root / "sources").is_dir():
        raise UsageError(
            f'there is no folder "sources" in "{options.root}"', "-C takes the folder that holds it"
        )
    wanted = Wanted(options.kind, options.id, options.title)
    imported = import_manuscript(root, options.file, wanted)
    if _lacks_only_title(imported) and (title := ask_for_title(options)):
        imported = import_manuscript(root, options.file, replace(wanted, title=title))
    imported = replace(imported, findings=in_reading_order(imported.findings))
    if options.format == "json":
        print(_as_json(imported))
    else:
        if options.format == "text" and imported.value is not None and not options.quiet:
            _say(imported.value)
        print_findings(imported.findings, root, options.format)
    if imported.value is None and not options.quiet:
        print("nothing was written", file=sys.stderr)
    return answer(imported.findings, options)


def _lacks_only_title(imported: Checked[Imported]) -> bool:
    errors = [finding.code for finding in imported.findings if finding.severity is Severity.ERROR]
    return errors == ["missing-title"]


def ask_for_title(
    options: argparse.Namespace, ask: Callable[[str], str] = input, *, at_terminal: bool | None = None
) -> str:
    """Ask somebody who sits at a terminal for a title; nobody else is asked, and nothing typed is no title.

    Args:
        at_terminal: whether somebody does; None finds out.
    """
    if at_terminal is None:
        at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if options.format != "text" or not at_terminal:
        return ""
    try:
        return ask("the text has no title; the chapter's title: ").strip()
    except EOFError:
        return ""


def _say(imported: Imported) -> None:
    print(f"understood as a chapter of the kind {imported.kind}:")
    for what, found in imported.understood:
        print(f"  {what}: {found}")
    for path in imported.files:
        print(f"wrote {path}")
    print(f"add it to sources/report.yaml: {imported.entry}")


def _as_json(imported: Checked[Imported]) -> str:
    """Write findings as every command does, and beside them what was understood; null if nothing was written."""
    from pipeline.findings.formats import to_json  # noqa: PLC0415

    document = json.loads(to_json(imported.findings))
    chapter = imported.value
    document["imported"] = chapter and {
        "id": chapter.chapter,
        "kind": chapter.kind,
        "files": list(chapter.files),
        "entry": chapter.entry,
        "understood": [{"what": what, "found": found} for what, found in chapter.understood],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
