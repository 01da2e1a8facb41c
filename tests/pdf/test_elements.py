"""The structure tree as a tree."""

from pipeline.pdf.elements import Content, Node, read_elements

TREE = "/StructTreeRoot 4 0 R"


def test_elements_hold_elements_and_content_in_order(opened):
    """Numbers, references with their page, objects with their kind, and elements, as /K has them."""
    document = opened(
        TREE,
        "<</K 5 0 R /RoleMap <</Absatz /P>>>>",
        "<</S /Absatz /P 4 0 R /Pg 3 0 R /K [0 6 0 R <</Type /MCR /MCID 1>> <</Type /OBJR /Obj 7 0 R>>]>>",
        "<</S /Span /P 5 0 R>>",
        "<</Subtype /Link /StructParent 2>>",
        page="/StructParents 0",
    )

    (root,) = read_elements(document).roots
    first, span, second, link = root.kids
    assert (root.written, root.kind) == ("Absatz", "P")
    assert (first, second, link) == (Content(0, 0, 0), Content(0, 1, 0), Content(2, None, 0, "Link"))
    assert isinstance(span, Node)
    assert list(span.ancestors()) == [root]


def test_damaged_trees_are_read_as_far_as_they_go(opened):
    """Cycles, roles that go round, and kids that are nothing."""
    document = opened(
        TREE,
        "<</K [5 0 R null (x) 9 0 R] /RoleMap <</A /B /B /A>>>>",
        "<</S /A /P 4 0 R /K [5 0 R <<>>]>>",
    )

    elements = read_elements(document)
    assert [(node.written, node.ending) for node in elements.nodes] == [("A", None), ("A", "cycle")]


def test_a_document_without_structure_has_no_elements(opened):
    """Nothing is read, and nothing raised."""
    assert read_elements(opened()).nodes == ()
