"""Drawings: SVG that stands alone, whose references land, and that the engine draws whole and in bearable time.

WeasyPrint 70.0 leaves out what stands in ``foreignObject``, draws nothing for a reference that leads nowhere, and takes
minutes for nested ``use`` elements; none of it is logged (measured). SVG 1.1, 5.6 (use), 23.3 (foreignObject).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from pipeline.findings import Finding, Place, error
from pipeline.model.prose import ImageSize
from pipeline.reading.raster import check_raster

MOST_ELEMENTS: Final = 20_000
"""Elements that a drawing may have once its ``use`` elements are unfolded."""

DEEPEST_DRAWING: Final = 100
"""Levels of groups within each other; the engine goes down as deep by recursion."""

UNDRAWN: Final = frozenset({"foreignObject", "switch", "animate", "animateTransform", "set"})
"""Elements that the engine leaves out with all that stands in them."""

_EXPORT: Final = "export it as plain SVG"


def check_svg(content: bytes, path: str, place: Place) -> tuple[Finding, ...]:
    """Check one drawing; ``path`` is what messages call it."""
    try:
        drawing = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        message = f'"{path}" declares entities; an SVG here stands alone'
        return (error("unsafe-svg", message, place, _EXPORT),)
    except (ParseError, ValueError, LookupError, RecursionError) as problem:
        reason = str(problem).lower().rstrip(".") or type(problem).__name__
        message = f'"{path}" is not well-formed: {reason}'
        return (error("corrupt-image", message, place, "export the image once more"),)
    if drawing.tag != "{http://www.w3.org/2000/svg}svg":
        message = f'"{path}" is XML, but its root is not an svg element'
        return (error("corrupt-image", message, place, 'the root needs xmlns="http://www.w3.org/2000/svg"'),)
    return tuple(_check_drawing(drawing, path, place))


def size_of_svg(content: bytes) -> ImageSize | None:
    """Return the proportions of a drawing; None if it does not say them.

    ``width`` and ``height`` tell them where both are lengths, else the ``viewBox`` does (SVG 2, 8.12).
    """
    try:
        drawing = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError, RecursionError):
        return None
    width, height = (_length(drawing.get(name, "")) for name in ("width", "height"))
    if not (width and height):
        box = re.split(r"[\s,]+", drawing.get("viewBox", "").strip())
        width, height = (_length(side) for side in box[2:]) if len(box) == 4 else (None, None)
    return ImageSize(height / width) if width and height else None


def _length(written: str) -> float | None:
    """Return a length in CSS pixels; None for a share of what is round the drawing, and for what is no length."""
    match = re.fullmatch(r"\s*\+?(\d*\.?\d+(?:[eE][-+]?\d+)?)([a-zA-Z]*)\s*", written)
    if match is None or match[2].lower() not in _UNITS:
        return None
    return float(match[1]) * _UNITS[match[2].lower()]


_UNITS: Final = {
    "": 1,
    "px": 1,
    "pt": 96 / 72,
    "pc": 16,
    "in": 96,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
}
"""Absolute units in CSS pixels (CSS Values 4, 6.2)."""


def _check_drawing(drawing: Element, path: str, place: Place) -> Iterator[Finding]:
    for address in sorted({address for element in drawing.iter() for address in _addresses(element)}):
        if not address.startswith(("#", "data:")):
            message = f'"{path}" asks for "{address[:60]}"'
            yield error("unsafe-svg", message, place, "embed it in the SVG, or leave it out")
    yield from _check_embedded(drawing, path, place)
    yield from _check_references(drawing, path, place)
    undrawn = sorted({_local(element.tag) for element in drawing.iter()} & UNDRAWN)
    for name in undrawn:
        message = f'"{path}" has a {name} element, which is not drawn'
        yield error(
            "unsupported-image", message, place, "export text as SVG text, and everything else as shapes"
        )
    if _depth(drawing) > DEEPEST_DRAWING:
        message = f'"{path}" nests groups more than {DEEPEST_DRAWING} levels deep'
        yield error("unsupported-image", message, place, "ungroup it in the drawing program")
    elif _unfolded(drawing) > MOST_ELEMENTS:
        message = f'"{path}" unfolds to more than {MOST_ELEMENTS:,} elements'
        yield error("huge-image", message, place, "draw the repeated parts fewer times, or export it as PNG")


def _check_embedded(drawing: Element, path: str, place: Place) -> Iterator[Finding]:
    """Decode images that are embedded as ``data:`` addresses (RFC 2397)."""
    for element in drawing.iter():
        for name, value in element.attrib.items():
            if _local(name) == "href":
                yield from check_embedded(value, f"an image embedded in {path}", place)


def check_embedded(address: str, called: str, place: Place) -> tuple[Finding, ...]:
    """Decode the image in a ``data:`` address; nothing is found at any other address.

    Args:
        called: what messages call it.
    """
    kind, comma, payload = address.strip().partition(",")
    if not comma or not kind.lower().startswith("data:image/"):
        return ()
    if "svg" in kind.lower():
        text = unquote_to_bytes(payload) if ";base64" not in kind else _decoded(payload)
        return check_svg(text or b"", called, place)
    content = _decoded(payload)
    if content is None:
        message = f'"{called}" is not base64'
        return (error("corrupt-image", message, place, "export it once more"),)
    return check_raster(content, called, place)


def _decoded(payload: str) -> bytes | None:
    try:
        return base64.b64decode("".join(unquote_to_bytes(payload).decode("latin-1").split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _check_references(drawing: Element, path: str, place: Place) -> Iterator[Finding]:
    ids = {element.get("id") for element in drawing.iter()}
    asked = {
        address[1:]
        for element in drawing.iter()
        for address in _addresses(element)
        if address.startswith("#")
    }
    for name in sorted(asked - ids):
        message = f'"{path}" refers to "#{name}", which it does not have'
        yield error("dead-link", message, place, "export the drawing once more, with all its parts")


def _depth(drawing: Element) -> int:
    """Return how deep elements nest, without recursion."""
    deepest, level = 0, [drawing]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def _unfolded(drawing: Element) -> int:
    """Count elements with every ``use`` replaced by what it refers to; a circle counts as too many."""
    by_id = {element.get("id"): element for element in drawing.iter() if element.get("id")}
    sizes: dict[Element, int] = {}

    def size(element: Element, above: frozenset[Element]) -> int:
        if element in above:
            return MOST_ELEMENTS + 1
        if element not in sizes:
            inner = above | {element}
            total = 1 + sum(size(child, inner) for child in element)
            target = by_id.get(_use_target(element))
            if target is not None:
                total += size(target, inner)
            sizes[element] = min(total, MOST_ELEMENTS + 1)
        return sizes[element]

    return size(drawing, frozenset())


def _use_target(element: Element) -> str | None:
    if _local(element.tag) != "use":
        return None
    return next((value.strip()[1:] for name, value in element.attrib.items() if _local(name) == "href"), None)


def _addresses(element: Element) -> list[str]:
    """Return every address that an element would load or refer to."""
    is_link = _local(element.tag) == "a"
    values = (
        []
        if is_link
        else [value for name, value in element.attrib.items() if _local(name) in {"href", "src"}]
    )
    for text in (*element.attrib.values(), element.text or ""):
        values += re.findall(r"url\(\s*['\"]?([^)'\"]*)", text)
        values += re.findall(r"@import\s+['\"]([^'\"]*)", text)
        # An escape would hide the word from the search above (CSS Syntax 3, 4.3.7).
        if re.search(r"@[^\s;{]*\\", text):
            values.append("an escaped @ rule")
    return [value.strip() for value in values if value.strip()]


def _local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rsplit("}", 1)[-1]
