"""Diffs for people."""

from pipeline.fixing import word_diff


def test_a_change_stands_between_the_lines_around_it():
    """A diff names the file and its lines, and shows what goes and what comes."""
    assert word_diff({"sources/a.yaml": "a\nb\nc\n"}, {"sources/a.yaml": "a\nx\nc\n"}).split("\n") == [
        "--- sources/a.yaml",
        "+++ sources/a.yaml",
        "@@ -1,3 +1,3 @@",
        " a",
        "-b",
        "+x",
        " c",
    ]


def test_line_ends_and_marks_are_not_shown():
    """A file of Windows has the same diff; a last line without an end is said to have none."""
    assert word_diff({"a": "\ufeffa\r\nb"}, {"a": "\ufeffa\r\nx"}).split("\n")[2:] == [
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        r"\ no line end at the end of the file",
        "+x",
        r"\ no line end at the end of the file",
    ]


def test_what_would_move_the_cursor_is_shown_by_a_sign():
    """An author's control characters reach no terminal."""
    assert "\x1b" not in word_diff({"a": "\x1b[2Jb\n"}, {"a": "\x1b[2Jc\n"})


def test_colours_tell_what_goes_and_what_comes():
    """On a terminal what goes is red, and what comes is green."""
    lines = word_diff({"a": "b\n"}, {"a": "c\n"}, colour=True).split("\n")

    assert lines[3:] == ["\x1b[31m-b\x1b[0m", "\x1b[32m+c\x1b[0m"]
