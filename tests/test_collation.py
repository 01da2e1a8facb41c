"""Two readings of one chapter held against each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.collation import compare
from pipeline.findings import Place
from pipeline.markup import reading_text
from pipeline.utterances import Utterance

HTML = """
<h1>A chapter</h1>
<p>The first paragraph says so much that not all of it can stand in one message about it<span
role="doc-footnote">With a note.</span>.</p>
<ul><li>One item</li><li>Another item</li></ul>
<dl><dt>Beds</dt><dd>1,987</dd></dl>
<p>The last paragraph.</p>
"""
EXPECTED = reading_text(HTML)
PLACE = Place("sources/a.yaml")


def found(heard, expected=EXPECTED):
    """Return the messages of what is found, without their common beginning."""
    findings = compare(expected, heard, "a", PLACE)
    assert {("not-read-aloud", "error", PLACE)} >= {
        (each.code, each.severity, each.place) for each in findings
    }
    beginning = 'read aloud, the chapter "a" is not what it was marked up as'
    assert all(each.message.startswith(beginning) for each in findings)
    return [each.message.removeprefix(beginning).lstrip(", ") for each in findings]


def with_labels(utterances):
    """Put in the labels that stylesheets make."""
    labels = {"LBody": "•", "Note": "1"}
    for each in utterances:
        if each.kind in labels and each.words != "1,987":
            yield Utterance("Lbl", labels[each.kind])
        yield each


def test_what_is_read_as_it_was_marked_up_has_no_finding():
    """Nothing is said of two readings that are the same."""
    assert found(EXPECTED) == []


def test_what_a_stylesheet_makes_is_no_difference():
    """Bullets, numbers, capitals and the form of hyphens and spaces are the stylesheet's; words are not."""
    heard = [Utterance(each.kind, each.words.upper()) for each in with_labels(EXPECTED)]
    expected, hyphens = (
        Utterance("P", "a well\u2011known ﬁrst\u00ad\u00a0word"),
        Utterance("P", "a well\u2010known first word"),
    )

    assert found(heard) == []
    assert found([hyphens], [expected]) == []


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        pytest.param(
            (*EXPECTED[:1], *EXPECTED[:1], *EXPECTED[1:]),
            'behind the heading of level 1 "A chapter": the heading of level 1 "A chapter" is heard where the paragraph'
            ' "The first paragraph says so much that not all of …" is due',
            id="doubled",
        ),
        pytest.param(
            (*EXPECTED[:4], EXPECTED[5], EXPECTED[4], *EXPECTED[6:]),
            'behind the paragraph ".": the list item "Another item" is heard where the list item "One item" is due; 1 more block differs',
            id="swapped",
        ),
        pytest.param(
            (*EXPECTED[:1], Utterance("P", EXPECTED[1].words.replace("can", "may")), *EXPECTED[2:]),
            'behind the heading of level 1 "A chapter": the paragraph "… all of it can stand in one message about it"'
            ' is heard as the paragraph "… all of it may stand in one message about it"',
            id="another-word",
        ),
        pytest.param(
            (Utterance("P", "A chapter"), *EXPECTED[1:-1]),
            'at its beginning: the heading of level 1 "A chapter" is heard as the paragraph "A chapter"; 1 more block differs',
            id="another-kind",
        ),
        pytest.param(
            (*EXPECTED[:-1], Utterance("P", "The last"), Utterance("P", "paragraph.")),
            'behind the list item "1,987": the paragraph "The last paragraph." is heard as the paragraph "The last";'
            " 1 more block differs",
            id="broken-in-two",
        ),
        pytest.param(
            (*EXPECTED, EXPECTED[-1]),
            'behind the paragraph "The last paragraph.": the paragraph "The last paragraph." is heard besides',
            id="doubled-at-the-end",
        ),
    ],
)
def test_the_first_difference_is_said(heard, expected):
    """A block that is dropped, doubled, moved, changed, broken or named otherwise is one finding that says where."""
    assert [expected] == found(heard)


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ((*EXPECTED[:2], *EXPECTED[3:]), '3 words of the chapter "a" stand on no page: "with a note."'),
        (EXPECTED[:-1], '3 words of the chapter "a" stand on no page: "the last paragraph."'),
        (
            (*EXPECTED[:-1], Utterance("P", "The paragraph.")),
            '1 word of the chapter "a" stands on no page: "last"',
        ),
        (
            [each for each in with_labels(EXPECTED) if each.words != "Beds"],
            '1 word of the chapter "a" stands on no page: "beds"',
        ),
    ],
    ids=["a block", "the last block", "a word in a block", "a label of the author's own"],
)
def test_words_that_are_only_missing_are_a_warning(heard, expected):
    """A stylesheet may hide them on purpose; what is printed and not heard is preflight's to find."""
    (finding,) = compare(EXPECTED, heard, "a", PLACE)

    assert ("words-left-out", "warning", expected) == (finding.code, finding.severity, finding.message)


blocks = st.lists(
    st.builds(
        Utterance, st.sampled_from(["P", "LBody", "H2"]), st.sampled_from(["one", "two", "three four"])
    ),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(blocks, blocks)
def test_two_readings_agree_only_if_they_are_the_same(expected, heard):
    """A finding comes if and only if the two differ, one for a chapter."""
    assert len(compare(expected, heard, "a")) == (expected != heard)
