"""Citations and the reference list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from pipeline.findings import Place
from pipeline.model.manifest import CitationStyle
from pipeline.model.prose import Citation, CitedWork
from pipeline.model.references import Reference
from pipeline.references.formatting import format_citations

REFERENCE = TypeAdapter(Reference)


def work(title="Title", author="CQC", **fields):
    return REFERENCE.validate_python({"type": "report", "author": author, "title": title, **fields})


def citation(*keys, line=1):
    return Citation(tuple(CitedWork(*key.split("|")) for key in keys), Place("a.yaml", line))


def words(runs):
    """Write runs with italics in asterisks and addresses in angle brackets."""
    shown = ""
    for run in runs:
        shown += f"<{run.text}>" if run.address else f"*{run.text}*" if run.italic else run.text
    return shown


def cite(works, *clusters, style=CitationStyle.AUTHOR_DATE, language="en-GB"):
    """Return the words of citations, and the list as lines ``key: text``."""
    given_citations = [citation(*keys.split(), line=line) for line, keys in enumerate(clusters, 1)]
    citations = format_citations(given_citations, works, style, language)
    in_text = ["".join(run.text for run in citations.in_text[each]) for each in given_citations]
    return in_text, [f"{each.key}: {words(each.text)}" for each in citations.listed]


def test_nothing_is_cited_and_nothing_is_listed():
    """A report without citations has no list."""
    assert cite({"a": work()}) == ([], [])


LISTED = {
    "report": (work("Title", issued="2019-01-08"), "CQC (2019). *Title*."),
    "publisher": (work("Title", issued=2019, publisher="NHS"), "CQC (2019). *Title*. NHS."),
    "no date": (work("Title"), "CQC (no date). *Title*."),
    "web page": (
        work(
            "Title",
            type="webpage",
            container="Site",
            issued="2019-01-08",
            url="https://a.b/c",
            accessed="2020-02",
        ),
        "CQC (2019). Title, *Site*, 8 January. <https://a.b/c>, accessed February 2020.",
    ),
    "address only": (
        work("Title", issued=2019, url="https://a.b/c?d=e&f=(g)"),
        "CQC (2019). *Title*. <https://a.b/c?d=e&f=(g)>.",
    ),
    "news": (
        work("Title", "BBC News", type="article-newspaper", container="BBC", issued="2016-08"),
        "BBC News (2016). Title, *BBC*, August.",
    ),
    "person": (work("Title", {"family": "Baker", "given": "Ted"}, issued=2019), "Baker T (2019). *Title*."),
    "person without given name": (work("Title", {"family": "Baker"}, issued=2019), "Baker (2019). *Title*."),
    "two authors": (
        work("Title", [{"family": "Baker", "given": "Ted"}, "NHS Providers"], issued=2019),
        "Baker T and NHS Providers (2019). *Title*.",
    ),
    "three authors": (
        work("Title", ["A", "B", {"family": "C", "given": "D E"}], issued=2019),
        "A, B, and C DE (2019). *Title*.",
    ),
    "marks in titles": (
        work("The \"best\": 'A' & <b>", issued=2019),
        "CQC (2019). *The \"best\": 'A' & <b>*.",
    ),
}


@pytest.mark.parametrize("style", CitationStyle)
@pytest.mark.parametrize(("reference", "expected"), LISTED.values(), ids=LISTED)
def test_works_are_listed_as_readers_expect(reference, expected, style):
    """Author, year, title, where it stands and its address, in an order that both styles share."""
    assert [f"a: {expected}"] == cite({"a": reference}, "a", style=style)[1]


CITED = {
    "one": ("a", "(CQC, 2019)", "[1]"),
    "several": ("a b", "(CQC, 2019; Baker, 2018)", "[1, 2]"),
    "locator": ("a|p.4", "(CQC, 2019, p.4)", "[1 (p.4)]"),
    "several with locators": ("b|p.4 a", "(Baker, 2018, p.4; CQC, 2019)", "[1 (p.4), 2]"),
    "no date": ("n", "(NHS, no date)", "[1]"),
    "two authors": ("two", "(Baker and NHS, 2017)", "[1]"),
    "three authors": ("three", "(Baker et al., 2016)", "[1]"),
}
WORKS = {
    "a": work(issued=2019),
    "b": work(author={"family": "Baker", "given": "T"}, issued="2018-05"),
    "n": work(author="NHS"),
    "two": work(author=[{"family": "Baker"}, "NHS"], issued=2017),
    "three": work(author=[{"family": "Baker"}, "NHS", "CQC"], issued=2016),
}


@pytest.mark.parametrize(("keys", "by_author", "by_number"), CITED.values(), ids=CITED)
def test_citations_are_worded_in_both_styles(keys, by_author, by_number):
    """Names and years in brackets, or numbers in square ones, with the pages that are meant."""
    assert [by_author] == cite(WORKS, keys)[0]
    assert [by_number] == cite(WORKS, keys, style=CitationStyle.NUMBERS)[0]


def test_numbers_of_one_citation_are_in_order():
    """Whatever the order in the source, the lower number is printed first."""
    works = {"a": work(), "b": work("Other")}

    assert cite(works, "a", "b a", style=CitationStyle.NUMBERS)[0] == ["[1]", "[1, 2]"]


def test_works_of_one_author_and_year_get_letters():
    """Letters follow the list: by date, then by title; a list by numbers needs none."""
    works = {
        "late": work("A", issued="2019-06"),
        "early": work("Z", issued="2019-01"),
        "first": work("B", issued="2018"),
        "undated": work("D"),
        "undated-too": work("C"),
    }
    in_text, listed = cite(works, *works)

    assert in_text == ["(CQC, 2019b)", "(CQC, 2019a)", "(CQC, 2018)", "(CQC, no date b)", "(CQC, no date a)"]
    assert {line.split(":")[0]: line.split("(")[1].split(")")[0] for line in listed} == {
        "early": "2019a",
        "late": "2019b",
        "first": "2018",
        "undated-too": "no date a",
        "undated": "no date b",
    }
    assert cite(works, *works, style=CitationStyle.NUMBERS)[0] == ["[1]", "[2]", "[3]", "[4]", "[5]"]


def test_letters_go_on_behind_z():
    """Twenty-eight releases of one year end in aa and ab."""
    works = {f"w{number}": work(f"Title {number:02}", issued=2019) for number in range(28)}

    in_text, _ = cite(works, *works)
    assert in_text[-3:] == ["(CQC, 2019z)", "(CQC, 2019aa)", "(CQC, 2019ab)"]


def test_keys_that_differ_in_case_are_two_works():
    """The library lower-cases keys; ours do not meet."""
    in_text, listed = cite({"cqc": work("A", issued=2018), "CQC": work("B", issued=2019)}, "CQC", "cqc")

    assert in_text == ["(CQC, 2019)", "(CQC, 2018)"]
    assert listed == ["cqc: CQC (2018). *A*.", "CQC: CQC (2019). *B*."]


def test_the_list_by_author_is_in_the_order_of_the_alphabet_and_by_numbers_in_that_of_the_text():
    """Readers find an author by name, a number by counting."""
    works = {"z": work(author="Zeta", issued=2019), "a": work(author="Alpha", issued=2019)}

    assert [line[0] for line in cite(works, "z", "a")[1]] == ["a", "z"]
    assert [line[0] for line in cite(works, "z", "a z", style=CitationStyle.NUMBERS)[1]] == ["z", "a"]


def test_an_address_in_a_title_does_not_swallow_the_words_behind_it():
    """Addresses become links wherever they stand, without the full stop behind them."""
    _, listed = cite({"a": work("About https://a.b, and more", url="https://c.d/e.", issued=2019)}, "a")

    assert listed == ["a: CQC (2019). *About *<https://a.b>*, and more*. <https://c.d/e>."]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", "no date"),
        ("en", "no date"),
        ("cy", "dim dyddiad"),
        ("fr-FR", "sans date"),
        ("xx", "no date"),
    ],
)
def test_terms_follow_the_language(language, expected):
    """A Welsh report says no date in Welsh; a language that is not known is worded in English."""
    assert [f"(CQC, {expected})"] == cite({"a": work()}, "a", language=language)[0]


KEYS = st.lists(st.sampled_from(sorted(WORKS)), min_size=1, max_size=3)


@given(st.lists(KEYS, min_size=1, max_size=5), st.sampled_from(CitationStyle))
@settings(deadline=None, max_examples=25)
def test_every_cited_work_is_listed_once_and_linked_where_it_is_cited(clusters, style):
    """The list holds each cited work once and no other; each citation's words lead to its works in their order."""
    given_citations = [citation(*keys, line=line) for line, keys in enumerate(clusters, 1)]
    citations = format_citations(given_citations, WORKS, style, "en-GB")

    listed = [each.key for each in citations.listed]
    assert sorted({key for keys in clusters for key in keys}) == sorted(listed)
    for each in given_citations:
        runs = citations.in_text[each]
        keys = [work.key for work in each.works]
        if style is CitationStyle.NUMBERS:
            keys.sort(key=listed.index)
        assert keys == [run.work for run in runs if run.work]
        assert all(run.address is None for run in runs)
        if style is CitationStyle.NUMBERS:
            assert [str(listed.index(key) + 1) for key in keys] == [run.text for run in runs if run.work]
