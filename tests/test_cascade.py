"""Who set a colour: the cascade finds the declaration that wins, its place, and the custom properties behind it."""

from xml.etree.ElementTree import fromstring

import pytest

from pipeline.stylesheets import PageKind, Sheet, Wearer
from pipeline.stylesheets.cascade import Cascade
from pipeline.stylesheets.rules import Rules

HTML = """\
<html><body class="kind-prose"><article><p class="note" id="n">word <a>link</a></p><p style="color: teal">x</p></article></body></html>
"""

RECTO = PageKind("right", "front", first=True)


def cascade(*sheets: str) -> Cascade:
    rules = Rules.of(Sheet(f"styles/{number}.css", text) for number, text in enumerate(sheets, 1))
    return Cascade(rules, fromstring(HTML))


def wearer(styled: Cascade, path: str, pseudo: str = "") -> Wearer:
    root = styled._root  # noqa: SLF001 - elements are known by identity
    return Wearer(root if path == "." else root.find(path), pseudo)


def told(styled: Cascade, who: Wearer, name: str = "color") -> list[str]:
    """Return the winner and its custom properties as ``path:line:column name: value``."""
    source = styled.source(who, name)
    if source is None:
        return []
    return [f"{one.place} {one.name}: {one.value}" for one in (source.declaration, *source.tokens)]


NOTE, LINK = ".//p", ".//a"


@pytest.mark.parametrize(
    ("sheets", "path", "expected"),
    [
        (["p { color: red }"], NOTE, "styles/1.css:1:5 color: red"),
        (["p { color: red }"], LINK, "styles/1.css:1:5 color: red"),
        (["p { color: red }\np { color: blue }"], NOTE, "styles/1.css:2:5 color: blue"),
        ([".note { color: red }\np { color: blue }"], NOTE, "styles/1.css:1:9 color: red"),
        (["p { color: red }", "p { color: blue }"], NOTE, "styles/2.css:1:5 color: blue"),
        (["p { color: red !important }\n#n { color: blue }"], NOTE, "styles/1.css:1:5 color: red"),
        (["p { color: red; color: blue }"], NOTE, "styles/1.css:1:17 color: blue"),
        (["a { color: inherit }\nhtml { color: red }"], LINK, "styles/1.css:2:8 color: red"),
        (["article { & > p { color: red } }"], NOTE, "styles/1.css:1:19 color: red"),
        (["article { p, h1 { color: red } }\np { color: blue }"], NOTE, "styles/1.css:1:19 color: red"),
        (["@media print { p { color: red } }"], NOTE, "styles/1.css:1:20 color: red"),
        (["p { color: blue }\n@media screen { p { color: red } }"], NOTE, "styles/1.css:1:5 color: blue"),
        (
            ["@layer a, b;\n@layer b { p { color: red } }\n@layer a { .note { color: blue } }"],
            NOTE,
            "styles/1.css:2:16 color: red",
        ),
        (["@layer a { #n { color: red } }\np { color: blue }"], NOTE, "styles/1.css:2:5 color: blue"),
        (["p:has(a) { COLOR: red }"], NOTE, "styles/1.css:1:12 color: red"),
        (["p::before { color: red }\np { color: blue }"], NOTE, "styles/1.css:2:5 color: blue"),
    ],
)
def test_the_winner_is_that_of_the_cascade(sheets, path, expected):
    """Specificity, order, importance, layers, nesting and inheritance decide as in CSS."""
    styled = cascade(*sheets)

    assert told(styled, wearer(styled, path)) == [expected]


def test_pseudo_elements_have_rules_of_their_own():
    """A pseudo-element has its own colour, else its element's."""
    styled = cascade("p::before { color: red }\np { color: blue }")

    assert told(styled, wearer(styled, NOTE, "before")) == ["styles/1.css:1:13 color: red"]
    assert told(styled, wearer(styled, NOTE, "after")) == ["styles/1.css:2:5 color: blue"]


def test_a_style_attribute_beats_the_sheets():
    """The engine takes its sheets for the user's, and those win by importance only."""
    styled = cascade("p { color: red }")
    attribute = styled.source(wearer(styled, ".//p[2]"), "color")
    important = cascade("p { color: red !important }")

    assert (attribute.declaration.selector, attribute.declaration.place) == ("style", None)
    assert told(important, wearer(important, ".//p[2]")) == ["styles/1.css:1:5 color: red"]


def test_custom_properties_are_followed_to_their_end():
    """A token in a token is named as well, each where it holds; what has no colour in it is not."""
    styled = cascade(
        ":root { --quiet: #51606a; --chapter: var(--brand); --brand: blue; --line: 17pt }",
        "body { --chapter: var(--quiet) }\np { background: linear-gradient(var(--chapter)) 0 0 / var(--line) no-repeat }",
    )
    source = styled.source(wearer(styled, NOTE), "background-image")

    assert told(styled, wearer(styled, NOTE), "background-image") == [
        "styles/2.css:2:5 background: linear-gradient(var(--chapter)) 0 0 / var(--line) no-repeat",
        "styles/2.css:1:8 --chapter: var(--quiet)",
        "styles/1.css:1:9 --quiet: #51606a",
    ]
    assert [colour.coordinates for colour in source.colours] == [
        pytest.approx((0.3176, 0.3765, 0.4157), abs=1e-3)
    ]


def test_a_property_that_nobody_sets_has_a_fallback():
    """Colours of a fallback count; a property of itself ends somewhere."""
    styled = cascade(
        "p { color: var(--none, red) }\n:root { --a: var(--b); --b: var(--a) }\na { color: var(--a) }"
    )

    assert [len(styled.source(wearer(styled, path), "color").colours) for path in (NOTE, LINK)] == [1, 0]


def test_grounds_are_not_inherited():
    """A ground belongs to the element that has it; currentcolor leads to the text's rule."""
    styled = cascade("p { background: red; color: blue }\na { background-color: currentcolor }")

    assert told(styled, wearer(styled, LINK), "background-color") == ["styles/1.css:1:22 color: blue"]
    assert told(styled, wearer(styled, "body"), "background-color") == []


@pytest.mark.parametrize(
    ("css", "pseudo", "expected"),
    [
        ("@page { color: red }", "", "styles/1.css:1:9 color: red"),
        ("@page :right { color: red }\n@page { color: blue }", "", "styles/1.css:1:16 color: red"),
        ("@page front { color: red }\n@page :first { color: blue }", "", "styles/1.css:1:15 color: red"),
        ("@page :left { color: red }\n@page { color: blue }", "", "styles/1.css:2:9 color: blue"),
        ("@page back, front:first { color: red }", "", "styles/1.css:1:27 color: red"),
        ("@page { @top-left { color: red } }", "@top-left", "styles/1.css:1:21 color: red"),
        ("@page { color: red; @top-left { margin: 0 } }", "@top-left", "styles/1.css:1:9 color: red"),
        ("html { color: red } @page { @top-left { margin: 0 } }", "@top-left", "styles/1.css:1:8 color: red"),
    ],
)
def test_pages_and_their_margin_boxes_have_rules(css, pseudo, expected):
    """A margin box inherits from its page, a page from the root element."""
    styled = cascade(css)

    assert told(styled, Wearer(None, pseudo, RECTO)) == [expected]


def test_a_selector_is_told_as_it_is_written():
    """Words of a rule are shortened to single spaces, and a page rule names its margin box."""
    styled = cascade("article\n  p,  h1 { color: red }\n@page front { @top-left { color: red } }")
    element = styled.source(wearer(styled, NOTE), "color").declaration
    page = styled.source(Wearer(None, "@top-left", RECTO), "color").declaration

    assert (element.selector, page.selector) == ("article p, h1", "@page front @top-left")


def test_what_cannot_be_understood_is_passed_over():
    """A selector that the engine refuses sets nothing, and neither do rules for other media."""
    styled = cascade("p:nope(x) { color: red } @font-face { src: url(a) } @page :nth(2) { color: red } ;")

    assert told(styled, wearer(styled, NOTE)) == []
    assert told(styled, Wearer(None, "", RECTO)) == []
    assert told(styled, Wearer(fromstring("<p/>"))) == []
