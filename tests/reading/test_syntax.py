"""YAML that cannot be parsed, worded for editors."""

import pytest
from reports import source, summary

from pipeline.reading.tree import parse_yaml

TABLE = {
    "tab": ("a:\n\tb: c\n", "2:1 tab-indentation", "use spaces"),
    "tab behind spaces": ("a:\n  - b\n  \t- c: d: e\n", "3:3 tab-indentation", "use spaces"),
    "colon in a value": ("title: Trust: a story\n", "1:13 yaml-syntax", "put quotes round the whole value"),
    "list that is not closed": ("a: [b, c\nd: e\n", "1:4 yaml-syntax", "brackets"),
    "list to the end of the file": ("a: [b,\n", "1:4 yaml-syntax", "brackets"),
    "mapping that is not closed": ("a: {b: c\nd: e\n", "1:4 yaml-syntax", "brackets"),
    "wrong bracket": ("a:\n  - {b: c]\n", "2:5 yaml-syntax", "brackets"),
    "quotation mark to the end of the file": ("a: b\nc: 'd\ne: f\n", "2:4 yaml-syntax", "close it"),
    "quotation mark closed far below": ('a: "b\nc: d\ne: say "no"\n', "1:4 yaml-syntax", "close it where"),
    "words behind quotation marks": (
        'title: "Good" leadership\n',
        "1:14 yaml-syntax",
        "round the whole value",
    ),
    "line that does not fit": ("a:\n  b: c\n d: e\n", "3:2 yaml-syntax", "indentation"),
    "line without dash": ("a:\n  - b\n  c: d\n", "3:3 yaml-syntax", "dash"),
    "at sign": ("a: @b\n", "1:4 yaml-syntax", "quotes"),
    "backtick": ("a: `b`\n", "1:4 yaml-syntax", "quotes"),
    "percent": ("a: %b\n", "1:4 yaml-syntax", "quotes"),
    "asterisk": ("a: **b** c\n", "1:5 yaml-syntax", "quotes"),
    "list behind its key": ("a: - b\n", "1:4 yaml-syntax", "line of its own"),
    "literal block that is not indented": ("a: |\nThe text\nof it\n", "2:1 yaml-syntax", "more indentation"),
    "block without its colon": (
        "body:\n  - A\n  - quote\n      text: B\n",
        "3:5 yaml-syntax",
        'write "quote:"',
    ),
    "mapping without its colon": ("a: b\ntrust\n  name: A\n", "2:1 yaml-syntax", 'write "trust:"'),
    "colon without space": ("kind:prose\ntitle: A\n", "1:5 yaml-syntax", 'write "kind: …"'),
    "colon without space further down": ("a: b\ntitle:A\nc: d\n", "2:6 yaml-syntax", 'write "title: …"'),
    "colon without space at the end": ("a: b\ntitle:A\n", "2:6 yaml-syntax", 'write "title: …"'),
    "words behind a bracket": (
        "title: [draft] Hello\nbody: x\n",
        "1:16 yaml-syntax",
        "round the whole value",
    ),
    "words behind a brace": ("a: b\ntitle: {draft} Hello\n", "2:16 yaml-syntax", "round the whole value"),
    "no colon": ("a: b\nc\nd: e\n", "2:1 yaml-syntax", "key: value"),
}


@pytest.mark.parametrize(("text", "expected", "hint"), TABLE.values(), ids=TABLE)
def test_a_mistake_of_syntax_says_what_to_do(text, expected, hint):
    """The place is where an editor must look, and the hint says how to mend it."""
    checked = parse_yaml(source(text))

    assert checked.value is None
    assert [expected] == [summary(finding) for finding in checked.findings]
    assert hint in checked.findings[-1].hint


def test_what_was_found_before_is_said_too():
    """Findings of the lines above a syntax error are not lost."""
    checked = parse_yaml(source("a: 1\na: 2\nb: [\n"))

    assert [summary(finding) for finding in checked.findings] == ["2:1 duplicate-key", "3:4 yaml-syntax"]
