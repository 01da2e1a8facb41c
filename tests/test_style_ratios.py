"""The table of contrast in styles/README.md says what the tokens are."""

from __future__ import annotations

import re

import pytest
from builders import REPOSITORY

from pipeline.typesetting.colour import Colour, contrast

README = (REPOSITORY / "styles/README.md").read_text(encoding="utf-8")

TOKENS = dict(
    re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (REPOSITORY / "styles/tokens.css").read_text("utf-8"))
)

ROWS = re.findall(r"^\| `([\w-]+)` \| `([\w-]+)` \| ([\d.]+) \|", README, re.MULTILINE)


def colour(token: str) -> Colour:
    code = TOKENS[token]
    return Colour(*(int(code[start : start + 2], 16) / 255 for start in (1, 3, 5)))


@pytest.mark.parametrize(("text", "ground", "ratio"), ROWS)
def test_a_row_is_the_ratio_of_its_tokens(text: str, ground: str, ratio: str) -> None:
    """Each row of the table has the ratio of the two tokens that it names, to the places that it gives."""
    places = len(ratio.partition(".")[2])

    assert float(ratio) == round(contrast(colour(text), colour(ground)), places)


def test_the_table_is_read() -> None:
    """The table has rows, and its least ratio is the one that the text names."""
    (least,) = re.findall(r"The least is ([\d.]+)\.", README)

    assert len(ROWS) > 10
    assert float(least) == min(float(ratio) for _, _, ratio in ROWS)
