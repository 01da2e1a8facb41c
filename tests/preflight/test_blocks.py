"""From a place on a page to the block in the sources: the smallest that holds it."""

import json

import pytest
from press import painted, press

from pipeline.findings.finding import Place
from pipeline.preflight import Print, preflight

AREA = press(painted(b"1 0 0 rg 60 70 50 20 re f"), pages=1)
"""One red area, at 40, 50 to 90, 70 from the corner of the finished page."""


def mapped(**blocks: tuple[int, list[float], str | None]) -> bytes:
    """Write a map of blocks, each with its page, rectangle and file."""
    entries = {
        name: {
            "path": path,
            "line": 7,
            "end_line": 9,
            "tag": "p",
            "fragments": [{"page": page, "rectangle": rectangle}],
        }
        for name, (page, rectangle, path) in blocks.items()
    }
    return json.dumps({"version": 1, "pages": 1, "blocks": entries}).encode()


def judged(boxes: bytes) -> tuple[str | None, Place | None]:
    (found,) = preflight(AREA, Print(signature=1), boxes)
    return found.block, found.place


def test_the_smallest_block_that_holds_a_finding_is_meant():
    """A chapter holds its paragraphs; the paragraph is meant."""
    boxes = mapped(
        chapter=(1, [0, 0, 280, 280], "sources/a.yaml"),
        paragraph=(1, [30, 40, 100, 80], "sources/a.yaml"),
        word=(1, [45, 55, 50, 60], "sources/a.yaml"),
    )

    assert judged(boxes) == ("paragraph", Place("sources/a.yaml", 7, 1, 9, 1))


def test_blocks_of_other_pages_are_not_meant():
    """What stands in the same place of another page has nothing to do with it."""
    assert judged(mapped(other=(2, [0, 0, 280, 280], "sources/a.yaml"))) == (None, None)


def test_what_no_block_holds_keeps_its_page_alone():
    """A running head belongs to no block."""
    assert judged(mapped(far=(1, [200, 200, 210, 210], "sources/a.yaml"))) == (None, None)


def test_a_block_without_a_file_is_named_all_the_same():
    """What a layout writes by itself has no line in the sources."""
    assert judged(mapped(made=(1, [0, 0, 280, 280], None))) == ("made", None)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b'{"blocks": {"a": 4}}', b'{"blocks": {"a": {}}}'])
def test_another_file_is_refused(content):
    """What is no report.map.json is said, not guessed at."""
    with pytest.raises(ValueError, match=r"."):
        preflight(AREA, Print(), content)
