"""Charts and rating journeys in pixels, by the report's own sheet: lengths, levels and bands, and what is not known."""

import pytest
from draw.blocks import SIDE, STORY, draw_blocks
from draw.pixels import COLOURS, assert_pixels, middles, rasterise

# The frame of words round a chart is on the grid by another test; "not known" is drawn in cyan.
FRAMELESS = """
caption, thead { display: none !important }
.chart-source { display: none }
.missing .value { width: 8px; height: 8px; background: cyan }
"""


@pytest.fixture
def chart(tmp_path, workshop):
    """Draw a chart without the words round it."""

    def draw(
        kind: str, *rows: str, series: str = "a", unit: str = "beds", highlight: str = "", css: str = ""
    ) -> bytes:
        lines = "".join(f"    - {{{row}}}\n" for row in rows)
        block = (
            f"chart:\n  kind: {kind}\n  title: t\n  message: m.\n  unit: '{unit}'\n  source: s\n"
            f"  series: [{series}]\n  highlight: [{highlight}]\n  rows:\n{lines}"
        )
        return draw_blocks(workshop, tmp_path, block, css=FRAMELESS + css)

    return draw


def sketch(drawing: str, height: int) -> str:
    """Return a drawing with empty rows below, down to the height of the page in letters."""
    rows = drawing.split()
    return "\n".join(rows + ["_" * len(rows[0])] * (height - len(rows)))


def test_a_bar_is_as_long_as_its_number_and_what_is_not_known_is_no_bar(chart, tmp_path):
    """Ten is twice as long as five; not known is said in words, zero is neither a bar nor those words."""
    rows = "name: n, values: [10]", "name: m, values: [~]", "name: o, values: [0]", "name: p, values: [5]"

    drawing = """
        ____________________
        _______RRRRRRRRRRR__
        _______RRRRRRRRRRR__
        ____________________
        _________CC_________
        _________CC_________
        ____________________
        ____________________
        ____________________
        ____________________
        ____________________
        ____________________
        ____________________
        _______RRRRRR_______
        _______RRRRRR_______
    """
    assert_pixels(sketch(drawing, 60), chart("bars", *rows), tmp_path, side=SIDE)


def test_a_highlighted_bar_has_another_colour(chart, tmp_path):
    """The row that the author names is drawn in the accent, the others stay as they are."""
    rows = "name: n, values: [10]", "name: p, values: [5]"

    drawing = """
        ____________________
        _______RRRRRRRRRRR__
        _______RRRRRRRRRRR__
        ____________________
        ____________________
        _______GGGGGG_______
        _______GGGGGG_______
    """
    content = chart("bars", *rows, highlight="p")
    assert_pixels(sketch(drawing, 60), content, tmp_path, side=SIDE)


def test_grouped_bars_stand_under_each_other_and_groups_apart(chart, tmp_path):
    """A row has a bar for each series, in their order and colours; one that is not known keeps its line."""
    content = chart("grouped", "name: n, values: [10, 5]", "name: m, values: [~, 0]", series="a, b")

    drawing = """
        ____________________
        _______RRRRRRRRRRR__
        _______RRRRRRRRRRR__
        _______RRRRRRRRRRR__
        _______GGGGGG_______
        _______GGGGGG_______
        _______GGGGGG_______
        ____________________
        _________CC_________
        _________CC_________
    """
    assert_pixels(sketch(drawing, 60), content, tmp_path, side=SIDE)


def test_stacks_fill_the_whole_and_what_is_not_known_is_left_white(chart, tmp_path):
    """Three quarters are three times a quarter; a share that is not known has its room, outlined, and no bar."""
    rows = "name: n, values: [75, 25]", "name: m, values: [50, ~]", "name: o, values: [0, 100]"
    # Nine letters for the whole, so that its quarters are whole pixels.
    css = "table.chart.stacked { --labels: 20px } .chart.stacked tr { padding-right: 24px }"
    css += ".chart.stacked td.behind .value { left: calc(100% - 8px) } .value::before { content: none !important }"
    content = chart("stacked", *rows, series="a, b", unit="%", css=css)

    drawing = """
        _____RRRRRR_GG______
        _____RRRRRR_GG______
        _____RRRRRR_GG______
        ____________________
        _____RRRR_zzzzzzz_CC
        _____RRRR_z_____z_CC
        _____RRRR_zzzzzzz___
        ____________________
        _____GGGGGGGGG______
        _____GGGGGGGGG______
        _____GGGGGGGGG______
    """
    assert_pixels(sketch(drawing, 60), content, tmp_path, side=SIDE)


def test_points_stand_at_their_date_and_number(chart, tmp_path):
    """Time goes to the right, numbers go up; a point that is not known is a line through the plot and no disc."""
    rows = (
        "date: 2010, name: n, values: [10]",
        "date: 2012, name: m, values: [~]",
        "date: 2014, name: o, values: [5]",
        "date: 2018, name: p, values: [0]",
    )
    # A point may stand left of the axis by half its width.
    css = "@page { size: 128px 128px; margin: 16px } .chart.points tbody { margin: 0 16px 0 0 }"
    # Words of a pixel need no lifting.
    css += "tr { --lift: 0 !important; --wide: 10 !important } .lifted td::after { content: none !important }"
    css += ".axis { display: none !important } tbody th, .value { display: none !important }"
    content = chart("points", *rows, css=css)

    drawing = [["_"] * 32 for _ in range(32)]
    for x, y in ((3, 4), (12, 14), (21, 25)):
        for row in drawing[y - 1 : y + 2]:
            row[x - 1 : x + 2] = "zzz"
        drawing[y][x] = "R"
    for row in drawing:
        row[8] = "z"
    assert_pixels("\n".join(map("".join, drawing)), content, tmp_path, side=SIDE)
    dashes = rasterise(content).crop((30, 40, 38, 96))
    colours = {colour for _, colour in dashes.getcolors()}
    # Dashes of less than a pixel are drawn in greys.
    assert len(colours) > 1
    assert all(red == green == blue for red, green, blue in colours)


def test_small_multiples_stand_side_by_side_on_one_scale(chart, tmp_path):
    """Each group is a chart of its own, and five is half as long as ten in whichever it stands."""
    rows = (
        "group: g, name: n, values: [10]",
        "group: g, name: o, values: [~]",
        "group: h, name: n, values: [5]",
        "group: h, name: o, values: [0]",
    )
    # Twice as wide, so that the little bars have some length.
    css = "@page { size: 160px 80px } table.chart.multiples { --labels: 50% }"

    drawing = """
        ________________________________________
        ________________________________________
        ________________________________________
        ________________________________________
        ________________________________________
        _________RRRRRRRR______________RRRR_____
        _________RRRRRRRR______________RRRR_____
        ________________________________________
        __________CC____________________________
        __________CC____________________________
    """
    assert_pixels(sketch(drawing, 20), chart("multiples", *rows, css=css), tmp_path, side=SIDE)


def test_a_rating_journey_climbs_by_levels_over_its_bands(tmp_path, workshop):
    """Each rating is a step from its date to the next at its own height, and each period a band of its own length."""
    css = FRAMELESS + ".chart-frame { --day: 1% }"
    content = draw_blocks(workshop, tmp_path, "rating_journey: {caption: c}", css=css, front=STORY)

    blank = "____________________\n"
    drawing = (
        blank * 6
        + "zzzzzzzzzzzzzzzzzzGG\n" * 2
        + blank * 6
        + "_________YYYYYYYYYzz\n" * 2
        + blank * 6
        + "RRRRRRRRRzzzzzzzzzzz\n" * 2
        + "zzzzzzzzzz__________\n"
        + "GYYYYYYYY___________\n" * 3
        + "____zzzzzzzzzzzzzzz_\n"
        + "____GYYYYYYYYYYYYY__\n" * 3
    )
    assert_pixels(sketch(drawing, 60), content, tmp_path, side=SIDE)


def test_a_level_above_the_best_rating_takes_no_room(tmp_path, workshop):
    """A journey up to outstanding is two lines higher than one up to good."""
    css = FRAMELESS + ".chart-frame { --day: 1% }"
    fronts = STORY, STORY.replace("overall: good", "overall: outstanding")
    heights = []
    for index, front in enumerate(fronts):
        folder = tmp_path / str(index)
        content = draw_blocks(workshop, folder, "rating_journey: {caption: c}", css=css, front=front)
        image = middles(rasterise(content), SIDE)
        heights.append(next(y for y in range(image.height) if image.getpixel((1, y)) == COLOURS["R"]))

    assert heights[1] - heights[0] == 8
