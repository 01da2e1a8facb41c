"""The gallery and every example's pages, as text that a reviewer can read in a diff."""

from itertools import groupby

import pytest
from builders import bring_styles

from pipeline.gallery import make_gallery
from pipeline.pdf import inspect


def silent(*_):
    """Want to know nothing of the progress."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the gallery with the real styles."""
    root = tmp_path_factory.mktemp("gallery")
    bring_styles(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        checked = make_gallery(root, silent)
    assert checked.findings == ()
    assert checked.value is not None
    return checked.value


def page_text(boxes):
    """Return what stands on the pages of a chapter, a line for each source block of each page, its element first."""
    tags = {}
    for fragment in boxes.fragments:
        tags.setdefault(fragment.block, fragment.tag)
    lines = []
    for page, on_page in groupby(boxes.texts, key=lambda text: text.page):
        lines.append(f"page {page + 1}")
        for (block, furniture), texts in groupby(on_page, key=lambda text: (text.block, text.furniture)):
            words = " ".join(" ".join(text.text for text in texts).split())
            name = "margin" if furniture else tags.get(block, "-") if block else "-"
            if words:
                lines.append(f"  {name}: {words}")
    return "\n".join(lines) + "\n"


def test_the_pages_of_every_example_are_as_expected(made, golden):
    """What each example prints, block by block."""
    texts = (f"{example.path}\n\n{page_text(example.pages.boxes)}" for example in made.examples)
    golden("examples.txt", "\n".join(texts))


def test_the_gallery_is_as_expected(made, golden):
    """Outline, page labels, sizes, links and fonts of the gallery, as ``pipeline inspect`` prints them."""
    golden("gallery.txt", inspect(made.path.read_bytes()))
