"""sources/words.txt."""

from reports import summary

from pipeline.spelling.word_list import read_words


def written(root, content):
    (root / "sources").mkdir()
    (root / "sources" / "words.txt").write_bytes(content)
    return root


def test_a_project_need_not_have_words(tmp_path):
    """Without the file there are none, and nothing is wrong."""
    assert (read_words(tmp_path).value, read_words(tmp_path).findings) == (frozenset(), ())


def test_one_word_a_line(tmp_path):
    """Comments, blank lines, byte order marks and line ends of Windows are no words; a curly apostrophe is a straight one."""
    content = "\ufeff# Names\r\nKeogh  # a person\r\n\r\nO’Brien\nwell-being".encode()

    assert read_words(written(tmp_path, content)).value == {"Keogh", "O'Brien", "well-being"}


def test_what_is_no_word_is_found(tmp_path):
    """Two words in a line, and a word with a digit, are found at their place; the others count."""
    checked = read_words(written(tmp_path, b"two words\nKeogh\n  5th # a comment\n"))

    assert checked.value == {"Keogh"}
    assert [summary(finding) for finding in checked.findings] == ["1:1 invalid-value", "3:3 invalid-value"]


def test_a_file_that_is_no_text_is_found(tmp_path):
    """Then there are no words, and it is said why."""
    checked = read_words(written(tmp_path, b"\xff\xfe"))

    assert (checked.value, [finding.code for finding in checked.findings]) == (frozenset(), ["not-utf-8"])
