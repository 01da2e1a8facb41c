"""What the engine paints with: its colours and gradients as values of ours.

WeasyPrint 70.0 writes sRGB, HSL and HWB as DeviceRGB and ``device-cmyk()`` as DeviceCMYK. Colours of other spaces it
leaves to the viewer, so they are not told here.
"""

from typing import Any

from weasyprint.images import Gradient, RasterImage

from pipeline.stylesheets.cascade import read_colour
from pipeline.typesetting.colour import Colour
from pipeline.typesetting.pixels import Pixels
from pipeline.typesetting.shading import Shading


def colour_of(color: Any) -> Colour | None:
    """Return one of the engine's colours in sRGB; None if it is in a space that a viewer decides upon.

    Inks become light by the plain rule of ISO 32000-2:2020, 10.4.2.4, without a profile.
    """
    if color.space in {"srgb", "hsl", "hwb"}:
        srgb = color if color.space == "srgb" else color.to("srgb")
        red, green, blue = (channel or 0.0 for channel in srgb.coordinates)
        return Colour(red, green, blue, color.alpha)
    if color.space == "device-cmyk":
        cyan, magenta, yellow, black = (ink or 0 for ink in color.coordinates)
        red, green, blue = (1 - min(1, ink + black) for ink in (cyan, magenta, yellow))
        return Colour(red, green, blue, color.alpha)
    return None


def written_colour(text: str) -> Colour | None:
    """Return a colour as it is written in a drawing; None for a gradient's address and the like."""
    color = read_colour(text)
    return colour_of(color) if color else None


def paint_of(image: Any, size: tuple[float, float], style: Any) -> Colour | Shading | Pixels | None:
    """Return what an image paints with; None for a drawing, or a colour that cannot be told.

    Args:
        image: raster, vector or gradient.
        size: width and height of the image as it is placed, in CSS pixels.
        style: of the box that it belongs to.
    """
    if isinstance(image, RasterImage):
        pixels = Pixels(*size, image.image_data.data)
        return pixels if pixels.is_known else None
    if not isinstance(image, Gradient):
        return None
    scale_y, kind, points, positions, colors, exponents = image.layout(*size, style)
    colours = [colour_of(color) for color in colors]
    known = tuple(colour for colour in colours if colour is not None)
    if len(known) < len(colours):
        return None
    if kind == "solid":
        return known[0]
    return Shading(
        tuple(points), tuple(positions), known, tuple(exponents), scale_y, extends=not image.repeating
    )
