"""``pipeline cache``: what is kept between builds, and how to be rid of it."""

from __future__ import annotations

import argparse
import datetime
import json
from typing import Final

from pipeline.cli.commands import project
from pipeline.cli.printing import size
from pipeline.errors import ExitCode, UsageError

CLEAR: Final = "clear"


def add_cache(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser's."""
    parser = subparsers.add_parser(
        "cache", help="show what is kept between builds, or clear it", description=cache.__doc__
    )
    parser.add_argument("action", nargs="?", choices=(CLEAR,), help="remove everything that is kept")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people (default), or json"
    )
    parser.set_defaults(run=cache)


def cache(options: argparse.Namespace) -> ExitCode:
    """Show where chapters are kept between builds, how many, and how much room they take; clear removes them."""
    from pipeline.cache.store import FOLDER, Store, Usage  # noqa: PLC0415 - start-up stays lean

    root = project(options.root)
    store = Store.open(root / FOLDER)
    cleared: Usage | None = None
    if options.action == CLEAR:
        try:
            cleared = store.clear()
        except OSError as problem:
            reason = (problem.strerror or str(problem)).lower()
            raise UsageError(f'cannot clear "{FOLDER}": {reason}', "check who may write there") from problem
    usage = store.usage()
    if options.format == "json":
        print(
            json.dumps(
                {
                    "folder": FOLDER,
                    "entries": usage.entries,
                    "bytes": usage.size,
                    "limit": usage.limit,
                    "oldest": _moment(usage.oldest).isoformat() if usage.oldest is not None else None,
                    "cleared": cleared.entries if cleared else 0,
                },
                indent=1,
            )
        )
    elif cleared:
        print(f"{FOLDER}: {_counted(cleared.entries)} removed, {size(cleared.size)}")
    else:
        print(f"{FOLDER}: {_counted(usage.entries)}, {size(usage.size)} of at most {size(usage.limit)}")
        if usage.oldest is not None:
            print(f"least recently used: {_moment(usage.oldest):%d.%m.%Y, %H:%M}")
    return ExitCode.FINE


def _counted(entries: int) -> str:
    return f"{entries} chapter" if entries == 1 else f"{entries} chapters"


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).astimezone()
