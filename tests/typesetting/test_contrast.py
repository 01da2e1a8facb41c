"""Text that is too close to its ground is found, with the block and the rule that set each colour."""

import pytest
from workshop import codes

from pipeline.findings import Place, Severity

PLACES = {"t/a": Place("sources/t.yaml", 7, 3)}

PICTURE = "url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\")"


def notes(finding) -> list[str]:
    """Return what a finding says of rules, with lines and columns counted from the test's own first line."""
    return [f"{note.message} {note.place.line - 3}:{note.place.column}" for note in finding.related]


def test_a_pair_is_found_with_place_and_rules(typeset):
    """Page, rectangle, block, source, ratio, and who set the two colours."""
    css = ":root { --pale: #aaa }\np { color: var(--pale) }\ndiv { background: rgb(250 250 250) }"
    checked = typeset(
        '<div><p data-block="t/a">word <b>word</b></p></div>',
        f"{css}\nb {{ font-weight: 600 }}",
        places=PLACES,
    )
    (finding,) = checked.findings

    assert (finding.code, finding.severity) == ("low-contrast", Severity.WARNING)
    assert finding.message == '"word" is #aaaaaa on #fafafa: 2.22:1, where 4.5:1 is needed'
    assert finding.times == 2
    assert finding.hint.startswith("make the text darker or its ground lighter")
    assert (finding.place, finding.block, finding.page) == (PLACES["t/a"], "t/a", 1)
    assert finding.rectangle.left == pytest.approx(7.5)
    assert notes(finding) == [
        'the text is set by "p" { color: var(--pale) } 2:5',
        "--pale is #aaa 1:9",
        'the ground is set by "div" { background: rgb(250 250 250) } 3:7',
    ]


def test_a_pair_is_said_once_for_each_rule(typeset):
    """Many lines have one finding; the same colours by another rule have their own."""
    css = "p { color: #aaa }\nh2 { color: #aaa; font: inherit }"
    checked = typeset("<p>word<br>word</p><h2>head</h2>" * 3, css)

    assert [(finding.message, finding.times) for finding in checked.findings] == [
        ('"word" is #aaaaaa on #ffffff: 2.32:1, where 4.5:1 is needed', 6),
        ('"head" is #aaaaaa on #ffffff: 2.32:1, where 4.5:1 is needed', 3),
    ]


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { color: #767676 }", 0),
        ("p { color: #777 }", 1),
        ("p { color: #949494; font-size: 18pt }", 0),
        ("p { color: #949494; font-size: 17.9pt }", 1),
        ("p { color: #949494; font-size: 14pt; font-weight: 600 }", 1),
        ("p { color: #959595; font-size: 18pt }", 1),
        ("p { color: #949494; font-size: 12pt; transform: scale(1.5); transform-origin: 0 0 }", 0),
    ],
)
def test_large_text_needs_less(typeset, css, found):
    """What is needed follows the size as it is painted; a weight of 600 is not bold."""
    assert codes(typeset("<p>w</p>", f"{css} p {{ line-height: 40px }}")) == ["low-contrast"] * found


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p>word</p>", 'p::before { content: "• "; color: #ddd }'),
        ("<ul><li>word</ul>", "ul { margin-left: 20px } li::marker { color: #ddd }"),
        ("<p>word</p>", "p { color: transparent }"),
        ("<p>word</p>", "p { color: #ddd; visibility: hidden }"),
        ("<p>word</p>", "p { color: #ddd; font-size: 0 }"),
        ("<p>word</p>", "p { color: #ddd; opacity: 0 }"),
        ("<p> </p>", "p { color: #ddd; white-space: pre }"),
        ("<p>a</p>", "p { border: 4px solid black; outline: 2px solid black }"),
    ],
)
def test_what_says_nothing_is_exempt(typeset, body, css):
    """Bullets of the stylesheet and text that nobody sees need no contrast; borders are no ground."""
    assert "low-contrast" not in codes(typeset(body, css))


def test_words_of_the_stylesheet_are_text(typeset):
    """What a pseudo-element, a margin box or a footnote's call says is judged like any text, with its own rule."""
    css = (
        'p::before { content: "Note "; color: #aaa }\n@page { @top-left { content: counter(page); color: #bbb } }\n'
        "b { float: footnote; font-weight: 400 }\n::footnote-call { color: #ccc; line-height: 0 }\n"
        "::footnote-marker { color: #ddd }"
    )
    checked = typeset("<p>word<b>note</b></p>", css)

    assert sorted(note for finding in checked.findings for note in notes(finding)) == [
        'the text is set by "::footnote-call" { color: #ccc } 4:19',
        'the text is set by "::footnote-marker" { color: #ddd } 5:21',
        'the text is set by "@page @top-left" { color: #bbb } 2:45',
        'the text is set by "p::before" { color: #aaa } 1:31',
    ]


def test_what_shines_through_is_said(typeset):
    """With alpha the colours are not those of the rules, and the hint tells why."""
    (finding,) = typeset("<p>word</p>", "p { color: black; opacity: .3 }").findings

    assert finding.message.startswith('"word" is #b2b2b2 on #ffffff: 2.1')
    assert finding.hint.endswith("what shines through, by alpha or opacity, counts")


def test_a_rule_that_did_not_set_the_colour_is_not_named(typeset):
    """A link is blue by the engine's own stylesheet: the paragraph's rule is not blamed for it."""
    css = "p { color: white }\nhtml { background: #0000dd }"
    (finding,) = typeset('<p>word <a href="#x" id="x">link</a></p>', css).findings

    assert finding.message.startswith('"link" is #0000ff on #0000dd')
    assert notes(finding) == ['the ground is set by "html" { background: #0000dd } 2:8']


def test_text_on_a_picture_is_advice(typeset):
    """Nobody but an eye can tell; how little it can be is said."""
    (finding,) = typeset("<p>word</p>", f"p {{ background: {PICTURE}; color: #444 }}").findings

    assert (finding.code, finding.severity) == ("unknown-contrast", Severity.ADVICE)
    assert finding.message == (
        '"word" stands on a picture: its contrast is at least 1:1, where 4.5:1 is needed'
    )
    assert [note.message.partition(" { ")[0] for note in finding.related] == [
        'the text is set by "p"',
        'the ground is set by "p"',
    ]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("background: linear-gradient(rgb(0 0 0 / 70%)), {}; color: white", []),
        ("background: linear-gradient(rgb(0 0 0 / 70%)), {}; color: #666", ["low-contrast"]),
        ("background: linear-gradient(#fff), {}", []),
        ("background: {} 0 0 / 20px 100% no-repeat; padding-left: 20px", []),
        ("background: {} 0 0 / 20px 100% no-repeat", ["unknown-contrast"]),
    ],
)
def test_a_scrim_or_a_clear_place_settles_it(typeset, css, expected):
    """What a picture can do at worst is known below a dark scrim, and beside it nothing is in doubt."""
    assert codes(typeset("<p>word</p>", f"p {{ {css.format(PICTURE)} }}")) == expected


def test_an_image_under_words_is_a_picture(typeset):
    """An img that words were moved upon is as unknown as a background."""
    image = "<img alt='A drawing' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'/>\">"
    checked = typeset(
        f"<div>{image}<p>word</p></div>", "div { position: relative } p { position: absolute; top: 0 }"
    )

    assert codes(checked) == ["unknown-contrast"]


def test_words_in_a_drawing_are_judged(typeset):
    """A drawing's text stands on its shapes; the finding names the figure's block, and no rule."""
    image = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40' font-family='Source Sans 3' font-size='16'>"
        "<rect width='90' height='40' fill='silver'/><text x='4' y='20' fill='gray'>word</text></svg>"
    )
    (finding,) = typeset(
        f'<figure data-block="t/a">{image}</figure>', "html { color: gray }", places=PLACES
    ).findings

    assert finding.message == '"word" is #808080 on #c0c0c0: 2.17:1, where 4.5:1 is needed'
    assert (finding.place, finding.block, finding.related) == (PLACES["t/a"], "t/a", ())
    assert finding.hint.endswith("its colours stand in the drawing")


def test_a_colour_of_another_space_is_not_guessed(typeset):
    """A viewer decides what a lab colour looks like, so it is advice at most."""
    assert codes(typeset("<p>word</p>", "p { color: lab(80% 0 0) }")) == ["unknown-contrast"]


def test_the_pairs_of_a_chapter_are_kept(typeset):
    """All pairs go with the chapter, those that are fine too."""
    pairs = typeset("<p>word</p><b>word</b>", "b { color: #00f; font-weight: 400 }").value.pairs

    assert [(str(pair.ink), str(pair.ground), pair.falls_short) for pair in pairs] == [
        ("#000000", "#ffffff", False),
        ("#0000ff", "#ffffff", False),
    ]
