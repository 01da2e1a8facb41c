"""Measure builds beside others who make the same report, hold them against what is to be reached: build/bench.json.

    make bench
    make bench OPTIONS=--quick                     10 chapters, one run, no growth
    make bench OPTIONS="--only build,watch"        some of the groups: build watch one-document typst growth linking judging

Nothing here fails for being slow: machines differ. The cases take turns, so that whatever else the machine does falls on
all of them; of several runs the median counts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench import judging  # noqa: E402 - behind the path
from bench.cases import Project, WatchedProject, has_option  # noqa: E402 - behind the path
from bench.peers import OneDocument, Typst  # noqa: E402
from bench.processes import Sample  # noqa: E402
from bench.reaches import rows, table  # noqa: E402
from bench.record import Record  # noqa: E402

GROUPS = ("build", "watch", "one-document", "typst", "growth", "linking", "judging")


class Bench:
    """One run of the benchmark: everything stands ready in a folder, then the cases take turns."""

    def __init__(self, folder: Path, options: argparse.Namespace, record: Record, stack: ExitStack) -> None:
        self._record, self._count = record, options.chapters
        self._groups: Sequence[str] = options.only
        self._sizes = [size for size in options.sizes if size != options.chapters]
        self._project = Project(folder / "new", self._count)
        self._watched: WatchedProject | None = None
        self._one: OneDocument | None = None
        self._typst: Typst | None = None
        if "one-document" in self._groups:
            with record.case("one document"):
                self._one = OneDocument(self._project.root, folder / "one")
        if "typst" in self._groups:
            with record.case("Typst"):
                fonts = self._project.root / "styles" / "fonts"
                self._typst = Typst(folder / "typst", self._count, fonts)
                stack.callback(self._typst.close)
        if "watch" in self._groups:
            with record.case("watch"):
                self._watched = WatchedProject(folder / "watched", self._count)
                stack.callback(self._watched.close)
        growing = self._sizes if "growth" in self._groups else ()
        self._others = [Project(folder / f"size-{size}", size) for size in growing]

    def turn(self) -> None:
        """Measure each case once."""
        count, measure = self._count, self._record.measure
        if "build" in self._groups:
            self._build(self._project)
            measure("page", count, self._project.page)
            measure("colour", count, self._colour)
            with self._record.case("pages"):
                self._record.facts["pages"] = self._project.pages
        if self._one:
            measure("one document", count, self._one.cold)
        if self._typst:
            measure("cold, Typst", count, self._typst.cold)
            measure("word, Typst", count, self._typst.word)
        if self._watched:
            measure("word, watch", count, self._watched.word)
            measure("page, watch", count, self._watched.page)
        if "judging" in self._groups:
            self._judge()
        for project in self._others:
            self._build(project)

    def end(self) -> None:
        """End the watch, whose memory is known then only."""
        if self._watched:
            with self._record.case("watch, its memory"):
                self._record.add("watch", self._count, Sample(None, self._watched.end()))

    def _build(self, project: Project) -> None:
        self._record.measure("cold", project.count, project.cold)
        self._record.measure("unchanged", project.count, project.unchanged)
        self._record.measure("word", project.count, project.word)

    def _judge(self) -> None:
        """Judge the report of the last build; one is made if there is none."""
        if "build" not in self._groups:
            self._record.measure("cold", self._count, self._project.cold)
        content = self._project.report
        for edition in judging.EDITIONS:
            case = f"preflight, {edition.name}"
            self._record.measure(case, self._count, lambda edition=edition: judging.judge(content, edition))
        self._record.measure("preflight, few pages", self._count, lambda: judging.judge_pages(content, 1))
        self._record.measure(
            "preflight, many pages", self._count, lambda: judging.judge_pages(content, judging.TIMES)
        )

    def _colour(self) -> Sample:
        sample, self._record.named = self._project.colour()
        return sample


def link(record: Record) -> None:
    """Measure linking, in a process of its own."""
    with record.case("linking"):
        script = Path(__file__).with_name("linking.py")
        ended = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
        record.facts["linking"] = json.loads(ended.stdout)


def linking_lines(record: Record) -> list[str]:
    """Return the sub-table of ways to join chapters."""
    if "linking" not in record.facts:
        return []
    lines = [f"{'':28}{'seconds':>9}{'cpu':>8}{'bytes':>11}   failed rules: PDF/UA-1, PDF/A-2a"]
    for name, way in record.facts["linking"]["ways"].items():
        failed = ", ".join(str(count) for count in way["failed_rules"].values())
        lines.append(f"{name:28}{way['seconds']:9.3f}{way['cpu']:8.3f}{way['bytes']:11,}   {failed}")
    return lines


def parse(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the options."""
    parser = argparse.ArgumentParser(
        prog="make bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )

    def numbers(text: str) -> list[int]:
        return [int(word) for word in text.split(",")]

    def groups(text: str) -> list[str]:
        chosen = text.split(",")
        if unknown := set(chosen) - set(GROUPS):
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(GROUPS)}")
        return chosen

    parser.add_argument("--runs", type=int, help="how often each case is measured (5)")
    parser.add_argument("--chapters", type=int, help="chapters of the report (40)")
    parser.add_argument("--sizes", type=numbers, help="chapters for growth (10,40,160)")
    parser.add_argument("--only", type=groups, default=list(GROUPS), help=f"some of {','.join(GROUPS)}")
    parser.add_argument("--quick", action="store_true", help="10 chapters, one run, no growth")
    options = parser.parse_args(words)
    runs, chapters, sizes = (1, 10, [10]) if options.quick else (5, 40, [10, 40, 160])
    options.runs = options.runs or runs
    options.chapters = options.chapters or chapters
    options.sizes = options.sizes or sizes
    return options


def measure(options: argparse.Namespace, record: Record) -> None:
    """Measure all groups that were asked for."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        bench = Bench(Path(folder).resolve(), options, record, stack)
        for turn in range(options.runs):
            print(f"turn {turn + 1} of {options.runs}", file=sys.stderr, flush=True)
            bench.turn()
        bench.end()
    if "linking" in options.only:
        link(record)


def main() -> int:
    """Measure and print; what was measured before Ctrl-C is printed, too."""
    options = parse()
    record = Record(ROOT / "build" / "bench.json", options.chapters)
    record.facts["runs"] = options.runs
    record.facts["builds"] = "--jobs 2" if has_option("build", "--jobs") else "in one process: no --jobs yet"
    code = 0
    try:
        measure(options, record)
    except KeyboardInterrupt:
        record.failures["what comes after"] = "interrupted"
        record.write()
        code = 130
    pages = record.facts.get("pages", "?")
    print(f"{options.chapters} chapters, {pages} pages; builds {record.facts['builds']}\n")
    print(*record.lines(), "", table(rows(record.measured, options.chapters)), sep="\n")
    print("", *linking_lines(record), sep="\n")
    for case, reason in record.failures.items():
        print(f"not measured: {case}: {reason}")
    print(f"\n{record.path.relative_to(ROOT)}")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
