"""A designer's colour that is hard to read is found by the build, at the block and at the rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import project
from runs import Runner

CHAPTER = """\
kind: prose
title: One
body:
  - |
    Words.

    ## Heading

    More words.
  - key_learning:
      title: Boxed
      points:
        - Words.
"""


def spot(root: Path, path: str, written: str) -> str:
    """Return where something stands in a stylesheet, as ``path:line:column``."""
    lines = (root / path).read_text(encoding="utf-8").splitlines()
    ((line, column),) = [
        (number, text.index(written) + 1) for number, text in enumerate(lines, 1) if written in text
    ]
    return f"{path}:{line}:{column}"


@pytest.fixture
def styled(tmp_path: Path) -> Path:
    return project(tmp_path, {"one": CHAPTER}, styles=True)


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (root / path).unlink()  # it is a hard link to the repository's own
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_paler_token_is_found_where_it_shows(styled: Path, run: Runner) -> None:
    """A title in a pale brand colour is named with its block, the rule, and each token on the way; the build goes on."""
    edit(styled, "styles/tokens.css", "--brand: #0b4f6c", "--brand: #9fc3d2")
    answer = run(styled, "build")
    title = next(finding for finding in answer.findings if '"Heading"' in finding["message"])
    related = [(note["message"], note["place"]) for note in title["related"]]

    assert answer.code == 0
    assert {finding["code"] for finding in answer.findings} == {"low-contrast"}
    assert title["message"] == '"Heading" is #9fc3d2 on #ffffff: 1.87:1, where 4.5:1 is needed'
    assert (title["place"]["path"], title["place"]["line"], title["page"]) == ("sources/one.yaml", 7, 1)
    assert title["block"].startswith("one/body/")
    assert [
        (message, f"{place['path']}:{place['line']}:{place['column']}") for message, place in related
    ] == [
        ('the text is set by "h2" { color: var(--chapter) }', f"styles/type.css:{h2_colour(styled)}"),
        ("--chapter is var(--brand)", spot(styled, "styles/tokens.css", "--chapter: ")),
        ("--brand is #9fc3d2", spot(styled, "styles/tokens.css", "--brand: ")),
    ]


def h2_colour(root: Path) -> str:
    lines = (root / "styles/type.css").read_text(encoding="utf-8").splitlines()
    start = lines.index("h2 {")
    line = next(number for number in range(start, len(lines)) if "  color:" in lines[number])
    return f"{line + 1}:3"


def test_a_dark_ground_is_found_at_its_rule(styled: Path, run: Runner) -> None:
    """A box whose ground is darkened has its words named, with the rule of the ground."""
    edit(styled, "styles/asides.css", "background: var(--chapter-pale);", "background: #33434d;")
    answer = run(styled, "build")
    words = next(finding for finding in answer.findings if '"Boxed"' in finding["message"])
    ground = words["related"][-1]

    assert words["place"]["path"] == "sources/one.yaml"
    assert ground["message"] == 'the ground is set by "aside.box" { background: #33434d }'
    assert f"{ground['place']['path']}:{ground['place']['line']}:{ground['place']['column']}" == spot(
        styled, "styles/asides.css", "background: #33434d"
    )


def test_warnings_can_fail_a_build(styled: Path, run: Runner) -> None:
    """Contrast is a warning: it fails only who asks for it."""
    edit(styled, "styles/tokens.css", "--ink: #1c2a33", "--ink: #aaaaaa")

    assert run(styled, "build", "--fail-on", "warning").code == 1


def test_an_answered_warning_of_the_pages_is_gone(styled: Path, run: Runner) -> None:
    """What only the pages show is answered in its block, and check, which makes none, leaves the answer alone."""
    edit(styled, "styles/tokens.css", "--brand: #0b4f6c", "--brand: #9fc3d2")
    answer = "      allow: [{code: low-contrast, reason: the box is for print only}]\n"
    before = {finding["block"] for finding in run(styled, "build").findings}
    (styled / "sources" / "one.yaml").write_text(CHAPTER + answer, encoding="utf-8")

    assert run(styled, "check").found == []
    assert (
        {finding["block"] for finding in run(styled, "build").findings} == before - {"one/body/1"} != before
    )
