"""The report as it was linked, heard to its end: what its sources say, each once, as many of each as its model has."""

import re
from collections import Counter

from counted import expected_counts, unlike

from pipeline.collation import compare
from pipeline.listening import read_utterances
from pipeline.markup import mark_up, reading_text
from pipeline.numbering import number
from pipeline.pdf import open_document
from pipeline.pdf.elements import read_elements
from pipeline.reading import read_report
from pipeline.utterances import Utterance


def without_folio(utterance):
    """Return an utterance with every page that it quotes made the same one: only typesetting knows it."""
    words = re.sub(r"(?<=on page )\S+?(?=[.,;:)]*(?:\s|$))", "00", utterance.words)
    if utterance.kind == "TOCI":
        words = re.sub(r" \S+$", " 00", words)
    return Utterance(utterance.kind, words)


def test_the_report_says_what_its_sources_say(sample):
    """Read aloud by its text alone, it is the words of the chapters' HTML, in order, each once, in the same blocks."""
    numbered = read_report(sample.root).then(number).value
    assert numbered is not None
    chapters = (mark_up(chapter, numbered, {}).html for chapter in numbered.report.chapters)
    expected = [without_folio(each) for html in chapters for each in reading_text(html)]
    heard = read_utterances(open_document(sample.content), implied_breaks=False)

    assert len(expected) > 900
    assert compare(expected, [without_folio(each) for each in heard], "report") == ()


def test_the_tree_has_as_many_elements_as_the_model(sample):
    """Paragraphs are P, items LI, tables and charts Table, footnotes Note, links Link, contents entries TOCI."""
    numbered = read_report(sample.root).then(number).value
    assert numbered is not None
    kinds = Counter(node.kind for node in read_elements(open_document(sample.content)).nodes)

    assert unlike(expected_counts(numbered), kinds) == {}
