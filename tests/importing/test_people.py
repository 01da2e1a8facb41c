"""Cards: name, role and organisation."""

from __future__ import annotations

import pytest

from pipeline.importing.document import BREAK, Paragraph, Run
from pipeline.importing.people import card_at_end, card_at_top, said

TEXT = Paragraph((Run("And here the text begins, which is a sentence and ends with a full stop."),), 9)


def lines(*words: str) -> list[Paragraph]:
    return [
        Paragraph(tuple(run for line in text.split(BREAK) for run in (Run(BREAK), Run(line)))[1:], number)
        for number, text in enumerate(words, 1)
    ]


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (
            ("Professor Ted Baker", "chief inspector of hospitals", "Care Quality Commission"),
            "Professor Ted Baker, chief inspector of hospitals, Care Quality Commission",
        ),
        (
            ("Dame Ann Other-Name", "chair, Care Quality Commission"),
            "Dame Ann Other-Name, chair, Care Quality Commission",
        ),
        (("Ann Other\nchief executive\nThe Trust",), "Ann Other, chief executive, The Trust"),
        (("Ann Other, chief executive, The Trust",), "Ann Other, chief executive, The Trust"),
        (("Ann de la Mare", "medical director"), "Ann de la Mare, medical director"),
    ],
)
def test_lines_of_a_card_are_recognised(top: tuple[str, ...], expected: str) -> None:
    """Two or three lines, of which the first is a name and the second a role, are a card, at the top and at the end."""
    blocks = lines(*top)

    person, count = card_at_top([*blocks, TEXT])
    below, same = card_at_end([TEXT, *blocks])

    assert person is not None
    assert below is not None
    assert (expected, len(top)) == (said(person), count)
    assert (expected, len(top)) == (said(below), same)


@pytest.mark.parametrize(
    "top",
    [
        ("What it costs", "Who pays for it"),
        ("Chief Inspector Report", "Care Quality Commission"),
        ("Ann Other was there.", "The director was not."),
        ("Ann Other", "Ben Sample"),
        ("Professor Ann Other", "Professor Ben Sample"),
        ("Ann Other",),
        (),
    ],
)
def test_other_lines_are_no_card(top: tuple[str, ...]) -> None:
    """Without a name and a role, short lines are text."""
    assert card_at_top([*lines(*top), TEXT]) == (None, 0)


def test_a_whole_card_does_not_take_the_heading_below() -> None:
    """Name, role and organisation on two lines are a card; the short line below them is not its organisation."""
    blocks = lines("Jane Sample", "Chief Executive, The Trust", "Opening")

    person, count = card_at_top([*blocks, TEXT])

    assert person is not None
    assert (said(person), count) == ("Jane Sample, Chief Executive, The Trust", 2)


@pytest.mark.parametrize("by", ["By", "by", "BY:", "Words by", "Written by"])
def test_by_is_no_part_of_a_name(by: str) -> None:
    """A line may begin with it; the card says what was left out."""
    person, _ = card_at_top([*lines(f"{by} Dr Jane Sample, Medical Director, The Trust"), TEXT])

    assert person is not None
    assert ("Dr Jane Sample", by) == (person.name, person.left_out)
