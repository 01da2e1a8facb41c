"""Stage 1: the project's ``sources/`` become one :class:`Report`, and every mistake in them is found at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from pipeline.cache.cleared import Memory
from pipeline.cache.kept import States
from pipeline.findings import Checked, Finding, Place, Related, error, warning
from pipeline.model.chapters import CHAPTER_SOURCE, ONCE
from pipeline.model.facts import Abbreviations, Facts
from pipeline.model.manifest import Manifest
from pipeline.model.passages import Passage
from pipeline.model.references import Library
from pipeline.model.report import Chapter, Report
from pipeline.reading.answers import read_answers
from pipeline.reading.body import read_body
from pipeline.reading.entries import MANIFEST, Entry, check_entries, find_unlisted, once_each, read_entries
from pipeline.reading.footnotes import check_footnotes
from pipeline.reading.images import check_image
from pipeline.reading.keeping import Chapters
from pipeline.reading.markdown import Prose
from pipeline.reading.models import ReadFile, read_model, read_optional
from pipeline.reading.passages import chapter_passages, passages_of_keys
from pipeline.reading.slots import ABBREVIATION, FACT
from pipeline.reading.source_text import SourceText
from pipeline.reading.text import SourceFile, read_source
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence
from pipeline.reading.validation import validate
from pipeline.reading.values import written

REFERENCES: Final = "sources/references.yaml"

FACTS: Final = "sources/facts.yaml"
ABBREVIATIONS: Final = "sources/abbreviations.yaml"


def read_report(root: Path, memory: Memory | None = None) -> Checked[Report]:
    """Read manifest, chapters and references.

    Args:
        root: the project root, which holds ``sources/``.
        memory: remembers chapters that were read without a finding.

    Returns:
        The report, if manifest and chapters are sound enough to number; and all findings.
    """
    manifest = read_model(root, MANIFEST, TypeAdapter(Manifest))
    findings = list(manifest.findings)
    entries = list(read_entries(manifest.tree)) if manifest.tree else []
    findings += check_entries(entries)
    # Without a sound manifest nobody knows what is listed.
    findings += find_unlisted(root, {entry.file for entry in entries}) if manifest.value else ()
    kept = Chapters(memory or Memory(), States(root))
    chapters = [_read_chapter(root, entry, kept) for entry in once_each(entries)]
    for chapter in chapters:
        findings += chapter.findings
    library = read_optional(root, REFERENCES, TypeAdapter(Library))
    facts = read_optional(root, FACTS, TypeAdapter(Facts))
    abbreviations = read_optional(root, ABBREVIATIONS, TypeAdapter(Abbreviations))
    findings += [*library.findings, *_check_keys(library), *facts.findings, *abbreviations.findings]
    values = tuple(chapter.value for chapter in chapters if chapter.value)
    findings += _check_kinds(values)
    ids = {chapter.id for chapter in values}
    # With two chapters of one name, every crossref to them would be a second finding.
    if manifest.value is None or len(ids) < len(values):
        return Checked(None, tuple(findings))
    report = Report(
        manifest.value,
        values,
        # Where one work is wrong the others still count, so that citations of them are not reported as unknown.
        library.value.root if library.value else {},
        library.places,
        unread=frozenset(entry.id for entry in manifest.value.chapters) - ids,
        facts=facts.value.root if facts.value else {},
        fact_places=facts.places,
        abbreviations=abbreviations.value.root if abbreviations.value else {},
        abbreviation_places=abbreviations.places,
        other_passages=tuple(_other_passages(manifest, facts, abbreviations)),
    )
    return Checked(report, tuple(findings))


def _other_passages(
    manifest: ReadFile[Manifest], facts: ReadFile[Facts], abbreviations: ReadFile[Abbreviations]
) -> Iterator[Passage]:
    for file, slot in ((manifest, ""), (facts, FACT), (abbreviations, ABBREVIATION)):
        if file.tree and file.source:
            yield from passages_of_keys(file.tree, file.source, slot)


def _check_kinds(chapters: Iterable[Chapter]) -> Iterator[Finding]:
    """Find a second chapter of a kind that a report has once."""
    firsts: dict[str, Chapter] = {}
    for chapter in chapters:
        kind = chapter.front.kind
        first = firsts.setdefault(kind, chapter)
        if kind in ONCE and first is not chapter:
            yield warning(
                "repeated-kind",
                f'this is the second chapter of the kind "{kind}", which a report has once',
                chapter.places.get("kind", Place(chapter.path)),
                f'keep one of the two: the other is the chapter "{first.id}"',
                related=(Related("first one here", first.places.get("kind", Place(first.path))),),
            )


def _read_chapter(root: Path, entry: Entry, kept: Chapters) -> Checked[Chapter]:
    path = f"sources/{entry.file}"
    if re.match(r"/|\.\./|[A-Za-z][A-Za-z0-9+.-]*:", entry.file):
        if "://" in entry.file and not entry.file.lower().startswith("file:"):
            message = f'"{entry.file}" is an address; nothing is fetched'
            return Checked(
                None, (error("not-fetched", message, entry.file_place, "save the chapter in sources/"),)
            )
        message = f'"{entry.file}" leads out of sources/'
        return Checked(
            None, (error("outside-project", message, entry.file_place, "paths begin inside sources/"),)
        )
    source = read_source(root, path, entry.file_place)
    return source.then(lambda file: kept.once(entry, file, partial(_chapter_of, root, entry, file)))


def _chapter_of(root: Path, entry: Entry, source: SourceFile, tree: Node) -> Checked[Chapter]:
    front = validate(CHAPTER_SOURCE, tree)
    prose = Prose()
    body_node = tree.get("body") if isinstance(tree, Mapping) else None
    body = read_body(root, body_node, source, prose, sound=front.value is not None) if body_node else ()
    standfirst = written(tree.get("standfirst")) if isinstance(tree, Mapping) else None
    lead = prose.inlines(SourceText.of(standfirst, source)) if standfirst else ()
    images = _check_images(root, tree)
    findings = (*front.findings, *prose.findings, *images)
    if front.value is None:
        return Checked(None, findings)
    chapter = Chapter(
        entry.id,
        entry.part,
        source.path,
        front.value,
        standfirst=lead,
        body=body,
        footnotes=prose.footnotes,
        places=dict(_places(tree, "")),
        passages=chapter_passages(tree, source, entry.id, prose.passages),
        answers=tuple(read_answers(tree, source, entry.id)),
    )
    return Checked(chapter, (*findings, *check_footnotes(chapter)))


def _check_images(root: Path, tree: Node) -> Iterator[Finding]:
    """Check every value of a key ``image``, wherever it stands."""
    match tree:
        case Mapping(entries=entries):
            for key, value in entries:
                if key.text == "image" and (path := written(value)) and path.text:
                    yield from check_image(root, path.text, path.place)
                else:
                    yield from _check_images(root, value)
        case Sequence(items=items):
            for item in items:
                yield from _check_images(root, item)
        case Scalar():
            return


def _places(node: Node, path: str) -> Iterator[tuple[str, Place]]:
    """Yield the place of every value outside the body, by block path."""
    match node:
        case Mapping(entries=entries):
            for key, value in entries:
                inner = f"{path}/{key.text}".lstrip("/")
                yield inner, key.place if isinstance(value, (Mapping, Sequence)) else value.place
                if inner != "body":
                    yield from _places(value, inner)
        case Sequence(items=items):
            for index, item in enumerate(items):
                yield f"{path}/{index}", item.place
                yield from _places(item, f"{path}/{index}")
        case Scalar():
            return


def _check_keys(library: ReadFile[Library]) -> Iterator[Finding]:
    for key, place in library.places.items():
        if not re.fullmatch(r"[A-Za-z0-9][\w-]*", key):
            yield error("invalid-value", f'"{key}" cannot be a key', place, "letters, digits, - and _")
