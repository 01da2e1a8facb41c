"""Where a new chapter stands."""

import pytest

from pipeline.model.chapters import KINDS
from pipeline.model.manifest import Part
from pipeline.starting.order import PARTS, Standing, place_in

REPORT = [
    "front cover",
    "front contents",
    "front foreword",
    "body prose",
    "body story",
    "body prose",
    "back references",
    "back back-cover",
]


def standing(*chapters: str) -> list[Standing]:
    pairs = (chapter.split(" ") for chapter in chapters)
    return [Standing(Part(part), None if kind == "?" else kind) for part, kind in pairs]


def test_every_kind_has_its_part() -> None:
    """A kind without a part could not be begun."""
    assert set(PARTS) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "index"),
    [
        ("cover", 1),
        ("contents", 2),
        ("foreword", 3),
        ("story", 5),
        ("prose", 6),
        ("references", 7),
        ("back-cover", 8),
    ],
)
def test_a_chapter_stands_behind_the_last_of_its_kind(kind: str, index: int) -> None:
    """Stories follow stories, prose follows prose."""
    assert place_in(standing(*REPORT), kind) == index


@pytest.mark.parametrize(("kind", "index"), [("imprint", 1), ("essay", 6), ("abbreviations", 6)])
def test_the_first_of_a_kind_stands_where_it_is_customary(kind: str, index: int) -> None:
    """An imprint follows the cover, abbreviations come before references, an essay ends the body."""
    assert place_in(standing(*REPORT), kind) == index


@pytest.mark.parametrize(
    ("chapters", "kind", "index"),
    [
        ([], "story", 0),
        (["body prose"], "cover", 0),
        (["body prose"], "references", 1),
        (["front cover", "back references"], "story", 1),
        (["front cover", "front prose", "body prose"], "foreword", 1),
        (["body prose", "back prose", "back back-cover"], "references", 2),
        (["front ?", "body ?", "back back-cover"], "story", 2),
        (["front prose", "body story"], "prose", 2),
    ],
)
def test_parts_never_mix(chapters: list[str], kind: str, index: int) -> None:
    """Front, body and back matter stay apart, whatever is missing and whatever cannot be read."""
    assert place_in(standing(*chapters), kind) == index
