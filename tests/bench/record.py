"""What a run has measured so far: samples by case and count of chapters, and what could not be measured and why."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.processes import MB, Sample, own_peak
from bench.reaches import Measured, rows


@dataclass
class Record:
    """Grows case by case, and is written after each: a run that is broken off leaves what it has measured.

    Attributes:
        path: the JSON file.
        count: chapters of the report that is held against the reaches.
        named: whether ``--why`` named the stylesheet that was changed.
        failures: why a case was not measured, by case.
        facts: whatever else is to be told, by name.
    """

    path: Path
    count: int
    named: bool | None = None
    failures: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    _samples: dict[str, dict[int, list[Sample]]] = field(default_factory=dict)

    def add(self, case: str, count: int, sample: Sample) -> None:
        """Keep a sample."""
        self._samples.setdefault(case, {}).setdefault(count, []).append(sample)

    @contextmanager
    def case(self, case: str) -> Iterator[None]:
        """Measure a case; what goes wrong in it ends it alone, and is told."""
        try:
            yield
        except Exception as problem:  # noqa: BLE001 - whatever it is, the other cases go on
            self.failures[case] = f"{type(problem).__name__}: {problem}"
        self.write()

    def measure(self, case: str, count: int, work: Callable[[], Sample]) -> None:
        """Measure a case once."""
        with self.case(f"{case}, {count} chapters"):
            self.add(case, count, work())

    @property
    def measured(self) -> Measured:
        """What is held against the reaches."""
        return Measured(
            {
                case: {
                    count: [sample.seconds for sample in samples if sample.seconds is not None]
                    for count, samples in counts.items()
                }
                for case, counts in self._samples.items()
            },
            {
                case: {
                    count: [sample.peak for sample in samples if sample.peak is not None]
                    for count, samples in counts.items()
                }
                for case, counts in self._samples.items()
            },
            self.named,
        )

    def lines(self) -> Iterator[str]:
        """Yield a line for each case: medians, the quickest and the slowest run, memory."""
        measured = self.measured
        yield f"{'case':24}{'chapters':>9}{'runs':>6}{'median s':>10}{'least':>9}{'most':>9}{'peak MB':>9}"
        for case, counts in self._samples.items():
            for count in sorted(counts):
                took, held = measured.seconds[case][count], measured.held(case, count)
                peak = f"{held / MB:.0f}" if held is not None else "-"
                spread = (
                    f"{median(took):10.3f}{min(took):9.3f}{max(took):9.3f}"
                    if took
                    else f"{'-':>10}{'-':>9}{'-':>9}"
                )
                yield f"{case:24}{count:9}{len(counts[count]):6}{spread}{peak:>9}"

    def write(self) -> None:
        """Write what there is."""
        measured = self.measured
        document = {
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
            "chapters": self.count,
            **self.facts,
            "reaches": [{**asdict(row), "reached": row.reached} for row in rows(measured, self.count)],
            "seconds": measured.seconds,
            "peak_bytes": measured.peaks,
            "least_peak_bytes": own_peak(),
            "not measured": self.failures,
        }
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
