"""The bundled fonts: which faces there are, which characters each has, and a fontconfig that knows nothing else.

System fonts would make a report look different on every machine, and a missing glyph would come from any of them in
silence (ENGINE 15, 16). Pango segfaults when fontconfig has no font at all, so that is an error before the import.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont, TTLibError

from pipeline.findings import Checked, Finding, Place, error

FONTS: Final = "styles/fonts"

SUFFIXES: Final = frozenset({".ttf", ".otf"})


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """One font file.

    Attributes:
        family: the family that stylesheets name (name table, id 16, else 1).
        weight: 100 to 900 (OS/2 usWeightClass).
        italic: whether it slants (OS/2 fsSelection, bit 0).
        path: relative to the project root.
    """

    family: str
    weight: int
    italic: bool
    path: str

    def __str__(self) -> str:
        return f"{self.family} {self.weight}{' italic' if self.italic else ''}"


@dataclass(frozen=True, slots=True)
class Faces:
    """All bundled faces, by family, weight and slant."""

    root: Path
    faces: Mapping[tuple[str, int, bool], Face]

    def families(self) -> list[str]:
        """Return the families in alphabetical order."""
        return sorted({face.family for face in self.faces.values()})

    def of_family(self, family: str) -> list[Face]:
        """Return a family's faces; stylesheets name families in any case."""
        return [face for face in self.faces.values() if face.family.lower() == family.lower()]

    def characters(self, face: Face) -> frozenset[int]:
        """Return the code points that a face has glyphs for."""
        return _characters(str(self.root / face.path))


@cache
def _characters(path: str) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


def read_faces(root: Path) -> Checked[Faces]:
    """Look up every font file under ``styles/fonts``."""
    folder = root / FONTS
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    findings: list[Finding] = []
    faces: dict[tuple[str, int, bool], Face] = {}
    for path in paths:
        relative = path.relative_to(root).as_posix()
        try:
            face = _read_face(path, relative)
        except (TTLibError, OSError, KeyError, ValueError, AssertionError) as problem:
            message = f"not a font that can be read: {problem}"
            findings.append(error("corrupt-font", message, Place(relative), "copy it once more from its release"))
            continue
        faces[face.family, face.weight, face.italic] = face
    if not faces:
        hint = "copy TrueType or OpenType files there; system fonts are never used"
        findings.append(error("no-fonts", f"there is no font file under {FONTS}", Place(FONTS), hint))
        return Checked(None, tuple(findings))
    return Checked(Faces(root, faces), tuple(findings))


def _read_face(path: Path, relative: str) -> Face:
    with TTFont(path, lazy=True) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1)
        if not family:
            raise ValueError("it has no family name")
        return Face(family, font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1), relative)


def fontconfig(folders: Iterable[Path], cache_folder: Path) -> str:
    """Return a fonts.conf that lists folders of fonts and nothing of the system."""
    listed = "\n".join(f"  <dir>{escape(str(folder))}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{listed}\n  <cachedir>{escape(str(cache_folder))}</cachedir>\n</fontconfig>\n"
    )
