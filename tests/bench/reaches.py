"""The table: what is to be reached, and whether medians reach it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

LINEAR: Final = 1.15
"""A chapter between 40 and 160 may cost so many times what it costs between 10 and 40: that is still called linear."""


@dataclass(frozen=True)
class Measured:
    """What was measured, by case and count of chapters.

    Attributes:
        seconds: of each run.
        peaks: bytes of the largest process, of each run in which it was looked at.
        named: whether ``--why`` named the stylesheet that was changed; None if nobody asked.
    """

    seconds: Mapping[str, Mapping[int, Sequence[float]]]
    peaks: Mapping[str, Mapping[int, Sequence[int]]]
    named: bool | None = None

    def took(self, case: str, count: int) -> float | None:
        """Return the median of a case's seconds."""
        return _median(self.seconds.get(case, {}).get(count, ()))

    def held(self, case: str, count: int) -> float | None:
        """Return the median of a case's peaks, in bytes."""
        return _median(self.peaks.get(case, {}).get(count, ()))

    def by_chapter(self, case: str) -> dict[int, float]:
        """Return the median seconds of a case by count of chapters."""
        return {count: median(runs) for count, runs in sorted(self.seconds.get(case, {}).items()) if runs}


@dataclass(frozen=True)
class Row:
    """A line of the table.

    Attributes:
        value: what it came to; None if it could not be measured.
        most: what it is to be at most.
        unit: "" for a ratio, else ``s`` or ``ms``.
    """

    case: str
    value: float | None
    most: float
    unit: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether it was reached; None if that is not known."""
        return None if self.value is None else self.value <= self.most


def rows(measured: Measured, count: int) -> tuple[Row, ...]:
    """Hold what was measured on a report of so many chapters against what is to be reached."""
    one = measured.took("one document", count)
    cold = measured.took("cold", count)
    unchanged = measured.took("unchanged", count)
    memory = measured.held("one document", count)
    elsewhere = [measured.held(case, count) for case in ELSEWHERE]
    largest = max((peak for peak in elsewhere if peak is not None), default=None)
    return (
        Row("cold build ÷ one document", over(cold, one), 0.60),
        Row("nothing changed", unchanged, 0.35, "s"),
        Row("nothing changed ÷ one document", over(unchanged, one), 0.02),
        Row("one word, new process ÷ one document", over(measured.took("word", count), one), 0.07),
        Row(
            "one word, watch ÷ Typst incremental",
            over(measured.took("word, watch", count), measured.took("word, Typst", count)),
            0.8,
        ),
        Row("page added, watch ÷ cold build", over(measured.took("page, watch", count), cold), 0.40),
        Row("page added, new process ÷ cold build", over(measured.took("page", count), cold), 1.0),
        Row("colour changed ÷ cold build", over(measured.took("colour", count), cold), 1.0),
        Row(
            "colour changed: changed sheets that --why leaves unnamed",
            None if measured.named is None else float(not measured.named),
            0.0,
        ),
        Row("peak memory, cold ÷ one document", over(measured.held("cold", count), memory), 0.65),
        Row("peak memory, elsewhere ÷ one document", over(largest, memory), 0.5),
        Row("a chapter more, cold: at the end ÷ at the beginning", bend(measured.by_chapter("cold")), LINEAR),
        Row("a chapter more, nothing changed", slope_ms(measured.by_chapter("unchanged")), 1.0, "ms"),
        Row("a chapter more, one word", slope_ms(measured.by_chapter("word")), 1.0, "ms"),
        Row("preflight, screen ÷ cold build", over(measured.took("preflight, screen", count), cold), 0.20),
        Row("preflight, print ÷ cold build", over(measured.took("preflight, print", count), cold), 0.20),
        Row("preflight, by page: four times the pages ÷ once", _by_page(measured, count), LINEAR),
    )


def _by_page(measured: Measured, count: int) -> float | None:
    many = over(measured.took("preflight, many pages", count), measured.took("preflight, few pages", count))
    return over(many, 4)


ELSEWHERE: Final = ("unchanged", "word", "page", "colour", "watch")
"""Cases whose memory counts, beside the cold build."""


def over(value: float | None, beside: float | None) -> float | None:
    """Return a ratio, if both are known."""
    return None if value is None or not beside else value / beside


def slope_ms(seconds: Mapping[int, float]) -> float | None:
    """Return the milliseconds that each chapter more costs, by least squares; None for fewer than two counts."""
    if len(seconds) < 2:
        return None
    middle = sum(seconds) / len(seconds)
    mean = sum(seconds.values()) / len(seconds)
    spread = sum((count - middle) ** 2 for count in seconds)
    return 1000 * sum((count - middle) * (took - mean) for count, took in seconds.items()) / spread


def bend(seconds: Mapping[int, float]) -> float | None:
    """Return what a chapter more costs between the two highest counts, over the two lowest; None for fewer than three."""
    if len(seconds) < 3:
        return None
    counts = sorted(seconds)
    first, second, *_, before, last = (counts[0], counts[1], counts[-2], counts[-1])
    low = (seconds[second] - seconds[first]) / (second - first)
    high = (seconds[last] - seconds[before]) / (last - before)
    return over(high, low)


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None


def table(lines: Sequence[Row]) -> str:
    """Print rows: value, reach, and whether it was reached."""
    width = max(len(line.case) for line in lines)
    return "\n".join(
        f"{line.case:{width}}  {_figure(line.value, line.unit):>12}  at most {_figure(line.most, line.unit):>8}"
        f"  {_WORDS[line.reached]}"
        for line in lines
    )


_WORDS: Final = {True: "reached", False: "NOT REACHED", None: "not measured"}


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    return f"{value:.2f} {unit}".rstrip() if unit else f"{value:.3f}"
