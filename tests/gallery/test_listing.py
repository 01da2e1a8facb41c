"""A listing is the file itself, with marks."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.examples import FOLDER
from pipeline.gallery.listing import listing


def words_of(listed: str) -> str:
    """Return the text of a listing: what stands in its elements, a line for each."""
    return "\n".join(
        html.unescape(re.sub(r"<[^>]*>", "", line)) for line in re.findall(r"<div.*?>(.*)</div>", listed)
    )


def marked(yaml: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}>(.*?)</{tag}>", listing(yaml))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_nothing_of_an_example_is_lost(path):
    """Every character of the file stands in its listing, in order."""
    text = path.read_text(encoding="utf-8")

    assert text.rstrip("\n") == words_of(listing(text))


@given(st.text(st.sampled_from(" -abc:#|>\"'{}[]&<,\n")).map(lambda text: text.rstrip("\n")))
def test_nothing_of_any_text_is_lost(text):
    """The law holds for text that is no YAML, too."""
    assert text == words_of(listing(text))


def test_keys_blocks_and_comments_are_told_apart():
    """Keys, keys in braces, blocks and comments each have their element; text has none."""
    yaml = 'body:\n  # A block.\n  - chart:\n      rows: [{name: "a # b: c", values: [1]}]  # rows\n  - |\n    key: # no'

    assert marked(yaml, "b") == ["body:", "rows:", "name:", "values:"]
    assert marked(yaml, "strong") == ["chart:"]
    assert marked(yaml, "i") == ["  # A block.", "# rows"]


def test_literal_text_ends_where_its_indentation_does():
    """A key behind literal text is a key again, on the level of the one that began it."""
    yaml = "a: |\n  x: 1\n\n  y: 2\nb: 3\n- c: |\n    z: 4\n  d: 5"

    assert marked(yaml, "b") == ["a:", "b:", "c:", "d:"]
