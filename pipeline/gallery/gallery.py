"""The road of the gallery: the examples become a report in the project's styles, and its pages stand beside their YAML.

The examples are set by the stages that set any report, in a project of their own whose styles are the real ones; the
sheets beside them are set by the same engine, in the gallery's own style.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.build import check
from pipeline.examples import FOLDER, NAME, copy_examples
from pipeline.files import inside
from pipeline.findings import Checked, Finding, Place, error
from pipeline.findings.finding import in_reading_order
from pipeline.gallery.compose import Spread, compose, page_sizes
from pipeline.gallery.example import Example, read_example
from pipeline.gallery.sheets import GIVEN, STYLESHEET, mark_up_contents, mark_up_sheets
from pipeline.making import Progress
from pipeline.model.manifest import Manifest
from pipeline.publish import publish
from pipeline.settling import alone, settle
from pipeline.stylesheets import read_stylesheets
from pipeline.typesetting import Opening, Side, Station, as_it_is, open_engine

OWN: Final = Path(__file__).parent
"""A project of its own, as far as the engine can tell: it has ``styles/``."""

GROUPS: Final = ("chapters", "blocks", "charts")
"""The folders of the examples, in the gallery's order."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """A gallery that was published.

    Attributes:
        path: where it stands.
        size: bytes.
        examples: in order.
        sheets: the contents included.
    """

    path: Path
    size: int
    examples: tuple[Example, ...]
    sheets: int


def make_gallery(root: Path, progress: Progress, examples: Path = FOLDER) -> Checked[Gallery]:
    """Set the examples in a project's styles and publish ``build/gallery.pdf``.

    A gallery is a proof, made for looking: pages with mistakes on them, such as text that leaves its box, are shown. Only
    where there are no pages is there no gallery.

    Args:
        root: the project root, which holds ``styles/``.
        progress: hears of each stage and chapter.
        examples: a folder laid out as ``sources/``.
    """
    cache = root / "build" / "cache"
    try:
        _assemble(root, cache / "gallery", examples)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        return Checked(None, (error("cannot-write", f'cannot set up "build/cache/gallery": {reason}'),))
    typeset = _typeset_examples(cache / "gallery", cache / "fonts-of-gallery", progress)
    if typeset.value is None:
        return Checked(None, typeset.findings)
    manifest, shown = typeset.value
    sheets = _typeset_sheets(shown, cache / "fonts-of-sheets", progress)
    findings = typeset.findings + sheets.findings
    if sheets.value is None:
        return Checked(None, findings)
    progress("publish")
    contents, spreads = sheets.value
    content = compose(contents, spreads, manifest.model_copy(update={"title": "Gallery"}))
    path = root / "build" / "gallery.pdf"
    unwritten = publish(content, path)
    if unwritten:
        return Checked(None, (*findings, *unwritten))
    count = len(page_sizes(contents)) + sum(spread.sheets for spread in spreads)
    return Checked(Gallery(path, len(content), shown, count), findings)


def _assemble(root: Path, folder: Path, examples: Path) -> None:
    """Make a project of the examples and a project's styles.

    Raises:
        OSError: something cannot be read or written.
    """
    shutil.rmtree(folder, ignore_errors=True)
    copy_examples(folder / "sources", examples)
    if (root / "styles").is_dir() and inside(root, root / "styles"):
        shutil.copytree(root / "styles", folder / "styles", symlinks=True, copy_function=_link_or_copy)


def _link_or_copy(source: str, target: str) -> None:
    """Give a file a second name where the disk can do that: fonts are large."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)


def _typeset_examples(
    project: Path, fonts: Path, progress: Progress
) -> Checked[tuple[Manifest, tuple[Example, ...]]]:
    """Set the report of the examples; return what it is called, and the examples in the gallery's order."""
    checked = check(project, progress)
    findings = tuple(map(_in_package, checked.findings))
    if checked.value is None or checked.failed:
        return Checked(None, findings)
    engine = open_engine(project, checked.value.sheets, fonts)
    if engine.value is None or engine.failed:
        return Checked(None, in_reading_order((*findings, *engine.findings)))
    crew = alone(Station(engine.value, as_it_is, keep=0))
    typeset = settle(checked.value.numbered, lambda: crew, progress, marked=checked.value.marked)
    findings = in_reading_order((*findings, *engine.findings, *map(_in_package, typeset.findings)))
    if typeset.value is None:
        return Checked(None, findings)
    report = checked.value.numbered.report
    pairs = zip(report.chapters, typeset.value.chapters, strict=True)
    examples = [read_example(chapter, pages, project / "sources") for chapter, pages in pairs]
    examples.sort(key=lambda example: GROUPS.index(example.group))
    return Checked((report.manifest, tuple(examples)), findings)


def _typeset_sheets(
    examples: Sequence[Example], fonts: Path, progress: Progress
) -> Checked[tuple[bytes, tuple[Spread, ...]]]:
    """Set the sheets of every example, then the contents, which know where each begins."""
    sheets = read_stylesheets(OWN, STYLESHEET, given=GIVEN)
    opened = open_engine(OWN, sheets.value or (), fonts)
    findings = [*sheets.findings, *opened.findings]
    if opened.value is None:
        return Checked(None, tuple(findings))
    engine = opened.value
    spreads: list[Spread] = []
    first_sheets: dict[str, int] = {}
    number = 1
    for done, example in enumerate(examples):
        progress("list", example.id, done, len(examples))
        first_sheets[example.id] = number
        sizes = page_sizes(example.pages.content)
        typeset = engine.typeset(mark_up_sheets(example, sizes), Opening(number, Side.RIGHT))
        findings += typeset.findings
        if typeset.value is None:
            return Checked(None, tuple(findings))
        used = max(typeset.value.page_count - len(sizes), len(sizes))
        spreads.append(Spread(example, typeset.value.content, used))
        number += used
    sizes = page_sizes(examples[0].pages.content)
    contents = engine.typeset(mark_up_contents(examples, first_sheets, sizes), Opening(1, Side.RIGHT))
    findings += contents.findings
    if contents.value is None:
        return Checked(None, tuple(findings))
    return Checked((contents.value.content, tuple(spreads)), tuple(findings))


def _in_package(finding: Finding) -> Finding:
    """Name the examples' files by where they really stand; stylesheets stand in the project by the same name."""
    related = tuple(replace(one, place=_placed(one.place)) for one in finding.related)
    return replace(finding, place=finding.place and _placed(finding.place), related=related)


def _placed(place: Place) -> Place:
    below = place.path.removeprefix("sources/")
    return place if below == place.path else replace(place, path=f"{NAME}/{below}")
