"""Blocks of words in pixels, by the report's own sheets: their order, their grounds and rules, the lines they take."""

import pytest
from draw.blocks import SIDE, STORY, draw_blocks
from draw.pixels import assert_pixels

INK = """
.title, .name { background: lime } .role { background: blue } .organisation { background: cyan }
blockquote, .pull > p { background: lime }
figcaption { background: red }
"""
"""Words as grounds, so that one sees where they stand."""


@pytest.fixture
def drawn(tmp_path, workshop):
    """Hold blocks against a drawing: each row of it is ``letters`` or ``number letters``, for as many rows."""

    def hold(
        drawing: str, *pieces: str, size: str, css: str = "", side: int = SIDE, **options: object
    ) -> None:
        rows = []
        for line in drawing.strip().splitlines():
            *number, letters = line.split()
            rows += [letters] * int(*number or "1")
        width, height = len(rows[0]) * side, len(rows) * side
        assert f"{width} {height}" == size
        page = f"@page {{ size: {width}px {height}px }}"
        content = draw_blocks(workshop, tmp_path, *pieces, css=INK + page + css, **options)
        assert_pixels("\n".join(rows), content, tmp_path, side=side)

    return hold


def test_a_quotation_has_a_bar_and_its_speaker_below(drawn):
    """The words, then whose they are, beside one bar."""
    drawing = """
        8 B___GGGGGGGG
        4 B___RRRRRRRR
    """
    drawn(drawing, "quote: {text: Word., speaker: A}", size="48 48")


def test_a_pulled_sentence_stands_between_two_rules(drawn):
    """One rule above, one below, each half a line from the words."""
    drawing = """
        1 BBBBBBBB
        3 ________
        16 GGGGGGGG
        8 RRRRRRRR
        3 ________
        1 BBBBBBBB
    """
    drawn(drawing, "pull_quote: {text: Word., speaker: A, source: b}", size="16 64", side=2)


def test_a_fact_box_has_labels_on_the_left_and_figures_on_the_right(drawn):
    """A title, then a line a fact, on a ground one line wider on every side."""
    drawing = """
        4 YYYYYYYYYYYYYYYYYYYY
        4 YYYYGGGGGGGGGGGGYYYY
        8 YYYYRRRRRRRzBBBBYYYY
        4 YYYYYYYYYYYYYYYYYYYY
    """
    facts = "fact_box:\n  title: t\n  facts:\n    - {label: a, value: '1'}\n    - {label: b, value: '2'}"
    css = "table.fact-lines th { background: red } table.fact-lines td { background: blue }"
    drawn(drawing, facts, size="80 80", css=css)


def test_key_learning_numbers_its_points(drawn):
    """Numbers stand left of their points, under a title, on a ground."""
    drawing = """
        4 YYYYYYYYYYYYYYYYYYYY
        4 YYYYGGGGGGGGGGGGYYYY
        8 YYYYRRRRzBBBBBBBYYYY
        4 YYYYYYYYYYYYYYYYYYYY
    """
    css = "article ol > li { background: blue } article ol > li::before { height: 16px; background: red }"
    drawn(drawing, "key_learning:\n  points: [a, b]", size="80 80", css=css)


def test_a_callout_stands_between_rules_on_no_ground(drawn):
    """A heavier rule above, a lighter one below, title and text between them."""
    drawing = """
        2 BBBB
        6 ____
        8 GGGG
        8 RRRR
        7 ____
        1 BBBB
    """
    css = ":root { --line: 8px } p:not(.title) { background: red }"
    drawn(drawing, "callout:\n  title: t\n  text: |\n    a", size="4 32", css=css, side=1)


PERSON = "person:\n  {}name: A\n  role: b\n  organisation: c\n  role_in_chapter: author"


def test_a_person_card_says_name_role_organisation(drawn):
    """In this order, on a ground one line wider on every side."""
    drawing = """
        4 YYYYYYYYYYYYYYYYYYYY
        4 YYYYGGGGGGGGGGGGYYYY
        4 YYYYBBBBBBBBBBBBYYYY
        4 YYYYCCCCCCCCCCCCYYYY
        4 YYYYYYYYYYYYYYYYYYYY
    """
    drawn(drawing, PERSON.format(""), size="80 80")


def test_a_portrait_stands_left_of_the_words(drawn):
    """It is square, four lines high, and the ground holds all of it."""
    drawing = """
        4 YYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYY
        4 YYYYRRRRRRRRRRRRRRRRGGGGGGGGGGGGYYYY
        4 YYYYRRRRRRRRRRRRRRRRBBBBBBBBBBBBYYYY
        4 YYYYRRRRRRRRRRRRRRRRCCCCCCCCCCCCYYYY
        4 YYYYRRRRRRRRRRRRRRRRYYYYYYYYYYYYYYYY
        4 YYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYY
    """
    # Lines of words begin right of what floats; their grounds go on behind it.
    drawn(drawing, PERSON.format("image: a.png\n  alt: x\n  "), size="144 96")


def test_a_signature_stands_two_lines_below_the_text(drawn):
    """Name above role."""
    drawing = """
        4 RRRRRRRR
        8 ________
        4 GGGGGGGG
        4 BBBBBBBB
    """
    pieces = "|\n  The text.", "signature: {name: A, role: b}"
    drawn(drawing, *pieces, size="32 80", css="article > p { background: red }")


def test_a_timeline_has_a_rule_down_its_events(drawn):
    """Dates left of one rule, events right of it, and a thin rule under each."""
    drawing = """
        7 RRRRRRBz________________
        1 RRRRRRBzSSSSSSSSSSSSSSSS
        7 RRRRRRBz________________
        1 RRRRRRBzSSSSSSSSSSSSSSSS
    """
    events = "timeline:\n  caption: c\n  events:\n    - {date: 2016, text: a}\n    - {date: 2017, text: b}"
    css = """
    :root { --line: 8px } caption, thead { display: none } tbody th { background: red }
    table { table-layout: fixed } table.timeline tbody th { width: 6px; padding: 0 }
    """
    drawn(drawing, events, size="24 16", css=css, side=1)


def test_a_figure_stands_on_its_caption_and_credit(drawn):
    """The image as wide as the measure, what is left of its last line above it, then caption, then credit."""
    drawing = """
        2 ____________________
        10 RRRRRRRRRRRRRRRRRRRR
        4 BBBBBBBBBBBBBBBBBBBB
        4 GGGGGGGGGGGGGGGGGGGG
    """
    css = ".caption { background: blue } .caption .name { background: none } .credit { background: lime }"
    drawn(drawing, "figure: {image: a.png, alt: x, caption: c, credit: d}", size="80 80", css=css)


def test_a_rating_table_marks_what_is_known(drawn):
    """Safe and caring have the colours of their ratings; a question without a rating has no square."""
    drawing = """
        2 __________YYzz______
        1 __________zzzz______
        5 ____________________
        3 __________BBzz______
        9 ____________________
    """
    css = "caption, thead { display: none } table { table-layout: fixed }"
    block = "rating_table: {published: 2018-01-01, caption: c}"
    drawn(drawing, block, size="80 80", css=css, front=STORY)


def test_a_long_table_is_ruled_and_has_its_head_again(tmp_path, workshop):
    """Under each row a thin rule, round the head coloured ones; the next page begins with the head, not the caption."""
    rows = "    - [a, b, c, d, e]\n" * 8
    columns = ", ".join(f"{{title: {letter}}}" for letter in "abcde")
    block = f"table:\n  caption: c\n  columns: [{columns}]\n  rows:\n{rows}"
    css = ":root { --line: 4px } @page { size: 8px 30px } caption { background: lime }"
    content = draw_blocks(workshop, tmp_path, block, css=css)

    head = ["B" * 8, "z" * 8, "_" * 8, "B" * 8]
    row = ["_" * 8] * 3 + ["S" * 8]
    first = ["G" * 8] * 4 + head + row * 5 + ["_" * 8] * 2
    second = head + row * 3 + ["_" * 8] * 14
    assert_pixels("\n".join(first), content, tmp_path, 0)
    assert_pixels("\n".join(second), content, tmp_path, 1)
