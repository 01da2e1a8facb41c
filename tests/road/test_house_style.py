"""The house style on the road: in builds, answered, switched off."""

from __future__ import annotations

from pathlib import Path

from builders import MANIFEST, entry, project
from reports import prose
from runs import Runner

ANSWERED = """\
kind: prose
title: A chapter
allow:
  - {code: trust-case, reason: the trust asked for it}
body: The Trust rose.
"""


def test_a_build_without_an_unanswered_warning_is_fine(tmp_path: Path, run: Runner) -> None:
    """With --fail-on warning a build passes when every warning is answered, and says nothing of them."""
    root = project(tmp_path, {"a": ANSWERED}, styles=True)

    answer = run(root, "build", "--fail-on", "warning")

    assert (answer.found, answer.code) == ([], 0)


def test_a_build_says_what_the_house_would_write(tmp_path: Path, run: Runner) -> None:
    """Findings of the house style stand among a build's, which makes its report all the same."""
    root = project(tmp_path, {"a": prose("The Trust rose.")}, styles=True)

    answer = run(root, "build")

    assert (answer.found, answer.code) == (["sources/a.yaml:4:7 trust-case"], 0)
    assert (root / "build" / "report.pdf").is_file()


def test_a_rule_that_does_not_exist_cannot_be_switched_off(tmp_path: Path, run: Runner) -> None:
    """A misspelt code in house_style.disable is found, with the one that was meant; others are switched off."""
    manifest = "house_style: {disable: [trust-cases, trust-case]}\n" + MANIFEST + entry("introduction")
    root = project(tmp_path, manifest=manifest, files={"styles/screen.css": ""})

    answer = run(root, "check")

    assert answer.found == ["sources/report.yaml:1:25 invalid-value"]
    assert 'Did you mean "trust-case"?' in answer.said
