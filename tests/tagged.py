"""Small tagged PDFs, written object by object: a tree of elements, with words at places on pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HELVETICA = f"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [{'500 ' * 256}]>>"
"""Every glyph is half as wide as the type is high."""


@dataclass(frozen=True)
class At:
    """Words on a page of 600 by 800 points.

    Attributes:
        y: baseline; page is an index from 0.
        operators: what is painted instead of the words.
    """

    text: str
    y: float = 700
    x: float = 50
    page: int = 0
    size: float = 10
    operators: str = ""

    def painted(self) -> str:
        if self.operators:
            return self.operators
        written = self.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"BT /F {self.size} Tf {self.x} {self.y} Td ({written}) Tj ET"


@dataclass(frozen=True)
class Element:
    """A structure element."""

    kind: str
    kids: tuple[Any, ...]
    entries: Mapping[str, str] = field(default_factory=dict)


def element(kind: str, *kids: Any, **entries: str) -> Element:
    """Make an element; text kids are words at the usual place, ``Alt="x"`` is an entry with a string."""
    return Element(kind, tuple(At(kid) if isinstance(kid, str) else kid for kid in kids), entries)


def cells(*words: str, kind: str = "TD", y: float = 700, page: int = 0) -> Element:
    """Make a table row."""
    placed = [element(kind, At(word, y, 50 + 100 * at, page)) for at, word in enumerate(words)]
    return element("TR", *placed)


class _Writer:
    def __init__(self) -> None:
        self.objects: list[str] = []
        self.painted: dict[int, list[str]] = {}
        self.parents: dict[int, list[int]] = {}

    def reserve(self) -> int:
        self.objects.append("")
        return len(self.objects)

    def put(self, number: int, body: str) -> None:
        self.objects[number - 1] = body

    def add(self, body: str) -> int:
        self.put(number := self.reserve(), body)
        return number

    def write_element(self, each: Element, parent: int, pages: list[int]) -> int:
        number = self.reserve()
        kids = [self.write_kid(kid, number, pages) for kid in each.kids]
        strings = " ".join(
            f"/{name} {value if value.startswith('<<') else _string(value)}"
            for name, value in each.entries.items()
        )
        self.put(
            number, f"<</Type /StructElem /S /{each.kind} /P {parent} 0 R /K [{' '.join(kids)}] {strings}>>"
        )
        return number

    def write_kid(self, kid: Any, number: int, pages: list[int]) -> str:
        if isinstance(kid, Element):
            return f"{self.write_element(kid, number, pages)} 0 R"
        owners = self.parents.setdefault(kid.page, [])
        self.painted.setdefault(kid.page, []).append(f"/P <</MCID {len(owners)}>> BDC {kid.painted()} EMC")
        owners.append(number)
        return f"<</Type /MCR /Pg {pages[kid.page]} 0 R /MCID {len(owners) - 1}>>"


def tagged(*elements: Element, beside: str = "", roles: str = "", pages: int = 1) -> bytes:
    """Write a PDF.

    Args:
        beside: operators on the first page, behind what the elements have there; the font is /F.
        roles: entries of the role map.
    """
    writer = _Writer()
    catalog, tree, font, root = (writer.reserve() for _ in range(4))
    numbers = [writer.reserve() for _ in range(pages)]
    document = writer.write_element(Element("Document", elements), root, numbers)
    writer.put(font, HELVETICA)
    for index, number in enumerate(numbers):
        content = "\n".join([*writer.painted.get(index, ()), beside if index == 0 else ""])
        stream = writer.add(f"<</Length {len(content.encode('cp1252'))}>>\nstream\n{content}\nendstream")
        body = f"/Type /Page /Parent {tree} 0 R /MediaBox [0 0 600 800] /StructParents {index} /Contents {stream} 0 R"
        writer.put(number, f"<<{body} /Resources <</Font <</F {font} 0 R>>>>>>")
    nums = " ".join(
        f"{page} [{' '.join(f'{owner} 0 R' for owner in owners)}]"
        for page, owners in sorted(writer.parents.items())
    )
    writer.put(
        root,
        f"<</Type /StructTreeRoot /K {document} 0 R /RoleMap <<{roles}>> /ParentTree <</Nums [{nums}]>>>>",
    )
    writer.put(
        catalog,
        f"<</Type /Catalog /Pages {tree} 0 R /StructTreeRoot {root} 0 R /Lang (en) /MarkInfo <</Marked true>>>>",
    )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    writer.put(tree, f"<</Type /Pages /Kids [{kids}] /Count {pages}>>")
    return _file(writer.objects)


def _string(value: str) -> str:
    return f"<feff{value.encode('utf-16-be').hex()}>"


def _file(objects: list[str]) -> bytes:
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
