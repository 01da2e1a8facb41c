"""``pipeline preflight``: answers, formats and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import MANIFEST, entry, project
from press import painted, press
from runs import Runner

RED = press(painted(b"1 0 0 rg 60 70 50 20 re f"))
BLACK = press(b"0 0 0 1 k BT /F 10 Tf 100 200 Td (abc) Tj ET")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "red.pdf"
    path.write_bytes(RED)
    return path


def test_a_sound_pdf_is_fine(tmp_path: Path, run: Runner) -> None:
    """Nothing found is said, and is exit code 0."""
    path = tmp_path / "sound.pdf"
    path.write_bytes(press())
    answer = run.words("preflight", str(path), "--edition", "print")

    assert (answer.code, answer.out.splitlines()[0]) == (0, "nothing found: print edition")


def test_findings_make_exit_code_1(file: Path, run: Runner) -> None:
    """An error is told with its pages and its remedy."""
    answer = run.words("preflight", str(file), "--edition", "print")

    assert answer.code == 1
    assert (
        "rgb: 4 errors\n  error: an area in DeviceRGB\n    pages 1-4; first at 40 50 90 70 pt" in answer.out
    )


def test_warnings_count_when_they_are_to(tmp_path: Path, run: Runner) -> None:
    """--fail-on decides what a warning means."""
    path = tmp_path / "black.pdf"
    path.write_bytes(BLACK)

    assert run.words("preflight", str(path), "--edition", "print").code == 0
    assert run.words("preflight", str(path), "--edition", "print", "--fail-on", "warning").code == 1


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_programs_read_findings(form: str, file: Path, run: Runner) -> None:
    """The formats for other programs are those of every command."""
    answer = run.words("preflight", str(file), "--edition", "print", "--format", form)

    assert answer.code == 1
    if form == "json":
        first = json.loads(answer.out)["findings"][0]
        assert (first["code"], first["page"], first["object_number"]) == ("rgb", 1, 6)
        assert first["rectangle"] == {"left": 40.0, "bottom": 50.0, "right": 90.0, "top": 70.0}
    else:
        assert "rgb" in answer.out


def test_the_map_names_the_source(file: Path, tmp_path: Path, run: Runner) -> None:
    """With the build's map a finding leads to a file and its line."""
    boxes = tmp_path / "report.map.json"
    fragment = {"page": 2, "rectangle": [30, 40, 100, 80]}
    block = {"path": "sources/a.yaml", "line": 7, "end_line": 7, "tag": "p", "fragments": [fragment]}
    boxes.write_text(json.dumps({"version": 1, "pages": 4, "blocks": {"a/body/1": block}}))
    answer = run.words("preflight", str(file), "--edition", "print", "--map", str(boxes))

    assert "; sources/a.yaml:7:1" in answer.out


def test_a_page_with_marks_is_written(file: Path, tmp_path: Path, run: Runner) -> None:
    """--html leaves a page for the browser, whatever the format."""
    out = tmp_path / "marked.html"
    answer = run.words("preflight", str(file), "--edition", "print", "--html", str(out))

    assert (answer.code, answer.err) == (1, f"wrote {out}\n")
    assert "<title>Preflight of red.pdf</title>" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [None, b"", b"text"])
def test_what_cannot_be_judged_is_a_usage_error(content: bytes | None, tmp_path: Path, run: Runner) -> None:
    """A file that is not there, or is no PDF, was not judged: exit code 2, and words for it."""
    path = tmp_path / "odd.pdf"
    if content is not None:
        path.write_bytes(content)
    answer = run.words("preflight", str(path))

    assert (answer.code, answer.out) == (2, "")
    assert "odd.pdf" in answer.err


def test_a_map_that_is_none_is_a_usage_error(file: Path, run: Runner) -> None:
    """What is wrong with the map is not blamed on the PDF."""
    answer = run.words("preflight", str(file), "--edition", "print", "--map", str(file))

    assert answer.code == 2
    assert "red.pdf" in answer.err


def test_a_map_of_another_report_is_a_usage_error(tmp_path: Path, run: Runner) -> None:
    """A map that does not fit is refused, also where nothing is found, for its places would be wrong ones."""
    path, boxes = tmp_path / "sound.pdf", tmp_path / "other.map.json"
    path.write_bytes(press())
    boxes.write_text(json.dumps({"version": 1, "pages": 9, "blocks": {}}))
    answer = run.words("preflight", str(path), "--edition", "print", "--map", str(boxes))

    assert answer.code == 2
    assert "it is of a report of 9 pages, and the PDF has 4" in answer.err


def test_a_page_is_not_written_over_a_folder(tmp_path: Path, run: Runner) -> None:
    """Whoever names a folder for --html is told to name a file."""
    path = tmp_path / "sound.pdf"
    path.write_bytes(press())
    answer = run.words("preflight", str(path), "--html", str(tmp_path))

    assert answer.code == 2
    assert "name a file in it" in answer.err


def test_the_ledger_is_printed(run: Runner) -> None:
    """Who asks what a report is held against gets the whole list."""
    answer = run.words("explain", "--ledger")

    assert answer.code == 0
    assert answer.out.startswith("# Ledger: what is required, and who looks\n")


def test_a_rule_of_preflight_is_explained(run: Runner) -> None:
    """What, why, an example, what to write instead, and what the rule stands on."""
    answer = run.words("explain", "no-bleed")

    assert [line.partition(":")[0] for line in answer.out.splitlines() if line] == [
        "no-bleed",
        "why",
        "example",
        "instead",
        "stands on",
        "editions",
        "what to do",
    ]


def test_a_report_over_its_budget_is_not_published(tmp_path: Path, run: Runner) -> None:
    """What report.yaml allows is held against the finished report."""
    manifest = MANIFEST + entry("introduction") + "budgets: {pages: 1, bytes: 1000}\n"
    root = project(tmp_path, manifest=manifest, styles=True)
    answer = run(root, "build")

    assert answer.found == ["- over-budget"]
    assert answer.code == 1
    assert not (root / "build" / "report.pdf").exists()


def test_a_budget_is_a_number(tmp_path: Path, run: Runner) -> None:
    """A budget in words is found where it stands."""
    manifest = MANIFEST + entry("introduction") + "budgets: {pages: many}\n"

    assert [each.partition(" ")[2] for each in run(project(tmp_path, manifest=manifest), "check").found][
        :1
    ] == ["wrong-type"]


def test_a_project_says_what_its_printer_asks_for(tmp_path: Path, run: Runner) -> None:
    """In a project the limits are the manifest's, and the answer says so."""
    asked = "editions: {print: {bleed: 5mm, ink_limit: 240, signature: 3}}\n"
    root = project(tmp_path, manifest=MANIFEST + entry("introduction") + asked)
    path = tmp_path / "sound.pdf"
    path.write_bytes(press())
    answer = run.words("-C", str(root), "preflight", str(path), "--edition", "print")

    assert "sheets take 3: 2 are missing" in answer.out
    assert answer.out.endswith(
        "limits: bleed 5 mm, ink 240 %, sheets of 3 pages (sources/report.yaml and the usual ones)\n"
    )


@pytest.mark.parametrize("asked", ["{bleed: 3}", "{bleed: 3 inches}", "{ink_limit: 0}", "{profile: a.icc}"])
def test_what_a_printer_cannot_ask_for_is_found(asked: str, tmp_path: Path, run: Runner) -> None:
    """A length without its unit, no ink, a key that there is not: found where it stands, and nothing is judged by it."""
    manifest = MANIFEST + entry("introduction") + f"editions: {{print: {asked}}}\n"
    root = project(tmp_path, manifest=manifest)
    path = tmp_path / "sound.pdf"
    path.write_bytes(press())

    assert run(root, "check").code == 1
    assert run.words("-C", str(root), "preflight", str(path), "--edition", "print").code == 2
