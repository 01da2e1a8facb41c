"""Stage 1: the project's ``sources/`` become one :class:`Report`, and every mistake in them is found at once."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from pipeline.findings import Checked, Finding, Place, Related, error, warning
from pipeline.model.chapters import CHAPTER_SOURCE, ONCE
from pipeline.model.facts import Abbreviations, Facts
from pipeline.model.manifest import Manifest, Part
from pipeline.model.passages import Passage
from pipeline.model.prose import FootnoteCall, runs_of
from pipeline.model.references import Library
from pipeline.model.report import Chapter, Report
from pipeline.reading.answers import read_answers
from pipeline.reading.body import read_body
from pipeline.reading.images import check_image
from pipeline.reading.markdown import Prose
from pipeline.reading.models import ReadFile, read_model, read_optional
from pipeline.reading.passages import chapter_passages, passages_of_keys
from pipeline.reading.slots import ABBREVIATION, FACT
from pipeline.reading.source_text import SourceText
from pipeline.reading.text import SourceFile, read_source
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence, parse_yaml
from pipeline.reading.validation import validate
from pipeline.reading.values import written

MANIFEST: Final = "sources/report.yaml"
REFERENCES: Final = "sources/references.yaml"

PARTS: Final = (Part.FRONT, Part.BODY, Part.BACK)
"""The parts in the order in which they stand: front matter has roman folios, which cannot come later."""

FACTS: Final = "sources/facts.yaml"
ABBREVIATIONS: Final = "sources/abbreviations.yaml"

NOT_CHAPTERS: Final = frozenset({"report.yaml", "references.yaml", "facts.yaml", "abbreviations.yaml"})
"""Files of ``sources/`` that have a meaning of their own."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the manifest's chapter list, read even where other lines are wrong."""

    id: str
    file: str
    part: Part
    place: Place
    file_place: Place


def read_report(root: Path) -> Checked[Report]:
    """Read manifest, chapters and references.

    Args:
        root: the project root, which holds ``sources/``.

    Returns:
        The report, if manifest and chapters are sound enough to number; and all findings.
    """
    manifest = read_model(root, MANIFEST, TypeAdapter(Manifest))
    findings = list(manifest.findings)
    entries = list(_entries(manifest.tree)) if manifest.tree else []
    findings += _check_entries(entries)
    # Without a sound manifest nobody knows what is listed.
    findings += _unlisted(root, {entry.file for entry in entries}) if manifest.value else ()
    chapters = [_read_chapter(root, entry) for entry in _once_each(entries)]
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


def _entries(tree: Node) -> Iterator[_Entry]:
    chapters = tree.get("chapters") if isinstance(tree, Mapping) else None
    for item in chapters.items if isinstance(chapters, Sequence) else ():
        if not isinstance(item, Mapping):
            continue
        file, name, part = (item.get(key) for key in ("file", "id", "part"))
        if isinstance(file, Scalar) and file.text:
            known_part = part.text if isinstance(part, Scalar) and part.text in set(Part) else Part.BODY
            written_id = name if isinstance(name, Scalar) else file
            # "./a.yaml" is a.yaml; in an address, two slashes are not one.
            path = file.text if "://" in file.text else posixpath.normpath(file.text)
            yield _Entry(written_id.text, path, Part(known_part), written_id.place, file.place)


def _once_each(entries: list[_Entry]) -> list[_Entry]:
    return list({entry.file: entry for entry in reversed(entries)}.values())[::-1]


def _check_entries(entries: list[_Entry]) -> list[Finding]:
    findings = []
    latest = Part.FRONT
    ids: dict[str, _Entry] = {}
    files: dict[str, _Entry] = {}
    for entry in entries:
        first = files.setdefault(entry.file, entry)
        if first is not entry:
            findings.append(
                error(
                    "chapter-listed-twice",
                    f'"{entry.file}" is listed twice',
                    entry.file_place,
                    "keep one of the lines",
                    related=(Related("first listed here", first.file_place),),
                )
            )
            continue
        if PARTS.index(entry.part) < PARTS.index(latest):
            message = f'a chapter of the part "{entry.part}" stands behind one of the part "{latest}"'
            hint = "front matter comes first, then the body, then the back matter: move the line, or change its part"
            findings.append(error("invalid-value", message, entry.place, hint))
        latest = max(latest, entry.part, key=PARTS.index)
        same = ids.setdefault(entry.id, entry)
        if same is not entry:
            findings.append(
                error(
                    "duplicate-id",
                    f'two chapters have the id "{entry.id}"',
                    entry.place,
                    "give one of them another id, and mend the crossrefs to it",
                    related=(Related("first used here", same.place),),
                )
            )
    return findings


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


def _unlisted(root: Path, listed: set[str]) -> Iterator[Finding]:
    sources = root / "sources"
    for file in sorted(sources.rglob("*.yaml")):
        relative = file.relative_to(sources)
        hidden = any(part.startswith(".") for part in relative.parts)
        if (
            not file.is_file()
            or hidden
            or relative.as_posix() in listed | NOT_CHAPTERS
            or relative.parts[0] in {"data", "images"}
        ):
            continue
        yield warning(
            "unlisted-chapter",
            f"{MANIFEST} does not list this chapter, so it is not in the report",
            Place(f"sources/{relative.as_posix()}"),
            f"add it there: - {{id: {file.stem}, file: {relative.as_posix()}, part: body}}",
        )


def _read_chapter(root: Path, entry: _Entry) -> Checked[Chapter]:
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
    return source.then(parse_yaml).then(
        lambda tree: _chapter_of(root, entry, source.value, tree)  # type: ignore[arg-type]
    )


def _chapter_of(root: Path, entry: _Entry, source: SourceFile, tree: Node) -> Checked[Chapter]:
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
    return Checked(chapter, (*findings, *_check_footnotes(chapter)))


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


def _check_footnotes(chapter: Chapter) -> Iterator[Finding]:
    called: dict[str, Place] = {}
    for content in chapter.running_text():
        for run in runs_of(content):
            if isinstance(run, FootnoteCall):
                if run.name not in chapter.footnotes:
                    yield error(
                        "unknown-footnote",
                        f'no footnote is named "{run.name}"',
                        run.place,
                        f"add a paragraph that begins with [^{run.name}]: to the body",
                    )
                elif run.name in called:
                    yield error(
                        "duplicate-footnote",
                        f'the footnote "{run.name}" is called twice',
                        run.place,
                        "write a second footnote, or leave this call out",
                        related=(Related("first called here", called[run.name]),),
                    )
                called.setdefault(run.name, run.place)
    for name, note in chapter.footnotes.items():
        for run in runs_of(note.content):
            if isinstance(run, FootnoteCall):
                yield error(
                    "unsupported-markdown",
                    f'the footnote "{name}" calls a footnote',
                    run.place,
                    "write what it says into this one",
                )
        if name not in called:
            yield error(
                "unused-footnote",
                f'nothing calls the footnote "{name}", so it would not be printed',
                note.source.place,
                f"write [^{name}] where it belongs, or delete it",
            )


def _check_keys(library: ReadFile[Library]) -> Iterator[Finding]:
    for key, place in library.places.items():
        if not re.fullmatch(r"[A-Za-z0-9][\w-]*", key):
            yield error("invalid-value", f'"{key}" cannot be a key', place, "letters, digits, - and _")
