"""Pages as pictures: drawn by their longer side, or said not to be drawn."""

import io

from PIL import Image
from press import painted, press

from pipeline.raster import draw_pages


def test_a_page_is_drawn_as_large_as_asked():
    """The longer side has so many pixels, and art is where it belongs."""
    content = press(painted(b"1 0 0 rg 0 0 320 160 re f"), pages=2)
    (index, drawn), *_ = draw_pages(content, [1], 64)

    with Image.open(io.BytesIO(drawn)) as picture:
        red, white = picture.getpixel((32, 48)), picture.getpixel((32, 8))
        assert (index, picture.size) == (1, (64, 64))
    assert red[0] > 200
    assert red[1] < 60
    assert min(white) > 240


def test_what_cannot_be_drawn_is_none():
    """No picture is better than no answer."""
    assert list(draw_pages(b"no PDF", [0, 1], 64)) == [(0, None), (1, None)]
    assert list(draw_pages(press(), [99], 64)) == [(99, None)]
