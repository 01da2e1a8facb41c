"""Cleared texts: what a check had nothing to say about is remembered, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cache.cleared import Memory, mark_of
from pipeline.cache.store import Store


def memory(folder: Path, **made_with: str) -> Memory:
    return Memory(Store.open(folder), made_with)


def test_what_was_cleared_is_remembered(tmp_path: Path) -> None:
    """By the same check, made of the same and with the same; by nobody else."""
    marks = {mark_of("one"), mark_of("two")}
    memory(tmp_path, code="1").clear(frozenset(), marks, rules="a b")

    assert memory(tmp_path, code="1").cleared(rules="a b") == marks
    assert memory(tmp_path, code="1").cleared(rules="a") == frozenset()
    assert memory(tmp_path, code="2").cleared(rules="a b") == frozenset()


def test_only_what_was_cleared_last_is_kept(tmp_path: Path) -> None:
    """A text that is gone is forgotten: the memory grows with the report, not with its history."""
    one, two = frozenset({mark_of("one")}), frozenset({mark_of("two")})
    kept = memory(tmp_path)
    kept.clear(frozenset(), one)
    kept.clear(kept.cleared(), two)

    assert memory(tmp_path).cleared() == two


def test_without_a_keeper_nothing_is_remembered() -> None:
    """A check of its own has no folder to write into."""
    kept = Memory()
    kept.clear(frozenset(), [mark_of("one")])

    assert kept.cleared() == frozenset()


def test_what_is_no_list_of_marks_is_nothing() -> None:
    """An entry of another length clears no text."""
    assert Memory(Odd()).cleared() == frozenset()


class Odd:
    """Has the same to every key."""

    def get(self, _key: str) -> bytes:
        return b"0" * 33

    def put(self, _key: str, _content: bytes) -> None:
        """Forget it."""


@pytest.mark.parametrize("parts", [("a", "b"), ("ab",), ("a", None), (("a", "b"),), ("a", "b", "")])
def test_other_texts_have_other_marks(parts: tuple[object, ...]) -> None:
    """All that a check sees of a text counts, and where one part ends and the next begins."""
    others = [("a", "b"), ("ab",), ("a", None), (("a", "b"),), ("a", "b", "")]

    assert [other for other in others if mark_of(*other) == mark_of(*parts)] == [parts]
