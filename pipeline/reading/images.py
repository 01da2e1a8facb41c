"""Images before typesetting: inside the project, whole to the last pixel, of bearable size, and harmless.

WeasyPrint 70.0 draws a truncated PNG or JPEG half white without a log record, fails on more than 178 megapixels
with an empty reason, makes black garbage of 16-bit PNG (all measured), so every image is decoded here first.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL import Image, ImageFile, UnidentifiedImageError

from pipeline.files import inside
from pipeline.findings import Finding, Place, error

MOST_PIXELS: Final = 100_000_000
"""A3 with bleed at 600 ppi has 72 million; the engine's own limit is 178 million."""

LARGEST_IMAGE: Final = 200 * 1024 * 1024
"""Bytes; larger files are not opened."""

FORMATS: Final = ("PNG", "JPEG", "WEBP", "GIF")

_MODES: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK"})


def check_image(root: Path, path: str, place: Place) -> tuple[Finding, ...]:
    """Check one image that a source names.

    Args:
        root: the project root.
        path: as written, relative to ``sources/``.
        place: where it is named.
    """
    refusal = _refuse_path(root, path, place)
    if refusal:
        return (refusal,)
    file = root / "sources" / path
    try:
        if not file.is_file():
            return (error("missing-image", f'there is no image "{path}"', place, _neighbours(root, path)),)
        size = file.stat().st_size
        if size > LARGEST_IMAGE:
            return (error("huge-image", f'"{path}" has {size:,} bytes', place, f"at most {LARGEST_IMAGE:,}"),)
        content = file.read_bytes()
    except OSError as problem:
        return (error("unreadable-file", f'cannot read "{path}": {problem.strerror}', place),)
    if not content:
        return (error("corrupt-image", f'"{path}" is empty: it has 0 bytes', place),)
    if PurePosixPath(path).suffix.lower() == ".svg":
        return _check_svg(content, path, place)
    return _check_raster(content, path, place)


def _refuse_path(root: Path, path: str, place: Place) -> Finding | None:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        # One letter is a drive of Windows.
        if path.lower().startswith("file:") or path[1] == ":":
            return error("outside-project", f'"{path}" leads out of the project', place, _PATH_HINT)
        return error("not-fetched", f'"{path}" is an address; nothing is fetched', place, _PATH_HINT)
    if path.startswith("/") or not inside(root, root / "sources" / path):
        return error("outside-project", f'"{path}" leads out of the project', place, _PATH_HINT)
    return None


_PATH_HINT: Final = "save the image under sources/images/ and write images/name.png"


def _neighbours(root: Path, path: str) -> str:
    written = PurePosixPath(path.replace("\\", "/"))
    folder = root / "sources" / written.parent
    if not inside(root, folder) or not folder.is_dir():
        return f'there is no folder "{written.parent}" in sources/ either'
    files = {file.name.lower(): file.name for file in sorted(folder.iterdir()) if file.is_file()}
    near = get_close_matches(written.name.lower(), files, n=1, cutoff=0.7)
    near = near or [name for name in files if PurePosixPath(name).stem == written.stem.lower()]
    return f'did you mean "{written.parent / files[near[0]]}"?' if near else "paths are relative to sources/"


@contextmanager
def _whole_images_only() -> Iterator[None]:
    """Make Pillow refuse truncated files: WeasyPrint 70.0 tells it, for the whole process, to draw them."""
    told, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = told


def _check_raster(content: bytes, path: str, place: Place) -> tuple[Finding, ...]:
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


_SMALLER: Final = "scale it down: 300 pixels an inch at its printed size are enough"
_EXPORT: Final = "export the image once more"


def _huge(path: str, width: int, height: int, place: Place) -> Finding:
    message = f'"{path}" has {width:,} × {height:,} pixels, more than the engine can bear'
    return error("huge-image", message, place, _SMALLER)


def _reason(problem: Exception) -> str:
    return str(problem).lower().rstrip(".") or type(problem).__name__


def _check_svg(content: bytes, path: str, place: Place) -> tuple[Finding, ...]:
    try:
        drawing = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        message = f'"{path}" declares entities; an SVG here stands alone'
        return (error("unsafe-svg", message, place, "export it as plain SVG"),)
    except (ParseError, ValueError, LookupError) as problem:
        return (error("corrupt-image", f'"{path}" is not well-formed: {_reason(problem)}', place, _EXPORT),)
    if drawing.tag != "{http://www.w3.org/2000/svg}svg":
        message = f'"{path}" is XML, but its root is not an svg element'
        return (error("corrupt-image", message, place, 'the root needs xmlns="http://www.w3.org/2000/svg"'),)
    asked = sorted({address for element in drawing.iter() for address in _addresses(element)})
    return tuple(
        error(
            "unsafe-svg", f'"{path}" asks for "{address[:60]}"', place, "embed it in the SVG, or leave it out"
        )
        for address in asked
    )


def _addresses(element: Element) -> list[str]:
    """Return what an element would load: every reference that is neither inside the drawing nor embedded."""
    is_link = _local(element.tag) == "a"
    values = (
        []
        if is_link
        else [value for name, value in element.attrib.items() if _local(name) in {"href", "src"}]
    )
    texts = [*element.attrib.values(), element.text or ""]
    for text in texts:
        values += re.findall(r"url\(\s*['\"]?([^)'\"]*)", text)
        values += re.findall(r"@import\s+['\"]([^'\"]*)", text)
    return [value for value in values if value.strip() and not value.strip().startswith(("#", "data:"))]


def _local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rsplit("}", 1)[-1]
