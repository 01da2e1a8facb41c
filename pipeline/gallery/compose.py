"""Laying out the gallery: each sheet gets its page on the right half, then outline, page labels and links.

A page becomes a form XObject (ISO 32000-2:2020, 8.10), drawn as it is, without its links; nothing of it is scaled.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from pipeline.gallery.example import Example
from pipeline.gallery.metadata import add_metadata
from pipeline.linking.amending import SCHEME
from pipeline.model.manifest import Manifest

PAPER: Final = "1 1 1 rg"
"""Pages are laid on white, as they are printed: a page itself paints no ground."""


@dataclass(frozen=True, slots=True)
class Size:
    """A page's trim box in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spread:
    """An example and its sheets.

    Attributes:
        content: the sheets as a PDF; those behind the last that is used are left out.
        sheets: how many are used.
    """

    example: Example
    content: bytes
    sheets: int


def page_sizes(content: bytes) -> tuple[Size, ...]:
    """Return the size of each page of a PDF."""
    boxes = (page.trimbox for page in _pages(content))
    return tuple(Size(float(box.width), float(box.height)) for box in boxes)


def compose(contents: bytes, spreads: Sequence[Spread], manifest: Manifest) -> bytes:
    """Return the gallery.

    Args:
        contents: the sheets that list the examples.
        spreads: in the order of that list.
        manifest: what the gallery is called.
    """
    writer = PdfWriter()
    for sheet in _pages(contents):
        writer.add_page(sheet)
    before = len(writer.pages)
    first_pages: dict[str, int] = {}
    for spread in spreads:
        first_pages[spread.example.id] = len(writer.pages)
        _add_spread(writer, spread)
    targets = {
        one.example.id: (one.example.title, writer.pages[first_pages[one.example.id]]) for one in spreads
    }
    for sheet in writer.pages[:before]:
        _resolve(sheet, targets)
    _add_outline(writer, spreads, first_pages)
    writer.set_page_label(0, before - 1, PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(before, len(writer.pages) - 1, PageLabelStyle.DECIMAL, start=1)
    parts = (part for spread in spreads for part in (spread.content, spread.example.pages.content))
    add_metadata(writer, manifest, b"".join((contents, *parts)))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _pages(content: bytes) -> Sequence[PageObject]:
    # Strict: pypdf mends damaged files by guessing, and nothing here should need that.
    return PdfReader(io.BytesIO(content), strict=True).pages


def _add_spread(writer: PdfWriter, spread: Spread) -> None:
    """Add an example's sheets, each with a page for as long as there are any."""
    pages = _pages(spread.example.pages.content)
    for number, sheet in enumerate(_pages(spread.content)[: spread.sheets]):
        added = writer.add_page(sheet)
        if number < len(pages):
            _lay(writer, added, pages[number], f"/ExamplePage{number}")


def _lay(writer: PdfWriter, sheet: PageObject, page: PageObject, name: str) -> None:
    """Paint paper into the upper right corner of a sheet, and a page on it in true size.

    Args:
        writer: that the sheet belongs to.
        sheet: a page of the writer's.
        page: of the example.
        name: of the form; sheets of one document share their resources, so no two may have the same.
    """
    box = page.trimbox
    width, height = float(box.width), float(box.height)
    left, bottom = float(sheet.mediabox.right) - width, float(sheet.mediabox.top) - height
    x, y = left - float(box.left), bottom - float(box.bottom)
    paint = (
        f"\nQ q {PAPER} {left:.3f} {bottom:.3f} {width:.3f} {height:.3f} re f Q\n"
        f"q 1 0 0 1 {x:.3f} {y:.3f} cm {name} Do Q\n"
    )
    resources = cast("DictionaryObject", sheet["/Resources"])
    forms = cast("DictionaryObject", resources.setdefault(NameObject("/XObject"), DictionaryObject()))
    forms[NameObject(name)] = writer._add_object(_form(writer, page))  # noqa: SLF001 - pypdf 7.1 has no other way
    # What the engine wrote may leave the graphics state changed (8.4.2), so it is put between q and Q.
    own = sheet.get_contents()
    content = StreamObject()
    content.set_data(b"q\n" + (own.get_data() if own is not None else b"") + paint.encode("ascii"))
    sheet[NameObject("/Contents")] = writer._add_object(content.flate_encode())  # noqa: SLF001 - the same


def _form(writer: PdfWriter, page: PageObject) -> StreamObject:
    """Return a page as a form; what leaves its trim box is cut off (8.10.2, BBox)."""
    form = StreamObject()
    own = page.get_contents()
    form.set_data(own.get_data() if own is not None else b"")
    form = form.flate_encode()
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject(page.trimbox),
            NameObject("/Resources"): page["/Resources"].clone(writer),
        }
    )
    if "/Group" in page:
        form[NameObject("/Group")] = page["/Group"].clone(writer)
    return form


def _add_outline(writer: PdfWriter, spreads: Sequence[Spread], first_pages: Mapping[str, int]) -> None:
    """Add an item for the contents, one for each group, and below it one for each example."""
    writer.add_outline_item(title="Gallery", page_number=0)
    for group, members in groupby(spreads, key=lambda spread: spread.example.group):
        examples = [spread.example for spread in members]
        parent = writer.add_outline_item(title=group.capitalize(), page_number=first_pages[examples[0].id])
        for example in examples:
            writer.add_outline_item(title=example.title, page_number=first_pages[example.id], parent=parent)


def _resolve(sheet: PageObject, targets: Mapping[str, tuple[str, PageObject]]) -> None:
    """Let the links of the contents lead to the examples' first sheets, by their names (12.5.2, 12.6.4.2).

    Args:
        sheet: of the contents.
        targets: title and first sheet of each example, by id.
    """
    for reference in sheet.get("/Annots", ()):
        link = cast("DictionaryObject", reference.get_object())
        action = cast("DictionaryObject", link.get("/A", DictionaryObject()))
        address = str(action.get("/URI", ""))
        if not address.startswith(SCHEME):
            continue
        title, target = targets[address.removeprefix(SCHEME)]
        link[NameObject("/A")] = DictionaryObject(
            {
                NameObject("/S"): NameObject("/GoTo"),
                NameObject("/D"): ArrayObject([target.indirect_reference, NameObject("/Fit")]),
            }
        )
        link[NameObject("/Contents")] = TextStringObject(title)
