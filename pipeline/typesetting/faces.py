"""The bundled fonts: which faces there are, which characters each has, and a fontconfig that knows nothing else.

System fonts would make a report look different on every machine, and a missing glyph would come from any of them in
silence. Pango segfaults when fontconfig has no font at all, so that is an error before the import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

from pipeline.cache.cleared import Memory
from pipeline.cache.kept import States
from pipeline.cache.keys import key_of
from pipeline.cache.lists import Lists
from pipeline.cache.remembered import Held, Remembered
from pipeline.files import inside
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


Ranges = tuple[tuple[int, int], ...]
"""Code points, from the first to the last of each stretch."""


@dataclass(frozen=True, slots=True)
class _Font:
    """What is known of a font file."""

    face: Face
    characters: Ranges


@dataclass(frozen=True, slots=True)
class _Fonts:
    fonts: tuple[_Font, ...]


@dataclass(frozen=True, slots=True)
class Faces:
    """All bundled faces of a project.

    Attributes:
        mark: what tells these files from all others.
    """

    root: Path
    faces: tuple[Face, ...]
    _characters: dict[Face, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)
    _ranges: Mapping[Face, Ranges] = field(default_factory=dict, repr=False, compare=False)
    mark: str = field(default="", repr=False, compare=False)

    def families(self) -> list[str]:
        """Return the families in alphabetical order."""
        return sorted({face.family for face in self.faces})

    def of_family(self, family: str) -> list[Face]:
        """Return a family's faces; stylesheets name families in any case."""
        return [face for face in self.faces if face.family.lower() == family.lower()]

    def face(self, family: str, weight: int, *, italic: bool) -> Face | None:
        """Return the face that has just this family, weight and slant."""
        matching = (face for face in self.of_family(family) if (face.weight, face.italic) == (weight, italic))
        return next(matching, None)

    def characters(self, face: Face) -> frozenset[int]:
        """Return the code points that a face has glyphs for."""
        if face not in self._characters:
            ranges = self._ranges.get(face, ())
            self._characters[face] = frozenset(
                code for first, last in ranges for code in range(first, last + 1)
            )
        return self._characters[face]


def read_faces(root: Path, memory: Memory | None = None) -> Checked[Faces]:
    """Look up every font file under ``styles/fonts``.

    Args:
        memory: remembers the faces of files that could all be read.
    """
    paths = sorted((root / FONTS).rglob("*"))
    findings = list(_check_links(root, paths))
    files = [path for path in paths if path.suffix.lower() in SUFFIXES and not path.is_dir()]
    names = [path.relative_to(root).as_posix() for path in files if inside(root, path)]
    states = States(root)
    files_read = {name: states.of(name) for name in names}
    remembered = Remembered(memory or Memory(), _lists, states)
    key = key_of(remembered.memory.made_with, {"stage": "faces", **files_read})
    held = remembered.recall("faces", key)
    if held is None:
        fonts = [_read_font(root, name) for name in names]
        findings += (font for font in fonts if isinstance(font, Finding))
        held = Held(_Fonts(tuple(font for font in fonts if isinstance(font, _Font))))
        if len(held.value.fonts) == len(fonts):
            remembered.keep("faces", key, held.value, files_read)
    if not held.value.fonts:
        hint = "copy TrueType or OpenType files there; system fonts are never used"
        message = f"there is no font file under {FONTS} that can be read"
        return Checked(None, (*findings, error("no-fonts", message, Place(FONTS), hint)))
    ranges = {font.face: font.characters for font in held.value.fonts}
    return Checked(Faces(root, tuple(ranges), _ranges=ranges, mark=key), tuple(findings))


def _check_links(root: Path, paths: Iterable[Path]) -> Iterator[Finding]:
    for path in paths:
        relative = path.relative_to(root).as_posix()
        if not path.is_symlink() and path.suffix.lower() not in SUFFIXES:
            continue
        # fontconfig follows links to folders, which this walk does not: what stands behind one would go unchecked.
        if path.is_dir():
            message = f'"{relative}" is a link to a folder'
            yield error("outside-project", message, Place(relative), "copy the fonts themselves there")
        elif not inside(root, path):
            message = f'"{relative}" is a link that leads out of the project'
            yield error("outside-project", message, Place(relative), "copy the font itself there")


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only for fonts that nobody has read yet

    # fontTools 4.60 leaves a file that it opened itself open, if it cannot read it.
    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        yield font


def _read_font(root: Path, relative: str) -> _Font | Finding:
    try:
        return _font_of(root / relative, relative)
    except Exception as problem:  # noqa: BLE001 - fontTools lets its parsers' errors through, whatever they are
        reason = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
        message = f"not a font that can be read: {reason}"
        return error("corrupt-font", message, Place(relative), "copy it once more from its release")


def _font_of(path: Path, relative: str) -> _Font:
    with _open(path) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1)
        if not family:
            raise ValueError("it has no family name")
        characters = _ranges_of(font.getBestCmap() or {})
        if not characters:
            raise ValueError("it has no characters")
        face = Face(family, font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1), relative)
        return _Font(face, characters)


def _ranges_of(characters: Iterable[int]) -> Ranges:
    ranges: list[tuple[int, int]] = []
    for code in sorted(characters):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return tuple(ranges)


@cache
def _lists() -> Lists[_Fonts]:
    return Lists(_Fonts)


def fontconfig(folders: Iterable[Path], cache_folder: Path) -> str:
    """Return a fonts.conf that lists folders of fonts and nothing of the system."""
    listed = "\n".join(f"  <dir>{escape(str(folder), quote=False)}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{listed}\n  <cachedir>{escape(str(cache_folder), quote=False)}</cachedir>\n</fontconfig>\n"
    )
