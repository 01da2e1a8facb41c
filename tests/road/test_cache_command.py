"""``pipeline cache`` shows what is kept, and clears it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import project
from runs import Runner

from pipeline.cache.store import FOLDER, LIMIT, Store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project with two entries in its cache."""
    root = project(tmp_path)
    store = Store.open(root / FOLDER)
    store.put("a", b"a" * 2000)
    store.put("b", b"b" * 3000)
    return root


def test_shows_what_is_kept(run: Runner, root: Path) -> None:
    """Folder, number, size, limit and the last use of the oldest entry stand in two lines."""
    answer = run.words("-C", str(root), "cache")

    first, second = answer.out.splitlines()
    assert answer.code == 0
    assert first == "build/cache/chapters: 2 chapters, 5 kB of at most 512.0 MB"
    assert second.startswith("least recently used: ")


def test_shows_it_to_programs(run: Runner, root: Path) -> None:
    """The same as JSON, sizes in bytes, the moment with its zone."""
    shown = json.loads(run.words("-C", str(root), "cache", "--format", "json").out)

    assert shown.pop("oldest")[-6] in "+-"
    assert 5000 < shown.pop("bytes") < 5400
    assert shown == {"folder": FOLDER, "entries": 2, "limit": LIMIT, "cleared": 0}


def test_clears_it(run: Runner, root: Path) -> None:
    """Entries go, and nothing else below build/ does."""
    (root / "build" / "report.pdf").write_bytes(b"the last report")

    cleared = run.words("-C", str(root), "cache", "clear")

    assert cleared.out == "build/cache/chapters: 2 chapters removed, 5 kB\n"
    assert run.words("-C", str(root), "cache").out.startswith("build/cache/chapters: 0 chapters, 0 kB")
    assert (root / "build" / "report.pdf").exists()


def test_an_empty_cache_is_none(run: Runner, tmp_path: Path) -> None:
    """Where nothing was ever kept, nothing is shown, and nothing is made."""
    root = project(tmp_path)
    shown = json.loads(run.words("-C", str(root), "cache", "clear", "--format", "json").out)

    assert (shown["entries"], shown["cleared"], shown["oldest"]) == (0, 0, None)
    assert not (root / "build").exists()


def test_other_words_are_a_mistake_of_usage(run: Runner, root: Path) -> None:
    """A misspelt action clears nothing."""
    assert run.words("-C", str(root), "cache", "clean").code == 2
    assert Store.open(root / FOLDER).usage().entries == 2
