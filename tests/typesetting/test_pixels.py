"""Words on images of pixels: the colours that are really behind them count."""

import base64
import io

import pytest
from PIL import Image

from pipeline.findings import Severity
from pipeline.reading.samples import FINEST, sample_colours
from pipeline.typesetting.colour import Colour
from pipeline.typesetting.pixels import Pixels


def png(*colours: str, mode: str = "RGB") -> bytes:
    """Encode stripes side by side, each of ten by ten pixels."""
    image = Image.new(mode, (10 * len(colours), 10))
    for at, colour in enumerate(colours):
        image.paste(colour, (10 * at, 0, 10 * at + 10, 10))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def address(content: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


@pytest.mark.parametrize(
    ("stripes", "colour", "expected"),
    [
        (["black"], "white", []),
        (["white"], "black", []),
        (["white"], "white", ['"word" is #ffffff on #ffffff: 1:1, where 4.5:1 is needed']),
        (["black", "black"], "#444", ['"word" is #444444 on #000000: 2.15:1, where 4.5:1 is needed']),
    ],
)
def test_words_on_an_image_are_judged_by_its_colours(typeset, stripes, colour, expected):
    """A background image is as well known as a plain ground: its pixels are looked at."""
    css = f"p {{ background: url({address(png(*stripes))}) 0 0 / 100% 100%; color: {colour} }}"
    checked = typeset("<p>word</p>", css)

    assert [finding.message for finding in checked.findings] == expected
    assert {finding.severity for finding in checked.findings} <= {Severity.WARNING}


def test_the_worst_part_counts(typeset):
    """White words that begin on black and end on white cannot be read; on the black half alone they can."""
    image = address(png("black", "white"))
    placed = "p { width: 60px; color: white; background: url(%s) 0 0 / %s 100%% no-repeat #000 }"

    assert [each.code for each in typeset("<p>wordwor</p>", placed % (image, "60px")).findings] == [
        "low-contrast"
    ]
    assert [each.code for each in typeset("<p>wordwor</p>", placed % (image, "400px")).findings] == []


def test_an_image_in_the_text_is_looked_at_too(typeset):
    """Words that were moved upon an img stand on its pixels."""
    css = "div { position: relative } p { position: absolute; top: 0; color: white } img { width: 90px; height: 40px }"
    body = '<div><img alt="A stripe" src="{}"><p>word</p></div>'

    assert [each.code for each in typeset(body.format(address(png("white"))), css).findings] == [
        "low-contrast"
    ]
    assert typeset(body.format(address(png("black"))), css).findings == ()


def test_what_shines_through_an_image_counts():
    """A sample has the mean colour of what is seen, and the mean of its alpha."""
    stripes = Pixels(20, 10, png("red", "#0000ff00", mode="RGBA"))

    assert stripes.colour_at(1, 1) == Colour(1, 0, 0, 1)
    assert stripes.colour_at(19, 9).alpha == 0


def test_large_images_are_sampled_coarsely_and_broken_ones_not_at_all():
    """However large an image is, there are few samples; what cannot be decoded has none."""
    rows = sample_colours(png(*["white", "black"] * 50))

    assert rows is not None
    assert (len(rows), len(rows[0])) == (10, FINEST)
    assert sample_colours(b"no image") is None
    assert not Pixels(1, 1, b"no image").is_known
