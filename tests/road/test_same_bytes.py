"""The same sources give the same bytes, whoever builds them, where and when."""

from __future__ import annotations

import json
from pathlib import Path

from runs import in_own_process, own_project

ENVIRONMENTS = (
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
    {"TZ": "America/Adak", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
)


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Time zone, hash seed, locale, folder and working directory leave no trace in what a build writes."""
    roots = [tmp_path / "one", tmp_path / "a second folder with a longer name"]
    for root, env in zip(roots, ENVIRONMENTS, strict=True):
        own_project(root)
        ended = in_own_process(root, "build", env=env, cwd=tmp_path)
        assert ended.returncode == 0, ended.stdout

    for name in ("report.pdf", "report.map.json", "findings.json"):
        one, other = (root / "build" / name for root in roots)
        assert one.read_bytes() == other.read_bytes()


def test_nothing_of_the_machine_stands_in_the_map(tmp_path: Path) -> None:
    """The map of the report names files of the project only."""
    root = own_project(tmp_path / "project")

    assert in_own_process(root, "build").returncode == 0

    for name in ("report.pdf", "report.map.json", "findings.json"):
        assert str(tmp_path).encode() not in (root / "build" / name).read_bytes()
    blocks = json.loads((root / "build" / "report.map.json").read_text())["blocks"]
    assert {block["path"].split("/")[0] for block in blocks.values()} == {"sources"}
