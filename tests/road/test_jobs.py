"""As many processes as are asked for make the same report, and say the same of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import MANIFEST, entry, project
from runs import chapter

from pipeline.build import build

FILES = ("report.pdf", "report.map.json")

QUOTING = {
    "contents": "kind: contents\ntitle: Contents\n",
    "preface": chapter("Before all that."),
    "aims": chapter("\n\n".join(["Some words of running text that fill the page."] * 60), title="Aims"),
    "means": chapter(
        "See [the aims](chapter:aims){.page} and [the ends](chapter:ends){.page}.", title="Means"
    ),
    "ends": chapter("\n\n".join(["Other words of running text that fill the page."] * 90), title="Ends"),
}

ORDERED = MANIFEST + "".join(
    entry(name, part="front" if name in {"contents", "preface"} else "body") for name in QUOTING
)


def test_the_same_report_by_one_two_and_three(tmp_path: Path) -> None:
    """Report, map and findings are the same bytes, however many processes set the chapters."""
    root = project(tmp_path, QUOTING, manifest=ORDERED, styles=True)
    made = []
    for jobs in (1, 2, 3):
        built = build(root, jobs=jobs)
        assert built.value is not None, built.findings
        made.append(
            (built.findings, built.value.rounds, *((root / "build" / name).read_bytes() for name in FILES))
        )

    assert made[0] == made[1] == made[2]


def test_the_same_findings_by_one_two_and_three(tmp_path: Path) -> None:
    """What the engine says once of a stylesheet is found once, whichever processes heard it."""
    mistakes = ":root { --odd: 12 } article p { text-indent: var(--odd) } h2 { text-indent: var(--odd) }"
    wide = {name: text.replace("words", "words of 漢字") for name, text in QUOTING.items()}
    root = project(tmp_path, wide, manifest=ORDERED, styles=True)
    sheet = root / "styles/screen.css"
    text = sheet.read_text(encoding="utf-8")
    sheet.unlink()  # the copy is a link to the project's own
    sheet.write_text(text + mistakes, encoding="utf-8")

    found = [build(root, jobs=jobs).findings for jobs in (1, 2, 3)]

    assert {"bad-token", "missing-glyph"} <= {finding.code for finding in found[0]}
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("word", ["0", "-1", "two", "1.5"])
def test_jobs_are_counted_from_one(run, tmp_path: Path, word: str) -> None:
    """A number of processes that is none is a mistake of usage, and is said."""
    ended = run.words("-C", str(project(tmp_path)), "build", f"--jobs={word}")

    assert ended.code == 2
    assert f'"{word}" is no whole number from 1' in ended.err
