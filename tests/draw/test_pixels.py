"""The pixel harness tells pages apart, and says how they differ."""

import pytest
from draw.pixels import assert_pixels

BASE = "@page { size: 4px 3px; margin: 1px } html { font: 1px 'Source Sans 3' } body { margin: 0 }"
BOX = "<div style='background: red; height: 1px'></div>"


@pytest.fixture(scope="module")
def content(workshop):
    """Typeset a page with a red line."""
    return workshop.typeset(BOX, base=BASE).value.content


def test_a_page_as_it_is_drawn(content, tmp_path):
    """One letter is one CSS pixel."""
    drawing = """
        ____
        _RR_
        ____
    """
    assert_pixels(drawing, content, tmp_path)
    assert_pixels(drawing.replace("R", "z"), content, tmp_path)


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        ("____ _RK_ ____", "pixel 2, 1 is R, drawn as K"),
        ("____ _RR_ ___R", "pixel 3, 2 is _, drawn as R"),
        ("____ _RR_", r"page 0 is \(4, 3\), drawn as \(4, 2\)"),
        ("___ _RR ___", r"page 0 is \(4, 3\), drawn as \(3, 3\)"),
    ],
)
def test_a_difference_is_named_and_kept(content, tmp_path, drawing, said):
    """A failure says which pixel differs, shows the page in letters, and writes both as PNG."""
    with pytest.raises(AssertionError, match=said) as raised:
        assert_pixels(drawing, content, tmp_path)

    assert "_RR_" in str(raised.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["expected.png", "painted.png"]
