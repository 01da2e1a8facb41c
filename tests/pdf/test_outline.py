"""The outline."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from pipeline.pdf import open_document
from pipeline.pdf.actions import Leads, Target
from pipeline.pdf.outline import OutlineItem, read_outline
from pipeline.pdf.walk import Ending

TREES = st.recursive(
    st.just([]),
    lambda below: st.lists(st.tuples(st.text("abc é\u2014", max_size=5), below), max_size=4),
    max_leaves=12,
)


def flattened(tree, level=0):
    return [each for title, below in tree for each in [(level, title), *flattened(below, level + 1)]]


def with_outline(tree) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    pending = [(title, below, None) for title, below in tree]
    while pending:
        title, below, parent = pending.pop(0)
        item = writer.add_outline_item(title=title, page_number=0, parent=parent)
        pending += [(title, further, item) for title, further in below]
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


@given(TREES)
def test_an_outline_is_read_as_it_was_written(tree):
    """Any tree of titles that pypdf writes is read back in order, every item with its level and page."""
    items = read_outline(open_document(with_outline(tree)))

    assert flattened(tree) == [(item.level, item.title) for item in items]
    assert all(item.target.destination.page_index == 0 for item in items)


def test_headings_make_the_outline(typeset):
    """WeasyPrint's headings are items, and those that are closed by CSS are closed."""
    html = "<style>h1 { bookmark-state: closed }</style><h1>One</h1><h2>Part</h2><h1>Two</h1>"
    items = read_outline(open_document(typeset(html)))

    assert [(item.level, item.title, item.closed) for item in items] == [
        (0, "One", True),
        (1, "Part", False),
        (0, "Two", False),
    ]


def test_cycles_are_cut_and_named(opened):
    """An item that holds itself, and one that follows itself, are given and not read again."""
    nowhere = Target(Leads.NOWHERE)
    items = read_outline(
        opened(
            "/Outlines <</First 4 0 R>>",
            "<</Title (a) /First 4 0 R /Next 5 0 R>>",
            "<</Title (b) /Next 5 0 R>>",
        )
    )

    assert (
        OutlineItem(0, "a", nowhere),
        OutlineItem(1, "a", nowhere, ending=Ending.CYCLE),
        OutlineItem(1, "b", nowhere),
        OutlineItem(1, "b", nowhere, ending=Ending.CYCLE),
        OutlineItem(0, "b", nowhere, ending=Ending.CYCLE),
        OutlineItem(0, "b", nowhere, ending=Ending.CYCLE),
    ) == items


def test_missing_parts_are_empty(opened):
    """An item without a title, and links to what is not there, are no errors."""
    (item,) = read_outline(opened("/Outlines <</First <</Next 99 0 R>> >>"))

    assert OutlineItem(0, "", Target(Leads.NOWHERE)) == item
    assert read_outline(opened("/Outlines [1 2]")) == ()
    assert read_outline(opened()) == ()
