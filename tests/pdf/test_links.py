"""Links and other annotations."""

from pipeline.pdf import open_document
from pipeline.pdf.actions import Leads, Target
from pipeline.pdf.boxes import Box
from pipeline.pdf.links import Link, PageAnnotations, read_annotations


def test_links_lead_where_the_author_said(typeset):
    """A link out and a link to an id are read with their targets, by page."""
    html = '<a href="https://a.org/">out</a><p style="break-before: page"><a href="#here">in</a><p id=here>'
    pages = read_annotations(open_document(typeset(html)))

    assert [page.page_index for page in pages] == [0, 1]
    assert [Target(Leads.URI, "https://a.org/"), Target(Leads.NAME, "here")] == [
        link.target for page in pages for link in page.links
    ]


def test_the_words_for_a_link_are_read(opened):
    """What is read aloud for a link is its contents, which is not the same as none."""
    link = "<</Subtype /Link /Rect [9 8 1 2] /Contents ({})>>"
    (page,) = read_annotations(
        opened(page=f"/Annots [{link.format('here')} {link.format('')} <</Subtype /Link>>]")
    )

    nowhere, box = Target(Leads.NOWHERE), Box(1, 2, 9, 8)
    assert (Link(box, nowhere, "here"), Link(box, nowhere, ""), Link(None, nowhere, None)) == page.links


def test_other_annotations_are_counted(opened):
    """Annotations that are no links are counted by kind; those that are missing have no kind."""
    annotations = "/Annots [<</Subtype /Widget>> <</Subtype /Text>> 99 0 R <</Subtype /Text>>]"

    assert (
        PageAnnotations(0, (), (("Text", 2), ("Widget", 1), ("without a subtype", 1))),
    ) == read_annotations(opened(page=annotations))


def test_pages_without_annotations_are_left_out(opened):
    """A page with none, or with an odd list, is not listed."""
    assert read_annotations(opened(page="/Annots 7", pages=2)) == ()
