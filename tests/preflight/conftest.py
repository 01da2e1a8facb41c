"""A small report that no rule has anything against, to be damaged in one way at a time."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from reports import numbered
from workshop import BASE, FIRST, Workshop, chapter_html

from pipeline.linking import link
from pipeline.model.manifest import OpensOn, Part
from pipeline.pagination import Extent, paginate

BODY = (
    '<main><h1 id="{0}">{0}</h1><p>One <b>bold</b> word, and <a href="crossref:b">another</a>.</p>'
    '<p>A second paragraph with <a href="https://example.org/">a link</a>.</p></main>'
)


@pytest.fixture(scope="session")
def sound(tmp_path_factory) -> bytes:
    """Link two chapters."""
    report = numbered(tmp_path_factory.mktemp("sound"), dict.fromkeys(("a", "b"), "Word."))
    engine = (
        Workshop(tmp_path_factory.mktemp("workshop"))
        .open("@page { @top-left { content: 'head' } }", BASE)
        .value
    )
    chapters = [
        engine.typeset(chapter_html(BODY.format(name), name=name), FIRST).value for name in ("a", "b")
    ]
    extents = [Extent(each.chapter, Part.BODY, each.page_count) for each in chapters]
    return link(report, chapters, paginate(extents, OpensOn.ANY)).value.content


@pytest.fixture
def damaged(sound) -> Callable[[Callable[[PdfWriter], None]], bytes]:
    """Return a function that damages the report and gives its bytes."""

    def damage(how: Callable[[PdfWriter], None]) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(sound))
        how(writer)
        content = io.BytesIO()
        writer.write(content)
        return content.getvalue()

    return damage
