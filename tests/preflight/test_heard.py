"""Rules that a validator has not: what a listener stumbles over is found, and what is sound is left alone."""

import pytest
from hard_to_hear import FAILING, SOUND
from tagged import At, element, tagged

from pipeline.preflight import RULES, preflight
from pipeline.preflight.headings import check_heading_levels, check_heading_words
from pipeline.preflight.order import check_order, check_splits
from pipeline.preflight.tables import check_header_cells, check_repeated_headers
from pipeline.preflight.words import check_alternate_texts, check_artifacts, check_words

HEARING = {
    rule.code
    for rule in RULES
    if rule.check
    in (
        check_words,
        check_artifacts,
        check_alternate_texts,
        check_heading_words,
        check_heading_levels,
        check_header_cells,
        check_repeated_headers,
        check_splits,
        check_order,
    )
}
"""Small PDFs made by hand break other rules: they have no metadata, and fonts that are not embedded."""


def found(content: bytes) -> list[str]:
    return [each.code for each in preflight(content) if each.code in HEARING]


@pytest.mark.parametrize(("code", "content"), FAILING.values(), ids=FAILING)
def test_what_is_hard_to_hear_is_found(code, content):
    """Each fault is found once, and by its own rule only."""
    assert found(content) == [code]


@pytest.mark.parametrize("content", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_left_alone(content):
    """No rule takes a design that people know for a fault."""
    assert found(content) == []


def test_every_rule_of_hearing_has_a_failing_pdf():
    """No rule is without a PDF that breaks it."""
    assert {code for code, _ in FAILING.values()} == HEARING


def test_findings_say_what_and_where():
    """The words are quoted, with the page they are on."""
    broken = tagged(
        element("P", At("It ends without", 20, page=1)),
        element("P", At("a full stop.", 780, page=2)),
        pages=3,
    )

    (finding,) = [each for each in preflight(broken) if each.code == "split-element"]

    assert (finding.page, finding.message) == (
        2,
        'P breaks off at the end of the page with "It ends without", and another begins with "a full stop."',
    )
