"""The project's own report, built once for all tests of a run that look at it, on whichever core they run."""

from __future__ import annotations

import fcntl
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runs import in_own_process, own_project


@dataclass(frozen=True)
class Sample:
    """The sample report as a build left it; tests read it and change nothing.

    Attributes:
        root: the project, a copy of the repository's sources and styles.
        findings: as the JSON format gives them.
    """

    root: Path
    code: int
    findings: tuple[dict[str, Any], ...]

    @property
    def content(self) -> bytes:
        return (self.root / "build/report.pdf").read_bytes()

    @property
    def map(self) -> dict[str, Any]:
        return json.loads((self.root / "build/report.map.json").read_text(encoding="utf-8"))


def build_once(folder: Path) -> Sample:
    """Build the sample in a folder that all processes of a run share; those that come later wait and find it there."""
    root, done = folder / "sample", folder / "sample.json"
    with (folder / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.is_file():
            ended = in_own_process(own_project(root), "build", "--format", "json")
            answer = {"code": ended.returncode, "findings": json.loads(ended.stdout)["findings"]}
            done.write_text(json.dumps(answer), encoding="utf-8")
    answer = json.loads(done.read_text(encoding="utf-8"))
    return Sample(root, answer["code"], tuple(answer["findings"]))
