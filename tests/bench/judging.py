"""How long preflight takes, for each edition, beside the build of the same report: to be at most a fifth of it."""

from __future__ import annotations

import io
import time

from pypdf import PdfWriter

from pipeline.preflight import Edition, Print, Screen, preflight

MOST = 0.2
"""Of the time of the build."""


def judging(content: bytes, build_seconds: float, runs: int = 3) -> dict[str, object]:
    """Measure both editions: the median of several runs, by the processor's clock, alone and as part of a build.

    Args:
        content: of a report.
        build_seconds: that its build took, from nothing.
    """
    measured: dict[str, object] = {}
    for edition in (Screen(), Print()):
        seconds = seconds_for(content, edition, runs)
        measured[edition.name] = {
            "seconds": round(seconds, 3),
            "of_build": round(seconds / build_seconds, 3),
            "reached": seconds <= MOST * build_seconds,
        }
    return measured


def growth(content: bytes, times: int = 4, runs: int = 3) -> float:
    """Return how much longer many times the pages take, by page: 1.0 is linear.

    The pages are repeated without their structure, which only print does not ask for.
    """
    single, repeated = PdfWriter(), PdfWriter()
    single.append(io.BytesIO(content))
    for _ in range(times):
        repeated.append(io.BytesIO(content))
    few, many = (_written(writer) for writer in (single, repeated))
    return seconds_for(many, Print(), runs) / seconds_for(few, Print(), runs) / times


def seconds_for(content: bytes, edition: Edition, runs: int) -> float:
    """Return the median of several runs, in seconds of the processor."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        preflight(content, edition)
        taken.append(time.process_time() - began)
    return sorted(taken)[len(taken) // 2]


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
