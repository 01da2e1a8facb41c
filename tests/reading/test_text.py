"""Source files as text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import summary

from pipeline.findings import Place
from pipeline.reading.text import LARGEST_SOURCE, UNPRINTABLE, read_source


def read(root, content):
    (root / "a.yaml").write_bytes(content)
    return read_source(root, "a.yaml")


def found(checked):
    return [summary(finding) for finding in checked.findings]


def test_text_comes_without_mark_and_with_line_feeds(tmp_path):
    """A byte order mark and the line ends of three systems make no difference to what follows."""
    checked = read(tmp_path, "\ufeffkind: é\r\ntitle: b\rbody: c\n".encode())

    assert checked.value.text == "kind: é\ntitle: b\nbody: c\n"
    assert checked.value.lines == ["kind: é", "title: b", "body: c", ""]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1:1 empty-file"),
        (b" \n\n", "1:1 empty-file"),
        (b"a: b\nc: \xe9\n", "2:4 not-utf-8"),
        (b"\xef\xbb\xbfa: \xe9\n", "1:4 not-utf-8"),
        ("a: b\n".encode("utf-16"), "1:1 not-text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1 not-text"),
        (b"a: b\r\nc: d\x07e\n", "2:5 not-text"),
        ("a: \u2028b\n".encode(), "1:4 not-text"),
        ("a: \u0085b\n".encode(), "1:4 not-text"),
        ("a: b\ufeff\n".encode(), "1:5 not-text"),
        ("a: \ufdd0\n".encode(), "1:4 not-text"),
    ],
)
def test_what_is_not_text_is_refused_where_it_stands(tmp_path, content, expected):
    """Empty, binary and wrongly encoded files are findings at the offending character."""
    checked = read(tmp_path, content)

    assert checked.value is None
    assert [expected] == found(checked)


@given(st.binary(max_size=60))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_text_or_one_finding(tmp_path, content):
    """No content of a file raises."""
    checked = read(tmp_path, content)

    assert (checked.value is None) == (len(checked.findings) == 1)
    if checked.value:
        assert not UNPRINTABLE.search(checked.value.text)


def test_a_huge_file_is_not_opened(tmp_path):
    """A file larger than any chapter is refused by its size."""
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(LARGEST_SOURCE + 1)

    assert found(read_source(tmp_path, "a.yaml")) == ["1:1 too-large"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("none.yaml", "3:9 missing-file"),
        ("folder", "3:9 missing-file"),
        ("../outside.yaml", "3:9 outside-project"),
        ("link.yaml", "3:9 outside-project"),
        ("loop.yaml", "3:9 outside-project"),
        ("n" * 300, "3:9 unreadable-file"),
    ],
)
def test_a_file_that_cannot_be_read_is_found_where_it_is_named(tmp_path, path, expected):
    """The finding stands where the manifest asks for the file, since there is nothing else to look at."""
    root = tmp_path / "project"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text("a: b\n")
    (root / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (root / "loop.yaml").symlink_to(root / "loop.yaml")

    assert [expected] == found(read_source(root, path, Place("sources/report.yaml", 3, 9)))
