"""What is wrong with typeset pages: text that left its place, faces and characters that no bundled font has.

WeasyPrint 70.0 is silent about all of these (ENGINE 8); the box map is not.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping

from pipeline.findings import Finding, Place, error
from pipeline.markup import ChapterHtml
from pipeline.typesetting.boxes import BoxMap, Spill, TextLine
from pipeline.typesetting.faces import Face, Faces
from pipeline.typesetting.log import stylesheet_finding
from pipeline.units import MM

GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})


def check_spills(boxes: BoxMap, html: ChapterHtml) -> Iterator[Finding]:
    """Find text and images that leave their page, the page area or their box, once for each block and page."""
    first: dict[tuple[str | None, int, str], Spill] = {}
    for spill in boxes.spills:
        key = spill.block, spill.page, spill.beyond
        if key not in first or spill.by > first[key].by:
            first[key] = spill
    for spill in first.values():
        words = " ".join(spill.text.split())
        said = f'"{words[:37]}…"' if len(words) > 40 else f'"{words}"'
        yield error(
            "overflow",
            f"{said} reaches {spill.by / MM:.1f} mm beyond the {spill.side} of its {spill.beyond}",
            _place(spill.block, html),
            "shorten it, let it break (a long word, a wide table), or give it more room in the stylesheet",
            page=spill.page + 1,
            rectangle=spill.rectangle,
            block=spill.block,
        )


def check_faces(boxes: BoxMap, html: ChapterHtml, faces: Faces) -> Iterator[Finding]:
    """Find families, weights and characters that the text asks for and no bundled font has."""
    unknown: set[str] = set()
    missing: set[tuple[str, int, bool]] = set()
    glyphs: set[tuple[int, str]] = set()
    for line in boxes.texts:
        family = line.families[0]
        known = faces.of_family(family)
        if not known:
            if family not in unknown:
                unknown.add(family)
                yield _unknown_family(family, line, html, faces)
            continue
        face = _face(known, line)
        if face is None:
            key = family, line.weight, line.italic
            if key not in missing:
                missing.add(key)
                yield _missing_face(line, known, html)
            continue
        for character in sorted(set(line.text)):
            key_of_glyph = ord(character), str(face)
            if ord(character) in faces.characters(face) or _is_invisible(character) or key_of_glyph in glyphs:
                continue
            glyphs.add(key_of_glyph)
            yield _missing_glyph(character, face, line, html)


def _face(known: Iterable[Face], line: TextLine) -> Face | None:
    return next((face for face in known if (face.weight, face.italic) == (line.weight, line.italic)), None)


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc", "Zl", "Zp"}


def _unknown_family(family: str, line: TextLine, html: ChapterHtml, faces: Faces) -> Finding:
    bundled = ", ".join(faces.families())
    what = "the generic family" if family in GENERIC else "the family"
    return error(
        "unknown-font",
        f'{what} "{family}" is not bundled; "{_excerpt(line)}" is set in it',
        _place(line.block, html),
        f"name one of {bundled} in the stylesheet, or add the font to styles/fonts",
        page=line.page + 1,
        rectangle=line.rectangle,
        block=line.block,
    )


def _missing_face(line: TextLine, known: Iterable[Face], html: ChapterHtml) -> Finding:
    style = " italic" if line.italic else ""
    bundled = ", ".join(str(face) for face in sorted(known))
    return error(
        "missing-face",
        f'{line.families[0]} has no weight {line.weight}{style}; "{_excerpt(line)}" is set in it',
        _place(line.block, html),
        f"bundled: {bundled}",
        page=line.page + 1,
        rectangle=line.rectangle,
        block=line.block,
    )


def _missing_glyph(character: str, face: Face, line: TextLine, html: ChapterHtml) -> Finding:
    name = unicodedata.name(character, "no name").lower()
    return error(
        "missing-glyph",
        f'{face} has no "{character}" (U+{ord(character):04X}, {name})',
        _place(line.block, html),
        "use another character, or a font that has it",
        page=line.page + 1,
        rectangle=line.rectangle,
        block=line.block,
    )


def _excerpt(line: TextLine) -> str:
    words = " ".join(line.text.split())
    return f"{words[:27]}…" if len(words) > 30 else words


def _place(block: str | None, html: ChapterHtml) -> Place:
    return html.places.get(block or "", Place(html.path))


def word_records(
    records: Iterable[logging.LogRecord],
    html: ChapterHtml,
    refused: Mapping[str, str],
    find_sheet: Callable[[logging.LogRecord], str],
) -> Iterator[Finding]:
    """Word what the engine logged while it set a chapter."""
    for record in records:
        said = record.getMessage()
        if re.search(r" at \d+:\d+", said) or "Invalid or unsupported selector" in said:
            finding = stylesheet_finding(record, find_sheet)
            if finding:
                yield finding
        elif ".notdef glyph" not in said:  # the faces check names the character, the face and the block
            yield _engine_finding(record, said, html, refused)


def _engine_finding(
    record: logging.LogRecord, said: str, html: ChapterHtml, refused: Mapping[str, str]
) -> Finding:
    address = str(record.args[0]) if isinstance(record.args, tuple) and record.args else ""
    if address in refused:
        code = "not-fetched" if refused[address].startswith("nothing") else "outside-project"
        return error(code, f'"{address}" was asked for; {refused[address]}', Place(html.path))
    if said.startswith("Failed to load image"):
        return error("corrupt-image", f"the engine cannot draw an image: {said}", Place(html.path))
    if "anchor" in said.lower():
        return error("dead-link", f"the engine found no target: {said}", Place(html.path))
    return error("engine", f"the engine says: {said}", Place(html.path))
