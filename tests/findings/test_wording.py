"""Findings as text."""

import re
import unicodedata
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Place, Related, error, warning
from pipeline.findings.wording import LONGEST_LINE, summarise, word

BRIGHTON = """\
kind: story
ratings:
  - published: 2018-05-01
    overall: good
  - published: 2019-01-08
    overall: goood
""".splitlines()

WORDED = """\
sources/brighton.yaml:6:14: error: "goood" is not a CQC rating [unknown-rating]
   5 |   - published: 2019-01-08
   6 |     overall: goood
     |              ^^^^^
  hint: one of inadequate, requires improvement, good, outstanding. Did you mean "good"?"""

LINE = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=250)


def worded(line, column, end_column=0, *, number=1, end_line=0, **options):
    """Word a finding at this place of a file whose last line is this one."""
    lines = ["above"] * (number - 1) + [line]
    finding = error("yaml-syntax", "odd", Place("a.yaml", number, column, end_line, end_column))
    return word(finding, lambda _: lines, **options)


def carets(text):
    """Give the columns, from 0, of the excerpt's text in which carets stand below it."""
    below = text.splitlines()[-1].partition("| ")[2]
    return [column for column, sign in enumerate(below) if sign == "^"]


def columns(text):
    """Count the columns that text takes in a terminal, by the Unicode character database."""
    widths = {"W": 2, "F": 2}
    return sum(
        0 if unicodedata.combining(letter) else widths.get(unicodedata.east_asian_width(letter), 1)
        for letter in text
    )


def test_a_finding_is_worded_as_compilers_do():
    """Place, severity, message and code come first, then the line with carets below, then the hint."""
    hint = 'one of inadequate, requires improvement, good, outstanding. Did you mean "good"?'
    place = Place("sources/brighton.yaml", 6, 14, 6, 19)
    finding = error("unknown-rating", '"goood" is not a CQC rating', place, hint)

    assert word(finding, {"sources/brighton.yaml": BRIGHTON}.get) == WORDED


def test_a_finding_without_a_place_is_one_line():
    """Nothing but severity, message and code is said of a finding that no line asked for."""
    assert word(warning("no-fonts", "no fonts"), lambda _: None) == "warning: no fonts [no-fonts]"


def test_a_page_stands_after_the_place_or_alone():
    """A page number follows the place; without a place it begins the line."""
    placed = error("overflow", "too wide", Place("a.yaml", 3, 5), page=3)

    assert word(placed, lambda _: None) == "a.yaml:3:5, page 3: error: too wide [overflow]"
    assert word(error("overflow", "too wide", page=3), lambda _: None) == "page 3: error: too wide [overflow]"


def test_related_places_are_notes():
    """Each related place is a line of its own after the hint."""
    related = (Related("first used here", Place("b.yaml", 2, 7)), Related("and here", Place("c.yaml")))
    finding = error("duplicate-id", "twice", Place("a.yaml"), "rename one", related=related)

    assert word(finding, lambda _: None) == (
        "a.yaml:1:1: error: twice [duplicate-id]\n"
        "  hint: rename one\n"
        "  note: first used here: b.yaml:2:7\n"
        "  note: and here: c.yaml:1:1"
    )


def test_the_first_line_has_none_above():
    """An excerpt of the first line shows that line only."""
    assert worded("kind", 1) == "a.yaml:1:1: error: odd [yaml-syntax]\n   1 | kind\n     | ^"


def test_numbers_are_right_aligned():
    """Below a line number of one digit, one of two digits does not move the text."""
    assert "    9 | above\n   10 | kind\n      | ^" in worded("kind", 1, number=10)


@pytest.mark.parametrize("line", [0, 2, 99])
def test_a_line_that_is_not_there_is_not_shown(line):
    """A place beyond the file, as of a file that has changed since, has no excerpt."""
    finding = error("yaml-syntax", "odd", Place("a.yaml", line, 1))

    assert f"a.yaml:{line}:1: error: odd [yaml-syntax]" == word(finding, lambda _: ["only"])


@pytest.mark.parametrize("lines", [None, []])
def test_a_file_that_cannot_be_read_is_not_shown(lines):
    """A finding in a file that is not there, or is empty, has no excerpt."""
    assert (
        word(error("yaml-syntax", "odd", Place("a.yaml")), lambda _: lines)
        == "a.yaml:1:1: error: odd [yaml-syntax]"
    )


@pytest.mark.parametrize(
    ("line", "column", "end_column", "expected"),
    [
        ("goood", 1, 6, [0, 1, 2, 3, 4]),
        ("goood", 3, 3, [2]),  # a point
        ("goood", 3, 2, [2]),  # an end before its beginning
        ("goood", 6, 6, [5]),  # the end of the line
        ("goood", 60, 70, [5]),  # beyond it
        ("goood", 4, 70, [3, 4]),
        ("", 1, 1, [0]),
        ("\tgoood", 2, 4, [4, 5]),
        ("a\tb", 2, 3, [1, 2, 3, 4]),
        ("日本: x", 5, 6, [6]),
        ("日本", 2, 3, [2, 3]),
        ("e\u0301: x", 5, 6, [3]),
        ("e\u0301: x", 2, 3, [0]),  # a mark is pointed at with its letter
        ("\u0301x", 1, 2, [0]),
        ("a\u200db", 3, 4, [1]),
        ("a\x00b\u2028c", 5, 6, [4]),
    ],
)
def test_carets_stand_below_the_span(line, column, end_column, expected):
    """Tabs, wide letters, combining marks and controls do not shift carets, and there is always one."""
    assert expected == carets(worded(line, column, end_column))


def test_a_span_over_lines_is_marked_to_the_end_of_its_first():
    """A span that ends on a later line has carets to the end of the line that is shown."""
    assert carets(worded("goood", 3, 2, end_line=7)) == [2, 3, 4]


def test_line_ends_are_not_shown():
    """Lines that still have their ends are shown without them."""
    assert worded("goood", 1) == worded("goood\r\n", 1)


@given(line=LINE, column=st.integers(1, 260), length=st.integers(1, 30))
def test_carets_mark_the_span_of_any_line(line, column, length):
    """In a line of letters, however long or wide, the letters above the carets are those of the span."""
    line = "".join(
        letter for letter in line if letter.isprintable() and not unicodedata.category(letter).startswith("M")
    ).rstrip()
    text = worded(line, column, column + length)
    shown, marked = text.splitlines()[-2].partition("| ")[2], carets(text)
    above = [letter for number, letter in enumerate(shown) if columns(shown[:number]) in marked]
    span = line[column - 1 : column - 1 + length]

    assert marked == [*range(marked[0], marked[-1] + 1)]
    if columns(line) <= LONGEST_LINE:
        assert span == "".join(above)
    assert above[:1] == [*span[:1]]


@given(lines=st.lists(LINE, min_size=1, max_size=3), place=st.tuples(*[st.integers(-3, 300)] * 4))
def test_any_line_is_shown_on_one(lines, place):
    """Whatever stands in a file, an excerpt has the line above, the line and the carets, and none is too long."""
    finding = error("yaml-syntax", "odd", Place("a.yaml", *place))
    excerpt = word(finding, lambda _: lines).splitlines()[1:]
    number = place[0]

    assert (0 if not 1 <= number <= len(lines) else 2 if number == 1 else 3) == len(excerpt)
    assert all(len(each.partition("|")[2].replace("    ", "\t")) <= LONGEST_LINE + 1 for each in excerpt[:-1])
    assert all("^" in each for each in excerpt[-1:])


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (1, f"{'0123456789' * 9}012345678…"),
        (151, f"…{'0123456789' * 9}01234567…"),
        (300, f"…{'123456789' + '0123456789' * 9}"),
    ],
)
def test_long_lines_are_shortened_around_the_column(column, shown):
    """Of a long line a hundred characters are shown, ellipses included, with the carets still in place."""
    text = worded("0123456789" * 30, column, column + 1)
    line = text.splitlines()[1].partition("| ")[2]

    assert shown == line
    assert len(line) == LONGEST_LINE
    assert str((column - 1) % 10) == line[carets(text)[0]]


def test_a_long_line_above_is_shown_from_its_beginning():
    """The line above says where one is, so that its key is kept."""
    finding = error("yaml-syntax", "odd", Place("a.yaml", 2, 1))
    above = word(finding, lambda _: ["key: " + "x" * 200, "y"]).splitlines()[1]

    assert f"   1 | key: {'x' * 94}…" == above


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ud800"])
def test_no_text_can_move_the_cursor(sign):
    """What an author wrote stays on its line and in its direction, in every part of the finding."""
    place = Place(f"a{sign}.yaml", 2, 1)
    finding = error("yaml-syntax", f"a{sign}b", place, f"c{sign}d", related=(Related(f"e{sign}f", place),))
    text = word(finding, lambda _: [f"g{sign}h", f"i{sign}j"])

    assert len(text.split("\n")) == 6
    assert sign not in text.replace("\n", "")


def test_colour_is_used_sparingly():
    """In colour, severity and carets are painted, and the words stay the same."""
    plain, painted = worded("goood", 2, 4), worded("goood", 2, 4, colour=True)

    assert plain == re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert re.findall(r"\x1b\[1;31m.*?\x1b\[0m", painted) == ["\x1b[1;31merror\x1b[0m", "\x1b[1;31m^^\x1b[0m"]
    assert "\x1b[1;33mwarning\x1b[0m" in word(warning("no-fonts", "no fonts"), lambda _: None, colour=True)
    assert "\x1b" not in plain


@pytest.mark.parametrize(
    ("errors", "warnings", "summary"),
    [
        (0, 0, "no findings"),
        (1, 0, "1 error"),
        (0, 2, "2 warnings"),
        (3, 1, "3 errors, 1 warning"),
    ],
)
def test_findings_are_counted(errors, warnings, summary):
    """Errors come before warnings, and what there is none of is not said."""
    a, b = partial(warning, "no-fonts", "no fonts"), partial(error, "overflow", "too wide")

    assert summary == summarise([*[a() for _ in range(warnings)], *[b() for _ in range(errors)]])
