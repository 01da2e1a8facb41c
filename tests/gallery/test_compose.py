"""A page lies on its sheet in true size, in the upper right corner; sheets are named and linked."""

import io

from draw.pixels import rasterise
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from pipeline.gallery.compose import Size, Spread, compose, page_sizes
from pipeline.gallery.example import Example
from pipeline.model.manifest import Manifest
from pipeline.pdf import open_document
from pipeline.typesetting import BoxMap, ChapterPdf

MANIFEST = Manifest.model_validate(
    {
        "title": "Gallery",
        "publisher": "Test publisher",
        "date": "2019-11-01",
        "chapters": ({"id": "a", "file": "a.yaml", "part": "body"},),
    }
)
RED, GREEN, WHITE = (255, 0, 0), (0, 255, 0), (255, 255, 255)


def pdf(*colours, width=40, height=40):
    """Return a PDF with a page for each colour, filled with it; as the engine does, a page leaves its matrix changed."""
    writer = PdfWriter()
    # The engine's pages share their resources.
    resources = writer._add_object(DictionaryObject())  # noqa: SLF001 - pypdf has no other way
    for colour in colours:
        page = writer.add_blank_page(width, height)
        content = StreamObject()
        red, green, blue = (part / 255 for part in colour)
        content.set_data(f"2 0 0 2 0 0 cm {red} {green} {blue} rg 0 0 {width} {height} re f".encode())
        page[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001 - the same
        page[NameObject("/Resources")] = resources
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def spread(name, pages, sheets, used, path=None):
    count = len(page_sizes(pages))
    example = Example(
        name,
        path or f"blocks/{name}.yaml",
        "# A block.\n",
        ChapterPdf(name, pages, count, BoxMap((), (), ())),
    )
    return Spread(example, sheets, used)


def test_a_page_keeps_its_size():
    """It stands in the upper right corner; the sheet beside and below it stays what it was."""
    made = compose(pdf(WHITE), [spread("a", pdf(RED, width=20, height=30), pdf(GREEN), 1)], MANIFEST)
    picture = rasterise(made, page=1, scale=1)

    assert [picture.getpixel(at) for at in ((21, 1), (39, 29), (21, 28))] == [RED] * 3
    assert [picture.getpixel(at) for at in ((18, 1), (39, 32), (1, 39))] == [GREEN] * 3


def test_each_sheet_has_its_own_page():
    """Sheets of one document share resources, pages do not get mixed up for it."""
    pages, sheets = pdf(RED, WHITE, width=20), pdf(GREEN, GREEN, GREEN, GREEN)
    made = compose(pdf(WHITE), [spread("a", pages, sheets, 3)], MANIFEST)

    shown = [rasterise(made, page=number, scale=1).getpixel((30, 20)) for number in (1, 2, 3)]
    assert shown == [RED, WHITE, GREEN]
    assert len(open_document(made).pages) == 4


def test_every_example_has_an_outline_item_in_its_group():
    """Groups follow each other, examples stand below them, and both lead to sheets."""
    spreads = [
        spread("a", pdf(RED), pdf(GREEN, GREEN), 2, "chapters/a_b.yaml"),
        spread("c", pdf(RED), pdf(GREEN), 1, "blocks/c.yaml"),
    ]
    reader = PdfReader(io.BytesIO(compose(pdf(WHITE), spreads, MANIFEST)))

    def shown(items):
        return [
            shown(item) if isinstance(item, list) else (item.title, reader.get_destination_page_number(item))
            for item in items
        ]

    expected = [("Gallery", 0), ("Chapters", 1), [("A b", 1)], ("Blocks", 3), [("C", 3)]]
    assert expected == shown(reader.outline)
    assert reader.page_labels == ["i", "1", "2", "3"]


def test_sizes_are_those_of_the_trim_box():
    """A page's size is what is left of it after trimming."""
    assert page_sizes(pdf(RED, RED, width=20, height=30)) == (Size(20, 30), Size(20, 30))
