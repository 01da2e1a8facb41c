"""The left halves: an example's YAML as sheets of a document of its own, and the sheet that lists the examples.

A sheet is as wide as a page of A4 and the example's page together, and as high as the higher of the two: on A4 that is A3
across. The right half stays empty here; :mod:`pipeline.gallery.compose` lays the page on it.
"""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from pipeline.examples import NAME, about
from pipeline.gallery.compose import Size
from pipeline.gallery.example import Example
from pipeline.gallery.listing import listing
from pipeline.linking.amending import SCHEME
from pipeline.markup import ChapterHtml
from pipeline.markup.typography import curl

STYLESHEET = "styles/gallery.css"

GIVEN = ("--page-width", "--page-height", "--indent")
"""Custom properties that the documents define themselves, in ``style`` attributes."""

CONTENTS = "contents of the gallery"


def mark_up_sheets(example: Example, sizes: Sequence[Size]) -> ChapterHtml:
    """Mark up an example's YAML, followed by one sheet without YAML for each of its pages.

    Args:
        example: what is shown.
        sizes: of its pages.
    """
    body = (
        f'<header><p class="group">{escape(example.group)}</p><h1>{escape(example.title)}</h1></header>\n'
        f'<main class="listing" data-file="{escape(NAME)}/{escape(example.path)}" data-title="{escape(example.title)}">\n'
        f"{listing(example.yaml)}\n</main>\n" + '<div class="rest"></div>\n' * len(sizes)
    )
    return _document(example.id, f"{NAME}/{example.path}", example.title, body, sizes)


def mark_up_contents(
    examples: Sequence[Example], first_sheets: Mapping[str, int], sizes: Sequence[Size]
) -> ChapterHtml:
    """Mark up the sheet that lists the examples.

    Args:
        examples: in the gallery's order.
        first_sheets: the number of each example's first sheet, from 1, by the example's id.
        sizes: of the pages of one example; the sheet is as large as the largest of them asks for.
    """
    groups = "\n".join(
        f"<section><h2>{escape(group.capitalize())}</h2>\n"
        + "\n".join(_entry(example, first_sheets[example.id]) for example in members)
        + "\n</section>"
        for group, members in groupby(examples, key=lambda example: example.group)
    )
    body = f"""<header class="title"><h1>Gallery</h1>
<p>Every chapter kind, block and chart, in the project’s own styles.</p>
<p>On the left stands the YAML, a file that can be copied and filled in. On the right stand the pages that it makes, in
true size: change <code>styles/</code>, type <code>make gallery</code>, and look again.</p>
<p>The files are in <code>{escape(NAME)}/</code>. <code>pipeline new KIND ID</code> begins a chapter with one of them.</p>
</header>
<nav>
{groups}
</nav>"""
    return _document("gallery", CONTENTS, "Gallery", body, sizes)


def _entry(example: Example, sheet: int) -> str:
    return (
        f'<div class="entry"><span class="name"><a href="{SCHEME}{escape(example.id)}">{escape(example.title)}</a></span>'
        f'<span class="about">{escape(curl(about(example.yaml)))}</span><span class="sheet">{sheet}</span></div>'
    )


def _document(name: str, path: str, title: str, body: str, sizes: Sequence[Size]) -> ChapterHtml:
    width = max(size.width for size in sizes)
    height = max(size.height for size in sizes)
    html = (
        f'<!DOCTYPE html>\n<html lang="en-GB" style="--page-width: {width:.2f}pt; --page-height: {height:.2f}pt">\n'
        f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>\n<body class="{escape(name)}">\n{body}\n'
        "</body>\n</html>\n"
    )
    return ChapterHtml(name, path, html)
