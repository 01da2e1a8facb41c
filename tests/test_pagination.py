"""Pages end to end: folios and sides."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.manifest import OpensOn, Part
from pipeline.pagination import Extent, FolioStyle, paginate, printed_folio, roman

ROMAN = dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))


@st.composite
def extents(draw):
    """Draw a report: parts in order, any number of pages, labels anywhere."""
    parts = sorted(draw(st.lists(st.sampled_from(Part), min_size=1, max_size=8)), key=list(Part).index)
    drawn = []
    for number, part in enumerate(parts):
        pages = draw(st.integers(1, 9))
        labels = {f"c{number}": 0, f"c{number}/end": pages - 1}
        drawn.append(Extent(f"c{number}", part, pages, draw(st.booleans()), labels))
    return drawn


def number_in_roman(written):
    digits = [ROMAN[digit] for digit in written]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


@given(extents(), st.sampled_from(OpensOn))
def test_every_page_belongs_to_one_chapter_or_is_blank(given_extents, opens_on):
    """Chapters keep their order and their pages, and stand end to end but for blank pages."""
    paged = paginate(given_extents, opens_on)

    assert [(each.chapter, each.pages) for each in given_extents] == [
        (each.chapter, each.pages) for each in paged.chapters
    ]
    ends = [0, *(each.first_page + each.pages for each in paged.chapters)]
    assert [each.first_page for each in paged.chapters] == [
        end + each.blanks_before for end, each in zip(ends, paged.chapters, strict=False)
    ]
    assert ends[-1] == paged.page_count == sum(each.pages + each.blanks_before for each in paged.chapters)


@given(extents(), st.sampled_from(OpensOn))
def test_right_hand_pages_are_odd(given_extents, opens_on):
    """A page's folio is odd exactly where it is a right-hand page; the report's first page is one."""
    for each in paginate(given_extents, opens_on).chapters:
        assert each.opens_left == (each.first_folio % 2 == 0) == (each.first_page % 2 == 1)


@given(extents(), st.sampled_from(OpensOn))
def test_the_body_begins_at_one_on_a_right_hand_page(given_extents, opens_on):
    """Front matter is counted by itself; the first chapter of the body is on folio 1."""
    paged = paginate(given_extents, opens_on)
    body = [
        each
        for extent, each in zip(given_extents, paged.chapters, strict=True)
        if extent.part is not Part.FRONT
    ]

    if body:
        assert (body[0].first_folio, body[0].opens_left) == (1, False)
    for earlier, later in pairwise(body):
        assert later.first_folio == earlier.first_folio + earlier.pages + later.blanks_before


@given(extents())
def test_chapters_open_on_the_right_where_that_is_asked_for(given_extents):
    """With `right` no chapter opens on a left-hand page."""
    assert not any(each.opens_left for each in paginate(given_extents, OpensOn.RIGHT).chapters)


@given(extents(), st.sampled_from(OpensOn))
def test_no_more_than_one_blank_page_stands_before_a_chapter(given_extents, opens_on):
    """A blank page turns the side and no more; with `any` there is one before the body at most."""
    blanks = [each.blanks_before for each in paginate(given_extents, opens_on).chapters]

    assert blanks[0] == 0
    assert max(blanks) <= 1
    if opens_on is OpensOn.ANY:
        begins = [extent.part is not Part.FRONT for extent in given_extents]
        assert not any(
            blank
            for index, blank in enumerate(blanks)
            if index != (begins.index(True) if any(begins) else -1)
        )


@given(extents(), st.sampled_from(OpensOn))
def test_labels_have_the_folio_of_their_page(given_extents, opens_on):
    """A label's folio is its chapter's first folio plus its page index; unnumbered chapters print none."""
    paged = paginate(given_extents, opens_on)
    expected = {
        label: printed_folio(paged.of(extent.chapter).first_folio + index, paged.of(extent.chapter).style)
        for extent in given_extents
        if extent.numbered
        for label, index in extent.labels.items()
    }

    assert expected == dict(paged.folios)
    for extent in given_extents:
        style = FolioStyle.ROMAN if extent.part is Part.FRONT else FolioStyle.ARABIC
        assert paged.of(extent.chapter).style is (style if extent.numbered else FolioStyle.NONE)


def test_a_report_as_readers_know_it():
    """Cover, contents, foreword, two chapters and a back cover, chapters on the right."""
    paged = paginate(
        [
            Extent("cover", Part.FRONT, 1, numbered=False),
            Extent("contents", Part.FRONT, 2, labels={"contents": 0}),
            Extent("foreword", Part.FRONT, 1, labels={"foreword": 0}),
            Extent("a", Part.BODY, 3, labels={"a": 0, "a/b": 2}),
            Extent("c", Part.BODY, 2, labels={"c": 0}),
            Extent("back", Part.BACK, 1, numbered=False),
        ],
        OpensOn.RIGHT,
    )

    assert paged.folios == {"contents": "iii", "foreword": "v", "a": "1", "a/b": "3", "c": "5"}
    assert [each.blanks_before for each in paged.chapters] == [0, 1, 0, 1, 1, 0]
    assert paged.page_count == 13


@given(st.integers(1, 20_000))
def test_roman_numerals_say_their_number(number):
    """Reading a roman numeral back gives the number, and no digit but m stands more than three times in a row."""
    assert number == number_in_roman(roman(number))
    assert not re.search(r"([^m])\1{3}", roman(number))


@pytest.mark.parametrize(
    ("style", "expected"), [(FolioStyle.ARABIC, "4"), (FolioStyle.ROMAN, "iv"), (FolioStyle.NONE, "")]
)
def test_a_folio_is_printed_in_its_style(style, expected):
    """Body in arabic, front matter in roman, covers not at all."""
    assert expected == printed_folio(4, style)
