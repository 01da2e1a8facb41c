"""Measure linking beside other ways to join PDFs, and write ``build/bench.json``.

    make bench
    make bench OPTIONS=--no-single      without the single document, which takes longest

Nothing here fails for being slow: machines differ. Times are seconds, the best of several runs, by the clock and by the
processor's own (``cpu``), which says more where other work goes on.
"""

from __future__ import annotations

import argparse
import io
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

import page  # noqa: E402 - behind the path
import pypdf  # noqa: E402
import reports  # noqa: E402
from workshop import FIRST, Workshop, chapter_html  # noqa: E402

from pipeline.linking.compiling import compile_chapter  # noqa: E402
from pipeline.linking.fragment import FIRST_BLOCK, Fragment, next_block  # noqa: E402
from pipeline.linking.link import link_fragments  # noqa: E402
from pipeline.linking.relocating import relocate  # noqa: E402
from pipeline.model.manifest import OpensOn, Part  # noqa: E402
from pipeline.pagination import Extent, paginate  # noqa: E402
from pipeline.preflight import preflight  # noqa: E402
from tests.bench.chapters import CSS, body, names  # noqa: E402


@dataclass(frozen=True)
class Timed:
    """How long something took at best, in seconds, and what it gave."""

    clock: float
    cpu: float
    value: object


def best_of(runs: int, work: Callable[[], object]) -> Timed:
    times, value = [], None
    for _ in range(runs):
        clock, cpu = time.perf_counter(), time.process_time()
        value = work()
        times.append((time.perf_counter() - clock, time.process_time() - cpu))
    return Timed(min(clock for clock, _ in times), min(cpu for _, cpu in times), value)


def report_of(content: bytes, timed: Timed) -> dict[str, object]:
    """Say time, size and what fails of PDF/UA-1 and PDF/A-2a, in rules."""
    failed = {
        str(profile): sorted(
            {each.rule_id for each in page.validate_pdf_bytes(content, profile=profile).failures}
        )
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
    }
    return {
        "seconds": round(timed.clock, 3),
        "cpu": round(timed.cpu, 3),
        "bytes": len(content),
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
    import pikepdf  # noqa: PLC0415 - only to compare

    joined, out = pikepdf.new(), io.BytesIO()
    for content in chapters:
        with pikepdf.open(io.BytesIO(content)) as chapter:
            joined.pages.extend(chapter.pages)
    joined.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def measure(*, single: bool) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "workshop")
        engine = workshop.open(CSS, "").value
        chapters = {
            name: engine.typeset(chapter_html(body(name), name=name), FIRST).value for name in names()
        }
        contents = [chapter.content for chapter in chapters.values()]
        numbered = reports.numbered(Path(folder) / "report", dict.fromkeys(names(), "Word."))
        print(f"{sum(each.page_count for each in chapters.values())} pages typeset", file=sys.stderr)

        fragments, base, compiled = [], FIRST_BLOCK, []
        for name, content in zip(chapters, contents, strict=True):
            compiled.append(
                best_of(
                    1,
                    lambda name=name, content=content, base=base: compile_chapter(name, content, base).value,
                )
            )
            fragment = compiled[-1].value
            assert isinstance(fragment, Fragment)
            fragments.append(fragment)
            base = next_block(base, fragment.size)
        extents = [Extent(name, Part.BODY, each.page_count) for name, each in chapters.items()]
        pagination = paginate(extents, OpensOn.ANY)
        linked = best_of(7, lambda: link_fragments(numbered, fragments, pagination).value.content)
        content = linked.value
        assert isinstance(content, bytes)
        again = best_of(3, lambda: compile_chapter("c20", contents[20], fragments[20].base))
        moved = best_of(3, lambda: relocate(fragments[20], fragments[30].base))
        judged = best_of(1, lambda: preflight(content))
        ways = {
            "linked from fragments": report_of(content, linked),
            "PdfWriter.append": _way(lambda: append_with_pypdf(contents)),
        }
        try:
            import pikepdf  # noqa: F401, PLC0415
        except ImportError:
            print("pikepdf is not installed, so it is left out", file=sys.stderr)
        else:
            ways["pikepdf pages.extend"] = _way(lambda: extend_with_pikepdf(contents))
        if single:
            ways["WeasyPrint, one document"] = _single(workshop, engine)
        return {
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "chapters": len(chapters),
            "pages": pagination.page_count,
            "ways": ways,
            "one chapter": {
                "pages": extents[20].pages,
                "to a fragment": round(again.clock, 3),
                "to a fragment, cpu": round(again.cpu, 3),
                "to another block, cpu": round(moved.cpu, 3),
            },
            "all chapters to fragments, cpu": round(sum(each.cpu for each in compiled), 2),
            "preflight, cpu": round(judged.cpu, 2),
            "targets": {"linked from fragments": 0.10, "to a fragment": 0.12, "bytes of one document": 1.0},
        }


def _way(work: Callable[[], bytes]) -> dict[str, object]:
    timed = best_of(1, work)
    assert isinstance(timed.value, bytes)
    return report_of(timed.value, timed)


def _single(workshop: Workshop, engine: object) -> dict[str, object]:
    """Typeset all chapters as one document, tagged, links inside it."""
    html = "".join(body(name) for name in names()).replace('href="crossref:', 'href="#')
    timed = best_of(1, lambda: engine.typeset(chapter_html(html), FIRST).value.content)
    assert isinstance(timed.value, bytes)
    return report_of(timed.value, timed)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--no-single", action="store_true", help="leave the single document out")
    options = parser.parse_args()
    measured = measure(single=not options.no_single)
    path = ROOT / "build" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print(f"{'':28}{'seconds':>9}{'cpu':>8}{'bytes':>11}   failed rules: PDF/UA-1, PDF/A-2a")
    for name, way in measured["ways"].items():
        failed = ", ".join(str(count) for count in way["failed_rules"].values())
        print(f"{name:28}{way['seconds']:9.3f}{way['cpu']:8.3f}{way['bytes']:11,}   {failed}")
    print(json.dumps({key: measured[key] for key in measured if key != "ways"}, indent=1))


if __name__ == "__main__":
    main()
