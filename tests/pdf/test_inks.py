"""Colours as inks: what each colour space lays on the sheet."""

import pytest
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject

from pipeline.pdf.inks import CMYK, GREY, RGB, Colour, inks_of, palette, read_space


def array(*items: object) -> ArrayObject:
    return ArrayObject([NameObject(item) if isinstance(item, str) else item for item in items])


TINT = DictionaryObject()
GOLD = read_space(array("/Separation", "/Gold", "/DeviceCMYK", TINT))
TWO = read_space(array("/DeviceN", array("/Gold", "/None"), "/DeviceCMYK", TINT))
ALL = read_space(array("/Separation", "/All", "/DeviceCMYK", TINT))


@pytest.mark.parametrize(
    ("space", "values", "expected"),
    [
        (GREY, (0.25,), {"Black": 0.75}),
        (CMYK, (0.1, 0.2, 0.3, 0.4), {"Cyan": 0.1, "Magenta": 0.2, "Yellow": 0.3, "Black": 0.4}),
        (CMYK, (9, -1, 0, 0), {"Cyan": 1, "Magenta": 0, "Yellow": 0, "Black": 0}),
        (GOLD, (0.5,), {"Gold": 0.5}),
        (TWO, (0.5, 1), {"Gold": 0.5}),
        (ALL, (1,), {"Cyan": 1, "Magenta": 1, "Yellow": 1, "Black": 1}),
        (RGB, (1, 0, 0), None),
        (CMYK, (1, 0), None),
    ],
)
def test_inks_of_a_colour(space, values, expected):
    """Spot inks count by their names, registration by all plates; of RGB only the press knows."""
    found = inks_of(space, values)

    assert (None if found is None else dict(found)) == expected


def test_a_palette_has_the_colours_of_its_table():
    """Each entry of a table is a colour of the space that it stands on; what is left over is none."""
    space = read_space(
        array("/Indexed", "/DeviceCMYK", NumberObject(1), ByteStringObject(b"\xff\0\0\0\0\0\0\xff\1"))
    )

    assert [colour.coverage for colour in palette(space)] == [100, 100]
    assert palette(CMYK) == []


def test_spaces_are_named_for_people():
    """A message says what a space stands on."""
    assert [space.name for space in (CMYK, GOLD, TWO)] == [
        "DeviceCMYK",
        "Separation Gold",
        "DeviceN Gold None",
    ]
    assert str(Colour(CMYK, (0.1, 0, 0, 1))) == "DeviceCMYK 10 0 0 100"


@pytest.mark.parametrize(
    "value",
    [
        NumberObject(1),
        array(),
        array("/ICCBased"),
        array("/Indexed", "/DeviceRGB"),
        array("/Separation"),
        NameObject("/X"),
    ],
    ids=range(6),
)
def test_what_is_no_space_is_none(value):
    """A damaged colour space lays down nothing that anybody knows."""
    assert inks_of(read_space(value), ()) is None


def test_a_space_that_stands_on_itself_ends():
    """A space that names itself as its base is followed a few times only."""
    loop = array("/Indexed")
    loop += [loop, NumberObject(0), ByteStringObject(b"")]

    assert palette(read_space(loop)) == []


def test_black_alone_is_told_from_rich_black():
    """Only full black without another ink can overprint."""
    blacks = [(0, 0, 0, 1), (0.1, 0, 0, 1), (0, 0, 0, 0.9)]

    assert [Colour(CMYK, values).is_black_alone for values in blacks] == [True, False, False]
    assert Colour(GREY, (0.0,)).is_black_alone
