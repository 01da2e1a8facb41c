"""Words are joined from pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.listening.words import Aside, joined
from pipeline.pdf.pieces import NOWHERE, Piece


def piece(text: str, y: float = 100, x: float = 0, page_index: int = 0) -> Piece:
    return Piece(text, NOWHERE, page_index, x, y, x, y - 2, x + 5 * len(text), y + 8, 10)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([piece("one"), piece("two", x=15)], "onetwo"),
        ([piece("one"), piece("two", x=18)], "one two"),
        ([piece("one "), piece("two", 88)], "one two"),
        ([piece("one"), piece("two", 88)], "one two"),
        ([piece("one"), piece("two", page_index=1)], "one two"),
        ([piece("well-"), piece("led", 88)], "well-led"),
        ([piece("rat\u00ad"), piece("ing", 88)], "rating"),
        ([piece("rat\u00ad "), piece("ing", 88)], "rating"),
        ([piece("  one\n two\u00ad ")], "one two"),
        (
            [piece("see"), Aside("[link: ", opens=True), piece("a", 88), Aside("]", opens=False)],
            "see [link: a]",
        ),
        ([], ""),
    ],
)
def test_pieces_are_joined_as_people_read_them(pieces, expected):
    """Lines and white part words, hyphens and what follows at once do not."""
    assert joined(pieces, implied_breaks=True) == expected


@given(st.lists(st.text("ab \u00ad", max_size=4), max_size=6), st.booleans())
def test_white_space_is_single_and_inside(texts, implied_breaks):
    """Whatever the pieces, no space is doubled or at an end, and no soft hyphen is left."""
    words = joined(
        [piece(text, 100 - 12 * at) for at, text in enumerate(texts)], implied_breaks=implied_breaks
    )

    assert words == " ".join(words.split())
    assert "\u00ad" not in words


@given(st.lists(st.text("ab ", min_size=1, max_size=4), max_size=6))
def test_the_text_alone_loses_no_letter(texts):
    """Without implied breaks the words are the text, white space aside."""
    words = joined([piece(text, 100 - 12 * at) for at, text in enumerate(texts)], implied_breaks=False)

    assert words.split() == "".join(texts).split()
