"""Utterances of tagged PDFs."""

import pytest
from tagged import At, element, tagged

from pipeline.listening import read_utterances
from pipeline.pdf import open_document
from pipeline.utterances import Utterance


def heard(*elements, implied_breaks=True, **shape) -> list[tuple[str, str]]:
    document = open_document(tagged(*elements, **shape))
    return [(each.kind, each.words) for each in read_utterances(document, implied_breaks=implied_breaks)]


def test_every_block_is_an_utterance():
    """Headings, paragraphs, labels, bodies, cells and captions are told apart, in the order of the tree."""
    assert heard(
        element("Sect", element("H1", "Title"), element("P", "Words.")),
        element("L", element("LI", element("Lbl", "1."), element("LBody", "First"))),
        element(
            "Table", element("Caption", "Numbers"), element("TR", element("TH", "A"), element("TD", "1"))
        ),
    ) == [
        ("H1", "Title"),
        ("P", "Words."),
        ("Lbl", "1."),
        ("LBody", "First"),
        ("Caption", "Numbers"),
        ("TH", "A"),
        ("TD", "1"),
    ]


def test_parts_of_a_line_are_part_of_their_block():
    """Spans, links, references and what is not structural speak with the paragraph around them."""
    inner = element("Link", element("Span", "two "))

    assert heard(element("P", "one ", inner, element("NonStruct", element("Em", "three")))) == [
        ("P", "one two three")
    ]


def test_a_note_interrupts_the_block_that_calls_it():
    """The call is a label, the note is read there, and the block goes on behind it."""
    call = element("Reference", element("Lbl", "1"))
    note = element("Note", element("Lbl", "1"), element("P", "The note."))

    assert heard(element("P", "Word", call, note, " and more.")) == [
        ("P", "Word"),
        ("Lbl", "1"),
        ("Lbl", "1"),
        ("P", "The note."),
        ("P", "and more."),
    ]


def test_a_figure_speaks_with_its_alternate_text():
    """What a figure is painted with is replaced; its caption is not."""
    assert heard(element("Figure", "axis", element("Caption", "A chart"), Alt="It rises.")) == [
        ("Figure", "It rises."),
        ("Caption", "A chart"),
    ]


@pytest.mark.parametrize("entry", ["ActualText", "Alt"])
def test_replacements_stand_for_all_that_an_element_has(entry):
    """Replacement and alternate texts of parts of a line are read in their place."""
    assert heard(element("P", "a ", element("Span", "fi", element("Em", "x"), **{entry: "fix"}), " b")) == [
        ("P", "a fix b")
    ]


def test_expansions_are_not_the_words():
    """An abbreviation is printed as it is; what it is short for is said beside it."""
    assert heard(element("P", element("Span", "CQC", E="Care Quality Commission"))) == [("P", "CQC")]


def test_lines_part_words_unless_only_the_text_counts():
    """A change of line is a word break for people; asked for the text alone, it is none."""
    paragraph = element("P", At("one", 700), At("two", 688))

    assert heard(paragraph) == [("P", "one two")]
    assert heard(paragraph, implied_breaks=False) == [("P", "onetwo")]


def test_inserted_hyphens_are_taken_out():
    """A soft hyphen at a line's end joins the word; a hyphen that is printed stays."""
    soft = At("-", operators="BT /F 10 Tf 65 700 Td /Span <</ActualText <feff00ad>>> BDC (-) Tj EMC ET")

    assert heard(element("P", "rat", soft, At("ing", 688))) == [("P", "rating")]
    assert heard(element("P", "well-", At("led", 688))) == [("P", "well-led")]


def test_actual_text_of_marked_content_can_state_a_word_break():
    """A last letter that says "n " parts the words, whatever the lines do."""
    last = At("n", operators="BT /F 10 Tf 55 700 Td /Span <</ActualText (n )>> BDC (n) Tj EMC ET")

    assert heard(element("P", "o", last, At("foot", 688)), implied_breaks=False) == [("P", "on foot")]


def test_a_raised_call_stays_on_its_line():
    """A superscript is no change of line."""
    assert heard(element("P", At("word", 700), At("2", 703.5, 70, size=7))) == [("P", "word2")]


def test_an_element_over_pages_is_one_utterance():
    """Content on several pages is joined."""
    assert heard(element("P", At("one", 20), At("two", 780, page=1)), pages=2) == [("P", "one two")]


def test_roles_are_applied():
    """A type of the producer's own is what the role map says."""
    assert heard(element("Absatz", "Wort"), roles="/Absatz /Para /Para /P") == [("P", "Wort")]


def test_silent_elements_are_not_heard():
    """Artifacts in the tree are passed over."""
    assert heard(element("Artifact", "no"), element("P", "yes")) == [("P", "yes")]


def test_a_document_without_structure_says_nothing(opened):
    """There is nobody to announce its words."""
    assert read_utterances(opened()) == ()


def test_forms_keep_their_own_numbers(opened, stream):
    """Marked content of a form is found by the form's key."""
    document = opened(
        "/StructTreeRoot 4 0 R",
        "<</K 5 0 R>>",
        "<</S /P /P 4 0 R /Pg 3 0 R /K [0 <</Type /MCR /MCID 0 /Stm 6 0 R>>]>>",
        stream("/P <</MCID 0>> BDC BT /F 9 Tf 40 9 Td (form) Tj ET EMC", "/Subtype /Form /StructParents 1"),
        stream("/P <</MCID 0>> BDC BT /F 9 Tf 9 9 Td (page ) Tj ET EMC /X Do"),
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        page="/StructParents 0 /Contents 7 0 R /Resources <</XObject <</X 6 0 R>> /Font <</F 8 0 R>>>>",
    )

    assert read_utterances(document) == (Utterance("P", "page form"),)
