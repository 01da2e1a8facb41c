"""The report's own styles in pixels: covers and bands reach the edges, folios stand on the outer side."""

import pytest
from builders import project
from draw.pixels import rasterise

from pipeline.build import build
from pipeline.pdf import open_document
from pipeline.pdf.labels import read_page_labels

STORY = """\
kind: story
title: A story
standfirst: |
  How a trust improved.
trust: {name: Example NHS Trust, type: acute, region: Nowhere}
ratings:
  - {published: 2019-01-08, overall: good}
body: |
  Word.
"""

CHAPTERS = {
    "cover": "kind: cover\n",
    "one": "kind: prose\ntitle: One\nbody: |\n" + ("  " + "A word or two. " * 20 + "\n\n") * 20,
    "story": STORY,
    "back": "kind: back-cover\n",
}


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """Build a small report with the real styles."""
    checked = build(project(tmp_path_factory.mktemp("styles"), CHAPTERS, styles=True))
    assert checked.findings == ()
    return checked.value.path.read_bytes()


@pytest.fixture(scope="module")
def pages(content):
    """Paint every page, one pixel a point."""
    return [rasterise(content, index, scale=1) for index in range(len(open_document(content).pages))]


def margins(image) -> tuple[int, int]:
    """Return the white columns left and right of everything painted on a page, in points."""
    inked = [x for x in range(image.width) if any(colour != (255, 255, 255) for colour in column(image, x))]
    return inked[0], image.width - 1 - inked[-1]


def column(image, x: int) -> list[tuple[int, ...]]:
    # The title's rule and the text, not the foot.
    return [image.getpixel((x, y)) for y in range(0, int(image.height * 0.8), 2)]


def test_covers_leave_no_paper(pages):
    """The first and the last page are coloured in every corner and along every edge."""
    for image in (pages[0], pages[-1]):
        right, bottom = image.width - 1, image.height - 1
        edges = [(0, 0), (right, 0), (0, bottom), (right, bottom), (0, bottom // 2), (right, bottom // 2)]
        assert [point for point in edges if image.getpixel(point) == (255, 255, 255)] == []


def test_a_story_opens_with_a_band_from_edge_to_edge(pages):
    """The first page of a story has its colour in both upper corners, and paper at its foot."""
    image = pages[-2]
    corners = {image.getpixel((0, 0)), image.getpixel((image.width - 1, 0))}

    assert len(corners) == 1
    assert corners != {(255, 255, 255)}
    assert image.getpixel((0, image.height - 1)) == (255, 255, 255)


def test_margins_mirror_each_other(pages):
    """What is the wide margin on the right of one page is on the left of the next."""
    recto, verso = (margins(image) for image in pages[2:4])

    # Lines are ragged, so right edges are a little less sure.
    assert recto[0] + 20 < verso[0]
    assert recto[1] > verso[1] + 5


def test_folios_stand_on_the_outer_side(pages, content):
    """Odd folios are printed right of the middle, even ones left of it, as the page labels say."""
    labels = [label for group in read_page_labels(open_document(content)).ranges for label in group.labels()]
    for image, label in list(zip(pages, labels, strict=True))[1:-1]:
        if not label.isdigit():
            continue
        foot = range(int(image.height * 0.9), image.height)
        inked = [x for x in range(image.width) for y in foot if image.getpixel((x, y)) != (255, 255, 255)]
        side = "right" if inked[0] > image.width / 2 else "left"
        assert side == ("right" if int(label) % 2 else "left")
