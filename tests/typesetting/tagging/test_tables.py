"""Headers of cells are those that HTML's algorithm finds; the tables are worked out by hand beside it (HTML, 4.9.12.2)."""

from xml.etree import ElementTree

import pytest

from pipeline.typesetting.tagging.tables import describe_cells

HEADS = "<tr><th>Name</th><th>Beds</th></tr>"
TABLES = {
    "a header row": (f"{HEADS}<tr><td>a</td><td>1</td></tr>", {"a": "Name", "1": "Beds"}),
    "row headers": (f"{HEADS}<tr><th>a</th><td>1</td></tr>", {"a": "Name", "1": "Beds a"}),
    "an empty corner": (
        "<tr><th></th><th>Beds</th></tr><tr><th>a</th><td>1</td></tr>",
        {"1": "Beds a"},
    ),
    "headers of columns in groups": (
        (
            '<tr><th rowspan="2">Place</th><th colspan="2" scope="colgroup">Rated</th></tr>'
            "<tr><th>Yes</th><th>No</th></tr><tr><th>a</th><td>1</td><td>2</td></tr>"
        ),
        {"Yes": "Rated", "No": "Rated", "a": "Place", "1": "Yes Rated a", "2": "No Rated a"},
    ),
    "a cell over two columns": (
        '<tr><th>A</th><th>B</th></tr><tr><td colspan="2">1</td></tr>',
        {"1": "A B"},
    ),
    "a cell over two rows": (
        '<tr><th>a</th><td rowspan="2">1</td></tr><tr><th>b</th></tr>',
        {"1": "a b"},
    ),
    "a span to the end of the group": (
        (
            '<tbody><tr><th rowspan="0">a</th><td>1</td></tr><tr><td>2</td></tr></tbody>'
            "<tbody><tr><th>b</th><td>3</td></tr></tbody>"
        ),
        {"1": "a", "2": "a", "3": "b"},
    ),
    "a second header hides the first": (
        "<tr><th>A</th></tr><tr><td>1</td></tr><tr><th>B</th></tr><tr><td>2</td></tr>",
        {"1": "A", "2": "B"},
    ),
    "a header of a row group": (
        (
            '<tbody><tr><th scope="rowgroup">G</th></tr><tr><th scope="row">a</th><td>1</td></tr></tbody>'
            '<tbody><tr><th scope="row">b</th><td>2</td></tr></tbody>'
        ),
        {"a": "G", "1": "a G", "2": "b"},
    ),
    "two headers of a row": (
        '<tr><th scope="row">G</th><th scope="row">a</th><td>1</td></tr>',
        {"a": "G", "1": "a G"},
    ),
    "a span that is none": ('<tr><th colspan="x">A</th></tr><tr><td rowspan="-1">1</td></tr>', {"1": "A"}),
}


@pytest.mark.parametrize(("rows", "expected"), TABLES.values(), ids=TABLES)
def test_headers_speak_for_cells(rows, expected):
    """A cell names the nearest header of its columns first, then those of its rows, then that of its row group."""
    table = ElementTree.fromstring(f"<table>{rows}</table>")
    cells = describe_cells(table, "t")

    words = {name: element.text for element, (_, name) in cells.items()}
    said = {
        element.text: " ".join(words[header] for header in cell.headers)
        for element, (cell, _) in cells.items()
        if cell.headers
    }
    assert said == expected


SCOPES = {
    "by its row": ("<tr><th>A</th><th>B</th></tr><tr><td/><td/></tr>", ["Column", "Column"]),
    "by its column": ("<tr><th>a</th><td/></tr><tr><th>b</th><td/></tr>", ["Row", "Row"]),
    "by what it says": ('<tr><th scope="ROW">a</th></tr>', ["Row"]),
    "at the beginning of a row": ("<tr><td/><td/></tr><tr><th>a</th><td/></tr>", ["Row"]),
    "among data": ("<tr><td/><td/></tr><tr><td/><th>A</th></tr>", ["Column"]),
}


@pytest.mark.parametrize(("rows", "expected"), SCOPES.values(), ids=SCOPES)
def test_every_header_has_a_scope(rows, expected):
    """Where a header does not say what it stands for, its place says it."""
    cells = describe_cells(ElementTree.fromstring(f"<table>{rows}</table>"), "t")

    assert [cell.scope for cell, name in cells.values() if name] == expected
