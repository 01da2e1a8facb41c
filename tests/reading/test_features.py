"""Blocks that are more than prose: boxes, timelines, charts, and tables from data files."""

import pytest
from reports import source, summary, tree

from pipeline.model.blocks import Format
from pipeline.model.charts import ChartKind
from pipeline.model.dates import PartialDate
from pipeline.model.features import Amount
from pipeline.model.prose import (
    CalloutBlock,
    ChartBlock,
    FactBoxBlock,
    JourneyBlock,
    KeyLearningBlock,
    List,
    Paragraph,
    PullQuoteBlock,
    RatingTableBlock,
    TimelineBlock,
    plain,
)
from pipeline.reading.body import read_body
from pipeline.reading.markdown import Prose


def read(root, yaml, files=None):
    for path, content in (files or {}).items():
        file = root / "sources" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    prose = Prose()
    blocks = read_body(root, tree(yaml).get("body"), source(yaml), prose, sound=True)
    return blocks, prose.findings


def one(root, yaml, **files):
    (block,), findings = read(root, yaml, **files)
    assert findings == []
    return block


def found(findings):
    return [f"{finding.place.path.removeprefix('sources/')}:{summary(finding)}" for finding in findings]


def test_a_fact_box_has_its_figures_with_their_sources(tmp_path):
    """Each figure keeps its label as words, its value and source as runs; a source may be missing."""
    box = one(
        tmp_path,
        "body:\n- fact_box:\n    title: In figures\n    facts:\n"
        "    - {label: Beds, value: '**12** beds', source: '[@a]'}\n    - {label: Sites, value: two}\n",
    )

    assert isinstance(box, FactBoxBlock)
    assert box.title == "In figures"
    assert [(fact.label, plain(fact.value), len(fact.cited)) for fact in box.facts] == [
        ("Beds", "12 beds", 1),
        ("Sites", "two", 0),
    ]


@pytest.mark.parametrize(("title", "expected"), [("", "Key learning"), ("title: Lessons, ", "Lessons")])
def test_lessons_have_a_title_of_their_own_or_the_usual_one(tmp_path, title, expected):
    """Without a title the box is called Key learning."""
    box = one(tmp_path, f"body:\n- key_learning: {{{title}points: [One *lesson*., Another.]}}\n")

    assert isinstance(box, KeyLearningBlock)
    assert expected == box.title
    assert [plain(point) for point in box.points] == ["One lesson.", "Another."]


def test_a_pull_quote_is_plain_words(tmp_path):
    """Asterisks are words here, and line breaks are spaces: the text is compared with the chapter's."""
    quote = one(tmp_path, "body:\n- pull_quote:\n    text: |\n      Few *things*,\n      done well.\n")

    assert isinstance(quote, PullQuoteBlock)
    assert (quote.text, quote.speaker, quote.cited) == ("Few *things*, done well.", None, ())


def test_a_quotation_keeps_its_speaker_and_source(tmp_path):
    """Somebody else's words stand with who said them and where."""
    quote = one(tmp_path, "body:\n- pull_quote: {text: A, speaker: Ann, role: nurse, source: '[@a]'}\n")

    assert (quote.text, quote.speaker, quote.role, len(quote.cited)) == ("A", "Ann", "nurse", 1)


def test_a_callout_holds_paragraphs_and_lists(tmp_path):
    """The text of a callout is Markdown as in a body, with paths below the block's."""
    box = one(tmp_path, "body:\n- callout:\n    title: Who\n    text: |\n      One.\n\n      - Two\n")

    assert isinstance(box, CalloutBlock)
    assert [type(block) for block in box.blocks] == [Paragraph, List]
    assert [block.source.block for block in box.blocks] == ["body/0/text/0", "body/0/text/1"]


def test_a_folded_callout_is_refused(tmp_path):
    """In a callout as in a body, text whose lines cannot be told is found."""
    _, findings = read(tmp_path, "body:\n- callout:\n    title: Who\n    text: >\n      One.\n")

    assert found(findings) == ["a.yaml:4:11 folded-body"]


def test_a_timeline_has_its_dates_as_far_as_they_are_known(tmp_path):
    """A day, a month and a year each stay what they are."""
    line = one(
        tmp_path,
        "body:\n- timeline:\n    label: when\n    caption: C\n    events:\n"
        "    - {date: 2016, text: A}\n    - {date: 2016-08, text: B}\n    - {date: 2016-08-17, text: '*C*'}\n",
    )

    assert isinstance(line, TimelineBlock)
    assert line.label == "when"
    assert [(event.date, plain(event.text)) for event in line.events] == [
        (PartialDate(2016), "A"),
        (PartialDate(2016, 8), "B"),
        (PartialDate(2016, 8, 17), "C"),
    ]


def test_journeys_and_rating_tables_name_what_they_show(tmp_path):
    """A journey has a caption only, a rating table the date of its rating."""
    (journey, table), findings = read(
        tmp_path,
        "body:\n- rating_journey: {label: journey, caption: A}\n- rating_table: {published: 2019-01-08, caption: B}\n",
    )

    assert findings == []
    assert isinstance(journey, JourneyBlock)
    assert isinstance(table, RatingTableBlock)
    assert (journey.label, plain(journey.caption), table.label) == ("journey", "A", None)
    assert table.published == PartialDate(2019, 1, 8)


CHART = """\
body:
- chart:
    kind: {kind}
    title: T
    message: M
    unit: "%"
    source: S
    series: [{series}]
    {rows}
"""
DATA = "data/x.csv"


def chart(rows, kind="stacked", series="Good, Bad"):
    return CHART.format(kind=kind, series=series, rows=rows)


def test_a_chart_has_its_numbers_as_they_are_written(tmp_path):
    """Numbers keep their digits, what is not known is no number, and a fact is known by its name."""
    block = one(
        tmp_path,
        chart(
            "rows: [{name: A, values: [60.0, ~]}, {name: B, values: [{fact: share}, 1]}]\n"
            "    highlight: [B]\n    maximum: 99.5\n    label: shares",
            "grouped",
        ),
    )

    assert isinstance(block, ChartBlock)
    assert (block.kind, block.series, block.highlight) == (ChartKind.GROUPED, ("Good", "Bad"), ("B",))
    assert (block.maximum, block.label, block.unit) == (99.5, "shares", "%")
    assert [row.amounts for row in block.rows] == [
        (Amount(60.0, "60.0"), Amount(None, "")),
        (Amount(None, "", "share"), Amount(1.0, "1")),
    ]


def test_a_chart_from_data_is_the_chart_from_yaml(tmp_path):
    """Rows in a file are the rows that the YAML could have; an empty cell is a value that is not known."""
    rows = "rows:\n    - {name: 'A, B', values: [60, 40], date: 2019-01, group: G}\n    - {name: C, values: [~, 30]}"
    written = one(tmp_path, chart(rows, "grouped"))
    csv = 'Bad,name,Good,date,group\n40,"A, B",60,2019-01,G\n30,C,,,\n'
    from_file = one(tmp_path, chart(f"data: {DATA}", "grouped"), files={DATA: csv})

    assert written == from_file


SOUND_ROWS = {
    "a hundred": ("stacked", "60, 40"),
    "ninety-nine by rounding": ("stacked", "60, 39"),
    "a hundred and one by rounding": ("stacked", "60, 41"),
    "ninety-nine in decimals": ("stacked", "66.6, 32.4"),
    "one is missing": ("stacked", "60, ~"),
    "both are missing": ("stacked", "~, ~"),
    "one is a fact": ("stacked", "60, {fact: share}"),
    "grouped need no sum": ("grouped", "60, 70"),
    "nought": ("grouped", "0, 0"),
}


@pytest.mark.parametrize(("kind", "values"), SOUND_ROWS.values(), ids=SOUND_ROWS)
def test_sums_are_right_within_rounding(tmp_path, kind, values):
    """Shares may miss 100 by 1, and what is missing may be anything that is left."""
    block = one(tmp_path, chart(f"rows: [{{name: A, values: [{values}]}}]", kind))

    assert len(block.rows) == 1


ROW = "9:12"
"""Where the only row of a chart stands."""

CHART_MISTAKES = {
    "too little": (chart("rows: [{name: A, values: [60, 38]}]"), [f"{ROW} wrong-sum"], "add up to 98"),
    "too much": (chart("rows: [{name: A, values: [60, 42]}]"), [f"{ROW} wrong-sum"], "rounding"),
    "too much without one": (chart("rows: [{name: A, values: [102, ~]}]"), [f"{ROW} wrong-sum"], "known shares"),
    "too few values": (chart("rows: [{name: A, values: [60]}]"), [f"{ROW} invalid-value"], "write ~"),
    "too many values": (chart("rows: [{name: A, values: [60, 30, 10]}]"), [f"{ROW} invalid-value"], "2 series"),
    "below nought": (chart("rows: [{name: A, values: [-1, 5]}]", "grouped"), [f"{ROW} invalid-value"], "table"),
    "point without date": (chart("rows: [{name: A, values: [1]}]", "points", "Good"), [f"{ROW} missing-key"], "date:"),
    "small multiple without group": (chart("rows: [{name: A, values: [1, 2]}]", "multiples"), [f"{ROW} missing-key"], "group:"),
    "group in two places": (
        chart(
            "rows:\n    - {name: A, values: [1, 2], group: G}\n    - {name: B, values: [1, 2], group: H}\n"
            "    - {name: C, values: [1, 2], group: G}", "multiples",
        ),
        ["12:7 invalid-value"], "do not stand together",
    ),
    "bars of two series": (chart("rows: [{name: A, values: [1, 2]}]", "bars"), ["8:5 invalid-value"], "kind: grouped"),
    "highlight of nothing": (
        chart("rows: [{name: A, values: [60, 40]}]\n    highlight: [B]"), ["10:5 invalid-value"], "one of A",
    ),
    "axis too short": (
        chart("rows: [{name: A, values: [60, 40]}]\n    maximum: 50", "grouped"), ["10:14 invalid-value"], "largest value, 60",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("yaml", "expected", "said"), CHART_MISTAKES.values(), ids=CHART_MISTAKES)
def test_numbers_that_cannot_be_drawn_are_found(tmp_path, yaml, expected, said):
    """Each mistake in a chart is one finding at the row or key that has it, with what to do about it."""
    blocks, findings = read(tmp_path, yaml)

    assert [f"a.yaml:{each}" for each in expected] == found(findings)
    assert said in f"{findings[0].message}\n{findings[0].hint}"
    assert all(len(row.amounts) == len(blocks[0].series) for row in blocks[0].rows)


DATA_MISTAKES = {
    "not a number": ("name,Good,Bad\nA,60,40\nB,many,40\n", ["data/x.csv:3:1 wrong-type"], "leave the cell empty"),
    "number with commas": ('name,Good,Bad\nA,"1,987",0\n', ["data/x.csv:2:1 wrong-type"], "without commas"),
    "endless number": (f"name,Good,Bad\nA,{'9' * 5000},0\n", ["data/x.csv:2:1 wrong-type"], "1987.5"),
    "wrong sum": ("name,Good,Bad\nA,60,30\n", ["data/x.csv:2:1 wrong-sum"], "rounding"),
    "field misspelt": ("name,Good,Bed\nA,60,40\n", ["a.yaml:9:11 invalid-value"], 'Did you mean "Bed"?'),
    "no names": ("trust,Good,Bad\nA,60,40\n", ["a.yaml:9:11 invalid-value"], "has the fields trust, Good, Bad"),
    "a name is missing": ("name,Good,Bad\n,60,40\n", ["data/x.csv:2:1 missing-key"], "what it is about"),
    "impossible date": ("name,Good,Bad,date\nA,60,40,2019-13\n", ["data/x.csv:2:1 impossible-date"], ""),
    "wrong width": ("name,Good,Bad\nA,60\n", ["data/x.csv:2:1 invalid-value"], "quotes"),
}  # fmt: skip


@pytest.mark.parametrize(("csv", "expected", "hint"), DATA_MISTAKES.values(), ids=DATA_MISTAKES)
def test_mistakes_in_a_charts_data_are_found_at_their_line(tmp_path, csv, expected, hint):
    """What a data file has wrong for a chart is found in the file, and a field that it lacks in the chapter."""
    _, findings = read(tmp_path, chart(f"data: {DATA}"), files={DATA: csv})

    assert expected == found(findings)
    assert hint in findings[0].hint


def test_a_file_that_is_not_there_is_the_only_mistake(tmp_path):
    """Without its rows nobody knows what a chart may highlight."""
    _, findings = read(tmp_path, chart(f"data: {DATA}\n    highlight: [A]"))

    assert found(findings) == ["a.yaml:9:11 missing-file"]


TABLE = """\
body:
- table:
    caption: C
    data: data/x.csv
    row_headers: true
    columns:
    - {title: Trust, field: name}
    - {title: Staff, field: staff, align: right, format: number, unit: people}
    - {title: note}
"""


def test_a_table_from_data_prints_numbers_with_commas(tmp_path):
    """Columns take their field, or that of their title; only numbers are set with commas, and words are no Markdown."""
    csv = 'note,staff,name,unused\n*a*,1987,Brighton,x\n"b, c",12.50,2019,x\n,n/a,Bath,x\n'
    table = one(tmp_path, TABLE, files={DATA: csv})

    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["Brighton", "1,987", "*a*"],
        ["2019", "12.50", "b, c"],
        ["Bath", "n/a", ""],
    ]
    assert [column.unit for column in table.columns] == [None, "people", None]


def test_a_column_of_a_file_is_printed_by_its_format(tmp_path):
    """Numbers, shares and money have their signs and stand right; words among them, and columns of words, are left."""
    columns = ", ".join(f"{{title: {form}, format: {form}}}" for form in Format)
    csv = f"{','.join(Format)}\n1987,1987,48,-1200\n~,~,n/a,12.50\n"
    body = f"body:\n- table:\n    caption: C\n    data: data/x.csv\n    columns: [{columns}]\n"
    table = one(tmp_path, body, files={DATA: csv})

    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["1987", "1,987", "48%", "-£1,200"],
        ["~", "~", "n/a", "£12.50"],
    ]
    assert [column.align for column in table.columns] == ["left", "right", "right", "right"]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([None, None], []),
        (["A", "A", None], [("A", 2), (None, 1)]),
        ([None, None, "A", "B", "B"], [(None, 1), (None, 1), ("A", 1), ("B", 2)]),
        (["A", None, "A"], [("A", 1), (None, 1), ("A", 1)]),
    ],
)
def test_neighbours_of_one_group_share_a_heading(tmp_path, groups, expected):
    """Columns side by side with one group have one heading over them; those of no group have none each."""
    columns = ", ".join(f"{{title: T{', group: ' + group if group else ''}}}" for group in groups)
    cells = ", ".join("x" for _ in groups)
    body = f"body:\n- table:\n    caption: C\n    columns: [{columns}]\n    rows: [[{cells}]]\n"

    assert [(group.name, group.width) for group in one(tmp_path, body).groups] == expected


def test_fields_that_a_table_lacks_are_all_found(tmp_path):
    """Every column whose field is not in the file is found where the file is named, with the likeliest field."""
    _, findings = read(tmp_path, TABLE, files={DATA: "nane,staff\nA,1\n"})

    assert found(findings) == ["a.yaml:4:11 invalid-value", "a.yaml:4:11 invalid-value"]
    assert [finding.message for finding in findings] == [
        'sources/data/x.csv has no field "name"',
        'sources/data/x.csv has no field "note"',
    ]
    assert findings[0].hint.endswith('. Did you mean "nane"?')


def test_an_unsound_body_reads_no_data(tmp_path):
    """Where a block is wrong, data files are left alone: nobody knows which of them are meant."""
    prose = Prose()
    blocks = read_body(tmp_path, tree(TABLE).get("body"), source(TABLE), prose, sound=False)

    assert (blocks, prose.findings) == ((), [])
