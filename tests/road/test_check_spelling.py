"""Spelling in ``pipeline check``: with the extra and without it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MANIFEST, PROSE, entry, project
from runs import Runner

from pipeline.spelling.dictionary import british_dictionary

STYLES = {"styles/screen.css": ""}

MISSPELT = PROSE.replace("paragraph", "paragrahp")

ALLOWED = MISSPELT + "allow: [{code: unknown-word, reason: It is meant so.}]\n"


@pytest.fixture
def _without_the_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    british_dictionary.cache_clear()
    monkeypatch.setitem(sys.modules, "hunspell", None)
    yield
    british_dictionary.cache_clear()


def test_a_misspelt_word_is_a_warning(tmp_path: Path, run: Runner) -> None:
    """The word is found at its place, with what was meant; a build would go on."""
    answer = run(project(tmp_path, {"introduction": MISSPELT}, files=STYLES), "check")

    assert answer.found == ["sources/introduction.yaml:4:7 unknown-word"]
    assert 'did you mean "paragraph"' in answer.said
    assert answer.code == 0


@pytest.mark.usefixtures("_without_the_extra")
def test_without_the_extra_it_is_said_and_nothing_fails(tmp_path: Path, run: Runner) -> None:
    """One piece of advice says that spelling was not checked, also to programs; the strictest run ends with 0."""
    answer = run(project(tmp_path, {"introduction": MISSPELT}, files=STYLES), "check", "--fail-on", "warning")

    assert answer.found == ["- spelling-unchecked"]
    assert answer.code == 0


@pytest.mark.usefixtures("_without_the_extra")
def test_without_the_extra_no_answer_is_unused(tmp_path: Path, run: Runner) -> None:
    """Whether a word that an author allows is unknown, nobody knows then."""
    answer = run(project(tmp_path, {"introduction": ALLOWED}, files=STYLES), "check")

    assert answer.found == ["- spelling-unchecked"]


@pytest.mark.usefixtures("_without_the_extra")
def test_who_wants_no_spelling_hears_nothing_of_it(tmp_path: Path, run: Runner) -> None:
    """A manifest that switches spelling off is told nothing, with the extra or without."""
    manifest = "house_style: {disable: [unknown-word]}\n" + MANIFEST + entry("introduction")

    answer = run(project(tmp_path, {"introduction": MISSPELT}, manifest=manifest, files=STYLES), "check")

    assert answer.found == []


def test_an_answer_counts(tmp_path: Path, run: Runner) -> None:
    """A word that an author allows in place is right there."""
    assert run(project(tmp_path, {"introduction": ALLOWED}, files=STYLES), "check").found == []
