"""Abbreviations: marked everywhere, written out where a chapter's running text uses them first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from reports import numbered

from pipeline.markup import mark_up
from pipeline.markup.abbreviations import with_abbreviations

KNOWN = {
    "CQC": "Care Quality Commission",
    "A&E": "accident and emergency",
    "NHS": "National Health Service",
    "NHS E": "National Health Service England",
    "X": "<b>&x</b>",
    "MoS": "measures of success",
    "HSJ": "the Health Service Journal",
}


def words(text, before="", introduced=None):
    """Return what readers see, without the marks round it."""
    marked = with_abbreviations(
        text, KNOWN, before=before, introduced=set() if introduced is None else introduced
    )
    return re.sub(r"</?abbr[^>]*>", "", str(marked))


WRITTEN_OUT = {
    "first and later": ("the CQC, the CQC", "the Care Quality Commission (CQC), the CQC"),
    "two": ("CQC and NHS", "Care Quality Commission (CQC) and National Health Service (NHS)"),
    "longest first": ("the NHS E", "the National Health Service England (NHS E)"),
    "whole words only": ("CQCs, ACQC, CQC2, NHS&A", "CQCs, ACQC, CQC2, NHS&amp;A"),
    "hyphen": ("CQC-led", "Care Quality Commission (CQC)-led"),
    "in a name": ("CQC England, then CQC", "CQC England, then Care Quality Commission (CQC)"),
    "ampersand": ("its A&E", "its accident and emergency (A&amp;E)"),
    "begins a sentence": ("A&E is", "Accident and emergency (A&amp;E) is"),
    "begins a later sentence": ("Yes. A&E is", "Yes. Accident and emergency (A&amp;E) is"),
    "owner": ("the CQC’s view", "the Care Quality Commission’s (CQC’s) view"),
    "owners": ("by MoS’s lights", "by measures of success’ (MoS’s) lights"),
    "article": ("an NHS trust", "a National Health Service (NHS) trust"),
    "article before a vowel": ("a A&E unit", "an accident and emergency (A&amp;E) unit"),
    "article that suits": ("a CQC report", "a Care Quality Commission (CQC) report"),
    "name with its article": ("so HSJ said", "so the Health Service Journal (HSJ) said"),
    "article at the beginning": ("HSJ said", "The Health Service Journal (HSJ) said"),
    "article that is there": ("the HSJ", "the Health Service Journal (HSJ)"),
    "article of something else": ("an HSJ list", "a Health Service Journal (HSJ) list"),
    "owner before it": ("its HSJ list", "its Health Service Journal (HSJ) list"),
    "by the author, with article": ("the Health Service Journal (HSJ)", "the Health Service Journal (HSJ)"),
    "in brackets": ("(as CQC says) CQC", "(as Care Quality Commission [CQC] says) CQC"),
    "by the author": (
        "the Care Quality Commission (CQC), the CQC",
        "the Care Quality Commission (CQC), the CQC",
    ),
    "by the author, behind it": ("CQC (Care Quality Commission), CQC", "CQC (Care Quality Commission), CQC"),
    "by the author, in other words": ("the regulator (CQC), CQC", "the regulator (CQC), CQC"),
    "escaped": ("the X", "the &lt;b&gt;&amp;x&lt;/b&gt; (X)"),
    "hostile text": ("<i> CQC", "&lt;i&gt; Care Quality Commission (CQC)"),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN_OUT.values(), ids=WRITTEN_OUT)
def test_the_first_use_is_written_out(text, expected):
    """Readers meet the words first and the abbreviation behind them, in a sentence that is still right."""
    assert expected == words(text)


def test_what_stands_before_the_run_counts():
    """A run in the middle of a sentence begins none; one behind a bracket is the author's own."""
    assert words("A&E", " ") == "accident and emergency (A&amp;E)"
    assert words("A&E", "e") == "accident and emergency (A&amp;E)"
    assert words("CQC", "(") == "CQC"


def test_each_is_marked_with_what_it_stands_for():
    """A screen reader can say every abbreviation, also one that is not written out."""
    marked = with_abbreviations("X", KNOWN)

    assert str(marked) == '<abbr title="&lt;b&gt;&amp;x&lt;/b&gt;">X</abbr>'


@given(st.text())
def test_text_without_abbreviations_is_unchanged(text):
    """Without any, there is nothing to mark."""
    assert escape(text) == with_abbreviations(text, {}, introduced=set())


@given(st.lists(st.sampled_from(["CQC", "NHS", "A&E", "an", "word.", "(so", "so)"]), max_size=12))
def test_each_is_written_out_at_most_once(parts):
    """However often a chapter uses an abbreviation, it says once what it stands for."""
    written = words(" ".join(parts)).casefold()

    assert [
        long for long in ("care quality", "national health", "accident and") if written.count(long) > 1
    ] == []


BODY = """kind: prose
title: On CQC
standfirst: By CQC.
body:
  - |
    ## About CQC

    See [CQC](https://cqc.example) and `CQC`.[^1]

    > CQC in others' words.

    [^1]: CQC in a note.
  - table: {caption: CQC, columns: [{title: CQC}], rows: [[CQC]], note: CQC}
  - quote: {text: CQC, speaker: CQC}
  - chart: {kind: bars, title: CQC, message: CQC, unit: beds, source: CQC, series: [CQC], rows: [{name: CQC, values: [1]}]}
  - |
    Here CQC is *CQC*.
"""


def test_only_running_text_writes_out(tmp_path):
    """Headings, captions, cells, links, notes, quotations and code have the abbreviation as it is; each chapter begins anew."""
    abbreviations = {"sources/abbreviations.yaml": "CQC: Care Quality Commission\n"}
    report = numbered(tmp_path, {"a": BODY, "b": BODY}, files=abbreviations)

    for chapter in report.report.chapters:
        html = mark_up(chapter, report, {}).html
        text = re.sub(r"<[^>]*>", "", html)
        assert text.count("Care Quality Commission") == 1
        assert "Here Care Quality Commission (CQC) is CQC." in text


def test_facts_stay_on_one_line(tmp_path):
    """No space and no hyphen of a stated fact breaks, wherever it stands."""
    facts = {"sources/facts.yaml": "a: {text: 1-in-5 of 29 months, value: 29, source: b}\n"}
    works = "b: {type: report, author: B, title: T, issued: 2019}\n"
    chapters = {"a": "It was [](fact:a), *[](fact:a)*, [@b].", "r": "kind: references\ntitle: R\n"}
    report = numbered(tmp_path, chapters, files=facts, references=works)

    html = mark_up(report.report.chapters[0], report, {}).html
    fact = "1\u2011in\u20115\u00a0of\u00a029\u00a0months"
    assert f"It was {fact}, <em>{fact}</em>," in html


def test_the_list_has_what_the_report_uses(tmp_path):
    """The chapter of abbreviations lists those that any chapter uses, by the alphabet, without their articles."""
    known = "ZZ: the last\nCQC: the Care Quality Commission\nBBC: unused\na&e: accident and emergency\n"
    chapters = {"a": "ZZ and CQC.[^1]\n\n[^1]: In a&e.", "l": "kind: abbreviations\ntitle: Abbreviations\n"}
    report = numbered(tmp_path, chapters, files={"sources/abbreviations.yaml": known})

    html = mark_up(report.report.chapters[1], report, {}).html
    listed = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', html)
    assert listed == [
        ("a&amp;e", "accident and emergency"),
        ("CQC", "Care Quality Commission"),
        ("ZZ", "last"),
    ]
