"""Data files: CSV whose first line names the fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import source

from pipeline.findings import Place
from pipeline.reading.data import parse_data, read_data

HERE = Place("sources/a.yaml", 3, 11)


def data(root, content, path="data/x.csv"):
    file = root / "sources" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_data(root, path, HERE)


def found(checked):
    return [f"{finding.place} {finding.code}" for finding in checked.findings]


@pytest.mark.parametrize(
    "content",
    [
        'name,good\n"Brighton, Sussex",6\nBath,7\n',
        b'\xef\xbb\xbfname,good\r\n"Brighton, Sussex",6\r\nBath,7\r\n',
        'name , good\n "Brighton, Sussex",6\n Bath,7'.replace(' "', '"'),
        '"name","good"\n"Brighton, Sussex","6"\n"Bath","7"\n',
        '\n,\nname,good\n"Brighton,\nSussex",6\n,\n\nBath,7\n , \n',
        'name,good\r"Brighton, Sussex",6\rBath,7\r',
    ],
    ids=["plain", "BOM and CRLF", "spaces", "all quoted", "blank lines and a line end in a cell", "CR"],
)
def test_every_program_that_writes_csv_is_understood(tmp_path, content):
    """Quotes, a byte order mark, other line ends, spaces and the empty lines of spreadsheets change nothing."""
    checked = data(tmp_path, content)

    assert found(checked) == []
    assert checked.value.fields == ("name", "good")
    assert [record.cells for record in checked.value.records] == [
        {"name": "Brighton, Sussex", "good": "6"},
        {"name": "Bath", "good": "7"},
    ]


def test_every_record_knows_its_line(tmp_path):
    """A record stands where it begins, also behind cells that go over several lines."""
    checked = data(tmp_path, 'a,b\n"x\ny\nz",1\n\nw,2\n')

    assert [record.place for record in checked.value.records] == [
        Place("sources/data/x.csv", 2),
        Place("sources/data/x.csv", 6),
    ]


def test_quotation_marks_in_a_cell_are_written_twice(tmp_path):
    """A doubled quotation mark inside quotes is one."""
    (record,) = data(tmp_path, 'a\n"so-called ""huddle"""\n').value.records

    assert record.cells == {"a": 'so-called "huddle"'}


MISTAKES = {
    "too few cells": ("a,b\n1,2\n3\n", ["sources/data/x.csv:3:1 invalid-value"], "quotes round a cell"),
    "too many cells": ("a,b\nBath, Somerset,2\n", ["sources/data/x.csv:2:1 invalid-value"], "comma"),
    "two of them": ("a,b\n1\n2\n3,4\n", ["sources/data/x.csv:2:1 invalid-value", "sources/data/x.csv:3:1 invalid-value"], ""),
    "open quotes": ('a,b\n1,2\n"3,4\n5,6\n', ["sources/data/x.csv:3:1 invalid-value"], "close each"),
    "words behind quotes": ('a\n"b" c\n', ["sources/data/x.csv:2:1 invalid-value"], "close each"),
    "two fields of one name": ("a,b,a\n1,2,3\n", ["sources/data/x.csv:1:1 duplicate-key"], "another name"),
    "fields only": ("a,b\n", ["sources/data/x.csv:1:1 empty-file"], ""),
    "commas only": (",,\n,,\n", ["sources/data/x.csv:1:1 empty-file"], ""),
    "empty": ("", ["sources/data/x.csv:1:1 empty-file"], ""),
    "byte order mark only": (b"\xef\xbb\xbf", ["sources/data/x.csv:1:1 empty-file"], ""),
    "Latin-1": ("a\nz\nCaf\u00e9\n".encode("latin-1"), ["sources/data/x.csv:3:4 not-utf-8"], "UTF-8"),
    "UTF-16": ("a,b\n1,2\n".encode("utf-16"), ["sources/data/x.csv:1:1 not-text"], "UTF-8"),
    "control character": ("a\n\x07\n", ["sources/data/x.csv:2:1 not-text"], "delete it"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_found_in_the_file(tmp_path, content, expected, hint):
    """What is wrong in a data file is found at its line there, with what to do about it."""
    checked = data(tmp_path, content)

    assert expected == found(checked)
    assert hint in checked.findings[0].hint


PATHS = {
    "missing": ("data/none.csv", "missing-file"),
    "folder": ("data", "missing-file"),
    "parent": ("../../etc/passwd", "outside-project"),
    "parent in a roundabout way": ("data/../../x.csv", "outside-project"),
    "absolute": ("/etc/passwd", "outside-project"),
    "file address": ("file:///etc/passwd", "outside-project"),
    "drive": ("C:/data.csv", "outside-project"),
    "address": ("https://example.org/x.csv", "not-fetched"),
}


@pytest.mark.parametrize(("path", "code"), PATHS.values(), ids=PATHS)
def test_a_file_that_cannot_be_had_is_found_where_it_is_named(tmp_path, path, code):
    """Only files of the project are read; one that is not there is found in the chapter."""
    (tmp_path / "sources" / "data").mkdir(parents=True)
    checked = read_data(tmp_path, path, HERE)

    assert found(checked) == [f"{HERE} {code}"]
    assert checked.value is None


def test_a_link_out_of_the_project_is_not_followed(tmp_path):
    """A symbolic link is judged by where it leads."""
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    root = tmp_path / "project"
    (root / "sources").mkdir(parents=True)
    (root / "sources" / "x.csv").symlink_to(outside)

    assert found(read_data(root, "x.csv", HERE)) == [f"{HERE} outside-project"]


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("Goood", '. Did you mean "Good"?'),
        ("GOOD", '. Did you mean "Good"?'),
        ("zzz", "has the fields name, Good"),
    ],
)
def test_a_field_that_is_not_there_is_told_which_are(tmp_path, field, hint):
    """The fields are named, and the likeliest one, whatever its capitals."""
    assert data(tmp_path, "name,Good\na,1\n").value.hint(field).endswith(hint)


@given(st.binary(max_size=200))
def test_any_bytes_are_data_or_a_finding(tmp_path_factory, content):
    """Whatever stands in a data file, there is a value or a finding, and each finding has a place."""
    checked = data(tmp_path_factory.getbasetemp(), content)

    assert (checked.value is not None) or checked.findings
    assert all(finding.place for finding in checked.findings)


@given(st.text(st.sampled_from('a1,"\n .;|-'), max_size=60))
def test_any_text_is_data_or_a_finding(text):
    """However cells, quotes and line ends are mixed, every record has a cell for each field and a line of the file."""
    checked = parse_data(source(text))

    assert (checked.value is not None) or checked.findings
    for record in checked.value.records if checked.value else ():
        assert set(record.cells) == set(checked.value.fields)
        assert 1 < record.place.line <= text.count("\n") + 1
