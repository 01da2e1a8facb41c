"""What is made of files holds for as long as they are what they were, in this process and in the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cache.cleared import Memory
from pipeline.cache.kept import States
from pipeline.cache.lists import Lists
from pipeline.cache.recent import Recent
from pipeline.cache.remembered import Held, Remembered
from pipeline.cache.store import Store


def remembered(root: Path, recent: Recent) -> Remembered[str]:
    """Return what a new look at a project remembers."""
    return Remembered(Memory(Store.open(root / "build"), {}, recent), lambda: Lists(str), States(root))


@pytest.mark.parametrize("is_warm", [True, False])
def test_a_value_holds_while_its_files_do(tmp_path: Path, *, is_warm: bool) -> None:
    """Written otherwise it is gone, written back it is there again; gone files count as well."""
    file, recent = tmp_path / "a", Recent()
    file.write_text("one")
    files = {"a": States(tmp_path).of("a"), "b": States(tmp_path).of("b")}
    remembered(tmp_path, recent).keep("thing", "key", "made of one", files)

    def recalled() -> Held[str] | None:
        return remembered(tmp_path, recent if is_warm else Recent()).recall("thing", "key")

    assert recalled() == Held("made of one", files)
    file.write_text("two")
    assert recalled() is None
    file.write_text("one")
    assert recalled() == Held("made of one", files)
    (tmp_path / "b").write_text("")
    assert recalled() is None


def test_what_was_made_while_its_file_was_written_is_not_kept(tmp_path: Path) -> None:
    """Nobody knows which of the two contents was read."""
    (tmp_path / "a").write_text("one")
    files = {"a": States(tmp_path).of("a")}
    (tmp_path / "a").write_text("two")
    recent = Recent()

    remembered(tmp_path, recent).keep("thing", "key", "made of something", files)

    assert remembered(tmp_path, recent).recall("thing", "key") is None


def test_what_cannot_be_written_is_kept_in_this_process(tmp_path: Path) -> None:
    """A value that would not come back equal is made anew by the next one."""
    recent = Recent()
    remembered(tmp_path, recent).keep("thing", "key", "\ud800")

    assert remembered(tmp_path, recent).recall("thing", "key") == Held("\ud800")
    assert remembered(tmp_path, Recent()).recall("thing", "key") is None
