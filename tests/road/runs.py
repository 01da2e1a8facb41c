"""One run of the command on a project, and what it answered: exit code, findings by place, both streams."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from builders import REPOSITORY, bring_styles
from pypdf import PdfReader

from pipeline.cli import main

OLD_REPORT = b"%PDF-1.7 the last good report\n"
"""Stands for a report that an earlier build made: no build that fails may touch it."""


@dataclass(frozen=True)
class Run:
    """What a run left.

    Attributes:
        findings: as the JSON format gives them; empty in another format.
    """

    code: int
    out: str
    err: str
    findings: tuple[dict[str, Any], ...] = ()

    @property
    def found(self) -> list[str]:
        """Each finding as ``path:line:column code``, in the order of the report."""
        return [f"{where(finding)} {finding['code']}" for finding in self.findings]

    @property
    def said(self) -> str:
        """Messages and hints of all findings."""
        return "\n".join(f"{finding['message']}\n{finding['hint']}" for finding in self.findings)

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [finding for finding in self.findings if finding["severity"] == "error"]


def where(finding: Mapping[str, Any]) -> str:
    """Return ``path:line:column``, or ``-`` for a finding that no source line asked for."""
    place = finding["place"]
    return f"{place['path']}:{place['line']}:{place['column']}" if place else "-"


class Runner:
    """Runs the command in this process, which saves each test the start of Python and of the engine."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def words(self, *words: str) -> Run:
        """Run any words; an exit of the parser is an exit code."""
        self._capsys.readouterr()
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        streams = self._capsys.readouterr()
        return Run(code, streams.out, streams.err)

    def __call__(self, root: Path, command: str, *options: str) -> Run:
        """Run a command on a project, findings as JSON."""
        run = self.words("-C", str(root), command, "--format", "json", *options)
        document = json.loads(run.out) if run.out else {"findings": []}
        return Run(run.code, run.out, run.err, tuple(document["findings"]))


def in_own_process(
    root: Path, *words: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, for what depends on the environment or may crash."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "-C", str(root), *words],
        env=environment(env),
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment with the repository importable, and with changes."""
    kept = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    return kept | {"PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"} | dict(changes or {})


def with_old_report(root: Path) -> Path:
    """Put a report of an earlier build in place."""
    report = root / "build" / "report.pdf"
    report.parent.mkdir(exist_ok=True)
    report.write_bytes(OLD_REPORT)
    return root


def own_project(root: Path) -> Path:
    """Copy the project's own sources and stylesheets."""
    shutil.copytree(REPOSITORY / "sources", root / "sources")
    bring_styles(root)
    return root


def chapter(body: str, *, title: str = "Introduction") -> str:
    """Return a prose chapter with a body of Markdown."""
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.splitlines())
    return f"kind: prose\ntitle: {title}\nbody: |\n{lines}"


def words_of(content: bytes, furniture: Collection[str] = ()) -> str:
    """Return the text of a PDF, white space as single spaces; words that a line's end divides are whole again.

    The bundled faces have one glyph for the hyphen that an author types and the one that the engine puts in, so both
    come as U+2010: a typed hyphen at a line's end is lost here, any other is a plain one.

    Args:
        furniture: lines to leave out, such as the words of a running head; numbers that fill a line go too.
    """
    lines = [
        line.strip()
        for page in PdfReader(BytesIO(content)).pages
        for line in page.extract_text().splitlines()
    ]
    kept = [line for line in lines if line not in furniture and not (furniture and line.isdigit())]
    text = re.sub("[-\u2010]\n", "", "\n".join(kept))
    return " ".join(text.replace("\u2010", "-").split())


__all__ = [
    "OLD_REPORT",
    "Run",
    "Runner",
    "chapter",
    "environment",
    "in_own_process",
    "own_project",
    "where",
    "with_old_report",
    "words_of",
]
