"""What ``pipeline check --fix`` makes of the chapters in ``tests/fixtures`` that a machine can mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import MANIFEST, entry, project
from runs import Runner
from test_expected_findings import FIXTURES, KNOWN, PROJECT, STYLES, dot

MECHANICAL = (
    *(
        "asterisks-*",
        "at-sign-*",
        "body-folded*",
        "callout-folded",
        "chart-row-name-*",
        "colon-in-*",
        "date-*",
    ),
    *("fact-box-with-number", "heading-without-space", "image-*", "key-*", "page-behind-*", "percent-*"),
    *("question-*", "quoted-words-*", "rating-*", "style-*", "timeline-date-*", "title-*"),
)
"""Fixtures some of whose findings carry edits, and their neighbours whose findings must not."""

CHAPTERS = sorted({path for pattern in MECHANICAL for path in FIXTURES.glob(f"{pattern}.yaml")})


@pytest.mark.parametrize("fixture", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_is_mended_for_good(fixture: Path, tmp_path: Path, run: Runner) -> None:
    """A few runs mend all that a machine can; then --fix changes nothing more, and no new kind of mistake has come."""
    name = fixture.stem
    files = KNOWN | STYLES | {f"sources/{name}.yaml": fixture.read_bytes()}
    root = project(tmp_path, PROJECT, manifest=MANIFEST + "".join(map(entry, [name, *PROJECT])), files=files)
    dot(root / "sources" / "images" / "dot.png")
    before = run(root, "check")
    for _ in range(4):
        after = run(root, "check", "--fix", "--yes")
        if not any(finding["edits"] for finding in after.findings):
            break

    assert [finding["code"] for finding in after.findings if finding["edits"]] == []
    assert {finding["code"] for finding in after.errors} - {
        finding["code"] for finding in before.errors
    } == set()
    assert len(after.errors) <= len(before.errors)
    if not any(finding["edits"] for finding in before.findings):
        assert (root / f"sources/{name}.yaml").read_bytes() == fixture.read_bytes()
