"""One small report with every chapter kind and block kind, as text that a reviewer can read in a diff."""

import json
import shutil
from pathlib import Path

import pytest
from builders import bring_styles

from pipeline.build import build
from pipeline.listening import read_aloud
from pipeline.markup import mark_up
from pipeline.model.blocks import BLOCK_ENTRIES
from pipeline.model.chapters import KINDS
from pipeline.numbering import number
from pipeline.pdf import inspect, open_document
from pipeline.reading import read_report

HERE = Path(__file__).parent

HEARD = {"prose": "Prose: every block", "blocks": "More blocks"}
"""Chapters by id, with their titles: between them they have every block."""
SOURCES = HERE / "report/sources"


@pytest.fixture(scope="module")
def numbered():
    """Read and number the report."""
    checked = read_report(HERE / "report").then(number)
    assert checked.findings == ()
    return checked.value


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build the report with the real styles."""
    root = tmp_path_factory.mktemp("golden")
    shutil.copytree(SOURCES, root / "sources")
    bring_styles(root)
    checked = build(root)
    assert checked.findings == ()
    return checked.value.path


@pytest.fixture(autouse=True, scope="module")
def no_epoch():
    """Let the manifest's date be the report's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


def test_the_report_has_every_kind(numbered):
    """No chapter kind and no block kind is without a golden text."""
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.yaml"))

    assert {chapter.kind for chapter in numbered.report.chapters} == set(KINDS)
    assert [kind for kind in BLOCK_ENTRIES if f"- {kind}:" not in source] == []


def test_the_pdf_is_as_expected(built, golden):
    """Outline, labels, boxes, destinations, links, fonts and metadata, as ``pipeline inspect`` prints them."""
    golden("report.txt", inspect(built.read_bytes()))


@pytest.mark.parametrize("chapter", HEARD)
def test_chapters_are_heard_as_expected(built, golden, chapter):
    """Two chapters as ``pipeline inspect --read-aloud`` prints them: somebody has read these texts to the end."""
    lines = read_aloud(open_document(built.read_bytes()))
    begin = lines.index(f"heading level 1: {HEARD[chapter]}")
    ends = (
        index for index, line in enumerate(lines) if index > begin and line.startswith("heading level 1: ")
    )

    golden(f"heard/{chapter}.txt", "\n".join(lines[begin : next(ends)]) + "\n")


@pytest.mark.parametrize("kind", [*KINDS, "blocks"])
def test_the_html_is_as_expected(numbered, golden, kind):
    """One chapter of each kind and one of many blocks, as layouts write them before page numbers are known."""
    chapter = next(chapter for chapter in numbered.report.chapters if kind in {chapter.kind, chapter.id})

    golden(f"html/{kind}.html", mark_up(chapter, numbered, {}).html + "\n")


def test_every_block_is_on_a_page(built, numbered):
    """The map beside the PDF has each block of the sources, on pages that there are."""
    document = json.loads(built.with_name("report.map.json").read_text(encoding="utf-8"))

    blocks = {
        f"{chapter.id}/{block.source.block}"
        for chapter in numbered.report.chapters
        for block in chapter.blocks()
    }
    # The only paragraph of a tight list's item stands in the item itself.
    shown = set(document["blocks"])
    assert [block for block in sorted(blocks) if not {block, block.rpartition("/")[0]} & shown] == []
    pages = {one["page"] for block in document["blocks"].values() for one in block["fragments"]}
    assert pages <= set(range(1, document["pages"] + 1))
    assert [name for name, block in document["blocks"].items() if block["path"] is None] == []
