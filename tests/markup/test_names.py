"""Long names in the text are kept whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from pipeline.markup.names import whole_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Northamptonshire and", 'in <span class="whole">Northamptonshire</span> and'),
        ("in Bristol and", "in Bristol and"),
        ("an internationally known", "an internationally known"),
        ("Gloucestershire’s <b>", '<span class="whole">Gloucestershire</span>’s &lt;b&gt;'),
        ("PATIENTSAFETY2000", "PATIENTSAFETY2000"),
    ],
)
def test_names_are_marked(text, expected):
    """A long word with a capital is marked; short names, other words and codes are not."""
    assert expected == whole_names(text)


@given(st.text())
def test_no_word_is_lost(text):
    """Without its spans the text is what it was."""
    marked = str(whole_names(text)).replace('<span class="whole">', "").replace("</span>", "")

    assert str(escape(text)) == marked
