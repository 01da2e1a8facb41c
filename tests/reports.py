"""Builders for tests behind the disk: a YAML tree, Markdown or a report in a line, with findings or without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builders import MANIFEST, entry, project

from pipeline.findings import Checked, Finding
from pipeline.model.chapters import Prose as ProseSource
from pipeline.model.manifest import Manifest, Part
from pipeline.model.prose import Blocks, Footnote, Inlines
from pipeline.model.report import Chapter, NumberedReport, Report
from pipeline.numbering import number
from pipeline.reading import read_report
from pipeline.reading.markdown import Prose
from pipeline.reading.passages import chapter_passages
from pipeline.reading.source_text import SourceText
from pipeline.reading.text import SourceFile
from pipeline.reading.tree import Mapping as Tree
from pipeline.reading.tree import Node, Scalar, Sequence, parse_yaml


def source(text: str, path: str = "sources/a.yaml") -> SourceFile:
    return SourceFile(path, text)


def tree(text: str) -> Node:
    """Parse YAML that is sound."""
    checked = parse_yaml(source(text))
    assert checked.findings == ()
    assert checked.value is not None
    return checked.value


def scalar(text: str, key: str = "body") -> tuple[Scalar, SourceFile]:
    """Return the scalar behind a key of a mapping, and the file that it stands in."""
    mapping = tree(text)
    assert isinstance(mapping, Tree)
    value = mapping.get(key)
    assert isinstance(value, Scalar)
    return value, source(text)


@dataclass(frozen=True)
class Parsed:
    """What a body of Markdown became."""

    blocks: Blocks
    footnotes: Mapping[str, Footnote]
    findings: tuple[Finding, ...]

    @property
    def found(self) -> list[str]:
        return [summary(finding) for finding in self.findings]


INDENT = "  "


def literal(markdown: str) -> str:
    """Return YAML with a literal block under the key ``body``, indented by two: line 1 of it is line 2 of the file."""
    lines = (f"{INDENT}{line}" if line else "" for line in markdown.split("\n"))
    return "body: |\n" + "\n".join(lines) + "\n"


def parse(markdown: str) -> Parsed:
    """Parse a body as it stands in a literal block: lines are one more than the Markdown's, columns two more."""
    prose = Prose()
    blocks = prose.blocks(SourceText.of(*scalar(literal(markdown))), "body/0")
    return Parsed(blocks, prose.footnotes, tuple(prose.findings))


def inlines(markdown: str) -> Inlines:
    """Parse inline Markdown that is sound."""
    prose = Prose()
    runs = prose.inlines(SourceText.of(*scalar(literal(markdown))))
    assert prose.findings == []
    return runs


def summary(finding: Finding) -> str:
    """Return ``line:column code``."""
    return f"{finding.place.line}:{finding.place.column} {finding.code}" if finding.place else finding.code


def manifest(*chapters: str, **keys: str) -> str:
    """Return a manifest of chapters ``id``, ``id/part`` with further keys, each a line of YAML."""
    lines = [entry(chapter.split("/")[0], part=([*chapter.split("/"), "body"])[1]) for chapter in chapters]
    return "".join(f"{key}: {value}\n" for key, value in keys.items()) + MANIFEST + "".join(lines)


def read(
    root: Path,
    chapters: Mapping[str, str],
    *,
    references: str = "",
    files: Mapping[str, str | bytes] | None = None,
    **keys: str,
) -> Checked[Report]:
    """Read a project of chapters; those that begin with no key are the body of a chapter of prose."""
    ids = {name.split("/")[0]: content for name, content in chapters.items()}
    written = {
        name: content if content.startswith("kind:") else prose(content) for name, content in ids.items()
    }
    further = dict(files or {}) | ({"sources/references.yaml": references} if references else {})
    return read_report(project(root, written, manifest=manifest(*chapters, **keys), files=further))


def prose(markdown: str, title: str = "A chapter") -> str:
    return f"kind: prose\ntitle: {title}\n" + literal(markdown)


def numbered(root: Path, chapters: Mapping[str, str], **options: str) -> NumberedReport:
    """Read and number a report that has no mistakes."""
    checked = read(root, chapters, **options).then(number)
    assert [finding for finding in checked.findings if finding.severity == "error"] == []
    assert checked.value is not None
    return checked.value


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything inside it."""
    yield node
    match node:
        case Tree():
            for _, value in node.entries:
                yield from walk(value)
        case Sequence():
            for item in node.items:
                yield from walk(item)


def chapter_of(yaml: str, chapter: str = "a", path: str = "sources/a.yaml") -> Chapter:
    """Return a chapter of prose with the passages of a YAML text, sound or not: what house style looks at."""
    file = source(yaml, path)
    parsed = parse_yaml(file).value
    markdown = Prose()
    body = parsed.get("body") if isinstance(parsed, Tree) else None
    if isinstance(body, Scalar):
        markdown.blocks(SourceText.of(body, file), "body/0")
    passages = chapter_passages(parsed, file, chapter, markdown.passages) if parsed else ()
    front = ProseSource(kind="prose", title="A chapter", body="Words.")
    return Chapter(chapter, Part.BODY, path, front, passages=passages)


def report_of(*chapters: Chapter, language: str = "en-GB", disable: tuple[str, ...] = ()) -> Report:
    """Return a report of chapters that need no files."""
    entries = [{"id": each.id, "file": f"{each.id}.yaml", "part": "body"} for each in chapters]
    about = {"title": "A report", "publisher": "Test publisher", "date": "2019-11-01", "language": language}
    style = {"disable": disable}
    return Report(
        Manifest.model_validate({**about, "chapters": tuple(entries), "house_style": style}), chapters
    )
