"""Images in figures: as wide as the measure and their pixels allow, as high as whole lines, and on one page."""

import io
from dataclasses import dataclass

import pypdfium2
import pytest
from builders import REPOSITORY
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from pipeline.markup.figures import proportions
from pipeline.model.prose import ImageSize
from pipeline.units import MM

LINE, MEASURE = 17, 130 * MM
SHEETS = "".join(
    (REPOSITORY / f"styles/{name}.css").read_text(encoding="utf-8")
    for name in ("tokens", "page", "type", "figures")
)
BODY = '<article><figure class="figure" style="{}" data-block="a/b"><img src="{}" alt="x"><figcaption><p class="caption">One line</p></figcaption></figure></article>'


@dataclass(frozen=True)
class Shown:
    """An image on its page, in points; ``lines`` are those of the figure without its caption."""

    width: float
    height: float
    left: float
    lines: float
    above_caption: float
    pages: int


@pytest.fixture
def shown(workshop):
    """Typeset one image in a figure, with the report's own sheets."""

    def typeset(width: int, height: int, css: str = "") -> Shown:
        stream = io.BytesIO()
        Image.new("L", (width, height)).save(stream, "PNG")
        name = f"{width}x{height}.png"
        (workshop.root / "sources" / name).write_bytes(stream.getvalue())
        body = BODY.format(proportions(ImageSize(height / width, width)), name)
        checked = workshop.typeset(body, css, base=SHEETS)
        assert checked.findings == ()
        chapter = checked.value
        (figure,) = (one.rectangle for one in chapter.boxes.fragments if one.block == "a/b")
        with pypdfium2.PdfDocument(chapter.content) as document:
            (image,) = document[0].get_objects(filter=[FPDF_PAGEOBJ_IMAGE])
            left, bottom, right, top = image.get_bounds()
        # The caption is the figure's last line.
        lines = (figure.top - figure.bottom) / LINE - 1
        caption = bottom - (figure.bottom + LINE)
        return Shown(right - left, top - bottom, left - figure.left, lines, caption, chapter.page_count)

    return typeset


@pytest.mark.parametrize(
    ("size", "width", "lines"),
    [
        pytest.param((3000, 2000), MEASURE, 15, id="landscape"),
        pytest.param((2000, 2000), MEASURE, 22, id="square"),
        pytest.param((3000, 4000), MEASURE, 29, id="portrait"),
        pytest.param((2000, 4000), 32 * LINE / 2, 32, id="portrait that would leave its caption no room"),
        pytest.param((8000, 400), MEASURE, 2, id="panorama"),
        pytest.param((600, 300), 600 / 150 * 72, 9, id="few pixels"),
        pytest.param((30, 30), 30 / 150 * 72, 1, id="tiny"),
        pytest.param((9000, 1), MEASURE, 1, id="a line"),
    ],
)
def test_an_image_takes_the_lines_that_it_needs(shown, size, width, lines):
    """Its width is the measure's, or what 150 pixels an inch allow; its height follows, and whole lines hold it."""
    image = shown(*size)

    assert image.width == pytest.approx(width, abs=1.1)
    assert image.height == pytest.approx(image.width * size[1] / size[0], abs=0.5)
    assert image.lines == pytest.approx(lines, abs=0.01)
    assert image.pages == 1


@pytest.mark.parametrize("size", [(3000, 2000), (600, 300), (2000, 4000)])
def test_an_image_stands_on_its_caption(shown, size):
    """It begins where the text begins, and what is left of its last line is above it."""
    image = shown(*size)

    assert image.left == pytest.approx(0, abs=0.01)
    assert image.above_caption == pytest.approx(0, abs=0.6)


def test_an_image_a_hair_higher_than_its_lines_takes_no_other(shown):
    """Less than half a point beyond whole lines is taken off the image."""
    size = 10_000, round(10_000 * (5 * LINE + 0.3) / MEASURE)

    assert shown(*size).lines == pytest.approx(5, abs=0.01)


@pytest.mark.parametrize(
    ("css", "width", "lines"),
    [
        ("--margin-outer: 78mm", 100 * MM, 12),
        ("--figure-lines: 10", 10 * LINE * 3 / 2, 10),
        ("--least-ppi: 1000", 3 * 72, 9),
    ],
)
def test_another_design_gives_other_sizes(shown, css, width, lines):
    """A designer changes the measure, or a limit, in the tokens and nowhere else."""
    image = shown(3000, 2000, f":root {{ {css} }}")

    assert image.width == pytest.approx(width, abs=1.1)
    assert image.lines == pytest.approx(lines, abs=0.01)


def test_a_drawing_without_proportions_has_room_all_the_same(workshop):
    """It takes half the measure, in whole lines."""
    (workshop.root / "sources/none.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    checked = workshop.typeset(BODY.format("", "none.svg"), base=SHEETS)

    (figure,) = (one.rectangle for one in checked.value.boxes.fragments if one.block == "a/b")
    assert (figure.top - figure.bottom) / LINE == pytest.approx(11 + 1, abs=0.01)
