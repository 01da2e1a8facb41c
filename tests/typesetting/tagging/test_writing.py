"""The tree as objects: the parent tree leads back, and numbers that are free lead nobody astray."""

import io

import pydyf
from pypdf import PdfReader
from pypdf.generic import NullObject

from pipeline.typesetting.tagging.elements import Annotation, Cell, Content, Element
from pipeline.typesetting.tagging.writing import Holder, Spot, drop_engine_tree, drop_object, write_tree


def make(pages=1):
    """Make a PDF with an empty structure tree and a page's link annotation (object 4 and up)."""
    pdf = pydyf.PDF()
    for _ in range(pages):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference}))
    parents = pydyf.Dictionary({})
    pdf.add_object(parents)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot", "ParentTree": parents.reference})
    pdf.add_object(root)
    pdf.catalog["StructTreeRoot"] = root.reference
    return pdf


def written(pdf):
    content = io.BytesIO()
    pdf.write(content, compress=True)
    return PdfReader(content, strict=True).trailer["/Root"]["/StructTreeRoot"]


def test_content_is_on_the_element_s_page_or_says_on_which():
    """A number is of the page of the first content; other pages, and forms, are named."""
    pdf = make(pages=2)
    form = pydyf.Stream([])
    pdf.add_object(form)
    one, two, three = Content(0, 7), Content(1, 7), Content(1, 8)
    spots = {
        one: Spot(Holder(0, 0), 0),
        two: Spot(Holder(1, 1), 0),
        three: Spot(Holder(1, 2, form.number), 0),
    }
    write_tree(Element("P", (one, two, three)), spots, pdf)

    kids = written(pdf)["/K"][0]["/K"]
    assert kids[0] == 0
    assert [sorted(kid.get_object()) for kid in kids[1:]] == [
        ["/MCID", "/Pg", "/Type"],
        ["/MCID", "/Pg", "/Stm", "/Type"],
    ]


def test_the_parent_tree_leads_back():
    """By page, form and annotation; a page where nothing is read has an empty entry."""
    pdf = make(pages=2)
    annotation = pydyf.Dictionary({"Type": "/Annot"})
    pdf.add_object(annotation)
    content = Content(1, 3)
    link = Element("Link", (content, Annotation(1, annotation.number)))
    write_tree(Element("P", (link,)), {content: Spot(Holder(1, 1), 1)}, pdf)

    root = written(pdf)
    keys, values = root["/ParentTree"]["/Nums"][::2], root["/ParentTree"]["/Nums"][1::2]
    element = root["/K"][0].raw_get("/K")
    assert (keys, root["/ParentTreeNextKey"]) == ([0, 1, 2], 3)
    assert values == [[], [NullObject(), element], element]


def test_content_that_went_on_is_named_once():
    """Its sequence is that of the content before it."""
    pdf = make()
    one, two = Content(0, 0), Content(0, 1)
    write_tree(Element("P", (one, two)), {one: Spot(Holder(0, 0), 0), two: None}, pdf)

    assert written(pdf)["/K"][0]["/K"] == 0


def test_elements_say_what_they_are():
    """Words and attributes stand where the standard has them."""
    pdf = make()
    cell = Cell("Row", 2, 3, ("a", "b"))
    write_tree(Element("TH", language="fr", identifier="c", expansion="x", cell=cell), {}, pdf)

    element = written(pdf)["/K"][0]
    attributes = {"/O": "/Table", "/Scope": "/Row", "/ColSpan": 2, "/RowSpan": 3, "/Headers": ["a", "b"]}
    assert element["/A"] == attributes
    assert [element[key] for key in ("/Lang", "/ID", "/E")] == ["fr", "c", "x"]


def test_free_numbers_lead_nobody_astray():
    """All other objects are found where the cross-references say; pydyf itself miscounts those that are only marked."""
    pdf = make()
    pdf.add_object(pydyf.Dictionary({"Type": "/StructElem"}))
    gone = pydyf.Dictionary({"Type": "/Annot"})
    pdf.add_object(gone)
    kept = pydyf.Dictionary({"Kept": 1})
    pdf.add_object(kept)
    drop_engine_tree(pdf)
    drop_object(pdf, gone.number)
    content = io.BytesIO()
    pdf.write(content, compress=True)

    reader = PdfReader(content, strict=True)
    stream, index = reader.xref_objStm[kept.number]
    listed = reader.get_object(stream).get_data().split()
    assert int(listed[2 * index]) == kept.number
    assert gone.number not in reader.xref_objStm
