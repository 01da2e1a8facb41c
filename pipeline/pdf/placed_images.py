"""Images as a page places them: their samples, their colour space, and how fine they are there (ISO 32000-2:2020, 8.9)."""

from math import hypot

from pypdf.generic import DictionaryObject

from pipeline.pdf.artwork import Samples
from pipeline.pdf.graphics import Graphics
from pipeline.pdf.objects import flag_of, integer_of, raw
from pipeline.pdf.operators import inline_entries
from pipeline.pdf.pieces import Matrix


def samples_of(image: DictionaryObject, graphics: Graphics, resources: DictionaryObject) -> Samples:
    """Read what an image XObject says of its samples."""
    stencil = flag_of(raw(image, "/ImageMask")) is True
    space = None if stencil else graphics.space(raw(image, "/ColorSpace"), resources)
    width, height = (integer_of(raw(image, key)) or 0 for key in ("/Width", "/Height"))
    bits = 1 if stencil else integer_of(raw(image, "/BitsPerComponent")) or 8
    return Samples(width, height, bits, space, image)


def samples_within(operands: bytes, graphics: Graphics, resources: DictionaryObject) -> Samples:
    """Read what an image that stands within the content stream says of its samples (8.9.7)."""
    said = inline_entries(operands)
    stencil = said.get("IM") == b"true"
    name = said.get("CS", b"").decode("latin-1")
    space = None if stencil else graphics.named_space(name, resources)
    # More digits than these are no size, and Python would refuse thousands.
    sizes = (said.get(key, b"")[:9] for key in ("W", "H", "BPC"))
    width, height, bits = (int(size) if size.isdigit() else 0 for size in sizes)
    return Samples(width, height, 1 if stencil else bits or 8, space, None)


def ppi_of(samples: Samples, matrix: Matrix, unit: float) -> float:
    """Return samples an inch in the unit square of user space (8.9.4), the lesser of both ways; 0 where it has no size.

    Args:
        matrix: from user space to the page.
        unit: size of the page's unit, in points.
    """
    a, b, c, d, _, _ = matrix
    across, up = hypot(a, b) * unit, hypot(c, d) * unit
    return min(samples.width * 72 / across, samples.height * 72 / up) if across and up else 0.0
