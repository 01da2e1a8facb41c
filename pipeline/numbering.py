"""Stage 2, number: every target gets its number, every crossref and citation is held against what exists.

Stories are counted through the body, figures and tables through the report, references by the citation style. What is
unknown is found all at once, before anything is typeset.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from itertools import count

from pipeline.cache.cleared import Memory
from pipeline.consistency import check_consistency, facts_used
from pipeline.findings import Checked, Finding, Place, Related, error, warning
from pipeline.model.chapters import Story
from pipeline.model.prose import (
    ChartBlock,
    Citation,
    Crossref,
    FigureBlock,
    FootnoteCall,
    Heading,
    JourneyBlock,
    RatingTableBlock,
    TableBlock,
    TimelineBlock,
    plain,
    runs_of,
)
from pipeline.model.report import Chapter, NumberedReport, Report, Target, TargetKind
from pipeline.references import word_citations


def number(report: Report, memory: Memory | None = None) -> Checked[NumberedReport]:
    """Give every target its number and hold every crossref and citation against what exists.

    Args:
        memory: remembers the chapters whose statements agree with each other.

    Returns:
        The numbered report, unless a crossref or citation leads nowhere; and all findings.
    """
    memory = memory or Memory()
    targets, places, findings = _targets(report)
    findings += _check_crossrefs(report, targets, places, memory)
    citations = _citations(report, memory)
    findings += _check_citations(report, citations)
    findings += check_consistency(report, memory)
    cited = {work.key for citation in citations for work in citation.works}
    # A work or fact that stands in its file but could not be read has its finding already.
    failed = any(finding.severity == "error" for finding in findings)
    unread = (
        report.unread
        or not cited <= set(report.references)
        or not facts_used(report, memory) <= set(report.facts)
    )
    if failed or unread:
        return Checked(None, tuple(findings))
    style = report.manifest.house_style.citation_style
    worded = word_citations(citations, report.references, style, report.manifest.language, memory)
    return Checked(NumberedReport(report, targets, worded), tuple(findings))


def resolve(crossref: Crossref, chapter: str, targets: Mapping[str, Target]) -> Target | None:
    """Return what a crossref means; within its own chapter an author may write the label alone."""
    if crossref.kind in {"chapter", "story", "essay"}:
        return targets.get(crossref.target)
    return targets.get(crossref.target if "/" in crossref.target else f"{chapter}/{crossref.target}")


def _targets(report: Report) -> tuple[dict[str, Target], dict[str, Place], list[Finding]]:
    targets: dict[str, Target] = {}
    places: dict[str, Place] = {}
    findings: list[Finding] = []
    stories, figures, tables = count(1), count(1), count(1)
    facts = report.fact_words
    for chapter in report.chapters:
        story = next(stories) if isinstance(chapter.front, Story) else None
        title = chapter.title or report.manifest.title
        targets[chapter.id] = Target(chapter.id, TargetKind.CHAPTER, chapter.id, story, title)
        places[chapter.id] = Place(chapter.path)
        for block in chapter.blocks():
            match block:
                case Heading(label=label):
                    kind, counted, title = TargetKind.HEADING, None, plain(block.content, facts)
                case FigureBlock(label=label):
                    kind, counted, title = TargetKind.FIGURE, next(figures), plain(block.caption, facts)
                case ChartBlock(label=label):
                    kind, counted, title = TargetKind.FIGURE, next(figures), plain(block.title, facts)
                case TimelineBlock(label=label) | JourneyBlock(label=label):
                    kind, counted, title = TargetKind.FIGURE, next(figures), plain(block.caption, facts)
                case TableBlock(label=label) | RatingTableBlock(label=label):
                    kind, counted, title = TargetKind.TABLE, next(tables), plain(block.caption, facts)
                case _:
                    continue
            # A figure or table without a label is still numbered and listed, by its place in the body.
            key = f"{chapter.id}/{label or block.source.block}"
            if key in targets:
                findings.append(_duplicate(label or "", block.source.place, places[key]))
                continue
            targets[key] = Target(key, kind, chapter.id, counted, title)
            places[key] = block.source.place
    return targets, places, findings


def _duplicate(label: str, place: Place, first: Place) -> Finding:
    return error(
        "duplicate-label",
        f'the label "{label}" stands twice in this chapter',
        place,
        "give one of them another label; behind a heading it is written {#label}",
        related=(Related("first used here", first),),
    )


def _check_crossrefs(
    report: Report, targets: Mapping[str, Target], places: Mapping[str, Place], memory: Memory
) -> Iterator[Finding]:
    chapter_kinds = {chapter.id: chapter.kind for chapter in report.chapters}
    kinds = {key: _kind_of(target, chapter_kinds) for key, target in targets.items()}
    for chapter in report.chapters:
        for run in memory.once("crossrefs", chapter.id, chapter.mark, partial(_crossrefs_in, chapter)):
            if run.target.split("/")[0] in report.unread:
                continue
            # A story may be called a chapter, too: it is one.
            target = resolve(run, chapter.id, targets)
            if target is None or run.kind not in {kinds[target.key], target.kind.value}:
                yield _unknown_label(run, _meant(run, chapter.id, targets), kinds, places)


def _kind_of(target: Target, chapter_kinds: Mapping[str, str]) -> str:
    """Return the word that crossrefs to a target begin with."""
    kind = chapter_kinds[target.chapter]
    is_chapter = target.kind is TargetKind.CHAPTER
    return kind if is_chapter and kind in {"story", "essay"} else target.kind.value


def _meant(run: Crossref, chapter: str, targets: Mapping[str, Target]) -> Target | None:
    """Return what a crossref leads to if its kind is left out of account."""
    return targets.get(run.target) or targets.get(f"{chapter}/{run.target}")


def _unknown_label(
    run: Crossref, meant: Target | None, kinds: Mapping[str, str], places: Mapping[str, Place]
) -> Finding:
    if meant:
        hint = f'did you mean "{kinds[meant.key]}:{meant.key}"?'
        here = Related("it stands here", places[meant.key])
        return error("unknown-label", f'"{run.target}" is no {run.kind}', run.place, hint, related=(here,))
    known = sorted(
        key for key, kind in kinds.items() if kind == run.kind or (run.kind == "chapter" and "/" not in key)
    )
    near = get_close_matches(run.target, known, n=1, cutoff=0.5)
    if not near:
        # The chapter may be right and the label wrong, or the other way round.
        label = run.target.rsplit("/", 1)[-1]
        near = [key for key in known if key.rsplit("/", 1)[-1] == label][:1]
    hint = f"known: {', '.join(known[:8])}" if known else f"no {run.kind} has a label yet"
    if near:
        hint = f'did you mean "{run.kind}:{near[0]}"?'
    named = "has the id" if run.kind in {"chapter", "story", "essay"} else "is labelled"
    message = f'no {run.kind} {named} "{run.target}"'
    related = tuple(Related("it stands here", places[key]) for key in near)
    return error("unknown-label", message, run.place, hint, related=related)


def _check_citations(report: Report, citations: Iterable[Citation]) -> Iterator[Finding]:
    cited = set()
    first: Place | None = None
    for citation in citations:
        first = first or citation.place
        for work in citation.works:
            cited.add(work.key)
            if work.key not in report.references and work.key not in report.reference_places:
                near = get_close_matches(work.key, sorted(report.references), n=1, cutoff=0.5)
                hint = f'did you mean "@{near[0]}"?' if near else "add it to sources/references.yaml"
                yield error(
                    "unknown-citation", f'no reference has the key "{work.key}"', citation.place, hint
                )
    if report.unread:  # one of them may list the works, or cite them
        return
    if cited and not any(chapter.kind == "references" for chapter in report.chapters):
        yield error(
            "missing-references",
            "works are cited, but no chapter lists them",
            first,
            "add a chapter with kind: references to sources/report.yaml",
        )
    for key, place in report.reference_places.items():
        if key not in cited:
            yield warning(
                "unused-reference", f'nothing cites "{key}", so it is not listed', place, f"cite it: [@{key}]"
            )


def _citations(report: Report, memory: Memory) -> list[Citation]:
    """Return every citation in reading order: a footnote's citations at the place that calls it."""
    return [
        citation
        for chapter in report.chapters
        for citation in memory.once("citations", chapter.id, chapter.mark, partial(_citations_in, chapter))
    ]


def _citations_in(chapter: Chapter) -> list[Citation]:
    found: list[Citation] = []
    for content in chapter.running_text():
        for run in runs_of(content):
            if isinstance(run, Citation):
                found.append(run)
            elif isinstance(run, FootnoteCall) and run.name in chapter.footnotes:
                note = chapter.footnotes[run.name].content
                found += (cited for cited in runs_of(note) if isinstance(cited, Citation))
    return found


def _crossrefs_in(chapter: Chapter) -> list[Crossref]:
    return [run for content in chapter.inlines() for run in runs_of(content) if isinstance(run, Crossref)]
