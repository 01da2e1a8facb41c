"""The page of findings: self-contained, every place marked, all said in words too."""

import base64
import re
from html.parser import HTMLParser

import pytest
from press import BOXES, painted, press

from pipeline.preflight import Print, preflight
from pipeline.preflight.marked_pages import MOST_PAGES, marked_pages

RED = painted(b"1 0 0 rg 90 160 70 35 re f")
"""An area that is at 25 % to 50 % of the finished page from the left, and ends at 62.5 % from below."""


def shown(content: bytes, edition: Print = Print(signature=1)) -> str:  # noqa: B008 - a frozen value
    return marked_pages(content, preflight(content, edition), "a <b>.pdf", "print")


def frames(page: str) -> list[tuple[float, ...]]:
    found = re.findall(
        r'<rect class="\w+" x="([\d.]+)%" y="([\d.]+)%" width="([\d.]+)%" height="([\d.]+)%"/>', page
    )
    return [tuple(map(float, each)) for each in found]


def test_a_place_is_marked_where_it_is_drawn():
    """A mark lies over its place in the picture of the whole sheet."""
    page = shown(press(RED, pages=1))

    assert frames(page) == [pytest.approx((90 / 3.2, 125 / 3.2, 70 / 3.2, 35 / 3.2), abs=0.01)]
    assert 'src="data:image/jpeg;base64,' in page


@pytest.mark.parametrize(
    ("turned", "expected"),
    [
        (90, (160 / 3.2, 90 / 3.2, 35 / 3.2, 70 / 3.2)),
        (180, (160 / 3.2, 160 / 3.2, 70 / 3.2, 35 / 3.2)),
        (270, (125 / 3.2, 160 / 3.2, 35 / 3.2, 70 / 3.2)),
    ],
)
def test_marks_turn_with_their_page(turned, expected):
    """A page that viewers turn is drawn turned, and so are its marks."""
    page = shown(press(RED, pages=1, boxes=f"{BOXES} /Rotate {turned}"))

    assert frames(page) == [pytest.approx(expected, abs=0.01)]


def test_the_page_needs_nothing_else():
    """No address, no script, no font of elsewhere: the page can be mailed and kept."""
    page = shown(press(RED))

    assert re.findall(r"https?:|<script|@import|url\(|<link|\son\w+=", page) == []
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<b>" not in page


def test_what_marks_show_is_said_in_words():
    """Pictures have alternate text, marks are hidden from screen readers, and the list says it all."""
    page = shown(press(RED, pages=1))

    assert 'alt="Page 1 in small"' in page
    assert page.count("<svg") == page.count('<svg aria-hidden="true"')
    assert '<span class="word error">error</span>: an area in DeviceRGB <code>rgb</code>' in page
    assert "Write the colour as device-cmyk()" in page


def test_tags_close():
    """Each element that is opened is closed, in its order."""
    open_tags: list[str] = []

    class Reading(HTMLParser):
        def handle_starttag(self, tag, _attributes):
            if tag not in ("meta", "img", "rect"):
                open_tags.append(tag)

        def handle_startendtag(self, tag, _attributes):
            pass

        def handle_endtag(self, tag):
            assert open_tags.pop() == tag

    Reading().feed(shown(press(RED)))

    assert open_tags == []


def test_only_pages_with_findings_are_drawn():
    """A sound page is not shown, and of a file in which everything is wrong only so many pages are."""
    assert "<img" not in shown(press())
    assert "No rule is broken." in shown(press())
    many = shown(press(RED, pages=MOST_PAGES + 3))
    assert many.count("<img") == MOST_PAGES
    assert f"Not shown: pages {MOST_PAGES + 1}-{MOST_PAGES + 3}." in many


def test_pictures_are_small():
    """A page of text takes some kilobytes, so that the whole can be mailed."""
    (picture,) = re.findall(r"base64,([^\"]+)", shown(press(RED, pages=1)))

    assert len(base64.b64decode(picture)) < 60_000
