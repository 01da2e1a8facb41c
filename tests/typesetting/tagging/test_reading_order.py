"""Runs of text are found among the words of the document, whatever lines, styles and hyphens made of them."""

from xml.etree import ElementTree

import pytest

from pipeline.typesetting.layout_tree.pieces import Piece
from pipeline.typesetting.tagging.reading_order import ReadingOrder, Stand


def stands(html, *runs):
    """Return where runs of the outermost element stand: the text node, and the words from there to there."""
    root = ElementTree.fromstring(html)
    order = ReadingOrder.of(root, frozenset())
    found = [order.stand(Piece(root, "", 0, mcid, run, "\u2010")) for mcid, run in enumerate(runs)]
    return [(each.slot, order.words[each.start : each.end], each.hyphenated) for each in found]


CASES = {
    "lines of a text": (
        "<p>One two three</p>",
        ["One two ", "three"],
        [(0, "One two", False), (0, "three", False)],
    ),
    "texts between children": (
        "<p>One <b>x</b> two<i/> three</p>",
        ["One ", " two", " three"],
        [(0, "One", False), (1, "two", False), (2, "three", False)],
    ),
    "an inserted hyphen": ("<p>sooner</p>", ["soon\u2010", "er"], [(0, "soon", True), (0, "er", False)]),
    "a written hyphen": (
        "<p>so\u2010on</p>",
        ["so\u2010", "on"],
        [(0, "so\u2010", False), (0, "on", False)],
    ),
    "soft hyphens and spaces of no width": (
        "<p>so\u00adon\u200ber</p>",
        ["so\u2010", "oner"],
        [(0, "so", True), (0, "on\u200ber", False)],
    ),
    "capitals, and a letter that becomes two": (
        "<p>Stra\u00dfe zwei</p>",
        ["STRASSE", "ZWEI"],
        [(0, "Stra\u00dfe", False), (0, "zwei", False)],
    ),
    "words that are set otherwise": (
        "<p>one <b>x</b> two</p>",
        ["\uff4f\uff4e\uff45", "\uff54\uff57\uff4f"],
        [(0, "one", False), (1, "two", False)],
    ),
    "more than was written": ("<p>one</p>", ["one", "two"], [(0, "one", False), (0, "", False)]),
    "where nothing was written": ("<p/>", ["two"], [(0, "", False)]),
}


@pytest.mark.parametrize(("html", "runs", "expected"), CASES.values(), ids=CASES)
def test_runs_are_found(html, runs, expected):
    """A run has a place among its element's texts; one that is not found there takes as much as it shows."""
    assert stands(html, *runs) == expected


def test_notes_stand_behind_the_text():
    """The words round a note follow each other."""
    root = ElementTree.fromstring("<p>One<b>note</b> two<i>x</i></p>")

    assert ReadingOrder.of(root, frozenset({root[0]})).words == "One twoxnote"


def test_white_space_parts_words():
    """A line break is white space, an element's end is not."""
    order = ReadingOrder.of(ElementTree.fromstring("<p>One<br/>two<b>three</b></p>"), frozenset())

    one, two, three = Stand(0, 0, 3), Stand(1, 4, 7), Stand(0, 7, 12)
    assert [order.parts_words(one, two), order.parts_words(two, three)] == [True, False]
