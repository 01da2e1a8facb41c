"""Pages as pictures, by PDFium: what one sees on a screen, as proofs and reports show it (RGB, no overprint)."""

import io
from collections.abc import Iterable, Iterator
from typing import Final

import pypdfium2

_LEAST: Final = 1.0
"""Points that the longer side of a page has at least, for pages that say they have none."""


def draw_pages(
    content: bytes, indexes: Iterable[int], longer_side: int
) -> Iterator[tuple[int, bytes | None]]:
    """Yield index and JPEG of pages, None for one that cannot be drawn.

    Args:
        content: of a PDF.
        indexes: of pages, from 0.
        longer_side: of the pictures, in pixels.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        yield from ((index, None) for index in indexes)
        return
    try:
        for index in indexes:
            yield index, _draw(document, index, longer_side)
    finally:
        document.close()


def _draw(document: pypdfium2.PdfDocument, index: int, longer_side: int) -> bytes | None:
    try:
        page = document[index]
        scale = longer_side / max(*page.get_size(), _LEAST)
        picture = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return None
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=70)
    return written.getvalue()
