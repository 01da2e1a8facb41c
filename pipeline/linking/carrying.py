"""Carrying objects over: each gets a number of the chapter's block when it is first met, and is written once.

What chapters share is not carried but taken out: faces, images, ICC profiles. What refers to them is kept as a template
until the report is linked.
"""

import hashlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from pipeline.linking.amending import Amendments
from pipeline.linking.faces import FaceUse, read_face
from pipeline.linking.fragment import Late, SharedStream
from pipeline.linking.syntax import Symbol, Template, reference, spell, spell_entries, without_symbols
from pipeline.pdf.objects import name_of, raw

_SMALL: Final = ("/OBJR", "/MCR")
"""References of structure elements to content (14.7.5.2): written where they stand, since an object of its own for each
makes every link cost thirty bytes more."""


class UnsoundError(ValueError):
    """The chapter is not built as ISO 32000-2 says."""


@dataclass(slots=True)
class Carrier:
    """A chapter's objects on their way.

    Attributes:
        base: the first number of the block.
        known: old object number to what references to it become; at first those that the report has its own of.
        besides: old object number to entries that the object gets besides, or instead of, its own.
        plain: index in the block and bytes of each object that is neither a stream nor late.
        standing: index, dictionary entries and encoded bytes of each stream.
        unshared: names of fonts that could not be taken out.
        identifiers: of structure elements, qualified, with the elements' numbers.
    """

    base: int
    amendments: Amendments
    known: dict[int, bytes | Symbol] = field(default_factory=dict)
    besides: dict[int, Mapping[str, bytes]] = field(default_factory=dict)
    plain: list[tuple[int, bytes]] = field(default_factory=list)
    standing: list[tuple[int, bytes, bytes]] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)
    faces: dict[Symbol, FaceUse] = field(default_factory=dict)
    streams: dict[Symbol, SharedStream] = field(default_factory=dict)
    unshared: list[str] = field(default_factory=list)
    identifiers: list[tuple[bytes, int]] = field(default_factory=list)
    _groups: dict[Template, bytes] = field(default_factory=dict)
    _indexes: dict[int, int] = field(default_factory=dict)
    _waiting: deque[IndirectObject] = field(default_factory=deque)
    _count: int = 0

    def refer(self, where: IndirectObject) -> bytes | Symbol:
        """Return what a reference becomes; an object that is met for the first time is put on the list."""
        known = self.known.get(where.idnum)
        if known is None:
            known = self.known[where.idnum] = self._meet(where)
        return known

    def number(self, where: object) -> int:
        """Return the new number of an object that is to be carried.

        Raises:
            UnsoundError: it is no object of its own.
        """
        if not isinstance(where, IndirectObject):
            raise UnsoundError("a root of the PDF leads to a direct object")
        self.refer(where)
        return self.base + self._indexes[where.idnum]

    def number_if_carried(self, where: object) -> int | None:
        """Return the new number of an object; None if nothing that is carried leads to it."""
        index = self._indexes.get(where.idnum) if isinstance(where, IndirectObject) else None
        return None if index is None else self.base + index

    def carry(self) -> None:
        """Write what is on the list, and what that leads to, until nothing is left."""
        while self._waiting:
            self._write(self._waiting.popleft())

    def spell(self, value: object) -> Template:
        """Write a value that is no object of its own."""
        return spell(value, self.refer, self.amendments.amend)

    def add(self, content: bytes) -> int:
        """Add an object that the chapter did not have; return its number."""
        self.plain.append((self._count, content))
        self._count += 1
        return self.base + self._count - 1

    @property
    def count(self) -> int:
        """How many numbers are taken."""
        return self._count

    def _meet(self, where: IndirectObject) -> bytes | Symbol:
        value = where.get_object()
        if isinstance(value, DictionaryObject):
            symbol = self._take_out(value)
            if symbol:
                return symbol
            if dict.get(value, "/Type") in _SMALL:
                return without_symbols(self._entries(value, {}))
        index = self._indexes[where.idnum] = self._count
        self._count += 1
        self._waiting.append(where)
        return reference(self.base + index)

    def _take_out(self, value: DictionaryObject) -> Symbol | None:
        if isinstance(value, StreamObject):
            return self._take_out_stream(value) if _can_be_shared(value) else None
        if dict.get(value, "/Type") != "/Font" or "/FontDescriptor" in value:
            return None
        face = read_face(value)
        if face is None:
            self.unshared.append(name_of(raw(value, "/BaseFont")) or "")
            return None
        symbol = Symbol("face", f"{face.key}/{len(self.faces)}")
        self.faces[symbol] = face
        return symbol

    def _take_out_stream(self, stream: StreamObject) -> Symbol | None:
        """Take an image or profile out, if all that it leads to can be taken out too."""
        carried = self._count
        entries = self._entries(stream, {})
        if self._count != carried:
            return None
        content = encoded(stream)
        digest = hashlib.sha256(content)
        for part in entries:
            digest.update(part if isinstance(part, bytes) else part.key.encode())
        symbol = Symbol("stream", digest.hexdigest())
        self.streams[symbol] = SharedStream(entries, content)
        return symbol

    def _entries(self, value: DictionaryObject, besides: Mapping[str, bytes]) -> Template:
        entries: dict[str, Any] = {**self.amendments.amend(value), **besides}
        if isinstance(value, StreamObject):
            entries.pop("/Length", None)
            if isinstance(entries.get("/Group"), DictionaryObject):
                entries["/Group"] = self._group(entries["/Group"])
        return spell_entries(entries, self.refer, self.amendments.amend)

    def _group(self, group: DictionaryObject) -> bytes:
        """Write a transparency group's dictionary once: a form for each faint line is usual, and all are alike (11.6.6)."""
        template = self.spell(group)
        if template not in self._groups:
            self._groups[template] = reference(self.base + self._count)
            self._keep(self._count, template, None)
            self._count += 1
        return self._groups[template]

    def _write(self, where: IndirectObject) -> None:
        index, value = self._indexes[where.idnum], where.get_object()
        if isinstance(value, DictionaryObject):
            template = self._entries(value, self.besides.get(where.idnum, {}))
            if "/ID" in value and dict.get(value, "/Type") == "/StructElem":
                identifier = self.amendments.identifier(raw(value, "/ID"))
                self.identifiers.append((identifier, self.base + index))
        else:
            template = self.spell(value)
        self._keep(index, template, encoded(value) if isinstance(value, StreamObject) else None)

    def _keep(self, index: int, template: Template, stream: bytes | None) -> None:
        if len(template) > 1:
            self.late.append(Late(index, template, stream))
        elif stream is not None:
            self.standing.append((index, without_symbols(template), stream))
        else:
            self.plain.append((index, without_symbols(template)))


def encoded(stream: StreamObject) -> bytes:
    """Return a stream's bytes as they stand in the file, its filters applied."""
    return stream._data  # noqa: SLF001 - pypdf 7.1 has no other way to what it has not decoded


def _can_be_shared(stream: StreamObject) -> bool:
    """Whether a stream is an image (8.9) or, having a number of components and no type, an ICC profile (8.6.5.5)."""
    if dict.get(stream, "/Subtype") == "/Image":
        return "/StructParent" not in stream
    return "/N" in stream and "/Type" not in stream and "/FunctionType" not in stream
