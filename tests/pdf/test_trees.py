"""Name trees and number trees."""

import pytest

from pipeline.pdf.objects import raw, text_of
from pipeline.pdf.trees import read_name_tree
from pipeline.pdf.walk import Ending


@pytest.fixture
def name_tree(opened):
    """Read a name tree whose root is object 4."""

    def read(*nodes: str):
        tree = read_name_tree(raw(opened("/Tree 4 0 R", *nodes).catalog, "/Tree"))
        return [(key, text_of(value)) for key, value in tree.entries], tree.oddities

    return read


def test_leaves_are_read_in_order(name_tree):
    """The entries of all leaves come in the order of the nodes."""
    entries, oddities = name_tree(
        "<</Kids [5 0 R 6 0 R]>>", "<</Names [(a) (1) (b) (2)]>>", "<</Names [(c) (3)]>>"
    )

    assert entries == [("a", "1"), ("b", "2"), ("c", "3")]
    assert oddities == ()


def test_a_cycle_is_cut_and_named(name_tree):
    """A node that holds itself is read once."""
    entries, oddities = name_tree("<</Kids [5 0 R]>>", "<</Kids [4 0 R] /Names [(a) (1)]>>")

    assert entries == [("a", "1")]
    assert oddities == (Ending.CYCLE,)


def test_odd_leaves_lose_only_what_is_odd(name_tree):
    """Keys of another type and a last key without a value are passed over."""
    entries, oddities = name_tree("<</Names [7 (0) (a) (1) (b)]>>")

    assert entries == [("a", "1")]
    assert oddities == ()
