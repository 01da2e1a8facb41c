"""What a chapter's HTML says, block by block."""

import pytest

from pipeline.markup import reading_text


def said(body):
    """Return what a document with this body says, one block a line."""
    html = f"<!DOCTYPE html><html><head><title>Not said</title><style>p {{}}</style></head><body>{body}</body></html>"
    return [f"{each.kind}: {each.words}" for each in reading_text(html)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<h1>One</h1><h2>Two</h2><h6>Six</h6>", ["H1: One", "H2: Two", "H6: Six"], id="headings"
        ),
        pytest.param(
            "<p> Two\n lines<br>and&nbsp;a&#x202f;third </p>", ["P: Two lines and a third"], id="space"
        ),
        pytest.param(
            "<p>A <b><i lang='fr'>mot</i></b>-<a href='#'>link</a>.</p>", ["P: A mot-link."], id="inline"
        ),
        pytest.param("<p>hy&shy;phen &amp; &lt;p&gt;</p>", ["P: hyphen & <p>"], id="characters"),
        pytest.param("<ul><li>One</li> <li>Two</li></ul>", ["LBody: One", "LBody: Two"], id="list"),
        pytest.param(
            "<ol><li>One<ul><li>Inner</li></ul>on</li></ol>",
            ["LBody: One", "LBody: Inner", "LBody: on"],
            id="nested",
        ),
        pytest.param(
            "<li><p>First</p><p>Second</p></li>", ["P: First", "P: Second"], id="item-of-paragraphs"
        ),
        pytest.param("<dl><dt>Term</dt><dd>Meaning</dd></dl>", ["Lbl: Term", "LBody: Meaning"], id="terms"),
        pytest.param(
            "<nav><ul><li><span>1</span> <span><a href='#'>Title</a></span> <span></span> <span>7</span></li></ul></nav>",
            ["TOCI: 1 Title 7"],
            id="contents",
        ),
        pytest.param(
            "<table><caption>C</caption><thead><tr><td></td><th>H</th></tr></thead>"
            "<tbody><tr><th>R</th><td>1<br><span>m</span></td></tr></tbody></table>",
            ["Caption: C", "TH: H", "TH: R", "TD: 1 m"],
            id="table",
        ),
        pytest.param(
            "<figure><img src='a' alt='What it\nshows'><figcaption><p>Under it</p>by us</figcaption></figure>",
            ["Figure: What it shows", "P: Under it", "Caption: by us"],
            id="figure",
        ),
        pytest.param(
            "<p>An <img src='a' alt='icon'> here</p>",
            ["P: An", "Figure: icon", "P: here"],
            id="image-in-text",
        ),
        pytest.param("<p>None <img src='a' alt=''></p>", ["P: None"], id="decoration"),
        pytest.param(
            "<svg><title>A drawing</title><g><path d='M0 0'/><text>x</text></g></svg><p>On</p>",
            ["Figure: A drawing", "P: On"],
            id="drawing",
        ),
        pytest.param(
            "<svg aria-label='Named'><title>T</title></svg>", ["Figure: Named"], id="drawing-with-label"
        ),
        pytest.param(
            "<p>A call<span class='footnote' role='doc-footnote'>A <em>note</em></span>, and on.</p>",
            ["P: A call", "Note: A note", "P: , and on."],
            id="note",
        ),
        pytest.param(
            "<blockquote>Bare<p>Not bare</p></blockquote>",
            ["BlockQuote: Bare", "P: Not bare"],
            id="quotation",
        ),
        pytest.param(
            "<div>Bare<section>Inner</section>again</div>", ["P: Bare", "P: Inner", "P: again"], id="bare"
        ),
        pytest.param(
            "<p>A<span hidden>B</span><span aria-hidden='true'>C<br></span>D</p>", ["P: AD"], id="hidden"
        ),
        pytest.param("<p>A</p><div hidden><p>B</p><img alt='C'></div>", ["P: A"], id="hidden-block"),
        pytest.param("<p></p><p> </p><p>A</p>", ["P: A"], id="empty"),
    ],
)
def test_each_block_is_said_once_and_in_order(body, expected):
    """Words come in the order of the HTML, each under the kind of the innermost block that holds it."""
    assert expected == said(body)


def test_no_word_is_lost_whatever_the_element():
    """Elements that nobody has thought of are said, too: as paragraphs of their own."""
    body = "<custom-box>One <b>two</b><details>three</details> four</custom-box>"

    assert said(body) == ["P: One two", "P: three", "P: four"]
