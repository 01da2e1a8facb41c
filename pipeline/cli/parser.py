"""The words that the command takes; options mean the same everywhere."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pipeline
from pipeline.cli import commands, explain
from pipeline.cli.cache import add_cache
from pipeline.cli.gallery import gallery as make_gallery
from pipeline.cli.importing import add_import
from pipeline.cli.new import new as begin_chapter
from pipeline.cli.preflight import add_preflight
from pipeline.cli.rebuild import watch as watch_report


def parse_words(words: Sequence[str]) -> argparse.Namespace:
    """Parse a command line; ``run`` of what is returned is the function of the command."""
    return _parser().parse_args(words)


def command_names() -> list[str]:
    """Return the words that can stand behind ``pipeline``."""
    actions = (action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001 - argparse has no public list
    return sorted(next(actions).choices)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pipeline", description="Make a PDF report of the YAML chapters in sources/."
    )
    parser.add_argument("--version", action="version", version=f"report-pipeline {pipeline.__version__}")
    parser.add_argument(
        "-C", dest="root", metavar="DIR", type=Path, default=Path(), help="work on the project in DIR"
    )
    parser.set_defaults(quiet=False, verbose=False)
    _add_loudness(parser)
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)

    build = subparsers.add_parser("build", help="make build/report.pdf", description=commands.build.__doc__)
    _add_loudness(build)
    _add_finding_options(build)
    build.add_argument("--why", action="store_true", help="say what has changed since the last build")
    build.add_argument("--timings", action="store_true", help="say where the time went")
    _add_jobs(build)
    build.add_argument(
        "--only",
        metavar="ID",
        help="set one chapter only, as build/proof-ID.pdf, where it begins by the last build; the report stays",
    )
    build.set_defaults(run=commands.build)

    check = subparsers.add_parser(
        "check",
        help="find every mistake that can be known without typesetting",
        description=commands.check.__doc__,
    )
    _add_loudness(check)
    _add_finding_options(check)
    instead = check.add_mutually_exclusive_group()
    instead.add_argument("--fix", action="store_true", help="mend what a machine can, after showing a diff")
    instead.add_argument("--watch", action="store_true", help="check again after every change, until Ctrl-C")
    check.add_argument("--yes", action="store_true", help="with --fix: make the changes without asking")
    check.set_defaults(run=commands.check)

    watch = subparsers.add_parser(
        "watch", help="make build/report.pdf again after every change", description=watch_report.__doc__
    )
    _add_loudness(watch)
    _add_finding_options(watch)
    _add_jobs(watch)
    watch.set_defaults(run=watch_report)

    new = subparsers.add_parser(
        "new", help="begin a chapter with a file to fill in", description=begin_chapter.__doc__
    )
    _add_loudness(new)
    new.add_argument("kind", metavar="KIND", nargs="?", help="chapter kind; leave it out for a list of them")
    new.add_argument("id", metavar="ID", nargs="?", help="the chapter's name in crossrefs, such as brighton")
    new.set_defaults(run=begin_chapter)

    gallery = subparsers.add_parser(
        "gallery", help="make build/gallery.pdf, every kind beside its YAML", description=make_gallery.__doc__
    )
    _add_loudness(gallery)
    _add_finding_options(gallery)
    gallery.set_defaults(run=make_gallery)

    for command in (add_import(subparsers), add_preflight(subparsers)):
        _add_loudness(command)
        _add_finding_options(command)

    schema = subparsers.add_parser(
        "schema", help="write the JSON Schema that editors read", description=commands.schema.__doc__
    )
    schema.set_defaults(run=commands.schema)

    inspect = subparsers.add_parser(
        "inspect", help="print what is inside a PDF", description=commands.inspect.__doc__
    )
    inspect.add_argument("file", metavar="FILE", type=Path, help="any PDF file")
    inspect.add_argument("--read-aloud", action="store_true", help="print what a screen reader says instead")
    inspect.set_defaults(run=commands.inspect)

    explanation = subparsers.add_parser(
        "explain", help="say what a finding means and what to do", description=explain.explain.__doc__
    )
    explanation.add_argument("code", metavar="CODE", nargs="?", help="as it stands in brackets: rating-form")
    explanation.add_argument(
        "--ledger", action="store_true", help="print what is required of a PDF, and who looks at each point"
    )
    explanation.set_defaults(run=explain.explain)

    add_cache(subparsers)
    return parser


def _count(word: str) -> int:
    """Read a number from 1.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if not word.isascii() or not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f'"{word}" is no whole number from 1')
    return int(word)


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_count,
        help="typeset in so many processes side by side (default: as many as there are processor cores)",
    )


def _add_loudness(parser: argparse.ArgumentParser) -> None:
    """Take -q and -v before and behind the command; the default is set once, so that neither place undoes the other."""
    loudness = parser.add_mutually_exclusive_group()
    quiet, verbose = "say nothing but findings", "say what linking did"
    loudness.add_argument("-q", dest="quiet", action="store_true", default=argparse.SUPPRESS, help=quiet)
    loudness.add_argument("-v", dest="verbose", action="store_true", default=argparse.SUPPRESS, help=verbose)


def _add_finding_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="how findings are printed: text for people (default), json, sarif, or github annotations",
    )
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning"),
        default="error",
        help="the least severity that makes the exit code 1 (default: error)",
    )
