"""Images made of pixels: whole to the last one, of bearable size, of a kind that the engine draws."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PIL import ExifTags, Image, ImageFile, UnidentifiedImageError

from pipeline.findings import Finding, Place, error
from pipeline.model.prose import ImageSize

MOST_PIXELS: Final = 100_000_000
"""A3 with bleed at 600 ppi has 72 million; the engine's own limit is 178 million."""

FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")

_MODES: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})


@contextmanager
def _whole_images_only() -> Iterator[None]:
    """Make Pillow refuse truncated files: WeasyPrint 70.0 tells it, for the whole process, to draw them."""
    told, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = told


def check_raster(content: bytes, path: str, place: Place) -> tuple[Finding, ...]:
    """Decode an image; ``path`` is what messages call it."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of decompression bombs; the pixel count below decides.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with _whole_images_only(), Image.open(io.BytesIO(content), formats=FORMATS) as image:
                width, height = image.size
                if width * height > MOST_PIXELS:
                    return (_huge(path, width, height, place),)
                image.load()
                # Pillow gives colours of 16 bits as RGB; byte 24 of a PNG is its bit depth (PNG 3, 11.2.1).
                mode = "16 bits" if image.format == "PNG" and content[24] == 16 else image.mode
    except Image.DecompressionBombError:
        return (error("huge-image", f'"{path}" has more pixels than the engine can bear', place, _SMALLER),)
    except UnidentifiedImageError:
        return (
            error(
                "unsupported-image", f'"{path}" is not a PNG, JPEG, WebP, GIF or SVG image', place, _EXPORT
            ),
        )
    except (OSError, ValueError, SyntaxError, EOFError, IndexError) as problem:
        return (error("corrupt-image", f'"{path}" cannot be decoded: {_reason(problem)}', place, _EXPORT),)
    if mode == "CMYK":
        message = (
            f'"{path}" has colours of a printing press (CMYK), which a PDF for screens cannot promise to show'
        )
        return (error("unsupported-image", message, place, "export it in RGB, with the profile sRGB"),)
    if mode not in _MODES:
        return (
            error(
                "unsupported-image",
                f'"{path}" has pixels of the kind "{mode}"',
                place,
                "export it with 8 bits",
            ),
        )
    return ()


def size_of_raster(content: bytes) -> ImageSize | None:
    """Return the size of an image as it is shown, turned as its camera said; None if it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                width, height = image.size
                turned = image.getexif().get(ExifTags.Base.Orientation) in _ON_ITS_SIDE
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError, IndexError):
        return None
    if turned:
        width, height = height, width
    return ImageSize(height / width, width)


_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})
"""Values of the orientation tag whose first row of pixels is a side of the image (Exif 2.32, 4.6.4)."""

_SMALLER: Final = "scale it down: 300 pixels an inch at its printed size are enough"
_EXPORT: Final = "export the image once more"


def _huge(path: str, width: int, height: int, place: Place) -> Finding:
    message = f'"{path}" has {width:,} × {height:,} pixels, more than the engine can bear'
    return error("huge-image", message, place, _SMALLER)


def _reason(problem: Exception) -> str:
    return str(problem).lower().rstrip(".") or type(problem).__name__
