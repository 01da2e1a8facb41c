"""What a warm process has made is given again for the same reason, and for no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cache.cleared import Memory
from pipeline.cache.recent import Recent


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2))))
def test_nothing_is_stale(asked: list[tuple[str, int]]) -> None:
    """Whatever was asked for before: each answer is the one that its reason makes."""
    recent = Recent()

    for name, reason in asked:
        assert recent.once(name, reason, lambda name=name, reason=reason: (name, reason)) == (name, reason)


def test_what_was_made_is_not_made_again() -> None:
    """An equal reason is enough."""
    recent, made = Recent(), []

    for _ in range(2):
        recent.once("a", ("same", 1), lambda: made.append("a"))

    assert made == ["a"]


def test_of_a_chapter_without_a_mark_nothing_is_kept() -> None:
    """Two chapters of which nobody knows what they were read from are no reason for each other."""
    memory = Memory()

    assert memory.once("words", "a", "", lambda: "one") == "one"
    assert memory.once("words", "a", "", lambda: "two") == "two"
