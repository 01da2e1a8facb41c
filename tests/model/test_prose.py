"""Walks through blocks and inline runs."""

from reports import inlines, parse

from pipeline.model.prose import Citation, Code, Emphasis, FootnoteCall, Text, inlines_of, plain, runs_of


def test_plain_words_leave_marks_notes_and_citations_out():
    """What the outline and running heads print of a title is its words only."""
    content = inlines(
        "*Few* **things**, `done` [thoroughly](story:b){.page}[^1] [@cqc] [mot]{lang=fr}\\\nagain"
    )

    assert plain(content) == "Few things, done thoroughly  mot again"


def test_runs_come_in_reading_order_outer_ones_first():
    """Walking inline runs meets what is inside emphasis after the emphasis itself."""
    runs = list(runs_of(inlines("a *b `c`[^1]* [@d]")))

    kinds = [type(run) for run in runs]
    assert [Text, Emphasis, Text, Code, FootnoteCall, Text, Citation] == kinds


def test_inlines_of_nested_blocks_come_in_reading_order():
    """Words inside lists and excerpts are met where they stand."""
    blocks = parse("One.\n\n- two\n  - three\n\n> four\n>\n> - five\n\n## Six").blocks

    words = [plain(content) for block in blocks for content in inlines_of(block)]
    assert words == ["One.", "two", "three", "four", "five", "Six"]
