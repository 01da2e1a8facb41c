"""What a report says twice, held against itself."""

import pytest
from builders import REPOSITORY
from reports import literal, prose, read, summary

from pipeline.consistency import check_consistency
from pipeline.numbering import number
from pipeline.reading import read_report

FACTS = """\
months-brighton: {text: 29 months, value: 29, unit: months, about: [Brighton, special measures], source: cqc}
months-medway: {text: 44 months, value: 44, unit: months, about: [Medway, special measures], source: cqc}
share: {text: 12%, value: 12, unit: "%", about: [vacancies], source: cqc}
deficit: {text: £70m, value: 70, unit: £m, about: [deficit], source: cqc}
beds: {text: "1,987 beds", value: 1987, unit: beds, about: [London], source: cqc}
plain: {text: twelve, value: 12, source: cqc}
"""
NAMES = ("months-brighton", "months-medway", "share", "deficit", "beds", "plain")
USED = "## Facts\n\n" + " ".join(f"[](fact:{name})" for name in NAMES)
"""A body that uses every fact and says nothing about any."""

WORKS = "cqc: {type: report, author: CQC, title: T, issued: 2019}\n"
REFERENCES = "kind: references\ntitle: References\nbody: See [@cqc].\n"

STORY = """\
kind: story
title: A story
standfirst: {}
trust: {{name: A, type: acute, region: B}}
ratings:
  - {{published: 2016-08-17, overall: inadequate}}
  - {{published: 2017, overall: requires improvement}}
  - {{published: 2019-01-08, overall: good, questions: {{safe: good}}}}
"""


def found(root, chapters, *, facts=None, abbreviations=None):
    """Return the findings of a report that has the references and uses every fact."""
    files = {"sources/facts.yaml": facts} if facts else {}
    files |= {"sources/abbreviations.yaml": abbreviations} if abbreviations else {}
    used = {"z-used": USED} if facts == FACTS else {}
    checked = read(root, {**chapters, **used, "refs": REFERENCES}, references=WORKS, files=files)
    return checked.then(number)


def lines(checked):
    return [f"{each.place.path.removeprefix('sources/')}:{summary(each)}" for each in checked.findings]


def in_text(root, markdown):
    return found(root, {"a": markdown}, facts=FACTS)


def in_story(root, markdown, standfirst="A standfirst."):
    return found(root, {"a": STORY.format(standfirst) + literal(markdown)})


def with_block(yaml, words="Words."):
    return f"kind: prose\ntitle: A\nbody:\n  - {words}\n  - {yaml}\n"


# Facts


def test_a_fact_may_stand_wherever_prose_does(tmp_path):
    """Facts are printed in text, headings, notes, captions, boxes and charts, and each of these is a use."""
    standfirst, heading, note, quote, value = (f"[](fact:{name})" for name in NAMES[:-1])
    body = (
        f"kind: prose\ntitle: A\nstandfirst: '{standfirst}'\nbody:\n  - |\n    ## A {heading}\n\n    B[^1]\n\n    [^1]: {note}\n"
        f"  - quote: {{text: '{quote}', speaker: S}}\n"
        f"  - fact_box: {{title: T, facts: [{{label: L, value: '{value}'}}, {{label: L, value: x}}]}}\n"
        f"  - chart: {{kind: bars, title: T, message: M, unit: u, source: S, series: [s], rows: [{{name: R, values: [{{fact: {NAMES[-1]}}}]}}]}}\n"
    )
    checked = found(tmp_path, {"a": body}, facts=FACTS)

    assert lines(checked) == []


def test_an_unknown_fact_is_found_where_it_is_used(tmp_path):
    """A misspelt fact is found in prose and in a chart, with the likeliest one, or with all that there are."""
    chart = "chart: {kind: bars, title: T, message: M, unit: u, source: S, series: [s], rows: [{name: R, values: [{fact: zzz}]}]}"
    checked = found(tmp_path, {"a": "a [](fact:shar)", "b": with_block(chart)}, facts=FACTS)

    assert lines(checked) == ["a.yaml:4:8 unknown-fact", "b.yaml:5:5 unknown-fact"]
    assert [finding.hint for finding in checked.findings] == [
        'did you mean "share"?',
        f"known: {', '.join(sorted(NAMES))}",
    ]
    assert checked.value is None


def test_without_a_file_of_facts_the_hint_says_where_to_state_one(tmp_path):
    """The first fact of a project is told where it belongs."""
    checked = found(tmp_path, {"a": "a [](fact:b)"})

    assert [finding.hint for finding in checked.findings] == ["state it in sources/facts.yaml"]


def test_a_fact_that_nothing_uses_is_a_warning(tmp_path):
    """What is stated once should be said at least once."""
    checked = found(tmp_path, {"a": "Words."}, facts="beds: {text: 12 beds, value: 12, source: cqc}\n")

    assert lines(checked) == ["facts.yaml:1:1 unused-fact"]
    assert checked.value is not None


def test_a_fact_needs_a_source_that_exists(tmp_path):
    """The source of a fact is a key of the references."""
    facts = "beds: {text: 12 beds, value: 12, source: cqx}\n"
    checked = found(tmp_path, {"a": "[](fact:beds)"}, facts=facts)

    assert lines(checked) == ["facts.yaml:1:1 unknown-citation"]
    assert checked.findings[0].hint == 'did you mean "cqc"?'


def test_a_fact_that_cannot_be_read_is_not_unknown(tmp_path):
    """A mistake in a fact is one finding, not one for each use of it, and nothing is typeset without the fact."""
    facts = "beds: {text: 12 beds, value: twelve, source: cqc}\nsites: {text: two, value: 2, source: cqc}\n"
    checked = found(tmp_path, {"a": "[](fact:beds) [](fact:sites)"}, facts=facts)

    assert lines(checked) == ["facts.yaml:1:30 wrong-type"]
    assert checked.value is None


def test_a_chapter_that_cannot_be_read_may_use_what_nothing_else_does(tmp_path):
    """While a chapter cannot be read, no fact and no abbreviation is called unused."""
    facts = "beds: {text: 12 beds, value: 12, source: cqc}\n"
    checked = found(tmp_path, {"a": "kind: prose\n"}, facts=facts, abbreviations="CQC: A\n")

    assert {finding.code for finding in checked.findings} == {"missing-key"}


def test_a_heading_is_called_by_its_words_with_their_facts(tmp_path):
    """The contents print the fact that stands in a heading."""
    checked = found(tmp_path, {"a": "## In [](fact:beds) {#in}"}, facts="beds: {text: 12 beds, value: 12, source: cqc}\n")  # fmt: skip

    assert checked.value.targets["a/in"].title == "In 12 beds"


CONTRADICTIONS = {
    "another number": ("Brighton was in special measures for 28 months.", "28 months"),
    "on another line": ("Brighton was in special\nmeasures for 28\nmonths.", "28 months"),
    "whatever the capitals": ("Special measures lasted 28 months in Brighton.", "28 months"),
    "with emphasis": ("*Brighton* was in special measures for **28** months.", "28 months"),
    "another fact": ("Brighton was in special measures for [](fact:months-medway).", "44 months"),
    "percentage": ("Vacancies fell to 11%.", "11%"),
    "percentage with a space": ("Vacancies fell to 11 % of posts.", "11 %"),
    "money": ("The deficit was £55m.", "£55m"),
    "thousands": ("London had 1,986 beds.", "1,986 beds"),
    "decimals": ("Vacancies fell to 12.5%.", "12.5%"),
    "in a list": ("- Brighton was in special measures for 28 months.", "28 months"),
    "in a note": ("a[^1]\n\n[^1]: Brighton was in special measures for 28 months.", "28 months"),
}


@pytest.mark.parametrize(("markdown", "words"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_sentence_with_another_number_contradicts_its_fact(tmp_path, markdown, words):
    """A sentence about a fact with another number before the unit is a warning that shows both."""
    checked = in_text(tmp_path, markdown)

    assert [finding.code for finding in checked.findings] == ["contradicts-fact"]
    assert f'this says "{words}"' in checked.findings[0].message
    assert checked.findings[0].place.path == "sources/a.yaml"
    assert [each.place.path for each in checked.findings[0].related] == ["sources/facts.yaml"]
    assert checked.value is not None


AGREEMENTS = {
    "the same number": "Brighton was in special measures for 29 months.",
    "the fact itself": "Brighton was in special measures for [](fact:months-brighton).",
    "with commas": "London had 1,987 beds.",
    "about another": "Bath was in special measures for 28 months.",
    "half of the words": "Brighton waited 28 months.",
    "part of a word": "The Londoners had 20 beds.",
    "two facts in a sentence": "Special measures lasted 29 months in Brighton and 44 months in Medway.",
    "a part beside the whole": "Of its 29 months in special measures, Brighton spent 20 months with a new team.",
    "another sentence": "Brighton left special measures. The next 12 months were calm.",
    "another unit": "Brighton was in special measures for 2 years.",
    "a longer unit": "Vacancies: 11 %points, as they say.",
    "a year before the number": "In 2019, 29 months of special measures ended in Brighton.",
    "other money": "The deficit was €55m.",
    "unit without a number": "The months of special measures in Brighton were long.",
    "a fact without words about it": "There were 13 of them.",
}


@pytest.mark.parametrize("markdown", AGREEMENTS.values(), ids=AGREEMENTS)
def test_what_agrees_or_speaks_of_something_else_is_left(tmp_path, markdown):
    """No false alarm: the same number, another subject, another unit, or two facts in one sentence."""
    assert lines(in_text(tmp_path, markdown)) == []


SAID = "Brighton was in special measures for 28 months."
PLACES = {
    "standfirst": f"kind: prose\ntitle: A\nstandfirst: {SAID}\nbody: B\n",
    "key learning": with_block(f"key_learning: {{points: [{SAID}]}}"),
    "timeline": with_block(f"timeline: {{caption: C, events: [{{date: 2016, text: {SAID}}}, {{date: 2017, text: B}}]}}"),
    "callout": with_block(f"callout: {{title: C, text: {SAID}}}"),
    "caption": with_block(f"table: {{caption: {SAID}, columns: [title: B], rows: [[c]]}}"),
    "cell": with_block(f"table: {{caption: C, columns: [title: B], rows: [[{SAID}]]}}"),
    "message of a chart": with_block(
        f"chart: {{kind: bars, title: T, message: {SAID}, unit: u, source: S, series: [s], rows: [{{name: R, values: [1]}}]}}"
    ),
    "fact box": with_block(
        "fact_box: {title: Brighton, facts: [{label: Special measures, value: 28 months}, {label: B, value: c}]}"
    ),
    "excerpt": prose(f"> {SAID}"),
}  # fmt: skip


@pytest.mark.parametrize("chapter", PLACES.values(), ids=PLACES)
def test_facts_are_held_against_everything_that_a_chapter_says(tmp_path, chapter):
    """A contradiction is found once, wherever in a chapter it stands."""
    assert [line.split()[1] for line in lines(found(tmp_path, {"a": chapter}, facts=FACTS))] == [
        "contradicts-fact"
    ]


# Charts


def chart(rows, *, kind="bars", unit="months", title="Special measures", series="s", more=""):
    return with_block(
        f"chart: {{kind: {kind}, title: {title}, message: M, unit: '{unit}', source: S, series: [{series}], rows: [{rows}]{more}}}"
    )


CHARTS = {
    "a bar of another length": (chart("{name: Brighton, values: [28]}"), "contradicts-fact"),
    "a fact of another unit": (chart("{name: A, values: [{fact: share}]}"), "contradicts-fact"),
    "facts that make no whole": (
        chart("{name: A, values: [{fact: share}, 80]}", kind="stacked", unit="%", series="s, t"), "wrong-sum",
    ),
    "a fact beyond the axis": (
        chart("{name: A, values: [{fact: share}]}", unit="%", more=", maximum: 10"), "invalid-value",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("chapter", "code"), CHARTS.values(), ids=CHARTS)
def test_a_chart_is_held_against_the_facts(tmp_path, chapter, code):
    """A number that is about a fact is the fact's, and a fact in a chart suits its unit, its sum and its axis."""
    assert lines(found(tmp_path, {"a": chapter}, facts=FACTS)) == [f"a.yaml:5:5 {code}"]


SOUND_CHARTS = {
    "the fact": chart("{name: Brighton, values: [{fact: months-brighton}]}"),
    "its number": chart("{name: Brighton, values: [29]}"),
    "not known": chart("{name: Brighton, values: [~]}"),
    "another row": chart("{name: Bath, values: [28]}"),
    "another unit": chart("{name: Brighton, values: [28]}", unit="trusts"),
    "over time": chart("{name: Brighton, date: 2019, values: [28]}", kind="points"),
    "facts that make a whole": chart("{name: A, values: [{fact: share}, 88]}", kind="stacked", unit="%", series="s, t"),
    "facts and what is not known": chart("{name: A, values: [{fact: share}, ~]}", kind="stacked", unit="%", series="s, t"),
}  # fmt: skip


@pytest.mark.parametrize("chapter", SOUND_CHARTS.values(), ids=SOUND_CHARTS)
def test_a_chart_that_agrees_is_left(tmp_path, chapter):
    """No false alarm for charts: the fact, its number, nothing, or something else."""
    assert lines(found(tmp_path, {"a": chapter}, facts=FACTS)) == []


# Pulled sentences

BODY = (
    'Of "few things", it\'s said - by many - that they are\n    done [@cqc] well[^1]. So it *was* with [](fact:share)'
    " [@cqc]. Never\n    again...\n\n    Another paragraph: it was not good.\n\n    [^1]: A note.\n"
)


def pulled(root, text, more=""):
    body = f"kind: prose\ntitle: A\nbody:\n  - pull_quote:\n      text: |\n        {text}\n{more}  - |\n    {BODY}"
    return found(root, {"a": body}, facts=FACTS)


SENTENCES = {
    "straight marks": 'Of "few things", it\'s said - by many - that they are done well.',
    "curly marks": "Of “few things”, it’s said – by many – that they are done well.",
    "broken elsewhere": 'Of "few things", it\'s said -\n        by many - that they are done well.',
    "no-break spaces": 'Of\u00a0"few things", it\'s said\u00a0– by many – that they are done well.',
    "a fact in words": "So it was with 12%.",
    "an ellipsis": "Never again…",
    "two sentences": "So it was with 12%. Never again...",
    "behind a colon": "it was not good.",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_a_pulled_sentence_is_the_chapters_word_for_word(tmp_path, text):
    """Marks, spaces, line breaks, emphasis and citations make no difference; words and facts do."""
    assert lines(pulled(tmp_path, text)) == []


STRANGERS = {
    "other words": ("It was very good.", "somebody else's words need speaker:"),
    "one word less": ('Of "few things", it\'s said that they are done well.', "word for word"),
    "other capitals": ("NEVER again...", "word for word"),
    "a part that says the contrary": ("good.", "the whole sentence"),
    "without its end": ("So it was", "the whole sentence"),
    "a part of a word": ("ever again...", "the whole sentence"),
    "over two paragraphs": ("Never again... Another paragraph: it was not good.", "word for word"),
    "a footnote": ("A note.", "word for word"),
}


@pytest.mark.parametrize(("text", "hint"), STRANGERS.values(), ids=STRANGERS)
def test_what_the_chapter_does_not_say_is_found(tmp_path, text, hint):
    """Words that are not a sentence of the chapter's text stop publication."""
    checked = pulled(tmp_path, text)

    assert lines(checked) == ["a.yaml:4:5 not-in-text"]
    assert hint in checked.findings[0].hint
    assert checked.value is None


def test_somebody_elses_words_need_not_stand_in_the_text(tmp_path):
    """A quotation with its speaker and source is its own evidence."""
    assert lines(pulled(tmp_path, "Other words.", "      speaker: Ann\n      source: '[@cqc]'\n")) == []


# Ratings

WRONG_RATINGS = {
    "overall": "On 8 January 2019 it was rated 'inadequate' overall.",
    "curly marks": "On 8 January 2019 it was rated ‘inadequate’ overall.",
    "double marks": 'On 8 January 2019 it was rated "inadequate" overall.',
    "the rating was": "Published on 8 January 2019, its overall rating was 'inadequate'.",
    "CQC rated": "On 8 January 2019 CQC rated the trust 'inadequate'.",
    "the trust was rated": "On 8 January 2019 the trust was rated 'inadequate'.",
    "broken": "On 8 January\n2019 the trust was\nrated 'inadequate'.",
    "two words": "On 17 August 2016 the trust was rated 'requires improvement'.",
}


@pytest.mark.parametrize("markdown", WRONG_RATINGS.values(), ids=WRONG_RATINGS)
def test_a_rating_in_prose_is_held_against_the_storys_own(tmp_path, markdown):
    """A sentence that gives a day another rating than the story's record is a warning that points to both."""
    checked = in_story(tmp_path, markdown)

    assert lines(checked) == ["a.yaml:10:3 contradicts-ratings"]
    assert [each.place.line for each in checked.findings[0].related] == [5]
    assert checked.value is not None


def test_a_rating_in_the_standfirst_is_held_against_them_too(tmp_path):
    """The first lines that a reader meets are checked like all others."""
    checked = in_story(tmp_path, "Words.", "On 17 August 2016 the trust was rated 'good'.")

    assert lines(checked) == ["a.yaml:3:13 contradicts-ratings"]


RIGHT_RATINGS = {
    "the record's": "On 8 January 2019 CQC rated the trust 'good' overall and 'outstanding' for caring.",
    "one question": "On 8 January 2019 the trust was rated 'requires improvement' for being responsive.",
    "a day without a rating": "On 9 January 2019 the trust was rated 'inadequate'.",
    "two days": "The trust was rated 'inadequate' on 17 August 2016, and left special measures on 8 January 2019.",
    "two ratings": "On 8 January 2019 the trust was rated 'good', up from overall 'requires improvement'.",
    "a year": "In 2017 the trust was rated 'requires improvement'.",
    "another's": "On 8 January 2019 its hospital was rated 'inadequate'.",
}


@pytest.mark.parametrize("markdown", RIGHT_RATINGS.values(), ids=RIGHT_RATINGS)
def test_ratings_that_agree_or_may_mean_something_else_are_left(tmp_path, markdown):
    """No false alarm: with two days or ratings in a sentence nobody knows which belongs to which."""
    assert lines(in_story(tmp_path, markdown)) == []


def test_only_a_story_has_a_record(tmp_path):
    """Other chapters may speak of any trust's rating."""
    assert lines(found(tmp_path, {"a": "On 8 January 2019 the trust was rated 'inadequate'."})) == []


STORY_BLOCKS = {
    "table of a known rating": ("rating_table: {published: 2019-01-08, caption: C}", [], ""),
    "journey": ("rating_journey: {caption: C}", [], ""),
    "table of an unknown day": ("rating_table: {published: 2019-01-09, caption: C}", ["unknown-published"], "2019-01-08"),
    "table of a month": ("rating_table: {published: 2019-01, caption: C}", ["unknown-published"], "2019-01-08"),
    "table without questions": ("rating_table: {published: 2016-08-17, caption: C}", ["unknown-published"], "2019-01-08"),
}  # fmt: skip


@pytest.mark.parametrize(("block", "expected", "hint"), STORY_BLOCKS.values(), ids=STORY_BLOCKS)
def test_a_rating_table_shows_a_rating_that_has_its_questions(tmp_path, block, expected, hint):
    """The date of a rating table is that of a rating with questions; the others are named."""
    checked = found(tmp_path, {"a": STORY.format("S") + f"body:\n  - {block}\n"})

    assert [f"a.yaml:10:5 {code}" for code in expected] == lines(checked)
    assert hint in "".join(finding.hint for finding in checked.findings)


@pytest.mark.parametrize(
    "block", ["rating_table: {published: 2019-01-08, caption: C}", "rating_journey: {caption: C}"]
)
def test_only_a_story_draws_its_ratings(tmp_path, block):
    """A journey or rating table in another chapter has nothing to show."""
    assert lines(found(tmp_path, {"a": with_block(block)})) == ["a.yaml:5:5 misplaced-block"]


# Abbreviations

SHORT = "CQC: Care Quality Commission\nA&E: accident and emergency\n"


def test_an_abbreviation_that_no_chapter_uses_is_a_warning(tmp_path):
    """An entry that the list would not print is found where it stands."""
    checked = found(tmp_path, {"a": "The CQC came."}, abbreviations=SHORT)

    assert lines(checked) == ["abbreviations.yaml:2:1 unused-abbreviation"]
    assert checked.value is not None


@pytest.mark.parametrize("markdown", ["CQCs and A&Es", "cqc, a&e", "XCQC AA&E"])
def test_an_abbreviation_is_a_word_of_its_own(tmp_path, markdown):
    """Parts of words and other capitals are no use of an abbreviation."""
    assert len(lines(found(tmp_path, {"a": markdown}, abbreviations=SHORT))) == 2


@pytest.mark.parametrize(
    "markdown",
    [
        "CQC's A&E",
        "*CQC* (A&E)",
        "## CQC\n\nA[^1]\n\n[^1]: A&E.",
        "- CQC/A&E",
        "[CQC](https://cqc.org.uk) A&E",
    ],
)
def test_abbreviations_are_found_wherever_they_stand(tmp_path, markdown):
    """Headings, notes, lists and links use abbreviations, too, with an apostrophe or in brackets."""
    assert lines(found(tmp_path, {"a": markdown}, abbreviations=SHORT)) == []


def test_the_sample_report_agrees_with_itself():
    """The report that is built here has no contradiction, and gives no false alarm."""
    report = read_report(REPOSITORY).value

    assert report.facts
    assert list(check_consistency(report)) == []
