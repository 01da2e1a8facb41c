"""Charts made ready to be drawn: numbers as text, lengths and places as custom properties."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import numbered

from pipeline.findings import Place
from pipeline.markup import mark_up
from pipeline.markup.charts import draw_chart
from pipeline.markup.journeys import draw_journey, questions_of
from pipeline.model.chapters import CHAPTER_SOURCE
from pipeline.model.charts import ChartKind
from pipeline.model.dates import PartialDate
from pipeline.model.facts import StatedFact
from pipeline.model.features import Amount, ChartBlock, ChartLine
from pipeline.model.inlines import Source, Text
from pipeline.model.numbers import with_commas

FACTS = {"beds": StatedFact(text="1,987 beds", value=1987, source="a")}


def amount(value):
    if isinstance(value, str):
        return Amount(None, "", value)
    return Amount(None, "") if value is None else Amount(float(value), str(value))


def line(*values, name="A row", date=None, group=None):
    return ChartLine(name, tuple(map(amount, values)), date and PartialDate.parse(date), group)


def chart(kind, *rows, unit="beds", maximum=None, highlight=(), series=None):
    return ChartBlock(
        label=None,
        kind=ChartKind(kind),
        title=(Text("Title"),),
        message=(),
        unit=unit,
        cited=(),
        series=series or tuple(f"series {index}" for index in range(len(rows[0].amounts))),
        rows=rows,
        highlight=highlight,
        maximum=maximum,
        source=Source("body/0", Place("sources/a.yaml")),
    )


def drawn(kind, *rows, **options):
    return draw_chart(chart(kind, *rows, **options), FACTS)


def rows_of(drawing):
    return [row for group in drawing.groups for row in group.rows]


def cells_of(drawing):
    return [cell for row in rows_of(drawing) for cell in row.cells]


def story(**keys):
    source = {
        "kind": "story",
        "title": "A",
        "trust": {"name": "A", "type": "acute", "region": "B"},
        "body": "A.",
    }
    return CHAPTER_SOURCE.validate_python(source | keys)


@pytest.mark.parametrize("kind", ["bars", "grouped", "stacked", "multiples"])
def test_a_bar_is_as_long_as_its_value(kind):
    """Each known number is a bar's length and the words beside it."""
    drawing = drawn(kind, line(60, 40), line(2.5, 97.5))

    assert [cell.text for cell in cells_of(drawing)] == ["60", "40", "2.5", "97.5"]
    styles = [cell.style.partition("; --place")[0] for cell in cells_of(drawing)]
    assert styles == ["--v: 60", "--v: 40", "--v: 2.5", "--v: 97.5"]
    assert [cell.series for cell in cells_of(drawing)] == [1, 2, 1, 2]
    assert all(cell.bar for cell in cells_of(drawing))


@pytest.mark.parametrize("kind", ChartKind)
def test_a_missing_value_is_missing_and_not_zero(kind):
    """What is not known has words and no length; zero is a number with a length, which is none, and so has no bar."""
    missing, zero = cells_of(drawn(kind, line(None, date="2016"), line(0, date="2017")))

    assert (missing.known, missing.bar, "--v" in missing.style) == (False, False, False)
    assert missing.text.startswith("not known")
    assert (zero.known, zero.style.partition(";")[0]) == (True, "--v: 0")
    assert zero.text.startswith("0")


def test_a_point_without_a_number_has_a_date_but_no_height():
    """A point that is not known has a place in time, is marked as missing, and no place among numbers."""
    known, missing = rows_of(drawn("points", line(5, date="2016"), line(None, date="2016-07-02")))

    assert known.style.startswith("--t: 0; --v: 5; --wide")
    assert known.classes == ""
    assert missing.style.startswith("--t: 50; --wide")
    assert "missing" in missing.classes


def test_points_stand_where_their_dates_are():
    """The axis is whole years; a date is as far along it as its first day is."""
    dates = ["2013-07-01", "2014", "2014-12-31"]
    drawing = drawn("points", *(line(5, date=date) for date in dates))

    places = [float(re.search(r"--t: ([\d.]+)", row.style)[1]) for row in rows_of(drawing)]
    assert [round(181 / 730 * 100, 2), 50.0, round(729 / 730 * 100, 2)] == places
    assert [row.head for row in rows_of(drawing)] == ["1 July 2013", "2014", "31 December 2014"]


def test_late_points_are_told_from_early_ones():
    """A point in the right half of the axis has its label on its left, where there is room for it."""
    drawing = drawn("points", *(line(5, date=date) for date in ("2013-02", "2013-06", "2013-11")))

    assert [row.classes for row in rows_of(drawing)] == ["", "", "late"]


def test_a_point_says_what_it_counts():
    """A point's label has its number, its unit and its name; its row is headed by the date."""
    drawing = drawn("points", line(1987, name="Counted", date="2016"))

    assert (drawing.corner, cells_of(drawing)[0].text) == ("Date", "1,987 beds: Counted")
    assert not cells_of(drawing)[0].bar
    assert cells_of(drawn("points", line(5, name="Rated", date="2016"), unit="%"))[0].text == "5%: Rated"


@pytest.mark.parametrize(
    ("unit", "text", "corner"), [("beds", "1,987", "In beds"), ("%", "1,987%", "In per cent")]
)
def test_numbers_are_written_as_readers_expect_them(unit, text, corner):
    """Thousands have commas, shares their sign, and everything else its unit in the heading."""
    drawing = drawn("grouped", line(1987, 2), unit=unit, series=("Acute", "Community"))

    assert (text, corner) == (cells_of(drawing)[0].text, drawing.corner)
    assert drawing.series == ("Acute", "Community")


@pytest.mark.parametrize(
    ("series", "unit", "heading"),
    [("Beds", "beds", "Beds"), ("Acute", "%", "Acute, in per cent"), ("Trusts", "beds", "Trusts, in beds")],
)
def test_a_single_series_says_what_is_counted_once(series, unit, heading):
    """With one series there is no legend: its heading has the unit, and the corner is empty."""
    drawing = drawn("bars", line(5), unit=unit, series=(series,))

    assert (None, (heading,)) == (drawing.corner, drawing.series)


def test_a_stated_fact_is_its_number():
    """A value that names a fact is drawn and written as facts.yaml states it."""
    drawing = drawn("bars", line("beds"))

    assert (cells_of(drawing)[0].text, cells_of(drawing)[0].style) == ("1,987", "--v: 1987")
    assert drawing.style == "--max: 1987"


@pytest.mark.parametrize(
    ("values", "maximum", "end"),
    [
        ((3, 7.5), None, "7.5"),
        ((3, 7), 50.0, "50"),
        ((3, 70), 50.0, "70"),
        ((0, None), None, "1"),
        ((1e-7,), None, "0.0000001"),
    ],
)
def test_the_axis_ends_behind_the_largest_value(values, maximum, end):
    """It ends where the author says, at the largest value otherwise; never before a bar does, and never at zero."""
    assert f"--max: {end}" == drawn("bars", *map(line, values), maximum=maximum).style


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        ((50, 30, 20), "50 30 20"),
        ((60, None, None), "60 20 20"),
        ((60, 40.5, None), "60 40.5 0.01"),
        ((100, 0, 0), "100 0.01 0.01"),
        ((0.1, None, None), "0.1 49.95 49.95"),
    ],
)
def test_cells_that_are_not_known_share_what_is_left(values, shares):
    """A stack is as wide as the whole: known shares as wide as their numbers, the others as wide as the rest."""
    style = rows_of(drawn("stacked", line(*values), unit="%"))[0].style

    assert f"--cells: {' '.join(f'minmax(0, {share}fr)' for share in shares.split())}" == style


def test_rows_of_a_group_stand_together():
    """Small multiples are one group a name, in the order in which the names come first; other charts have one group."""
    rows = [line(1, name="x", group="B"), line(2, name="y", group="A"), line(3, name="z", group="B")]

    groups = drawn("multiples", *rows).groups
    assert [(group.name, [row.head for row in group.rows]) for group in groups] == [
        ("B", ["x", "z"]),
        ("A", ["y"]),
    ]
    assert [group.name for group in drawn("bars", *rows).groups] == [None]


def test_highlighted_rows_are_marked():
    """Rows that the author names stand out, and no others."""
    drawing = drawn("bars", line(1, name="One"), line(2, name="Two"), highlight=("Two",))

    assert [row.classes for row in rows_of(drawing)] == ["", "highlight"]


def test_a_rating_lasts_until_the_next():
    """Each step begins where the one before ends; its level is the rating's, from 0 for inadequate to 3."""
    journey = draw_journey(
        story(
            ratings=[
                {"published": PartialDate(2015), "overall": "inadequate"},
                {"published": PartialDate(2016), "overall": "outstanding"},
                {"published": PartialDate(2017), "overall": "requires improvement"},
            ]
        )
    )
    places = [dict(re.findall(r"--(\w+): ([\d.]+)", step.style)) for step in journey.steps]

    assert [place["level"] for place in places] == ["0", "3", "1"]
    assert [place["to"] for place in places[:-1]] == [place["from"] for place in places[1:]]
    assert (places[0]["from"], places[-1]["to"]) == ("0", "100")
    assert [step.slug for step in journey.steps] == ["inadequate", "outstanding", "requires-improvement"]


@pytest.mark.parametrize("months", [0, 30])
def test_the_last_step_is_short(months):
    """The last rating is drawn for a short while only: what came after the report is not ours to say."""
    ratings = [{"published": PartialDate(2015), "overall": "good"}]
    ratings += [{"published": PartialDate(2017, 7), "overall": "good"}] * bool(months)
    last = draw_journey(story(ratings=ratings)).steps[-1]
    start, end = (float(place) for place in re.findall(r"--(?:from|to): ([\d.]+)", last.style))

    # One rating has no span of its own, and is drawn over the year that stands in for one.
    assert (100 if not months else pytest.approx(100 * 0.12 / 1.12, abs=0.1)) == end - start


@pytest.mark.parametrize(
    ("period", "style", "words"),
    [
        ({"entered": "2015", "left": "2016"}, (0, 61.2), "entered 2015, left 2016"),
        ({"entered": "2017-12"}, (89.3, 100), "entered December 2017, not left by the report's date"),
        ({"entered": "2019"}, (89.3, 100), "entered 2019, not left by the report's date"),
    ],
)
def test_a_band_reaches_from_entry_to_exit(period, style, words):
    """Special measures are drawn where they were, also when they began after the last rating, and never off the axis."""
    dates = {key: PartialDate.parse(value) for key, value in period.items()}
    ratings = [
        {"published": PartialDate(2015), "overall": "inadequate"},
        {"published": PartialDate(2017, 12), "overall": "good"},
    ]
    band = draw_journey(story(ratings=ratings, special_measures=[{"reason": "quality"} | dates])).bands[0]
    places = dict(re.findall(r"--(\w+): ([\d.]+)", band.style))

    assert f"Special measures for quality: {words}" == band.words
    assert style == (
        pytest.approx(float(places["from"]), abs=0.1),
        pytest.approx(float(places["to"]), abs=0.1),
    )
    assert band.before == (float(places["from"]) > 50)


def places(styled):
    """Return the custom properties of a step, band or row as numbers."""
    return {name: float(value) for name, value in re.findall(r"--(\w+): ([\d.]+)", styled.style)}


def test_a_band_does_not_end_before_the_exit_was_recommended():
    """A period left in a year of which only a later day of recommendation is known lasts over that day."""
    period = {
        "reason": "quality",
        "entered": PartialDate(2013),
        "exit_recommended": PartialDate(2016, 11, 9),
        "left": PartialDate(2016),
    }
    ratings = [{"published": PartialDate(2013), "overall": "inadequate"}]
    ratings += [{"published": PartialDate(2016, 11, 9), "overall": "requires improvement"}]
    journey = draw_journey(story(ratings=ratings, special_measures=[period]))

    assert places(journey.bands[0])["to"] > places(journey.steps[1])["from"]


def test_a_rating_begins_after_its_inspection():
    """Of a rating published in a year, after an inspection in a month of it, the step begins with that month."""
    early = {"published": PartialDate(2016), "overall": "inadequate"}
    late = {"published": PartialDate(2017), "inspected": PartialDate(2017, 4), "overall": "good"}
    of_april = late | {"published": PartialDate(2017, 4)}

    assert draw_journey(story(ratings=[early, late])).steps[1].style == (
        draw_journey(story(ratings=[early, of_april])).steps[1].style
    )


def test_ratings_of_one_level_close_in_time_have_rows_of_their_own():
    """The words of the last stand lowest, those before it over them, and levels are as high as that takes."""
    dates = PartialDate(2015, 1), PartialDate(2015, 3), PartialDate(2015, 5), PartialDate(2020)
    journey = draw_journey(story(ratings=[{"published": date, "overall": "good"} for date in dates]))

    assert [places(step)["lift"] for step in journey.steps] == [2, 1, 0, 0]
    assert [step.lifted for step in journey.steps] == [True, True, False, False]
    assert places(journey) == {"lowest": 2, "highest": 2, "tall": 5}


def test_numbers_of_narrow_cells_stand_behind_the_bar_in_order():
    """A number without room in its cell stands behind the bar with the last, each in a cell of its own still."""
    first, second, third = rows_of(
        drawn("stacked", line(50, 0, 0, 50), line(1, 1, 1, 97), line(40, 30, 20, 10), unit="%")
    )

    assert [cell.behind for cell in first.cells] == [False, True, True, True]
    assert [cell.behind for cell in second.cells] == [True] * 4
    assert [cell.behind for cell in third.cells] == [False, False, False, True]
    assert [row.classes for row in (first, second, third)] == ["several", "several", ""]
    along = [places(cell)["place"] for cell in second.cells]
    assert along == sorted(set(along))


def test_points_have_an_axis_of_time():
    """The axis says its first and its last month; other charts have none."""
    rows = line(5, date="2013-07"), line(6, date="2018-06")

    assert drawn("points", *rows).axis == ("January 2013", "December 2018")
    assert drawn("bars", *rows).axis is None


def test_labels_of_points_of_one_day_and_value_stand_over_each_other():
    """Where a label would cover another it is lifted, and the chart has room for it above."""
    drawing = drawn("points", *(line(10, date="2016-01-01", name=name) for name in "abc"))

    assert len({places(row)["lift"] for row in rows_of(drawing)}) == 3
    assert places(drawing)["room"] > 0


def test_questions_stand_in_the_order_in_which_they_are_asked():
    """All five are there, whatever the order in the source; one without a rating has none."""
    date = PartialDate(2019, 1, 8)
    rating = {"published": date, "overall": "good", "questions": {"well_led": "outstanding", "safe": "good"}}
    front = story(ratings=[{"published": PartialDate(2016), "overall": "inadequate"}, rating])

    assert list(questions_of(front, date)) == [
        ("Safe", "good"),
        ("Effective", None),
        ("Caring", None),
        ("Responsive", None),
        ("Well led", "outstanding"),
    ]


class Table(HTMLParser):
    """The cells of all tables as words, with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.open, self.cells, self.styles = [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.styles += [value for name, value in attributes if name == "style"]
        if tag not in {"meta", "br", "img"}:
            self.open.append(tag)
        if tag in {"th", "td"}:
            self.cells.append([tag, dict(attributes), ""])

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        if {"th", "td"} & set(self.open):
            self.cells[-1][2] += data


names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
numbers = st.none() | st.integers(0, 10**7) | st.decimals(0, 1000, places=2, allow_nan=False).map(float)


@st.composite
def charts(draw):
    kind = draw(st.sampled_from([each for each in ChartKind if each is not ChartKind.STACKED]))
    width = draw(st.integers(2, 4)) if kind is ChartKind.GROUPED else 1
    values = st.lists(numbers, min_size=width, max_size=width)
    rows = [
        {"name": name, "values": draw(values)}
        | ({"group": "One" if index else "Zero"} if kind is ChartKind.MULTIPLES else {})
        | ({"date": str(2010 + index)} if kind is ChartKind.POINTS else {})
        for index, name in enumerate(draw(st.lists(names, min_size=1, max_size=4, unique=True)))
    ]
    series = draw(st.lists(names, min_size=width, max_size=width, unique=True))
    words = {"title": "A", "message": "B.", "unit": draw(names), "source": "C"}
    return {"kind": kind.value, "series": series, "rows": rows} | words


@given(charts())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_number_is_text(tmp_path, block):
    """For any chart the HTML is well formed, its headings have words and a scope, and every known number stands in a cell."""
    body = "body: " + json.dumps([{"chart": block}], ensure_ascii=False)  # JSON is YAML, all strings quoted
    report = numbered(tmp_path, {"a": f"kind: prose\ntitle: A\n{body}"})
    html = mark_up(report.report.chapters[0], report, {}).html
    table = Table(html)

    cells = [words for tag, _, words in table.cells if tag == "td" and words]  # corners are empty
    values = [value for row in block["rows"] for value in row["values"]]
    assert len(values) == len(cells)
    for value, words in zip(values, cells, strict=True):
        # The digits that the author wrote, or the words for none.
        assert words.startswith("not known" if value is None else with_commas(str(value)))
    headings = [(attributes, words) for tag, attributes, words in table.cells if tag == "th"]
    assert all(
        words.strip() and attributes["scope"] in {"col", "row", "rowgroup"} for attributes, words in headings
    )
    assert [style for style in table.styles if not re.fullmatch(r"(--[a-z]+: [\d.]+(; )?)+", style)] == []
