"""The bundled fonts: which faces there are, which characters each has, and a fontconfig that knows nothing else.

System fonts would make a report look different on every machine, and a missing glyph would come from any of them in
silence. Pango segfaults when fontconfig has no font at all, so that is an error before the import.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Final

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


@dataclass(frozen=True, slots=True)
class Faces:
    """All bundled faces of a project."""

    root: Path
    faces: tuple[Face, ...]
    _characters: dict[Face, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

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
        """Return the code points that a face has glyphs for; each file is read once."""
        if face not in self._characters:
            with _open(self.root / face.path) as font:
                self._characters[face] = frozenset(font.getBestCmap() or {})
        return self._characters[face]


def read_faces(root: Path) -> Checked[Faces]:
    """Look up every font file under ``styles/fonts``."""
    found = sorted((root / FONTS).rglob("*"))
    findings: list[Finding] = []
    faces: list[Face] = []
    for path in (path for path in found if path.suffix.lower() in SUFFIXES or path.is_symlink()):
        relative = path.relative_to(root).as_posix()
        # fontconfig follows links to folders, which this walk does not: what stands behind one would go unchecked.
        if path.is_dir():
            message = f'"{relative}" is a link to a folder'
            findings.append(
                error("outside-project", message, Place(relative), "copy the fonts themselves there")
            )
            continue
        if not inside(root, path):
            message = f'"{relative}" is a link that leads out of the project'
            findings.append(error("outside-project", message, Place(relative), "copy the font itself there"))
            continue
        if path.suffix.lower() not in SUFFIXES:
            continue
        try:
            faces.append(_read_face(path, relative))
        except Exception as problem:  # noqa: BLE001 - fontTools lets its parsers' errors through, whatever they are
            reason = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
            message = f"not a font that can be read: {reason}"
            findings.append(
                error("corrupt-font", message, Place(relative), "copy it once more from its release")
            )
    if not faces:
        hint = "copy TrueType or OpenType files there; system fonts are never used"
        findings.append(
            error("no-fonts", f"there is no font file under {FONTS} that can be read", Place(FONTS), hint)
        )
        return Checked(None, tuple(findings))
    return Checked(Faces(root, tuple(faces)), tuple(findings))


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only for fonts that nobody has read yet

    # fontTools 4.60 leaves a file that it opened itself open, if it cannot read it.
    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        yield font


def _read_face(path: Path, relative: str) -> Face:
    with _open(path) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1)
        if not family:
            raise ValueError("it has no family name")
        if not font.getBestCmap():
            raise ValueError("it has no characters")
        return Face(family, font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1), relative)


def fontconfig(folders: Iterable[Path], cache_folder: Path) -> str:
    """Return a fonts.conf that lists folders of fonts and nothing of the system."""
    listed = "\n".join(f"  <dir>{escape(str(folder), quote=False)}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{listed}\n  <cachedir>{escape(str(cache_folder), quote=False)}</cachedir>\n</fontconfig>\n"
    )
