"""The gallery and every example's pages, as text that a reviewer can read in a diff."""

from itertools import groupby

from builders import bring_styles

from pipeline.gallery import make_gallery
from pipeline.pdf import inspect


def silent(*_):
    """Want to know nothing of the progress."""


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


def test_the_gallery_and_its_pages_are_as_expected(tmp_path, golden, monkeypatch):
    """What each example prints, block by block; and the gallery's outline, labels, sizes, links and fonts."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    bring_styles(tmp_path)

    made = make_gallery(tmp_path, silent)

    assert made.findings == ()
    assert made.value is not None
    pages = (f"{example.path}\n\n{page_text(example.pages.boxes)}" for example in made.value.examples)
    golden("examples.txt", "\n".join(pages))
    golden("gallery.txt", inspect(made.value.path.read_bytes()))
