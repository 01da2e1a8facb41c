"""Destinations and their names."""

import pytest

from pipeline.pdf import open_document
from pipeline.pdf.destinations import Destination, read_named_destinations
from pipeline.pdf.walk import Ending


def test_ids_become_named_destinations(typeset):
    """Elements that links lead to are found by name, sorted, with page and height."""
    html = '<style>@page { size: 90pt; margin: 0 }</style><a href="#z"></a><a href="#a"></a><p id=z>z<p id=a style="break-before: page">a'
    named = read_named_destinations(open_document(typeset(html))).by_name

    assert list(named) == ["a", "z"]
    assert [destination.page_index for destination in named.values()] == [1, 0]
    assert all(0 < destination.top <= 90 for destination in named.values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[3 0 R /XYZ 1 2 0]", Destination(0, "XYZ", 1, 2)),
        ("[3 0 R /XYZ null 2 null]", Destination(0, "XYZ", None, 2)),
        ("<</D [3 0 R /Fit]>>", Destination(0, "Fit")),
        ("[3 0 R /FitH 7]", Destination(0, "FitH", top=7)),
        ("[3 0 R /FitV 7]", Destination(0, "FitV", left=7)),
        ("[3 0 R /FitR 1 2 3 4]", Destination(0, "FitR", 1, 4)),
        ("[3 0 R /FitR 1]", Destination(0, "FitR", 1)),
        ("[0 /Fit]", Destination(0, "Fit")),
        ("[1 /Fit]", Destination(None, "Fit")),
        ("[-1 /Fit]", Destination(None, "Fit")),
        ("[99 0 R /Fit]", Destination(None, "Fit")),
        ("[1 0 R]", Destination(None, "no view")),
        ("[]", None),
        ("(elsewhere)", None),
        ("<</D <</D [3 0 R /Fit]>>>>", None),
    ],
)
def test_every_view_is_read(opened, value, expected):
    """A destination has a page of this file or None, a view, and the coordinates which that view has."""
    named = read_named_destinations(opened(f"/Names <</Dests <</Names [(here) {value}]>>>>"))

    assert {"here": expected} == dict(named.by_name)


def test_old_and_new_names_are_read_together(opened):
    """The dictionary of PDF 1.1 and the name tree both count; of a name that comes twice the first does."""
    names = (
        "/Dests <</old [0 /Fit] /new [0 /FitB]>> /Names <</Dests <</Names [(new) [0 /Fit] (new) [9 /Fit]]>>>>"
    )

    assert {"new": Destination(0, "Fit"), "old": Destination(0, "Fit")} == read_named_destinations(
        opened(names)
    ).by_name


def test_a_cycle_in_the_name_tree_is_named(opened):
    """Destinations outside the cycle are read all the same."""
    named = read_named_destinations(
        opened("/Names <</Dests 4 0 R>>", "<</Kids [4 0 R 5 0 R]>>", "<</Names [(a) [0 /Fit]]>>")
    )

    assert list(named.by_name) == ["a"]
    assert named.oddities == (Ending.CYCLE,)
