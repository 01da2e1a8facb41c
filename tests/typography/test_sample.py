"""The sample report keeps the laws of the page, measured from text positions in the PDF."""

import pytest
from typography.laws import (
    body_is_large,
    figures_keep_their_captions,
    full_lines,
    headings_and_names_are_whole,
    headings_are_never_last,
    lines_stand_on_the_grid,
    measure_is_readable,
    no_line_is_alone,
    nothing_is_tiny,
    references_stand_on_the_grid,
)
from typography.printed import Printed, read_design


@pytest.fixture(scope="session")
def printed(sample):
    """Read the pages of the sample once."""
    return Printed(sample.content, sample.map)


@pytest.fixture(scope="session")
def design():
    """Read the tokens."""
    return read_design()


def test_every_line_of_running_text_is_on_the_grid(printed, design):
    """Paragraphs and lists of every page stand on the grid of the tokens, within a tenth of a point."""
    assert list(lines_stand_on_the_grid(printed, design)) == []


def test_every_line_of_the_references_is_on_the_grid(printed, design):
    """So does the reference list, though its type is smaller."""
    assert list(references_stand_on_the_grid(printed, design)) == []


def test_no_heading_is_the_last_line_of_a_page(printed, design):
    """Something of its section stands under every heading."""
    assert list(headings_are_never_last(printed, design)) == []


def test_no_line_of_a_divided_paragraph_is_alone(printed):
    """There are no widows and no orphans."""
    assert list(no_line_is_alone(printed)) == []


def test_body_text_is_large_enough(printed):
    """Running text has eleven points or more."""
    assert list(body_is_large(printed)) == []


def test_no_type_is_tiny(printed, design):
    """Nine points on the page, seven in drawings: nothing is smaller."""
    assert list(nothing_is_tiny(printed, design)) == []


def test_lines_are_of_readable_length(printed):
    """55 to 75 characters a line, in the middle of the hundreds of full lines that there are."""
    assert len(full_lines(printed)) > 200
    assert list(measure_is_readable(printed)) == []


def test_no_heading_and_no_name_is_hyphenated(printed):
    """Words of headings, cards and trusts' names are whole."""
    assert list(headings_and_names_are_whole(printed)) == []


def test_captions_stand_with_what_they_name(printed):
    """No figure is divided, and no table leaves its caption behind."""
    assert list(figures_keep_their_captions(printed)) == []
