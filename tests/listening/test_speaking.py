"""The lines that a listener hears."""

from tagged import At, cells, element, tagged

from pipeline.listening import read_aloud
from pipeline.pdf import open_document


def spoken(*elements, **shape) -> list[str]:
    return list(read_aloud(open_document(tagged(*elements, **shape))))


def test_headings_paragraphs_and_links():
    """Plain text is plain; headings say their level, links that they are some."""
    paragraph = element("P", "See ", element("Link", At("the table", x=70)), At(".", x=115))

    assert spoken(element("H2", "Background"), paragraph) == [
        "heading level 2: Background",
        "See [link: the table].",
    ]


def test_lists_say_how_many_items_they_have():
    """Items have their label, or a bullet where they have none."""
    items = (
        element("LI", element("Lbl", "1."), element("LBody", "First")),
        element("LI", element("LBody", "Second")),
        element("LI", element("LBody", "• Third")),
    )

    assert spoken(element("L", *items)) == [
        "list, 3 items",
        "1. First",
        "• Second",
        "• Third",
        "end of list",
    ]


def test_tables_are_read_row_by_row():
    """Every cell is heard behind the header of its column; a blank one is said to be blank."""
    head = element("TR", *(element("TH", word) for word in ("Year", "Good")))
    row = element("TR", element("TH", "2018"), element("TD", "60"))
    last = element("TR", element("TH", "2019"), element("TD"))
    table = element(
        "Table", element("Caption", "Services"), element("THead", head), element("TBody", row, last)
    )

    assert spoken(table) == [
        "table, 3 rows, 2 columns",
        "caption: Services",
        "header row 1: Year; Good",
        "row 2: 2018; Good: 60",
        "row 3: 2019; Good: blank",
        "end of table",
    ]


def test_headers_reach_as_far_as_they_span():
    """A header over two columns is said with both, and a cell of two rows keeps its column to itself."""
    wide = {"A": "<</O /Table /ColSpan 2>>"}
    high = {"A": "<</O /Table /RowSpan 2>>"}
    head = element("TR", element("TH", "Trust"), element("TH", "Rating", **wide))
    row = element("TR", element("TD", "One", **high), element("TD", "good"), element("TD", "2018"))
    more = cells("poor", "2019")

    assert spoken(element("Table", head, row, more)) == [
        "table, 3 rows, 3 columns",
        "header row 1: Trust; Rating",
        "row 2: Trust: One; Rating: good; Rating: 2018",
        "row 3: Rating: poor; Rating: 2019",
        "end of table",
    ]


def test_a_note_is_read_at_its_call():
    """The paragraph names the note, the note follows, and the paragraph goes on."""
    call = element("Reference", element("Lbl", At("1", x=75)))
    note = element("Note", element("Lbl", "1"), element("P", "The note."))

    assert spoken(element("P", "Word ", call, note, "and more.")) == [
        "Word [note 1]",
        "note 1: The note.",
        "continued: and more.",
    ]


def test_languages_and_abbreviations_are_announced():
    """A word of another language says which; an abbreviation what it is short for."""
    word = element("Span", At("mot", x=75), Lang="fr")
    short = element("Span", At("CQC", x=95), E="Care Quality Commission")

    assert spoken(element("P", "Word ", word, short), element("P", "Une phrase.", Lang="fr-FR")) == [
        "Word [fr: mot] CQC [short for Care Quality Commission]",
        "[fr-FR] Une phrase.",
    ]


def test_what_is_set_apart_says_where_it_ends():
    """Quotations and contents are announced on both sides; figures and captions by name."""
    entry = element("TOCI", element("Reference", element("Link", "Aims")), At(" 4", x=80))

    assert spoken(
        element("TOC", entry),
        element("BlockQuote", "Said."),
        element("Figure", element("Caption", "A map"), Alt="A map of England."),
    ) == [
        "table of contents, 1 entry",
        "entry: [link: Aims] 4",
        "end of table of contents",
        "quote",
        "Said.",
        "end of quote",
        "figure: A map of England.",
        "caption: A map",
    ]


def test_deep_trees_are_heard_to_the_bottom():
    """However deep the words stand, they are said."""
    deep = element("P", "Deep.")
    for _ in range(200):
        deep = element("Div", deep)

    assert spoken(deep) == ["Deep."]
