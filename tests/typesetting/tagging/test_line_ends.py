"""What glyphs do not say is said besides them."""

from xml.etree import ElementTree

from pipeline.typesetting.layout_tree.pieces import Piece
from pipeline.typesetting.tagging.elements import Content
from pipeline.typesetting.tagging.line_ends import LineEnds, Said
from pipeline.typesetting.tagging.reading_order import ReadingOrder


def said(text, *runs, hyphen="\u2010"):
    """Read a paragraph that is broken into runs."""
    root = ElementTree.Element("p")
    root.text = text
    ends = LineEnds(ReadingOrder.of(root, frozenset()))
    for mcid, run in enumerate(runs):
        piece = Piece(root, "", 0, mcid, run, hyphen)
        ends.read(piece, ends.stand(piece))
    return ends.said()


def test_a_lost_space_is_said():
    """A line that ends between words and shows no space says one; where it shows one, or breaks a word, none is said."""
    assert said("one two three/four", "one", "two ", "three/", "four") == Said({Content(0, 0): " "})


def test_an_inserted_hyphen_is_soft():
    """It is said as U+00AD, and no space after it."""
    assert said("sooner", "soon\u2010", "er") == Said({Content(0, 0): "\u00ad"})


def test_a_hyphen_of_several_signs_is_said_with_its_word():
    """No single glyph stands for it."""
    assert said("sooner", "soon==", "er", hyphen="==") == Said({}, {Content(0, 0): "soon\u00ad"})


def test_words_from_right_to_left_are_said_as_written():
    """Their glyphs stand in the order of the page, so all of the run is said, with the space that the line break took."""
    assert said("\u05e9\u05dc \u05d5", "\u05e9\u05dc", "\u05d5") == Said(
        {}, {Content(0, 0): "\u05e9\u05dc ", Content(0, 1): "\u05d5"}
    )


def test_blocks_have_nothing_between_them():
    """No space is said at the end of a block."""
    root = ElementTree.fromstring("<div><p>one</p> <p>two</p></div>")
    ends = LineEnds(ReadingOrder.of(root, frozenset()))
    for mcid, element in enumerate(root):
        piece = Piece(element, "", 0, mcid, element.text)
        ends.begin_block()
        ends.read(piece, ends.stand(piece))

    assert ends.said() == Said()
