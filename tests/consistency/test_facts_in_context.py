"""Numbers whose subject stands beside them: in a row's head, a title, or the other half of a sentence."""

import pytest
from reports import literal, read

from pipeline.numbering import number

FACTS = """\
months-colchester: {text: 48 months, value: 48, unit: months, about: [Colchester, special measures], source: cqc}
months-medway: {text: 44 months, value: 44, unit: months, about: [Medway, special measures], source: cqc}
"""
WORKS = "cqc: {type: report, author: CQC, title: T, issued: 2019}\n"
USED = "kind: prose\ntitle: Facts\nbody: '[](fact:months-colchester) [](fact:months-medway) [@cqc]'\n"
REFERENCES = "kind: references\ntitle: References\n"


def found(root, body, facts=FACTS):
    chapter = f"kind: prose\ntitle: A\n{body}"
    chapters = {
        "a": chapter,
        "b": USED if facts else "kind: prose\ntitle: B\nbody: '[@cqc]'\n",
        "refs": REFERENCES,
    }
    files = {"sources/facts.yaml": facts} if facts else {}
    return read(root, chapters, references=WORKS, files=files).then(number).findings


COMPARED = {
    "the second without its unit": (
        "Colchester had 50 months in special measures, Medway 99.",
        [("50 months", "months-colchester"), ("99", "months-medway")],
    ),
    "the second alone": (
        "Colchester had 48 months in special measures, Medway 99.",
        [("99", "months-medway")],
    ),
    "numbers first": ("Special measures took 50 months in Colchester.", [("50 months", "months-colchester")]),
    "a year": ("Colchester was in special measures for 48 months, Medway 2013 to 2017 for 44 months.", []),
    "beds": ("Colchester left special measures after 48 months, Medway after 44 months; Medway 50 beds.", []),
}


@pytest.mark.parametrize(("words", "expected"), COMPARED.values(), ids=COMPARED)
def test_of_two_facts_in_a_sentence_each_number_is_held_against_its_own(tmp_path, words, expected):
    """A number belongs to the name before it, with its unit or, in the second half, without."""
    said = [each.message for each in found(tmp_path, literal(words))]

    assert [
        f'this says "{number}", facts.yaml says "{"48" if name == "months-colchester" else "44"} months" ({name})'
        for number, name in expected
    ] == said


BLOCKS = {
    "cell under its head": (
        "table: {caption: Special measures, row_headers: true, columns: [title: T, title: M], rows: [[Medway, 43 months]]}",
        ["contradicts-fact"],
    ),
    "cell with the unit of its column": (
        (
            "table: {caption: C, row_headers: true, columns: [{title: T}, {title: Special measures, unit: months}],"
            " rows: [[Medway, 43], [Colchester, 48], [Kent, 12]]}"
        ),
        ["contradicts-fact"],
    ),
    "cell of a table without heads": (
        "table: {caption: Special measures, columns: [title: T, title: M], rows: [[Medway, 43 months]]}",
        [],
    ),
    "number in the caption": (
        (
            "table: {caption: Special measures over 40 months, row_headers: true,"
            " columns: [title: T, title: M], rows: [[Medway, 44 months]]}"
        ),
        [],
    ),
    "title of a callout": (
        "callout: {title: Medway's 43 months in special measures, text: Words.}",
        ["contradicts-fact"],
    ),
}


@pytest.mark.parametrize(("block", "codes"), BLOCKS.values(), ids=BLOCKS)
def test_a_cell_or_title_is_about_what_stands_beside_it(tmp_path, block, codes):
    """The head of a row says what its cells are about; titles are statements, too."""
    block = block.replace("columns: [title: T, title: M]", "columns: [{title: T}, {title: M}]")
    checked = found(tmp_path, f"body:\n  - Words.\n  - {block}\n")

    assert [finding.code for finding in checked] == codes


def with_chart(message, *, unit='"%"', rows="[{name: A, values: [55]}, {name: B, values: [3]}]"):
    message = f'message: "{message}"'
    chart = f"{{kind: bars, title: T, {message}, unit: {unit}, source: S, series: [s], rows: {rows}}}"
    return f"body:\n  - Words.\n  - chart: {chart}\n"


MESSAGES = {
    "none of its rows": (with_chart("'Good' grew to 70%."), ["contradicts-chart"]),
    "two of them": (with_chart("From 54% to 2%."), ["contradicts-chart", "contradicts-chart"]),
    "a row": (with_chart("'Good' grew to 55%."), []),
    "a sum": (with_chart("Both make 58%."), []),
    "a difference": (with_chart("A is ahead by 52%."), []),
    "another unit": (with_chart("A stands for 12 trusts in 2018."), []),
    "rounded": (with_chart("About 55%.", rows="[{name: A, values: [54.6]}]"), []),
    "not known": (with_chart("About 55%.", rows="[{name: A, values: [~]}, {name: B, values: [3]}]"), ["contradicts-chart"]),
    "a fact": (with_chart("Medway stayed for [](fact:months-medway).", unit="months"), []),
}  # fmt: skip


@pytest.mark.parametrize(("body", "codes"), MESSAGES.values(), ids=MESSAGES)
def test_a_message_says_what_its_chart_shows(tmp_path, body, codes):
    """A number with the chart's unit is a value of its rows, a sum or difference of two, or a fact."""
    assert [finding.code for finding in found(tmp_path, body)] == codes


def test_a_chart_without_any_facts_is_held_against_its_rows(tmp_path):
    """The rows alone can contradict a message."""
    body = with_chart("'Good' grew to 70%.")

    assert [finding.code for finding in found(tmp_path, body, facts=None)] == ["contradicts-chart"]
