"""Stage 6, link: fragments are laid behind each other, and the roots of the report written round them.

A recipe: nothing of an unchanged chapter is parsed here. What the chapters share comes next to the fragments, then what
leads to them: page tree, outline, names, page labels, structure, metadata, catalog (ISO 32000-2:2020, 7.7.2).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.findings import Checked, Finding, error
from pipeline.linking.compiling import compile_chapter
from pipeline.linking.facts import LinkFacts
from pipeline.linking.fragment import CATALOG, FIRST_BLOCK, PAGES, STRUCTURE, Fragment, next_block
from pipeline.linking.joining import JoinedFaces, join_faces
from pipeline.linking.labels import spell_page_labels
from pipeline.linking.metadata import Metadata
from pipeline.linking.outline import add_outline, nest
from pipeline.linking.report_file import ReportFile
from pipeline.linking.sharing import add_streams
from pipeline.linking.structure import add_structure, role_conflicts
from pipeline.linking.syntax import Symbol, encode_text, fill, reference, spell_text
from pipeline.linking.trees import add_name_tree
from pipeline.markup.typography import curl
from pipeline.model.report import NumberedReport
from pipeline.pagination import Pagination
from pipeline.typesetting import ChapterPdf


@dataclass(frozen=True, slots=True)
class LinkedPdf:
    """The report as one PDF, and what was done to make it."""

    content: bytes
    facts: LinkFacts


def link(
    numbered: NumberedReport, chapters: Sequence[ChapterPdf], pagination: Pagination
) -> Checked[LinkedPdf]:
    """Compile the chapters and link them.

    Args:
        numbered: the report that they were made from.
        chapters: in reading order.
        pagination: where each of them begins.

    Raises:
        PipelineError: a chapter's PDF cannot be read.
        UsageError: SOURCE_DATE_EPOCH is not a moment.
    """
    fragments: list[Fragment] = []
    findings: list[Finding] = []
    base = FIRST_BLOCK
    for chapter in chapters:
        compiled = compile_chapter(chapter.chapter, chapter.content, base)
        findings += compiled.findings
        if compiled.value:
            fragments.append(compiled.value)
            base = next_block(base, compiled.value.size)
    if len(fragments) < len(chapters):
        return Checked(None, tuple(findings))
    return link_fragments(numbered, fragments, pagination)


def link_fragments(
    numbered: NumberedReport, fragments: Sequence[Fragment], pagination: Pagination
) -> Checked[LinkedPdf]:
    """Link chapters that are compiled, each into its own block.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is not a moment.
    """
    producers = sorted({fragment.exports.producer for fragment in fragments} - {""})
    metadata = Metadata.of(numbered.report.manifest, ", ".join(producers))
    file = ReportFile()
    for fragment in fragments:
        file.lay(fragment)
    faces, streams = join_faces(fragments, file), add_streams(fragments, file)
    names = _names(fragments, numbered)
    for fragment, fonts in zip(fragments, faces.references, strict=True):
        file.write_late(fragment, {**streams, **names, **fonts})
    destinations, dropped = _destinations(fragments)
    report = _Report(numbered, fragments, pagination, metadata, streams, destinations)
    _add_pages(fragments, pagination, file)
    add_structure(fragments, file)
    _add_catalog(report, file)
    content = file.finish(file.add(metadata.spell_info()), metadata.document_name)
    facts = _facts(report, faces, dropped)
    return Checked(LinkedPdf(content, facts), tuple(_findings(facts, fragments, numbered)))


@dataclass(frozen=True, slots=True)
class _Report:
    """What the roots are written from.

    Attributes:
        streams: references to what chapters share, by symbol.
        destinations: arrays by name, as bytes.
    """

    numbered: NumberedReport
    fragments: Sequence[Fragment]
    pagination: Pagination
    metadata: Metadata
    streams: Mapping[Symbol, bytes]
    destinations: Mapping[str, bytes]


def _facts(report: _Report, faces: JoinedFaces, dropped: Sequence[str]) -> LinkFacts:
    crossrefs = [key for fragment in report.fragments for key in fragment.imports.crossrefs]
    unresolved = tuple(key for key in crossrefs if key not in report.destinations)
    exports = [fragment.exports for fragment in report.fragments]
    blanks = sum(paged.blanks_before for paged in report.pagination.chapters)
    return LinkFacts(
        pages=blanks + sum(each.page_count for each in exports),
        blanks=blanks,
        links_resolved=len(crossrefs) - len(unresolved),
        links_unresolved=unresolved,
        destinations=len(report.destinations),
        destinations_dropped=tuple(dropped),
        elements=sum(len(each.elements) for each in exports),
        faces=faces.faces,
        faces_shared=faces.subsets,
        fonts_unshared=tuple(sorted({name for each in exports for name in each.unshared})),
        streams=len(report.streams),
        streams_shared=sum(len(fragment.imports.streams) for fragment in report.fragments),
        tagged=any(each.elements for each in exports),
    )


def _names(fragments: Iterable[Fragment], numbered: NumberedReport) -> dict[Symbol, bytes]:
    """Say what the targets of links are called, for readers who hear the page (12.5.2; ISO 14289-1, 7.18.5)."""
    labels = {label for fragment in fragments for label in fragment.imports.names}
    return {Symbol("name", label): spell_text(_name(label, numbered)) for label in labels}


def _name(label: str, numbered: NumberedReport) -> str:
    target = numbered.targets.get(label)
    work = numbered.report.references.get(label.rpartition("/")[2])
    if target:
        return curl(target.name)
    return curl(work.title) if work else label


def _add_pages(fragments: Sequence[Fragment], pagination: Pagination, file: ReportFile) -> None:
    """Write the root of the page tree: the chapters' nodes, and blank pages between them (7.7.3)."""
    kids: list[bytes] = []
    count = 0
    for fragment, paged in zip(fragments, pagination.chapters, strict=True):
        # A blank page has all the boxes of the page that follows it (14.11.2).
        blank = b"<</Type/Page/Parent%s%s/Resources<<>>>>" % (reference(PAGES), fragment.exports.boxes)
        kids += [reference(file.add(blank)) for _ in range(paged.blanks_before)]
        kids.append(reference(fragment.exports.pages))
        count += paged.blanks_before + fragment.exports.page_count
    file.add(b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"".join(kids), count), PAGES)


def _destinations(fragments: Iterable[Fragment]) -> tuple[dict[str, bytes], list[str]]:
    """Join named destinations; of a name that two chapters have, the first is kept and the other told."""
    kept: dict[str, bytes] = {}
    dropped: list[str] = []
    for fragment in fragments:
        for name, destination in fragment.exports.destinations:
            if name in kept:
                dropped.append(name)
            else:
                kept[name] = destination
    return kept, dropped


def _add_catalog(report: _Report, file: ReportFile) -> None:
    """Write the catalog (7.7.2) and what only it leads to."""
    entries = [
        b"/Type/Catalog/Pages%s/StructTreeRoot%s" % (reference(PAGES), reference(STRUCTURE)),
        b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/PageMode/UseOutlines",
        b"/Lang" + spell_text(report.metadata.language),
        b"/PageLabels" + spell_page_labels(report.numbered.report, report.pagination),
        b"/Metadata" + reference(file.add_stream(b"<</Type/Metadata/Subtype/XML>>", report.metadata.xmp())),
    ]
    outline = add_outline(nest([item for each in report.fragments for item in each.exports.outline]), file)
    if outline:
        entries.append(b"/Outlines" + reference(outline))
    if report.destinations:
        names = sorted((encode_text(name), place) for name, place in report.destinations.items())
        entries.append(b"/Names<</Dests%s>>" % reference(add_name_tree(names, file)))
    intent = next((each.exports.intent for each in report.fragments if each.exports.intent), None)
    if intent:
        entries.append(b"/OutputIntents[%s]" % fill(intent, report.streams))
    file.add(b"<<%s>>" % b"".join(entries), CATALOG)


def _findings(facts: LinkFacts, fragments: Sequence[Fragment], numbered: NumberedReport) -> Iterator[Finding]:
    for key in dict.fromkeys(facts.links_unresolved):
        target = numbered.targets.get(key)
        said = f' ("{target.title}")' if target else ""
        message = f'a link leads to "{key}"{said}, which no page shows'
        yield error("dead-link", message, hint="the layout prints no element with this id")
    for name in facts.destinations_dropped:
        yield error("duplicate-label", f'two chapters have a destination "{name}"')
    for conflict in role_conflicts(fragments):
        message = f'chapter "{conflict.chapter}" means something else by the structure type "{conflict.role}"'
        yield error("not-linked", message)
    if len({fragment.exports.intent for fragment in fragments}) > 1:
        yield error("not-linked", "chapters are made for different output intents")
