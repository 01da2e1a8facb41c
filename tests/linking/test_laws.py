"""Laws of linking: whatever chapters there are, and in whatever order, nothing that is painted or read changes."""

import hashlib
import io
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from pipeline.linking.compiling import compile_chapter
from pipeline.linking.fragment import FIRST_BLOCK
from pipeline.linking.outline import OutlineEntry, flatten, nest
from pipeline.linking.relocating import relocate
from pipeline.pdf import open_document
from pipeline.pdf.destinations import read_named_destinations
from pipeline.pdf.tracing import read_ways
from pipeline.preflight import preflight, preflight_chapter

NAMES = ["empty", "words", "links", "faint", "table", "image", "same image", "mask", "turned", "accents",
         "other accents", "no outline", "missing"]  # fmt: skip

ORDERS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def pages(content: bytes) -> list[tuple[str, str, str]]:
    """Return text of each page, and digests of its content stream and pixels."""
    streams = [page.get_contents().get_data() for page in PdfReader(io.BytesIO(content)).pages]
    document = pypdfium2.PdfDocument(content)
    try:
        seen = [
            (page.get_textpage().get_text_bounded(), digest(bytes(page.render(scale=96 / 72).buffer)))
            for page in document
        ]
    finally:
        document.close()
    return [(digest(stream), *rest) for stream, rest in zip(streams, seen, strict=True)]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def chosen(odd_chapter, order: list[str]) -> dict[str, bytes]:
    """Take some odd chapters; the first has the id that links lead to."""
    ids = ["first", *(f"c{index}" for index in range(1, len(order)))]
    return {own: odd_chapter(name) for own, name in zip(ids, order, strict=True)}


@few
@given(order=ORDERS)
def test_pages_stay_as_they_are(odd_chapter, join, order):
    """Every page comes in order, with its content stream byte for byte, its text and its pixels."""
    chapters = chosen(odd_chapter, order)

    linked = join(chapters).value.content

    assert [page for content in chapters.values() for page in pages(content)] == pages(linked)


@few
@given(order=ORDERS)
def test_destinations_land_where_they_did(odd_chapter, join, order):
    """Every named destination is there, on the same page of its chapter, at the same height."""
    chapters = chosen(odd_chapter, order)
    expected, first = {}, 0
    for content in chapters.values():
        document = open_document(content)
        for name, found in read_named_destinations(document).by_name.items():
            expected[name] = (first + found.page_index, found.left, found.top)
        first += len(document.pages)

    names = read_named_destinations(open_document(join(chapters).value.content)).by_name

    assert {name: (each.page_index, each.left, each.top) for name, each in names.items()} == expected


@few
@given(order=ORDERS)
def test_content_and_elements_agree(odd_chapter, join, order):
    """No rule of preflight finds fault, but for links to chapters which are not there, and what chapters bring along."""
    chapters = chosen(odd_chapter, order)
    found = preflight(join(chapters).value.content)

    alone = (finding for content in chapters.values() for finding in preflight_chapter(content).findings)
    # One of the chapters asks for letters that its font does not have: the engine counts them beyond its glyphs.
    brought = {finding.code for finding in alone} | ({"font-damaged"} if "missing" in order else set())
    assert {finding.code for finding in found} <= {"dead-link", *brought}


@few
@given(order=ORDERS)
def test_elements_keep_their_content(odd_chapter, join, order):
    """As many elements have as much content as in the chapters, and no trace comes twice."""
    chapters = chosen(odd_chapter, order)
    before = [read_ways(open_document(content)).down for content in chapters.values()]

    after = read_ways(open_document(join(chapters).value.content)).down

    assert [element.kind for ways in before for _, element in ways] == [element.kind for _, element in after]
    assert len({trace for trace, _ in after}) == len(after)


@pytest.mark.parametrize("name", NAMES)
@few
@given(blocks=st.lists(st.integers(1, 700), min_size=1, max_size=3))
def test_relocating_is_compiling_elsewhere(odd_chapter, name, blocks):
    """However often a fragment is moved, it ends up as if it had been compiled for its last block."""
    fragment = compile_chapter("c", odd_chapter(name), FIRST_BLOCK).value

    for block in blocks:
        fragment = relocate(fragment, block * FIRST_BLOCK)

    assert compile_chapter("c", odd_chapter(name), blocks[-1] * FIRST_BLOCK).value == fragment


@given(levels=st.lists(st.integers(0, 4), max_size=12))
def test_nesting_keeps_the_order_of_the_outline(levels):
    """Nested and flattened again, an outline is what it was."""
    steps = [0, *levels]
    # An item stands at most one level below the one before it.
    sound = [steps[0]]
    for _, level in pairwise(steps):
        sound.append(min(level, sound[-1] + 1))
    entries = [OutlineEntry(level, str(index), b"[]") for index, level in enumerate(sound)]

    assert entries == list(flatten(nest(entries)))
