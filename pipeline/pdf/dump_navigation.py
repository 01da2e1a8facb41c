"""The dump's words for what leads a reader through the file: page labels, outline, destinations, links."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.pdf.destinations import read_named_destinations
from pipeline.pdf.document import Document
from pipeline.pdf.labels import STYLES, LabelRange, read_page_labels
from pipeline.pdf.links import Link, read_annotations
from pipeline.pdf.objects import escaped, quoted
from pipeline.pdf.outline import read_outline
from pipeline.pdf.spelling import INDENT, box, destination, oddities, page_ranges, target

_LISTED: Final = 6
"""Labels of a range that are written out; of a longer range the first two and the last."""


def describe_labels(document: Document) -> Iterator[str]:
    """Word the ranges of page labels, with the labels that they give."""
    labels = read_page_labels(document)
    if labels.ranges:
        yield from _unlabelled(labels.ranges[0].first_index)
    yield from map(_describe_range, labels.ranges)
    yield from oddities(labels.oddities, "number tree")


def _unlabelled(page_count: int) -> Iterator[str]:
    """Say which pages come before the first range; the standard wants it to begin at the first page."""
    if page_count:
        yield f"{page_ranges(range(page_count))}: no label"


def _describe_range(labels: LabelRange) -> str:
    pages = page_ranges(range(labels.first_index, labels.first_index + labels.page_count))
    written = _shortened([escaped(label) for label in labels.labels()])
    if labels.style is None:
        return f"{pages}: {written}"
    prefix = f"{quoted(labels.prefix)} and " if labels.prefix else ""
    return f"{pages}: {prefix}{STYLES[labels.style][0]} from {labels.first_number}: {written}"


def _shortened(labels: Sequence[str]) -> str:
    shown = labels if len(labels) <= _LISTED else [*labels[:2], "…", labels[-1]]
    return ", ".join(label or "empty" for label in shown)


def describe_outline(document: Document) -> Iterator[str]:
    """Word the outline, items below items indented."""
    labels = read_page_labels(document).by_page()
    by_name = read_named_destinations(document).by_name
    for item in read_outline(document):
        notes = [note for note in ("closed" if item.closed else None, item.ending) if note]
        suffix = f" ({', '.join(notes)})" if notes else ""
        yield f"{INDENT * item.level}{quoted(item.title)}: {target(item.target, labels, by_name)}{suffix}"


def describe_destinations(document: Document) -> Iterator[str]:
    """Word the named destinations, sorted by name."""
    labels = read_page_labels(document).by_page()
    named = read_named_destinations(document)
    for name, view in named.by_name.items():
        yield f"{quoted(name)}: {destination(view, labels) if view else 'no destination'}"
    yield from oddities(named.oddities, "name tree")


def describe_links(document: Document) -> Iterator[str]:
    """Word the links, page by page, and count the other annotations."""
    labels = read_page_labels(document).by_page()
    by_name = read_named_destinations(document).by_name
    for page in read_annotations(document):
        yield page_ranges([page.page_index])
        for link in page.links:
            yield f"{INDENT}{box(link.rectangle)}: {target(link.target, labels, by_name)}{_contents(link)}"
        for kind, count in page.others:
            yield f"{INDENT}other annotations: {escaped(kind)} {count}"


def _contents(link: Link) -> str:
    return ", no contents" if link.contents is None else f", contents {quoted(link.contents)}"
