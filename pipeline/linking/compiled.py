"""A chapter ready for linking, as it leaves typesetting: its fragment, and what the report's map must know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.findings import Checked, Place
from pipeline.linking.compiling import compile_chapter
from pipeline.linking.fragment import BLOCK, FIRST_BLOCK, Fragment, next_block
from pipeline.linking.relocating import relocate
from pipeline.typesetting import BoxMap, ChapterPdf


@dataclass(frozen=True, slots=True)
class Compiled:
    """A chapter that was typeset and compiled.

    Attributes:
        fragment: in the block that it has if every chapter before it needs no more than one.
        boxes: where its elements landed; without its lines of text, which nobody asks for any more.
        places: the source of each block, by block id.
        read: digest of every file that it asked for, by path.
    """

    fragment: Fragment
    boxes: BoxMap
    places: Mapping[str, Place]
    read: Mapping[str, str]


def compile_typeset(typeset: Checked[ChapterPdf], index: int) -> Checked[Compiled]:
    """Compile a chapter that was typeset without a mistake; nothing is linked of another.

    Args:
        typeset: with its findings.
        index: the chapter's place in the report, from 0.

    Raises:
        PipelineError: its PDF cannot be read.
    """
    pdf = typeset.value
    if pdf is None or typeset.failed:
        return Checked(None, typeset.findings)
    compiled = compile_chapter(pdf.chapter, pdf.content, FIRST_BLOCK + index * BLOCK)
    findings = (*typeset.findings, *compiled.findings)
    if compiled.value is None:
        return Checked(None, findings)
    boxes = BoxMap(pdf.boxes.fragments)
    return Checked(Compiled(compiled.value, boxes, pdf.places, pdf.read), findings)


def in_blocks(chapters: Iterable[Compiled]) -> Sequence[Fragment]:
    """Return the fragments, each in the block behind the one before it."""
    fragments: list[Fragment] = []
    base = FIRST_BLOCK
    for chapter in chapters:
        fragments.append(relocate(chapter.fragment, base))
        base = next_block(base, chapter.fragment.size)
    return fragments
