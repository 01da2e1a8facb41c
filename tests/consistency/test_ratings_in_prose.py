"""What a story's prose says of its ratings and special measures, held against the story's own record."""

import pytest
from reports import literal, read, summary

from pipeline.numbering import number

STORY = """\
kind: story
title: A story
trust: {name: Northgate Community Trust, type: community, region: B}
ratings:
  - {published: 2012-05, overall: requires improvement}
  - {published: 2014-03-28, overall: good, questions: {safe: requires improvement}}
  - {published: 2018-06-08, overall: outstanding, questions: {safe: good, well_led: outstanding}}
special_measures:
  - {reason: quality, entered: 2015-03, left: 2016-02}
"""


def in_story(root, markdown, story=STORY):
    checked = read(root, {"a": story + literal(markdown)}).then(number)
    return [finding for finding in checked.findings if finding.code == "contradicts-ratings"]


WRONG = {
    "passive": ("The trust was rated 'good' on 8 June 2018.", "outstanding"),
    "it, behind its date": ("On 28 March 2014 it was rated 'inadequate'.", "good"),
    "CQC rated it": ("CQC rated it 'good' on 8 June 2018.", "outstanding"),
    "the rating of a date": ("Its rating of 8 June 2018 was 'good'.", "outstanding"),
    "it became": ("It became 'good' on 8 June 2018.", "outstanding"),
    "left behind": ("The trust rose from 'inadequate' on 28 March 2014.", "good"),
    "from and to": ("It rose from 'good' on 28 March 2014 to 'inadequate' on 8 June 2018.", "outstanding"),
    "a question": ("The trust was rated 'inadequate' for safety on 8 June 2018.", "good"),
    "a question with being": ("On 8 June 2018 it was rated 'good' for being well led.", "outstanding"),
    "a year": ("In 2014 it was rated 'inadequate'.", "good"),
    "a month": ("In June 2018 the trust was rated 'good'.", "outstanding"),
    "a month on record": ("In May 2012 the trust was rated 'good'.", "requires improvement"),
    "by its name": ("Northgate was rated 'good' on 8 June 2018.", "outstanding"),
    "several, and words behind them": (
        "'Good' on 28 March 2014, 'inadequate' on 8 June 2018: each had its reasons.",
        "outstanding",
    ),
    "behind the date of an inspection": (
        "Inspectors came in May 2018, and on 8 June 2018 CQC rated the trust 'good'.",
        "outstanding",
    ),
    "a question before something else": (
        "On 8 June 2018 the trust was rated 'inadequate' for safety, and also for its use of resources.",
        "good",
    ),
    "a clause": ("In March 2014 it was 'inadequate', and on 8 June 2018 it was rated 'outstanding'.", "good"),
}


@pytest.mark.parametrize(("markdown", "recorded"), WRONG.values(), ids=WRONG)
def test_a_rating_with_its_date_is_held_against_the_record(tmp_path, markdown, recorded):
    """However a sentence gives the trust's rating of a date, another one than the record's is found once."""
    found = in_story(tmp_path, markdown)

    assert [f'the story\'s ratings say "{recorded}"'] == [each.message.split(", ", 1)[1] for each in found]


RIGHT = {
    "the record's": "The trust was rated 'outstanding' on 8 June 2018.",
    "from and to": "It rose from 'good' on 28 March 2014 to 'outstanding' on 8 June 2018.",
    "left on the day of the next": "On 8 June 2018 the trust rose from 'good'.",
    "in force in the same year": "In early 2018 the trust was still 'good'.",
    "the question's": "On 8 June 2018 the trust was rated 'good' for safety.",
    "a question that is not on record": "On 8 June 2018 the trust was rated 'good' for caring.",
    "history": "On 8 June 2018 CQC came to a trust that had been 'good'.",
    "a wish": "On 8 June 2018 the trust hoped to be rated 'good'.",
    "a comparison": "On 8 June 2018 the trust did better than 'good'.",
    "before": "Before 8 June 2018 the trust was rated 'good'.",
    "since": "The trust was rated 'requires improvement' since 2014.",
    "another trust": "Medway was rated 'good' on 8 June 2018.",
    "another trust further on": "On 8 June 2018 CQC also rated Medway 'good'.",
    "a hospital": "On 8 June 2018 its hospital was rated 'good'.",
    "a service": "On 8 June 2018 the dental service was rated 'good'.",
    "it, and before it a question": "Safety shows the most. It was 'good' on 8 June 2018.",
    "it, and before it a hospital": "The trust runs one hospital. It was 'good' on 8 June 2018.",
    "it, and before it another trust": "Medway was smaller. It was 'good' on 8 June 2018.",
    "a question first": "For caring the trust was 'good' on 8 June 2018.",
    "an inspection": "Inspectors came in June 2018 to a 'good' trust.",
    "two ratings of one date": "On 8 June 2018 the trust moved up, 'good' then, 'requires improvement' first.",
    "a date without a rating": "On 9 June 2018 the trust was rated 'good'.",
    "no rating in marks": "On 8 June 2018 the trust did good work.",
}


@pytest.mark.parametrize("markdown", RIGHT.values(), ids=RIGHT)
def test_what_agrees_or_may_mean_something_else_is_not_accused(tmp_path, markdown):
    """History, wishes, questions, hospitals and other trusts are left alone."""
    assert in_story(tmp_path, markdown) == []


def test_an_ambulance_trust_calls_itself_a_service(tmp_path):
    """The word that means a part of other trusts means the whole of this one."""
    story = STORY.replace("type: community", "type: ambulance")
    found = in_story(tmp_path, "On 8 June 2018 the service was rated 'good'.", story)

    assert [finding.code for finding in found] == ["contradicts-ratings"]


def test_the_date_of_an_event_belongs_to_its_words(tmp_path):
    """A timeline keeps date and rating apart; together they are a statement like any other."""
    events = "[{date: 2014-03-28, text: Rated 'inadequate'.}, {date: 2018-06-08, text: Rated 'outstanding'.}]"
    chapter = f"{STORY}body:\n  - Words.\n  - timeline: {{caption: C, events: {events}}}\n"
    checked = read(tmp_path, {"a": chapter}).then(number)

    assert [
        f"{finding.place.path.removeprefix('sources/')}:{summary(finding)}" for finding in checked.findings
    ] == ["a.yaml:12:5 contradicts-ratings"]


PERIODS = {
    "entered": ("The trust entered special measures in 2013.", ["2013"]),
    "placed": ("It was placed in special measures on 1 May 2015.", ["1 May 2015"]),
    "left": ("It left special measures in 2017.", ["2017"]),
    "both": ("Of special measures we know that it entered in 2013 and left in 2017.", ["2013", "2017"]),
    "the record's": ("It entered special measures in 2015 and left them in February 2016.", []),
    "another trust": ("Medway entered special measures in 2013.", []),
    "a person": ("In special measures, the chief executive left in 2017.", []),
    "something else": ("It left the group in 2017.", []),
}


@pytest.mark.parametrize(("markdown", "dates"), PERIODS.values(), ids=PERIODS)
def test_special_measures_in_prose_are_held_against_the_periods(tmp_path, markdown, dates):
    """Entry and exit on dates that the record does not have are found, one by one."""
    found = in_story(tmp_path, markdown)

    assert dates == [each.message.split(" for ")[1].split(",")[0] for each in found]
    assert all(each.related[0].place.line == 8 for each in found)


def test_a_period_that_is_still_open_may_have_ended_on_any_date(tmp_path):
    """Where the record does not say when special measures ended, prose cannot contradict it."""
    story = STORY.replace(", left: 2016-02", "")

    assert in_story(tmp_path, "It left special measures in 2017.", story) == []
