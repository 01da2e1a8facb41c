"""What the engine ignores in a stylesheet is found once, in its file and on its line."""

import pytest
from builders import bring_styles
from workshop import BASE, FIRST, chapter_html, codes, messages

from pipeline.findings import Place
from pipeline.stylesheets import read_stylesheets
from pipeline.typesetting import open_engine

LINES = BASE.count("\n")
"""Lines of the workshop's sheet before a test's own."""


def places(checked) -> list[tuple[int, int]]:
    """Return where findings are, lines counted in the test's own rules."""
    return [(finding.place.line - LINES, finding.place.column) for finding in checked.findings]


@pytest.mark.parametrize(
    ("css", "place", "message"),
    [
        ("p {\n  colour: red\n}", (2, 3), 'the engine ignores "colour: red": unknown property'),
        ("p {\n  margin: 3 x\n}", (2, 3), 'the engine ignores "margin: 3 x": invalid value'),
        ("p { }\n@container (width > 1px) { p { margin: 0 } }", (2, 1), "unknown rule @container"),
        ("p { }\n@unknown;", (2, 1), "unknown empty rule @unknown"),
        ("p { }\n@media (width > 1px) { p { margin: 0 } }", (2, 1), "invalid media type"),
        ("p { }\n@page :odd { margin: 0 }", (2, 1), "unsupported @page selector"),
        ("@page { margin: 0;\n @middle { margin: 0 } }", (2, 2), "unknown @page rule @middle"),
        ("@page { margin: 0;\n  @top-left { margin: q } }", (2, 15), '"margin: q": invalid value'),
        ("p { margin: 0 }\nq::selection { margin: 0 }", (2, 1), '"q::selection": unknown pseudo-element'),
        ("p { margin: 0 }\n  p:nth(x) b { margin: 0 }", (2, 3), '"p:nth(x) b": not supported'),
        ("p {\n  b:nth(x) { margin: 0 }\n}", (2, 3), "b:nth(x)"),
        ("p {\n  margin: var(--m) }\n:root { --m: red }", (2, 11), '"margin: red'),
        ("p {\n  margin: 0 var(--m) }\n:root { --m: red }", (2, 11), '"margin: 0 red'),
        ("p {\n  font: var(--m) }\n:root { --m: 3 }", (2, 9), '"font: 3": '),
        ("p {\n  width: calc(1em * 2px) }", (2, 10), "invalid math function: calc(1em * 2px)"),
        ('@charset "utf-8";\np { margin: 3 x }', (2, 5), "invalid value"),
    ],
)
def test_what_is_ignored_is_found_in_its_place(typeset, css, place, message):
    """A property, value, at-rule or selector that the engine ignores is one finding, at its line and column."""
    checked = typeset("<p>word <b>word</b></p><p>word</p>", css)

    assert codes(checked) == ["css-ignored"]
    assert places(checked) == [place]
    assert message in messages(checked)[0]


@pytest.mark.parametrize("css", ["p { margin 0 }", "p {", "p { margin: 0; x }"])
def test_what_reading_finds_is_not_found_again(workshop, css):
    """A syntax error has one finding, that of the stylesheets' reading."""
    assert "css-ignored" not in codes(workshop.open(css))
    assert len(workshop.open(css).findings) >= 1


def test_every_repetition_of_a_selector_is_found(typeset):
    """Two rules with one bad selector are two findings."""
    checked = typeset("<p>word</p>", "q:x { margin: 0 }\nq:x { margin: 1px }")

    assert places(checked) == [(1, 1), (2, 1)]


def test_an_imported_file_is_named(tmp_path):
    """A record says no file; the finding does, also for what var() comes to in a file that is imported."""
    bring_styles(tmp_path)
    (tmp_path / "styles/main.css").write_text('@import "a.css";\n@import "b.css";\np { margin: var(--m) }')
    (tmp_path / "styles/a.css").write_text(
        ":root { --m: 1px; font-family: 'Source Sans 3' }\n\np { colour: red }"
    )
    (tmp_path / "styles/b.css").write_text(":root { --n: red }\n\np { margin: 0;\n   padding: var(--n) }")
    sheets = read_stylesheets(tmp_path, "styles/main.css")

    engine = open_engine(tmp_path, sheets.value, tmp_path / "cache")
    chapters = [engine.value.typeset(chapter_html("<p>word</p>"), FIRST) for _ in range(2)]

    assert [finding.place for finding in engine.findings] == [Place("styles/a.css", 3, 5)]
    assert [finding.place for finding in chapters[0].findings] == [Place("styles/b.css", 4, 13)]


def test_a_chapter_that_is_set_again_is_found_the_same(workshop):
    """The engine says once only what var() comes to; each chapter set after that has the finding all the same."""
    engine = workshop.open("p { margin: var(--m) } :root { --m: red }").value

    first, again = (engine.typeset(chapter_html("<p>word</p>"), FIRST) for _ in range(2))

    assert codes(first) == ["css-ignored"]
    assert first.findings == again.findings


def test_two_chapters_have_one_finding_between_them(workshop):
    """The finding of a stylesheet is the same value with every chapter, so that it is printed once."""
    engine = workshop.open("p { margin: var(--m); width: calc(1em * 2px) } :root { --m: red }").value

    chapters = [engine.typeset(chapter_html("<p>word</p>", name=name), FIRST) for name in "abc"]

    assert len({finding for chapter in chapters for finding in chapter.findings}) == 2


def test_two_files_that_say_the_same_in_the_same_place_are_both_named(tmp_path):
    """Where line, column and property leave two files, the second is given beside the first."""
    bring_styles(tmp_path)
    (tmp_path / "styles/main.css").write_text('@import "a.css"; @import "b.css";')
    for name, value in (("a", "red"), ("b", "blue")):
        text = f"html {{ font-family: 'Source Sans 3'; --{name}: {value} }}\np {{ margin: var(--{name}) }}"
        (tmp_path / f"styles/{name}.css").write_text(text)
    engine = open_engine(
        tmp_path, read_stylesheets(tmp_path, "styles/main.css").value, tmp_path / "cache"
    ).value

    (finding,) = engine.typeset(chapter_html("<p>word</p>"), FIRST).findings

    assert finding.place == Place("styles/a.css", 2, 13)
    assert [related.place for related in finding.related] == [Place("styles/b.css", 2, 13)]


def test_style_attributes_are_laid_at_the_chapters_door(typeset):
    """What is wrong in a style attribute belongs to no sheet."""
    checked = typeset('<p style="colour: red">word</p><p style="width: calc(1em * 2px)">word</p>')

    assert {finding.place for finding in checked.findings} == {Place("sources/test.yaml")}
    assert messages(checked)[0] == 'in a style attribute, the engine ignores "colour: red": unknown property'
