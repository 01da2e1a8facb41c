"""Dates of a day, a month or a year."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from pipeline.model.dates import PartialDate

DAYS = st.dates()


@st.composite
def partial_dates(draw):
    day = draw(DAYS)
    known = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:known])


@given(partial_dates())
def test_a_date_is_read_back_as_it_was_written(date):
    """Reading the ISO form of a date gives the date, whatever is known of it."""
    assert date == PartialDate.parse(date.iso)


@given(partial_dates())
def test_a_date_means_all_of_its_days(date):
    """The first day is not after the last, both belong to the date, and the days beside them do not."""
    first, last = date.first_day, date.last_day

    assert first <= last
    for day in (first, last):
        assert day.isoformat().startswith(date.iso)
    if first > datetime.date.min:
        assert not (first - datetime.timedelta(days=1)).isoformat().startswith(date.iso)
    if last < datetime.date.max:
        assert not (last + datetime.timedelta(days=1)).isoformat().startswith(date.iso)


@given(DAYS)
def test_what_is_known_less_precisely_begins_no_later_and_ends_no_earlier(day):
    """A year holds its months, a month its days."""
    exact = PartialDate(day.year, day.month, day.day)
    month = PartialDate(day.year, day.month)
    year = PartialDate(day.year)

    assert year.first_day <= month.first_day <= exact.first_day
    assert exact.last_day <= month.last_day <= year.last_day


@pytest.mark.parametrize(
    ("written", "words"),
    [("2019-01-08", "8 January 2019"), ("2019-12", "December 2019"), ("2019", "2019")],
)
def test_readers_get_words(written, words):
    """A date is printed as British readers expect it, with no more than is known."""
    assert words == str(PartialDate.parse(written))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2019-02-30", "February 2019 has no day 30"),
        ("2019-02-00", "February 2019 has no day 0"),
        ("2019-13", "there is no month 13"),
        ("2019-00-01", "there is no month 0"),
        ("0000", "there is no year 0"),
        ("8.1.2019", "it is not written like 2019-01-08, 2019-01 or 2019"),
        ("2019-1-8", "it is not written like 2019-01-08, 2019-01 or 2019"),
        ("٢٠١٩", "it is not written like 2019-01-08, 2019-01 or 2019"),
        ("2019-01-08\n", "it is not written like 2019-01-08, 2019-01 or 2019"),
    ],
)
def test_an_impossible_date_says_why(written, why):
    """What no calendar has is refused with the reason."""
    with pytest.raises(ValueError, match=f"^{why}$"):
        PartialDate.parse(written)


@pytest.mark.parametrize("value", [True, 2019.5, None, [], {}, "today", 19])
def test_the_border_takes_dates_only(value):
    """Values that are no date are refused at the border, with a type of error that reading can word."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(PartialDate).validate_python(value)

    assert [mistake["type"] for mistake in refused.value.errors()] == ["impossible_date"]


@pytest.mark.parametrize("value", [2019, "2019", PartialDate(2019)])
def test_a_year_may_be_a_number(value):
    """A year alone is a number in YAML, and a date all the same."""
    assert PartialDate(2019) == TypeAdapter(PartialDate).validate_python(value)


@given(partial_dates())
def test_a_date_survives_json(date):
    """What pydantic writes of a date, it reads."""
    adapter = TypeAdapter(PartialDate)

    assert date == adapter.validate_json(adapter.dump_json(date))
