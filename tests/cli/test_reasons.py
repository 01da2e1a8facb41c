"""``--why``: what has changed, in words."""

from __future__ import annotations

from pipeline.cli.reasons import worded, worded_chapters
from pipeline.stamp import Change, Compared, How, Inputs, Stamp, Summary
from pipeline.stamp.chapters import Cause, Reason

NOTHING = Inputs({}, {})
STAMP = Stamp(NOTHING, {}, Summary("build/report.pdf", 1, 1, tagged=True))


def test_says_that_there_was_no_build() -> None:
    """A first build has its own reason."""
    assert list(worded(Compared(NOTHING, None))) == ["why: no earlier build says what it was made of"]


def test_says_that_nothing_has_changed() -> None:
    """A build that does nothing says why."""
    assert list(worded(Compared(NOTHING, STAMP))) == ["why: nothing has changed since the last build"]


def test_says_what_has_changed() -> None:
    """Files by their paths; versions before and after."""
    changes = (
        Change("sources/a.yaml", How.ADDED),
        Change("package weasyprint", How.CHANGED, "70.0", "71.0"),
        Change("library pango", How.REMOVED, "1.50"),
    )

    assert list(worded(Compared(NOTHING, STAMP, changes))) == [
        "why: sources/a.yaml was added",
        "why: package weasyprint was changed, from 70.0 to 71.0",
        "why: library pango was removed (1.50)",
    ]


def test_does_not_list_a_whole_folder() -> None:
    """Of many changes the first are named, the others counted."""
    changes = tuple(Change(f"sources/{number:02}.yaml", How.ADDED) for number in range(25))

    lines = list(worded(Compared(NOTHING, STAMP, changes)))

    assert (len(lines), lines[-1]) == (21, "why: and 5 more")


def test_says_of_each_chapter_why_it_was_set() -> None:
    """A line for each that was set, with the file if one is the reason, and one for all that were not."""
    reasons = (
        Reason("one", Cause.NEW),
        Reason("two", Cause.NOTHING),
        Reason("three", Cause.FILE, "sources/images/it.png"),
        Reason("four", Cause.NOTHING),
    )

    assert list(worded_chapters(reasons)) == [
        'why: chapter "one" was set: the last build had no such chapter',
        'why: chapter "three" was set: sources/images/it.png has changed',
        "why: not set again, as nothing that they are made of has changed: two, four",
    ]
    assert list(worded_chapters(reasons[:1])) == [
        'why: chapter "one" was set: the last build had no such chapter'
    ]
