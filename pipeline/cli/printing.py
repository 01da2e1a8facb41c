"""Findings on standard output, in the form that was asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TextIO

from pipeline.errors import ExitCode
from pipeline.files import inside
from pipeline.findings import Finding, Severity


def print_findings(findings: Sequence[Finding], root: Path, form: str) -> None:
    """Print findings; text says nothing when there are none, the machine formats always print a document."""
    if form == "text":
        from pipeline.findings.wording import summarise, word  # noqa: PLC0415

        for finding in findings:
            print(word(finding, _lines_in(root), colour=coloured(sys.stdout)))
        if findings:
            print(summarise(findings))
        return
    from pipeline.findings.formats import FORMATS  # noqa: PLC0415

    text = FORMATS[form](findings)
    if text:
        print(text.rstrip("\n"))


def say_sound(findings: Sequence[Finding], options: argparse.Namespace) -> None:
    """Say that nothing is wrong, to people who want to hear it."""
    if not findings and not options.quiet and options.format == "text":
        print("no mistakes found")


def answer(findings: Sequence[Finding], options: argparse.Namespace) -> ExitCode:
    """Answer with the exit code that findings have at the level of ``--fail-on``."""
    counted = {Severity.ERROR} if options.fail_on == "error" else {Severity.ERROR, Severity.WARNING}
    return ExitCode.FINDINGS if any(finding.severity in counted for finding in findings) else ExitCode.FINE


def size(count: int) -> str:
    """Word a count of bytes."""
    return f"{count / 1024:,.0f} kB" if count < 1024 * 1024 else f"{count / 1024 / 1024:,.1f} MB"


def coloured(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user has nothing against colours (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _lines_in(root: Path) -> Callable[[str], Sequence[str] | None]:
    @cache
    def lines(path: str) -> Sequence[str] | None:
        file = root / path
        if not inside(root, file):
            return None
        try:
            return file.read_bytes()[: 4 * 1024 * 1024].decode("utf-8-sig", "replace").splitlines()
        except OSError:
            return None

    return lines
