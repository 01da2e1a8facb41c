"""The words of passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.passages import Passage, PassageKind, Segment, Span, SpanKind
from pipeline.spelling.words import words_in


def passage(text: str, *spans: Span) -> Passage:
    segments = (Segment(0, 1, 1),)
    return Passage(text, PassageKind.PARAGRAPH, "a", "a/body", "body", "sources/a.yaml", segments, spans)


def words(text: str, *spans: Span) -> list[str]:
    return [word.text for word in words_in(passage(text, *spans))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two words.", ["Two", "words"]),
        ("the trust's and trusts’ staff", ["the", "trust's", "and", "trusts", "staff"]),
        ("a well-led, non\u2011clinical team", ["well-led", "non-clinical", "team"]),
        ("rated 'good' and “safe”", ["rated", "good", "and", "safe"]),
        ("and/or", ["and", "or"]),
        ("mot—mot", ["mot", "mot"]),
        ("CQC, NHSI's IAPTs and BBC", ["and"]),
        ("in Q3 of 2018-19, COVID-19, the 5th", ["in", "of", "the"]),
        ("see cqc.org.uk/reports or sources/words.txt", ["see", "or"]),
        ("https://a.b/cde, www.abc, press@cqc.org.uk", []),
        ("words. Words at the end.Next", ["words", "Words", "at", "the", "end", "Next"]),
        ("well_led and {.page}", ["and"]),
        ("<td>cell</td>", ["cell"]),
        ("漢字 and слово", ["and"]),
        ("café naïve", ["café", "naïve"]),
        ("m² of CO₂ for £xxm", ["of", "for"]),
        ("\ufffcs", []),
    ],
)
def test_words_are_what_a_dictionary_can_judge(text, expected):
    """No addresses, files, abbreviations, numbers, tags, attributes, other scripts; possessives and hyphens belong to a word."""
    assert words(text) == expected


def test_code_and_foreign_words_are_passed_over():
    """What a language or a backtick marks is no word of the report's language."""
    text = "the mot juste and code"

    assert words(text, Span(SpanKind.FOREIGN, 4, 13, "fr"), Span(SpanKind.CODE, 18, 22)) == ["the", "and"]


def test_a_word_knows_its_parts_and_its_stem():
    """Parts know where they begin; a possessive has a stem."""
    (word,) = words_in(passage("a well-led's"))

    assert [(part.text, part.start) for part in word.parts] == [("well", 2), ("led's", 7)]
    assert word.stem == "well-led"
    assert [part.text for part in next(words_in(passage("CQC-registered x-ray"))).parts] == ["registered"]


@given(st.text(max_size=80))
def test_a_word_stands_where_it_says(text):
    """Whatever the text: no crash, and each word is found at its place, but for the form of its marks."""
    for word in words_in(passage(text)):
        assert len(text[word.start : word.end]) == len(word.text)
        assert [
            a for a, b in zip(word.text, text[word.start : word.end], strict=True) if a != b and a not in "'-"
        ] == []
