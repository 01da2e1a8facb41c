"""Joining faces: each is embedded once, with the glyphs that any chapter shows (ISO 32000-2:2020, 9.7, 9.9).

The font file, its descriptor, widths and CIDFont are the face's; the ToUnicode map hangs on the composite font. Where
two chapters read one glyph as different characters (a space and a no-break space, say), each keeps its own reading: two
composite fonts then share one face.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.linking.charmaps import spell_widths, write_characters
from pipeline.linking.faces import FIXED_PITCH, Extent, FaceUse
from pipeline.linking.fragment import Fragment
from pipeline.linking.report_file import ReportFile
from pipeline.linking.sfnt import Glyphs, agree
from pipeline.linking.syntax import Symbol, reference, spell_name, spell_number


@dataclass(slots=True)
class _Face:
    """A face that grows with every chapter that shows it."""

    first: FaceUse
    extent: Extent
    glyphs: Glyphs
    widths: dict[int, bytes]
    readings: list[dict[int, bytes]] = field(default_factory=list)

    @classmethod
    def of(cls, use: FaceUse) -> "_Face":
        return cls(use, use.extent, use.glyphs, dict(use.widths))

    def takes(self, use: FaceUse) -> bool:
        """Whether a chapter shows this very face: another instance of a variable font can have the same name."""
        return self.glyphs.agrees_with(use.glyphs) and agree(self.widths, use.widths)

    def add(self, use: FaceUse) -> int:
        """Join in what a chapter shows; return which reading of the glyphs is its own."""
        self.extent = self.extent.plus(use.extent)
        self.glyphs = self.glyphs.plus(use.glyphs)
        self.widths |= use.widths
        for index, reading in enumerate(self.readings):
            if agree(reading, use.characters):
                reading.update(use.characters)
                return index
        self.readings.append(dict(use.characters))
        return len(self.readings) - 1


@dataclass(frozen=True, slots=True)
class JoinedFaces:
    """All faces of a report.

    Attributes:
        faces: how many there are.
        subsets: how many subsets the chapters had of them.
        references: for each chapter, what its symbols stand for.
    """

    faces: int
    subsets: int
    references: Sequence[Mapping[Symbol, bytes]]


def join_faces(fragments: Iterable[Fragment], file: ReportFile) -> JoinedFaces:
    """Write each face that chapters show into the report, once."""
    faces: dict[str, list[_Face]] = {}
    uses: list[dict[Symbol, tuple[_Face, int]]] = []
    for fragment in fragments:
        uses.append({})
        for symbol, use in fragment.imports.faces.items():
            face = _face_for(faces.setdefault(use.key, []), use)
            uses[-1][symbol] = face, face.add(use)
    every = [(face, number) for same in faces.values() for number, face in enumerate(same)]
    fonts = {id(face): _write_face(face, number, file) for face, number in every}
    references = [
        {symbol: reference(fonts[id(face)][reading]) for symbol, (face, reading) in used.items()}
        for used in uses
    ]
    return JoinedFaces(len(every), sum(len(used) for used in uses), references)


def _face_for(same: list[_Face], use: FaceUse) -> _Face:
    for face in same:
        if face.takes(use):
            return face
    same.append(_Face.of(use))
    return same[-1]


def _write_face(face: _Face, number: int, file: ReportFile) -> list[int]:
    """Write a face; return its composite fonts, one for each reading of its glyphs."""
    own = spell_name("/" + face.first.name)
    name = spell_name("/" + _name(face.first.name, number))
    font = face.glyphs.font()
    program = file.add_compressed(face.glyphs.entries(font), font)
    descriptor = file.add(
        b"<<%s%s%s%s>>"
        % (
            face.first.descriptor.replace(own, name),
            _spell_extent(face),
            face.glyphs.program,
            reference(program),
        )
    )
    descendant = file.add(
        b"<<%s/FontDescriptor%s/W%s>>"
        % (face.first.descendant.replace(own, name), reference(descriptor), spell_widths(face.widths))
    )
    fonts = []
    for reading in face.readings:
        characters = file.add_compressed(b"", write_characters(reading))
        fonts.append(
            file.add(
                b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode%s>>"
                % (name, reference(descendant), reference(characters))
            )
        )
    return fonts


def _spell_extent(face: _Face) -> bytes:
    extent = face.extent
    flags = extent.flags
    if len(set(face.widths.values())) > 1:
        flags &= ~FIXED_PITCH
    box = b"".join(spell_number(side) for side in extent.box)
    return b"/Flags %d/FontBBox[%s]/Ascent%s/Descent%s/CapHeight%s" % (
        flags,
        box,
        spell_number(extent.ascent),
        spell_number(extent.descent),
        spell_number(extent.cap_height),
    )


def _name(name: str, number: int) -> str:
    """Return a name whose subset tag no other face has (9.9.2)."""
    if not number:
        return name
    tag = hashlib.sha256(f"{name}{number}".encode()).digest()[:6]
    return "".join(chr(ord("A") + byte % 26) for byte in tag) + "+" + name.rpartition("+")[2]
