"""Findings on standard output, in the form that was asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from pipeline.files import inside
from pipeline.findings import Finding


def print_findings(findings: Sequence[Finding], root: Path, form: str) -> None:
    """Print findings; text says nothing when there are none, the machine formats always print a document."""
    if form == "text":
        from pipeline.findings.wording import summarise, word  # noqa: PLC0415

        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        for finding in findings:
            print(word(finding, _lines_in(root), colour=colour))
        if findings:
            print(summarise(findings))
        return
    from pipeline.findings.formats import FORMATS  # noqa: PLC0415

    text = FORMATS[form](findings)
    if text:
        print(text.rstrip("\n"))


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
