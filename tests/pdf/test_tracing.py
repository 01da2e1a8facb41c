"""Both ways between content and structure elements, and the marks that are painted."""

from pipeline.pdf import open_document
from pipeline.pdf.marks import Mark
from pipeline.pdf.painting import read_marks
from pipeline.pdf.tracing import Element, Trace, read_ways

TREE = "/StructTreeRoot 4 0 R"


def test_every_kind_of_content_is_traced(opened, stream):
    """Numbers, marked-content references with their own page or form, and objects."""
    document = opened(
        TREE,
        "<</K 5 0 R /ParentTree <</Nums [0 [5 0 R null] 1 [5 0 R] 2 5 0 R]>>>>",
        "<</S /P /P 4 0 R /Pg 3 0 R /K [0 <</Type /MCR /MCID 0 /Stm 6 0 R>> <</Type /OBJR /Obj 7 0 R>>]>>",
        stream("", "/StructParents 1"),
        "<</Subtype /Link /StructParent 2>>",
        page="/StructParents 0",
    )

    ways = read_ways(document)

    traces = [Trace(0, 0), Trace(1, 0), Trace(2, None)]
    assert [trace for trace, _ in ways.down] == traces
    assert {element.key for _, element in ways.down} == {(5, 0)}
    assert ways.up == {**dict.fromkeys(traces, Element((5, 0), "P")), Trace(0, 1): None}
    assert ways.misplaced == ()


def test_an_element_that_names_another_parent_is_misplaced(opened):
    """/P must be the element that holds it."""
    document = opened(TREE, "<</K 5 0 R>>", "<</S /Sect /P 4 0 R /K 6 0 R>>", "<</S /P /P 4 0 R>>")

    assert read_ways(document).misplaced == (Element((6, 0), "P"),)


def test_a_document_without_structure_has_no_ways(opened):
    """Nothing to read is nothing odd."""
    assert read_ways(opened()).down == ()


def test_marks_are_found_where_they_are_painted(opened, stream):
    """In content streams and in forms, by number or by a name among the properties; not in strings."""
    document = opened(
        "",
        stream("/P <</MCID 0>> BDC (/MCID 9) Tj EMC % /MCID 8\n/P /named BDC EMC /Artifact BMC EMC /Form Do"),
        stream("/P <</MCID 2>> BDC EMC", "/Type /XObject /Subtype /Form"),
        page="/StructParents 7 /Contents 4 0 R"
        " /Resources <</XObject <</Form 5 0 R>> /Properties <</named <</MCID 1>>>>>>",
    )

    assert read_marks(document) == (Mark(7, 0, 0), Mark(7, 1, 0), Mark(7, 2, 0))


def test_a_typeset_document_agrees_both_ways(typeset):
    """What the engine writes is read without loss: every mark has an element."""
    document = open_document(
        typeset("<html lang=en><p>one <b>two</b><table><tr><td>x</table>", pdf_tags=True)
    )

    painted = {Trace(mark.key, mark.mcid) for mark in read_marks(document)}
    assert painted == {trace for trace, _ in read_ways(document).down} == set(read_ways(document).up)
