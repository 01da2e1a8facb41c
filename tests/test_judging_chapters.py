"""Every chapter is judged when it is compiled: by the rules of content, and by what it says read aloud."""

from dataclasses import replace

import pytest
from workshop import Workshop, codes

from pipeline.findings import Checked
from pipeline.making import compile_and_judge
from pipeline.utterances import Utterance

TEXT = "<h1>Title</h1><p>One <em>word</em> and another.</p><ul><li>An item</li></ul>"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """Open engines on one project."""
    return Workshop(tmp_path_factory.mktemp("judging") / "workshop")


def test_a_chapter_that_says_what_its_html_says_is_sound(workshop):
    """Words, kinds and order agree, so there is nothing to say."""
    judged = compile_and_judge(workshop.typeset(TEXT), 0)

    assert judged.value is not None
    assert codes(judged) == []


def test_words_that_a_stylesheet_hides_are_named(workshop):
    """The designer may want it so; the author hears of it."""
    (finding,) = compile_and_judge(workshop.typeset(TEXT, "em { display: none }"), 0).findings

    assert (finding.code, finding.severity) == ("words-left-out", "warning")
    assert finding.message == '1 word of the chapter "test" stands on no page: "word"'


@pytest.mark.parametrize(
    "said",
    [
        lambda said: (said[1], said[0], *said[2:]),
        lambda said: (said[0], Utterance("P", "Other words"), *said[2:]),
        lambda said: (said[0], Utterance("BlockQuote", said[1].words), *said[2:]),
        lambda said: said[:-1],
    ],
    ids=["another order", "other words", "another kind", "words besides"],
)
def test_a_tree_that_says_something_else_is_an_error(workshop, said):
    """Such a report is not published: what is heard would not be what was written."""
    typeset = workshop.typeset(TEXT)
    other = replace(typeset.value, said=said(typeset.value.said))

    judged = compile_and_judge(Checked(other, typeset.findings), 0)

    assert codes(judged) == ["not-read-aloud"]
    assert judged.failed


def test_a_chapter_is_held_against_the_rules_of_content(workshop):
    """Such as alternate text that is a file name."""
    image = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="

    judged = compile_and_judge(workshop.typeset(f'<p><img src="{image}" alt="photo.jpg"></p>'), 0)

    assert codes(judged) == ["alt-file-name"]
