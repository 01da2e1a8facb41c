"""Marks name whose content is; nothing that paints is changed."""

import pytest

from pipeline.typesetting.tagging.marking import LAYOUT, PAGE, PAGINATION, Glyphs, Owned, mark

FONTS = {b"F": Glyphs({1: "a", 2: "b"})}


def span(mcid, *items):
    """Return marked content as the engine writes it."""
    return ["/Span", {"MCID": mcid}, b"BDC", *items, b"EMC"]


def artifact(*items):
    return ["/Artifact", b"BMC", *items, b"EMC"]


def marked(items, **owned):
    """Return a stream with its new marks, spelled."""
    done, numbers = mark(items, Owned(fonts=FONTS, **owned))
    return b" ".join(item if isinstance(item, bytes) else item.encode() for item in done), numbers


def test_content_is_named_after_its_element():
    """Numbers are given anew, in the order of painting."""
    stream, numbers = marked([*span(4, b"x"), *span(2, b"y")], kinds={2: "P", 4: "H1"})

    assert stream == b"/H1 <</MCID 0>> BDC x EMC /P <</MCID 1>> BDC y EMC"
    assert numbers == {4: 0, 2: 1}


def test_lines_of_an_element_are_one_sequence():
    """What follows directly, in the same element, goes on; what is parted by anything does not."""
    items = [*span(0, b"x"), *span(1, b"y"), b"Q", *span(2, b"z")]
    stream, numbers = marked(items, kinds=dict.fromkeys(range(3), "P"), before={1: 0, 2: 1})

    assert stream == b"/P <</MCID 0>> BDC x y EMC Q /P <</MCID 1>> BDC z EMC"
    assert numbers == {0: 0, 1: None, 2: 1}


def test_what_no_element_has_is_an_artifact():
    """Of furniture on pages, of layout otherwise; where nothing is painted there is no mark."""
    stream, numbers = marked([*span(0, b"head"), *span(1, b"rule"), *span(2), *artifact()], furniture={0})

    assert stream == b"/Artifact %s BDC head EMC /Artifact %s BDC rule EMC" % (PAGINATION, LAYOUT)
    assert numbers == {}


def test_artifacts_in_content_are_content():
    """A line under words is part of them (ISO 14289-1, 7.1)."""
    stream, _ = marked(span(0, *artifact(b"line"), b"x"), kinds={0: "P"})

    assert stream == b"/P <</MCID 0>> BDC line x EMC"


def test_crop_marks_are_artifacts_of_the_page():
    """They come behind the page's ground, whatever comes behind them."""
    stream, _ = marked([*artifact(b"x"), *artifact(b"y"), *artifact(b"z")], crop_marks=1)

    assert stream == b"/Artifact %s BDC x EMC /Artifact %s BDC y EMC /Artifact %s BDC z EMC" % (
        LAYOUT,
        PAGE,
        LAYOUT,
    )


ENDINGS = {
    "a space": (b"[<00010002>] TJ", " ", b"[<0001>] TJ %s [<0002>] TJ EMC", "b "),
    "a hyphen": (b"[<00010002>] TJ", "\u00ad", b"[<0001>] TJ %s [<0002>] TJ EMC", "\u00ad"),
    "a glyph alone": (b"[<0002>-5] TJ", " ", b"%s [<0002>-5] TJ EMC", "b "),
    "a glyph that is moved": (
        b"[<0001>-9<>-1<0002>5<>3] TJ",
        " ",
        b"[<0001>] TJ %s [-9<>-1<0002>5<>3] TJ EMC",
        "b ",
    ),
    "a glyph that says nothing": (b"[<0003>] TJ", " ", b"%s [<0003>] TJ EMC", " "),
}


@pytest.mark.parametrize(("shows", "ending", "expected", "said"), ENDINGS.values(), ids=ENDINGS)
def test_the_last_glyph_says_more(shows, ending, expected, said):
    """A text operator is parted before it; what moves it stays with it."""
    stream, _ = marked(span(0, b"/F 10 Tf", shows, b"ET"), kinds={0: "P"}, endings={0: ending})

    mark_ = b"/Span <</ActualText<FEFF%s>>> BDC" % said.encode("utf-16-be").hex().upper().encode()
    assert stream == b"/P <</MCID 0>> BDC /F 10 Tf " + expected % mark_ + b" ET EMC"


def test_content_without_text_has_no_last_glyph():
    """Nothing is said then."""
    stream, _ = marked(span(0, b"x"), kinds={0: "P"}, endings={0: " "})

    assert stream == b"/P <</MCID 0>> BDC x EMC"


def test_content_is_said_by_other_words():
    """Its sequence stands alone."""
    items = [*span(0, b"x"), *span(1, b"y"), *span(2, b"z")]
    stream, _ = marked(items, kinds=dict.fromkeys(range(3), "P"), before={1: 0, 2: 1}, instead={1: "a"})

    assert stream == (
        b"/P <</MCID 0>> BDC x EMC /Span <</MCID 1/ActualText<FEFF0061>>> BDC y EMC /P <</MCID 2>> BDC z EMC"
    )
