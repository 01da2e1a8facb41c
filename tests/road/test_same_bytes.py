"""The same sources give the same bytes, whoever builds them, where and when."""

from __future__ import annotations

from pathlib import Path

from runs import in_own_process, own_project
from sample import Sample

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


def test_nothing_of_the_machine_stands_in_the_map(sample: Sample) -> None:
    """The map of the report names files of the project only."""
    for name in ("report.pdf", "report.map.json", "findings.json"):
        assert str(sample.root.parent).encode() not in (sample.root / "build" / name).read_bytes()
    assert {block["path"].split("/")[0] for block in sample.map["blocks"].values()} == {"sources"}
