"""What mends a finding of the house style mends it, and leaves nothing more to mend."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from reports import chapter_of, literal, report_of

from pipeline.findings import Edit
from pipeline.house_style import RULES
from pipeline.house_style.rule import Line, Manuscript

PIECES = st.sampled_from(
    [
        "the",
        "The",
        "CQC",
        "CQC's",
        "Trust",
        "Trusts",
        "trust",
        "rated",
        "Good",
        "good",
        "'Good'",
        '"good"',
        "‘Good’",
        "Requires",
        "Improvement",
        "to",
        "from",
        "was",
        "Chief",
        "Executive",
        "chief",
        "Medical",
        "Director",
        "and",
        "and",
        "a",
        "of",
        "17000",
        "1200",
        "beds",
        "nearly",
        "2000",
        "people",
        "£70",
        "£1.8",
        "million",
        "billion",
        "m",
        "pounds",
        "28",
        "28th",
        "March",
        "Mar",
        "2017",
        "28/03/2017",
        "2017-03-28",
        "-",
        "—",
        "–",
        "--",
        ",",
        ".",
        ";",
        "(",
        ")",
        "“",
        "”",
        "’",
        "'",
        '"',
        "?",
        "xx",
        "TBC",
        "ICB",
        "NHS",
        "Barts",
        "Health",
        "Bart's",
        "&",
        "Hospital",
        "[a](https://a.uk)",
        "[@key]",
        "[](fact:n)",
        "*so*",
        "`code`",
        "**it**",
        "&amp;",
        "\\*",
        "20190108",
        "100000",
    ]
)
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "", "\u00a0", "\n\n", "\n- ", "\n> "])
TEXT = st.lists(st.tuples(PIECES | st.text(LETTERS, max_size=3), GAPS), max_size=30).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def manuscript(yaml: str) -> Manuscript:
    report = report_of(chapter_of(yaml))
    return Manuscript.of(report, map(Line.of, report.passages))


def applied(edits: Iterable[Edit], yaml: str) -> str:
    """Make edits that do not overlap, the last first."""
    lines = yaml.split("\n")
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        place = edit.place
        assert place.line == place.end_line
        line = lines[place.line - 1]
        lines[place.line - 1] = line[: place.column - 1] + edit.replacement + line[place.end_column - 1 :]
    return "\n".join(lines)


@given(TEXT)
@settings(deadline=None, max_examples=100)
def test_edits_mend_what_was_found(markdown: str) -> None:
    """When a rule's edits are made, none of its findings that had edits is left, and no new one has come."""
    yaml = literal("x " + markdown)
    read = manuscript(yaml)
    for rule in RULES:
        before = list(rule.findings(read))
        if edits := [edit for finding in before for edit in finding.edits]:
            after = list(rule.findings(manuscript(applied(edits, yaml))))
            assert [finding for finding in after if finding.edits] == [], rule.code
            assert len(after) <= len([finding for finding in before if not finding.edits]), rule.code


STYLES = {
    "plain": lambda text: f"title: {text}\nshort_title: Other\n",
    "in braces": lambda text: f"{{title: {text}, short_title: Other}}\n",
    "single": lambda text: "title: '" + text.replace("'", "''") + "'\nshort_title: Other\n",
    "double": lambda text: (
        'title: "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"\nshort_title: Other\n'
    ),
    "folded": lambda text: "title: >-\n  " + text.replace("\n", "\n  ") + "\nshort_title: Other\n",
    "literal": lambda text: "title: |\n  " + text.replace("\n", "\n  ") + "\nshort_title: Other\n",
}
"""How YAML writes the text behind a key."""


@given(TEXT.map(str.strip), st.sampled_from(sorted(STYLES)))
@settings(deadline=None, max_examples=200)
def test_edits_leave_yaml_that_says_the_same(text: str, style: str) -> None:
    """Behind a key of any style the edits of all rules mend the text, and leave the file's other values as they are."""
    yaml = STYLES[style](text if style in {"folded", "literal"} else " ".join(text.split()))
    passages = manuscript(yaml).lines
    if [line.passage.slot for line in passages] != ["title", "short_title"]:
        return  # no such text can stand there
    for rule in RULES:
        edits = [edit for finding in rule.findings(manuscript(yaml)) for edit in finding.edits]
        if edits:
            mended = applied(edits, yaml)
            assert [passages[0].passage.slot, manuscript(mended).lines[1].passage.text] == [
                "title",
                "Other",
            ], rule.code
            assert [finding for finding in rule.findings(manuscript(mended)) if finding.edits] == []


@given(st.text(max_size=80), st.sampled_from(["title: ", "body: |\n  ", "standfirst: >\n  ", "title: '"]))
@settings(deadline=None, max_examples=100)
def test_any_text_is_read(text: str, key: str) -> None:
    """No text whatever brings a rule down."""
    printable = "".join(letter for letter in text if letter.isprintable())
    read = manuscript(f"{key}{printable}\n")
    for rule in RULES:
        list(rule.findings(read))
