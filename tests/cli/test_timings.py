"""``--timings``: seconds by stage, with a clock that the test winds, and by chapter."""

from __future__ import annotations

from pipeline.cli.timings import Stopwatch, worded


class Clock:
    """Tells what it was set to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_time_goes_to_what_is_at_hand() -> None:
    """A stage lasts until the next begins, whatever chapters it goes over; a listener hears the same."""
    clock, heard = Clock(), []
    watch = Stopwatch(clock)
    listener = watch.beside(lambda *progress: heard.append(progress))
    for seconds, progress in (
        (1, ("read",)),
        (2, ("typeset", "a", 0, 2)),
        (3, ("typeset", "b", 1, 2)),
        (4, ("typeset", "a", 0, 2)),
    ):
        listener(*progress)
        clock.now += seconds

    watch.end()
    clock.now += 50
    watch.end()

    assert watch.stages == {"read": 1, "typeset": 9}
    assert heard[:2] == [("read", "", 0, 0), ("typeset", "a", 0, 2)]


def test_says_stages_in_order_and_the_slowest_chapters() -> None:
    """A table of seconds, with the sum; and what nobody had to set."""
    chapters = {f"chapter-{number:02}": float(number) for number in range(12)}

    lines = list(worded({"read": 0.25, "typeset": 66.0}, chapters, ["kept", "too"]))

    assert lines[:4] == [
        "timings, in seconds:",
        "  read            0.250",
        "  typeset        66.000",
        "  all            66.250",
    ]
    assert lines[4:6] == ["chapters that were set, the slowest 10 of 12:", "  chapter-11     11.000"]
    assert lines[15:] == ["chapters that were kept from earlier builds: kept, too"]
