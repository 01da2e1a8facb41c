"""Relocating: a fragment moves to another block of numbers, as when a chapter is put in before it.

Nothing is parsed: :mod:`.syntax` writes so that a search finds references and keys of the parent tree, and only those.
Numbers below the first block are roots of the report, and stay.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipeline.linking.body import COMPRESSED
from pipeline.linking.fragment import FIRST_BLOCK, ROW, Exports, Fragment, Late, Standing
from pipeline.linking.object_streams import SMALLEST, object_stream
from pipeline.linking.syntax import Template

_MOVABLE: Final = re.compile(rb"(/StructParents? )(\d+)|(\d+)( 0 R)")

_LEAF: Final = re.compile(rb"\d+(?! R)")
"""In a leaf of the parent tree every number is a key or an object's; generations are not."""

_OBJECT_STREAM: Final = re.compile(rb"<</Type/ObjStm/N (\d+)/First (\d+)")

_STREAM: Final = b"\nstream\n"


def relocate(fragment: Fragment, base: int) -> Fragment:
    """Return a fragment that begins at another number."""
    if base == fragment.base:
        return fragment
    move = _Move(base - fragment.base, fragment.exports.parents)
    pieces = list(move.pieces(fragment))
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return replace(
        fragment,
        base=base,
        body=b"".join(pieces),
        rows=move.rows(fragment.rows),
        standing=tuple(
            Standing(place.index, offset, place.holds_objects)
            for place, offset in zip(fragment.standing, offsets, strict=False)
        ),
        late=tuple(Late(late.index, move.template(late.template), late.stream) for late in fragment.late),
        exports=move.exports(fragment.exports),
    )


@dataclass(frozen=True, slots=True)
class _Move:
    """By how much numbers change, and which object is the leaf of the parent tree."""

    by: int
    leaf: int | None

    def number(self, number: int) -> int:
        return number + self.by if number >= FIRST_BLOCK else number

    def references(self, content: bytes) -> bytes:
        """Move what a search finds."""
        return _MOVABLE.sub(self._moved, content)

    def _moved(self, found: re.Match[bytes]) -> bytes:
        if found[2] is not None:
            return found[1] + b"%d" % self.number(int(found[2]))
        return b"%d" % self.number(int(found[3])) + found[4]

    def template(self, template: Template) -> Template:
        return tuple(self.references(part) if isinstance(part, bytes) else part for part in template)

    def pieces(self, fragment: Fragment) -> Iterator[bytes]:
        """Yield the fragment's streams, moved, in order."""
        bounds = [*(place.offset for place in fragment.standing), len(fragment.body)]
        for place, (begin, end) in zip(fragment.standing, pairwise(bounds), strict=True):
            head, content = fragment.body[begin:end].split(_STREAM, 1)
            number, dictionary = head.split(b" 0 obj\n", 1)
            if place.holds_objects:
                yield self._objects(self.number(int(number)), dictionary, content)
            else:
                moved = self.references(dictionary)
                yield b"%d 0 obj\n%s%s%s" % (self.number(int(number)), moved, _STREAM, content)

    def _objects(self, number: int, dictionary: bytes, content: bytes) -> bytes:
        found = _OBJECT_STREAM.match(dictionary)
        assert found
        first = int(found[2])
        objects = zlib.decompressobj().decompress(content)
        head = [int(each) for each in objects[:first].split()]
        own, starts = head[::2], head[1::2]
        bounds = pairwise([*starts, len(objects) - first + 1])
        return object_stream(
            number,
            [
                (self.number(each), self._object(each, objects[first + begin : first + end - 1]))
                for each, (begin, end) in zip(own, bounds, strict=True)
            ],
            SMALLEST,
        )

    def _object(self, number: int, content: bytes) -> bytes:
        if number != self.leaf:
            return self.references(content)
        return _LEAF.sub(lambda found: b"%d" % self.number(int(found[0])), content)

    def rows(self, rows: bytes) -> bytes:
        """Move the numbers of object streams; offsets are not known yet."""
        return b"".join(
            struct.pack(ROW, kind, self.number(second) if kind == COMPRESSED else second, third)
            for kind, second, third in struct.iter_unpack(ROW, rows)
        )

    def exports(self, exports: Exports) -> Exports:
        return replace(
            exports,
            pages=self.number(exports.pages),
            elements=tuple(self.number(number) for number in exports.elements),
            parents=None if exports.parents is None else self.number(exports.parents),
            next_key=exports.next_key + self.by,
            identifiers=tuple((name, self.number(number)) for name, number in exports.identifiers),
            outline=tuple(
                replace(entry, destination=self.references(entry.destination)) for entry in exports.outline
            ),
            destinations=tuple((name, self.references(place)) for name, place in exports.destinations),
        )
