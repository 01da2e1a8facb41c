"""Why a chapter was set: values that a command words."""

from __future__ import annotations

from pipeline.stamp.chapters import Cause, Reason


def test_every_cause_says_something_else() -> None:
    """Nobody takes one reason for another, and each can stand behind a colon."""
    words = [str(cause) for cause in Cause]

    assert len(words) == len(set(words))
    assert [word for word in words if word != word.strip(". ") or word[:1].isupper()] == []


def test_a_reason_names_a_file_only_if_there_is_one() -> None:
    """A chapter that was set for its words blames no file."""
    assert Reason("one", Cause.WORDS) == Reason("one", Cause.WORDS, "")
