"""What is wrong with typeset pages: text that left its place, faces and characters that no bundled font has.

WeasyPrint 70.0 is silent about all of these; the box map is not.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.findings import Finding, Place, Related, error
from pipeline.markup import ChapterHtml
from pipeline.stylesheets import Sheet
from pipeline.stylesheets.tokens import Tokens
from pipeline.typesetting.boxes import BoxMap, Spill, TextLine
from pipeline.typesetting.faces import Face, Faces
from pipeline.units import MM

GENERIC: Final = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
"""Families that stand for a font of the system's choice, which is never used (CSS Fonts 4, 2.1.3)."""


def check_spills(boxes: BoxMap, html: ChapterHtml) -> Iterator[Finding]:
    """Find text, images and tables that leave their place, the farthest one for each block, page and place."""
    farthest: dict[tuple[str | None, int, str], Spill] = {}
    widest: dict[tuple[str | None, int, str, float], Spill] = {}
    for spill in boxes.spills:
        key = spill.block, spill.page, spill.beyond
        if key not in farthest or spill.by > farthest[key].by:
            farthest[key] = spill
        line = *key, spill.rectangle.bottom
        if line not in widest or _width(spill) > _width(widest[line]):
            widest[line] = spill
    for key, spill in farthest.items():
        # What sticks out farthest may be a full stop; what pushed it there is the widest run of its line.
        culprit = widest[*key, spill.rectangle.bottom]
        yield error(
            "overflow",
            f'"{shortened(culprit.text, 40)}" reaches {spill.by / MM:.1f} mm beyond the {spill.side} of {spill.beyond}',
            place_of(spill.block, html),
            "shorten it, let it break (a long word, a wide table), or give it more room in the stylesheet",
            page=spill.page + 1,
            rectangle=culprit.rectangle,
            block=spill.block,
        )


def _width(spill: Spill) -> float:
    return spill.rectangle.right - spill.rectangle.left


def check_faces(
    boxes: BoxMap, html: ChapterHtml, faces: Faces, sheets: Sequence[Sheet] = ()
) -> Iterator[Finding]:
    """Find families, weights and characters that the text asks for and no bundled font has, each said once.

    A character may come from any bundled family that the style names; the first one must be bundled.
    """
    said: set[object] = set()
    for line in boxes.texts:
        for key, finding in _face_findings(line, html, faces, sheets):
            if key not in said:
                said.add(key)
                yield finding


def _face_findings(
    line: TextLine, html: ChapterHtml, faces: Faces, sheets: Sequence[Sheet]
) -> Iterator[tuple[object, Finding]]:
    family = line.families[0]
    bundled = faces.of_family(family)
    if not bundled:
        yield family.lower(), _unknown_family(family, line, html, faces, sheets)
        return
    face = faces.face(family, line.weight, italic=line.italic)
    if face is None:
        yield (family.lower(), line.weight, line.italic), _missing_face(line, bundled, html)
        return
    fallbacks = [faces.face(name, line.weight, italic=line.italic) for name in line.families[1:]]
    usable = [face, *(fallback for fallback in fallbacks if fallback)]
    for character in dict.fromkeys(line.text):
        if not _is_invisible(character) and not any(
            ord(character) in faces.characters(one) for one in usable
        ):
            yield (character, face), _missing_glyph(character, face, line, html)


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc", "Zl", "Zp"}


def _unknown_family(
    family: str, line: TextLine, html: ChapterHtml, faces: Faces, sheets: Sequence[Sheet]
) -> Finding:
    """Word a family that is not bundled, at the declarations that name it if a stylesheet does, else at the words."""
    what = "the generic family" if family.lower() in GENERIC else "the family"
    hint = f"name one of {', '.join(faces.families())} in the stylesheet, or add the font to styles/fonts"
    places = Tokens.of(sheets).naming(family)
    if places:
        related = tuple(Related("and here", place) for place in places[1:])
        return error("unknown-font", f'{what} "{family}" is not bundled', places[0], hint, related=related)
    message = f'{what} "{family}" is not bundled; "{shortened(line.text, 30)}" is set in it'
    return _at_line("unknown-font", message, hint, line, html)


def _missing_face(line: TextLine, bundled: list[Face], html: ChapterHtml) -> Finding:
    style = " italic" if line.italic else ""
    message = (
        f'{line.families[0]} has no weight {line.weight}{style}; "{shortened(line.text, 30)}" is set in it'
    )
    return _at_line("missing-face", message, f"bundled: {', '.join(map(str, sorted(bundled)))}", line, html)


def _missing_glyph(character: str, face: Face, line: TextLine, html: ChapterHtml) -> Finding:
    name = unicodedata.name(character, "no name").lower()
    message = f'{face} has no "{character}" (U+{ord(character):04X}, {name})'
    return _at_line("missing-glyph", message, "use another character, or a font that has it", line, html)


def _at_line(code: str, message: str, hint: str, line: TextLine, html: ChapterHtml) -> Finding:
    return error(
        code,
        message,
        place_of(line.block, html),
        hint,
        page=line.page + 1,
        rectangle=line.rectangle,
        block=line.block,
    )


def place_of(block: str | None, html: ChapterHtml) -> Place:
    """Return where a block stands in the sources; the chapter's file for what belongs to none, a running head."""
    return html.places.get(block or "", Place(html.path))


def shortened(text: str, longest: int) -> str:
    """Return text on one line, cut to so many characters."""
    words = " ".join(text.split())
    return f"{words[: longest - 3]}…" if len(words) > longest else words
