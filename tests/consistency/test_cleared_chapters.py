"""Consistency with a memory finds what it finds without."""

from __future__ import annotations

import shutil
from pathlib import Path

from builders import REPOSITORY, project

from pipeline.cache.cleared import Memory
from pipeline.consistency import check_consistency
from pipeline.reading import read_report


class Kept(dict[str, bytes]):
    """Keeps entries."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


def test_the_same_is_found_after_every_edit(tmp_path: Path) -> None:
    """Whether a chapter changes, a fact, or both, and back again."""
    root = project(tmp_path)
    shutil.copytree(REPOSITORY / "sources", root / "sources", dirs_exist_ok=True)
    memory, counts = Memory(Kept(), {"code": "1"}), []
    story, facts = root / "sources/stories/bristol.yaml", root / "sources/facts.yaml"
    contents = {file: file.read_text() for file in (story, facts)}
    edits = (
        (story, "", ""),
        (
            story,
            "On 2 March 2017 CQC rated the trust\n    'outstanding'",
            "On 2 March 2017 CQC rated the trust\n    'good'",
        ),
        (facts, "value: ", "value: 1"),
        (story, "caption: Overall", "caption: All"),
        (facts, "", ""),
    )
    for file, old, new in edits:
        file.write_text(contents[file].replace(old, new) if old else contents[file])
        report = read_report(root).value
        assert report
        found = list(check_consistency(report))
        counts.append(len(found))
        assert list(check_consistency(report, memory)) == found

    assert counts[1] > counts[0]
    assert counts[2] > counts[1]
