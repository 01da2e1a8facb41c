"""The report as a file: header, objects, cross-reference stream, trailer (ISO 32000-2:2020, 7.5).

Roots have fixed numbers, fragments have their blocks, and everything else is numbered behind the last block. What needs
no place of its own is collected for object streams and written at the end.
"""

import hashlib
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from pipeline.linking.body import COMPRESSED, IN_USE
from pipeline.linking.cross_references import PARAMETERS, predict
from pipeline.linking.fragment import BLOCK, CATALOG, FIRST_BLOCK, ROW, ROW_BYTES, Fragment, next_block
from pipeline.linking.object_streams import QUICK, compress, in_streams, object_stream, stream_object
from pipeline.linking.syntax import Symbol, fill, reference, spell_string

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""Four bytes above 127 tell mailers that the file is not text (7.5.2; ISO 19005-2, 6.1.2 requires them)."""

_FREE: Final = struct.pack(ROW, 0, 0, 65535)
"""The row of object 0, which is never used (7.5.4)."""

_COMPRESSED: Final = b"/Filter/FlateDecode"


@dataclass(slots=True)
class _Block:
    """Numbers that follow each other, with their rows of the cross-reference stream."""

    base: int
    rows: bytearray


@dataclass(slots=True)
class ReportFile:
    """A file that is being written: fragments are laid in first, then come the objects that the linker adds."""

    _parts: list[bytes] = field(default_factory=lambda: [_HEADER])
    _length: int = len(_HEADER)
    _blocks: dict[int, _Block] = field(default_factory=dict)
    _rows: dict[int, bytes] = field(default_factory=dict)
    _pending: list[tuple[int, bytes]] = field(default_factory=list)
    _next: int = FIRST_BLOCK

    def lay(self, fragment: Fragment) -> None:
        """Lay a fragment in, as it is; its late objects follow with :meth:`write_late`."""
        rows = bytearray(fragment.rows)
        for place in fragment.standing:
            struct.pack_into(ROW, rows, ROW_BYTES * place.index, IN_USE, self._length + place.offset, 0)
        block = _Block(fragment.base, rows)
        behind = next_block(fragment.base, fragment.size)
        self._blocks.update(dict.fromkeys(range(fragment.base // BLOCK, behind // BLOCK), block))
        self._append(fragment.body)
        self._next = max(self._next, behind)

    def write_late(self, fragment: Fragment, values: Mapping[Symbol, bytes]) -> None:
        """Write the late objects of a fragment that was laid in."""
        for late in fragment.late:
            number, content = fragment.base + late.index, fill(late.template, values)
            if late.stream is None:
                self._pending.append((number, content))
            else:
                self._stand(number, content, late.stream)

    def reserve(self) -> int:
        """Return a number for an object that is written later."""
        self._next += 1
        return self._next - 1

    def add(self, content: bytes, number: int | None = None) -> int:
        """Add an object, a stream excepted; return its number, a new one if none was reserved."""
        number = self.reserve() if number is None else number
        self._pending.append((number, content))
        return number

    def add_stream(self, entries: bytes, content: bytes) -> int:
        """Add a stream with the entries of its dictionary, in brackets, and its encoded bytes."""
        number = self.reserve()
        self._stand(number, entries, content)
        return number

    def add_compressed(self, entries: bytes, content: bytes) -> int:
        """Add a stream that is to be compressed; ``entries`` has no brackets."""
        return self.add_stream(b"<<%s%s>>" % (entries, _COMPRESSED), compress(content, QUICK))

    def finish(self, info: int, document_name: bytes) -> bytes:
        """Write what is pending, the cross-reference stream and the end.

        Args:
            info: number of the information dictionary.
            document_name: what stays the same through all versions of the document.
        """
        for group in in_streams(self._pending):
            number = self.reserve()
            self._append(object_stream(number, group, QUICK), number)
            for position, (own, _) in enumerate(group):
                self._set_row(own, struct.pack(ROW, COMPRESSED, number, position))
        # 14.4: the first half names the document through all its versions, the second this one.
        halves = (hashlib.sha256(document_name), hashlib.sha256(b"".join(self._parts)))
        identifier = b"".join(spell_string(half.digest()[:16]) for half in halves)
        number, start = self.reserve(), self._length
        self._set_row(number, struct.pack(ROW, IN_USE, start, 0))
        index, rows = self._cross_references()
        entries = b"<</Type/XRef/Size %d/W[1 4 2]/Index[%s]/Root%s/Info%s/ID[%s]%s>>" % (
            self._next,
            b" ".join(b"%d %d" % section for section in index),
            reference(CATALOG),
            reference(info),
            identifier,
            _COMPRESSED + PARAMETERS,
        )
        self._append(stream_object(number, entries, compress(predict(rows), QUICK)))
        self._append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _append(self, content: bytes, number: int | None = None) -> None:
        if number is not None:
            self._set_row(number, struct.pack(ROW, IN_USE, self._length, 0))
        self._parts.append(content)
        self._length += len(content)

    def _stand(self, number: int, entries: bytes, content: bytes) -> None:
        self._append(stream_object(number, entries, content), number)

    def _set_row(self, number: int, row: bytes) -> None:
        block = self._blocks.get(number // BLOCK)
        if block is None:
            self._rows[number] = row
        else:
            begin = ROW_BYTES * (number - block.base)
            block.rows[begin : begin + ROW_BYTES] = row

    def _cross_references(self) -> tuple[Sequence[tuple[int, int]], bytes]:
        """Return the sections of used numbers, first number and length, and all rows (7.5.8.2)."""
        sections = {block.base: bytes(block.rows) for block in self._blocks.values()}
        added = {0: _FREE, **self._rows}
        for number in sorted(added):
            if number - 1 in added:
                continue
            run = [added[each] for each in _run(number, added)]
            sections[number] = b"".join(run)
        ordered = sorted(sections.items())
        return [(base, len(rows) // ROW_BYTES) for base, rows in ordered], b"".join(
            rows for _, rows in ordered
        )


def _run(first: int, numbers: Mapping[int, bytes]) -> Sequence[int]:
    """Return the numbers from one on that follow each other without a gap."""
    behind = next(number for number in count(first) if number not in numbers)
    return range(first, behind)
