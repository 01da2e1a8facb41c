"""How long preflight takes, for each edition, to be held against the build of the same report."""

from __future__ import annotations

import io
import time
from typing import Final

from bench.processes import Sample
from pypdf import PdfWriter

from pipeline.preflight import Edition, Print, Screen, preflight

EDITIONS: Final[tuple[Edition, ...]] = (Screen(), Print())

TIMES: Final = 4
"""How many times the pages stand in the file that growth is measured with."""


def judge(content: bytes, edition: Edition) -> Sample:
    """Hold a report against an edition, in this process; memory is not looked at."""
    began = time.perf_counter()
    preflight(content, edition)
    return Sample(time.perf_counter() - began, None)


def judge_pages(content: bytes, times: int) -> Sample:
    """Hold a report's pages, so many times over, against print: without their structure, which print does not ask for."""
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(times):
        writer.append(io.BytesIO(content))
    writer.write(out)
    return judge(out.getvalue(), Print())
