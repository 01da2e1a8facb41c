"""A report's words held against the dictionary, the project's list and the report's names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from builders import MANIFEST, entry, project
from reports import prose, read, summary

from pipeline.findings import Finding, Severity
from pipeline.reading import read_report
from pipeline.spelling import check_spelling
from pipeline.spelling.checking import MOST_RELATED, MOST_SUGGESTED, NOT_SUGGESTED
from pipeline.spelling.dictionary import FOLDER, Dictionary, british_dictionary


class Few:
    """A dictionary of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = {"a", "chapter", "test", "report", "the", "trust", "led", *words}
        self.asked: list[str] = []

    def has(self, word: str) -> bool:
        return word.lower() in self.words

    def near(self, word: str) -> tuple[str, ...]:
        self.asked.append(word)
        return ("one", "two")[: len(word) - 3]


def found(root: Path, body: str, dictionary: Dictionary | None, **options: object) -> list[Finding]:
    report = read(root, {"a": body}, **options).value
    assert report
    return list(check_spelling(root, report, lambda: dictionary))


def test_an_unknown_word_is_a_warning_at_its_place(tmp_path: Path) -> None:
    """The finding names word, place and block, what may have been meant, and where right words go."""
    (finding,) = found(tmp_path, "The trust\nhad led.", Few())

    assert (finding.code, finding.severity, str(finding.place), finding.block) == (
        "unknown-word",
        Severity.WARNING,
        "sources/a.yaml:5:3",
        "a/body/0/0",
    )
    assert finding.message == '"had" is in no dictionary'
    assert finding.hint == "if it is right, write it into sources/words.txt"


def test_suggestions_stand_in_the_hint(tmp_path: Path) -> None:
    """One suggestion is asked for, and so are several."""
    hints = [finding.hint.split("? ")[0] for finding in found(tmp_path, "Thee trusst", Few())]

    assert hints == ['did you mean "one"', 'did you mean "one" or "two"']


def test_the_reports_own_names_are_suggested_first(tmp_path: Path) -> None:
    """A misspelt name is held against the names that the report has, which no dictionary may know."""
    (finding,) = found(tmp_path, "The Keoghh.", Few(), files={"sources/words.txt": "Keogh\n"})

    assert finding.hint.startswith('did you mean "Keogh", "one" or "two"?')


def test_a_word_is_found_once_a_file(tmp_path: Path) -> None:
    """The first place has the finding; a few others are named with it, all are counted."""
    (finding,) = found(tmp_path, "\n\n".join(["The Keogh."] * 9), Few())

    assert finding.message == '"Keogh" is in no dictionary, 9 times in this file'
    assert [str(each.place) for each in finding.related] == [
        f"sources/a.yaml:{line}:7" for line in range(6, 6 + 2 * MOST_RELATED, 2)
    ]


def test_parts_of_a_word_with_hyphens_are_held_one_by_one(tmp_path: Path) -> None:
    """A compound is known as a whole or by its parts; what is found is the part."""
    few = Few("e-mail")
    places = [summary(finding) for finding in found(tmp_path, "e-mail trust-led trust-ledd e-trust", few)]

    assert places == ["4:26 unknown-word"]


def test_possessives_of_known_words_are_known(tmp_path: Path) -> None:
    """A dictionary need not have every genitive."""
    assert found(tmp_path, "The trust's, the trusts’, the chapter’s.", Few("trusts")) == []


def test_names_in_fields_are_known_in_the_text(tmp_path: Path) -> None:
    """Persons, organisations, cited authors, publishers and abbreviations are named once and used everywhere."""
    report = """\
kind: story
title: A chapter
trust: {name: Medway Trust, type: acute, region: London}
ratings: [{published: 2019-01-08, overall: good}]
body:
  - The Medway, the Keogh's, the Ahmed, the Kings, the NHSX.
  - quote: {text: The test., speaker: Zoë Nguyen}
  - The Nguyen.
"""
    references = "a: {type: report, author: [{family: Keogh}, Ahmed], title: A test, publisher: The Kings, issued: 2019}\n"
    files = {"sources/abbreviations.yaml": "NHSX: A test\n"}

    assert found(tmp_path, report, Few(), references=references, files=files) == []


def test_the_projects_own_words_are_known(tmp_path: Path) -> None:
    """A word of words.txt in lower case is right with a capital; one with a capital is right only so."""
    files = {"sources/words.txt": "standalone\nSolent\n"}
    places = [
        summary(finding)
        for finding in found(tmp_path, "Standalone standalone Solent's solent", Few(), files=files)
    ]

    assert places == ["4:34 unknown-word"]


@pytest.mark.parametrize("options", [{"language": "fr"}, {"house_style": "{disable: [unknown-word]}"}])
def test_other_languages_and_the_manifest_switch_it_off(options: dict[str, str], tmp_path: Path) -> None:
    """A British dictionary says nothing of a French report; nor is anything said where nobody wants it."""
    keys = "".join(f"{key}: {value}\n" for key, value in options.items())
    manifest = "".join(
        line for line in MANIFEST.splitlines(keepends=True) if line.split(":")[0] not in options
    )
    root = project(tmp_path, {"a": prose("Wrod.")}, manifest=keys + manifest + entry("a"))
    report = read_report(root).value
    assert report

    assert list(check_spelling(tmp_path, report, lambda: None)) == []
    assert list(check_spelling(tmp_path, report, Few)) == []


def test_without_the_checker_it_is_said_once(tmp_path: Path) -> None:
    """Nobody takes silence for right spelling; it is advice, so that no build fails."""
    (finding,) = found(tmp_path, "Wrod wrod.", None)

    assert (finding.code, finding.severity, finding.place) == ("spelling-unchecked", Severity.ADVICE, None)
    assert "report-pipeline[spelling]" in finding.hint


def test_suggestions_are_looked_up_for_the_first_words_only(tmp_path: Path) -> None:
    """A manuscript full of names is checked in a moment all the same, and the hints of the others say so."""
    few = Few()
    words = [f"wro{chr(97 + at)}" for at in range(MOST_SUGGESTED + 5)]

    hints = [finding.hint for finding in found(tmp_path, " ".join(words), few)]
    assert few.asked == words[:MOST_SUGGESTED]
    assert [hint.endswith(NOT_SUGGESTED) for hint in hints] == [False] * MOST_SUGGESTED + [True] * 5


def test_without_hunspell_there_is_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra may be left out, and nothing falls over."""
    monkeypatch.setitem(sys.modules, "hunspell", None)

    assert british_dictionary.__wrapped__() is None


def british() -> Dictionary:
    dictionary = british_dictionary()
    if dictionary is None:
        pytest.skip("the extra spelling is not installed")
    return dictionary


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("colour", True),
        ("organise", True),
        ("whistleblowing", True),
        ("Staffordshire", True),
        ("anaesthetist", True),
        ("café", True),
        ("trust’s", True),
        ("color", False),
        ("goverment", False),
        ("staffordshire", False),
    ],
)
def test_the_dictionary_is_british(word: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """British spellings, places and trades are in it; American ones and slips are not."""
    assert british().has(word) is expected


def test_the_dictionary_knows_what_was_meant() -> None:
    """The first suggestion is the likeliest one."""
    assert british().near("goverment")[0] == "government"


def test_the_dictionary_says_where_it_is_from() -> None:
    """Licence and origin stand beside the words that others collected."""
    assert {path.name for path in FOLDER.iterdir()} == {
        "en_GB.aff",
        "en_GB.dic",
        "README_en_GB.txt",
        "ORIGIN.md",
        "LICENSE-LGPL-3.txt",
        "LICENSE-GPL-3.txt",
    }
