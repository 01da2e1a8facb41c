"""Pixel art: a page drawn in letters, one letter a colour, one CSS pixel a pixel (the idea is WeasyPrint's).

pypdfium2 at a scale of 96/72 makes one CSS pixel one pixel of an RGB image, so expectations are exact.
"""

import textwrap
from pathlib import Path

import pypdfium2
from PIL import Image

COLOURS = {
    "_": (255, 255, 255),  # paper
    "K": (0, 0, 0),
    "R": (255, 0, 0),
    "G": (0, 255, 0),
    "B": (0, 0, 255),
    "Y": (255, 255, 0),
    "S": (128, 128, 128),
    "C": (0, 255, 255),
}
"""A letter a colour; ``z`` in a drawing is any colour."""

LETTERS = {colour: letter for letter, colour in COLOURS.items()}


def rasterise(content: bytes, page: int = 0, scale: float = 96 / 72) -> Image.Image:
    """Paint a page of a PDF, its media box and no more."""
    document = pypdfium2.PdfDocument(content)
    try:
        return (
            document[page].render(scale=scale, optimize_mode=None, no_smoothpath=True).to_pil().convert("RGB")
        )
    finally:
        document.close()


def assert_pixels(drawing: str, content: bytes, folder: Path, page: int = 0, *, side: int = 1) -> None:
    """Hold a page against a drawing; a failure names the first pixel that differs and writes both as PNG.

    Args:
        side: how many pixels a letter is wide and high; it stands for the one in their middle.
    """
    rows = textwrap.dedent(drawing).split()
    size = len(rows[0]), len(rows)
    assert {len(row) for row in rows} == {size[0]}, "the rows of a drawing are equally long"
    painted = middles(rasterise(content, page), side)
    expected = Image.new("RGB", size)
    expected.putdata([COLOURS.get(letter, (255, 0, 255)) for row in rows for letter in row])
    difference = _first_difference(rows, painted)
    if painted.size == size and difference is None:
        return
    for name, image in (("expected", expected), ("painted", painted)):
        image.save(folder / f"{name}.png")
    said = f"page {page} is {painted.size}, drawn as {size}" if painted.size != size else difference
    raise AssertionError(f"{said}; see {folder}/expected.png and painted.png\n{draw(painted)}")


def middles(image: Image.Image, side: int) -> Image.Image:
    """Return an image of the pixels in the middle of squares, those at the right and the bottom cut off included."""
    width, height = (-(-length // side) for length in image.size)
    points = [
        (min(x * side + side // 2, image.width - 1), min(y * side + side // 2, image.height - 1))
        for y in range(height)
        for x in range(width)
    ]
    small = Image.new("RGB", (width, height))
    small.putdata([image.getpixel(point) for point in points])
    return small


def _first_difference(rows: list[str], painted: Image.Image) -> str | None:
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            if letter == "z" or (x, y) >= painted.size or x >= painted.width or y >= painted.height:
                continue
            colour = painted.getpixel((x, y))
            if colour != COLOURS[letter]:
                return f"pixel {x}, {y} is {LETTERS.get(colour, colour)}, drawn as {letter}"
    return None


def draw(image: Image.Image) -> str:
    """Draw an image in letters; colours without one become ``?``."""
    return "\n".join(
        "".join(LETTERS.get(image.getpixel((x, y)), "?") for x in range(image.width))
        for y in range(image.height)
    )
