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
