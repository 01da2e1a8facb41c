"""Linking beside other ways to join PDFs: pypdf, pikepdf, one document. Chapters that are typeset are joined.

Runs as a process of its own (``python linking.py``) and prints JSON. Times are seconds, the best of several runs, by the
clock and by the processor's own (``cpu``), which says more where other work goes on.
"""

from __future__ import annotations

import io
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

import page  # noqa: E402 - behind the path
import pikepdf  # noqa: E402
import pypdf  # noqa: E402
import reports  # noqa: E402
from bench.chapters import CSS, body, names  # noqa: E402
from workshop import FIRST, Workshop, chapter_html  # noqa: E402

from pipeline.linking.compiling import compile_chapter  # noqa: E402
from pipeline.linking.fragment import FIRST_BLOCK, Fragment, next_block  # noqa: E402
from pipeline.linking.link import link_fragments  # noqa: E402
from pipeline.linking.relocating import relocate  # noqa: E402
from pipeline.model.manifest import OpensOn, Part  # noqa: E402
from pipeline.model.report import NumberedReport  # noqa: E402
from pipeline.pagination import Extent, Pagination, paginate  # noqa: E402
from pipeline.preflight import preflight  # noqa: E402
from pipeline.typesetting import ChapterPdf  # noqa: E402

T = TypeVar("T")


@dataclass(frozen=True)
class Timed(Generic[T]):
    """How long something took at best, in seconds, and what it gave."""

    clock: float
    cpu: float
    value: T


@dataclass(frozen=True)
class Bench:
    """Forty chapters, typeset, and the report that they belong to."""

    engine: Any
    chapters: dict[str, ChapterPdf]
    numbered: NumberedReport
    pagination: Pagination

    @property
    def contents(self) -> list[bytes]:
        return [chapter.content for chapter in self.chapters.values()]

    def fragments(self) -> list[Fragment]:
        made, base = [], FIRST_BLOCK
        for name, chapter in self.chapters.items():
            made.append(compile_chapter(name, chapter.content, base).value)
            base = next_block(base, made[-1].size)
        return made


def prepare(folder: Path) -> Bench:
    engine = Workshop(folder / "workshop").open(CSS, "").value
    chapters = {name: engine.typeset(chapter_html(body(name), name=name), FIRST).value for name in names()}
    numbered = reports.numbered(folder / "report", dict.fromkeys(names(), "Word."))
    extents = [Extent(name, Part.BODY, each.page_count) for name, each in chapters.items()]
    return Bench(engine, chapters, numbered, paginate(extents, OpensOn.ANY))


def best_of(runs: int, work: Callable[[], T]) -> Timed[T]:
    timed: list[Timed[T]] = []
    for _ in range(runs):
        clock, cpu = time.perf_counter(), time.process_time()
        value = work()
        timed.append(Timed(time.perf_counter() - clock, time.process_time() - cpu, value))
    return Timed(min(each.clock for each in timed), min(each.cpu for each in timed), timed[-1].value)


def judge(timed: Timed[bytes]) -> dict[str, object]:
    """Say time, size and which rules of PDF/UA-1 and PDF/A-2a fail."""
    failed = {
        str(profile): sorted(
            {each.rule_id for each in page.validate_pdf_bytes(timed.value, profile=profile).failures}
        )
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    }
    return {
        "seconds": round(timed.clock, 3),
        "cpu": round(timed.cpu, 3),
        "bytes": len(timed.value),
        "failed_rules": {name: len(rules) for name, rules in failed.items()},
        "rules": failed,
    }


def append_with_pypdf(chapters: list[bytes]) -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for content in chapters:
        writer.append(io.BytesIO(content))
    writer.write(out)
    return out.getvalue()


def extend_with_pikepdf(chapters: list[bytes]) -> bytes:
    joined, out = pikepdf.new(), io.BytesIO()
    for content in chapters:
        with pikepdf.open(io.BytesIO(content)) as chapter:
            joined.pages.extend(chapter.pages)
    joined.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def one_document(bench: Bench) -> bytes:
    """Typeset all chapters as one document, tagged, its links inside it."""
    html = "".join(body(name) for name in names()).replace('href="crossref:', 'href="#')
    return bench.engine.typeset(chapter_html(html), FIRST).value.content


def measure(bench: Bench, *, single: bool) -> dict[str, Any]:
    compiled = best_of(1, bench.fragments)
    linked = best_of(
        7, lambda: link_fragments(bench.numbered, compiled.value, bench.pagination).value.content
    )
    one, name = compiled.value[20], names()[20]
    again = best_of(5, lambda: compile_chapter(name, bench.chapters[name].content, one.base))
    moved = best_of(5, lambda: relocate(one, compiled.value[30].base))
    ways = {
        "linked from fragments": judge(linked),
        "PdfWriter.append": judge(best_of(1, lambda: append_with_pypdf(bench.contents))),
        "pikepdf pages.extend": judge(best_of(3, lambda: extend_with_pikepdf(bench.contents))),
    }
    if single:
        ways["WeasyPrint, one document"] = judge(best_of(1, lambda: one_document(bench)))
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "chapters": len(bench.chapters),
        "pages": bench.pagination.page_count,
        "ways": ways,
        "one chapter": {
            "pages": one.exports.page_count,
            "to a fragment": round(again.clock, 3),
            "to a fragment, cpu": round(again.cpu, 3),
            "to another block, cpu": round(moved.cpu, 3),
        },
        "all chapters to fragments, cpu": round(compiled.cpu, 2),
        "preflight, cpu": round(best_of(1, lambda: preflight(linked.value)).cpu, 2),
        "wanted": {"linked from fragments, seconds": 0.10, "to a fragment, seconds": 0.12},
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(prepare(Path(folder)), single="--no-single" not in sys.argv)
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
