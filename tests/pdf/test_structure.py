"""The structure tree."""

from pipeline.pdf import inspect, open_document
from pipeline.pdf.structure import Attribute, StructureElement, StructureTree, read_structure
from pipeline.pdf.walk import Ending


def nested(depth: int) -> list[str]:
    """Make a tree of one element a level, the outermost being object 4."""
    elements = [f"<</S /Div /K {number} 0 R>>" for number in range(5, 4 + depth)]
    return [*elements, "<</S /P /K 0 /Pg 3 0 R>>"]


def test_tags_are_read_in_order(typeset):
    """A tagged document has its elements, each with its level."""
    content = typeset("<html lang=fr><h1>Un</h1><ul><li>deux</ul>", pdf_tags=True)
    tree = read_structure(open_document(content))

    assert (tree.elements[0].level, tree.elements[0].kind) == (0, "Document")
    assert [each.kind for each in tree.elements if each.kind in ("H1", "L", "LI")] == ["H1", "L", "LI"]


def test_everything_an_element_says_is_read(opened):
    """Texts, attributes of every owner, classes, contents of several pages and objects are an element's own."""
    element = (
        "<</S /TH /T (t) /ID (i) /Lang (fr) /Alt (a) /ActualText (x) /E (e) /Pg 3 0 R /C [/bold 0]"
        " /A [<</O /Table /Scope /Column /ColSpan 2>> 0 <</O /Layout /BBox [0 0 1 1]>>]"
        " /K [0 1 <</Type /MCR /Pg 4 0 R /MCID 0>> <</Type /OBJR /Obj 9 0 R>>] /NS <</NS (http://ns.org/)>>>>"
    )
    tree = read_structure(
        opened(
            "/StructTreeRoot <</K 5 0 R /RoleMap <</Card /Sect>> /ParentTree <</Nums [0 [5 0 R] 1 5 0 R]>>>>",
            element,
            pages=2,
        )
    )

    expected = StructureElement(
        level=0,
        kind="TH",
        texts=(
            ("id", "i"),
            ("title", "t"),
            ("lang", "fr"),
            ("alt", "a"),
            ("actual text", "x"),
            ("expansion", "e"),
        ),
        attributes=(
            Attribute("Layout", "BBox", "[0 0 1 1]"),
            Attribute("Table", "ColSpan", "2"),
            Attribute("Table", "Scope", "Column"),
        ),
        classes=("bold",),
        namespace="http://ns.org/",
        page_indexes=(0, 1),
        marked_contents=3,
        object_references=1,
    )
    assert StructureTree((("Card", "Sect"),), 2, (expected,)) == tree


def test_five_hundred_levels_are_read(opened):
    """A tree as deep as nested blocks can make it is read and dumped to its end."""
    document = opened("/StructTreeRoot <</K 4 0 R>>", *nested(500))

    deepest = read_structure(document).elements[-1]
    assert (deepest.level, deepest.kind, deepest.marked_contents, deepest.ending) == (499, "P", 1, None)


def test_deeper_trees_are_cut_and_named(written):
    """A tree that only malice makes is read a thousand levels deep, and the dump says so."""
    text = inspect(written("/StructTreeRoot <</K 4 0 R>>", *nested(1500)))

    assert text.endswith("Div (too deep)\n")


def test_cycles_are_cut_and_named(opened):
    """An element that holds its parent gives it once more, and no deeper."""
    tree = read_structure(
        opened("/StructTreeRoot <</K [4 0 R]>>", "<</S /Sect /K 5 0 R>>", "<</S /P /K [4 0 R 0]>>")
    )

    assert [(each.level, each.kind, each.ending) for each in tree.elements] == [
        (0, "Sect", None),
        (1, "P", None),
        (2, "Sect", Ending.CYCLE),
    ]


def test_odd_elements_are_read_as_far_as_they_go(opened):
    """Kids that are nothing are passed over, and an element may lack everything."""
    tree = read_structure(
        opened("/StructTreeRoot <</K [99 0 R null (x) <<>> 4 0 R 7]>>", "<</K [[] true] /A 7 /Pg 1>>")
    )

    assert (StructureElement(0, "without a type"),) == tree.elements


def test_untagged_files_have_no_tree(opened):
    """Without a structure tree root there is None."""
    assert read_structure(opened()) is None
