"""Words as YAML scalars."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.importing.scalars import scalar
from pipeline.reading.text import UNPRINTABLE


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The view from CQC", "The view from CQC"),
        ("Wye Valley: two years", "'Wye Valley: two years'"),
        ("don't", "don't"),
        ("'good'", "'''good'''"),
        ("no", "'no'"),
        ("2019", "'2019'"),
        ("", "''"),
    ],
)
def test_words_are_quoted_where_they_must_be(words: str, expected: str) -> None:
    """What YAML would read as something else stands in quotation marks."""
    assert expected == scalar(words)


@given(
    st.text(st.characters(codec="utf-8"), max_size=30).map(
        lambda text: " ".join(UNPRINTABLE.sub("", text).split())
    )
)
def test_any_words_are_read_as_they_were(words: str) -> None:
    """A scalar is read as its words, alone and in a list on one line, and never as a number or date."""
    assert {"a": words, "b": [words, words]} == yaml.safe_load(
        f"a: {scalar(words)}\nb: [{scalar(words)}, {scalar(words)}]"
    )
