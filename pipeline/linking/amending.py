"""What a chapter's objects become in a report: amendments to single dictionaries, and nothing that is painted.

They make links that leave the chapter into links inside the report, move keys of the parent tree, qualify identifiers,
and see to what PDF/A asks of objects (ISO 19005-2) that WeasyPrint 70.0 does not do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import unquote

from pypdf.generic import ByteStringObject, DictionaryObject, NumberObject, TextStringObject

from pipeline.linking.syntax import Symbol, spell_number, spell_string, spell_text
from pipeline.pdf.objects import dictionary_of, items_of, number_of, raw, text_of

SCHEME: Final = "crossref:"
"""Links that layouts write to other chapters; WeasyPrint keeps them as URI actions."""

LOWEST_LINK: Final = 9.0
"""Points that a link is high at least: about a line of small print."""

_PRINT: Final = b" 4"
"""The annotation flag Print, alone (12.5.3), as ISO 19005-2, 6.3.2 asks."""

_KEYS: Final = ("/StructParent", "/StructParents")


@dataclass(frozen=True, slots=True)
class Amendments:
    """The amendments to one chapter.

    Attributes:
        chapter: its id, which identifiers of its structure elements begin with.
        keys: of the parent tree, old to new.
        names: filled while amending: labels whose words links say.
        crossrefs: filled while amending: where each link to another chapter leads.
    """

    chapter: str
    keys: Mapping[int, int]
    names: set[str] = field(default_factory=set)
    crossrefs: list[str] = field(default_factory=list)

    def amend(self, dictionary: DictionaryObject) -> Mapping[str, Any]:
        """Return a dictionary's entries, amended; references are left as they are."""
        entries: dict[str, Any] = dict(dict.items(dictionary))
        subtype = entries.get("/Subtype")
        if subtype == "/Link":
            self._amend_link(entries)
        elif subtype == "/Image":
            # ISO 19005-2, 6.2.8: /Interpolate true is not allowed, whatever image-rendering says.
            entries.pop("/Interpolate", None)
        elif "/ID" in entries and entries.get("/Type") == "/StructElem":
            entries["/ID"] = spell_string(self.identifier(entries["/ID"]))
        elif "/Headers" in entries:
            headers = (spell_string(self.identifier(item)) for item in items_of(entries["/Headers"]))
            entries["/Headers"] = b"[" + b"".join(headers) + b"]"
        for key in _KEYS:
            if key in entries:
                self._move_key(key, entries)
        return entries

    def identifier(self, own: object) -> bytes:
        """Qualify an identifier by the chapter: all of the report's are different (14.7.2, table 355)."""
        written = own.original_bytes if isinstance(own, TextStringObject | ByteStringObject) else b""
        return f"{self.chapter}/".encode() + written

    def _move_key(self, key: str, entries: dict[str, Any]) -> None:
        """Move a key to the chapter's block; one that the parent tree does not have leads nowhere, and goes."""
        moved = self.keys.get(int(entries[key])) if isinstance(entries[key], NumberObject) else None
        if moved is None:
            del entries[key]
        else:
            entries[key] = b" %d" % moved

    def _name(self, label: str) -> Symbol:
        self.names.add(label)
        return Symbol("name", label)

    def _amend_link(self, entries: dict[str, Any]) -> None:
        entries["/F"] = _PRINT
        entries["/Rect"] = _grown(items_of(entries.get("/Rect")))
        address = text_of(raw(dictionary_of(entries.get("/A")), "/URI")) or ""
        inside = text_of(entries.get("/Dest"))
        if address.startswith(SCHEME):
            name = unquote(address.removeprefix(SCHEME))
            self.crossrefs.append(name)
            # 12.6.4.2: a go-to action's destination may be the name of one.
            entries["/A"] = b"<</S/GoTo/D" + spell_text(name) + b">>"
            entries["/Contents"] = self._name(name)
        elif inside is not None:
            entries["/Contents"] = self._name(inside)
        elif not text_of(entries.get("/Contents")):
            # ISO 14289-1, 7.18.5: a link says in /Contents what it is.
            entries["/Contents"] = spell_text(address)


def _grown(sides: Sequence[object]) -> bytes:
    """Give a link that is too low to be hit a height, about its middle.

    WeasyPrint 70.0 makes a link as high as its line-height, and that is 0 for raised figures and small print that must
    not push lines apart (measured). It writes the upper corner first; corners may stand in any order (7.9.5).
    """
    left, one, right, other = (number_of(side) or 0.0 for side in sides)
    bottom, top = sorted((one, other))
    missing = max(0.0, LOWEST_LINK - (top - bottom)) / 2
    corners = (min(left, right), bottom - missing, max(left, right), top + missing)
    return b"[" + b"".join(spell_number(corner) for corner in corners) + b"]"
