"""A link is one element, however many lines and inline children it has, with every area that leads somewhere."""

import io

import pytest
from heard import hear
from pypdf import PdfReader

IMAGE = "<img alt=\"A dot\" src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='40'/>\">"
LINK = '<a href="https://example.org/">'
CASES = {
    "over lines": (
        f"<p>{LINK}One two three four</a> five</p>",
        "P\n    Link: One two three four|@|@|@|@\n    :  five",
        4,
    ),
    "with an inline child": (f"<p>{LINK}One <b>two</b></a></p>", "P\n    Link: One two|@|@", 2),
    "inside an inline element": (f"<p><b>{LINK}One</a></b></p>", "P\n    Link: One|@", 1),
    "round an image higher than its line": (
        f"<p>{LINK}{IMAGE}</a></p>",
        'P\n    Link\n      Figure alt="A dot": \n      : @\n      : @',
        2,
    ),
    "round blocks": (f"{LINK}<p>One</p></a>", "Link\n    P: One\n    : @\n    : @", 2),
    "without words": (f"<p>One {LINK}</a></p>", "P\n    : One \n    Link: @", 1),
    "that is no annotation, as an item of a flexible box": (
        f'<p style="display:flex">{LINK}One</a></p>',
        "P: One",
        0,
    ),
}


@pytest.mark.parametrize(("body", "expected", "areas"), CASES.values(), ids=CASES)
def test_a_link_is_one_element(typeset, body, expected, areas):
    """It has its areas behind its words; areas of children that lie over its own are taken from the page."""
    content = typeset(body, "@page { size: 55px 100px }").value.content

    assert hear(content) == f'Document title="Test"\n  {expected}'
    assert len(PdfReader(io.BytesIO(content)).pages[0].get("/Annots", ())) == areas
