"""Text in drawings: the box map does not see it, so its fonts and characters are held against the bundled ones here.

SVG text takes its family from the nearest ``font-family``, as an attribute or in ``style`` (SVG 1.1, 10.10); rules of a
``<style>`` element inside the drawing are not followed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from pipeline.findings import Finding, Place, error
from pipeline.typesetting.faces import Faces

_TEXT = frozenset({"text", "tspan", "textPath"})


def check_drawing(root: Path, path: str, place: Place, faces: Faces) -> Iterator[Finding]:
    """Find families and characters that a drawing asks for and no bundled font has.

    Args:
        root: the project root.
        path: of an SVG that reading has found sound, relative to ``sources/``.
        place: where it is named.
        faces: the bundled fonts.
    """
    unknown: set[str] = set()
    missing: set[str] = set()
    drawing = parse(root / "sources" / path).getroot()
    if drawing is None:
        return
    for family, words in _texts(drawing, None):
        known = faces.of_family(family) if family else []
        if not known:
            unknown.add(family or "none")
            continue
        characters = set().union(*(faces.characters(face) for face in known))
        missing |= {
            letter
            for letter in words
            if ord(letter) not in characters and unicodedata.category(letter) not in {"Cc", "Cf"}
        }
    for family in sorted(unknown):
        bundled = ", ".join(faces.families())
        said = f'the family "{family}"' if family != "none" else "no family for its text"
        yield error(
            "unknown-font", f'"{path}" names {said}, which is not bundled', place, f"name one of {bundled}"
        )
    for letter in sorted(missing):
        name = unicodedata.name(letter, "no name").lower()
        message = (
            f'"{path}" has the character "{letter}" (U+{ord(letter):04X}, {name}), which its font has not'
        )
        yield error("missing-glyph", message, place, "use another character, or turn the text into shapes")


def _texts(element: Element, family: str | None) -> Iterator[tuple[str | None, str]]:
    """Yield each stretch of text with the first family that holds for it; depth is bounded by reading."""
    family = _family(element) or family
    if element.tag.rsplit("}", 1)[-1] in _TEXT and element.text and element.text.strip():
        yield family, element.text
    for child in element:
        yield from _texts(child, family)
        # What follows a tspan inside a text belongs to the text.
        if child.tail and child.tail.strip() and element.tag.rsplit("}", 1)[-1] in _TEXT:
            yield family, child.tail


def _family(element: Element) -> str | None:
    written = element.get("font-family") or next(
        iter(re.findall(r"font-family\s*:\s*([^;]+)", element.get("style", ""))), None
    )
    return written.split(",")[0].strip().strip("\"'") if written else None
