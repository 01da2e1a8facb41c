"""Makers: what is set again and what is not, in one process and in the next, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from edited import BEGINNING, State, about, bring, removed, words, written

from pipeline.build import Session, check
from pipeline.findings import Checked
from pipeline.making import Built, Maker, Ready
from pipeline.stamp.chapters import Cause, Reason

SHORT, LONG, COUNTED, SHOWN = 0, 1, 5, 8
"""Numbers of texts."""

WITH_FIGURE = words(3, SHOWN)(words(1, SHORT)(BEGINNING))
"""The contents, a short chapter, a long one, one with a figure: no chapter of the body quotes a page."""


def ready(root: Path) -> Ready:
    prepared = check(root).value
    assert prepared is not None
    return Ready(prepared.numbered, prepared.sheets, prepared.marked)


def made(maker: Maker, told: list[str] | None = None) -> Checked[Built]:
    def listen(stage: str, chapter: str = "", _done: int = 0, _total: int = 0) -> None:
        if told is not None:
            told.append(f"{stage} {chapter}".strip())

    return maker.make(ready(maker.root), listen)


def why(result: Checked[Built]) -> dict[str, Reason]:
    assert result.value is not None, result.findings
    return {reason.chapter: reason for reason in result.value.reasons}


@pytest.fixture(params=["the same process", "another process"])
def again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[State], Checked[Built]]]:
    """Give what builds a state, once it has built another: by the same maker, or each time by a new one."""
    bring(tmp_path, WITH_FIGURE)
    with Maker(tmp_path, warm=True) as maker:
        made(maker)

        def build(state: State) -> Checked[Built]:
            bring(tmp_path, state)
            if request.param == "the same process":
                return made(maker)
            with Maker(tmp_path) as other:
                return made(other)

        yield build


def test_a_first_build_sets_everything(tmp_path: Path) -> None:
    """Every chapter is new, and each has taken its time."""
    bring(tmp_path, BEGINNING)
    with Maker(tmp_path) as maker:
        result = made(maker)

    assert {reason.cause for reason in why(result).values()} == {Cause.NEW}
    assert result.value is not None
    assert set(result.value.seconds) == {"contents", "one", "two", "three"}
    assert min(result.value.seconds.values()) > 0


def test_nothing_is_set_again_without_a_reason(tmp_path: Path) -> None:
    """Where nothing has changed no engine is opened, and the report is linked of what is kept."""
    bring(tmp_path, BEGINNING)
    with Maker(tmp_path) as maker:
        made(maker)
    told: list[str] = []
    with Maker(tmp_path) as maker:
        result = made(maker, told)

    assert told == ["link", "preflight", "publish"]
    assert {reason.cause for reason in why(result).values()} == {Cause.NOTHING}
    assert result.value is not None
    assert result.value.seconds == {}


def test_words_that_change_set_their_chapter(again: Callable[[State], Checked[Built]]) -> None:
    """One chapter's words are no reason to set another."""
    causes = {name: reason.cause for name, reason in why(again(words(2, COUNTED)(WITH_FIGURE))).items()}

    assert causes["two"] is Cause.WORDS
    assert causes["one"] is Cause.NOTHING


def test_a_chapter_that_begins_elsewhere_says_so(again: Callable[[State], Checked[Built]]) -> None:
    """Words that are the same stand on other pages if a chapter before them is shorter."""
    causes = {name: reason.cause for name, reason in why(again(words(2, SHORT)(WITH_FIGURE))).items()}

    # The contents quote where chapters begin, and the body's first page is 1 whatever stands before it.
    assert causes == {
        "contents": Cause.WORDS,
        "one": Cause.NOTHING,
        "two": Cause.WORDS,
        "three": Cause.OPENING,
    }


def test_a_file_that_changes_is_named(again: Callable[[State], Checked[Built]]) -> None:
    """An image sets the chapter that shows it, and a stylesheet all."""
    other_image = written("sources/images/it.png", 1)(WITH_FIGURE)
    image = why(again(other_image))
    sheet = why(again(written("styles/type.css", 1)(other_image)))

    assert image["three"] == Reason("three", Cause.FILE, "sources/images/it.png")
    assert image["two"].cause is Cause.NOTHING
    assert {reason.file for reason in sheet.values()} == {"styles/type.css"}


def test_a_chapter_that_comes_back_is_known_again(again: Callable[[State], Checked[Built]]) -> None:
    """What was set once need not be set when the words are what they were."""
    without = why(again(removed(2)(WITH_FIGURE)))
    back = why(again(WITH_FIGURE))

    assert "two" not in without
    assert back["two"].cause is Cause.NOTHING


def test_the_day_of_a_report_sets_no_chapter(
    again: Callable[[State], Checked[Built]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH stands in the report's metadata alone."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert {reason.cause for reason in why(again(WITH_FIGURE)).values()} == {Cause.NOTHING}


class EnoughError(Exception):
    """Raised by somebody who listens."""


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_listener_that_has_heard_enough_ends_the_build(tmp_path: Path, jobs: int) -> None:
    """Nothing is published, and the same maker makes the next report."""
    bring(tmp_path, BEGINNING)

    def enough(stage: str, chapter: str = "", _done: int = 0, _total: int = 0) -> None:
        if (stage, chapter) == ("typeset", "two"):
            raise EnoughError

    with Maker(tmp_path, jobs, warm=True) as maker:
        with pytest.raises(EnoughError):
            maker.make(ready(tmp_path), enough)
        assert not (tmp_path / "build/report.pdf").exists()

        assert made(maker).value is not None


def test_a_title_is_a_reason_where_it_is_printed(tmp_path: Path) -> None:
    """A session says of each build anew what it had to do."""
    bring(tmp_path, BEGINNING)
    with Session(tmp_path, warm=True) as session:
        session.build()
        bring(tmp_path, about(title="Another")(BEGINNING))
        built = session.build()
        nothing = session.build()

    assert built.value is not None
    assert {reason.cause for reason in built.value.reasons} == {Cause.WORDS}
    assert {reason.cause for reason in why(nothing).values()} == {Cause.NOTHING}
